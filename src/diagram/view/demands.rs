//! Who demands what from whom? Three columns, a thread a demand.

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::demands::{Demand, Query};
use crate::diagram::layout::columns;

/// More demands than this are not told apart in ten seconds, nor in a minute.
const MOST_DEMANDS: usize = 40;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "Left: who demands. Middle: what is demanded, by issue. Right: who would have to bring it about.";
    let mut canvas = Canvas::new(material, View::Demands.question(), explanation, focus);
    let Material { corpus, graph, standing, .. } = *material;
    let all = crate::demands::demands(corpus, graph, standing, &Query { past: true, ..Query::default() });
    let is_admitted = |demand: &&Demand| demand.statements.iter().any(|&id| focus.admits(corpus, id));
    let (mut demands, past): (Vec<&Demand>, Vec<&Demand>) =
        all.iter().filter(is_admitted).partition(|demand| demand.in_force);
    let too_many = demands.len().saturating_sub(focus.limit(MOST_DEMANDS));
    // What is said most often matters most; the sort is stable, so the rest keep their order.
    demands.sort_by_key(|demand| std::cmp::Reverse(demand.statements.len()));
    demands.truncate(focus.limit(MOST_DEMANDS));
    demands.sort_by_key(|demand| (demand.holder, demand.what));
    for demand in demands {
        let edge = canvas.stance(demand.statements[0]);
        demand.statements.iter().for_each(|&id| canvas.rests_on(id));
        canvas.picture.edges.push(edge);
    }
    canvas.leave_out_for_room(too_many, "demand", "said less often than these");
    canvas.leave_out(past.len(), "demand", "no longer in force, or not the holder's own word");
    let picture = canvas.finish();
    let scene = columns::draw(&picture, ["Who", "demands what", "from whom"]);
    Drawing::new(picture, scene)
}
