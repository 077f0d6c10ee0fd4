//! The reference backend of Aftercare.
//!
//! It implements the contract (`aftercare-contract`) on a database of its own: what a shop's own backend or an
//! adapter would do, small enough to read. Requests enter through [`routes`], the rules about returns are pure
//! functions in [`policy`], [`returns`] joins the two, [`store`] keeps everything, and [`view`] says it in the
//! shopper's language.
//!
//! ```text
//! aftercare-backend --database shop.sqlite --sample --listen 127.0.0.1:8080
//! ```
//!
//! prints `listening on http://127.0.0.1:8080` when it is ready; `--help` names the other options. The sample shop's
//! orders are in `sample/orders.json`, the proofs that open them in `sample/customers.json`. Tests start the same
//! server with a clock they can move ([`clock::Clock::advance`]).

pub mod app;
pub mod around;
pub mod articles;
pub mod auth;
pub mod bookings;
pub mod care;
pub mod cases;
pub mod client;
pub mod clock;
pub mod config;
pub mod content;
pub mod desk;
pub mod etag;
pub mod guides;
pub mod idempotency;
pub mod label;
pub mod link;
pub mod live;
pub mod locale;
pub mod log;
pub mod manuals;
pub mod media;
pub mod merchant;
pub mod paging;
pub mod pass;
pub mod policy;
pub mod post;
pub mod problem;
pub mod query;
pub mod reader;
pub mod receipts;
pub mod request;
pub mod returns;
pub mod reviews;
pub mod rma;
pub mod routes;
pub mod sample;
pub mod sandbox;
pub mod server;
pub mod shop;
pub mod site;
pub mod statutory;
pub mod store;
pub mod subscriptions;
pub mod surveys;
pub mod token;
pub mod trace;
pub mod tracking;
pub mod uploads;
pub mod view;
pub mod words;
