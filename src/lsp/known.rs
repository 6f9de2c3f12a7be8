//! What is known of a project at some moment: the desk, and which words of its sheets name which records.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::Desk;
use crate::corpus::{Names, References};
use crate::project::{Part, part_of};
use crate::rules::{self, Judgement};
use crate::text::{FileId, Source};

/// A project, read and resolved, with the texts that this was made of.
#[derive(Debug)]
pub struct Known {
    pub desk: Desk,
    files: FxHashMap<String, FileId>,
    /// Made when first asked for: most texts are overtaken by the next keystroke before anybody does.
    references: OnceLock<References>,
    names: OnceLock<Names>,
}

/// What the rules found in it.
#[derive(Debug)]
pub struct Checked {
    pub known: Arc<Known>,
    pub judgement: Judgement,
}

impl Known {
    pub fn new(desk: Desk) -> Known {
        let files: FxHashMap<String, FileId> =
            desk.sources.iter().map(|(file, source)| (source.path().to_owned(), file)).collect();
        Known { desk, files, references: OnceLock::new(), names: OnceLock::new() }
    }

    /// Which words of the sheets name which records.
    pub fn references(&self) -> &References {
        self.references.get_or_init(|| {
            let sources = &self.desk.sources;
            let is_sheet = |source: &Source| part_of(source.path()) == Some(Part::Sheet);
            let sheets = sources.iter().filter(|(_, source)| is_sheet(source)).map(|(file, _)| file);
            References::new(&self.desk.corpus, sources, &sheets.collect::<Vec<FileId>>())
        })
    }

    /// The ids of all records.
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(&self.desk.corpus))
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
