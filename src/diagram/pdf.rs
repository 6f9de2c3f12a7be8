//! Writes a scene as PDF, for print: lines and words as such, the words with the very font they were measured in, so that
//! they can be searched and copied; links stay links. Only in a standoff that was built with the feature `pdf`.

use std::sync::Arc;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::document::Document;
use krilla::geom::{PathBuilder, Point as At, Rect as Area, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::escape::{drawable, link};
use super::geometry::{Path, Rect, Step};
use super::measure::Weight;
use super::scene::{Form, Item, Mark, Pen, Scene, Text};
use super::theme::{Ink, Theme};

/// A unit of a picture is a pixel of a page, 96 of which make an inch; a PDF counts 72 points to an inch.
const POINTS_A_UNIT: f32 = 0.75;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("the picture has no room for anything")]
    Size,
    #[error("the picture cannot be written as PDF: {0}")]
    Encoding(String),
}

/// The scene as a PDF of one page. The same scene and theme give the same bytes.
pub fn write(scene: &Scene, theme: Theme) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    document.set_metadata(metadata(scene));
    let points = |units: f64| units as f32 * POINTS_A_UNIT;
    let settings = PageSettings::from_wh(points(scene.size.width), points(scene.size.height)).ok_or(PdfError::Size)?;
    let mut page = document.start_page_with(settings);
    {
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(POINTS_A_UNIT, POINTS_A_UNIT));
        let mut painter = Painter { surface, theme, fonts: Fonts::new() };
        painter.paper(scene);
        scene.items.iter().flat_map(|item| &item.marks).for_each(|mark| painter.mark(mark));
        painter.surface.pop();
    }
    for (area, address) in scene.items.iter().flat_map(links) {
        let area = Area::from_xywh(points(area.x), points(area.y), points(area.width), points(area.height));
        if let Some(area) = area {
            let target = Target::Action(Action::Link(LinkAction::new(address)));
            page.add_annotation(LinkAnnotation::new(area, target).into());
        }
    }
    page.finish();
    document.finish().map_err(|error| PdfError::Encoding(format!("{error:?}")))
}

fn metadata(scene: &Scene) -> Metadata {
    let metadata =
        Metadata::new().title(drawable(&scene.title)).creator("standoff".to_owned()).language("en".to_owned());
    if scene.description.is_empty() { metadata } else { metadata.description(drawable(&scene.description)) }
}

/// Where a click leads somewhere from within a PDF: boxes as a whole, lines by their words.
fn links(item: &Item) -> Vec<(Rect, String)> {
    let address = item.about.link.as_deref().and_then(link).filter(|address| !address.starts_with('#'));
    let Some(address) = address else { return Vec::new() };
    let areas: Vec<Rect> = match item.course {
        Some(_) => item.texts().map(Text::bounds).collect(),
        None => vec![item.bounds()],
    };
    areas.into_iter().map(|area| (area, address.to_owned())).collect()
}

struct Fonts {
    regular: Font,
    bold: Font,
}

impl Fonts {
    fn new() -> Fonts {
        let font = |bytes: &'static [u8]| {
            let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
            Font::new(data.into(), 0).expect("the crate's font is sound")
        };
        Fonts { regular: font(dejavu::sans::regular()), bold: font(dejavu::sans::bold()) }
    }
}

struct Painter<'a> {
    surface: Surface<'a>,
    theme: Theme,
    fonts: Fonts,
}

impl Painter<'_> {
    fn paper(&mut self, scene: &Scene) {
        let page = Rect::new(0.0, 0.0, scene.size.width, scene.size.height);
        self.mark(&Mark::filled(Form::Rounded(page, 0.0), Ink::Paper));
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text(text) => self.text(text),
            Mark::Shape { form, fill, pen } => {
                let path = match form {
                    Form::Rounded(rect, radius) => outline(&rounded(*rect, *radius)),
                    Form::Path(path) => outline(path),
                };
                let Some(path) = path else { return };
                let fill = fill.map(|ink| self.fill(ink));
                let stroke = pen.map(|pen| self.stroke(pen, form));
                self.surface.set_fill(fill);
                self.surface.set_stroke(stroke);
                self.surface.draw_path(&path);
            }
        }
    }

    /// Letter by letter, each as far from the one before as it was measured.
    fn text(&mut self, text: &Text) {
        let fill = self.fill(text.ink);
        self.surface.set_fill(Some(fill));
        self.surface.set_stroke(None);
        let font = match text.font.weight {
            Weight::Regular => self.fonts.regular.clone(),
            Weight::Bold => self.fonts.bold.clone(),
        };
        let glyph = |(range, glyph, advance): (std::ops::Range<usize>, u16, f64)| {
            KrillaGlyph::new(GlyphId::new(u32::from(glyph)), advance as f32, 0.0, 0.0, 0.0, range, None)
        };
        let glyphs: Vec<KrillaGlyph> = text.font.glyphs(&text.content).map(glyph).collect();
        let at = At::from_xy(text.at.x as f32, text.at.y as f32);
        self.surface.draw_glyphs(at, &glyphs, font, &text.content, text.font.size as f32, false);
    }

    fn colour(&self, ink: Ink) -> rgb::Color {
        let colour = self.theme.colour(ink);
        let channel = |at: usize| u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or_default();
        rgb::Color::new(channel(1), channel(3), channel(5))
    }

    fn fill(&self, ink: Ink) -> Fill {
        Fill { paint: self.colour(ink).into(), ..Fill::default() }
    }

    fn stroke(&self, pen: Pen, form: &Form) -> Stroke {
        let dash = pen.dashes(form).map(|(dash, gap)| StrokeDash { array: vec![dash as f32, gap as f32], offset: 0.0 });
        Stroke {
            paint: self.colour(pen.ink).into(),
            width: pen.width as f32,
            line_cap: if dash.is_some() { LineCap::Butt } else { LineCap::Round },
            line_join: LineJoin::Round,
            dash,
            ..Stroke::default()
        }
    }
}

/// A rectangle with round corners, as a path.
fn rounded(rect: Rect, radius: f64) -> Path {
    use super::geometry::Point;
    let radius = radius.min(rect.width / 2.0).min(rect.height / 2.0).max(0.0);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let corners = [
        (Point::new(right - radius, top), Point::new(right, top), Point::new(right, top + radius)),
        (Point::new(right, bottom - radius), Point::new(right, bottom), Point::new(right - radius, bottom)),
        (Point::new(left + radius, bottom), Point::new(left, bottom), Point::new(left, bottom - radius)),
        (Point::new(left, top + radius), Point::new(left, top), Point::new(left + radius, top)),
    ];
    let mut steps = vec![Step::Move(Point::new(left + radius, top))];
    for (start, corner, end) in corners {
        steps.extend([Step::Line(start), Step::Curve(start.towards(corner, 0.55), end.towards(corner, 0.55), end)]);
    }
    steps.push(Step::Close);
    Path { steps }
}

fn outline(path: &Path) -> Option<krilla::geom::Path> {
    let mut builder = PathBuilder::new();
    for step in &path.steps {
        match *step {
            Step::Move(to) => builder.move_to(to.x as f32, to.y as f32),
            Step::Line(to) => builder.line_to(to.x as f32, to.y as f32),
            Step::Curve(out, back, to) => {
                builder.cubic_to(out.x as f32, out.y as f32, back.x as f32, back.y as f32, to.x as f32, to.y as f32)
            }
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}
