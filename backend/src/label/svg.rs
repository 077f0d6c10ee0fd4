//! The label as an image, 4 by 6 inches like the thermal labels of drop-off points.

use std::fmt::Write as _;

use super::{Label, dark, side};

/// Escapes text for XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Draws the label.
#[must_use]
pub fn draw(label: &Label) -> String {
    let mut text = String::new();
    let mut line = |x: u32, y: u32, size: u32, weight: u32, content: &str| {
        // Writing to a string can't fail.
        let _ = write!(
            text,
            r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}">{}</text>"#,
            escape(content)
        );
    };
    line(24, 44, 14, 400, "RETURN TO");
    for (y, part) in (68_u32..).step_by(22).zip(&label.address) {
        line(24, y, 17, 600, part);
    }
    line(24, 212, 14, 400, "RETURN NUMBER");
    line(24, 252, 38, 700, &label.number);
    line(24, 530, 14, 400, &format!("Order {}", label.order_number));
    line(24, 556, 20, 700, &label.code);
    let mut path = String::new();
    for (x, y) in dark(&label.modules) {
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    // Four modules of white all around, as ISO/IEC 18004 asks.
    let scale = 180.0 / side(&label.modules);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 384 576\" width=\"384\" height=\"576\" role=\"img\" \
         aria-label=\"{number}\" font-family=\"Helvetica,Arial,sans-serif\"><path fill=\"#fff\" d=\"M0 0h384v576H0z\"/>\
         <path fill=\"none\" stroke=\"#000\" stroke-width=\"2\" d=\"M8 8h368v560H8zM8 184h368M8 504h368\"/>{text}\
         <path transform=\"translate(102 286) scale({scale})\" shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>",
        number = escape(&label.number),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let label = Label { order_number: "<b>&\"".into(), ..super::super::tests::sample() };
        let drawing = draw(&label);
        assert!(drawing.contains("Order &lt;b&gt;&amp;&quot;"));
        assert!(drawing.contains("R-7K4M-92") && drawing.contains("M2 0h1v1h-1z"));
    }
}
