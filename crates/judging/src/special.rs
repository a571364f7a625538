//! Functions of statistics that the standard library lacks: gamma, beta and their kin, and the
//! quantiles of the F distribution.

/// ln Γ(x) for x > 0, by Lanczos' series with g = 7 and nine terms: good to 15 digits.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    let shifted = x - 1.0;
    let mut sum = 0.999_999_999_999_809_9;
    let mut place = shifted;
    for term in TERMS {
        place += 1.0;
        sum += term / place;
    }
    let base = shifted + 7.5;
    0.5 * std::f64::consts::TAU.ln() + (shifted + 0.5) * base.ln() - base + sum.ln()
}

/// ln B(a, b) for a, b > 0.
pub(crate) fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// ψ(x), the derivative of ln Γ, for x > 0: by its recurrence up to 12, then by its asymptotic series
/// (Abramowitz, Stegun, 6.3.18).
pub(crate) fn digamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 12.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let tail = 1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0));
    sum + x.ln() - 0.5 / x - square * (1.0 / 12.0 - square * tail)
}

/// The regularized incomplete beta function for a, b > 0 and x from 0 to 1, by its continued fraction
/// (Abramowitz, Stegun, 26.5.8) in Lentz' way.
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut above = 1.0;
    let mut below = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = below;
    let mut m = 0.0;
    for _ in 0..1_000 {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut last = 1.0;
        for term in [even, odd] {
            above = away(1.0 + term / above);
            below = 1.0 / away(1.0 + term * below);
            last = above * below;
            fraction *= last;
        }
        if (last - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// The value that an F variable with these degrees of freedom stays below with the probability given.
pub(crate) fn f_quantile(probability: f64, first: f64, second: f64) -> f64 {
    // Halving the interval gives one more bit each time; a hundred are more than there are.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if incomplete_beta(first / 2.0, second / 2.0, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    second * low / (first * (1.0 - low))
}

/// The probability that Student's t with these degrees of freedom is further from zero than `t`.
pub(crate) fn t_two_sided(t: f64, freedom: f64) -> f64 {
    incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 1e-10 * expected.abs().max(1.0),
            "{found} {expected}"
        );
    }

    #[test]
    fn gamma_beta_and_digamma_have_their_known_values() {
        near(ln_gamma(1.0), 0.0);
        near(ln_gamma(6.0), 120_f64.ln());
        near(ln_gamma(0.5), std::f64::consts::PI.sqrt().ln());
        near(ln_beta(2.0, 3.0), -(12_f64.ln()));
        near(digamma(1.0), -0.577_215_664_901_532_9);
        near(digamma(4.0), -0.577_215_664_901_532_9 + 11.0 / 6.0);
    }

    #[test]
    fn the_incomplete_beta_function_is_a_polynomial_for_whole_numbers() {
        // I_x(2, 3) = 6x² - 8x³ + 3x⁴.
        for x in [0.0, 0.1, 0.5, 0.9, 1.0] {
            near(
                incomplete_beta(2.0, 3.0, x),
                6.0 * x * x - 8.0 * x.powi(3) + 3.0 * x.powi(4),
            );
        }
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // F(2, d): P = 1 - (1 + 2f/d)^(-d/2), so f = d/2·((1 - P)^(-2/d) - 1).
        near(
            f_quantile(0.975, 2.0, 10.0),
            5.0 * (0.025_f64.powf(-0.2) - 1.0),
        );
        // Student's t with 2 degrees: P(|t| > x) = 1 - x/√(2 + x²).
        near(t_two_sided(3.0, 2.0), 1.0 - 3.0 / 11_f64.sqrt());
    }
}
