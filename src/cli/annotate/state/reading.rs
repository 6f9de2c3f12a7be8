//! Keys while the text is read: the cursor moves, a passage is marked and taken.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use standoff::quote::FoldedText;
use standoff::text::Span;

use super::{Action, Mode, State};
use crate::annotate::form::Passage;
use crate::annotate::input::Input;
use crate::annotate::reading::Move;

impl State {
    pub(super) fn press_reading(&mut self, key: KeyEvent) -> Vec<Action> {
        if let Some(to) = move_of(key.code) {
            // Most terminals tell Shift with an arrow; where one does not, the space bar begins to mark.
            if key.modifiers.contains(KeyModifiers::SHIFT) && !matches!(key.code, KeyCode::Char(_)) {
                self.reading.begin_mark();
            }
            self.reading.go(to);
            return Vec::new();
        }
        match key.code {
            KeyCode::Char(' ' | 'v') => self.reading.toggle_mark(),
            KeyCode::Char('s') => self.reading.mark_sentence(),
            KeyCode::Esc => self.reading.unmark(),
            KeyCode::Enter => self.take_passage(),
            KeyCode::Tab => self.mode = Mode::Form,
            KeyCode::Char('/') => self.mode = Mode::Searching(Input::default()),
            KeyCode::Char('n') => self.seek(),
            KeyCode::Char('u') => return vec![Action::TakeBack],
            KeyCode::Char('?') => self.mode = Mode::Help,
            KeyCode::Char('q') => return self.leave(),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn press_searching(&mut self, mut input: Input, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => {}
            KeyCode::Enter => {
                self.sought = input.text().trim().to_owned();
                self.seek();
            }
            _ => {
                input.press(key);
                self.mode = Mode::Searching(input);
            }
        }
    }

    /// Takes the marked passage, or the sentence at the cursor, and asks what it says.
    fn take_passage(&mut self) {
        if self.reading.stretch().is_none() {
            self.reading.mark_sentence();
        }
        let text = self.reading.text();
        let selected = self.reading.stretch().and_then(|stretch| {
            let Span { start, end } = stretch;
            Some((start as usize, end as usize, FoldedText::new(text).select(text, stretch)?))
        });
        match selected {
            Some((start, end, selected)) => {
                let (exact, prefix) = (selected.exact, selected.prefix);
                self.form.passage = Some(Passage { exact, prefix, start, end });
                self.guide();
            }
            None => self.complain("there are no words in what is marked"),
        }
    }

    fn seek(&mut self) {
        if self.sought.is_empty() {
            self.say("`/` looks for words in the text");
            return;
        }
        let sought = self.sought.clone();
        if !self.reading.seek(&sought) {
            self.complain(format!("the text does not have “{sought}”"));
        }
    }
}

fn move_of(code: KeyCode) -> Option<Move> {
    Some(match code {
        KeyCode::Left | KeyCode::Char('h') => Move::WordBack,
        KeyCode::Right | KeyCode::Char('l') => Move::WordOn,
        KeyCode::Up | KeyCode::Char('k') => Move::LineUp,
        KeyCode::Down | KeyCode::Char('j') => Move::LineDown,
        KeyCode::PageUp => Move::PageUp,
        KeyCode::PageDown => Move::PageDown,
        KeyCode::Home => Move::LineStart,
        KeyCode::End => Move::LineEnd,
        KeyCode::Char('g') => Move::First,
        KeyCode::Char('G') => Move::Last,
        _ => return None,
    })
}
