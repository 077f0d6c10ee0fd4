//! Who decides, and who would decide next.

use super::super::action::Actions;
use crate::{
    erased::{derived, live, nothing, prelude::*},
    ui::{Step, section, timeline},
};

/// The ladder from its first rung to its last, as long as there is something to decide.
pub fn ladder(actions: Actions) -> AnyView {
    let ladder = derived(move || {
        let case = &actions.case.get().it;
        case.escalation.clone().filter(|_| !case.phase.is_terminal())
    });
    live(move || {
        let Some(ladder) = ladder.get() else { return nothing() };
        let i18n = actions.shell.i18n_now();
        let now = ladder.level as usize;
        let steps = ladder.levels.iter().enumerate().map(|(at, level)| {
            let since = level.reached_at.as_ref().map(|at| i18n.fill("desk.since", &[("moment", &i18n.moment(at))]));
            let role = (at == now).then(|| i18n.t("desk.decides_now"));
            let known = [role, Some(level.time_label.clone()).filter(|_| at >= now), since];
            let known = known.into_iter().flatten().filter(|words| !words.is_empty());
            Step { title: level.label.clone(), detail: known.collect::<Vec<_>>().join(" · "), done: at <= now }
        });
        let steps = timeline(steps.collect(), i18n.t("desk.reached"));
        view! { <div part="ladder">{section(i18n.t("desk.ladder"), steps)}</div> }.into_any()
    })
}
