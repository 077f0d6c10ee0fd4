//! The runner as a program. The report goes to standard output or `--output`, progress to standard error.

use std::{error::Error, fs, process::ExitCode};

use aftercare_conformance::{
    audits,
    cli::Arguments,
    fixtures::Fixtures,
    report::{self, Finding, Format},
    run,
};
use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    match work(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("aftercare-conformance: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the contract is kept.
async fn work(arguments: Arguments) -> Result<bool, Box<dyn Error + Send + Sync>> {
    if arguments.init {
        print!("{}", Fixtures::template());
        return Ok(true);
    }
    if arguments.list {
        print!("{}", audits::listing());
        return Ok(true);
    }
    let (Some(url), Some(file)) = (&arguments.url, &arguments.fixtures) else { return Ok(false) };
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let fixtures = Fixtures::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    // The text on a terminal holds every line of the progress already.
    let quiet = arguments.format == Format::Text && arguments.output.is_none();
    let tell = |finding: &Finding| {
        if !quiet {
            eprintln!("{}", report::line(finding))
        }
    };
    let report = run::run(arguments.plan(url, fixtures), tell).await?;
    let written = report.write(arguments.format)?;
    match &arguments.output {
        Some(path) => fs::write(path, written).map_err(|error| format!("{}: {error}", path.display()))?,
        None => println!("{written}"),
    }
    Ok(report.holds())
}
