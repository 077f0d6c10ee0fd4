//! Cursor pages.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use crate::{
    clock::Millis,
    problem::{Answer, Refusal},
};

/// `?limit=&cursor=`.
#[derive(Clone, Debug, Deserialize)]
pub struct Paging {
    /// 1 to 100, 20 unless told.
    limit: Option<i64>,
    cursor: Option<String>,
}

/// A row's place in its list: when it was made and its id.
pub type Place = (Millis, String);

impl Paging {
    /// How many rows a page has.
    ///
    /// # Errors
    /// 400 when out of range.
    pub fn limit(&self) -> Answer<usize> {
        let limit = self.limit.unwrap_or(20);
        match usize::try_from(limit) {
            Ok(limit @ 1..=100) => Ok(limit),
            _ => Err(Refusal::Malformed("invalid_query")),
        }
    }

    /// The last row of the page before.
    ///
    /// # Errors
    /// 400 when the cursor is none of ours.
    pub fn after(&self) -> Answer<Option<Place>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let place = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        place.map(Some).ok_or(Refusal::Malformed("invalid_cursor"))
    }
}

/// Cuts rows fetched with one more than `limit` to the page, and tells the next page's cursor.
///
/// # Errors
/// When the cursor can't be written.
pub fn cut(rows: &mut Vec<(String, Millis)>, limit: usize) -> Answer<Option<String>> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    match rows.last() {
        Some((id, at)) if more => Ok(Some(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(at, id))?))),
        _ => Ok(None),
    }
}

/// The page of a list that is at hand as a whole, and the next page's cursor. A row's place is where it stands.
///
/// # Errors
/// When the cursor can't be written.
pub fn slice<'a, T>(rows: &'a [T], limit: usize, after: Option<&Place>) -> Answer<(&'a [T], Option<String>)> {
    let from = after.map_or(0, |(place, _)| usize::try_from(*place).unwrap_or(rows.len())).min(rows.len());
    let to = (from + limit).min(rows.len());
    let next = Millis::try_from(to).unwrap_or(Millis::MAX);
    let cursor = (to < rows.len()).then(|| serde_json::to_vec(&(next, ""))).transpose()?;
    Ok((&rows[from..to], cursor.map(|place| URL_SAFE_NO_PAD.encode(place))))
}
