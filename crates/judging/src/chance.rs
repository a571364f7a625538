//! Numbers by chance that are the same for the same seed, on every run and in every order of work.
//!
//! SplitMix64 (Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014) and the polar
//! method for normal deviates (Marsaglia, Bray, 1964). Not for secrets.

/// A stream of numbers.
pub(crate) struct Chance {
    state: u64,
    spare: Option<f64>,
}

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Chance {
    /// The stream with this number of a seed. Streams may be taken in any order.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self {
            state: mixed(mixed(seed) ^ stream.wrapping_mul(GAMMA)),
            spare: None,
        }
    }

    /// 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mixed(self.state)
    }

    /// From 0 to below 1, in steps of 2⁻⁵³.
    #[expect(
        clippy::cast_precision_loss,
        reason = "53 bits fit into a double exactly"
    )]
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 to below `bound`, each as likely as any other up to the bound by 2⁶⁴.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.bits()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Normal with mean 0 and variance 1.
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        loop {
            let across = 2.0 * self.uniform() - 1.0;
            let up = 2.0 * self.uniform() - 1.0;
            let square = across * across + up * up;
            if square > 0.0 && square < 1.0 {
                let stretch = (-2.0 * square.ln() / square).sqrt();
                self.spare = Some(up * stretch);
                return across * stretch;
            }
        }
    }
}

fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::{mean, variance};

    #[test]
    fn the_bits_are_those_that_others_publish_for_this_generator() {
        let mut chance = Chance {
            state: 1_234_567,
            spare: None,
        };
        let bits = [chance.bits(), chance.bits(), chance.bits()];
        assert_eq!(
            bits,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn normal_deviates_have_the_moments_and_tails_of_the_normal_distribution() {
        let mut chance = Chance::new(7, 0);
        let drawn: Vec<f64> = (0..200_000).map(|_| chance.normal()).collect();
        assert!(mean(&drawn).abs() < 0.01);
        assert!((variance(&drawn) - 1.0).abs() < 0.02);
        let beyond = drawn.iter().filter(|value| value.abs() > 1.959_964).count();
        assert!((9_500..10_500).contains(&beyond), "{beyond}");
    }

    #[test]
    fn streams_of_one_seed_differ_and_repeat() {
        let first = |stream| Chance::new(3, stream).bits();
        assert_eq!(first(5), first(5));
        assert_ne!(first(5), first(6));
    }

    #[test]
    fn whole_numbers_stay_below_their_bound_and_reach_all_of_it() {
        let mut chance = Chance::new(1, 1);
        let mut seen = [0; 5];
        for _ in 0..5_000 {
            seen[chance.below(5)] += 1;
        }
        assert!(
            seen.iter().all(|count| (850..1_150).contains(count)),
            "{seen:?}"
        );
    }
}
