//! What the shop takes, and what this form has use for.

use aftercare_contract::capabilities::UploadsCapability;

use super::Wanted;

/// What is done with a file before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Drawn anew: smaller, upright, without what the camera wrote into it.
    Photo,
    /// Sent as it is but for the place, once its length is known.
    Video,
    /// Any other, a bill for example: sent as it is.
    Document,
}

/// Why a file is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    Type,
    Size,
    Count,
    Length,
    /// A photo of a kind that this browser can't open, or a video that may hold a place where nobody looks.
    Unreadable,
}

/// The shop's limits for one form.
#[derive(Clone, Debug)]
pub struct Limits {
    shop: UploadsCapability,
    wanted: Wanted,
}

impl Limits {
    pub fn new(shop: UploadsCapability, wanted: Wanted) -> Self {
        Self { shop, wanted }
    }

    pub fn most_files(&self) -> u32 {
        self.shop.max_files
    }

    /// In bytes.
    pub fn most_bytes(&self) -> u64 {
        self.shop.max_bytes
    }

    /// In seconds.
    pub fn longest_video(&self) -> Option<u32> {
        self.shop.max_video_seconds
    }

    /// What a photo is drawn as, in the order of liking; empty when the shop takes no photos.
    pub fn photo_types(&self) -> Vec<&'static str> {
        let drawn = ["image/jpeg", "image/png"];
        drawn.into_iter().filter(|drawn| self.shop.media_types.iter().any(|taken| taken == drawn)).collect()
    }

    pub fn takes_videos(&self) -> bool {
        self.taken().any(|taken| kind_of(taken) == Some(Kind::Video))
    }

    /// The types to offer in the browser's own dialog. One that lacks HEIC makes an iPhone turn its photos into JPEG, so
    /// it is left out: the phone does that better than we.
    pub fn accept(&self) -> String {
        self.taken().filter(|taken| !is_heic(taken)).collect::<Vec<_>>().join(",")
    }

    /// The types by the names people know, for example `JPEG, PNG, MP4`.
    pub fn names(&self) -> String {
        let mut names: Vec<String> = Vec::new();
        for taken in self.taken() {
            let name = match taken.rsplit('/').next().unwrap_or(taken) {
                "quicktime" => "MOV".to_owned(),
                other => other.to_ascii_uppercase(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// What to do with a file of this type and size, when `there` others are there already.
    ///
    /// A photo may be of any type that can be opened, and of any size: it is drawn anew.
    pub fn check(&self, media_type: &str, bytes: u64, there: usize) -> Result<Kind, Unfit> {
        let kind = kind_of(media_type).filter(|kind| match kind {
            Kind::Photo => self.wants(Kind::Photo) && !self.photo_types().is_empty(),
            Kind::Video | Kind::Document => self.taken().any(|taken| taken == media_type),
        });
        let kind = kind.ok_or(Unfit::Type)?;
        if there >= self.shop.max_files as usize {
            return Err(Unfit::Count);
        }
        if kind != Kind::Photo && bytes > self.shop.max_bytes {
            return Err(Unfit::Size);
        }
        Ok(kind)
    }

    fn taken(&self) -> impl Iterator<Item = &str> {
        self.shop
            .media_types
            .iter()
            .map(String::as_str)
            .filter(|taken| kind_of(taken).is_some_and(|kind| self.wants(kind)))
    }

    fn wants(&self, kind: Kind) -> bool {
        match self.wanted {
            Wanted::Photos => kind == Kind::Photo,
            Wanted::Videos => kind == Kind::Video,
            Wanted::PhotosAndVideos => kind != Kind::Document,
            Wanted::Files => true,
        }
    }
}

/// A file's type; by its name where the browser knows none, as for HEIC on most desktops.
pub fn media_type(said: &str, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    if said.is_empty() && (name.ends_with(".heic") || name.ends_with(".heif")) {
        return "image/heic".to_owned();
    }
    said.to_ascii_lowercase()
}

pub fn is_heic(media_type: &str) -> bool {
    matches!(media_type, "image/heic" | "image/heif")
}

fn kind_of(media_type: &str) -> Option<Kind> {
    match media_type.split('/').next() {
        Some("image") => Some(Kind::Photo),
        Some("video") => Some(Kind::Video),
        Some("") | None => None,
        Some(_) => Some(Kind::Document),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(wanted: Wanted) -> Limits {
        let media_types = ["image/jpeg", "image/png", "image/heic", "video/mp4", "video/quicktime", "application/pdf"];
        let media_types = media_types.map(str::to_owned).to_vec();
        let shop = UploadsCapability { max_bytes: 1000, media_types, max_files: 2, max_video_seconds: Some(60) };
        Limits::new(shop, wanted)
    }

    #[test]
    fn only_what_the_form_has_use_for_is_offered() {
        assert_eq!(limits(Wanted::Photos).accept(), "image/jpeg,image/png");
        assert_eq!(limits(Wanted::Videos).names(), "MP4, MOV");
        assert_eq!(limits(Wanted::PhotosAndVideos).names(), "JPEG, PNG, HEIC, MP4, MOV");
        assert_eq!(limits(Wanted::PhotosAndVideos).check("application/pdf", 1, 0), Err(Unfit::Type));
        assert_eq!(limits(Wanted::Files).names(), "JPEG, PNG, HEIC, MP4, MOV, PDF");
        assert_eq!(limits(Wanted::Files).check("application/pdf", 1, 0), Ok(Kind::Document));
        assert_eq!(limits(Wanted::Files).check("application/pdf", 1001, 0), Err(Unfit::Size));
        assert_eq!(limits(Wanted::Files).check("application/zip", 1, 0), Err(Unfit::Type));
        assert_eq!(limits(Wanted::Files).check("", 1, 0), Err(Unfit::Type));
    }

    #[test]
    fn a_photo_may_be_large_because_it_is_drawn_anew() {
        let limits = limits(Wanted::PhotosAndVideos);
        assert_eq!(limits.check("image/webp", 9_000_000, 1), Ok(Kind::Photo));
        assert_eq!(limits.check("video/mp4", 1001, 1), Err(Unfit::Size));
        assert_eq!(limits.check("video/mp4", 1000, 1), Ok(Kind::Video));
        assert_eq!(limits.check("video/webm", 10, 1), Err(Unfit::Type));
        assert_eq!(limits.check("image/jpeg", 10, 2), Err(Unfit::Count));
    }

    #[test]
    fn where_no_drawn_photo_is_taken_none_is_offered() {
        let shop = UploadsCapability {
            max_bytes: 1000,
            media_types: vec!["image/heic".into(), "video/mp4".into()],
            max_files: 2,
            max_video_seconds: None,
        };
        let limits = Limits::new(shop, Wanted::PhotosAndVideos);
        assert_eq!(limits.check("image/heic", 10, 0), Err(Unfit::Type));
        assert_eq!(limits.accept(), "video/mp4");
    }

    #[test]
    fn a_heic_without_a_type_is_known_by_its_name() {
        assert_eq!(media_type("", "IMG_0042.HEIC"), "image/heic");
        assert_eq!(media_type("IMAGE/JPEG", "a.heic"), "image/jpeg");
        assert_eq!(media_type("", "notes"), "");
    }
}
