//! The reference backend as a program. Standard output holds one line, where it listens; the log goes to standard
//! error, as JSON lines.

use std::process::ExitCode;

use aftercare_backend::{
    app::Limits,
    clock::Clock,
    config::Config,
    log,
    server::{Server, ServerError},
};
use clap::Parser as _;
use mimalloc::MiMalloc;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};

/// Requests make and drop many small things on several threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = std::env::var("RUST_LOG").ok().and_then(|filter| filter.parse().ok());
    let filter = filter.unwrap_or_else(|| Targets::new().with_default(LevelFilter::INFO));
    // Without a thread to write the log there would be none to serve.
    let Ok((_log, lines)) = log::open(std::io::stderr()) else { return ExitCode::FAILURE };
    let layer = tracing_subscriber::fmt::layer().event_format(log::Json).fmt_fields(log::Fields).with_writer(lines);
    // For all of it: a filter of one layer alone would be asked again for each event and span.
    tracing_subscriber::registry().with(layer).with(filter).init();
    match run(Config::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "stopped");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), ServerError> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let server = Server::bind(config, Clock::default(), Limits::default()).await?;
    println!("listening on http://{}", server.address());
    server
        .run(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
        })
        .await;
    Ok(())
}
