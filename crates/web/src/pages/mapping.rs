//! From what the public may know to what a template prints.

use domain::{
    edition::{CallState, Edition},
    heat::Heat,
    publication::{Publication, ReleaseItem},
    text::Language,
    time::Timestamp,
};
use operations::queries::public::{Contest, PublicCall, PublicEdition};

use super::{
    render::Site,
    views::{
        CallPage, ContestView, CriterionView, Dates, FileView, HeatView, Home, HomeEdition,
        HomeProgramme, NotYet, QuestionView, ResultContest, ResultItem, ResultTier, Results, Text,
        TierView,
    },
    when::When,
};
use crate::dto::rubric::share_percent;

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
                .map(|publication| when(publication.public_from())),
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
    pub fn new(site: &Site, call: &PublicCall, language: Language, now: Timestamp) -> Self {
        let one = &call.edition;
        let edition = &one.edition;
        let grace = edition.call.grace_minutes;
        let contests = call.contests.iter().map(|contest| {
            let judges = |heat: &&Heat| heat.contest.is_none_or(|known| known == contest.id);
            let heats = call.heats.iter().filter(judges);
            ContestView::new(site, contest, heats, language)
        });
        Self {
            slug: edition.slug.clone(),
            programme: Text::of(&edition.programme.title, language),
            title: Text::of(&edition.title, language),
            state: state(edition.call.state(now)),
            dates: Dates::new(one, language, now),
            grace: (grace > 0).then(|| site.sentence(language, "/call/grace", grace)),
            contests: contests.collect(),
        }
    }
}

impl ContestView {
    fn new<'h>(
        site: &Site,
        contest: &Contest,
        heats: impl Iterator<Item = &'h Heat>,
        language: Language,
    ) -> Self {
        let questions = contest.form.questions.iter().map(|question| {
            let limits = [
                ("/call/limit_zh", question.limit.zh),
                ("/call/limit_en", question.limit.en),
            ];
            let limits = limits
                .into_iter()
                .filter_map(|(text, limit)| Some((text, limit?)));
            QuestionView {
                label: Text::of(&question.label, language),
                help: Text::of(&question.help, language),
                required: question.required,
                limits: limits
                    .map(|(text, limit)| site.sentence(language, text, limit))
                    .collect(),
            }
        });
        let files = contest.form.slots.iter().map(|slot| FileView {
            label: Text::of(&slot.label, language),
            help: Text::of(&slot.help, language),
            required: slot.required,
            size: site.sentence(language, "/call/size", megabytes(slot.max_bytes)),
        });
        let tiers = contest.tiers.iter().map(|tier| TierView {
            title: Text::of(&tier.title, language),
            places: site.sentence(language, "/call/places", tier.quota),
        });
        Self {
            title: Text::of(&contest.title, language),
            questions: questions.collect(),
            files: files.collect(),
            heats: heats.map(|heat| HeatView::new(heat, language)).collect(),
            tiers: tiers.collect(),
        }
    }
}

impl HeatView {
    fn new(heat: &Heat, language: Language) -> Self {
        let criteria = heat.rubric.criteria.iter().map(|criterion| CriterionView {
            title: Text::of(&criterion.title, language),
            help: Text::of(&criterion.help, language),
            share: share_percent(&heat.rubric, criterion),
        });
        Self {
            title: Text::of(&heat.title, language),
            criteria: criteria.collect(),
        }
    }
}

/// Whole mebibytes, rounded up: 52,428,800 bytes are 50.
fn megabytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1 << 20)).unwrap_or(u32::MAX)
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
    /// The list by contest and tier, in its own order.
    pub fn new(edition: &Edition, publication: &Publication, language: Language) -> Self {
        let contests = publication.items.chunk_by(|a, b| a.contest == b.contest);
        let mut track = None;
        let contests: Vec<_> = contests
            .map(|items| {
                let own = items[0].track_title.as_ref();
                let begins = own != track;
                track = own;
                ResultContest {
                    track: own
                        .filter(|_| begins)
                        .map(|title| Text::of(title, language)),
                    ..ResultContest::new(items, language)
                }
            })
            .collect();
        Self {
            slug: edition.slug.clone(),
            title: Text::of(&edition.title, language),
            published: When::new(publication.public_from(), &edition.zone, language),
            names_contests: contests.len() > 1,
            contests,
        }
    }
}

impl ResultContest {
    /// The items of one contest, of which there is at least one.
    fn new(items: &[ReleaseItem], language: Language) -> Self {
        let tiers = items
            .chunk_by(|a, b| a.tier == b.tier)
            .map(|items| ResultTier {
                title: Text::of(&items[0].tier_title, language),
                items: items
                    .iter()
                    .map(|item| ResultItem::new(item, language))
                    .collect(),
            });
        Self {
            track: None,
            title: Text::of(&items[0].contest_title, language),
            tiers: tiers.collect(),
        }
    }
}

impl ResultItem {
    fn new(item: &ReleaseItem, language: Language) -> Self {
        let name = item.name.as_ref();
        Self {
            number: item.number.clone(),
            name: name
                .map(|name| Text::both(name, language))
                .unwrap_or_default(),
            title: Text::both(&item.title, language),
            team: Text::both(&item.team, language),
        }
    }
}
