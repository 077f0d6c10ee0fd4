//! What an audit is, and how it ends.

use std::{fmt, pin::Pin};

use clap::ValueEnum;
use serde::Serialize;

use crate::{exchange::Exchange, fixtures::Role, stage::Stage};

/// One checkable statement of the contract.
pub struct Audit {
    /// Short and stable, for example `IDEM-01`. A code is never given to another statement.
    pub code: &'static str,
    pub level: Level,
    pub profile: Profile,
    /// What holds when it passes.
    pub title: &'static str,
    /// Where the contract says so: a heading of the document's introduction, or an operation's id.
    pub rule: &'static str,
    /// The fixtures it can't do without.
    pub needs: &'static [Need],
    pub effect: Effect,
    /// Finds out.
    pub run: Run,
}

/// An audit's work.
pub type Run = for<'s> fn(&'s Stage) -> Pin<Box<dyn Future<Output = Outcome> + Send + 's>>;

/// How an audit ends. Passing has nothing to tell.
pub type Outcome<T = ()> = Result<T, Stop>;

/// How binding a statement is (RFC 2119). A broken MUST fails the run, a broken SHOULD or MAY is a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Level {
    Must,
    Should,
    May,
}

/// The part of the contract that an audit is about. `returns` is level 0, what every shop has: capabilities, sessions,
/// orders and returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Profile {
    Returns,
    Exchanges,
    Withdrawals,
    PriceProtection,
    Tracking,
    Uploads,
    Slots,
    Complaints,
    Messages,
    Receipts,
    Repairs,
    Care,
    Guides,
    Articles,
    Reviews,
    Surveys,
    Subscriptions,
}

impl Profile {
    /// The capabilities of which one has to be declared. Slots belong to whatever books them, messages to complaints.
    #[must_use]
    pub fn capabilities(self) -> &'static [&'static str] {
        match self {
            Self::Returns => &[],
            Self::Exchanges => &["exchanges"],
            Self::Withdrawals => &["withdrawals"],
            Self::PriceProtection => &["price_protection"],
            Self::Tracking => &["tracking"],
            Self::Uploads => &["uploads"],
            Self::Slots => &["returns", "repairs"],
            Self::Complaints | Self::Messages => &["complaints"],
            Self::Receipts => &["receipts"],
            Self::Repairs => &["repairs"],
            Self::Care => &["care"],
            Self::Guides => &["guides"],
            Self::Articles => &["articles"],
            Self::Reviews => &["reviews"],
            Self::Surveys => &["surveys"],
            Self::Subscriptions => &["subscriptions"],
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.to_possible_value();
        formatter.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// A fixture an audit can't do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// An order of customer `a` that serves this.
    Order(Role),
    /// Customer `b`, who must never see anything of `a`.
    Stranger,
    /// A page's origin that the backend allows.
    Origin,
    /// What signs customer `a` in.
    MerchantToken,
    /// A link token of customer `a`.
    Link,
    /// A link token to a gift.
    GiftLink,
    /// Where the sandbox's time can be moved.
    Clock,
}

impl fmt::Display for Need {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(role) => write!(formatter, "an order that serves `{role}`"),
            Self::Stranger => formatter.write_str("an order of customer `b`"),
            Self::Origin => formatter.write_str("`origin`"),
            Self::MerchantToken => formatter.write_str("`merchant_token`"),
            Self::Link => formatter.write_str("`link`"),
            Self::GiftLink => formatter.write_str("`gift_link`"),
            Self::Clock => formatter.write_str("`clock`"),
        }
    }
}

/// What an audit leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it reads, opens sessions and asks for quotes.
    Reads,
    /// Cases and the like. It takes them back where the contract lets it.
    Writes,
    /// The shop is not as it was: it treats this machine as an attacker for a while, or its time has moved. Runs after
    /// all others.
    Disturbs,
}

/// Why an audit ended before its end.
#[derive(Debug)]
pub enum Stop {
    /// The statement does not hold.
    Broken { message: String, exchanges: Vec<Exchange> },
    /// It can't be told here, for this reason.
    Skipped(String),
    /// The backend could not be asked.
    Unreachable(String),
}

impl Stop {
    /// A broken statement that no single exchange shows.
    pub fn broken(message: impl Into<String>) -> Self {
        Self::Broken { message: message.into(), exchanges: Vec::new() }
    }

    /// It can't be told.
    pub fn skipped(reason: impl Into<String>) -> Self {
        Self::Skipped(reason.into())
    }
}
