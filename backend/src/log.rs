//! The log: JSON lines, one for each event, each with the request it belongs to.
//!
//! Writing a line is a call to the system, which costs more than making the line. So lines are collected while there
//! are many: the first goes out at once, those of the next [`PAUSE`] together. A line about an error takes all before
//! it out with it and is out before the program goes on, and what is left goes out when the [`Log`] is dropped.

mod fields;

use std::{
    fmt,
    io::{self, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

pub use fields::Fields;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::{
    fmt::{
        FmtContext, FormatEvent, FormatFields, FormattedFields, MakeWriter,
        format::Writer,
        time::{FormatTime as _, SystemTime},
    },
    registry::LookupSpan,
};

/// For how long lines are collected after some were written.
const PAUSE: Duration = Duration::from_millis(5);

/// How many bytes may wait. With more, whoever logs writes them: a reader of the log that is too slow slows us down.
const MOST: usize = 1 << 20;

/// Where lines go.
#[derive(Clone)]
pub struct Lines(Arc<Shared>);

struct Shared {
    waiting: Mutex<Waiting>,
    more: Condvar,
    /// Locked before `waiting`, so that lines go out in their order.
    out: Mutex<Box<dyn Write + Send>>,
}

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    /// Whether the thread sleeps until there is a line.
    idle: bool,
    ended: bool,
}

/// Held for as long as there is something to log; writes what is left when it is dropped.
pub struct Log(Lines);

/// Starts the thread that writes to `out`.
///
/// # Errors
/// When there is no thread to be had.
pub fn open(out: impl Write + Send + 'static) -> io::Result<(Log, Lines)> {
    let shared = Shared { waiting: Mutex::default(), more: Condvar::new(), out: Mutex::new(Box::new(out)) };
    let lines = Lines(Arc::new(shared));
    let writer = lines.clone();
    thread::Builder::new().name("log".into()).spawn(move || writer.write_on())?;
    Ok((Log(lines.clone()), lines))
}

impl Lines {
    /// Writes whenever there is something, until the log is dropped.
    fn write_on(&self) {
        loop {
            let waiting = lock(&self.0.waiting);
            let mut waiting = self.0.more.wait_while(waiting, |waiting| {
                waiting.idle = waiting.lines.is_empty() && !waiting.ended;
                waiting.idle
            });
            let ended = waiting.as_mut().map_or(true, |waiting| waiting.ended);
            drop(waiting);
            self.flush();
            if ended {
                return;
            }
            thread::sleep(PAUSE);
        }
    }

    fn add(&self, line: &[u8], at_once: bool) {
        let mut waiting = lock(&self.0.waiting);
        waiting.lines.extend_from_slice(line);
        let wake = std::mem::take(&mut waiting.idle);
        let at_once = at_once || waiting.ended || waiting.lines.len() > MOST;
        drop(waiting);
        if at_once {
            self.flush();
        } else if wake {
            self.0.more.notify_one();
        }
    }

    fn flush(&self) {
        let mut out = lock(&self.0.out);
        let mut lines = std::mem::take(&mut lock(&self.0.waiting).lines);
        // Where the log can't be written, there is nobody to tell.
        let _ = out.write_all(&lines).and_then(|()| out.flush());
        // The next lines need about as much room.
        lines.clear();
        let mut waiting = lock(&self.0.waiting);
        if waiting.lines.capacity() == 0 {
            waiting.lines = lines;
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        lock(&self.0.0.waiting).ended = true;
        self.0.0.more.notify_one();
        self.0.flush();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes one line.
pub struct Line<'a> {
    lines: &'a Lines,
    at_once: bool,
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.lines.add(line, self.at_once);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line { lines: self, at_once: true }
    }

    fn make_writer_for(&'a self, event: &Metadata<'_>) -> Line<'a> {
        Line { lines: self, at_once: *event.level() == Level::ERROR }
    }
}

/// An event as `{"timestamp", "level", "fields", "target", "span"}`. The `span` is the innermost; its fields were written
/// as JSON when it began and are copied as they are. To be used with [`Fields`].
pub struct Json;

impl<S, N> FormatEvent<S, N> for Json
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut to: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        to.write_str("{\"timestamp\":\"")?;
        SystemTime.format_time(&mut to)?;
        write!(to, "\",\"level\":\"{}\",\"fields\":", event.metadata().level())?;
        context.format_fields(to.by_ref(), event)?;
        write!(to, ",\"target\":\"{}\"", event.metadata().target())?;
        if let Some(span) = context.lookup_current()
            && let Some(fields) = span.extensions().get::<FormattedFields<N>>()
        {
            write!(to, ",\"span\":{fields}")?;
        }
        to.write_str("}\n")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::Value;
    use std::sync::mpsc;

    use super::*;

    /// Somebody who reads the log.
    struct Reader(mpsc::Sender<String>);

    impl Write for Reader {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(String::from_utf8(bytes.to_vec()).unwrap()).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn opened() -> (Log, Lines, mpsc::Receiver<String>) {
        let (sender, written) = mpsc::channel();
        let (log, lines) = open(Reader(sender)).unwrap();
        (log, lines, written)
    }

    #[test]
    fn an_event_says_what_happened_in_which_request() {
        let (_log, lines, written) = opened();
        let subscriber = tracing_subscriber::fmt().event_format(Json).fmt_fields(Fields).with_writer(lines).finish();
        tracing::subscriber::with_default(subscriber, || {
            let _entered = tracing::info_span!("request", id = "req_1", route = "/a\"b").entered();
            tracing::error!(error = %"no \"disk\"", left = 0, "stopped");
        });
        let line = written.try_recv().unwrap();
        assert!(line.ends_with("}\n") && line.lines().count() == 1);
        let event: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(event["level"], "ERROR");
        assert_eq!(event["target"], "aftercare_backend::log::tests");
        assert_eq!(event["fields"], serde_json::json!({ "message": "stopped", "error": "no \"disk\"", "left": 0 }));
        assert_eq!(event["span"], serde_json::json!({ "id": "req_1", "route": "/a\"b" }));
        assert!(event["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn every_line_goes_out_once_and_in_its_order() {
        let (log, lines, written) = opened();
        lines.add(b"0\n", false);
        assert_eq!(written.recv().unwrap(), "0\n", "a single line waits for nobody");
        for line in 1..1_000 {
            lines.add(format!("{line}\n").as_bytes(), line % 100 == 0);
        }
        drop(log);
        lines.add(b"1000\n", false);
        let all: String = written.try_iter().collect();
        let numbers: Vec<u32> = all.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(numbers, (1..=1_000).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_is_out_before_the_program_goes_on() {
        let (_log, lines, written) = opened();
        lines.add(b"before\n", false);
        lines.add(b"error\n", true);
        let all: String = written.try_iter().collect();
        assert_eq!(all, "before\nerror\n");
    }
}
