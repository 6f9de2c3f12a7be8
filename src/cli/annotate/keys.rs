//! Keys, for tests that press them.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

pub fn control(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}

pub fn typed(words: &str) -> impl Iterator<Item = KeyEvent> {
    words.chars().map(|letter| key(KeyCode::Char(letter)))
}
