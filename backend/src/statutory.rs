//! Words that the law gives: how the two steps of a withdrawal are marked (Directive 2011/83/EU as amended by
//! Directive (EU) 2023/2673, article 11a, paragraphs 1 and 3).
//!
//! Each language version of the directive has its own, and a consumer must find them also in a shop that speaks that
//! language nowhere else. English and Chinese are in the catalogs with everything else.

use axum::{extract::FromRequestParts, http::request::Parts};
use unic_langid::LanguageIdentifier;

use crate::{app::App, locale};

/// The words in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct WithdrawalWords {
    /// BCP 47.
    pub language: &'static str,
    /// The way in.
    pub enter: &'static str,
    /// The second step.
    pub confirm: &'static str,
}

/// German and Italian are the directive's own, and for German those of § 356a BGB as well.
/// The others are **to be reviewed** against the Official Journal (OJ L, 2023/2673, 28.11.2023) by somebody who speaks
/// them; until then they are what the article allows as well: an unambiguous corresponding formulation.
const WORDS: [WithdrawalWords; 7] = [
    words("de", "Vertrag widerrufen", "Widerruf bestätigen"),
    words("it", "recedere dal contratto qui", "conferma recesso"),
    // To be reviewed.
    words("es", "desistir del contrato aquí", "confirmar el desistimiento"),
    words("fr", "se rétracter du contrat ici", "confirmer la rétractation"),
    words("nl", "overeenkomst hier herroepen", "herroeping bevestigen"),
    words("pl", "odstąp od umowy tutaj", "potwierdź odstąpienie"),
    words("pt", "resolver o contrato aqui", "confirmar a resolução"),
];

const fn words(language: &'static str, enter: &'static str, confirm: &'static str) -> WithdrawalWords {
    WithdrawalWords { language, enter, confirm }
}

/// The law's words for a request's `Accept-Language`; none where the catalogs' are the ones wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statutory(pub Option<&'static WithdrawalWords>);

impl Statutory {
    /// Of the languages that have words here or a catalog, the most wanted one's.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let known = |tag: &str| {
            let language = tag.parse::<LanguageIdentifier>().ok()?.language;
            let words = WORDS.iter().find(|words| words.language == language.as_str());
            if words.is_some() { Some(Self(words)) } else { locale::is_known(tag).then(Self::default) }
        };
        locale::best(accept_language, known).unwrap_or_default()
    }
}

impl FromRequestParts<App> for Statutory {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(locale::accepted(&parts.headers).map(Self::negotiate).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Statutory;

    fn enter(accept_language: &str) -> Option<&'static str> {
        Statutory::negotiate(accept_language).0.map(|words| words.enter)
    }

    #[test]
    fn the_most_wanted_language_that_has_words_gives_them() {
        assert_eq!(enter("de"), Some("Vertrag widerrufen"));
        assert_eq!(enter("de-AT,en;q=0.8"), Some("Vertrag widerrufen"));
        assert_eq!(enter("it;q=0.9, en;q=0.8"), Some("recedere dal contratto qui"));
        assert_eq!(enter("sv, it;q=0.5"), Some("recedere dal contratto qui"));
    }

    #[test]
    fn where_the_catalog_is_wanted_it_speaks() {
        for wanted in ["en", "zh-CN", "zh-TW, de;q=0.5", "sv", "*", "", "de;q=0"] {
            assert_eq!(enter(wanted), None, "{wanted}");
        }
    }
}
