//! Line icons on a 20 × 20 grid.

use crate::erased::prelude::*;

/// An icon, named by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Add,
    Back,
    Close,
    File,
    Forward,
    Parcel,
}

/// Draws an icon in the text's colour. Hidden from screen readers: the control around it has a name.
pub fn icon(which: Icon) -> AnyView {
    let path = match which {
        Icon::Add => "M10 4v12M4 10h12",
        Icon::Back => "M12 4l-6 6 6 6",
        Icon::Close => "M5 5l10 10M15 5L5 15",
        Icon::File => "M6 3h5l4 4v10H6zM11 3v4h4",
        Icon::Forward => "M8 4l6 6-6 6",
        Icon::Parcel => "M3 6.5L10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7",
    };
    view! {
        <svg class="icon" class:flips=matches!(which, Icon::Back | Icon::Forward) viewBox="0 0 20 20" aria-hidden="true">
            <path d=path />
        </svg>
    }
    .into_any()
}
