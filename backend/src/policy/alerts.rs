//! What about a parcel needs the shopper's eye, told by facts and the clock.

use crate::clock::{DAY, HOUR, Millis};

/// How long a carrier may have nothing to say about a parcel that moves. The carriers of the sample scan at least
/// daily; three days are a weekend and a late scan.
const SILENCE: Millis = 3 * DAY;

/// For how long a carrier keeps a parcel whose address it does not find, counted from its report. The shortest of the
/// sample's carriers.
const KEPT: Millis = 5 * DAY;

/// A parcel's state, as far as alerts depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// On its way to the shopper and not back.
    pub outbound: bool,
    pub tracking_status: &'a str,
    pub substatus: Option<&'a str>,
    /// The end of the window it is expected in.
    pub expected_to: Option<Millis>,
    /// Until when it waits to be collected.
    pub collect_until: Option<Millis>,
    /// The last scan or report.
    pub last_news_at: Option<Millis>,
}

/// Something to know or to do; its sentences are `alert-{code}` in the catalogs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    pub code: &'static str,
    pub due_at: Option<Millis>,
}

impl Alert {
    fn new(code: &'static str, due_at: Option<Millis>) -> Self {
        Self { code, due_at }
    }
}

/// What it waits for from the shopper.
#[must_use]
pub fn wanted(facts: &Facts<'_>) -> Option<Alert> {
    match (facts.substatus, facts.tracking_status) {
        (_, "delivered" | "pending") | (Some("returned_to_sender" | "refused" | "customs_hold"), _) => None,
        (Some("address_problem"), _) => Some(Alert::new("address", facts.last_news_at.map(|at| at + KEPT))),
        (_, "attempt_fail") => Some(Alert::new("attempt_failed", None)),
        (_, "available_for_pickup") => Some(Alert::new("ready_for_pickup", facts.collect_until)),
        _ => None,
    }
}

/// The alerts at `now`, most urgent first: what ends by itself before what only lasts.
#[must_use]
pub fn alerts(facts: &Facts<'_>, now: Millis) -> Vec<Alert> {
    let mut alerts = Vec::new();
    if matches!(facts.tracking_status, "delivered" | "pending") {
        return alerts;
    }
    match facts.substatus {
        Some("returned_to_sender" | "refused") => {
            // Nothing else about it matters to the shopper any more.
            return vec![Alert::new("returned_to_sender", None)];
        }
        Some("customs_hold") => alerts.push(Alert::new("customs", None)),
        _ => alerts.extend(wanted(facts)),
    }
    let waits = facts.tracking_status == "available_for_pickup";
    let silent = facts.last_news_at.is_some_and(|at| now - at > SILENCE);
    if silent && matches!(facts.tracking_status, "in_transit" | "out_for_delivery" | "exception" | "expired") {
        alerts.push(Alert::new("stalled", None));
    }
    if facts.outbound && !waits && facts.expected_to.is_some_and(|until| now > until + HOUR) {
        alerts.push(Alert::new("late", None));
    }
    alerts
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_795_155_120_000;

    fn codes(tracking_status: &str, substatus: Option<&str>, change: impl FnOnce(&mut Facts<'_>)) -> Vec<&'static str> {
        let mut facts = Facts {
            outbound: true,
            tracking_status,
            substatus,
            expected_to: Some(NOW + DAY),
            collect_until: None,
            last_news_at: Some(NOW - HOUR),
        };
        change(&mut facts);
        alerts(&facts, NOW).into_iter().map(|alert| alert.code).collect()
    }

    #[test]
    fn a_parcel_on_time_is_quiet() {
        assert_eq!(codes("in_transit", None, |_| {}), [""; 0]);
        assert_eq!(codes("out_for_delivery", None, |_| {}), [""; 0]);
        let overdue = |facts: &mut Facts<'_>| facts.expected_to = Some(NOW - DAY);
        assert_eq!(codes("delivered", None, overdue), [""; 0], "it has arrived, late or not");
    }

    #[test]
    fn each_trouble_has_its_alert() {
        assert_eq!(codes("in_transit", None, |facts| facts.expected_to = Some(NOW - DAY)), ["late"]);
        assert_eq!(codes("in_transit", None, |facts| facts.last_news_at = Some(NOW - 4 * DAY)), ["stalled"]);
        assert_eq!(codes("exception", Some("customs_hold"), |_| {}), ["customs"]);
        assert_eq!(codes("exception", Some("address_problem"), |_| {}), ["address"]);
        assert_eq!(codes("attempt_fail", None, |_| {}), ["attempt_failed"]);
        assert_eq!(codes("available_for_pickup", None, |_| {}), ["ready_for_pickup"]);
        assert_eq!(codes("exception", Some("returned_to_sender"), |_| {}), ["returned_to_sender"]);
    }

    #[test]
    fn what_ends_comes_before_what_lasts() {
        let both = |facts: &mut Facts<'_>| {
            facts.expected_to = Some(NOW - DAY);
            facts.last_news_at = Some(NOW - 4 * DAY);
        };
        assert_eq!(codes("exception", Some("address_problem"), both), ["address", "stalled", "late"]);
        assert_eq!(codes("exception", Some("refused"), both), ["returned_to_sender"]);
        // It waits for the shopper: it is not the carrier who is late.
        assert_eq!(codes("available_for_pickup", None, both), ["ready_for_pickup"]);
    }

    #[test]
    fn a_parcel_back_is_never_late_for_the_shopper() {
        let back = |facts: &mut Facts<'_>| {
            facts.outbound = false;
            facts.expected_to = Some(NOW - DAY);
        };
        assert_eq!(codes("in_transit", None, back), [""; 0]);
    }
}
