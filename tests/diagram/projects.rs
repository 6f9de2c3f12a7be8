//! Projects to draw: our own, any small one that could be, and a large one as it might be.

#![allow(clippy::disallowed_methods, reason = "the test reads our own project")]

#[path = "../../benches/realistic.rs"]
mod realistic;

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use standoff::diagram::view::{Anchors, Card, Case, Drawing, Focus, Material, View};
use standoff::report::case;
use standoff::rules::{self, Levels};
use standoff::text::Source;
use standoff::{Desk, Files, Project};

/// Our own articles, as of the day that is set.
pub fn our_own() -> Desk {
    let project = Project::find(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("this project");
    Desk::new(project.read(None), None, "2025-06-20".parse().expect("a day"))
}

/// A dispute of so many statements.
pub fn large(statements: usize) -> Desk {
    let realistic::Realistic { sheets, texts } = realistic::Realistic::generate(statements, 7);
    let mut files = Files::default();
    for (path, text) in sheets {
        files = files.with_sheet(&path, &text);
    }
    files
        .texts
        .extend(texts.into_iter().map(|(name, text)| (name.clone(), Source::new(format!("seeds/{name}"), text))));
    Desk::new(files, None, "2026-01-01".parse().expect("a day"))
}

/// Everything that can be drawn of a project, by name.
pub fn drawings(desk: &Desk) -> Vec<(String, Drawing)> {
    let material = material(desk);
    let focus = Focus::default();
    let views = View::ALL.into_iter().map(|view| (view.name().to_owned(), view.draw(&material, &focus)));
    let actors = desk.corpus.actor_ids().take(40);
    let actors = actors.map(|id| (format!("actor {}", desk.corpus[id].slug), Card::Actor(id)));
    let propositions = desk.corpus.proposition_ids().take(40);
    let propositions = propositions.map(|id| (format!("proposition {}", desk.corpus[id].slug), Card::Proposition(id)));
    let mut drawings: Vec<(String, Drawing)> = views.collect();
    drawings.extend(actors.chain(propositions).map(|(name, card)| (name, card.draw(&material, &focus))));
    for case in cases(desk).iter().take(40) {
        drawings.push((case.id.clone(), Card::Finding(case).draw(&material, &focus)));
    }
    drawings
}

/// All that the rules find, every rule heard.
pub fn cases(desk: &Desk) -> Vec<Case> {
    let mut levels = Levels::default();
    levels.set("all", rules::Level::Warn).expect("a group of rules");
    let judgement = rules::check(&desk.context(), &levels);
    judgement.findings.iter().map(|judged| case(&desk.corpus, judged)).collect()
}

pub fn material(desk: &Desk) -> Material<'_> {
    static LINKS: Anchors = Anchors { page: String::new() };
    desk.material(&LINKS)
}

/// Names as they come: short and endless, in five scripts, with signs that mean something to somebody.
const NAMES: [&str; 12] = [
    "A",
    "Russia",
    "Հայաստանի Հանրապետություն",
    "Европейская экономическая комиссия по вопросам транзита",
    "Ελλάδα",
    "Rechtsschutzversicherungsgesellschaften",
    "<b>\\\"R&D\\\"</b>",
    "和平会谈",
    "United Nations High Commissioner for Refugees and Displaced Persons",
    "x",
    "O'Neill & Sons",
    "დიდი მთა",
];

const TEXTS: [&str; 8] = [
    "it rains",
    "The corridor through the mountains is opened for goods, persons and post, without any check",
    "Мир",
    "Հայաստանի սահմանները ճանաչված են",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "“Root causes” are dealt with",
    "Η ειρήνη",
    "ten years pass",
];

const VERBS: [&str; 12] = [
    "Demands",
    "Proposes",
    "Supports",
    "Accepts",
    "Offers",
    "Promises",
    "Threatens",
    "Opposes",
    "Rejects",
    "Refuses",
    "Asserts",
    "Denies",
];

const DATES: [&str; 10] = [
    "2021",
    "2024-05",
    "2025-01-20",
    "2025-01-21",
    "2025-01-22",
    "2025-06",
    "2025-06-20",
    "2019-12-31",
    "2025-06-19",
    "2025-03-03",
];

/// One statement of a small project, as numbers that are taken round.
type Told = (usize, usize, usize, usize, usize, usize);

/// Any small project: who says what of what, to whom, when, on which condition.
pub fn any_project() -> impl Strategy<Value = (usize, usize, Vec<Told>)> {
    let told = (0..12_usize, 0..12_usize, 0..24_usize, 0..12_usize, 0..10_usize, 0..12_usize);
    (1..9_usize, 1..12_usize, prop::collection::vec(told, 0..40))
}

pub fn small((actors, propositions, told): &(usize, usize, Vec<Told>)) -> Desk {
    let mut sheet = String::from("(\n    actors: [\n");
    for actor in 0..*actors {
        let native = if actor % 3 == 1 { format!(", native: \"{}\"", NAMES[(actor + 2) % 12]) } else { String::new() };
        let _ = writeln!(sheet, "        (id: \"a{actor}\", name: \"{} {actor}\"{native}),", NAMES[actor % 12]);
        let _ = writeln!(
            sheet,
            "        (id: \"v{actor}\", name: \"voice {actor}\", mandates: [(of: \"a{actor}\", title: \"voice\")]),"
        );
    }
    sheet += "    ],\n    issues: [(id: \"i0\", name: \"Войска и границы\"), (id: \"i1\", name: \"Trade\")],\n    propositions: [\n";
    for what in 0..*propositions {
        let issue = if what % 3 < 2 { format!(", issue: \"i{}\"", what % 3) } else { String::new() };
        let excludes = if what % 4 == 3 { format!(", excludes: [\"p{}\"]", what - 1) } else { String::new() };
        let _ = writeln!(sheet, "        (id: \"p{what}\", text: \"{} {what}\"{issue}{excludes}),", TEXTS[what % 8]);
    }
    sheet += "    ],\n    article: (id: \"x\", publisher: \"Курьер\", published: \"2025-06-20\"),\n    statements: [\n";
    for &(verb, who, what, other, date, kind) in told {
        let (verb, who, what, other) = (VERBS[verb % 12], who % actors, what % propositions, other % actors);
        let _ = write!(sheet, "        {verb}(who: \"a{who}\", what: \"p{what}\", said: \"{}\"", DATES[date % 10]);
        match verb {
            "Demands" => _ = write!(sheet, ", from: [\"a{other}\"]"),
            "Offers" | "Promises" | "Rejects" => _ = write!(sheet, ", to: [\"a{other}\"]"),
            _ => {}
        }
        let condition = (what + kind + 1) % propositions;
        let field = match (verb, kind) {
            ("Offers" | "Accepts" | "Proposes" | "Supports" | "Promises", 0..=2) => "only_after",
            ("Offers" | "Accepts" | "Demands", 3) => "only_if",
            ("Offers" | "Accepts", 4) => "in_return_for",
            ("Demands" | "Rejects" | "Opposes" | "Threatens", 5..=6) => "unless",
            _ => "",
        };
        if !field.is_empty() && condition != what {
            let _ = write!(sheet, ", {field}: [\"p{condition}\"]");
        }
        let basis = ["", "", ", basis: Unnamed", ", basis: Inferred", ", firmness: Open", ", firmness: Firm"][kind % 6];
        let via = if kind % 5 == 4 { format!(", via: \"v{who}\"") } else { String::new() };
        let _ = writeln!(sheet, "{basis}{via}, quote: \"he said {kind} “so and so” of {}\"),", TEXTS[what % 8]);
    }
    sheet += "    ],\n)\n";
    Desk::new(Files::default().with_sheet("x.ron", &sheet), None, "2025-06-30".parse().expect("a day"))
}
