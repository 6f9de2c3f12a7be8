//! A small article on the screen, for tests.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use standoff::{Desk, Files};

use super::catalogue::Catalogue;
use super::form::Form;
use super::keys::{control, key};
use super::state::{Action, Noted, State};

pub const TEXT: &str = "Ships sail again\n\nLorvia opens the strait. But first, said Ilka Varn, “Tamaria has to give back \
    our trawlers.” Tamaria had no comment.\n";

const SHEET: &str = r#"(
    actors: [
        (id: "dey", name: "Oster Dey", kind: Person, mandates: [(of: "tamaria", title: "prime minister")]),
        (id: "lorvia", name: "Lorvia", kind: State, aliases: ["Port Avel"]),
        (id: "tamaria", name: "Tamaria", kind: State),
        (id: "varn", name: "Ilka Varn", kind: Person, mandates: [(of: "lorvia", title: "foreign minister")]),
    ],
    issues: [(id: "passage", name: "The strait")],
    propositions: [
        (id: "strait-open", issue: "passage", text: "The strait is open"),
        (id: "trawlers-returned", text: "The trawlers are given back"),
    ],
    article: (id: "post", publisher: "The Post", published: "2026-03-10", text: "post.txt"),
)"#;

/// The article, with one statement noted, and nothing begun.
pub fn state() -> State {
    let files = Files::default().with_sheet("data/post.ron", SHEET).with_text("post.txt", TEXT);
    let desk = Desk::new(files, None, "2026-03-10".parse().unwrap());
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics);
    let corpus = &desk.corpus;
    let catalogue = Catalogue::of(corpus, corpus.article("post").unwrap(), TEXT);
    let start = TEXT.find("Lorvia opens").unwrap();
    let noted = Noted { told: "Lorvia promises strait-open".to_owned(), places: vec![(start, start + 23)] };
    let mut state = State::new("post (The Post, 2026-03-10)".to_owned(), TEXT, catalogue, vec![noted], Form::default());
    state.reading.fit(60, 12);
    state
}

/// Presses keys, written as `s <Enter> off <Enter>`: blanks only set them apart, and `_` is the space bar. Says what was
/// asked for outside.
pub fn press(state: &mut State, keys: &str) -> Vec<Action> {
    keys.split_whitespace().flat_map(events).flat_map(|key| state.press(key)).collect()
}

fn events(word: &str) -> Vec<KeyEvent> {
    let Some(name) = word.strip_prefix('<').and_then(|word| word.strip_suffix('>')) else {
        return word.chars().map(|letter| key(KeyCode::Char(if letter == '_' { ' ' } else { letter }))).collect();
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Del" => KeyCode::Delete,
        "ShiftRight" => return vec![KeyEvent::new(KeyCode::Right, KeyModifiers::SHIFT)],
        "Alt-q" => return vec![KeyEvent::new(KeyCode::Char('q'), KeyModifiers::ALT)],
        other => match other.strip_prefix("Ctrl-") {
            Some(letter) => return vec![control(letter.chars().next().unwrap())],
            None => panic!("no key is called `{other}`"),
        },
    };
    vec![key(code)]
}
