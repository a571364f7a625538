//! The chart of a deck, and the invented numbers behind it.

use super::super::chance::Seed;
use super::canvas::Canvas;
use super::lettering::{Style, measure};
use super::{AMBER, CANAL, DeckContent, INK, MARGIN, STONE, bold, en, inner, zh};

const QUARTERS: usize = 6;
const BASE: f32 = 128.0;
const TALLEST: f32 = 240.0;

/// Numbers that grow over six quarters, as bars or as a line, with the finding beside them.
pub(super) fn growth(entry: &DeckContent) -> Canvas {
    let mut page = inner(4, &entry.notes.measure.zh, &entry.notes.measure.en);
    let mut seed = Seed::of(entry.key);
    let bars = seed.below(2) == 0;
    let values = invented(&mut seed);
    plot(&mut page, values, bars);
    let [first, .., last] = values;
    let (right, width) = (640.0, 256.0);
    let finding = format!("六个季度，由 {first} 到 {last}");
    let y = page.paragraph((right, 350.0), width, &finding, bold(zh(22.0, INK)));
    let finding = format!("From {first} to {last} in six quarters");
    let y = page.paragraph((right, y), width, &finding, en(15.0, STONE));
    let notice = "示意数字，由程序生成，仅供演示。";
    let y = page.paragraph((right, y - 24.0), width, notice, zh(12.0, STONE));
    let notice = "Illustrative figures, made by a program for this demonstration.";
    page.paragraph((right, y), width, notice, en(12.0, STONE));
    page
}

fn invented(seed: &mut Seed) -> [u16; QUARTERS] {
    let mut value = 10 + seed.below(30);
    std::array::from_fn(|quarter| {
        if quarter > 0 {
            value += 3 + seed.below(value / 2 + 12);
        }
        value
    })
}

fn plot(page: &mut Canvas, values: [u16; QUARTERS], bars: bool) {
    let [.., last] = values.map(f32::from);
    page.line((MARGIN, BASE), (MARGIN + 540.0, BASE), 1.0, STONE);
    let mut before = None;
    for (value, quarter) in values.into_iter().zip(1_u8..) {
        let x = MARGIN + f32::from(quarter) * 88.0 - 38.0;
        let y = BASE + TALLEST * f32::from(value) / last;
        let newest = usize::from(quarter) == QUARTERS;
        let colour = if newest { AMBER } else { CANAL };
        if bars {
            page.rectangle((x - 27.0, BASE), (54.0, y - BASE), colour);
        } else {
            if let Some(point) = before.replace((x, y)) {
                page.line(point, (x, y), 2.5, CANAL);
            }
            page.rectangle((x - 5.0, y - 5.0), (10.0, 10.0), colour);
        }
        let above = bold(en(14.0, colour));
        centred(page, (x, y + 12.0), &value.to_string(), above);
        let below = en(12.0, STONE);
        centred(page, (x, BASE - 20.0), &format!("Q{quarter}"), below);
    }
}

fn centred(page: &mut Canvas, (x, y): (f32, f32), text: &str, style: Style) {
    page.text((x - measure(text, style) / 2.0, y), text, style);
}
