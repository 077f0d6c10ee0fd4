//! The figures in README.md are those that are measured.

use std::collections::BTreeMap;

#[derive(serde::Deserialize)]
struct Sizes {
    artefacts: BTreeMap<String, u64>,
    sums: BTreeMap<String, u64>,
}

fn sizes() -> Sizes {
    toml::from_str(&super::read("sizes.toml")).unwrap()
}

/// 95009 as `95,009`.
fn grouped(number: u64) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[test]
fn the_readme_tells_the_sizes_that_are_measured() {
    let readme = super::read("README.md");
    let Sizes { artefacts, sums } = sizes();
    // What the first keystroke brings: the chunks `orders` and `case` and what all chunks share.
    let typing: u64 = ["orders.wasm", "case.wasm", "shared.wasm"].iter().map(|name| artefacts[*name]).sum();
    let rows = [
        ("the loader", sums["loader"]),
        ("one catalog", sums["first open"]),
        ("what they share", typing),
        ("one language", sums["whole"]),
    ];
    for (ending, bytes) in rows {
        let row = format!("{ending} | {} |", grouped(bytes));
        assert!(readme.contains(&row), "README.md has no `{row}`");
    }
}
