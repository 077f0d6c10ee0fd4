//! What is on the page, seen as a browser sees it.
#![allow(clippy::unwrap_used)]

use std::{cell::RefCell, rc::Rc};

use leptos::html;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::erased::{Mounted, Var, live, mount, nothing, prelude::*, tap, words};

/// A place of its own on the page.
fn place() -> HtmlElement {
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    place
}

/// What is in it, without the comments that keep places.
fn shown(place: &HtmlElement) -> String {
    place.inner_html().replace("<!---->", "")
}

async fn settled() {
    leptos::task::tick().await;
}

fn click(place: &HtmlElement, selector: &str) {
    place.query_selector(selector).unwrap().unwrap().unchecked_into::<HtmlElement>().click();
}

#[wasm_bindgen_test]
fn a_view_has_its_elements_attributes_and_texts_in_their_order() {
    let place = place();
    let none: Option<String> = None;
    let _mounted = mount(&place, || {
        view! {
            "Before"
            <p class="muted" class:strong=true class:soft=false lang=none data-kind=String::from("a\"b") hidden=true>
                "One " {"two"} <b>{3.to_string()}</b> {nothing()}
            </p>
            <input type="checkbox" required disabled=false prop:checked=true />
        }
    });
    assert_eq!(
        shown(&place),
        "Before<p class=\"muted strong\" data-kind=\"a&quot;b\" hidden=\"\">One two<b>3</b></p>\
         <input type=\"checkbox\" required=\"\">"
    );
    assert!(place.query_selector("input").unwrap().unwrap().unchecked_into::<HtmlInputElement>().checked());
}

#[wasm_bindgen_test]
fn a_drawing_is_one_to_the_browser() {
    let place = place();
    let _mounted = mount(&place, || view! { <svg viewBox="0 0 2 2"><path d="M0 0h2" /></svg> });
    for element in ["svg", "path"] {
        let namespace = place.query_selector(element).unwrap().unwrap().namespace_uri();
        assert_eq!(namespace.as_deref(), Some("http://www.w3.org/2000/svg"));
    }
    assert!(shown(&place).contains("viewBox"));
}

#[wasm_bindgen_test]
async fn what_follows_a_value_changes_where_it_stands() {
    let place = place();
    let name = Var::new(None::<Var<&'static str>>);
    let _mounted = mount(&place, move || {
        let who = Var::new("Ada");
        name.set(Some(who));
        view! {
            <p title=words(move || who.get().to_owned()) class:long=move || { who.get().len() > 3 }>
                "Hello " {words(move || who.get().to_owned())}
            </p>
        }
    });
    let paragraph = place.first_element_child().unwrap();
    assert_eq!(shown(&place), "<p title=\"Ada\">Hello Ada</p>");
    name.now().unwrap().set("Grace");
    settled().await;
    assert_eq!(shown(&place), "<p title=\"Grace\" class=\"long\">Hello Grace</p>");
    assert_eq!(place.first_element_child().unwrap(), paragraph);
}

#[wasm_bindgen_test]
async fn a_part_drawn_anew_keeps_the_focus_and_what_was_typed() {
    let place = place();
    let round = Var::new(0);
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hears = Rc::clone(&heard);
    let _mounted = mount(&place, move || {
        live(move || {
            let (now, hears) = (round.get(), Rc::clone(&hears));
            view! {
                <input data-round=now.to_string() on:click=tap(move || hears.borrow_mut().push(now)) />
                {(now == 0).then(|| view! { <p>"First"</p> })}
            }
        })
    });
    let input: HtmlInputElement = place.query_selector("input").unwrap().unwrap().unchecked_into();
    input.focus().unwrap();
    input.set_value("half a sen");
    round.set(1);
    settled().await;
    assert_eq!(shown(&place), "<input data-round=\"1\">");
    assert_eq!(document().active_element().as_ref(), Some(input.as_ref()));
    assert_eq!(input.value(), "half a sen");
    // The new handler hears, and the old one no more.
    input.click();
    assert_eq!(*heard.borrow(), [1]);
}

#[wasm_bindgen_test]
async fn another_view_takes_the_place_of_the_one_before() {
    let place = place();
    let which = Var::new(0);
    let _mounted = mount(&place, move || {
        let middle = live(move || match which.get() {
            0 => nothing(),
            1 => view! { <i>"one"</i> <i>"two"</i> },
            2 => vec![view! { <u>"a"</u> }, live(|| view! { <u>"b"</u> })].into_any(),
            3 => String::from("text").into_any(),
            _ => view! { {live(move || view! { <b>"deep"</b> })} "!" },
        });
        view! { <span>{middle}</span> "end" }
    });
    for (turn, inside) in
        [(1, "<i>one</i><i>two</i>"), (2, "<u>a</u><u>b</u>"), (3, "text"), (4, "<b>deep</b>!"), (0, "")]
    {
        which.set(turn);
        settled().await;
        assert_eq!(shown(&place), format!("<span>{inside}</span>end"));
    }
}

#[wasm_bindgen_test]
async fn a_list_grows_and_shrinks_at_its_end() {
    let place = place();
    let count = Var::new(2);
    let _mounted = mount(&place, move || {
        let items = live(move || {
            let items: Vec<_> = (0..count.get()).map(|at| view! { <li>{at.to_string()}</li> }).collect();
            items.into_any()
        });
        view! { <ul>{items}</ul> }
    });
    let first = place.query_selector("li").unwrap();
    for (turn, items) in [(4, "0 1 2 3"), (0, ""), (1, "0"), (3, "0 1 2")] {
        count.set(turn);
        settled().await;
        assert_eq!(place.text_content().unwrap(), items.replace(' ', ""));
    }
    assert_ne!(place.query_selector("li").unwrap(), first, "there was none in between");
}

#[wasm_bindgen_test]
async fn a_checkbox_that_is_drawn_anew_is_what_the_widget_says_not_what_was_tapped() {
    let place = place();
    let again = Var::new(());
    let _mounted = mount(&place, move || {
        live(move || {
            let () = again.get();
            view! { <input type="checkbox" prop:checked=false /> }
        })
    });
    let input: HtmlInputElement = place.query_selector("input").unwrap().unwrap().unchecked_into();
    input.click();
    assert!(input.checked());
    again.set(());
    settled().await;
    assert!(!input.checked());
}

#[wasm_bindgen_test]
async fn what_has_left_hears_nothing_and_lets_go_of_everything() {
    let place = place();
    let witness = Rc::new(());
    let (in_handler, in_part) = (Rc::clone(&witness), Rc::clone(&witness));
    let mounted: Mounted = mount(&place, move || {
        let count = Var::new(0);
        let part = live(move || {
            let _ = &in_part;
            view! { <b>{words(move || count.get().to_string())}</b> }
        });
        let press = tap(move || {
            let _ = &in_handler;
            count.set(count.now() + 1);
        });
        view! { <button on:click=press>{part}</button> }
    });
    click(&place, "button");
    settled().await;
    assert_eq!(shown(&place), "<button><b>1</b></button>");
    let button: HtmlElement = place.query_selector("button").unwrap().unwrap().unchecked_into();
    drop(mounted);
    assert_eq!(place.inner_html(), "");
    button.click();
    settled().await;
    assert_eq!(Rc::strong_count(&witness), 1);
}

#[wasm_bindgen_test]
async fn who_asks_for_an_element_gets_it() {
    let place = place();
    let field = NodeRef::<html::Input>::new();
    let _mounted = mount(&place, move || view! { <input name="field" node_ref=field /> });
    assert_eq!(field.get_untracked().map(|it| it.name()).as_deref(), Some("field"));
}
