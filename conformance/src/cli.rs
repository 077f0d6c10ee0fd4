//! The command line.

use std::{path::PathBuf, time::Duration};

use clap::Parser;

use crate::{audit::Profile, fixtures::Fixtures, report::Format, run::Plan};

const FIXTURES: &str = "\
The fixtures name two customers of your sandbox, `a` and `b`, with order numbers and what opens them, and for each order
of `a` what it serves for: `returnable`, `final_sale`, `tracked` and so on. `--init` prints a file to fill in with a word
on every role; `--list` says which audit needs what. An audit without its fixture is skipped and says so.";

/// Audits a backend against the Aftercare contract.
///
/// Ends with 0 when every MUST is kept, 1 when one is not, 2 when the backend or the fixtures can't be used. Run it
/// against a sandbox: it opens cases, and cancels them again where the contract lets a shopper.
#[derive(Debug, Parser)]
#[command(version, after_help = FIXTURES)]
pub struct Arguments {
    /// The API's base, the script tag's data-api: https://shop.example/api
    #[arg(required_unless_present_any = ["init", "list"])]
    pub url: Option<String>,
    /// What the sandbox holds; --init prints one to fill in.
    #[arg(long, value_name = "FILE", required_unless_present_any = ["init", "list"])]
    pub fixtures: Option<PathBuf>,
    /// Only these parts of the contract; `returns` is level 0, what every shop has. May be given several times.
    #[arg(long, value_enum)]
    pub profile: Vec<Profile>,
    /// Only audits with this code, or whose code begins so (IDEM-01, IDEM). May be given several times.
    #[arg(long, value_name = "CODE")]
    pub audit: Vec<String>,
    /// Leaves these audits out, named likewise; LIMIT-01, for instance, has this machine locked out for a while.
    #[arg(long, value_name = "CODE")]
    pub without: Vec<String>,
    /// Changes nothing: opens sessions and asks for quotes, and leaves out the audits that write.
    #[arg(long)]
    pub read_only: bool,
    /// Waits for a Retry-After up to so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub patience: u64,
    /// How to write the report down.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Where to; standard output unless told. Progress goes to standard error.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Prints a fixtures file to fill in.
    #[arg(long)]
    pub init: bool,
    /// Prints every audit with its level and what it needs.
    #[arg(long)]
    pub list: bool,
}

impl Arguments {
    /// The plan they describe.
    #[must_use]
    pub fn plan(&self, url: &str, fixtures: Fixtures) -> Plan {
        Plan {
            profiles: self.profile.iter().copied().collect(),
            only: self.audit.clone(),
            without: self.without.clone(),
            read_only: self.read_only,
            patience: Duration::from_secs(self.patience),
            ..Plan::new(url, fixtures)
        }
    }
}
