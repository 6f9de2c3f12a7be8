//! The article's text, with what is marked, what is noted already, and the cursor.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use crate::annotate::reading::Piece;
use crate::annotate::state::{Mode, State};
use crate::annotate::theme::Theme;

pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    if area.area() == 0 {
        return;
    }
    let reading = &state.reading;
    let is_read = matches!(state.mode, Mode::Reading);
    let mut lines = Vec::new();
    for pieces in reading.shown() {
        let mut spans = Vec::new();
        let mut column = 0;
        for piece in pieces {
            let (words, style, is_cursor) = match piece {
                Piece::Word(word) => {
                    (&reading.text()[reading.word(word)], style(state, theme, word, false), word == reading.at())
                }
                Piece::Gap(word) => (" ", style(state, theme, word, true), false),
            };
            if is_cursor && is_read {
                frame.set_cursor_position(Position::new(area.x + column, area.y + lines.len() as u16));
            }
            let style = if is_cursor && is_read { style.patch(theme.cursor) } else { style };
            column += words.width() as u16;
            spans.push(Span::styled(words, style));
        }
        lines.push(Line::from(spans));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// How a word looks, or the gap before it, which belongs to what is on both of its sides.
fn style(state: &State, theme: &Theme, word: usize, is_gap: bool) -> Style {
    let reading = &state.reading;
    let is_within = |start: usize, end: usize| {
        let place = reading.word(word);
        let begins = if is_gap { start < place.start } else { start < place.end };
        begins && place.start < end
    };
    let taken = state.form.passage.as_ref().is_some_and(|passage| is_within(passage.start, passage.end));
    let marked = reading.marked().is_some_and(|marked| marked.contains(&word) && (!is_gap || *marked.start() < word));
    let noted = || state.noted.iter().flat_map(|noted| &noted.places).any(|&(start, end)| is_within(start, end));
    if marked || (taken && reading.marked().is_none()) {
        theme.marked
    } else if noted() {
        theme.noted
    } else {
        Style::new()
    }
}
