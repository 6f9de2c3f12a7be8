//! Which words of the sheets name which records: from a record to all its places, and from a place to its record.
//!
//! It is made on demand, by those who rename, merge or jump, and costs as much as reading the sheets once more. It looks
//! at the tree and not at what was understood of it, so that an id is found in a record that has a slip elsewhere too.

mod walk;

use compact_str::CompactString;
use indexmap::IndexMap;
use rayon::prelude::*;

use super::Corpus;
use crate::syntax::parse;
use crate::text::{FileId, Place, SourceMap};
use crate::vocabulary::RecordKind;
pub use walk::{Mention, mentions};

/// A record as others name it. It need not exist.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Referent {
    pub kind: RecordKind,
    /// Its id, or the made name of a statement that has none.
    pub slug: CompactString,
}

/// A place where a record is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reference {
    /// The id as it is typed, with its quotation marks; the verb of a statement that has no id.
    pub place: Place,
    pub role: Role,
    referent: usize,
}

/// What a place has to do with the record that it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The record's own `id`.
    Definition,
    /// The verb of a statement without an id, which is named by what it says.
    Nameless,
    /// Another record refers to it.
    Use,
}

/// All places where records are named.
#[derive(Debug, Default)]
pub struct References {
    /// In the order of places.
    all: Vec<Reference>,
    /// Each record with its places in `all`.
    referents: IndexMap<Referent, Vec<usize>, rustc_hash::FxBuildHasher>,
}

impl References {
    /// Looks through some sheets. The corpus is what was made of them; it knows the names of statements without an id.
    pub fn new(corpus: &Corpus, sources: &SourceMap, sheets: &[FileId]) -> References {
        let found = sheets.par_iter().map(|&file| {
            let text = sources.get(file).text();
            let all = mentions(parse(text).tree.root(text)).into_iter();
            all.map(|mention| (Place { file, span: mention.span }, mention)).collect::<Vec<_>>()
        });
        let found: Vec<Vec<(Place, Mention)>> = found.collect();
        let mut references = References::default();
        let (own, foreign): (Vec<_>, Vec<_>) =
            found.into_iter().flatten().partition(|(_, mention)| mention.role == Role::Definition);
        for (place, Mention { target, slug, role, .. }) in own {
            if let Some(&kind) = target.0.first() {
                references.add(Referent { kind, slug }, place, role);
            }
        }
        for statement in corpus.statement_ids().filter(|&id| corpus[id].slug.is_none()) {
            let slug = corpus.statement_name(statement).into();
            let place = corpus[statement].place(|at| at.verb);
            references.add(Referent { kind: RecordKind::Statement, slug }, place, Role::Nameless);
        }
        for (place, mention) in foreign {
            // Where several kinds may be meant, the first counts that has such a record.
            let existing = mention.referents().find(|referent| references.referents.contains_key(referent));
            if let Some(referent) = existing.or_else(|| mention.referents().next()) {
                references.add(referent, place, mention.role);
            }
        }
        references.sort();
        references
    }

    fn add(&mut self, referent: Referent, place: Place, role: Role) {
        let entry = self.referents.entry(referent);
        let referent = entry.index();
        entry.or_default();
        self.all.push(Reference { place, role, referent });
    }

    fn sort(&mut self) {
        self.all.sort_by_key(|reference| reference.place);
        for (index, reference) in self.all.iter().enumerate() {
            self.referents[reference.referent].push(index);
        }
    }

    /// All places, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.all.iter()
    }

    /// The record that is named at a place.
    pub fn referent(&self, reference: &Reference) -> &Referent {
        self.referents.get_index(reference.referent).expect("it was given its number here").0
    }

    /// The places where a record is named, in their order.
    pub fn of<'a>(&'a self, referent: &Referent) -> impl Iterator<Item = &'a Reference> + use<'a> {
        self.referents.get(referent).into_iter().flatten().map(|&index| &self.all[index])
    }

    /// What is named at an offset in a sheet, or right before it, as where a cursor stands behind a word.
    pub fn at(&self, file: FileId, offset: u32) -> Option<&Reference> {
        let from =
            self.all.partition_point(|reference| (reference.place.file, reference.place.span.end) < (file, offset));
        self.all.get(from).filter(|reference| reference.place.file == file && reference.place.span.start <= offset)
    }

    /// Where a record begins to exist: its `id`, or the verb of a statement without one. Of two of one id, the first.
    pub fn definition(&self, referent: &Referent) -> Option<&Reference> {
        self.of(referent).find(|reference| reference.role != Role::Use)
    }

    /// The records that there are, each once.
    pub fn defined(&self) -> impl Iterator<Item = &Referent> {
        self.referents.keys().filter(|referent| self.definition(referent).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Texts, resolve};
    use crate::text::Source;

    const SHEET: &str = r#"(
        actors: [
            (id: "usa", name: "US"), (id: "biden", mandates: [(of: "usa", title: "president")], kind: Persn),
        ],
        issues: [(id: "talks", name: "Talks")],
        propositions: [
            (id: "p", issue: "talks", text: "P", by: "usa", excludes: ["q"]), (id: "q", text: "usa", opposite_of: "r"),
        ],
        constraints: [Implies("p", "q"), NotAll(of: ["p", "r"], because: "p"), Parts("p", ["q"])],
        article: (id: "usa", published: "2025-06-20"),
        statements: [
            Offers(who: "usa", via: "biden", what: "p", to: "usa", only_if: ["q", (what: "p", by: "usa")]),
            Demands(id: "d", who: "usa", from: ["biden"], what: "q", unless: [AnyOf(["p", (what: "q")])], event: "p"),
        ],
        verdicts: [(what: "p", article: "usa", because: "q")],
        accept: [(rule: "deadlock", statements: ["d", "usa/usa-offers-p"], because: "d"), (rule: "x", record: "talks")],
    )"#;

    fn references() -> (SourceMap, References) {
        references_in(SHEET)
    }

    fn references_in(sheet: &str) -> (SourceMap, References) {
        let mut sources = SourceMap::new();
        let file = sources.add(Source::new("sheet.ron".into(), sheet));
        let (corpus, _) = resolve(&[file], &sources, &Texts::default());
        let references = References::new(&corpus, &sources, &[file]);
        (sources, references)
    }

    /// How often a record is named in each role, and that the words there are its id.
    #[track_caller]
    fn assert_named(kind: RecordKind, slug: &str, definitions: usize, uses: usize) {
        let (sources, references) = references();
        let referent = Referent { kind, slug: slug.into() };
        let count = |role| references.of(&referent).filter(|reference| reference.role == role).count();
        assert_eq!((count(Role::Definition), count(Role::Use)), (definitions, uses), "{kind:?} {slug}");
        for reference in references.of(&referent).filter(|reference| reference.role != Role::Nameless) {
            assert_eq!(sources.slice(reference.place), format!("\"{slug}\""));
            let (file, span) = (reference.place.file, reference.place.span);
            assert_eq!(references.at(file, span.start), Some(reference));
            assert_eq!(references.at(file, span.end), Some(reference));
        }
    }

    #[test]
    fn each_field_that_holds_an_id_is_looked_at_and_no_other() {
        assert_named(RecordKind::Actor, "usa", 1, 6);
        assert_named(RecordKind::Actor, "biden", 1, 2);
        assert_named(RecordKind::Issue, "talks", 1, 2);
        assert_named(RecordKind::Proposition, "p", 1, 7);
        assert_named(RecordKind::Proposition, "q", 1, 6);
        assert_named(RecordKind::Article, "usa", 1, 1);
        assert_named(RecordKind::Statement, "d", 1, 1);
    }

    #[test]
    fn what_there_is_not_is_found_where_it_is_named() {
        assert_named(RecordKind::Proposition, "r", 0, 2);
        let (_, references) = references();
        assert!(references.defined().all(|referent| referent.slug != "r"));
    }

    #[test]
    fn a_statement_without_an_id_is_at_its_verb() {
        let (sources, references) = references();
        let referent = Referent { kind: RecordKind::Statement, slug: "usa/usa-offers-p".into() };
        let places: Vec<&str> = references.of(&referent).map(|reference| sources.slice(reference.place)).collect();
        assert_eq!(places, ["Offers", "\"usa/usa-offers-p\""]);
        assert_eq!(references.definition(&referent).unwrap().role, Role::Nameless);
    }

    #[test]
    fn an_id_is_found_in_a_record_that_has_a_slip_elsewhere() {
        let (_, references) = references_in("(statements: [Offers(who: \"usa\", dew: 1, what: \"p\" said: \"June\")])");
        let named: Vec<&str> = references.iter().map(|one| references.referent(one).slug.as_str()).collect();
        assert_eq!(named, ["usa", "p"]);
    }
}
