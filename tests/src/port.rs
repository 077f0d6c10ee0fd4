//! Ports that are used once in a run: what a browser has kept for an address is found by no other trial.

use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};

use anyhow::Result;
use tokio::net::TcpListener;

static USED: Mutex<Option<HashSet<u16>>> = Mutex::new(None);

/// Listens on a port of the loopback interface that nobody in this run has listened on.
///
/// # Errors
/// When no port can be had.
pub async fn listen() -> Result<(TcpListener, SocketAddr)> {
    loop {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let mut used = USED.lock().unwrap_or_else(PoisonError::into_inner);
        if used.get_or_insert_default().insert(address.port()) {
            return Ok((listener, address));
        }
    }
}
