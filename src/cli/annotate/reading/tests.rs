use super::*;
use proptest::prelude::*;

const TEXT: &str = "The strait is open. So said both ministers on Friday.\n\nNobody sails yet.\n";

fn reading(width: usize, height: usize) -> Reading {
    let mut reading = Reading::new(TEXT);
    reading.fit(width, height);
    reading
}

fn shown(reading: &Reading) -> Vec<String> {
    let piece = |piece: Piece| match piece {
        Piece::Word(word) => reading.text[reading.word(word)].to_owned(),
        Piece::Gap(_) => " ".to_owned(),
    };
    reading.shown().map(|line| line.into_iter().map(piece).collect()).collect()
}

#[test]
fn lines_are_broken_between_words() {
    let reading = reading(20, 9);
    let lines = ["The strait is open.", "So said both", "ministers on Friday.", "", "Nobody sails yet."];
    assert_eq!(shown(&reading), lines);
}

#[test]
fn the_cursor_goes_up_and_down_in_its_column_and_over_blank_lines() {
    let mut reading = reading(20, 9);
    let word = |reading: &Reading| reading.text[reading.word(reading.at())].to_owned();
    reading.go(Move::LineEnd);
    assert_eq!(word(&reading), "open.");
    for expected in ["both", "Friday.", "yet.", "yet."] {
        reading.go(Move::LineDown);
        assert_eq!(word(&reading), expected);
    }
    for expected in ["Friday.", "both", "open.", "open."] {
        reading.go(Move::LineUp);
        assert_eq!(word(&reading), expected);
    }
    reading.go(Move::Last);
    reading.go(Move::LineStart);
    assert_eq!(word(&reading), "Nobody");
}

#[test]
fn a_passage_is_marked_by_words_or_by_sentences() {
    let mut reading = reading(20, 9);
    let marked = |reading: &Reading| reading.stretch().map(|span| TEXT[span.range()].to_owned());
    assert_eq!(marked(&reading), None);
    reading.go(Move::WordOn);
    reading.toggle_mark();
    reading.go(Move::WordOn);
    assert_eq!(marked(&reading).unwrap(), "strait is");
    reading.go(Move::First);
    assert_eq!(marked(&reading).unwrap(), "The strait");
    reading.unmark();
    reading.mark_sentence();
    assert_eq!(marked(&reading).unwrap(), "The strait is open.");
    reading.mark_sentence();
    assert_eq!(marked(&reading).unwrap(), "The strait is open. So said both ministers on Friday.");
    reading.mark_sentence();
    reading.mark_sentence();
    assert_eq!(marked(&reading).unwrap(), TEXT.trim_end());
}

#[test]
fn the_window_follows_the_cursor_and_stays_full() {
    let mut reading = reading(20, 2);
    assert_eq!(shown(&reading), ["The strait is open.", "So said both"]);
    reading.go(Move::PageDown);
    reading.go(Move::PageDown);
    assert_eq!(shown(&reading), ["So said both", "ministers on Friday."]);
    reading.go(Move::Last);
    assert_eq!(shown(&reading), ["", "Nobody sails yet."]);
    reading.fit(80, 9);
    assert_eq!(shown(&reading).len(), 3);
    assert_eq!(reading.percent(), 100);
}

#[test]
fn addresses_and_scripts_without_spaces_have_words_too() {
    let text = "外交部长星期二说海峡将重新开放渔船将返回港口并且谈判继续进行";
    let mut reading = Reading::new(text);
    reading.fit(12, 9);
    assert!(reading.lines.len() > 3);
    assert!(reading.shown().all(|line| line.iter().all(|piece| matches!(piece, Piece::Word(_)))));
}

proptest! {
    #[test]
    fn no_text_and_no_window_is_too_odd(
        text in "(\\PC|[ab.\n\u{a0}]){0,80}",
        sizes in prop::collection::vec((0..30_usize, 0..6_usize), 1..4),
        moves in prop::collection::vec(0..13_usize, 0..30),
    ) {
        use Move::*;
        let mut reading = Reading::new(&text);
        for (width, height) in sizes {
            reading.fit(width, height);
            for &to in &moves {
                match to {
                    10 => reading.toggle_mark(),
                    11 => reading.mark_sentence(),
                    12 => reading.unmark(),
                    _ => reading.go([WordBack, WordOn, LineUp, LineDown, PageUp, PageDown, LineStart, LineEnd, First, Last][to]),
                }
                if let Some(span) = reading.stretch() {
                    prop_assert!(text.get(span.range()).is_some_and(|passage| !passage.is_empty()));
                }
                let is_seen = reading.shown().flatten().any(|piece| piece == Piece::Word(reading.at()));
                prop_assert!(is_seen || reading.words.is_empty());
            }
            let all: String = reading.lines.iter().flat_map(Clone::clone).map(|word| &text[reading.word(word)]).collect();
            prop_assert_eq!(all, text.split_whitespace().collect::<String>());
        }
    }
}
