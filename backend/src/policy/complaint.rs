//! What can be complained about, by how far the order has come.

use serde::Deserialize;

use super::refund::Fault;
use crate::store::orders::Order;

/// How far an order has come, as far as complaints go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nothing has been sent.
    Preparing,
    /// Some of it is not delivered.
    OnTheWay,
    Delivered,
    Cancelled,
}

/// A reason to complain; its label is `complaint-{code}` in the catalogs.
#[derive(Clone, Debug, Deserialize)]
pub struct ComplaintRule {
    pub code: String,
    pub category: String,
    pub fault: Fault,
    /// What has to come with it.
    #[serde(default)]
    pub requires: Vec<String>,
    /// What may be wished for.
    pub resolutions: Vec<String>,
    when: Vec<Progress>,
}

/// The shop's reasons, read from `shop/complaints.json`.
///
/// # Errors
/// When the file is not what [`ComplaintRule`] describes.
pub fn load() -> Result<Vec<ComplaintRule>, serde_json::Error> {
    serde_json::from_str(include_str!("../../shop/complaints.json"))
}

/// How far an order has come.
#[must_use]
pub fn progress(order: &Order) -> Progress {
    if order.record.cancelled_at.is_some() {
        return Progress::Cancelled;
    }
    let sent = |arrived: bool| -> u32 {
        let parcels = order.lines.iter().flat_map(|line| &line.parcels);
        parcels.filter(|parcel| !arrived || parcel.delivered_at.is_some()).map(|parcel| parcel.quantity).sum()
    };
    let ordered: i64 = order.lines.iter().map(|line| line.record.ordered).sum();
    if sent(false) == 0 {
        Progress::Preparing
    } else if i64::from(sent(true)) < ordered {
        Progress::OnTheWay
    } else {
        Progress::Delivered
    }
}

/// The reasons that go with an order's progress.
pub fn offered(rules: &[ComplaintRule], progress: Progress) -> impl Iterator<Item = &ComplaintRule> {
    rules.iter().filter(move |rule| rule.when.contains(&progress))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nobody_complains_of_damage_before_it_has_arrived() {
        let rules = load().unwrap();
        let codes = |progress| offered(&rules, progress).map(|rule| rule.code.as_str()).collect::<Vec<_>>();
        assert!(codes(Progress::Preparing).contains(&"late_parcel"));
        assert!(!codes(Progress::OnTheWay).contains(&"damaged"));
        assert!(codes(Progress::Delivered).contains(&"damaged"));
        for progress in [Progress::Preparing, Progress::OnTheWay, Progress::Delivered, Progress::Cancelled] {
            assert!(codes(progress).contains(&"something_else"), "there is always a way to be heard");
        }
    }
}
