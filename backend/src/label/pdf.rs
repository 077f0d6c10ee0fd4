//! The label as a PDF of 4 by 6 inches.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str};

use super::{Label, dark, side};

/// In points, 1/72 inch.
const WIDTH: f32 = 288.0;
const HEIGHT: f32 = 432.0;

/// Writes the document. Helvetica is one of the fonts every reader has, so none is embedded.
#[must_use]
pub fn write(label: &Label) -> Vec<u8> {
    let (catalog, pages, page, plain, bold, content) =
        (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5), Ref::new(6));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(pages).contents(content);
    sheet.resources().fonts().pair(Name(b"Plain"), plain).pair(Name(b"Bold"), bold);
    sheet.finish();
    pdf.type1_font(plain).base_font(Name(b"Helvetica"));
    pdf.type1_font(bold).base_font(Name(b"Helvetica-Bold"));
    pdf.stream(content, &drawing(label));
    pdf.finish()
}

fn drawing(label: &Label) -> Vec<u8> {
    let mut content = Content::new();
    content.set_line_width(1.5);
    content.rect(6.0, 6.0, WIDTH - 12.0, HEIGHT - 12.0).stroke();
    for y in [54.0, 294.0] {
        content.move_to(6.0, y).line_to(WIDTH - 6.0, y).stroke();
    }
    let mut line = |y: f32, font: &'static [u8], size: f32, text: &str| {
        content.begin_text().set_font(Name(font), size);
        content.next_line(18.0, y).show(Str(text.as_bytes())).end_text();
    };
    line(400.0, b"Plain", 10.0, "RETURN TO");
    let mut y = 382.0;
    for part in &label.address {
        line(y, b"Bold", 12.5, part);
        y -= 16.5;
    }
    line(274.0, b"Plain", 10.0, "RETURN NUMBER");
    line(244.0, b"Bold", 28.0, &label.number);
    line(36.0, b"Plain", 10.0, &format!("Order {}", label.order_number));
    line(16.0, b"Bold", 15.0, &label.code);
    // Four modules of white all around, as ISO/IEC 18004 asks.
    let module = 135.0 / side(&label.modules);
    for (x, y) in dark(&label.modules) {
        content.rect(76.5 + f32::from(x) * module, 217.5 - f32::from(y + 1) * module, module, module);
    }
    content.fill_nonzero();
    content.finish().into_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_holds_the_number_and_the_code() {
        let pdf = write(&super::super::tests::sample());
        let text = String::from_utf8_lossy(&pdf);
        assert!(text.starts_with("%PDF-") && text.trim_end().ends_with("%%EOF"));
        assert!(text.contains("(R-7K4M-92)") && text.contains("(7K4M 92QD)") && text.contains("(Order 10482)"));
    }
}
