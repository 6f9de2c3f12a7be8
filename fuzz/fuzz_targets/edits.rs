//! Any bytes as a document, and an edit of any of its brackets: comments stay, and what was sound stays sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standoff::syntax::edit::{apply, insert, remove};
use standoff::syntax::{Node, NodeKind, parse};

fn brackets<'a>(node: Node<'a>, all: &mut Vec<Node<'a>>) {
    if matches!(node.kind(), NodeKind::Tuple | NodeKind::Record | NodeKind::List | NodeKind::Map) {
        all.push(node);
    }
    node.children().for_each(|child| brackets(child, all));
}

fuzz_target!(|input: (u8, u8, &str)| {
    let (which, index, source) = input;
    let parsed = parse(source);
    let mut all = Vec::new();
    brackets(parsed.tree.root(source), &mut all);
    let Some(&bracket) = all.get(usize::from(which) % all.len().max(1)) else { return };
    let index = usize::from(index) % 8;
    let is_paired = matches!(bracket.kind(), NodeKind::Record | NodeKind::Map);
    if let Some(edits) = insert(bracket, index, if is_paired { "zzz: 0" } else { "0" }) {
        let edited = parse(&apply(source, edits));
        assert_eq!(edited.tree.comments().len(), parsed.tree.comments().len());
        assert!(edited.errors.is_empty() || !parsed.errors.is_empty());
    }
    if let Some(edit) = remove(bracket, index) {
        let edited = parse(&apply(source, vec![edit]));
        assert!(edited.errors.is_empty() || !parsed.errors.is_empty());
    }
});
