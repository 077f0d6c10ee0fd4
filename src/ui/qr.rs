//! QR codes, drawn as one path.

use std::fmt::Write;

use crate::erased::prelude::*;

/// The quiet zone a scanner needs around the code, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code from its rows of `1` and `0`. Dark on white in every theme, because scanners want it so.
///
/// `label` is what a screen reader says.
pub fn qr_code(rows: &[String], label: String) -> AnyView {
    let side = rows.len() + 2 * QUIET;
    view! {
        <svg part="qr" class="qr" viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges" role="img" aria-label=label>
            <path d=path_of(rows) />
        </svg>
    }
    .into_any()
}

/// One horizontal bar for each run of dark modules.
fn path_of(rows: &[String]) -> String {
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let cells = row.as_bytes();
        let mut x = 0;
        while x < cells.len() {
            let run = cells[x..].iter().take_while(|cell| **cell == b'1').count();
            if run > 0 {
                // Writing to a String can't fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn runs_become_bars() {
        let rows = ["110".to_owned(), "001".to_owned()];
        assert_eq!(path_of(&rows), "M4 4h2v1h-2zM6 5h1v1h-1z");
    }

    #[test]
    fn nonsense_rows_draw_nothing_and_do_not_panic() {
        assert_eq!(path_of(&["長い".to_owned(), String::new()]), "");
    }
}
