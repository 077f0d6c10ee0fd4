//! Videos, sent as they are but for what they tell beside pictures and sound.

use web_sys::{
    Blob,
    js_sys::{Array, Uint8Array},
};

use super::{
    movie::{self, BOX_HEAD},
    place::{self, Span},
    read_part,
};

/// A video as it is sent.
pub struct Quiet {
    pub bytes: Blob,
    /// How long it is; `None` where its header does not say.
    pub seconds: Option<u64>,
}

/// Bytes to put in the place of as many others.
type Patch = (u64, Vec<u8>);

/// Blanks the place where a video was taken. `None` when its boxes are not understood: it might be in there.
pub async fn quieten(file: &Blob) -> Option<Quiet> {
    let end = file.size() as u64;
    let (mut at, mut seconds) = (0, None);
    let (mut patches, mut elsewhere) = (Vec::<Patch>::new(), Vec::<Span>::new());
    // Fewer bytes are no box.
    while end - at >= 8 {
        let found = movie::read_box(&read_part(file, at, at + BOX_HEAD as u64).await?)?;
        let next = if found.size == 0 { end } else { end.min(at + found.size) };
        let is_movie = found.name == *b"moov";
        if is_movie || place::is_aside(found.name) {
            let mut whole = read_part(file, at, next).await?;
            if is_movie {
                let inside = whole.get_mut(found.head..)?;
                seconds = movie::seconds(inside);
                place::blank_inside(inside, &mut elsewhere)?;
            } else {
                place::blank(&mut whole, found.head);
            }
            insert(&mut patches, at, whole);
        }
        at = next;
    }
    for (at, length) in elsewhere {
        insert(&mut patches, at, vec![0; length as usize]);
    }
    Some(Quiet { bytes: patched(file, patches, end)?, seconds })
}

/// Puts a patch where it belongs. They come nearly in order, and sorting costs more bytes than all of this.
fn insert(patches: &mut Vec<Patch>, at: u64, bytes: Vec<u8>) {
    let mut place = patches.len();
    while place > 0 && patches[place - 1].0 > at {
        place -= 1;
    }
    patches.insert(place, (at, bytes));
}

/// The file with other bytes in some places. `None` when they lie over each other or beyond its end.
fn patched(file: &Blob, patches: Vec<Patch>, end: u64) -> Option<Blob> {
    let parts = Array::new();
    let mut done = 0;
    for (at, bytes) in patches.into_iter().chain([(end, Vec::new())]) {
        let next = at.checked_add(bytes.len() as u64).filter(|next| at >= done && *next <= end)?;
        let kept: Blob = file.slice_with_f64_and_f64(done as f64, at as f64).ok()?;
        parts.push(&kept);
        parts.push(&Uint8Array::from(bytes.as_slice()));
        done = next;
    }
    let whole = Blob::new_with_u8_array_sequence(&parts).ok()?;
    // Which gives it the file's type.
    whole.slice_with_f64_and_f64_and_content_type(0.0, end as f64, &file.type_()).ok()
}
