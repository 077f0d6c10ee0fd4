//! Everything that touches the page around us: the loader's object, instances, events out.

mod instance;
mod keyboard;
mod page;

pub use instance::{mount, unmount, update};
pub use page::Page;
