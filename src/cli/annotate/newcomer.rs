//! An actor or a proposition that the codebook does not have yet, made on the way.

use ratatui::crossterm::event::{KeyCode, KeyEvent};
use serde::{Deserialize, Serialize};
use standoff::entry::Record;
use standoff::id::{check_slug, slugify};
use standoff::vocabulary::{ActorKind, RecordKind};

use super::input::Input;

/// A record to be made.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Newcomer {
    pub kind: NewcomerKind,
    pub id: String,
    /// An actor's name, a proposition's text.
    pub words: String,
    /// An actor's kind; the issue of a proposition.
    pub sort: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NewcomerKind {
    Actor,
    Proposition,
}

impl NewcomerKind {
    pub fn name(self) -> &'static str {
        self.record().name()
    }

    pub fn record(self) -> RecordKind {
        match self {
            NewcomerKind::Actor => RecordKind::Actor,
            NewcomerKind::Proposition => RecordKind::Proposition,
        }
    }

    /// The list of a sheet that it goes into.
    pub fn list(self) -> &'static str {
        match self {
            NewcomerKind::Actor => "actors",
            NewcomerKind::Proposition => "propositions",
        }
    }
}

impl Newcomer {
    /// The record as it is typed.
    pub fn record(&self) -> String {
        let Newcomer { kind, id, words, sort } = self;
        let record = Record::new("").text("id", id);
        match kind {
            NewcomerKind::Actor => record.text("name", words).word("kind", sort),
            NewcomerKind::Proposition => record.text("issue", sort).text("text", words),
        }
        .typed()
    }
}

/// The few questions that make one.
#[derive(Clone, Debug)]
pub struct Birth {
    pub kind: NewcomerKind,
    pub words: Input,
    pub id: Input,
    /// Whether the id was typed; until then it follows the words.
    id_is_typed: bool,
    /// What there is to choose from: kinds of actor, or issues with none as the first.
    sorts: Vec<String>,
    sort: usize,
    /// The line at which the cursor stands: words, id, sort.
    pub row: usize,
    /// Ids that are there already.
    taken: Vec<String>,
}

/// What came of a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Born {
    Waiting,
    Made(Newcomer),
    Left,
}

impl Birth {
    pub fn new(kind: NewcomerKind, words: &str, issues: &[String], taken: Vec<String>) -> Birth {
        let sorts = match kind {
            NewcomerKind::Actor => ActorKind::NAMES.iter().map(|&name| name.to_owned()).collect(),
            NewcomerKind::Proposition => [String::new()].into_iter().chain(issues.iter().cloned()).collect(),
        };
        let id = Input::new(&proposed(words));
        Birth { kind, words: Input::new(words), id, id_is_typed: false, sorts, sort: 0, row: 0, taken }
    }

    pub fn sort(&self) -> &str {
        self.sorts.get(self.sort).map_or("", String::as_str)
    }

    /// What stands in the way of making it.
    pub fn objection(&self) -> Option<String> {
        let id = self.id.text();
        if self.words.text().trim().is_empty() {
            return Some(match self.kind {
                NewcomerKind::Actor => "type the name that readers know".to_owned(),
                NewcomerKind::Proposition => "type what would be so, in one short sentence".to_owned(),
            });
        }
        if let Err(bad) = check_slug(id) {
            return Some(bad.to_string());
        }
        self.taken.iter().any(|taken| taken == id).then(|| format!("there is already a record `{id}`; type another id"))
    }

    pub fn press(&mut self, key: KeyEvent) -> Born {
        const ROWS: usize = 3;
        match key.code {
            KeyCode::Esc => return Born::Left,
            KeyCode::Enter if self.row + 1 < ROWS => self.row += 1,
            KeyCode::Enter if self.objection().is_none() => return Born::Made(self.made()),
            KeyCode::Up | KeyCode::BackTab => self.row = self.row.checked_sub(1).unwrap_or(ROWS - 1),
            KeyCode::Down | KeyCode::Tab => self.row = (self.row + 1) % ROWS,
            KeyCode::Left if self.row == 2 => self.sort = self.sort.checked_sub(1).unwrap_or(self.sorts.len() - 1),
            KeyCode::Right | KeyCode::Char(' ') if self.row == 2 => self.sort = (self.sort + 1) % self.sorts.len(),
            _ if self.row == 0 => {
                self.words.press(key);
                self.follow();
            }
            _ if self.row == 1 => self.id_is_typed |= self.id.press(key),
            _ => {}
        }
        Born::Waiting
    }

    /// Puts words in where the cursor stands.
    pub fn insert(&mut self, words: &str) {
        match self.row {
            0 => {
                self.words.insert(words);
                self.follow();
            }
            1 => {
                self.id.insert(words);
                self.id_is_typed = true;
            }
            _ => {}
        }
    }

    fn follow(&mut self) {
        if !self.id_is_typed {
            self.id = Input::new(&proposed(self.words.text()));
        }
    }

    fn made(&self) -> Newcomer {
        let words = self.words.text().trim().to_owned();
        Newcomer { kind: self.kind, id: self.id.text().to_owned(), words, sort: self.sort().to_owned() }
    }
}

/// An id of the first words.
fn proposed(words: &str) -> String {
    const WORDS: usize = 5;
    slugify(words).split('-').take(WORDS).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::super::keys::{control, key, typed};
    use super::*;

    fn press_all(birth: &mut Birth, keys: impl IntoIterator<Item = KeyEvent>) -> Born {
        keys.into_iter().fold(Born::Waiting, |_, key| birth.press(key))
    }

    #[test]
    fn the_id_follows_the_words_until_it_is_typed() {
        let mut birth = Birth::new(NewcomerKind::Proposition, "Ships", &["passage".into()], vec!["ships".into()]);
        assert_eq!(birth.objection().unwrap(), "there is already a record `ships`; type another id");
        press_all(&mut birth, typed(" sail under the Commission's flag"));
        assert_eq!(birth.id.text(), "ships-sail-under-the-commission");
        press_all(&mut birth, [key(KeyCode::Enter), control('u')]);
        press_all(&mut birth, typed("Ships Sail"));
        assert_eq!(
            birth.objection().unwrap(),
            "an id is written in lower case, with `-` between its words: `ships-sail`"
        );
        press_all(&mut birth, [control('u')].into_iter().chain(typed("ships-sail")));
        press_all(&mut birth, [key(KeyCode::Up)].into_iter().chain(typed(".")));
        let made = press_all(&mut birth, [KeyCode::Enter, KeyCode::Enter, KeyCode::Right, KeyCode::Enter].map(key));
        let Born::Made(made) = made else { panic!("{made:?}") };
        let expected = r#"(id: "ships-sail", issue: "passage", text: "Ships sail under the Commission's flag.")"#;
        assert_eq!(made.record(), expected);
    }

    #[test]
    fn an_actor_has_a_name_and_a_kind() {
        let mut birth = Birth::new(NewcomerKind::Actor, "Pilots’ union", &[], Vec::new());
        let keys = [KeyCode::Enter, KeyCode::Enter, KeyCode::Left, KeyCode::Left, KeyCode::Enter].map(key);
        let Born::Made(made) = press_all(&mut birth, keys) else { panic!() };
        assert_eq!(made.record(), r#"(id: "pilots-union", name: "Pilots’ union", kind: Group)"#);
        assert_eq!(birth.press(key(KeyCode::Esc)), Born::Left);
    }
}
