//! The post: messages to shoppers (one-time codes, acknowledgements, news of a parcel) by a way the shop plugs in.
//!
//! A letter is written in the transaction of what it tells of ([`letters::insert`]) and goes out after its commit:
//! call [`hurry`] then, and housekeeping does it otherwise. So a letter is sent when, and only when, what it says is
//! so, and at least once: a sender that dies half-way is followed by another a minute later.
//!
//! Without `--post-command` nothing leaves the house: a letter is a line in the log, which names no address, and with
//! `--sandbox` it can be read at `GET /sandbox/v1/outbox`.

use std::{path::PathBuf, process::Stdio, sync::Arc};

use tokio::{io::AsyncWriteExt as _, process::Command};

use crate::{
    app::App,
    store::letters::{self, Letter},
};

/// How letters leave.
#[derive(Clone, Debug)]
pub struct Post {
    command: Option<Arc<PathBuf>>,
    keep: bool,
}

impl Post {
    /// The post that starts `command` for each letter, or only logs; `keep` leaves what was sent readable in the
    /// sandbox' outbox.
    #[must_use]
    pub fn new(command: Option<PathBuf>, keep: bool) -> Self {
        Self { command: command.map(Arc::new), keep }
    }

    /// Sends a letter.
    async fn send(&self, letter: &Letter) -> std::io::Result<()> {
        let Some(command) = &self.command else {
            tracing::info!(letter = letter.id, channel = letter.channel, "a letter, and no command to send it with");
            return Ok(());
        };
        let mut child =
            Command::new(command.as_path()).stdin(Stdio::piped()).stdout(Stdio::null()).kill_on_drop(true).spawn()?;
        let json = serde_json::to_vec(letter)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(&json).await?;
        }
        let status = child.wait().await?;
        if status.success() { Ok(()) } else { Err(std::io::Error::other(format!("the command ended with {status}"))) }
    }
}

/// Sends what waits. What can't be sent waits for the next time.
///
/// # Errors
/// When the database fails.
pub async fn deliver(app: &App) -> sqlx::Result<()> {
    let waiting = letters::waiting(&mut *app.store.read().await?, app.clock.now()).await?;
    for letter in waiting {
        let mut writing = app.store.write().await?;
        let mine = letters::claim(&mut writing, &letter.id, app.clock.now()).await?;
        writing.commit().await?;
        if !mine {
            continue;
        }
        match app.post.send(&letter).await {
            Ok(()) => {
                let mut writing = app.store.write().await?;
                letters::sent(&mut writing, &letter.id, app.post.keep, app.clock.now()).await?;
                writing.commit().await?;
            }
            Err(error) => tracing::warn!(letter = letter.id, %error, "a letter was not sent and will be tried again"),
        }
    }
    Ok(())
}

/// Sends what waits without letting the shopper wait for it.
pub fn hurry(app: &App) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = deliver(&app).await {
            tracing::warn!(%error, "the letters wait for housekeeping");
        }
    });
}

/// An address to recognise and not to read: `a••@example.com`, `••0132`.
#[must_use]
pub fn masked(address: &str) -> String {
    if let Some((name, domain)) = address.split_once('@') {
        return format!("{}••@{domain}", name.chars().next().unwrap_or_default());
    }
    let tail: Vec<char> = address.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("••{}", tail[tail.len().saturating_sub(4).max(tail.len() / 2)..].iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_address_can_be_recognised_and_not_read() {
        assert_eq!(masked("ada@example.com"), "a••@example.com");
        assert_eq!(masked("+1 415 555 0132"), "••0132");
        assert_eq!(masked("12"), "••2");
        assert_eq!(masked(""), "••");
    }
}
