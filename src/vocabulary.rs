//! The words of the annotation language, and what each of them means: verbs, bases, kinds of condition and of actor.
//!
//! An editor types them, the corpus keeps them and the rules reason with them, so they stand below all three.

use serde::{Deserialize, Serialize};

/// Defines words one of which an editor types, each with what it means: the documentation of the word, here and in the
/// reference of the language.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident $(, usually $usual:ident)? { $($(#[doc = $meaning:literal])+ $word:ident,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[doc = $meaning])* $word,)* }

        impl $name {
            /// All of them, in the order in which the reference tells them.
            pub const ALL: [$name; [$(stringify!($word)),*].len()] = [$($name::$word),*];

            /// The words that an editor types.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($word)),*];

            /// The word that an editor types.
            pub fn name(self) -> &'static str {
                $name::NAMES[self as usize]
            }

            /// The one that is typed so.
            pub fn named(word: &str) -> Option<$name> {
                $name::NAMES.iter().position(|name| *name == word).map(|index| $name::ALL[index])
            }

            /// What it says, in a sentence.
            pub fn meaning(self) -> &'static str {
                [$(concat!($($meaning),*)),*][self as usize].trim_start()
            }
        }

        $(impl Default for $name {
            fn default() -> $name {
                $name::$usual
            }
        })?
    };
}
pub(crate) use words;

words! {
    /// What a statement says of its holder. The words are those an editor types.
    Verb {
        /// Wants it, and wants it from someone.
        Demands,
        /// Wants it, addressed to no one in particular.
        Proposes,
        /// Would like it.
        Supports,
        /// Agrees to it.
        Accepts,
        /// Is ready to bring it about, usually on a condition.
        Offers,
        /// Will bring it about.
        Promises,
        /// Will bring it about, to someone's harm.
        Threatens,
        /// Would not like it.
        Opposes,
        /// Turns it down.
        Rejects,
        /// Will not bring it about.
        Refuses,
        /// Says that it is so.
        Asserts,
        /// Says that it is not so.
        Denies,
    }
}

/// What holders want and what they take to be so never meet in a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Board {
    /// Positions: what shall be.
    Outcome,
    /// Claims: what is.
    Fact,
}

/// What a statement demands of every outcome that its holder would live with (SEMANTICS.md, 1.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Force {
    /// Every acceptable outcome has it, or (for a negative verb) none has.
    Must,
    /// Some acceptable outcome has it.
    May,
    /// It makes a difference, and never a contradiction.
    Preference,
    /// What happens when the `unless` of a threat fails; tested apart.
    Threat,
}

impl Verb {
    /// The verb inside a sentence, after its holder: "Russia *demands* …".
    pub fn phrase(self) -> &'static str {
        match self {
            Verb::Demands => "demands",
            Verb::Proposes => "proposes",
            Verb::Supports => "supports",
            Verb::Accepts => "accepts",
            Verb::Offers => "offers",
            Verb::Promises => "promises",
            Verb::Threatens => "threatens",
            Verb::Opposes => "opposes",
            Verb::Rejects => "rejects",
            Verb::Refuses => "refuses",
            Verb::Asserts => "asserts",
            Verb::Denies => "denies",
        }
    }

    /// The same after several: "European officials *demand* …".
    pub fn plural(self) -> &'static str {
        match self {
            Verb::Denies => "deny",
            verb => verb.phrase().strip_suffix('s').expect("every other verb ends in an s"),
        }
    }

    /// The verb of what was said before: "Russia *demanded* …".
    pub fn past(self) -> &'static str {
        match self {
            Verb::Demands => "demanded",
            Verb::Proposes => "proposed",
            Verb::Supports => "supported",
            Verb::Accepts => "accepted",
            Verb::Offers => "offered",
            Verb::Promises => "promised",
            Verb::Threatens => "threatened",
            Verb::Opposes => "opposed",
            Verb::Rejects => "rejected",
            Verb::Refuses => "refused",
            Verb::Asserts => "asserted",
            Verb::Denies => "denied",
        }
    }

    pub fn board(self) -> Board {
        match self {
            Verb::Asserts | Verb::Denies => Board::Fact,
            _ => Board::Outcome,
        }
    }

    /// Whether it is for the proposition (or says that it is so) rather than against it.
    pub fn is_positive(self) -> bool {
        !matches!(self, Verb::Opposes | Verb::Rejects | Verb::Refuses | Verb::Denies)
    }

    pub fn force(self) -> Force {
        match self {
            Verb::Demands | Verb::Promises | Verb::Rejects | Verb::Refuses | Verb::Asserts | Verb::Denies => {
                Force::Must
            }
            Verb::Offers | Verb::Proposes | Verb::Accepts => Force::May,
            Verb::Supports | Verb::Opposes => Force::Preference,
            Verb::Threatens => Force::Threat,
        }
    }

    /// Whether a condition of that kind makes sense after the verb.
    pub fn takes_condition(self, kind: ConditionKind) -> bool {
        match self {
            Verb::Asserts | Verb::Denies => false,
            Verb::Threatens | Verb::Opposes | Verb::Rejects | Verb::Refuses => {
                matches!(kind, ConditionKind::Unless | ConditionKind::OnlyIf)
            }
            _ => true,
        }
    }

    /// Whether the verb takes `from`: those from whom it is wanted.
    pub fn takes_from(self) -> bool {
        matches!(self, Verb::Demands | Verb::Opposes | Verb::Rejects)
    }

    /// Whether the verb takes `to`: those whom it is addressed to.
    pub fn takes_to(self) -> bool {
        !matches!(self, Verb::Demands | Verb::Asserts | Verb::Denies)
    }

    /// Whether the verb takes `due`: the day by which it is to come about.
    pub fn takes_due(self) -> bool {
        self == Verb::Promises
    }
}

words! {
    /// What a statement rests on.
    Basis, usually Reported {
        /// The article prints the speaker's own words.
        Direct,
        /// The article reports what was said.
        Reported,
        /// The source would not be named.
        Unnamed,
        /// The article's, or the editor's, reading.
        Inferred,
    }
}

impl Basis {
    /// Whether a finding that needs it says so, and is one level lower.
    pub fn is_weak(self) -> bool {
        matches!(self, Basis::Unnamed | Basis::Inferred)
    }
}

words! {
    /// How much room a holder leaves.
    Firmness {
        /// The holder leaves no room.
        Firm,
        /// The holder leaves room.
        Open,
    }
}

/// How a condition binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConditionKind {
    /// p only if q; says nothing about which comes first.
    OnlyIf,
    /// First q, then p.
    OnlyAfter,
    /// p in exchange for q, done together.
    InReturnFor,
    /// p unless q.
    Unless,
}

impl ConditionKind {
    /// All kinds, in the order in which reports tell them.
    pub const ALL: [ConditionKind; 4] =
        [ConditionKind::OnlyIf, ConditionKind::OnlyAfter, ConditionKind::InReturnFor, ConditionKind::Unless];

    /// The field an editor types.
    pub fn field(self) -> &'static str {
        match self {
            ConditionKind::OnlyIf => "only_if",
            ConditionKind::OnlyAfter => "only_after",
            ConditionKind::InReturnFor => "in_return_for",
            ConditionKind::Unless => "unless",
        }
    }

    /// The words a reader sees: "only after".
    pub fn phrase(self) -> &'static str {
        match self {
            ConditionKind::OnlyIf => "only if",
            ConditionKind::OnlyAfter => "only after",
            ConditionKind::InReturnFor => "in return for",
            ConditionKind::Unless => "unless",
        }
    }
}

words! {
    /// What sort of actor it is.
    ActorKind, usually Organisation {
        /// A state.
        State,
        /// A government, an administration or another public authority.
        Government,
        /// An organisation.
        Organisation,
        /// A person.
        Person,
        /// Several who are heard as one, such as "European officials".
        Group,
        /// Sources who would not be named, such as "US diplomats".
        Unnamed,
    }
}

/// What sort of record an id names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordKind {
    Actor,
    Issue,
    Proposition,
    Article,
    Statement,
}

impl RecordKind {
    /// All kinds, in the order in which an id that several bear is told.
    pub const ALL: [RecordKind; 5] =
        [RecordKind::Actor, RecordKind::Proposition, RecordKind::Issue, RecordKind::Article, RecordKind::Statement];

    /// The word for one such record.
    pub fn name(self) -> &'static str {
        match self {
            RecordKind::Actor => "actor",
            RecordKind::Issue => "issue",
            RecordKind::Proposition => "proposition",
            RecordKind::Article => "article",
            RecordKind::Statement => "statement",
        }
    }
}
