//! Controls and shapes. They know no client, no state and no sentence: text comes in ready to show.

mod card;
mod controls;
mod fold;
mod icon;
mod notice;
mod picture;
mod qr;
mod sight;
mod skeleton;
mod stars;
mod stretches;
mod submit;
mod tag;
mod timeline;

pub use card::{Fact, facts, section};
pub use controls::{Choice, block, boxed, choice, group, parts, texts, typed};
pub use fold::fold;
pub use icon::{Icon, icon};
pub use notice::{Action, Notice, notice};
pub use picture::picture;
pub use qr::qr_code;
pub use sight::{Sight, scroll_to, scrolled, scroller};
pub use skeleton::{skeleton, skeleton_form};
pub use stars::{Rating, rating, stars};
pub use stretches::Stretches;
pub use submit::{Submit, submit};
pub use tag::{Tone, tag};
pub use timeline::{Step, steps, timeline};
