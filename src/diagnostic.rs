//! What can be said about a place: data only. How it looks is the business of `report`.

use serde::{Deserialize, Serialize};

use crate::text::Place;

/// How much a diagnostic weighs. The order is the order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Worth a look.
    Warning,
    /// Has to be mended; `check` fails.
    Error,
}

/// How much a rule's findings weigh. The order is the order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Level {
    /// Not shown.
    Allow,
    Note,
    Warn,
    /// Makes `check` fail.
    Deny,
}

impl Level {
    /// The word that reports show.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The severity of a finding that is shown at this level; none where it is not shown.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Allow => None,
            Level::Note => Some(Severity::Note),
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        }
    }

    /// One level lower; what is shown at all stays a note.
    pub fn lowered(self) -> Level {
        match self {
            Level::Deny => Level::Warn,
            Level::Warn | Level::Note => Level::Note,
            Level::Allow => Level::Allow,
        }
    }
}

/// A place with words beside it. The first label of a diagnostic says where it is; the others tell the other half of
/// the story, each at its own place ("rejected here on 9 May").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub place: Place,
    pub text: String,
}

impl Label {
    pub fn new(place: Place, text: impl Into<String>) -> Label {
        Label { place, text: text.into() }
    }
}

/// The kinds of problems met while reading and resolving. Each is an error: what cannot be read cannot be checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Problem {
    UnreadableFile,
    Syntax,
    UnknownField,
    UnknownWord,
    MissingField,
    DuplicateField,
    BadValue,
    BadId,
    DuplicateId,
    UnknownId,
    BadBackground,
}

impl Problem {
    /// All problems, in the order of their names' first use.
    pub const ALL: [Problem; 11] = [
        Problem::UnreadableFile,
        Problem::Syntax,
        Problem::UnknownField,
        Problem::UnknownWord,
        Problem::MissingField,
        Problem::DuplicateField,
        Problem::BadValue,
        Problem::BadId,
        Problem::DuplicateId,
        Problem::UnknownId,
        Problem::BadBackground,
    ];

    /// The name that reports show, in the same form as the names of rules.
    pub fn name(self) -> &'static str {
        match self {
            Problem::UnreadableFile => "unreadable-file",
            Problem::Syntax => "syntax",
            Problem::UnknownField => "unknown-field",
            Problem::UnknownWord => "unknown-word",
            Problem::MissingField => "missing-field",
            Problem::DuplicateField => "duplicate-field",
            Problem::BadValue => "bad-value",
            Problem::BadId => "bad-id",
            Problem::DuplicateId => "duplicate-id",
            Problem::UnknownId => "unknown-id",
            Problem::BadBackground => "bad-background",
        }
    }

    /// One line for lists, without a full stop.
    pub fn summary(self) -> &'static str {
        match self {
            Problem::UnreadableFile => "a file cannot be opened, is too large, or is no text",
            Problem::Syntax => "a bracket, a comma or a quotation mark is missing, or one is too many",
            Problem::UnknownField => "a record has no field of that name",
            Problem::UnknownWord => "a word was typed where only certain others can stand",
            Problem::MissingField => "a record lacks what it cannot do without",
            Problem::DuplicateField => "a field was given twice",
            Problem::BadValue => "a value is not what its field takes, such as a date",
            Problem::BadId => "an id is not in lower case, with `-` between words",
            Problem::DuplicateId => "two records have the same id",
            Problem::UnknownId => "an id was typed that no record has",
            Problem::BadBackground => "a constraint of the codebook makes no sense",
        }
    }
}

/// A problem met while reading or resolving: what is wrong, where, and what to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub problem: Problem,
    /// One line that stands alone, in lower case and without a full stop.
    pub message: String,
    pub primary: Label,
    pub others: Vec<Label>,
    /// What to write instead, ready to paste where that is possible.
    pub help: Option<String>,
    /// The word that was probably meant by the one at the primary place.
    pub meant: Option<String>,
}

impl Diagnostic {
    pub fn new(problem: Problem, place: Place, message: impl Into<String>) -> Diagnostic {
        let (message, primary) = (message.into(), Label::new(place, ""));
        Diagnostic { problem, message, primary, others: Vec::new(), help: None, meant: None }
    }

    /// The words beside the primary place.
    pub fn at(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    pub fn with_label(mut self, label: Label) -> Diagnostic {
        self.others.push(label);
        self
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Asks whether another word was meant.
    pub fn meaning(mut self, word: impl Into<String>) -> Diagnostic {
        let word = word.into();
        self.help = Some(format!("did you mean `{word}`?"));
        self.meant = Some(word);
        self
    }
}
