//! Whatever goes wrong with a file: the whole way from sheets and texts to a report goes on, and no text is lost.
//!
//! The rooms have such tests of their own, closer to what they promise: the reader beside the `ron` crate
//! (tests/syntax.rs, tests/sheets.rs), the formatter (src/syntax/format/tests.rs) and edits (tests/edits.rs). `fuzz/` looks
//! further, guided by coverage, for as long as one lets it.

mod slips;

use proptest::prelude::*;
use slips::{SNIPPETS, slipped};
use standoff::corpus::Referent;
use standoff::quote::{FoldedText, Found, Quote};
use standoff::report::{json, terminal};
use standoff::revision::{Sheets, merge, rename};
use standoff::text::Span;
use standoff::{Desk, Files, rules};

const ACTORS: &str = include_str!("../../data/codebook/actors.ron");
const PROPOSITIONS: &str = include_str!("../../data/codebook/propositions.ron");
const CLASH: &str = include_str!("../../data/articles/clash-report-2025-06-20.ron");
const TEXT: &str = include_str!("../../seeds/clash-report-2025-06-20.txt");

/// The sheets that get slips, one at a time.
const SHEETS: &[&str] = &[CLASH, ACTORS, PROPOSITIONS];

/// The project with a sheet in the place of the one that it was made of.
fn with(slipped: &str) -> Files {
    let mut files = Files::default().with_text("clash-report-2025-06-20.txt", TEXT);
    for (name, sheet) in [("actors.ron", ACTORS), ("articles.ron", CLASH), ("propositions.ron", PROPOSITIONS)] {
        let begins_alike = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let is_it =
            SHEETS.iter().max_by_key(|sheet| begins_alike(sheet, slipped)).is_some_and(|origin| *origin == sheet);
        files = files.with_sheet(name, if is_it { slipped } else { sheet });
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sheet_with_slips_is_checked_and_reported_like_any_other(sheet in slipped(SHEETS, 6)) {
        let day = "2025-06-20".parse().unwrap();
        let desk = Desk::new(with(&sheet), Some(day), day);
        for problem in &desk.diagnostics {
            for label in std::iter::once(&problem.primary).chain(&problem.others) {
                let text = desk.sources.get(label.place.file).text();
                prop_assert!(text.get(label.place.span.range()).is_some(), "{:?} is no place in the sheet", label);
            }
        }
        let judgement = rules::check(&desk.context(), &Default::default());
        prop_assert!(!json::check(&desk, &judgement).is_empty());
        terminal::check(&desk, &judgement, 80);
    }

    #[test]
    fn an_id_is_renamed_in_a_sheet_with_slips_and_nothing_else_is_touched(
        sheet in slipped(SHEETS, 4),
        which in any::<prop::sample::Index>(),
    ) {
        let before = Sheets::read(with(&sheet).sheets);
        let all: Vec<&Referent> = before.references().defined().filter(|referent| !referent.slug.contains('/')).collect();
        prop_assume!(!all.is_empty());
        let Referent { kind, slug } = which.get(&all);
        // As long as the old one, so that no line is laid out anew, and of letters that stand nowhere else.
        let new: String = slug.chars().map(|_| 'ф').collect();
        if let Ok(revision) = rename(&before, *kind, slug, &new) {
            for (file, text) in revision.texts(&before) {
                prop_assert!(text.contains(&new));
                prop_assert_eq!(text.replace(&new, slug), before.sources().get(file).text());
            }
        }
    }

    #[test]
    fn two_records_of_a_sheet_with_slips_are_merged_or_left(
        sheet in slipped(SHEETS, 4),
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
    ) {
        let before = Sheets::read(with(&sheet).sheets);
        let all: Vec<&Referent> = before.references().defined().collect();
        prop_assume!(!all.is_empty());
        let (kept, other) = (first.get(&all), second.get(&all));
        if let Ok(revision) = merge(&before, kept.kind, &kept.slug, &other.slug, None) {
            let texts = revision.texts(&before);
            prop_assert!(!texts.is_empty());
            for (file, text) in texts {
                // What cannot be read is still there, byte by byte.
                let was = before.sources().get(file).text();
                let unread = standoff::syntax::parse(was).errors.len();
                prop_assert_eq!(standoff::syntax::parse(&text).errors.len() <= unread, true);
            }
        }
    }

    #[test]
    fn words_of_a_text_are_found_in_it_and_words_with_slips_do_no_harm(
        from in any::<prop::sample::Index>(),
        length in 1..400_usize,
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..SNIPPETS.len()), 0..4),
    ) {
        let borders: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
        let start = from.index(borders.len() - 1);
        let words = &TEXT[borders[start]..borders[(start + length).min(borders.len() - 1)]];
        let folded = FoldedText::new(TEXT);
        let is_told = |span: &Span| TEXT.get(span.range()).is_some();
        match folded.find(&Quote::new(words)) {
            Found::Anchored(span) => prop_assert!(is_told(&span)),
            Found::Ambiguous(spans) => prop_assert!(spans.iter().all(is_told)),
            Found::Empty => prop_assert!(!words.chars().any(char::is_alphanumeric), "{}", words),
            other => prop_assert!(false, "{:?}: {}", other, words),
        }
        let mut slipped = words.to_owned();
        for (place, snippet) in places {
            let at = slipped.floor_char_boundary(place.index(slipped.len() + 1));
            slipped.insert_str(at, SNIPPETS[snippet]);
        }
        folded.find(&Quote { exact: &slipped, prefix: Some(words), suffix: Some(&slipped) });
        if let Some(nearest) = folded.nearest(&slipped) {
            prop_assert!(is_told(&nearest.span));
            prop_assert!(nearest.difference.is_none_or(|difference| is_told(&difference.printed)));
        }
    }
}
