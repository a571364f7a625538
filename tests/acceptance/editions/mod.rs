//! Editions as they were built in real years, from their file to the published list, which is compared as
//! a whole.

mod driver;

use std::collections::BTreeMap;

use self::driver::{Year, expected, in_short, per_tier};

/// The first places, with which the ladders of most years go.
const TEN: [(&str, &[usize]); 4] = [
    ("grand", &[1]),
    ("first", &[2]),
    ("second", &[3, 4, 5]),
    ("third", &[6, 7, 8, 9, 10]),
];

fn nothing_vacant() -> BTreeMap<(&'static str, &'static str), usize> {
    BTreeMap::new()
}

#[tokio::test]
async fn eight_stations_and_an_online_contest_come_to_ten_prizes_as_in_2019() {
    let mut year = Year::open(include_str!("../../editions/2019.toml")).await;
    for station in [
        "hong-kong",
        "beijing",
        "chengdu",
        "shanghai",
        "shenzhen",
        "israel",
        "germany",
        "usa",
    ] {
        year.enter("open", Some(station), 4).await;
    }
    year.enter("open", Some("online"), 12).await;
    year.end_call().await;
    year.judge().await;
    year.award(&nothing_vacant()).await;
    let items = year.publish().await;
    // The fourth of each station stays behind, however good: of the first ten in the semi-final none is one.
    let list = expected(
        "open",
        "title",
        &[
            ("first", &[1]),
            ("second", &[2, 3, 5]),
            ("third", &[6, 7, 9, 10, 11, 13]),
        ],
    );
    assert_eq!(in_short(&items), list.into_iter().collect());
}

#[tokio::test]
async fn five_parallel_contests_in_three_stages_have_seven_prizes_each_as_in_2021() {
    let contests = ["ai", "chips", "consumer", "industrial", "5g"];
    let mut year = Year::open(include_str!("../../editions/2021.toml")).await;
    for contest in contests {
        year.enter(contest, None, 10).await;
    }
    year.end_call().await;
    year.judge().await;
    year.award(&nothing_vacant()).await;
    let items = year.publish().await;
    assert_eq!(items.len(), 35);
    let tiers: [(&str, &[usize]); 3] = [
        ("first", &[1]),
        ("second", &[2, 3]),
        ("third", &[4, 5, 6, 7]),
    ];
    let list = contests.map(|contest| expected(contest, "title", &tiers));
    assert_eq!(in_short(&items), list.into_iter().flatten().collect());
}

#[tokio::test]
async fn six_tracks_hold_seven_contests_and_81_reach_the_finals_as_in_2023() {
    let contests = [
        ("ai", "ai"),
        ("models", "ai"),
        ("mobility", "mobility"),
        ("industrial", "industrial"),
        ("medicine", "medicine"),
        ("sensing", "sensing"),
        ("ocean", "ocean"),
    ];
    let mut year = Year::open(include_str!("../../editions/2023.toml")).await;
    for (contest, _) in contests {
        year.enter(contest, None, 14).await;
    }
    year.end_call().await;
    year.judge().await;
    assert_eq!(year.awards().await.standing.len(), 81);
    year.award(&nothing_vacant()).await;
    let items = year.publish().await;
    let tiers: [(&str, &[usize]); 3] =
        [("first", &[1]), ("second", &[2, 3]), ("third", &[4, 5, 6])];
    let list = contests.map(|(contest, _)| expected(contest, "title", &tiers));
    assert_eq!(in_short(&items), list.into_iter().flatten().collect());
    // Contests come in the order of the file, under their tracks.
    let mut tracks: Vec<_> = items
        .iter()
        .map(|item| item.track_title.clone().unwrap().en)
        .collect();
    tracks.dedup();
    assert_eq!(tracks.len(), 6);
    assert_eq!(items[6].contest, "models");
    assert_eq!(items[0].track_title, items[6].track_title);
}

#[tokio::test]
async fn six_contests_leave_one_third_prize_vacant_as_in_2024() {
    let contests = [
        "mobility",
        "medicine",
        "industrial",
        "iot",
        "culture",
        "ai-plus",
    ];
    let mut year = Year::open(include_str!("../../editions/2024.toml")).await;
    for contest in contests {
        year.enter(contest, None, 12).await;
    }
    year.end_call().await;
    year.judge().await;
    year.award(&BTreeMap::from([(("ai-plus", "third"), 1)]))
        .await;
    let items = year.publish().await;
    let counts = [("first", 6), ("grand", 6), ("second", 18), ("third", 29)];
    assert_eq!(per_tier(&items), counts.into());
    let mut list: BTreeMap<_, _> = contests
        .iter()
        .flat_map(|contest| expected(contest, "title", &TEN))
        .collect();
    let vacant = list
        .get_mut(&("ai-plus".to_owned(), "third".to_owned()))
        .unwrap();
    assert_eq!(vacant.pop().as_deref(), Some("title ai-plus 10"));
    assert_eq!(in_short(&items), list);
    // The special contest stands under no track.
    let trackless: Vec<_> = items
        .iter()
        .filter(|item| item.track_title.is_none())
        .collect();
    assert!(trackless.len() == 9 && trackless.iter().all(|item| item.contest == "ai-plus"));
}

#[tokio::test]
async fn judges_and_a_machine_decide_and_a_contributor_declines_as_in_2025() {
    let contests = [
        "ai",
        "mobility",
        "health",
        "manufacturing",
        "terminals",
        "open-models",
    ];
    let mut year = Year::open(include_str!("../../editions/2025.toml")).await;
    year.enter("ai", Some("mainland"), 7).await;
    year.enter("ai", Some("asia-pacific"), 7).await;
    for contest in &contests[1..] {
        year.enter(contest, None, 13).await;
    }
    year.enter("challenge", None, 12).await;
    year.end_call().await;
    year.judge().await;
    let finalists = year.awards().await.standing;
    let finalists = finalists
        .iter()
        .filter(|one| one.entry.contest != "challenge");
    assert_eq!(finalists.count(), 71);
    year.award(&nothing_vacant()).await;
    let challengers: Vec<_> = year
        .entries
        .iter()
        .filter(|one| one.contest == "challenge")
        .collect();
    year.decline_and_pass_on(&challengers[2].number, "mvc")
        .await;
    let items = year.publish().await;
    let counts = [
        ("community", 1),
        ("first", 6),
        ("grand", 6),
        ("mvc", 8),
        ("second", 18),
        ("third", 30),
    ];
    assert_eq!(per_tier(&items), counts.into());
    // Six of each division of the AI contest reach its final: the seventh stays behind.
    let ai: [(&str, &[usize]); 4] = [TEN[0], TEN[1], TEN[2], ("third", &[6, 8, 9, 10, 11])];
    // The third contributor declined, so the ninth has the place, and is named.
    let persons: [(&str, &[usize]); 2] = [("mvc", &[1, 2, 4, 5, 6, 7, 8, 9]), ("community", &[1])];
    let mut list: BTreeMap<_, _> = contests[1..]
        .iter()
        .flat_map(|contest| expected(contest, "title", &TEN))
        .collect();
    list.extend(expected("ai", "title", &ai));
    list.extend(expected("challenge", "team", &persons));
    assert_eq!(in_short(&items), list);
}
