//! Runs the audits, one after the other.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use aftercare_contract::spec::Spec;
use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Profile, Stop},
    audits,
    client::{Client, Question},
    fixtures::Fixtures,
    observe::{self, Sight, WATCHES},
    report::{Finding, Report, Verdict},
    stage::{Site, Stage},
};

/// What to run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The API's base, `https://shop.example/api`.
    pub url: String,
    pub fixtures: Fixtures,
    /// Empty means everything that is declared.
    pub profiles: BTreeSet<Profile>,
    /// Only audits whose code is one of these or begins with one (`IDEM`); empty means all.
    pub only: Vec<String>,
    /// Audits to leave out, named likewise.
    pub without: Vec<String>,
    /// Leave out what changes anything.
    pub read_only: bool,
    /// A longer `Retry-After` is not waited for.
    pub patience: Duration,
}

impl Plan {
    /// Everything that the shop declares.
    #[must_use]
    pub fn new(url: impl Into<String>, fixtures: Fixtures) -> Self {
        Self {
            url: url.into(),
            fixtures,
            profiles: BTreeSet::new(),
            only: Vec::new(),
            without: Vec::new(),
            read_only: false,
            patience: Duration::from_secs(30),
        }
    }

    fn wants(&self, code: &str) -> bool {
        let named = |names: &[String]| names.iter().any(|name| names_it(name, code));
        (self.only.is_empty() || named(&self.only)) && !named(&self.without)
    }
}

/// Whether a name means this audit: its code, or the group before the dash.
fn names_it(name: &str, code: &str) -> bool {
    code.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The run could not be done.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("the contract's document: {0}")]
    Document(#[from] aftercare_contract::spec::SpecError),
    #[error("TLS: {0}")]
    Tls(#[from] reqwest::Error),
    #[error("{0}")]
    Unreachable(String),
    #[error("no audit has this code: {0}")]
    UnknownCode(String),
    #[error("customer `a` is not let in: {0}; a run meets the limit on look-ups, so the next one may have to wait")]
    NotLetIn(String),
}

/// Runs the plan. `tell` hears of every finding as it comes.
///
/// # Errors
/// When the backend does not answer `GET /capabilities` with JSON, or an audit is asked for that does not exist.
pub async fn run(plan: Plan, mut tell: impl FnMut(&Finding)) -> Result<Report, RunError> {
    let started = Instant::now();
    let started_at = jiff::Timestamp::now();
    let spec = Spec::load()?;
    check_codes(&plan, &spec)?;
    let client = Client::new(&plan.url, spec, plan.patience)?;
    let capabilities = capabilities(&client).await?;
    let site = Arc::new(Site::new(client, plan.fixtures.clone(), capabilities));
    get_in(&plan, &site).await?;
    let mut findings = Vec::new();
    let mut lost = None;
    for audit in audits::in_order().filter(|audit| plan.wants(audit.code)) {
        let finding = match (&lost, reason_to_skip(audit, &plan, &site)) {
            (Some(message), _) => Finding::skipped(audit, format!("the backend is out of reach: {message}")),
            (None, Some(reason)) => Finding::skipped(audit, reason),
            (None, None) => perform(audit, &site, &mut lost).await,
        };
        tell(&finding);
        findings.push(finding);
    }
    if let Some(message) = lost {
        return Err(RunError::Unreachable(message));
    }
    for finding in watched(&plan, &site) {
        tell(&finding);
        findings.push(finding);
    }
    Ok(Report {
        url: site.client.base().to_owned(),
        contract_version: site.capabilities["contract"]["version"].as_str().unwrap_or_default().to_owned(),
        started_at: started_at.to_string(),
        seconds: started.elapsed().as_secs_f64(),
        read_only: plan.read_only,
        profiles: plan.profiles.iter().map(ToString::to_string).collect(),
        answers: site.client.observed().answers,
        findings,
    })
}

fn check_codes(plan: &Plan, spec: &Spec) -> Result<(), RunError> {
    let schemas: Vec<String> =
        spec.operations().map(|operation| observe::schema_code(&operation.operation_id)).collect();
    let codes: Vec<&str> = audits::in_order()
        .map(|audit| audit.code)
        .chain(WATCHES.iter().map(|watch| watch.code))
        .chain(schemas.iter().map(String::as_str))
        .collect();
    let known = |wanted: &&String| codes.iter().any(|code| names_it(wanted, code));
    let unknown = plan.only.iter().chain(&plan.without).find(|wanted| !known(wanted));
    unknown.map_or(Ok(()), |wanted| Err(RunError::UnknownCode(wanted.clone())))
}

/// Gets in once before anything else: who is not let in has nothing to say about the backend. Every run meets the limit
/// on look-ups ([`Effect::Disturbs`]), so the next one from the same machine may have to wait.
async fn get_in(plan: &Plan, site: &Arc<Site>) -> Result<(), RunError> {
    let planned = |audit: &&Audit| plan.wants(audit.code) && reason_to_skip(audit, plan, site).is_none();
    let of_an_order = |audit: &Audit| audit.needs.iter().any(|need| matches!(need, Need::Order(_)));
    let Some(order) = site.fixtures.a.orders.first() else { return Ok(()) };
    if !audits::in_order().filter(planned).any(of_an_order) {
        return Ok(());
    }
    match Stage::new(Arc::clone(site)).enter(order).await {
        Err(Stop::Skipped(reason)) => Err(RunError::NotLetIn(reason)),
        Err(Stop::Unreachable(message)) => Err(RunError::Unreachable(message)),
        // A proof that does not open its order is a finding of every audit that wants it.
        Ok(_) | Err(Stop::Broken { .. }) => Ok(()),
    }
}

async fn capabilities(client: &Client) -> Result<Value, RunError> {
    let out_of_reach = |stop: Stop| match stop {
        Stop::Unreachable(message) | Stop::Skipped(message) | Stop::Broken { message, .. } => {
            RunError::Unreachable(message)
        }
    };
    let reply = client.ask(Question::get("/capabilities")).await.map_err(out_of_reach)?;
    if reply.status == 200 && reply.body.is_object() {
        return Ok(reply.body);
    }
    let message = format!("{}/capabilities answers {}; is this the API's base?", client.base(), reply.status);
    Err(RunError::Unreachable(message))
}

fn reason_to_skip(audit: &Audit, plan: &Plan, site: &Site) -> Option<String> {
    if !plan.profiles.is_empty() && !plan.profiles.contains(&audit.profile) {
        return Some("not in the profile asked for".into());
    }
    let wanted = audit.profile.capabilities();
    if !wanted.is_empty() && !wanted.iter().any(|capability| site.declares(capability)) {
        return Some(format!("not declared: `{}`", wanted.join("` or `")));
    }
    if plan.read_only && audit.effect != Effect::Reads {
        return Some("it writes, and this is a read-only run".into());
    }
    let missing = audit.needs.iter().find(|need| !has(site, **need))?;
    Some(format!("the fixtures have not got {missing}"))
}

fn has(site: &Site, need: Need) -> bool {
    let fixtures = &site.fixtures;
    match need {
        Need::Order(role) => fixtures.order(role).is_some(),
        Need::Stranger => fixtures.b.as_ref().is_some_and(|customer| !customer.orders.is_empty()),
        Need::Origin => fixtures.origin.is_some(),
        Need::MerchantToken => fixtures.merchant_token.is_some(),
        Need::Link => fixtures.link.is_some(),
        Need::GiftLink => fixtures.gift_link.is_some(),
        Need::Clock => fixtures.clock.is_some(),
    }
}

async fn perform(audit: &Audit, site: &Arc<Site>, lost: &mut Option<String>) -> Finding {
    let started = Instant::now();
    let stage = Stage::new(Arc::clone(site));
    let outcome = (audit.run)(&stage).await;
    stage.tidy().await;
    let verdict = match outcome {
        Ok(()) => Verdict::Pass,
        Err(Stop::Skipped(reason)) => return Finding::skipped(audit, reason),
        // A backend that is still there has dropped the connection on this question.
        Err(Stop::Unreachable(message)) if capabilities(&site.client).await.is_ok() => {
            let finding = Finding::of(audit, verdict_of(audit.level));
            return Finding { message, millis: started.elapsed().as_millis(), ..finding };
        }
        Err(Stop::Unreachable(message)) => {
            *lost = Some(message.clone());
            return Finding::skipped(audit, message);
        }
        Err(Stop::Broken { message, exchanges }) => {
            let finding = Finding::of(audit, verdict_of(audit.level));
            return Finding { message, exchanges, millis: started.elapsed().as_millis(), ..finding };
        }
    };
    Finding { millis: started.elapsed().as_millis(), ..Finding::of(audit, verdict) }
}

fn verdict_of(level: Level) -> Verdict {
    if level == Level::Must { Verdict::Fail } else { Verdict::Warn }
}

/// What the answers have shown by themselves.
fn watched(plan: &Plan, site: &Site) -> Vec<Finding> {
    let observed = site.client.observed();
    let finding = |code: String, level, title: String, rule: String, looked: bool| {
        let sights: &[Sight] = observed.wrong.get(&code).map_or(&[], Vec::as_slice);
        let verdict = match sights {
            [] if looked => Verdict::Pass,
            [] => Verdict::Skipped,
            _ => verdict_of(level),
        };
        let message = match sights {
            [] if looked => String::new(),
            [] => "no answer to look at in this run".into(),
            _ => sights.iter().map(|sight| sight.message.as_str()).collect::<Vec<_>>().join("\n"),
        };
        let exchanges = sights.iter().map(|sight| sight.exchange.clone()).collect();
        Finding { code, level, profile: None, title, rule, verdict, message, exchanges, millis: 0 }
    };
    let watches = WATCHES.iter().map(|watch| {
        finding(watch.code.to_owned(), watch.level, watch.title.to_owned(), watch.rule.to_owned(), observed.answers > 0)
    });
    let operations = site.client.spec().operations().map(|operation| {
        let title = format!("Answers of `{} {}` fit the document", operation.method, operation.path);
        let (code, id) = (observe::schema_code(&operation.operation_id), operation.operation_id.clone());
        let looked = observed.asked.contains(&id);
        finding(code, Level::Must, title, id, looked)
    });
    let elsewhere = finding(
        observe::schema_code("elsewhere"),
        Level::Must,
        "Paths and methods outside the document get a 404 or 405 problem".into(),
        "Rules: Errors".into(),
        observed.asked.contains("elsewhere"),
    );
    watches.chain(operations).chain([elsewhere]).filter(|finding| plan.wants(&finding.code)).collect()
}
