//! "Did you mean": the known word that is most like the one that was typed.

use strsim::osa_distance;

/// The candidate most like a word, if any is like it at all: about one slip in every three letters, whatever the case.
/// Of two that are equally like it, the first in the order of the alphabet.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = word.to_lowercase();
    let length = typed.chars().count();
    let tolerance = (length / 3).max(1);
    let alike = candidates.into_iter().filter_map(|candidate| {
        // The lengths alone rule most candidates out, and cost nothing beside a comparison.
        let is_near = candidate.len().abs_diff(typed.len()) <= tolerance * 2;
        let distance = if is_near { osa_distance(&typed, &candidate.to_lowercase()) } else { usize::MAX };
        (distance <= tolerance).then_some((distance, candidate))
    });
    alike.min().map(|(_, candidate)| candidate)
}

/// The words that can stand somewhere, for a message: "`id`, `name` or `kind`".
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => format!("`{word}`"),
        [words @ .., last] => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("{} or `{last}`", words.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let known = ["russia", "ukraine", "usa"];
        assert_eq!(nearest("rusia", known), Some("russia"));
        assert_eq!(nearest("Ukraien", known), Some("ukraine"));
        assert_eq!(nearest("us", known), Some("usa"));
        assert_eq!(nearest("france", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(one_of(&["id", "name", "kind"]), "`id`, `name` or `kind`");
        assert_eq!(one_of(&["id"]), "`id`");
    }
}
