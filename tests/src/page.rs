//! Which of the merchant's pages a story opens, and how the widget is put on it.

use crate::stage::Stage;

/// A page of `tests/pages` and what its template takes.
#[derive(Clone, Debug)]
pub struct Page {
    name: &'static str,
    lang: &'static str,
    /// More attributes of the script tag or element, as written in HTML.
    attributes: String,
    /// More of the page's head, as written in HTML; it comes before the script tag.
    head: String,
    /// Instead of the trial's own.
    api: Option<String>,
    strict: bool,
    bare: bool,
}

impl Page {
    /// The template `tests/pages/NAME.html`, in English.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name, lang: "en", attributes: String::new(), head: String::new(), api: None, strict: false, bare: false }
    }

    /// An ordinary product page with the script tag at the end of its body.
    #[must_use]
    pub const fn shop() -> Self {
        Self::named("shop")
    }

    /// The same page with the element in the flow of the text.
    #[must_use]
    pub const fn inline() -> Self {
        Self::named("inline")
    }

    /// The language of the page and of the widget on it.
    #[must_use]
    pub const fn lang(mut self, lang: &'static str) -> Self {
        self.lang = lang;
        self
    }

    /// Adds attributes to the script tag or the element.
    #[must_use]
    pub fn with(mut self, attributes: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(attributes);
        self
    }

    /// Adds to the page's head, after the witness and before the widget's script: for `shop`, `inline`, `two`, `head` and
    /// `counted`.
    #[must_use]
    pub fn head(mut self, markup: &str) -> Self {
        self.head.push_str(markup);
        self
    }

    /// Points the widget at another backend.
    #[must_use]
    pub fn api(mut self, api: impl Into<String>) -> Self {
        self.api = Some(api.into());
        self
    }

    /// Sends the strictest content policy the product promises to work under; everything comes from one origin.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The same page as if the widget had never been put on it: the script's address leads nowhere.
    #[must_use]
    pub const fn without_widget(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Where the page is on this stage.
    #[must_use]
    pub fn url(&self, stage: &Stage) -> String {
        let assets = if self.bare {
            format!("{}/nowhere", stage.site.origin())
        } else if self.strict {
            stage.site.origin()
        } else {
            stage.widget_host.origin()
        };
        let api = self.api.clone().unwrap_or_else(|| stage.faults.api());
        let members = [
            ("assets", assets.as_str()),
            ("api", &api),
            ("lang", self.lang),
            ("attributes", &self.attributes),
            ("head", &self.head),
            ("csp", if self.strict { "strict" } else { "none" }),
        ];
        let query: Vec<String> =
            members.iter().map(|(name, text)| format!("{name}={}", percent_encode(text))).collect();
        format!("{}/page/{}?{}", stage.site.origin(), self.name, query.join("&"))
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
fn percent_encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
