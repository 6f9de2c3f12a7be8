//! What `rename` and `merge` share: the sheets are read, a change is shown or carried out, and what is left to do is told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use standoff::Project;
use standoff::project::SETTINGS_FILE;
use standoff::report::{count, patch::patch};
use standoff::revision::{Revision, Sheets};
use standoff::sheet::one_of;
use standoff::vocabulary::RecordKind;

use crate::args::Global;
use crate::files::{Change, change_all};
use crate::opened::NO_PROJECT;
use crate::{lookup, output};

/// A kind of record, as it is typed before the ids.
pub fn kind_named(word: &str) -> anyhow::Result<RecordKind> {
    let names = RecordKind::ALL.map(RecordKind::name);
    let kind = RecordKind::ALL.into_iter().find(|kind| kind.name() == word);
    kind.with_context(|| format!("`{word}` is no kind of record: write {} before the two ids", one_of(&names)))
}

/// The sheets of a project, to be changed.
pub struct Revising {
    pub sheets: Sheets,
    paths: BTreeMap<String, PathBuf>,
}

impl Revising {
    /// Reads all sheets. Where one cannot be read, nothing can be changed: the id may stand there too.
    pub fn new(global: &Global) -> anyhow::Result<Revising> {
        let files = Project::find(&global.project).context(NO_PROJECT)?.sheet_files();
        if let Some((path, reason)) = files.unreadable.first() {
            bail!("`{path}` cannot be read: {reason}; nothing was changed, since the id may stand there too");
        }
        let sheets = files.read.into_iter().filter(|(_, source)| source.path() != SETTINGS_FILE);
        let (mut paths, mut sources) = (BTreeMap::new(), Vec::new());
        for (path, source) in sheets {
            paths.insert(source.path().to_owned(), path);
            sources.push(source);
        }
        Ok(Revising { sheets: Sheets::read(sources), paths })
    }

    /// What an id is the id of, where nobody said so.
    pub fn kind_of(&self, asked: Option<RecordKind>, id: &str) -> anyhow::Result<RecordKind> {
        self.only_one(asked, id, self.sheets.kinds_of(id))
    }

    /// What both ids are the ids of.
    pub fn kind_of_both(&self, asked: Option<RecordKind>, id: &str, other: &str) -> anyhow::Result<RecordKind> {
        let (kinds, of_other) = (self.sheets.kinds_of(id), self.sheets.kinds_of(other));
        let both: Vec<RecordKind> = kinds.iter().copied().filter(|kind| of_other.contains(kind)).collect();
        match (kinds.first(), of_other.first()) {
            (Some(kind), Some(of_other)) if both.is_empty() && asked.is_none() => {
                bail!("`{id}` is the id of {}, and `{other}` of {}", a(*kind), a(*of_other))
            }
            (Some(_), None) => self.only_one(asked, other, Vec::new()),
            _ => self.only_one(asked, id, both),
        }
    }

    fn only_one(&self, asked: Option<RecordKind>, id: &str, kinds: Vec<RecordKind>) -> anyhow::Result<RecordKind> {
        match (asked, kinds.as_slice()) {
            (Some(kind), _) | (None, &[kind]) => Ok(kind),
            (None, []) => {
                let known = self.sheets.references().defined().map(|referent| referent.slug.as_str());
                let help = lookup::suggestion(id, known, "`standoff list actors`, or another `list`, tells all ids");
                bail!("there is nothing with the id `{id}`; {help}")
            }
            (None, kinds) => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                bail!("`{id}` is the id of several records: write {} before the two ids", one_of(&names))
            }
        }
    }

    /// Writes all files, or shows what would be written; says how many there are.
    pub fn carry_out(&self, global: &Global, revision: &Revision, is_dry_run: bool) -> anyhow::Result<String> {
        let sources = self.sheets.sources();
        let texts = revision.texts(&self.sheets);
        let changes: Vec<Change<'_>> = texts
            .iter()
            .map(|(file, after)| {
                let source = sources.get(*file);
                let path: &Path = self.paths.get(source.path()).map_or(Path::new(source.path()), PathBuf::as_path);
                Change { path, before: source.text(), after }
            })
            .collect();
        if is_dry_run {
            for (file, after) in &texts {
                let source = sources.get(*file);
                output::print(&patch(source.path(), source.text(), after))?;
            }
        } else {
            change_all(&changes)?;
        }
        for remark in &revision.remarks {
            output::hint(global, &format!("{}: {}", self.sheets.told(remark.place), remark.text));
        }
        Ok(count(changes.len(), "file"))
    }
}

fn a(kind: RecordKind) -> String {
    let name = kind.name();
    let article = if name.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {name}")
}
