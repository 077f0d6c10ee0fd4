//! The project's own commands, run as `cargo xtask <command>`.
//!
//! Each command does the set-up it needs and says what it installs and why, so that a machine with only
//! rustup, Node 20 and git can run any of them first.

mod bench;
mod compress;
mod demo;
mod dist;
mod documents;
mod places;
mod process;
mod server;
mod setup;
mod stamp;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, checks and shows Aftercare")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the widget on a demo shop page, with the reference backend behind it
    Demo {
        /// Forget what was filed in earlier demos and start with the sample orders
        #[arg(long)]
        fresh: bool,
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8787)]
        port: u16,
    },
    /// Checks everything: format, lints, native, wasm and contract tests, sizes, browser stories
    Test {
        /// Run only the steps whose name contains one of these words; after `--`, only these stories
        filter: Vec<String>,
        /// Passed on to the browser stories
        #[arg(last = true)]
        stories: Vec<String>,
    },
    /// Measures how fast something is
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Writes the deployable folder and prints the size of each artefact
    Dist {
        /// Where to write it
        #[arg(long, default_value = "dist")]
        out: PathBuf,
        /// Write today's sizes to sizes.toml, which the tests hold every later build to
        #[arg(long)]
        accept_sizes: bool,
    },
    /// Writes the contract's reference page and guide, as `dist` does beside the widget
    Documents {
        /// The folder in which `contract/` is written
        #[arg(long, default_value = "dist")]
        out: PathBuf,
    },
    /// Runs `trunk serve`: builds again whenever a source changes
    Serve {
        /// Passed on to Trunk
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// What `test` runs beside other steps: builds the deployable folder unless nothing changed
    #[command(hide = true)]
    Refresh,
    /// Trunk's post_build hook: writes the final artefacts into Trunk's staging folder
    #[command(hide = true)]
    Hook,
}

#[derive(Subcommand)]
enum Bench {
    /// The reference backend: throughput and latency, beside a bare hello of the same framework
    Backend {
        /// How long each kind of request is sent, three times
        #[arg(long, default_value_t = 4)]
        seconds: u32,
        /// Write the table to BENCHMARKS.md
        #[arg(long)]
        accept: bool,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Demo { fresh, port } => demo::demo(fresh, port),
        Command::Test { filter, stories } => test::test(&filter, &stories),
        Command::Bench { what: Bench::Backend { seconds, accept } } => bench::backend(seconds, accept),
        Command::Dist { out, accept_sizes } => {
            setup::for_building()?;
            let report = dist::dist(&out)?;
            report.print();
            if accept_sizes { report.accept() } else { Ok(()) }
        }
        Command::Documents { out } => {
            setup::for_documents()?;
            documents::write(&places::root()?.join(out))
        }
        Command::Serve { arguments } => {
            setup::for_building()?;
            dist::serve(&arguments)
        }
        Command::Refresh => dist::refresh(&places::root()?.join("dist")).map(drop),
        Command::Hook => dist::hook(),
    }
}
