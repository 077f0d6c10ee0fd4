use leptos::serde_json;

use super::*;

fn reason(code: &str, requires: &[&str], children: Vec<Reason>) -> Reason {
    Reason {
        code: code.into(),
        label: code.into(),
        category: "other".into(),
        children,
        requires: requires.iter().map(|what| (*what).to_owned()).collect(),
        resolutions: vec![],
        fault: "customer".into(),
    }
}

fn tree() -> Vec<Reason> {
    vec![
        reason("fit", &[], vec![reason("too_small", &[], vec![]), reason("too_big", &[], vec![])]),
        reason("broken", &["note"], vec![]),
        reason("dead", &["video", "serial"], vec![]),
    ]
}

fn chose(path: &[&str]) -> LineChoice {
    let reason = path.iter().map(|code| (*code).to_owned()).collect();
    LineChoice { line_item_id: "l1".into(), quantity: 1, reason, ..LineChoice::default() }
}

fn file(id: &str, media_type: &str) -> Attached {
    Attached {
        id: id.into(),
        name: "it.jpg".into(),
        media_type: media_type.into(),
        size: 1,
        expires_at: "2026-11-27T10:00:00Z".into(),
    }
}

#[test]
fn a_group_is_not_a_reason_yet() {
    let mut line = chose(&[]);
    assert_eq!(line.missing(&tree(), false), Some(Missing::Reason));
    line.reason = vec!["fit".into()];
    assert_eq!(line.missing(&tree(), false), Some(Missing::FinerReason));
    line.reason.push("too_big".into());
    assert_eq!(line.missing(&tree(), false), None);
    assert_eq!(line.item(&tree()).reason_code.as_deref(), Some("too_big"));
}

#[test]
fn a_note_of_blanks_is_no_note() {
    let mut line = chose(&["broken"]);
    line.note = "  ".into();
    assert_eq!(line.missing(&tree(), false), Some(Missing::Note));
    line.note = " chipped ".into();
    assert_eq!(line.missing(&tree(), false), None);
    assert_eq!(line.item(&tree()).note.as_deref(), Some("chipped"));
}

#[test]
fn where_the_shop_asks_no_reason_none_is_missing() {
    assert_eq!(chose(&[]).missing(&tree(), true), None);
}

#[test]
fn a_path_from_an_older_tree_is_read_as_far_as_it_goes() {
    assert_eq!(chose(&["fit", "gone"]).missing(&tree(), false), Some(Missing::FinerReason));
}

#[test]
fn proof_is_wanted_by_its_kind_and_does_not_hold_the_quote() {
    let mut line = chose(&["dead"]);
    assert_eq!(line.missing(&tree(), false), Some(Missing::Serial));
    line.serial = "A-7".into();
    line.evidence = vec![file("u1", "image/jpeg")];
    let missing = line.missing(&tree(), false).unwrap();
    assert_eq!(missing, Missing::Video);
    assert!(!missing.holds_the_quote() && Missing::Note.holds_the_quote());
    line.evidence.push(file("u2", "video/mp4"));
    assert_eq!(line.missing(&tree(), false), None);
    let item = line.item(&tree());
    assert_eq!((item.attachments, item.serial.as_deref()), (vec!["u1".to_owned(), "u2".to_owned()], Some("A-7")));
}

#[test]
fn proof_for_a_reason_given_up_stays_behind() {
    let mut line = chose(&["dead"]);
    line.evidence = vec![file("u1", "video/mp4")];
    line.serial = "A-7".into();
    line.reason = vec!["broken".into()];
    let item = line.item(&tree());
    assert!(item.attachments.is_empty() && item.serial.is_none(), "{item:?}");
    line.reason = vec!["dead".into()];
    assert_eq!(line.item(&tree()).attachments, ["u1"], "and is there again when it is wanted after all");
}

#[test]
fn a_reason_is_taken_over_where_the_other_line_has_it() {
    let mut from = chose(&["broken"]);
    from.note = "crushed box".into();
    let mut to = chose(&["fit", "too_small"]);
    to.take_over(&from, "too_wide", &tree());
    assert_eq!(to.reason, ["fit", "too_small"], "a reason its tree does not have changes nothing");
    to.take_over(&from, "broken", &tree());
    assert_eq!((to.reason, to.note.as_str()), (vec!["broken".to_owned()], "crushed box"));
    assert_eq!(path_to(&tree(), "too_big").unwrap(), ["fit", "too_big"]);
    assert_eq!(path_to(&tree(), "fit"), None, "a group is no reason");
}

#[test]
fn a_line_is_taken_in_and_left_out() {
    let mut choice = ReturnChoice { lines: vec![chose(&["broken"])], ..ReturnChoice::default() };
    choice.flip("l2", 3);
    assert_eq!(choice.line("l2").map(|line| line.quantity), Some(3));
    choice.flip("l2", 3);
    assert!(choice.line("l2").is_none() && choice.lines.len() == 1);
}

/// As it was kept before several lines could go back in one case.
#[test]
fn an_older_draft_is_read_as_far_as_it_goes() {
    let text = r#"{"reason":["broken"],"quantity":2,"note":"chipped","method":"pickup"}"#;
    let choice: ReturnChoice = serde_json::from_str(text).unwrap();
    assert_eq!((choice.lines.len(), choice.method.as_deref()), (0, Some("pickup")));
}
