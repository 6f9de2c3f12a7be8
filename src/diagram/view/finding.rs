//! Why? A finding with all that it rests on, from left to right: the articles, their words, what was noted from them, what
//! was found.

use std::collections::BTreeMap;

use super::canvas::{Canvas, is_dashed};
use super::words::{date, hover, names, short_date, source_name, ways};
use super::{Drawing, Focus, Material, Target};
use crate::diagram::layout::chain;
use crate::diagram::picture::{Edge, EdgeKind, Node, NodeKind};
use crate::id::{ArticleId, StatementId};

/// A finding, as whoever found it hands it in: this room knows no rules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Case {
    pub id: String,
    /// What was found, as a headline.
    pub headline: String,
    /// What sort of thing that is: `A circular wait: each side moves only after the other`.
    pub kind: String,
    pub rule: String,
    /// What it rests on, and nothing else.
    pub statements: Vec<StatementId>,
    /// What the statements do not tell: a mandate that ended, an exclusion in the codebook.
    pub remarks: Vec<String>,
    /// What else is worth knowing, a sentence each.
    pub notes: Vec<String>,
}

/// A finding of more statements is told by its first ones.
const MOST_STATEMENTS: usize = 10;
/// Of each statement, so many quotes.
const MOST_QUOTES: usize = 2;

pub fn draw(material: &Material<'_>, case: &Case, focus: &Focus) -> Drawing {
    let corpus = material.corpus;
    let explanation =
        "From left to right: where it was printed, in which words, what that says, and what does not fit.";
    let mut canvas = Canvas::new(material, &case.headline, explanation, &Focus::default());
    let mut statements = case.statements.clone();
    statements.sort_by_key(|&id| (corpus[id].said.first_day(), corpus[id].article, id));
    let limit = focus.limit(MOST_STATEMENTS);
    let left_out = statements.len().saturating_sub(limit);
    statements.truncate(limit);

    let finding = canvas.add(Node {
        id: format!("finding/{}", case.id),
        label: case.kind.clone(),
        sublabel: Some(case.rule.clone()),
        kind: NodeKind::Finding,
        link: canvas.link(Target::Finding(&case.id)),
        hover: Some(case.headline.clone()),
        ..Node::default()
    });
    let mut chain = Chain { canvas, finding, articles: BTreeMap::new() };
    for id in statements {
        chain.statement(id);
    }
    for (place, remark) in case.remarks.iter().enumerate() {
        chain.remark(place, remark);
    }
    let mut canvas = chain.canvas;
    canvas.leave_out_for_room(left_out, "statement", "there is no room for more");
    canvas.picture.left_out.extend(case.notes.iter().cloned());
    let picture = canvas.finish();
    let scene = chain::draw(&picture);
    Drawing::new(picture, scene)
}

struct Chain<'a> {
    canvas: Canvas<'a>,
    finding: usize,
    articles: BTreeMap<ArticleId, usize>,
}

impl Chain<'_> {
    /// A statement, the words it rests on, and their articles.
    fn statement(&mut self, id: StatementId) {
        let corpus = self.canvas.material.corpus;
        let statement = &corpus[id];
        let mut said = vec![date(statement.said)];
        said.extend(statement.voice.map(|voice| corpus[voice].name.to_string()));
        let node = self.canvas.add(Node {
            id: format!("statement/{}", corpus.statement_name(id)),
            label: self.sentence(id),
            sublabel: Some(said.join(", ")),
            kind: NodeKind::Statement(statement.verb),
            link: self.canvas.link(Target::Statement(id)),
            hover: Some(hover(corpus, id)),
            dashed: is_dashed(statement),
            said: Some(statement.said),
            ..Node::default()
        });
        let finding = self.finding;
        self.join(node, finding, EdgeKind::Concerns);
        let quotes: Vec<_> = corpus.quotes_of(id).take(MOST_QUOTES).collect();
        if let (true, Some(article)) = (quotes.is_empty(), statement.article) {
            let article = self.article(article);
            self.join(article, node, EdgeKind::Plain);
        }
        for (place, (quote_id, quote)) in quotes.into_iter().enumerate() {
            let quote_node = self.canvas.add(Node {
                id: format!("quote/{}/{}", corpus.statement_name(id), place + 1),
                label: format!("“{}”", quote.exact),
                kind: NodeKind::Quote,
                link: self.canvas.link(Target::Quote(quote_id)),
                ..Node::default()
            });
            self.join(quote_node, node, EdgeKind::Plain);
            if let Some(article) = quote.article {
                let article = self.article(article);
                self.join(article, quote_node, EdgeKind::Plain);
            }
        }
        self.canvas.rests_on(id);
    }

    /// What a statement says: "Russia offers: Relations are restored, only after …".
    fn sentence(&self, id: StatementId) -> String {
        let corpus = self.canvas.material.corpus;
        let statement = &corpus[id];
        let clause = corpus.clause(statement.holder, statement.verb);
        let mut sentence = format!("{clause}: {}", corpus[statement.what].text);
        if !statement.addressees.is_empty() {
            let word = if statement.verb.takes_from() { "from" } else { "to" };
            sentence += &format!(" ({word} {})", names(corpus, &statement.addressees));
        }
        for (_, condition) in corpus.conditions_of(id) {
            sentence += &format!(", {} {}", condition.kind.phrase(), ways(corpus, condition));
        }
        if let Some(due) = statement.due {
            sentence += &format!(", by {}", short_date(due));
        }
        if let Some(source) = statement.according_to {
            sentence += &format!(", according to {}", corpus[source].name);
        }
        sentence
    }

    fn article(&mut self, id: ArticleId) -> usize {
        if let Some(&node) = self.articles.get(&id) {
            return node;
        }
        let corpus = self.canvas.material.corpus;
        let article = &corpus[id];
        let publisher = article.publisher.as_ref().map(ToString::to_string);
        let printed = [publisher, Some(date(article.published))].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let node = self.canvas.add(Node {
            id: format!("article/{}", article.slug),
            label: article.title.as_ref().map_or_else(|| source_name(corpus, id), ToString::to_string),
            sublabel: Some(printed),
            kind: NodeKind::Article,
            link: self.canvas.link(Target::Article(id)),
            ..Node::default()
        });
        self.articles.insert(id, node);
        node
    }

    fn remark(&mut self, place: usize, remark: &str) {
        let node = self.canvas.add(Node {
            id: format!("remark/{}", place + 1),
            label: remark.to_owned(),
            kind: NodeKind::Remark,
            ..Node::default()
        });
        let finding = self.finding;
        self.join(node, finding, EdgeKind::Concerns);
    }

    fn join(&mut self, from: usize, to: usize, kind: EdgeKind) {
        let words = if kind == EdgeKind::Concerns { "found here" } else { "rests on" };
        let hover = (kind == EdgeKind::Plain).then(|| words.to_owned());
        self.canvas.picture.edges.push(Edge { from, to, kind, hover, ..Edge::default() });
    }
}
