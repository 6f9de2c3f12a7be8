//! One line to type in.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What was typed, and where the cursor stands in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Input {
    text: String,
    at: usize,
}

impl Input {
    pub fn new(text: &str) -> Input {
        Input { text: text.to_owned(), at: text.len() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor, and what behind it.
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.at)
    }

    /// Takes a key; says whether it meant anything here.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if is_control => self.cut(0),
            KeyCode::Char('w') if is_control => self.cut(self.word_start()),
            KeyCode::Char('a') if is_control => self.at = 0,
            KeyCode::Char('e') if is_control => self.at = self.text.len(),
            KeyCode::Char(letter) if !is_control => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => self.cut(self.before()),
            KeyCode::Delete => {
                let after = self.after();
                self.text.replace_range(self.at..after, "");
            }
            KeyCode::Left => self.at = self.before(),
            KeyCode::Right => self.at = self.after(),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.text.len(),
            _ => return false,
        }
        true
    }

    /// Puts words in at the cursor, on one line.
    pub fn insert(&mut self, words: &str) {
        let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.text.insert_str(self.at, &line);
        self.at += line.len();
    }

    fn cut(&mut self, from: usize) {
        self.text.replace_range(from..self.at, "");
        self.at = from;
    }

    fn before(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn word_start(&self) -> usize {
        self.text[..self.at].unicode_word_indices().next_back().map_or(0, |(start, _)| start)
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::{control, key, typed};
    use super::*;

    #[test]
    fn letters_go_in_and_come_out_whole() {
        let mut input = Input::default();
        typed("cafe\u{301} nò").for_each(|key| assert!(input.press(key)));
        for code in [KeyCode::Left, KeyCode::Left, KeyCode::Left, KeyCode::Backspace] {
            input.press(key(code));
        }
        assert_eq!(input.halves(), ("caf", " nò"));
        input.press(control('e'));
        input.press(control('w'));
        assert_eq!(input.text(), "caf ");
        input.insert("one\ntwo");
        assert_eq!(input.text(), "caf one two");
        input.press(control('u'));
        assert_eq!(input.text(), "");
        input.press(key(KeyCode::Backspace));
        input.press(key(KeyCode::Delete));
        assert!(!input.press(key(KeyCode::Enter)));
    }
}
