//! Pictures to try the drawing on: invented, but of the size and the nastiness of real ones.

use standoff::diagram::layout::ring::Cycle;
use standoff::diagram::picture::*;

/// A picture that holds nothing yet.
fn picture(title: &str, explanation: &str) -> Picture {
    Picture { title: title.into(), explanation: explanation.into(), ..Picture::default() }
}

fn slug(label: &str) -> String {
    let plain = label.chars().map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' });
    plain.take(60).collect()
}

fn actor(label: &str, own: Option<&str>, colour: usize) -> Node {
    let sublabel = own.map(String::from);
    Node { id: slug(label), label: label.into(), sublabel, kind: NodeKind::Actor(colour), ..Node::default() }
}

fn node(label: &str, kind: NodeKind, group: Option<usize>) -> Node {
    let link = Some(format!("#proposition/{}", slug(label)));
    Node { id: slug(label), label: label.into(), kind, group, link, ..Node::default() }
}

fn group(label: &str) -> Group {
    Group { id: slug(label), label: label.into(), link: None }
}

/// The sketch `flow.png`: 25 demands over six issues.
pub fn demands() -> Picture {
    const ACTORS: [(&str, Option<&str>, usize); 7] = [
        ("Russia", Some("Россия"), 0),
        ("Sergey Lavrov", Some("Сергей Лавров"), 0),
        ("Ukraine", Some("Україна"), 2),
        ("United States", None, 1),
        ("Marco Rubio", Some("(US Secretary of State)"), 1),
        ("Europe (E3 + EU)", None, 3),
        ("NATO", None, 6),
    ];
    const ISSUES: [&str; 6] = [
        "Security & NATO",
        "Territory",
        "US–Russia relations",
        "Ceasefire & sequence",
        "Prisoners & humanitarian",
        "Sanctions & money",
    ];
    // What, its issue, and who (by place in ACTORS) demands it from whom.
    const DEMANDS: [(&str, usize, &[usize], &[usize]); 25] = [
        ("Ukraine becomes neutral, no foreign bases", 0, &[0], &[2]),
        ("No NATO membership for Ukraine — \"ever\"", 0, &[0], &[6, 3, 2]),
        ("Limit Ukraine's army (< 85,000 men & weapons)", 0, &[0], &[2]),
        ("Binding security guarantees \"Article-5-like\"", 0, &[2], &[3, 5]),
        ("Change of government in Kyiv («денацификация»)", 0, &[0], &[2]),
        ("Official status of the Russian language", 0, &[0], &[]),
        ("Recognise annexed regions as Russian (de jure)", 1, &[0], &[3, 2]),
        ("Ukraine withdraws from Donetsk, Luhansk, Kherson, Zaporizhzhia", 1, &[0], &[2]),
        ("Territorial integrity within 1991 borders", 1, &[2], &[0]),
        ("Restore US–Russia relations (flights, embassies)", 2, &[0], &[3]),
        ("Relations BEFORE peace settlement", 2, &[1], &[]),
        ("Progress on peace BEFORE normalisation", 2, &[3], &[0]),
        ("\"Both sides must compromise\"", 2, &[4], &[0, 2]),
        ("Full, unconditional ceasefire within weeks", 3, &[2, 3, 5], &[0]),
        ("\"Root causes\" solved before any ceasefire", 3, &[1], &[]),
        ("Stop Western arms deliveries during ceasefire", 3, &[0], &[3, 5]),
        ("Elections in Ukraine before signing", 3, &[0], &[2]),
        ("All-for-all prisoner exchange", 4, &[2], &[]),
        ("Return of deported children", 4, &[2], &[0]),
        ("Lift sanctions (SWIFT, <Rosselkhozbank>)", 5, &[0], &[3, 5]),
        ("Secondary tariffs if no deal in 50 days", 5, &[3], &[]),
        ("Frozen assets pay for reconstruction (€210 bn)", 5, &[2, 5], &[5]),
        ("Minerals & reconstruction fund R&D", 5, &[3], &[2]),
        ("Black Sea grain & shipping truce", 5, &[0], &[2]),
        ("Humanitarian corridor via Armenia (Երևան)", 4, &[5], &[2]),
    ];
    let mut picture = picture(
        "Who demands what from whom?",
        "Left: who demands. Middle: what is demanded, by issue. Right: who would have to deliver.",
    );
    picture.groups = ISSUES.iter().map(|issue| group(issue)).collect();
    picture.nodes = ACTORS.iter().map(|&(name, own, colour)| actor(name, own, colour)).collect();
    for (what, issue, who, whom) in DEMANDS {
        let to = picture.nodes.len();
        picture.nodes.push(node(what, NodeKind::Proposition, Some(issue)));
        for &from in who {
            let demand =
                Edge { from, to, towards: whom.to_vec(), kind: EdgeKind::Stance(Verb::Demands), ..Edge::default() };
            picture.edges.push(Edge { actor: Some(ACTORS[from].2), ..demand });
        }
    }
    let after = |text: &str| ConditionNote { kind: ConditionKind::OnlyAfter, text: text.into() };
    picture.edges[9].conditions.push(after("the war has ended"));
    picture.edges[14].conditions.push(ConditionNote {
        kind: ConditionKind::OnlyIf,
        text: "the United States, Ukraine and Europe all agree to a monitoring mechanism along the line".into(),
    });
    picture.edges[20].conditions.push(ConditionNote { kind: ConditionKind::InReturnFor, text: "grain exports".into() });
    picture.edges[5].dashed = true;
    picture.left_out = vec!["12 withdrawn demands are left out.".into()];
    picture
}

/// The demands with offers and rejections among them, so that each thread must show its verb.
pub fn mixed_verbs() -> Picture {
    let mut picture = demands();
    for (index, edge) in picture.edges.iter_mut().enumerate() {
        edge.kind = [EdgeKind::Stance(Verb::Demands), EdgeKind::Stance(Verb::Offers), EdgeKind::Stance(Verb::Rejects)]
            [index % 3];
    }
    picture
}

/// The sketch `ring.png`, and beside it some who merely wait.
pub fn deadlock() -> (Picture, Vec<Cycle>) {
    let mut picture = picture("Who waits for whom?", "Each circle is a deadlock: every step waits for the next one.");
    let labels = [
        "Peace settlement",
        "Relations restored BEFORE a peace settlement",
        "Restore US–Russia relations (flights, embassies)",
        "Progress on peace BEFORE normalisation",
        "Sanctions on <Rosselkhozbank> lifted",
        "Black Sea grain truce",
    ];
    picture.nodes = labels.iter().map(|label| node(label, NodeKind::Proposition, None)).collect();
    let waits = |from, to, label: &str, kind| Edge { from, to, label: label.into(), kind, ..Edge::default() };
    let after = EdgeKind::Waits(ConditionKind::OnlyAfter);
    picture.edges = vec![
        waits(0, 1, "Russia: only after", after),
        waits(1, 2, "means", EdgeKind::Means),
        waits(2, 3, "United States: only after", after),
        waits(3, 0, "means progress on", EdgeKind::Means),
        waits(4, 0, "European Union: only after", after),
        waits(5, 4, "Russia: only if", EdgeKind::Waits(ConditionKind::OnlyIf)),
    ];
    (picture, vec![cycle(&[0, 1, 2, 3], &[0, 1, 2, 3], &[2])])
}

fn cycle(steps: &[usize], arrows: &[usize], breaks: &[usize]) -> Cycle {
    Cycle {
        steps: steps.to_vec(),
        arrows: arrows.to_vec(),
        breaks: breaks.to_vec(),
        heading: "Deadlock".into(),
        words: "Every step waits for the next one. Relaxing any one arrow breaks the circle.".into(),
    }
}

/// Circles of one, two, three, five and nine steps in one picture.
pub fn many_rings() -> (Picture, Vec<Cycle>) {
    let mut picture = picture("Who waits for whom?", "Five circles.");
    let mut cycles = Vec::new();
    for count in [1, 2, 3, 5, 9] {
        let first = picture.nodes.len();
        let steps: Vec<usize> = (first..first + count).collect();
        let arrows: Vec<usize> = (picture.edges.len()..picture.edges.len() + count).collect();
        for place in 0..count {
            let label = format!("Step {} of {count}: Азербайджан withdraws from the corridor", place + 1);
            picture.nodes.push(node(&label, NodeKind::Proposition, None));
            picture.edges.push(Edge {
                from: first + place,
                to: first + (place + 1) % count,
                label: "Հայաստան: only after the other side has signed".into(),
                kind: EdgeKind::Waits(ConditionKind::OnlyAfter),
                ..Edge::default()
            });
        }
        cycles.push(cycle(&steps, &arrows, &[0]));
    }
    (picture, cycles)
}

/// The sketch `layered-waits.png` and more: 45 nodes, four scripts, findings, conditions, a self-loop, hostile words.
pub fn waits() -> Picture {
    let mut picture = picture("What must come first?", "An arrow leads to what must come before.");
    let issues = ["Ceasefire & sequence", "Security & NATO", "US–Russia relations", "Sanctions & money", "Кавказ"];
    picture.groups = issues.iter().map(|issue| group(issue)).collect();
    let words = [
        "Peace settlement",
        "Elections in Ukraine before signing",
        "\"Root causes\" solved before any ceasefire",
        "Monitoring mechanism agreed (ՄԱԿ / OSCE)",
        "Full, unconditional\nceasefire within weeks",
        "Ukraine becomes neutral, no foreign bases",
        "Guarantees \"Article-5-like\" <binding>",
        "C:\\path\\to\\peace & back",
        "Հայաստանի սահմանները ճանաչված են",
        "Денацификация «по-русски»",
        "Ελληνική πρόταση για ειρήνη",
    ];
    let conditions =
        [ConditionKind::OnlyAfter, ConditionKind::OnlyIf, ConditionKind::InReturnFor, ConditionKind::Unless];
    for index in 0..45 {
        let kind = match index % 9 {
            4 => NodeKind::Condition(conditions[index / 9 % 4]),
            7 if index > 20 => NodeKind::Finding,
            8 if index > 30 => NodeKind::Actor(index % 5),
            _ => NodeKind::Proposition,
        };
        let label = format!("{} {}", words[index * 7 % words.len()], index + 1);
        let group = (index % 6 < 5).then_some(index * 5 / 45);
        picture.nodes.push(node(&label, kind, group));
    }
    let labels = ["Russia: only after", "Україна: only if", "needs", "", "United States: in return for"];
    let kinds = [
        EdgeKind::Waits(ConditionKind::OnlyAfter),
        EdgeKind::Waits(ConditionKind::OnlyIf),
        EdgeKind::Means,
        EdgeKind::Excludes,
        EdgeKind::Waits(ConditionKind::InReturnFor),
    ];
    for index in 0..52_usize {
        let from = index * 17 % 45;
        let to = if index % 9 == 0 { (from + 11) % 45 } else { (from + 1 + index % 4) % 45 };
        let (label, kind) = (labels[index % 5].to_owned(), kinds[index % 5]);
        let dashed = index % 11 == 5;
        picture.edges.push(Edge { from, to, label, kind, dashed, ..Edge::default() });
    }
    let itself = Edge { from: 4, to: 4, label: "Russia: only after".into(), kind: kinds[0], ..Edge::default() };
    picture.edges.push(itself);
    picture
}

/// The deadlock's own graph, small enough to see each turn of a line.
pub fn small_waits() -> Picture {
    let (mut picture, _) = deadlock();
    picture.title = "What must come first?".into();
    picture.groups = vec![group("US–Russia relations"), group("Sanctions & money")];
    for (index, node) in picture.nodes.iter_mut().enumerate() {
        node.group = Some(index / 4);
    }
    let finding = Node {
        kind: NodeKind::Finding,
        group: Some(0),
        ..node("Deadlock:\neach waits for the other", NodeKind::Finding, None)
    };
    picture.nodes.push(finding);
    picture.nodes.push(node("a monitoring mission is in place", NodeKind::Condition(ConditionKind::OnlyAfter), None));
    let found = |to| Edge { from: 6, to, kind: EdgeKind::Concerns, ..Edge::default() };
    picture.edges.extend([found(0), found(2)]);
    picture.edges.push(Edge { from: 5, to: 7, kind: EdgeKind::Waits(ConditionKind::OnlyAfter), ..Edge::default() });
    picture
}

pub fn empty() -> Picture {
    picture("Who demands what from whom?", "Nobody has said anything yet.")
}

pub fn one_node() -> Picture {
    Picture { nodes: vec![node("Peace settlement", NodeKind::Proposition, None)], ..empty() }
}

/// One label of 400 characters, one endless word, one of control characters only.
pub fn long_labels() -> Picture {
    let mut picture =
        picture(&"Who demands what from whom, and on which condition? ".repeat(4), &"explained ".repeat(60));
    let long = "Ukraine withdraws from Donetsk, Luhansk, Kherson, Zaporizhzhia «и так далее» ".repeat(6);
    picture.nodes = vec![
        actor("Министерство иностранных дел Российской Федерации", Some("Ministry of Foreign Affairs"), 0),
        node(&long.chars().take(400).collect::<String>(), NodeKind::Proposition, None),
        node(&"Rechtsschutzversicherungsgesellschaften".repeat(9), NodeKind::Condition(ConditionKind::OnlyAfter), None),
        node("\u{1}\u{2}\u{b}", NodeKind::Finding, None),
        actor("和平 🕊 peace", None, 1),
    ];
    for to in 1..4 {
        let conditions = vec![ConditionNote { kind: ConditionKind::Unless, text: long.clone() }];
        let label = long.chars().take(120).collect();
        let edge =
            Edge { from: 0, to, towards: vec![4], kind: EdgeKind::Stance(Verb::Demands), label, ..Edge::default() };
        picture.edges.push(Edge { actor: Some(0), conditions, ..edge });
    }
    picture
}

/// Two hundred nodes: chains, a hub, and forty that nothing is joined to.
pub fn large() -> Picture {
    let mut picture = picture("The whole knowledge graph", "Everything at once.");
    picture.groups = (0..8).map(|index| group(&format!("Issue {}", index + 1))).collect();
    for index in 0..200_usize {
        let kind = if index % 10 == 3 { NodeKind::Condition(ConditionKind::OnlyAfter) } else { NodeKind::Proposition };
        let group = (index % 7 > 0).then_some(index * 8 / 200);
        picture.nodes.push(node(&format!("Position {index}: corridor opened"), kind, group));
    }
    for index in 0..160_usize {
        let kind = EdgeKind::Waits(ConditionKind::OnlyAfter);
        let label = if index % 3 == 0 { "Russia: only after".to_owned() } else { String::new() };
        let to = if index % 8 == 0 { 0 } else { (index + 1) % 160 };
        picture.edges.push(Edge { from: index, to, kind, label, ..Edge::default() });
    }
    picture
}

/// Any graph: one node for each entry of `groups`, an edge for each pair (taken round).
pub fn random(groups: &[usize], ends: &[(usize, usize)]) -> Picture {
    let mut picture = picture("What must come first?", "Any graph.");
    picture.groups = (0..4).map(|index| group(&format!("Issue {index}: мир & Խաղաղություն"))).collect();
    let kinds =
        [NodeKind::Proposition, NodeKind::Condition(ConditionKind::OnlyAfter), NodeKind::Finding, NodeKind::Actor(3)];
    for (index, &own) in groups.iter().enumerate() {
        let label = format!("Position {index}: {}", "the corridor is opened ".repeat(index % 4));
        picture.nodes.push(node(&label, kinds[index % 4], Some(own).filter(|&own| own < 4)));
    }
    for (index, &(from, to)) in ends.iter().enumerate() {
        let (from, to) = (from % groups.len(), to % groups.len());
        let label = ["", "Russia: only after", "означает"][index % 3].to_owned();
        let kind = [EdgeKind::Waits(ConditionKind::OnlyAfter), EdgeKind::Excludes, EdgeKind::Means][index % 3];
        picture.edges.push(Edge { from, to, label, kind, ..Edge::default() });
    }
    picture
}

/// Any demands: five actors, one proposition for each entry of `groups`.
pub fn random_demands(groups: &[usize], ends: &[(usize, usize)]) -> Picture {
    let mut picture = random(groups, &[]);
    picture.nodes.iter_mut().for_each(|node| node.kind = NodeKind::Proposition);
    let first = picture.nodes.len();
    picture.nodes.extend((0..5).map(|index| actor(&format!("Actor {index}"), Some("Հայաստան"), index)));
    for &(one, other) in ends {
        let demand =
            Edge { from: first + one % 5, to: other % first, kind: EdgeKind::Stance(Verb::Demands), ..Edge::default() };
        let note = ConditionNote { kind: ConditionKind::Unless, text: "it rains ".repeat(one) };
        let towards = (0..one % 3).map(|whom| first + (whom + other) % 5).collect();
        let conditions = if other % 4 == 0 { vec![note] } else { vec![] };
        picture.edges.push(Edge { actor: Some(one % 5), towards, conditions, dashed: one == other, ..demand });
    }
    picture
}

/// A circle of `count` steps, and some in a row who wait for it.
pub fn random_ring(count: usize, long: bool, waiting: usize) -> (Picture, Cycle) {
    let mut picture = picture("Who waits for whom?", "Any circle.");
    for index in 0..count + waiting {
        let label = format!("Step {index} {}", if long { "towards a peace that lasts" } else { "" });
        picture.nodes.push(node(&label, NodeKind::Proposition, None));
        let to = if index < count { (index + 1) % count } else { index - 1 };
        let label = if long { "United States: only after it is signed" } else { "means" }.to_owned();
        picture.edges.push(Edge { from: index, to, label, ..Edge::default() });
    }
    let steps: Vec<usize> = (0..count).collect();
    (picture, cycle(&steps, &steps, &[count / 2]))
}
