//! Photos, drawn anew: no larger than the shop can use, upright, and without the place, time and camera that phones
//! write into them. The original never leaves the device.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, ImageBitmap, Url,
    js_sys::{Array, Promise, Uint8Array},
};

use super::{jpeg, limits::Unfit, read_part};

/// The longest side, in pixels: enough to see a scratch, a tenth of what a phone takes.
const LONGEST: f64 = 2048.0;
/// Finer costs bytes nobody sees.
const QUALITY: f64 = 0.85;
/// A thumbnail's side in pixels, twice that of its place for sharp screens.
const THUMB: u32 = 104;
/// The side of the small copy in which transparency is looked for.
const SAMPLE: u32 = 64;

/// A photo as it is sent.
pub struct Drawn {
    pub bytes: Blob,
    pub media_type: String,
    /// To be shown beside the name; no address of a file is, which a shop's content policy may forbid.
    pub thumb: HtmlCanvasElement,
}

/// Draws a photo in the first of `types` (JPEG or PNG), or as PNG where that is taken and the better one.
pub async fn draw(file: &Blob, types: &[&'static str]) -> Result<Drawn, Unfit> {
    let (upright, orientation) = without_orientation(file).await;
    let picture = Picture::open(&upright).await.ok_or(Unfit::Unreadable)?;
    let drawn = paint(&picture, orientation).ok_or(Unfit::Unreadable);
    picture.close();
    let (canvas, context) = drawn?;
    let thumb = thumb_of(&canvas).ok_or(Unfit::Unreadable)?;

    let takes = |name| types.contains(&name);
    let png = if takes("image/png") && (file.type_() == "image/png" || !takes("image/jpeg")) {
        encode(&canvas, "image/png").await
    } else {
        None
    };
    let see_through = png.is_some() && takes("image/jpeg") && is_see_through(&canvas);
    let jpeg = if takes("image/jpeg") && !see_through {
        // A JPEG has no holes: paper shows through them, not black.
        under_paint(&context, &canvas);
        encode(&canvas, "image/jpeg").await
    } else {
        None
    };
    let best = [png, jpeg].into_iter().flatten().min_by(|one, other| one.size().total_cmp(&other.size()));
    let bytes = best.ok_or(Unfit::Unreadable)?;
    // The memory behind it goes at once, not when somebody collects it.
    canvas.set_width(0);
    Ok(Drawn { media_type: bytes.type_(), bytes, thumb })
}

/// The file with its orientation said to be "upright", and what it was.
async fn without_orientation(file: &Blob) -> (Blob, u8) {
    let whole = || (file.clone(), 1);
    if file.type_() != "image/jpeg" {
        return whole();
    }
    let Some(mut head) = read_part(file, 0, jpeg::HEAD as u64).await else { return whole() };
    let orientation = jpeg::take_orientation(&mut head);
    if orientation == 1 {
        return whole();
    }
    let rest = file.slice_with_f64(head.len() as f64);
    let parts = rest.map(|rest| Array::of2(&Uint8Array::from(head.as_slice()), &rest));
    match parts.and_then(|parts| Blob::new_with_u8_array_sequence(&parts)) {
        Ok(upright) => (upright, orientation),
        Err(_) => whole(),
    }
}

/// An opened picture: a bitmap, or an image where the engine makes no bitmaps of it.
enum Picture {
    Bitmap(ImageBitmap),
    Image(HtmlImageElement),
}

impl Picture {
    async fn open(file: &Blob) -> Option<Self> {
        if let Ok(opening) = window().create_image_bitmap_with_blob(file)
            && let Ok(bitmap) = opening.await
        {
            return bitmap.dyn_into().ok().map(Self::Bitmap);
        }
        let image = HtmlImageElement::new().ok()?;
        let address = Url::create_object_url_with_blob(file).ok()?;
        let opened = Promise::new(&mut |resolve, reject| {
            image.set_onload(Some(&resolve));
            image.set_onerror(Some(&reject));
            image.set_src(&address);
        })
        .await;
        // Once it is open, its address is not needed any more.
        let _ = Url::revoke_object_url(&address);
        opened.ok().map(|_| Self::Image(image))
    }

    fn size(&self) -> (f64, f64) {
        match self {
            Self::Bitmap(bitmap) => (bitmap.width().into(), bitmap.height().into()),
            Self::Image(image) => (image.natural_width().into(), image.natural_height().into()),
        }
    }

    fn draw(&self, on: &CanvasRenderingContext2d, width: f64, height: f64) -> Result<(), JsValue> {
        match self {
            Self::Bitmap(bitmap) => on.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height),
            Self::Image(image) => on.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height),
        }
    }

    fn close(&self) {
        if let Self::Bitmap(bitmap) = self {
            bitmap.close();
        }
    }
}

fn paint(picture: &Picture, orientation: u8) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let (width, height) = picture.size();
    let scale = (LONGEST / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let (size, [a, b, c, d, e, f]) = jpeg::upright(orientation, width, height);
    let (canvas, context) = canvas(size.0 as u32, size.1 as u32)?;
    context.set_transform(a, b, c, d, e, f).ok()?;
    picture.draw(&context, width, height).ok()?;
    Some((canvas, context))
}

fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

/// The middle of the picture, square.
fn thumb_of(picture: &HtmlCanvasElement) -> Option<HtmlCanvasElement> {
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let side = width.min(height);
    let (x, y) = ((width - side) / 2.0, (height - side) / 2.0);
    let (thumb, context) = canvas(THUMB, THUMB)?;
    let to = f64::from(THUMB);
    context
        .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            picture, x, y, side, side, 0.0, 0.0, to, to,
        )
        .ok()?;
    Some(thumb)
}

/// Whether some of it can be seen through, by a small copy: each of its pixels is the mean of those it stands for.
fn is_see_through(picture: &HtmlCanvasElement) -> bool {
    let alpha = || {
        let (_, context) = canvas(SAMPLE, SAMPLE)?;
        let side = f64::from(SAMPLE);
        context.draw_image_with_html_canvas_element_and_dw_and_dh(picture, 0.0, 0.0, side, side).ok()?;
        let pixels = context.get_image_data(0.0, 0.0, side, side).ok()?.data();
        Some(pixels.chunks_exact(4).any(|pixel| pixel[3] < 255))
    };
    alpha().unwrap_or(true)
}

fn under_paint(context: &CanvasRenderingContext2d, canvas: &HtmlCanvasElement) {
    // Neither can fail with these values; with the picture already there, "over" would hide it.
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    let _ = context.set_global_composite_operation("destination-over");
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
}

async fn encode(canvas: &HtmlCanvasElement, media_type: &str) -> Option<Blob> {
    let encoded = Promise::new(&mut |resolve, reject| {
        if canvas.to_blob_with_type_and_encoder_options(&resolve, media_type, &QUALITY.into()).is_err() {
            // What is told here is read by nobody.
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    // `null` when the engine can't; another type when it does not know this one.
    let bytes: Blob = encoded.await.ok()?.dyn_into().ok()?;
    (bytes.type_() == media_type).then_some(bytes)
}
