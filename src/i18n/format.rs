//! Money, numbers and dates in the shopper's language.

use aftercare_contract::money::Money;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Date, Reflect};

use super::{
    I18n,
    intl::{DateTimeFormat, NumberFormat, RelativeTimeFormat, options},
};

const DAY_MS: f64 = 86_400_000.0;
const HOUR_MS: f64 = 3_600_000.0;

impl I18n {
    /// An amount with its currency, for example `US$48.00` or `¥199.00`.
    ///
    /// How many of the digits are decimals (two for euros, none for yen) is asked of the browser, which knows
    /// ISO 4217. A currency it does not know is shown as a plain number behind its code.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        let shape = options(&[("style", "currency"), ("currency", &money.currency)]);
        let Ok(formatter) = NumberFormat::new(self.tag(), &shape) else {
            return format!("{} {}", money.currency, money.amount);
        };
        let digits = Reflect::get(&formatter.resolved_options(), &JsValue::from_str("maximumFractionDigits"))
            .ok()
            .and_then(|digits| digits.as_f64())
            .unwrap_or(2.0);
        #[expect(clippy::cast_precision_loss, reason = "the contract caps amounts at 2^53 − 1")]
        let minor = money.amount as f64;
        let major = (0..digits as u32).fold(1.0, |unit, _| unit * 10.0);
        formatter.format(minor / major)
    }

    #[must_use]
    pub fn number(&self, number: u32) -> String {
        NumberFormat::new(self.tag(), &options(&[])).map_or_else(|_| number.to_string(), |f| f.format(number.into()))
    }

    /// A file's size in bytes, for example `1.4 MB` or `340 KB`.
    #[must_use]
    pub fn file_size(&self, bytes: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "shown with two digits")]
        let kilobytes = bytes as f64 / 1024.0;
        let (number, digits, unit) = match kilobytes {
            small if small < 1000.0 => (small.max(1.0), "0", "KB"),
            large if large < 10_240.0 => (large / 1024.0, "1", "MB"),
            large => (large / 1024.0, "0", "MB"),
        };
        let shape = options(&[("maximumFractionDigits", digits)]);
        let number =
            NumberFormat::new(self.tag(), &shape).map_or_else(|_| (number as u32).to_string(), |f| f.format(number));
        format!("{number}\u{a0}{unit}")
    }

    /// A day, for example `Fri, 27 Nov`. Empty when the text is not a date.
    #[must_use]
    pub fn day(&self, timestamp: &str) -> String {
        self.date(timestamp, &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
    }

    /// A month of a year, for example `October 2026`.
    #[must_use]
    pub fn month(&self, timestamp: &str) -> String {
        self.date(timestamp, &[("month", "long"), ("year", "numeric")])
    }

    /// A day as a person says it when it is near (`yesterday`, `tomorrow`), else [`I18n::day`].
    #[must_use]
    pub fn near_day(&self, timestamp: &str) -> String {
        let distance = calendar_days_from_now(timestamp);
        if (-1.0..=1.0).contains(&distance)
            && let Ok(formatter) = RelativeTimeFormat::new(self.tag(), &options(&[("numeric", "auto")]))
        {
            return formatter.format(distance, "day");
        }
        self.day(timestamp)
    }

    /// A day and a time, for example `yesterday, 14:12`.
    #[must_use]
    pub fn moment(&self, timestamp: &str) -> String {
        self.fill("format.moment", &[("day", &self.near_day(timestamp)), ("time", &self.time(timestamp))])
    }

    /// A time of day, for example `14:12`.
    #[must_use]
    pub fn time(&self, timestamp: &str) -> String {
        self.date(timestamp, &[("hour", "numeric"), ("minute", "2-digit")])
    }

    /// By when something is due: a time today, else a day and a time.
    #[must_use]
    pub fn due(&self, timestamp: &str) -> String {
        if calendar_days_from_now(timestamp) == 0.0 { self.time(timestamp) } else { self.moment(timestamp) }
    }

    /// How long it is until then, in its largest whole unit, for example `in 3 hours`. Empty when it has passed.
    #[must_use]
    pub fn until(&self, timestamp: &str) -> String {
        let seconds = (Date::parse(timestamp) - Date::now()) / 1000.0;
        let (length, unit) = match seconds {
            days if days >= 172_800.0 => (86_400.0, "day"),
            hours if hours >= 7_200.0 => (3_600.0, "hour"),
            minutes if minutes >= 120.0 => (60.0, "minute"),
            left if left > 0.0 => (1.0, "second"),
            _ => return String::new(),
        };
        match RelativeTimeFormat::new(self.tag(), &options(&[])) {
            Ok(formatter) => formatter.format((seconds / length).floor(), unit),
            Err(_) => self.due(timestamp),
        }
    }

    /// A day of a year, for example `27 November 2026`.
    #[must_use]
    pub fn date_of(&self, timestamp: &str) -> String {
        self.date(timestamp, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
    }

    /// How long something takes from now, in minutes, hours or days, for example `in 3 minutes`. Empty where the browser
    /// has no words for it.
    #[must_use]
    pub fn within(&self, seconds: u32) -> String {
        let (length, unit) = match seconds {
            0..3_600 => (60.0, "minute"),
            3_600..86_400 => (3_600.0, "hour"),
            _ => (86_400.0, "day"),
        };
        let formatter = RelativeTimeFormat::new(self.tag(), &options(&[]));
        formatter.map_or_else(|_| String::new(), |it| it.format((f64::from(seconds) / length).round().max(1.0), unit))
    }

    /// A day with its year and a time, as a document has it, for example `27 November 2026, 14:12`.
    #[must_use]
    pub fn on_record(&self, timestamp: &str) -> String {
        self.fill("format.moment", &[("day", &self.date_of(timestamp)), ("time", &self.time(timestamp))])
    }

    /// A stretch of time: hours when it is within a day, the day alone when it is all of it, else from day to day.
    #[must_use]
    pub fn window(&self, from: &str, to: &str) -> String {
        let (first, last) = (self.day(from), self.day(to));
        if first != last {
            return self.fill("format.range", &[("from", &first), ("to", &last)]);
        }
        let moment = |timestamp: &str| Date::new(&JsValue::from_str(timestamp)).get_time();
        // To the last second or minute, and an hour less on one day of the year.
        if moment(to) - moment(from) > DAY_MS - 1.5 * HOUR_MS {
            return self.near_day(to);
        }
        self.fill("format.moment", &[("day", &self.near_day(to)), ("time", &self.hours(from, to))])
    }

    /// A stretch of a day, for example `9:00 – 12:00`.
    #[must_use]
    pub fn hours(&self, from: &str, to: &str) -> String {
        let hours = self.fill("format.range", &[("from", &self.time(from)), ("to", &self.time(to))]);
        // A dash lets a line end after it, whatever space follows; a joiner does not.
        hours.replace(' ', "\u{2060}\u{a0}")
    }

    fn date(&self, timestamp: &str, members: &[(&str, &str)]) -> String {
        let date = Date::new(&JsValue::from_str(timestamp));
        if date.get_time().is_nan() {
            return String::new();
        }
        // A line never ends within a date: `Nov` and `24` are one word to the eye.
        DateTimeFormat::new(self.tag(), &options(members)).format(&date).replace(' ', "\u{a0}")
    }
}

/// Whole days until a moment, rounded up; `None` when it has passed or is not a date.
#[must_use]
pub fn days_left(timestamp: &str) -> Option<u32> {
    let left = Date::new(&JsValue::from_str(timestamp)).get_time() - Date::now();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be positive")]
    (left > 0.0).then(|| (left / DAY_MS).ceil() as u32)
}

/// How many midnights in the shopper's own time zone lie between now and the moment; negative in the past.
fn calendar_days_from_now(timestamp: &str) -> f64 {
    let midnight = |date: &Date| {
        date.set_hours(0);
        date.set_minutes(0);
        date.set_seconds(0);
        date.set_milliseconds(0);
        date.get_time()
    };
    let then = midnight(&Date::new(&JsValue::from_str(timestamp)));
    let today = midnight(&Date::new_0());
    // Rounding takes care of the hour that daylight saving adds or takes.
    ((then - today) / DAY_MS).round()
}
