//! The place where a video was taken, and whatever else a camera tells beside pictures and sound, blanked without moving
//! a byte of the rest.
//!
//! It stands in many ways (`©xyz` and `loci` in `udta`, `com.apple.quicktime.location.ISO6709` in `meta`, XMP in
//! `uuid`, a track of its own with action cameras), so what may hold it goes whole: players need none of it.

use std::mem;

use super::movie::{find, long, read_box};

/// Some of the file's bytes: where they begin and how many there are.
pub type Span = (u64, u64);

/// Whether a box of this name tells something beside pictures and sound.
pub fn is_aside(name: [u8; 4]) -> bool {
    matches!(&name, b"udta" | b"meta" | b"uuid")
}

/// Leaves a box of the same size with nothing in it.
pub fn blank(whole: &mut [u8], head: usize) {
    if let Some(name) = whole.get_mut(4..8) {
        name.copy_from_slice(b"free");
    }
    if let Some(contents) = whole.get_mut(head..) {
        contents.fill(0);
    }
}

/// Blanks what stands inside a `moov` or `trak` box, and gives the spans of the file where tracks that are neither seen
/// nor heard have the rest. `None` when it is not understood.
pub fn blank_inside(mut boxes: &mut [u8], elsewhere: &mut Vec<Span>) -> Option<()> {
    while boxes.len() >= 8 {
        let found = read_box(boxes)?;
        let size = if found.size == 0 { boxes.len() } else { usize::try_from(found.size).ok()? };
        let (this, rest) = mem::take(&mut boxes).split_at_mut_checked(size)?;
        boxes = rest;
        let inside = this.get_mut(found.head..)?;
        if found.name == *b"trak" {
            match find(find(inside, b"mdia")?, b"hdlr")?.get(8..12)? {
                b"vide" | b"soun" | b"auxv" => blank_inside(inside, elsewhere)?,
                _ => {
                    samples(inside, elsewhere)?;
                    blank(this, found.head);
                }
            }
        } else if is_aside(found.name) {
            blank(this, found.head);
        }
    }
    Some(())
}

/// Where a track's samples lie, a span a chunk.
fn samples(track: &[u8], spans: &mut Vec<Span>) -> Option<()> {
    let table = find(find(find(track, b"mdia")?, b"minf")?, b"stbl")?;
    let (sizes, runs) = (find(table, b"stsz")?, find(table, b"stsc")?);
    let (places, wide) = match find(table, b"stco") {
        Some(places) => (places, false),
        None => (find(table, b"co64")?, true),
    };
    let (each, count) = (long(sizes, 4)?, long(runs, 4)?);
    let (mut run, mut sample) = (0, 0);
    // Chunks are counted from 1.
    for chunk in 1..=long(places, 4)? {
        let at = if wide {
            let at = 8 * chunk as usize;
            u64::from_be_bytes(places.get(at..at + 8)?.try_into().ok()?)
        } else {
            long(places, 4 + 4 * chunk as usize)?.into()
        };
        // A run of chunks with as many samples goes on to the first chunk of the next.
        while run + 1 < count && long(runs, 8 + 12 * (run as usize + 1))? <= chunk {
            run += 1;
        }
        let within = long(runs, 12 + 12 * run as usize)?;
        let mut length = u64::from(each) * u64::from(within);
        if each == 0 {
            for _ in 0..within {
                length += u64::from(long(sizes, 12 + 4 * sample)?);
                sample += 1;
            }
        }
        spans.push((at, length));
    }
    Some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PLACE: &[u8] = b"+52.3676+004.9041/";

    fn a_box(name: &[u8; 4], contents: &[&[u8]]) -> Vec<u8> {
        let contents = contents.concat();
        let size = u32::try_from(contents.len() + 8).unwrap();
        [&size.to_be_bytes()[..], name, &contents].concat()
    }

    fn longs(values: &[u32]) -> Vec<u8> {
        values.iter().flat_map(|value| value.to_be_bytes()).collect()
    }

    /// A track of this kind: five samples of 10, 20, 30, 40 and 50 bytes in three chunks, two, two and one to each.
    fn track(kind: &[u8; 4], aside: &[u8]) -> Vec<u8> {
        let handler = a_box(b"hdlr", &[&[0; 8], kind, &[0; 13]]);
        let table = [
            a_box(b"stsc", &[&longs(&[0, 2, 1, 2, 1, 3, 1, 1])]),
            a_box(b"stsz", &[&longs(&[0, 0, 5, 10, 20, 30, 40, 50])]),
            a_box(b"stco", &[&longs(&[0, 3, 1000, 2000, 3000])]),
        ];
        let media = a_box(b"mdia", &[&handler, &a_box(b"minf", &[&a_box(b"stbl", &[&table.concat()])])]);
        a_box(b"trak", &[&a_box(b"tkhd", &[&[7; 84]]), &media, aside])
    }

    fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
        bytes.windows(wanted.len()).any(|found| found == wanted)
    }

    #[test]
    fn the_place_goes_wherever_it_stands_and_nothing_else_moves() {
        let android = a_box(b"udta", &[&a_box(b"\xa9xyz", &[&longs(&[0x0012_15c7]), PLACE])]);
        let release = a_box(b"udta", &[&a_box(b"loci", &[&[0; 20], PLACE])]);
        let apple = a_box(b"meta", &[&a_box(b"keys", &[b"mdtacom.apple.quicktime.location.ISO6709"]), PLACE]);
        let adobe = a_box(b"uuid", &[b"<exif:GPSLatitude>", PLACE]);
        for aside in [android, release, apple, adobe] {
            let header = a_box(b"mvhd", &[&[1; 100]]);
            let (seen, heard) = (track(b"vide", &aside), track(b"soun", &[]));
            let before = [&header[..], &aside, &seen, &heard].concat();
            let (mut after, mut elsewhere) = (before.clone(), Vec::new());
            assert_eq!(blank_inside(&mut after, &mut elsewhere), Some(()));
            assert!(holds(&before, PLACE) && !holds(&after, PLACE));
            assert_eq!((after.len(), elsewhere.len()), (before.len(), 0));
            assert!(after.starts_with(&header) && after.ends_with(&heard));
            assert!(holds(&after, &track(b"vide", &[])[8..]), "the pictures' own table is as it was");
            let left = [&after[..header.len()], &after[header.len() + aside.len()..]].concat();
            assert_eq!(blank_inside(&mut left.clone(), &mut elsewhere), Some(()), "what is left is whole");
        }
    }

    #[test]
    fn a_track_of_positions_goes_with_its_samples() {
        let (seen, told) = (track(b"vide", &[]), track(b"meta", &[]));
        let mut movie = [&seen[..], &told].concat();
        let mut elsewhere = Vec::new();
        assert_eq!(blank_inside(&mut movie, &mut elsewhere), Some(()));
        assert_eq!(elsewhere, [(1000, 30), (2000, 70), (3000, 50)]);
        assert!(movie.starts_with(&seen) && !holds(&movie, b"meta"));
    }

    #[test]
    fn chunks_beyond_four_gigabytes_and_samples_of_one_size() {
        let at = 5_000_000_000_u64;
        let table = [
            a_box(b"stsz", &[&longs(&[0, 16, 4])]),
            a_box(b"stsc", &[&longs(&[0, 1, 1, 4, 1])]),
            a_box(b"co64", &[&longs(&[0, 1]), &at.to_be_bytes()]),
        ];
        let media = a_box(b"mdia", &[&a_box(b"minf", &[&a_box(b"stbl", &[&table.concat()])])]);
        let mut spans = Vec::new();
        assert_eq!(samples(&media, &mut spans), Some(()));
        assert_eq!(spans, [(at, 64)]);
    }

    #[test]
    fn what_is_not_understood_is_said_so() {
        let whole = track(b"meta", &[]);
        for end in 9..whole.len() {
            assert_eq!(blank_inside(&mut whole[..end].to_vec(), &mut Vec::new()), None, "cut after {end} bytes");
        }
        let no_handler = a_box(b"trak", &[&a_box(b"mdia", &[])]);
        assert_eq!(blank_inside(&mut no_handler.clone(), &mut Vec::new()), None);
        // The four zeros with which QuickTime may end a list are no box.
        assert_eq!(blank_inside(&mut [0; 4], &mut Vec::new()), Some(()));
    }
}
