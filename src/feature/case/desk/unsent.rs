//! Messages that the shop does not have yet: kept with the key of their first try, so that each is said once.

use aftercare_contract::{Id, read::Read};
use serde::Serialize;

use crate::{feature::evidence::Attached, state::Drafts};

/// A message on its way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Read)]
#[serde(default)]
pub struct Unsent {
    /// The idempotency key: the same for every attempt.
    pub key: String,
    pub text: String,
    pub files: Vec<Attached>,
}

/// What a case's page left unsent, oldest first.
pub fn find(drafts: &Drafts, case_id: &Id) -> Vec<Unsent> {
    drafts.find(&name(case_id)).unwrap_or_default()
}

pub fn keep(drafts: &Drafts, case_id: &Id, unsent: &Unsent) {
    let mut all = find(drafts, case_id);
    all.push(unsent.clone());
    drafts.keep(&name(case_id), &all);
}

/// The shop has it, or never will. By its key: another page on the same case may have added one meanwhile.
pub fn forget(drafts: &Drafts, case_id: &Id, key: &str) {
    let mut all = find(drafts, case_id);
    all.retain(|unsent| unsent.key != key);
    if all.is_empty() { drafts.clear(&name(case_id)) } else { drafts.keep(&name(case_id), &all) }
}

fn name(case_id: &str) -> String {
    format!("unsent:{case_id}")
}
