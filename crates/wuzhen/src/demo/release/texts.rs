//! Texts of invented achievements, in Chinese and English, from handwritten sentences, and what becomes of each: pure
//! data, the same every time.

use anyhow::Context as _;
use domain::{entry::EntrySource, text::Bilingual};
use serde::Deserialize;

use crate::demo::{
    chance::Seed,
    deck::DeckNotes,
    phrases::{Pair, bilingual, filled, joined, named, same},
};

const TOPICS: &str = include_str!("../../../demo/release/topics.toml");
const PHRASES: &str = include_str!("../../../demo/release/phrases.toml");

/// Applications that are begun; 300 of them come in.
pub const BEGUN: usize = 318;
/// Every so many-th is never handed in.
const DRAFT: usize = 17;
/// Every so many-th of the others does not pass the formal check.
const REJECTED: usize = 8;
/// Without a common divisor with the number of names, so that every applicant gets its own.
const NAME_FACTOR: usize = 127;
/// Where applicants are at home: the more often named, the more of them.
const REGIONS: [&str; 16] = [
    "cn", "cn", "cn", "cn", "cn", "cn", "cn", "us", "us", "ru", "de", "fr", "se", "ca", "be", "jp",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    #[expect(dead_code, reason = "names the topic for whoever reads the file")]
    key: String,
    scopes: Vec<Pair>,
    gain: Gain,
    #[serde(rename = "use")]
    usage: Pair,
    results: Vec<TopicResult>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gain {
    text: Pair,
    from: [u32; 2],
    to: [u32; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicResult {
    category: String,
    what: Pair,
    solution: Pair,
    lead: Pair,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    problems: Vec<Pair>,
    trials: Vec<Pair>,
    states: Vec<Pair>,
    evidence: Vec<Pair>,
    candid: Vec<Pair>,
    people: Vec<Pair>,
    measures: Vec<Pair>,
    steps_1: Vec<Pair>,
    steps_2: Vec<Pair>,
    steps_3: Vec<Pair>,
    persons: Vec<Pair>,
    parts: Vec<Pair>,
    /// Joint applicants and where they are at home.
    partners: Vec<(Pair, Pair)>,
    matters: Vec<Pair>,
    shows: Vec<Pair>,
    names_1: Vec<Pair>,
    names_2: Vec<Pair>,
}

/// What becomes of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Begun and left.
    Draft,
    /// Handed in, and it does not pass the formal check.
    Rejected,
    /// Handed in and read.
    Read,
}

/// One application to be.
#[derive(Clone, Debug)]
pub struct Achievement {
    /// In its address, and the seed of its deck.
    pub key: String,
    pub fate: Fate,
    pub source: EntrySource,
    pub category: String,
    pub region: &'static str,
    pub title: Bilingual,
    pub applicant: Bilingual,
    pub summary: Bilingual,
    pub innovation: Bilingual,
    pub usage: Bilingual,
    /// Who did the work, with their part in it.
    pub contributors: Vec<(Bilingual, Bilingual)>,
    /// Who applies together with the first.
    pub partner: Option<Partner>,
    /// How it can be shown: what the shortlisted are asked for.
    pub show: Bilingual,
    /// Whether it is known already; a few come out on the day.
    pub is_public: bool,
    pub notes: DeckNotes,
}

/// A joint applicant.
#[derive(Clone, Debug)]
pub struct Partner {
    pub name: Bilingual,
    pub country: Bilingual,
    /// Why the partnership matters.
    pub matters: Bilingual,
}

impl Achievement {
    /// The body that puts it forward, where one does.
    pub fn recommended_by(&self) -> Bilingual {
        if self.source == EntrySource::Recommended {
            Bilingual::new(
                "国际互联网学会联盟（虚构）",
                "Alliance of Internet Societies (fictional)",
            )
        } else {
            Bilingual::default()
        }
    }

    /// The address of whoever applies.
    pub fn email(&self) -> String {
        format!("{}@example.com", self.key)
    }
}

/// All applications, in the order in which they are begun.
pub fn achievements() -> anyhow::Result<Vec<Achievement>> {
    #[derive(Deserialize)]
    struct File {
        topics: Vec<Topic>,
    }
    let topics = toml::from_str::<File>(TOPICS)?.topics;
    let phrases: Phrases = toml::from_str(PHRASES)?;
    (0..BEGUN)
        .map(|index| one(index, &topics, &phrases).context("a list of phrases is empty"))
        .collect()
}

fn one(index: usize, topics: &[Topic], phrases: &Phrases) -> Option<Achievement> {
    let mut seed = Seed::of(&format!("release/{index}"));
    let topic = topics.get(index % topics.len())?;
    let ordinal = index / topics.len();
    let result = topic.results.get(ordinal % topic.results.len())?;
    let round = ordinal / topic.results.len();
    let scope = topic.scopes.get(round % topic.scopes.len())?;
    let (first, second) = name(index, phrases)?;
    let applicant = named(&first, &second);
    let (zh, en) = &result.what;
    let title = match round {
        0 => bilingual(&result.what),
        1..=3 => {
            let scope = topic.scopes.get(round - 1)?;
            Bilingual::new(
                format!("面向{}的{zh}", scope.0),
                format!("{en} for {}", scope.1),
            )
        }
        _ => Bilingual::new(format!("{}：{zh}", first.0), format!("{}: {en}", first.1)),
    };
    let gain = topic.gain.figures(&mut seed);
    let months = same(&seed.between(9, 40).to_string());
    let trial = filled(
        seed.pick(&phrases.trials)?,
        &[("months", &months), ("gain", &gain)],
    );
    let solution = filled(&result.solution, &[("scope", scope)]);
    let problem = seed.pick(&phrases.problems)?;
    let people = same(&seed.between(6, 48).to_string());
    Some(Achievement {
        key: format!("achievement-{index:03}"),
        fate: fate(index),
        source: source(index),
        category: result.category.clone(),
        region: seed.pick(&REGIONS).copied()?,
        title,
        applicant,
        summary: joined(&[problem, &solution, &trial, seed.pick(&phrases.states)?]),
        innovation: joined(&[&result.lead, seed.pick(&phrases.evidence)?]),
        usage: joined(&[&topic.usage, seed.pick(&phrases.candid)?]),
        contributors: contributors(&mut seed, phrases),
        partner: partner(index, &mut seed, phrases),
        show: bilingual(&filled(
            seed.pick(&phrases.shows)?,
            &[("what", &result.what)],
        )),
        is_public: !index.is_multiple_of(9),
        notes: DeckNotes {
            problem: bilingual(problem),
            people: bilingual(&filled(seed.pick(&phrases.people)?, &[("n", &people)])),
            measure: bilingual(seed.pick(&phrases.measures)?),
            steps: [
                bilingual(seed.pick(&phrases.steps_1)?),
                bilingual(seed.pick(&phrases.steps_2)?),
                bilingual(seed.pick(&phrases.steps_3)?),
            ],
        },
    })
}

impl Gain {
    fn figures(&self, seed: &mut Seed) -> Pair {
        let figure = |seed: &mut Seed, [low, high]: [u32; 2]| seed.between(low, high).to_string();
        let (from, to) = (figure(seed, self.from), figure(seed, self.to));
        filled(&self.text, &[("a", &same(&from)), ("b", &same(&to))])
    }
}

/// From two to five, each with a part of the work.
fn contributors(seed: &mut Seed, phrases: &Phrases) -> Vec<(Bilingual, Bilingual)> {
    let many = seed.between(2, 5) as usize;
    let first = seed.number(1_000) as usize;
    let names = phrases
        .persons
        .iter()
        .cycle()
        .skip(first % phrases.persons.len());
    let parts = phrases.parts.iter().cycle();
    let pairs = names.zip(parts).take(many);
    pairs
        .map(|(name, part)| (bilingual(name), bilingual(part)))
        .collect()
}

/// Every fourth applies together with somebody from another country.
fn partner(index: usize, seed: &mut Seed, phrases: &Phrases) -> Option<Partner> {
    if index % 4 != 1 {
        return None;
    }
    let (name, country) = seed.pick(&phrases.partners)?;
    Some(Partner {
        name: bilingual(name),
        country: bilingual(country),
        matters: bilingual(seed.pick(&phrases.matters)?),
    })
}

fn fate(index: usize) -> Fate {
    let (left, place) = (index / DRAFT, index % DRAFT);
    // The last of every group is left lying, as far as there are more than 300.
    if place == DRAFT - 1 && left < BEGUN - 300 {
        Fate::Draft
    } else if (index - left) % REJECTED == 5 {
        Fate::Rejected
    } else {
        Fate::Read
    }
}

/// Most apply by themselves; some were invited, some were put forward by a body.
const fn source(index: usize) -> EntrySource {
    match index % 12 {
        4 => EntrySource::Invited,
        9 => EntrySource::Recommended,
        _ => EntrySource::Own,
    }
}

/// One first and one second word; no two applicants have the same.
fn name(index: usize, phrases: &Phrases) -> Option<(Pair, Pair)> {
    let (first, second) = (&phrases.names_1, &phrases.names_2);
    let place = (index * NAME_FACTOR) % (first.len() * second.len()).max(1);
    Some((
        first.get(place / second.len())?.clone(),
        second.get(place % second.len())?.clone(),
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::{
        edition::{file::parse, templates},
        text::{Language, count_words},
    };

    use super::*;

    #[test]
    fn three_hundred_come_in_and_no_applicant_or_title_comes_twice() {
        let all = achievements().unwrap();
        let count = |fate| all.iter().filter(|one| one.fate == fate).count();
        assert_eq!((all.len(), count(Fate::Draft)), (BEGUN, BEGUN - 300));
        assert!((30..50).contains(&count(Fate::Rejected)));
        let applicants: BTreeSet<_> = all.iter().map(|one| &one.applicant.en).collect();
        let titles: BTreeSet<_> = all.iter().map(|one| &one.title.en).collect();
        assert_eq!((applicants.len(), titles.len()), (BEGUN, BEGUN));
    }

    #[test]
    fn every_text_fits_the_form() {
        let template = templates().into_iter().find(|one| one.key == "release");
        let plan = parse(template.unwrap().text).unwrap();
        let form = &plan.contests[0].form;
        for one in achievements().unwrap() {
            for (key, text) in [
                ("title", &one.title),
                ("team", &one.applicant),
                ("summary", &one.summary),
                ("innovation", &one.innovation),
                ("use", &one.usage),
                ("show", &one.show),
            ] {
                let question = form
                    .questions
                    .iter()
                    .find(|known| known.key == key)
                    .unwrap();
                for language in Language::ALL {
                    let (words, text) = (
                        count_words(text.get(language), language),
                        text.get(language),
                    );
                    assert!(!text.contains('{'), "{text}");
                    assert!(words > 0, "{key} of {}", one.key);
                    assert!(
                        question
                            .limit
                            .get(language)
                            .is_none_or(|limit| words <= limit),
                        "{text}"
                    );
                }
            }
            let category = form.questions.iter().find(|known| known.key == "category");
            assert!(category.unwrap().place_of(&one.category).is_some());
        }
    }
}
