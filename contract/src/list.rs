//! Cursor pages, the shape of every list.

use serde::{Deserialize, Serialize};

use crate::read::Read;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Page<T> {
    pub data: Vec<T>,
    /// Send it back as `?cursor=` for the next page; `null` on the last.
    #[serde(default)]
    pub next_cursor: Option<String>,
}
