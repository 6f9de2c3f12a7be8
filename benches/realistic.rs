//! A made-up dispute over a river basin, as large as asked for: who might say such things in two years of talks, in which
//! words, and how that looks in sheets. For pictures, which show what a generated corpus of numbers would not: names in
//! several scripts, long words, blocs, many repetitions, few changes.

use std::fmt::Write as _;

/// A project in memory: the sheets by their paths, and the articles' texts by their names.
pub struct Realistic {
    pub sheets: Vec<(String, String)>,
    pub texts: Vec<(String, String)>,
}

/// How many statements an article reports.
const A_SHEET: usize = 16;

/// Id, name, name in its own script, kind, and which bloc it belongs to.
const ACTORS: [(&str, &str, &str, &str, usize); 18] = [
    ("upland", "Upland Republic", "Верхняя Республика", "State", 0),
    ("delta", "Delta Union", "", "State", 1),
    ("hayk", "Haykland", "Հայքի Հանրապետություն", "State", 0),
    ("thalassa", "Thalassa", "Θάλασσα", "State", 1),
    ("meadow", "Meadow States", "", "State", 2),
    ("river-commission", "International River Commission", "", "Organisation", 2),
    ("farmers", "Lowland farmers' unions", "", "Group", 1),
    ("dam-company", "Upper Valley Dam and Power Company", "", "Organisation", 0),
    ("marsh-people", "Peoples of the Marshes", "Люди болот", "Group", 1),
    ("north-bank", "North Bank", "Північний берег", "State", 2),
    ("fishers", "Fishing cooperatives", "", "Group", 1),
    ("world-fund", "World Water Fund", "", "Organisation", 2),
    ("guards", "Border guards' command", "", "Organisation", 0),
    ("exiles", "Council of the displaced villages", "", "Group", 1),
    ("port-cities", "League of port cities", "", "Organisation", 1),
    ("miners", "Miners' federation", "", "Group", 0),
    ("observers", "Observer mission", "", "Organisation", 2),
    ("synod", "Synod of the valley churches", "", "Organisation", 2),
];

const ISSUES: [(&str, &str); 10] = [
    ("water", "Sharing of the water"),
    ("dam", "The great dam"),
    ("border", "Border and crossings"),
    ("return", "Return of the displaced"),
    ("fish", "Fish and marshes"),
    ("money", "Compensation and loans"),
    ("security", "Guards and weapons"),
    ("energy", "Power from the valley"),
    ("trade", "Trade & transit"),
    ("recognition", "Recognition"),
];

const SUBJECTS: [&str; 14] = [
    "The lower gates",
    "The great dam's second stage",
    "All crossings at the northern bank",
    "The monitoring stations along the river",
    "The “winter quota” of 2019",
    "The demilitarised strip",
    "A joint water authority",
    "The marsh reserve",
    "Transit for grain barges",
    "The compensation fund (€2.1 bn)",
    "The prisoners of the bridge incident",
    "The power line to the coast",
    "The displaced villages' land titles",
    "The treaty of the three valleys",
];

const PREDICATES: [&str; 10] = [
    "are opened for good",
    "are placed under international control",
    "are closed until the spring floods",
    "are paid for by the upstream side",
    "are put to a vote of the riverside towns",
    "are kept as they are for ten years",
    "are handed over within ninety days",
    "are inspected twice a year by neutral engineers",
    "are recognised by all riparian states",
    "are dropped",
];

const OPENINGS: [&str; 5] = [
    "told reporters after the session that it would not move on",
    "confirmed on the margins of the talks where it stands on",
    "repeated, in nearly the same words, what it had said of",
    "let it be known through its spokesperson how it sees",
    "put on record before the commission its view of",
];

impl Realistic {
    /// A project of so many statements.
    pub fn generate(statements: usize, seed: u64) -> Realistic {
        let mut maker = Maker { dice: Dice(seed), last: Vec::new() };
        let mut sheets = vec![
            ("data/codebook/actors.ron".to_owned(), actors()),
            ("data/codebook/propositions.ron".to_owned(), propositions()),
        ];
        let mut texts = Vec::new();
        let articles = statements.div_ceil(A_SHEET);
        for article in 0..articles {
            let count = A_SHEET.min(statements - article * A_SHEET);
            let (sheet, text) = maker.article(article, articles, count);
            sheets.push((format!("data/articles/article-{article:04}.ron"), sheet));
            texts.push((format!("article-{article:04}.txt"), text));
        }
        Realistic { sheets, texts }
    }
}

fn actors() -> String {
    let mut sheet = String::from("(\n    actors: [\n");
    for (id, name, native, kind, _) in ACTORS {
        let native = if native.is_empty() { String::new() } else { format!(", native: \"{native}\"") };
        let _ = writeln!(sheet, "        (id: \"{id}\", name: \"{name}\", kind: {kind}{native}),");
        for (voice, title) in [("president", "president"), ("spokesperson", "spokesperson")] {
            let _ = writeln!(
                sheet,
                "        (id: \"{id}-{voice}\", name: \"the {voice} of {name}\", kind: Person, \
                 mandates: [(of: \"{id}\", title: \"{title}\")]),"
            );
        }
    }
    sheet + "    ],\n)\n"
}

fn propositions() -> String {
    let mut sheet = String::from("(\n    issues: [\n");
    for (id, name) in ISSUES {
        let _ = writeln!(sheet, "        (id: \"{id}\", name: \"{name}\"),");
    }
    sheet += "    ],\n    propositions: [\n";
    for what in 0..PROPOSITIONS {
        let (subject, predicate) = (what / PREDICATES.len(), what % PREDICATES.len());
        let (issue, _) = ISSUES[(subject * 7 + predicate) % ISSUES.len()];
        let by = ACTORS[what % 9].0;
        let text = format!("{} {}", SUBJECTS[subject], PREDICATES[predicate]);
        let _ = write!(sheet, "        (id: \"{}\", issue: \"{issue}\", text: \"{text}\", by: [\"{by}\"]", slug(what));
        // What is dropped is neither opened nor kept, and what is opened is not closed.
        match predicate {
            2 => _ = write!(sheet, ", excludes: [\"{}\"]", slug(what - 2)),
            9 => _ = write!(sheet, ", excludes: [\"{}\", \"{}\"]", slug(what - 9), slug(what - 4)),
            6 => _ = write!(sheet, ", implies: [\"{}\"]", slug(what + 1)),
            _ => {}
        }
        sheet += "),\n";
    }
    sheet + "    ],\n)\n"
}

/// Few things are waited for, and by many: so circles come about.
const HUBS: [usize; 6] = [1, 14, 30, 57, 77, 101];

const PROPOSITIONS: usize = SUBJECTS.len() * PREDICATES.len();

fn slug(what: usize) -> String {
    format!("point-{what:03}")
}

struct Maker {
    dice: Dice,
    /// What was said before: holder, proposition, verb and condition, to be said again.
    last: Vec<(usize, usize, &'static str, String)>,
}

impl Maker {
    fn article(&mut self, article: usize, articles: usize, count: usize) -> (String, String) {
        let day = article * 720 / articles.max(1);
        let (year, month, of_month) = (2024 + day / 360, 1 + day % 360 / 30, 1 + day % 30 % 28);
        let publisher = ["River Courier", "Tageblatt am Fluss", "Δέλτα Νέα", "Вечерний берег"][self.dice.below(4)];
        let date = format!("{year}-{month:02}-{of_month:02}");
        let mut sheet = format!(
            "(\n    article: (id: \"article-{article:04}\", publisher: \"{publisher}\", title: \"Round {article} at the \
             bridge\", published: \"{date}\", text: \"article-{article:04}.txt\"),\n    statements: [\n"
        );
        let mut text = format!("Round {article} at the bridge.\n\n");
        for number in 0..count {
            self.statement(number, &mut sheet, &mut text);
        }
        (sheet + "    ],\n)\n", text)
    }

    fn statement(&mut self, number: usize, sheet: &mut String, text: &mut String) {
        let (holder, what, verb, condition) = match self.dice.below(100) {
            // Most of what is said was said before.
            0..=54 if !self.last.is_empty() => self.last[self.dice.below(self.last.len())].clone(),
            // Some of it on other terms, and a little with the other sign.
            55..=60 if !self.last.is_empty() => {
                let (holder, what, verb, _) = self.last[self.dice.below(self.last.len())].clone();
                (holder, what, verb, self.condition(what, verb))
            }
            61..=63 if !self.last.is_empty() => {
                let (holder, what, verb, _) = self.last[self.dice.below(self.last.len())].clone();
                let other = if is_positive(verb) && !HUBS.contains(&what) { "Rejects" } else { "Accepts" };
                (holder, what, other, String::new())
            }
            // "First you": those who would have to do one of the things that many wait for.
            64..=65 => {
                let (what, other) = (HUBS[self.dice.below(HUBS.len())], HUBS[self.dice.below(HUBS.len())]);
                let condition =
                    if what == other { String::new() } else { format!(", only_after: [\"{}\"]", slug(other)) };
                (what % 9, what, "Offers", condition)
            }
            _ => {
                let (holder, what) = (self.holder(), self.dice.below(PROPOSITIONS));
                let verb = self.verb(holder, what);
                (holder, what, verb, self.condition(what, verb))
            }
        };
        self.last.push((holder, what, verb, condition.clone()));
        let (id, name, ..) = ACTORS[holder];
        let quote =
            format!("{name} {} point {what}, question {number} of the day", OPENINGS[self.dice.below(OPENINGS.len())]);
        let _ = write!(text, "{quote}. Nobody answered at once.\n\n");
        let _ = write!(sheet, "        {verb}(who: \"{id}\", what: \"{}\"", slug(what));
        match self.dice.below(10) {
            0..=2 => _ = write!(sheet, ", via: \"{id}-spokesperson\""),
            3 => _ = write!(sheet, ", via: \"{id}-president\""),
            4 => *sheet += ", basis: Unnamed",
            5 if self.dice.below(2) == 0 => *sheet += ", basis: Inferred",
            _ => {}
        }
        let other = ACTORS[(holder + 1 + what % 7) % ACTORS.len()].0;
        match verb {
            "Demands" => _ = write!(sheet, ", from: [\"{other}\"]"),
            "Offers" if what.is_multiple_of(3) => _ = write!(sheet, ", to: [\"{other}\"]"),
            _ => {}
        }
        let _ = writeln!(sheet, "{condition}, quote: \"{quote}\"),");
    }

    /// The first actors speak most.
    fn holder(&mut self) -> usize {
        let (one, other) = (self.dice.below(ACTORS.len()), self.dice.below(ACTORS.len()));
        one.min(other)
    }

    /// Blocs are mostly of one mind.
    fn verb(&mut self, holder: usize, what: usize) -> &'static str {
        let bloc = if self.dice.below(8) == 0 { self.dice.below(3) } else { ACTORS[holder].4 };
        match (what * 5 + bloc * 3) % 9 {
            _ if HUBS.contains(&what) => "Accepts",
            0..=2 => "Demands",
            3 => "Offers",
            4 => "Accepts",
            5 => "Supports",
            6 => "Opposes",
            7 => "Rejects",
            _ => "Proposes",
        }
    }

    fn condition(&mut self, what: usize, verb: &str) -> String {
        let field = match verb {
            "Offers" | "Accepts" => ["only_if", "only_after", "in_return_for", "only_after"][self.dice.below(4)],
            "Rejects" | "Opposes" if self.dice.below(5) == 0 => "unless",
            "Demands" if self.dice.below(12) == 0 => "unless",
            _ => return String::new(),
        };
        let other = HUBS[self.dice.below(HUBS.len())];
        if other == what { String::new() } else { format!(", {field}: [\"{}\"]", slug(other)) }
    }
}

fn is_positive(verb: &str) -> bool {
    !matches!(verb, "Opposes" | "Rejects")
}

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}
