//! What a settlement would take, told for a mediator: whether there is an outcome, what stands in the way, who would have
//! to give what, and who agrees already.

use textwrap::{Options, WordSplitter};

use super::{clean, count, markdown, words};
use crate::Desk;
use crate::analysis::settlement::{Matter, Settlement};
use crate::corpus::Corpus;
use crate::id::{ActorId, PropositionId, StatementId};
use crate::outcomes::{Position, Reasons};
use crate::rules::constraint_in_words;

/// For a terminal or a file of plain text, in lines of about so many columns.
pub fn text(desk: &Desk, settlement: &Settlement<'_>, width: usize) -> String {
    let mut text = String::new();
    for line in outline(desk, settlement) {
        match line {
            Line::Heading(words) => text += &format!("\n{}\n", clean(&words)),
            Line::Sentence(words) => text += &format!("\n{}", wrapped(&clean(&words), "", "", width)),
            Line::Item(words) => text += &wrapped(&clean(&words), "  • ", "    ", width),
            Line::Detail(words) => text += &wrapped(&clean(&words), "      ", "      ", width),
        }
    }
    text.trim_start_matches('\n').to_owned()
}

/// As Markdown, for a wiki or a letter.
pub fn markdown(desk: &Desk, settlement: &Settlement<'_>) -> String {
    let mut text = format!("# Could it be settled? ({})\n", desk.standing.as_of());
    for line in outline(desk, settlement) {
        match line {
            Line::Heading(words) => text += &format!("\n## {}\n\n", markdown::escaped(&words)),
            Line::Sentence(words) => text += &format!("{}\n\n", markdown::escaped(&words)),
            Line::Item(words) => text += &format!("- {}\n", markdown::escaped(&words)),
            Line::Detail(words) => text += &format!("  - {}\n", markdown::escaped(&words)),
        }
    }
    text
}

/// One line of the answer, before it is laid out.
enum Line {
    Heading(String),
    Sentence(String),
    Item(String),
    Detail(String),
}

/// More items of one kind than these are counted and not told.
const MOST_TOLD: usize = 12;

fn outline(desk: &Desk, settlement: &Settlement<'_>) -> Vec<Line> {
    let corpus = &desk.corpus;
    let mut lines = vec![Line::Sentence(first_sentence(desk, settlement))];
    lines.extend(overtaken(corpus, settlement));
    if let Some(outcome) = &settlement.outcome {
        lines.extend(an_outcome(corpus, settlement, outcome));
    }
    for (number, matter) in settlement.matters.iter().enumerate() {
        let of = match settlement.matters.len() {
            1 => String::new(),
            matters => format!(" ({} of {matters})", number + 1),
        };
        lines.push(Line::Heading(format!("What stands in the way{of}")));
        lines.extend(told(corpus, matter));
    }
    if !settlement.matters.is_empty() {
        lines.push(Line::Sentence(
            "The smallest is a matter of counting, and no advice: who should give, counting cannot tell.".to_owned(),
        ));
    }
    lines.extend(order(desk, settlement));
    if !settlement.complete {
        lines.push(Line::Sentence(
            "This answer is partial: the search reached its limit, or was interrupted. What is told holds, but there may be \
             more."
                .to_owned(),
        ));
    }
    lines
}

/// "24 positions of 4 sides limit what may come about on 2025-06-20. There is no outcome that all of them allow."
pub(crate) fn first_sentence(desk: &Desk, settlement: &Settlement<'_>) -> String {
    if desk.corpus.statements().is_empty() {
        return "Nothing is noted yet.".to_owned();
    }
    let looked_at = format!(
        "{} of {} {} what may come about on {}.",
        count(settlement.positions, "position"),
        count(settlement.holders.len(), "side"),
        if settlement.positions == 1 { "limits" } else { "limit" },
        desk.standing.as_of()
    );
    let (left_out, all) = match settlement.overtaken.len() {
        0 => (None, "all of them"),
        1 => (Some("One of them cannot be met, for what has happened stands against it.".to_owned()), "all the others"),
        many => (
            Some(format!("{many} of them cannot be met, for what has happened stands against them.")),
            "all the others",
        ),
    };
    let answer = match (&settlement.outcome, settlement.matters.is_empty(), settlement.rings.is_empty()) {
        (Some(_), _, true) => format!("There is an outcome that {all} allow."),
        (Some(_), _, false) => {
            format!("There is an outcome that {all} allow: only the order of the steps stands in its way.")
        }
        (None, false, _) => format!("There is no outcome that {all} allow."),
        (None, true, _) => format!("Whether there is an outcome that {all} allow could not be told in time."),
    };
    let supposed = settlement.supposed.iter().map(|&(what, holds)| {
        let what = words::proposition(&desk.corpus, what);
        if holds {
            format!("Supposed is that {what}.")
        } else {
            format!("Supposed is that {what} does not come about.")
        }
    });
    let sentences = std::iter::once(looked_at).chain(supposed).chain(left_out).chain([answer]);
    sentences.collect::<Vec<_>>().join(" ")
}

/// Positions that nobody can meet any more.
fn overtaken(corpus: &Corpus, settlement: &Settlement<'_>) -> Vec<Line> {
    if settlement.overtaken.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::Heading("What has happened stands against this".to_owned())];
    for conflict in settlement.overtaken.iter().take(MOST_TOLD) {
        lines.extend(conflict.positions.iter().map(|position| Line::Item(with_source(corpus, position))));
        lines.extend(reasons(corpus, &conflict.reasons));
    }
    lines.extend(more(settlement.overtaken.len(), "position"));
    lines.push(Line::Sentence(
        "As long as that stands, nobody can meet it, and the rest of this answer leaves it out. Where a side wants it undone, \
         that is a proposition of its own."
            .to_owned(),
    ));
    lines
}

/// Why some positions exclude one another, each reason on a line.
fn reasons(corpus: &Corpus, reasons: &Reasons<'_>) -> impl Iterator<Item = Line> {
    reasons_in_words(corpus, reasons).map(Line::Detail)
}

/// "since “A” and “B” exclude each other", and so on for each reason.
pub(crate) fn reasons_in_words(corpus: &Corpus, reasons: &Reasons<'_>) -> impl Iterator<Item = String> {
    let constraints = reasons.constraints.iter().map(|link| constraint_in_words(corpus, link));
    let verdicts = reasons.verdicts.iter().map(|verdict| words::verdict(corpus, verdict));
    let supposed = reasons.supposed.iter().map(|&(what, holds)| {
        let comes = if holds { "comes about" } else { "does not come about" };
        format!("{} {comes}, as is supposed", words::proposition(corpus, what))
    });
    constraints.chain(verdicts).chain(supposed).map(|reason| format!("since {reason}"))
}

fn an_outcome(corpus: &Corpus, settlement: &Settlement<'_>, outcome: &[PropositionId]) -> Vec<Line> {
    let has_happened = |what: &PropositionId| settlement.happened.iter().any(|verdict| verdict.what == *what);
    let (happened, to_come): (Vec<PropositionId>, Vec<PropositionId>) =
        outcome.iter().partition(|what| has_happened(what));
    let mut lines = match to_come.is_empty() {
        true => vec![Line::Sentence("Nothing that was spoken of would have to come about.".to_owned())],
        false => vec![Line::Heading("Such an outcome".to_owned())],
    };
    let item = |&what: &PropositionId| Line::Item(corpus[what].text.to_string());
    lines.extend(to_come.iter().map(item));
    if !to_come.is_empty() {
        lines.push(Line::Sentence("What is not named here need not come about in it.".to_owned()));
    }
    if !happened.is_empty() {
        lines.push(Line::Heading("What has happened, and holds in any outcome".to_owned()));
        lines.extend(happened.iter().map(item));
    }
    lines
}

fn told(corpus: &Corpus, matter: &Matter<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for conflict in matter.conflicts.iter().take(MOST_TOLD) {
        lines.push(Line::Item(match conflict.positions.len() {
            0 => "The constraints of the codebook cannot all hold, be it by themselves or beside what has happened or \
                  is supposed, whatever anybody wants."
                .to_owned(),
            1 => "This cannot be met at all:".to_owned(),
            2 => "These two cannot both be met:".to_owned(),
            _ => format!(
                "These {} cannot all be met, though any {} of them could:",
                conflict.positions.len(),
                conflict.positions.len() - 1
            ),
        }));
        lines.extend(conflict.positions.iter().map(|position| Line::Detail(with_source(corpus, position))));
        lines.extend(reasons(corpus, &conflict.reasons));
    }
    lines.extend(more(matter.conflicts.len(), "conflict"));

    if !matter.concessions.is_empty() {
        lines.push(Line::Heading(match (matter.is_smallest, matter.concessions.len()) {
            (true, 1) => "The smallest concession that would open it".to_owned(),
            (true, _) => "The smallest concessions that would open it: any one of these".to_owned(),
            (false, _) => "A concession that would open it (an estimate: there may be a smaller one)".to_owned(),
        }));
        for set in matter.concessions.iter().take(MOST_TOLD) {
            lines.push(Line::Item(set.iter().map(|given| gives_up(corpus, given)).collect::<Vec<_>>().join("; and ")));
        }
        lines.extend(more(matter.concessions.len(), "such set"));
    }
    if matter.alone.len() > 1 {
        lines.push(Line::Heading("What each side alone would have to give".to_owned()));
        for (side, given) in &matter.alone {
            let name = &corpus[*side].name;
            lines.push(Line::Item(match given.as_deref() {
                None => format!("{name} cannot settle it alone"),
                Some([]) => format!("{name}: nothing"),
                Some(given) => given.iter().map(|given| gives_up(corpus, given)).collect::<Vec<_>>().join("; and "),
            }));
        }
    }
    let circles: Vec<&Vec<ActorId>> = matter.coalitions.iter().filter(|circle| !circle.is_empty()).collect();
    if !circles.is_empty() && matter.alone.len() > 1 {
        lines.push(Line::Heading("Whose positions go together".to_owned()));
        lines.extend(circles.iter().take(MOST_TOLD).map(|circle| Line::Item(words::names(corpus, circle))));
        lines.extend(more(circles.len(), "circle"));
    }
    lines
}

/// Circular waits: the best news in a report, where nothing else stands in the way.
fn order(desk: &Desk, settlement: &Settlement<'_>) -> Vec<Line> {
    if settlement.rings.is_empty() {
        return Vec::new();
    }
    let corpus = &desk.corpus;
    let mut lines = vec![Line::Heading("Who goes first".to_owned())];
    for &ring in settlement.rings.iter().take(MOST_TOLD) {
        lines.push(Line::Item("Each of these waits for the next, and the last for the first:".to_owned()));
        let waits = desk.waits.rings()[ring].iter();
        lines.extend(waits.map(|arrow| Line::Detail(words::sentence(corpus, arrow.statement))));
    }
    lines.extend(more(settlement.rings.len(), "circle"));
    for knot in desk.waits.knots().iter().filter(|knot| knot.rings.iter().any(|ring| settlement.rings.contains(ring))) {
        let waived =
            |&id: &StatementId| format!("{}’s for “{}”", corpus[corpus[id].holder].name, corpus[corpus[id].what].text);
        let sets: Vec<String> =
            knot.waivers.iter().map(|set| set.iter().map(waived).collect::<Vec<_>>().join(" and ")).collect();
        let enough = if knot.is_proven {
            "It would be enough to waive a precondition"
        } else {
            "As an estimate, it would be enough to waive"
        };
        lines.push(Line::Sentence(format!("{enough}: {}.", sets.join("; or "))));
    }
    lines
}

/// "and 3 more conflicts", where not all are told.
fn more(number: usize, what: &str) -> Option<Line> {
    let more = number.checked_sub(MOST_TOLD).filter(|&more| more > 0)?;
    Some(Line::Item(format!("and {} more", count(more, what))))
}

/// "Russia no longer demands “…”, only after “…” [putin-demands]".
fn gives_up(corpus: &Corpus, position: &Position) -> String {
    let latest = *position.statements.last().expect("a position has a statement");
    let (holder, statement) = (&corpus[position.holder], &corpus[latest]);
    let verb = if holder.is_plural() { statement.verb.plural() } else { statement.verb.phrase() };
    let what = words::proposition(corpus, statement.what);
    let conditions: String =
        words::conditions(corpus, latest).iter().map(|condition| format!(", {condition}")).collect();
    format!("{} no longer {verb} {what}{conditions} [{}]", holder.name, corpus.statement_name(latest))
}

/// A position with who was heard, and its words.
fn with_source(corpus: &Corpus, position: &Position) -> String {
    let latest = *position.statements.last().expect("a position has a statement");
    let quote = corpus.quotes_of(latest).next();
    let quote =
        quote.map(|(_, quote)| format!("“{}”, ", words::shortened(&quote.exact, LONGEST_QUOTE))).unwrap_or_default();
    format!("{} ({quote}{})", words::sentence(corpus, latest), words::source(corpus, &corpus[latest]))
}

/// A quote is shown up to about so many characters.
const LONGEST_QUOTE: usize = 120;

/// The words in lines of about so many columns, the first begun in one way and the others in another.
fn wrapped(words: &str, first: &str, other: &str, width: usize) -> String {
    let options = Options::new(width).initial_indent(first).subsequent_indent(other);
    textwrap::fill(words, options.break_words(false).word_splitter(WordSplitter::NoHyphenation)) + "\n"
}
