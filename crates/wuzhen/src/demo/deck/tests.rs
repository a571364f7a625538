//! A deck is a PDF, whole, repeatable and its own.

use super::*;

fn written(key: &str) -> Vec<u8> {
    let text = Bilingual::new("闸门自己商量", "Gates that negotiate");
    let notes = DeckNotes {
        problem: text.clone(),
        people: text.clone(),
        measure: text.clone(),
        steps: [text.clone(), text.clone(), text.clone()],
    };
    deck(&DeckContent {
        key,
        edition: &text,
        title: &text,
        team: &text,
        summary: &text,
        innovation: &text,
        usage: &text,
        notes: &notes,
    })
}

fn occurrences(bytes: &[u8], needle: &[u8]) -> usize {
    bytes
        .windows(needle.len())
        .filter(|window| *window == needle)
        .count()
}

#[test]
fn a_deck_is_a_pdf_of_six_pages() {
    let bytes = written("canal-gates");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(occurrences(&bytes, b"/Type /Page\n"), 6);
}

#[test]
fn the_same_entry_gives_the_same_bytes() {
    assert_eq!(written("canal-gates"), written("canal-gates"));
}

#[test]
fn two_entries_with_the_same_text_still_differ() {
    assert_ne!(written("canal-gates"), written("night-bus"));
}

#[test]
fn every_page_says_that_it_is_fictional() {
    // A text with a sign outside ASCII is written in hexadecimal digits: this is "fictional".
    assert_eq!(
        occurrences(&written("canal-gates"), b"66696374696F6E616C"),
        6
    );
}
