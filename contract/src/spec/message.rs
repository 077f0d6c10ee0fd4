//! Checks of whole messages: a request or a response of one operation.

use serde_json::Value;

use super::{
    Operation, Spec,
    operation::{Content, Parameter, Place},
    verdict,
};

const PROBLEM: &str = "application/problem+json";

impl Spec {
    /// The operation that a request means, and the values in its path. A query is allowed and ignored.
    pub(super) fn operation_for<'s, 'p>(
        &'s self,
        method: &str,
        path: &'p str,
    ) -> Option<(&'s Operation, Vec<(&'s str, &'p str)>)> {
        let mut candidates = self.operations.iter().filter(|operation| operation.method.eq_ignore_ascii_case(method));
        candidates.find_map(|operation| Some((operation, operation.match_path(path)?)))
    }

    /// Checks an answer.
    ///
    /// `request_path` is concrete and relative to the API's base, `/orders/ord_9XK2M4`; it may have a query.
    /// `content_type` may have parameters. An answer without a body (204, 304) has the content type `""` and the body
    /// `Value::Null`; the body of a stream is the text received so far, and [`Spec::check_events`] looks into it.
    ///
    /// A path the document does not describe may only be answered with a 404 problem, and a method it does not
    /// describe with a 405 problem, as the document's introduction says.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each.
    pub fn check_response(
        &self,
        method: &str,
        request_path: &str,
        status: u16,
        content_type: &str,
        body: &Value,
    ) -> Result<(), Vec<String>> {
        let name = format!("{method} {request_path} → {status}");
        let path = split(request_path).0;
        let Some((operation, _)) = self.operation_for(method, path) else {
            return self.check_outside(&name, path, status, content_type, body);
        };
        let Some(response) = operation.responses.get(&status) else {
            return Err(vec![format!("{name}: {} does not describe this status", operation.operation_id)]);
        };
        let mut errors = self.body_errors(&response.content, content_type, Some(body).filter(|body| !body.is_null()));
        if essence(content_type) == PROBLEM && body.get("status").is_some_and(|inner| inner != status) {
            errors.push("/status: differs from the answer's status".into());
        }
        verdict(errors.into_iter().map(|error| format!("{name}: {error}")).collect())
    }

    fn check_outside(
        &self,
        name: &str,
        path: &str,
        status: u16,
        content_type: &str,
        body: &Value,
    ) -> Result<(), Vec<String>> {
        let known = self.operations.iter().any(|operation| operation.match_path(path).is_some());
        let (expected, what) = if known { (405, "method") } else { (404, "path") };
        if status != expected || essence(content_type) != PROBLEM {
            return Err(vec![format!("{name}: the document has no such {what}; only a {expected} problem may answer")]);
        }
        self.check_schema("Problem", body)
    }

    /// Checks the headers of an answer: those the document requires are there, and those it describes fit.
    ///
    /// Names are compared without case; headers that the document does not describe are fine.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each.
    pub fn check_response_headers(
        &self,
        method: &str,
        request_path: &str,
        status: u16,
        headers: &[(&str, &str)],
    ) -> Result<(), Vec<String>> {
        let operation = self.operation_for(method, split(request_path).0).map(|(operation, _)| operation);
        let Some(response) = operation.and_then(|operation| operation.responses.get(&status)) else {
            return Err(vec![format!("{method} {request_path} → {status}: not described")]);
        };
        let expected = response.headers.iter();
        verdict(expected.flat_map(|header| self.value_errors(header, find_header(headers, &header.name))).collect())
    }

    /// Checks a question: its path, query, headers (names without case) and body.
    ///
    /// `request_path` is as in [`Spec::check_response`]. Query members and headers that the document does not
    /// describe are fine, but a bearer token has to be there where the document asks for one.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each.
    pub fn check_request(
        &self,
        method: &str,
        request_path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<(), Vec<String>> {
        let (path, query) = split(request_path);
        let Some((operation, in_path)) = self.operation_for(method, path) else {
            return Err(vec![format!("{method} {request_path}: the document has no such operation")]);
        };
        let query: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        let mut errors = Vec::new();
        for parameter in &operation.parameters {
            let value = match parameter.place {
                Place::Path => in_path.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| *value),
                Place::Query => query.iter().find(|(name, _)| *name == parameter.name).map(|(_, value)| &**value),
                Place::Header => find_header(headers, &parameter.name),
            };
            errors.extend(self.value_errors(parameter, value));
        }
        let token = find_header(headers, "Authorization").and_then(|value| value.strip_prefix("Bearer "));
        if !operation.public && token.is_none_or(str::is_empty) {
            errors.push("no bearer token".into());
        }
        let content_type = find_header(headers, "Content-Type").unwrap_or_default();
        match (&operation.request, body) {
            (Some(described), Some(body)) => {
                errors.extend(self.body_errors(&described.content, content_type, Some(body)));
            }
            (Some(described), None) if described.required => errors.push("the body is missing".into()),
            (None, Some(_)) => errors.push("the document describes no body here".into()),
            (_, None) => {}
        }
        verdict(errors.into_iter().map(|error| format!("{method} {request_path}: {error}")).collect())
    }

    fn body_errors(&self, content: &Content, content_type: &str, body: Option<&Value>) -> Vec<String> {
        match (content.get(&essence(content_type)), body) {
            (Some(schema), body) => self.schemas.errors(schema, body.unwrap_or(&Value::Null)),
            (None, None) if content.is_empty() && content_type.is_empty() => Vec::new(),
            (None, _) if content.is_empty() => vec!["the document describes no body here".into()],
            (None, _) => vec![format!("the document does not describe the content type `{content_type}` here")],
        }
    }

    fn value_errors(&self, parameter: &Parameter, value: Option<&str>) -> Vec<String> {
        let Some(text) = value else {
            return if parameter.required { vec![format!("{} is missing", parameter.name)] } else { Vec::new() };
        };
        let number = text.parse::<i64>().ok().filter(|_| parameter.integer);
        let value = number.map_or_else(|| Value::from(text), Value::from);
        let errors = self.schemas.errors(&parameter.schema, &value);
        errors.into_iter().map(|error| format!("{}: {error}", parameter.name)).collect()
    }
}

/// A path and its query, which may be empty.
fn split(request_path: &str) -> (&str, &str) {
    request_path.split_once('?').unwrap_or((request_path, ""))
}

/// A media type without its parameters.
fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn find_header<'h>(headers: &[(&str, &'h str)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
}
