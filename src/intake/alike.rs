//! Articles that say the same words: one added twice, or one agency's story in two papers.
//!
//! Two texts are held against each other by their *passages*, all runs of five words in them (shingles; Broder 1997).
//! Counted is how many passages of the shorter text stand in the longer one, so that a story which one paper has cut down
//! to its half is still seen to be the same.

use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::corpus::Corpus;
use crate::id::ArticleId;
use crate::project::TEXTS_FOLDER;
use crate::quote::fold::fold;
use crate::text::{FileId, SourceMap};

/// How many words make a passage. Fewer would find set phrases, and more would miss what was edited here and there.
const PASSAGE: usize = 5;

/// A text that says in part what the new one says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Alike {
    /// The text, and the article that it is the text of.
    pub file: FileId,
    pub article: Option<ArticleId>,
    /// Of a hundred passages of the shorter text so many stand in the longer one, rounded down.
    pub percent: usize,
    /// Whether both are the same words from first to last.
    pub is_same: bool,
}

impl Alike {
    /// Whether they are so much alike that hardly anybody would want both without knowing. An interview that quotes a
    /// statement from elsewhere in full stays below.
    pub fn is_double(&self) -> bool {
        self.is_same || self.percent >= 50
    }
}

/// The texts of a project that have at least a fifth of their passages in common with a new one, or it with them; the
/// likest first.
pub fn alike(corpus: &Corpus, sources: &SourceMap, text: &str) -> Vec<Alike> {
    const WORTH_TELLING: usize = 20;
    let new = Passages::of(text);
    let by_article: Vec<(FileId, ArticleId)> =
        corpus.article_ids().filter_map(|id| Some((corpus[id].text?, id))).collect();
    let article = |file: FileId| by_article.iter().find(|(text, _)| *text == file).map(|&(_, article)| article);
    let in_texts = format!("{TEXTS_FOLDER}/");
    let files: Vec<(FileId, &str)> = sources
        .iter()
        .filter_map(|(file, source)| {
            (source.path().starts_with(&in_texts) || article(file).is_some()).then_some((file, source.text()))
        })
        .collect();
    let compared = files.into_par_iter().map(|(file, text)| {
        let other = Passages::of(text);
        let percent = new.percent_shared(&other);
        Alike { file, article: article(file), percent, is_same: new.words == other.words && !new.set.is_empty() }
    });
    let mut found: Vec<Alike> = compared.filter(|one| one.is_same || one.percent >= WORTH_TELLING).collect();
    found.sort_by_key(|one| (std::cmp::Reverse((one.is_same, one.percent)), one.file));
    found
}

/// The passages of a text, as numbers.
struct Passages {
    set: FxHashSet<u64>,
    /// All its words, as one number.
    words: u64,
}

impl Passages {
    fn of(text: &str) -> Passages {
        let folded = fold(text).to_lowercase();
        let words: Vec<u64> = words(&folded).map(|word| FxBuildHasher.hash_one(word)).collect();
        let passages = words.windows(PASSAGE.min(words.len()).max(1)).map(number);
        Passages { set: passages.collect(), words: number(&words) }
    }

    fn percent_shared(&self, other: &Passages) -> usize {
        let (shorter, longer) = if self.set.len() <= other.set.len() { (self, other) } else { (other, self) };
        let shared = shorter.set.iter().filter(|passage| longer.set.contains(passage)).count();
        (shared * 100).checked_div(shorter.set.len()).unwrap_or(0)
    }
}

fn number(words: &[u64]) -> u64 {
    FxBuildHasher.hash_one(words)
}

/// The words of a text. Where a script sets no spaces between words, each character counts as one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty());
    runs.flat_map(|run| {
        let has_no_spaces =
            run.contains(|c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'));
        let step =
            move |rest: &str| if has_no_spaces { rest.chars().next().map_or(0, char::len_utf8) } else { rest.len() };
        let mut rest = run;
        std::iter::from_fn(move || {
            let (word, after) = rest.split_at(step(rest));
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STORY: &str = "Lorvia is ready to let merchant ships through the strait again, its foreign minister said on \
        Tuesday, but only after Tamaria has given back the three trawlers that it holds since November.";

    fn percent(a: &str, b: &str) -> usize {
        Passages::of(a).percent_shared(&Passages::of(b))
    }

    #[test]
    fn other_typing_is_the_same_and_other_words_are_not() {
        let typed = STORY.to_uppercase().replace(", ", " — ");
        assert_eq!(Passages::of(STORY).words, Passages::of(&typed).words);
        assert_eq!(percent(STORY, &typed), 100);
        assert_eq!(percent(STORY, "The price of fish has doubled in the markets of Tamar since the winter began."), 0);
        assert_ne!(Passages::of(STORY).words, Passages::of(&STORY.replace("three", "two")).words);
    }

    #[test]
    fn a_story_that_was_cut_down_is_still_the_same() {
        let brief = "Lorvia is ready to let merchant ships through the strait again, its foreign minister said.";
        assert!(percent(STORY, brief) > 90, "{}", percent(STORY, brief));
        let edited = STORY.replace("merchant ships", "traders").replace("holds", "keeps");
        assert!((50..90).contains(&percent(STORY, &edited)), "{}", percent(STORY, &edited));
    }

    #[test]
    fn a_script_without_spaces_has_words_too() {
        let (a, b) = ("外交部长星期二说海峡将重新开放", "外交部长星期二说渔船将返回");
        assert!((20..80).contains(&percent(a, b)), "{}", percent(a, b));
    }

    #[test]
    fn empty_and_very_short_texts_are_no_trouble() {
        assert_eq!(percent("", ""), 0);
        assert_eq!(percent("One word", "one  WORD!"), 100);
    }

    proptest! {
        #[test]
        fn likeness_is_counted_as_its_definition_says(a in "([ab] ){0,30}", b in "([ab] ){0,30}") {
            fn runs(text: &str) -> Vec<Vec<&str>> {
                let words: Vec<&str> = text.split_whitespace().collect();
                let mut runs: Vec<Vec<&str>> = words.windows(PASSAGE.min(words.len()).max(1)).map(<[_]>::to_vec).collect();
                runs.sort();
                runs.dedup();
                runs
            }
            let (mut shorter, mut longer) = (runs(&a), runs(&b));
            if shorter.len() > longer.len() {
                std::mem::swap(&mut shorter, &mut longer);
            }
            let shared = shorter.iter().filter(|run| longer.contains(run)).count();
            prop_assert_eq!(percent(&a, &b), if shorter.is_empty() { 0 } else { shared * 100 / shorter.len() });
        }
    }
}
