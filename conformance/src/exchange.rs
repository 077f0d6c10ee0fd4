//! A question with its answer, as evidence.

use serde_json::Value;

/// Something sent and what came back. Holds no secret: tokens are replaced by how to get one.
#[derive(Clone, Debug)]
pub struct Exchange {
    pub method: String,
    pub url: String,
    /// Below the API's base, with its query; the whole URL for what lies elsewhere (labels, uploads).
    pub path: String,
    /// Without `Authorization`.
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    /// How the token it was sent with is got, a line of shell that prints it.
    pub token: Option<Credential>,
    pub status: u16,
    pub response_headers: Vec<(String, String)>,
    /// As sent, but for access tokens.
    pub response: String,
    /// How long the answer took.
    pub millis: u128,
}

/// Where a bearer token came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The body of `POST /sessions` that got it.
    Session { url: String, body: String },
    /// Made up: shown as it is.
    Invented(String),
}

impl Exchange {
    /// The request as a line of shell. A real token is `$TOKEN`; [`Exchange::token_line`] sets it.
    #[must_use]
    pub fn curl(&self) -> String {
        let mut line = "curl -sS -i".to_owned();
        if self.method != "GET" {
            line.push_str(" -X ");
            line.push_str(&self.method);
        }
        line.push(' ');
        line.push_str(&quoted(&self.url));
        match &self.token {
            Some(Credential::Session { .. }) => line.push_str(" -H \"Authorization: Bearer $TOKEN\""),
            Some(Credential::Invented(token)) => {
                line.push_str(&format!(" -H {}", quoted(&format!("Authorization: Bearer {token}"))));
            }
            None => {}
        }
        for (name, value) in &self.headers {
            line.push_str(&format!(" -H {}", quoted(&format!("{name}: {value}"))));
        }
        if let Some(body) = &self.body {
            line.push_str(&format!(" --data-binary {}", quoted(body)));
        }
        line
    }

    /// The line of shell that sets `$TOKEN`, where the request has one.
    #[must_use]
    pub fn token_line(&self) -> Option<String> {
        match self.token.as_ref()? {
            Credential::Session { url, body } => Some(format!(
                "TOKEN=$(curl -sS {} -H 'Content-Type: application/json' --data-binary {} | jq -r .access_token)",
                quoted(url),
                quoted(body)
            )),
            Credential::Invented(_) => None,
        }
    }

    /// A response header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response_headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// What it was, in a few words: `POST /cases → 201`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {} → {}", self.method, self.path, self.status)
    }
}

/// One word for a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The text of an answer without the tokens in it.
pub(crate) fn without_tokens(body: &Value, text: &str) -> String {
    match body.get("access_token") {
        Some(_) => {
            let mut clean = body.clone();
            clean["access_token"] = "…".into();
            clean.to_string()
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curl_line_survives_quotes_and_hides_the_token() {
        let exchange = Exchange {
            method: "POST".into(),
            url: "https://shop.example/api/cases".into(),
            path: "/cases".into(),
            headers: vec![("Content-Type".into(), "application/json".into())],
            body: Some(r#"{"note":"it's"}"#.into()),
            token: Some(Credential::Session { url: "https://shop.example/api/sessions".into(), body: "{}".into() }),
            status: 201,
            response_headers: Vec::new(),
            response: String::new(),
            millis: 3,
        };
        assert_eq!(
            exchange.curl(),
            r#"curl -sS -i -X POST 'https://shop.example/api/cases' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data-binary '{"note":"it'\''s"}'"#
        );
        assert_eq!(
            exchange.token_line().as_deref(),
            Some(
                "TOKEN=$(curl -sS 'https://shop.example/api/sessions' -H 'Content-Type: application/json' --data-binary '{}' | jq -r .access_token)"
            )
        );
    }
}
