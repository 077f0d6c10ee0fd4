//! Slots by day. Plain data: tested without a browser.

use aftercare_contract::slot::Slot;

/// A day with its slots, soonest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// As the shopper reads it; no two days that can be booked read the same.
    pub label: String,
    pub slots: Vec<Slot>,
}

impl Day {
    /// Whether there is a slot to be had, or the one that is held already.
    pub fn is_open(&self, held: Option<&str>) -> bool {
        self.slots.iter().any(|slot| is_open(slot, held))
    }
}

/// Whether a slot can be chosen: the one that is held may look full because of that.
pub fn is_open(slot: &Slot, held: Option<&str>) -> bool {
    slot.available || held == Some(slot.id.as_str())
}

/// Puts slots that follow each other on the same day together; `day_of` names a moment's day.
pub fn days(slots: &[Slot], day_of: impl Fn(&str) -> String) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for slot in slots {
        let label = day_of(&slot.from);
        match days.last_mut() {
            Some(day) if day.label == label => day.slots.push(slot.clone()),
            _ => days.push(Day { label, slots: vec![slot.clone()] }),
        }
    }
    days
}

/// The day to show: the one chosen, that of the slot held, or the first with a slot to be had.
pub fn shown<'a>(days: &'a [Day], chosen: Option<&str>, held: Option<&str>) -> Option<&'a Day> {
    let holds = |day: &&Day| day.slots.iter().any(|slot| held == Some(slot.id.as_str()));
    let chosen = days.iter().find(|day| chosen == Some(day.label.as_str()));
    chosen.or_else(|| days.iter().find(holds)).or_else(|| days.iter().find(|day| day.is_open(held))).or(days.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(id: &str, from: &str, available: bool) -> Slot {
        Slot { id: id.into(), from: from.into(), to: from.into(), place_label: None, available, fee: None }
    }

    fn week() -> Vec<Day> {
        let slots = [
            slot("a", "2026-11-23T18", false),
            slot("b", "2026-11-24T09", false),
            slot("c", "2026-11-24T13", true),
            slot("d", "2026-11-25T09", true),
        ];
        days(&slots, |moment| moment[..10].to_owned())
    }

    fn first_of(day: Option<&Day>) -> Option<&str> {
        day.and_then(|day| day.slots.first()).map(|slot| slot.id.as_str())
    }

    #[test]
    fn a_day_has_its_slots_in_their_order() {
        let week = week();
        let sizes: Vec<usize> = week.iter().map(|day| day.slots.len()).collect();
        assert_eq!(sizes, [1, 2, 1]);
        assert_eq!((week[0].is_open(None), week[0].is_open(Some("a")), week[1].is_open(None)), (false, true, true));
    }

    #[test]
    fn the_first_day_with_something_to_be_had_is_shown() {
        let week = week();
        assert_eq!(first_of(shown(&week, None, None)), Some("b"));
        assert_eq!(first_of(shown(&week, None, Some("a"))), Some("a"), "what is held is in sight");
        assert_eq!(first_of(shown(&week, Some("2026-11-25"), Some("a"))), Some("d"), "the shopper looks elsewhere");
        assert_eq!(first_of(shown(&week, Some("2026-11-20"), None)), Some("b"), "that day is over");
        assert_eq!(first_of(shown(&week[..1], None, None)), Some("a"), "full, and said to be");
        assert_eq!(shown(&[], None, None), None);
    }
}
