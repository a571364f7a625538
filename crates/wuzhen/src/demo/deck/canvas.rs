//! One page to draw and write on. Latin letters use Helvetica, which every reader has, everything else the predefined Chinese font
//! STSong-Light, which readers replace by one of their system; so no font is embedded and a deck stays a few kilobytes small.
//! Knows nothing of entries.

use super::lettering::{CHINESE, LATIN, LATIN_BOLD, Style, lines, runs};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// Red, green and blue from 0 to 255.
pub(super) type Colour = [u8; 3];
/// Across and up, in points; also a width and a height.
pub(super) type Point = (f32, f32);

/// How far the handles of a cubic stand out to look like a quarter of a circle.
const ROUND: f32 = 0.552_28;

/// The objects of the fonts; pages must use other numbers.
const FONTS: [(Name<'static>, i32); 3] = [(LATIN, 3), (LATIN_BOLD, 4), (CHINESE, 5)];

/// What is drawn on one page, in points from the lower left corner.
pub(super) struct Canvas {
    content: Content,
    size: Point,
}

impl Canvas {
    /// A page filled with one colour.
    pub(super) fn new(size: Point, colour: Colour) -> Self {
        let mut page = Self {
            content: Content::new(),
            size,
        };
        page.rectangle((0.0, 0.0), size, colour);
        page
    }

    pub(super) fn rectangle(&mut self, corner: Point, (width, height): Point, colour: Colour) {
        self.fill_with(colour);
        self.content
            .rect(corner.0, corner.1, width, height)
            .fill_nonzero();
    }

    pub(super) fn line(&mut self, from: Point, to: Point, thickness: f32, colour: Colour) {
        self.stroke_with(thickness, colour);
        self.content
            .move_to(from.0, from.1)
            .line_to(to.0, to.1)
            .stroke();
    }

    /// A half circle over `middle`; a negative radius hangs it below, as a reflection.
    pub(super) fn arch(&mut self, (x, y): Point, radius: f32, thickness: f32, colour: Colour) {
        let wide = radius.abs();
        let (up, out) = (radius * ROUND, wide * ROUND);
        let (left, right, top) = (x - wide, x + wide, y + radius);
        self.stroke_with(thickness, colour);
        self.content.move_to(left, y);
        self.content.cubic_to(left, y + up, x - out, top, x, top);
        self.content.cubic_to(x + out, top, right, y + up, right, y);
        self.content.stroke();
    }

    /// One line of text, not broken.
    pub(super) fn text(&mut self, (x, y): Point, text: &str, style: Style) {
        self.fill_with(style.colour);
        // No Chinese bold can be counted on, so bold is a thin outline of the same colour.
        self.stroke_with(style.size * 0.024, style.colour);
        self.content
            .begin_text()
            .set_text_matrix([1.0, 0.0, 0.0, 1.0, x, y]);
        for (font, bytes) in runs(text, style) {
            let outline = style.bold && font == CHINESE;
            let mode = if outline {
                TextRenderingMode::FillStroke
            } else {
                TextRenderingMode::Fill
            };
            self.content
                .set_font(font, style.size)
                .set_text_rendering_mode(mode)
                .show(Str(&bytes));
        }
        self.content.end_text();
    }

    /// Text broken into lines from the first baseline downwards; returns the height of the next baseline.
    pub(super) fn paragraph(&mut self, (x, y): Point, width: f32, text: &str, style: Style) -> f32 {
        lines(text, width, style).iter().fold(y, |y, line| {
            self.text((x, y), line, style);
            y - style.leading
        })
    }

    /// Adds what was drawn to a file, as a page under `parent`; takes the number `id` and the one after it.
    pub(super) fn write(self, pdf: &mut Pdf, id: Ref, parent: Ref) {
        let (width, height) = self.size;
        pdf.stream(id.next(), &self.content.finish());
        let mut page = pdf.page(id);
        page.parent(parent).contents(id.next());
        page.media_box(Rect::new(0.0, 0.0, width, height));
        let fonts = FONTS.map(|(name, id)| (name, Ref::new(id)));
        page.resources().fonts().pairs(fonts);
    }

    fn fill_with(&mut self, colour: Colour) {
        let [red, green, blue] = colour.map(|part| f32::from(part) / 255.0);
        self.content.set_fill_rgb(red, green, blue);
    }

    fn stroke_with(&mut self, thickness: f32, colour: Colour) {
        let [red, green, blue] = colour.map(|part| f32::from(part) / 255.0);
        self.content
            .set_line_width(thickness)
            .set_stroke_rgb(red, green, blue);
    }
}

/// The fonts that pages refer to, and two objects for the Chinese one.
pub(super) fn write_fonts(pdf: &mut Pdf) {
    let (descendant, descriptor) = (Ref::new(6), Ref::new(7));
    let base = Name(b"STSong-Light");
    for (name, id) in FONTS {
        let id = Ref::new(id);
        if name == CHINESE {
            pdf.type0_font(id)
                .base_font(base)
                .encoding_predefined(Name(b"UniGB-UCS2-H"))
                .descendant_font(descendant);
        } else {
            let face: &[u8] = if name == LATIN {
                b"Helvetica"
            } else {
                b"Helvetica-Bold"
            };
            pdf.type1_font(id)
                .base_font(Name(face))
                .encoding_predefined(Name(b"WinAnsiEncoding"));
        }
    }
    let mut font = pdf.cid_font(descendant);
    font.subtype(CidFontType::Type0)
        .base_font(base)
        .font_descriptor(descriptor)
        .default_width(1000.0);
    font.system_info(SystemInfo {
        registry: Str(b"Adobe"),
        ordering: Str(b"GB1"),
        supplement: 2,
    });
    font.finish();
    // Chromium asks for bold where the stems are thicker than 80.
    let mut shape = pdf.font_descriptor(descriptor);
    shape
        .name(base)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0));
    shape
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(880.0)
        .stem_v(78.0);
}
