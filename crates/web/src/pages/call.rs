//! From a call to what its page prints: what can be entered, where, when it is judged and how.

use domain::{
    edition::{Applicant, AskedWhen, Delivery, HeatKind, QuestionKind},
    heat::Heat,
    text::Language,
    time::Timestamp,
};
use operations::queries::public::{Contest, Division, PublicCall};

use super::{
    mapping::state,
    render::Site,
    views::{
        CallPage, ContestView, CriterionView, Dates, DivisionView, FileView, JudgedView,
        QuestionView, RoundView, Text, TierView,
    },
    when::When,
};
use crate::dto::rubric::share_percent;

impl CallPage {
    /// The call of an edition.
    pub fn new(site: &Site, call: &PublicCall, language: Language, now: Timestamp) -> Self {
        let one = &call.edition;
        let edition = &one.edition;
        let grace = edition.call.grace_minutes;
        let mut before = None;
        let contests = call.contests.iter().map(|contest| {
            let judges = |heat: &&Heat| heat.contest.is_none_or(|known| known == contest.id);
            let heats = call.heats.iter().filter(judges);
            let track = contest.track.as_ref();
            let begins = track != before;
            before = track;
            ContestView {
                track: track
                    .filter(|_| begins)
                    .map(|track| Text::of(&track.title, language)),
                ..ContestView::new(site, contest, heats, language)
            }
        });
        Self {
            slug: edition.slug.clone(),
            programme_slug: edition.programme.slug.clone(),
            programme: Text::of(&edition.programme.title, language),
            title: Text::of(&edition.title, language),
            state: state(edition.call.state(now)),
            dates: Dates::new(one, language, now),
            grace: (grace > 0).then(|| site.sentence(language, "/call/grace", grace)),
            contests: contests.collect(),
            divisions: call
                .divisions
                .iter()
                .map(|division| DivisionView::new(division, language))
                .collect(),
            rounds: rounds(call, language),
        }
    }
}

/// When each round is judged: from its first heat to its last.
fn rounds(call: &PublicCall, language: Language) -> Vec<RoundView> {
    let zone = &call.edition.edition.zone;
    let mut keys: Vec<&str> = vec![];
    for heat in &call.heats {
        if !keys.contains(&heat.round_key.as_str()) {
            keys.push(&heat.round_key);
        }
    }
    let round = |key: &str| {
        let heats = call.heats.iter().filter(move |heat| heat.round_key == key);
        let title = heats.clone().next().map(|heat| &heat.round_title)?;
        let opens = heats.clone().map(|heat| heat.opens_at).min()?;
        let closes = heats.map(|heat| heat.closes_at).max()?;
        Some((
            opens,
            RoundView {
                title: Text::of(title, language),
                opens: When::new(opens, zone, language),
                closes: When::new(closes, zone, language),
            },
        ))
    };
    let mut rounds: Vec<_> = keys.into_iter().filter_map(round).collect();
    rounds.sort_by_key(|(opens, _)| *opens);
    rounds.into_iter().map(|(_, round)| round).collect()
}

impl DivisionView {
    fn new(division: &Division, language: Language) -> Self {
        let host = Text::of(&division.host, language);
        Self {
            title: Text::of(&division.title, language),
            host: (!host.text.is_empty()).then_some(host),
            delivery: match division.delivery {
                Delivery::OnSite => "on_site",
                Delivery::Remote => "remote",
            },
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
            let rows = (question.kind == QuestionKind::List).then(|| question.most_rows());
            QuestionView {
                later: question.when == AskedWhen::Supplement,
                fields: question
                    .fields
                    .iter()
                    .map(|field| Text::of(&field.label, language))
                    .collect(),
                rows: rows.map(|rows| site.sentence(language, "/call/rows", rows)),
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
            later: slot.when == AskedWhen::Supplement,
            size: site.sentence(language, "/call/size", megabytes(slot.max_bytes)),
        });
        let tiers = contest.tiers.iter().map(|tier| TierView {
            title: Text::of(&tier.title, language),
            places: site.sentence(language, "/call/places", tier.quota),
            recipient: tier.recipient.name(),
        });
        Self {
            track: None,
            title: Text::of(&contest.title, language),
            applicants: applicants(contest),
            questions: questions.collect(),
            files: files.collect(),
            judged: judged(heats, language),
            tiers: tiers.collect(),
        }
    }
}

/// Who may enter, where not everybody may.
fn applicants(contest: &Contest) -> Vec<&'static str> {
    let all = Applicant::ALL.len();
    let named = contest.applicants.iter().map(|one| one.name());
    if contest.applicants.len() == all {
        vec![]
    } else {
        named.collect()
    }
}

/// How entries are judged, with the rounds in which it is so: heats that are judged alike are told once.
fn judged<'h>(heats: impl Iterator<Item = &'h Heat>, language: Language) -> Vec<JudgedView> {
    let mut ways: Vec<JudgedView> = vec![];
    for heat in heats {
        let round = Text::of(&heat.round_title, language);
        let way = JudgedView::new(heat, language);
        let alike = |known: &&mut JudgedView| {
            (known.elsewhere, known.votes, &known.criteria)
                == (way.elsewhere, way.votes, &way.criteria)
        };
        match ways.iter_mut().find(alike) {
            Some(known) if known.rounds.contains(&round) => {}
            Some(known) => known.rounds.push(round),
            None => ways.push(way),
        }
    }
    ways
}

impl JudgedView {
    fn new(heat: &Heat, language: Language) -> Self {
        let criteria = heat.rubric.criteria.iter().map(|criterion| CriterionView {
            title: Text::of(&criterion.title, language),
            help: Text::of(&criterion.help, language),
            share: share_percent(&heat.rubric, criterion),
        });
        Self {
            rounds: vec![Text::of(&heat.round_title, language)],
            elsewhere: heat.kind == HeatKind::Imported,
            votes: heat.kind == HeatKind::Ballot,
            criteria: criteria.collect(),
        }
    }
}

/// Whole mebibytes, rounded up: 52,428,800 bytes are 50.
fn megabytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1 << 20)).unwrap_or(u32::MAX)
}
