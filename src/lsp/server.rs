//! What the server knows: the open texts, the files as they are with these in them, and the last check. The loop that
//! takes in whatever comes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, never, select};
use gen_lsp_types::{
    Diagnostic, Location, Notification, PublishDiagnosticsNotification, PublishDiagnosticsParams, Uri,
};
use lsp_server::{Connection, Message, ProtocolError, Request};
use serde_json::Value;

use super::Options;
use super::checker::{Checker, News};
use super::document::Document;
use super::drift::Drift;
use super::edits::Writer;
use super::encoding::Encoding;
use super::known::{Checked, Known};
use super::slips::Slips;
use super::{diagnostics, dispatch, uri};
use crate::text::{FileId, Place, Source};
use crate::{Files, Project};

/// The server's whole state.
pub struct Server {
    pub editor: Sender<Message>,
    pub encoding: Encoding,
    /// Whether the editor can be given text with places to fill in.
    pub takes_snippets: bool,
    /// Whether it takes edits that say of which version of a text they are.
    takes_versions: bool,
    /// What it asks again for when it is told to, since what was shown may have changed with another file.
    refreshed: Vec<&'static str>,
    /// How many requests were sent to the editor.
    requests: i32,
    options: Options,
    /// The folder that the editor works in.
    folder: Option<PathBuf>,
    pub documents: BTreeMap<String, Document>,
    pub project: Option<Workshop>,
}

/// A project that is worked on.
pub struct Workshop {
    pub project: Project,
    /// The files as they are on disk, and those that are open as they are in the editor.
    pub files: Files,
    /// What was known a moment ago.
    pub known: Arc<Known>,
    /// The same, or from a moment earlier, with the places where records are named.
    pub indexed: Arc<Known>,
    /// What is wrong with the sheet that was typed in last, until the next check has seen it.
    pub slips: Option<Slips>,
    pub checked: Option<Arc<Checked>>,
    checker: Checker,
    disk: Receiver<()>,
    /// What the editor was told of each file.
    pub told: BTreeMap<String, Vec<Diagnostic>>,
}

impl Server {
    pub fn new(editor: Sender<Message>, options: Options, greeting: &Value) -> Server {
        let offered = greeting.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let takes_utf8 = offered.is_some_and(|offered| offered.iter().any(|encoding| encoding == "utf-8"));
        let can = |what: &str| greeting.pointer(what).and_then(Value::as_bool).unwrap_or_default();
        let folder = ["/workspaceFolders/0/uri", "/rootUri"].into_iter().find_map(|at| greeting.pointer(at)?.as_str());
        Server {
            editor,
            encoding: if takes_utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            takes_snippets: can("/capabilities/textDocument/completion/completionItem/snippetSupport"),
            takes_versions: can("/capabilities/workspace/workspaceEdit/documentChanges"),
            refreshed: ["inlayHint", "codeLens"]
                .into_iter()
                .filter(|what| can(&format!("/capabilities/workspace/{what}/refreshSupport")))
                .collect(),
            requests: 0,
            folder: options.project.clone().or_else(|| uri::path_of(folder?)),
            options,
            documents: BTreeMap::new(),
            project: None,
        }
    }

    /// Opens the project of the editor's folder, if there is one.
    pub fn begin(&mut self) {
        if let Some(folder) = self.folder.clone() {
            self.open_project(&folder);
        }
    }

    /// Opens the project of a folder, or of a file. Where there is none, the first file that is opened may have one.
    fn open_project(&mut self, at: &Path) {
        let Ok(project) = Project::find(at) else { return };
        // It is watched before anything is read, so that no change falls in between.
        let disk = (self.options.watch)(&project, self.options.texts.as_deref()).unwrap_or_else(never);
        let files = project.read(self.options.texts.as_deref());
        let known = Arc::new(self.options.asked.known(files.clone()));
        let checker = Checker::new(self.options.asked.clone());
        checker.check(files.clone());
        let indexed = Arc::clone(&known);
        let told = BTreeMap::new();
        self.project =
            Some(Workshop { project, files, known, indexed, slips: None, checked: None, checker, disk, told });
    }

    /// Takes in messages and news until the editor says goodbye.
    pub fn run(&mut self, connection: &Connection) -> Result<(), ProtocolError> {
        loop {
            let (news, disk) = match &self.project {
                Some(workshop) => (workshop.checker.news.clone(), workshop.disk.clone()),
                None => (never(), never()),
            };
            select! {
                recv(connection.receiver) -> message => match message {
                    Ok(Message::Request(request)) => {
                        if connection.handle_shutdown(&request)? {
                            return Ok(());
                        }
                        dispatch::answer(self, request);
                    }
                    Ok(Message::Notification(notification)) => dispatch::take_in(self, notification),
                    // It was asked nothing.
                    Ok(Message::Response(_)) => {}
                    Err(_) => return Ok(()),
                },
                recv(news) -> news => match news {
                    Ok(news) => self.take_news(news),
                    // It never ends before we do.
                    Err(_) => return Ok(()),
                },
                recv(disk) -> _ => self.read_again(),
            }
        }
    }

    fn take_news(&mut self, news: News) {
        let Some(workshop) = &mut self.project else { return };
        match news {
            News::Known(known) => {
                workshop.slips.take_if(|slips| slips.are_known(&known));
                workshop.known = known;
            }
            News::Checked(checked) => workshop.checked = Some(checked),
            News::Indexed(known) => {
                workshop.indexed = known;
                return;
            }
        }
        self.tell(None);
    }

    /// A text was opened.
    pub fn open(&mut self, item: gen_lsp_types::TextDocumentItem) {
        let file = uri::path_of(&item.uri.0);
        if self.project.is_none()
            && let Some(folder) = file.as_deref().and_then(Path::parent)
        {
            self.open_project(folder);
        }
        let path = file.and_then(|file| self.project.as_ref()?.project.shown_path(&file));
        let document = Document::new(item, path);
        let (uri, path) = (document.uri.0.clone(), document.path.clone());
        let before = path.as_deref().map(|path| self.uri(path));
        self.documents.insert(uri.clone(), document);
        self.put(&uri);
        self.call_anew(path, before);
    }

    /// A text was edited.
    pub fn change(&mut self, uri: &str, version: i32, changes: Vec<gen_lsp_types::TextDocumentContentChangeEvent>) {
        let encoding = self.encoding;
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.change(version, changes, encoding);
        self.put(uri);
    }

    /// A text was closed: what counts is again what is on disk.
    pub fn close(&mut self, uri: &str) {
        let Some(document) = self.documents.remove(uri) else { return };
        let Some(path) = document.path else { return };
        self.call_anew(Some(path.clone()), Some(document.uri));
        let Some(workshop) = &mut self.project else { return };
        match workshop.project.read_one(&path) {
            Some(text) => workshop.files.put(&path, text),
            None => workshop.files.take_out(&path),
        }
        workshop.checker.check(workshop.files.clone());
    }

    /// An editor that knows a file by another name than we do, say along a link, is told anew by the name that counts from
    /// now on what is wrong with it.
    fn call_anew(&mut self, path: Option<String>, before: Option<Uri>) {
        let (Some(path), Some(before)) = (path, before) else { return };
        if self.uri(&path) == before {
            return;
        }
        self.notify::<PublishDiagnosticsNotification>(PublishDiagnosticsParams::new(before, None, Vec::new()));
        if let Some(workshop) = &mut self.project {
            workshop.told.remove(&path);
        }
        self.tell(Some(&path));
    }

    /// The text of an open document counts, and not what is on disk.
    fn put(&mut self, uri: &str) {
        let (Some(workshop), Some(document)) = (&mut self.project, self.documents.get(uri)) else { return };
        let Some(path) = document.path.clone() else { return };
        let is_as_it_was = workshop.files.get(&path).is_some_and(|source| source.text() == document.text());
        if !is_as_it_was {
            workshop.files.put(&path, document.source().shared_text());
            workshop.checker.check(workshop.files.clone());
            workshop.slips = Slips::of(document, workshop, self.documents.values());
            self.tell(Some(&path));
        }
    }

    /// Something changed on disk.
    fn read_again(&mut self) {
        let Some(workshop) = &mut self.project else { return };
        let before = std::mem::take(&mut workshop.files);
        workshop.files = workshop.project.read(self.options.texts.as_deref());
        for document in self.documents.values() {
            if let Some(path) = &document.path {
                workshop.files.put(path, document.source().shared_text());
            }
        }
        if !workshop.files.say_the_same(&before) {
            workshop.checker.check(workshop.files.clone());
        }
    }

    /// Tells the editor what is wrong in a file, or in all, where that is something else than it was told before.
    fn tell(&mut self, only: Option<&str>) {
        let Some(workshop) = &self.project else { return };
        let now = diagnostics::by_file(self, workshop, only);
        let gone =
            workshop.told.keys().filter(|path| !now.contains_key(*path) && only.is_none_or(|only| only == *path));
        let gone: Vec<String> = gone.cloned().collect();
        let is_news = |(path, diagnostics): &(String, Vec<Diagnostic>)| workshop.told.get(path) != Some(diagnostics);
        let news: Vec<(String, Vec<Diagnostic>)> = now.into_iter().filter(is_news).collect();
        for (path, diagnostics) in
            news.iter().map(|(path, told)| (path, &told[..])).chain(gone.iter().map(|p| (p, &[][..])))
        {
            let version = self.document_at(path).map(|document| document.version);
            let params = PublishDiagnosticsParams::new(self.uri(path), version, diagnostics.to_vec());
            self.notify::<PublishDiagnosticsNotification>(params);
        }
        if only.is_none() && !(news.is_empty() && gone.is_empty()) {
            self.refresh();
        }
        if let Some(workshop) = &mut self.project {
            workshop.told.extend(news);
            gone.iter().for_each(|path| drop(workshop.told.remove(path)));
        }
    }

    /// Lets the editor ask again for what stands beside the text.
    fn refresh(&mut self) {
        for what in &self.refreshed {
            self.requests += 1;
            let (id, method) = (self.requests.into(), format!("workspace/{what}/refresh"));
            // An editor that is gone hears nothing, and the loop ends by itself.
            let _ = self.editor.send(Message::Request(Request { id, method, params: Value::Null }));
        }
    }

    /// Sends the editor a message that asks for no answer.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        let notification = lsp_server::Notification::new(dispatch::name(N::METHOD), params);
        // An editor that is gone hears nothing, and the loop ends by itself.
        let _ = self.editor.send(Message::Notification(notification));
    }

    /// The open text of a file of the project.
    pub fn document_at(&self, path: &str) -> Option<&Document> {
        self.documents.values().find(|document| document.path.as_deref() == Some(path))
    }

    /// What the editor calls a file of the project.
    pub fn uri(&self, path: &str) -> Uri {
        let root = self.project.as_ref().map(|workshop| workshop.project.root());
        let of_file = || Uri(uri::uri_of(&root.unwrap_or(Path::new("")).join(path)));
        self.document_at(path).map_or_else(of_file, |document| document.uri.clone())
    }

    /// What writes edits of the project's files, as they are now.
    pub fn writer(&self) -> Option<Writer> {
        let root = self.project.as_ref()?.project.root().to_owned();
        let open = self.documents.values().filter_map(|document| {
            let path = document.path.clone()?;
            Some((path, (document.uri.clone(), document.version)))
        });
        Some(Writer { encoding: self.encoding, is_versioned: self.takes_versions, root, open: open.collect() })
    }

    /// Where a place of what was known is now; nothing where its words were edited away or its file is gone.
    pub fn location(&self, known: &Known, place: Place) -> Option<Location> {
        let (source, drift) = self.drift(known, place.file)?;
        let span = drift.span(place.span)?;
        Some(Location::new(self.uri(source.path()), self.encoding.range(source, span)))
    }

    /// A file as it is now, and how it got there from what was known.
    pub fn drift<'a>(&'a self, known: &'a Known, file: FileId) -> Option<(&'a Source, Drift)> {
        self.drift_of(known.desk.sources.get(file))
    }

    /// The same, from any text that a file had.
    pub fn drift_of<'a>(&'a self, then: &'a Source) -> Option<(&'a Source, Drift)> {
        let now = self.project.as_ref()?.files.get(then.path()).unwrap_or(then);
        Some((now, Drift::between(then, now)))
    }
}
