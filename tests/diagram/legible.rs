//! Looks at a scene as a reader would, and says in words what is wrong with it.

use standoff::diagram::geometry::{Path, Point, Rect, Step};
use standoff::diagram::scene::{Form, Item, Mark, Scene, Text};

/// What a reader would complain about; nothing where the picture is clean.
pub fn complaint(scene: &Scene) -> Option<String> {
    overlapping_texts(scene)
        .or_else(|| escaping_text(scene))
        .or_else(|| mismeasured_text(scene))
        .or_else(|| struck_text(scene))
        .or_else(|| struck_box(scene))
        .or_else(|| overlapping_boxes(scene))
}

fn is_node(item: &Item) -> bool {
    item.about.class.starts_with("node")
}

/// A text's letters, without the white around them.
fn letters(text: &Text) -> Rect {
    text.bounds().grown(-0.5)
}

fn overlapping_texts(scene: &Scene) -> Option<String> {
    let mut texts: Vec<&Text> = scene.texts().collect();
    texts.sort_by(|one, other| one.at.x.total_cmp(&other.at.x));
    texts.iter().enumerate().find_map(|(index, one)| {
        let near = texts[index + 1..].iter().take_while(|other| other.bounds().x < one.bounds().right());
        let clash = near.into_iter().find(|other| letters(one).overlaps(letters(other)))?;
        Some(format!("{:?} lies on {:?}", one.content, clash.content))
    })
}

/// The form of a node that holds its words, where it has one.
fn form(item: &Item) -> Option<Rect> {
    matches!(item.marks.first(), Some(Mark::Shape { fill: Some(_), .. })).then(|| item.marks[0].bounds())
}

fn escaping_text(scene: &Scene) -> Option<String> {
    let page = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
    scene.items.iter().find_map(|item| {
        let form = if is_node(item) { form(item) } else { None };
        let escapes = |text: &&Text| {
            // A badge sits on the corner of its box, and is the only text that may.
            let is_badge = text.content.len() <= 2;
            let in_form = form.is_none_or(|form| is_badge || form.grown(0.5).encloses(text.bounds()));
            !in_form || !page.encloses(text.bounds())
        };
        item.texts().find(escapes).map(|text| format!("{:?} leaves its box or the picture", text.content))
    })
}

/// Whether a text is as wide as it claims, so that all these tests mean something.
fn mismeasured_text(scene: &Scene) -> Option<String> {
    let wrong = |text: &&Text| (text.font.width(&text.content) - text.width).abs() > 0.01;
    scene.texts().find(wrong).map(|text| format!("{:?} is not {} wide", text.content, text.width))
}

/// Points along a path, near enough to each other that no word slips between them.
fn points(path: &Path) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut at = Point::default();
    for step in &path.steps {
        let piece = match *step {
            Step::Move(to) => Path::through(&[to]),
            Step::Line(to) => Path::through(&[at, to]),
            Step::Curve(..) => Path { steps: vec![Step::Move(at), *step] },
            Step::Close => continue,
        };
        let samples = piece.samples();
        for leg in samples.windows(2) {
            let parts = (leg[0].distance(leg[1]) / 2.0).ceil().max(1.0) as usize;
            points.extend((0..=parts).map(|part| leg[0].towards(leg[1], part as f64 / parts as f64)));
        }
        points.extend(samples.last());
        at = samples.last().copied().unwrap_or(at);
    }
    points
}

/// The strokes that are seen of a line, and those of its signs.
fn strokes(item: &Item) -> impl Iterator<Item = &Path> {
    item.marks.iter().filter_map(|mark| match mark {
        Mark::Shape { form: Form::Path(path), pen: Some(_), fill: None } => Some(path),
        _ => None,
    })
}

/// No line runs through words: what is seen of it through none at all, and the whole of its way through none but its own.
fn struck_text(scene: &Scene) -> Option<String> {
    let texts: Vec<(usize, &Text)> =
        scene.items.iter().enumerate().flat_map(|(index, item)| item.texts().map(move |text| (index, text))).collect();
    scene.items.iter().enumerate().find_map(|(index, item)| {
        let course = item.course.as_ref()?;
        let seen: Vec<Point> = strokes(item).flat_map(points).collect();
        let strikes = |own: bool, at: &Point| {
            let others = texts.iter().filter(move |(owner, _)| own || *owner != index);
            others.map(|(_, text)| *text).find(|text| letters(text).holds(*at))
        };
        let struck = seen.iter().find_map(|at| strikes(true, at));
        let struck = struck.or_else(|| points(course).iter().find_map(|at| strikes(false, at)));
        struck.map(|text| format!("{:?} runs through {:?}", item.about.label, text.content))
    })
}

/// No line runs through a box, but into those that it joins.
fn struck_box(scene: &Scene) -> Option<String> {
    let boxes: Vec<(&str, Rect)> = scene
        .items
        .iter()
        .filter(|item| is_node(item))
        .filter_map(|item| Some((item.about.id.as_deref()?, form(item)?)))
        .collect();
    scene.items.iter().find_map(|item| {
        let (course, ends) = (item.course.as_ref()?, item.about.ends.as_ref()?);
        let is_end = |id: &str| id == ends.from || id == ends.to || ends.towards.iter().any(|end| end == id);
        let strangers: Vec<&(&str, Rect)> = boxes.iter().filter(|(id, _)| !is_end(id)).collect();
        let struck = |at: Point| strangers.iter().find(|(_, area)| area.grown(-1.0).holds(at));
        let (id, _) = points(course).into_iter().find_map(struck)?;
        Some(format!("{:?} runs through the box of {id:?}", item.about.label))
    })
}

fn overlapping_boxes(scene: &Scene) -> Option<String> {
    let nodes: Vec<&Item> = scene.items.iter().filter(|item| is_node(item) && form(item).is_some()).collect();
    let pairs = nodes.iter().enumerate().flat_map(|(index, one)| nodes[..index].iter().map(move |other| (one, other)));
    let mut clashes = pairs.filter(|(one, other)| one.marks[0].bounds().overlaps(other.marks[0].bounds()));
    clashes.next().map(|(one, other)| format!("{:?} lies on {:?}", one.about.label, other.about.label))
}
