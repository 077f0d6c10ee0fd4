//! Controls and shapes. They know no client, no state and no sentence: text comes in ready to show.

mod card;
mod icon;
mod notice;
mod picture;
mod qr;
mod skeleton;
mod tag;
mod timeline;

pub use card::{Fact, facts, section};
pub use icon::{Icon, icon};
pub use notice::{Notice, notice};
pub use picture::picture;
pub use qr::qr_code;
pub use skeleton::{skeleton, skeleton_form};
pub use tag::{Tone, tag};
pub use timeline::{Step, timeline};
