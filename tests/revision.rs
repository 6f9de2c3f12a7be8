//! Renaming and merging: what changes in the sheets, what is refused, and that nothing comes to mean something else.

#![expect(clippy::disallowed_methods, reason = "the tests read the project's own sheets")]

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use standoff::corpus::{Referent, Role};
use standoff::revision::{Refusal, Revision, Sheets, Take, merge, rename};
use standoff::text::Source;
use standoff::vocabulary::RecordKind::{self, Actor, Article, Issue, Proposition, Statement};

const CODEBOOK: &str = r#"(
    actors: [
        (id: "usa", name: "US"),
        // Who spoke for the US until 2025.
        (id: "biden", name: "Joe Biden", kind: Person, mandates: [(of: "usa", title: "president")]),
    ],
    issues: [(id: "usa", name: "About the US")],
    propositions: [
        (id: "p", issue: "usa", text: "P", by: "usa", excludes: ["q"]),
        (id: "q", text: "Q", by: ["usa"]),
        (id: "r", text: "R", implies: ["p"]),
    ],
    constraints: [Implies("r", "q"), NotAll(of: ["p", "q", "r"], because: "usa")],
)
"#;

const ARTICLE: &str = r#"(
    article: (id: "usa", published: "2025-06-20"),
    statements: [
        Offers(who: "usa", via: "biden", what: "p", to: "usa", only_if: ["q", (what: "r", by: "usa")]), // usa
        Demands(id: "d", who: "usa", from: ["biden"], what: "q", unless: [AnyOf(["p", (what: "r")])]),
    ],
    verdicts: [(what: "p", happened: "2025", article: "usa", because: "q")],
    accept: [(rule: "deadlock", statements: ["d", "usa/usa-offers-p"], because: "d"), (rule: "x", record: "usa", because: "y")],
)
"#;

fn sheets(texts: &[&str]) -> Sheets {
    Sheets::read(texts.iter().enumerate().map(|(n, text)| Source::new(format!("{n}.ron"), text.to_string())))
}

/// The sheets after a change.
fn texts_after(before: &Sheets, revision: &Revision) -> Vec<String> {
    let mut texts: BTreeMap<_, String> =
        before.sources().iter().map(|(file, source)| (file, source.text().to_owned())).collect();
    texts.extend(revision.texts(before));
    texts.into_values().collect()
}

fn after(texts: &[&str], change: impl Fn(&Sheets) -> Result<Revision, Refusal>) -> Vec<String> {
    let before = sheets(texts);
    let revision = change(&before).unwrap_or_else(|refusal| panic!("{refusal}"));
    texts_after(&before, &revision)
}

#[track_caller]
fn refused(texts: &[&str], change: impl Fn(&Sheets) -> Result<Revision, Refusal>) -> String {
    change(&sheets(texts)).unwrap_err().to_string()
}

#[test]
fn an_actor_is_renamed_wherever_it_is_meant_and_nothing_else_of_that_name() {
    let texts = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Actor, "usa", "us"));
    let [codebook, article] = &texts[..] else { panic!() };
    let expected = CODEBOOK
        .replace("(id: \"usa\", name: \"US\")", "(id: \"us\", name: \"US\")")
        .replace("of: \"usa\"", "of: \"us\"")
        .replace("by: \"usa\"", "by: \"us\"")
        .replace("by: [\"usa\"]", "by: [\"us\"]");
    assert_eq!(codebook, &expected);
    let expected = ARTICLE
        .replace("who: \"usa\"", "who: \"us\"")
        .replace("to: \"usa\"", "to: \"us\"")
        .replace("by: \"usa\"", "by: \"us\"")
        .replace("record: \"usa\"", "record: \"us\"")
        // The name that is made of it changes along, in the part that is the actor's.
        .replace("usa/usa-offers-p", "usa/us-offers-p");
    assert_eq!(article, &expected);
}

#[test]
fn issues_articles_propositions_and_statements_are_renamed() {
    let issue = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Issue, "usa", "america"));
    assert_eq!(
        issue[0],
        CODEBOOK
            .replace("(id: \"usa\", name: \"About", "(id: \"america\", name: \"About")
            .replace("issue: \"usa\"", "issue: \"america\"")
    );
    assert_eq!(issue[1], ARTICLE);

    let article = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Article, "usa", "gazette"));
    assert_eq!(article[0], CODEBOOK);
    let expected = ARTICLE
        .replace("article: (id: \"usa\"", "article: (id: \"gazette\"")
        .replace("article: \"usa\"", "article: \"gazette\"");
    assert_eq!(article[1], expected.replace("usa/usa-offers-p", "gazette/usa-offers-p"));

    let proposition = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Proposition, "p", "peace"));
    assert_eq!(proposition[0], CODEBOOK.replace("\"p\"", "\"peace\""));
    assert_eq!(proposition[1], ARTICLE.replace("\"p\"", "\"peace\"").replace("offers-p", "offers-peace"));

    let statement = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Statement, "d", "demand"));
    assert_eq!(statement[1], ARTICLE.replace("id: \"d\"", "id: \"demand\"").replace("[\"d\"", "[\"demand\""));
}

#[test]
fn a_statement_without_an_id_gets_one() {
    let texts = after(&[CODEBOOK, ARTICLE], |sheets| rename(sheets, Statement, "usa/usa-offers-p", "offer"));
    assert_eq!(
        texts[1],
        ARTICLE.replace("Offers(who", "Offers(id: \"offer\", who").replace("usa/usa-offers-p", "offer")
    );
}

#[test]
fn what_cannot_be_renamed_is_told_with_the_reason() {
    let both = [CODEBOOK, ARTICLE];
    assert_eq!(refused(&both, |s| rename(s, Actor, "usa", "biden")), "0.ron:5: there is already an actor `biden`");
    assert_eq!(refused(&both, |s| rename(s, Actor, "bidne", "x")), "there is no actor `bidne`; did you mean `biden`?");
    assert!(refused(&both, |s| rename(s, Actor, "usa", "The US")).ends_with("with `-` between its words: `the-us`"));
    assert_eq!(refused(&both, |s| rename(s, Actor, "usa", "usa")), "`usa` is its name already");
    assert_eq!(
        refused(&both, |s| rename(s, Statement, "d", "usa/usa-offers-p")),
        "1.ron:4: there is already a statement `usa/usa-offers-p`"
    );
    let doubled = CODEBOOK.replace("\"biden\"", "\"usa\"");
    assert_eq!(
        refused(&[&doubled], |s| rename(s, Actor, "usa", "us")),
        "0.ron:5: there is a second actor `usa`; give it another id by hand first"
    );
}

#[test]
fn a_record_that_another_would_stand_before_is_not_renamed() {
    // `record: "talks"` means the issue, and would mean the actor.
    let sheet = r#"(
        actors: [(id: "us", name: "US")],
        issues: [(id: "talks", name: "Talks")],
        accept: [(rule: "unused-record", record: "talks", because: "later")],
    )"#;
    assert_eq!(
        refused(&[sheet], |s| rename(s, Issue, "talks", "us")),
        "0.ron:4: `talks` would come to mean another record"
    );
    assert_eq!(
        refused(&[sheet], |s| rename(s, Actor, "us", "talks")),
        "0.ron:4: `talks` would come to mean another record"
    );
    // What means nothing yet would come to mean something.
    let dangling = r#"(actors: [(id: "us", name: "US")], propositions: [(id: "p", text: "P", by: "usa")])"#;
    assert_eq!(
        refused(&[dangling], |s| rename(s, Actor, "us", "usa")),
        "0.ron:1: `usa` would come to mean another record"
    );
}

#[test]
fn what_could_not_be_read_is_left_and_told() {
    let broken = CODEBOOK
        .replace("kind: Person, mandates", "kind: Person mandates")
        .replace("title: \"pres", "tilte: \"usa\", x: \"pres");
    let before = sheets(&[&broken, ARTICLE]);
    let revision = rename(&before, Actor, "usa", "us").unwrap();
    let remarks: Vec<String> =
        revision.remarks.iter().map(|remark| format!("{}: {}", before.told(remark.place), remark.text)).collect();
    let unread = "`\"usa\"` stands here in what could not be read, and was left".replace('`', "");
    assert_eq!(remarks, [format!("0.ron:5: {unread}"), format!("0.ron:13: {unread}")]);
    assert!(texts_after(&before, &revision)[0].contains("mandates: [(of: \"us\", tilte: \"usa\""));
}

const TWINS: &str = r#"(
    actors: [
        (id: "zelensky", name: "Volodymyr Zelensky", kind: Person, aliases: ["Zelensky"],
         mandates: [(of: "ukraine", title: "president", from: "2019-05-20")]),
        (id: "ukraine", name: "Ukraine", kind: State),
        // The spelling of another agency.
        (id: "zelenskyy", name: "Volodymyr Zelenskyy", kind: Group, native: "Володимир Зеленський",
         aliases: ["Zelensky", "Zelenskyy"], // both are used
         mandates: [(title: "president", of: "ukraine", from: "2019-05-20"), (of: "ukraine", title: "candidate")], note: "so"),
    ],
    propositions: [(id: "p", text: "P", by: ["zelensky", "zelenskyy"]), (id: "q", text: "Q", by: "zelenskyy")],
    article: (id: "x", published: "2025-06-20"),
    statements: [
        Asserts(who: "ukraine", via: "zelenskyy", what: "p"),
        Asserts(who: "ukraine", via: "zelensky", what: "q"),
        Demands(who: "zelensky", from: ["ukraine", "zelenskyy"], what: "p"),
    ],
)
"#;

#[test]
fn two_actors_become_one_with_all_that_was_known_of_both() {
    let before = sheets(&[TWINS]);
    let revision = merge(&before, Actor, "zelensky", "zelenskyy", None).unwrap();
    let expected = r#"(
    actors: [
        // The spelling of another agency.
        // both are used
        // merged from `zelenskyy`, which had kind: Group
        (id: "zelensky", name: "Volodymyr Zelensky", native: "Володимир Зеленський",
         kind: Person, aliases: ["Zelensky", "Volodymyr Zelenskyy", "Zelenskyy"],
         mandates: [(of: "ukraine", title: "president", from: "2019-05-20"), (of: "ukraine", title: "candidate")],
         note: "so"),
        (id: "ukraine", name: "Ukraine", kind: State),
    ],
    propositions: [(id: "p", text: "P", by: ["zelensky"]), (id: "q", text: "Q", by: "zelensky")],
    article: (id: "x", published: "2025-06-20"),
    statements: [
        Asserts(who: "ukraine", via: "zelensky", what: "p"),
        Asserts(who: "ukraine", via: "zelensky", what: "q"),
        Demands(who: "zelensky", from: ["ukraine", "zelensky"], what: "p"),
    ],
)
"#;
    assert_eq!(texts_after(&before, &revision)[0], expected);
    let remarks: Vec<&str> = revision.remarks.iter().map(|remark| remark.text.as_str()).collect();
    assert_eq!(
        remarks,
        [
            "`zelensky` stands where the two differ; a comment above it tells what `zelenskyy` had",
            "this statement now is addressed to its own holder"
        ]
    );
}

#[test]
fn where_they_differ_the_editor_can_say_whose_value_stands() {
    let kept = after(&[TWINS], |s| merge(s, Actor, "zelensky", "zelenskyy", Some(Take::Kept)));
    assert!(kept[0].contains("kind: Person") && !kept[0].contains("merged from"), "{}", kept[0]);
    let other = after(&[TWINS], |s| merge(s, Actor, "zelensky", "zelenskyy", Some(Take::Other)));
    assert!(other[0].contains("(id: \"zelensky\", name: \"Volodymyr Zelenskyy\""), "{}", other[0]);
    assert!(
        other[0].contains("kind: Group, aliases: [\"Zelensky\", \"Volodymyr Zelensky\", \"Zelenskyy\"]"),
        "{}",
        other[0]
    );
}

#[test]
fn relations_of_two_propositions_are_united_and_none_points_at_itself() {
    let sheet = r#"(
        propositions: [
            (id: "p", text: "P", implies: "p2"),
            (id: "p2", text: "P", excludes: ["q"], implies: ["p", "q2"]),
            (id: "q", text: "Q"), (id: "q2", text: "Q2", implies: ["p", "p2"]),
        ],
        constraints: [
            Implies("p", "p2"),
            // this one stays
            Implies("p2", "q2"),
            SameTime(["p", "p2"]), OneOf(["q", "p", "p2"]), Parts("p", ["p2", "q2"]), NotAll(["p2", "q", "p"]),
        ],
    )"#;
    let texts = after(&[sheet], |s| merge(s, Proposition, "p", "p2", None));
    let expected = r#"(
        propositions: [
            (id: "p", text: "P", excludes: ["q"], implies: ["q2"]),
            (id: "q", text: "Q"), (id: "q2", text: "Q2", implies: ["p"]),
        ],
        constraints: [
            // this one stays
            Implies("p", "q2"),
            OneOf(["q", "p"]), Parts("p", ["q2"]), NotAll(["p", "q"]),
        ],
    )"#;
    assert_eq!(texts[0], expected);
}

#[test]
fn two_that_are_said_to_differ_are_not_merged() {
    let actors = r#"(actors: [(id: "a", name: "A", mandates: [(of: "b", title: "voice")]), (id: "b", name: "B")])"#;
    assert_eq!(
        refused(&[actors], |s| merge(s, Actor, "a", "b", None)),
        "0.ron:1: `a` speaks for `b`, so they are not one"
    );
    assert_eq!(
        refused(&[actors], |s| merge(s, Actor, "b", "a", None)),
        "0.ron:1: `a` speaks for `b`, so they are not one"
    );
    let propositions =
        |more: &str| format!("(propositions: [(id: \"p\", text: \"P\"{more}), (id: \"q\", text: \"Q\")])");
    let told = |more: &str| refused(&[&propositions(more)], |s| merge(s, Proposition, "q", "p", None));
    assert_eq!(told(", excludes: [\"q\"]"), "0.ron:1: `p` excludes `q`, so they are not one");
    assert_eq!(told(", opposite_of: \"q\""), "0.ron:1: `p` is the opposite of `q`, so they are not one");
    let apart = propositions("").replace("])", "], constraints: [NotAll([\"p\", \"q\"])])");
    assert_eq!(
        refused(&[&apart], |s| merge(s, Proposition, "p", "q", None)),
        "0.ron:1: `p` and `q` are said not to hold together, so they are not one"
    );
    assert_eq!(
        refused(&[CODEBOOK, ARTICLE], |s| merge(s, Issue, "usa", "usa", None)),
        "only two actors or two propositions can become one, and `usa` is an issue"
    );
}

/// The sheets of the project itself.
fn own() -> Sheets {
    let root = env!("CARGO_MANIFEST_DIR");
    let files = walkdir::WalkDir::new(format!("{root}/data")).sort_by_file_name().into_iter().map(Result::unwrap);
    let sheets = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "ron"));
    Sheets::read(
        sheets.map(|file| Source::new(file.path().display().to_string(), fs::read_to_string(file.path()).unwrap())),
    )
}

/// How often each record is named, and in which role.
fn named(sheets: &Sheets) -> BTreeMap<(Referent, Role), usize> {
    let mut counts = BTreeMap::new();
    for reference in sheets.references().iter() {
        *counts.entry((sheets.references().referent(reference).clone(), reference.role)).or_default() += 1;
    }
    counts
}

/// A record as it is typed, and with the line above it.
fn record_of(sheets: &Sheets, referent: &Referent) -> (String, String) {
    let place = sheets.references().definition(referent).unwrap().place;
    let text = sheets.sources().get(place.file).text();
    let parsed = standoff::syntax::parse(text);
    let path = parsed.tree.path_to(text, place.span.start);
    let record = path[path.len() - 2].span().range();
    let above = text[..record.start].trim_end().rfind('\n').unwrap();
    (text[record.clone()].to_owned(), text[above..record.end].to_owned())
}

fn comments(texts: &[String]) -> Vec<String> {
    let of_text = |text: &String| {
        let parsed = standoff::syntax::parse(text);
        let words = |comment: &standoff::text::Span| text[comment.range()].trim_matches(['/', '*', ' ']).to_owned();
        parsed.tree.comments().iter().map(words).collect::<Vec<_>>()
    };
    let mut all: Vec<String> = texts.iter().flat_map(of_text).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn renaming_there_and_back_changes_nothing(which in any::<prop::sample::Index>()) {
        let before = own();
        let all: Vec<Referent> = before.references().defined().cloned().collect();
        let Referent { kind, slug } = which.get(&all);
        // A statement without an id would keep the one that it is given.
        let is_nameless = *kind == Statement && slug.contains('/');
        let there = rename(&before, *kind, slug, "a-quite-new-id-that-is-longer-than-most").unwrap();
        let texts = texts_after(&before, &there);
        let between = sheets(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let count = |sheets: &Sheets, slug: &str| -> usize {
            let referent = Referent { kind: *kind, slug: slug.into() };
            sheets.references().of(&referent).count()
        };
        prop_assert_eq!(count(&between, slug), 0);
        prop_assert_eq!(count(&between, "a-quite-new-id-that-is-longer-than-most"), count(&before, slug));
        if !is_nameless {
            let back = rename(&between, *kind, "a-quite-new-id-that-is-longer-than-most", slug).unwrap();
            let originals: Vec<String> = before.sources().iter().map(|(_, source)| source.text().to_owned()).collect();
            prop_assert_eq!(texts_after(&between, &back), originals);
        }
    }

    #[test]
    fn merging_any_two_loses_no_comment_and_no_use(
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
        kind in prop::sample::select(vec![Actor, Proposition]),
    ) {
        let before = own();
        let all: Vec<&Referent> = before.references().defined().filter(|referent| referent.kind == kind).collect();
        let (kept, other) = (&first.get(&all).slug, &second.get(&all).slug);
        prop_assume!(kept != other);
        match merge(&before, kind, kept, other, None) {
            Err(refusal) => prop_assert!(matches!(refusal, Refusal::NotOne { .. }), "{}", refusal),
            Ok(revision) => {
                let texts = texts_after(&before, &revision);
                let after = sheets(&texts.iter().map(String::as_str).collect::<Vec<_>>());
                let (was, is) = (named(&before), named(&after));
                let total = |counts: &BTreeMap<(Referent, Role), usize>, kind: RecordKind, role: Role| -> usize {
                    counts.iter().filter(|((referent, r), _)| referent.kind == kind && *r == role).map(|(_, n)| n).sum()
                };
                for of_kind in [Issue, Article, Statement] {
                    prop_assert_eq!(total(&was, of_kind, Role::Definition), total(&is, of_kind, Role::Definition));
                }
                prop_assert_eq!(total(&was, kind, Role::Definition), total(&is, kind, Role::Definition) + 1);
                // Whatever the other record said is said by the kept one, in its fields or in a comment.
                let (said, _) = record_of(&before, &Referent { kind, slug: other.clone() });
                let (_, kept_says) = record_of(&after, &Referent { kind, slug: kept.clone() });
                for words in said.split('"').skip(1).step_by(2).filter(|words| words != other && words != kept) {
                    prop_assert!(kept_says.contains(words), "`{}` is gone:\n{}", words, kept_says);
                }
                let gone = Referent { kind, slug: other.clone() };
                prop_assert_eq!(after.references().of(&gone).count(), 0);
                let originals: Vec<String> = before.sources().iter().map(|(_, source)| source.text().to_owned()).collect();
                let now = comments(&texts);
                for comment in comments(&originals) {
                    prop_assert!(now.contains(&comment), "{}", comment);
                }
            }
        }
    }
}
