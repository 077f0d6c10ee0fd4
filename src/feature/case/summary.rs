//! The parts of a case that are only read.

use aftercare_contract::{
    case::{Acknowledgement, Case, Phase},
    desk::Clock,
    slot::BookingStatus,
};

use crate::{
    erased::{nothing, prelude::*},
    feature::frame::{self, web},
    i18n::I18n,
    state::{Matter, Shell},
    ui::{self, Fact, Notice, Step, Tone, notice, section},
};

/// The most important sentence: what to do by when, or, with nothing to do, how things stand.
pub fn headline(i18n: &I18n, case: &Case) -> String {
    match (&case.next_step, case.phase) {
        (Some(step), _) => match &step.due_at {
            Some(due) => i18n.fill("case.step_by", &[("step", &step.title), ("date", &i18n.day(due))]),
            None => step.title.clone(),
        },
        (None, Phase::Cancelled) => i18n.of_kind("case.cancelled.{}", &case.kind, &[]),
        (None, Phase::Resolved) => i18n.t("case.resolved"),
        (None, Phase::Rejected) => i18n.of_kind("case.rejected.{}", &case.kind, &[]),
        (None, Phase::Expired) => i18n.of_kind("case.expired.{}", &case.kind, &[]),
        (None, _) => match next_promise(case) {
            Some(clock) => i18n.fill("desk.clock.by", &[("what", &clock.label), ("when", &i18n.due(&clock.due_at))]),
            None => i18n.t("case.nothing_to_do"),
        },
    }
}

/// What the shop has promised to do next.
pub fn next_promise(case: &Case) -> Option<&Clock> {
    let running = case.clocks.iter().filter(|clock| clock.met_at.is_none() && clock.breached_at.is_none());
    // Times of one shop, in one zone, sort as they are written.
    running.filter(|_| !case.phase.is_terminal()).min_by_key(|clock| &clock.due_at)
}

/// A case the shop has refused says why, in the shop's words, and whom to talk to.
pub fn refusal(shell: Shell, case: &Case) -> AnyView {
    let last = case.timeline.last().filter(|_| case.phase == Phase::Rejected);
    let Some(last) = last else { return nothing() };
    let why = if last.detail.is_empty() { shell.i18n_now().t("problem.refused.detail") } else { last.detail.clone() };
    view! {
        {notice(Notice {
            part: "refused",
            kind: "rejected",
            tone: Tone::Bad,
            title: last.title.clone(),
            detail: why.into_any(),
            action: None,
        })}
        {frame::contact(shell)}
    }
    .into_any()
}

/// When somebody comes for it, or expects it.
pub fn booking(i18n: &I18n, case: &Case) -> AnyView {
    let booked = case.booking.as_ref().filter(|it| it.status == BookingStatus::Booked && !case.phase.is_terminal());
    let Some(booking) = booked else { return nothing() };
    let place = booking.place_label.clone().unwrap_or_default();
    let when = i18n.window(&booking.from, &booking.to);
    let what = i18n.of_kind("case.booking.{}", &case.kind, &[]);
    ui::facts("booking", vec![Fact::strong(what, when), Fact::new(i18n.t("case.place"), place)])
}

/// What the consumer declared, and when the shop had it: to be read here, and kept as a file.
pub fn acknowledgement(i18n: &I18n, case: &Case) -> AnyView {
    let Some(Acknowledgement { received_at, text, sent_to_label, document_url, .. }) = &case.acknowledgement else {
        return nothing();
    };
    let rows = vec![
        Fact::strong(i18n.t("case.received_at"), i18n.on_record(received_at)),
        Fact::new(i18n.t("case.sent_to"), sent_to_label.clone()),
    ];
    let document = web(Some(document_url)).map(|url| {
        view! {
            <a part="document" class="link" href=url target="_blank" rel="noopener" download="">
                {i18n.t("case.document")}
            </a>
        }
        .into_any()
    });
    let body = view! {
        <blockquote class="card declaration">{text.clone()}</blockquote>
        {ui::facts("acknowledged", rows)}
        {document}
    };
    view! { <div part="acknowledgement">{section(i18n.t("case.acknowledgement"), body.into_any())}</div> }.into_any()
}

/// What happened, then what is to come.
pub fn timeline(i18n: &I18n, case: &Case) -> AnyView {
    let past = case.timeline.iter().map(|entry| Step {
        title: entry.title.clone(),
        detail: join(i18n.moment(&entry.at), &entry.detail),
        done: true,
    });
    let future = case.upcoming.iter().map(|step| Step {
        title: step.title.clone(),
        detail: join(
            step.due_at.as_ref().map(|due| i18n.fill("case.by", &[("date", &i18n.day(due))])).unwrap_or_default(),
            &step.detail,
        ),
        done: false,
    });
    ui::timeline(past.chain(future).collect(), i18n.t("case.done"))
}

/// What the case is called, to be read out on the telephone.
pub fn number(i18n: &I18n, case: &Case) -> AnyView {
    view! {
        <p class="muted center">
            <span part="case-number">{case.number.clone()}</span>
            {" · "}
            {i18n.fill("title.order", &[("number", &case.order_number)])}
        </p>
    }
    .into_any()
}

/// What a shopper who asks for help here is in the middle of.
pub fn matter(case: &Case) -> Matter {
    Matter {
        order_id: case.order_id.clone(),
        order_number: case.order_number.clone(),
        line_item_id: None,
        case: Some((case.kind.clone(), case.number.clone())),
        tried: Vec::new(),
    }
}

fn join(first: String, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first,
        (true, false) => second.to_owned(),
        (false, false) => format!("{first} · {second}"),
    }
}
