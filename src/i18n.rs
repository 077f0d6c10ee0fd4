//! The shopper's language: sentences from a catalog, numbers and dates from the browser's `Intl`.

mod catalog;
mod format;
mod intl;
mod zone;

pub use catalog::I18n;
pub use format::days_left;
pub use zone::{moment_of, wall_clock};
