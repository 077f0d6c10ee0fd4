use std::{io, path::Path, sync::mpsc, task::Poll};

use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

use super::*;

/// A disk whose every sync waits to be told how it ends.
fn slow_disk() -> (Disk, mpsc::Sender<io::Result<()>>) {
    let (ends, told) = mpsc::channel();
    let disk = Disk::new(move || told.recv().unwrap_or(Ok(()))).unwrap();
    (disk, ends)
}

/// A table of notes, the groups that write to it, and a connection beside them that sees what is committed.
struct Notes {
    groups: Groups,
    beside: AnyConnection,
    _folder: TempDir,
}

impl Notes {
    async fn new() -> Self {
        Self::on(|path| Disk::of_database(path).unwrap()).await
    }

    async fn on(disk: impl FnOnce(&Path) -> Disk) -> Self {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("notes.sqlite").display());
        let beside = AnyConnection::connect(&url).await.unwrap();
        let path = folder.path().join("notes.sqlite");
        let mut file = File::open(&path).unwrap();
        file.run(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; \
             CREATE TABLE notes (id BIGINT PRIMARY KEY, about BIGINT REFERENCES notes (id), body TEXT)",
        )
        .unwrap();
        Self { groups: Groups::new(file, disk(&path), Memory::default(), None), beside, _folder: folder }
    }

    /// `count` members of one group, in turn: all are in the queue before the first gets the connection.
    async fn together<const COUNT: usize>(&self) -> [Joining; COUNT] {
        let turn = self.groups.turn.clone().lock_owned().await;
        let mut joining = [(); COUNT].map(|()| {
            let groups = self.groups.clone();
            Box::pin(async move { groups.join(PATIENCE).await.unwrap() }) as Joining
        });
        for member in &mut joining {
            assert!(begin(member).await, "it waits");
        }
        drop(turn);
        joining
    }

    /// What everybody sees.
    async fn committed(&mut self) -> Vec<i64> {
        sqlx::query_scalar("SELECT id FROM notes ORDER BY id").fetch_all(&mut self.beside).await.unwrap()
    }

    /// What everybody sees once nothing is under way.
    async fn settled(&mut self) -> Vec<i64> {
        self.groups.end(|_| ()).await;
        self.committed().await
    }
}

type Joining = std::pin::Pin<Box<dyn Future<Output = Member> + Send>>;

/// Begins something and does not wait for it. Returns whether there is something to wait for.
async fn begin(future: &mut (impl Future + Unpin)) -> bool {
    std::future::poll_fn(|context| Poll::Ready(std::pin::Pin::new(&mut *future).poll(context).is_pending())).await
}

async fn note(member: &mut Member, id: i64) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO notes (id) VALUES ($1)").bind(id).execute(&mut **member).await.map(drop)
}

/// Commits in a task of its own, as a request does that waits for its group.
fn commit(member: Member) -> tokio::task::JoinHandle<sqlx::Result<()>> {
    tokio::spawn(member.commit())
}

#[tokio::test]
async fn nobody_is_told_before_the_group_is_on_the_disk() {
    let mut notes = Notes::new().await;
    let [first, second] = notes.together().await;
    let mut first = first.await;
    note(&mut first, 1).await.unwrap();
    let first = commit(first);
    let mut second = second.await;
    note(&mut second, 2).await.unwrap();
    assert!(!first.is_finished());
    assert!(notes.committed().await.is_empty());
    second.commit().await.unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(notes.committed().await, [1, 2]);
}

#[tokio::test]
async fn what_is_dropped_or_failed_undoes_itself_only() {
    let mut notes = Notes::new().await;
    let [kept, dropped, failed, last] = notes.together().await;
    let mut member = kept.await;
    note(&mut member, 1).await.unwrap();
    let kept = commit(member);
    let mut member = dropped.await;
    note(&mut member, 2).await.unwrap();
    drop(member);
    let mut member = failed.await;
    note(&mut member, 3).await.unwrap();
    note(&mut member, 1).await.unwrap_err();
    drop(member);
    let mut member = last.await;
    note(&mut member, 4).await.unwrap();
    member.commit().await.unwrap();
    kept.await.unwrap().unwrap();
    assert_eq!(notes.committed().await, [1, 4]);
}

#[tokio::test]
async fn who_hangs_up_in_the_middle_of_a_statement_harms_nobody() {
    let mut notes = Notes::new().await;
    let [gone, stays] = notes.together().await;
    let mut gone = gone.await;
    begin(&mut Box::pin(note(&mut gone, 1))).await;
    drop(gone);
    let mut stays = stays.await;
    note(&mut stays, 1).await.unwrap();
    stays.commit().await.unwrap();
    assert_eq!(notes.committed().await, [1]);
}

#[tokio::test]
async fn who_hangs_up_while_waiting_leaves_no_group_open() {
    let mut notes = Notes::new().await;
    let [first, second, third] = notes.together().await;
    let mut member = first.await;
    note(&mut member, 1).await.unwrap();
    drop((second, third));
    member.commit().await.unwrap();
    assert_eq!(notes.committed().await, [1]);
    // The same with nobody left to be told.
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 2).await.unwrap();
    assert!(begin(&mut Box::pin(member.commit())).await);
    assert_eq!(notes.settled().await, [1, 2]);
}

#[tokio::test]
async fn a_commit_that_fails_fails_for_everybody_and_leaves_nothing() {
    let mut notes = Notes::new().await;
    let [first, second] = notes.together().await;
    let mut member = first.await;
    note(&mut member, 1).await.unwrap();
    let first = commit(member);
    let mut member = second.await;
    // A reference that leads nowhere, and is not looked at before the commit.
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *member).await.unwrap();
    sqlx::query("INSERT INTO notes (id, about) VALUES (2, 99)").execute(&mut *member).await.unwrap();
    member.commit().await.unwrap_err();
    first.await.unwrap().unwrap_err();
    assert!(notes.settled().await.is_empty());
    let mut next = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut next, 1).await.unwrap();
    next.commit().await.unwrap();
    assert_eq!(notes.committed().await, [1]);
}

/// SQLite gives up the whole transaction when the disk is full, also what earlier members wrote.
#[tokio::test]
async fn a_full_disk_is_told_to_all_and_passes() {
    let mut notes = Notes::new().await;
    let pages = |groups: Groups, most: i64| async move {
        let limit = format!("PRAGMA max_page_count = {most}");
        groups.end(|file| file.run(&limit)).await.unwrap();
    };
    pages(notes.groups.clone(), 4).await;
    let [first, second, third] = notes.together().await;
    let mut member = first.await;
    note(&mut member, 1).await.unwrap();
    let first = commit(member);
    let mut member = second.await;
    let full = sqlx::query("INSERT INTO notes (id, body) VALUES (2, $1)")
        .bind("x".repeat(100_000))
        .execute(&mut *member)
        .await
        .unwrap_err();
    assert!(crate::store::trouble::passes(&full), "{full}");
    drop(member);
    // Whatever became of the first: it was told the truth.
    let mut member = third.await;
    note(&mut member, 3).await.unwrap();
    member.commit().await.unwrap();
    let expected: &[i64] = if first.await.unwrap().is_ok() { &[1, 3] } else { &[3] };
    assert_eq!(notes.committed().await, expected);
    pages(notes.groups.clone(), 10_000).await;
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 4).await.unwrap();
    member.commit().await.unwrap();
    assert_eq!(notes.committed().await.last(), Some(&4));
}

#[tokio::test]
async fn what_was_settled_is_on_the_disk() {
    let mut notes = Notes::new().await;
    let [first, second] = notes.together().await;
    let mut member = first.await;
    note(&mut member, 1).await.unwrap();
    let first = commit(member);
    let mut member = second.await;
    note(&mut member, 2).await.unwrap();
    assert!(notes.committed().await.is_empty());
    member.settle().await.unwrap();
    assert_eq!(notes.committed().await, [1], "and its own changes are given up");
    first.await.unwrap().unwrap();
    note(&mut member, 3).await.unwrap();
    member.commit().await.unwrap();
    assert_eq!(notes.committed().await, [1, 3]);
}

#[tokio::test]
async fn nobody_is_told_before_the_disk_has_it() {
    let (disk, ends) = slow_disk();
    let mut notes = Notes::on(|_| disk).await;
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 1).await.unwrap();
    let mut first = commit(member);
    assert_eq!(notes.settled().await, [1], "it can be read");
    // The next group writes while the first waits for the disk.
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 2).await.unwrap();
    let mut second = commit(member);
    assert_eq!(notes.settled().await, [1, 2]);
    // Whoever asks again for what the first is to be told, and whoever hands out what it wrote, waits with it.
    let mut replay = notes.groups.join(PATIENCE).await.unwrap();
    let mut replay = Box::pin(replay.settle());
    let mut receipt = Box::pin(notes.groups.settle());
    assert!(begin(&mut replay).await && begin(&mut receipt).await);
    assert!(begin(&mut first).await && begin(&mut second).await);
    ends.send(Ok(())).unwrap();
    first.await.unwrap().unwrap();
    drop(ends);
    second.await.unwrap().unwrap();
    replay.await.unwrap();
    receipt.await.unwrap();
}

/// The system reports what it could not write once: the sync after it would say yes.
#[tokio::test]
async fn after_a_failed_sync_nobody_is_promised_anything() {
    let (disk, ends) = slow_disk();
    let mut notes = Notes::on(|_| disk).await;
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 1).await.unwrap();
    let mut first = commit(member);
    notes.settled().await;
    let mut member = notes.groups.join(PATIENCE).await.unwrap();
    note(&mut member, 2).await.unwrap();
    let mut second = commit(member);
    notes.settled().await;
    assert!(begin(&mut first).await && begin(&mut second).await);
    ends.send(Err(io::Error::other("the disk is gone"))).unwrap();
    drop(ends);
    let told = [first.await.unwrap(), second.await.unwrap(), notes.groups.settle().await];
    for told in told {
        assert!(crate::store::trouble::passes(&told.unwrap_err()));
    }
    assert!(notes.groups.join(PATIENCE).await.is_err());
}

#[tokio::test]
async fn a_long_queue_is_served_in_several_groups() {
    let mut notes = Notes::new().await;
    let members = notes.together::<{ MOST + 2 }>().await;
    let mut commits = Vec::new();
    for (id, member) in (0_i64..).zip(members) {
        let mut member = member.await;
        note(&mut member, id).await.unwrap();
        commits.push(commit(member));
        if commits.len() == MOST + 1 {
            assert!(commits[0].is_finished() || notes.committed().await.len() == MOST);
        }
    }
    for commit in commits {
        commit.await.unwrap().unwrap();
    }
    assert_eq!(notes.committed().await.len(), MOST + 2);
}

/// Somebody waits too long, and those behind them do not.
#[tokio::test]
async fn patience_ends() {
    let notes = Notes::new().await;
    let member = notes.groups.join(PATIENCE).await.unwrap();
    let late = notes.groups.join(Duration::from_millis(10)).await;
    assert!(matches!(late, Err(sqlx::Error::PoolTimedOut)));
    drop(member);
    notes.groups.join(PATIENCE).await.unwrap();
}
