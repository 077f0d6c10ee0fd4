//! Which way up a JPEG is (Exif 2.32, tag 0x0112).
//!
//! Engines disagree whether a picture drawn on a canvas is turned by that tag, and old ones can't be asked. So the tag
//! is put to "upright" in a copy, every engine draws the same, and we turn it ourselves.

/// How many bytes from the beginning can hold the tag: one segment of at most 64 KiB, after others.
pub const HEAD: usize = 256 * 1024;

const EXIF: u8 = 0xe1;
const START_OF_SCAN: u8 = 0xda;
const ORIENTATION: u16 = 0x0112;

/// Takes the orientation out of a JPEG's first bytes: 1 is upright, 2 to 8 are turned or mirrored. `head` then says 1.
pub fn take_orientation(head: &mut [u8]) -> u8 {
    let Some((at, order)) = find(head) else { return 1 };
    let Some(value) = order.short(head, at).filter(|value| (2..=8).contains(value)) else { return 1 };
    order.put_short(head, at, 1);
    value as u8
}

/// How to draw a picture of this size so that it stands upright: the canvas' size and the six numbers of its transform.
pub fn upright(orientation: u8, width: f64, height: f64) -> ((f64, f64), [f64; 6]) {
    let (w, h) = (width, height);
    match orientation {
        2 => ((w, h), [-1.0, 0.0, 0.0, 1.0, w, 0.0]),
        3 => ((w, h), [-1.0, 0.0, 0.0, -1.0, w, h]),
        4 => ((w, h), [1.0, 0.0, 0.0, -1.0, 0.0, h]),
        5 => ((h, w), [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
        6 => ((h, w), [0.0, 1.0, -1.0, 0.0, h, 0.0]),
        7 => ((h, w), [0.0, -1.0, -1.0, 0.0, h, w]),
        8 => ((h, w), [0.0, -1.0, 1.0, 0.0, 0.0, w]),
        _ => ((w, h), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
    }
}

/// The order of bytes in an Exif block.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn short(self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(two),
            Self::Big => u16::from_be_bytes(two),
        })
    }

    fn long(self, bytes: &[u8], at: usize) -> Option<usize> {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        let value = match self {
            Self::Little => u32::from_le_bytes(four),
            Self::Big => u32::from_be_bytes(four),
        };
        usize::try_from(value).ok()
    }

    fn put_short(self, bytes: &mut [u8], at: usize, value: u16) {
        let two = match self {
            Self::Little => value.to_le_bytes(),
            Self::Big => value.to_be_bytes(),
        };
        if let Some(place) = bytes.get_mut(at..at + 2) {
            place.copy_from_slice(&two);
        }
    }
}

/// Where the orientation's value stands.
fn find(bytes: &[u8]) -> Option<(usize, Order)> {
    let mut at = 2;
    bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes[at] == 0xff)?;
        if marker == START_OF_SCAN {
            return None;
        }
        let length = usize::from(Order::Big.short(bytes, at + 2)?);
        if marker == EXIF && bytes.get(at + 4..at + 10)? == b"Exif\0\0" {
            return in_exif(bytes, at + 10);
        }
        at += 2 + length;
    }
}

/// Looks in the block's first directory; `start` is where its header begins.
fn in_exif(bytes: &[u8], start: usize) -> Option<(usize, Order)> {
    let order = match bytes.get(start..start + 2)? {
        b"II" => Order::Little,
        b"MM" => Order::Big,
        _ => return None,
    };
    let directory = start.checked_add(order.long(bytes, start + 4)?)?;
    let entries = usize::from(order.short(bytes, directory)?);
    let mut places = (0..entries).map(|entry| directory + 2 + 12 * entry);
    let found = places.find(|at| order.short(bytes, *at) == Some(ORIENTATION))?;
    Some((found + 8, order))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The beginning of a JPEG as cameras write it: JFIF, then Exif with a width before the orientation.
    fn camera(order: &str, orientation: u16) -> Vec<u8> {
        let short = |value: u16| if order == "II" { value.to_le_bytes() } else { value.to_be_bytes() };
        let long = |value: u32| if order == "II" { value.to_le_bytes() } else { value.to_be_bytes() };
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(order.bytes());
        exif.extend([&short(42)[..], &long(8), &short(2)].concat());
        exif.extend([&short(0x0100)[..], &short(4), &long(1), &long(4000)].concat());
        exif.extend([&short(0x0112)[..], &short(3), &long(1), &short(orientation), &short(0)].concat());
        exif.extend(long(0));
        let mut file = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1];
        file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        file.extend(exif);
        file.extend([0xff, 0xda, 0, 2]);
        file
    }

    #[test]
    fn the_orientation_is_taken_once() {
        for order in ["II", "MM"] {
            let mut file = camera(order, 6);
            let before = file.len();
            assert_eq!(take_orientation(&mut file), 6, "{order}");
            assert_eq!(take_orientation(&mut file), 1, "{order}: it is upright now");
            assert_eq!(file.len(), before);
            assert_eq!(file, camera(order, 1), "nothing else is touched");
        }
    }

    #[test]
    fn nonsense_is_upright_and_stays_as_it_is() {
        for end in 0..camera("II", 6).len() - 8 {
            let mut cut = camera("II", 6)[..end].to_vec();
            let before = cut.clone();
            if take_orientation(&mut cut) == 1 {
                assert_eq!(cut, before);
            }
        }
        for (mut file, what) in [
            (camera("II", 0), "an orientation there is not"),
            (camera("II", 9), "another"),
            (b"\x89PNG\r\n".to_vec(), "no JPEG"),
            (vec![0xff, 0xd8, 0xff, 0xe1, 0, 0], "a segment without length"),
            (vec![0xff, 0xd8, 0, 0, 0, 0], "no marker"),
        ] {
            let before = file.clone();
            assert_eq!((take_orientation(&mut file), file), (1, before), "{what}");
        }
    }

    #[test]
    fn every_orientation_fills_the_canvas_and_puts_the_top_left_where_it_belongs() {
        // Exif's own table: where the stored picture's first pixel belongs in the upright one.
        let belongs = [(1, "tl"), (2, "tr"), (3, "br"), (4, "bl"), (5, "tl"), (6, "tr"), (7, "br"), (8, "bl")];
        for (orientation, corner) in belongs {
            let ((width, height), [a, b, c, d, e, f]) = upright(orientation, 30.0, 20.0);
            let put = |x: f64, y: f64| (a * x + c * y + e, b * x + d * y + f);
            let there = match corner {
                "tl" => (0.0, 0.0),
                "tr" => (width, 0.0),
                "br" => (width, height),
                _ => (0.0, height),
            };
            assert_eq!(put(0.0, 0.0), there, "{orientation}");
            let (x, y) = put(30.0, 20.0);
            assert_eq!((x, y), (width - there.0, height - there.1), "{orientation}: the opposite corner");
            assert_eq!(width > height, orientation < 5);
        }
    }
}
