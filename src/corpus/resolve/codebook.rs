//! The codebook: actors, issues, propositions, constraints, and articles.

use super::lookup::{Lookup, Names, Texts};
use super::{a, duplicate};
use crate::corpus::{Actor, Article, Constraint, Corpus, Issue, Mandate, Proposition, Relation};
use crate::diagnostic::{Diagnostic, Problem};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, check_slug};
use crate::sheet::{
    ActorRecord, ArticleRecord, ConstraintKind, ConstraintRecord, IssueRecord, PropositionRecord, Typed, Word,
};
use crate::syntax::{List, Spanned};
use crate::text::{FileId, Place};

/// The codebook's part of a sheet.
pub struct Book {
    pub file: FileId,
    pub actors: List<Spanned<ActorRecord>>,
    pub issues: List<Spanned<IssueRecord>>,
    pub propositions: List<Spanned<PropositionRecord>>,
    pub constraints: List<Spanned<ConstraintRecord>>,
}

/// A record on its way into a table sorted by slug.
struct Entry<R> {
    slug: Word,
    id_place: Place,
    file: FileId,
    record: Spanned<R>,
}

/// A record that is known by an id.
trait Named {
    const WHAT: &'static str;
    fn id(&self) -> &Typed<Word>;
}

macro_rules! named {
    ($($record:ident: $what:literal,)*) => {$(
        impl Named for $record {
            const WHAT: &'static str = $what;

            fn id(&self) -> &Typed<Word> {
                &self.id
            }
        }
    )*};
}

named! { ActorRecord: "actor", IssueRecord: "issue", PropositionRecord: "proposition", ArticleRecord: "article", }

/// Resolves the codebook of all sheets but its articles into the corpus, and gives the ids of its records.
pub fn resolve(corpus: &mut Corpus, books: Vec<Book>, diagnostics: &mut Vec<Diagnostic>) -> Names {
    let (mut actors, mut issues, mut propositions) = (Vec::new(), Vec::new(), Vec::new());
    let mut constraints = Vec::new();
    for Book { file, actors: a, issues: i, propositions: p, constraints: c } in books {
        actors.extend(a.into_iter().map(|record| (file, record)));
        issues.extend(i.into_iter().map(|record| (file, record)));
        propositions.extend(p.into_iter().map(|record| (file, record)));
        constraints.push((file, c));
    }
    let actors = table(actors, diagnostics);
    let issues = table(issues, diagnostics);
    let propositions = table(propositions, diagnostics);
    let names = Names {
        actors: actors.iter().enumerate().map(|(n, entry)| (entry.slug.clone(), ActorId::new(n))).collect(),
        issues: issues.iter().enumerate().map(|(n, entry)| (entry.slug.clone(), IssueId::new(n))).collect(),
        propositions: propositions.iter().enumerate().map(|(n, e)| (e.slug.clone(), PropositionId::new(n))).collect(),
        articles: None,
    };
    add_actors(corpus, &names, actors, diagnostics);
    corpus.issues = issues.into_iter().map(issue).collect();
    let relations = add_propositions(corpus, &names, propositions, diagnostics);
    corpus.constraints = relations;
    for (file, records) in constraints {
        let mut lookup = Lookup::new(&names, corpus, file);
        let resolved: Vec<_> = records.into_iter().filter_map(|record| constraint(&mut lookup, record)).collect();
        diagnostics.append(&mut lookup.diagnostics);
        corpus.constraints.extend(resolved);
    }
    corpus.constraints.sort_by_key(|constraint| constraint.place);
    names
}

/// Resolves the articles of all sheets into the corpus, and adds their ids to the names.
pub fn resolve_articles(
    corpus: &mut Corpus,
    names: &mut Names,
    articles: Vec<(FileId, Spanned<ArticleRecord>)>,
    texts: &Texts,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let articles = table(dated(articles, diagnostics), diagnostics);
    names.articles =
        Some(articles.iter().enumerate().map(|(n, entry)| (entry.slug.clone(), ArticleId::new(n))).collect());
    corpus.articles = articles.into_iter().map(|entry| article(entry, texts, diagnostics)).collect();
}

/// Sorts records by slug; those without an id, and second ones of the same id, are reported and left out.
fn table<R: Named>(records: Vec<(FileId, Spanned<R>)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry<R>> {
    let mut entries: Vec<Entry<R>> = Vec::with_capacity(records.len());
    for (file, record) in records {
        let place = |span| Place { file, span };
        let Some(id) = record.value.id().as_option() else {
            if record.value.id().is_absent() {
                let message = format!("this {} has no `id`", R::WHAT);
                let help = format!("give it a short name of its own to refer to it by: `id: \"{}\"`", example(R::WHAT));
                diagnostics.push(Diagnostic::new(Problem::MissingField, place(record.span), message).with_help(help));
            }
            continue;
        };
        if let Err(bad) = check_slug(&id.value) {
            let message = format!("`{}` cannot be {}'s id", id.value, a(R::WHAT));
            diagnostics.push(Diagnostic::new(Problem::BadId, place(id.span), message).with_help(bad.to_string()));
        }
        entries.push(Entry { slug: id.value.clone(), id_place: place(id.span), file, record });
    }
    // The sort is stable, so of two records of one id the one that was read first stays.
    entries.sort_by(|a, b| a.slug.cmp(&b.slug));
    entries.dedup_by(|second, first| {
        let is_same = second.slug == first.slug;
        if is_same {
            diagnostics.push(duplicate(R::WHAT, &first.slug, first.id_place, second.id_place));
        }
        is_same
    });
    entries
}

/// Leaves out articles without a date, since the dates of their statements hang on it.
fn dated(
    mut articles: Vec<(FileId, Spanned<ArticleRecord>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(FileId, Spanned<ArticleRecord>)> {
    articles.retain(|(file, article)| {
        if article.value.published.is_absent() {
            let place = Place { file: *file, span: article.span };
            let help = "say when it came out, as coarse as you know: `published: \"2025-06-20\"` or `\"2025-06\"`";
            let diagnostic = Diagnostic::new(Problem::MissingField, place, "this article has no date");
            diagnostics.push(diagnostic.with_help(help));
        }
        article.value.published.as_option().is_some()
    });
    articles
}

fn example(what: &str) -> &'static str {
    match what {
        "actor" => "russia",
        "issue" => "relations",
        "proposition" => "relations-restored",
        _ => "clash-report-2025-06-20",
    }
}

fn add_actors(corpus: &mut Corpus, names: &Names, entries: Vec<Entry<ActorRecord>>, diagnostics: &mut Vec<Diagnostic>) {
    let mut mandates = Vec::new();
    for Entry { slug, id_place, file, record } in entries {
        let ActorRecord { name, native, kind, aliases, wikidata, from, until, mandates: typed, note, .. } =
            record.value;
        corpus.actors.push(Actor {
            name: name.into_value().unwrap_or_else(|| slug.clone()),
            slug,
            native: native.into_value(),
            kind: kind.into_value().unwrap_or_default(),
            aliases: aliases.into_option().into_iter().flatten().map(|alias| alias.value).collect(),
            wikidata: wikidata.into_value(),
            from: from.into_value(),
            until: until.into_value(),
            mandates: Box::default(),
            note: note.into_value(),
            place: id_place,
        });
        mandates.push((file, typed));
    }
    let Some(&(first, _)) = mandates.first() else { return };
    let mut lookup = Lookup::new(names, corpus, first);
    let mut all = Vec::with_capacity(mandates.len());
    for (file, typed) in mandates {
        lookup.turn_to(file);
        let mut resolved = Vec::new();
        for record in typed.into_option().into_iter().flatten() {
            lookup.missing(
                &record.value.of,
                record.span,
                "this mandate does not say for whom it is",
                "name the actor that is spoken for: `of: \"russia\"`",
            );
            let Some(of) = record.value.of.as_option().and_then(|of| lookup.actor(of)) else { continue };
            let title = record.value.title.into_value().unwrap_or_default();
            let (from, until) = (record.value.from.into_value(), record.value.until.into_value());
            resolved.push(Mandate { of, title, from, until, place: lookup.place(record.span) });
        }
        all.push(resolved);
    }
    diagnostics.append(&mut lookup.diagnostics);
    for (actor, mandates) in corpus.actors.iter_mut().zip(all) {
        actor.mandates = mandates.into();
    }
}

fn issue(entry: Entry<IssueRecord>) -> Issue {
    let Entry { slug, id_place, record, .. } = entry;
    let name = record.value.name.into_value().unwrap_or_else(|| slug.clone());
    Issue { slug, name, place: id_place }
}

/// Adds the propositions, and gives the constraints that they carry.
fn add_propositions(
    corpus: &mut Corpus,
    names: &Names,
    entries: Vec<Entry<PropositionRecord>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Constraint> {
    let mut constraints = Vec::new();
    let mut propositions = Vec::with_capacity(entries.len());
    let Some(first) = entries.first().map(|entry| entry.file) else { return Vec::new() };
    // One for all, so that the search for proposals has one limit.
    let mut lookup = Lookup::new(names, corpus, first);
    for (index, Entry { slug, id_place, file, record }) in entries.into_iter().enumerate() {
        let this = PropositionId::new(index);
        let PropositionRecord { issue, text, by, excludes, implies, opposite_of, note, .. } = record.value;
        lookup.turn_to(file);
        lookup.missing(
            &text,
            id_place.span,
            &format!("the proposition `{slug}` has no `text`"),
            "say in one short sentence what would be so: `text: \"Relations are restored\"`",
        );
        let mut relate = |lookup: &mut Lookup<'_>, word: &Spanned<Word>, relation: fn(_, _) -> Relation| {
            let Some(other) = lookup.proposition(word) else { return };
            let place = lookup.place(word.span);
            if other == this {
                lookup.report(about_itself(place));
            } else {
                constraints.push(Constraint { relation: relation(this, other), because: None, place });
            }
        };
        for word in excludes.as_option().into_iter().flat_map(|words| words.iter()) {
            relate(&mut lookup, word, |p, q| Relation::NotAll(Box::new([p, q])));
        }
        for word in implies.as_option().into_iter().flat_map(|words| words.iter()) {
            relate(&mut lookup, word, Relation::Implies);
        }
        if let Some(word) = opposite_of.as_option() {
            relate(&mut lookup, word, Relation::Opposite);
        }
        propositions.push(Proposition {
            text: text.into_value().unwrap_or_else(|| slug.clone()),
            issue: issue.as_option().and_then(|issue| lookup.issue(issue)),
            by: by.as_option().map(|by| lookup.actors(by)).unwrap_or_default(),
            note: note.into_value(),
            slug,
            place: id_place,
        });
    }
    diagnostics.append(&mut lookup.diagnostics);
    corpus.propositions = propositions;
    constraints
}

fn about_itself(place: Place) -> Diagnostic {
    Diagnostic::new(Problem::BadBackground, place, "a proposition cannot be related to itself")
        .with_help("name the other proposition")
}

fn constraint(lookup: &mut Lookup<'_>, record: Spanned<ConstraintRecord>) -> Option<Constraint> {
    let ConstraintRecord { kind, terms } = record.value;
    let place = lookup.place(record.span);
    let mut all = |words: &Option<List<Spanned<Word>>>| -> Option<Box<[PropositionId]>> {
        let words = words.as_ref()?;
        let ids: Box<[PropositionId]> = words.iter().filter_map(|word| lookup.proposition(word)).collect();
        // With one of its propositions unknown or unreadable, a constraint says something else than its editor meant.
        (words.is_complete() && ids.len() == words.len()).then_some(ids)
    };
    let relation = match kind {
        ConstraintKind::NotAll => all(&terms.of).map(Relation::NotAll),
        ConstraintKind::OneOf => all(&terms.of).map(Relation::OneOf),
        ConstraintKind::SameTime => all(&terms.of).map(Relation::SameTime),
        ConstraintKind::Parts => {
            let parts = all(&terms.parts);
            let whole = terms.whole.as_ref().and_then(|word| lookup.proposition(word));
            let complete = terms.complete.as_ref().is_some_and(|complete| complete.value);
            whole.zip(parts).map(|(whole, parts)| Relation::Parts { whole, parts, complete })
        }
        ConstraintKind::Implies => {
            let premise = terms.premise.as_ref().and_then(|word| lookup.proposition(word));
            let conclusion = terms.conclusion.as_ref().and_then(|word| lookup.proposition(word));
            premise.zip(conclusion).map(|(p, q)| Relation::Implies(p, q))
        }
    };
    if terms.lacks_any(kind) {
        let message = format!("this `{}` does not say between which propositions it holds", kind.name());
        let help = format!("write {}", kind.forms());
        lookup.report(Diagnostic::new(Problem::MissingField, place, message).with_help(help));
        return None;
    }
    for (term, span) in terms.misplaced(kind) {
        let message = format!("`{}` takes no `{term}`", kind.name());
        let help = format!("write {}", kind.forms());
        lookup.report(Diagnostic::new(Problem::UnknownField, lookup.place(span), message).with_help(help));
    }
    let relation = relation?;
    let mut propositions: Vec<PropositionId> = relation.propositions().collect();
    propositions.sort_unstable();
    if propositions.windows(2).any(|pair| pair[0] == pair[1]) {
        lookup.report(about_itself(place));
        return None;
    }
    Some(Constraint { relation, because: terms.because.map(|because| because.value), place })
}

fn article(entry: Entry<ArticleRecord>, texts: &Texts, diagnostics: &mut Vec<Diagnostic>) -> Article {
    let Entry { slug, id_place, file, record } = entry;
    let ArticleRecord { publisher, title, published, url, text, original, sha256, note, .. } = record.value;
    let published = published.into_option().expect("articles without a date were left out");
    let at_hand = text_of(&text, &sha256, texts);
    if let (None, Some(name)) = (at_hand, text.as_option())
        && !texts.unreadable.contains(name.value.as_str())
    {
        diagnostics.push(no_such_text(Place { file, span: name.span }, &name.value, texts));
    }
    Article {
        slug,
        publisher: publisher.into_value(),
        title: title.into_value(),
        published: published.value,
        url: url.into_value(),
        original: original.into_value(),
        sha256: sha256.into_value().map(|hash| Word::from(hash.to_lowercase())),
        text: at_hand,
        note: note.into_value(),
        place: id_place,
        published_place: Place { file, span: published.span },
    }
}

/// The text of an article, if it is at hand: by its name or, where it has none, by its hash.
pub fn text_of(text: &Typed<Word>, sha256: &Typed<Word>, texts: &Texts) -> Option<FileId> {
    match text.as_option() {
        Some(name) => texts.by_name.get(name.value.as_str()).copied(),
        None if text.is_absent() => texts.by_sha256.get(sha256.as_option()?.value.to_lowercase().as_str()).copied(),
        None => None,
    }
}

fn no_such_text(place: Place, name: &str, texts: &Texts) -> Diagnostic {
    let message = format!("there is no text `{name}` in the folder `seeds`");
    let meant = crate::sheet::nearest(name, texts.by_name.keys().map(String::as_str));
    let diagnostic = Diagnostic::new(Problem::UnknownId, place, message);
    match meant {
        Some(meant) => diagnostic.meaning(meant),
        None => diagnostic
            .with_help(format!("save the article's text as `seeds/{name}`, or leave `text` out and give its `sha256`")),
    }
}
