//! Why an item's figure is what it is, and a score's part in it: numbers for sentences that others
//! write.

use super::{
    draws::Outlook,
    fit::Fit,
    ranks::ranks,
    scores::{Score, Scores},
};
use crate::numbers::{mean, real};

/// The quantile of the normal distribution that leaves one twentieth above.
const NINETY_PERCENT: f64 = 1.644_853_626_951_472_2;

/// From raw mean to figure, in the order in which it is to be shown. In points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemExplanation {
    /// The weighted mean of the scores.
    pub raw_mean: f64,
    /// What is added for the leniency of the item's judges: minus its mean.
    pub severity_part: f64,
    /// What is added for their scales and for how much each one's scores count.
    pub scale_part: f64,
    /// What is added because the figure may be off: it pulls towards the mean. Zero unless
    /// [`Fit::shrunk`].
    pub shrinkage_part: f64,
    /// The figure: the sum of the above.
    pub adjusted: f64,
    /// Figure less raw mean.
    pub difference: f64,
    /// Rank by raw means; equal means share the better one.
    pub rank_before: u32,
    /// Rank by figures.
    pub rank_after: u32,
    /// The 90 % interval of the figure.
    pub interval: (f64, f64),
    /// What the draws say.
    pub outlook: Outlook,
}

/// Explains every item. `fit` is what was fitted to `scores`, `ranking` what ranks: the same, or
/// [`Fit::shrunk`] of it. `outlooks` are those of `ranking`.
pub fn explain_items(
    scores: &Scores,
    fit: &Fit,
    ranking: &Fit,
    outlooks: &[Outlook],
) -> Vec<ItemExplanation> {
    let raw = scores.raw_means();
    let (before, after) = (ranks(&raw), ranks(&ranking.values()));
    let mut leniency = vec![(0.0, 0.0); scores.items()];
    for score in scores.list() {
        let sum = &mut leniency[score.item];
        sum.0 += score.weight * fit.judges[score.judge].leniency.value;
        sum.1 += score.weight;
    }
    let explain = |(item, outlook): (usize, &Outlook)| {
        let severity_part = -leniency[item].0 / leniency[item].1;
        let (free, shown) = (fit.items[item].value, ranking.items[item]);
        let width = NINETY_PERCENT * shown.standard_error;
        ItemExplanation {
            raw_mean: raw[item],
            severity_part,
            scale_part: free - raw[item] - severity_part,
            shrinkage_part: shown.value - free,
            adjusted: shown.value,
            difference: shown.value - raw[item],
            rank_before: before[item],
            rank_after: after[item],
            interval: (shown.value - width, shown.value + width),
            outlook: *outlook,
        }
    };
    outlooks.iter().enumerate().map(explain).collect()
}

/// What is said of a judge beside a score: "scored the 38 items shared with others 4.1 points (±1.3)
/// below them; 3.4 points are added, 83 % of it, since 38 shared items do not prove all".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgeExplanation {
    /// How many of the judge's items have a score by somebody else.
    pub shared_items: usize,
    /// By how many points the judge's scores differ from those of the others on the same items, on
    /// average, as they stand. Zero without shared items.
    pub plain_difference: f64,
    /// The same with the others' own leniency taken out of theirs: what the judge's leniency is a
    /// part of.
    pub difference: f64,
    /// Standard error of that difference; infinite without shared items.
    pub standard_error: f64,
    /// The part of it that is taken for leniency, from 0 to 1.
    pub share: f64,
    /// What is added to each of the judge's scores: minus share times difference.
    pub added: f64,
    /// By how much gaps are stretched: 1 over the judge's scale.
    pub stretch: f64,
}

/// Explains every judge.
///
/// For judge j the equations of [`super::severity`] say (M_jj + ℓ)·b_j = M_jj·d_j, where d_j is the
/// mean difference from the others with their own leniency taken out, each item weighted with what
/// it can tell. So share is M_jj/(M_jj + ℓ), d_j is b_j over it, and its variance σ²/M_jj.
pub fn explain_judges(scores: &Scores, fit: &Fit) -> Vec<JudgeExplanation> {
    plain_differences(scores)
        .iter()
        .zip(&fit.judges)
        .map(|(differences, judge)| {
            let tells = judge.share > 0.0;
            let ties = fit.ratio * judge.share / (1.0 - judge.share);
            JudgeExplanation {
                shared_items: differences.len(),
                plain_difference: mean(differences),
                difference: if tells {
                    judge.leniency.value / judge.share
                } else {
                    0.0
                },
                standard_error: (fit.residual_variance / ties).sqrt(),
                share: judge.share,
                added: -judge.leniency.value,
                stretch: 1.0 / judge.scale,
            }
        })
        .collect()
}

/// For each judge, one difference for each item that others scored too: own mean less theirs.
fn plain_differences(scores: &Scores) -> Vec<Vec<f64>> {
    let mut by_item: Vec<Vec<&Score>> = vec![vec![]; scores.items()];
    for score in scores.list() {
        by_item[score.item].push(score);
    }
    let mut differences = vec![vec![]; scores.judges()];
    for mut of_item in by_item {
        of_item.sort_by_key(|score| score.judge);
        let all: f64 = of_item.iter().map(|score| score.value).sum();
        for own in of_item.chunk_by(|one, other| one.judge == other.judge) {
            let others = of_item.len() - own.len();
            if others > 0 {
                let sum: f64 = own.iter().map(|score| score.value).sum();
                let difference = sum / real(own.len()) - (all - sum) / real(others);
                differences[own[0].judge].push(difference);
            }
        }
    }
    differences
}

/// A score's part in its item's figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreExplanation {
    /// Index of the item.
    pub item: usize,
    /// Index of the judge; see [`explain_judges`].
    pub judge: usize,
    /// As given, in points.
    pub value: f64,
    /// As a judge without leniency, of scale one, would have given it: (value - leniency - μ)/scale +
    /// μ, with μ the mean of all scores.
    pub adjusted: f64,
    /// Its part in the item's figure, from 0 to 1; the parts of an item add up to 1.
    pub weight: f64,
}

/// Explains every score, in the order of the scores. An item's figure before shrinkage is the mean of
/// its adjusted scores by their weights.
pub fn explain_scores(scores: &Scores, fit: &Fit) -> Vec<ScoreExplanation> {
    let origin = scores.grand_mean();
    let parts = fit.posterior.parts(scores, |judge| fit.judges[judge].scale);
    scores
        .list()
        .iter()
        .zip(parts)
        .map(|(score, weight)| {
            let judge = &fit.judges[score.judge];
            let left = score.value - judge.leniency.value - origin;
            ScoreExplanation {
                item: score.item,
                judge: score.judge,
                value: score.value,
                adjusted: origin + left / judge.scale,
                weight,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Tails, draws::outlooks, scores::tests::scores, severity, severity_and_scale},
        *,
    };

    /// Thirty items by three of five judges, of whom judge 4 is severe and narrow.
    fn panel() -> Scores {
        let mut list = vec![];
        for item in 0..30 {
            for reader in 0..3 {
                let judge = (item + reader * (1 + item % 2)) % 5;
                let quality = real(item * 17 % 23);
                let chance = real((item * 7 + judge * 13) % 5) - 2.0;
                let given = if judge == 4 {
                    45.0 + 0.6 * quality
                } else {
                    50.0 + quality
                };
                list.push((item, judge, given + chance));
            }
        }
        scores(30, 5, &list)
    }

    #[test]
    fn the_parts_add_up_to_the_figure_and_its_difference_from_the_raw_mean() {
        let scores = panel();
        let fit = severity_and_scale(&scores, Tails::Normal).unwrap();
        let ranking = fit.shrunk();
        let explained = explain_items(&scores, &fit, &ranking, &outlooks(&ranking, 5, 1, 200));
        for (item, explanation) in explained.iter().enumerate() {
            let parts =
                explanation.severity_part + explanation.scale_part + explanation.shrinkage_part;
            assert!((parts - explanation.difference).abs() < 1e-9);
            assert!((explanation.raw_mean + parts - ranking.items[item].value).abs() < 1e-9);
            assert!(explanation.interval.0 < explanation.adjusted);
        }
        let before: u32 = explained.iter().map(|item| item.rank_before).min().unwrap();
        assert_eq!(before, 1);
    }

    #[test]
    fn without_scales_there_is_no_scale_part() {
        let scores = panel();
        let fit = severity(&scores).unwrap();
        let explained = explain_items(&scores, &fit, &fit, &outlooks(&fit, 5, 1, 50));
        assert!(explained.iter().all(|item| item.scale_part.abs() < 1e-9));
        assert!(
            explained
                .iter()
                .all(|item| item.shrinkage_part.abs() < 1e-12)
        );
    }

    #[test]
    fn the_mean_of_the_adjusted_scores_by_their_weights_is_the_figure() {
        let scores = panel();
        for fit in [
            severity(&scores).unwrap(),
            severity_and_scale(&scores, Tails::Normal).unwrap(),
            severity_and_scale(&scores, Tails::Heavy).unwrap(),
        ] {
            let mut sums = vec![(0.0, 0.0); 30];
            for score in explain_scores(&scores, &fit) {
                sums[score.item].0 += score.weight * score.adjusted;
                sums[score.item].1 += score.weight;
            }
            for (item, (sum, weight)) in fit.items.iter().zip(sums) {
                assert!((weight - 1.0).abs() < 1e-9);
                assert!((sum - item.value).abs() < 1e-6, "{sum} {item:?}");
            }
        }
    }

    #[test]
    fn what_is_added_is_the_share_of_the_difference_from_the_others_without_their_own_leniency() {
        let scores = panel();
        let fit = severity(&scores).unwrap();
        let explained = explain_judges(&scores, &fit);
        let raw = scores.raw_means();
        for (index, judge) in explained.iter().enumerate() {
            // The difference by its definition: own score less the others' corrected mean, weighted
            // by 2/3, which for three readings is the same for all.
            let mut sum = 0.0;
            let own: Vec<&Score> = scores
                .list()
                .iter()
                .filter(|score| score.judge == index)
                .collect();
            for score in &own {
                let others: f64 = scores
                    .list()
                    .iter()
                    .filter(|other| other.item == score.item && other.judge != index)
                    .map(|other| other.value - fit.judges[other.judge].leniency.value)
                    .sum();
                sum += score.value - others / 2.0;
            }
            assert!((judge.difference - sum / real(own.len())).abs() < 1e-9);
            assert!((judge.added + judge.share * judge.difference).abs() < 1e-9);
            assert!(judge.share > 0.5 && judge.share < 1.0);
            assert_eq!(judge.shared_items, own.len());
            let variance = fit.residual_variance * 1.5 / real(own.len());
            assert!((judge.standard_error.powi(2) - variance).abs() < 1e-9);
            let plain: f64 = own
                .iter()
                .map(|score| 1.5 * (score.value - raw[score.item]))
                .sum();
            assert!((judge.plain_difference - plain / real(own.len())).abs() < 1e-9);
        }
        assert!(explained[4].difference < -5.0);
    }
}
