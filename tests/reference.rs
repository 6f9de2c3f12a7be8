//! The rules' pages: their examples do what they say, and `docs/rules.md` has them all.
//!
//! An example is a part of a sheet, without its outer brackets. The first of a page raises its rule, and no other that is
//! heard by default; each later one is added to the first, and is about it. An example names whom and what it likes: what
//! it does not define is made up here, so that its page need not.

#![expect(clippy::disallowed_methods, reason = "tests read and write the documentation")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use standoff::date::Day;
use standoff::report::reference::reference;
use standoff::rules::{self, Levels, RULES, Rule};
use standoff::{Desk, Files};

#[test]
fn the_first_example_of_each_page_raises_its_rule_and_no_other() {
    let mut failures = String::new();
    for rule in RULES {
        let examples = examples(rule);
        let first = examples.first().unwrap_or_else(|| panic!("the page of `{}` has no example", rule.name));
        let raised = raised(rule, &read(rule, first));
        if raised != BTreeSet::from([rule.name]) {
            failures += &format!("the example of `{}` raises {raised:?}:\n{first}\n", rule.name);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn what_a_page_adds_to_its_example_fits_it() {
    for rule in RULES {
        let examples = examples(rule);
        for added in &examples[1..] {
            let raised = raised(rule, &read(rule, &format!("{}\n{added}", examples[0])));
            let is_excused = added.starts_with("accept:");
            let expected = if is_excused { BTreeSet::new() } else { BTreeSet::from([rule.name]) };
            assert_eq!(raised, expected, "what the page of `{}` adds:\n{added}", rule.name);
        }
    }
}

#[test]
fn every_page_begins_with_a_sentence_and_ends_with_advice() {
    for rule in RULES {
        let page = rule.page();
        let first = page.split("\n\n").next().unwrap_or_default();
        assert!(
            first.ends_with('.') && first.lines().count() == 1,
            "the page of `{}` begins with `{first}`",
            rule.name
        );
        assert!(page.contains("```ron\n") && page.trim_end().lines().count() > 5, "the page of `{}`", rule.name);
    }
}

#[test]
fn the_reference_holds_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let now = reference();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert!(written == now, "docs/rules.md differs; BLESS=1 writes what the rules say now");
}

#[test]
fn every_link_of_the_reference_leads_somewhere() {
    let page = reference();
    let headings: BTreeSet<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")))
        .map(|title| title.to_lowercase().replace(' ', "-"))
        .collect();
    for target in page.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap_or_default()) {
        assert!(headings.contains(target), "no heading of docs/rules.md is `{target}`");
    }
}

fn examples(rule: &Rule) -> Vec<String> {
    let page = rule.page();
    let blocks = page.split("```ron\n").skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// The names of the rules that a desk raises, the pedantic ones and `unused-record` left out but for the one asked for.
fn raised(rule: &Rule, desk: &Desk) -> BTreeSet<&'static str> {
    let mut levels = Levels::default();
    levels.set("unused-record", rules::Level::Allow).unwrap();
    levels.set(rule.name, rule.level).unwrap();
    rules::check(&desk.context(), &levels).findings.iter().map(|judged| judged.finding.rule.name).collect()
}

/// An example as a project: with all that it names made up, and with everyone who speaks for somebody having the right to,
/// unless the example itself says who that is.
fn read(rule: &Rule, example: &str) -> Desk {
    let mut cast = Cast::default();
    let stage = |cast: &Cast| desk(example, &cast.sheet());
    // What is named shows by being missed, and who speaks for whom once all are there.
    let bare = stage(&cast);
    for problem in bare.diagnostics.iter().filter(|problem| problem.problem.name() == "unknown-id") {
        cast.make_up(&problem.message);
    }
    let peopled = stage(&cast);
    for statement in peopled.corpus.statements() {
        if let Some(voice) = statement.voice {
            let (voice, holder) = (&peopled.corpus[voice].slug, &peopled.corpus[statement.holder].slug);
            cast.mandates.entry(voice.to_string()).or_default().insert(holder.to_string());
        }
    }
    let whole = stage(&cast);
    let wrong: Vec<&str> = whole.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    assert!(wrong.is_empty(), "the example of `{}` cannot be read: {wrong:?}\n{example}", rule.name);
    whole
}

fn desk(example: &str, rest: &str) -> Desk {
    let day: Day = "2025-12-31".parse().unwrap();
    let example = if example.contains("article: (") {
        format!("({example})")
    } else {
        format!("(article: (id: \"example\", published: \"2025-06-20\"),\n{example})")
    };
    let files = Files::default().with_sheet("example.ron", example).with_sheet("rest.ron", rest);
    let files = files.with_text("clash-report.txt", "Moscow wants every sanction gone, and soon.");
    Desk::new(files, Some(day), day)
}

/// What an example names and does not define.
#[derive(Default)]
struct Cast {
    actors: BTreeSet<String>,
    propositions: BTreeSet<String>,
    articles: BTreeSet<String>,
    /// Who speaks for whom.
    mandates: BTreeMap<String, BTreeSet<String>>,
}

impl Cast {
    /// Takes up what a message misses: "there is no actor `rubio`".
    fn make_up(&mut self, message: &str) {
        let mut parts = message.strip_prefix("there is no ").unwrap_or_default().split([' ', '`']);
        let (kind, id) = (parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default().to_owned());
        match kind {
            "actor" => self.actors.insert(id),
            "proposition" => self.propositions.insert(id),
            "article" => self.articles.insert(id),
            // A statement that names what there is not is not there either, until that is made up.
            _ => false,
        };
    }

    fn sheet(&self) -> String {
        let actor = |id: &String| {
            let of = self.mandates.get(id).into_iter().flatten();
            let mandates: String = of.map(|of| format!("(of: \"{of}\", title: \"voice\"),")).collect();
            format!("(id: \"{id}\", name: \"{id}\", mandates: [{mandates}]),")
        };
        let actors: String = self.actors.iter().map(actor).collect();
        let proposition = |id: &String| format!("(id: \"{id}\", text: \"{id}\"),");
        let propositions: String = self.propositions.iter().map(proposition).collect();
        let article = |id: &String| format!("(id: \"{id}\", published: \"2025-06-20\"),");
        let articles: String = self.articles.iter().map(article).collect();
        format!("(actors: [{actors}], propositions: [{propositions}], articles: [{articles}])")
    }
}
