//! The statement in the making: its lines, how it will stand, and what the check will say.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use standoff::diagnostic::Severity;
use unicode_width::UnicodeWidthStr;

use super::{cut, wrapped};
use crate::annotate::form::{Asks, Field};
use crate::annotate::input::Input;
use crate::annotate::newcomer::{Birth, NewcomerKind};
use crate::annotate::state::{Row, State};
use crate::annotate::theme::Theme;

/// The widest name of a line, `in_return_for`, with a sign before and a blank behind it.
const NAMES: usize = 16;

pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let rows = state.rows();
    let outlook = outlook(state, area.width, theme);
    let most = (rows.len() as u16).min(area.height.saturating_sub((outlook.len() as u16 + 1).min(area.height / 2)));
    let [form, _, below] =
        Layout::vertical([Constraint::Length(most), Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let hidden = (state.row + 1).saturating_sub(usize::from(form.height));
    let lines = rows
        .iter()
        .enumerate()
        .skip(hidden)
        .map(|(index, &row)| line(state, row, index == state.row, form.width, theme));
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), form);
    frame.render_widget(Paragraph::new(outlook), below);
}

fn line(state: &State, row: Row, is_here: bool, width: u16, theme: &Theme) -> Line<'static> {
    let (name, words, is_lacking) = match row {
        Row::Quote => (
            "quote",
            state.form.passage.as_ref().map_or(String::new(), |passage| format!("“{}”", passage.exact)),
            false,
        ),
        Row::Field(field) => (field.name(), answer(state, field), state.form.lacks().contains(&field)),
    };
    let sign = if is_here { "›" } else { " " };
    let name = format!("{sign} {name:width$}", width = NAMES - 2);
    let room = usize::from(width).saturating_sub(NAMES);
    let (words, style) = match words.as_str() {
        "" if is_lacking => ("still to say".to_owned(), theme.warning),
        "" => ("·".to_owned(), theme.faint),
        _ => (cut(&words, room), Style::new()),
    };
    let (name_style, style) = if is_here { (theme.cursor, style) } else { (theme.faint, style) };
    Line::from(vec![Span::styled(name, name_style), Span::styled(words, style)])
}

/// What was answered, by the names that readers know; the ids stand in the record below.
fn answer(state: &State, field: Field) -> String {
    let newcomers = &state.form.newcomers;
    let name = |value: &String| match field.asks() {
        Asks::Word | Asks::Date | Asks::Text => value.clone(),
        _ => {
            let name = state.catalogue.name_of(value, newcomers).unwrap_or(value);
            let is_new = newcomers.iter().any(|new| new.id == *value);
            if is_new { format!("{name} (new)") } else { name.to_owned() }
        }
    };
    state.form.get(field).iter().map(name).collect::<Vec<_>>().join("; ")
}

/// How the statement will stand, and what the check will say of it.
fn outlook(state: &State, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let Some(outlook) = &state.outlook else { return Vec::new() };
    let news = &outlook.news;
    let (title, style) = match news.come.len() {
        0 => ("the check will find nothing new", theme.good),
        _ => ("the check will find:", theme.title),
    };
    let mut lines = vec![Line::from(Span::styled(title, style))];
    for line in &news.come {
        let style = match line.severity {
            Severity::Error => theme.error,
            Severity::Warning => theme.warning,
            Severity::Note => theme.note,
        };
        lines.extend(wrapped(&format!("+ {}", line.text), width, "  ", style));
    }
    if !news.gone.is_empty() {
        lines.push(Line::from(Span::styled("and no longer:", theme.title)));
    }
    for line in &news.gone {
        lines.extend(wrapped(&format!("- {}", line.text), width, "  ", theme.good));
    }
    lines.push(Line::default());
    lines.push(Line::from(Span::styled("it will stand in the sheet as:", theme.title)));
    let room = usize::from(width);
    lines.extend(outlook.record.lines().map(|line| Line::from(Span::styled(cut(line, room), theme.faint))));
    lines
}

/// What is said so far, above a question.
pub fn so_far(state: &State, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if let Some(passage) = &state.form.passage {
        const MOST: usize = 3;
        let mut quote = wrapped(&format!("“{}”", passage.exact), width, "", theme.faint);
        if quote.len() > MOST {
            quote.truncate(MOST);
            quote.extend([Line::from(Span::styled("…”", theme.faint))]);
        }
        lines.extend(quote);
    }
    let form = &state.form;
    let name = |field: Field| {
        let value = form.one(field);
        state.catalogue.name_of(value, &form.newcomers).unwrap_or(value).to_owned()
    };
    let verb = form.verb().map_or("", |verb| verb.phrase());
    let words = [name(Field::Who), verb.to_owned(), name(Field::What)];
    let words = words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    lines.extend(wrapped(&words, width, "", theme.title).into_iter().filter(|line| line.width() > 0));
    lines.push(Line::default());
    lines
}

/// A field, and what it says.
pub fn question(frame: &mut Frame<'_>, area: Rect, field: Field, theme: &Theme) {
    let spans =
        vec![Span::styled(field.name(), theme.title), Span::styled(format!(": {}", field.question()), theme.faint)];
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// A question that is answered in words.
pub fn typing(frame: &mut Frame<'_>, area: Rect, state: &State, field: Field, input: &Input, theme: &Theme) {
    let so_far = so_far(state, area.width, theme);
    let rows =
        [Constraint::Length(so_far.len() as u16), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)];
    let [top, asked, typed, hint] = Layout::vertical(rows).areas(area);
    frame.render_widget(Paragraph::new(so_far), top);
    question(frame, asked, field, theme);
    line_to_type_in(frame, typed, "> ", input, true);
    if field.asks() == Asks::Date {
        let hint_text = Span::styled("2025-06-20, 2025-06 or 2025: as exactly as the source is", theme.faint);
        frame.render_widget(Paragraph::new(Line::from(hint_text)), hint);
    }
}

/// The few questions that make a new record.
pub fn birth(frame: &mut Frame<'_>, area: Rect, birth: &Birth, theme: &Theme) {
    let (words, sort) = match birth.kind {
        NewcomerKind::Actor => ("name", "kind"),
        NewcomerKind::Proposition => ("text", "issue"),
    };
    let rows = [Constraint::Length(1); 7];
    let [title, _, first, second, third, _, objection] = Layout::vertical(rows).areas(area);
    let called = birth.kind.name();
    let line = Line::from(vec![
        Span::styled(format!("a new {called}"), theme.title),
        Span::styled(", written with the statement", theme.faint),
    ]);
    frame.render_widget(Paragraph::new(line), title);
    let sign = |row: usize| if birth.row == row { "› " } else { "  " };
    line_to_type_in(frame, first, &format!("{}{words:6}", sign(0)), &birth.words, birth.row == 0);
    line_to_type_in(frame, second, &format!("{}{:6}", sign(1), "id"), &birth.id, birth.row == 1);
    let chosen = if birth.sort().is_empty() { "none" } else { birth.sort() };
    frame.render_widget(Paragraph::new(format!("{}{sort:6}‹ {chosen} ›", sign(2))), third);
    if let Some(words) = birth.objection() {
        frame.render_widget(Paragraph::new(words).style(theme.warning), objection);
    }
}

/// A line with the cursor in it; where it is too long, its end is seen.
fn line_to_type_in(frame: &mut Frame<'_>, area: Rect, before: &str, input: &Input, has_cursor: bool) {
    let (typed, after) = input.halves();
    let room = usize::from(area.width).saturating_sub(before.width() + 1);
    let hidden = typed.width().saturating_sub(room) as u16;
    let [name, line] = Layout::horizontal([Constraint::Length(before.width() as u16), Constraint::Fill(1)]).areas(area);
    frame.render_widget(Paragraph::new(before), name);
    frame.render_widget(Paragraph::new(format!("{typed}{after}")).scroll((0, hidden)), line);
    if has_cursor {
        frame.set_cursor_position(Position::new(line.x + typed.width() as u16 - hidden, line.y));
    }
}
