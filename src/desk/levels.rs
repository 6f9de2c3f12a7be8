//! How much the settings let each rule weigh.

use crate::diagnostic::{Diagnostic, Problem};
use crate::project::SETTINGS_FILE;
use crate::rules::{Levels, Rule};
use crate::settings::Settings;
use crate::sheet::{Word, nearest};
use crate::syntax::Spanned;
use crate::text::{Place, SourceMap};

/// The levels that `standoff.ron` sets, groups before single rules, so that a rule can be excepted from its group. A
/// name that no rule bears is one more problem of reading.
pub fn of_settings(settings: &Settings, sources: &SourceMap) -> (Levels, Vec<Diagnostic>) {
    let mut levels = Levels::default();
    let mut unknown = Vec::new();
    let mut set = settings.levels.clone();
    set.sort_by_key(|(name, _)| Rule::named(&name.value).is_some());
    for (name, level) in set {
        if levels.set(&name.value, level).is_err() {
            unknown.push(name);
        }
    }
    let file = sources.iter().find(|(_, source)| source.path() == SETTINGS_FILE).map(|(file, _)| file);
    let problem = |(name, file): (Spanned<Word>, _)| {
        let place = Place { file, span: name.span };
        let problem = Diagnostic::new(Problem::UnknownWord, place, format!("there is no rule `{}`", name.value));
        match nearest(&name.value, Levels::names()) {
            Some(meant) => problem.meaning(meant),
            None => problem.with_help("`standoff explain` lists all rules"),
        }
    };
    let problems = unknown.into_iter().zip(std::iter::repeat(file)).filter_map(|(name, file)| Some((name, file?)));
    (levels, problems.map(problem).collect())
}
