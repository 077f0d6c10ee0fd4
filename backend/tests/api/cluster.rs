//! A throw-away PostgreSQL: Debian's, in a folder of its own, reached through a socket in it.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Makes and starts the cluster, then waits for the end of its input, which comes with the end of the test process
/// however it ends; then stops the cluster and leaves nothing behind.
const KEEPER: &str = r#"
    set -e
    trap '' HUP INT TERM
    cd "$1"
    initdb --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    echo "listen_addresses = ''
unix_socket_directories = '$1'
fsync = off
full_page_writes = off
autovacuum = off
jit = off
max_connections = 200" >>data/postgresql.conf
    pg_ctl start --pgdata=data --log=log --wait >/dev/null
    echo ready
    cat >/dev/null
    pg_ctl stop --pgdata=data --mode=immediate >/dev/null || true
    rm -rf "$1"
"#;

/// How a database is copied: file by file, which takes half as long as PostgreSQL's own choice of logging every page.
const STRATEGY: &str = "file_copy";

/// A running cluster.
pub struct Cluster {
    folder: PathBuf,
    keeper: Child,
    input: Option<ChildStdin>,
    /// What [`Cluster::copy`] copies.
    filled: OnceLock<Created>,
}

impl Cluster {
    /// The one this test process shares.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// One that may be stopped without a test beside noticing.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("aftercare-postgres-").tempdir().unwrap().keep();
        if is_root() {
            chown(&folder, Some(id_of_postgres("-u")), Some(id_of_postgres("-g"))).unwrap();
        }
        let mut keeper = as_owner("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line != "ready\n" {
            let mut problem = String::new();
            keeper.stderr.take().unwrap().read_to_string(&mut problem).unwrap();
            panic!("PostgreSQL does not start; is Debian's package `postgresql` installed? {problem}");
        }
        let input = keeper.stdin.take();
        Self { folder, keeper, input, filled: OnceLock::new() }
    }

    /// A new, empty database.
    pub fn database(&'static self) -> Created {
        self.create("template0")
    }

    /// A new database, the copy of one that `fill`, which gets its URL, filled for the first copy.
    pub fn copy(&'static self, fill: fn(String)) -> Created {
        let filled = self.filled.get_or_init(|| {
            let empty = self.database();
            fill(empty.url());
            empty
        });
        self.create(&filled.name)
    }

    fn create(&'static self, template: &str) -> Created {
        static CREATED: AtomicUsize = AtomicUsize::new(0);
        let name = format!("shop{}", CREATED.fetch_add(1, Ordering::Relaxed));
        self.client("createdb", &["--template", template, "--strategy", STRATEGY, &name]);
        Created { cluster: self, name }
    }

    /// The URL of a database in it.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://postgres@localhost/{name}?host={}", self.folder.display())
    }

    /// Stops the server as an operator does, who does not wait for clients.
    pub fn stop(&self) {
        self.control(&["stop", "--mode=fast"]);
    }

    /// Starts the server again.
    pub fn resume(&self) {
        let log = self.folder.join("log");
        self.control(&["start", "--wait", "--log", log.to_str().unwrap()]);
    }

    fn control(&self, arguments: &[&str]) {
        let done = as_owner("pg_ctl").args(arguments).arg("--pgdata").arg(self.folder.join("data")).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    fn client(&self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(program);
        command.env("PATH", path()).arg("--host").arg(&self.folder).arg("--username=postgres").args(arguments);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.keeper.wait();
    }
}

/// A database that goes with the test it was made for.
pub struct Created {
    cluster: &'static Cluster,
    name: String,
}

impl Created {
    pub fn url(&self) -> String {
        self.cluster.url(&self.name)
    }
}

impl Drop for Created {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.cluster.client("dropdb", &["--force", "--if-exists", &self.name]);
        }
    }
}

/// A program of PostgreSQL's, as the user who may run it: not root.
fn as_owner(program: &str) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", program]);
        command
    } else {
        Command::new(program)
    };
    command.env("PATH", path()).current_dir("/");
    command
}

/// Where Debian keeps the server's programs, the newest first, before the usual places.
fn path() -> String {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    let version = |folder: &PathBuf| {
        folder.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse::<u32>().ok())
    };
    folders.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    let usual = std::env::var("PATH").unwrap_or_default();
    let folders = folders.iter().map(|folder| folder.display().to_string());
    folders.chain([usual]).collect::<Vec<_>>().join(":")
}

fn is_root() -> bool {
    id(&["-u"]) == 0
}

fn id_of_postgres(which: &str) -> u32 {
    id(&[which, "postgres"])
}

fn id(arguments: &[&str]) -> u32 {
    let output = Command::new("id").args(arguments).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().unwrap_or_else(|_| panic!("no such user: is Debian's package `postgresql` installed?"))
}
