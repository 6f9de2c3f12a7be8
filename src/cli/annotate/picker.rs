//! Picking from a list by typing some letters of what is meant.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;

/// One thing to pick.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// What it is in a sheet.
    pub value: String,
    /// What a reader knows it by.
    pub label: String,
    /// What helps to tell it from others.
    pub detail: String,
    /// Where else letters are looked for: other names.
    pub also: String,
}

/// A list, narrowed by what is typed. What fits best stands first, and else what stood first.
#[derive(Clone, Debug)]
pub struct Picker {
    choices: Vec<Choice>,
    /// Those that fit, best first.
    shown: Vec<usize>,
    /// Values that are chosen already, where there may be several.
    chosen: Option<Vec<String>>,
    /// What a record is called that is not there yet and can be made here.
    newcomer: Option<&'static str>,
    pub query: Input,
    at: usize,
}

/// What came of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// Nothing yet.
    Waiting,
    /// These, or none.
    Values(Vec<String>),
    /// Something that is not there yet, called so.
    New(String),
    /// It is left as it was.
    Left,
}

impl Picker {
    /// Picks one.
    pub fn one(choices: Vec<Choice>) -> Picker {
        let shown = (0..choices.len()).collect();
        Picker { choices, shown, chosen: None, newcomer: None, query: Input::default(), at: 0 }
    }

    /// Picks several; some may be chosen already.
    pub fn several(choices: Vec<Choice>, chosen: &[String]) -> Picker {
        Picker { chosen: Some(chosen.to_vec()), ..Picker::one(choices) }
    }

    /// What is typed can also become a new record.
    pub fn or_new(self, called: &'static str) -> Picker {
        Picker { newcomer: Some(called), ..self }
    }

    /// Begins at a value.
    pub fn at_value(mut self, value: &str) -> Picker {
        self.at = self.choices.iter().position(|choice| choice.value == value).unwrap_or(0);
        self
    }

    /// What is shown, in order, each with whether it is chosen.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = (&Choice, bool)> {
        self.shown.iter().map(|&index| {
            let choice = &self.choices[index];
            (choice, self.chosen.iter().flatten().any(|value| *value == choice.value))
        })
    }

    /// The line that makes a new record, behind all that are there.
    pub fn new_line(&self) -> Option<String> {
        let words = self.query.text().trim();
        self.newcomer.filter(|_| !words.is_empty()).map(|called| format!("new {called}: {words}"))
    }

    /// The line at which the cursor stands; the last may be the one that makes a new record.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn takes_several(&self) -> bool {
        self.chosen.is_some()
    }

    pub fn press(&mut self, key: KeyEvent) -> Picked {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        let last = (self.shown.len() + usize::from(self.new_line().is_some())).saturating_sub(1);
        match key.code {
            KeyCode::Esc => return Picked::Left,
            KeyCode::Enter => return self.pick(),
            KeyCode::Tab if self.chosen.is_some() => self.toggle(),
            KeyCode::Up => self.at = self.at.checked_sub(1).unwrap_or(last),
            KeyCode::Down => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Char('p') if is_control => self.at = self.at.saturating_sub(1),
            KeyCode::Char('n') if is_control => self.at = (self.at + 1).min(last),
            KeyCode::PageUp => self.at = self.at.saturating_sub(8),
            KeyCode::PageDown => self.at = (self.at + 8).min(last),
            _ => {
                let before = self.query.text().to_owned();
                self.query.press(key);
                if before != self.query.text() {
                    self.narrow();
                }
            }
        }
        Picked::Waiting
    }

    /// Looks for the letters typed.
    pub fn narrow(&mut self) {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(self.query.text(), CaseMatching::Ignore, Normalization::Smart);
        let mut buffer = Vec::new();
        let mut score = |words: &str| pattern.score(Utf32Str::new(words, &mut buffer), &mut matcher);
        let mut found: Vec<(u32, usize)> = Vec::new();
        for (index, choice) in self.choices.iter().enumerate() {
            let Choice { value, label, also, .. } = choice;
            // All together, too: `rus kre` is Russia, alias the Kremlin. What is found in one name weighs more.
            let whole = score(&format!("{label} {value} {also}"));
            let best = score(label).max(score(value)).map(|score| score + 1).max(whole);
            found.extend(best.map(|best| (best, index)));
        }
        found.sort_by_key(|&(score, index)| (Reverse(score), index));
        self.shown = found.into_iter().map(|(_, index)| index).collect();
        self.at = 0;
    }

    fn pick(&mut self) -> Picked {
        let here = self.shown.get(self.at).map(|&index| self.choices[index].value.clone());
        match (here, &self.chosen) {
            (None, _) if self.new_line().is_some() => Picked::New(self.query.text().trim().to_owned()),
            (None, None) => Picked::Waiting,
            (_, Some(chosen)) if !chosen.is_empty() && self.query.text().is_empty() => Picked::Values(chosen.clone()),
            (here, chosen) => {
                let mut values = chosen.clone().unwrap_or_default();
                values.extend(here.filter(|here| !here.is_empty() && !values.contains(here)));
                Picked::Values(values)
            }
        }
    }

    /// Chooses what is at the cursor, or no longer.
    fn toggle(&mut self) {
        let Some(here) = self.shown.get(self.at).map(|&index| self.choices[index].value.clone()) else { return };
        let chosen = self.chosen.get_or_insert_default();
        match chosen.iter().position(|value| *value == here) {
            Some(index) => drop(chosen.remove(index)),
            None => chosen.push(here),
        }
        if !self.query.text().is_empty() {
            self.query = Input::default();
            self.narrow();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::{key, typed};
    use super::*;

    fn choices() -> Vec<Choice> {
        let choice = |value: &str, label: &str, also: &str| Choice {
            value: value.into(),
            label: label.into(),
            also: also.into(),
            ..Choice::default()
        };
        vec![
            choice("usa", "United States", "Washington"),
            choice("russia", "Russia", "the Kremlin Россия"),
            choice("peskov", "Dmitry Peskov", "Dmitri Peskov"),
            choice("armenia", "Armenia", "Հայաստան"),
        ]
    }

    fn pick(mut picker: Picker, words: &str) -> Picked {
        typed(words).for_each(|key| drop(picker.press(key)));
        picker.press(key(KeyCode::Enter))
    }

    #[test]
    fn some_letters_of_any_name_are_enough() {
        let cases = [
            ("", "usa"),
            ("rus", "russia"),
            ("krem", "russia"),
            ("unst", "usa"),
            ("россия", "russia"),
            ("հայ", "armenia"),
            ("PESK", "peskov"),
        ];
        for (words, expected) in cases {
            assert_eq!(pick(Picker::one(choices()), words), Picked::Values(vec![expected.into()]), "{words}");
        }
        assert_eq!(pick(Picker::one(choices()), "zzz"), Picked::Waiting);
    }

    #[test]
    fn several_are_chosen_one_after_the_other() {
        let mut picker = Picker::several(choices(), &["usa".into()]);
        typed("rus").for_each(|key| drop(picker.press(key)));
        picker.press(key(KeyCode::Tab));
        assert_eq!(picker.query.text(), "");
        assert_eq!(picker.press(key(KeyCode::Enter)), Picked::Values(vec!["usa".into(), "russia".into()]));
        picker.press(key(KeyCode::Tab));
        assert_eq!(picker.press(key(KeyCode::Enter)), Picked::Values(vec!["russia".into()]));
    }

    #[test]
    fn what_is_not_there_can_be_made() {
        assert_eq!(pick(Picker::one(choices()).or_new("actor"), " Lorvia "), Picked::New("Lorvia".into()));
        let mut picker = Picker::one(choices()).or_new("actor");
        typed("rus").for_each(|key| drop(picker.press(key)));
        assert_eq!(picker.new_line().as_deref(), Some("new actor: rus"));
        picker.press(key(KeyCode::Up));
        assert_eq!(picker.press(key(KeyCode::Enter)), Picked::New("rus".into()));
        assert_eq!(picker.press(key(KeyCode::Esc)), Picked::Left);
    }
}
