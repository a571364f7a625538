//! From what the public may know to what a template prints.

use domain::{
    edition::{CallState, Edition},
    publication::Publication,
    text::Language,
    time::Timestamp,
};
use operations::queries::public::PublicEdition;

use super::{
    render::Site,
    views::{
        CallPage, Dates, Home, HomeEdition, HomeProgramme, NotYet, ResultItem, ResultTier, Results,
        Text,
    },
    when::When,
};

const fn state(state: CallState) -> &'static str {
    match state {
        CallState::Upcoming => "upcoming",
        CallState::Open => "open",
        CallState::Closed => "closed",
    }
}

impl Dates {
    fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
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
                .map(|publication| when(publication.publish_at)),
            is_published: one.publication.is_some(),
        }
    }
}

impl Home {
    /// Editions under their programmes, in the order in which they come.
    pub fn new(editions: &[PublicEdition], language: Language, now: Timestamp) -> Self {
        let mut programmes: Vec<(String, HomeProgramme)> = vec![];
        for one in editions {
            let edition = HomeEdition {
                slug: one.edition.slug.clone(),
                title: Text::of(&one.edition.title, language),
                state: state(one.edition.call.state(now)),
                dates: Dates::new(one, language, now),
            };
            let programme = &one.edition.programme;
            match programmes
                .iter_mut()
                .find(|(slug, _)| *slug == programme.slug)
            {
                Some((_, known)) => known.editions.push(edition),
                None => {
                    let title = Text::of(&programme.title, language);
                    let view = HomeProgramme {
                        title,
                        editions: vec![edition],
                    };
                    programmes.push((programme.slug.clone(), view));
                }
            }
        }
        Self {
            programmes: programmes.into_iter().map(|(_, view)| view).collect(),
        }
    }
}

impl CallPage {
    /// The call of an edition.
    pub fn new(
        site: &Site,
        one: &PublicEdition,
        contests: Vec<Text>,
        language: Language,
        now: Timestamp,
    ) -> Self {
        let (edition, call) = (&one.edition, &one.edition.call);
        let grace = (call.grace_minutes > 0)
            .then(|| site.sentence(language, "/call/grace", call.grace_minutes));
        Self {
            slug: edition.slug.clone(),
            programme: Text::of(&edition.programme.title, language),
            title: Text::of(&edition.title, language),
            state: state(call.state(now)),
            dates: Dates::new(one, language, now),
            grace,
            contests,
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

impl Results {
    /// The list by tier, in its own order.
    pub fn new(edition: &Edition, publication: &Publication, language: Language) -> Self {
        let mut tiers: Vec<(&str, ResultTier)> = vec![];
        for item in &publication.items {
            let view = ResultItem {
                number: item.number.clone(),
                title: Text::both(&item.title, language),
                team: Text::both(&item.team, language),
            };
            match tiers.iter_mut().find(|(key, _)| *key == item.tier) {
                Some((_, tier)) => tier.items.push(view),
                None => {
                    let title = Text::of(&item.tier_title, language);
                    tiers.push((
                        &item.tier,
                        ResultTier {
                            title,
                            items: vec![view],
                        },
                    ));
                }
            }
        }
        Self {
            slug: edition.slug.clone(),
            title: Text::of(&edition.title, language),
            published: When::new(publication.publish_at, &edition.zone, language),
            tiers: tiers.into_iter().map(|(_, tier)| tier).collect(),
        }
    }
}
