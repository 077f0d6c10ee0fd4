//! What outlives a view: session, view stack, drafts, outbox. Features meet here and nowhere else.

mod connection;
mod draft;
mod guided;
mod memory;
mod outbox;
mod panel;
mod remote;
mod shell;
mod view_stack;

pub use connection::Connection;
pub use draft::{Draft, Drafts, hold_of, now, read_of, said_of};
pub use guided::Guided;
pub use memory::Memory;
pub use outbox::{Filing, Outbox, Progress, Refusal};
pub use panel::{Announcement, Panel};
pub use remote::{Load, Remote};
pub use shell::{Shell, Shopper};
pub use view_stack::{Ahead, Matter, Tried, View, ViewStack};
