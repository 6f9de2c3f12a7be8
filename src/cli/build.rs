//! `standoff build`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use standoff::corpus::Board;
use standoff::demands::{Query, demands};
use standoff::diagram::view::{Anchors, Card, Focus, Links, View};
use standoff::id::ActorId;
use standoff::report::markdown::{Picture, Pictures, report};
use standoff::report::{Tally, case, news, terminal};
use standoff::rules::Judgement;

use crate::args::Global;
use crate::drawing::{Drawing, Format, Look};
use crate::levels::LevelArgs;
use crate::links::FileLinks;
use crate::opened::Opened;
use crate::progress::Progress;
use crate::{Verdict, files, output};

/// Draw all pictures and write the report, into the project's folder `graphs`
///
/// The same project gives the same files, byte by byte, so that they can be kept beside the sheets: a change of
/// position then shows as a change of a file.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff build\n  \
    standoff build --out april --as-of 2025-04-18")]
pub struct Build {
    /// The folder for the files; `graphs` in the project's folder where it is left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    levels: LevelArgs,
}

impl Build {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let judgement = opened.judge(global, &self.levels)?;
        let folder = self.out.clone().unwrap_or_else(|| opened.root.join("graphs"));

        let mut gallery = Gallery::new(global, &opened, &folder);
        let pictures = gallery.draw_all(&judgement)?;
        let wanted = demands(&desk.corpus, desk.graph(), &desk.standing, &Query::default());
        let text = report(&opened.name(), desk, &judgement, &wanted, &pictures);
        files::write(&folder.join("report.md"), text.as_bytes())?;
        gallery.hint_at_leftovers();

        let tally = Tally::of(desk, &judgement);
        if !global.quiet {
            output::print(&terminal::summary(&tally))?;
        }
        opened.hint_at_later(global);
        let drawn = standoff::report::count(gallery.drawn, "picture");
        let folder = folder.display();
        output::hint(
            global,
            &format!("wrote {drawn} and report.md to {folder}; `standoff check` tells more of each finding"),
        );
        Ok(Verdict::objects_if(tally.fails()))
    }
}

/// An actor with fewer positions has no card: its lines in the other pictures tell as much.
const FEWEST_POSITIONS: usize = 3;
/// More cards than this nobody leafs through; `standoff graph actor ID` draws any.
const MOST_ACTORS: usize = 12;
const MOST_FINDINGS: usize = 24;

/// The folder of pictures, being filled.
struct Gallery<'a> {
    global: &'a Global,
    opened: &'a Opened,
    folder: &'a Path,
    progress: Progress,
    /// The files that this run wrote, seen from the folder.
    written: BTreeSet<String>,
    drawn: usize,
}

impl<'a> Gallery<'a> {
    fn new(global: &'a Global, opened: &'a Opened, folder: &'a Path) -> Gallery<'a> {
        let progress = Progress::new(global, "drawing");
        Gallery { global, opened, folder, progress, written: BTreeSet::new(), drawn: 0 }
    }

    /// Draws every view, the cards of those who have most to say, and why the news among the findings were found.
    fn draw_all(&mut self, judgement: &Judgement) -> anyhow::Result<Pictures> {
        let desk = &self.opened.desk;
        let mut pictures = Pictures::default();
        for view in View::ALL {
            let (name, focus) = (view.name(), Focus::default());
            let drawn = self.draw(name, &Format::OF_BUILD, |links| Drawing::of_view(desk, view, &focus, links))?;
            pictures.views.push(drawn);
        }
        for actor in self.actors() {
            let name = format!("actors/{}", desk.corpus[actor].slug);
            let card = |links: &dyn Links| Drawing::of_card(desk, Card::Actor(actor), &Focus::default(), links);
            pictures.actors.push(self.draw(&name, &[Format::Svg], card)?);
        }
        for judged in news(judgement).into_iter().take(MOST_FINDINGS) {
            let (name, case) = (format!("findings/{}", judged.id), case(&desk.corpus, judged));
            let card = |links: &dyn Links| Drawing::of_card(desk, Card::Finding(&case), &Focus::default(), links);
            pictures.findings.insert(judged.id.clone(), self.draw(&name, &[Format::Svg], card)?);
        }
        Ok(pictures)
    }

    /// Those with the most positions in force.
    fn actors(&self) -> Vec<ActorId> {
        let corpus = &self.opened.desk.corpus;
        let mut positions: BTreeMap<ActorId, usize> = BTreeMap::new();
        for own in self.opened.desk.standing.in_force_on(Board::Outcome) {
            *positions.entry(corpus[own.id].holder).or_default() += 1;
        }
        let mut actors: Vec<ActorId> = positions.keys().copied().collect();
        actors.retain(|actor| positions[actor] >= FEWEST_POSITIONS);
        actors.sort_by_key(|actor| (std::cmp::Reverse(positions[actor]), *actor));
        actors.truncate(MOST_ACTORS);
        actors
    }

    /// Draws a picture in some formats, and tells the report of the first of them.
    fn draw(
        &mut self,
        name: &str,
        formats: &[Format],
        drawing: impl FnOnce(&dyn Links) -> Drawing,
    ) -> anyhow::Result<Picture> {
        self.progress.doing(format!("drawing {name}"));
        let file = |format: Format| format!("{name}.{}", format.ending());
        let links = FileLinks::new(&self.opened.desk.sources, &self.opened.root, &self.folder.join(file(formats[0])));
        let drawing = match &links {
            Some(links) => drawing(links),
            None => drawing(&Anchors::default()),
        };
        for &format in formats {
            files::write(&self.folder.join(file(format)), &drawing.bytes(format, Look::default())?)?;
            self.written.insert(file(format));
        }
        self.drawn += 1;
        Ok(Picture { title: drawing.title().to_owned(), file: file(formats[0]) })
    }

    /// Names pictures of an earlier run that nothing draws any more. They are the user's to delete: somebody may have put
    /// them there.
    fn hint_at_leftovers(&self) {
        let in_folder = |folder: &str| {
            let names = files::names_in(&self.folder.join(folder)).into_iter();
            let path = move |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
            names.map(path).collect::<Vec<_>>()
        };
        let is_picture =
            |name: &String| Format::OF_BUILD.iter().any(|format| name.ends_with(&format!(".{}", format.ending())));
        let all = ["", "actors", "findings"].into_iter().flat_map(in_folder);
        let leftovers: Vec<String> = all.filter(|name| is_picture(name) && !self.written.contains(name)).collect();
        let hint = match leftovers.as_slice() {
            [] => return,
            [one] => format!("{one} is a picture of an earlier run; delete it where nobody needs it"),
            [first, others @ ..] => {
                let more = others.len();
                format!("{first} and {more} more are pictures of an earlier run; delete them where nobody needs them")
            }
        };
        output::hint(self.global, &hint);
    }
}
