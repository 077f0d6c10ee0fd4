//! Every sentence the code asks for exists in every language, and no other does.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

type Catalog = BTreeMap<String, String>;

/// The plural categories of CLDR. A language has those that its rules know.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
const LANGUAGES: [&str; 3] = ["en", "zh-CN", "zh-TW"];

fn catalog(language: &str) -> Catalog {
    serde_json::from_str(&super::read(&format!("public/locales/{language}.json"))).unwrap()
}

/// A key without its plural category, for languages differ in those.
fn stem(key: &str) -> &str {
    match key.rsplit_once('.') {
        Some((stem, last)) if PLURALS.contains(&last) => stem,
        _ => key,
    }
}

fn stems(catalog: &Catalog) -> BTreeSet<&str> {
    catalog.keys().map(|key| stem(key)).collect()
}

/// Every string literal in the widget's sources that could be a key or the start of one.
fn literals() -> BTreeSet<String> {
    fn visit(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                let is_key = |it: &&str| {
                    it.contains('.') && it.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '.' | '{' | '}'))
                };
                found.extend(source.split('"').skip(1).filter(is_key).map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    visit(&super::path("src"), &mut found);
    found
}

#[test]
fn every_language_has_the_same_sentences() {
    let english = catalog("en");
    for language in LANGUAGES {
        assert_eq!(stems(&english), stems(&catalog(language)), "{language}");
    }
}

#[test]
fn every_language_fills_the_same_places() {
    let places = |sentence: &str| -> BTreeSet<String> {
        sentence.split('{').skip(1).filter_map(|it| it.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let english = catalog("en");
    for language in LANGUAGES {
        for (key, sentence) in catalog(language) {
            let model = english.get(&key).or_else(|| english.get(&format!("{}.other", stem(&key)))).unwrap();
            assert_eq!(places(model), places(&sentence), "{language}: {key}");
        }
    }
}

#[test]
fn every_sentence_the_code_asks_for_exists() {
    let english = catalog("en");
    let known = stems(&english);
    let families: BTreeSet<&str> = known.iter().filter_map(|key| key.split('.').next()).collect();
    for literal in literals() {
        let family = literal.split('.').next().unwrap();
        if !families.contains(family) {
            continue;
        }
        // `get_in.kind.{}` asks for what begins so.
        let exists = match literal.split_once('{') {
            Some((start, _)) => known.iter().any(|key| key.starts_with(start)),
            None => known.contains(literal.as_str()),
        };
        assert!(exists, "the code asks for `{literal}`, which no catalog has");
    }
}

#[test]
fn every_sentence_is_asked_for() {
    let literals = literals();
    let english = catalog("en");
    for key in stems(&english) {
        let asked = literals.iter().any(|literal| match literal.split_once('{') {
            Some((start, _)) => !start.is_empty() && key.starts_with(start),
            None => literal == key,
        });
        // frame::problem makes `….detail` from the problem's key.
        let made = key.strip_suffix(".detail").is_some_and(|it| literals.contains(it));
        assert!(asked || made, "nothing asks for `{key}`");
    }
}

#[test]
fn chinese_catalogs_hold_no_english_word() {
    for language in ["zh-CN", "zh-TW"] {
        for (key, sentence) in catalog(language) {
            let text: String = sentence.split('{').map(|it| it.split_once('}').map_or(it, |(_, rest)| rest)).collect();
            let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|it| it.len() > 1).collect();
            // What Chinese itself writes in Latin letters.
            let foreign: Vec<&&str> = words.iter().filter(|it| !["PDF", "QR", "HEIC", "JPEG"].contains(it)).collect();
            assert!(foreign.is_empty(), "{language}: {key}: {foreign:?}");
        }
    }
}
