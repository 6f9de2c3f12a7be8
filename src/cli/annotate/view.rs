//! The screen as a picture of the state: the same state always looks the same.

mod bars;
mod form;
mod list;
mod text;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Wrap};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::state::{Mode, State};
use super::theme::Theme;

/// From here on the text and what is noted of it stand side by side.
const WIDE: u16 = 100;
/// Lines that are longer are hard to read.
const LONGEST_LINE: u16 = 90;
/// A smaller window shows nothing of use.
const SMALLEST: (u16, u16) = (30, 8);

/// Where the parts of the screen are.
struct Areas {
    heading: Rect,
    text: Rect,
    panel: Rect,
    message: Rect,
    keys: Rect,
}

/// Lays the text out for a window of a size.
pub fn fit(state: &mut State, window: Rect) {
    let text = areas(state, window).text;
    // Where another part has the whole window, the text keeps the shape that it had.
    if text.area() > 0 {
        state.reading.fit(text.width.into(), text.height.into());
    }
}

/// Draws everything.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: &Theme) {
    let window = frame.area();
    if window.width < SMALLEST.0 || window.height < SMALLEST.1 {
        let told = Paragraph::new("the window is too small").wrap(Wrap { trim: true });
        frame.render_widget(told, window);
        return;
    }
    let areas = areas(state, window);
    bars::heading(frame, areas.heading, state, theme);
    text::draw(frame, areas.text, state, theme);
    panel(frame, areas.panel, state, theme);
    bars::message(frame, areas.message, state, theme);
    bars::keys(frame, areas.keys, state, theme);
}

fn areas(state: &State, window: Rect) -> Areas {
    let rows = [Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1), Constraint::Length(1)];
    let [heading, middle, message, keys] = Layout::vertical(rows).areas(window);
    let nowhere = Rect { width: 0, height: 0, ..middle };
    let (text, panel) = if matches!(state.mode, Mode::Help) {
        (nowhere, middle)
    } else if window.width >= WIDE {
        let half = (window.width / 2).min(LONGEST_LINE + 2);
        let [left, right] = Layout::horizontal([Constraint::Length(half), Constraint::Fill(1)]).areas(middle);
        (inset(left), right)
    } else if matches!(state.mode, Mode::Reading | Mode::Searching(_)) {
        (inset(middle), nowhere)
    } else {
        (nowhere, middle)
    };
    Areas { heading, text, panel, message, keys }
}

/// A column of air on either side.
fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2).min(LONGEST_LINE), ..area }
}

fn panel(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    if area.area() == 0 {
        return;
    }
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    match &state.mode {
        Mode::Reading | Mode::Searching(_) => list::noted(frame, area, state, theme),
        Mode::Form | Mode::Asking(_) => form::draw(frame, area, state, theme),
        Mode::Picking(field, picker) => list::picker(frame, area, state, *field, picker, theme),
        Mode::Typing(field, input) => form::typing(frame, area, state, *field, input, theme),
        Mode::Bearing(_, birth) => form::birth(frame, area, birth, theme),
        Mode::Help => list::help(frame, area, theme),
    }
}

/// Words cut to a width, with an ellipsis where some are left out.
fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut kept = String::new();
    for letter in words.graphemes(true) {
        if kept.width() + letter.width() + 1 > width {
            break;
        }
        kept += letter;
    }
    if width == 0 { kept } else { kept + "…" }
}

/// A line of words that may be longer than the window.
fn wrapped(words: &str, width: u16, indent: &str, style: ratatui::style::Style) -> Vec<Line<'static>> {
    let options = textwrap::Options::new(usize::from(width.max(8))).subsequent_indent(indent);
    textwrap::wrap(words, options).into_iter().map(|line| Line::from(Span::styled(line.into_owned(), style))).collect()
}

#[cfg(test)]
mod tests;
