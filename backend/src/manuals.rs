//! The sample shop's manuals: short, and written for it.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

/// A5 in points.
const WIDTH: f32 = 420.0;
const HEIGHT: f32 = 595.0;

/// File names and lines, the title first. ASCII: Helvetica is in every reader, and nothing is embedded.
const MANUALS: &[(&str, &[&str])] = &[
    (
        "desk_lamp.pdf",
        &[
            "Desk lamp",
            "1. Screw the arm into the base, clockwise, by hand.",
            "2. Plug it in. Touch the head once for light, hold it to dim.",
            "3. Unplug it before you clean it or change the bulb (E14, 8 W at most).",
            "It flickers? Tighten the bulb first, then try another socket.",
        ],
    ),
    (
        "headphones.pdf",
        &[
            "Wireless headphones",
            "1. Charge them for two hours before the first use.",
            "2. Hold the power button for five seconds: they can be paired while the light blinks.",
            "3. Press both volume buttons for ten seconds to start afresh.",
        ],
    ),
    (
        "head_torch.pdf",
        &[
            "Head torch",
            "1. Charge it by USB-C; the light turns green.",
            "2. Press once for near, twice for far, hold for red.",
            "3. Hold for five seconds to lock the button before you pack it.",
        ],
    ),
    (
        "two_person_tent.pdf",
        &[
            "Two-person tent",
            "1. Peg out the four corners.",
            "2. Slide both poles through the sleeves, then raise them together.",
            "3. Hang the fly over the poles, its door over the door.",
            "Dry it before you store it: mould begins within two days.",
        ],
    ),
];

/// The manual in this file, a PDF.
#[must_use]
pub fn manual(file: &str) -> Option<Vec<u8>> {
    let (_, lines) = MANUALS.iter().find(|(name, _)| *name == file)?;
    let (catalog, pages, page, font, content) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(pages).contents(content);
    sheet.resources().fonts().pair(Name(b"Text"), font);
    sheet.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut text = Content::new();
    let mut y = HEIGHT - 60.0;
    for (place, line) in lines.iter().enumerate() {
        let size = if place == 0 { 18.0 } else { 9.5 };
        text.begin_text().set_font(Name(b"Text"), size).next_line(36.0, y).show(Str(line.as_bytes())).end_text();
        y -= size + 14.0;
    }
    pdf.stream(content, &text.finish().into_vec());
    Some(pdf.finish())
}
