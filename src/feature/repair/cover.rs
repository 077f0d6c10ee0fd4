//! Who pays: each cover of the line, by which law or promise, until when.

use aftercare_contract::care::Coverage;

use super::Subject;
use crate::{
    erased::prelude::*,
    i18n::I18n,
    ui::{Tone, block, parts, section, tag, texts},
};

/// The line's covers, those that have ended too, so that nobody wonders.
pub fn covers(i18n: &I18n, subject: &Subject) -> AnyView {
    let mine = subject.warranty.coverages.iter().filter(|cover| cover.line_item_id == subject.item.id);
    let rows: Views = mine.clone().map(|cover| row(i18n, cover)).collect();
    let mut shown = Vec::new();
    if !rows.is_empty() {
        shown.push(block("card rows", parts(rows.into())));
    }
    if !mine.clone().any(|cover| cover.covered) {
        shown.push(view! { <p part="uncovered" class="muted">{i18n.t("repair.uncovered")}</p> }.into_any());
    }
    section(i18n.t("repair.cover"), parts(shown))
}

fn row(i18n: &I18n, cover: &Coverage) -> AnyView {
    let (tone, state, until) = if cover.covered {
        (Tone::Good, "repair.cover.holds", "repair.cover.until")
    } else {
        (Tone::Plain, "repair.cover.over", "repair.cover.was_until")
    };
    let until = cover.until.as_ref().map(|at| i18n.fill(until, &[("date", &i18n.date_of(at))])).unwrap_or_default();
    let said = vec![("row-title", cover.label.clone()), ("until", until), ("muted", cover.detail.clone())];
    view! {
        <div part="cover" class="row cover" data-cover=cover.code.clone()>
            {texts("grow", said)}
            {tag("cover-state", tone, i18n.t(state))}
        </div>
    }
    .into_any()
}
