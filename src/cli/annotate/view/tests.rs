use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use standoff::diagnostic::Severity;
use standoff::report::since::{Line, News};

use super::super::sample::{press, state};
use super::super::state::{Outlook, State};
use super::super::theme::Theme;
use super::list::KEYS;
use super::{cut, draw, fit};

fn buffer(state: &mut State, width: u16, height: u16, has_colours: bool) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    fit(state, Rect::new(0, 0, width, height));
    terminal.draw(|frame| draw(frame, state, &Theme::new(has_colours))).unwrap();
    terminal.backend().buffer().clone()
}

/// The screen as an editor sees it, without the blanks at the ends of its lines.
fn screen(state: &mut State, width: u16, height: u16) -> String {
    let buffer = buffer(state, width, height, true);
    let rows = buffer.content().chunks(usize::from(width));
    let lines = rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned() + "\n");
    lines.collect()
}

fn foreseen(state: &mut State) {
    let line = |severity, text: &str| Line { severity, text: text.to_owned() };
    let come = vec![line(Severity::Warning, "warning[deadlock]: Lorvia and Tamaria each wait for the other")];
    let gone = vec![line(Severity::Warning, "warning[unused-record]: nothing uses the actor `varn`")];
    let record = state.form.record(None).unwrap();
    state.outlook = Some(Outlook { record, news: News { come, gone } });
}

const STATEMENT: &str = "/ first <Enter> s <Enter> off <Enter> lorv <Enter> <Down> <Enter> strait <Enter>";

#[test]
fn in_a_wide_window_the_text_stands_beside_what_is_noted() {
    let mut state = state();
    press(&mut state, "<Down>");
    let expected = "
 post (The Post, 2026-03-10)                                                                  100 %
 Ships sail again                                  noted: 1 statement

 Lorvia opens the strait. But first, said Ilka     › Lorvia promises strait-open
 Varn, “Tamaria has to give back our trawlers.”
 Tamaria had no comment.


 noted here: Lorvia promises strait-open
 Space mark  s sentence  Enter note it  / search  ? all keys  q leave
";
    assert_eq!(format!("\n{}", screen(&mut state, 100, 10)), expected);
}

#[test]
fn in_a_narrow_window_a_question_has_it_all() {
    let mut state = state();
    press(&mut state, "/ first <Enter> s <Enter> off <Enter>");
    let expected = "
 post (The Post, 2026-03-10)                     100 %
 “But first, said Ilka Varn, “Tamaria has to give back
 our trawlers”
 offers

 who: whose position or claim it is
 >
 › Tamaria  state
   Lorvia  state
   Ilka Varn  foreign minister of Lorvia
   Oster Dey  prime minister of Tamaria

 letters search  Enter take  Esc back
";
    assert_eq!(format!("\n{}", screen(&mut state, 55, 13)), expected);
}

#[test]
fn before_it_is_written_a_statement_is_shown_as_it_will_stand_with_what_the_check_will_find() {
    let mut state = state();
    press(&mut state, STATEMENT);
    foreseen(&mut state);
    let shown = screen(&mut state, 70, 32);
    for expected in [
        "   verb          Offers\n",
        "   who           Lorvia\n",
        "   what          The strait is open\n",
        " › only_after    ·\n",
        " the check will find:\n + warning[deadlock]: Lorvia and Tamaria each wait for the other\n",
        " and no longer:\n - warning[unused-record]: nothing uses the actor `varn`\n",
        " it will stand in the sheet as:\n Offers(who: \"lorvia\"",
        " Enter change  Del empty  w write  Esc text  x throw away\n",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    // Where there is little room, lines of the form give way, but never the one at the cursor nor the findings.
    let shown = screen(&mut state, 70, 16);
    assert!(shown.contains("› only_after") && shown.contains("+ warning[deadlock]"), "{shown}");
}

#[test]
fn a_new_record_is_asked_for_and_what_is_wrong_is_told() {
    let mut state = state();
    press(&mut state, "s <Enter> dem <Enter> Dey <Down> <Enter>");
    let shown = screen(&mut state, 60, 12);
    assert!(shown.contains(" a new actor, written with the statement\n\n › name  Dey\n   id    dey\n"), "{shown}");
    assert!(shown.contains("there is already a record `dey`; type another id"), "{shown}");
}

#[test]
fn all_keys_fit_into_the_smallest_usual_window() {
    let mut state = state();
    press(&mut state, "?");
    let shown = screen(&mut state, 80, 24);
    for (key, meaning) in KEYS.iter().flat_map(|(_, keys)| keys.iter()) {
        assert!(shown.lines().any(|line| line.contains(key) && line.contains(meaning)), "{key}: {meaning}\n{shown}");
    }
}

#[test]
fn the_documentation_has_the_same_keys() {
    let page = include_str!("../../../../docs/annotate.md");
    for (place, keys) in KEYS {
        assert!(page.contains(&format!("\n### {place}\n")), "{place}");
        for (key, meaning) in keys {
            assert!(page.contains(&format!("| {key} | {meaning} |\n")), "| {key} | {meaning} |");
        }
    }
}

#[test]
fn without_colours_everything_can_still_be_told_apart() {
    let mut state = state();
    press(&mut state, "<Down> v <Right>");
    let plain = buffer(&mut state, 60, 12, false);
    assert!(plain.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let style = |word: &str| {
        let line: Vec<_> = plain.content().chunks(60).nth(3).unwrap().iter().collect();
        let text: String = line.iter().map(|cell| cell.symbol()).collect();
        line[text[..text.find(word).unwrap()].chars().count()].modifier
    };
    assert_eq!(style("Lorvia"), Modifier::BOLD | Modifier::UNDERLINED);
    assert_eq!(style("opens"), Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED);
    assert_eq!(style("the"), Modifier::UNDERLINED);
    assert_eq!(style("But"), Modifier::empty());
}

#[test]
fn no_window_is_too_small_or_too_large() {
    for keys in ["", "?", "/ a", STATEMENT, "s <Enter>", "s <Enter> off <Enter> x_y <Down> <Enter>", "<Tab> q"] {
        let mut state = state();
        press(&mut state, keys);
        if state.is_complete() {
            foreseen(&mut state);
        }
        for (width, height) in [(1, 1), (10, 40), (29, 7), (30, 8), (31, 9), (99, 8), (100, 8), (300, 3), (250, 90)] {
            screen(&mut state, width, height);
        }
    }
}

#[test]
fn words_are_cut_between_letters() {
    assert_eq!(cut("strait", 6), "strait");
    assert_eq!(cut("straits", 6), "strai…");
    assert_eq!(cut("外交部", 5), "外交…");
    assert_eq!(cut("外交部", 4), "外…");
    assert_eq!(cut("x", 0), "");
}
