//! The words of the annotation language, and what each of them means: verbs, bases, kinds of condition and of actor.
//!
//! An editor types them, the corpus keeps them and the rules reason with them, so they stand below all three.

use serde::{Deserialize, Serialize};

/// What a statement says of its holder. The words are those an editor types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Verb {
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
    /// The verb of a word, such as `Demands`.
    pub fn named(word: &str) -> Option<Verb> {
        Verb::ALL.into_iter().find(|verb| verb.name() == word)
    }

    /// All verbs, in the order in which the language reference tells them.
    pub const ALL: [Verb; 12] = [
        Verb::Demands,
        Verb::Proposes,
        Verb::Supports,
        Verb::Accepts,
        Verb::Offers,
        Verb::Promises,
        Verb::Threatens,
        Verb::Opposes,
        Verb::Rejects,
        Verb::Refuses,
        Verb::Asserts,
        Verb::Denies,
    ];

    /// The word an editor types.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Demands => "Demands",
            Verb::Proposes => "Proposes",
            Verb::Supports => "Supports",
            Verb::Accepts => "Accepts",
            Verb::Offers => "Offers",
            Verb::Promises => "Promises",
            Verb::Threatens => "Threatens",
            Verb::Opposes => "Opposes",
            Verb::Rejects => "Rejects",
            Verb::Refuses => "Refuses",
            Verb::Asserts => "Asserts",
            Verb::Denies => "Denies",
        }
    }

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

/// What a statement rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Basis {
    /// The article prints the speaker's own words.
    Direct,
    /// The article reports what was said.
    #[default]
    Reported,
    /// The source would not be named.
    Unnamed,
    /// The article's, or the editor's, reading.
    Inferred,
}

impl Basis {
    /// The word an editor types.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Direct => "Direct",
            Basis::Reported => "Reported",
            Basis::Unnamed => "Unnamed",
            Basis::Inferred => "Inferred",
        }
    }

    /// Whether a finding that needs it says so, and is one level lower.
    pub fn is_weak(self) -> bool {
        matches!(self, Basis::Unnamed | Basis::Inferred)
    }
}

/// How much room a holder leaves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Firmness {
    Firm,
    Open,
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

/// What sort of actor it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum ActorKind {
    State,
    Government,
    #[default]
    Organisation,
    Person,
    Group,
    /// Sources who would not be named, such as "US diplomats".
    Unnamed,
}

impl ActorKind {
    /// The word an editor types.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::State => "State",
            ActorKind::Government => "Government",
            ActorKind::Organisation => "Organisation",
            ActorKind::Person => "Person",
            ActorKind::Group => "Group",
            ActorKind::Unnamed => "Unnamed",
        }
    }
}
