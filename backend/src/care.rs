//! Product care: what is covered, how to keep it, how to have it repaired. The rules are in [`crate::policy::cover`].

use crate::{
    app::App,
    clock::Millis,
    policy::cover::{Cover, ModeRule},
    problem::{Answer, Refusal},
    store::Connection,
    store::care,
};

/// The cover a repair of this line can call on now, the shopper's best one first; absent when none holds.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such line.
pub async fn coverage(app: &App, connection: &mut Connection, line_id: &str, now: Millis) -> Answer<Option<Cover>> {
    let line = care::line(connection, line_id).await?.ok_or(Refusal::NotFound)?;
    let covers = app.shop.care.covers(line.bought(), app.shop.calendar(), now);
    Ok(covers.into_iter().find(|cover| cover.holds))
}

/// The repair mode with this code, if products of the category can be repaired that way.
#[must_use]
pub fn mode<'a>(app: &'a App, category: &str, code: &str) -> Option<&'a ModeRule> {
    app.shop.care.modes(category).into_iter().find(|mode| mode.code == code)
}
