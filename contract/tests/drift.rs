//! The document and the Rust types say the same, and the document keeps its own rules.
//!
//! Each check is a function from a document (and the Rust sources) to sentences about what is wrong. `bite` changes
//! the document in memory and sees each check report it.
#![allow(clippy::unwrap_used)]

#[path = "drift/bite.rs"]
mod bite;
#[path = "drift/conventions.rs"]
mod conventions;
#[path = "drift/coverage.rs"]
mod coverage;
#[path = "drift/proofs.rs"]
mod proofs;
#[path = "drift/reading.rs"]
mod reading;
#[path = "drift/round_trip.rs"]
mod round_trip;
#[path = "drift/shape.rs"]
mod shape;
#[path = "drift/source.rs"]
mod source;
#[path = "drift/story.rs"]
mod story;
#[path = "drift/sums.rs"]
mod sums;

use std::collections::BTreeSet;

use aftercare_contract::spec::Spec;

#[track_caller]
fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n  {}\n", found.join("\n  "));
}

#[test]
fn every_schema_has_the_shape_of_its_rust_type() {
    assert_none(&shape::differences(Spec::load().unwrap().document(), &source::read()));
}

#[test]
fn every_rust_type_is_in_the_round_trip_table() {
    let source = source::read();
    let expected: BTreeSet<_> = shape::expected(&source).into_iter().map(|(name, _)| name).collect();
    let table: BTreeSet<_> = round_trip::TYPES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(expected, table);
}

#[test]
fn every_example_fits_its_schema_and_survives_its_rust_type() {
    let spec = Spec::load().unwrap();
    assert!(spec.examples().len() > 250, "the examples were not found");
    assert_none(&round_trip::losses(&spec));
}

#[test]
fn every_member_is_shown_in_some_example() {
    assert_none(&coverage::never_shown(&Spec::load().unwrap()));
}

#[test]
fn the_examples_tell_one_story() {
    assert_none(&story::contradictions(&Spec::load().unwrap()));
}

#[test]
fn the_examples_add_up() {
    assert_none(&sums::mistakes(&Spec::load().unwrap()));
}

#[test]
fn the_examples_prove_true() {
    assert_none(&proofs::failures(&Spec::load().unwrap()));
}

#[test]
fn every_operation_keeps_the_conventions() {
    assert_none(&conventions::breaches(&Spec::load().unwrap()));
}

#[test]
fn the_widget_reads_every_example_as_serde_does() {
    assert_none(&reading::differences(&Spec::load().unwrap()));
}

#[test]
fn the_widget_takes_what_is_wrong_or_newer_as_serde_does() {
    assert_none(&reading::differences_when_changed(&Spec::load().unwrap()));
}
