//! The harness of the browser stories.
//!
//! A story is what a shopper does, told once and run in each [`engine::Engine`]. Every trial has a [`stage::Stage`]
//! of its own: a temp folder, a backend process on a fresh database, a [`faults::FaultProxy`] before it, two static
//! hosts (the merchant's page and the widget's files, as in life on different origins), all at addresses that no other
//! trial ever has, and a browser that is its own while it lasts ([`lending`]). Nothing is shared between trials, so they
//! run side by side in any order.
//!
//! # What it needs
//! - `AFTERCARE_DIST`: the built folder with `aftercare.js`.
//! - `AFTERCARE_BACKEND`: the reference backend's binary.
//! - The three browsers and their drivers, found on `PATH` and in `AFTERCARE_TOOLS` (a folder, optional).
//! - `npm ci` in `tests/` (axe-core).
//! - `AFTERCARE_GALLERY`: where the gallery writes its pictures (optional, else the system's temp folder).

pub mod api;
pub mod axe;
pub mod backend;
pub mod browser;
pub mod clock;
pub mod engine;
pub mod faults;
pub mod host;
pub mod http;
pub mod lending;
pub mod look;
pub mod page;
pub mod port;
pub mod prelude;
pub mod process;
pub mod profile;
pub mod sandbox;
pub mod shopper;
pub mod stage;
pub mod suite;
pub mod wait;
pub mod widget;
