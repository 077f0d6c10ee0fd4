//! Where the gallery's pictures go, and the page that shows them.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
};

use aftercare_tests::{shopper::Shopper, stage::Stage};
use anyhow::{Context, Result};
use image::{Rgb, RgbImage, imageops};

/// The page; the names of the pictures are put into it.
const PAGE: &str = include_str!("../../pages/gallery.html");

/// The README's picture, in its language: these two of the album side by side, this many pixels apart and from the edge.
pub const README_LANGUAGE: &str = "en";
const README_PICTURE: (&str, [&str; 2]) = ("one-tap.png", ["en-light-360-order.png", "en-light-360-case.png"]);
const GAP: u32 = 24;
const GROUND: Rgb<u8> = Rgb([0xe9, 0xeb, 0xef]);

/// Where the pictures go, and which there are.
pub struct Album {
    folder: PathBuf,
    names: Vec<String>,
}

impl Album {
    /// An album of pictures whose names begin with `lang`; those of an earlier run go.
    pub fn open(stage: &Stage, lang: &str) -> Result<Self> {
        let folder = env::var_os("AFTERCARE_GALLERY").map_or_else(|| stage.folder().join("gallery"), PathBuf::from);
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        for old in pictures(&folder)?.iter().filter(|name| name.starts_with(&format!("{lang}-"))) {
            fs::remove_file(folder.join(old))?;
        }
        Ok(Self { folder, names: Vec::new() })
    }

    pub async fn take(&mut self, shopper: &Shopper<'_>, set: &str, view: &str) -> Result<()> {
        let name = format!("{set}-{view}.png");
        // Pictures still on their way would make two runs differ.
        shopper
            .browser
            .eval_async(
                "const root = document.querySelector('aftercare-widget').shadowRoot;
                 await Promise.all([...root.querySelectorAll('img')].map(image => image.complete || new Promise(done => {
                   image.addEventListener('load', done, {once: true});
                   image.addEventListener('error', done, {once: true});
                   image.loading = 'eager';
                 })))",
                vec![],
            )
            .await
            .with_context(|| name.clone())?;
        shopper.widget.settled().await?;
        fs::write(self.folder.join(&name), shopper.browser.screenshot().await?)?;
        self.names.push(name);
        Ok(())
    }

    /// Writes the README's picture.
    pub fn put_side_by_side(&self) -> Result<()> {
        let (name, pages) = README_PICTURE;
        let pages = pages.map(|page| image::open(self.folder.join(page)).with_context(|| page.to_owned()));
        let pages = pages.into_iter().collect::<Result<Vec<_>>>()?;
        let width = pages.iter().map(|page| page.width() + GAP).sum::<u32>() + GAP;
        let height = pages.iter().map(image::DynamicImage::height).max().unwrap_or_default() + 2 * GAP;
        let mut picture = RgbImage::from_pixel(width, height, GROUND);
        let mut left = GAP;
        for page in pages {
            imageops::replace(&mut picture, &page.to_rgb8(), i64::from(left), i64::from(GAP));
            left += page.width() + GAP;
        }
        picture.save(self.folder.join(name))?;
        Ok(())
    }

    /// Writes the page that shows all pictures in the folder, those of other trials too.
    pub fn close(&self) -> Result<()> {
        // One trial at a time: the last to come lists what all have taken.
        let lock = File::create(self.folder.join("lock"))?;
        lock.lock()?;
        let page = PAGE.replace("[/* names */]", &serde_json::to_string(&pictures(&self.folder)?)?);
        fs::write(self.folder.join("index.html"), page)?;
        Ok(())
    }

    /// The pictures taken, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// The pictures of views in a folder, by name.
fn pictures(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".png") && name != README_PICTURE.0 {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
