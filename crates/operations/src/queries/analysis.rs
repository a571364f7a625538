//! How sure the figures of a closed heat are, and how its judges scored: for those who must defend the list.
//! Advice beside the standing, which stays as it was frozen.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    edition::{Edition, HeatKind, Method},
    ids::{EntryId, JudgeId},
    people::Seat,
    policy::{Denied, ReadHeatAnalysis},
    route::takes,
    standing::{Adjustment, StandingLine},
    text::Bilingual,
};
use judging::{
    agreement::{JudgePicture, USUAL_FIT, judge_pictures, reliability_of_mean},
    assignment::seed_of,
    standings::{
        Cut, ItemExplanation, JudgeExplanation, Scores, USUAL_DRAWS, both_random, connection,
        explain_items, explain_judges, method_agreement::among_best, outlooks_by_cut,
    },
};
use persistence::{
    assignments::{self, CountedSheet},
    editions,
    entries::EntryLine,
    heats::{self, PanelMember},
};

use super::edition::{HeatSummary, summary_of};
use crate::{
    Context,
    adjusting::{Fitted, Readings, fitted},
    advancement::{Basis, basis},
    error::{OperationError, Result},
};

/// What an analysis is made of.
pub struct HeatSheets {
    edition: Edition,
    summary: HeatSummary,
    basis: Basis,
    panel: Vec<PanelMember>,
    sheets: Vec<CountedSheet>,
}

/// The sheets of a closed heat, to be analysed: that takes its time, and is done where it stops nobody.
#[crate::compiled_here]
pub async fn read_heat_analysis(cx: &Context<'_>, edition: &str, heat: &str) -> Result<HeatSheets> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ReadHeatAnalysis>(cx.actor, cx.arrived_at)?;
    if !matches!(heat.kind, HeatKind::Scoring | HeatKind::Pitch) {
        return Err(OperationError::conflict("heat_not_judged_here"));
    }
    Ok(HeatSheets {
        basis: basis(cx.store, &heat).await?,
        edition: editions::of(cx.store, heat.edition).await?,
        panel: heats::panel(cx.store, heat.id).await?,
        sheets: assignments::sheets_of_closed(cx.store, &allowed).await?,
        summary: summary_of(cx, heat).await?,
    })
}

/// How sure the figures of a heat are, and how its judges scored.
pub struct HeatAnalysis {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// What allows for judges here: as the rule asks, or as much as the sheets can carry where it asks for
    /// nothing. The panel's mean where they carry nothing.
    pub adjustment: Adjustment,
    /// How the sheets hang together.
    pub ties: Ties,
    /// How far one score, and the mean of an entry's scores, tells entries apart.
    pub reliability: Option<Reliability>,
    /// Where the heat parts those who go on from the others, in the order of its routes.
    pub lines: Vec<CutLine>,
    /// In the order of the standing.
    pub entries: Vec<EntryPicture>,
    /// By name, in the order of the panel.
    pub judges: Vec<NamedJudge>,
}

/// A line between those who go on and the others.
pub struct CutLine {
    /// Where they go.
    pub target: Bilingual,
    /// How many go on.
    pub places: u32,
    /// Of how many.
    pub entries: usize,
    /// Who would be in, and who out, if the figure were made the other way; nothing where it cannot be.
    pub otherwise: Option<Otherwise>,
}

/// How sheets hang together.
pub struct Ties {
    /// Sheets for an entry, on average.
    pub readings: f64,
    /// Sheets of the middle judge.
    pub median_load: f64,
    /// Into how many parts they fall that share no entry.
    pub parts: usize,
}

/// How far scores tell entries apart: 0 by nothing but chance, 1 entirely.
pub struct Reliability {
    /// One score.
    pub one: f64,
    /// The mean of as many scores as an entry has on average.
    pub mean: f64,
}

/// An entry of an analysis.
pub struct EntryPicture {
    /// As the standing has it.
    pub line: StandingLine,
    /// Its names.
    pub entry: EntryLine,
    /// Which of the lines decides whether it goes on.
    pub cut: Option<usize>,
    /// Figures and how sure they are; nothing where none could be made.
    pub figures: Option<EntryFigures>,
}

/// From the mean of an entry's scores to what allows for judges, in points, and how sure that is.
#[derive(Clone, Copy)]
pub struct EntryFigures {
    /// The mean of the scores.
    pub raw: f64,
    /// What is added for the leniency of its judges.
    pub severity_part: f64,
    /// What is added for how far they spread entries.
    pub scale_part: f64,
    /// What pulls it towards the middle, where it was read less often than others.
    pub shrinkage_part: f64,
    /// The sum of the above.
    pub adjusted: f64,
    /// Rank by the means.
    pub rank_before: u32,
    /// Rank by what allows for judges.
    pub rank_after: u32,
    /// The 90 % interval of `adjusted`.
    pub interval: (f64, f64),
    /// The 90 % interval of its rank, the better end first.
    pub ranks: (u32, u32),
    /// How likely it goes on, from 0 to 1; nothing where no line decides that.
    pub among_best: Option<f64>,
    /// Whether it may be in or out by chance alone: between one in twenty and nineteen in twenty.
    pub close: bool,
}

/// A judge of an analysis.
pub struct NamedJudge {
    /// The name.
    pub name: Bilingual,
    /// How they sit.
    pub seat: Seat,
    /// Sheets that count.
    pub sheets: usize,
    /// What the sheets tell; nothing where they tell nothing.
    pub picture: Option<Picture>,
}

/// How a judge scored, against the others.
#[derive(Clone, Copy)]
pub struct Picture {
    /// Entries that others scored too.
    pub shared: usize,
    /// Points that the judge gives less than others would; negative for a lenient one.
    pub severity: f64,
    /// The 90 % interval of `severity`.
    pub interval: (f64, f64),
    /// How far the judge spreads entries; 1 is as far as the others.
    pub scale: f64,
    /// Mean squared surprise; 1 is usual.
    pub infit: Option<f64>,
    /// Whether so much surprise, or so little, is worth a look.
    pub unusual: bool,
    /// With the others on the same entries, from -1 to 1.
    pub correlation: Option<f64>,
    /// The share of scores that have the judge's most frequent value.
    pub identical: f64,
}

/// Who would change sides, if the figure were made the other way: allowing for judges where the rule does
/// not, and not where it does.
pub struct Otherwise {
    /// The other way.
    pub method: Method,
    /// Numbers of entries that would be in.
    pub enter: Vec<String>,
    /// Numbers of entries that would be out.
    pub leave: Vec<String>,
}

/// The probability below which an entry is out for certain, and one less it above which it is in.
const CERTAIN: f64 = 0.05;
/// So many standard errors to either side hold nine tenths of a normal distribution.
const NINETY_PERCENT: f64 = 1.644_853_626_951_472_2;
/// With fewer shared entries surprise is not called unusual (Linacre, 2002).
const ENOUGH_SHARED: usize = 10;

/// A line as numbers: which entries it parts.
struct Parting {
    target: Bilingual,
    places: u32,
    entries: BTreeSet<EntryId>,
}

impl HeatSheets {
    /// Works out what the sheets tell. The same sheets give the same answer, chance included: its seed is the
    /// hash of the rule that the heat was judged by.
    pub fn analysed(self) -> HeatAnalysis {
        let heat = &self.summary.heat;
        let asked = match heat.rule.method {
            Method::Panel => Method::SeverityAndScale,
            method => method,
        };
        let readings = Readings::of(&heat.rubric, &self.sheets);
        let (adjustment, model) = readings.as_ref().map_or_else(
            || (carries_nothing(asked), None),
            |readings| fitted(&readings.scores, asked),
        );
        let told = readings.as_ref().zip(model.as_ref());
        let partings = self.partings();
        let of_line = |parting: &Parting| CutLine {
            target: parting.target.clone(),
            places: parting.places,
            entries: parting.entries.len(),
            otherwise: told.map(|told| self.otherwise(parting, told, adjustment.used)),
        };
        HeatAnalysis {
            lines: partings.iter().map(of_line).collect(),
            ties: ties(readings.as_ref()),
            reliability: readings.as_ref().and_then(|one| reliability(&one.scores)),
            entries: self.entries(&partings, told),
            judges: self.judges(told),
            adjustment,
            edition: self.edition,
            summary: self.summary,
        }
    }

    /// The lines that decide who goes on: routes that take the same entries share one. A route without a
    /// quota takes all, and parts nobody.
    fn partings(&self) -> Vec<Parting> {
        let field = &self.basis.field;
        let mut lines: BTreeMap<_, (usize, Option<u32>)> = BTreeMap::new();
        for (index, passage) in field.routes.iter().enumerate() {
            let taken = (passage.contest.as_deref(), passage.division.as_deref());
            let (_, places) = lines.entry(taken).or_insert((index, Some(0)));
            *places = places.zip(passage.quota).map(|(sum, quota)| sum + quota);
        }
        let mut lines: Vec<_> = lines.into_iter().collect();
        lines.sort_by_key(|(_, (first, _))| *first);
        let mut left: BTreeMap<EntryId, (&str, Option<&str>)> = field
            .lines
            .iter()
            .map(|line| {
                (
                    line.entry,
                    (line.contest.as_str(), line.division.as_deref()),
                )
            })
            .collect();
        let mut partings = vec![];
        for (taken, (first, places)) in lines {
            let own = left.extract_if(.., |_, of| takes(taken, *of));
            let entries: BTreeSet<EntryId> = own.map(|(entry, _)| entry).collect();
            if let Some(places) = places.filter(|places| *places > 0) {
                partings.push(Parting {
                    target: self.target(first),
                    places,
                    entries,
                });
            }
        }
        partings
    }

    fn target(&self, route: usize) -> Bilingual {
        let to = self.basis.routes.get(route).map(|route| route.to);
        let mut heats = self.basis.heats.iter();
        let heat = heats.find(|heat| Some(heat.id) == to);
        heat.map(|heat| heat.title.clone()).unwrap_or_default()
    }

    fn seed(&self) -> u64 {
        let mut bytes = [0; 32];
        let freeze = &self.basis.standing.freeze;
        for (byte, digit) in bytes.iter_mut().zip(freeze.hex().bytes()) {
            *byte = digit;
        }
        seed_of(&bytes)
    }

    fn entries(
        &self,
        partings: &[Parting],
        told: Option<(&Readings, &Fitted)>,
    ) -> Vec<EntryPicture> {
        let figures = told.map(|told| self.figures(partings, told));
        let cut_of = |entry| partings.iter().position(|one| one.entries.contains(&entry));
        let picture = |line: &StandingLine| {
            Some(EntryPicture {
                entry: self.basis.entries.get(&line.entry)?.clone(),
                line: line.clone(),
                cut: cut_of(line.entry),
                figures: figures
                    .as_ref()
                    .and_then(|all| all.get(&line.entry).copied()),
            })
        };
        let lines = self.basis.standing.lines.iter();
        lines.filter_map(picture).collect()
    }

    /// Chance is drawn from the figures that are pulled to the middle: only of these it was shown that what is
    /// said to be likely happens as often.
    fn figures(
        &self,
        partings: &[Parting],
        (readings, model): (&Readings, &Fitted),
    ) -> BTreeMap<EntryId, EntryFigures> {
        let place = |entry: &EntryId| readings.entries.binary_search(entry).ok();
        let all = Cut {
            items: (0..readings.entries.len()).collect(),
            places: 0,
        };
        let cuts = partings.iter().map(|parting| Cut {
            items: parting.entries.iter().filter_map(place).collect(),
            places: parting.places as usize,
        });
        let cuts: Vec<Cut> = std::iter::once(all).chain(cuts).collect();
        let mut drawn = outlooks_by_cut(&model.fit.shrunk(), &cuts, self.seed(), USUAL_DRAWS);
        let mut likely: BTreeMap<usize, f64> = BTreeMap::new();
        for (cut, outlooks) in cuts.iter().zip(&drawn).skip(1) {
            let among = outlooks.iter().map(|outlook| outlook.among_best);
            likely.extend(cut.items.iter().copied().zip(among));
        }
        let parts = explain_items(
            &readings.scores,
            &model.fit,
            &model.ranking,
            &drawn.swap_remove(0),
        );
        let entries = readings.entries.iter().zip(&parts).enumerate();
        entries
            .map(|(item, (entry, parts))| (*entry, figures(parts, likely.get(&item).copied())))
            .collect()
    }

    fn judges(&self, told: Option<(&Readings, &Fitted)>) -> Vec<NamedJudge> {
        let mut pictures: BTreeMap<JudgeId, _> = BTreeMap::new();
        if let Some((readings, model)) = told {
            let drawn = judge_pictures(&readings.scores, &model.fit);
            let explained = explain_judges(&readings.scores, &model.fit);
            let all = drawn.iter().zip(&explained).map(picture);
            pictures.extend(readings.judges.iter().copied().zip(all));
        }
        let own = |judge| {
            self.sheets
                .iter()
                .filter(|sheet| sheet.judge == judge)
                .count()
        };
        let named = |member: &PanelMember| NamedJudge {
            name: member.name.clone(),
            seat: member.seat,
            sheets: own(member.judge),
            picture: pictures.remove(&member.judge).flatten(),
        };
        self.panel.iter().map(named).collect()
    }

    fn otherwise(
        &self,
        parting: &Parting,
        (readings, model): (&Readings, &Fitted),
        used: Method,
    ) -> Otherwise {
        let (method, figures) = if self.summary.heat.rule.method.adjusts() {
            (Method::Panel, readings.scores.raw_means())
        } else {
            (used, model.ranking.values())
        };
        let figures: BTreeMap<_, _> = readings.entries.iter().copied().zip(figures).collect();
        let ranked = self.basis.standing.lines.iter();
        let own: Vec<(EntryId, f64, Option<u32>)> = ranked
            .filter(|line| parting.entries.contains(&line.entry))
            .filter_map(|line| Some((line.entry, *figures.get(&line.entry)?, line.rank)))
            .collect();
        let places = parting.places as usize;
        let values: Vec<f64> = own.iter().map(|(_, value, _)| *value).collect();
        let others = among_best(&values, places);
        let is_in = |rank: Option<u32>| {
            let better = own
                .iter()
                .filter(|(_, _, other)| *other < rank && other.is_some());
            rank.is_some() && better.count() < places
        };
        let side = |was: bool| {
            let lines = own.iter().zip(&others);
            let lines = lines.filter(|((_, _, rank), other)| is_in(*rank) == was && **other != was);
            let names = lines.filter_map(|((entry, ..), _)| self.basis.entries.get(entry));
            names.map(|name| name.number.clone()).collect()
        };
        Otherwise {
            method,
            enter: side(false),
            leave: side(true),
        }
    }
}

fn figures(parts: &ItemExplanation, among_best: Option<f64>) -> EntryFigures {
    EntryFigures {
        raw: parts.raw_mean,
        severity_part: parts.severity_part,
        scale_part: parts.scale_part,
        shrinkage_part: parts.shrinkage_part,
        adjusted: parts.adjusted,
        rank_before: parts.rank_before,
        rank_after: parts.rank_after,
        interval: parts.interval,
        ranks: (parts.outlook.best_rank, parts.outlook.worst_rank),
        close: among_best.is_some_and(|likely| (CERTAIN..=1.0 - CERTAIN).contains(&likely)),
        among_best,
    }
}

/// Nothing of a judge whose entries nobody else scored.
fn picture((drawn, explained): (&JudgePicture, &JudgeExplanation)) -> Option<Picture> {
    let leniency = drawn.part.leniency;
    let width = NINETY_PERCENT * leniency.standard_error;
    let enough = explained.shared_items >= ENOUGH_SHARED;
    let usual = USUAL_FIT.0..=USUAL_FIT.1;
    (explained.shared_items > 0).then_some(Picture {
        shared: explained.shared_items,
        severity: -leniency.value,
        interval: (-leniency.value - width, -leniency.value + width),
        scale: drawn.part.scale,
        infit: drawn.infit,
        unusual: enough && drawn.infit.is_some_and(|fit| !usual.contains(&fit)),
        correlation: drawn.correlation,
        identical: drawn.identical,
    })
}

const fn carries_nothing(asked: Method) -> Adjustment {
    Adjustment {
        asked,
        used: Method::Panel,
        setbacks: vec![],
        shrunk: false,
    }
}

fn ties(readings: Option<&Readings>) -> Ties {
    readings.map_or(
        Ties {
            readings: 0.0,
            median_load: 0.0,
            parts: 0,
        },
        |readings| {
            let connection = connection(&readings.scores);
            Ties {
                readings: connection.mean_readings,
                median_load: connection.median_load,
                parts: connection.components.len(),
            }
        },
    )
}

/// By the variances of entries, judges and chance: what part of a score's variance is the entry's.
fn reliability(scores: &Scores) -> Option<Reliability> {
    let parts = both_random(scores).ok()?;
    let all = parts.item_variance + parts.judge_variance + parts.residual_variance;
    let one = if all > 0.0 {
        parts.item_variance / all
    } else {
        return None;
    };
    let readings = connection(scores).mean_readings;
    Some(Reliability {
        one,
        mean: reliability_of_mean(one, readings),
    })
}
