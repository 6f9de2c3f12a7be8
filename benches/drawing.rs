//! What drawing costs: our layouts at 50, 500 and 5,000 nodes, beside Graphviz's `dot` and `sfdp` on the same graphs in
//! the same run, and every view on a dispute of 2,000 statements.
//!
//! ```text
//! cargo bench --bench drawing
//! ```
//!
//! Graphviz is asked where it is installed, with a minute's patience. Its times include starting it and reading the graph.

#![expect(clippy::disallowed_types, reason = "a benchmark starts the programs that it compares with")]

mod realistic;

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use realistic::Realistic;
use standoff::diagram::layout::layered::Limits;
use standoff::diagram::layout::{columns, layered, matrix};
use standoff::diagram::picture::{ConditionKind, Edge, EdgeKind, Node, NodeKind, Picture, Verb};
use standoff::diagram::scene::Scene;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Anchors, Focus, View};
use standoff::diagram::{dot, png, svg};
use standoff::text::Source;
use standoff::{Desk, Files};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [50, 500, 5_000];
const PATIENCE: Duration = Duration::from_secs(60);
/// No view may take longer, whatever it has to leave out.
const MOST_FOR_A_VIEW: Duration = Duration::from_secs(2);

fn main() {
    compare_engines();
    measure_views();
}

fn compare_engines() {
    println!("layout and SVG, in milliseconds; Graphviz from start to SVG");
    println!(
        "{:>6} {:>6} {:>9} {:>9} {:>9} {:>9} | {:>6} {:>9} {:>9} {:>9}",
        "nodes", "edges", "columns", "matrix", "dot", "sfdp", "edges", "layered", "dot", "sfdp"
    );
    for size in SIZES {
        let demands = demands(size);
        let threads = best(|| columns::draw(&demands, ["Who", "demands what", "from whom"]));
        let table = best(|| matrix::draw(&demands));
        let text = dot::write(&demands, Theme::Light);
        let (dot_of_demands, sfdp_of_demands) = (graphviz("dot", &text), graphviz("sfdp", &text));

        let waits = waits(size);
        let layers = best(|| layered::draw(&waits, Limits::default()));
        let text = dot::write(&waits, Theme::Light);
        let (dot_of_waits, sfdp_of_waits) = (graphviz("dot", &text), graphviz("sfdp", &text));
        println!(
            "{size:>6} {:>6} {threads:>9} {table:>9} {dot_of_demands:>9} {sfdp_of_demands:>9} | {:>6} {layers:>9} \
             {dot_of_waits:>9} {sfdp_of_waits:>9}",
            demands.edges.len(),
            waits.edges.len(),
        );
    }
}

/// The best of three times for a layout and its SVG.
fn best(draw: impl Fn() -> Scene) -> String {
    let runs = (0..3).map(|_| {
        let begun = Instant::now();
        let written = svg::write(&draw(), Theme::Light);
        assert!(written.ends_with("</svg>\n"));
        begun.elapsed()
    });
    milliseconds(runs.min().expect("three runs"))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// How long an engine of Graphviz takes for a graph; `-` where it is not installed.
fn graphviz(engine: &str, graph: &str) -> String {
    let begun = Instant::now();
    let child =
        Command::new(engine).arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return "-".into() };
    let mut input = child.stdin.take().expect("a pipe");
    let text = graph.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let ended = wait(&mut child, begun);
    let _ = writer.join();
    match ended {
        Some(true) => milliseconds(begun.elapsed()),
        Some(false) => "failed".into(),
        None => format!(">{}", PATIENCE.as_millis()),
    }
}

/// Whether it succeeded; nothing where it had to be stopped.
fn wait(child: &mut Child, begun: Instant) -> Option<bool> {
    loop {
        if let Some(status) = child.try_wait().expect("a child of ours") {
            return Some(status.success());
        }
        if begun.elapsed() > PATIENCE {
            child.kill().expect("a child of ours");
            child.wait().expect("a child of ours");
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Demands over issues, as a large desk would note them: one actor to nine things, each wanted by one or two.
fn demands(nodes: usize) -> Picture {
    let actors = (nodes / 10).max(5);
    let mut picture = picture(nodes - actors);
    let things = picture.nodes.len();
    let actor = |index: usize| {
        let label = format!("Actor {index} of the talks");
        Node { id: format!("actor/{index}"), label, kind: NodeKind::Actor(index), ..Node::default() }
    };
    picture.nodes.extend((0..actors).map(actor));
    for index in 0..things * 6 / 5 {
        let (who, whom) = (things + index * 7 % actors, things + (index * 5 + 1) % actors);
        let kind = EdgeKind::Stance(if index % 3 == 0 { Verb::Offers } else { Verb::Demands });
        let (to, actor) = (index % things, Some(who - things));
        picture.edges.push(Edge { from: who, to, towards: vec![whom], kind, actor, ..Edge::default() });
    }
    picture
}

/// What waits for what: mostly for something near, sometimes for something far.
fn waits(nodes: usize) -> Picture {
    let mut picture = picture(nodes);
    for index in 0..nodes * 6 / 5 {
        let to = if index % 11 == 0 { index * 31 % nodes } else { (index + 1 + index % 4) % nodes };
        let (from, kind) = (index % nodes, EdgeKind::Waits(ConditionKind::OnlyAfter));
        picture.edges.push(Edge {
            from,
            to,
            kind,
            label: format!("Actor {}: only after", index % 9),
            ..Edge::default()
        });
    }
    picture
}

fn picture(things: usize) -> Picture {
    let issues = (things / 12).max(1);
    let group = |index: usize| standoff::diagram::picture::Group {
        id: format!("issue-{index}"),
        label: format!("Issue {index}"),
        link: None,
    };
    let thing = |index: usize| Node {
        id: format!("proposition/{index}"),
        label: format!("The {index}th crossing is opened for goods and persons"),
        group: Some(index * issues / things),
        ..Node::default()
    };
    Picture {
        title: "What is measured".into(),
        groups: (0..issues).map(group).collect(),
        nodes: (0..things).map(thing).collect(),
        ..Picture::default()
    }
}

fn measure_views() {
    let Realistic { sheets, texts } = Realistic::generate(2_000, 7);
    let files = sheets.into_iter().fold(Files::default(), |files, (path, text)| files.with_sheet(&path, text));
    let texts = texts.into_iter().map(|(name, text)| (name.clone(), Source::new(format!("seeds/{name}"), text)));
    let desk = Desk::new(Files { texts: texts.collect(), ..files }, None, "2026-01-01".parse().expect("a day"));
    let links = Anchors::default();
    let material = desk.material(&links);
    println!("\nevery view of {} statements, in milliseconds", desk.corpus.statements().len());
    println!("{:>10} {:>9} {:>9} {:>9} {:>9}", "", "view", "SVG", "PNG", "KB of SVG");
    for view in View::ALL {
        let begun = Instant::now();
        let drawing = view.draw(&material, &Focus::default());
        let drawn = begun.elapsed();
        let written = svg::write(&drawing.scene, Theme::Light);
        let all_but_png = begun.elapsed();
        let pixels = png::render(&written, 1.0).expect("a picture");
        let all = begun.elapsed();
        assert!(!pixels.is_empty() && all < MOST_FOR_A_VIEW, "`{}` took {all:?}", view.name());
        println!(
            "{:>10} {:>9} {:>9} {:>9} {:>9}",
            view.name(),
            milliseconds(drawn),
            milliseconds(all_but_png - drawn),
            milliseconds(all - all_but_png),
            written.len() / 1000
        );
    }
}
