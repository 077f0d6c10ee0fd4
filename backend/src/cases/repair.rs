//! Repairs.

use aftercare_contract::filing::RepairRequest;

use super::{Acting, Allowed, Filing};
use crate::{
    clock::Millis,
    problem::{Answer, Refusal},
    store::{Writing, cases::Case},
};

/// Opens a repair.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(_filing: &Filing<'_>, _writing: &mut Writing, _request: &RepairRequest) -> Answer<String> {
    Err(Refusal::Internal)
}

/// What the shopper may do with a repair.
#[must_use]
pub fn allowed(_case: &Case, _now: Millis) -> Vec<Allowed> {
    Vec::new()
}

/// Does it.
///
/// # Errors
/// As [`super::act`].
pub async fn act(_acting: &Acting<'_>, _writing: &mut Writing, _action: &str) -> Answer<()> {
    Err(Refusal::Internal)
}
