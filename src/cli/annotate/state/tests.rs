use super::*;
use crate::annotate::sample::{TEXT, press, state};
use proptest::prelude::*;
use standoff::report::since::Line;

fn quote(state: &State) -> &str {
    state.form.passage.as_ref().map_or("", |passage| &passage.exact)
}

/// A state in which a whole statement stands in the form.
fn complete() -> State {
    let mut state = state();
    press(&mut state, "/ first <Enter> s <Enter> dem <Enter> lorv <Enter> <Down> <Enter> trawl <Enter> tam <Enter>");
    state
}

#[test]
fn a_marked_passage_becomes_a_statement_question_by_question() {
    let mut state = state();
    press(&mut state, "/ tamaria_has <Enter> v");
    press(&mut state, "<Right> <Right> <Right> <Right> <Right> <Right>");
    assert_eq!(press(&mut state, "<Enter>"), [Action::Keep]);
    assert_eq!(quote(&state), "Tamaria has to give back our trawlers");
    assert!(matches!(state.mode, Mode::Picking(Field::Verb, _)));
    assert_eq!(press(&mut state, "dem <Enter>"), [Action::Keep]);
    assert!(matches!(state.mode, Mode::Picking(Field::Who, _)));
    press(&mut state, "lorv <Enter>");
    assert!(matches!(state.mode, Mode::Picking(Field::Via, _)));
    // Nobody in particular stands first, and then who may speak for the holder.
    press(&mut state, "<Down> <Enter> trawl <Enter>");
    assert!(matches!(state.mode, Mode::Picking(Field::From, _)));
    assert_eq!(press(&mut state, "tam <Enter>"), [Action::Keep, Action::Foresee]);
    assert!(matches!(state.mode, Mode::Form));
    assert_eq!(
        state.form.record(None).unwrap(),
        r#"Demands(who: "lorvia", via: "varn", what: "trawlers-returned", from: ["tamaria"], quote: "Tamaria has to give back our trawlers")"#
    );
    assert_eq!(press(&mut state, "w"), [Action::Write]);
    state.written("written".into());
    assert!(state.form.is_empty() && matches!(state.mode, Mode::Reading));
    assert_eq!(press(&mut state, "u q"), [Action::TakeBack, Action::Quit]);
}

#[test]
fn enter_takes_the_sentence_where_nothing_is_marked() {
    let mut state = state();
    press(&mut state, "/ comment <Enter> <Enter>");
    assert_eq!(quote(&state), "Tamaria had no comment");
    assert_eq!(state.form.passage.as_ref().unwrap().end, TEXT.trim_end().len());
}

#[test]
fn a_passage_can_be_marked_again_and_what_was_answered_stays() {
    let mut state = complete();
    press(&mut state, "<Esc> <Esc> / no_comment <Enter> <ShiftRight> <Enter>");
    assert_eq!(quote(&state), "no comment");
    assert!(matches!(state.mode, Mode::Form) && state.is_complete());
}

#[test]
fn what_is_missing_is_told_and_nothing_is_written() {
    let mut state = state();
    assert_eq!(press(&mut state, "<Tab> w"), []);
    assert_eq!(state.message.as_ref().unwrap().text, "still to say: verb, who, what");
    press(&mut state, "<Enter> dem <Enter>");
    assert_eq!(press(&mut state, "w"), []);
    assert_eq!(state.message.as_ref().unwrap().text, "still to say: who, what, from");
    assert_eq!(state.rows()[state.row], Row::Field(Field::Who));
}

#[test]
fn a_condition_and_a_new_record_are_written_with_the_statement() {
    let mut state = complete();
    assert_eq!(state.rows()[state.row], Row::Field(Field::OnlyAfter));
    press(&mut state, "<Enter> <Tab> Crews_go_home <Enter>");
    assert!(matches!(state.mode, Mode::Bearing(Field::OnlyAfter, _)));
    assert_eq!(press(&mut state, "<Enter> <Enter> <Enter>"), [Action::Keep, Action::Foresee]);
    assert_eq!(state.form.get(Field::OnlyAfter), ["crews-go-home"]);
    assert_eq!(state.form.newcomers[0].record(), r#"(id: "crews-go-home", text: "Crews go home")"#);
    // It can be picked for another field, and goes when nothing names it.
    press(&mut state, "<Down> <Enter> crews <Enter> <Up> <Del>");
    assert_eq!(
        (state.form.get(Field::InReturnFor), state.form.newcomers.len()),
        (&["crews-go-home".to_owned()][..], 1)
    );
    press(&mut state, "<Down> <Del>");
    assert!(state.form.newcomers.is_empty());
}

#[test]
fn what_would_be_denied_is_asked_about() {
    let mut state = complete();
    let line = Line { severity: Severity::Error, text: "error[contradictory-position]: …".into() };
    state.outlook = Some(Outlook { news: News { come: vec![line], gone: Vec::new() }, ..Outlook::default() });
    assert_eq!(press(&mut state, "w"), []);
    assert!(matches!(state.mode, Mode::Asking(Question::WriteAllTheSame)));
    assert_eq!(press(&mut state, "n"), []);
    assert!(matches!(state.mode, Mode::Form));
    assert_eq!(press(&mut state, "w y"), [Action::Write]);
}

#[test]
fn nothing_is_lost_by_leaving() {
    for leave in ["q", "<Ctrl-c>", "<Enter> <Ctrl-c>"] {
        let mut state = complete();
        assert_eq!(press(&mut state, leave), [], "{leave}");
        assert!(matches!(state.mode, Mode::Asking(Question::Leave)));
        let before = state.form.clone();
        assert_eq!(press(&mut state, "<Esc>"), []);
        assert_eq!((&state.form, matches!(state.mode, Mode::Form)), (&before, true));
        assert_eq!(press(&mut state, "q k"), [Action::Keep, Action::Quit]);
    }
    assert_eq!(press(&mut complete(), "q t"), [Action::Forget, Action::Quit]);
    assert_eq!(press(&mut complete(), "q w"), [Action::Write]);
    assert_eq!(press(&mut complete(), "x n x y q"), [Action::Forget, Action::Quit]);
    assert_eq!(press(&mut state(), "<Ctrl-c>"), [Action::Quit]);
}

#[test]
fn words_that_are_half_typed_are_kept_as_well() {
    let mut state = state();
    state.row = state.rows().iter().position(|&row| row == Row::Field(Field::Gloss)).unwrap();
    assert_eq!(press(&mut state, "<Tab> <Enter> First_the <Ctrl-c>"), [Action::Keep]);
    assert_eq!(state.form.one(Field::Gloss), "First the");
    assert!(matches!(state.mode, Mode::Asking(Question::Leave)));
}

#[test]
fn a_control_key_is_no_letter() {
    let mut state = state();
    assert_eq!(press(&mut state, "<Ctrl-u> <Ctrl-q>"), []);
    assert!(matches!(state.mode, Mode::Reading));
}

#[test]
fn a_quick_key_behind_escape_is_not_lost() {
    let mut state = complete();
    press(&mut state, "<Enter> <Alt-q>");
    assert!(matches!(state.mode, Mode::Asking(Question::Leave)));
}

#[test]
fn a_draft_is_taken_up_where_it_was_left() {
    let State { heading, catalogue, form, .. } = complete();
    let again = State::new(heading, TEXT, catalogue, Vec::new(), form.clone());
    assert!(matches!(again.mode, Mode::Form));
    assert_eq!((again.form, again.message.unwrap().text), (form, "your draft is here again".to_owned()));
}

#[test]
fn a_date_is_read_before_it_is_taken() {
    let mut state = complete();
    let said = state.rows().iter().position(|&row| row == Row::Field(Field::Said)).unwrap();
    state.row = said;
    press(&mut state, "<Enter> 10.3.2026 <Enter>");
    assert!(state.message.as_ref().unwrap().is_bad && matches!(state.mode, Mode::Typing(Field::Said, _)));
    press(&mut state, "<Ctrl-u> 2026-03-09 <Enter>");
    assert_eq!(state.form.one(Field::Said), "2026-03-09");
}

#[test]
fn pasted_words_are_typed_and_never_pressed() {
    let mut state = complete();
    let gloss = state.rows().iter().position(|&row| row == Row::Field(Field::Gloss)).unwrap();
    state.row = gloss;
    state.paste("q\nw\n");
    assert!(matches!(state.mode, Mode::Form));
    press(&mut state, "<Enter>");
    state.paste("First the\ntrawlers");
    press(&mut state, "<Enter>");
    assert_eq!(state.form.one(Field::Gloss), "First the trawlers");
}

proptest! {
    /// Whatever is pressed, a statement that was begun is not gone without a word: it is written, kept, or thrown away on
    /// purpose, and the program ends only then.
    #[test]
    fn no_keys_are_too_odd(keys in prop::collection::vec(0..26_usize, 0..120)) {
        const KEYS: [&str; 26] = [
            "<Enter>", "<Enter>", "<Enter>", "<Esc>", "<Tab>", "<Up>", "<Down>", "<Down>", "<Left>", "<Right>", "<Del>", "_", "s", "w",
            "q", "k", "n", "y", "u", "?", "/", "dem", "tam", "<Ctrl-u>", "<Ctrl-c>", "<ShiftRight>",
        ];
        let mut state = state();
        for key in keys {
            let before = state.form.clone();
            let actions = press(&mut state, KEYS[key]);
            if actions.contains(&Action::Quit) {
                prop_assert!(before.is_empty() || actions.contains(&Action::Keep) || actions.contains(&Action::Forget));
                break;
            }
            let is_told = actions.iter().any(|action| matches!(action, Action::Keep | Action::Forget));
            prop_assert!(state.form == before || is_told);
            prop_assert!(!actions.contains(&Action::Write) || state.is_complete());
            prop_assert!(state.row < state.rows().len());
        }
    }
}
