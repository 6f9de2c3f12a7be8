//! `standoff.ron`: what a project sets. It may be absent; every field has a default.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::date::{Day, PartialDate};
use crate::diagnostic::{Diagnostic, Level};
use crate::sheet::{Field, Shape, Shaped, Typed, Word, read_record, record};
use crate::syntax::Spanned;
use crate::text::{FileId, Source};

/// What a project sets.
#[derive(Debug, Default)]
pub struct Settings {
    /// The title of its reports.
    pub name: Option<Word>,
    /// The day that is asked about, the last one of a coarse date; the day of the run where none is given. A project whose pictures are committed
    /// sets it, so that they change only when the sheets do.
    pub as_of: Option<Day>,
    /// Two voices of one holder that differ within so many days are mixed signals.
    pub mixed_signals_days: Option<i32>,
    /// A demand may go unanswered for so many days.
    pub unanswered_days: Option<i32>,
    /// The levels of rules, as typed, in the order of their names.
    pub levels: Vec<(Spanned<Word>, Level)>,
}

record! {
    /// What a project sets, in `standoff.ron`. Every field may be left out.
    SettingsRecord as "Settings" {
        /// The title of its reports.
        name: Spanned<Word>,
        /// The day that is asked about; otherwise today.
        as_of: Spanned<PartialDate>,
        /// Two voices of one holder that differ within so many days are mixed signals.
        mixed_signals_days: Spanned<u16>,
        /// A demand may go unanswered for so many days.
        unanswered_days: Spanned<u16>,
        /// How much the findings of a rule weigh; `pedantic` and `all` stand for several.
        levels: BTreeMap<Spanned<Word>, Typed<Level>>,
    }
}

impl Shaped for Level {
    const SHAPE: Shape = Shape::Word(|| {
        vec![
            ("Allow", "Not shown."),
            ("Note", "Worth knowing."),
            ("Warn", "Worth a look."),
            ("Deny", "Makes `check` fail."),
        ]
    });
}

impl Settings {
    /// Reads `standoff.ron`, and tells what is wrong with it.
    pub fn read(file: FileId, source: &Source) -> (Settings, Vec<Diagnostic>) {
        let (record, diagnostics) = read_record::<SettingsRecord>(file, source);
        let levels = record.levels.into_option().unwrap_or_default();
        let levels = levels.into_iter().filter_map(|(rule, level)| Some((rule, level.into_value()?)));
        let settings = Settings {
            name: record.name.into_value(),
            as_of: record.as_of.into_value().map(PartialDate::last_day),
            mixed_signals_days: record.mixed_signals_days.into_value().map(i32::from),
            unanswered_days: record.unanswered_days.into_value().map(i32::from),
            levels: levels.collect(),
        };
        (settings, diagnostics)
    }
}
