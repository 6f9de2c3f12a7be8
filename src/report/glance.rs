//! A record at a glance, in a few lines of Markdown: what an editor wants to see beside the word that they are typing.

use super::markdown::escaped;
use super::{Subject, capitalised, count, words};
use crate::Desk;
use crate::corpus::{Board, Corpus, Mandate, Named, Outcome};
use crate::date::PartialDate;
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};

/// So many lines of a list are shown; the card of a record (`standoff show`) has all.
const MOST: usize = 12;

/// A record. An actor is shown as it was on a day; where none is given, on the one that the desk is asked about.
pub fn glance(desk: &Desk, subject: Subject, day: Option<PartialDate>) -> String {
    match subject {
        Subject::Record(Named::Actor(id)) => actor(desk, id, day),
        Subject::Record(Named::Proposition(id)) => proposition(desk, id),
        Subject::Record(Named::Issue(id)) => issue(&desk.corpus, id),
        Subject::Record(Named::Article(id)) => article(&desk.corpus, id),
        Subject::Statement(id) => statement(desk, id),
    }
}

/// A statement as a sentence.
fn statement(desk: &Desk, id: StatementId) -> String {
    let corpus = &desk.corpus;
    let statement = &corpus[id];
    let mut lines = vec![format!("{}  ", escaped(&capitalised(&words::sentence(corpus, id))))];
    lines.push(format!("*{}*", escaped(&words::heard(corpus, statement))));
    if let Some(gloss) = &statement.gloss {
        lines.push(format!("\n{}", escaped(gloss)));
    }
    lines.join("\n")
}

fn actor(desk: &Desk, id: ActorId, day: Option<PartialDate>) -> String {
    let corpus = &desk.corpus;
    let actor = &corpus[id];
    let mut page = titled(&actor.name, actor.kind.name());
    if !actor.aliases.is_empty() {
        page += &format!("\n\nalso {}", escaped(&actor.aliases.join(", ")));
    }
    let today = PartialDate::from(desk.standing.as_of());
    let day = day.unwrap_or(today);
    let holds = |mandate: &&Mandate| mandate.may_cover(day);
    let (now, otherwise): (Vec<&Mandate>, Vec<&Mandate>) = actor.mandates.iter().partition(|mandate| holds(mandate));
    let told = |mandate: &Mandate, of: ActorId| {
        format!("{} of {}{}", escaped(&mandate.title), escaped(&corpus[of].name), time(mandate))
    };
    if !actor.mandates.is_empty() {
        let items = now.iter().map(|mandate| told(mandate, mandate.of)).collect();
        page += &list(&format!("Mandates on {day}"), items, "none on that day");
        let items: Vec<String> = otherwise.iter().map(|mandate| told(mandate, mandate.of)).collect();
        if !items.is_empty() {
            page += &list("At other times", items, "");
        }
    }
    let voices = corpus.actors().iter().flat_map(|voice| voice.mandates.iter().map(move |mandate| (voice, mandate)));
    let voices = voices.filter(|(_, mandate)| mandate.of == id && holds(mandate));
    let voices: Vec<String> =
        voices.map(|(voice, mandate)| format!("{}, {}", escaped(&voice.name), escaped(&mandate.title))).collect();
    if !voices.is_empty() {
        page += &list(&format!("Who speaks for it on {day}"), voices, "");
    }
    if let Some(note) = &actor.note {
        page += &format!("\n\n{}", escaped(note));
    }
    page
}

/// A proposition with everyone's stance on it.
fn proposition(desk: &Desk, id: PropositionId) -> String {
    let (corpus, standing) = (&desk.corpus, &desk.standing);
    let proposition = &corpus[id];
    let mut page = titled(&proposition.text, "proposition");
    let facts = [
        proposition.issue.map(|issue| format!("issue: {}", escaped(&corpus[issue].name))),
        (!proposition.by.is_empty()).then(|| format!("up to {}", escaped(&words::names(corpus, &proposition.by)))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        page += &format!("\n\n{}", facts.join(" · "));
    }
    for verdict in corpus.verdicts_on(id) {
        let told = match verdict.outcome {
            Outcome::Happened(date) => format!("it happened on {date}"),
            Outcome::DidNotHappen(date) => format!("by {date} it had not happened"),
        };
        page += &format!("\n\nThe desk: {told}; {}", escaped(&verdict.because));
    }
    let mut about: Vec<StatementId> = corpus.statement_ids().filter(|&one| corpus[one].what == id).collect();
    about.sort_by_key(|&one| (std::cmp::Reverse(corpus[one].said.last_day()), one));
    let (mut sides, mut past, mut others): ([Vec<String>; 4], usize, usize) = Default::default();
    for one in about {
        let statement = &corpus[one];
        let side = match (statement.board(), statement.is_positive()) {
            (Board::Outcome, true) => 0,
            (Board::Outcome, false) => 1,
            (Board::Fact, true) => 2,
            (Board::Fact, false) => 3,
        };
        if standing.in_force(one) {
            let conditions: Vec<String> = words::conditions(corpus, one);
            let on =
                if conditions.is_empty() { String::new() } else { format!(", {}", escaped(&conditions.join(", "))) };
            let clause = escaped(&corpus.clause(statement.holder, statement.verb));
            sides[side].push(format!("{clause} it{on} ({})", escaped(&words::heard(corpus, statement))));
        } else if standing.is_own(one) {
            past += 1;
        } else {
            others += 1;
        }
    }
    for (title, items) in ["For it", "Against it", "Say that it is so", "Say that it is not so"].iter().zip(sides) {
        if !items.is_empty() {
            page += &list(title, items, "");
        }
    }
    let rest = [
        (past > 0)
            .then(|| format!("{} no longer {}", count(past, "statement"), if past == 1 { "holds" } else { "hold" })),
        (others > 0)
            .then(|| format!("{} by hearsay, without a mandate, or of a later day", count(others, "more statement"))),
    ];
    let rest: Vec<String> = rest.into_iter().flatten().collect();
    if !rest.is_empty() {
        page += &format!("\n\n*{}*", rest.join("; "));
    }
    page
}

fn issue(corpus: &Corpus, id: IssueId) -> String {
    let propositions = corpus.propositions().iter().filter(|proposition| proposition.issue == Some(id));
    let items = propositions.map(|proposition| escaped(&proposition.text)).collect();
    titled(&corpus[id].name, "issue") + &list("Its propositions", items, "none yet")
}

fn article(corpus: &Corpus, id: ArticleId) -> String {
    let article = &corpus[id];
    let number = corpus.statements().iter().filter(|statement| statement.article == Some(id)).count();
    let published = article.published.to_string();
    let facts = [article.publisher.as_deref(), Some(published.as_str()), article.url.as_deref()];
    let facts: Vec<String> = facts.into_iter().flatten().map(escaped).collect();
    let page = titled(article.title.as_deref().unwrap_or(&article.slug), "article");
    format!("{page}\n\n{}\n\n{} noted", facts.join(" · "), count(number, "statement"))
}

fn titled(name: &str, kind: &str) -> String {
    format!("**{}** · {}", escaped(name), kind.to_lowercase())
}

fn list(title: &str, items: Vec<String>, otherwise: &str) -> String {
    let mut page = format!("\n\n{title}:");
    if items.is_empty() {
        page += &format!(" {otherwise}");
    } else {
        page.push('\n');
    }
    for item in items.iter().take(MOST) {
        page += &format!("\n- {item}");
    }
    match items.len().saturating_sub(MOST) {
        0 => page,
        more => page + &format!("\n- and {more} more"),
    }
}

fn time(mandate: &Mandate) -> String {
    match (mandate.from, mandate.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", since {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (Some(from), Some(until)) => format!(", {from} to {until}"),
    }
}
