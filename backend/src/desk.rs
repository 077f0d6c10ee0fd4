//! Cases that people talk about: complaints and repairs have a first owner, clocks the shopper can watch, offers, a
//! ladder of who decides, and a conversation.
//!
//! Nothing here waits for a timer. What time does to a case ([`due`]) is worked out by whoever looks at the case next,
//! each thing at the moment it was due, in one write under the lock of the case's order; so it happens exactly once,
//! with the same result, however many instances there are and whether or not somebody was looking.
//!
//! # The end of a case
//! A case that the shop has settled or refused is not over at once: for some days it is `awaiting_customer`, with the
//! status `settled` (to `reopen` it) or `refused` (to `escalate` it). Only then it becomes `resolved` or `rejected`,
//! which is never left.

pub mod due;
pub mod handling;
pub mod offers;
pub mod rules;
pub mod shop_side;
pub mod talk;

pub use handling::Handling;
