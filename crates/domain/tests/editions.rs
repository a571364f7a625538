//! The files of five editions as they were built in real years: what the engine has to carry.

use std::collections::BTreeSet;

use domain::edition::{EditionPlan, HeatKind, Recipient, file};

macro_rules! year {
    ($year:literal) => {
        file::parse(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/editions/",
            $year,
            ".toml"
        )))
    };
}

/// Places of the routes into the heats of a round.
fn places(plan: &EditionPlan, round: &str) -> u32 {
    let heats = plan.heats.iter().filter(|heat| heat.round == round);
    let routes = heats.flat_map(|heat| plan.routes_to(&heat.key));
    routes.filter_map(|route| route.quota).sum()
}

/// Places of all ladders, those of entries and the others.
fn prizes(plan: &EditionPlan) -> (u32, u32) {
    let tiers = plan.contests.iter().flat_map(|contest| &contest.tiers);
    let (entries, others): (Vec<_>, Vec<_>) =
        tiers.partition(|tier| tier.recipient == Recipient::Entry);
    let sum = |tiers: Vec<&domain::edition::Tier>| tiers.iter().map(|tier| tier.quota).sum();
    (sum(entries), sum(others))
}

#[test]
fn five_years_are_read_without_a_fault_and_have_their_real_figures() {
    let years = [
        year!("2019"),
        year!("2021"),
        year!("2023"),
        year!("2024"),
        year!("2025"),
    ];
    let figures = years.map(|plan| {
        let plan = plan.unwrap();
        let (contests, finalists) = (plan.contests.len(), places(&plan, "final"));
        (plan.tracks.len(), contests, finalists, prizes(&plan))
    });
    assert_eq!(
        figures,
        [
            (0, 1, 10, (10, 0)),
            (0, 5, 35, (35, 0)),
            (6, 7, 81, (42, 0)),
            (5, 6, 60, (60, 0)),
            (6, 7, 71, (60, 9)),
        ]
    );
}

#[test]
fn eight_stations_and_an_online_contest_send_34_to_the_semi_final_of_2019() {
    let plan = year!("2019").unwrap();
    assert_eq!(plan.divisions.len(), 9);
    assert_eq!(places(&plan, "semi-final"), 34);
}

#[test]
fn a_machine_decides_one_contest_of_2025_and_a_heat_has_a_contest_and_a_division() {
    let plan = year!("2025").unwrap();
    let imported = plan
        .heats
        .iter()
        .filter(|heat| heat.kind == HeatKind::Imported);
    let contests: BTreeSet<_> = imported
        .filter_map(|heat| heat.contest.as_deref())
        .collect();
    assert_eq!(contests, BTreeSet::from(["challenge"]));
    let leg = plan.heat("ai-asia-pacific").unwrap();
    let at = (leg.contest.as_deref(), leg.division.as_deref());
    assert_eq!(at, (Some("ai"), Some("asia-pacific")));
}
