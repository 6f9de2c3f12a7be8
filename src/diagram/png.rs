//! Turns an SVG of ours into a PNG, with the crate's own fonts and no others.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

/// The longest side of a PNG, in pixels. Pictures beyond it are drawn smaller rather than refused; many viewers give up
/// on larger ones.
const MAX_SIDE: f32 = 16_000.0;

/// Why there is no PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    #[error("the picture is no valid SVG")]
    Svg(#[from] usvg::Error),
    #[error("the picture has no room for a single pixel, or too much for the memory")]
    Size,
    #[error("the picture cannot be written as PNG: {0}")]
    Encoding(String),
}

/// Draws an SVG at a scale: 1 for a pixel a unit, 2 for sharp screens.
pub fn render(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    let tree = Tree::from_str(svg, &options())?;
    let size = tree.size();
    let scale = scale.min(MAX_SIDE / size.width().max(size.height()));
    let pixels = |length: f32| (length * scale).ceil() as u32;
    let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height())).ok_or(PngError::Size)?;
    // A hair more than the scale, so that the last row and column of pixels are filled whole.
    let fitted = Transform::from_scale(pixmap.width() as f32 / size.width(), pixmap.height() as f32 / size.height());
    resvg::render(&tree, fitted, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PngError::Encoding(error.to_string()))
}

fn options() -> Options<'static> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for bytes in [dejavu::sans::regular(), dejavu::sans::bold()] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
        }
        fonts.set_sans_serif_family("DejaVu Sans");
        Arc::new(fonts)
    });
    Options { fontdb: fonts.clone(), font_family: "DejaVu Sans".into(), ..Options::default() }
}
