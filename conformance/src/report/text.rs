//! The report for a terminal.

use super::{Finding, Report, Verdict};

/// A finding in a line.
#[must_use]
pub fn line(finding: &Finding) -> String {
    let mark = match finding.verdict {
        Verdict::Pass => "ok     ",
        Verdict::Fail => "FAIL   ",
        Verdict::Warn => "warn   ",
        Verdict::Skipped => "skipped",
    };
    let level = format!("{:?}", finding.level).to_uppercase();
    let mut line = format!("{mark} {:<10} {level:<6} {}", finding.code, finding.title);
    if finding.verdict == Verdict::Skipped {
        line.push_str(&format!("  ({})", finding.message));
    }
    line
}

/// The whole report: every finding in a line, then what is wrong at length.
pub(super) fn write(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        text.push_str(&line(finding));
        text.push('\n');
    }
    text.push_str(&wrong(report));
    text
}

fn wrong(report: &Report) -> String {
    let mut text = String::new();
    for finding in report.findings.iter().filter(|finding| matches!(finding.verdict, Verdict::Fail | Verdict::Warn)) {
        text.push_str(&format!("\n{} {}\n  rule: {}\n", finding.code, finding.title, finding.rule));
        for message in finding.message.lines() {
            text.push_str(&format!("  {message}\n"));
        }
        for exchange in &finding.exchanges {
            text.push_str(&format!("    {} ({} ms)\n", exchange.label(), exchange.millis));
            if let Some(token) = exchange.token_line() {
                text.push_str(&format!("    {token}\n"));
            }
            text.push_str(&format!("    {}\n", exchange.curl()));
        }
    }
    let [fail, warn, skipped, pass] = Verdict::ALL.map(|verdict| report.count(verdict));
    let verdict = if report.holds() { "keeps" } else { "does NOT keep" };
    text.push_str(&format!(
        "\n{} {verdict} the contract: {pass} pass, {fail} fail, {warn} warn, {skipped} skipped; {} answers in {:.1} s\n",
        report.url, report.answers, report.seconds
    ));
    text
}
