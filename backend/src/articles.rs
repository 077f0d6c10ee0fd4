//! The help: articles from `shop/articles/`, one Markdown file for each language, and the search in them.
//!
//! `shop/articles.json` lists them, most read first. An article need not be in every language: who reads another gets
//! the nearest, and finds it by that one's words.

use std::collections::BTreeMap;

use aftercare_contract::content::Block;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::{
    content,
    locale::Locale,
    problem::Answer,
    store::{
        Connection, Dialect,
        articles::{self as index, Entry},
    },
    token,
    words::{self, Term},
};

/// Raised when the same articles are to be cut in another way.
const CUT: u32 = 1;

/// The longest excerpt, in characters.
const LONGEST_EXCERPT: usize = 140;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/shop/articles");

/// Every article.
pub struct Articles(Vec<Article>);

/// An article in the languages it was written in.
pub struct Article {
    pub id: String,
    /// RFC 3339.
    pub updated_at: String,
    texts: BTreeMap<&'static str, Text>,
}

/// An article in one language.
pub struct Text {
    pub title: String,
    pub blocks: Vec<Block>,
    passages: Vec<String>,
}

impl Articles {
    /// Reads the articles; their pictures are below `media`.
    ///
    /// # Errors
    /// Names the file that can't be read.
    pub fn load(media: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Listed {
            id: String,
            updated_at: String,
        }
        let listed: Vec<Listed> = serde_json::from_str(include_str!("../shop/articles.json"))
            .map_err(|error| format!("shop/articles.json: {error}"))?;
        let mut articles = Vec::with_capacity(listed.len());
        for Listed { id, updated_at } in listed {
            let mut texts = BTreeMap::new();
            for locale in Locale::ALL {
                let name = format!("{id}.{}.md", locale.tag());
                let Some(file) = FILES.get_file(&name) else { continue };
                let text = Text::read(file.contents_utf8().unwrap_or_default(), media);
                texts.insert(locale.tag(), text.map_err(|problem| format!("shop/articles/{name}: {problem}"))?);
            }
            if texts.is_empty() {
                return Err(format!("shop/articles.json: {id} has no file"));
            }
            articles.push(Article { id, updated_at, texts });
        }
        Ok(Self(articles))
    }

    /// The article with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Article> {
        self.0.iter().find(|article| article.id == id)
    }

    /// Puts the articles into the search index, unless they are there already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn index(&self, connection: &mut Connection, dialect: Dialect) -> sqlx::Result<()> {
        let entry = |article: &Article, locale: Locale| {
            let text = article.text(locale);
            Entry {
                article_id: article.id.clone(),
                locale: locale.tag(),
                title: words::of_text(&text.title),
                body: text.passages.iter().flat_map(|passage| words::of_text(passage)).collect(),
            }
        };
        let each = |article| Locale::ALL.map(|locale| entry(article, locale));
        let entries: Vec<Entry> = self.0.iter().flat_map(each).collect();
        let fingerprint = token::hash(format!("{CUT}{entries:?}"));
        index::index(connection, dialect, &fingerprint, &entries).await
    }

    /// The articles that fit `question`, best first; all of them, most read first, when there is no word in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(
        &self,
        connection: &mut Connection,
        dialect: Dialect,
        locale: Locale,
        terms: &[Term],
    ) -> Answer<Vec<&Article>> {
        if terms.is_empty() {
            return Ok(self.0.iter().collect());
        }
        let found = index::find(connection, dialect, locale.tag(), terms).await?;
        // Another instance may have indexed articles that this one does not have.
        Ok(found.iter().filter_map(|id| self.find(id)).collect())
    }
}

impl Article {
    /// The article in a language, or the one nearest to it that it was written in.
    #[must_use]
    pub fn text(&self, locale: Locale) -> &Text {
        let nearest = match locale {
            Locale::English => [Locale::English, Locale::Simplified, Locale::Traditional],
            Locale::Simplified => [Locale::Simplified, Locale::Traditional, Locale::English],
            Locale::Traditional => [Locale::Traditional, Locale::Simplified, Locale::English],
        };
        let found = nearest.iter().find_map(|locale| self.texts.get(locale.tag()));
        static NOTHING: Text = Text { title: String::new(), blocks: Vec::new(), passages: Vec::new() };
        found.unwrap_or(&NOTHING)
    }
}

impl Text {
    fn read(markdown: &str, media: &str) -> Result<Self, String> {
        let content::Text { title, blocks } = content::read(markdown, media)?;
        if title.is_empty() || blocks.is_empty() {
            return Err("needs a title and a text".into());
        }
        let passages = content::passages(&blocks);
        Ok(Self { title, blocks, passages })
    }

    /// The passage in which most of `terms` are, shortened; the first one when none is in the text.
    #[must_use]
    pub fn excerpt(&self, terms: &[Term]) -> String {
        let score = |sentence: &str| {
            let words = words::of_text(sentence);
            terms.iter().filter(|term| term.fits(&words)).count()
        };
        let sentences: Vec<&str> = self.passages.iter().flat_map(|passage| sentences(passage)).collect();
        let Some(highest) = sentences.iter().map(|sentence| score(sentence)).max() else { return String::new() };
        let best = sentences.iter().find(|sentence| score(sentence) == highest).copied().unwrap_or_default();
        shortened(best, terms)
    }
}

/// A passage's sentences with their full stops. A dot inside a number ends nothing.
fn sentences(passage: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = passage;
    while let Some((end, stop)) = rest.char_indices().find(|(at, character)| {
        let after = rest[at + character.len_utf8()..].chars().next();
        matches!(character, '。' | '！' | '？')
            || (matches!(character, '.' | '!' | '?') && after.is_some_and(char::is_whitespace))
    }) {
        let (sentence, next) = rest.split_at(end + stop.len_utf8());
        sentences.push(sentence);
        rest = next.trim_start();
    }
    if !rest.is_empty() {
        sentences.push(rest);
    }
    sentences
}

/// A sentence cut to the length of an excerpt, around the first of `terms` in it.
fn shortened(sentence: &str, terms: &[Term]) -> String {
    let characters: Vec<char> = sentence.chars().collect();
    if characters.len() <= LONGEST_EXCERPT {
        return sentence.to_owned();
    }
    let lower = sentence.to_lowercase();
    let found = terms.iter().filter_map(|term| lower.find(&term.word)).min().unwrap_or(0);
    let at = lower[..found].chars().count();
    let from = at.saturating_sub(LONGEST_EXCERPT / 3).min(characters.len() - LONGEST_EXCERPT);
    let mut piece: String = characters[from..from + LONGEST_EXCERPT].iter().collect();
    if from > 0 {
        piece.insert(0, '…');
    }
    if from + LONGEST_EXCERPT < characters.len() {
        piece.push('…');
    }
    piece
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_article_can_be_read_in_every_language() {
        let articles = Articles::load("https://shop.example/media").unwrap();
        assert!(articles.0.len() >= 12);
        for article in &articles.0 {
            for locale in Locale::ALL {
                assert!(!article.text(locale).title.is_empty(), "{}", article.id);
            }
        }
        let listed: Vec<String> = articles.0.iter().map(|article| article.id.clone()).collect();
        for file in FILES.files() {
            let name = file.path().to_str().unwrap();
            assert!(listed.iter().any(|id| name.starts_with(&format!("{id}."))), "{name} is not listed");
        }
    }

    #[test]
    fn the_excerpt_is_the_passage_that_fits() {
        let long = "Filler text that goes on and on. ".repeat(3)
            + &"so many words come before ".repeat(8)
            + "the zipper, and after.";
        let markdown = format!(
            "# Care\n\nWash it cold. Never iron 1.5 cm around the seams.\n\n{long}\n\n防水拉链不要上油。请勿烘干。\n"
        );
        let text = Text::read(&markdown, "").unwrap();
        let excerpt = |question: &str| text.excerpt(&words::of_question(question));
        assert_eq!(excerpt("iron"), "Never iron 1.5 cm around the seams.");
        assert_eq!(excerpt("烘干"), "请勿烘干。");
        assert_eq!(excerpt("nothing of this"), "Wash it cold.");
        let cut = excerpt("zip");
        assert!(cut.starts_with('…') && cut.contains("zipper") && cut.chars().count() <= LONGEST_EXCERPT + 2, "{cut}");
    }
}
