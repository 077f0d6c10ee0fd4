//! The runner tests what it says: the sound reference backend passes every audit, and each backend with one defect is
//! caught by the audit meant for it.
//!
//! A new defect is an entry in one of the tables below `defects/`: a name, the code of the audit that has to catch it,
//! and what the backend does wrong.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod defects;
mod proxy;
mod shop;
mod sound;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    // A second installation in the same process fails and changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let broken = defects::all()
        .map(|defect| Trial::test(format!("broken: {}", defect.name), move || block_on(defects::is_caught(defect))));
    libtest_mimic::run(&Arguments::from_args(), sound::trials().chain(broken).collect()).exit_code()
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}
