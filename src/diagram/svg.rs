//! Writes a scene as SVG: the one place where inks become colours and numbers become letters. The same scene and theme
//! give the same bytes.
//!
//! Words stay words, so that they can be searched, copied and read out. Each carries the length it was measured at:
//! where a reader's machine lacks the font, the stand-in is squeezed or stretched to it, and still fits its box.

use std::borrow::Cow;
use std::fmt::Write;

use super::escape::{link, xml};
use super::geometry::{Path, Point, Step};
use super::measure::Weight;
use super::scene::{Form, Item, Mark, Pen, Scene, Text};
use super::theme::{Ink, Theme};

/// DejaVu is what was measured; Verdana, which other machines have, is nearly as wide.
const FONTS: &str = "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, Geneva, sans-serif";

/// How near to a line a pointer must come.
const REACH: u32 = 9;

/// The scene as an SVG document.
///
/// An item with a class becomes a group with `data-id`, or `data-from`, `data-to` and `data-towards` (ids with spaces
/// between them), for a page's script; it has a role and a label for screen readers, a hover text, and is a link where it has an address.
pub fn write(scene: &Scene, theme: Theme) -> String {
    write_in(scene, Colours::Of(theme))
}

/// The scene as an SVG for a page that holds it and declares the colours ([`Theme::variables`]), so that one picture
/// follows the page from light to dark.
pub fn write_live(scene: &Scene) -> String {
    write_in(scene, Colours::OfThePage)
}

/// Where colours come from.
#[derive(Clone, Copy)]
enum Colours {
    Of(Theme),
    OfThePage,
}

impl Colours {
    fn colour(self, ink: Ink) -> Cow<'static, str> {
        match self {
            Colours::Of(theme) => theme.colour(ink).into(),
            Colours::OfThePage => format!("var(--{})", ink.name()).into(),
        }
    }
}

fn write_in(scene: &Scene, colours: Colours) -> String {
    let (width, height) = (number(scene.size.width), number(scene.size.height));
    let mut svg = String::new();
    let title = xml(&scene.title);
    line(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"graphics-document document\" aria-label=\"{title}\" font-family=\"{FONTS}\">"
        ),
    );
    line(&mut svg, format_args!("<title>{title}</title>"));
    if !scene.description.is_empty() {
        line(&mut svg, format_args!("<desc>{}</desc>", xml(&scene.description)));
    }
    line(
        &mut svg,
        format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", colours.colour(Ink::Paper)),
    );
    for item in &scene.items {
        write_item(&mut svg, item, colours);
    }
    svg.push_str("</svg>\n");
    svg
}

fn line(svg: &mut String, text: std::fmt::Arguments) {
    writeln!(svg, "{text}").expect("a string takes any text");
}

fn write_item(svg: &mut String, item: &Item, colours: Colours) {
    let about = &item.about;
    let address = about.link.as_deref().and_then(link);
    let tag = if address.is_some() { "a" } else { "g" };
    let mut attributes = String::new();
    let mut attribute = |name: &str, value: &str| attributes.extend([" ", name, "=\"", &xml(value), "\""]);
    if let Some(address) = address {
        attribute("href", address);
    }
    if about.class.is_empty() {
        attribute("aria-hidden", "true");
    } else {
        attribute("class", &about.class);
        attribute("role", if address.is_some() { "link" } else { "graphics-symbol img" });
        attribute("aria-label", &about.label);
    }
    if let Some(id) = &about.id {
        attribute("data-id", id);
    }
    if let Some(ends) = &about.ends {
        attribute("data-from", &ends.from);
        attribute("data-to", &ends.to);
        if !ends.towards.is_empty() {
            attribute("data-towards", &ends.towards.join(" "));
        }
    }
    line(svg, format_args!("<{tag}{attributes}>"));
    if let Some(hover) = &about.hover {
        line(svg, format_args!("<title>{}</title>", xml(hover)));
    }
    if let Some(course) = &item.course {
        // A thin line is hard to hit. What is not seen still feels the pointer.
        let data = path_data(course);
        line(
            svg,
            format_args!(
                "<path d=\"{data}\" fill=\"none\" stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"{REACH}\"/>"
            ),
        );
    }
    for mark in &item.marks {
        match mark {
            Mark::Shape { form, fill, pen } => write_shape(svg, form, *fill, *pen, colours),
            Mark::Text(text) => write_text(svg, text, colours),
        }
    }
    line(svg, format_args!("</{tag}>"));
}

fn write_shape(svg: &mut String, form: &Form, fill: Option<Ink>, pen: Option<Pen>, colours: Colours) {
    let fill = fill.map_or("none".into(), |ink| colours.colour(ink));
    let stroke = pen.map(|pen| stroke(pen, form, colours)).unwrap_or_default();
    match form {
        Form::Rounded(rect, radius) => line(
            svg,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{fill}\"{stroke}/>",
                number(rect.x),
                number(rect.y),
                number(rect.width),
                number(rect.height),
                number(*radius),
            ),
        ),
        Form::Path(path) => line(svg, format_args!("<path d=\"{}\" fill=\"{fill}\"{stroke}/>", path_data(path))),
    }
}

fn stroke(pen: Pen, form: &Form, colours: Colours) -> String {
    let dashes = match pen.dashes(form) {
        None => " stroke-linecap=\"round\"".to_owned(),
        Some((dash, gap)) => format!(" stroke-dasharray=\"{} {}\"", number(dash), number(gap)),
    };
    let (colour, width) = (colours.colour(pen.ink), number(pen.width));
    format!(" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{dashes}")
}

fn write_text(svg: &mut String, text: &Text, colours: Colours) {
    let weight = match text.font.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"700\"",
    };
    line(
        svg,
        format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight} fill=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            number(text.at.x),
            number(text.at.y),
            number(text.font.size),
            colours.colour(text.ink),
            number(text.width),
            xml(&text.content),
        ),
    );
}

fn path_data(path: &Path) -> String {
    let point = |at: Point| format!("{} {}", number(at.x), number(at.y));
    let steps = path.steps.iter().map(|step| match *step {
        Step::Move(to) => format!("M{}", point(to)),
        Step::Line(to) => format!("L{}", point(to)),
        Step::Curve(out, back, to) => format!("C{} {} {}", point(out), point(back), point(to)),
        Step::Close => "Z".into(),
    });
    steps.collect()
}

/// A number with at most two decimals and no needless ones: `12`, `12.5`, `-0.25`.
fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round();
    if !hundredths.is_finite() || hundredths == 0.0 {
        return "0".into();
    }
    let text = format!("{:.2}", hundredths / 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::geometry::Size;
    use crate::diagram::scene::About;

    #[test]
    fn numbers_are_short_and_never_minus_nothing() {
        let written: Vec<String> = [12.0, 12.5, -0.25, -0.001, 100.004, f64::NAN].map(number).into();
        assert_eq!(written, ["12", "12.5", "-0.25", "0", "100", "0"]);
    }

    #[test]
    fn a_live_picture_uses_only_colours_that_every_theme_declares() {
        let inks = [Ink::Text, Ink::FieldBorder, Ink::Actor(13)];
        let marks = inks.map(|ink| Mark::filled(Form::Path(Path::default()), ink));
        let live = write_live(&Scene { items: vec![Item::ornament(marks.into())], ..Scene::default() });
        let used: Vec<&str> = live.split("var(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert_eq!(used, ["--paper", "--text", "--field-border", "--actor-3"]);
        for theme in Theme::ALL {
            let declared = theme.variables();
            assert!(used.iter().all(|name| declared.contains(&format!("{name}: #"))), "{declared}");
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let words = "</text><script>\"'&\\ \u{0}\u{1b}]]> Հայաստան";
        let about = About {
            class: "node".into(),
            id: Some(words.into()),
            label: words.into(),
            hover: Some(words.into()),
            link: Some("javascript:alert(1)".into()),
            ..About::default()
        };
        let scene = Scene {
            size: Size::new(10.0, 10.0),
            title: words.into(),
            description: words.into(),
            items: vec![Item::new(about, vec![])],
        };
        let svg = write(&scene, Theme::Light);
        assert!(!svg.contains("<script") && !svg.contains("javascript"), "{svg}");
        let tree = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
        let group = tree.descendants().find(|node| node.has_tag_name("g")).expect("the item");
        assert_eq!(group.attribute("data-id"), Some("</text><script>\"'&\\ ]]> Հայաստան"));
    }
}
