//! Facts kept in memory: what was read from the database, for as long as nothing about it is written.
//!
//! An answer is one of them, kept for the hour and by all it depends on ([`super::facts`]). Only SQLite's facts are kept: there this process is
//! the one that writes, while a PostgreSQL may have many instances of this backend, which keep nothing.
//!
//! What is remembered is found to be true, not made so: nobody removes anything.
//!
//! ```text
//! COMMIT; raise the counters of what was touched; note the log's state                -- Memory::committed
//! take the facts; is the log's state the one noted? are the counters as they were?    -- Memory::recall
//! is the log's state the one noted? read; take the counters; is it still?             -- Memory::attend, Attention::keep
//! ```
//!
//! - Between a commit that can be read and the note of it, and after one that somebody else has made, the log is in a
//!   state that is not noted ([`LogIndex`]): then nothing is recalled and nothing kept, and whoever asks reads.
//! - After each commit of its own the connection that writes asks SQLite whether somebody else has committed as well.
//!   Then everything is touched.
//! - A fact hangs on ids: it is kept with their counters and good while they stay. Ids share counters, which makes
//!   some facts be read again too early.
//! - Facts that are recalled together are of one moment. None is younger than the state of the log, which is looked at
//!   after they were taken; and none is older.
//! - Whoever decides and writes does not ask here, but reads inside the transaction that writes.

mod log_index;
pub mod touched;

use std::{
    cell::RefCell,
    hash::{BuildHasher as _, RandomState},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering::SeqCst},
    },
};

use quick_cache::{Weighter, sync::Cache};

use super::{facts::Shelves, sqlite::File};
use log_index::{LogIndex, NONE, State};
use touched::Touched;

/// How many counters there are, before the one that everything hangs on.
const COUNTERS: usize = 4096;

/// How many counters most of what is recalled hangs on.
const USUAL: usize = 16;

/// No answer about others' commits.
const NOT_ASKED: i64 = -1;

/// What is remembered; nothing, where there is nowhere to.
#[derive(Clone, Default)]
pub struct Memory(Option<Arc<Kept>>);

struct Kept {
    index: LogIndex,
    /// The state of the log up to which everything that was touched is counted.
    noted: AtomicU64,
    /// What SQLite said of others' commits when it was asked last.
    others: AtomicI64,
    counters: Vec<AtomicU64>,
    places: RandomState,
    touched: Touched,
    shelves: Shelves,
}

/// A fact with the counters it hangs on, each with what it counted.
pub struct Remembered<T> {
    fact: Arc<T>,
    counted: Vec<(usize, u64)>,
}

/// The facts of one kind by their names.
pub type Shelf<T> = Cache<String, Arc<Remembered<T>>, Weigh>;

/// Something that may be remembered.
pub trait Fact: Sized {
    /// Where facts like this one are.
    fn shelf(shelves: &Shelves) -> &Shelf<Self>;

    /// How many bytes it takes, about.
    fn weight(&self) -> u64;
}

/// What a fact takes of the room.
#[derive(Clone, Copy)]
pub struct Weigh;

impl<T: Fact> Weighter<String, Arc<Remembered<T>>> for Weigh {
    fn weight(&self, _: &String, remembered: &Arc<Remembered<T>>) -> u64 {
        remembered.fact.weight()
    }
}

/// Remembering, and what it rests on.
pub struct Recall<'a> {
    kept: &'a Kept,
    counted: RefCell<Vec<(usize, u64)>>,
}

/// Reading what may be kept.
pub struct Attention<'a>(Option<(&'a Kept, State)>);

impl Memory {
    /// Remembers what is in the database at `path`, which is open. From now on it follows what `writer` writes, which
    /// nobody else of this process does.
    ///
    /// # Errors
    /// When the log's index can't be opened, or SQLite fails.
    pub fn of_database(path: &Path, writer: &mut File) -> sqlx::Result<Self> {
        let kept = Kept {
            index: LogIndex::of_database(path)?,
            noted: AtomicU64::new(NONE),
            others: AtomicI64::new(NOT_ASKED),
            counters: (0..=COUNTERS).map(|_| AtomicU64::new(0)).collect(),
            places: RandomState::new(),
            touched: Touched::default(),
            shelves: Shelves::default(),
        };
        kept.touched.follow(writer)?;
        let memory = Self(Some(Arc::new(kept)));
        memory.committed(writer);
        Ok(memory)
    }

    /// What `take` takes together, if it is all there and true.
    pub fn recall<T>(&self, take: impl FnOnce(&Recall<'_>) -> Option<T>) -> Option<T> {
        let kept = self.0.as_deref()?;
        let recall = Recall { kept, counted: RefCell::new(Vec::with_capacity(USUAL)) };
        let facts = take(&recall)?;
        let state = kept.index.state();
        let unchanged = |(place, count): &(usize, u64)| kept.counters[*place].load(SeqCst) == *count;
        (state != NONE && kept.noted.load(SeqCst) == state && recall.counted.borrow().iter().all(unchanged))
            .then_some(facts)
    }

    /// Begins to pay attention. To be called before the reading begins.
    #[must_use]
    pub fn attend(&self) -> Attention<'_> {
        let Some(kept) = self.0.as_deref() else { return Attention(None) };
        let state = kept.index.state();
        Attention((state != NONE && kept.noted.load(SeqCst) == state).then_some((kept, state)))
    }

    /// Forgets what was touched. To be called after `writer` has committed, or has failed to, and before anybody is told.
    pub fn committed(&self, writer: &mut File) {
        let Some(kept) = self.0.as_deref() else { return };
        // Taken first: what others commit after it leaves another.
        let state = kept.index.state();
        let version = writer.data_version().unwrap_or(NOT_ASKED);
        let others = kept.others.swap(version, SeqCst) != version || version == NOT_ASKED;
        let touched = kept.touched.take();
        for id in &touched.some {
            kept.counters[kept.place(id)].fetch_add(1, SeqCst);
        }
        if others || touched.all {
            kept.counters[COUNTERS].fetch_add(1, SeqCst);
        }
        kept.noted.store(state, SeqCst);
    }
}

impl Kept {
    fn place(&self, id: &str) -> usize {
        self.places.hash_one(id) as usize % COUNTERS
    }

    fn count(&self, place: usize) -> (usize, u64) {
        (place, self.counters[place].load(SeqCst))
    }
}

impl Recall<'_> {
    /// The fact with this name.
    #[must_use]
    pub fn fact<T: Fact>(&self, name: &str) -> Option<Arc<T>> {
        let remembered = T::shelf(&self.kept.shelves).get(name)?;
        self.counted.borrow_mut().extend_from_slice(&remembered.counted);
        Some(remembered.fact.clone())
    }
}

impl Attention<'_> {
    /// Whether nobody has written meanwhile.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.0.is_some_and(|(kept, state)| kept.index.state() == state)
    }

    /// Keeps what was read, which hangs on `ids` and is another when what they name is written.
    pub fn keep<'i, T: Fact>(&self, name: &str, fact: &Arc<T>, ids: impl IntoIterator<Item = &'i str>) {
        let Some((kept, _)) = self.0 else { return };
        let places = ids.into_iter().map(|id| kept.place(id)).chain([COUNTERS]);
        let counted = places.map(|place| kept.count(place)).collect();
        if self.holds() {
            T::shelf(&kept.shelves).insert(name.to_owned(), Arc::new(Remembered { fact: fact.clone(), counted }));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    struct Heavy(u64);

    impl Fact for Heavy {
        fn shelf(_: &Shelves) -> &Shelf<Self> {
            unreachable!("it is of no kind")
        }

        fn weight(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn however_much_is_read_only_so_much_is_kept() {
        let shelf: Shelf<Heavy> = Shelf::with_weighter(100, 10_000, Weigh);
        for name in 0..1_000 {
            let remembered = Remembered { fact: Arc::new(Heavy(50 + name % 100)), counted: Vec::new() };
            shelf.insert(name.to_string(), Arc::new(remembered));
            assert!(shelf.weight() <= 10_000);
        }
        assert!(shelf.len() > 50);
    }
}
