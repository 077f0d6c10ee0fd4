//! What only a repair has: how it is done, and who pays for it.

use aftercare_contract::case::Case;

use crate::{
    erased::{nothing, prelude::*},
    i18n::I18n,
    ui::{self, Fact},
};

pub fn terms(i18n: &I18n, case: &Case) -> AnyView {
    let Some(repair) = &case.repair else { return nothing() };
    let pays = match repair.covered {
        Some(true) => "case.repair.pays.cover",
        Some(false) => "case.repair.pays.you",
        None => "case.repair.pays.later",
    };
    // Once there is a price, what is to be paid says more.
    let pays = if case.payment.is_some() { String::new() } else { i18n.t(pays) };
    let rows = vec![
        Fact::strong(i18n.t("case.repair.how"), repair.mode_label.clone()),
        Fact::new(i18n.t("case.repair.cover"), repair.coverage_label.clone()),
        Fact::new(i18n.t("case.repair.pays"), pays),
    ];
    ui::facts("repair-terms", rows)
}
