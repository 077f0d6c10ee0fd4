//! Everything that must hold before a change is merged, in one command.

mod checks;
mod contract;
mod programs;
mod sandbox;
mod scratch;
mod tally;
mod wasm;

use crate::setup;
use anyhow::{Result, bail};
use programs::Programs;
use std::time::Instant;
use tally::Tally;

/// Runs all steps, or those whose name contains one of the words of `filter`; `stories` goes on to the browser
/// stories. A failing step does not stop the later ones. The last line printed is the tally; the exit code
/// is 1 when anything failed or was skipped.
pub fn test(filter: &[String], stories: &[String]) -> Result<()> {
    let begun = Instant::now();
    setup::for_testing()?;
    println!("-- set-up in {} s", begun.elapsed().as_secs());
    let begun = Instant::now();
    let mut run = Run { filter, total: Tally::default(), broken: vec![] };
    let programs = Programs::new()?;
    run.step("format", checks::format);
    run.step("lint", checks::lint);
    run.step("lint-wasm", checks::lint_wasm);
    run.step("contract", contract::lint);
    let dist = run.beside("dist", checks::Dist::start);
    run.step("native", || programs.run_all_but_stories());
    run.step("native-postgres", || programs.run_backend_on_postgres());
    run.step("conformance", || contract::conformance(&programs));
    let schemathesis = run.beside("schemathesis", || contract::Schemathesis::start(&programs));
    run.step("doc", checks::doc_tests);
    run.step("wasm", wasm::run);
    if let Some(dist) = dist {
        run.step("dist", || dist?.finish());
    }
    run.step("sizes", checks::sizes);
    run.step("old-engines", checks::old_engines);
    if let Some(schemathesis) = schemathesis {
        run.step("schemathesis", || schemathesis?.finish());
    }
    run.step("stories", || programs.run_stories(stories));
    // The end of a run that is not clean is the end of the process.
    drop(programs);
    println!("\n-- all steps in {} s", begun.elapsed().as_secs());
    run.finish()
}

struct Run<'a> {
    filter: &'a [String],
    total: Tally,
    /// The names of the steps in which something failed or was skipped.
    broken: Vec<&'static str>,
}

impl Run<'_> {
    fn wants(&self, name: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|word| name.contains(word))
    }

    /// Begins what a later step ends, if that step is wanted.
    fn beside<T>(&self, name: &str, action: impl FnOnce() -> T) -> Option<T> {
        self.wants(name).then(action)
    }

    fn step(&mut self, name: &'static str, action: impl FnOnce() -> Result<Tally>) {
        if !self.wants(name) {
            return;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let tally = action().unwrap_or_else(|error| {
            println!("{error:?}");
            Tally::FAILED
        });
        if !tally.is_clean() {
            self.broken.push(name);
        }
        println!("-- {name}: {tally} in {} s", start.elapsed().as_secs());
        self.total += tally;
    }

    fn finish(self) -> Result<()> {
        if self.total == Tally::default() {
            bail!("no step is called so, or none has a test");
        }
        println!();
        if !self.broken.is_empty() {
            println!("not clean: {}", self.broken.join(", "));
        }
        println!("{}", self.total);
        if !self.total.is_clean() {
            // The tally stays the last line, so no error message after it.
            std::process::exit(1);
        }
        Ok(())
    }
}
