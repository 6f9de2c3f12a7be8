//! Pictures for `graph` and `build`: what can be asked for, and the way from there to a file's bytes.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use standoff::Desk;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{self, Card, CardKind, Focus, Links, View};
use standoff::diagram::{dot, mermaid, png, svg};

use crate::args::Global;
use crate::{graphviz, output};

/// What is to be drawn: a view of the whole, or a card of one record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    View(View),
    Card(CardKind),
}

impl Asked {
    fn all() -> impl Iterator<Item = Asked> {
        View::ALL.into_iter().map(Asked::View).chain(CardKind::ALL.into_iter().map(Asked::Card))
    }

    pub fn name(self) -> &'static str {
        match self {
            Asked::View(view) => view.name(),
            Asked::Card(card) => card.name(),
        }
    }

    fn question(self) -> &'static str {
        match self {
            Asked::View(view) => view.question(),
            Asked::Card(card) => card.question(),
        }
    }
}

/// Views and cards by their names, each told by its question.
pub fn asked_parser() -> impl TypedValueParser<Value = Asked> {
    let values = Asked::all().map(|asked| PossibleValue::new(asked.name()).help(asked.question()));
    let named = |name: String| Asked::all().find(|asked| asked.name() == name).expect("one of them");
    PossibleValuesParser::new(values.collect::<Vec<_>>()).map(named)
}

/// Themes by their names.
pub fn theme_parser() -> impl TypedValueParser<Value = Theme> {
    let named = |name: String| Theme::ALL.into_iter().find(|theme| theme.name() == name).expect("one of them");
    PossibleValuesParser::new(Theme::ALL.map(Theme::name)).map(named)
}

/// The form of a picture's file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For pages; sharp at every size
    Svg,
    /// For everywhere else
    Png,
    /// For print
    Pdf,
    /// The graph as text, for Graphviz and for comparing
    Dot,
    /// The graph as text, for wikis and issues that draw it
    #[value(alias = "mmd")]
    Mermaid,
}

impl Format {
    /// The forms in which `build` writes every view.
    pub const OF_BUILD: [Format; 3] = [Format::Svg, Format::Png, Format::Dot];

    /// The ending of the files' names.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
            Format::Dot => "dot",
            Format::Mermaid => "mmd",
        }
    }

    pub fn is_text(self) -> bool {
        !matches!(self, Format::Png | Format::Pdf)
    }
}

/// Who finds the places for boxes and lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Engine {
    /// standoff itself; needs nothing else
    Own,
    /// The program `dot` of Graphviz, where it is installed
    Graphviz,
}

/// How a picture's file shall look.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Look {
    pub theme: Theme,
    /// How many pixels of a PNG are one unit of the picture.
    pub scale: f32,
}

impl Default for Look {
    /// Sharp on today's screens.
    fn default() -> Look {
        Look { theme: Theme::Light, scale: 2.0 }
    }
}

/// A view or a card of a desk, drawn.
pub struct Drawing(view::Drawing);

impl Drawing {
    pub fn of_view(desk: &Desk, view: View, focus: &Focus, links: &dyn Links) -> Drawing {
        Drawing(view.draw(&desk.material(links), focus))
    }

    pub fn of_card(desk: &Desk, card: Card<'_>, focus: &Focus, links: &dyn Links) -> Drawing {
        Drawing(card.draw(&desk.material(links), focus))
    }

    /// The question that it answers.
    pub fn title(&self) -> &str {
        &self.0.picture.title
    }

    /// Whether something was left out because there was no room.
    pub fn is_cut(&self) -> bool {
        self.0.picture.is_cut
    }

    /// The bytes of a file.
    pub fn bytes(&self, format: Format, look: Look) -> anyhow::Result<Vec<u8>> {
        Ok(match format {
            Format::Dot => self.dot(look.theme).into_bytes(),
            Format::Mermaid => mermaid::write(&self.0.picture, look.theme).into_bytes(),
            Format::Svg => self.svg(look.theme).into_bytes(),
            Format::Png => png::render(&self.svg(look.theme), look.scale)?,
            Format::Pdf => self.pdf(look.theme)?,
        })
    }

    /// The bytes of a file, its places found by Graphviz; by ourselves where Graphviz fails, which is then said.
    pub fn bytes_by_graphviz(&self, global: &Global, format: Format, look: Look) -> anyhow::Result<Vec<u8>> {
        if matches!(format, Format::Dot | Format::Mermaid) {
            return self.bytes(format, look);
        }
        match graphviz::run(&self.dot(look.theme), format.ending())? {
            Ok(bytes) => Ok(bytes),
            Err(complaint) => {
                output::hint(global, &format!("Graphviz could not draw it, so standoff did: {complaint}"));
                self.bytes(format, look)
            }
        }
    }

    fn dot(&self, theme: Theme) -> String {
        dot::write(self.0.for_programs(), theme)
    }

    fn svg(&self, theme: Theme) -> String {
        svg::write(&self.0.scene, theme)
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, theme: Theme) -> anyhow::Result<Vec<u8>> {
        Ok(standoff::diagram::pdf::write(&self.0.scene, theme)?)
    }

    #[cfg(not(feature = "pdf"))]
    fn pdf(&self, _: Theme) -> anyhow::Result<Vec<u8>> {
        anyhow::bail!(
            "this standoff was built without PDF; get it by `cargo install --path . --features pdf` in its folder, or \
             write an SVG, which every browser prints to PDF"
        )
    }
}
