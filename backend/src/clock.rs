//! What time it is, and the shop's calendar.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{Span, Timestamp, tz::Offset};

/// A moment in milliseconds since 1970 (UTC), the unit of every moment in the database.
pub type Millis = i64;

/// One second, minute, hour and day in [`Millis`].
pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;
pub const DAY: Millis = 24 * HOUR;

/// A moment in RFC 3339; absent when it is not one.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<Millis> {
    // A `+` in a query that nobody has escaped arrives as a space.
    text.replace(' ', "+").parse::<Timestamp>().ok().map(Timestamp::as_millisecond)
}

/// The hour of a moment, counted so that what depends on periods is the same for as long as it lasts: each period ends at
/// 23:59:59 of somebody's day ([`Calendar::end_of_day`]), which is a number of hours ahead of UTC, and is over a
/// millisecond later.
#[must_use]
pub fn hour(moment: Millis) -> i64 {
    (moment + SECOND - 1).div_euclid(HOUR)
}

/// The system's clock, which a test may set, and move forward without waiting.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// A clock on which it is `moment` now.
    #[must_use]
    pub fn set_to(moment: Millis) -> Self {
        Self { ahead: Arc::new((moment - Timestamp::now().as_millisecond()).into()) }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Millis {
        Timestamp::now().as_millisecond() + self.ahead.load(Ordering::SeqCst)
    }

    /// Moves this clock and its clones `by` milliseconds ahead.
    pub fn advance(&self, by: Millis) {
        self.ahead.fetch_add(by, Ordering::SeqCst);
    }
}

/// The shop's days: a fixed distance from UTC, because a return window ends at the end of the shop's day.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    offset: Offset,
}

impl Calendar {
    /// A calendar `hours` ahead of UTC; out of range counts as UTC.
    #[must_use]
    pub fn hours_ahead(hours: i8) -> Self {
        Self { offset: Offset::from_hours(hours).unwrap_or(Offset::UTC) }
    }

    fn ahead(self) -> Millis {
        i64::from(self.offset.seconds()) * SECOND
    }

    /// 23:59:59 on the day `days` after the day of `from`.
    #[must_use]
    pub fn end_of_day(self, from: Millis, days: i64) -> Millis {
        self.start_of_day(from, days + 1) - SECOND
    }

    /// 00:00 on the day `days` after the day of `from`.
    #[must_use]
    pub fn start_of_day(self, from: Millis, days: i64) -> Millis {
        ((from + self.ahead()).div_euclid(DAY) + days) * DAY - self.ahead()
    }

    /// 23:59:59 on the day `months` after the day of `from`; on that month's last day where it is shorter.
    #[must_use]
    pub fn months_later(self, from: Millis, months: i32) -> Millis {
        let day = Timestamp::from_millisecond(from).unwrap_or(Timestamp::UNIX_EPOCH);
        let day = self.offset.to_datetime(day).date();
        let later = day.saturating_add(Span::new().months(months));
        let midnight = self.offset.to_timestamp(later.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH);
        self.end_of_day(midnight.as_millisecond(), 0)
    }

    /// RFC 3339 with the shop's offset, to the second.
    #[must_use]
    pub fn rfc3339(self, at: Millis) -> String {
        let second = Timestamp::from_second(at.div_euclid(SECOND)).unwrap_or(Timestamp::UNIX_EPOCH);
        second.display_with_offset(self.offset).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20T14:12:00+08:00.
    const AFTERNOON: Millis = 1_795_155_120_000;

    #[test]
    fn a_window_ends_with_the_shops_day() {
        let shop = Calendar::hours_ahead(8);
        assert_eq!(shop.rfc3339(AFTERNOON), "2026-11-20T14:12:00+08:00");
        assert_eq!(shop.rfc3339(shop.end_of_day(AFTERNOON, 7)), "2026-11-27T23:59:59+08:00");
        assert_eq!(shop.rfc3339(shop.start_of_day(AFTERNOON, -1)), "2026-11-19T00:00:00+08:00");
    }

    #[test]
    fn a_period_is_over_with_the_hour() {
        for hours in [-1, 0, 8] {
            let end = Calendar::hours_ahead(hours).end_of_day(AFTERNOON, 3);
            assert_eq!(hour(end - HOUR + 1), hour(end), "the last hour of the period, {hours} hours ahead");
            assert_eq!(hour(end) + 1, hour(end + 1));
        }
    }

    #[test]
    fn months_end_where_they_are_shorter() {
        let shop = Calendar::hours_ahead(8);
        // 2026-08-31T00:00:00+08:00.
        let august = 1_788_105_600_000;
        assert_eq!(shop.rfc3339(shop.months_later(august, 1)), "2026-09-30T23:59:59+08:00");
        assert_eq!(shop.rfc3339(shop.months_later(august, 18)), "2028-02-29T23:59:59+08:00");
    }

    #[test]
    fn an_advanced_clock_is_ahead_in_its_clones() {
        let clock = Clock::default();
        let twin = clock.clone();
        clock.advance(DAY);
        assert!(twin.now() >= Timestamp::now().as_millisecond() + DAY - MINUTE);
    }
}
