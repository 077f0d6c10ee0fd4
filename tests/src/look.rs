//! How the widget looks: measured boxes, computed styles and pixels, to compare one page with another.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use image::{RgbImage, imageops};
use serde_json::Value;

use crate::{browser::Browser, wait, widget::Widget};

/// What of an element's style must not depend on the page around.
const STYLES: [&str; 20] = [
    "display",
    "position",
    "color",
    "background-color",
    "font-size",
    "font-weight",
    "font-style",
    "line-height",
    "letter-spacing",
    "text-align",
    "text-transform",
    "padding-top",
    "padding-left",
    "margin-top",
    "margin-left",
    "border-top-width",
    "border-top-color",
    "border-top-left-radius",
    "opacity",
    "cursor",
];

/// Measures; null while the pointer rests on something.
const MEASURE: &str = "
if (all('[part~=panel] :hover, [part~=launcher]:hover').length) return null;
const styles = arguments[1];
const place = element => {
  const steps = [];
  for (let at = element; at && at.parentElement; at = at.parentElement)
    steps.unshift(`${at.tagName.toLowerCase()}${[...at.parentElement.children].indexOf(at)}`);
  return `${steps.join('>')} ${element.getAttribute('part') || ''}`;
};
const found = {};
for (const element of all('[part~=launcher], [part~=panel], [part~=panel] *')) {
  if (element.closest('svg') && element.tagName !== 'svg') continue;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  found[place(element)] = [box.x, box.y, box.width, box.height].map(Math.round).join(' ')
    + ' | ' + styles.map(name => `${name}: ${style.getPropertyValue(name)}`).join('; ');
}
return found";

/// The boxes and styles of a widget's visible elements, by their place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look(BTreeMap<String, String>);

impl Look {
    /// Measures everything visible in the panel, or the launcher while it is closed, with the pointer on none of it:
    /// what moved under a resting pointer shows it or not, as the engine likes.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn of(widget: &Widget<'_>) -> Result<Self> {
        widget.settled().await?;
        // Asked in the same breath: WebKit's driver answers before the page has heard where the pointer is.
        let found = wait::until("the pointer to rest on nothing", || async {
            widget.browser.park_pointer().await?;
            let found = widget.eval(MEASURE, STYLES.to_vec()).await?;
            Ok((!found.is_null()).then_some(found))
        })
        .await?;
        let look: BTreeMap<String, String> = serde_json::from_value(found)?;
        ensure!(!look.is_empty(), "the widget shows nothing to measure");
        Ok(Self(look))
    }

    /// Checks that another page's widget looks the same.
    ///
    /// # Errors
    /// Names the first elements that differ.
    pub fn same_as(&self, other: &Self) -> Result<()> {
        let mut differences = Vec::new();
        for (place, look) in &self.0 {
            match other.0.get(place) {
                None => differences.push(format!("{place} is missing")),
                Some(theirs) if theirs != look => differences.push(format!("{place}\n    {look}\n    {theirs}")),
                Some(_) => {}
            }
        }
        differences
            .extend(other.0.keys().filter(|place| !self.0.contains_key(*place)).map(|place| format!("{place} is new")));
        let some = differences.iter().take(4).cloned().collect::<Vec<_>>().join("\n  ");
        ensure!(differences.is_empty(), "{} elements look different, first\n  {some}", differences.len());
        Ok(())
    }
}

/// A picture of one element, cut from the page's, `inset` pixels within its edges: round corners show what is behind. The
/// pictures in it are waited for.
///
/// # Errors
/// When the element is not there.
pub async fn picture_of(widget: &Widget<'_>, selector: &str, inset: u32) -> Result<RgbImage> {
    widget.settled().await?;
    // Those in sight: what is further down is fetched when it comes near.
    let coming = "return all('img').some(image => {
        const box = image.getBoundingClientRect();
        return !image.complete && box.bottom > 0 && box.top < innerHeight;
    })";
    wait::until("every picture to be there", || async {
        Ok((widget.eval(coming, Value::Null).await? == false).then_some(()))
    })
    .await?;
    // What has come is drawn with the next frame.
    widget.settled().await?;
    let area = widget
        .eval(
            "const box = all(arguments[1])[0].getBoundingClientRect();
             const scale = devicePixelRatio;
             return [Math.max(0, box.x), Math.max(0, box.y), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)]
               .map(edge => Math.round(edge * scale))",
            selector,
        )
        .await?;
    let edge = |index: usize| area[index].as_u64().and_then(|edge| u32::try_from(edge).ok()).context("an edge");
    let (left, top, right, bottom) = (edge(0)?, edge(1)?, edge(2)?, edge(3)?);
    let page = image::load_from_memory(&widget.browser.screenshot().await?)?.to_rgb8();
    let (width, height) = (right.saturating_sub(left + 2 * inset), bottom.saturating_sub(top + 2 * inset));
    Ok(imageops::crop_imm(&page, left + inset, top + inset, width, height).to_image())
}

/// Checks that two pictures are the same but for `tolerance`, a share of full difference (0 to 1) that allows for
/// antialiasing.
///
/// # Errors
/// When their sizes or too many pixels differ.
pub fn same_picture(one: &RgbImage, other: &RgbImage, tolerance: f64) -> Result<()> {
    ensure!(one.dimensions() == other.dimensions(), "sizes {:?} and {:?}", one.dimensions(), other.dimensions());
    let score = image_compare::rgb_similarity_structure(&image_compare::Algorithm::RootMeanSquared, one, other)?.score;
    ensure!(1.0 - score <= tolerance, "the pictures differ by {:.5}, more than {tolerance}", 1.0 - score);
    Ok(())
}

/// What the host page looks like to its own scripts: every element's computed style outside the widget, and the names
/// on `window`.
///
/// # Errors
/// When the driver refuses.
pub async fn host_page(browser: &Browser) -> Result<Value> {
    browser
        .eval(
            "const elements = [document.documentElement, ...document.body.querySelectorAll('*'), document.body]
               .filter(element => !element.closest('aftercare-widget') && element.tagName !== 'SCRIPT');
             const found = {};
             elements.forEach((element, index) => {
               const style = getComputedStyle(element);
               found[`${index} ${element.tagName}`] = [...style].map(name => `${name}: ${style.getPropertyValue(name)}`)
                 .concat(JSON.stringify([...element.attributes].map(({name, value}) => [name, value]))).join('; ');
             });
             return found",
            vec![],
        )
        .await
}
