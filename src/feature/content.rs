//! The shop's own texts, laid out block by block. A part that several jobs share.

use aftercare_contract::content::{Block, Picture, Span};

use crate::{
    erased::{Var, live, nothing, prelude::*},
    ui::{block as div, parts},
};

/// Only these open something a shopper expects; anything else from a server is shown, not linked.
const SCHEMES: [&str; 3] = ["https:", "mailto:", "tel:"];

/// Blocks one below the other. One of a kind that the widget does not know is left out.
pub fn content(blocks: &[Block]) -> AnyView {
    div("prose", parts(blocks.iter().map(block).collect()))
}

fn block(block: &Block) -> AnyView {
    match block.kind.as_str() {
        "heading" => view! { <h3 class="prose-heading">{spans(&block.spans)}</h3> }.into_any(),
        "paragraph" => view! { <p>{spans(&block.spans)}</p> }.into_any(),
        "note" => view! { <p class="prose-note" role="note">{spans(&block.spans)}</p> }.into_any(),
        "list" => {
            let items = block.items.iter().map(|item| view! { <li>{spans(&item.spans)}</li> }.into_any());
            let items = parts(items.collect());
            if block.ordered {
                view! { <ol class="prose-list ordered">{items}</ol> }.into_any()
            } else {
                view! { <ul class="prose-list">{items}</ul> }.into_any()
            }
        }
        "table" => table(&block.rows),
        "image" => block.image.as_ref().map_or_else(nothing, illustration),
        _ => nothing(),
    }
}

fn spans(spans: &[Span]) -> AnyView {
    let spans = spans.iter().map(|span| {
        let text = span.text.clone();
        let text = if span.strong { view! { <strong>{text}</strong> }.into_any() } else { text.into_any() };
        match safe(span.url.as_deref()) {
            Some(url) => view! { <a class="prose-link" href=url target="_blank" rel="noopener">{text}</a> }.into_any(),
            None => text,
        }
    });
    parts(spans.collect())
}

/// An address to link to, unless it is of a kind that could do anything else than lead somewhere.
pub fn safe(url: Option<&str>) -> Option<String> {
    url.filter(|url| SCHEMES.iter().any(|scheme| url.starts_with(scheme))).map(ToOwned::to_owned)
}

/// The first row is the head.
fn table(rows: &[Vec<String>]) -> AnyView {
    let Some((head, body)) = rows.split_first() else { return nothing() };
    let head = head.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> }.into_any()).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| view! { <td>{cell.clone()}</td> }.into_any()).collect();
        view! { <tr>{parts(cells)}</tr> }.into_any()
    };
    view! {
        <table class="prose-table">
            <thead>
                <tr>{parts(head)}</tr>
            </thead>
            <tbody>{parts(body.iter().map(row).collect())}</tbody>
        </table>
    }
    .into_any()
}

/// A picture; what it shows in words when its address turns out dead.
fn illustration(picture: &Picture) -> AnyView {
    let Picture { url, alt } = picture.clone();
    let is_there = Var::new(true);
    live(move || {
        if is_there.get() {
            view! {
                <img class="prose-image" src=url.clone() alt=alt.clone() loading="lazy" on:error=move |_| is_there.set(false) />
            }
            .into_any()
        } else {
            view! { <p class="muted">{alt.clone()}</p> }.into_any()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_what_leads_somewhere_is_linked() {
        for url in ["https://shop.example/terms", "mailto:care@shop.example", "tel:+864008001234"] {
            assert_eq!(safe(Some(url)).as_deref(), Some(url));
        }
        for url in ["javascript:alert(1)", "data:text/html,x", "http://shop.example", "/terms", " https://shop.example"]
        {
            assert_eq!(safe(Some(url)), None, "{url}");
        }
        assert_eq!(safe(None), None);
    }
}
