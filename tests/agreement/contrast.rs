//! WCAG 2.2 AA for every pair of colours that carries text or a control's edge, in both themes.

use std::collections::BTreeMap;

type Theme = BTreeMap<String, [f64; 3]>;

/// Text on its ground: 4.5:1 (success criterion 1.4.3).
const TEXT: [(&str, &str); 23] = [
    ("ink", "canvas"),
    ("ink", "surface"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("muted", "canvas"),
    ("muted", "surface"),
    ("muted", "line"),
    ("on-brand", "brand"),
    ("brand-ink", "brand-soft"),
    ("brand-ink", "surface"),
    ("brand-ink", "canvas"),
    ("good", "good-soft"),
    ("good", "surface"),
    ("warn", "warn-soft"),
    ("warn", "surface"),
    ("warn", "canvas"),
    ("bad", "bad-soft"),
    ("bad", "surface"),
    ("on-bad", "bad"),
    ("on-toast", "toast"),
    ("toast-action", "toast"),
    ("brand-ink", "line"),
    ("ink", "line"),
];

/// A control's edge or a focus ring on what is around it: 3:1 (success criterion 1.4.11).
const EDGES: [(&str, &str); 8] = [
    ("edge", "surface"),
    ("edge", "canvas"),
    ("brand", "surface"),
    ("brand", "canvas"),
    ("brand", "brand-soft"),
    ("warn", "warn-soft"),
    ("star", "surface"),
    ("star", "canvas"),
];

/// The `--aftercare-*: #rrggbb` of the rule that starts with `start`.
fn theme(css: &str, start: &str) -> Theme {
    let from = css.split_once(start).unwrap_or_else(|| panic!("no rule `{start}`")).1;
    let rule = from.split_once('}').unwrap().0;
    rule.lines()
        .filter_map(|line| line.trim().strip_prefix("--aftercare-")?.strip_suffix(';')?.split_once(": #"))
        .map(|(name, hex)| {
            let channel = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            (name.to_owned(), [channel(0), channel(2), channel(4)])
        })
        .collect()
}

/// Relative luminance and contrast ratio as WCAG 2.2 defines them.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_pair_of_colours_can_be_read_in_both_themes() {
    let css = super::read("style/tokens.css");
    for (name, start) in [("light", ":host {"), ("dark", ":host([theme=\"dark\"]) {")] {
        let theme = theme(&css, start);
        let ratio = |(a, b): &(&str, &str)| contrast(theme[*a], theme[*b]);
        let low = |pairs: &[(&str, &str)], least: f64| -> Vec<String> {
            let failing = pairs.iter().filter(|pair| ratio(pair) < least);
            failing.map(|pair| format!("{} on {}: {:.2}", pair.0, pair.1, ratio(pair))).collect()
        };
        assert_eq!(low(&TEXT, 4.5), Vec::<String>::new(), "{name}: text under 4.5:1");
        assert_eq!(low(&EDGES, 3.0), Vec::<String>::new(), "{name}: edges under 3:1");
    }
}

#[test]
fn the_dark_theme_is_the_same_asked_for_and_preferred() {
    let css = super::read("style/tokens.css");
    assert_eq!(theme(&css, ":host([theme=\"dark\"]) {"), theme(&css, ":host(:not([theme=\"light\"])) {"));
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}
