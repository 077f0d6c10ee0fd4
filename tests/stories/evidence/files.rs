//! Files as phones make them.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// What a photo or a video knows of where it was taken; the bytes to look for in what arrives.
pub const PLACE: &[u8] = b"52.3676N 4.9041E";

/// What there is to see in a video; all of it has to arrive.
const PICTURES: &[u8] = &[0x47; 4000];

/// A photo of 3,000 × 1,500 pixels as a phone on its side stores it: red where the upright picture has its top, blue
/// where it has its bottom, turned by its Exif orientation and with a place.
pub fn photo(folder: &Path, name: &str) -> Result<PathBuf> {
    let pixels = RgbImage::from_fn(3000, 1500, |x, _| if x < 1500 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) });
    let mut plain = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut plain), ImageFormat::Jpeg)?;
    let exif = exif();
    let length = u16::try_from(exif.len() + 2)?.to_be_bytes();
    let (start, rest) = plain.split_at(2);
    write(folder, name, &[start, &[0xff, 0xe1], &length, &exif, rest].concat())
}

/// An Exif block, big-endian: orientation 6 (turn it to the right) and a GPS directory with [`PLACE`].
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let (short, long, text) = (3, 4, 2);
    let gps_at: u32 = 8 + 2 + 2 * 12 + 4;
    let place_at = gps_at + 2 + 12 + 4;
    let count = u32::try_from(PLACE.len()).unwrap_or_default();
    [
        &b"Exif\0\0MM\0\x2a"[..],
        &8_u32.to_be_bytes(),
        &2_u16.to_be_bytes(),
        &entry(0x0112, short, 1, [0, 6, 0, 0]),
        &entry(0x8825, long, 1, gps_at.to_be_bytes()),
        &[0; 4],
        &1_u16.to_be_bytes(),
        &entry(0x001b, text, count, place_at.to_be_bytes()),
        &[0; 4],
        PLACE,
    ]
    .concat()
}

/// A picture with a hole in the middle, as a screenshot tool makes it.
pub fn cut_out(folder: &Path, name: &str) -> Result<PathBuf> {
    let hole = |x: u32, y: u32| (100..200).contains(&x) && (100..200).contains(&y);
    let pixels = RgbaImage::from_fn(300, 300, |x, y| Rgba([200, 120, 20, if hole(x, y) { 0 } else { 255 }]));
    let mut bytes = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
    write(folder, name, &bytes)
}

/// An MP4 that says it lasts this long; there is nothing to see in it.
pub fn video(folder: &Path, name: &str, seconds: u32) -> Result<PathBuf> {
    film(folder, name, seconds, &[])
}

/// The same as a phone records it: with its [`PLACE`] the ways Android, Apple and 3GPP write it.
pub fn video_with_place(folder: &Path, name: &str, seconds: u32) -> Result<PathBuf> {
    let place = |name: &[u8], before: &[u8]| a_box(name, &[before, PLACE].concat());
    let said = a_box(b"udta", &[place(b"\xa9xyz", &[0, 16, 0x15, 0xc7]), place(b"loci", &[0; 6])].concat());
    let apple = a_box(b"meta", &place(b"ilst", b"com.apple.quicktime.location.ISO6709"));
    film(folder, name, seconds, &[said, apple].concat())
}

fn film(folder: &Path, name: &str, seconds: u32, aside: &[u8]) -> Result<PathBuf> {
    let times = [&[0; 12][..], &1000_u32.to_be_bytes(), &(seconds * 1000).to_be_bytes(), &[0; 80]].concat();
    let movie = a_box(b"moov", &[&a_box(b"mvhd", &times)[..], aside].concat());
    let bytes = [a_box(b"ftyp", b"mp42\0\0\0\0mp42isom"), a_box(b"mdat", PICTURES), movie].concat();
    write(folder, name, &bytes)
}

fn a_box(name: &[u8], contents: &[u8]) -> Vec<u8> {
    let size = u32::try_from(contents.len() + 8).unwrap_or_default();
    [&size.to_be_bytes()[..], name, contents].concat()
}

/// As much of a PDF as tells that it is one.
pub const BILL: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

/// Every file in the backend's storage, whole.
pub fn stored(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("shop.sqlite-uploads")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(std::fs::read(path)?) }
        }
    }
    Ok(found)
}
