//! Texts of invented entries, in Chinese and English, from handwritten sentences. It knows what an entry is
//! like and nothing of how it gets into the store.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use domain::text::Bilingual;
use serde::Deserialize;

use super::plan::{EPIDEMIC, EntryPlan};
use crate::demo::{
    chance::Seed,
    deck::DeckNotes,
    phrases::{Pair, bilingual, filled, joined, named, same},
};

const KINDS: [&str; 3] = [
    include_str!("../../../demo/2020/kinds-1.toml"),
    include_str!("../../../demo/2020/kinds-2.toml"),
    include_str!("../../../demo/2020/kinds-3.toml"),
];
const PHRASES: &str = include_str!("../../../demo/2020/phrases.toml");

/// Without a common divisor with the number of names, so that every entry gets its own.
const NAME_FACTOR: usize = 467;
/// Titles of a kind that name whom the entry is for; later ones bear the team's name.
const PLAIN_TITLES: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    #[expect(dead_code, reason = "names the kind for whoever reads the file")]
    key: String,
    #[serde(default)]
    epidemic: bool,
    settings: Vec<Pair>,
    problems: Vec<Pair>,
    gain: Gain,
    users: Pair,
    measure: Pair,
    ways: Vec<Way>,
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
struct Way {
    what: Pair,
    solution: Pair,
    novelty: Pair,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    places: Vec<Pair>,
    trials: Vec<Pair>,
    states: Vec<Pair>,
    evidence: Vec<Pair>,
    adoption: Vec<Pair>,
    candid: Vec<Pair>,
    people: Vec<Pair>,
    steps_1: Vec<Pair>,
    steps_2: Vec<Pair>,
    steps_3: Vec<Pair>,
    names_1: Vec<Pair>,
    names_2: Vec<Pair>,
    teams: Vec<Pair>,
    organizations: Vec<Pair>,
}

/// What an entry says.
#[derive(Clone, Debug)]
pub struct EntryText {
    /// The team's name in small letters: in its address, and the seed of its deck.
    pub key: String,
    pub title: Bilingual,
    pub team: Bilingual,
    pub organization: Bilingual,
    pub summary: Bilingual,
    pub innovation: Bilingual,
    pub usage: Bilingual,
    pub notes: DeckNotes,
}

/// The texts of all entries, in their order.
pub fn texts(plans: &[EntryPlan]) -> anyhow::Result<Vec<EntryText>> {
    #[derive(Deserialize)]
    struct File {
        kinds: Vec<Kind>,
    }
    let mut kinds = vec![];
    for text in KINDS {
        kinds.extend(toml::from_str::<File>(text)?.kinds);
    }
    let phrases: Phrases = toml::from_str(PHRASES)?;
    let (special, usual): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|kind| kind.epidemic);
    let mut many = BTreeMap::<(bool, usize), usize>::new();
    let mut counts = [0, 0];
    let mut titles = BTreeSet::new();
    let mut texts = vec![];
    for plan in plans {
        let epidemic = plan.division == EPIDEMIC;
        let kinds = if epidemic { &special } else { &usual };
        let count = &mut counts[usize::from(epidemic)];
        let place = *count % kinds.len().max(1);
        *count += 1;
        let ordinal = many.entry((epidemic, place)).or_default();
        let kind = kinds.get(place).context("there are no kinds")?;
        let writer = Writer {
            plan,
            kind,
            phrases: &phrases,
            ordinal: *ordinal,
        };
        *ordinal += 1;
        let text = writer.write().context("a list of phrases is empty")?;
        anyhow::ensure!(
            titles.insert(text.title.zh.clone()),
            "{:?} twice",
            text.title
        );
        texts.push(text);
    }
    Ok(texts)
}

struct Writer<'a> {
    plan: &'a EntryPlan,
    kind: &'a Kind,
    phrases: &'a Phrases,
    /// How many entries of the kind there were before.
    ordinal: usize,
}

impl Writer<'_> {
    fn write(&self) -> Option<EntryText> {
        let (kind, phrases) = (self.kind, self.phrases);
        let mut seed = Seed::of(&format!("2020/text/{}", self.plan.index));
        let way = kind.ways.get(self.ordinal % kind.ways.len().max(1))?;
        let place = self.ordinal / kind.ways.len().max(1) % kind.settings.len().max(1);
        let setting = kind.settings.get(place)?;
        let name = self.name()?;
        let gain = kind.gain_of(&mut seed);
        let months = seed.between(5, 22).to_string();
        let within = seed.pick(&phrases.places)?;
        let trial = filled(
            seed.pick(&phrases.trials)?,
            &[
                ("place", within),
                ("months", &same(&months)),
                ("gain", &gain),
            ],
        );
        let problem = seed.pick(&kind.problems)?;
        let solution = filled(&way.solution, &[("setting", setting)]);
        let summary = joined(&[problem, &solution, &trial, seed.pick(&phrases.states)?]);
        let (n, p) = (seed.between(6, 140), seed.between(61, 94));
        let adoption = filled(
            seed.pick(&phrases.adoption)?,
            &[("n", &same(&n.to_string())), ("p", &same(&p.to_string()))],
        );
        let members = same(&self.plan.members.to_string());
        let people = filled(seed.pick(&phrases.people)?, &[("n", &members)]);
        let notes = DeckNotes {
            problem: bilingual(problem),
            people: bilingual(&people),
            measure: bilingual(&kind.measure),
            steps: [
                bilingual(seed.pick(&phrases.steps_1)?),
                bilingual(seed.pick(&phrases.steps_2)?),
                bilingual(seed.pick(&phrases.steps_3)?),
            ],
        };
        let (team, organization) = (
            seed.pick(&phrases.teams)?,
            seed.pick(&phrases.organizations)?,
        );
        Some(EntryText {
            key: name.1.to_lowercase().replace(' ', "-"),
            title: self.title(way, setting, &name),
            team: named(&name, team),
            organization: named(&name, organization),
            summary,
            innovation: joined(&[&way.novelty, seed.pick(&phrases.evidence)?]),
            usage: joined(&[&kind.users, &adoption, seed.pick(&phrases.candid)?]),
            notes,
        })
    }

    fn title(&self, way: &Way, setting: &Pair, name: &Pair) -> Bilingual {
        let (zh, en) = &way.what;
        if self.ordinal < PLAIN_TITLES {
            Bilingual::new(
                format!("面向{}的{zh}", setting.0),
                format!("{en} for {}", setting.1),
            )
        } else {
            Bilingual::new(format!("{}：{zh}", name.0), format!("{}: {en}", name.1))
        }
    }

    /// One first and one second word; no two entries have the same.
    fn name(&self) -> Option<Pair> {
        let (first, second) = (&self.phrases.names_1, &self.phrases.names_2);
        let all = first.len() * second.len();
        let place = (self.plan.index as usize * NAME_FACTOR) % all.max(1);
        let (first, second) = (
            first.get(place / second.len())?,
            second.get(place % second.len())?,
        );
        Some((
            format!("{}{}", first.0, second.0),
            format!("{} {}", first.1, second.1),
        ))
    }
}

impl Kind {
    fn gain_of(&self, seed: &mut Seed) -> Pair {
        let figure = |seed: &mut Seed, [low, high]: [u32; 2]| seed.between(low, high).to_string();
        let from = figure(seed, self.gain.from);
        let to = figure(seed, self.gain.to);
        filled(&self.gain.text, &[("a", &same(&from)), ("b", &same(&to))])
    }
}

#[cfg(test)]
mod tests;
