//! The Aftercare contract as Rust types.
//!
//! `openapi.yaml` beside this crate is the contract; these structs say the same for serde. A test compares the
//! two (`tests/drift.rs`), so neither can move alone. The crate knows no browser, no framework and no server: the
//! widget, the reference backend and the conformance runner all read it.
//!
//! # Rules that hold for every type
//! - Unknown members are ignored, optional members may be absent, and extensions live under `ext`.
//! - A set is a Rust enum only where the widget branches on it. Each such enum has an `Unknown` variant for reading,
//!   so that a newer shop never breaks an older widget; a backend never sends it.
//! - Everything else that looks like a code (reason, status, channel, method) is an open [`String`] that comes with
//!   a label in the shopper's language, written by the server (`Accept-Language`).

// What `#[derive(Read)]` writes names this crate from everywhere.
extern crate self as aftercare_contract;

pub mod article;
pub mod capabilities;
pub mod care;
pub mod case;
pub mod content;
pub mod desk;
pub mod eligibility;
pub mod filing;
pub mod guide;
pub mod list;
pub mod money;
pub mod order;
pub mod problem;
pub mod quote;
pub mod read;
pub mod reason;
pub mod receipt;
pub mod review;
pub mod session;
pub mod shipment;
pub mod slot;
#[cfg(feature = "spec")]
pub mod spec;
pub mod subscription;
pub mod survey;
pub mod upload;

/// RFC 3339 with an offset, for example `2026-11-27T23:59:59+08:00`. Kept as text: the widget hands it to the
/// browser's `Date`, the backend parses it at its border.
pub type Timestamp = String;

/// An opaque identifier, `^[A-Za-z0-9_-]{1,64}$`. Nothing may be read out of it.
pub type Id = String;
