//! Lists: what is noted already, what there is to pick, which keys there are.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use unicode_width::UnicodeWidthStr;

use super::{cut, form, wrapped};
use crate::annotate::form::Field;
use crate::annotate::picker::{Choice, Picker};
use crate::annotate::state::{Noted, State};
use crate::annotate::theme::Theme;

/// The statements that the sheet has of this article.
pub fn noted(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme) {
    let title = match state.noted.len() {
        0 => "nothing is noted yet".to_owned(),
        number => format!("noted: {}", standoff::report::count(number, "statement")),
    };
    let mut lines = vec![Line::from(Span::styled(title, theme.title)), Line::default()];
    let here: Vec<&Noted> = noted_at_cursor(state).collect();
    let mut at = 0;
    for noted in &state.noted {
        let is_here = here.iter().any(|one| std::ptr::eq(*one, noted));
        let (sign, style) = if is_here { ("› ", theme.title) } else { ("  ", Style::new()) };
        if is_here && at == 0 {
            at = lines.len();
        }
        lines.extend(wrapped(&format!("{sign}{}", noted.told), area.width, "    ", style));
    }
    let hidden = (at + 3).saturating_sub(usize::from(area.height));
    frame.render_widget(Paragraph::new(lines.split_off(hidden)), area);
}

/// The statements that rest on the word at the cursor.
pub fn noted_at_cursor(state: &State) -> impl Iterator<Item = &Noted> {
    let at = state.reading.at();
    let word = (!state.reading.text().trim().is_empty()).then(|| state.reading.word(at));
    let touches =
        move |&(start, end): &(usize, usize)| word.as_ref().is_some_and(|word| start < word.end && word.start < end);
    state.noted.iter().filter(move |noted| noted.places.iter().any(&touches))
}

/// A question with what there is to answer.
pub fn picker(frame: &mut Frame<'_>, area: Rect, state: &State, field: Field, picker: &Picker, theme: &Theme) {
    let so_far = form::so_far(state, area.width, theme);
    let above = so_far.len() as u16;
    let rows = [Constraint::Length(above), Constraint::Length(1), Constraint::Length(1), Constraint::Fill(1)];
    let [top, question, query, list] = Layout::vertical(rows).areas(area);
    frame.render_widget(Paragraph::new(so_far), top);
    form::question(frame, question, field, theme);
    let (before, after) = picker.query.halves();
    frame.render_widget(Paragraph::new(format!("> {before}{after}")), query);
    frame.set_cursor_position(Position::new(
        query.x + (2 + before.width()).min(usize::from(query.width)) as u16,
        query.y,
    ));

    let is_several = picker.takes_several();
    let lines = picker.shown().enumerate().map(|(index, (choice, is_chosen))| {
        line(choice, index == picker.at(), is_several.then_some(is_chosen), list.width, theme)
    });
    let number = picker.shown().len();
    let new = picker.new_line().map(|words| {
        let (sign, style) = if picker.at() == number { ("› ", theme.cursor) } else { ("  ", theme.good) };
        Line::from(Span::styled(cut(&format!("{sign}+ {words}"), usize::from(list.width)), style))
    });
    // The window goes along with the cursor.
    let hidden = (picker.at() + 1).saturating_sub(usize::from(list.height));
    let mut lines: Vec<Line<'_>> = lines.chain(new).skip(hidden).take(usize::from(list.height)).collect();
    if lines.is_empty() {
        lines.push(Line::from(Span::styled("  nothing is called so", theme.faint)));
    }
    frame.render_widget(Paragraph::new(lines), list);
}

fn line(choice: &Choice, is_here: bool, is_chosen: Option<bool>, width: u16, theme: &Theme) -> Line<'static> {
    let sign = if is_here { "› " } else { "  " };
    let tick = is_chosen.map_or("", |is_chosen| if is_chosen { "[x] " } else { "[ ] " });
    let label = cut(&format!("{sign}{tick}{}", choice.label), usize::from(width));
    let room = usize::from(width).saturating_sub(label.width() + 2);
    let details =
        if choice.detail.is_empty() || room < 4 { String::new() } else { format!("  {}", cut(&choice.detail, room)) };
    let (style, faint) = if is_here { (theme.cursor, theme.cursor) } else { (Style::new(), theme.faint) };
    Line::from(vec![Span::styled(label, style), Span::styled(details, faint)])
}

/// All keys, place by place. docs/annotate.md has the same list, which a test compares.
pub const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "In the text",
        &[
            ("← → ↑ ↓, h l k j", "to the next word or line"),
            ("PgUp PgDn Home End g G", "by pages, to the ends of the line, of the text"),
            ("Space or v", "begin or stop marking; Shift and an arrow, too"),
            ("s", "mark the sentence; again, the next one with it"),
            ("Enter", "take what is marked, or the sentence, and note it"),
            ("/ and n", "search, and on to the next place"),
            ("Tab", "to your statement"),
            ("u", "take back what was written last"),
            ("q or Ctrl-C", "leave; what is not written can be kept"),
        ],
    ),
    (
        "In the statement",
        &[
            ("↑ ↓, k j", "to another line"),
            ("Enter", "answer it, or change the answer"),
            ("Del", "empty it"),
            ("w or Ctrl-S", "write the statement into the sheet"),
            ("x", "throw the statement away"),
            ("Esc or Tab", "back to the text"),
        ],
    ),
    (
        "In a list",
        &[
            ("letters", "narrow it: some letters of any name will do"),
            ("Tab", "choose one of several"),
            ("Enter, Esc", "take what is chosen; leave it as it was"),
        ],
    ),
];

pub fn help(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    let width = KEYS.iter().flat_map(|(_, keys)| keys.iter()).map(|(key, _)| key.width()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (place, keys) in KEYS {
        lines.push(Line::from(Span::styled(place, theme.title)));
        for (key, meaning) in keys {
            let pad = " ".repeat(width - key.width() + 2);
            let meaning = cut(meaning, usize::from(area.width).saturating_sub(width + 4));
            lines.push(Line::from(vec![Span::raw("  "), Span::styled(*key, theme.key), Span::raw(pad + &meaning)]));
        }
    }
    frame.render_widget(Paragraph::new(lines), area);
}
