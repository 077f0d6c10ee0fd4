//! The backend's tests: a real server on a port of its own with a database of its own, asked over HTTP. Every answer
//! goes through the contract's document. A file per resource, as in `src/routes`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod actions;
mod backend;
mod capabilities;
mod cases;
mod cluster;
mod contract;
mod cors;
mod database;
mod files;
mod idempotency;
mod instances;
mod languages;
mod lifecycle;
mod orders;
mod protocol;
mod quotes;
mod reasons;
mod sessions;
mod shipments;
mod site;
mod uploads;
