//! The contract, typed: one method an operation. Knows HTTP and the contract, no view and no signal.

mod both;
mod care;
mod desk;
mod failure;
mod help;
pub mod json;
mod key;
mod operations;
mod receipts;
mod review;
mod slot;
mod stream;
mod transport;
mod unread;
mod upload;

pub use both::both;
pub use care::Warranty;
pub use failure::Failure;
pub use help::Keeping;
pub use key::idempotency_key;
pub use operations::{Entry, Parcel};
pub use review::{Reviewed, Reviewing, Waiting};
pub use transport::{Abort, AbortOnDrop, Client, Tagged};
pub use unread::{ShopFront, UnreadCase};
pub use upload::send_file;
