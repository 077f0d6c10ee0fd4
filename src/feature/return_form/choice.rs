//! What the shopper has chosen so far, beside what is said about each line. Plain data: its rules are tested without a
//! browser.

use aftercare_contract::{Id, read::Read};
use serde::Serialize;

/// The form's contents, kept as a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Read)]
#[serde(default)]
pub struct ReturnChoice {
    /// The lines that go back, the one the form was opened for first.
    pub line_item_ids: Vec<Id>,
    /// The shop's default unless chosen.
    pub resolution: Option<String>,
    /// The shop's default unless chosen.
    pub method: Option<String>,
}

impl ReturnChoice {
    pub fn has(&self, id: &str) -> bool {
        self.line_item_ids.iter().any(|known| known == id)
    }

    /// Takes a line in, or leaves it out again.
    pub fn flip(&mut self, id: &str) {
        if self.has(id) {
            self.line_item_ids.retain(|known| known != id);
        } else {
            self.line_item_ids.push(id.to_owned());
        }
    }

    /// As far as it still fits the order, whose lines these are; the first is always in it.
    pub fn fit(&mut self, lines: &[&str]) {
        self.line_item_ids.retain(|id| lines.contains(&id.as_str()));
        if let Some(first) = lines.first() {
            self.line_item_ids.retain(|id| id != first);
            self.line_item_ids.insert(0, (*first).to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chose(ids: &[&str]) -> ReturnChoice {
        ReturnChoice { line_item_ids: ids.iter().map(|id| (*id).to_owned()).collect(), ..ReturnChoice::default() }
    }

    #[test]
    fn a_line_is_taken_in_and_left_out() {
        let mut choice = chose(&["l1"]);
        choice.flip("l2");
        assert!(choice.has("l1") && choice.has("l2"));
        choice.flip("l2");
        assert_eq!(choice, chose(&["l1"]));
    }

    #[test]
    fn what_has_gone_back_meanwhile_is_left_out() {
        let mut choice = chose(&["l1", "l3", "l4"]);
        choice.fit(&["l1", "l2", "l4"]);
        assert_eq!(choice, chose(&["l1", "l4"]));
    }

    #[test]
    fn the_line_the_form_was_opened_for_comes_first() {
        let mut choice = chose(&[]);
        choice.fit(&["l1", "l2"]);
        assert_eq!(choice, chose(&["l1"]));
    }
}
