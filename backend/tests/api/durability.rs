//! `kill -9`, again and again, while shoppers tap.

mod hand;
mod tables;

use aftercare_backend::{
    clock::Clock,
    sample,
    shop::Shop,
    store::{Location, Store},
};
use reqwest::Client;

use crate::{database::Database, program::Program};
use hand::{HANDS, enter, tap};
use tables::{change, whole};

/// How often the program is killed.
const KILLS: u32 = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_lose_no_acknowledged_case_and_leave_no_half_one() {
    let known = campaign(KILLS, 13 * HANDS, None).await.unwrap();
    assert!(known > KILLS as usize, "{known} cases are too few to prove anything");
}

/// What a program that does not keep its word leaves behind when it is killed at the worst moment, done to the tables
/// for it: the program that is tested has no defect to switch on.
struct Defect {
    name: &'static str,
    /// What becomes of the rows of a case that was acknowledged just before, whose id stands for `?`.
    statements: &'static [&'static str],
    found_as: &'static str,
}

const DEFECTS: [Defect; 7] = [
    Defect {
        name: "it answers before it commits a case",
        statements: &[
            "DELETE FROM idempotency_keys WHERE location LIKE '%?'",
            "DELETE FROM receipts WHERE case_id = '?'",
            "DELETE FROM timeline WHERE case_id = '?'",
            "DELETE FROM case_items WHERE case_id = '?'",
            "DELETE FROM cases WHERE id = '?'",
        ],
        found_as: "was acknowledged as",
    },
    Defect {
        name: "it answers before it commits a change",
        statements: &["UPDATE cases SET status = 'other' WHERE id = '?'"],
        found_as: "was acknowledged as",
    },
    Defect {
        name: "it commits a case, then its items",
        statements: &["DELETE FROM case_items WHERE case_id = '?'"],
        found_as: "cases without items",
    },
    Defect {
        name: "it commits a case, then its timeline",
        statements: &["DELETE FROM timeline WHERE case_id = '?'"],
        found_as: "cases without a beginning",
    },
    Defect {
        name: "it commits a case, then its key",
        statements: &["DELETE FROM idempotency_keys WHERE location LIKE '%?'"],
        found_as: "cases without a key",
    },
    Defect {
        name: "it commits a change, then its event",
        statements: &["UPDATE cases SET version = version + 1 WHERE id = '?'"],
        found_as: "changes without an event",
    },
    Defect {
        name: "it commits that goods are on their way, then their parcel",
        statements: &["UPDATE cases SET phase = 'in_progress' WHERE id = '?'"],
        found_as: "parcels that nobody announced",
    },
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_does_not_keep_its_word_is_found_out() {
    for defect in &DEFECTS {
        let found = campaign(1, HANDS, Some(defect)).await.expect_err(defect.name);
        assert!(found.contains(defect.found_as), "{}: {found}", defect.name);
    }
}

/// Kills the program so often, and looks for what is lost or half there. Returns how many cases were acknowledged.
async fn campaign(kills: u32, customers: usize, defect: Option<&Defect>) -> Result<usize, String> {
    let database = Database::new();
    let location = Location::parse(&database.url());
    seed(&location, customers).await;
    let url = database.url();
    let arguments = ["--database", &url, "--public-url", "https://shop.example"];
    let mut program = Program::work(&arguments);
    let mut hands = enter(&program, customers).await;
    for round in 0..kills {
        hands = tap(program, hands, 1 + round * 7 % 24).await;
        let opened = whole(&location).await?;
        program = Program::work(&arguments);
        for hand in &mut hands {
            nothing(hand.lost(&program.address, hand.settled()).await)?;
            hand.fresh.clear();
            // Who was not answered asks again, with the same key.
            hand.tap_once(&Client::new(), &program.address).await.unwrap();
        }
        let known: usize = hands.iter().map(|hand| hand.known.len()).sum();
        if opened > known {
            return Err(format!("round {round}: {opened} cases are there, {known} were asked for"));
        }
    }
    if let Some(defect) = defect {
        let case = loop {
            // Everybody has an answer by now, so an open case is one that was acknowledged.
            if let Some(case) = hands[0].open() {
                break case.clone();
            }
            hands[0].tap_once(&Client::new(), &program.address).await.unwrap();
        };
        program.kill();
        let statements: Vec<_> = defect.statements.iter().map(|one| one.replace('?', &case)).collect();
        change(&location, &statements).await;
        whole(&location).await?;
        program = Program::work(&arguments);
    }
    for hand in &hands {
        nothing(hand.lost(&program.address, hand.known.keys()).await)?;
    }
    program.kill();
    let known: usize = hands.iter().map(|hand| hand.known.len()).sum();
    let opened = whole(&location).await?;
    if opened == known { Ok(known) } else { Err(format!("{opened} cases are there, {known} were acknowledged")) }
}

fn nothing(lost: Vec<String>) -> Result<(), String> {
    if lost.is_empty() { Ok(()) } else { Err(lost.join("\n")) }
}

async fn seed(location: &Location, customers: usize) {
    let store = Store::open(location).await.unwrap();
    let mut writing = store.write().await.unwrap();
    sample::seed_crowd(&mut writing, &Shop::load().unwrap(), customers, Clock::default().now()).await.unwrap();
    writing.commit().await.unwrap();
    store.close().await;
}
