//! Who demands what from whom? Three columns, a thread a demand.

use super::material::{Canvas, hover, is_dashed, left_out, link, mark, ways};
use super::{Drawing, Focus, Material, View};
use crate::demands::{Demand, Query};
use crate::diagram::layout::columns;
use crate::diagram::picture::{ConditionNote, Edge, EdgeKind};

/// More demands than this are not told apart in ten seconds, nor in a minute.
const MOST_DEMANDS: usize = 90;

pub fn draw(material: &Material<'_>, focus: Focus) -> Drawing {
    let explanation = "Left: who demands. Middle: what is demanded, by issue. Right: who would have to bring it about.";
    let mut canvas = Canvas::new(material, View::Demands.question(), explanation);
    let Material { corpus, graph, standing, .. } = *material;
    let query = Query { issue: focus.issue, ..Query::default() };
    let mut demands = crate::demands::demands(corpus, graph, standing, &query);
    demands.retain(|demand| focus.actor.is_none_or(|actor| demand.holder == actor || demand.from.contains(&actor)));
    let too_many = demands.len().saturating_sub(MOST_DEMANDS);
    // What is said most often matters most; the sort is stable, so the rest keep their order.
    demands.sort_by_key(|demand| std::cmp::Reverse(demand.statements.len()));
    demands.truncate(MOST_DEMANDS);
    demands.sort_by_key(|demand| (demand.holder, demand.what));
    for demand in &demands {
        add(&mut canvas, material, demand);
    }
    let past = Query { past: true, ..query };
    let past = crate::demands::demands(corpus, graph, standing, &past).iter().filter(|demand| !demand.in_force).count();
    let why = "this picture shows the ones said most often; narrow it to an actor or an issue";
    canvas.picture.left_out.extend(left_out(too_many, "demand", why));
    canvas.picture.left_out.extend(left_out(past, "demand", "it no longer holds, or is not the holder's own word"));
    let scene = columns::draw(&canvas.picture, ["Who", "demands what", "from whom"]);
    Drawing { picture: canvas.picture, scene }
}

fn add(canvas: &mut Canvas<'_>, material: &Material<'_>, demand: &Demand) {
    let corpus = material.corpus;
    let first = demand.statements[0];
    let conditions = corpus.conditions_of(first);
    let from = canvas.actor(demand.holder);
    let edge = Edge {
        from,
        to: canvas.proposition(demand.what),
        towards: demand.from.iter().map(|&actor| canvas.actor(actor)).collect(),
        kind: EdgeKind::Demand,
        actor: Some(canvas.colour(demand.holder)),
        conditions: conditions.map(|(_, c)| ConditionNote { kind: mark(c.kind), text: ways(corpus, c) }).collect(),
        link: Some(link(corpus, first)),
        hover: Some(hover(corpus, first)),
        dashed: is_dashed(&corpus[first]),
        ..Edge::default()
    };
    canvas.picture.edges.push(edge);
}
