//! A seeded generator of projects: as many statements as asked for, a hundred a sheet, each quote in its article's text.
//!
//! Holders are mostly of one mind: what one says of a proposition follows from the two, and one statement in five
//! hundred says the opposite. So a generated corpus has about as many contradictions as a careful desk would find, and
//! checking it costs what checking a real one does.

#![expect(clippy::disallowed_methods, reason = "it writes what it generates")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many statements there are to a sheet, and so to an article.
pub const STATEMENTS_A_SHEET: usize = 100;

/// A project to generate.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub statements: usize,
    pub seed: u64,
}

/// The files of a generated project, in memory: paths below its folder, and what they say.
pub struct Generated {
    pub sheets: Vec<(String, String)>,
    pub texts: Vec<(String, String)>,
}

impl Scale {
    pub fn new(statements: usize) -> Scale {
        Scale { statements, seed: 2026 }
    }

    fn propositions(self) -> usize {
        (self.statements / 10).max(10)
    }

    fn states(self) -> usize {
        (self.statements / 500).clamp(5, 400)
    }

    /// All files of the project.
    pub fn generate(self) -> Generated {
        let mut dice = Dice(self.seed);
        let mut sheets = vec![
            ("data/codebook/actors.ron".to_owned(), self.actors()),
            ("data/codebook/propositions.ron".to_owned(), self.proposition_sheet(&mut dice)),
        ];
        let mut texts = Vec::new();
        for article in 0..self.statements.div_ceil(STATEMENTS_A_SHEET) {
            let (sheet, text) = self.article(article, &mut dice);
            sheets.push((format!("data/articles/{:03}/article-{article:05}.ron", article / 100), sheet));
            texts.push((format!("article-{article:05}.txt"), text));
        }
        Generated { sheets, texts }
    }

    /// Writes the project to a folder, unless it stands there already.
    pub fn write(self, below: &Path) -> io::Result<PathBuf> {
        let root = below.join(format!("statements-{}-seed-{}", self.statements, self.seed));
        let marker = root.join("standoff.ron");
        if marker.is_file() {
            return Ok(root);
        }
        let Generated { sheets, texts } = self.generate();
        let texts = texts.into_iter().map(|(name, text)| (format!("seeds/{name}"), text));
        for (path, text) in sheets.into_iter().chain(texts) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a file in a folder"))?;
            fs::write(path, text)?;
        }
        fs::write(marker, "(as_of: \"2026-01-01\")\n")?;
        Ok(root)
    }

    fn actors(self) -> String {
        let mut sheet = String::from("(\n    actors: [\n");
        for n in 0..self.states() {
            let _ =
                writeln!(sheet, "        (id: \"state-{n}\", name: \"State {n}\", kind: State, aliases: [\"S{n}\"]),");
            for voice in 0..3 {
                let _ = writeln!(
                    sheet,
                    "        (id: \"voice-{n}-{voice}\", name: \"Voice {voice} of State {n}\", kind: Person, \
                     mandates: [(of: \"state-{n}\", title: \"spokesperson\", from: \"2015\")]),"
                );
            }
        }
        sheet + "    ],\n)\n"
    }

    fn proposition_sheet(self, dice: &mut Dice) -> String {
        let count = self.propositions();
        let issues = (count / 25).max(1);
        let mut sheet = String::from("(\n    issues: [\n");
        for issue in 0..issues {
            let _ = writeln!(sheet, "        (id: \"issue-{issue}\", name: \"Issue {issue}\"),");
        }
        sheet += "    ],\n    propositions: [\n";
        for p in 0..count {
            let by = holder_of(p, 0, self.states());
            let _ = write!(
                sheet,
                "        (id: \"proposition-{p}\", issue: \"issue-{}\", text: \"Proposition {p} of the talks comes about\", \
                 by: [\"state-{by}\"]",
                p * issues / count
            );
            // Relations reach a few propositions on, never back, so that the background alone is never at odds.
            let next = p + 1 + dice.below(20);
            if next < count {
                match dice.below(100) {
                    0..=39 => _ = write!(sheet, ", implies: [\"proposition-{next}\"]"),
                    40 => _ = write!(sheet, ", excludes: [\"proposition-{next}\"]"),
                    _ => {}
                }
            }
            sheet += "),\n";
        }
        sheet + "    ],\n)\n"
    }

    /// A sheet and its article's text.
    fn article(self, article: usize, dice: &mut Dice) -> (String, String) {
        let (year, month, day) = (2016 + article % 10, 1 + dice.below(12), 1 + dice.below(28));
        let mut sheet = format!(
            "(\n    article: (\n        id: \"article-{article}\",\n        publisher: \"The Daily {}\",\n        \
             title: \"Round {article} of the talks\",\n        published: \"{year}-{month:02}-{day:02}\",\n        \
             text: \"article-{article:05}.txt\",\n    ),\n    statements: [\n",
            article % 50
        );
        let mut text = format!("Round {article} of the talks, by our own correspondent.\n\n");
        let first = article * STATEMENTS_A_SHEET;
        for n in first..(first + STATEMENTS_A_SHEET).min(self.statements) {
            self.statement(n, dice, &mut sheet, &mut text);
        }
        (sheet + "    ],\n)\n", text)
    }

    fn statement(self, n: usize, dice: &mut Dice, sheet: &mut String, text: &mut String) {
        let states = self.states();
        let p = dice.below(self.propositions());
        let part = dice.below(4);
        let holder = holder_of(p, part, states);
        let is_contrary = dice.below(500) == 0;
        // Of every fifty propositions the first two wait for each other.
        let is_in_circle = part == 0 && p % 50 < 2;
        let verb = match (mix(p as u64 * 8 + part as u64) % 10, is_contrary) {
            (_, false) if is_in_circle => "Accepts",
            (0..=3, false) => "Demands",
            (4..=5, false) => "Offers",
            (6, false) => "Accepts",
            (7, false) => "Supports",
            (8, false) => "Asserts",
            (8, true) => "Denies",
            (0..=7, true) => "Rejects",
            (_, false) => "Opposes",
            (_, true) => "Demands",
        };
        let opening = ["said on the record that", "told reporters that", "repeated to the council that", "held that"];
        let quote = format!(
            "State {holder} {} proposition {p} matters to it in question {n} of the round",
            opening[dice.below(opening.len())]
        );
        let _ = write!(text, "Asked again, {quote}. The other side took note of it and said nothing for a day.\n\n");
        let _ = write!(sheet, "        {verb}(\n            who: \"state-{holder}\", ");
        if dice.below(3) == 0 {
            let _ = write!(sheet, "via: \"voice-{holder}-{}\", ", dice.below(3));
        }
        let _ = writeln!(sheet, "what: \"proposition-{p}\",");
        let other = holder_of(p, part + 1, states);
        match verb {
            "Demands" => _ = writeln!(sheet, "            from: [\"state-{other}\"],"),
            "Offers" | "Accepts" => {
                let field = ["only_if", "only_after", "in_return_for"][dice.below(3)];
                let price = (p + 1 + dice.below(30)) % self.propositions();
                let (field, price) = if is_in_circle { ("only_after", p ^ 1) } else { (field, price) };
                if price != p {
                    let _ = writeln!(sheet, "            {field}: [\"proposition-{price}\"],");
                }
            }
            _ => {}
        }
        let _ = writeln!(sheet, "            quote: \"{quote}\",");
        if dice.below(2) == 0 {
            let _ = writeln!(sheet, "            gloss: \"what it wants in question {n}, told in plain words\",");
        }
        *sheet += "        ),\n";
    }
}

/// Four states have a part in each proposition.
fn holder_of(proposition: usize, part: usize, states: usize) -> usize {
    (mix(proposition as u64) as usize + (part % 4) * 7) % states
}

/// SplitMix64 (Steele, Lea & Flood 2014): small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mix(self.0) % bound as u64) as usize
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
