//! How things look: with the sixteen colours that every terminal has, or without any.

use anstream::ColorChoice;
use ratatui::style::{Color, Modifier, Style};

/// The styles of the screen. Nothing is told by colour alone: each also has a sign, or a weight of its own.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    pub heading: Style,
    pub title: Style,
    pub faint: Style,
    /// The place at which a key does something.
    pub cursor: Style,
    pub marked: Style,
    /// Words that a statement rests on already.
    pub noted: Style,
    pub key: Style,
    pub error: Style,
    pub warning: Style,
    pub note: Style,
    pub good: Style,
}

impl Theme {
    pub fn new(has_colours: bool) -> Theme {
        let plain = Style::new();
        let weight = |modifier: Modifier| plain.add_modifier(modifier);
        let colour = |colour: Color| if has_colours { plain.fg(colour) } else { plain };
        Theme {
            heading: weight(Modifier::REVERSED),
            title: weight(Modifier::BOLD),
            faint: weight(Modifier::DIM),
            cursor: weight(Modifier::REVERSED),
            marked: match has_colours {
                true => plain.fg(Color::Black).bg(Color::Yellow),
                false => weight(Modifier::BOLD | Modifier::UNDERLINED),
            },
            noted: colour(Color::Cyan).add_modifier(Modifier::UNDERLINED),
            key: colour(Color::Cyan).add_modifier(Modifier::BOLD),
            error: colour(Color::Red).add_modifier(Modifier::BOLD),
            warning: colour(Color::Yellow),
            note: colour(Color::Blue),
            good: colour(Color::Green),
        }
    }

    /// The one that was asked for: `--color`, `NO_COLOR`, and what the terminal says of itself.
    pub fn chosen() -> Theme {
        Theme::new(anstream::AutoStream::choice(&std::io::stdout()) != ColorChoice::Never)
    }
}
