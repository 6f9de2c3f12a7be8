//! A record that a program enters for an editor: how it is typed, and where in a sheet it goes. What stands there already
//! stays as it is, with its comments.
//!
//! ```
//! use standoff::entry::{Record, enter};
//!
//! let record = Record::new("Demands").text("who", "usa").list("from", &["russia"]).text("what", "ceasefire").typed();
//! assert_eq!(record, r#"Demands(who: "usa", from: ["russia"], what: "ceasefire")"#);
//!
//! let sheet = "(\n    statements: [], // none yet\n)\n";
//! let entered = enter(sheet, "statements", None, &record).unwrap();
//! assert!(entered.contains(r#"who: "usa", from: ["russia"],"#));
//! assert!(entered.contains("// none yet"));
//! ```

use std::collections::BTreeMap;

use crate::corpus::{Anchor, Corpus};
use crate::id::StatementId;
use crate::sheet::STYLE;
use crate::syntax::{NodeKind, edit, format, format_value, parse};
use crate::text::{FileId, Place, Span};

/// A record as it is typed, field by field. A field without words is left out.
#[derive(Clone, Debug)]
pub struct Record {
    typed: String,
    fields: usize,
}

impl Record {
    /// A record with its name; most have none.
    pub fn new(name: &str) -> Record {
        Record { typed: format!("{name}("), fields: 0 }
    }

    /// A field that takes a text.
    pub fn text(self, field: &str, words: &str) -> Record {
        if words.is_empty() { self } else { self.field(field, &edit::quoted(words)) }
    }

    /// A field that takes one of certain words.
    pub fn word(self, field: &str, word: &str) -> Record {
        if word.is_empty() { self } else { self.field(field, word) }
    }

    /// A field that takes several texts.
    pub fn list(self, field: &str, items: &[impl AsRef<str>]) -> Record {
        if items.is_empty() {
            return self;
        }
        let items: Vec<String> = items.iter().map(|item| edit::quoted(item.as_ref())).collect();
        self.field(field, &format!("[{}]", items.join(", ")))
    }

    /// The whole record, on one line.
    pub fn typed(self) -> String {
        self.typed + ")"
    }

    fn field(mut self, field: &str, value: &str) -> Record {
        if self.fields > 0 {
            self.typed += ", ";
        }
        self.fields += 1;
        self.typed += &format!("{field}: {value}");
        self
    }
}

/// Enters a record into a list of a sheet, as its `index`th item or as the last. A sheet that was in style stays so; of
/// any other only the new record is laid out. Nothing where the sheet has a slip in the way.
pub fn enter(sheet: &str, list: &str, index: Option<usize>, record: &str) -> Option<String> {
    let entered = if sheet.trim().is_empty() {
        format!("({list}: [{record}])")
    } else {
        let parsed = parse(sheet);
        let root = parsed.tree.root(sheet);
        let edits = match root.field(list) {
            Some(there) => edit::insert(there, index.unwrap_or(usize::MAX), record)?,
            None => edit::insert(root, usize::MAX, &format!("{list}: [{record}]"))?,
        };
        edit::apply(sheet, edits)
    };
    let slips = |text: &str| parse(text).errors.len();
    let before = format(sheet, &STYLE);
    let was_in_style = sheet.trim().is_empty() || (before.left.is_empty() && before.text == sheet);
    let entered = if was_in_style { format(&entered, &STYLE).text } else { laid_out(entered, list, index) };
    // Where the sheet has slips already, they must not have swallowed the record.
    let is_there = items(&entered, list).len() == items(sheet, list).len() + 1;
    (is_there && slips(&entered) <= slips(sheet)).then_some(entered)
}

/// A sheet with one item of a list laid out, if it has lines of its own; one that shares a line with its neighbours is left
/// as they are.
fn laid_out(sheet: String, list: &str, index: Option<usize>) -> String {
    let items = items(&sheet, list);
    let Some(&item) = index.and_then(|index| items.get(index)).or(items.last()) else { return sheet };
    let begins_line = sheet[..item.range().start].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
    match format_value(&parse(&sheet), &sheet, item, &STYLE).filter(|_| begins_line) {
        Some(edit) => edit::apply(&sheet, vec![edit]),
        None => sheet,
    }
}

/// The places of a list's items.
fn items(sheet: &str, list: &str) -> Vec<Span> {
    let parsed = parse(sheet);
    let list = parsed.tree.root(sheet).field(list).filter(|list| list.kind() == NodeKind::List);
    list.into_iter().flat_map(|list| list.children()).map(|item| item.span()).collect()
}

/// Where among the statements of a sheet one goes that rests on words at `place`, so that statements stand in the order
/// of the text: behind the last one that rests on words before them.
pub fn place_among(corpus: &Corpus, sheet: FileId, text: &str, place: Place) -> Option<usize> {
    let own = corpus.statement_ids().filter(|&id| corpus[id].file == sheet);
    let by_place: BTreeMap<Span, StatementId> =
        own.map(|id| (corpus[id].place(|places| places.record).span, id)).collect();
    let anchors: Vec<Option<Span>> = items(text, "statements")
        .into_iter()
        .map(|item| by_place.get(&item).and_then(|&id| anchor(corpus, id, place.file)))
        .collect();
    let is_before = |anchor: &Option<Span>| anchor.is_some_and(|span| span.start <= place.span.start);
    match anchors.iter().rposition(is_before) {
        Some(before) => Some(before + 1),
        None => anchors.iter().position(Option::is_some),
    }
}

/// Where the first quote of a statement stands in a text.
fn anchor(corpus: &Corpus, id: StatementId, text: FileId) -> Option<Span> {
    corpus.quotes_of(id).find_map(|(_, quote)| match quote.anchor {
        Anchor::Found(place) if place.file == text => Some(place.span),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Desk, Files};

    const RECORD: &str = r#"Asserts(who: "a", what: "p", quote: "some words that are so long that the record takes more than a line of the sheet, and a few more")"#;

    #[test]
    fn a_record_goes_where_it_is_told_to_and_all_else_stays() {
        let sheet = "// mine\n(\n    statements: [\n        // first\n        Denies(who: \"a\", what: \"p\"), // then\n    ],\n)\n";
        let entered = enter(sheet, "statements", Some(0), RECORD).unwrap();
        let expected =
            "// mine\n(\n    statements: [\n        Asserts(\n            who: \"a\",\n            what: \"p\",\n";
        assert!(entered.starts_with(expected), "{entered}");
        assert!(
            entered.ends_with("        // first\n        Denies(who: \"a\", what: \"p\"), // then\n    ],\n)\n"),
            "{entered}"
        );
        assert_eq!(format(&entered, &STYLE).text, entered);
    }

    #[test]
    fn a_sheet_out_of_style_stays_so_around_the_record() {
        let sheet = "( statements:[\n  Denies( who:\"a\",what:\"p\" ),\n  ])";
        let entered = enter(sheet, "statements", None, RECORD).unwrap();
        assert!(entered.starts_with("( statements:[\n  Denies( who:\"a\",what:\"p\" ),\n  Asserts(\n"), "{entered}");
        assert!(entered.ends_with("),\n  ])"), "{entered}");
    }

    #[test]
    fn a_record_that_shares_a_line_stays_on_it() {
        let sheet = "(propositions: [(id: \"p\", text: \"P\"), (id: \"q\", text: \"Q\")])";
        let record = format!("(id: \"r\", text: \"{}\")", "so ".repeat(30));
        let entered = enter(sheet, "propositions", None, &record).unwrap();
        assert_eq!(entered, format!("{}, {record}])", &sheet[..sheet.len() - 2]));
    }

    #[test]
    fn a_list_that_is_not_there_yet_comes_and_so_does_a_sheet() {
        for sheet in ["", " \n", "()", "(\n    article: (id: \"x\", published: \"2026\"),\n)\n", "// a note\n()\n"] {
            let entered = enter(sheet, "statements", None, RECORD).unwrap();
            assert_eq!(items(&entered, "statements").len(), 1, "{entered}");
            assert!(parse(&entered).errors.is_empty(), "{entered}");
            assert_eq!(entered.contains("// a note"), sheet.contains("// a note"));
        }
    }

    #[test]
    fn a_slip_in_the_way_is_not_made_worse() {
        for sheet in ["(statements: [Denies(who: \"a\"", "(statements: \"none\")", "statements", "[]"] {
            assert_eq!(enter(sheet, "statements", None, RECORD), None, "{sheet}");
        }
    }

    #[test]
    fn words_of_any_kind_are_typed_so_that_they_are_read_again() {
        let words = "a \"quote\", a \\ and\na line – «так»";
        let typed = Record::new("").text("text", words).word("kind", "").list("by", &[words]).typed();
        let parsed = parse(&typed);
        let root = parsed.tree.root(&typed);
        assert_eq!(root.field("text").unwrap().string().unwrap(), words);
        assert_eq!(root.field("by").unwrap().children().next().unwrap().string().unwrap(), words);
        assert!(root.field("kind").is_none());
    }

    #[test]
    fn statements_stand_in_the_order_of_the_text() {
        let sheet = r#"(actors: [(id: "a", name: "A")], propositions: [(id: "p", text: "P")],
            article: (id: "x", published: "2026", text: "x.txt"),
            statements: [
                Asserts(who: "a", what: "p", quote: "one"), Asserts(who: "a", what: "p"),
                Asserts(who: "a", what: "p", quote: "three")])"#;
        let files = Files::default().with_sheet("data/x.ron", sheet).with_text("x.txt", "zero one two three four");
        let desk = Desk::new(files, None, "2026-01-01".parse().unwrap());
        let file = |path: &str| desk.sources.iter().find(|(_, source)| source.path() == path).unwrap().0;
        let index = |word: &str| {
            let start = "zero one two three four".find(word).unwrap();
            let place = Place { file: file("seeds/x.txt"), span: Span::new(start, start + word.len()) };
            place_among(&desk.corpus, file("data/x.ron"), sheet, place)
        };
        assert_eq!(["zero", "one", "two", "three", "four"].map(index), [Some(0), Some(1), Some(1), Some(3), Some(3)]);
    }
}
