//! Where a way through a guide leads. Plain data: its rules are tested without a browser.

use aftercare_contract::{
    Id,
    guide::{Choice, Guide, GuideNode},
};

/// A way and the step it leads to.
#[derive(Debug, PartialEq)]
pub struct Walk<'a> {
    pub here: &'a GuideNode,
    /// The steps before, each with the choice taken there.
    pub taken: Vec<(&'a GuideNode, &'a Choice)>,
}

/// Walks as far as the guide still has the way; `None` when it does not even begin.
pub fn walk<'a>(guide: &'a Guide, path: &[Id]) -> Option<Walk<'a>> {
    let node = |id: &Id| guide.nodes.iter().find(|node| node.id == *id);
    let (mut here, mut taken) = (node(&guide.start)?, Vec::new());
    for id in path {
        let choice = here.choices.iter().find(|choice| choice.id == *id);
        let Some((choice, next)) = choice.and_then(|choice| Some((choice, node(&choice.next)?))) else { break };
        taken.push((here, choice));
        here = next;
    }
    Some(Walk { here, taken })
}

impl Walk<'_> {
    /// The choices that led here.
    pub fn path(&self) -> Vec<Id> {
        self.taken.iter().map(|(_, choice)| choice.id.clone()).collect()
    }

    /// Each step with what came of it.
    pub fn said(&self) -> Vec<String> {
        self.taken.iter().map(|(node, choice)| [&node.title, " → ", &choice.label].concat()).collect()
    }
}

#[cfg(test)]
mod tests {
    use aftercare_contract::guide::NodeType;

    use super::*;

    fn node(id: &str, choices: &[(&str, &str)]) -> GuideNode {
        let choice = |(id, next): &(&str, &str)| Choice { id: (*id).into(), label: (*id).into(), next: (*next).into() };
        GuideNode {
            id: id.into(),
            kind: NodeType::Question,
            title: id.into(),
            blocks: Vec::new(),
            choices: choices.iter().map(choice).collect(),
            outcome: None,
        }
    }

    fn guide() -> Guide {
        let nodes = vec![
            node("dark?", &[("yes", "charge"), ("no", "socket")]),
            node("charge", &[("still", "repair"), ("gone", "nowhere")]),
            node("socket", &[]),
            node("repair", &[]),
        ];
        Guide { id: "g".into(), title: "It is dark".into(), start: "dark?".into(), nodes }
    }

    fn leads(path: &[&str]) -> Option<String> {
        let path: Vec<Id> = path.iter().map(|it| (*it).to_owned()).collect();
        walk(&guide(), &path).map(|walk| walk.here.id.clone())
    }

    #[test]
    fn a_way_leads_from_choice_to_choice() {
        assert_eq!(leads(&[]).as_deref(), Some("dark?"));
        assert_eq!(leads(&["yes", "still"]).as_deref(), Some("repair"));
        let (guide, path) = (guide(), ["yes".to_owned(), "still".to_owned()]);
        let walk = walk(&guide, &path).map(|it| (it.path(), it.said()));
        assert_eq!(walk, Some((path.to_vec(), vec!["dark? → yes".into(), "charge → still".into()])));
    }

    #[test]
    fn a_way_that_the_guide_no_longer_has_ends_where_it_is_lost() {
        assert_eq!(leads(&["yes", "perhaps", "still"]).as_deref(), Some("charge"));
        assert_eq!(leads(&["yes", "gone"]).as_deref(), Some("charge"));
        let lost = Guide { start: "somewhere".into(), ..guide() };
        assert_eq!(walk(&lost, &[]), None);
    }
}
