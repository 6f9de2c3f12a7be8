//! A project as it stands on a day: read, resolved, linked, ready for rules and pictures.

mod levels;

use std::sync::OnceLock;

use crate::background::Background;
use crate::corpus::{self, Corpus, Texts};
use crate::date::Day;
use crate::diagnostic::{Diagnostic, Problem};
use crate::diagram::view::{Links, Material};
use crate::graph::KnowledgeGraph;
use crate::project::{Files, TEXTS_FOLDER};
use crate::rules::{Context, Levels, Tolerances};
use crate::settings::Settings;
use crate::standing::Standing;
use crate::text::{FileId, Place, Source, SourceMap, Span};
use crate::waits::Waits;

/// All that is known of a project on a day. Making one never fails: what is wrong with the files is in
/// [`Desk::diagnostics`], and the rest is here.
#[derive(Debug)]
pub struct Desk {
    pub sources: SourceMap,
    pub settings: Settings,
    /// How much each rule weighs in this project.
    pub levels: Levels,
    pub corpus: Corpus,
    /// Made when it is first asked for: rules read the corpus itself, and a check goes without.
    graph: OnceLock<KnowledgeGraph>,
    pub background: Background,
    pub standing: Standing,
    pub waits: Waits,
    /// What is wrong with the files, in the order of places.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands on another day than the one a desk was made for, by the same files.
#[derive(Debug)]
pub struct OnDay {
    pub standing: Standing,
    pub waits: Waits,
}

impl Desk {
    /// Reads, resolves and links. `today` is the day that is asked about where neither the caller (`as_of`) nor the
    /// settings name one.
    pub fn new(files: Files, as_of: Option<Day>, today: Day) -> Desk {
        let mut reading = Reading::of(files);
        let (corpus, problems) = corpus::resolve(&reading.sheets, &reading.sources, &reading.texts);
        reading.diagnostics.extend(problems);
        reading.diagnostics.sort_by(|a, b| (a.primary.place, &a.message).cmp(&(b.primary.place, &b.message)));

        let as_of = as_of.or(reading.settings.as_of).unwrap_or(today);
        let (background, standing) = rayon::join(|| Background::new(&corpus), || Standing::new(&corpus, as_of));
        let waits = Waits::new(&corpus, &standing, &background);
        let Reading { sources, settings, mut diagnostics, .. } = reading;
        let (levels, unknown_rules) = levels::of_settings(&settings, &sources);
        diagnostics.splice(0..0, unknown_rules);
        Desk { sources, settings, levels, corpus, graph: OnceLock::new(), background, standing, waits, diagnostics }
    }

    /// The corpus as a graph, for pictures and whatever else walks from record to record.
    pub fn graph(&self) -> &KnowledgeGraph {
        self.graph.get_or_init(|| KnowledgeGraph::build(&self.corpus))
    }

    /// What stands on another day. Nothing is read or resolved again.
    pub fn on(&self, day: Day) -> OnDay {
        let standing = Standing::new(&self.corpus, day);
        let waits = Waits::new(&self.corpus, &standing, &self.background);
        OnDay { standing, waits }
    }

    /// What rules look at.
    pub fn context(&self) -> Context<'_> {
        self.context_of(&self.standing, &self.waits)
    }

    /// What rules look at on another day.
    pub fn context_on<'a>(&'a self, day: &'a OnDay) -> Context<'a> {
        self.context_of(&day.standing, &day.waits)
    }

    /// What pictures are made of, and where a click on them leads.
    pub fn material<'a>(&'a self, links: &'a dyn Links) -> Material<'a> {
        self.material_of(&self.standing, &self.waits, links)
    }

    /// What pictures are made of on another day.
    pub fn material_on<'a>(&'a self, day: &'a OnDay, links: &'a dyn Links) -> Material<'a> {
        self.material_of(&day.standing, &day.waits, links)
    }

    fn material_of<'a>(&'a self, standing: &'a Standing, waits: &'a Waits, links: &'a dyn Links) -> Material<'a> {
        let Context { corpus, background, tolerances, .. } = self.context_of(standing, waits);
        let Tolerances { mixed_signals_days, .. } = tolerances;
        Material { corpus, graph: self.graph(), standing, background, waits, mixed_signals_days, links }
    }

    fn context_of<'a>(&'a self, standing: &'a Standing, waits: &'a Waits) -> Context<'a> {
        let Desk { corpus, background, .. } = self;
        let usual = Tolerances::default();
        let tolerances = Tolerances {
            mixed_signals_days: self.settings.mixed_signals_days.unwrap_or(usual.mixed_signals_days),
            unanswered_days: self.settings.unanswered_days.unwrap_or(usual.unanswered_days),
        };
        let is_whole = self.diagnostics.is_empty();
        Context { corpus, standing, background, waits, tolerances, is_whole }
    }
}

/// The files, at hand.
struct Reading {
    sources: SourceMap,
    settings: Settings,
    sheets: Vec<FileId>,
    texts: Texts,
    diagnostics: Vec<Diagnostic>,
}

impl Reading {
    fn of(files: Files) -> Reading {
        let mut sources = SourceMap::new();
        let mut texts = Texts::default();
        let settings_file = files.settings.map(|source| sources.add(source));
        let sheets: Vec<FileId> = files.sheets.into_iter().map(|source| sources.add(source)).collect();
        for (name, source) in files.texts {
            texts.by_name.insert(name, sources.add(source));
        }
        for (hash, source) in files.copies {
            texts.by_sha256.insert(hash, sources.add(source));
        }
        let in_texts = format!("{TEXTS_FOLDER}/");
        let unread_texts = files.unreadable.iter().filter_map(|(path, _)| path.strip_prefix(&in_texts));
        texts.unreadable.extend(unread_texts.map(str::to_owned));
        let mut diagnostics: Vec<Diagnostic> =
            files.unreadable.into_iter().map(|(path, reason)| unreadable(&mut sources, path, &reason)).collect();

        let (settings, problems) = match settings_file {
            Some(file) => Settings::read(file, sources.get(file)),
            None => Default::default(),
        };
        diagnostics.extend(problems);
        Reading { settings, sheets, texts, diagnostics, sources }
    }
}

/// A file that cannot be read still has a name to be told by: it stands among the sources, empty.
fn unreadable(sources: &mut SourceMap, path: String, reason: &str) -> Diagnostic {
    let message = format!("`{path}` cannot be read: {reason}");
    let file = sources.add(Source::new(path, String::new()));
    Diagnostic::new(Problem::UnreadableFile, Place { file, span: Span::default() }, message)
}
