//! The shop's reasons: finding one by words or by its code.

use aftercare_contract::reason::Reason;

/// More leaves than this are searched faster than read.
const LONG: usize = 8;

/// A leaf with the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Codes from the tree's top to the leaf.
    pub path: Vec<String>,
    /// The labels that lead to it, for example `Faulty › Doesn't work`.
    pub label: String,
}

/// Whether the tree is long enough to offer a search.
pub fn is_long(tree: &[Reason]) -> bool {
    leaves(tree).len() > LONG
}

/// Whether a reason asks for this beside it.
pub fn asks_for(reason: &Reason, what: &str) -> bool {
    reason.requires.iter().any(|required| required == what)
}

/// The codes from the tree's top to a leaf.
pub fn path_to(tree: &[Reason], code: &str) -> Option<Vec<String>> {
    tree.iter().find_map(|reason| {
        if reason.children.is_empty() {
            return (reason.code == code).then(|| vec![reason.code.clone()]);
        }
        let mut path = path_to(&reason.children, code)?;
        path.insert(0, reason.code.clone());
        Some(path)
    })
}

/// The leaves whose way holds every word of the query. `fold` makes letters comparable; the browser knows how.
pub fn search(tree: &[Reason], query: &str, fold: impl Fn(&str) -> String) -> Vec<Found> {
    let query = fold(query);
    let mut found = leaves(tree);
    found.retain(|leaf| {
        let label = fold(&leaf.label);
        query.split_whitespace().all(|word| label.contains(word))
    });
    found
}

fn leaves(tree: &[Reason]) -> Vec<Found> {
    let mut found = Vec::new();
    for reason in tree {
        if reason.children.is_empty() {
            found.push(Found { path: vec![reason.code.clone()], label: reason.label.clone() });
        }
        for mut below in leaves(&reason.children) {
            below.path.insert(0, reason.code.clone());
            below.label = format!("{} › {}", reason.label, below.label);
            found.push(below);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(code: &str, label: &str, children: Vec<Reason>) -> Reason {
        Reason {
            code: code.into(),
            label: label.into(),
            category: "other".into(),
            children,
            requires: vec![],
            resolutions: vec![],
            wishes: Vec::new(),
            fault: "customer".into(),
        }
    }

    fn tree() -> Vec<Reason> {
        let faulty = vec![reason("dead", "Doesn't work", vec![]), reason("broken", "Broken on arrival", vec![])];
        vec![
            reason("mind", "Changed my mind", vec![]),
            reason("faulty", "Faulty", faulty),
            reason("fit", "尺码不合", vec![]),
        ]
    }

    fn codes(query: &str) -> Vec<Vec<String>> {
        search(&tree(), query, str::to_lowercase).into_iter().map(|found| found.path).collect()
    }

    #[test]
    fn a_leaf_is_found_by_any_words_on_its_way() {
        assert_eq!(codes("WORK"), [["faulty", "dead"]]);
        assert_eq!(codes("arrival faulty"), [["faulty", "broken"]]);
        assert_eq!(codes("faulty").len(), 2);
        assert_eq!(codes("尺码"), [["fit"]]);
        assert!(codes("dragon").is_empty());
    }

    #[test]
    fn nothing_asked_finds_everything() {
        assert_eq!(codes(" ").len(), 4);
        assert!(!is_long(&tree()));
    }

    #[test]
    fn the_way_is_told() {
        let found = search(&tree(), "work", str::to_lowercase);
        assert_eq!(found.first().map(|found| found.label.as_str()), Some("Faulty › Doesn't work"));
    }
}
