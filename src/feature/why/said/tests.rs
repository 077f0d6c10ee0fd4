use aftercare_contract::guide::CasePrefill;

use super::*;
use crate::feature::why::tree::path_to;

fn reason(code: &str, requires: &[&str], children: Vec<Reason>) -> Reason {
    Reason {
        code: code.into(),
        label: code.into(),
        category: "other".into(),
        children,
        requires: requires.iter().map(|what| (*what).to_owned()).collect(),
        resolutions: vec![],
        wishes: Vec::new(),
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

fn chose(path: &[&str]) -> Said {
    let reason = path.iter().map(|code| (*code).to_owned()).collect();
    Said { quantity: 1, reason, ..Said::default() }
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
    assert_eq!(line.missing(&tree(), false, true), Some(Missing::Reason));
    line.reason = vec!["fit".into()];
    assert_eq!(line.missing(&tree(), false, true), Some(Missing::FinerReason));
    line.reason.push("too_big".into());
    assert_eq!(line.missing(&tree(), false, true), None);
    assert_eq!(line.item("l1".into(), &tree()).reason_code.as_deref(), Some("too_big"));
}

#[test]
fn a_note_of_blanks_is_no_note() {
    let mut line = chose(&["broken"]);
    line.note = "  ".into();
    assert_eq!(line.missing(&tree(), false, true), Some(Missing::Note));
    line.note = " chipped ".into();
    assert_eq!(line.missing(&tree(), false, true), None);
    assert_eq!(line.item("l1".into(), &tree()).note.as_deref(), Some("chipped"));
}

#[test]
fn where_the_shop_asks_no_reason_none_is_missing() {
    assert_eq!(chose(&[]).missing(&tree(), true, true), None);
}

#[test]
fn a_path_from_an_older_tree_is_read_as_far_as_it_goes() {
    assert_eq!(chose(&["fit", "gone"]).missing(&tree(), false, true), Some(Missing::FinerReason));
}

#[test]
fn proof_is_wanted_by_its_kind_and_does_not_hold_the_quote() {
    let mut line = chose(&["dead"]);
    assert_eq!(line.missing(&tree(), false, true), Some(Missing::Serial));
    line.serial = "A-7".into();
    line.evidence = vec![file("u1", "image/jpeg")];
    let missing = line.missing(&tree(), false, true).unwrap();
    assert_eq!(missing, Missing::Video);
    assert!(!missing.holds_the_quote() && Missing::Note.holds_the_quote());
    line.evidence.push(file("u2", "video/mp4"));
    assert_eq!(line.missing(&tree(), false, true), None);
    let item = line.item("l1".into(), &tree());
    assert_eq!((item.attachments, item.serial.as_deref()), (vec!["u1".to_owned(), "u2".to_owned()], Some("A-7")));
}

#[test]
fn where_no_files_are_taken_none_is_waited_for() {
    let mut line = chose(&["dead"]);
    line.serial = "A-7".into();
    assert_eq!(line.missing(&tree(), false, false), None);
}

#[test]
fn proof_for_a_reason_given_up_stays_behind() {
    let mut line = chose(&["dead"]);
    line.evidence = vec![file("u1", "video/mp4")];
    line.serial = "A-7".into();
    line.reason = vec!["broken".into()];
    let item = line.item("l1".into(), &tree());
    assert!(item.attachments.is_empty() && item.serial.is_none(), "{item:?}");
    line.reason = vec!["dead".into()];
    assert_eq!(line.item("l1".into(), &tree()).attachments, ["u1"], "and is there again when it is wanted after all");
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
fn another_job_may_have_the_reason_elsewhere_or_not_at_all() {
    let elsewhere = vec![reason("too_small", &[], vec![]), reason("other", &["note"], vec![])];
    let line = chose(&["fit", "too_small"]);
    assert_eq!(line.item("l1".into(), &elsewhere).reason_code.as_deref(), Some("too_small"));
    let line = chose(&["dead"]);
    assert_eq!(line.missing(&elsewhere, false, true), Some(Missing::Reason));
    assert_eq!(line.item("l1".into(), &elsewhere).reason_code, None);
    assert_eq!(line.leaf(&tree()).map(|reason| reason.code.as_str()), Some("dead"), "and here it is still chosen");
}

#[test]
fn what_a_guide_has_found_out_comes_before_the_shoppers_own_words() {
    let tried = || Tried {
        prefill: CasePrefill {
            kind: "return".into(),
            reason_code: Some("does_not_work".into()),
            note: Some("The lamp gets very hot.".into()),
        },
        guide: GuideTrace { guide_id: "lamp".into(), choice_ids: vec!["hot".into()] },
    };
    let mut said = Said { note: "Since Monday.".into(), reason: vec!["too_small".into()], ..Said::default() };
    said.hear_of(tried());
    said.hear_of(tried());
    assert_eq!(said.note, "The lamp gets very hot.\nSince Monday.");
    assert_eq!(said.reason, ["does_not_work"]);
    assert_eq!(said.guide, Some(tried().guide));
}
