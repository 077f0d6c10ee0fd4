//! The sample shop's pictures, drawn for it and built in.

/// File names and drawings.
const PICTURES: &[(&str, &str)] = &[
    ("backpack.svg", include_str!("../media/backpack.svg")),
    ("blanket.svg", include_str!("../media/blanket.svg")),
    ("bottle.svg", include_str!("../media/bottle.svg")),
    ("card.svg", include_str!("../media/card.svg")),
    ("cup.svg", include_str!("../media/cup.svg")),
    ("headphones.svg", include_str!("../media/headphones.svg")),
    ("jacket.svg", include_str!("../media/jacket.svg")),
    ("lamp.svg", include_str!("../media/lamp.svg")),
    ("logo.svg", include_str!("../media/logo.svg")),
    ("pan.svg", include_str!("../media/pan.svg")),
    ("scarf.svg", include_str!("../media/scarf.svg")),
    ("shoe.svg", include_str!("../media/shoe.svg")),
    ("socks.svg", include_str!("../media/socks.svg")),
    ("tent.svg", include_str!("../media/tent.svg")),
];

/// The picture in this file.
#[must_use]
pub fn picture(file: &str) -> Option<&'static str> {
    PICTURES.iter().find(|(name, _)| *name == file).map(|(_, drawing)| *drawing)
}
