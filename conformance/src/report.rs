//! What was found, and how it is told.
//!
//! # The JSON report
//! One object. Members may be added in later versions; those here stay.
//!
//! | Member | What it says |
//! |---|---|
//! | `tool` | `{name, version}` |
//! | `url` | the API's base |
//! | `contract_version` | what the backend says it speaks |
//! | `started_at` | RFC 3339 |
//! | `seconds` | how long the run took |
//! | `read_only` | whether it was a read-only run |
//! | `profiles` | those asked for; empty means all that are declared |
//! | `answers` | how many answers were looked at |
//! | `summary` | `{verdict: pass\|fail, pass, fail, warn, skipped}` |
//! | `findings` | one for each audit, in the order they ran |
//!
//! A finding is `{code, level, profile, title, rule, result, message, millis, evidence}`: `result` is `pass`, `fail`,
//! `warn` or `skipped`, `message` says what is wrong or why it was skipped, `profile` is absent where all have part in
//! it. Each piece of `evidence` is `{request, status, millis, response, curl, token}`: `curl` is a line of shell that
//! repeats the request, `token` one that sets its `$TOKEN` first.

mod html;
mod json;
mod junit;
mod text;

use clap::ValueEnum;
use serde::Serialize;

pub use self::text::line;
use crate::{
    audit::{Audit, Level, Profile},
    exchange::Exchange,
};

/// Everything found in one run.
pub struct Report {
    pub url: String,
    pub contract_version: String,
    pub started_at: String,
    pub seconds: f64,
    pub read_only: bool,
    pub profiles: Vec<String>,
    pub answers: usize,
    pub findings: Vec<Finding>,
}

/// How one audit ended.
#[derive(Clone, Debug)]
pub struct Finding {
    pub code: String,
    pub level: Level,
    /// None where it is about everything that was asked.
    pub profile: Option<Profile>,
    pub title: String,
    pub rule: String,
    pub verdict: Verdict,
    /// What is wrong, or why it was skipped.
    pub message: String,
    pub exchanges: Vec<Exchange>,
    pub millis: u128,
}

/// How an audit can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Pass,
    /// A MUST does not hold.
    Fail,
    /// A SHOULD or a MAY does not hold.
    Warn,
    Skipped,
}

impl Verdict {
    /// Worst first.
    pub const ALL: [Self; 4] = [Self::Fail, Self::Warn, Self::Skipped, Self::Pass];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Warn => "warn",
            Self::Skipped => "skipped",
        }
    }
}

/// How to write a report down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Junit,
    Html,
}

impl Finding {
    /// An audit's finding without more to say.
    #[must_use]
    pub fn of(audit: &Audit, verdict: Verdict) -> Self {
        Self {
            code: audit.code.to_owned(),
            level: audit.level,
            profile: Some(audit.profile),
            title: audit.title.to_owned(),
            rule: audit.rule.to_owned(),
            verdict,
            message: String::new(),
            exchanges: Vec::new(),
            millis: 0,
        }
    }

    /// An audit that could not tell.
    #[must_use]
    pub fn skipped(audit: &Audit, reason: impl Into<String>) -> Self {
        Self { message: reason.into(), ..Self::of(audit, Verdict::Skipped) }
    }
}

impl Report {
    /// How many audits ended so.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == verdict).count()
    }

    /// Whether no MUST is broken.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.count(Verdict::Fail) == 0
    }

    /// The finding with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.code == code)
    }

    /// Writes it down.
    ///
    /// # Errors
    /// When JUnit's or JSON's writer fails.
    pub fn write(&self, format: Format) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        match format {
            Format::Text => Ok(text::write(self)),
            Format::Json => json::write(self).map_err(Into::into),
            Format::Junit => junit::write(self).map_err(Into::into),
            Format::Html => Ok(html::write(self)),
        }
    }
}
