//! Looks at drawn pictures as a reader would: is every word inside its box, does any label lie on another, does a line run
//! through words, is the file sound, and is it the same twice?

mod dot;
mod golden;
mod legible;
mod mermaid;
mod projects;
mod samples;
mod views;

use proptest::prelude::*;
use resvg::usvg::roxmltree::Document;
use standoff::diagram::layout::{columns, layered, ring};
use standoff::diagram::scene::Scene;

use standoff::diagram::theme::Theme;
use standoff::diagram::{png, svg};

use legible::complaint;

const HEADS: [&str; 3] = ["Who", "What", "From whom"];

/// Every sample in every layout that can show it.
fn scenes() -> Vec<(String, Scene)> {
    let pictures = [
        ("demands", samples::demands()),
        ("mixed verbs", samples::mixed_verbs()),
        ("waits", samples::waits()),
        ("small waits", samples::small_waits()),
        ("empty", samples::empty()),
        ("one node", samples::one_node()),
        ("long labels", samples::long_labels()),
        ("large", samples::large()),
    ];
    let mut scenes = Vec::new();
    for (name, picture) in &pictures {
        scenes.push((format!("columns of {name}"), columns::draw(picture, HEADS)));
        scenes.push((format!("layers of {name}"), layered::draw(picture, layered::Limits::default())));
    }
    for (name, (picture, cycles)) in [("deadlock", samples::deadlock()), ("many rings", samples::many_rings())] {
        scenes.push((format!("rings of {name}"), ring::draw(&picture, &cycles)));
    }
    scenes
}

#[test]
fn nothing_overlaps_escapes_or_is_struck_through() {
    for (name, scene) in scenes() {
        assert_eq!(complaint(&scene), None, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_graph_whatever_makes_a_layered_picture_unreadable(
        groups in prop::collection::vec(0..5_usize, 1..24),
        ends in prop::collection::vec((0..24_usize, 0..24_usize), 0..40),
    ) {
        let scene = layered::draw(&samples::random(&groups, &ends), layered::Limits::default());
        prop_assert_eq!(complaint(&scene), None);
    }

    #[test]
    fn no_demands_whatever_make_columns_unreadable(
        groups in prop::collection::vec(0..5_usize, 1..24),
        ends in prop::collection::vec((0..24_usize, 0..24_usize), 0..60),
    ) {
        let scene = columns::draw(&samples::random_demands(&groups, &ends), HEADS);
        prop_assert_eq!(complaint(&scene), None);
    }

    #[test]
    fn no_circle_whatever_makes_a_ring_unreadable(count in 1..14_usize, long in any::<bool>(), waiting in 0..5_usize) {
        let (picture, cycle) = samples::random_ring(count, long, waiting);
        prop_assert_eq!(complaint(&ring::draw(&picture, &[cycle])), None);
    }
}

#[test]
fn the_file_is_sound_and_the_same_twice() {
    for ((name, scene), (_, again)) in scenes().into_iter().zip(scenes()) {
        for theme in Theme::ALL {
            let written = svg::write(&scene, theme);
            assert_eq!(written, svg::write(&again, theme), "{name}");
            let tree = Document::parse(&written).unwrap_or_else(|error| panic!("{name}: {error}"));
            let root = tree.root_element();
            assert!(root.children().any(|child| child.has_tag_name("title")), "{name} has no title");
            let addresses = tree.descendants().filter_map(|node| node.attribute("href"));
            assert!(addresses.into_iter().all(|address| address.starts_with('#')), "{name} reaches out");
        }
    }
}

#[test]
fn each_record_is_drawn_once_with_its_link_and_its_hover_text() {
    let scene = columns::draw(&samples::demands(), HEADS);
    let written = svg::write(&scene, Theme::Light);
    let tree = Document::parse(&written).expect("sound");
    let mut links = tree.descendants().filter(|node| node.has_tag_name("a"));
    let lift = links.find(|link| link.attribute("data-id").is_some_and(|id| id.starts_with("lift-sanctions")));
    let lift = lift.expect("the box is a link");
    assert_eq!(lift.attribute("aria-label"), Some("proposition: Lift sanctions (SWIFT, <Rosselkhozbank>)"));
    let hover = lift.children().find(|child| child.has_tag_name("title")).and_then(|title| title.text());
    assert_eq!(hover, Some("Lift sanctions (SWIFT, <Rosselkhozbank>)"));
}

#[test]
fn a_legend_tells_only_of_what_is_there() {
    let words = |scene: &Scene| scene.texts().map(|text| text.content.clone()).collect::<Vec<_>>();
    let demands = words(&columns::draw(&samples::demands(), HEADS));
    assert!(demands.contains(&"open, inferred, or from an unnamed source".to_owned()));
    assert!(!demands.contains(&"rejects".to_owned()), "only demands are drawn, so their sign needs no telling");
    assert!(words(&columns::draw(&samples::mixed_verbs(), HEADS)).contains(&"rejects".to_owned()));
}

#[test]
fn what_is_left_out_is_said() {
    let limits = layered::Limits { grouped: 10, nodes: 20, ..layered::Limits::default() };
    let scene = layered::draw(&samples::large(), limits);
    let told = |words: &str| scene.texts().any(|text| text.content.contains(words));
    assert!(told("180 of 200 nodes are left out"));
    assert!(told("the issues are not drawn as fields"));
    assert!(scene.description.contains("180 of 200"));
    assert_eq!(scene.items.iter().filter(|item| item.about.class.starts_with("node")).count(), 20);
}

#[test]
fn a_dense_graph_is_bounded_by_its_lines_and_says_so() {
    // A hundred boxes of which each is joined to most others, and two that are joined by a thousand lines.
    let dense: Vec<(usize, usize)> =
        (0..100).flat_map(|from| (0..60).map(move |to| (from, (from + to) % 100))).collect();
    let double: Vec<(usize, usize)> = vec![(0, 1); 1_000];
    for (nodes, ends, told) in [(100, dense, "nodes are left out"), (2, double, "lines are left out")] {
        let scene = layered::draw(&samples::random(&vec![9; nodes], &ends), layered::Limits::default());
        let lines = scene.items.iter().filter(|item| item.course.is_some()).count();
        assert!((10..=360).contains(&lines), "{lines}");
        assert!(scene.description.contains(told), "{}", scene.description);
    }
}

#[test]
fn a_png_has_the_scale_asked_for() {
    let written = svg::write(&columns::draw(&samples::one_node(), HEADS), Theme::Dark);
    let side = |scale: f32| {
        let bytes = png::render(&written, scale).expect("a picture");
        u32::from_be_bytes(bytes[16..20].try_into().expect("a width"))
    };
    assert!(side(2.0).abs_diff(2 * side(1.0)) <= 1);
}
