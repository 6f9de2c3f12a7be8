//! A small dispute, every picture of it as SVG: a change in how things are drawn shows as a change of a file. `BLESS=1 cargo
//! test` writes the files; what each picture has to say is written here, by hand.

#![allow(clippy::disallowed_methods, reason = "the test keeps its pictures beside itself")]

use std::fs;
use std::path::{Path, PathBuf};

use standoff::diagram::scene::Scene;
use standoff::diagram::svg;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Card, Drawing, Focus, View};
use standoff::{Desk, Files};

use crate::legible::complaint;
use crate::projects::{cases, material};

/// What a reader must find in each picture, and what must not be there.
const TOLD: [(&str, &[&str], &[&str]); 10] = [
    (
        "demands",
        &[
            "Who demands what from whom?",
            "Dockworkers' union",
            "JOBS & WAGES",
            "Wages rise by 4.5 % and more",
            "The city",
        ],
        &["An arbiter is called in", "rejects"],
    ),
    ("stances", &["contested", "offers", "refuses", "An arbiter is called in", "Shippers <& Sons>"], &["denies"]),
    (
        "deadlocks",
        &["DEADLOCK", "Port authority: only after", "Dockworkers' union: only after", "Source: The Quay."],
        &["the smallest break"],
    ),
    ("waits", &["Dockworkers' union: only if", "Jobs & wages", "Port authority: unless"], &["Shippers <& Sons>"]),
    // Who would agree on a condition only is on nobody's side yet.
    ("conflicts", &["Dockworkers' union", "on opposite sides"], &["The city", "on the same side"]),
    (
        "timeline",
        &["2 Mar 2026", "10 Apr 2026", "reversed", "hardened", "An arbiter is called in"],
        &["The strike costs €2 million a day"],
    ),
    ("all", &["The whole knowledge graph", "only after", "to Port authority, 2 Mar 2026"], &["asserts"]),
    (
        "actor",
        &["What does Dockworkers' union want?", "Demands (2)", "from Port authority", "same side: Port authority"],
        &["2 signs"],
    ),
    (
        "proposition",
        &["Shippers <& Sons> demand it", "For it (2)", "Against it", "nobody, as far as is noted"],
        &["The strike costs"],
    ),
    ("finding", &["“first the jobs, then the cranes”", "No ship today", "deadlock", "Vera Ostrom"], &["Harbour Post"]),
];

fn harbour() -> Desk {
    let sheet = fs::read_to_string(folder().join("harbour.ron")).expect("the sheet");
    Desk::new(Files::default().with_sheet("harbour.ron", &sheet), None, "2026-04-30".parse().expect("a day"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagram/golden")
}

fn drawing(desk: &Desk, name: &str) -> Drawing {
    let (material, focus) = (material(desk), Focus::default());
    let cases = cases(desk);
    let deadlock = cases.iter().find(|case| case.rule == "deadlock").expect("the circular wait");
    match name {
        "actor" => Card::Actor(desk.corpus.actor("union").expect("an actor")).draw(&material, &focus),
        "proposition" => {
            let work = desk.corpus.proposition("work-resumed").expect("a proposition");
            Card::Proposition(work).draw(&material, &focus)
        }
        "finding" => Card::Finding(deadlock).draw(&material, &focus),
        name => {
            let view = View::ALL.into_iter().find(|view| view.name() == name).expect("a view");
            view.draw(&material, &focus)
        }
    }
}

fn texts(scene: &Scene) -> String {
    scene.texts().map(|text| text.content.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_picture_of_the_harbour_says_what_it_should_and_looks_as_before() {
    let desk = harbour();
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics);
    let bless = std::env::var_os("BLESS").is_some();
    let mut differing = Vec::new();
    for (name, told, untold) in TOLD {
        let drawing = drawing(&desk, name);
        assert_eq!(complaint(&drawing.scene), None, "{name}");
        let texts = texts(&drawing.scene);
        // Words that stand on two lines are looked for on one.
        let flowing = texts.replace('\n', " ");
        for words in told {
            assert!(flowing.contains(words), "{name} does not say “{words}”:\n{texts}");
        }
        for words in untold {
            assert!(!flowing.contains(words), "{name} says “{words}”:\n{texts}");
        }
        let (path, now) = (folder().join(format!("{name}.svg")), svg::write(&drawing.scene, Theme::Light));
        if fs::read_to_string(&path).ok().as_ref() != Some(&now) {
            if bless { fs::write(&path, now).expect("a file") } else { differing.push(name) }
        }
    }
    assert!(differing.is_empty(), "BLESS=1 draws them as they are now; look at each: {differing:?}");
}

#[test]
fn every_view_has_a_golden() {
    let named: Vec<&str> = TOLD.iter().map(|(name, ..)| *name).collect();
    assert!(View::ALL.into_iter().all(|view| named.contains(&view.name())));
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_is_the_same_twice_and_its_words_can_be_found() {
    use standoff::diagram::pdf;
    let desk = harbour();
    for (name, ..) in TOLD {
        let scene = drawing(&desk, name).scene;
        let written = pdf::write(&scene, Theme::Print).expect("a picture");
        assert!(written.starts_with(b"%PDF-"), "{name}");
        assert_eq!(written, pdf::write(&scene, Theme::Print).expect("a picture"), "{name}");
        assert!(written.windows(9).any(|window| window == b"ToUnicode"), "{name}");
    }
}
