//! What can be wrong with a document: with its form ([`SyntaxError`]) and with what it says ([`ValueError`]).

use crate::text::Span;
use std::fmt;

/// Something that is not RON, with its place, and what to write instead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// The words at fault. It may be empty: the place where something is missing.
    pub span: Span,
    pub message: String,
    /// The other half of the story, such as the bracket that is not closed.
    pub related: Option<(Span, String)>,
    /// What to write.
    pub help: Option<String>,
}

impl SyntaxError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> SyntaxError {
        SyntaxError { span, message: message.into(), related: None, help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> SyntaxError {
        self.help = Some(help.into());
        self
    }

    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> SyntaxError {
        self.related = Some((span, message.into()));
        self
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A value that is well-formed and yet not what is asked for at its place.
#[derive(Clone, PartialEq, Debug)]
pub struct ValueError {
    pub span: Span,
    pub kind: ValueErrorKind,
    /// The other half of the story, such as the first of two fields of one name.
    pub related: Option<(Span, String)>,
    /// What to write.
    pub help: Option<String>,
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.kind.fmt(f)
    }
}

/// What is wrong with a value. The data is kept apart, so that whoever reports it can say "did you mean".
#[derive(Clone, PartialEq, Debug)]
pub enum ValueErrorKind {
    /// A field that the record does not have. `record` is the name as typed, or else the type's name for serde.
    UnknownField {
        field: String,
        known: &'static [&'static str],
        record: String,
    },
    DuplicateField {
        field: String,
        record: String,
    },
    MissingField {
        field: &'static str,
        record: String,
    },
    /// The same key twice in a map.
    DuplicateKey {
        key: String,
    },
    UnknownVariant {
        found: String,
        known: &'static [&'static str],
    },
    /// Another sort of value than the one that is due, each in plain words: "a text in quotation marks", "a number".
    WrongType {
        expected: String,
        found: String,
    },
    /// The right sort of bracket with too few or too many values in it.
    WrongLength {
        expected: usize,
        found: usize,
    },
    /// A whole number beyond what its field can hold.
    OutOfRange {
        found: String,
        least: i128,
        most: i128,
    },
    /// What the type itself has to say against the value.
    Custom(String),
}

impl fmt::Display for ValueErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        use ValueErrorKind::*;
        match self {
            UnknownField { field, record, .. } if record.is_empty() => write!(f, "unknown field `{field}`"),
            UnknownField { field, record, .. } => write!(f, "`{record}` has no field `{field}`"),
            DuplicateField { field, .. } => write!(f, "the field `{field}` is given twice"),
            MissingField { field, record } if record.is_empty() => write!(f, "the field `{field}` is missing"),
            MissingField { field, record } => write!(f, "`{record}` lacks the field `{field}`"),
            DuplicateKey { key } => write!(f, "the key {key} is given twice"),
            UnknownVariant { found, .. } => write!(f, "`{found}` is not one of the words that can stand here"),
            WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            WrongLength { expected: 1, found } => write!(f, "expected one value in these brackets, found {found}"),
            WrongLength { expected, found } => write!(f, "expected {expected} values in these brackets, found {found}"),
            OutOfRange { found, least, most } => {
                write!(f, "{found} is out of range: expected a whole number from {least} to {most}")
            }
            Custom(message) => f.write_str(message),
        }
    }
}

/// What stops the reading of one value: the error type of [`Deserializer`](super::Deserializer).
///
/// Serde makes errors where no place is known. Such an error travels up to the first value that knows its place, is
/// told there, and from then on is but a token that says "already told".
#[derive(Debug)]
pub struct Failure(pub(super) Option<Box<ValueErrorKind>>);

impl Failure {
    /// The token for what has been told already.
    pub(super) const TOLD: Failure = Failure(None);

    fn untold(kind: ValueErrorKind) -> Failure {
        Failure(Some(Box::new(kind)))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.0 {
            Some(kind) => kind.fmt(f),
            None => f.write_str("already reported"),
        }
    }
}

impl std::error::Error for Failure {}

impl serde::de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure::untold(ValueErrorKind::Custom(message.to_string()))
    }

    fn invalid_type(found: serde::de::Unexpected, expected: &dyn serde::de::Expected) -> Failure {
        Failure::untold(ValueErrorKind::WrongType { expected: expected.to_string(), found: in_plain_words(found) })
    }

    fn invalid_value(found: serde::de::Unexpected, expected: &dyn serde::de::Expected) -> Failure {
        Failure::untold(ValueErrorKind::WrongType { expected: expected.to_string(), found: found.to_string() })
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Failure {
        Failure::untold(ValueErrorKind::UnknownVariant { found: found.to_owned(), known })
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Failure {
        let field = field.to_owned();
        Failure::untold(ValueErrorKind::UnknownField { field, known, record: String::new() })
    }

    fn missing_field(field: &'static str) -> Failure {
        Failure::untold(ValueErrorKind::MissingField { field, record: String::new() })
    }

    fn duplicate_field(field: &'static str) -> Failure {
        Failure::untold(ValueErrorKind::DuplicateField { field: field.to_owned(), record: String::new() })
    }
}

/// What serde calls a "newtype variant" is no news to an editor.
fn in_plain_words(found: serde::de::Unexpected) -> String {
    use serde::de::Unexpected::*;
    let words = match found {
        Bool(value) => return format!("`{value}`"),
        Unsigned(_) | Signed(_) | Float(_) => "a number",
        Char(_) => "a single character",
        Str(_) => "a text",
        Bytes(_) => "a byte string",
        Unit => "empty brackets, `()`",
        Option => "an optional value",
        NewtypeStruct | TupleVariant | NewtypeVariant | StructVariant => "a name with brackets after it",
        Seq => "a list",
        Map => "fields",
        Enum | UnitVariant => "a name",
        Other(words) => words,
    };
    words.to_owned()
}
