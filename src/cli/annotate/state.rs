//! What is on the screen and what a key does to it. Keys come in, and what is to be done outside goes out; it knows no
//! terminal, no disk and no check.

mod reading;
mod steps;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use standoff::diagnostic::Severity;
use standoff::report::since::News;

use super::catalogue::Catalogue;
use super::form::{Asks, Field, Form};
use super::input::Input;
use super::newcomer::{Birth, Born};
use super::picker::{Picked, Picker};
use super::reading::Reading;

/// An article being annotated.
#[derive(Debug)]
pub struct State {
    /// Which article it is.
    pub heading: String,
    pub reading: Reading,
    pub catalogue: Catalogue,
    /// The statements that the sheet has already.
    pub noted: Vec<Noted>,
    pub form: Form,
    /// The line of the form at which the cursor stands.
    pub row: usize,
    pub mode: Mode,
    /// What would come of the statement; nothing while it lacks something.
    pub outlook: Option<Outlook>,
    pub message: Option<Message>,
    /// Whether questions follow one another by themselves, as they do for a new statement.
    is_guided: bool,
    sought: String,
}

/// What the keys are for.
#[derive(Debug)]
pub enum Mode {
    Reading,
    Searching(Input),
    Form,
    Picking(Field, Picker),
    Typing(Field, Input),
    Bearing(Field, Birth),
    Asking(Question),
    Help,
}

/// What is asked before something is lost or spoilt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// To end with a statement that is not written.
    Leave,
    /// To write what the check will deny.
    WriteAllTheSame,
    ThrowAway,
}

/// A line of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    Quote,
    Field(Field),
}

/// A statement of the sheet, with the words of the text that it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Noted {
    pub told: String,
    pub places: Vec<(usize, usize)>,
}

/// What would come of a statement.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outlook {
    /// As it would stand in the sheet.
    pub record: String,
    /// What the check would tell that it does not tell now, and the other way round.
    pub news: News,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    pub text: String,
    pub is_bad: bool,
}

/// What is to be done outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// To keep the form as a draft: it has changed.
    Keep,
    /// To find out what would come of it.
    Foresee,
    Write,
    /// To undo what was written last.
    TakeBack,
    /// To forget the draft.
    Forget,
    Quit,
}

impl State {
    /// Begins to read, or to go on with a draft.
    pub fn new(heading: String, text: &str, catalogue: Catalogue, noted: Vec<Noted>, draft: Form) -> State {
        let mut state = State {
            heading,
            reading: Reading::new(text),
            catalogue,
            noted,
            form: draft,
            row: 0,
            mode: Mode::Reading,
            outlook: None,
            message: None,
            is_guided: false,
            sought: String::new(),
        };
        if !state.form.is_empty() {
            state.mode = Mode::Form;
            state.say("your draft is here again");
            if let Some(passage) = &state.form.passage {
                state.reading.go_to(passage.start);
            }
        }
        state
    }

    /// Whether there is a statement that can be looked ahead of.
    pub fn is_complete(&self) -> bool {
        self.form.lacks().is_empty()
    }

    /// The lines of the form.
    pub fn rows(&self) -> Vec<Row> {
        [Row::Quote].into_iter().chain(self.form.fields().into_iter().map(Row::Field)).collect()
    }

    /// Takes a key; says what is to be done outside, in this order.
    pub fn press(&mut self, key: KeyEvent) -> Vec<Action> {
        if key.modifiers.contains(KeyModifiers::ALT) {
            // A terminal tells Alt as Esc with the next key right behind it, and so Esc with a quick next key as Alt.
            let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
            let then = KeyEvent::new(key.code, key.modifiers - KeyModifiers::ALT);
            return [escape, then].into_iter().flat_map(|key| self.press(key)).collect();
        }
        self.message = None;
        let before = self.form.clone();
        let mut actions = self.meant_by(key);
        self.row = self.row.min(self.rows().len() - 1);
        if self.form != before && !actions.contains(&Action::Forget) {
            self.outlook = None;
            actions.push(Action::Keep);
            actions.extend(self.is_complete().then_some(Action::Foresee));
        }
        actions
    }

    /// Takes words that were pasted, where words can be typed.
    pub fn paste(&mut self, words: &str) {
        match &mut self.mode {
            Mode::Searching(input) | Mode::Typing(_, input) => input.insert(words),
            Mode::Picking(_, picker) => {
                picker.query.insert(words);
                picker.narrow();
            }
            Mode::Bearing(_, birth) => birth.insert(words),
            Mode::Reading | Mode::Form | Mode::Asking(_) | Mode::Help => {}
        }
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_bad: false });
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_bad: true });
    }

    /// The statement is in its sheet; the next one can be marked.
    pub fn written(&mut self, told: String) {
        self.form = Form::default();
        self.outlook = None;
        self.mode = Mode::Reading;
        self.reading.unmark();
        self.say(told);
    }

    fn meant_by(&mut self, key: KeyEvent) -> Vec<Action> {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            let takes_words = !matches!(self.mode, Mode::Reading | Mode::Form | Mode::Asking(_) | Mode::Help);
            match key.code {
                KeyCode::Char('c') => return self.leave(),
                KeyCode::Char('s') if matches!(self.mode, Mode::Form) => return self.write(),
                // Ctrl-U empties a line that is typed; where letters are commands it must not pass for `u`.
                KeyCode::Char(_) if !takes_words => return Vec::new(),
                _ => {}
            }
        }
        // The mode is taken apart while it is looked at; whatever goes on with it puts it back.
        match std::mem::replace(&mut self.mode, Mode::Reading) {
            Mode::Reading => return self.press_reading(key),
            Mode::Searching(input) => self.press_searching(input, key),
            Mode::Form => return self.press_form(key),
            Mode::Picking(field, picker) => self.press_picking(field, picker, key),
            Mode::Typing(field, input) => self.press_typing(field, input, key),
            Mode::Bearing(field, birth) => self.press_bearing(field, birth, key),
            Mode::Asking(question) => return self.press_asking(question, key),
            Mode::Help => self.mode = self.at_rest(),
        }
        Vec::new()
    }

    fn press_form(&mut self, key: KeyEvent) -> Vec<Action> {
        self.mode = Mode::Form;
        let rows = self.rows();
        let row = rows[self.row.min(rows.len() - 1)];
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.row = self.row.checked_sub(1).unwrap_or(rows.len() - 1),
            KeyCode::Down | KeyCode::Char('j') => self.row = (self.row + 1) % rows.len(),
            KeyCode::Home => self.row = 0,
            KeyCode::End => self.row = rows.len() - 1,
            KeyCode::Enter => self.open(row),
            KeyCode::Delete | KeyCode::Backspace => match row {
                Row::Quote => self.form.passage = None,
                Row::Field(field) => self.form.set(field, Vec::new()),
            },
            KeyCode::Char('w') => return self.write(),
            KeyCode::Char('x') if self.form.is_empty() => self.mode = Mode::Reading,
            KeyCode::Char('x') => self.mode = Mode::Asking(Question::ThrowAway),
            KeyCode::Char('?') => self.mode = Mode::Help,
            KeyCode::Char('q') => return self.leave(),
            KeyCode::Esc | KeyCode::Tab => self.mode = Mode::Reading,
            _ => {}
        }
        Vec::new()
    }

    fn press_picking(&mut self, field: Field, mut picker: Picker, key: KeyEvent) {
        match picker.press(key) {
            Picked::Waiting => self.mode = Mode::Picking(field, picker),
            Picked::Values(values) => {
                self.form.set(field, values);
                self.ask_after(field);
            }
            Picked::New(words) => self.bear(field, &words),
            Picked::Left => self.stop_asking(field),
        }
    }

    fn press_typing(&mut self, field: Field, mut input: Input, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => self.stop_asking(field),
            KeyCode::Enter => match self.objection_to(field, input.text()) {
                Some(objection) => {
                    self.complain(objection);
                    self.mode = Mode::Typing(field, input);
                }
                None => {
                    self.form.set(field, vec![input.text().trim().to_owned()]);
                    self.ask_after(field);
                }
            },
            _ => {
                input.press(key);
                self.mode = Mode::Typing(field, input);
            }
        }
    }

    fn press_bearing(&mut self, field: Field, mut birth: Birth, key: KeyEvent) {
        match birth.press(key) {
            Born::Waiting => self.mode = Mode::Bearing(field, birth),
            Born::Left => self.open(Row::Field(field)),
            Born::Made(newcomer) => {
                let several = matches!(field.asks(), Asks::Actors | Asks::Propositions);
                let mut values = if several { self.form.get(field).to_vec() } else { Vec::new() };
                values.push(newcomer.id.clone());
                // It is named first, since a new record that nothing names is dismissed.
                self.form.set(field, values);
                self.form.newcomers.push(newcomer);
                self.ask_after(field);
            }
        }
    }

    fn press_asking(&mut self, question: Question, key: KeyEvent) -> Vec<Action> {
        let KeyCode::Char(letter) = key.code else {
            let goes_back = matches!(key.code, KeyCode::Esc | KeyCode::Enter);
            self.mode = if goes_back { self.at_rest() } else { Mode::Asking(question) };
            return Vec::new();
        };
        match (question, letter.to_ascii_lowercase()) {
            (Question::Leave, 'k') => vec![Action::Keep, Action::Quit],
            (Question::Leave, 't') => vec![Action::Forget, Action::Quit],
            (Question::Leave, 'w') => self.write(),
            (Question::WriteAllTheSame, 'y') => {
                self.mode = Mode::Form;
                vec![Action::Write]
            }
            (Question::ThrowAway, 'y') => {
                self.form = Form::default();
                self.outlook = None;
                self.reading.unmark();
                self.say("thrown away");
                vec![Action::Forget]
            }
            (_, 'n') => {
                self.mode = self.at_rest();
                Vec::new()
            }
            _ => {
                self.mode = Mode::Asking(question);
                Vec::new()
            }
        }
    }

    fn write(&mut self) -> Vec<Action> {
        self.mode = Mode::Form;
        let lacks = self.form.lacks();
        if let Some(&first) = lacks.first() {
            let names: Vec<&str> = lacks.into_iter().map(Field::name).collect();
            self.complain(format!("still to say: {}", names.join(", ")));
            self.row = self.rows().iter().position(|&row| row == Row::Field(first)).unwrap_or(0);
            return Vec::new();
        }
        let is_denied = |outlook: &Outlook| outlook.news.come.iter().any(|line| line.severity == Severity::Error);
        if self.outlook.as_ref().is_some_and(is_denied) {
            self.mode = Mode::Asking(Question::WriteAllTheSame);
            return Vec::new();
        }
        vec![Action::Write]
    }

    fn leave(&mut self) -> Vec<Action> {
        // Words that are half typed belong to what is kept.
        if let Mode::Typing(field, input) = &self.mode
            && self.objection_to(*field, input.text()).is_none()
        {
            self.form.set(*field, vec![input.text().trim().to_owned()]);
        }
        if self.form.is_empty() {
            return vec![Action::Quit];
        }
        self.mode = Mode::Asking(Question::Leave);
        Vec::new()
    }

    /// Where the keys are when nothing is asked.
    fn at_rest(&self) -> Mode {
        if self.form.is_empty() { Mode::Reading } else { Mode::Form }
    }
}

#[cfg(test)]
mod tests;
