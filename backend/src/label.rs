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
    let code = QRBuilder::new(payload.as_str()).ecl(ECL::M).build().ok()?;
    let row = |y| code[y].iter().take(code.size).map(|module| if module.value() { '1' } else { '0' }).collect();
    let modules = (0..code.size).map(row).collect();
    Some(QrCode { payload, modules })
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

    #[test]
    fn dark_modules_are_found() {
        assert_eq!(dark(&sample().modules).collect::<Vec<_>>(), [(0, 0), (2, 0), (1, 1), (0, 2), (1, 2)]);
    }
}
