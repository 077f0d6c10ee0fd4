//! A list without an end, of which only what is near the eye is on the page.
//!
//! It is cut into stretches. One that is far is an empty box of the height it had, so that the page stays as long as it
//! was and the scrollbar true. Each is mounted by itself: what is added, drawn or taken away leaves the others as they
//! are.

use std::{any::Any, cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::sight::{Sight, scroller};

use crate::erased::{mount, prelude::*};

type Draw = Rc<dyn Fn() -> AnyView>;

/// The stretches of a list; dropped, they leave the page.
pub struct Stretches {
    list: HtmlElement,
    known: Rc<RefCell<Vec<Stretch>>>,
    /// `None` where the engine can't tell what is near: then everything stays.
    sight: Option<Sight>,
}

struct Stretch {
    element: HtmlElement,
    draw: Draw,
    /// The view on the page, while it is near; dropped, it is gone.
    drawn: Option<Box<dyn Any>>,
}

impl Stretches {
    /// Stretches in `list`, which is on the page already.
    #[must_use]
    pub fn new(list: HtmlElement) -> Self {
        let known = Rc::new(RefCell::new(Vec::new()));
        let those = Rc::downgrade(&known);
        let sight = Sight::new(scroller(&list).as_ref(), move |element, near| {
            let Some(known) = those.upgrade() else { return };
            let place =
                known.borrow().iter().position(|it: &Stretch| *AsRef::<Element>::as_ref(&it.element) == *element);
            if let Some(place) = place {
                if near { draw(&known, place) } else { forget(&known, place) }
            }
        });
        Self { list, known, sight }
    }

    /// Adds one below the others. With the `height` it had before it is drawn when it comes near, else at once.
    ///
    /// `joined` says that it goes on where the one before ended, without a gap.
    pub fn push(&self, height: Option<f64>, joined: bool, how: impl Fn() -> AnyView + 'static) {
        self.push_any(height, joined, Rc::new(how));
    }

    fn push_any(&self, height: Option<f64>, joined: bool, how: Draw) {
        let Some(element) = document().create_element("div").ok().and_then(|it| it.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        element.set_class_name(if joined { "stretch joins" } else { "stretch" });
        if joined && let Some(before) = self.known.borrow().last() {
            let _ = before.element.class_list().add_1("joined");
        }
        // A list that has left the page meanwhile takes nobody in; then there is nobody to see it either.
        let _ = self.list.append_child(&element);
        let place = {
            let mut known = self.known.borrow_mut();
            known.push(Stretch { element: element.clone(), draw: how, drawn: None });
            known.len() - 1
        };
        match height.filter(|_| self.sight.is_some()) {
            Some(height) => set_height(&element, Some(height)),
            None => draw(&self.known, place),
        }
        if let Some(sight) = &self.sight {
            sight.watch(&element);
        }
    }

    /// Draws one at once and gives its box.
    #[must_use]
    pub fn show(&self, place: usize) -> Option<HtmlElement> {
        draw(&self.known, place);
        self.known.borrow().get(place).map(|it| it.element.clone())
    }

    /// Draws one anew, if it is drawn, because what it shows has changed.
    pub fn redraw(&self, place: usize) {
        let was = self.known.borrow_mut().get_mut(place).and_then(|it| it.drawn.take());
        if was.is_some() {
            drop(was);
            draw(&self.known, place);
        }
    }

    /// The height of each, in CSS pixels.
    #[must_use]
    pub fn heights(&self) -> Vec<f64> {
        self.known.borrow().iter().map(|it| height(&it.element)).collect()
    }
}

impl Drop for Stretches {
    fn drop(&mut self) {
        for gone in self.known.borrow_mut().drain(..) {
            gone.element.remove();
        }
    }
}

fn draw(known: &RefCell<Vec<Stretch>>, place: usize) {
    let found =
        known.borrow().get(place).filter(|it| it.drawn.is_none()).map(|it| (it.element.clone(), it.draw.clone()));
    let Some((element, how)) = found else { return };
    set_height(&element, None);
    let drawn = mount(&element, move || how());
    if let Some(it) = known.borrow_mut().get_mut(place) {
        it.drawn = Some(Box::new(drawn));
    }
}

/// Takes a stretch off the page, unless the focus is in it or nobody can say how high it is: in a closed panel
/// everything is far and flat.
fn forget(known: &RefCell<Vec<Stretch>>, place: usize) {
    let Some(element) = known.borrow().get(place).map(|it| it.element.clone()) else { return };
    let high = height(&element);
    if high == 0.0 || has_focus(&element) {
        return;
    }
    let gone = known.borrow_mut().get_mut(place).and_then(|it| it.drawn.take());
    if gone.is_some() {
        set_height(&element, Some(high));
    }
}

fn has_focus(element: &Element) -> bool {
    let root = element.get_root_node().dyn_into::<ShadowRoot>().ok();
    root.and_then(|root| root.active_element()).is_some_and(|it| element.contains(Some(&it)))
}

fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

fn set_height(element: &HtmlElement, height: Option<f64>) {
    // Through the style object: a strict content policy refuses the attribute.
    let value = height.map(pixels).unwrap_or_default();
    let _ = element.style().set_property("height", &value);
}

/// In hundredths, made of whole numbers: what prints any fraction is 3 kB.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height on a page")]
fn pixels(height: f64) -> String {
    let hundredths = (height * 100.0).round() as u64;
    format!("{}.{:02}px", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn a_height_is_told_to_the_hundredth() {
        assert_eq!(pixels(523.456), "523.46px");
        assert_eq!(pixels(80.0), "80.00px");
        assert_eq!(pixels(0.05), "0.05px");
    }
}
