//! Cutting text into the words a search compares, the same for what is written and for what is typed.
//!
//! Letters lose their case and their accents. Chinese, Japanese and Korean are written without spaces: a run of their
//! characters becomes its characters and its pairs of neighbours, so that one character finds what contains it and more
//! of them find what contains all of their pairs. No dictionary is needed, and none goes out of date.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The most words of a question that count.
const MOST_TERMS: usize = 32;

/// What a word must do to be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub word: String,
    /// Whether the word may go on: the last one typed.
    pub open: bool,
}

impl Term {
    /// Whether one of `words` is this one.
    #[must_use]
    pub fn fits(&self, words: &[String]) -> bool {
        words.iter().any(|word| if self.open { word.starts_with(&self.word) } else { *word == self.word })
    }
}

/// The words of a text, repeated as there.
#[must_use]
pub fn of_text(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => words.push(singular(word)),
            Run::Ideographs(characters) => {
                words.extend(characters.iter().map(char::to_string));
                words.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
            }
        }
    }
    words
}

/// What is looked for when somebody has typed `question`. Empty when there is no word in it.
#[must_use]
pub fn of_question(question: &str) -> Vec<Term> {
    let runs = runs(question);
    let typing = question.chars().next_back().is_some_and(char::is_alphanumeric);
    let mut terms = BTreeMap::new();
    for (place, run) in runs.iter().enumerate() {
        let last = typing && place + 1 == runs.len();
        match run {
            Run::Word(word) => {
                terms.insert(singular(word.clone()), last);
            }
            Run::Ideographs(characters) if characters.len() == 1 => {
                terms.insert(characters[0].to_string(), false);
            }
            Run::Ideographs(characters) => {
                terms.extend(characters.windows(2).map(|pair| (pair.iter().collect::<String>(), false)));
            }
        }
    }
    terms.into_iter().take(MOST_TERMS).map(|(word, open)| Term { word, open }).collect()
}

enum Run {
    Word(String),
    Ideographs(Vec<char>),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut broken = true;
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase) {
        match (runs.last_mut(), character) {
            // An apostrophe inside a word is none of its letters and does not end it.
            (Some(Run::Word(_)), '\'' | '’') if !broken => {}
            (_, character) if !character.is_alphanumeric() => broken = true,
            (Some(Run::Word(word)), character) if !broken && !is_ideograph(character) => word.push(character),
            (Some(Run::Ideographs(run)), character) if !broken && is_ideograph(character) => run.push(character),
            (_, character) => {
                broken = false;
                let ideograph = is_ideograph(character);
                runs.push(if ideograph { Run::Ideographs(vec![character]) } else { Run::Word(character.to_string()) });
            }
        }
    }
    runs
}

/// A word without the `s` of an English plural, so that `shoes` finds `shoe`. Whatever else it shortens, it shortens on
/// both sides.
fn singular(mut word: String) -> String {
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// Whether a character stands in scripts that are written without spaces (the Unicode blocks of kana, CJK ideographs and
/// Hangul, whose syllables NFKD takes apart into jamo).
fn is_ideograph(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11ff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(question: &str) -> Vec<String> {
        of_question(question).into_iter().map(|term| if term.open { term.word + "*" } else { term.word }).collect()
    }

    #[test]
    fn letters_lose_case_accents_and_plurals() {
        assert_eq!(of_text("Café, ÉLAN & don’t: 750 ml shoes"), ["cafe", "elan", "dont", "750", "ml", "shoe"]);
        assert_eq!(of_text("ＡＢＣ express"), ["abc", "express"]);
    }

    #[test]
    fn ideographs_become_characters_and_pairs() {
        assert_eq!(of_text("退货流程"), ["退", "货", "流", "程", "退货", "货流", "流程"]);
        assert_eq!(of_text("T恤、iPhone壳"), ["t", "恤", "iphone", "壳"]);
    }

    #[test]
    fn a_question_looks_for_pairs_and_for_what_is_being_typed() {
        assert_eq!(asked("退"), ["退"]);
        assert_eq!(asked("退货流程"), ["流程", "货流", "退货"]);
        assert_eq!(asked("Return lab"), ["lab*", "return"]);
        assert_eq!(asked("return label "), ["label", "return"]);
        assert_eq!(asked("\"退货\" AND (NEAR* OR *"), ["and", "near", "or", "退货"]);
        assert_eq!(asked(" \"'() ; -- "), [""; 0]);
    }
}
