//! The browser stories: `cargo test -p aftercare-tests --test stories [FILTER]`, best through `cargo xtask test`.

mod access;
mod answers;
mod choices;
mod complaints;
mod conversations;
mod decisions;
mod documents;
mod drafts;
mod embedding;
mod engines;
mod evidence;
mod exchanges;
mod gallery;
mod getting_in;
mod guides;
mod harness;
mod help;
mod home;
mod hosts;
mod jobs;
mod languages;
mod lifetime;
mod live;
mod loading;
mod neighbours;
mod parcels;
mod proofs;
mod repairs;
mod returns;
mod reviews;
mod scale;
mod slots;
mod slow;
mod surveys;
mod trouble;
mod waiting;
mod withdrawals;

use std::process::ExitCode;

use aftercare_tests::{http, lending, process, stage, suite};
use libtest_mimic::Arguments;

fn main() -> ExitCode {
    http::prepare();
    let mut arguments = Arguments::from_args();
    // A trial waits for a third of its time, for its browser to start above all: one more than there are cores fills them.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    arguments.test_threads.get_or_insert(cores + 1);
    if let Err(error) = process::end_all_on_interrupt(stage::clear) {
        eprintln!("{error:#}");
        return ExitCode::FAILURE;
    }
    let stories = [
        // The longest first, or one of them would run alone in the end.
        gallery::STORIES.as_slice(),
        &harness::STORIES,
        &returns::STORIES,
        &jobs::STORIES,
        &exchanges::STORIES,
        &decisions::STORIES,
        &choices::STORIES,
        &drafts::STORIES,
        &complaints::STORIES,
        &conversations::STORIES,
        &reviews::STORIES,
        &surveys::STORIES,
        &evidence::STORIES,
        &repairs::STORIES,
        &guides::STORIES,
        &help::STORIES,
        &slots::STORIES,
        &live::STORIES,
        &parcels::STORIES,
        &home::STORIES,
        &proofs::STORIES,
        &scale::STORIES,
        &withdrawals::STORIES,
        &getting_in::STORIES,
        &trouble::STORIES,
        &waiting::STORIES,
        &slow::STORIES,
        &answers::STORIES,
        &languages::STORIES,
        &access::STORIES,
        &hosts::PICTURED,
        &hosts::STORIES,
        &loading::STORIES,
        &embedding::STORIES,
        &engines::STORIES,
        &neighbours::STORIES,
        &lifetime::STORIES,
        &documents::STORIES,
    ];
    let trials = stories.into_iter().flatten().copied().flat_map(suite::trials).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    lending::end_idle();
    process::end_all();
    stage::clear();
    conclusion.exit_code()
}
