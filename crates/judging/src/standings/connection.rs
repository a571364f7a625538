//! How well judges are tied together by the items they share. Without a tie there is no comparison.

use super::scores::Scores;
use crate::{
    laplacian,
    numbers::{mean, median, real},
};

/// Items and judges that chains of scores tie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Indices of the items, ascending.
    pub items: Vec<usize>,
    /// Indices of the judges, ascending.
    pub judges: Vec<usize>,
}

/// The measures of the ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// The parts that share no judge, by their first item. One, if all can be compared.
    pub components: Vec<Component>,
    /// Scores per judge who gave any, the middle one.
    pub median_load: f64,
    /// Scores per judge who gave any, on average.
    pub mean_load: f64,
    /// Scores per item, on average.
    pub mean_readings: f64,
    /// The second smallest eigenvalue of M = D - ZᵀN⁻¹Z, where Z counts scores by item and judge, D
    /// holds the judges' loads and N the items' readings: how tightly the loosest group of judges is
    /// tied to the others, in scores. Zero when the scores are disconnected or there is one judge
    /// only. (Fiedler's algebraic connectivity, of judges tied by shared items.)
    pub tightness: f64,
}

/// Which items and judges are tied together; components come by their first item.
pub fn components(scores: &Scores) -> Vec<Component> {
    let items = scores.items();
    let mut parents: Vec<usize> = (0..items + scores.judges()).collect();
    for score in scores.list() {
        let item = root(&mut parents, score.item);
        let judge = root(&mut parents, items + score.judge);
        parents[judge.max(item)] = judge.min(item);
    }
    let mut found = vec![];
    let mut index = vec![None; parents.len()];
    for item in 0..items {
        let place = *index[root(&mut parents, item)].get_or_insert_with(|| {
            found.push(Component {
                items: vec![],
                judges: vec![],
            });
            found.len() - 1
        });
        found[place].items.push(item);
    }
    for judge in 0..scores.judges() {
        if let Some(place) = index[root(&mut parents, items + judge)] {
            found[place].judges.push(judge);
        }
    }
    found
}

/// The root of a node; every node on the way is hung closer to it.
fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}

/// Measures how well judges are tied together.
pub fn connection(scores: &Scores) -> Connection {
    let components = components(scores);
    let loads: Vec<f64> = scores
        .loads()
        .into_iter()
        .filter(|load| *load > 0)
        .map(real)
        .collect();
    let tightness = match components.len() {
        1 if loads.len() > 1 => tightness(scores, mean(&loads)),
        _ => 0.0,
    };
    Connection {
        components,
        median_load: median(&loads),
        mean_load: mean(&loads),
        mean_readings: real(scores.list().len()) / real(scores.items()),
        tightness,
    }
}

/// M, over the judges who gave any score, and its second smallest value.
fn tightness(scores: &Scores, mean_load: f64) -> f64 {
    let loads = scores.loads();
    let mut next = 0;
    let places: Vec<usize> = loads
        .iter()
        .map(|load| {
            let place = next;
            next += usize::from(*load > 0);
            place
        })
        .collect();
    let mut readers = vec![vec![]; scores.items()];
    for score in scores.list() {
        readers[score.item].push(places[score.judge]);
    }
    laplacian::second_smallest(&laplacian::ties(next, &readers), mean_load)
}

#[cfg(test)]
mod tests {
    use super::{super::scores::tests::scores, *};

    #[test]
    fn parts_without_a_common_judge_are_named() {
        let scores = scores(3, 4, &[(2, 1, 1.0), (0, 0, 1.0), (1, 1, 1.0), (0, 3, 1.0)]);
        let component = |items: &[usize], judges: &[usize]| Component {
            items: items.to_vec(),
            judges: judges.to_vec(),
        };
        assert_eq!(
            components(&scores),
            [component(&[0], &[0, 3]), component(&[1, 2], &[1])]
        );
        assert!(connection(&scores).tightness.abs() < 1e-12);
    }

    #[test]
    fn the_tightness_of_a_chain_of_three_judges_is_that_worked_by_hand() {
        // Judges 0-1 and 1-2 share one item each: M = [[.5,-.5,0],[-.5,1,-.5],[0,-.5,.5]], a path
        // with weights of one half; its values are 0, 0.5 and 1.5.
        let chain = scores(2, 3, &[(0, 0, 1.0), (0, 1, 1.0), (1, 1, 1.0), (1, 2, 1.0)]);
        let connection = connection(&chain);
        assert!((connection.tightness - 0.5).abs() < 1e-9);
        assert!((connection.median_load - 1.0).abs() < 1e-12);
        assert!((connection.mean_readings - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_complete_panel_is_as_tight_as_its_load() {
        let mut list = vec![];
        for item in 0..4 {
            list.extend((0..5).map(|judge| (item, judge, 1.0)));
        }
        assert!((connection(&scores(4, 5, &list)).tightness - 4.0).abs() < 1e-9);
    }
}
