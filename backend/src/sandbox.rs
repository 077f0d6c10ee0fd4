//! The other side: with `--sandbox`, endpoints below [`BASE`] that act as the shop, the carrier and the time, so that
//! tests and demos can live through a whole case. They ask for no token: **never in production**. Without the option
//! they are not there (404).
//!
//! | POST | does |
//! |---|---|
//! | `/cases/{id}/{step}` | what the shop does with a case, see [`shop`] |
//! | `/shipments/{id}/{step}` | what the carrier does with a parcel, see [`carrier`] |
//! | `/clock` | moves the time, see [`clock`] |
//! | `/orders` | lets a customer have bought more, see [`orders`] |
//! | `/links`, `/merchant_tokens`, `/outbox`, `/reviews/{id}/reply` | mails, the signed-in page, answers, see [`doors`] |

pub mod carrier;
pub mod clock;
pub mod doors;
pub mod orders;
pub mod shop;

use axum::{Router, extract::DefaultBodyLimit};

use crate::{app::App, problem::Refusal, request::MAX_BODY};

/// Where the sandbox lives.
pub const BASE: &str = "/sandbox/v1";

/// The sandbox's router.
pub fn sandbox() -> Router<App> {
    shop::routes()
        .merge(doors::routes())
        .merge(carrier::routes())
        .merge(clock::routes())
        .merge(orders::routes())
        .method_not_allowed_fallback(async || Refusal::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(MAX_BODY))
}
