//! The JUnit report, for CI: a suite for each profile, a case for each audit. A warning is a passed case that says so.

use std::{collections::BTreeMap, time::Duration};

use quick_junit::{NonSuccessKind, Report as Junit, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::{Finding, Report, Verdict};

pub(super) fn write(report: &Report) -> Result<String, SerializeError> {
    let mut suites: BTreeMap<String, TestSuite> = BTreeMap::new();
    for finding in &report.findings {
        let name = finding.profile.map_or_else(|| "every answer".to_owned(), |profile| profile.to_string());
        suites.entry(name.clone()).or_insert_with(|| TestSuite::new(name.as_str())).add_test_case(case(finding));
    }
    let mut junit = Junit::new(format!("Aftercare conformance of {}", report.url));
    junit.set_time(Duration::from_secs_f64(report.seconds));
    junit.add_test_suites(suites.into_values());
    junit.to_string()
}

fn case(finding: &Finding) -> TestCase {
    let status = match finding.verdict {
        Verdict::Pass | Verdict::Warn => TestCaseStatus::success(),
        Verdict::Skipped => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(finding.message.as_str());
            status
        }
        Verdict::Fail => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(finding.message.as_str()).set_type(finding.code.as_str());
            status.set_description(evidence(finding));
            status
        }
    };
    let mut case = TestCase::new(format!("{} {}", finding.code, finding.title), status);
    case.set_classname(finding.code.as_str());
    case.set_time(Duration::from_millis(u64::try_from(finding.millis).unwrap_or(u64::MAX)));
    if finding.verdict == Verdict::Warn {
        case.set_system_out(format!("warning: {}\n{}", finding.message, evidence(finding)));
    }
    case
}

fn evidence(finding: &Finding) -> String {
    let mut text = format!("{}\n", finding.message);
    for exchange in &finding.exchanges {
        let token = exchange.token_line().map(|line| format!("{line}\n")).unwrap_or_default();
        text.push_str(&format!("\n{}\n{token}{}\n{}\n", exchange.label(), exchange.curl(), exchange.response));
    }
    text
}
