//! Edition files to begin from. They are read like any other, and changed like any other.

use crate::text::Bilingual;

/// An edition file to begin from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name in addresses and on the command line.
    pub key: &'static str,
    /// What it is for.
    pub title: Bilingual,
    /// The file, with comments.
    pub text: &'static str,
}

/// All templates, the smallest first.
pub fn templates() -> Vec<Template> {
    vec![
        Template {
            key: "small",
            title: Bilingual::new("一项赛事、一个组别", "One contest and one heat"),
            text: include_str!("../../templates/small.toml"),
        },
        Template {
            key: "2020",
            title: Bilingual::new(
                "2020 年规模：九个赛区、四轮评审",
                "The size of 2020: nine divisions and four rounds",
            ),
            text: include_str!("../../templates/2020.toml"),
        },
        Template {
            key: "release",
            title: Bilingual::new(
                "成果发布：委员会评审与投票、十五项成果",
                "A release: a committee reads and votes, fifteen achievements",
            ),
            text: include_str!("../../templates/release.toml"),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{HeatKind, Recipient, file::parse};

    fn plan(key: &str) -> crate::edition::EditionPlan {
        let template = templates().into_iter().find(|one| one.key == key).unwrap();
        parse(template.text).unwrap_or_else(|problems| panic!("{key}: {problems:#?}"))
    }

    #[test]
    fn the_smallest_edition_has_one_heat_that_takes_from_the_call() {
        let plan = plan("small");
        assert_eq!((plan.contests.len(), plan.heats.len()), (1, 1));
        assert_eq!(plan.routes, []);
    }

    #[test]
    fn the_edition_of_2020_leads_from_nine_divisions_to_ten_finalists() {
        let plan = plan("2020");
        let places = |to: &str| {
            let quotas: Vec<_> = plan.routes_to(to).map(|route| route.quota).collect();
            (quotas.len(), quotas.into_iter().flatten().sum::<u32>())
        };
        assert_eq!(plan.divisions.len(), 9);
        let division_round: u32 = plan
            .routes_from("preliminary")
            .filter_map(|route| route.quota)
            .sum();
        assert_eq!(division_round, 99);
        assert_eq!(places("semi-final"), (9, 27));
        assert_eq!(places("final"), (1, 10));
        let tiers = plan.contests[0].tiers.iter();
        let prizes: Vec<_> = tiers.map(|tier| (tier.quota, tier.recipient)).collect();
        let entry = Recipient::Entry;
        assert_eq!(prizes, [(1, entry), (3, entry), (6, entry)]);
    }

    #[test]
    fn a_release_is_voted_on_by_a_committee_that_has_read_everything_before() {
        let plan = plan("release");
        let committee = plan.heat("committee").unwrap();
        assert_eq!(committee.kind, HeatKind::Ballot);
        let ballot = committee.ballot.as_ref().unwrap();
        assert_eq!((ballot.seats, ballot.max_ballots), (16, 4));
        let shortlist: Vec<_> = plan.routes_to("committee").collect();
        assert_eq!(shortlist[0].from.heat(), Some("reading"));
        assert_eq!(shortlist[0].quota, Some(40));
        let stage = &plan.contests[0].tiers[0];
        assert_eq!((stage.key.as_str(), stage.quota), ("leading", 15));
    }

    #[test]
    fn the_preliminary_of_2020_is_read_by_three_and_all_pitches_are_judged_alike() {
        let plan = plan("2020");
        let preliminary = plan.heat("preliminary").unwrap();
        assert_eq!(preliminary.readings, Some(3));
        let pitches: Vec<_> = plan
            .heats
            .iter()
            .filter(|heat| heat.kind == HeatKind::Pitch)
            .collect();
        assert_eq!(pitches.len(), 11);
        for heat in &pitches {
            assert_eq!(
                (&heat.rubric, &heat.rule),
                (&pitches[0].rubric, &pitches[0].rule)
            );
            assert_eq!(heat.rubric.max_total().to_string(), "100");
        }
    }
}
