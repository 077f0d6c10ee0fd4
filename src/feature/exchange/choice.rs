//! What the shopper has chosen so far, beside what is said about the line.

use aftercare_contract::{Id, read::Read};
use serde::Serialize;

/// The form's contents, kept as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(default)]
pub struct ExchangeChoice {
    pub variant: Option<Wanted>,
    pub method: Option<String>,
}

/// The variant wanted instead, with its name: it must still be named when the shop has no more of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Read)]
pub struct Wanted {
    pub id: Id,
    pub label: String,
}
