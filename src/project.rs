//! A project on disk: finds `standoff.ron`, walks `data/` and `seeds/`, and reads the files on all cores. The one file
//! of the library that touches the disk.

#![expect(clippy::disallowed_methods, reason = "a project is files, and this file is the edge of the library")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use arcstr::ArcStr;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use thiserror::Error;
use walkdir::WalkDir;

use crate::text::{MAX_SOURCE_BYTES, Source};

/// The file that marks a project's folder.
pub const SETTINGS_FILE: &str = "standoff.ron";
/// The folder of the sheets.
pub const DATA_FOLDER: &str = "data";
/// The folder of the articles' texts.
pub const TEXTS_FOLDER: &str = "seeds";

/// A folder that holds a project.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
}

/// Sheets with the files that they were read from, for those who write them again.
#[derive(Debug, Default)]
pub struct SheetFiles {
    /// In the order of their paths, the settings first.
    pub read: Vec<(PathBuf, Source)>,
    /// Files that could not be read: their paths, and why.
    pub unreadable: Vec<(String, String)>,
}

/// Which of a project's files a path names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part<'a> {
    Settings,
    Sheet,
    /// The text of an article, by the name that an article's `text` gives.
    Text(&'a str),
}

/// What a path within a project is to it; nothing where it is not read. Hidden files, such as an editor's backups, are not.
pub fn part_of(path: &str) -> Option<Part<'_>> {
    if path == SETTINGS_FILE {
        return Some(Part::Settings);
    }
    let (folder, name) = path.split_once('/')?;
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    match folder {
        _ if is_hidden => None,
        DATA_FOLDER => is_sheet(Path::new(name)).then_some(Part::Sheet),
        TEXTS_FOLDER => Some(Part::Text(name)),
        _ => None,
    }
}

/// Why there is no project to work on.
#[derive(Debug, Error)]
pub enum ProjectError {
    #[error("there is no project in `{}` or above it: no `{SETTINGS_FILE}` and no folder `{DATA_FOLDER}`", .0.display())]
    NotFound(PathBuf),
    #[error("`{}` cannot be read: {}", path.display(), plainly(reason))]
    Unreadable { path: PathBuf, reason: io::Error },
}

/// All that a project's files say, in memory. Sheets are in the order of their paths. A clone shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `standoff.ron`, if there is one.
    pub settings: Option<Source>,
    pub sheets: Vec<Source>,
    /// Articles' texts, by the name that an article's `text` gives.
    pub texts: BTreeMap<String, Source>,
    /// Copies of articles whose texts the project does not hold, by their SHA-256.
    pub copies: BTreeMap<String, Source>,
    /// Files that could not be read: their paths, and why.
    pub unreadable: Vec<(String, String)>,
}

impl Files {
    /// Adds a sheet, in memory.
    pub fn with_sheet(mut self, path: &str, text: impl Into<ArcStr>) -> Files {
        self.sheets.push(Source::new(path.to_owned(), text));
        self
    }

    /// Adds the text of an article, in memory.
    pub fn with_text(mut self, name: &str, text: impl Into<ArcStr>) -> Files {
        let source = Source::new(format!("{TEXTS_FOLDER}/{name}"), text);
        self.texts.insert(name.to_owned(), source);
        self
    }

    /// Puts a text in the place of the file at a path, or beside the others: what an editor has not saved yet is checked
    /// as if it were. A path that is none of a project's files changes nothing; [`part_of`] tells which are.
    ///
    /// ```
    /// let mut files = standoff::Files::default().with_sheet("data/a.ron", "(actors: [])");
    /// files.put("data/a.ron", "(actors: [(id: \"usa\", name: \"United States\")])");
    /// assert_eq!(files.sheets.len(), 1);
    /// ```
    pub fn put(&mut self, path: &str, text: impl Into<ArcStr>) {
        let Some(part) = part_of(path) else { return };
        self.unreadable.retain(|(unreadable, _)| unreadable != path);
        let source = Source::new(path.to_owned(), text);
        match part {
            Part::Settings => self.settings = Some(source),
            Part::Text(name) => drop(self.texts.insert(name.to_owned(), source)),
            Part::Sheet => match self.place_of_sheet(path) {
                Ok(index) => self.sheets[index] = source,
                Err(index) => self.sheets.insert(index, source),
            },
        }
    }

    /// Takes out the file at a path, if there is one.
    pub fn take_out(&mut self, path: &str) {
        match part_of(path) {
            Some(Part::Settings) => self.settings = None,
            Some(Part::Text(name)) => drop(self.texts.remove(name)),
            Some(Part::Sheet) => {
                if let Ok(index) = self.place_of_sheet(path) {
                    self.sheets.remove(index);
                }
            }
            None => {}
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        match part_of(path)? {
            Part::Settings => self.settings.as_ref(),
            Part::Text(name) => self.texts.get(name),
            Part::Sheet => self.place_of_sheet(path).ok().map(|index| &self.sheets[index]),
        }
    }

    /// Whether others have the same files, and say the same in each.
    pub fn say_the_same(&self, others: &Files) -> bool {
        let all = |files: &Files| -> Vec<(String, ArcStr)> {
            let texts = files.texts.values().chain(files.copies.values());
            let sources = files.settings.iter().chain(&files.sheets).chain(texts);
            sources.map(|source| (source.path().to_owned(), source.shared_text())).collect()
        };
        self.unreadable == others.unreadable && all(self) == all(others)
    }

    /// Sheets are sorted as their folders are walked: name by name, and not as one long word.
    fn place_of_sheet(&self, path: &str) -> Result<usize, usize> {
        self.sheets.binary_search_by(|sheet| Path::new(sheet.path()).cmp(Path::new(path)))
    }

    /// How many bytes there are in all.
    pub fn bytes(&self) -> usize {
        let texts = self.texts.values().chain(self.copies.values());
        self.sheets.iter().chain(texts).map(|source| source.text().len()).sum()
    }
}

impl Project {
    /// The project of a folder: the nearest one at or above it that holds a `standoff.ron` or a folder `data`.
    pub fn find(start: &Path) -> Result<Project, ProjectError> {
        let unreadable = |reason| ProjectError::Unreadable { path: start.to_owned(), reason };
        let start = fs::canonicalize(start).map_err(unreadable)?;
        let is_project = |folder: &&Path| folder.join(SETTINGS_FILE).is_file() || folder.join(DATA_FOLDER).is_dir();
        match start.ancestors().find(is_project) {
            Some(root) => Ok(Project { root: root.to_owned() }),
            None => Err(ProjectError::NotFound(start)),
        }
    }

    /// The folder of the project.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads all files. What cannot be read is listed, and the others are read nevertheless. `copies` is a folder with
    /// copies of articles whose texts may not stand in the project.
    pub fn read(&self, copies: Option<&Path>) -> Files {
        let mut files = Files::default();
        let settings = self.root.join(SETTINGS_FILE);
        if settings.exists() {
            match read_text(&settings) {
                Ok(text) => files.settings = Some(Source::new(SETTINGS_FILE.into(), text)),
                Err(reason) => files.unreadable.push((SETTINGS_FILE.into(), reason)),
            }
        }
        files.sheets = self.read_folder(DATA_FOLDER, is_sheet, &mut files.unreadable);
        let texts = self.read_folder(TEXTS_FOLDER, |_| true, &mut files.unreadable);
        let name = |source: &Source| source.path()[TEXTS_FOLDER.len() + 1..].to_owned();
        files.texts = texts.into_iter().map(|source| (name(&source), source)).collect();
        if let Some(folder) = copies {
            files.copies = read_copies(folder, &mut files.unreadable);
        }
        files
    }

    /// Where one of its files lies, as reports show it: `data/articles/talks.ron`; nothing for a file that lies elsewhere.
    /// The file need not exist.
    pub fn shown_path(&self, file: &Path) -> Option<String> {
        let folder = file.parent()?;
        // The project's folder goes by its true name, and an editor may know it by another.
        let there = folder.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
        let (above, real) = there?;
        let path = real.join(folder.strip_prefix(above).ok()?).join(file.file_name()?);
        path.starts_with(&self.root).then(|| self.shown(&path))
    }

    /// Reads one of its files again, by the path that reports show; nothing where it is gone or cannot be read.
    pub fn read_one(&self, path: &str) -> Option<ArcStr> {
        read_text(&self.root.join(path)).ok()
    }

    /// Reads the settings and the sheets, and no texts: for those who work on sheets as text.
    pub fn sheet_files(&self) -> SheetFiles {
        let mut files = SheetFiles::default();
        let settings = self.root.join(SETTINGS_FILE);
        if settings.exists() {
            files.add(settings, SETTINGS_FILE.to_owned());
        }
        let folder = self.root.join(DATA_FOLDER);
        if folder.is_dir() {
            files.add_folder(&folder, |path| self.shown(path));
        }
        files
    }

    fn read_folder(
        &self,
        folder: &str,
        is_wanted: impl Fn(&Path) -> bool,
        unreadable: &mut Vec<(String, String)>,
    ) -> Vec<Source> {
        let folder = self.root.join(folder);
        if !folder.is_dir() {
            if folder.exists() {
                unreadable.push((self.shown(&folder), "it is not a folder".to_owned()));
            }
            return Vec::new();
        }
        let (paths, mut failures) = walk(&folder, |path| self.shown(path));
        let wanted: Vec<PathBuf> = paths.into_iter().filter(|path| is_wanted(path)).collect();
        let read = wanted.par_iter().map(|path| match read_text(path) {
            Ok(text) => Ok(Source::new(self.shown(path), text)),
            Err(reason) => Err((self.shown(path), reason)),
        });
        let mut sources = Vec::with_capacity(wanted.len());
        for result in read.collect::<Vec<_>>() {
            match result {
                Ok(source) => sources.push(source),
                Err(failure) => failures.push(failure),
            }
        }
        failures.sort();
        unreadable.append(&mut failures);
        sources
    }

    /// A path as reports show it: from the project's folder, with `/` between its parts.
    fn shown(&self, path: &Path) -> String {
        shown_from(&self.root, path)
    }
}

impl SheetFiles {
    /// Reads the files that somebody named, whatever their endings, and the sheets below the folders among them.
    pub fn named(paths: &[PathBuf]) -> SheetFiles {
        let mut files = SheetFiles::default();
        for path in paths {
            if path.is_dir() {
                files.add_folder(path, |path| path.display().to_string());
            } else {
                files.add(path.clone(), path.display().to_string());
            }
        }
        files
    }

    fn add_folder(&mut self, folder: &Path, shown: impl Fn(&Path) -> String + Sync) {
        let (paths, failures) = walk(folder, &shown);
        self.unreadable.extend(failures);
        let sheets: Vec<PathBuf> = paths.into_iter().filter(|path| is_sheet(path)).collect();
        let texts: Vec<_> = sheets.par_iter().map(|path| read_text(path)).collect();
        for (path, text) in sheets.into_iter().zip(texts) {
            let name = shown(&path);
            self.keep(path, name, text);
        }
    }

    fn add(&mut self, path: PathBuf, shown: String) {
        let text = read_text(&path);
        self.keep(path, shown, text);
    }

    fn keep(&mut self, path: PathBuf, shown: String, text: Result<ArcStr, String>) {
        match text {
            Ok(text) => self.read.push((path, Source::new(shown, text))),
            Err(reason) => self.unreadable.push((shown, reason)),
        }
    }
}

fn is_sheet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

fn shown_from(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// All files under a folder, sorted, and what could not be entered: a folder that may not be read, a link that leads
/// nowhere or back to where it stands. Hidden files, such as an editor's backups, are left out.
fn walk(folder: &Path, shown: impl Fn(&Path) -> String) -> (Vec<PathBuf>, Vec<(String, String)>) {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    let above = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let mut leads_up = Vec::new();
    let is_wanted = |entry: &walkdir::DirEntry| {
        if entry.depth() == 0 || !entry.path_is_symlink() || !entry.file_type().is_dir() {
            return entry.depth() == 0 || !is_hidden(entry.file_name());
        }
        // A link to the folder's own parent leads back here by another way, which the walk alone does not see.
        let target = fs::canonicalize(entry.path()).unwrap_or_default();
        let is_above = above.starts_with(&target);
        if is_above {
            leads_up.push((shown(entry.path()), "this link leads back to a folder that it stands in".to_owned()));
        }
        !is_above && !is_hidden(entry.file_name())
    };
    for entry in entries.filter_entry(is_wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => failures.push((shown(entry.path()), "it is not a file".to_owned())),
            Err(error) => {
                let path = error.path().map(&shown).unwrap_or_default();
                let reason = match error.loop_ancestor() {
                    Some(ancestor) => format!("this link leads back to `{}`", shown(ancestor)),
                    None => error.io_error().map_or_else(|| error.to_string(), plainly),
                };
                failures.push((path, reason));
            }
        }
    }
    failures.extend(leads_up);
    files.sort();
    (files, failures)
}

/// Reads a text file, or says plainly why it cannot be read.
fn read_text(path: &Path) -> Result<ArcStr, String> {
    let told = |error: io::Error| plainly(&error);
    let mut file = File::open(path).map_err(told)?;
    let size = file.metadata().map_err(told)?.len();
    if size > MAX_SOURCE_BYTES {
        let mebibytes = size >> 20;
        return Err(format!("it is too large ({mebibytes} MiB; at most {} MiB are read)", MAX_SOURCE_BYTES >> 20));
    }
    // Read where it is to stay: a copy of every text would take as long as reading it.
    let mut read = Ok(());
    let text = ArcStr::init_with(size as usize, |bytes| read = file.read_exact(bytes));
    read.map_err(told)?;
    text.map_err(|error| {
        let valid = fs::read(path).unwrap_or_default().into_iter().take(error.valid_up_to());
        let line = valid.filter(|&byte| byte == b'\n').count() + 1;
        format!("it is not UTF-8 text (line {line}); save it as UTF-8")
    })
}

/// Copies of articles, each under the SHA-256 of its bytes.
fn read_copies(folder: &Path, unreadable: &mut Vec<(String, String)>) -> BTreeMap<String, Source> {
    let shown = |path: &Path| shown_from(folder, path);
    let (paths, failures) = walk(folder, shown);
    unreadable.extend(failures);
    let read = paths.par_iter().filter_map(|path| {
        // Such a folder may hold pictures and pages beside the texts; what is no text is passed over.
        let text = read_text(path).ok()?;
        let hash = Sha256::digest(text.as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Some((hash, Source::new(shown(path), text)))
    });
    read.collect::<Vec<_>>().into_iter().collect()
}

/// The system's reason in words that do not need explaining.
fn plainly(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "you are not allowed to read it".into(),
        _ => error.to_string(),
    }
}
