//! Pictures for `graph` and `build`: the views there are, and the way from a view to a file's bytes.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use standoff::Desk;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{self, Focus, Material, View};
use standoff::diagram::{dot, png, svg};

use crate::args::Global;
use crate::{graphviz, output};

/// Views by their names, each told by its question.
pub fn view_parser() -> impl TypedValueParser<Value = View> {
    let values = View::ALL.map(|view| PossibleValue::new(view.name()).help(view.question()));
    let named = |name: String| View::ALL.into_iter().find(|view| view.name() == name).expect("one of them");
    PossibleValuesParser::new(values).map(named)
}

/// Themes by their names.
pub fn theme_parser() -> impl TypedValueParser<Value = Theme> {
    let named = |name: String| Theme::ALL.into_iter().find(|theme| theme.name() == name).expect("one of them");
    PossibleValuesParser::new(Theme::ALL.map(Theme::name)).map(named)
}

/// The form of a picture's file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// The graph as text, for Graphviz and for comparing
    Dot,
    /// For pages; sharp at every size
    Svg,
    /// For everywhere else
    Png,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Svg, Format::Png, Format::Dot];

    /// The ending of the files' names.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Dot => "dot",
            Format::Svg => "svg",
            Format::Png => "png",
        }
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

/// A view of a desk, drawn.
pub struct Drawing(view::Drawing);

impl Drawing {
    pub fn new(desk: &Desk, view: View, focus: Focus) -> Drawing {
        let Desk { corpus, standing, waits, .. } = desk;
        Drawing(view.draw(&Material { corpus, graph: desk.graph(), standing, waits }, focus))
    }

    /// The bytes of a file.
    pub fn bytes(&self, format: Format, theme: Theme) -> anyhow::Result<Vec<u8>> {
        Ok(match format {
            Format::Dot => self.dot(theme).into_bytes(),
            Format::Svg => self.svg(theme).into_bytes(),
            Format::Png => png::render(&self.svg(theme), PIXELS_A_UNIT)?,
        })
    }

    /// The bytes of a file, its places found by Graphviz; by ourselves where Graphviz fails, which is then said.
    pub fn bytes_by_graphviz(&self, global: &Global, format: Format, theme: Theme) -> anyhow::Result<Vec<u8>> {
        if format == Format::Dot {
            return self.bytes(format, theme);
        }
        match graphviz::run(&self.dot(theme), format.ending())? {
            Ok(bytes) => Ok(bytes),
            Err(complaint) => {
                output::hint(global, &format!("Graphviz could not draw it, so standoff did: {complaint}"));
                self.bytes(format, theme)
            }
        }
    }

    fn dot(&self, theme: Theme) -> String {
        dot::write(&self.0.picture, theme)
    }

    fn svg(&self, theme: Theme) -> String {
        svg::write(&self.0.scene, theme)
    }
}

/// Sharp on today's screens.
const PIXELS_A_UNIT: f32 = 2.0;
