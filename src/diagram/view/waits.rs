//! What must come first? Every condition of a position in force, from what hangs on it to what it asks for.

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::corpus::Board;
use crate::diagram::layout::layered::{self, Limits};
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::StatementId;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "An arrow leads from what is held back to what it waits for, in the words of the one who waits.";
    let mut canvas = Canvas::new(material, View::Waits.question(), explanation, focus);
    let corpus = material.corpus;
    let in_force: Vec<StatementId> =
        material.standing.in_force_on(Board::Outcome).filter(|own| own.is_conditional).map(|own| own.id).collect();
    let (admitted, others): (Vec<StatementId>, Vec<StatementId>) =
        in_force.into_iter().partition(|&id| focus.admits(corpus, id));
    for id in admitted {
        add(&mut canvas, material, id);
    }
    canvas.leave_out(others.len(), "conditional position", "outside what was asked for");
    let picture = canvas.finish();
    let scene = layered::draw(&picture, Limits::default());
    Drawing::new(picture, scene)
}

fn add(canvas: &mut Canvas<'_>, material: &Material<'_>, id: StatementId) {
    let corpus = material.corpus;
    let statement = &corpus[id];
    let from = canvas.proposition(statement.what);
    for (_, condition) in corpus.conditions_of(id) {
        let any = if condition.only_way().is_some() { "" } else { " any of" };
        let label = format!("{}: {}{any}", corpus[statement.holder].name, condition.kind.phrase());
        for way in &condition.alternatives {
            let to = canvas.proposition(way.what);
            let edge = canvas.edge(id, from, to, EdgeKind::Waits(condition.kind));
            canvas.picture.edges.push(Edge { label: label.clone(), ..edge });
        }
    }
}
