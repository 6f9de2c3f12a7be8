//! Every view, over projects: our own, any small one, and a large one.

use proptest::prelude::*;
use standoff::diagram::view::{Drawing, View};

use crate::legible::complaint;
use crate::projects::{any_project, drawings, large, our_own, small};

fn complaints(drawings: &[(String, Drawing)]) -> Vec<String> {
    let complaint = |(name, drawing): &(String, Drawing)| Some(format!("{name}: {}", complaint(&drawing.scene)?));
    drawings.iter().filter_map(complaint).collect()
}

#[test]
fn every_picture_of_our_own_articles_is_legible() {
    let drawings = drawings(&our_own());
    assert!(drawings.len() > 40, "views, cards and findings");
    assert_eq!(complaints(&drawings), Vec::<String>::new());
}

#[test]
fn every_picture_of_a_large_dispute_is_legible_and_says_something() {
    let desk = large(2_000);
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics.first());
    let drawings = drawings(&desk);
    assert_eq!(complaints(&drawings), Vec::<String>::new());
    for (name, drawing) in drawings.iter().take(View::ALL.len()) {
        let picture = &drawing.picture;
        assert!(picture.nodes.len() > 2 && !picture.edges.is_empty(), "{name} shows nothing");
        let told = |words: &str| drawing.scene.texts().any(|text| text.content.contains(words));
        assert!(name == "deadlocks" || told("left out"), "{name} does not say what it leaves out");
        assert!(told("Sources: "), "{name} names no sources");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_project_whatever_makes_a_view_unreadable(project in any_project()) {
        let desk = small(&project);
        prop_assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics.first());
        prop_assert_eq!(complaints(&drawings(&desk)), Vec::<String>::new());
    }
}
