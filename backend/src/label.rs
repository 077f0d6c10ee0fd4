//! Return labels: the QR code of a case, and the label as an image and as a PDF.

pub mod pdf;
pub mod svg;

use aftercare_contract::case::QrCode;
use fast_qr::{ECL, QRBuilder};

use crate::store::cases::CaseRecord;

/// What is printed on a label. All of it is ASCII.
#[derive(Clone, Debug)]
pub struct Label {
    /// The RMA number.
    pub number: String,
    pub order_number: String,
    /// To type in where scanning fails.
    pub code: String,
    pub address: Vec<String>,
    /// The QR code's rows, `1` dark and `0` light.
    pub modules: Vec<String>,
}

/// The QR code of a case: its number and drop-off code, for example `R-7K4M-92/7K4M92QD`. Upper case only, which QR
/// packs tightest. Absent when nothing goes back.
#[must_use]
pub fn qr_of(case: &CaseRecord) -> Option<QrCode> {
    let payload = format!("{}/{}", case.number, case.drop_off_code.as_ref()?.replace(' ', ""));
    let modules = modules_of(&payload)?;
    Some(QrCode { payload, modules })
}

/// The rows of a QR code that holds `payload`; none when it is too long.
fn modules_of(payload: &str) -> Option<Vec<String>> {
    let code = QRBuilder::new(payload).ecl(ECL::M).build().ok()?;
    let row = |y| code[y].iter().take(code.size).map(|module| if module.value() { '1' } else { '0' }).collect();
    Some((0..code.size).map(row).collect())
}

/// The columns and rows of the dark modules.
fn dark(modules: &[String]) -> impl Iterator<Item = (u16, u16)> {
    (0_u16..)
        .zip(modules)
        .flat_map(|(y, row)| (0_u16..).zip(row.bytes()).filter(|(_, module)| *module == b'1').map(move |(x, _)| (x, y)))
}

/// Modules along a side.
fn side(modules: &[String]) -> f32 {
    f32::from(u16::try_from(modules.len()).unwrap_or(u16::MAX).max(1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn sample() -> Label {
        Label {
            number: "R-7K4M-92".into(),
            order_number: "10482".into(),
            code: "7K4M 92QD".into(),
            address: vec!["Yuanye Returns Centre".into(), "CHINA".into()],
            modules: vec!["101".into(), "010".into(), "110".into()],
        }
    }

    /// Read by another program than the one that wrote it: in each kind of content, from one character to hundreds.
    #[test]
    fn a_scanner_reads_what_was_written() {
        let real = "R-7K4M-92/7K4M92QD";
        let longer = [2, 3, 5, 9, 20].map(|times| format!("{real}/").repeat(times));
        let others = ["7", "0123456789", "https://shop.example/r?c=7k4m92qd"].map(str::to_owned);
        for payload in longer.into_iter().chain(others).chain([real.to_owned()]) {
            let modules = modules_of(&payload).unwrap();
            let is_dark = |x: usize, y: usize| modules[y].as_bytes()[x] == b'1';
            let grid = rqrr::SimpleGrid::from_func(modules.len(), is_dark);
            let (_, read) = rqrr::Grid::new(grid).decode().unwrap();
            assert_eq!(read, payload);
        }
    }

    #[test]
    fn dark_modules_are_found() {
        assert_eq!(dark(&sample().modules).collect::<Vec<_>>(), [(0, 0), (2, 0), (1, 1), (0, 2), (1, 2)]);
    }
}
