//! A receipt to be kept: as a text that anybody can check later, and as a picture of it.

use aftercare_contract::receipt::Receipt;
use wasm_bindgen::JsCast;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement,
    js_sys::{JSON, encode_uri_component},
};

use super::check::{Opened, jwk};
use crate::{erased::prelude::*, state::Shell};

/// The picture's measures in its own pixels: readable on a phone as wide as half of it.
const WIDTH: f64 = 1080.0;
const MARGIN: f64 = 64.0;

/// A line's size of letters, weight and height.
struct Style(&'static str, f64);

const TITLE: Style = Style("600 44px system-ui, sans-serif", 60.0);
const TEXT: Style = Style("32px system-ui, sans-serif", 48.0);
const SMALL: Style = Style("20px ui-monospace, monospace", 28.0);

/// What stands on it.
#[derive(Clone)]
pub struct Paper {
    case_number: String,
    code: String,
    title: String,
    /// Who says it, about what, and when.
    about: String,
    statement: String,
    /// How it is checked, with everything that takes.
    signed: String,
}

impl Paper {
    pub fn new(shell: Shell, receipt: &Receipt, opened: &Opened) -> Self {
        let (i18n, claims) = (shell.i18n_now(), &opened.claims);
        let about = [
            claims.iss.clone(),
            i18n.of_kind("kind.title.{}", &claims.case_type, &[("number", &claims.case_number)]),
            i18n.fill("title.order", &[("number", &claims.order_number)]),
            i18n.on_record(&receipt.issued_at),
        ];
        let key = opened.key.as_ref().and_then(|key| JSON::stringify(&jwk(key)).ok()).map(String::from);
        Self {
            case_number: claims.case_number.clone(),
            code: claims.code.clone(),
            title: receipt.label.clone(),
            about: about.join(" · "),
            statement: claims.statement.clone(),
            signed: format!("{}\n{}\n{}", i18n.t("proof.how"), receipt.jws, key.unwrap_or_default()),
        }
    }

    /// A file's name without its ending.
    pub fn name(&self) -> String {
        format!("{}-{}", self.case_number, self.code)
    }

    /// The text as an address. A page that allows no downloads shows it.
    pub fn file(&self) -> String {
        let Self { title, about, statement, signed, .. } = self;
        let text = format!("{title}\n{about}\n\n{statement}\n\n{signed}\n");
        format!("data:text/plain;charset=utf-8,{}", encode_uri_component(&text))
    }

    /// The picture as an address; `None` where the engine draws none.
    pub fn picture(&self) -> Option<String> {
        let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
        let brush: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let parts = [(TITLE, &self.title), (TEXT, &self.about), (TEXT, &self.statement), (SMALL, &self.signed)];
        // Measured first: to set a canvas' size empties it.
        let mut lines = Vec::new();
        let mut at = MARGIN;
        for (Style(font, height), text) in &parts {
            brush.set_font(font);
            for line in broken(&brush, text) {
                at += height;
                lines.push((*font, at, line));
            }
            at += MARGIN / 2.0;
        }
        canvas.set_width(WIDTH as u32);
        canvas.set_height((at + MARGIN) as u32);
        brush.set_fill_style_str("#fff");
        brush.fill_rect(0.0, 0.0, WIDTH, at + MARGIN);
        brush.set_fill_style_str("#111");
        for (font, at, line) in lines {
            brush.set_font(font);
            brush.fill_text(&line, MARGIN, at).ok()?;
        }
        canvas.to_data_url().ok()
    }
}

/// Lines no wider than the paper, broken at spaces where there are any: Chinese has none, and a signature neither.
fn broken(brush: &CanvasRenderingContext2d, text: &str) -> Vec<String> {
    let fits = |line: &str| brush.measure_text(line).is_ok_and(|it| it.width() <= WIDTH - 2.0 * MARGIN);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for letter in paragraph.chars() {
            line.push(letter);
            if !fits(&line) {
                let space = line.trim_end().rfind(' ').filter(|at| *at > 0);
                let cut = space.map_or(line.len() - letter.len_utf8(), |at| at + 1);
                let rest = line.split_off(cut);
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
    }
    lines
}
