//! Backends that do one thing wrong, and the audit that has to say so.

mod answers;
mod cases;
mod desk;
mod doors;
mod keys;
mod lists;
mod money;
mod parcels;
mod promises;
mod words;

use std::sync::Arc;

use aftercare_conformance::{report::Format, run};
use libtest_mimic::Failed;

use crate::{
    proxy::{Asked, Behaviour, Honest, Told},
    shop::Shop,
};

/// A backend with one defect.
pub struct Defect {
    pub name: &'static str,
    /// The code of the audit that has to catch it.
    pub caught_by: &'static str,
    pub behaviour: Behaviour,
}

const TABLES: &[&[Defect]] = &[
    keys::ALL,
    cases::ALL,
    money::ALL,
    promises::ALL,
    doors::ALL,
    answers::ALL,
    lists::ALL,
    desk::ALL,
    parcels::ALL,
    words::ALL,
];

pub fn all() -> impl Iterator<Item = &'static Defect> {
    TABLES.iter().copied().flatten()
}

/// Audits that together ask for enough that a watch has something to look at.
const ASKING: [&str; 5] = ["ERR", "ORD", "QUOTE", "LIFE", "LIMIT-01"];

/// The audit meant for it fails.
pub async fn is_caught(defect: &Defect) -> Result<(), Failed> {
    let shop = Shop::start(defect.behaviour).await;
    let mut plan = shop.plan();
    let watched = !aftercare_conformance::audits::in_order().any(|audit| audit.code == defect.caught_by);
    plan.only = vec![defect.caught_by.to_owned()];
    if watched {
        plan.only.extend(ASKING.map(str::to_owned));
    }
    let report = run::run(plan, |_| {}).await?;
    let finding = report.find(defect.caught_by).ok_or("there is no such audit")?;
    if finding.verdict != aftercare_conformance::report::Verdict::Fail {
        let message = format!("{} says {:?} {}", defect.caught_by, finding.verdict, finding.message);
        return Err(format!("{message}\n{}", report.write(Format::Text)?).into());
    }
    if report.holds() || finding.exchanges.is_empty() {
        return Err(format!("{} fails without evidence: {}", defect.caught_by, finding.message).into());
    }
    Ok(())
}

/// The right answer, changed.
async fn changed(backend: Arc<Honest>, asked: Asked, change: impl FnOnce(&Asked, &mut Told)) -> Told {
    let mut told = backend.answer(&asked).await;
    change(&asked, &mut told);
    told
}

/// Whoever asks this at the same time as somebody who got it, and is refused, is told that they have it, too.
async fn given_twice(backend: Arc<Honest>, asked: Asked, path: &str) -> Told {
    if !asked.is("POST", path) {
        return backend.answer(&asked).await;
    }
    let alone = backend.count(path, 1) == 0 && !backend.has_company(path).await;
    let told = backend.answer(&asked).await;
    backend.count(path, -1);
    if told.status == 201 {
        backend.memory().insert(path.into(), told.clone());
    }
    if told.status == 409 && !alone { backend.recall(path).await.unwrap_or(told) } else { told }
}

/// Leaves a member of the body out.
fn without(told: &mut Told, member: &str) {
    told.edit(|body| drop(body.as_object_mut().map(|members| members.remove(member))));
}

/// Asks as somebody else, by another's token.
fn as_owner(asked: &Asked, owner: &Told) -> Asked {
    let mut other = asked.clone();
    let token = owner.json()["access_token"].as_str().unwrap_or_default().to_owned();
    other.set("authorization", &format!("Bearer {token}"));
    other
}

/// Asks the question with every token given so far until one opens it.
async fn with_any_token(backend: &Honest, asked: &Asked) -> Option<Told> {
    let sessions: Vec<Told> = backend
        .memory()
        .iter()
        .filter(|(name, _)| name.starts_with("session "))
        .map(|(_, told)| told.clone())
        .collect();
    for session in sessions {
        let told = backend.answer(&as_owner(asked, &session)).await;
        if told.status < 300 {
            return Some(told);
        }
    }
    None
}

/// The right answer; sessions are remembered for [`with_any_token`].
async fn remembering(backend: &Honest, asked: &Asked) -> Told {
    let told = backend.answer(asked).await;
    if asked.is("POST", "/sessions") && told.status == 200 {
        let name = format!("session {}", told.json()["access_token"]);
        backend.memory().insert(name, told.clone());
    }
    told
}
