//! One question at the right moment, and never twice.
//!
//! Whoever ends a case or notes a delivery calls [`ask`] in the same transaction; the shop's rules say whether there is
//! a question for the occasion. The survey then shows with the case or the order until it is answered or dismissed, or
//! its time is over.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    clock::{DAY, Millis},
    shop::Shop,
    store::Connection,
    store::surveys::{self, SurveyRecord},
    token,
};

/// What the shop asks, and for how long.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Rules {
    /// How long a survey stays open, in days.
    pub days: i64,
    /// By occasion: `delivered`, or the type of the case that has ended.
    pub occasions: BTreeMap<String, Question>,
}

/// A question; its words are in the catalogs under `survey-{occasion}`.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Question {
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What an answer earns, whatever it is.
    pub points: Option<i64>,
}

/// The common measures of satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// How satisfied, 1 to 5.
    Csat,
    /// How easy, 1 to 7.
    Ces,
    /// How likely to recommend, 0 to 10.
    Nps,
}

impl Kind {
    /// As the contract spells it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csat => "csat",
            Self::Ces => "ces",
            Self::Nps => "nps",
        }
    }

    /// The lowest and the highest score.
    #[must_use]
    pub fn scale(self) -> (u8, u8) {
        match self {
            Self::Csat => (1, 5),
            Self::Ces => (1, 7),
            Self::Nps => (0, 10),
        }
    }
}

/// What a survey is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// A case that has ended, by its id and type.
    Case { id: &'a str, kind: &'a str },
    /// A parcel that has arrived.
    Delivery { shipment_id: &'a str },
}

/// Asks, unless the shop has no question for this or has asked before. In the transaction of the end it is about.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    connection: &mut Connection,
    shop: &Shop,
    order_id: &str,
    about: About<'_>,
    now: Millis,
) -> sqlx::Result<()> {
    let (occasion, case_id, shipment_id) = match about {
        About::Case { id, kind } => (kind, Some(id), None),
        About::Delivery { shipment_id } => ("delivered", None, Some(shipment_id)),
    };
    if !shop.surveys.occasions.contains_key(occasion) {
        return Ok(());
    }
    let survey = SurveyRecord {
        id: token::id("srv"),
        order_id: order_id.to_owned(),
        case_id: case_id.map(str::to_owned),
        shipment_id: shipment_id.map(str::to_owned),
        occasion: occasion.to_owned(),
        created_at: now,
        expires_at: now + shop.surveys.days * DAY,
        status: "open".into(),
        score: None,
        comment: None,
        answered_at: None,
    };
    surveys::insert(connection, &survey).await
}
