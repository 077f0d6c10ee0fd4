//! Counting tests, and reading other programs' counts.

use anyhow::{Context, Result};
use roxmltree::Document;
use std::{
    fmt,
    io::{BufRead, BufReader},
    ops::AddAssign,
    process::{Command, Stdio},
};

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Tally {
    /// One check that held.
    pub const PASSED: Tally = Tally { passed: 1, failed: 0, skipped: 0 };
    /// One that did not.
    pub const FAILED: Tally = Tally { passed: 0, failed: 1, skipped: 0 };

    /// Whether nothing failed and nothing was skipped.
    pub fn is_clean(self) -> bool {
        self.failed == 0 && self.skipped == 0
    }

    /// One check: held, or an error to be shown now.
    pub fn of(check: Result<()>) -> Tally {
        match check {
            Ok(()) => Tally::PASSED,
            Err(error) => {
                println!("{error:?}");
                Tally::FAILED
            }
        }
    }

    /// Runs a program that reports as Rust's test harness does, showing its output as it comes.
    ///
    /// A program that ends badly counts as failed even when it names no failed test, and so does one that reports
    /// nothing at all: a crash must not look like success.
    pub fn of_harness(command: &mut Command) -> Result<Tally> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("could not start {}", command.get_program().display()))?;
        let output = child.stdout.take().context("no output to read")?;
        let mut tally = Tally::default();
        let mut reported = false;
        for line in BufReader::new(output).lines() {
            let line = line?;
            println!("{line}");
            if let Some(counts) = Tally::in_line(&line) {
                reported = true;
                tally += counts;
            }
        }
        let well = child.wait()?.success();
        if (!well && tally.failed == 0) || !reported {
            tally += Tally::FAILED;
        }
        Ok(tally)
    }

    /// The counts of a JUnit report.
    pub fn of_junit(report: &str) -> Result<Tally> {
        let report = Document::parse(report).context("a JUnit report")?;
        let mut tally = Tally::default();
        for case in report.descendants().filter(|it| it.has_tag_name("testcase")) {
            let has = |name: &str| case.children().any(|it| it.has_tag_name(name));
            match (has("failure") || has("error"), has("skipped")) {
                (true, _) => tally.failed += 1,
                (false, true) => tally.skipped += 1,
                (false, false) => tally.passed += 1,
            }
        }
        if tally == Tally::default() {
            // What ran nothing has shown nothing.
            return Ok(Tally::FAILED);
        }
        Ok(tally)
    }

    /// The counts in `test result: ok. 5 passed; 0 failed; 1 ignored; …`; none in other lines.
    fn in_line(line: &str) -> Option<Tally> {
        if line.trim() == "no tests to run!" {
            // wasm-bindgen-test-runner's way to report zero.
            return Some(Tally::default());
        }
        let counts = line.trim_start().strip_prefix("test result: ")?;
        let mut tally = Tally::default();
        for part in counts.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => tally.passed = number.parse().ok()?,
                Some((number, "failed")) => tally.failed = number.parse().ok()?,
                Some((number, "ignored")) => tally.skipped = number.parse().ok()?,
                _ => {}
            }
        }
        Some(tally)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_harness_line_gives_its_counts() {
        let line = "test result: FAILED. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(Tally::in_line(line), Some(Tally { passed: 12, failed: 1, skipped: 2 }));
        assert_eq!(Tally::in_line("test passed ... ok"), None);
    }

    #[test]
    fn a_junit_report_counts_each_case_once() -> Result<()> {
        let report = r#"<testsuites><testsuite name="a">
            <testcase name="1"/><testcase name="2"><failure>no</failure><failure>nor this</failure></testcase>
            </testsuite><testsuite name="b"><testcase name="3"><skipped/></testcase></testsuite></testsuites>"#;
        assert_eq!(Tally::of_junit(report)?, Tally { passed: 1, failed: 1, skipped: 1 });
        assert_eq!(Tally::of_junit("<testsuites/>")?, Tally::FAILED);
        Ok(())
    }

    #[test]
    fn a_program_that_dies_silently_is_a_failure() -> Result<()> {
        assert_eq!(Tally::of_harness(Command::new("sh").args(["-c", "exit 3"]))?, Tally::FAILED);
        assert_eq!(Tally::of_harness(Command::new("sh").args(["-c", "true"]))?, Tally::FAILED);
        let mut crash = Command::new("sh");
        crash.args(["-c", "echo 'test result: ok. 1 passed; 0 failed; 0 ignored'; exit 3"]);
        assert_eq!(Tally::of_harness(&mut crash)?, Tally { passed: 1, failed: 1, skipped: 0 });
        Ok(())
    }
}
