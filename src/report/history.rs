//! How positions moved, told so that it can be read aloud: for each thing, who said what on which day, and what that made
//! of what was said before.

pub(crate) mod step;

use super::telling::{self, Line};
use super::{count, words};
use crate::Desk;
use crate::analysis::history::{Event, Question, Step, Thread};
use crate::corpus::{Basis, Board, Corpus, Named};
use crate::id::StatementId;

/// What a history is told of, and what was asked and found.
pub struct Account<'a> {
    pub subject: Named,
    pub question: Question,
    pub threads: Vec<Thread<'a>>,
}

/// For a terminal or a file of plain text, in lines of about so many columns.
pub fn text(desk: &Desk, account: &Account<'_>, width: usize) -> String {
    telling::text(&outline(desk, account), width)
}

/// As Markdown, for a wiki or a letter.
pub fn markdown(desk: &Desk, account: &Account<'_>) -> String {
    telling::markdown(&format!("{}: how positions moved", name(&desk.corpus, account.subject)), &outline(desk, account))
}

fn name(corpus: &Corpus, subject: Named) -> String {
    match subject {
        Named::Actor(id) => corpus[id].name.to_string(),
        Named::Proposition(id) => words::proposition(corpus, id),
        Named::Issue(id) => corpus[id].name.to_string(),
        Named::Article(id) => corpus[id].slug.to_string(),
    }
}

fn outline(desk: &Desk, account: &Account<'_>) -> Vec<Line> {
    let mut lines = vec![Line::Sentence(first_sentence(desk, account))];
    let sections = sections(account);
    let has_headings = sections.len() > 1;
    for (title, threads) in sections {
        if has_headings {
            lines.push(Line::Heading(title.to_owned()));
        }
        lines.extend(threads.into_iter().flat_map(|thread| told(desk, account, thread)));
    }
    if let Named::Proposition(_) = account.subject {
        lines.extend(verdicts(desk, account));
    }
    lines
}

/// "Russia up to 2025-06-20: 18 positions and 7 claims, 1 of which moved or was said again."
fn first_sentence(desk: &Desk, account: &Account<'_>) -> String {
    let (with_word, without): (Vec<_>, Vec<_>) = account.threads.iter().partition(|thread| has_own_word(thread));
    let (own, of_others): (Vec<_>, Vec<_>) = with_word.into_iter().partition(|thread| is_own(account, thread));
    let not_own = match (account.threads.len(), without.len()) {
        (0, _) => Some("nothing is noted".to_owned()),
        (_, 0) => None,
        (all, only) if all == only => Some("nothing that counts as the holder's own word".to_owned()),
        (_, 1) => Some("1 more is no word of its holder's own".to_owned()),
        (_, more) => Some(format!("{more} more are no words of their holders' own")),
    };
    let told: Vec<String> = [sum(&own, ""), sum(&of_others, " for others"), not_own].into_iter().flatten().collect();
    format!("{} {}: {}.", name(&desk.corpus, account.subject), period(desk, &account.question), told.join("; "))
}

/// "18 positions and 7 claims for others, 1 of which moved or was said again"; nothing of none.
fn sum(threads: &[&Thread<'_>], whose: &str) -> Option<String> {
    let of_board = |board| threads.iter().filter(|thread| thread.board == board).count();
    let counts = [(of_board(Board::Outcome), "position"), (of_board(Board::Fact), "claim")];
    let counts: Vec<String> = counts.into_iter().filter(|&(n, _)| n > 0).map(|(n, noun)| count(n, noun)).collect();
    let moved = match (threads.len(), threads.iter().filter(|thread| thread.moved()).count()) {
        (0, _) => return None,
        (1, 0) => "which has not moved".to_owned(),
        (1, _) => "which moved or was said again".to_owned(),
        (_, 0) => "none of which has moved".to_owned(),
        (all, moved) if moved == all => "all of which moved or were said again".to_owned(),
        (_, 1) => "1 of which moved or was said again".to_owned(),
        (_, moved) => format!("{moved} of which moved or were said again"),
    };
    Some(format!("{}{whose}, {moved}", counts.join(" and ")))
}

/// Whether it is the actor's own where one is asked about, and not that of somebody for whom it spoke.
fn is_own(account: &Account<'_>, thread: &Thread<'_>) -> bool {
    !matches!(account.subject, Named::Actor(actor) if thread.holder != actor)
}

/// Whether anything in it counts as the holder's own word.
fn has_own_word(thread: &Thread<'_>) -> bool {
    let is_of_others = |step: &Step<'_>| matches!(step.event, Event::Aside { .. } | Event::Verdict(_));
    !thread.steps.iter().all(is_of_others)
}

fn period(desk: &Desk, question: &Question) -> String {
    let as_of = desk.standing.as_of();
    let to = question.to.map_or(as_of, |to| to.min(as_of));
    match question.from {
        Some(from) => format!("from {from} to {to}"),
        None => format!("up to {to}"),
    }
}

/// The threads by what there is to tell of them; an actor's own before those in which it spoke for somebody else.
fn sections<'t, 'c>(account: &'t Account<'c>) -> Vec<(&'static str, Vec<&'t Thread<'c>>)> {
    let (own, of_others): (Vec<_>, Vec<_>) = account.threads.iter().partition(|thread| is_own(account, thread));
    let (moved, once): (Vec<_>, Vec<_>) = own.into_iter().partition(|thread| thread.moved());
    let sections = [
        ("What moved or was said again", moved),
        ("What has not moved", once),
        ("What was said for others", of_others),
    ];
    sections.into_iter().filter(|(_, threads)| !threads.is_empty()).collect()
}

fn told(desk: &Desk, account: &Account<'_>, thread: &Thread<'_>) -> Vec<Line> {
    let corpus = &desk.corpus;
    let (holder, what) = (corpus[thread.holder].name.to_string(), words::proposition(corpus, thread.what));
    let is_of_proposition = matches!(account.subject, Named::Proposition(_));
    let subject = match account.subject {
        Named::Actor(actor) if actor == thread.holder => what,
        Named::Proposition(_) => holder,
        _ => format!("{holder} on {what}"),
    };
    let mut lines = vec![Line::Subject(subject)];
    for step in &thread.steps {
        // Of a single proposition, the desk's verdicts are told once, and not for each holder.
        if !(is_of_proposition && matches!(step.event, Event::Verdict(_))) {
            lines.extend(entry(corpus, thread, step));
        }
    }
    if account.question.to.is_none() && thread.moved() {
        lines.push(where_it_stands(desk, thread));
    }
    lines
}

/// The end of a story: "On 2025-06-20 Russia demands it from Ukraine; and also …".
fn where_it_stands(desk: &Desk, thread: &Thread<'_>) -> Line {
    let corpus = &desk.corpus;
    let holder = &corpus[thread.holder];
    let does = |&id: &StatementId| {
        let statement = &corpus[id];
        let verb = if holder.is_plural() { statement.verb.plural() } else { statement.verb.phrase() };
        let by = match statement.basis {
            Basis::Unnamed => ", by a source without a name",
            Basis::Inferred => ", by a reading",
            Basis::Direct | Basis::Reported => "",
        };
        format!("{verb} it{}{by}", words::terms(corpus, id))
    };
    let words = match &*thread.holds.iter().map(does).collect::<Vec<_>>() {
        [] => "nothing of this holds.".to_owned(),
        does => format!("{} {}.", holder.name, does.join("; and also ")),
    };
    Line::Entry { when: desk.standing.as_of().to_string(), label: Some("Where it stands"), words }
}

/// What the desk holds of a single proposition, which each of its threads tells.
fn verdicts(desk: &Desk, account: &Account<'_>) -> Vec<Line> {
    let Some(thread) = account.threads.first() else { return Vec::new() };
    let of_desk = thread.steps.iter().filter(|step| matches!(step.event, Event::Verdict(_)));
    let mut lines: Vec<Line> = of_desk.flat_map(|step| entry(&desk.corpus, thread, step)).collect();
    if !lines.is_empty() {
        lines.insert(0, Line::Subject("The desk".to_owned()));
    }
    lines
}

/// A step, with the words that it rests on.
fn entry(corpus: &Corpus, thread: &Thread<'_>, step: &Step<'_>) -> Vec<Line> {
    let (label, words) = step::told(corpus, thread.board, step);
    let when = step.date.to_string();
    let evidence = match step.event {
        Event::Said { statement, .. } | Event::Aside { statement, .. } => Some(evidence(corpus, statement)),
        _ => None,
    };
    std::iter::once(Line::Entry { when, label, words }).chain(evidence).collect()
}

/// What a statement rests on, beside its day.
pub(super) fn evidence(corpus: &Corpus, id: StatementId) -> Line {
    let quotes = corpus.quotes_of(id).map(|(_, quote)| quote.exact.to_string()).collect();
    let source = words::heard_that_day(corpus, &corpus[id]).map(|source| match corpus[id].basis {
        Basis::Inferred => format!("{source}; a reading, not in so many words"),
        _ => source,
    });
    Line::Evidence { quotes, source }
}
