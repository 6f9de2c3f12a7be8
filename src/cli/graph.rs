//! `standoff graph`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use standoff::corpus::Basis;
use standoff::date::PartialDate;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Anchors, Card, CardKind, Focus, Links, Neighbourhood, NoLinks};
use standoff::report::case;

use crate::args::Global;
use crate::drawing::{Asked, Drawing, Engine, Format, Look, asked_parser, theme_parser};
use crate::levels::LevelArgs;
use crate::links::FileLinks;
use crate::opened::Opened;
use crate::{Verdict, files, lookup, output};

/// Draw one picture: who demands what from whom, who waits for whom
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff graph demands -o demands.svg\n  \
    standoff graph actor russia -o russia.png --theme dark\n  \
    standoff graph waits relations-restored --steps 2 -o around.svg\n  \
    standoff graph timeline --actor usa --since 2025-01 -o usa.svg\n  \
    standoff graph finding deadlock-k3v9qd -o why.svg    `standoff check` tells the ids\n  \
    standoff graph demands --format mermaid              to paste into a wiki\n  \
    standoff graph waits --format dot | dot -Tpdf > waits.pdf")]
pub struct Graph {
    /// The question that the picture answers
    #[arg(value_parser = asked_parser())]
    view: Asked,
    /// The record that the picture is about
    ///
    /// `actor`, `proposition` and `finding` need one. Of every other picture, only what lies around the record is drawn:
    /// an actor, an issue, a proposition, an article or a statement.
    id: Option<String>,
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    focus: FocusArgs,
}

/// Options for the file.
#[derive(Args, Debug)]
struct FileArgs {
    /// The file to write; its ending tells the format; `-` or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The form of the file; SVG where neither this nor the file's name tells
    #[arg(long)]
    format: Option<Format>,
    /// Who finds the places for boxes and lines
    #[arg(long, default_value = "own")]
    engine: Engine,
    /// The colours
    #[arg(long, value_parser = theme_parser(), default_value = "light")]
    theme: Theme,
    /// How many pixels of a PNG are one unit of the picture
    #[arg(long, value_name = "NUMBER", default_value = "2", value_parser = scale)]
    scale: f32,
    /// The page to which clicks lead, such as `https://example.org/talks`, or `none`
    ///
    /// Each record is looked for at its place there, such as `#actor/russia`. Where this is left out, clicks lead to the
    /// project's own files.
    #[arg(long, value_name = "ADDRESS")]
    links: Option<String>,
}

/// Options for what is drawn.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options for what is drawn")]
struct FocusArgs {
    /// Only what concerns this actor (an id, a name or an alias); may be given several times
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<String>,
    /// Only what concerns this issue; may be given several times
    #[arg(long, value_name = "ISSUE")]
    issue: Vec<String>,
    /// Only what was said on this date or later
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,
    /// Only what was said on this date or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// Only what rests on such words; may be given several times
    #[arg(long, value_enum, value_name = "BASIS")]
    basis: Vec<BasisArg>,
    /// How far from the record is drawn
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    steps: u8,
    /// How many things are drawn at most: threads, rows, marks
    ///
    /// Every picture has a number of its own, above which nobody would see anything; what is left out is said below it.
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
}

/// What a statement rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum BasisArg {
    /// The speaker's own words
    Direct,
    /// What the article reports
    Reported,
    /// A source that would not be named
    Unnamed,
    /// A reading
    Inferred,
}

impl From<BasisArg> for Basis {
    fn from(typed: BasisArg) -> Basis {
        match typed {
            BasisArg::Direct => Basis::Direct,
            BasisArg::Reported => Basis::Reported,
            BasisArg::Unnamed => Basis::Unnamed,
            BasisArg::Inferred => Basis::Inferred,
        }
    }
}

fn scale(typed: &str) -> Result<f32, String> {
    let number: f32 = typed.parse().map_err(|_| "a number is due, such as 2 or 0.5".to_owned())?;
    if (0.05..=20.0).contains(&number) { Ok(number) } else { Err("from 0.05 to 20".to_owned()) }
}

impl Graph {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let file = self.file.output.as_deref().filter(|file| *file != Path::new("-"));
        let format = match (self.file.format, file) {
            (Some(format), _) => format,
            (None, Some(file)) => format_of(file)?,
            (None, None) => Format::Svg,
        };
        if !format.is_text() && file.is_none() && output::is_terminal() {
            let (name, ending) = (self.view.name(), format.ending());
            bail!("a {} is nothing to read; name a file for it: `-o {name}.{ending}`", ending.to_uppercase());
        }
        let opened = Opened::new(global)?;
        let drawing = self.drawing(global, &opened, file)?;
        let look = Look { theme: self.file.theme, scale: self.file.scale };
        let bytes = match self.file.engine {
            Engine::Own => drawing.bytes(format, look)?,
            Engine::Graphviz => drawing.bytes_by_graphviz(global, format, look)?,
        };
        if drawing.is_cut() && format != Format::Dot {
            let way_out = "a record's id, `--actor`, `--issue` or `--since` narrow it, `--limit` draws more";
            output::hint(global, &format!("not all of it has room, as the picture says; {way_out}"));
        }
        match file {
            Some(file) => files::write(file, &bytes)?,
            None => output::print_bytes(&bytes)?,
        }
        Ok(opened.verdict(global))
    }

    fn drawing(&self, global: &Global, opened: &Opened, file: Option<&Path>) -> anyhow::Result<Drawing> {
        let desk = &opened.desk;
        let corpus = &desk.corpus;
        let links = self.links(opened, file);
        let mut focus = self.focus.focus(opened)?;
        let card = match (self.view, self.id.as_deref()) {
            (Asked::View(view), id) => {
                let record = id.map(|typed| lookup::record(corpus, typed)).transpose()?;
                let steps = usize::from(self.focus.steps);
                focus.around = record.map(|record| Neighbourhood::new(corpus, desk.graph(), record, steps));
                return Ok(Drawing::of_view(desk, view, &focus, &*links));
            }
            (Asked::Card(card), None) => bail!("{}", which(card)),
            (Asked::Card(CardKind::Actor), Some(typed)) => Card::Actor(lookup::actor(corpus, typed)?),
            (Asked::Card(CardKind::Proposition), Some(typed)) => Card::Proposition(lookup::proposition(corpus, typed)?),
            (Asked::Card(CardKind::Finding), Some(typed)) => {
                let judgement = opened.judge(global, &LevelArgs::all())?;
                let finding = case(corpus, lookup::finding(&judgement, typed)?);
                return Ok(Drawing::of_card(desk, Card::Finding(&finding), &focus, &*links));
            }
        };
        Ok(Drawing::of_card(desk, card, &focus, &*links))
    }

    fn links<'a>(&self, opened: &'a Opened, file: Option<&Path>) -> Box<dyn Links + 'a> {
        match (self.file.links.as_deref(), file) {
            (Some("none"), _) => Box::new(NoLinks),
            (Some(page), _) => Box::new(Anchors { page: page.to_owned() }),
            (None, Some(file)) => match FileLinks::new(&opened.desk.sources, &opened.root, file) {
                Some(links) => Box::new(links),
                None => Box::new(Anchors::default()),
            },
            (None, None) => Box::new(Anchors::default()),
        }
    }
}

impl FocusArgs {
    fn focus(&self, opened: &Opened) -> anyhow::Result<Focus> {
        let corpus = &opened.desk.corpus;
        Ok(Focus {
            actors: self.actor.iter().map(|typed| lookup::actor(corpus, typed)).collect::<anyhow::Result<_>>()?,
            issues: self.issue.iter().map(|typed| lookup::issue(corpus, typed)).collect::<anyhow::Result<_>>()?,
            since: self.since.map(PartialDate::first_day),
            until: self.until.map(PartialDate::last_day),
            bases: self.basis.iter().copied().map(Basis::from).collect(),
            around: None,
            limit: self.limit,
        })
    }
}

/// Asks for the record that a card is of.
fn which(card: CardKind) -> &'static str {
    match card {
        CardKind::Actor => "of which actor? `standoff list actors` tells all; then `standoff graph actor ID`",
        CardKind::Proposition => {
            "of which proposition? `standoff list propositions` tells all; then `standoff graph proposition ID`"
        }
        CardKind::Finding => "of which finding? `standoff check` tells their ids; then `standoff graph finding ID`",
    }
}

/// The format that a file's ending tells; SVG where it has none.
fn format_of(file: &Path) -> anyhow::Result<Format> {
    let Some(ending) = file.extension().map(OsStr::to_string_lossy) else { return Ok(Format::Svg) };
    Format::from_str(&ending, true)
        .map_err(|_| anyhow!("`.{ending}` is not a form that standoff writes: use .svg, .png, .pdf, .dot or .mmd"))
}
