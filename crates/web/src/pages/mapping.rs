//! From what the public may know to what a template prints.

use domain::{edition::CallState, text::Language, time::Timestamp};
use operations::queries::public::PublicEdition;

use super::{
    views::{Dates, NotYet, Text},
    when::When,
};

pub(super) const fn state(state: CallState) -> &'static str {
    match state {
        CallState::Upcoming => "upcoming",
        CallState::Open => "open",
        CallState::Closed => "closed",
    }
}

impl Dates {
    pub(super) fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
        let (call, zone) = (&one.edition.call, &one.edition.zone);
        let when = |at| When::new(at, zone, language);
        let state = call.state(now);
        Self {
            opens: when(call.opens_at),
            has_opened: state != CallState::Upcoming,
            deadline: when(call.deadline),
            is_closed: state == CallState::Closed,
            results: one
                .publication
                .as_ref()
                .map(|publication| when(publication.public_from())),
            is_published: one.publication.is_some(),
        }
    }
}

impl NotYet {
    /// What may be said before the instant: the dates of the call, which everybody knows.
    pub fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
        Self {
            slug: one.edition.slug.clone(),
            title: Text::of(&one.edition.title, language),
            dates: Dates::new(one, language, now),
        }
    }
}
