//! How much hangs on one judge: who would change sides without their scores.

use crate::standings::{
    Fit, Refusal, Score, Scores,
    method_agreement::{Flips, flips},
};

/// For each judge, the items that change sides when the judge's scores are left out and `model` is
/// fitted again. Nothing for a judge without whom an item has no score or the model refuses: on them
/// hangs everything.
///
/// # Errors
/// What `model` says to all scores together.
pub fn influences(
    scores: &Scores,
    places: usize,
    model: impl Fn(&Scores) -> Result<Fit, Refusal>,
) -> Result<Vec<Option<Flips>>, Refusal> {
    let chosen = model(scores)?.values();
    let without = |judge: usize| {
        let others = scores.list().iter().filter(|score| score.judge != judge);
        let others: Vec<Score> = others.copied().collect();
        let others = Scores::new(scores.items(), scores.judges(), others).ok()?;
        let values = model(&others).ok()?.values();
        Some(flips(&chosen, &values, places))
    };
    Ok((0..scores.judges()).map(without).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standings::severity;

    #[test]
    fn the_judge_who_lifts_an_item_over_the_line_is_seen_and_one_who_holds_all_together_too() {
        // Judge 2 alone puts item 1 before item 0; item 3 is scored by judges 0 and 3 only.
        let rows = [
            (0, 0, 9.0),
            (0, 1, 9.0),
            (0, 2, 5.0),
            (1, 0, 8.0),
            (1, 1, 8.0),
            (1, 2, 9.5),
            (2, 0, 2.0),
            (2, 1, 2.0),
            (2, 2, 2.0),
            (3, 0, 1.0),
            (3, 3, 1.0),
        ];
        let list = rows.map(|(item, judge, value)| Score {
            item,
            judge,
            value,
            weight: 1.0,
        });
        let scores = Scores::new(4, 4, list.to_vec()).unwrap();
        let found = influences(&scores, 1, severity).unwrap();
        let flips = found[2].as_ref().unwrap();
        assert_eq!((&flips.enter[..], &flips.leave[..]), (&[0][..], &[1][..]));
        // Without judge 0 nothing ties judge 3 to the others.
        assert_eq!(found[0], None);
        assert_eq!(found[3], Some(Flips::default()));
    }
}
