//! Somebody speaks for a side without a mandate of that side on that day.
//!
//! `via` names the voice, and the voice's record in the codebook says for whom it may speak, and from when until when
//! (`mandates`). The finding tells whether the mandate was over, had not yet begun, or is not recorded at all. Mandates
//! reach through one another: the spokesman of a president speaks for the state that the president speaks for. A coarse
//! date (`said: "2025-01"`) has the benefit of the doubt. A statement without a mandate behind it counts as nobody's
//! position, and no other rule reads it.
//!
//! ```ron
//! actors: [
//!     (id: "usa", name: "United States"),
//!     (id: "biden-administration", name: "Biden administration",
//!      mandates: [(of: "usa", title: "administration", from: "2021-01-20", until: "2025-01-20")]),
//! ],
//! statements: [
//!     Opposes(who: "usa", via: "biden-administration", what: "relations-first", said: "2025-06-20", quote: "…"),
//! ],
//! ```
//!
//! To mend it: give the day on which it was `said`, if that is another than the article's; name the voice that spoke;
//! record the mandate; or, where somebody merely tells what a side wants, write `according_to` for `via`. Where it is
//! the article's own slip, keep it as printed and excuse the finding with `accept`.

use super::words::on;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Mandate, Statement, VoiceStanding};
use crate::id::{ActorId, StatementId};

pub(super) static RULE: Rule = Rule {
    name: "voice-without-mandate",
    summary: "somebody speaks for a side without a mandate of that side on that day",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("voice_without_mandate.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let without_mandate = |(id, statement): (StatementId, &Statement)| {
        let voice = statement.voice?;
        let standing = corpus.voice_standing(voice, statement.holder, statement.said);
        (standing != VoiceStanding::Mandated).then(|| finding(context, id, voice))
    };
    corpus.statement_ids().zip(corpus.statements()).filter_map(without_mandate).collect()
}

fn finding(context: &Context<'_>, id: StatementId, voice: ActorId) -> Finding {
    let corpus = context.corpus;
    let statement = &corpus[id];
    let (speaker, holder) = (&corpus[voice], &corpus[statement.holder]);
    let others = corpus.mandates_towards(voice, statement.holder);
    let message = match *others {
        [] => format!("{} has no mandate to speak for {}", speaker.name, holder.name),
        _ => format!("{} had no mandate to speak for {} {}", speaker.name, holder.name, on(statement.said)),
    };
    let source = if statement.said_is_typed { "" } else { ", by the date of the article" };
    let finding = Finding::new(&RULE, statement.place(|at| at.voice), message)
        .at(format!("said {}{source}", on(statement.said)))
        .resting_on(corpus, &[id])
        .with_help(format!(
            "give the day on which it was `said`, name another voice, record the mandate (`mandates: [(of: \"{}\", \
             title: \"…\", from: \"…\")]`), or write `according_to: \"{}\"` where it only tells what {} wants",
            holder.slug, speaker.slug, holder.name
        ));
    let finding = others
        .iter()
        .filter(|mandate| !mandate.may_cover(statement.said))
        .fold(finding, |finding, mandate| finding.with_label(mandate.place, term(mandate, statement)));
    if others.is_empty() { finding.with_label(speaker.place, "no mandate is recorded here") } else { finding }
}

/// On which side of the statement the mandate lay.
fn term(mandate: &Mandate, statement: &Statement) -> String {
    let title = &mandate.title;
    match (mandate.from, mandate.until) {
        (_, Some(until)) if until.last_day() < statement.said.first_day() => {
            format!("the mandate ({title}) ended {}", on(until))
        }
        (Some(from), _) => format!("the mandate ({title}) began only {}", on(from)),
        _ => format!("the mandate ({title})"),
    }
}
