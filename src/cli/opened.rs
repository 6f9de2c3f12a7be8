//! Opens the project: finds it, reads it, and settles which day is asked about and how much each rule weighs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, bail};
use standoff::date::Day;
use standoff::project::{DATA_FOLDER, ProjectError, SETTINGS_FILE};
use standoff::rules::{self, Judgement, Levels};
use standoff::{Desk, Files, Project};

use crate::Verdict;
use crate::args::{AsOf, Global};
use crate::levels::LevelArgs;
use crate::progress::Progress;
use crate::{files, output};

/// What a command says that needs a project and finds none.
pub const NO_PROJECT: &str = "no project to work on; `standoff init DIR` writes a sample, `-C DIR` names one elsewhere";

/// A project that was read.
pub struct Opened {
    pub root: PathBuf,
    pub desk: Desk,
}

impl Opened {
    pub fn new(global: &Global) -> anyhow::Result<Opened> {
        let (project, files) = Opened::files(global)?;
        Ok(Opened::of(global, project.root().to_owned(), files))
    }

    /// The project, and what its files say.
    pub fn files(global: &Global) -> anyhow::Result<(Project, Files)> {
        let project = Project::find(&global.project).context(NO_PROJECT)?;
        if let Some(folder) = global.texts.as_deref().filter(|folder| !folder.is_dir()) {
            bail!("there is no folder `{}` (given as --texts)", folder.display());
        }
        let _progress = Progress::new(global, "reading");
        let files = project.read(global.texts.as_deref());
        Ok((project, files))
    }

    /// The project, or an empty one where there is none: for what can be told everywhere.
    pub fn or_empty(global: &Global) -> anyhow::Result<Opened> {
        match Project::find(&global.project) {
            Err(ProjectError::NotFound(folder)) => Ok(Opened::of(global, folder, Files::default())),
            _ => Opened::new(global),
        }
    }

    /// A project whose files are at hand, be it as they will be and not as they are.
    pub fn of(global: &Global, root: PathBuf, files: Files) -> Opened {
        let desk = Desk::new(files, global.as_of.map(day), today());
        Opened { root, desk }
    }

    /// The name for the project's reports: the one it gives itself, or its folder's.
    pub fn name(&self) -> String {
        let folder = || self.root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.desk.settings.name.as_ref().map_or_else(folder, ToString::to_string)
    }

    /// The project's folder as seen from the one we are in, with a `/` at its end: for programs that look for its files
    /// from here. Empty where the two are the same, or where the project lies elsewhere.
    pub fn folder_from_here(&self) -> String {
        let below = files::here().and_then(|here| Some(self.root.strip_prefix(here).ok()?.to_owned()));
        let parts = below.iter().flatten().map(|part| format!("{}/", part.to_string_lossy()));
        parts.collect()
    }

    /// What all files say, in a number.
    pub fn contents(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (_, source) in self.desk.sources.iter() {
            (source.path(), source.text()).hash(&mut hasher);
        }
        for problem in &self.desk.diagnostics {
            // A file that cannot be read has no text, and what is the matter with it may change.
            problem.message.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Checks by all rules, and weighs what they find.
    pub fn judge(&self, global: &Global, levels: &LevelArgs) -> anyhow::Result<Judgement> {
        Ok(self.judge_by(global, &self.levels(levels)?))
    }

    /// The levels that are asked for, over those that the project sets.
    pub fn levels(&self, levels: &LevelArgs) -> anyhow::Result<Levels> {
        levels.over(self.desk.levels.clone())
    }

    /// Checks by all rules, and weighs what they find by these levels.
    pub fn judge_by(&self, global: &Global, levels: &Levels) -> Judgement {
        let _progress = Progress::new(global, "checking");
        rules::check(&self.desk.context(), levels)
    }

    /// Says that no sheet was found, and what was found in its place: many an editor adds a `.txt` that nobody sees.
    pub fn hint_at_no_sheets(&self, global: &Global) {
        let is_below_data = |path: &str| path.strip_prefix(DATA_FOLDER).is_some_and(|rest| rest.starts_with('/'));
        if self.desk.sources.iter().any(|(_, source)| is_below_data(source.path())) {
            return;
        }
        let names = files::names_in(&self.root.join(DATA_FOLDER));
        let hint = match names.first() {
            None => format!("there is no sheet under `{DATA_FOLDER}`; `standoff init DIR` writes a sample"),
            Some(name) => {
                format!("there is no sheet under `{DATA_FOLDER}`: a sheet's name ends in `.ron`, and `{name}` does not")
            }
        };
        output::hint(global, &hint);
    }

    /// Says that some statements are left out because of the day asked about, and how to count them where it is the
    /// settings that name that day.
    pub fn hint_at_later(&self, global: &Global) {
        let Some(later) = standoff::report::told_later(&self.desk) else { return };
        let is_set = global.as_of.is_none() && self.desk.settings.as_of.is_some();
        let way_out = format!(" (set in {SETTINGS_FILE}; `--as-of today` counts them)");
        output::hint(global, &format!("{later}{}", if is_set { &way_out } else { "" }));
    }

    /// For commands that tell records and not problems: says that some could not be read, since those are missing.
    pub fn verdict(&self, global: &Global) -> Verdict {
        let problems = self.desk.diagnostics.len();
        if problems > 0 {
            let problems = standoff::report::count(problems, "problem");
            output::hint(
                global,
                &format!("{problems} in reading, so something is missing; `standoff check` tells more"),
            );
        }
        Verdict::objects_if(problems > 0)
    }
}

/// The day that is meant by what was typed.
pub fn day(typed: AsOf) -> Day {
    match typed {
        AsOf::Today => today(),
        AsOf::Day(day) => day,
    }
}

/// The only look at a clock in the whole program.
#[expect(clippy::disallowed_methods, reason = "somebody has to, and it is the edge")]
pub fn today() -> Day {
    let today = jiff::ZonedDateTime::now().date();
    let (year, month, day) = (today.year().unsigned_abs(), today.month().unsigned_abs(), today.day().unsigned_abs());
    Day::from_ymd(year, month, day).expect("both calendars are the same one")
}
