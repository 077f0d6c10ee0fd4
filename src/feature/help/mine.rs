//! What the shopper has: guides to mend it, manuals, care tips.

use std::rc::Rc;

use aftercare_contract::{
    content::Picture,
    guide::GuideSummary,
    order::{LineItem, Order, OrderSummary},
};

use super::row::{Row, row};
use crate::{
    client::{Failure, Keeping, both},
    erased::{Var, live, nothing, prelude::*},
    feature::{content::content, frame},
    state::{Guided, Load, Matter, Remote, Shell, View},
    ui::{Icon, fold, icon, parts, picture, section, skeleton},
};

/// Of more products than these each is opened by a tap: nobody reads a page of thirty, and nobody's shop is asked for it.
const SOME: usize = 3;

/// How many of the latest orders are named.
const ORDERS: usize = 5;

/// What the shop has written down at all.
#[derive(Clone, Copy)]
pub struct Wanted {
    pub guides: bool,
    pub care: bool,
}

/// What belongs to a product.
struct Belongings {
    guides: Vec<GuideSummary>,
    keeping: Keeping,
}

/// The items of the order it is about; without one, the latest orders to choose from.
pub fn mine(shell: Shell, about: Option<Rc<Matter>>, wanted: Wanted) -> AnyView {
    match about {
        _ if !wanted.guides && !wanted.care => nothing(),
        Some(about) => of_order(shell, about, wanted),
        None => latest(shell),
    }
}

fn latest(shell: Shell) -> AnyView {
    let orders = Remote::new(shell, None, |client, abort| async move { client.orders("", None, &abort).await });
    live(move || {
        // The list is a short cut: without it each order's own page leads here too.
        let Load::Ready(page) = orders.get() else { return nothing() };
        let rows: Views = page.data.iter().take(ORDERS).map(|order| order_row(shell, order)).collect();
        if rows.is_empty() {
            return nothing();
        }
        section(shell.i18n_now().t("help.orders"), view! { <div class="card rows">{rows}</div> }.into_any())
    })
}

fn order_row(shell: Shell, order: &OrderSummary) -> AnyView {
    let about = Rc::new(Matter {
        order_id: order.id.clone(),
        order_number: order.number.clone(),
        line_item_id: None,
        case: None,
        tried: Vec::new(),
    });
    let way = Row {
        part: "help-order",
        id: order.id.clone(),
        picture: picture(order.image_url.clone()),
        title: order.title.clone(),
        detail: shell.i18n_now().fill("title.order", &[("number", &order.number)]),
    };
    row(way, move || shell.views.push(View::Help { about: Some(Rc::clone(&about)) }))
}

fn of_order(shell: Shell, about: Rc<Matter>, wanted: Wanted) -> AnyView {
    let id = about.order_id.clone();
    let order = Remote::new(shell, None, move |client, abort| {
        let id = id.clone();
        async move { client.order(&id, &abort).await }
    });
    let about = Var::new(about);
    live(move || match order.get() {
        Load::Waiting => skeleton(shell.i18n_now().t("state.loading")),
        Load::Ready(order) => items(shell, &about.now(), &order, wanted),
        Load::Failed(failure) => frame::trouble(shell, &failure, Callback::new(move |()| order.reload())),
    })
}

/// A product once, however many lines it has; nothing is kept or mended before it is there.
fn items(shell: Shell, about: &Rc<Matter>, order: &Order, wanted: Wanted) -> AnyView {
    let mut items: Vec<&LineItem> = Vec::new();
    let meant = |item: &&LineItem| about.line_item_id.as_ref().is_none_or(|id| item.id == *id);
    for item in order.lines.iter().filter(meant).filter(|item| item.quantity.fulfilled > 0) {
        if items.iter().all(|known| known.product_id != item.product_id) {
            items.push(item);
        }
    }
    if items.len() <= SOME {
        return parts(items.into_iter().map(|item| belongings(shell, about, item, wanted)).collect());
    }
    let rows: Views = items.into_iter().map(|item| item_row(shell, about, item)).collect();
    section(shell.i18n_now().t("help.items"), view! { <div class="card rows">{rows}</div> }.into_any())
}

fn item_row(shell: Shell, about: &Rc<Matter>, item: &LineItem) -> AnyView {
    let about = Rc::new(Matter { line_item_id: Some(item.id.clone()), ..(**about).clone() });
    let way = Row {
        part: "help-item",
        id: item.id.clone(),
        picture: picture(item.image_url.clone()),
        title: item.title.clone(),
        detail: item.variant_label.clone().unwrap_or_default(),
    };
    row(way, move || shell.views.push(View::Help { about: Some(Rc::clone(&about)) }))
}

/// What there is about one product; a product of which nothing is written is left out.
fn belongings(shell: Shell, about: &Rc<Matter>, item: &LineItem, wanted: Wanted) -> AnyView {
    let product = item.product_id.clone();
    let belongings = Remote::new(shell, None, move |client, abort| {
        let product = product.clone();
        async move {
            let guides = async { if wanted.guides { client.guides(&product, &abort).await } else { Ok(Vec::new()) } };
            let keeping = async {
                let nothing = Keeping { manuals: Vec::new(), tips: Vec::new() };
                match wanted.care {
                    true => match client.keeping(&product, &abort).await {
                        Err(Failure::Missing) => Ok(nothing),
                        read => read,
                    },
                    false => Ok(nothing),
                }
            };
            let (guides, keeping) = both(guides, keeping).await;
            Ok(Belongings { guides: guides?, keeping: keeping? })
        }
    });
    let guided = Guided {
        guide_id: String::new(),
        title: String::new(),
        order_id: about.order_id.clone(),
        order_number: about.order_number.clone(),
        line_item_id: item.id.clone(),
        item: item.title.clone(),
    };
    let item = Var::new(Rc::new(item.clone()));
    live(move || match belongings.get() {
        Load::Waiting => skeleton(shell.i18n_now().t("state.loading")),
        Load::Ready(it) => card(shell, &item.now(), &guided, &it),
        Load::Failed(failure) => frame::trouble(shell, &failure, Callback::new(move |()| belongings.reload())),
    })
}

fn card(shell: Shell, item: &LineItem, guided: &Guided, it: &Belongings) -> AnyView {
    let mut rows: Views = it.guides.iter().map(|guide| guide_row(shell, guided, guide)).collect();
    let manuals = it.keeping.manuals.iter().map(|manual| {
        view! {
            <a part="manual" class="row" href=web(&manual.url) target="_blank" rel="noopener">
                {icon(Icon::File)}
                <span class="grow row-title">{manual.title.clone()}</span>
                {icon(Icon::Forward)}
            </a>
        }
        .into_any()
    });
    rows.extend(manuals);
    let tips: Vec<_> =
        it.keeping.tips.iter().map(|tip| fold("tip", false, tip.title.clone(), content(&tip.blocks))).collect();
    if rows.is_empty() && tips.is_empty() {
        return nothing();
    }
    let tips = (!tips.is_empty()).then(|| view! { <div class="tips">{tips}</div> }.into_any());
    let card = view! { <div part="belongings" class="card rows">{rows} {tips}</div> };
    section(item.title.clone(), card.into_any())
}

fn guide_row(shell: Shell, guided: &Guided, guide: &GuideSummary) -> AnyView {
    let i18n = shell.i18n_now();
    let about = Guided { guide_id: guide.id.clone(), title: guide.title.clone(), ..guided.clone() };
    let path = about.path(&shell.drafts());
    let step = u32::try_from(path.len() + 1).ok().filter(|step| *step > 1);
    let how = match step {
        Some(step) => i18n.fill("guide.go_on", &[("number", &i18n.number(step))]),
        None => i18n.t("guide.entry"),
    };
    let way = Row {
        part: "guide-row",
        id: guide.id.clone(),
        picture: picture(guide.image.as_ref().map(|Picture { url, .. }| url.clone())),
        title: guide.title.clone(),
        detail: how,
    };
    let about = Rc::new(about);
    // Each step before is a view of its own, so that back leads through them.
    row(way, move || {
        for taken in 0..=path.len() {
            let path = Rc::new(path[..taken].to_vec());
            shell.views.push(View::Guide { about: Rc::clone(&about), path });
        }
    })
}

/// An address from a server: only the web's own schemes, never a script.
fn web(url: &str) -> Option<String> {
    (url.starts_with("https:") || url.starts_with("http:")).then(|| url.to_owned())
}
