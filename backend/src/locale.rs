//! The shopper's language: negotiation by `Accept-Language` and the catalogs of sentences in `locales/`.

use std::collections::HashMap;

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, header, request::Parts},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use tracing::Span;
use unic_langid::LanguageIdentifier;

use crate::{app::App, around::Ending, problem};

/// A language the backend speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    #[default]
    English,
    Simplified,
    Traditional,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Self; 3] = [Self::English, Self::Simplified, Self::Traditional];

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../locales/en.ftl"),
            Self::Simplified => include_str!("../locales/zh-Hans.ftl"),
            Self::Traditional => include_str!("../locales/zh-Hant.ftl"),
        }
    }

    /// The language of a single tag, its script filled in by CLDR's likely subtags (`zh-HK` is Traditional).
    fn of_tag(tag: &str) -> Option<Self> {
        if tag == "*" {
            return Some(Self::default());
        }
        let mut language: LanguageIdentifier = tag.parse().ok()?;
        language.maximize();
        match (language.language.as_str(), language.script?.as_str()) {
            ("en", _) => Some(Self::English),
            ("zh", "Hans") => Some(Self::Simplified),
            ("zh", "Hant") => Some(Self::Traditional),
            _ => None,
        }
    }

    /// The best language for an `Accept-Language` value (RFC 9110, 12.5.4): the known one with the highest weight,
    /// the first among equals; English when none is known.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        best(accept_language, Self::of_tag).unwrap_or_default()
    }

    fn of_headers(headers: &HeaderMap) -> Self {
        accepted(headers).map(Self::negotiate).unwrap_or_default()
    }
}

/// A request's `Accept-Language`.
#[must_use]
pub fn accepted(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()
}

/// Whether a catalog speaks the language of this tag.
#[must_use]
pub fn is_known(tag: &str) -> bool {
    Locale::of_tag(tag).is_some()
}

/// What `known` has for the range with the highest weight that it knows, the first among equals.
pub fn best<T>(accept_language: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut best: Option<(f32, T)> = None;
    for range in accept_language.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let Some(found) = parts.next().and_then(&known) else { continue };
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse).unwrap_or(0.0);
        if weight > 0.0 && best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, found));
        }
    }
    best.map(|(_, found)| found)
}

impl FromRequestParts<App> for Locale {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self::of_headers(&parts.headers))
    }
}

/// Names the language of every API response and that it depends on the request's, and explains refusals in it.
pub fn declare(app: &App, request: &Request) -> (Span, Ending) {
    let (app, locale) = (app.clone(), Locale::of_headers(request.headers()));
    let end: Ending = Box::new(move |response| {
        let mut response = problem::explained(&app, locale, response);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, header::HeaderValue::from_static(locale.tag()));
        headers.append(header::VARY, header::HeaderValue::from_static("accept-language"));
        response
    });
    (Span::none(), end)
}

/// The sentences of one language.
struct Catalog {
    /// Those that are always the same.
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

/// The sentences of every language, in the order of [`Locale::ALL`]. Made once, when the server starts.
pub struct Catalogs(Vec<Catalog>);

impl Catalogs {
    /// Reads the catalogs.
    ///
    /// # Errors
    /// Names the language whose catalog is not valid Fluent.
    pub fn load() -> Result<Self, String> {
        let mut catalogs = Vec::new();
        for locale in Locale::ALL {
            let broken = |problem: String| format!("locales/{}.ftl: {problem}", locale.tag());
            let resource = FluentResource::try_new(locale.source().to_owned())
                .map_err(|(_, errors)| broken(format!("{errors:?}")))?;
            let language = locale.tag().parse().map_err(|error| broken(format!("{error:?}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // Isolation marks are for text of unknown direction; they would end up in the shop's sentences.
            bundle.set_use_isolating(false);
            bundle.add_resource(resource).map_err(|errors| broken(format!("{errors:?}")))?;
            let names = locale.source().lines().filter_map(|line| Some(line.split_once(" = ")?.0));
            let plain = names.filter_map(|name| {
                let mut missing = Vec::new();
                let text = bundle.format_pattern(bundle.get_message(name)?.value()?, None, &mut missing);
                missing.is_empty().then(|| (name.to_owned(), text.into_owned()))
            });
            catalogs.push(Catalog { plain: plain.collect(), bundle });
        }
        Ok(Self(catalogs))
    }

    /// The voice that speaks `locale`.
    #[must_use]
    pub fn speak(&self, locale: Locale) -> Voice<'_> {
        Voice { catalogs: self, locale }
    }
}

/// Speaks one language.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    catalogs: &'a Catalogs,
    pub locale: Locale,
}

impl Voice<'_> {
    /// The sentence `{group}-{code}`; a code without a sentence shows as itself, as an open set may hold any.
    #[must_use]
    pub fn say(&self, group: &str, code: &str) -> String {
        self.find(&[group, "-", code].concat(), &[]).unwrap_or_else(|| code.to_owned())
    }

    /// The sentence `{group}-{code}-detail`; empty where there is none.
    #[must_use]
    pub fn detail(&self, group: &str, code: &str, args: &[(&str, &str)]) -> String {
        self.find(&format!("{group}-{code}-detail"), args).unwrap_or_default()
    }

    /// The sentence `{group}-{code}` with its placeholders filled.
    #[must_use]
    pub fn say_with(&self, group: &str, code: &str, args: &[(&str, &str)]) -> String {
        self.find(&format!("{group}-{code}"), args).unwrap_or_else(|| code.to_owned())
    }

    /// The sentence with this name, if the catalog has one.
    #[must_use]
    pub fn find(&self, name: &str, args: &[(&str, &str)]) -> Option<String> {
        let catalog = self.catalogs.0.get(self.locale as usize)?;
        if let Some(text) = catalog.plain.get(name) {
            return Some(text.clone());
        }
        let pattern = catalog.bundle.get_message(name)?.value()?;
        let args = (!args.is_empty())
            .then(|| -> FluentArgs<'_> { args.iter().map(|(key, value)| (*key, FluentValue::from(*value))).collect() });
        Some(catalog.bundle.format_pattern(pattern, args.as_ref(), &mut Vec::new()).into_owned())
    }

    /// A day of RFC 3339 as a document has it, for example `27 November 2026`.
    #[must_use]
    pub fn day(&self, timestamp: &str) -> String {
        let day = timestamp.split('T').next().unwrap_or_default();
        // Without the noughts of `2026-01-07`.
        let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
        let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
        self.say_with("date", "day", &[("year", year), ("month", &self.say("month", month)), ("day", day)])
    }

    /// A moment of RFC 3339 as a document has it, for example `27 November 2026, 23:59 (UTC+08:00)`.
    #[must_use]
    pub fn moment(&self, timestamp: &str) -> String {
        let (_, time) = timestamp.split_once('T').unwrap_or_default();
        let zone = time.rfind(['+', '-']).and_then(|at| time.get(at..)).unwrap_or("+00:00");
        let (day, time) = (self.day(timestamp), time.get(..5).unwrap_or_default());
        self.say_with("date", "moment", &[("day", &day), ("time", time), ("zone", zone)])
    }

    /// An amount of minor units as the shop writes it in a sentence, for example `US$3.00`.
    #[must_use]
    pub fn money(&self, amount: i64, currency: &str) -> String {
        let number = decimal(amount, minor_digits(currency));
        self.find(&format!("currency-{currency}"), &[("number", &number)])
            .unwrap_or_else(|| format!("{currency} {number}"))
    }
}

/// Digits after the point by ISO 4217, where they are not two.
fn minor_digits(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" => 0,
        "BHD" | "KWD" | "OMR" | "JOD" | "TND" => 3,
        _ => 2,
    }
}

fn decimal(amount: i64, digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (amount.unsigned_abs() / unit, amount.unsigned_abs() % unit);
    let mut text = whole.to_string();
    for place in (1..text.len()).rev().filter(|place| (text.len() - place) % 3 == 0).collect::<Vec<_>>() {
        text.insert(place, ',');
    }
    if digits > 0 {
        text.push_str(&format!(".{rest:0width$}", width = digits as usize));
    }
    if amount < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_best_language_wins() {
        for (header, locale) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::Simplified),
            ("zh-TW", Locale::Traditional),
            ("zh-HK,en;q=0.5", Locale::Traditional),
            ("zh", Locale::Simplified),
            ("zh-Hant-CN", Locale::Traditional),
            ("en;q=0.2, zh-Hans;q=0.7", Locale::Simplified),
            ("zh;q=0, en", Locale::English),
            ("de, fr;q=0.9, zh-TW;q=0.1", Locale::Traditional),
            ("de", Locale::English),
            ("*", Locale::English),
            ("", Locale::English),
            ("=;;q=x,zh-TW;q=2x", Locale::English),
        ] {
            assert_eq!(Locale::negotiate(header), locale, "{header}");
        }
    }

    #[test]
    fn every_language_has_every_sentence() {
        let names = |locale: Locale| -> BTreeSet<String> {
            let lines = locale.source().lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
        };
        let english = names(Locale::English);
        assert!(english.len() > 150);
        assert_eq!(english, names(Locale::Simplified));
        assert_eq!(english, names(Locale::Traditional));
    }

    #[test]
    fn a_chinese_name_in_a_chinese_sentence_has_no_gaps_around_it() {
        let catalogs = Catalogs::load().unwrap();
        for (locale, name) in [(Locale::Simplified, "顺丰速运"), (Locale::Traditional, "順豐速運")] {
            for sentence in locale.source().lines().filter_map(|line| Some(line.split_once(" = ")?.0)) {
                let said = catalogs.speak(locale).find(sentence, &[("carrier", name), ("shop", name)]).unwrap();
                let has_gap = said.contains(&format!("{name} ")) || said.contains(&format!(" {name}"));
                assert!(!has_gap, "{sentence}: {said}");
            }
        }
    }

    #[test]
    fn amounts_read_as_the_shop_writes_them() {
        let catalogs = Catalogs::load().unwrap();
        let english = catalogs.speak(Locale::English);
        assert_eq!(english.money(300, "USD"), "US$3.00");
        assert_eq!(english.money(1_234_567, "JPY"), "¥1,234,567");
        assert_eq!(english.money(-5, "EUR"), "€-0.05");
        assert_eq!(english.money(100_000, "CHF"), "CHF 1,000.00");
        assert_eq!(catalogs.speak(Locale::Traditional).money(48_000, "TWD"), "NT$480.00");
        assert_eq!(english.day("2026-01-07T23:59:59+08:00"), "7 January 2026");
        assert_eq!(catalogs.speak(Locale::Simplified).day("2026-11-27T23:59:59+08:00"), "2026年11月27日");
        assert_eq!(english.moment("2026-11-27T23:59:59+08:00"), "27 November 2026, 23:59 (UTC+08:00)");
        assert_eq!(english.moment("2026-11-27T05:00:00Z"), "27 November 2026, 05:00 (UTC+00:00)");
        assert_eq!(english.say_with("benefit", "longer_window", &[("days", "15")]), "15 more days to return");
    }
}
