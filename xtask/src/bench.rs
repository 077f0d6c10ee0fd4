//! How fast the backend is, beside the least that the same framework can do.

mod load;
mod table;

use crate::{places, process, server::Server, setup};
use anyhow::{Context, Result, bail};
use load::{Load, Measured};
use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
};

/// How often each request is measured, one after another in turn: what disturbs the machine disturbs all of them.
const ROUNDS: usize = 3;

/// How many customers the database has, each with an order of three lines: more lines than can be returned meanwhile.
const CUSTOMERS: usize = 20_000;

/// What is measured: the name in load.lua, and the name in the table.
const REQUESTS: [(&str, &str); 5] = [
    ("hello", "bare hello of the same framework"),
    ("lookup", "look-up: POST /sessions"),
    ("orders", "order list: GET /orders"),
    ("eligibility", "eligibility: GET /orders/{id}/eligibility"),
    ("return_", "one-tap return: POST /cases"),
];

/// For how many seconds a read is asked for before it is measured: long enough to ask about every customer once. So
/// what is measured has been asked for before, and what the first time costs is seen beside it.
const WARM_UP: u32 = 2;

/// Measures on SQLite in a temp folder; `seconds` for each request and round. `accept` writes BENCHMARKS.md.
pub fn backend(seconds: u32, accept: bool) -> Result<()> {
    setup::for_bench()?;
    let root = places::root()?;
    println!("building the backend as it is run for real");
    let mut build = process::command("cargo", &root);
    build.args(["build", "--quiet", "--locked", "--profile", "server", "--package", "aftercare-backend"]);
    process::run(build.args(["--bin", "aftercare-backend", "--example", "crowd", "--example", "hello"]))?;

    let programs = places::target()?.join("server");
    let folder = places::target()?.join("aftercare-bench");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let database = folder.join("shop.sqlite");
    let crowd = folder.join("crowd.jsonl");
    println!("{CUSTOMERS} customers get in");
    let mut seed = process::command(programs.join("examples/crowd"), &root);
    seed.arg(&database).arg(CUSTOMERS.to_string()).stdout(File::create(&crowd)?).stderr(Stdio::null());
    process::run(&mut seed)?;
    let lines = BufReader::new(File::open(&crowd)?).lines().count();

    let hello = Server::start(&programs.join("examples/hello"), &[], &folder.join("hello.log"))?;
    let arguments = [OsStr::new("--listen"), OsStr::new("127.0.0.1:0"), OsStr::new("--database"), database.as_os_str()];
    let backend = Server::start(&programs.join("aftercare-backend"), &arguments, &folder.join("backend.log"))?;
    let load = Load { crowd: &crowd, lines, seconds };
    let measured = measure(&load, &hello, &backend).with_context(|| backend.log())?;
    drop((hello, backend));

    let table = table::table(&measured);
    println!("\n{}", table::machine(seconds)?);
    println!("{table}");
    if accept {
        fs::write(root.join("BENCHMARKS.md"), table::document(seconds, &table)?)?;
    }
    forget(&folder)
}

/// A request's middle run, and the middle one of those before it.
pub struct Row {
    title: &'static str,
    measured: Measured,
    /// Absent for what is not a read.
    first: Option<Measured>,
}

fn measure(load: &Load, hello: &Server, backend: &Server) -> Result<Vec<Row>> {
    let warm_up = Load { seconds: WARM_UP, ..*load };
    let mut rounds: Vec<(Vec<Measured>, Vec<Measured>)> = REQUESTS.iter().map(|_| Default::default()).collect();
    for round in 0..ROUNDS {
        for ((request, title), (measured, first)) in REQUESTS.iter().zip(&mut rounds) {
            let server = if *request == "hello" { hello } else { backend };
            let run = |load: &Load| -> Result<Measured> {
                let result = load.put(server, request, round, ROUNDS)?;
                println!("round {}: {title}: {:.0}/s", round + 1, result.throughput);
                if result.failed > 0 {
                    bail!("{} of the requests `{title}` failed", result.failed);
                }
                Ok(result)
            };
            // Each line is returned once.
            if *request != "return_" {
                first.push(run(&warm_up)?);
            }
            measured.push(run(load)?);
        }
    }
    let titles = REQUESTS.iter().map(|(_, title)| *title);
    let row = |(title, (measured, first)): (_, (_, Vec<_>))| {
        let first = if first.is_empty() { None } else { Some(Measured::middle(first)?) };
        Ok(Row { title, measured: Measured::middle(measured)?, first })
    };
    titles.zip(rounds).map(row).collect()
}

fn forget(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder).with_context(|| folder.display().to_string())
}
