//! The sheet of a new article: what is known of it filled in, what is not left to fill in, and a statement to start from.

use std::fmt::Write;

use super::known::{Known, Mention};
use crate::corpus::{Corpus, Mandate};
use crate::date::PartialDate;
use crate::id::ActorId;
use crate::page::{Doubt, Page};
use crate::project::TEXTS_FOLDER;
use crate::syntax::edit;
use crate::vocabulary::{ActorKind, Verb};

/// An article on its way in.
#[derive(Clone, Copy, Debug)]
pub struct NewArticle<'a> {
    pub id: &'a str,
    pub page: &'a Page,
    pub known: &'a Known,
    /// The name of the file that it was taken from; nothing where it was handed in without one.
    pub original: Option<&'a str>,
    pub kept: Kept<'a>,
}

/// Where its text is kept.
#[derive(Clone, Copy, Debug)]
pub enum Kept<'a> {
    /// In the project. The digest is of the file that it was taken from.
    InProject { text: &'a str, sha256: &'a str },
    /// In the project, where it lay already.
    There { text: &'a str },
    /// Elsewhere, since it may not be republished. The digest is of the text, which is looked for by it.
    Elsewhere { copy: &'a str, sha256: &'a str },
}

/// Writes the sheet.
pub fn sheet(corpus: &Corpus, new: &NewArticle<'_>) -> String {
    let mut sheet = String::new();
    for line in remarks(corpus, new) {
        sheet += if line.is_empty() { "//" } else { "// " };
        sheet += &line;
        sheet.push('\n');
    }
    sheet += "(\n    article: (\n";
    for line in fields(new) {
        let _ = writeln!(sheet, "        {line}");
    }
    sheet += "    ),\n    statements: [\n";
    for line in example(corpus, new) {
        let _ = writeln!(sheet, "        // {line}");
    }
    sheet += "    ],\n)\n";
    sheet
}

/// What to do next, what to look at, and who is named.
fn remarks(corpus: &Corpus, new: &NewArticle<'_>) -> Vec<String> {
    let (read, beside) = match new.kept {
        Kept::InProject { text, .. } | Kept::There { text } => (format!("{TEXTS_FOLDER}/{text}"), ""),
        Kept::Elsewhere { copy, .. } => (copy.to_owned(), ", in your own folder"),
    };
    let mut lines = vec![
        format!(
            "Added by `standoff add`{}. What to do next:",
            new.original.map_or(String::new(), |file| format!(" from {}", plain(file)))
        ),
        format!("1. Read {read}{beside}, and take out what is not the article's own."),
        "2. Below, note who wants, offers, refuses or claims what; then take these lines away.".to_owned(),
        "3. Run `standoff check`.".to_owned(),
    ];
    lines.extend(new.page.doubts.iter().filter_map(warning));
    lines.push(String::new());
    let Known { actors, issues } = new.known;
    if actors.is_empty() {
        lines.push(
            "It names nobody whom the codebook knows. New actors go into `actors: [...]`, in any sheet.".to_owned(),
        );
    } else {
        lines.push("Of the codebook it names these actors:".to_owned());
        lines.extend(listed(actors, |id| {
            (corpus[id].slug.as_str(), &corpus[id].name, office(corpus, id, new.page.published))
        }));
    }
    if !issues.is_empty() {
        lines.push("and these issues:".to_owned());
        lines.extend(listed(issues, |id| (corpus[id].slug.as_str(), &corpus[id].name, None)));
    }
    lines
}

/// What the page leaves open and no field shows.
fn warning(doubt: &Doubt) -> Option<String> {
    match doubt {
        Doubt::NotFree => {
            Some("Careful: the page says that its text is for subscribers; this may be only its beginning.".into())
        }
        Doubt::WholePage => {
            Some("Careful: the article could not be told from the rest of the page; much may not be its own.".into())
        }
        Doubt::LostLetters(count) => {
            let letters = if *count == 1 { "1 letter" } else { &format!("{count} letters") };
            Some(format!("Careful: {letters} could not be read; look for � in the text."))
        }
        _ => None,
    }
}

/// One line each: id, name, how often, and by which names.
fn listed<'a, Id: Copy>(
    mentions: &[Mention<Id>],
    record: impl Fn(Id) -> (&'a str, &'a str, Option<String>),
) -> Vec<String> {
    let width = mentions.iter().map(|mention| record(mention.id).0.chars().count()).max().unwrap_or(0);
    let line = |mention: &Mention<Id>| {
        let (slug, name, office) = record(mention.id);
        let office = office.map_or(String::new(), |office| format!(", {office}"));
        let times = match mention.times {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            times => format!("{times} times"),
        };
        let others = match mention.names.as_slice() {
            [(only, _)] if only == name => String::new(),
            [(only, _)] => format!(", as {}", plain(only)),
            names => {
                let names: Vec<String> = names.iter().map(|(name, times)| format!("{} {times}", plain(name))).collect();
                format!(": {}", names.join(", "))
            }
        };
        format!("  {slug:width$}  {}{office} ({times}{others})", plain(name))
    };
    mentions.iter().map(line).collect()
}

/// For whom an actor may speak: "foreign minister of lorvia".
fn office(corpus: &Corpus, actor: ActorId, published: Option<PartialDate>) -> Option<String> {
    let mandates = mandates(corpus, actor, published);
    let of = |mandate: &Mandate| {
        let slug = &corpus[mandate.of].slug;
        if mandate.title.is_empty() {
            format!("speaks for {slug}")
        } else {
            format!("{} of {slug}", plain(&mandate.title))
        }
    };
    let offices: Vec<String> = mandates.map(of).collect();
    (!offices.is_empty()).then(|| offices.join(" and "))
}

fn mandates(corpus: &Corpus, actor: ActorId, published: Option<PartialDate>) -> impl Iterator<Item = &Mandate> {
    corpus[actor].mandates.iter().filter(move |mandate| published.is_none_or(|day| mandate.may_cover(day)))
}

/// The fields of the article, in the order of our own sheets. What is not known stands as a comment, so that its strokes
/// have only to be taken away.
fn fields(new: &NewArticle<'_>) -> Vec<String> {
    let page = new.page;
    let mut lines = vec![format!("id: {},", quoted(new.id))];
    lines.push(match (&page.publisher, perhaps_publisher(page)) {
        (Some(publisher), _) => format!("publisher: {},", quoted(publisher)),
        (None, Some(perhaps)) => {
            format!("// publisher: {}, // perhaps; the page does not say who brought it out", quoted(perhaps))
        }
        (None, None) => "// publisher: \"…\", // who brought it out".to_owned(),
    });
    lines.push(field("title", page.title.as_deref(), "its headline"));
    lines.push(published(page));
    lines.push(field("url", page.url.as_deref(), "its address in the web"));
    match new.kept {
        Kept::InProject { text, sha256 } => {
            lines.push(format!("text: {},", quoted(text)));
            lines.extend(new.original.map(|original| format!("original: {},", quoted(original))));
            lines.push(format!("sha256: {},", quoted(sha256)));
        }
        Kept::There { text } => lines.push(format!("text: {},", quoted(text))),
        Kept::Elsewhere { copy, sha256 } => {
            lines.push(format!("original: {},", quoted(copy)));
            lines.push(format!("sha256: {},", quoted(sha256)));
        }
    }
    lines
}

fn field(name: &str, value: Option<&str>, meaning: &str) -> String {
    value.map_or_else(|| format!("// {name}: \"…\", // {meaning}"), |value| format!("{name}: {},", quoted(value)))
}

fn published(page: &Page) -> String {
    if let Some(date) = page.published {
        let other = page.doubts.iter().find_map(|doubt| match doubt {
            Doubt::OtherDate(other) => Some(format!(" // the page says {other}, too")),
            _ => None,
        });
        return format!("published: \"{date}\",{}", other.unwrap_or_default());
    }
    let proposed = page.doubts.iter().find_map(|doubt| match doubt {
        Doubt::TwoReadings { written, day_first, month_first } => {
            Some(format!("// published: \"{day_first}\", // or \"{month_first}\"; the page says “{}”", plain(written)))
        }
        Doubt::DateInAddress(date) => {
            Some(format!("// published: \"{date}\", // so its address; the page does not say"))
        }
        Doubt::UnreadDate(written) => {
            Some(format!("// published: \"…\", // such as \"2025-06-20\"; needed; the page says “{}”", plain(written)))
        }
        _ => None,
    });
    let unknown = || "// published: \"…\", // needed: \"2025-06-20\", or only \"2025-06\" or \"2025\"".to_owned();
    proposed.unwrap_or_else(unknown)
}

fn perhaps_publisher(page: &Page) -> Option<&str> {
    page.doubts.iter().find_map(|doubt| match doubt {
        Doubt::PerhapsPublisher(name) => Some(name.as_str()),
        _ => None,
    })
}

/// A statement to start from, with the ids of those who are named most.
fn example(corpus: &Corpus, new: &NewArticle<'_>) -> Vec<String> {
    let is_person = |id: &ActorId| corpus[*id].kind == ActorKind::Person;
    let named = || new.known.actors.iter().map(|mention| mention.id);
    let voice = named().find(|&id| is_person(&id) && mandates(corpus, id, new.page.published).next().is_some());
    let holder = voice.and_then(|voice| Some(mandates(corpus, voice, new.page.published).next()?.of));
    let holder = holder.or_else(|| named().find(|id| !is_person(id)));
    let others = || named().filter(|id| !is_person(id) && Some(*id) != holder);
    let is_country = |id: &ActorId| matches!(corpus[*id].kind, ActorKind::State | ActorKind::Government);
    let other = others().find(is_country).or_else(|| others().next());
    let slug = |id: Option<ActorId>| id.map_or_else(|| "\"…\"".to_owned(), |id| quoted(&corpus[id].slug));
    let via = voice.map_or(String::new(), |voice| format!(" via: {},", slug(Some(voice))));
    let verbs: Vec<String> = Verb::NAMES.iter().skip(1).map(|verb| format!("`{verb}`")).collect();
    let mut lines = vec![
        "For example; take the strokes away and fill in what is so:".to_owned(),
        "Demands(".to_owned(),
        format!("    who: {},{via} from: [{}],", slug(holder), slug(other)),
        "    what: \"…\", // a proposition of the codebook".to_owned(),
        "    quote: \"…\", // words as they stand in the text".to_owned(),
        "),".to_owned(),
    ];
    let (first, rest) = verbs.split_at(verbs.len() / 2);
    lines.push(format!("The other verbs: {},", first.join(", ")));
    lines.push(format!("{}.", rest.join(", ")));
    lines
}

/// Words as a text in quotation marks.
fn quoted(words: &str) -> String {
    edit::quoted(&plain(words))
}

/// Words that stay on their line.
fn plain(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
