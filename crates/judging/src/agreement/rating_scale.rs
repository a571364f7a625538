//! The chances of the categories of a rating scale, and their moments.

/// Steps from each category to the next, in logits.
pub(super) struct RatingScale {
    pub steps: Vec<f64>,
}

/// What is expected of one rating.
pub(super) struct Expected {
    /// Of each category.
    pub chances: Vec<f64>,
    pub mean: f64,
    pub variance: f64,
    /// The chance of each step to be reached: to be in its upper category or above.
    pub reached: Vec<f64>,
}

impl RatingScale {
    pub(super) fn new(categories: usize) -> Self {
        Self {
            steps: vec![0.0; categories.saturating_sub(1)],
        }
    }

    /// At `logits`, the sum of item and judge.
    pub(super) fn expected(&self, logits: f64) -> Expected {
        let mut heights = vec![0.0];
        let mut height = 0.0;
        for step in &self.steps {
            height += logits + step;
            heights.push(height);
        }
        let highest = heights.iter().copied().fold(f64::MIN, f64::max);
        let mut chances: Vec<f64> = heights
            .iter()
            .map(|height| (height - highest).exp())
            .collect();
        let total: f64 = chances.iter().sum();
        for chance in &mut chances {
            *chance /= total;
        }
        let mut reached: Vec<f64> = chances[1..]
            .iter()
            .rev()
            .scan(0.0, |above, chance| {
                *above += chance;
                Some(*above)
            })
            .collect();
        reached.reverse();
        let mut expected = Expected {
            mean: reached.iter().sum(),
            variance: 0.0,
            chances,
            reached,
        };
        expected.variance = (0..self.steps.len())
            .map(|step| expected.with_step(step))
            .sum();
        expected
    }
}

impl Expected {
    /// Covariance of reaching two steps. Whoever reaches the higher one has reached the lower.
    pub(super) fn between_steps(&self, one: usize, other: usize) -> f64 {
        self.reached[one.max(other)] - self.reached[one] * self.reached[other]
    }

    /// Covariance of the category with reaching a step.
    pub(super) fn with_step(&self, step: usize) -> f64 {
        (0..self.reached.len())
            .map(|other| self.between_steps(step, other))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_chances() {
        let mut scale = RatingScale::new(4);
        scale.steps = vec![1.5, -0.5, -2.0];
        let expected = scale.expected(0.7);
        let moment = |power: i32| -> f64 {
            let values = [0.0_f64, 1.0, 2.0, 3.0];
            values
                .iter()
                .zip(&expected.chances)
                .map(|(value, chance)| value.powi(power) * chance)
                .sum()
        };
        assert!((moment(0) - 1.0).abs() < 1e-12);
        assert!((moment(1) - expected.mean).abs() < 1e-12);
        assert!((moment(2) - moment(1).powi(2) - expected.variance).abs() < 1e-12);
        // From one category to the next the odds rise by e to the logits and the step.
        let odds = expected.chances[2] / expected.chances[1];
        assert!((odds - 0.2_f64.exp()).abs() < 1e-12);
    }

    #[test]
    fn far_out_nothing_overflows() {
        let expected = RatingScale::new(5).expected(900.0);
        assert!((expected.mean - 4.0).abs() < 1e-9 && expected.variance.abs() < 1e-9);
    }
}
