//! What is known of a project at some moment: the desk, and which words of its sheets name which records.

use rustc_hash::FxHashMap;

use crate::Desk;
use crate::corpus::References;
use crate::project::{Part, part_of};
use crate::rules::{self, Judgement};
use crate::text::{FileId, Source};

/// A project, read and resolved, with the texts that this was made of.
#[derive(Debug)]
pub struct Known {
    pub desk: Desk,
    pub references: References,
    files: FxHashMap<String, FileId>,
}

/// What the rules found in it.
#[derive(Debug)]
pub struct Checked {
    pub known: std::sync::Arc<Known>,
    pub judgement: Judgement,
}

impl Known {
    pub fn new(desk: Desk) -> Known {
        let files: FxHashMap<String, FileId> =
            desk.sources.iter().map(|(file, source)| (source.path().to_owned(), file)).collect();
        let is_sheet = |source: &Source| part_of(source.path()) == Some(Part::Sheet);
        let sheets: Vec<FileId> =
            desk.sources.iter().filter(|(_, source)| is_sheet(source)).map(|(file, _)| file).collect();
        let references = References::new(&desk.corpus, &desk.sources, &sheets);
        Known { desk, references, files }
    }

    /// The file at a path, as it was then.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.files.get(path).copied()
    }

    /// Runs the rules over it.
    pub fn judged(&self, levels: &rules::Levels) -> Judgement {
        rules::check(&self.desk.context(), &self.desk.levels.clone().overridden_by(levels))
    }
}
