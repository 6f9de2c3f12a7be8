//! What stands under the mouse: the actor with its mandates on that day, the proposition with everyone's stance, the passage
//! around the quote, the meaning of a word; in an article's text, the statements that rest on its words.

use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};

use super::cursor::Cursor;
use super::definition::quotes_at;
use super::passage::{article_text, is_quote, passage_of};
use super::query::Query;
use super::server::Server;
use crate::corpus::Quote;
use crate::date::PartialDate;
use crate::project::{Part, part_of};
use crate::report::glance::glance;
use crate::report::{Subject, markdown::escaped};
use crate::rules::Rule;
use crate::sheet::{FieldDescription, Shape};
use crate::syntax::NodeKind;
use crate::text::Span;

pub fn hover(server: &Server, params: HoverParams) -> Option<Hover> {
    let query = Query::new(server, &params.text_document_position_params)?;
    let (text, span) = match part_of(query.path)? {
        Part::Text(_) => (of_passage(&query)?, None),
        Part::Sheet | Part::Settings => told(&query, &query.cursor()?).map(|(text, span)| (text, Some(span)))?,
    };
    let contents = MarkupContent::new(MarkupKind::Markdown, text);
    Some(Hover::new(contents.into(), span.map(|span| server.encoding.range(query.document.source(), span))))
}

/// The statements that rest on the words of an article.
fn of_passage(query: &Query<'_>) -> Option<String> {
    let told = |quote: &Quote| glance(&query.known().desk, Subject::Statement(quote.statement), None);
    let all: Vec<String> = quotes_at(query).map(told).collect();
    (!all.is_empty()).then(|| all.join("\n\n---\n\n"))
}

/// What there is to tell, and of which words.
fn told(query: &Query<'_>, cursor: &Cursor<'_>) -> Option<(String, Span)> {
    let span = cursor.node.span();
    if cursor.is_key {
        return Some((of_field(cursor.field?), span));
    }
    let text = match (cursor.node.kind(), cursor.shape) {
        (NodeKind::Record | NodeKind::Tuple, _) => return of_verb(query, cursor),
        (NodeKind::Name, Shape::Word(words)) => {
            let (word, meaning) = words().into_iter().find(|(word, _)| Some(*word) == cursor.node.name())?;
            format!("**{word}** · {}", meaning.trim())
        }
        (NodeKind::Text, Shape::Date) => of_date(&cursor.node.string()?)?,
        (NodeKind::Text, _) if is_quote(cursor) => of_quote(query, cursor)?,
        (NodeKind::Text, _) if cursor.field.is_some_and(|field| field.name == "rule") => {
            let rule = Rule::named(&cursor.node.string()?)?;
            format!("**{}** · {}\n\n{}", rule.name, rule.summary, rule.page())
        }
        (NodeKind::Text, _) => of_record(query, cursor)?,
        _ => return None,
    };
    Some((text, span))
}

fn of_field(field: &FieldDescription) -> String {
    let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("**{}** · {doc}", field.name)
}

/// A verb with its meaning, and the statement as a sentence.
fn of_verb(query: &Query<'_>, cursor: &Cursor<'_>) -> Option<(String, Span)> {
    let record = cursor.record()?;
    let (verb, name) = (record.verb()?, record.node.name_span()?);
    if query.offset > name.end {
        return None;
    }
    let mut text = format!("**{}** · {}", verb.name(), verb.meaning());
    if let Some(statement) = query.statement(record.node) {
        text += &format!("\n\n{}", glance(&query.known().desk, Subject::Statement(statement), None));
    }
    Some((text, name))
}

/// A date with its day of the week, which articles tell more often than the date.
fn of_date(typed: &str) -> Option<String> {
    let date: PartialDate = typed.parse().ok()?;
    let (first, last) = (date.first_day(), date.last_day());
    let is_one_day = first == last;
    Some(if is_one_day { format!("{} {date}", first.weekday()) } else { format!("any day from {first} to {last}") })
}

fn of_record(query: &Query<'_>, cursor: &Cursor<'_>) -> Option<String> {
    let slug = cursor.node.string()?;
    let subject = cursor.target.0.iter().find_map(|&kind| query.subject(kind, &slug))?;
    let day = cursor.statement().and_then(|statement| query.said(statement));
    Some(glance(&query.known().desk, subject, day))
}

/// The passage around a quote, in which the quote stands out.
fn of_quote(query: &Query<'_>, cursor: &Cursor<'_>) -> Option<String> {
    let source = article_text(query, cursor.statement())?;
    let passage = passage_of(source, cursor)?;
    let [before, quoted, after] = passage.parts(source).map(escaped);
    let line = source.line_column(passage.quote.start).line;
    Some(format!("{before}**{}**{after}\n\n*{}, line {line}*", quoted.trim(), escaped(source.path())))
}
