//! Pitch decks of the demonstration: a real PDF of six landscape pages for each fictional entry, the same bytes every time.
//! Knows the text of one entry and nothing of editions, accounts or storage.

mod canvas;
mod growth;
mod lettering;

use canvas::{Canvas, Colour, write_fonts};
use domain::text::{Bilingual, Language};
use growth::growth;
use lettering::{Style, measure};
use pdf_writer::{Pdf, Ref, TextStr};
use serde::Deserialize;

use super::chance::Seed;

/// What one deck says.
pub struct DeckContent<'a> {
    /// Seeds the chart and the cover, so that no two decks look alike.
    pub key: &'a str,
    /// The title of the edition.
    pub edition: &'a Bilingual,
    pub title: &'a Bilingual,
    pub team: &'a Bilingual,
    pub summary: &'a Bilingual,
    pub innovation: &'a Bilingual,
    /// The answer to the question `use`.
    pub usage: &'a Bilingual,
    pub notes: &'a DeckNotes,
}

/// What the deck says beyond the form: the table `deck` of an entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeckNotes {
    pub problem: Bilingual,
    pub people: Bilingual,
    /// What the chart counts.
    pub measure: Bilingual,
    /// What comes within six, twelve and twenty-four months.
    pub steps: [Bilingual; 3],
}

const WIDTH: f32 = 960.0;
const HEIGHT: f32 = 540.0;
const MARGIN: f32 = 64.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const MIDDLE: f32 = 500.0;

const CANAL: Colour = [0x0b, 0x5d, 0x66];
const PAPER: Colour = [0xf7, 0xf6, 0xf2];
const INK: Colour = [0x16, 0x21, 0x1f];
const AMBER: Colour = [0x8a, 0x5a, 0x00];
const STONE: Colour = [0x56, 0x62, 0x5f];
const RULE: Colour = [0xc3, 0xca, 0xc8];
const WATER: Colour = [0x2e, 0x7a, 0x82];
const WHITE: Colour = [0xff, 0xff, 0xff];

/// The deck of an entry as a PDF file.
pub fn deck(entry: &DeckContent) -> Vec<u8> {
    let pages = [
        cover(entry),
        problem(entry),
        solution(entry),
        usage(entry),
        growth(entry),
        team(entry),
    ];
    let mut pdf = Pdf::new();
    let tree = Ref::new(2);
    pdf.catalog(Ref::new(1)).pages(tree).lang(TextStr("zh-CN"));
    pdf.document_info(Ref::new(8))
        .title(TextStr(&format!("{} · {}", entry.title.zh, entry.title.en)));
    write_fonts(&mut pdf);
    let ids: Vec<Ref> = (10..).step_by(2).take(pages.len()).map(Ref::new).collect();
    pdf.pages(tree)
        .kids(ids.iter().copied())
        .count(i32::try_from(ids.len()).unwrap_or(i32::MAX));
    for (canvas, id) in pages.into_iter().zip(ids) {
        canvas.write(&mut pdf, id, tree);
    }
    pdf.finish()
}

fn zh(size: f32, colour: Colour) -> Style {
    Style {
        size,
        leading: size * 1.7,
        bold: false,
        colour,
        language: Language::Zh,
    }
}

fn en(size: f32, colour: Colour) -> Style {
    Style {
        size,
        leading: size * 1.5,
        bold: false,
        colour,
        language: Language::En,
    }
}

fn bold(style: Style) -> Style {
    Style {
        bold: true,
        leading: style.size * 1.35,
        ..style
    }
}

fn cover(entry: &DeckContent) -> Canvas {
    let mut page = Canvas::new((WIDTH, HEIGHT), CANAL);
    bridges(&mut page, entry.key);
    page.text((MARGIN, 468.0), &entry.edition.zh, zh(13.0, WHITE));
    page.text((MARGIN, 448.0), &entry.edition.en, en(12.0, WHITE));
    let title = bold(zh(38.0, WHITE));
    let y = page.paragraph((MARGIN, 372.0), INNER, &entry.title.zh, title);
    page.paragraph((MARGIN, y + 8.0), INNER, &entry.title.en, en(22.0, WHITE));
    page.text((MARGIN, 196.0), &entry.team.zh, bold(zh(17.0, WHITE)));
    page.text((MARGIN, 174.0), &entry.team.en, en(14.0, WHITE));
    footer(&mut page, 0, WHITE);
    page
}

/// A row of bridges over still water, different for every entry.
fn bridges(page: &mut Canvas, key: &str) {
    let shore = 116.0;
    let mut seed = Seed::of(key);
    let mut left = 470.0;
    while left < WIDTH {
        let radius = 26.0 + f32::from(seed.below(46));
        for ring in [radius, radius - 9.0] {
            page.arch((left + radius, shore), ring, 1.6, WHITE);
            page.arch((left + radius, shore), -ring, 1.0, WATER);
        }
        left += radius * 2.0 + f32::from(seed.below(30));
    }
    page.line((0.0, shore), (WIDTH, shore), 1.6, WHITE);
}

fn problem(entry: &DeckContent) -> Canvas {
    let mut page = inner(1, "问题", "The problem");
    let (x, width, text) = (MARGIN + 32.0, INNER - 40.0, &entry.notes.problem);
    let y = page.paragraph((x, 362.0), width, &text.zh, bold(zh(28.0, INK)));
    let y = page.paragraph((x, y - 14.0), width, &text.en, en(20.0, STONE));
    page.rectangle((MARGIN, y + 20.0), (4.0, 370.0 - y), AMBER);
    page
}

fn solution(entry: &DeckContent) -> Canvas {
    let mut page = inner(2, "方案", "The solution");
    columns(&mut page, 388.0, entry.summary, (17.0, 15.0));
    page
}

fn usage(entry: &DeckContent) -> Canvas {
    let mut page = inner(3, "创新与应用", "What is new, who uses it");
    for (top, chinese, english, text) in [
        (390.0, "新在哪里", "What is new", entry.innovation),
        (228.0, "谁在用", "Who uses it", entry.usage),
    ] {
        page.text((MARGIN, top), chinese, bold(zh(15.0, AMBER)));
        page.text((MIDDLE, top), english, bold(en(14.0, AMBER)));
        columns(&mut page, top - 27.0, text, (14.5, 13.0));
    }
    page
}

fn team(entry: &DeckContent) -> Canvas {
    let mut page = inner(5, "团队与计划", "Team and plan");
    columns(&mut page, 388.0, &entry.notes.people, (17.0, 15.0));
    let shore = 226.0;
    page.line((0.0, shore), (WIDTH, shore), 1.6, CANAL);
    let spans = [
        ("六个月内", "Within 6 months"),
        ("一年内", "Within 12 months"),
        ("两年内", "Within 24 months"),
    ];
    for ((step, (chinese, english)), place) in entry.notes.steps.iter().zip(spans).zip(0_u8..) {
        let x = MARGIN + f32::from(place) * 286.0;
        page.arch((x + 24.0, shore), 24.0, 1.6, CANAL);
        page.arch((x + 24.0, shore), -24.0, 1.0, RULE);
        let label = bold(zh(14.0, AMBER));
        let beside = x + 70.0 + measure(chinese, label);
        page.text((x + 60.0, shore + 12.0), chinese, label);
        page.text((beside, shore + 12.0), english, en(12.0, STONE));
        let y = page.paragraph((x, shore - 54.0), 250.0, &step.zh, bold(zh(14.0, INK)));
        page.paragraph((x, y - 2.0), 250.0, &step.en, en(13.0, STONE));
    }
    page
}

/// A page with its heading and footer.
fn inner(place: u8, chinese: &str, english: &str) -> Canvas {
    let mut page = Canvas::new((WIDTH, HEIGHT), PAPER);
    let heading = bold(zh(30.0, CANAL));
    let beside = MARGIN + measure(chinese, heading) + 18.0;
    page.text((MARGIN, 458.0), chinese, heading);
    page.text((beside, 458.0), english, en(18.0, STONE));
    page.line((MARGIN, 430.0), (WIDTH - MARGIN, 430.0), 1.0, RULE);
    footer(&mut page, place, STONE);
    page
}

/// The notice that all is invented, and a bridge for each page: the one we stand on shows its reflection.
fn footer(page: &mut Canvas, place: u8, colour: Colour) {
    let notice = "Demonstration - fictional · 演示数据，纯属虚构";
    page.text((MARGIN, 36.0), notice, zh(11.0, colour));
    let accent = if place == 0 { WHITE } else { CANAL };
    let start = WIDTH - MARGIN - 6.0 * 26.0;
    page.line((start, 40.0), (WIDTH - MARGIN, 40.0), 1.0, accent);
    for bridge in 0..6_u8 {
        let middle = (start + 13.0 + f32::from(bridge) * 26.0, 40.0);
        page.arch(middle, 7.0, 1.0, accent);
        if bridge == place {
            page.arch(middle, 7.0, 2.4, accent);
            page.arch(middle, -7.0, 2.4, accent);
        }
    }
}

/// Chinese on the left, English on the right.
fn columns(page: &mut Canvas, top: f32, text: &Bilingual, sizes: (f32, f32)) {
    let (left, right) = (MIDDLE - MARGIN - 36.0, WIDTH - MARGIN - MIDDLE);
    page.paragraph((MARGIN, top), left, &text.zh, zh(sizes.0, INK));
    page.paragraph((MIDDLE, top), right, &text.en, en(sizes.1, INK));
}

#[cfg(test)]
mod tests;
