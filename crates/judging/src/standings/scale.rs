//! Judges' severity and scale: some spread items wide, some hardly at all.
//!
//! y_ij = μ + a_j·q_i + b_j + ε_j, with scales a_j normal around 1 and a variance of chance for each
//! judge. Items are free for the judges' sake, as in [`super::severity`]; they are pulled to their mean
//! only while scales are sought, for the scale of a judge is what his scores do as items differ, and
//! chance in the items would make every judge look as if he spread them less.

use super::{
    choice::Method,
    eliminated::Eliminated,
    fit::{Fit, Parts, per_judge, weighted_mean},
    posterior::Posterior,
    scores::{Refusal, Score, Scores},
    severity::severity,
};
use crate::{
    dense::Factor,
    numbers::{mean, real, variance},
};

/// What chance in a score looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tails {
    /// Normal. The default.
    #[default]
    Normal,
    /// Student's t with four degrees of freedom: a gross outlier counts for little. It costs some
    /// precision where there is none, so it is a check: would it change who is in?
    Heavy,
}

/// Rounds of estimation. In simulations twenty-five find no more of the best items than six.
const ROUNDS: usize = 6;
/// A judge's variance of chance counts as if so many more scores had shown the average one.
const PRIOR_SCORES: f64 = 8.0;
/// Scales outside are not believed.
const SCALES: (f64, f64) = (0.3, 3.0);
/// The variance of scales at the start, and the least at any time.
const SCALE_VARIANCE: (f64, f64) = (0.04, 0.002);

/// Estimates items, and severity, scale and noise of judges, starting from [`severity`]: six rounds of
/// conditional maximization (ECM; Meng, Rubin, Maximum likelihood estimation via the ECM algorithm,
/// 1993), heavy tails by weights (Lange, Little, Taylor, Robust statistical modeling using the t
/// distribution, 1989).
///
/// # Errors
/// As [`severity`].
pub fn severity_and_scale(scores: &Scores, tails: Tails) -> Result<Fit, Refusal> {
    let start = severity(scores)?;
    let mut rounds = Rounds::new(scores, tails, &start);
    for _ in 1..ROUNDS {
        let step = rounds.solve()?;
        rounds.learn_judges(&step);
    }
    let last = rounds.solve()?;
    Ok(rounds.fit(last))
}

struct Rounds<'a> {
    scores: &'a Scores,
    tails: Tails,
    /// Scores less μ.
    centred: Vec<Score>,
    origin: f64,
    loads: Vec<usize>,
    /// a.
    scales: Vec<f64>,
    /// σ_j².
    noises: Vec<f64>,
    /// How much each score counts, tails considered.
    weights: Vec<f64>,
    scale_variance: f64,
    /// σ², the average of the judges' variances.
    residual: f64,
    item_variance: f64,
    judge_variance: f64,
}

/// Items and severity at given scales and noises.
struct Step {
    system: Eliminated,
    factor: Factor,
    leniency: Vec<f64>,
    free: Vec<f64>,
}

impl<'a> Rounds<'a> {
    fn new(scores: &'a Scores, tails: Tails, start: &Fit) -> Self {
        let origin = scores.grand_mean();
        let residual = start.residual_variance.max(1e-300);
        let values = start.values();
        let readings = scores.readings().into_iter().map(|count| 1.0 / real(count));
        let chance = residual * mean(&readings.collect::<Vec<_>>());
        let seen = variance(&values);
        let centred = scores.list().iter().map(|score| Score {
            value: score.value - origin,
            ..*score
        });
        Self {
            scores,
            tails,
            centred: centred.collect(),
            origin,
            loads: scores.loads(),
            scales: vec![1.0; scores.judges()],
            noises: vec![residual; scores.judges()],
            weights: scores.list().iter().map(|score| score.weight).collect(),
            scale_variance: SCALE_VARIANCE.0,
            residual,
            item_variance: (seen - chance).max(0.05 * seen).max(1e-300),
            // Where there is none, the steps would stay there.
            judge_variance: start
                .judge_variance
                .max(4.5e-5 * start.residual_variance)
                .max(1e-300),
        }
    }

    fn solve(&self) -> Result<Step, Refusal> {
        let weights: Vec<f64> = self
            .centred
            .iter()
            .zip(&self.weights)
            .map(|(score, weight)| weight * self.residual / self.noises[score.judge])
            .collect();
        let system = Eliminated::new(self.scores.items(), &self.centred, &weights, &self.scales);
        let ridge = self.residual / self.judge_variance;
        let factor = Factor::of(system.ridged(ridge)).ok_or(Refusal::Singular)?;
        let leniency = factor.solve(&system.pull);
        let free = system.items(&leniency);
        Ok(Step {
            system,
            factor,
            leniency,
            free,
        })
    }

    fn learn_judges(&mut self, step: &Step) {
        let (items, doubts) = self.pulled(step);
        let left = |index: usize| {
            let score = &self.centred[index];
            score.value - step.leniency[score.judge]
        };
        let item = |index: usize| self.centred[index].item;
        let products = per_judge(self.scores, |index| {
            self.weights[index] * left(index) * items[item(index)]
        });
        let squares = per_judge(self.scores, |index| {
            self.weights[index] * (items[item(index)].powi(2) + doubts[item(index)])
        });
        let (scales, scale_variance) = self.learnt_scales(&products, &squares);
        let misses: Vec<f64> = (0..self.centred.len())
            .map(|index| {
                let scale = scales[self.centred[index].judge];
                let miss = left(index) - scale * items[item(index)];
                miss.powi(2) + scale.powi(2) * doubts[item(index)]
            })
            .collect();
        let sums = per_judge(self.scores, |index| self.weights[index] * misses[index]);
        let noise = |(sum, load): (&f64, &usize)| {
            (sum + PRIOR_SCORES * self.residual) / (real(*load) + PRIOR_SCORES)
        };
        self.noises = sums.iter().zip(&self.loads).map(noise).collect();
        if self.tails == Tails::Heavy {
            for (index, score) in self.centred.iter().enumerate() {
                let miss = score.weight * misses[index] / self.noises[score.judge];
                self.weights[index] = score.weight * 5.0 / (4.0 + miss);
            }
        }
        (self.scales, self.scale_variance) = (scales, scale_variance);
        self.residual = weighted_mean(&self.noises, &self.loads);
    }

    /// Scales, of mean one, and their variance, from each judge's Σ w·y·q and Σ w·q².
    fn learnt_scales(&self, products: &[f64], squares: &[f64]) -> (Vec<f64>, f64) {
        let prior = 1.0 / self.scale_variance;
        let judges = products.iter().zip(squares).zip(&self.noises);
        let (mut scales, spreads): (Vec<f64>, Vec<f64>) = judges
            .map(|((product, square), noise)| {
                let precision = square / noise + prior;
                let scale = (product / noise + prior) / precision;
                (scale, (scale - 1.0).powi(2) + 1.0 / precision)
            })
            .unzip();
        for scale in &mut scales {
            *scale = scale.clamp(SCALES.0, SCALES.1);
        }
        let centre = mean(&scales);
        for scale in &mut scales {
            *scale /= centre;
        }
        (scales, mean(&spreads).max(SCALE_VARIANCE.1))
    }

    /// Items pulled to their mean by as much as chance may have moved them, and what is left of their
    /// variance.
    fn pulled(&self, step: &Step) -> (Vec<f64>, Vec<f64>) {
        let centre = mean(&step.free);
        let ridge = self.residual / self.item_variance;
        let pulled = step.free.iter().zip(&step.system.own);
        pulled
            .map(|(free, own)| {
                let item = centre + (free - centre) * own / (own + ridge);
                (item, self.residual / (own + ridge))
            })
            .unzip()
    }

    fn fit(self, last: Step) -> Fit {
        let centres = last.free.iter().map(|item| item + self.origin).collect();
        Fit::new(Parts {
            method: Method::SeverityAndScale,
            scores: self.scores,
            posterior: Posterior::new(&last.system, &last.factor, self.residual, centres),
            leniency: last.leniency,
            scales: self.scales,
            noises: self.noises.iter().map(|noise| noise.sqrt()).collect(),
            ties: last.system.ties.diagonal().iter().copied().collect(),
            residual_variance: self.residual,
            ratio: self.residual / self.judge_variance,
            criterion: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::scores::tests::scores, *};
    use crate::chance::Chance;

    /// Items, 240 of them, by four of eight judges; judge 0 has the scale given, and 1 in `odd` scores is
    /// a gross error. Returns the true items too.
    fn panel(scale: f64, odd: usize) -> (Scores, Vec<f64>) {
        let mut chance = Chance::new(11, 0);
        let truth: Vec<f64> = (0..240).map(|_| 10.0 * chance.normal()).collect();
        let mut list = vec![];
        for (item, quality) in truth.iter().enumerate() {
            for reader in 0..4 {
                let judge = (item + reader * (1 + 2 * (item % 3))) % 8;
                let stretch = if judge == 0 { scale } else { 1.0 };
                let gross = if (4 * item + reader) % odd == odd - 1 {
                    60.0
                } else {
                    0.0
                };
                let noise = 2.0 * chance.normal();
                list.push((item, judge, 50.0 + stretch * quality + gross + noise));
            }
        }
        (scores(240, 8, &list), truth)
    }

    /// The part of the truth that the figures do not explain. Their unit is free.
    fn error(values: &[f64], truth: &[f64]) -> f64 {
        let (centre, middle) = (mean(values), mean(truth));
        let products = values
            .iter()
            .zip(truth)
            .map(|(value, truth)| (value - centre) * (truth - middle));
        let together = mean(&products.collect::<Vec<_>>());
        1.0 - together.powi(2) / (variance(values) * variance(truth))
    }

    #[test]
    fn a_judge_who_spreads_items_half_as_far_is_found_and_stretched() {
        let (scores, truth) = panel(0.5, usize::MAX);
        let plain = severity(&scores).unwrap();
        let fit = severity_and_scale(&scores, Tails::Normal).unwrap();
        let others = mean(
            &fit.judges[1..]
                .iter()
                .map(|judge| judge.scale)
                .collect::<Vec<_>>(),
        );
        let against = fit.judges[0].scale / others;
        assert!((against - 0.5).abs() < 0.1, "{against}");
        assert!(error(&fit.values(), &truth) < 0.8 * error(&plain.values(), &truth));
    }

    #[test]
    fn judges_of_one_scale_are_left_at_it() {
        let (scores, _) = panel(1.0, usize::MAX);
        let fit = severity_and_scale(&scores, Tails::Normal).unwrap();
        for judge in &fit.judges {
            assert!((judge.scale - 1.0).abs() < 0.1, "{judge:?}");
            assert!((judge.noise - 2.0).abs() < 0.8, "{judge:?}");
        }
    }

    #[test]
    fn heavy_tails_lessen_what_gross_errors_do() {
        let (scores, truth) = panel(1.0, 23);
        let normal = severity_and_scale(&scores, Tails::Normal).unwrap();
        let heavy = severity_and_scale(&scores, Tails::Heavy).unwrap();
        assert!(error(&heavy.values(), &truth) < 0.8 * error(&normal.values(), &truth));
    }

    #[test]
    fn a_shift_of_all_scores_shifts_all_items_and_nothing_else() {
        let (scores, _) = panel(0.7, 9);
        let shifted: Vec<Score> = scores
            .list()
            .iter()
            .map(|score| Score {
                value: score.value + 100.0,
                ..*score
            })
            .collect();
        let shifted = Scores::new(240, 8, shifted).unwrap();
        let before = severity_and_scale(&scores, Tails::Heavy).unwrap();
        let after = severity_and_scale(&shifted, Tails::Heavy).unwrap();
        for (before, after) in before.items.iter().zip(&after.items) {
            assert!((after.value - before.value - 100.0).abs() < 1e-6);
        }
    }

    #[test]
    fn judges_who_agree_exactly_are_no_obstacle() {
        let list: Vec<_> = (0..6)
            .flat_map(|item| (0..3).map(move |judge| (item, judge, real(item))))
            .collect();
        let fit = severity_and_scale(&scores(6, 3, &list), Tails::Normal).unwrap();
        assert!((fit.items[5].value - 5.0).abs() < 1e-6, "{:?}", fit.items);
    }
}
