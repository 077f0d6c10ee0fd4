//! The way through a guide that led to a case: kept for whoever works on it, so that nobody asks again.

use aftercare_contract::filing::GuideTrace;

use super::{Kind, details::Details};
use crate::{
    problem::Answer,
    request::Check,
    store::{Connection, cases::CaseRecord, complaints, repairs},
};

/// The longest way through a guide.
const MOST_CHOICES: usize = 100;

/// What the schema says about it.
pub fn check(check: &mut Check, guide: Option<&GuideTrace>) {
    let Some(guide) = guide else { return };
    check.require_id(&guide.guide_id, "/guide/guide_id");
    check.require(guide.choice_ids.len() <= MOST_CHOICES, "/guide/choice_ids", "too_long");
    for (place, id) in guide.choice_ids.iter().enumerate().take(MOST_CHOICES) {
        check.require_id(id, format!("/guide/choice_ids/{place}"));
    }
}

/// The one that led to this case, if one did.
///
/// # Errors
/// When the database fails or what is stored can't be read.
pub async fn of_case(connection: &mut Connection, case: &CaseRecord) -> Answer<Option<GuideTrace>> {
    let stored = match Kind::from_code(&case.kind) {
        Some(Kind::Complaint) => complaints::find(connection, &case.id).await?.and_then(|record| record.guide),
        Some(Kind::Repair) => repairs::find(connection, &case.id).await?.and_then(|record| record.guide),
        _ => return Ok(Details::of(case)?.guide),
    };
    Ok(stored.as_deref().map(serde_json::from_str).transpose()?)
}
