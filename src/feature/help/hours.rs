//! When somebody answers. Plain arithmetic on what the shop's clocks show, in milliseconds since 1970 as if the shop
//! were in UTC: its rules are tested without a browser.

use aftercare_contract::capabilities::OpeningPeriod;

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;
const WEEK: i64 = 7;

/// From when to when, by the shop's clocks.
pub type Stretch = (i64, i64);

/// How it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Open, until then.
    Open(i64),
    /// Open through the whole week.
    Always,
    /// Closed; opens then, if ever.
    Closed(Option<i64>),
}

/// The opening hours from today on, for a week and a day, those that touch run together.
pub fn stretches(periods: &[OpeningPeriod], now: i64) -> Vec<Stretch> {
    let today = now.div_euclid(DAY);
    let mut all = Vec::new();
    for day in today..=today + WEEK {
        // 1970 began on a Thursday.
        let weekday = (day + 3).rem_euclid(WEEK) + 1;
        for period in periods.iter().filter(|it| i64::from(it.weekday) == weekday) {
            if let (Some(opens), Some(closes)) = (minutes(&period.opens), minutes(&period.closes)) {
                let stretch = (day * DAY + opens * MINUTE, day * DAY + closes * MINUTE);
                // They are few and mostly in order: a sort would be the largest part of this chunk.
                let place = all.partition_point(|it| *it <= stretch);
                all.insert(place, stretch);
            }
        }
    }
    let mut merged: Vec<Stretch> = Vec::new();
    for (opens, closes) in all {
        match merged.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => merged.push((opens, closes)),
        }
    }
    merged
}

/// How it stands now, by these hours.
pub fn standing(stretches: &[Stretch], now: i64) -> Standing {
    match stretches.iter().find(|(_, closes)| now < *closes) {
        Some((opens, closes)) if *opens <= now => {
            if closes - now > (WEEK - 1) * DAY {
                Standing::Always
            } else {
                Standing::Open(*closes)
            }
        }
        next => Standing::Closed(next.map(|(opens, _)| *opens)),
    }
}

/// The minutes of a day in `HH:MM`.
fn minutes(time: &str) -> Option<i64> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saturday, 28 November 2026, midnight.
    const SATURDAY: i64 = 20_785 * DAY;

    fn period(weekday: u8, opens: &str, closes: &str) -> OpeningPeriod {
        OpeningPeriod { weekday, opens: opens.into(), closes: closes.into() }
    }

    fn workdays() -> Vec<OpeningPeriod> {
        (1..=5).map(|day| period(day, "09:00", "18:00")).collect()
    }

    fn stands(periods: &[OpeningPeriod], now: i64) -> Standing {
        standing(&stretches(periods, now), now)
    }

    #[test]
    fn closed_over_the_weekend_and_open_on_monday() {
        let monday = SATURDAY + 2 * DAY;
        let (nine, six) = (monday + 540 * MINUTE, monday + 1_080 * MINUTE);
        assert_eq!(stands(&workdays(), SATURDAY + 600 * MINUTE), Standing::Closed(Some(nine)));
        assert_eq!(stands(&workdays(), nine - MINUTE), Standing::Closed(Some(nine)));
        assert_eq!(stands(&workdays(), nine), Standing::Open(six));
        assert_eq!(stands(&workdays(), six), Standing::Closed(Some(nine + DAY)));
    }

    #[test]
    fn a_night_is_one_stretch() {
        let night = [period(6, "20:00", "24:00"), period(7, "00:00", "02:00")];
        assert_eq!(stands(&night, SATURDAY + 1_430 * MINUTE), Standing::Open(SATURDAY + DAY + 120 * MINUTE));
    }

    #[test]
    fn around_the_clock_never_closes() {
        let all: Vec<_> = (1..=7).map(|day| period(day, "00:00", "24:00")).collect();
        assert_eq!(stands(&all, SATURDAY + 600 * MINUTE), Standing::Always);
    }

    #[test]
    fn who_opens_once_a_week_opens_again_next_week() {
        let once = [period(6, "09:00", "10:00")];
        let next = SATURDAY + 7 * DAY + 540 * MINUTE;
        assert_eq!(stands(&once, SATURDAY + 660 * MINUTE), Standing::Closed(Some(next)));
    }

    #[test]
    fn hours_that_make_no_sense_are_none() {
        assert_eq!(
            stands(&[period(6, "nine", "18:00"), period(9, "09:00", "18:00")], SATURDAY),
            Standing::Closed(None)
        );
    }
}
