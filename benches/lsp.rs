//! What an editor waits for: from a keystroke to what it brings, answers while a check runs beside, and memory over ten
//! thousand keystrokes.
//!
//! ```text
//! cargo bench --bench lsp                  1,000, 10,000 and 100,000 statements
//! cargo bench --bench lsp -- 1000          this size
//! cargo bench --bench lsp -- memory        10,000 keystrokes in a project of 1,000 statements, each checked
//! ```

#![expect(clippy::disallowed_methods, reason = "a benchmark has arguments of its own, and looks at its memory")]

mod generator;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use generator::Scale;
use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use standoff::lsp::{Asked, Connection, Options, serve};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The sheet that is typed in.
const SHEET: &str = "data/articles/000/article-00000.ron";

/// How often each thing is measured.
const ROUNDS: usize = 15;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if words.iter().any(|word| word == "memory") {
        return memory();
    }
    let asked: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    println!("milliseconds, median of {ROUNDS} (and the longest), on {} cores", rayon::current_num_threads());
    println!(
        "{:>10} {:>16} {:>16} {:>16} {:>16} {:>16} {:>16}",
        "statements", "slip shown", "finding shown", "completion", "hover", "references", "rename"
    );
    for size in if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked } {
        let mut editor = Editor::start(size);
        let mut slip = Vec::new();
        let mut finding = Vec::new();
        let mut answers: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
        for _ in 0..ROUNDS {
            // An id with a letter too many, and without it again.
            slip.push(editor.time_until("who: \"", "who: \"x", |all| has(all, "unknown-id")));
            for method in ["completion", "hover", "references"] {
                answers.entry(method).or_default().push(editor.ask(method));
            }
            slip.push(editor.time_until("who: \"x", "who: \"", |all| !has(all, "unknown-id")));
            finding.push(editor.time_until("quote: \"", "quote: \"Zyx ", |all| has(all, "unanchored-quote")));
            finding.push(editor.time_until("quote: \"Zyx ", "quote: \"", |all| !has(all, "unanchored-quote")));
            answers.entry("rename").or_default().push(editor.ask("rename"));
        }
        let mut told = |method: &str| told(answers.get_mut(method).unwrap());
        println!(
            "{size:>10} {:>16} {:>16} {:>16} {:>16} {:>16} {:>16}",
            self::told(&mut slip),
            self::told(&mut finding),
            told("completion"),
            told("hover"),
            told("references"),
            told("rename")
        );
    }
}

/// Ten thousand keystrokes, each followed by a whole check, and how much memory there is in use on the way.
fn memory() {
    let mut editor = Editor::start(1_000);
    println!("{:>10} {:>10}", "keystrokes", "MB in use");
    for keystroke in 0..=10_000 {
        if keystroke % 1_000 == 0 {
            println!("{keystroke:>10} {:>10.1}", resident_megabytes());
        }
        match keystroke % 2 {
            0 => editor.time_until("quote: \"", "quote: \"Zyx ", |all| has(all, "unanchored-quote")),
            _ => editor.time_until("quote: \"Zyx ", "quote: \"", |all| !has(all, "unanchored-quote")),
        };
        if keystroke % 10 == 0 {
            editor.ask("completion");
        }
    }
}

fn has(diagnostics: &[Value], code: &str) -> bool {
    diagnostics.iter().any(|one| one["code"] == code)
}

/// The median, and the longest.
fn told(times: &mut [Duration]) -> String {
    times.sort();
    let milliseconds = |time: &Duration| time.as_secs_f64() * 1000.0;
    format!("{:.1} ({:.1})", milliseconds(&times[times.len() / 2]), times.last().map_or(0.0, milliseconds))
}

/// An editor that talks to a server in its own process.
struct Editor {
    connection: Connection,
    server: Option<JoinHandle<()>>,
    root: PathBuf,
    text: String,
    version: i32,
    next_id: i32,
    diagnostics: Vec<Value>,
}

impl Editor {
    fn start(size: usize) -> Editor {
        let below = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
        let root = Scale::new(size).write(&below).expect("the folder `target` can be written");
        let (connection, theirs) = Connection::memory();
        let asked = Asked { as_of: None, today: || "2026-01-01".parse().expect("a day"), levels: Default::default() };
        let options = Options { project: Some(root.clone()), texts: None, asked, watch: |_, _| None };
        let server = std::thread::spawn(move || serve(&theirs, options).expect("we say what a server wants to hear"));
        let text = std::fs::read_to_string(root.join(SHEET)).expect("a generated sheet");
        let root = std::fs::canonicalize(root).expect("it is there");
        let server = Some(server);
        let mut editor = Editor { connection, server, root, text, version: 1, next_id: 1, diagnostics: Vec::new() };
        editor.request("initialize", json!({"processId": null, "capabilities": {}, "rootUri": null}));
        editor.notify("initialized", json!({}));
        let document = json!({"uri": editor.uri(), "languageId": "ron", "version": 1, "text": editor.text});
        editor.notify("textDocument/didOpen", json!({"textDocument": document}));
        // The first check is over when a slip is shown and gone again.
        editor.time_until("quote: \"", "quote: \"Zyx ", |all| has(all, "unanchored-quote"));
        editor.time_until("quote: \"Zyx ", "quote: \"", |all| !has(all, "unanchored-quote"));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}/{SHEET}", self.root.display())
    }

    /// How long it takes from a keystroke until the diagnostics are as they should be.
    fn time_until(&mut self, words: &str, instead: &str, is_so: impl Fn(&[Value]) -> bool) -> Duration {
        self.replace(words, instead);
        let begun = Instant::now();
        while !is_so(&self.diagnostics) {
            let message = self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("the server speaks");
            self.take_in(message);
        }
        begun.elapsed()
    }

    /// Types in the middle of the sheet.
    fn replace(&mut self, words: &str, instead: &str) {
        let middle = self.text.len() / 2;
        let at = middle + self.text[middle..].find(words).expect("the sheet has such a field");
        let range = json!({"start": self.position(at), "end": self.position(at + words.len())});
        self.text.replace_range(at..at + words.len(), instead);
        self.version += 1;
        let document = json!({"uri": self.uri(), "version": self.version});
        let changes = json!([{"range": range, "text": instead}]);
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    fn position(&self, at: usize) -> Value {
        let before = &self.text[..at];
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({"line": before.matches('\n').count(), "character": column})
    }

    /// How long it takes to answer about an actor in the middle of the sheet, right behind a keystroke.
    fn ask(&mut self, method: &str) -> Duration {
        self.replace("gloss: \"", "gloss: \"a");
        self.replace("gloss: \"a", "gloss: \"");
        let middle = self.text.len() / 2;
        let at = middle + self.text[middle..].find("what: \"").expect("a proposition") + "what: \"".len();
        let mut params = json!({"textDocument": {"uri": self.uri()}, "position": self.position(at + 1)});
        params["context"] = json!({"includeDeclaration": true, "triggerKind": 1});
        params["newName"] = "another-id".into();
        let begun = Instant::now();
        self.request(&format!("textDocument/{method}"), params);
        begun.elapsed()
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        let id: RequestId = self.next_id.into();
        self.next_id += 1;
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(Message::Request(request)).expect("the server listens");
        loop {
            match self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("the server answers") {
                Message::Response(response) if response.id == id => {
                    return response.response_result.expect("an answer");
                }
                message => self.take_in(message),
            }
        }
    }

    fn notify(&self, method: &str, params: Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.connection.sender.send(Message::Notification(notification)).expect("the server listens");
    }

    fn take_in(&mut self, message: Message) {
        let Message::Notification(notification) = message else { return };
        if notification.method == "textDocument/publishDiagnostics" && notification.params["uri"] == self.uri() {
            self.diagnostics = notification.params["diagnostics"].as_array().cloned().unwrap_or_default();
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        if let Some(server) = self.server.take() {
            server.join().expect("it ends in peace");
        }
    }
}

/// How much memory this process holds.
fn resident_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}
