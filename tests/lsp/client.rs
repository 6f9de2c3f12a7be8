//! An editor without a screen: it starts `standoff lsp`, opens texts, types in them, and asks.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// So long an answer is waited for; a machine with much to do may take its time.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    folder: tempfile::TempDir,
    /// The texts as they stand in this editor.
    texts: BTreeMap<String, String>,
    versions: BTreeMap<String, i64>,
    /// What is wrong with each file, as was told last.
    pub diagnostics: BTreeMap<String, Vec<Value>>,
    /// All that was told of any file, in its order.
    pub told: Vec<(String, Vec<Value>)>,
    /// Other notifications.
    pub heard: Vec<Value>,
    next_id: i64,
    is_utf8: bool,
    pub greeting: Value,
}

impl Client {
    /// An editor with a copy of the project of our command line tests.
    pub fn new() -> Client {
        Client::with(json!({
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": true}}},
        }))
    }

    pub fn with(capabilities: Value) -> Client {
        let folder = copy_of_project();
        let mut child = Command::new(env!("CARGO_BIN_EXE_standoff"))
            .args(["lsp", "--as-of", "2026-05-01"])
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut client = Client {
            child,
            stdin,
            messages,
            folder,
            texts: BTreeMap::new(),
            versions: BTreeMap::new(),
            diagnostics: BTreeMap::new(),
            told: Vec::new(),
            heard: Vec::new(),
            next_id: 1,
            is_utf8: false,
            greeting: Value::Null,
        };
        let root = client.uri("");
        let params = json!({"processId": null, "rootUri": root.trim_end_matches('/'), "capabilities": capabilities});
        client.greeting = client.request("initialize", params);
        client.is_utf8 = client.greeting["capabilities"]["positionEncoding"] == "utf-8";
        client.notify("initialized", json!({}));
        client
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", fs::canonicalize(self.folder.path()).unwrap().display())
    }

    pub fn text(&self, path: &str) -> &str {
        &self.texts[path]
    }

    /// Opens a file, as it is on disk.
    pub fn open(&mut self, path: &str) {
        let text = fs::read_to_string(self.folder.path().join(path)).unwrap();
        self.open_as(path, &text);
    }

    /// Opens a file that need not be on disk.
    pub fn open_as(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), text.to_owned());
        self.versions.insert(path.to_owned(), 1);
        let document = json!({"uri": self.uri(path), "languageId": "ron", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn close(&mut self, path: &str) {
        self.texts.remove(path);
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": self.uri(path)}}));
    }

    /// Types other words in the place of the first that are like some.
    pub fn edit(&mut self, path: &str, words: &str, instead: &str) {
        let start = self.texts[path].find(words).unwrap_or_else(|| panic!("`{words}` stands in {path}"));
        self.replace(path, start..start + words.len(), instead);
    }

    pub fn replace(&mut self, path: &str, range: std::ops::Range<usize>, instead: &str) {
        let change = json!({"range": self.range(path, range.clone()), "text": instead});
        self.texts.get_mut(path).unwrap().replace_range(range, instead);
        *self.versions.get_mut(path).unwrap() += 1;
        let document = json!({"uri": self.uri(path), "version": self.versions[path]});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    }

    /// Makes edits that the server proposed, as an editor does.
    pub fn apply(&mut self, edit: &Value) {
        for (uri, edits) in edit["changes"].as_object().expect("changes by file") {
            let path = uri.strip_prefix(&self.uri("")).unwrap().to_owned();
            if !self.texts.contains_key(&path) {
                self.open(&path);
            }
            self.apply_to(&path, edits);
        }
    }

    pub fn apply_to(&mut self, path: &str, edits: &Value) {
        let mut ranges: Vec<(std::ops::Range<usize>, String)> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|edit| {
                let at = |end: &str| self.offset(path, &edit["range"][end]);
                (at("start")..at("end"), edit["newText"].as_str().unwrap().to_owned())
            })
            .collect();
        ranges.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        for (range, text) in ranges {
            self.replace(path, range, &text);
        }
    }

    /// The position of a `|` among words of a text, which stand there without it.
    pub fn at(&self, path: &str, words: &str) -> Value {
        let cursor = words.find('|').expect("a `|` where the cursor is");
        let found = self.texts[path].find(&words.replace('|', ""));
        let found = found.unwrap_or_else(|| panic!("`{words}` stands in {path}:\n{}", self.texts[path]));
        self.position(path, found + cursor)
    }

    pub fn place(&self, path: &str, words: &str) -> Value {
        json!({"textDocument": {"uri": self.uri(path)}, "position": self.at(path, words)})
    }

    /// Asks about a place.
    pub fn ask(&mut self, method: &str, path: &str, words: &str) -> Value {
        let place = self.place(path, words);
        self.request(method, place)
    }

    /// Asks about a whole text.
    pub fn ask_of(&mut self, method: &str, path: &str) -> Value {
        self.request(
            method,
            json!({"textDocument": {"uri": self.uri(path)}, "options": {"tabSize": 4, "insertSpaces": true}}),
        )
    }

    /// The labels of what can be typed.
    pub fn completions(&mut self, path: &str, words: &str) -> Vec<String> {
        let answer = self.ask("textDocument/completion", path, words);
        let Some(items) = answer["items"].as_array() else { return Vec::new() };
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// Takes a proposal, and goes on in the text that it makes.
    pub fn take(&mut self, path: &str, words: &str, label: &str) {
        let answer = self.ask("textDocument/completion", path, words);
        let items = answer["items"].as_array().unwrap_or_else(|| panic!("proposals at `{words}`"));
        let item =
            items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("`{label}` in {items:#?}"));
        let mut edit = item["textEdit"].clone();
        if item["insertTextFormat"] == 2 {
            let plain = edit["newText"].as_str().unwrap().replace(['$', '0', '1', '2', '3', '4'], "");
            edit["newText"] = plain.into();
        }
        self.apply_to(path, &json!([edit]));
    }

    /// Waits until the diagnostics of a file are as they should be.
    pub fn until(&mut self, path: &str, what: &str, is_so: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let begun = Instant::now();
        loop {
            if let Some(diagnostics) = self.diagnostics.get(path).filter(|diagnostics| is_so(diagnostics)) {
                return diagnostics.clone();
            }
            assert!(begun.elapsed() < PATIENCE, "{what}; told of {path}: {:#?}", self.diagnostics.get(path));
            self.listen(Duration::from_secs(1));
        }
    }

    /// Waits for a diagnostic of a code in a file.
    pub fn until_told(&mut self, path: &str, code: &str) -> Value {
        let has_code = |one: &&Value| one["code"] == code;
        let all = self.until(path, code, |all| all.iter().any(|one| has_code(&one)));
        all.iter().find(has_code).unwrap().clone()
    }

    /// Waits until a file is told to be free of a code.
    pub fn until_free_of(&mut self, path: &str, code: &str) {
        self.until(path, &format!("no {code}"), |all| all.iter().all(|one| one["code"] != code));
    }

    /// The words of a range of a text.
    pub fn words(&self, path: &str, range: &Value) -> String {
        self.texts[path][self.offset(path, &range["start"])..self.offset(path, &range["end"])].to_owned()
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request_or_error(method, params);
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    pub fn request_or_error(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.next_id;
        self.next_id += 1;
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "no answer to {method}");
            let Some(message) = self.receive(Duration::from_secs(1)) else { continue };
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.take_in(message);
        }
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Says goodbye, and tells how the server ended.
    pub fn end(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.child.wait().unwrap().code()
    }

    /// Takes in what comes within a time.
    pub fn listen(&mut self, time: Duration) {
        if let Some(message) = self.receive(time) {
            self.take_in(message);
        }
    }

    fn take_in(&mut self, message: Value) {
        if message["method"] != "textDocument/publishDiagnostics" {
            self.heard.push(message);
            return;
        }
        let uri = message["params"]["uri"].as_str().unwrap();
        let path = uri.strip_prefix(&self.uri("")).unwrap_or(uri).to_owned();
        let diagnostics = message["params"]["diagnostics"].as_array().unwrap().clone();
        self.told.push((path.clone(), diagnostics.clone()));
        self.diagnostics.insert(path, diagnostics);
    }

    fn receive(&mut self, time: Duration) -> Option<Value> {
        match self.messages.recv_timeout(time) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the server ended: {:?}", self.child.wait()),
        }
    }

    fn send(&mut self, message: Value) {
        let body = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    fn range(&self, path: &str, range: std::ops::Range<usize>) -> Value {
        json!({"start": self.position(path, range.start), "end": self.position(path, range.end)})
    }

    pub fn position(&self, path: &str, offset: usize) -> Value {
        let text = &self.texts[path];
        let start = line_starts(text).into_iter().take_while(|&start| start <= offset).last().unwrap();
        let line = line_starts(text).iter().position(|&one| one == start).unwrap();
        let before = &text[start..offset];
        let column = if self.is_utf8 { before.len() } else { before.encode_utf16().count() };
        json!({"line": line, "character": column})
    }

    fn offset(&self, path: &str, position: &Value) -> usize {
        let text = &self.texts[path];
        let line = position["line"].as_u64().unwrap() as usize;
        let Some(&start) = line_starts(text).get(line) else { return text.len() };
        let mut units = position["character"].as_u64().unwrap() as usize;
        let mut at = start;
        for letter in text[start..].chars().take_while(|&letter| letter != '\n' && letter != '\r') {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(if self.is_utf8 { letter.len_utf8() } else { letter.len_utf16() });
            at += letter.len_utf8();
        }
        at
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where lines begin: behind `\n`, `\r\n` and `\r`, as the protocol has it.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = |&at: &usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect()
}

fn read_message(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(number) = header.strip_prefix("Content-Length: ") {
                    length = number.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The project of our command line tests, to be changed.
fn copy_of_project() -> tempfile::TempDir {
    let (from, folder) = (concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/project"), tempfile::tempdir().unwrap());
    for file in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = folder.path().join(file.path().strip_prefix(from).unwrap());
        if file.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
    folder
}
