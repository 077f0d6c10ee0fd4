//! The API's routes, as a table: the router is made from it, and a test compares it with the contract's document.

pub mod articles;
pub mod capabilities;
pub mod care;
pub mod cases;
pub mod files;
pub mod guides;
pub mod messages;
pub mod orders;
pub mod quotes;
pub mod reasons;
pub mod receipts;
pub mod reviews;
pub mod sessions;
pub mod shipments;
pub mod slots;
pub mod subscriptions;
pub mod surveys;
pub mod uploads;

use axum::{
    Router,
    routing::{MethodRouter, any, delete, get, post, put},
};

use crate::{app::App, problem::Refusal};

/// Where the API lives: the contract's major version.
pub const BASE: &str = "/api/v1";

/// One operation of the contract.
pub struct Route {
    /// Upper case.
    pub method: &'static str,
    /// Below [`BASE`], parameters in braces as in OpenAPI.
    pub path: &'static str,
    handler: fn() -> MethodRouter<App>,
}

/// Every operation.
pub const ROUTES: &[Route] = &[
    Route { method: "GET", path: "/capabilities", handler: || get(capabilities::show) },
    Route { method: "POST", path: "/sessions", handler: || post(sessions::open) },
    Route { method: "POST", path: "/sessions/challenges/{challenge_id}", handler: || post(sessions::answer) },
    Route { method: "GET", path: "/orders", handler: || get(orders::list) },
    Route { method: "GET", path: "/orders/{order_id}", handler: || get(orders::show) },
    Route { method: "GET", path: "/orders/{order_id}/eligibility", handler: || get(orders::eligibility) },
    Route { method: "GET", path: "/reasons", handler: || get(reasons::list) },
    Route { method: "POST", path: "/quotes", handler: || post(quotes::make) },
    Route { method: "POST", path: "/cases", handler: || post(cases::open) },
    Route { method: "GET", path: "/cases", handler: || get(cases::list) },
    Route { method: "GET", path: "/cases/{case_id}", handler: || get(cases::show) },
    Route { method: "POST", path: "/cases/{case_id}/actions/{action}", handler: || post(cases::act) },
    Route { method: "GET", path: "/cases/{case_id}/events", handler: || get(cases::watch) },
    Route { method: "GET", path: "/cases/{case_id}/messages", handler: || get(messages::list) },
    Route { method: "POST", path: "/cases/{case_id}/messages", handler: || post(messages::send) },
    Route { method: "GET", path: "/cases/{case_id}/receipts", handler: || get(receipts::list) },
    Route { method: "GET", path: "/shipments/{shipment_id}", handler: || get(shipments::show) },
    Route { method: "POST", path: "/subscriptions", handler: || post(subscriptions::begin) },
    Route { method: "DELETE", path: "/subscriptions/{subscription_id}", handler: || delete(subscriptions::end) },
    Route { method: "GET", path: "/guides", handler: || get(guides::list) },
    Route { method: "GET", path: "/guides/{guide_id}", handler: || get(guides::show) },
    Route { method: "GET", path: "/articles", handler: || get(articles::list) },
    Route { method: "GET", path: "/articles/{article_id}", handler: || get(articles::show) },
    Route { method: "POST", path: "/articles/{article_id}/feedback", handler: || post(articles::rate) },
    Route { method: "GET", path: "/reviewables", handler: || get(reviews::reviewables) },
    Route { method: "GET", path: "/reviews", handler: || get(reviews::list) },
    Route { method: "POST", path: "/reviews", handler: || post(reviews::write) },
    Route { method: "GET", path: "/reviews/{review_id}", handler: || get(reviews::show) },
    Route { method: "PUT", path: "/reviews/{review_id}", handler: || put(reviews::change) },
    Route { method: "POST", path: "/reviews/{review_id}/follow_ups", handler: || post(reviews::follow_up) },
    Route { method: "GET", path: "/surveys/{survey_id}", handler: || get(surveys::show) },
    Route { method: "POST", path: "/surveys/{survey_id}", handler: || post(surveys::answer) },
    Route { method: "POST", path: "/uploads", handler: || post(uploads::announce) },
    Route { method: "GET", path: "/products/{product_id}/care", handler: || get(care::show) },
    Route { method: "GET", path: "/slots", handler: || get(slots::list) },
    Route { method: "POST", path: "/bookings", handler: || post(slots::book) },
    Route { method: "DELETE", path: "/bookings/{booking_id}", handler: || delete(slots::cancel) },
    Route { method: "GET", path: "/shipments/{shipment_id}/events", handler: || get(shipments::watch) },
];

/// The router of the API. Whatever else lies below [`BASE`] is a problem, never a file of the site beside it.
pub fn api() -> Router<App> {
    let routes = ROUTES
        .iter()
        .fold(Router::new(), |router, route| router.route(&format!("{BASE}{}", route.path), (route.handler)()));
    let routes = routes.method_not_allowed_fallback(async || Refusal::MethodNotAllowed);
    ["", "/", "/{*rest}"]
        .into_iter()
        .fold(routes, |router, rest| router.route(&format!("{BASE}{rest}"), any(async || Refusal::NotFound)))
}
