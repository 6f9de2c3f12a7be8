//! What drawing costs: our layouts at 50, 500 and 5,000 nodes, beside Graphviz's `dot` and `sfdp` on the same graphs in
//! the same run, and every view on a dispute of 2,000 statements.
//!
//! ```text
//! cargo bench --bench drawing
//! cargo bench --bench drawing -- views         without the engines, which take some minutes
//! cargo bench --bench drawing -- --pictures    keeps the pictures in target/tmp/pictures, to be looked at
//! ```
//!
//! Graphviz is asked where it is installed, with a minute's patience. Its times include starting it and reading the graph.

#![expect(clippy::disallowed_methods, reason = "a benchmark has an argument of its own, and keeps pictures")]
#![expect(clippy::disallowed_types, reason = "a benchmark starts the programs that it compares with")]

mod realistic;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use realistic::Realistic;
use standoff::diagram::layout::layered::Limits;
use standoff::diagram::layout::{columns, layered, matrix};
use standoff::diagram::picture::{ConditionKind, Edge, EdgeKind, Node, NodeKind, Picture, Verb};
use standoff::diagram::scene::Scene;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Anchors, Card, CardKind, Drawing, Focus, View};
use standoff::diagram::{dot, png, svg};
use standoff::id::{ActorId, PropositionId};
use standoff::report::case;
use standoff::rules::{self, Levels};
use standoff::text::Source;
use standoff::{Desk, Files};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 3] = [50, 500, 5_000];
const PATIENCE: Duration = Duration::from_secs(60);

fn main() {
    if !is_asked("views") {
        compare_engines();
    }
    measure_views();
}

fn is_asked(word: &str) -> bool {
    std::env::args().any(|argument| argument == word)
}

fn compare_engines() {
    println!(
        "layout and SVG, in milliseconds; Graphviz from start to SVG, `drawn` are the nodes that `layered` found room for"
    );
    for engine in ["dot", "sfdp"].into_iter().filter(|engine| !is_installed(engine)) {
        println!("Graphviz's `{engine}` is not installed here, so its columns are empty");
    }
    println!(
        "{:>6} {:>6} {:>9} {:>9} {:>9} {:>9} | {:>6} {:>9} {:>6} {:>9} {:>9}",
        "nodes", "edges", "columns", "matrix", "dot", "sfdp", "edges", "layered", "drawn", "dot", "sfdp"
    );
    for size in SIZES {
        let demands = demands(size);
        let threads = best(|| columns::draw(&demands, ["Who", "demands what", "from whom"]));
        let table = best(|| matrix::draw(&demands));
        let text = dot::write(&demands, Theme::Light);
        let (dot_of_demands, sfdp_of_demands) = (graphviz("dot", &text), graphviz("sfdp", &text));

        let waits = waits(size);
        let layers = best(|| layered::draw(&waits, Limits::default()));
        let drawn = layered::draw(&waits, Limits::default());
        let drawn = drawn.items.iter().filter(|item| item.about.class.starts_with("node")).count();
        let text = dot::write(&waits, Theme::Light);
        let (dot_of_waits, sfdp_of_waits) = (graphviz("dot", &text), graphviz("sfdp", &text));
        println!(
            "{size:>6} {:>6} {threads:>9} {table:>9} {dot_of_demands:>9} {sfdp_of_demands:>9} | {:>6} {layers:>9} \
             {drawn:>6} {dot_of_waits:>9} {sfdp_of_waits:>9}",
            demands.edges.len(),
            waits.edges.len(),
        );
    }
}

fn is_installed(engine: &str) -> bool {
    let asked = Command::new(engine).arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
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

/// Draws every view and one card of each kind, in a desk of 2,000 statements.
fn measure_views() {
    let desk = desk(2_000);
    let links = Anchors::default();
    let material = desk.material(&links);
    println!("\nevery view of {} statements, in milliseconds", desk.corpus.statements().len());
    println!("{:>12} {:>9} {:>9} {:>9} {:>9}", "", "view", "SVG", "PNG", "KB of SVG");
    let focus = Focus::default();
    for view in View::ALL {
        measure(view.name(), || view.draw(&material, &focus));
    }
    let judgement = rules::check(&desk.context(), &Levels::default());
    let findings = judgement.findings.iter().map(|judged| case(&desk.corpus, judged));
    let finding = findings.max_by_key(|case| case.statements.len()).expect("some finding");
    let (actor, proposition) = most_wanted(&desk);
    for (kind, card) in
        CardKind::ALL.into_iter().zip([Card::Actor(actor), Card::Proposition(proposition), Card::Finding(&finding)])
    {
        measure(kind.name(), || card.draw(&material, &focus));
    }
}

fn desk(statements: usize) -> Desk {
    let Realistic { sheets, texts } = Realistic::generate(statements, 7);
    let files = sheets.into_iter().fold(Files::default(), |files, (path, text)| files.with_sheet(&path, text));
    let texts = texts.into_iter().map(|(name, text)| (name.clone(), Source::new(format!("seeds/{name}"), text)));
    Desk::new(Files { texts: texts.collect(), ..files }, None, "2026-01-01".parse().expect("a day"))
}

/// Whoever has most positions, and that on which most are taken.
fn most_wanted(desk: &Desk) -> (ActorId, PropositionId) {
    let (mut holders, mut things) = (BTreeMap::new(), BTreeMap::new());
    for statement in desk.corpus.statements() {
        *holders.entry(statement.holder).or_insert(0) += 1;
        *things.entry(statement.what).or_insert(0) += 1;
    }
    let holder = holders.into_iter().max_by_key(|&(_, count)| count).expect("some statement").0;
    (holder, things.into_iter().max_by_key(|&(_, count)| count).expect("some statement").0)
}

/// Prints a row; with `--pictures` keeps what was drawn, to be looked at.
fn measure(name: &str, draw: impl Fn() -> Drawing) {
    let run = || {
        let begun = Instant::now();
        let drawing = draw();
        let drawn = begun.elapsed();
        let written = svg::write(&drawing.scene, Theme::Light);
        let all_but_png = begun.elapsed();
        let pixels = png::render(&written, 1.0).expect("a picture");
        (begun.elapsed(), drawn, all_but_png, written, pixels)
    };
    let runs = (0..3).map(|_| run()).min_by_key(|run| run.0);
    let (all, drawn, all_but_png, written, pixels) = runs.expect("three runs");
    assert!(!pixels.is_empty(), "`{name}` is empty");
    println!(
        "{name:>12} {:>9} {:>9} {:>9} {:>9}",
        milliseconds(drawn),
        milliseconds(all_but_png - drawn),
        milliseconds(all - all_but_png),
        written.len() / 1000
    );
    if is_asked("--pictures") {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        std::fs::create_dir_all(&folder).expect("the folder `target` can be written");
        std::fs::write(folder.join(format!("{name}.png")), pixels).expect("the folder `target` can be written");
    }
}
