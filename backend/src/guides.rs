//! Fix it yourself: troubleshooting guides from `shop/guides/`, checked when they are read. A guide that could lead a
//! shopper nowhere does not start.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_contract::{
    content::Picture,
    guide::{CasePrefill, Choice, Guide, GuideNode, GuideSummary, NodeType, Outcome},
};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::{content, locale::Locale};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/shop/guides");

/// Every guide, in the order of their files' names.
pub struct Guides(Vec<Written>);

struct Written {
    id: String,
    products: Vec<String>,
    /// By language tag.
    guides: BTreeMap<&'static str, (GuideSummary, Guide)>,
}

/// A text in every language, by tag.
type Words = BTreeMap<String, String>;

/// A guide's file.
#[derive(Deserialize)]
struct File {
    id: String,
    /// The products it is for.
    products: Vec<String>,
    image: Option<String>,
    title: Words,
    start: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    #[serde(rename = "type")]
    kind: NodeType,
    title: Words,
    /// Markdown ([`content::read`]).
    text: Option<Words>,
    #[serde(default)]
    choices: Vec<Way>,
    outcome: Option<End>,
}

#[derive(Deserialize)]
struct Way {
    id: String,
    label: Words,
    next: String,
}

#[derive(Deserialize)]
struct End {
    code: String,
    case: Option<Prefill>,
}

#[derive(Deserialize)]
struct Prefill {
    #[serde(rename = "type")]
    kind: String,
    reason_code: Option<String>,
    note: Option<Words>,
}

impl Guides {
    /// Reads the guides; their pictures are below `media`.
    ///
    /// # Errors
    /// Names the file and what is wrong with it.
    pub fn load(media: &str) -> Result<Self, String> {
        let mut files: Vec<_> = FILES.files().collect();
        files.sort_by_key(|file| file.path());
        let read = |file: &include_dir::File<'_>| {
            Written::read(file.contents(), media).map_err(|problem| format!("{}: {problem}", file.path().display()))
        };
        files.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The guides for a product.
    #[must_use]
    pub fn of_product(&self, product_id: &str, locale: Locale) -> Vec<&GuideSummary> {
        let fits = |written: &&Written| written.products.iter().any(|product| product == product_id);
        let said = self.0.iter().filter(fits).filter_map(|written| written.guides.get(locale.tag()));
        said.map(|(summary, _)| summary).collect()
    }

    /// The guide with this id.
    #[must_use]
    pub fn find(&self, id: &str, locale: Locale) -> Option<&Guide> {
        let written = self.0.iter().find(|written| written.id == id)?;
        written.guides.get(locale.tag()).map(|(_, guide)| guide)
    }
}

impl Written {
    fn read(json: &[u8], media: &str) -> Result<Self, String> {
        let file: File = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        check(&file)?;
        let mut guides = BTreeMap::new();
        for locale in Locale::ALL {
            guides.insert(locale.tag(), file.say(locale.tag(), media)?);
        }
        Ok(Self { id: file.id, products: file.products, guides })
    }
}

impl File {
    fn say(&self, tag: &str, media: &str) -> Result<(GuideSummary, Guide), String> {
        let title = said(&self.title, tag)?;
        let image = self.image.as_ref().map(|name| Picture { url: format!("{media}/{name}.svg"), alt: title.clone() });
        let nodes: Result<_, String> = self.nodes.iter().map(|node| node.say(tag, media)).collect();
        let guide = Guide { id: self.id.clone(), title: title.clone(), start: self.start.clone(), nodes: nodes? };
        Ok((GuideSummary { id: self.id.clone(), title, image }, guide))
    }
}

impl Node {
    fn say(&self, tag: &str, media: &str) -> Result<GuideNode, String> {
        let text = self.text.as_ref().map(|text| content::read(&said(text, tag)?, media)).transpose()?;
        let choice =
            |way: &Way| Ok(Choice { id: way.id.clone(), label: said(&way.label, tag)?, next: way.next.clone() });
        let prefill = |case: &Prefill| {
            let note = case.note.as_ref().map(|note| said(note, tag)).transpose()?;
            Ok::<_, String>(CasePrefill { kind: case.kind.clone(), reason_code: case.reason_code.clone(), note })
        };
        let outcome = |end: &End| {
            Ok::<_, String>(Outcome { code: end.code.clone(), case: end.case.as_ref().map(prefill).transpose()? })
        };
        Ok(GuideNode {
            id: self.id.clone(),
            kind: self.kind,
            title: said(&self.title, tag)?,
            blocks: text.map(|text| text.blocks).unwrap_or_default(),
            choices: self.choices.iter().map(choice).collect::<Result<_, String>>()?,
            outcome: self.outcome.as_ref().map(outcome).transpose()?,
        })
    }
}

fn said(words: &Words, tag: &str) -> Result<String, String> {
    words.get(tag).cloned().ok_or_else(|| format!("{words:?} is not said in {tag}"))
}

/// Every way leads to a node, every node can be come to, and from every node some way leads to an end.
fn check(file: &File) -> Result<(), String> {
    let nodes: BTreeMap<&str, &Node> = file.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    if nodes.len() != file.nodes.len() {
        return Err("two nodes have the same id".into());
    }
    for node in nodes.values() {
        let ends = node.kind == NodeType::Outcome;
        if node.kind == NodeType::Unknown || ends != node.outcome.is_some() || ends != node.choices.is_empty() {
            return Err(format!("{}: an outcome ends the guide, and nothing else does", node.id));
        }
        if let Some(lost) = node.choices.iter().find(|way| !nodes.contains_key(way.next.as_str())) {
            return Err(format!("{}: {} leads nowhere", node.id, lost.next));
        }
    }
    let next = |node: &Node| node.choices.iter().map(|way| way.next.clone()).collect::<Vec<_>>();
    let mut reached = BTreeSet::new();
    let mut ahead = vec![file.start.clone()];
    while let Some(id) = ahead.pop() {
        let node = nodes.get(id.as_str()).ok_or_else(|| format!("{id} is not a node"))?;
        if reached.insert(id) {
            ahead.extend(next(node));
        }
    }
    let mut ending: BTreeSet<&str> = BTreeSet::new();
    loop {
        let before = ending.len();
        for (id, node) in &nodes {
            if node.outcome.is_some() || node.choices.iter().any(|way| ending.contains(way.next.as_str())) {
                ending.insert(id);
            }
        }
        if ending.len() == before {
            break;
        }
    }
    match nodes.keys().find(|id| !reached.contains(**id) || !ending.contains(**id)) {
        Some(id) if reached.contains(*id) => Err(format!("{id}: no way leads to an end")),
        Some(id) => Err(format!("{id}: no way leads there")),
        None => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn words(text: &str) -> Value {
        json!({ "en": text, "zh-Hans": text, "zh-Hant": text })
    }

    fn ask(id: &str, next: &[&str]) -> Value {
        let ways: Vec<_> = next.iter().map(|to| json!({ "id": to, "label": words(to), "next": to })).collect();
        json!({ "id": id, "type": "question", "title": words(id), "choices": ways })
    }

    fn end(id: &str) -> Value {
        json!({ "id": id, "type": "outcome", "title": words(id), "outcome": { "code": "solved" } })
    }

    fn read(nodes: &[Value]) -> Result<Written, String> {
        let guide = json!({ "id": "g", "products": ["p"], "title": words("t"), "start": "a", "nodes": nodes });
        Written::read(guide.to_string().as_bytes(), "")
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        assert!(read(&[ask("a", &["b", "a"]), end("b")]).is_ok(), "going round is fine while there is a way out");
        for (nodes, problem) in [
            (vec![ask("a", &["b"])], "a: b leads nowhere"),
            (vec![ask("a", &[]), end("b")], "a: an outcome ends the guide, and nothing else does"),
            (vec![ask("a", &["b"]), end("b"), end("c")], "c: no way leads there"),
            (vec![ask("a", &["b", "c"]), ask("b", &["b"]), end("c")], "b: no way leads to an end"),
            (vec![ask("a", &["b"]), end("b"), end("b")], "two nodes have the same id"),
            (vec![end("b")], "a is not a node"),
        ] {
            assert_eq!(read(&nodes).err().as_deref(), Some(problem));
        }
    }

    #[test]
    fn a_language_that_is_missing_is_named() {
        let mut only_english = end("b");
        only_english["title"] = json!({ "en": "Done" });
        let problem = read(&[ask("a", &["b"]), only_english]).err().unwrap();
        assert!(problem.contains("zh-Hans"), "{problem}");
    }

    #[test]
    fn the_shops_guides_are_sound() {
        let guides = Guides::load("https://shop.example/media").unwrap();
        assert!(guides.0.len() >= 3);
    }
}
