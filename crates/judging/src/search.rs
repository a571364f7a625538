//! Where a smooth function of one or two variables is least.

/// The least point of `value` between `low` and `high`, by Brent's method: parabolas through the three
/// best points, golden sections where they do not help (Brent, Algorithms for Minimization without
/// Derivatives, 1973, chapter 5).
pub(crate) fn least(low: f64, high: f64, value: impl Fn(f64) -> f64) -> f64 {
    const GOLDEN: f64 = 0.381_966_011_250_105_1;
    const TOLERANCE: f64 = 1e-7;
    let (mut low, mut high) = (low, high);
    let mut best = low + GOLDEN * (high - low);
    let mut best_value = value(best);
    let (mut second, mut second_value) = (best, best_value);
    let (mut third, mut third_value) = (best, best_value);
    let (mut step, mut step_before): (f64, f64) = (0.0, 0.0);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        let near = 1e-8 + TOLERANCE * best.abs();
        if (best - middle).abs() <= 2.0 * near - 0.5 * (high - low) {
            break;
        }
        let parabola = parabola(
            (best, best_value),
            (second, second_value),
            (third, third_value),
        );
        let fits = |by: &f64| {
            by.abs() < 0.5 * step_before.abs() && low + near < best + by && best + by < high - near
        };
        (step_before, step) = match parabola.filter(fits) {
            Some(by) => (step, by),
            None if best < middle => (high - best, GOLDEN * (high - best)),
            None => (low - best, GOLDEN * (low - best)),
        };
        let tried = best + step.abs().max(near).copysign(step);
        let tried_value = value(tried);
        if tried_value <= best_value {
            if tried < best {
                high = best;
            } else {
                low = best;
            }
            (third, third_value) = (second, second_value);
            (second, second_value) = (best, best_value);
            (best, best_value) = (tried, tried_value);
        } else {
            if tried < best {
                low = tried;
            } else {
                high = tried;
            }
            if tried_value <= second_value || same(second, best) {
                (third, third_value) = (second, second_value);
                (second, second_value) = (tried, tried_value);
            } else if tried_value <= third_value || same(third, best) || same(third, second) {
                (third, third_value) = (tried, tried_value);
            }
        }
    }
    best
}

fn same(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq()
}

/// How far the lowest point of the parabola through three points is from the first.
fn parabola(best: (f64, f64), second: (f64, f64), third: (f64, f64)) -> Option<f64> {
    let from_second = (best.0 - second.0) * (best.1 - third.1);
    let from_third = (best.0 - third.0) * (best.1 - second.1);
    let numerator = (best.0 - third.0) * from_third - (best.0 - second.0) * from_second;
    let by = -0.5 * numerator / (from_third - from_second);
    by.is_finite().then_some(by)
}

/// The least point of `value` in the square from `low` to `high`, by Newton's method with central
/// differences. A step that does not go down is halved; where the curvature is not that of a valley,
/// it goes down the slope.
pub(crate) fn least_of_two(
    start: [f64; 2],
    low: f64,
    high: f64,
    value: impl Fn([f64; 2]) -> f64,
) -> [f64; 2] {
    let mut point = start;
    let mut here = value(point);
    for _ in 0..60 {
        let step = newton_step(point, here, &value);
        let mut moved = None;
        for halvings in 0..12 {
            let part = 0.5_f64.powi(halvings);
            let tried = [0, 1].map(|axis| (point[axis] + part * step[axis]).clamp(low, high));
            let tried_value = value(tried);
            if tried_value < here {
                moved = Some((tried, tried_value));
                break;
            }
        }
        let Some((tried, tried_value)) = moved else {
            break;
        };
        let distance = (tried[0] - point[0]).abs().max((tried[1] - point[1]).abs());
        (point, here) = (tried, tried_value);
        // The next step would be of the order of this one's square.
        if distance < 1e-3 {
            break;
        }
    }
    point
}

/// At most two along each axis: the criteria are in logarithms, where more is a leap in the dark.
fn newton_step(point: [f64; 2], here: f64, value: &impl Fn([f64; 2]) -> f64) -> [f64; 2] {
    const STEP: f64 = 0.01;
    let at = |first: f64, second: f64| value([point[0] + first, point[1] + second]);
    let (right, left, up, down) = (at(STEP, 0.0), at(-STEP, 0.0), at(0.0, STEP), at(0.0, -STEP));
    let corner = at(STEP, STEP);
    let slope = [(right - left) / (2.0 * STEP), (up - down) / (2.0 * STEP)];
    let square = STEP * STEP;
    let bend = [
        (right - 2.0 * here + left) / square,
        (up - 2.0 * here + down) / square,
    ];
    let twist = (corner - right - up + here) / square;
    // The corner is one-sided; its error of third order does not move where the slope is zero.
    let determinant = bend[0] * bend[1] - twist * twist;
    let step = if bend[0] > 0.0 && determinant > 0.0 {
        [
            (twist * slope[1] - bend[1] * slope[0]) / determinant,
            (twist * slope[0] - bend[0] * slope[1]) / determinant,
        ]
    } else {
        slope.map(|slope| -slope.signum())
    };
    step.map(|length| length.clamp(-2.0, 2.0))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_least_point_of_a_curve_is_found_in_few_steps() {
        let asked = Cell::new(0);
        let found = least(-6.0, 10.0, |x| {
            asked.set(asked.get() + 1);
            (x - 1.25).exp() - x
        });
        assert!((found - 1.25).abs() < 1e-6, "{found}");
        assert!(asked.get() < 40, "{}", asked.get());
    }

    #[test]
    fn a_curve_that_only_falls_is_least_at_its_end() {
        assert!((least(-6.0, 10.0, |x| -x) - 10.0).abs() < 1e-5);
        assert!((least(-6.0, 10.0, |x| x) + 6.0).abs() < 1e-5);
    }

    #[test]
    fn the_least_point_of_a_valley_is_found_from_afar() {
        let found = least_of_two([3.0, 3.0], -6.0, 10.0, |[x, y]| {
            (x + 1.0).exp() - x + (y - x).cosh()
        });
        assert!((found[0] + 1.0).abs() < 1e-4, "{found:?}");
        assert!((found[1] + 1.0).abs() < 1e-4, "{found:?}");
    }
}
