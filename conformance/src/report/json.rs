//! The JSON report; its shape is described in [`super`].

use serde_json::{Value, json};

use super::{Finding, Report, Verdict};
use crate::exchange::Exchange;

pub(super) fn write(report: &Report) -> serde_json::Result<String> {
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    let value = json!({
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "url": report.url,
        "contract_version": report.contract_version,
        "started_at": report.started_at,
        "seconds": (report.seconds * 1000.0).round() / 1000.0,
        "read_only": report.read_only,
        "profiles": report.profiles,
        "answers": report.answers,
        "summary": {
            "verdict": if report.holds() { "pass" } else { "fail" },
            "pass": report.count(Verdict::Pass),
            "fail": report.count(Verdict::Fail),
            "warn": report.count(Verdict::Warn),
            "skipped": report.count(Verdict::Skipped),
        },
        "findings": findings,
    });
    serde_json::to_string_pretty(&value)
}

fn finding(finding: &Finding) -> Value {
    let mut value = json!({
        "code": finding.code,
        "level": finding.level,
        "title": finding.title,
        "rule": finding.rule,
        "result": finding.verdict,
        "message": finding.message,
        "millis": u64::try_from(finding.millis).unwrap_or(u64::MAX),
        "evidence": finding.exchanges.iter().map(evidence).collect::<Vec<_>>(),
    });
    if let Some(profile) = finding.profile {
        value["profile"] = profile.to_string().into();
    }
    value
}

fn evidence(exchange: &Exchange) -> Value {
    let mut value = json!({
        "request": format!("{} {}", exchange.method, exchange.path),
        "status": exchange.status,
        "millis": u64::try_from(exchange.millis).unwrap_or(u64::MAX),
        "response": exchange.response,
        "curl": exchange.curl(),
    });
    if let Some(line) = exchange.token_line() {
        value["token"] = line.into();
    }
    value
}
