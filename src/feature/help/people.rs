//! Whom to ask: since when and until when by the shopper's own clock, how long an answer takes, and what to tell them.

use aftercare_contract::capabilities::{ContactChannel, OpeningHours};
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Date, encode_uri_component};

use super::hours::{Standing, standing, stretches};
use crate::{
    erased::{nothing, prelude::*},
    feature::{content::safe, copy::copy},
    i18n::{I18n, moment_of, wall_clock},
    state::{Load, Matter, Remote, Shell},
    ui::{Fact, Icon, Tone, fold, icon, parts, section, tag},
};

/// The shop's people, best first, and what to tell them about `about`.
pub fn people(shell: Shell, about: Option<&Matter>) -> AnyView {
    let channels = match shell.capabilities().map(Remote::get) {
        Some(Load::Ready(front)) => front.contact.clone(),
        _ => Vec::new(),
    };
    if channels.is_empty() {
        return nothing();
    }
    let i18n = shell.i18n_now();
    let told = about.map(|about| in_words(&i18n, about));
    let rows: Views = channels.iter().map(|it| channel(&i18n, it, told.as_deref())).collect();
    let weeks: Views = channels.iter().filter_map(|it| week(&i18n, it)).collect();
    let weeks =
        if weeks.is_empty() { nothing() } else { fold("hours", false, i18n.t("help.hours"), parts(weeks.into())) };
    let rows = view! { <div class="card rows">{rows}</div> }.into_any();
    view! {
        <div part="contact" class="stack tight">
            {section(i18n.t("contact.title"), rows)}
            {told.map(|told| handed_over(shell, told))}
            {weeks}
        </div>
    }
    .into_any()
}

fn channel(i18n: &I18n, channel: &ContactChannel, told: Option<&str>) -> AnyView {
    let standing = channel.hours.as_ref().and_then(|hours| Some((hours, stands(hours)?.1)));
    let is_open = !matches!(standing, Some((_, Standing::Closed(_))));
    let when = match standing {
        Some((_, Standing::Always)) => i18n.t("help.always"),
        Some((hours, Standing::Open(until))) => at(i18n, "help.open_until", hours, until),
        Some((hours, Standing::Closed(Some(opens)))) => at(i18n, "help.opens", hours, opens),
        _ => channel.hours_label.clone().unwrap_or_default(),
    };
    // While nobody is there the wait begins later.
    let wait = channel.expected_wait.filter(|_| is_open).map(|seconds| i18n.within(seconds));
    let wait = wait.filter(|it| !it.is_empty()).map(|when| i18n.fill("help.wait", &[("when", &when)]));
    let state = standing.map(|_| match is_open {
        true => tag("channel-state", Tone::Good, i18n.t("help.open")),
        false => tag("channel-state", Tone::Plain, i18n.t("help.closed")),
    });
    let url = safe(channel.url.as_deref()).map(|url| addressed(url, told));
    let forward = url.is_some().then(|| icon(Icon::Forward));
    view! {
        <a part="channel" class="row" data-channel=channel.channel.clone() href=url target="_blank" rel="noopener">
            <span class="grow">
                <span class="row-title">{channel.label.clone()}</span>
                <span class="muted">{when}</span>
                <span class="muted">{wait}</span>
            </span>
            {state}
            {forward}
        </a>
    }
    .into_any()
}

/// A letter begins with what it is about.
fn addressed(url: String, told: Option<&str>) -> String {
    let Some(told) = told.filter(|_| url.starts_with("mailto:")) else { return url };
    let (subject, body) = told.split_once('\n').unwrap_or((told, ""));
    let joint = if url.contains('?') { "&" } else { "?" };
    let escaped = |text: &str| String::from(encode_uri_component(text));
    [url.as_str(), joint, "subject=", &escaped(subject), "&body=", &escaped(body)].concat()
}

/// What goes along: the order, the case, what was tried. The first line says what it is about.
fn in_words(i18n: &I18n, about: &Matter) -> String {
    let mut first = i18n.fill("title.order", &[("number", &about.order_number)]);
    if let Some((kind, number)) = &about.case {
        first.push_str(" · ");
        first.push_str(&i18n.of_kind("kind.title.{}", kind, &[("number", number)]));
    }
    let mut lines = vec![first];
    lines.extend(about.tried.iter().cloned());
    lines.join("\n")
}

fn handed_over(shell: Shell, told: String) -> AnyView {
    let (button, outcome) = copy(shell, told.clone());
    view! {
        <div part="handed-over" class="card handed-over">
            <p class="split">
                <span class="label">{shell.i18n_now().t("help.tell_them")}</span>
                {button}
            </p>
            <p class="said">{told}</p>
            {outcome}
        </div>
    }
    .into_any()
}

/// The hours of the next days, and how it stands; `None` when the browser does not know the zone.
fn stands(hours: &OpeningHours) -> Option<(Vec<(i64, i64)>, Standing)> {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    let now = wall_clock(&hours.time_zone, Date::now())? as i64;
    let stretches = stretches(&hours.periods, now);
    let standing = standing(&stretches, now);
    Some((stretches, standing))
}

fn at(i18n: &I18n, key: &str, hours: &OpeningHours, wall: i64) -> String {
    let when = moment(hours, wall).map(|moment| i18n.due(&moment)).unwrap_or_default();
    i18n.fill(key, &[("when", &when)])
}

/// A time on the shop's clocks as a timestamp.
fn moment(hours: &OpeningHours, wall: i64) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds, far below 2^53")]
    let moment = moment_of(&hours.time_zone, wall as f64)?;
    Some(Date::new(&JsValue::from_f64(moment)).to_iso_string().into())
}

/// The channel's hours of the coming week, by the shopper's clock.
fn week(i18n: &I18n, channel: &ContactChannel) -> Option<AnyView> {
    let hours = channel.hours.as_ref()?;
    let (stretches, standing) = stands(hours)?;
    if standing == Standing::Always || stretches.is_empty() {
        return None;
    }
    let facts = stretches.iter().take(7).filter_map(|(opens, closes)| {
        let (opens, closes) = (moment(hours, *opens)?, moment(hours, *closes)?);
        Some(Fact::new(i18n.day(&opens), i18n.hours(&opens, &closes)))
    });
    let facts = crate::ui::facts("week", facts.collect());
    Some(view! { <h3 class="section-title">{channel.label.clone()}</h3> {facts} }.into_any())
}
