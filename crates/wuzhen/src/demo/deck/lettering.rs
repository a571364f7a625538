//! Letters: which font draws them, how wide they are, where lines break in both languages. Draws nothing.

use domain::text::Language;
use pdf_writer::Name;

use super::canvas::Colour;

pub(super) const LATIN: Name<'static> = Name(b"Latin");
pub(super) const LATIN_BOLD: Name<'static> = Name(b"LatinBold");
pub(super) const CHINESE: Name<'static> = Name(b"Chinese");

/// Advance widths of ASCII 32 to 126 in thousandths of the size, from Adobe's published metrics of Helvetica.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How letters look.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) bold: bool,
    pub(super) colour: Colour,
    pub(super) language: Language,
}

/// The width of a line in points.
pub(super) fn measure(text: &str, style: Style) -> f32 {
    text.chars()
        .map(|character| advance(character, style))
        .sum::<f32>()
        * style.size
        / 1000.0
}

fn advance(character: char, style: Style) -> f32 {
    let Some(byte) = latin(character, style.language) else {
        return 1000.0;
    };
    let plain = WIDTHS.get(usize::from(byte).wrapping_sub(32)).copied();
    // Bold is up to a tenth wider; the few signs outside ASCII are near a digit, the dashes apart.
    let width = plain.unwrap_or(if byte == 0x97 { 1000 } else { 556 });
    if style.bold {
        f32::from(width) * 1.07
    } else {
        f32::from(width)
    }
}

/// The byte of a character in Windows' Latin encoding, or nothing where the Chinese font draws it. (The Chinese encoding
/// has no middle dot.)
fn latin(character: char, language: Language) -> Option<u8> {
    match (character, language) {
        (' '..='~' | '·', _) | ('\u{a1}'..='\u{ff}', Language::En) => u8::try_from(character).ok(),
        ('‘', Language::En) => Some(0x91),
        ('’', Language::En) => Some(0x92),
        ('“', Language::En) => Some(0x93),
        ('”', Language::En) => Some(0x94),
        ('–', Language::En) => Some(0x96),
        ('—', Language::En) => Some(0x97),
        _ => None,
    }
}

/// Pieces of one font each, encoded for it.
pub(super) fn runs(text: &str, style: Style) -> Vec<(Name<'static>, Vec<u8>)> {
    let mut runs: Vec<(Name<'static>, Vec<u8>)> = Vec::new();
    for character in text.chars() {
        let (font, bytes) = match latin(character, style.language) {
            Some(byte) => (if style.bold { LATIN_BOLD } else { LATIN }, vec![byte]),
            // The encoding ends with the basic plane; what lies beyond shows as a geta mark, as printers do.
            None => (
                CHINESE,
                u16::try_from(u32::from(character))
                    .unwrap_or(0x3013)
                    .to_be_bytes()
                    .to_vec(),
            ),
        };
        match runs.last_mut() {
            Some((last, written)) if *last == font => written.extend(bytes),
            _ => runs.push((font, bytes)),
        }
    }
    runs
}

/// Lines no wider than `width`, a little narrower where that saves the last line from holding a character or two.
pub(super) fn lines(text: &str, width: f32, style: Style) -> Vec<String> {
    let mut lines = wrap(text, width, style);
    for narrower in [1.0, 2.0, 3.0] {
        let last = lines.last().map_or(0.0, |line| measure(line, style));
        if lines.len() == 1 || last > style.size * 4.0 {
            break;
        }
        lines = wrap(text, width - narrower * style.size, style);
    }
    lines
}

/// Breaks at spaces and between Chinese characters, never before a closing or after an opening mark.
fn wrap(text: &str, width: f32, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut unit = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        unit.push(character);
        if characters
            .peek()
            .is_some_and(|next| !may_break(character, *next, style.language))
        {
            continue;
        }
        if !line.is_empty() && measure(&line, style) + measure(unit.trim_end(), style) > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(&std::mem::take(&mut unit));
    }
    lines.push(line.trim_end().to_owned());
    lines
}

fn may_break(left: char, right: char, language: Language) -> bool {
    let chinese = latin(left, language).is_none() || latin(right, language).is_none();
    left == ' '
        || chinese
            && right != ' '
            && !"，。、；：？！）》”’·".contains(right)
            && !"（《“‘".contains(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        size: 10.0,
        leading: 15.0,
        bold: false,
        colour: [0; 3],
        language: Language::Zh,
    };

    #[test]
    fn chinese_lines_never_begin_with_a_closing_mark() {
        let lines = wrap("灌区有闸门，上游多放“一寸”。", 50.0, STYLE);
        let expected = ["灌区有闸", "门，上游多", "放“一", "寸”。"];
        assert_eq!(lines, expected.map(str::to_owned));
    }

    #[test]
    fn english_lines_break_at_spaces_only() {
        let style = Style {
            language: Language::En,
            ..STYLE
        };
        assert_eq!(
            wrap("Gates that negotiate", 60.0, style),
            ["Gates that", "negotiate"].map(str::to_owned)
        );
    }

    #[test]
    fn quotation_marks_are_chinese_in_chinese_and_latin_in_english() {
        let english = Style {
            language: Language::En,
            ..STYLE
        };
        assert_eq!(runs("“a", english), [(LATIN, vec![0x93, b'a'])]);
        assert_eq!(
            runs("“a", STYLE),
            [(CHINESE, vec![0x20, 0x1c]), (LATIN, vec![b'a'])]
        );
    }
}
