//! What nearly every story needs: `use aftercare_tests::prelude::*`.

pub use crate::{
    api::Desk,
    browser::Browser,
    faults::Fault,
    page::Page,
    sandbox::Sandbox,
    shopper::Shopper,
    stage::Stage,
    stories,
    suite::Story,
    wait,
    widget::{part, part_of},
};
