//! Tells a shop whether its backend keeps the Aftercare contract.
//!
//! ```text
//! aftercare-conformance --init > fixtures.json      # then fill it in with what your sandbox holds
//! aftercare-conformance https://shop.example/api --fixtures fixtures.json
//! ```
//!
//! Every statement of the contract that can be checked from outside is an [audit](audit::Audit) with a short stable
//! code and a level: a broken MUST fails the run, a broken SHOULD or MAY is a warning. What the shop does not declare,
//! and what the [fixtures] have no order for, is skipped and says so. Beside the audits every answer is
//! [looked at](observe): does it fit the document, does it let something out.
//!
//! The runner sees the contract and nothing else. Its own tests run it against the reference backend, sound and broken
//! in many ways (`tests/`): each broken one has to be caught by the audit meant for it.

pub mod audit;
pub mod audits;
pub mod cli;
pub mod client;
pub mod exchange;
pub mod fixtures;
pub mod observe;
pub mod piece;
pub mod report;
pub mod run;
pub mod stage;
