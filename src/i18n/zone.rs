//! What the clocks on another wall show.

use wasm_bindgen::JsValue;
use web_sys::js_sys::Date;

use super::intl::{DateTimeFormat, options};

/// The time that clocks in an IANA zone show at a moment, both in milliseconds since 1970, as if the zone were UTC's.
/// `None` when the browser does not know the zone.
#[must_use]
pub fn wall_clock(zone: &str, moment: f64) -> Option<f64> {
    let shape = options(&[
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ]);
    // Sweden writes a date as ISO 8601 does.
    let shown = DateTimeFormat::of_zone("sv-SE", &shape).ok()?.format(&Date::new(&JsValue::from_f64(moment)));
    let wall = Date::parse(&[&shown.replace(' ', "T"), "Z"].concat());
    (!wall.is_nan()).then_some(wall)
}

/// The moment at which clocks in a zone show a time.
#[must_use]
pub fn moment_of(zone: &str, wall: f64) -> Option<f64> {
    let ahead = |moment: f64| Some(wall_clock(zone, moment)? - moment);
    // Near enough to know on which side of a change to summer time it is.
    let about = wall - ahead(wall)?;
    Some(wall - ahead(about)?)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::js_sys::Date;

    use super::{moment_of, wall_clock};

    #[wasm_bindgen_test]
    fn a_zone_has_its_own_time_in_winter_and_in_summer() {
        let moment = Date::parse("2026-11-28T17:05:00Z");
        assert_eq!(wall_clock("Asia/Shanghai", moment), Some(Date::parse("2026-11-29T01:05:00Z")));
        assert_eq!(
            wall_clock("Europe/Berlin", Date::parse("2026-07-01T22:30:00Z")),
            Some(Date::parse("2026-07-02T00:30:00Z"))
        );
        assert_eq!(wall_clock("Nowhere/Land", moment), None);
    }

    #[wasm_bindgen_test]
    fn a_time_on_the_wall_has_its_moment_on_both_sides_of_a_change() {
        let at = |wall| moment_of("America/Los_Angeles", Date::parse(wall));
        assert_eq!(at("2026-10-31T09:00:00Z"), Some(Date::parse("2026-10-31T16:00:00Z")));
        assert_eq!(at("2026-11-01T09:00:00Z"), Some(Date::parse("2026-11-01T17:00:00Z")));
    }
}
