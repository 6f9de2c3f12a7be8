//! From question to question: what is asked for a field, and what comes next.

use standoff::date::PartialDate;

use super::{Mode, Row, State};
use crate::annotate::form::{Asks, Field};
use crate::annotate::input::Input;
use crate::annotate::newcomer::{Birth, NewcomerKind};
use crate::annotate::picker::Picker;

/// What is asked for a new statement, one after the other.
const GUIDE: [Field; 5] = [Field::Verb, Field::Who, Field::Via, Field::What, Field::From];

impl State {
    /// Asks what a statement needs, beginning with what it lacks.
    pub(super) fn guide(&mut self) {
        match self.form.lacks().first() {
            Some(&field) => {
                self.is_guided = true;
                self.open(Row::Field(field));
            }
            None => self.mode = Mode::Form,
        }
    }

    /// Opens a line of the form.
    pub(super) fn open(&mut self, row: Row) {
        self.row = self.rows().iter().position(|&one| one == row).unwrap_or(self.row);
        self.mode = match row {
            // The words are marked in the text.
            Row::Quote => {
                if let Some(passage) = &self.form.passage {
                    self.reading.go_to(passage.start);
                }
                Mode::Reading
            }
            Row::Field(field) => self.question(field),
        };
    }

    fn question(&self, field: Field) -> Mode {
        let choices = || self.catalogue.choices(field, self.form.one(Field::Who), &self.form.newcomers);
        let typed = self.form.one(field);
        match field.asks() {
            Asks::Word => Mode::Picking(field, Picker::one(choices()).at_value(typed)),
            Asks::Actor => Mode::Picking(field, Picker::one(choices()).at_value(typed).or_new("actor")),
            Asks::Proposition => Mode::Picking(field, Picker::one(choices()).at_value(typed).or_new("proposition")),
            Asks::Actors => Mode::Picking(field, Picker::several(choices(), self.form.get(field)).or_new("actor")),
            Asks::Propositions => {
                Mode::Picking(field, Picker::several(choices(), self.form.get(field)).or_new("proposition"))
            }
            Asks::Date | Asks::Text => Mode::Typing(field, Input::new(typed)),
        }
    }

    /// Goes on when a question is answered.
    pub(super) fn ask_after(&mut self, field: Field) {
        let next = GUIDE.iter().skip_while(|&&one| one != field).skip(1);
        let is_open = |&&next: &&Field| match next {
            Field::Via => self.form.one(Field::Via).is_empty(),
            next => self.form.lacks().contains(&next),
        };
        match next.clone().find(is_open).filter(|_| self.is_guided) {
            Some(&next) => self.open(Row::Field(next)),
            None if self.is_guided => self.rest_after_guide(),
            None => self.mode = Mode::Form,
        }
    }

    /// Leaves a question unanswered: those that would follow are not asked either.
    pub(super) fn stop_asking(&mut self, field: Field) {
        self.is_guided = false;
        self.mode = Mode::Form;
        self.row = self.rows().iter().position(|&row| row == Row::Field(field)).unwrap_or(self.row);
    }

    /// All that is needed is said: the cursor stands at what is said next most often, a condition.
    fn rest_after_guide(&mut self) {
        self.is_guided = false;
        self.mode = Mode::Form;
        let is_condition = |row: &Row| matches!(row, Row::Field(Field::OnlyIf | Field::OnlyAfter));
        let rows = self.rows();
        let row = rows.iter().rposition(is_condition);
        self.row = row.or(rows.iter().position(|&row| row == Row::Field(Field::Said))).unwrap_or(0);
    }

    /// Asks what a new record needs.
    pub(super) fn bear(&mut self, field: Field, words: &str) {
        let kind = match field.asks() {
            Asks::Actor | Asks::Actors => NewcomerKind::Actor,
            _ => NewcomerKind::Proposition,
        };
        let mut taken = self.catalogue.ids(kind);
        taken.extend(self.form.newcomers.iter().filter(|new| new.kind == kind).map(|new| new.id.clone()));
        self.mode = Mode::Bearing(field, Birth::new(kind, words, &self.catalogue.issues, taken));
    }

    /// What is wrong with words typed for a field.
    pub(super) fn objection_to(&self, field: Field, typed: &str) -> Option<String> {
        let is_date = field.asks() == Asks::Date && !typed.trim().is_empty();
        let error = is_date.then(|| typed.trim().parse::<PartialDate>().err()).flatten()?;
        Some(error.to_string())
    }
}
