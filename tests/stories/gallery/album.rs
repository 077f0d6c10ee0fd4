//! Where the gallery's pictures go, and the page that shows them.

use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
};

use aftercare_tests::{shopper::Shopper, stage::Stage};
use anyhow::{Context, Result};
use image::{Rgb, RgbImage, imageops};
use serde_json::json;

/// The page; the names of the pictures are put into it.
const PAGE: &str = include_str!("../../pages/gallery.html");

const SIZES: [(u32, u32); 2] = [(360, 740), (1280, 800)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Puts on a theme, scrolls a part to where the eye is, or else to the top, and waits for pictures still on their way: they would make two
/// runs differ.
const DRESS: &str = "
const [theme, part] = arguments_;
const root = document.querySelector('aftercare-widget').shadowRoot;
Aftercare.update({theme});
const found = part && [...root.querySelectorAll(`[part~=\"${part}\"]`)].find(it => it.getClientRects().length);
const view = root.querySelector('[part~=view]');
if (found) found.scrollIntoView({block: 'start'});
else if (view) view.scrollTop = 0;
await Promise.all([...root.querySelectorAll('img')].map(image => image.complete || new Promise(done => {
  image.addEventListener('load', done, {once: true});
  image.addEventListener('error', done, {once: true});
  image.loading = 'eager';
})))";

/// The README's picture: these two views side by side, this many pixels apart and from the edge.
const README_PICTURE: &str = "one-tap.png";
const GAP: u32 = 24;
const GROUND: Rgb<u8> = Rgb([0xe9, 0xeb, 0xef]);

/// A chapter of the gallery in one language.
pub struct Album {
    gallery: PathBuf,
    folder: PathBuf,
    /// The views taken, in order.
    views: Vec<String>,
}

impl Album {
    /// An empty one: the pictures of an earlier run go.
    pub fn open(stage: &Stage, lang: &str, chapter: &str) -> Result<Self> {
        let gallery = env::var_os("AFTERCARE_GALLERY").map_or_else(|| stage.folder().join("gallery"), PathBuf::from);
        let folder = gallery.join(lang).join(chapter);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self { gallery, folder, views: Vec::new() })
    }

    /// Takes what the shopper sees, in each size and theme. The view is the same throughout and flows anew.
    pub async fn take(&mut self, shopper: &Shopper<'_>, view: &str) -> Result<()> {
        self.take_at(shopper, view, "").await
    }

    /// [`Album::take`], with the view scrolled to a part.
    pub async fn take_at(&mut self, shopper: &Shopper<'_>, view: &str, part: &str) -> Result<()> {
        self.views.push(view.to_owned());
        for (width, height) in SIZES {
            shopper.browser.viewport(width, height).await?;
            for theme in THEMES {
                let dressed = shopper.browser.eval_async(DRESS, vec![json!(theme), json!(part)]).await;
                dressed.with_context(|| view.to_owned())?;
                shopper.widget.settled().await?;
                let file = self.file(theme, width, self.views.len(), view);
                fs::write(file, shopper.browser.screenshot().await?)?;
            }
        }
        Ok(())
    }

    fn file(&self, theme: &str, width: u32, place: usize, view: &str) -> PathBuf {
        self.folder.join(format!("{place:02}-{theme}-{width}-{view}.png"))
    }

    /// Writes the README's picture.
    pub fn put_side_by_side(&self, views: [&str; 2]) -> Result<()> {
        let picture = |view: &str| {
            let place = self.views.iter().position(|taken| taken == view).context("a view that was taken")?;
            let file = self.file(THEMES[0], SIZES[0].0, place + 1, view);
            image::open(&file).with_context(|| file.display().to_string())
        };
        let pages = views.into_iter().map(picture).collect::<Result<Vec<_>>>()?;
        let width = pages.iter().map(|page| page.width() + GAP).sum::<u32>() + GAP;
        let height = pages.iter().map(image::DynamicImage::height).max().unwrap_or_default() + 2 * GAP;
        let mut side_by_side = RgbImage::from_pixel(width, height, GROUND);
        let mut left = GAP;
        for page in pages {
            imageops::replace(&mut side_by_side, &page.to_rgb8(), i64::from(left), i64::from(GAP));
            left += page.width() + GAP;
        }
        side_by_side.save(self.gallery.join(README_PICTURE))?;
        Ok(())
    }

    /// Writes the page that shows all pictures there are, those of other trials too.
    pub fn close(self) -> Result<()> {
        // One trial at a time: the last to come lists what all have taken.
        let lock = File::create(self.gallery.join("lock"))?;
        lock.lock()?;
        let page = PAGE.replace("[/* names */]", &serde_json::to_string(&pictures(&self.gallery)?)?);
        fs::write(self.gallery.join("index.html"), page)?;
        Ok(())
    }
}

/// The pictures below the gallery's folder: language, chapter and name, in order.
fn pictures(gallery: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for lang in folders(gallery)? {
        for chapter in folders(&lang)? {
            for entry in fs::read_dir(&chapter)? {
                let path = entry?.path();
                names.extend(path.strip_prefix(gallery)?.to_str().map(str::to_owned));
            }
        }
    }
    names.sort();
    Ok(names)
}

fn folders(within: &Path) -> Result<Vec<PathBuf>> {
    let paths = fs::read_dir(within)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}
