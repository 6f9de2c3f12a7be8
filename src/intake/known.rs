//! Who of the codebook is named in a text, and how often.
//!
//! A name is looked for as whole words, the longest first, so that `Kessel Strait Commission` is not `Kessel Strait`, too.
//! A word that is typed with a capital must stand so in the text (`US` is not `us`); one in small letters may also begin a
//! sentence. In scripts whose languages change the endings of names (`Россия`, `России`; `Լորվիա`, `Լորվիայի`) a short
//! ending may differ.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::corpus::{Actor, Corpus};
use crate::id::{ActorId, IssueId};
use crate::quote::fold::fold;

/// What of the codebook a text names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// The most often named first.
    pub actors: Vec<Mention<ActorId>>,
    pub issues: Vec<Mention<IssueId>>,
}

/// One record that is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention<Id> {
    pub id: Id,
    pub times: usize,
    /// By which of its names, as the codebook has them, and how often; the most frequent first.
    pub names: Vec<(String, usize)>,
}

/// Finds who and what a text names.
pub fn known(corpus: &Corpus, text: &str) -> Known {
    let actors = corpus.actor_ids().flat_map(|id| names_of(&corpus[id]).map(move |name| (id, name)));
    let issues = corpus.issue_ids().map(|id| (id, corpus[id].name.as_str()));
    let text = fold(text);
    let pieces = pieces(&text);
    Known {
        actors: mentions(&Names::of(actors, Capitals::Count), &pieces),
        // An issue's name is a heading; in a text its words stand in small letters.
        issues: mentions(&Names::of(issues, Capitals::DoNotCount), &pieces),
    }
}

fn names_of(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(&actor.name).chain(&actor.native).chain(&actor.aliases).map(|name| name.as_str())
}

fn mentions<Id: Copy + Ord>(names: &Names<Id>, text: &[Piece<'_>]) -> Vec<Mention<Id>> {
    let mut found: BTreeMap<Id, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut at = 0;
    while at < text.len() {
        let longest = names.longest_at(&text[at..]);
        at += longest.first().map_or(1, |name| name.pieces.len());
        for name in longest {
            *found.entry(name.id).or_default().entry(&name.typed).or_default() += 1;
        }
    }
    let mention = |(id, names): (Id, BTreeMap<&str, usize>)| {
        let mut names: Vec<(String, usize)> = names.into_iter().map(|(name, times)| (name.to_owned(), times)).collect();
        names.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
        Mention { id, times: names.iter().map(|(_, times)| times).sum(), names }
    };
    let mut mentions: Vec<Mention<Id>> = found.into_iter().map(mention).collect();
    mentions.sort_by_key(|mention| std::cmp::Reverse(mention.times));
    mentions
}

/// A word, or what stands between two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Piece<'a> {
    Word(&'a str),
    Gap(&'a str),
}

/// A text as words and gaps, in turn. Accents that are characters of their own belong to their words.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = is_word(first);
        let (piece, after) = rest.split_at(rest.find(|c| is_word(c) != kind).unwrap_or(rest.len()));
        pieces.push(if kind { Piece::Word(piece) } else { Piece::Gap(piece) });
        rest = after;
    }
    pieces
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Capitals {
    Count,
    DoNotCount,
}

struct Name<Id> {
    id: Id,
    /// As the codebook has it.
    typed: String,
    pieces: Vec<Part>,
}

/// A part of a name: a word, or what stands between two.
enum Part {
    Word(Word),
    Gap(String),
}

struct Word {
    typed: String,
    lower: String,
    /// Whether capitals must stand as they are typed.
    is_strict: bool,
    /// What stays where the ending changes, if it may.
    stem: Option<String>,
}

/// The names of all records, by how their first words begin.
struct Names<Id>(FxHashMap<String, Vec<Name<Id>>>);

/// So many characters of a first word tell which names come into question.
const KEY: usize = 3;

impl<Id: Copy + Ord> Names<Id> {
    fn of<'a>(names: impl Iterator<Item = (Id, &'a str)>, capitals: Capitals) -> Names<Id> {
        let mut by_key: FxHashMap<String, Vec<Name<Id>>> = FxHashMap::default();
        for (id, typed) in names {
            let folded = fold(typed);
            let parts = pieces(&folded).into_iter().skip_while(|piece| matches!(piece, Piece::Gap(_)));
            let pieces: Vec<Part> = parts.map(|piece| Part::of(piece, capitals)).collect();
            if let Some(Part::Word(first)) = pieces.first() {
                let key: String = first.lower.chars().take(KEY).collect();
                by_key.entry(key).or_default().push(Name { id, typed: typed.to_owned(), pieces });
            }
        }
        Names(by_key)
    }

    /// The names that stand where a text begins: of several, the longest, which may be the name of several records.
    fn longest_at(&self, text: &[Piece<'_>]) -> Vec<&Name<Id>> {
        let Some(Piece::Word(first)) = text.first() else { return Vec::new() };
        let lower = first.to_lowercase();
        let keys = (1..=KEY).filter_map(|count| {
            let end = lower.char_indices().nth(count).map_or(lower.len(), |(at, _)| at);
            (lower[..end].chars().count() == count).then_some(&lower[..end])
        });
        let candidates = keys.filter_map(|key| self.0.get(key)).flatten();
        let mut standing: Vec<&Name<Id>> = candidates.filter(|name| name.stands_at(text)).collect();
        let longest = standing.iter().map(|name| name.pieces.len()).max().unwrap_or(0);
        standing.retain(|name| name.pieces.len() == longest);
        // An exact name is no other name with another ending, and a record counts once at a place.
        let is_exact = |name: &Name<Id>| matches!(&name.pieces[0], Part::Word(word) if word.lower == lower);
        if standing.iter().any(|name| is_exact(name)) {
            standing.retain(|name| is_exact(name));
        }
        standing.sort_by_key(|name| name.id);
        standing.dedup_by_key(|name| name.id);
        standing
    }
}

impl<Id> Name<Id> {
    fn stands_at(&self, text: &[Piece<'_>]) -> bool {
        let last = self.pieces.len() - 1;
        self.pieces.len() <= text.len()
            && self.pieces.iter().zip(text).enumerate().all(|(index, (part, piece))| match (part, piece) {
                (Part::Word(word), Piece::Word(found)) => word.fits(found),
                // A point at the end of a name, as in `U.S.`, may be followed by whatever comes.
                (Part::Gap(gap), Piece::Gap(found)) => {
                    gap == found || (index == last && found.starts_with(gap.as_str()))
                }
                _ => false,
            })
    }
}

impl Part {
    fn of(piece: Piece<'_>, capitals: Capitals) -> Part {
        match piece {
            Piece::Gap(gap) => Part::Gap(gap.to_owned()),
            Piece::Word(typed) => {
                let lower = typed.to_lowercase();
                let is_strict = capitals == Capitals::Count && typed.contains(char::is_uppercase);
                Part::Word(Word { stem: stem(typed), is_strict, typed: typed.to_owned(), lower })
            }
        }
    }
}

impl Word {
    fn fits(&self, found: &str) -> bool {
        if self.is_strict {
            found == self.typed || self.fits_by_stem(found)
        } else {
            found.to_lowercase() == self.lower
        }
    }

    fn fits_by_stem(&self, found: &str) -> bool {
        const LONGEST_ENDING: usize = 4;
        let ending = self.stem.as_deref().and_then(|stem| found.strip_prefix(stem));
        ending.is_some_and(|ending| ending.chars().count() <= LONGEST_ENDING && ending.chars().all(char::is_lowercase))
    }
}

/// What of a name stays where its ending changes: all of it, but for a last vowel where that is what changes. Nothing for
/// short words, for abbreviations, and in scripts whose languages mostly let names be.
fn stem(word: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    let first = word.chars().next()?;
    let changes = matches!(first, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{531}'..='\u{587}');
    let is_abbreviation = word.chars().all(char::is_uppercase);
    if !changes || is_abbreviation || word.chars().count() < SHORTEST {
        return None;
    }
    let stem = word.strip_suffix(['а', 'я', 'о', 'е', 'є', 'ь', 'й', 'и', 'і', 'ї', 'ы', 'ς']).unwrap_or(word);
    Some(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(names: &[(usize, &str)], text: &str) -> Vec<(usize, usize)> {
        let names = Names::of(names.iter().map(|&(id, name)| (id, name)), Capitals::Count);
        mentions(&names, &pieces(&fold(text))).into_iter().map(|mention| (mention.id, mention.times)).collect()
    }

    #[test]
    fn names_are_whole_words_and_the_longest_counts() {
        let names = [(1, "Kessel Strait"), (2, "Kessel Strait Commission"), (3, "U.S."), (4, "the Kremlin"), (5, "US")];
        assert_eq!(found(&names, "The Kessel Strait Commission sails the Kessel\u{a0}Strait."), [(1, 1), (2, 1)]);
        assert_eq!(found(&names, "Kessel Straits, KesselStrait, Kessel-Strait"), []);
        assert_eq!(found(&names, "The U.S.’s ships, the U.S., and us. The Kremlin and the kremlin."), [(3, 2), (4, 1)]);
        assert_eq!(found(&names, "US ships"), [(5, 1)]);
    }

    #[test]
    fn a_name_of_two_counts_for_both_and_twice_for_none() {
        assert_eq!(
            found(&[(1, "Washington"), (2, "Washington"), (2, "Washington")], "Washington’s word"),
            [(1, 1), (2, 1)]
        );
    }

    #[test]
    fn apostrophes_and_accents_are_those_of_the_keyboard() {
        assert_eq!(
            found(&[(1, "Dockworkers' union"), (2, "Élysée")], "The Dockworkers’ union at the E\u{301}lyse\u{301}e"),
            [(1, 1), (2, 1)]
        );
    }

    #[test]
    fn names_whose_endings_change_are_known_by_their_stem() {
        let names = [(1, "Лорвія"), (2, "Ілка Варн"), (3, "Լորվիա"), (4, "США"), (5, "Россия"), (6, "Остер Дей")];
        assert_eq!(found(&names, "Лорвії та Лорвією, зустріч з Ілкою Варн, лорвійський"), [(1, 2), (2, 1)]);
        assert_eq!(found(&names, "Լորվիայի նախարարը, Լորվիան"), [(3, 2)]);
        assert_eq!(found(&names, "СШАх, США, Россию, Россиянами"), [(4, 1), (5, 1)]);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_reading_word_by_word(words in prop::collection::vec("[ab]{1,2}", 0..40)) {
            let text = words.join(" ");
            let mut expected = [("a", 0), ("a b", 0), ("b a b", 0)];
            let mut at = 0;
            while at < words.len() {
                let standing = |name: &str| {
                    let name: Vec<&str> = name.split(' ').collect();
                    words[at..].iter().map(String::as_str).take(name.len()).eq(name.iter().copied())
                };
                let longest = expected.iter_mut().rev().find(|(name, _)| standing(name));
                at += longest.map_or(1, |(name, times)| {
                    *times += 1;
                    name.split(' ').count()
                });
            }
            let names = [(0, "a"), (1, "a b"), (2, "b a b")];
            let mut counted = found(&names, &text);
            counted.sort_unstable();
            let expected: Vec<(usize, usize)> = expected.iter().enumerate().map(|(id, (_, n))| (id, *n)).filter(|(_, n)| *n > 0).collect();
            prop_assert_eq!(counted, expected);
        }

        #[test]
        fn no_name_and_no_text_is_too_odd(name in "\\PC{0,12}", text in "\\PC{0,40}") {
            found(&[(1, &name)], &format!("{text}{name} {name}"));
        }
    }
}
