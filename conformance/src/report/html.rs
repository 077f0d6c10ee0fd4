//! The report as one page that needs nothing else: no script, no network; light and dark by the reader's system.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Finding, Report, Verdict};
use crate::exchange::Exchange;

const STYLE: &str = include_str!("html.css");

pub(super) fn write(report: &Report) -> String {
    let headline = if report.holds() { "The contract is kept" } else { "The contract is not kept" };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                meta name="color-scheme" content="light dark";
                title { (headline) " · " (report.url) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (headline) }
                    p { code { (report.url) } " · contract " (report.contract_version) " · " (report.started_at) }
                    p.muted {
                        (report.answers) " answers looked at in " (format!("{:.1}", report.seconds)) " s"
                        @if report.read_only { " · read-only run" }
                        @if !report.profiles.is_empty() { " · profiles: " (report.profiles.join(", ")) }
                    }
                }
                main {
                    @for verdict in Verdict::ALL {
                        (group(report, verdict))
                    }
                }
            }
        }
    }
    .into_string()
}

/// All findings of one kind, folded away unless somebody has to act on them.
fn group(report: &Report, verdict: Verdict) -> Markup {
    let findings: Vec<&Finding> = report.findings.iter().filter(|finding| finding.verdict == verdict).collect();
    let open = matches!(verdict, Verdict::Fail | Verdict::Warn);
    html! {
        details.group.(verdict.word()) open[open && !findings.is_empty()] {
            summary { strong { (findings.len()) } " " (verdict.word()) }
            @for finding in findings { (row(finding)) }
        }
    }
}

fn row(finding: &Finding) -> Markup {
    let told = !finding.exchanges.is_empty();
    html! {
        article id=(finding.code) {
            h2 { code { (finding.code) } " " (finding.title) }
            p.muted { (format!("{:?}", finding.level).to_uppercase()) " · " (finding.rule)
                @if let Some(profile) = finding.profile { " · " (profile) } }
            @for message in finding.message.lines() { p.message { (message) } }
            @if told { @for exchange in &finding.exchanges { (evidence(exchange)) } }
        }
    }
}

fn evidence(exchange: &Exchange) -> Markup {
    html! {
        details.evidence {
            summary { code { (exchange.label()) } " " span.muted { (exchange.millis) " ms" } }
            pre { code {
                @if let Some(token) = exchange.token_line() { (token) "\n" }
                (exchange.curl())
            } }
            pre { code { (exchange.response) } }
        }
    }
}
