//! Sentences by key.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::js_sys::{Object, Reflect};

use super::intl::PluralRules;

/// A language with its sentences. Cheap to clone.
///
/// The catalog stays a JavaScript object: looking a key up there costs no parsing and no hash map in the wasm.
#[derive(Clone)]
pub struct I18n(Rc<Language>);

struct Language {
    tag: String,
    accept: String,
    sentences: Object,
}

impl I18n {
    /// `tag` is BCP 47; `sentences` maps keys to sentences with `{name}` places.
    #[must_use]
    pub fn new(tag: String, accept: String, sentences: Object) -> Self {
        Self(Rc::new(Language { tag, accept, sentences }))
    }

    /// The BCP 47 tag of the sentences, as `Intl` wants it.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0.tag
    }

    /// What to ask a shop for, as `Accept-Language` has it: it may speak the page's language where no catalog does.
    #[must_use]
    pub fn accept(&self) -> &str {
        &self.0.accept
    }

    /// The language of words from a shop, which names it where it is another than that of the rest.
    #[must_use]
    pub fn lang(&self, named: Option<String>) -> String {
        named.unwrap_or_else(|| self.tag().to_owned())
    }

    /// The sentence for a key, or the key itself, which a test makes sure no shopper ever sees.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        Reflect::get(&self.0.sentences, &JsValue::from_str(key))
            .ok()
            .and_then(|sentence| sentence.as_string())
            .unwrap_or_else(|| key.to_owned())
    }

    /// The sentence for a key with its places filled.
    #[must_use]
    pub fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        interpolate(&self.t(key), places)
    }

    /// The sentence for a case type, `family` with the type in its `{}`; the family's `any` for a type of the shop's own.
    #[must_use]
    pub fn of_kind(&self, family: &str, kind: &str, places: &[(&str, &str)]) -> String {
        let key = family.replace("{}", kind);
        let sentence = self.t(&key);
        if sentence == key { self.fill(&family.replace("{}", "any"), places) } else { interpolate(&sentence, places) }
    }

    /// The sentence for a count: `key.one`, `key.few`, … by the language's plural rules, `{count}` filled.
    #[must_use]
    pub fn count(&self, key: &str, count: u32) -> String {
        let category = PluralRules::new(self.tag()).select(f64::from(count));
        self.fill(&format!("{key}.{category}"), &[("count", &self.number(count))])
    }
}

/// Puts values into `{name}` places. A value is never read for places again, so text from a server stays text.
fn interpolate(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open + 1..];
        let Some(close) = tail.find('}') else {
            out.push_str(&rest[open..]);
            return out;
        };
        let name = &tail[..close];
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=open + 1 + close]),
        }
        rest = &tail[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::interpolate;

    #[test]
    fn fills_places_in_any_order() {
        let places = [("step", "show this code"), ("date", "27 Nov")];
        assert_eq!(interpolate("By {date}: {step}.", &places), "By 27 Nov: show this code.");
    }

    #[test]
    fn a_value_with_braces_is_not_read_again() {
        assert_eq!(interpolate("{title}", &[("title", "{date}"), ("date", "x")]), "{date}");
    }

    #[test]
    fn an_unknown_place_and_a_stray_brace_stay() {
        assert_eq!(interpolate("{what} and {", &[]), "{what} and {");
    }
}
