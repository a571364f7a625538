//! Do judges favour what is close to them? The effect of a relation between judge and item, in points,
//! over all judges.

use crate::{
    numbers::real,
    special::t_two_sided,
    standings::{Fit, Scores, unexplained},
};

/// The effect of a relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// By how many points a score is higher where the relation is than where it is not.
    pub points: f64,
    /// Standard error in points; scores by the same judge may depend on each other in any way.
    pub standard_error: f64,
    /// How likely so large an effect is by chance alone, up or down.
    pub p_value: f64,
    /// How many scores have the relation.
    pub scores: usize,
    /// How many judges gave any of those.
    pub judges: usize,
}

/// The effect of `relation`, which stands beside the scores, on what items and judges do not explain:
/// generalized least squares with items free and judges random, at the variances of `fit`.
///
/// With e the residuals of scores and x̃ those of the relation, the effect is Σ x·e / Σ x·x̃ (Frisch,
/// Waugh, Lovell) and its variance the sum over judges of (Σ x̃·u)², u what is then left, over the
/// square of the latter (Liang, Zeger, Longitudinal data analysis using generalized linear models,
/// 1986), times J/(J - 1) and against Student's t with J - 1 degrees of freedom.
///
/// Nothing with fewer than two judges, or when the relation does not vary within items and judges.
pub fn effect(scores: &Scores, fit: &Fit, relation: &[bool]) -> Option<Effect> {
    let values: Vec<f64> = scores.list().iter().map(|score| score.value).collect();
    let related: Vec<f64> = relation
        .iter()
        .map(|one| f64::from(u8::from(*one)))
        .collect();
    let left = unexplained(scores, fit.ratio, &values)?;
    let varying = unexplained(scores, fit.ratio, &related)?;
    let (mut above, mut below) = (0.0, 0.0);
    for (index, score) in scores.list().iter().enumerate() {
        above += score.weight * related[index] * left[index];
        below += score.weight * related[index] * varying[index];
    }
    let mut by_judge = vec![(0.0, 0_usize, 0_usize); scores.judges()];
    let points = above / below;
    for (index, score) in scores.list().iter().enumerate() {
        let judge = &mut by_judge[score.judge];
        judge.0 += score.weight * varying[index] * (left[index] - points * varying[index]);
        judge.1 += 1;
        judge.2 += usize::from(relation[index]);
    }
    let active = real(by_judge.iter().filter(|judge| judge.1 > 0).count());
    let squares: f64 = by_judge.iter().map(|judge| judge.0 * judge.0).sum();
    if active < 2.0 || below <= 1e-9 * related.iter().sum::<f64>() {
        return None;
    }
    let standard_error = (squares * active / (active - 1.0)).sqrt() / below;
    Some(Effect {
        points,
        standard_error,
        p_value: t_two_sided(points / standard_error, active - 1.0),
        scores: relation.iter().filter(|one| **one).count(),
        judges: by_judge.iter().filter(|judge| judge.2 > 0).count(),
    })
}

/// Which of several findings to believe, so that on average at most the part `rate` of those believed
/// is chance (Benjamini, Hochberg, Controlling the false discovery rate, 1995).
pub fn discoveries(p_values: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = p_values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let count = real(sorted.len());
    let passes = |place: &usize| sorted[*place] <= rate * real(place + 1) / count;
    let last = (0..sorted.len())
        .rev()
        .find(passes)
        .map(|place| sorted[place]);
    p_values
        .iter()
        .map(|p| last.is_some_and(|last| *p <= last))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chance::Chance,
        standings::{Score, severity},
    };

    /// Two hundred items by four of twenty judges of unequal leniency. Judges and items are of five
    /// countries; a judge gives `favour` points to items of the own one.
    fn panel(favour: f64) -> (Scores, Vec<bool>) {
        let mut chance = Chance::new(2, 0);
        let mut list = vec![];
        let mut relation = vec![];
        for item in 0..200 {
            let quality = 8.0 * chance.normal();
            for reader in 0..4 {
                let judge = (item * 3 + reader * (1 + item % 3)) % 20;
                let own = judge % 5 == item * 7 % 5;
                let lenient = real(judge % 7);
                let bonus = if own { favour } else { 0.0 };
                let value = 50.0 + quality + lenient + bonus + 4.0 * chance.normal();
                list.push(Score {
                    item,
                    judge,
                    value,
                    weight: 1.0,
                });
                relation.push(own);
            }
        }
        (Scores::new(200, 20, list).unwrap(), relation)
    }

    #[test]
    fn a_favour_of_three_points_is_found_at_its_size() {
        let (scores, relation) = panel(3.0);
        let found = effect(&scores, &severity(&scores).unwrap(), &relation).unwrap();
        assert!(
            (found.points - 3.0).abs() < 2.5 * found.standard_error,
            "{found:?}"
        );
        assert!(found.standard_error < 0.8 && found.p_value < 0.001);
        assert_eq!(found.judges, 20);
        assert_eq!(found.scores, relation.iter().filter(|own| **own).count());
    }

    #[test]
    fn without_favour_there_is_no_finding_and_a_constant_on_related_scores_is_added_exactly() {
        let (scores, relation) = panel(0.0);
        let fit = severity(&scores).unwrap();
        let none = effect(&scores, &fit, &relation).unwrap();
        assert!(none.p_value > 0.05, "{none:?}");
        // At the same variances the effect is linear in the scores.
        let (favoured, _) = panel(3.0);
        let found = effect(&favoured, &fit, &relation).unwrap();
        assert!((found.points - none.points - 3.0).abs() < 1e-9);
        assert!((found.standard_error - none.standard_error).abs() < 1e-9);
    }

    #[test]
    fn what_all_scores_of_an_item_share_has_no_effect_of_its_own() {
        let (scores, _) = panel(0.0);
        let fit = severity(&scores).unwrap();
        assert_eq!(effect(&scores, &fit, &vec![true; 800]), None);
        assert_eq!(effect(&scores, &fit, &vec![false; 800]), None);
    }

    #[test]
    fn the_step_up_rule_believes_what_its_authors_example_does() {
        // The fifteen values of the paper's example: at 5 % the first four.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let believed = discoveries(&p, 0.05);
        assert_eq!(believed.iter().filter(|one| **one).count(), 4);
        assert!(believed[3] && !believed[4]);
        assert_eq!(discoveries(&[], 0.05), Vec::<bool>::new());
        assert_eq!(discoveries(&[0.04, 0.05], 0.05), [true, true]);
    }
}
