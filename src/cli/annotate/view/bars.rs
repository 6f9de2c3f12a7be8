//! The lines at the top and at the bottom: which article it is, what was said last, which keys there are.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::cut;
use super::list::noted_at_cursor;
use crate::annotate::state::{Message, Mode, Question, State};
use crate::annotate::theme::Theme;

pub fn heading(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let at = format!(" {} % ", state.reading.percent());
    let width = usize::from(area.width).saturating_sub(at.width() + 1);
    let name = cut(&state.heading, width);
    let line = format!(" {name}{}{at}", " ".repeat(width.saturating_sub(name.width())));
    frame.render_widget(Paragraph::new(line).style(theme.heading), area);
}

pub fn message(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let width = usize::from(area.width).saturating_sub(2);
    let shown = |words: &str, style| Paragraph::new(format!(" {}", cut(words, width))).style(style);
    let widget = match (&state.mode, &state.message) {
        (Mode::Searching(input), _) => {
            let (before, after) = input.halves();
            let column = area.x + (3 + before.width()).min(usize::from(area.width)) as u16;
            frame.set_cursor_position(Position::new(column, area.y));
            Paragraph::new(format!(" / {before}{after}")).style(theme.title)
        }
        (Mode::Asking(question), _) => shown(asked(*question), theme.warning.patch(theme.title)),
        (_, Some(Message { text, is_bad: true })) => shown(text, theme.error),
        (_, Some(Message { text, .. })) => shown(text, theme.good),
        (Mode::Reading, None) => {
            let here = noted_at_cursor(state).map(|noted| noted.told.as_str()).collect::<Vec<_>>();
            let told = if here.is_empty() { String::new() } else { format!("noted here: {}", here.join("; ")) };
            shown(&told, theme.faint)
        }
        _ => return,
    };
    frame.render_widget(widget, area);
}

fn asked(question: Question) -> &'static str {
    match question {
        Question::Leave => "the statement is not written",
        Question::WriteAllTheSame => "the check will fail with it, as told above; write it all the same?",
        Question::ThrowAway => "throw the statement away?",
    }
}

pub fn keys(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let keys: &[(&str, &str)] = match &state.mode {
        Mode::Reading if state.reading.marked().is_some() => {
            &[("arrows", "mark more"), ("s", "sentence"), ("Enter", "take it"), ("Esc", "unmark"), ("?", "all keys")]
        }
        Mode::Reading if !state.form.is_empty() => {
            &[("Space", "mark"), ("s", "sentence"), ("Enter", "take it"), ("Tab", "your statement"), ("q", "leave")]
        }
        Mode::Reading => &[
            ("Space", "mark"),
            ("s", "sentence"),
            ("Enter", "note it"),
            ("/", "search"),
            ("?", "all keys"),
            ("q", "leave"),
        ],
        Mode::Searching(_) => &[("Enter", "search"), ("Esc", "back")],
        Mode::Form => &[
            ("Enter", "change"),
            ("Del", "empty"),
            ("w", "write"),
            ("Esc", "text"),
            ("x", "throw away"),
            ("?", "all keys"),
            ("q", "leave"),
        ],
        Mode::Picking(_, picker) if picker.takes_several() => {
            &[("letters", "search"), ("Tab", "choose"), ("Enter", "take"), ("Esc", "back")]
        }
        Mode::Picking(..) => &[("letters", "search"), ("Enter", "take"), ("Esc", "back")],
        Mode::Typing(..) => &[("Enter", "take"), ("Esc", "back")],
        Mode::Bearing(..) => &[("Enter", "next"), ("↑ ↓", "line"), ("← →", "choose"), ("Esc", "back")],
        Mode::Asking(Question::Leave) => {
            &[("w", "write it"), ("k", "keep a draft and leave"), ("t", "throw away and leave"), ("Esc", "back")]
        }
        Mode::Asking(_) => &[("y", "yes"), ("n", "no")],
        Mode::Help => &[("any key", "back")],
    };
    let mut spans = vec![Span::raw(" ")];
    let mut left = usize::from(area.width).saturating_sub(1);
    for (key, meaning) in keys {
        let width = key.width() + meaning.width() + 3;
        // What does not fit is left out whole: half a word helps nobody.
        let Some(rest) = left.checked_sub(width) else { break };
        left = rest;
        spans.extend([Span::styled(*key, theme.key), Span::raw(format!(" {meaning}  "))]);
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}
