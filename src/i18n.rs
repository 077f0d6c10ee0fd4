//! The shopper's language: sentences from a catalog, numbers and dates from the browser's `Intl`.

mod catalog;
mod format;
mod intl;

pub use catalog::I18n;
pub use format::days_left;
