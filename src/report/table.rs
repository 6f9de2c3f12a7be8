//! Records in rows: one line a record where nobody is watching, wrapped to the window where somebody is.

use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};

use super::{clean, words};
use crate::Desk;
use crate::corpus::{Corpus, Mandate, Verb};
use crate::demands::Demand;
use crate::rules::{Levels, RULES, Rule};

/// What can be listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    Actors,
    Propositions,
    Issues,
    Articles,
    Statements,
    Rules,
}

impl Listing {
    pub const ALL: [Listing; 6] = [
        Listing::Actors,
        Listing::Propositions,
        Listing::Issues,
        Listing::Articles,
        Listing::Statements,
        Listing::Rules,
    ];

    /// The word that is typed for it.
    pub fn name(self) -> &'static str {
        match self {
            Listing::Actors => "actors",
            Listing::Propositions => "propositions",
            Listing::Issues => "issues",
            Listing::Articles => "articles",
            Listing::Statements => "statements",
            Listing::Rules => "rules",
        }
    }
}

/// All records of a kind as a table, as wide as the window; without a window each row takes one line.
pub fn listing(desk: &Desk, listing: Listing, levels: &Levels, width: Option<u16>) -> String {
    let corpus = &desk.corpus;
    match listing {
        Listing::Actors => actors(corpus, width),
        Listing::Propositions => propositions(corpus, width),
        Listing::Issues => issues(corpus, width),
        Listing::Articles => articles(corpus, width),
        Listing::Statements => statements(corpus, width),
        Listing::Rules => rules_table(RULES, levels, width),
    }
}

/// Who, what, from whom, on which condition, since when.
pub fn demands_table(corpus: &Corpus, demands: &[Demand], width: Option<u16>) -> String {
    let with_verb = demands.iter().any(|demand| demand.verb != Verb::Demands);
    let with_past = demands.iter().any(|demand| !demand.in_force);
    let mut header = vec!["who", "what", "from whom", "on which condition", "since"];
    if with_verb {
        header.insert(1, "verb");
        header[3] = "from or to whom";
    }
    if with_past {
        header.push("still holds");
    }
    let row = |demand: &Demand| {
        let mut cells = vec![
            corpus[demand.holder].name.to_string(),
            corpus[demand.what].text.to_string(),
            words::names(corpus, &demand.from),
            words::conditions(corpus, demand.statements[0]).join("; "),
            demand.since.to_string(),
        ];
        if with_verb {
            cells.insert(1, demand.verb.phrase().to_owned());
        }
        if with_past {
            cells.push(still_holds(corpus, demand).to_owned());
        }
        cells
    };
    table(&header, demands.iter().map(row), width)
}

fn still_holds(corpus: &Corpus, demand: &Demand) -> &'static str {
    let is_hearsay = demand.statements.iter().all(|&id| corpus[id].according_to.is_some());
    if demand.in_force {
        "yes"
    } else if is_hearsay {
        "never its own word"
    } else {
        "no"
    }
}

fn actors(corpus: &Corpus, width: Option<u16>) -> String {
    let said = corpus.statements().iter().fold(vec![0usize; corpus.actors().len()], |mut counts, statement| {
        counts[statement.holder.index()] += 1;
        counts
    });
    let mandate = |mandate: &Mandate| corpus[mandate.of].slug.to_string();
    let rows = corpus.actors().iter().zip(said).map(|(actor, said)| {
        let speaks_for: Vec<String> = actor.mandates.iter().map(mandate).collect();
        vec![
            actor.slug.to_string(),
            actor.name.to_string(),
            actor.kind.name().to_owned(),
            speaks_for.join(", "),
            said.to_string(),
        ]
    });
    table(&["id", "name", "kind", "speaks for", "statements"], rows, width)
}

fn propositions(corpus: &Corpus, width: Option<u16>) -> String {
    let about = corpus.statements().iter().fold(vec![0usize; corpus.propositions().len()], |mut counts, statement| {
        counts[statement.what.index()] += 1;
        counts
    });
    let rows = corpus.propositions().iter().zip(about).map(|(proposition, about)| {
        vec![
            proposition.slug.to_string(),
            proposition.text.to_string(),
            proposition.issue.map_or(String::new(), |issue| corpus[issue].slug.to_string()),
            about.to_string(),
        ]
    });
    table(&["id", "what it says", "issue", "statements"], rows, width)
}

fn issues(corpus: &Corpus, width: Option<u16>) -> String {
    let rows = corpus.issue_ids().zip(corpus.issues()).map(|(id, issue)| {
        let propositions = corpus.propositions().iter().filter(|proposition| proposition.issue == Some(id)).count();
        vec![issue.slug.to_string(), issue.name.to_string(), propositions.to_string()]
    });
    table(&["id", "name", "propositions"], rows, width)
}

fn articles(corpus: &Corpus, width: Option<u16>) -> String {
    let reported = corpus.statements().iter().fold(vec![0usize; corpus.articles().len()], |mut counts, statement| {
        if let Some(article) = statement.article {
            counts[article.index()] += 1;
        }
        counts
    });
    let rows = corpus.articles().iter().zip(reported).map(|(article, reported)| {
        vec![
            article.slug.to_string(),
            article.published.to_string(),
            article.publisher.as_deref().unwrap_or_default().to_owned(),
            article.title.as_deref().unwrap_or_default().to_owned(),
            reported.to_string(),
        ]
    });
    table(&["id", "published", "publisher", "title", "statements"], rows, width)
}

fn statements(corpus: &Corpus, width: Option<u16>) -> String {
    let rows = corpus.statement_ids().map(|id| {
        vec![corpus.statement_name(id).into_owned(), corpus[id].said.to_string(), words::sentence(corpus, id)]
    });
    table(&["id", "said", "what was said"], rows, width)
}

/// Rules, with the levels that are set.
pub fn rules_table<'a>(
    rules: impl IntoIterator<Item = &'a &'static Rule>,
    levels: &Levels,
    width: Option<u16>,
) -> String {
    let row = |rule: &Rule| vec![rule.name.to_owned(), levels.of(rule).name().to_owned(), rule.summary.to_owned()];
    let rows = rules.into_iter().map(|rule| row(rule));
    table(&["rule", "level", "what it finds"], rows, width)
}

fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(RULED).set_header(header.to_vec());
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in rows {
        table.add_row(row.iter().map(|cell| clean(cell).into_owned()).collect::<Vec<_>>());
    }
    table.trim_fmt() + "\n"
}

/// A line below the header, and nothing else that is not a word.
const RULED: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));
