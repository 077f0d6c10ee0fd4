//! Sections and lists of facts.

use crate::erased::prelude::*;

/// A heading with a card below it.
pub fn section(title: String, body: AnyView) -> AnyView {
    view! {
        <section class="section">
            <h2 class="section-title">{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// A name and its value.
pub struct Fact {
    pub name: String,
    pub value: String,
    /// The one that matters most in its list.
    pub strong: bool,
}

impl Fact {
    #[must_use]
    pub fn new(name: String, value: String) -> Self {
        Self { name, value, strong: false }
    }

    #[must_use]
    pub fn strong(name: String, value: String) -> Self {
        Self { name, value, strong: true }
    }
}

/// A card of facts. One with an empty value is left out: the shop did not say.
pub fn facts(part: &'static str, facts: Vec<Fact>) -> AnyView {
    let rows: Views = facts
        .into_iter()
        .filter(|fact| !fact.value.is_empty())
        .map(|fact| {
            view! {
                <div class="fact">
                    <dt>{fact.name}</dt>
                    <dd class:strong=fact.strong>{fact.value}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <dl part=part class="card facts">{rows}</dl> }.into_any()
}
