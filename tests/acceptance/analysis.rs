//! Figures that allow for judges: the rule asks for them, the standing ranks by them, and whoever leads the heat sees how
//! sure they are. On both databases.

use acceptance::{Answer, Client, EDITION, Engine};
use serde_json::{Value, json};

use crate::rounds::{Rounds, file};

/// How much less, in steps, the third judge gives for everything.
const SEVERITY: i64 = 4;

/// The edition whose heats are judged by this method.
fn judged_by(method: &str, readings: u32) -> String {
    let rule =
        "combine = \"panel_per_criterion_then_total\"\ndrop_high = 1\ndrop_low = 1\nmin_scores = 7";
    let text = file(readings);
    assert!(text.contains(rule), "the rule of the usual edition");
    let other = format!(
        "method = \"{method}\"\ncombine = \"judge_total_then_panel\"\ndrop_high = 0\ndrop_low = 0\nmin_scores = 1"
    );
    // Quarters leave room for twelve entries.
    text.replace(rule, &other)
        .replace("step = \"1\"", "step = \"0.25\"")
}

async fn act(rounds: &Rounds, act: &str) -> Answer {
    let path = format!("/heats/preliminary/{act}");
    rounds.post(&path, &json!({})).await
}

/// Twelve entries, to be read so often by three judges.
async fn open(engine: Engine, text: &str) -> Rounds {
    let rounds = Rounds::begin_from(engine, text, 9, 3).await;
    accept_all(&rounds).await;
    act(&rounds, "proposal").await.expect(200);
    act(&rounds, "open").await.expect(200);
    rounds
}

async fn accept_all(rounds: &Rounds) {
    for number in &rounds.numbers {
        let accepted = json!({ "decision": "accept" });
        rounds.screen(number, &accepted).await.expect(200);
    }
}

/// Each entry is a step better than the one before; the last judge is severe.
async fn closed(engine: Engine, text: &str) -> Rounds {
    let rounds = open(engine, text).await;
    let merit = |number: &str| rounds.numbers.iter().position(|own| own == number).unwrap();
    let steps = |judge: usize, number: &str| {
        let merit = i64::try_from(merit(number)).unwrap();
        20 + merit - if judge == 2 { SEVERITY } else { 0 }
    };
    rounds.judge_each("preliminary", steps).await;
    act(&rounds, "close").await.expect(200);
    rounds
}

async fn read(by: &Client, what: &str) -> Answer {
    by.get(&format!("/api/editions/{EDITION}/heats/preliminary/{what}"))
        .await
}

/// The best first, as they were made.
fn by_merit(rounds: &Rounds) -> Vec<String> {
    rounds.numbers.iter().rev().cloned().collect()
}

fn numbers(lines: &Value) -> Vec<String> {
    let lines = lines.as_array().unwrap().iter();
    lines
        .map(|line| line["number"].as_str().unwrap().to_owned())
        .collect()
}

fn decimal(value: &Value) -> f64 {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_severe_judge_costs_nobody_a_place_where_the_rule_allows_for_judges() {
    for engine in Engine::all() {
        let rounds = closed(engine, &judged_by("severity", 2)).await;
        let standing = read(&rounds.organizer, "standing").await.expect(200).json();
        assert_eq!(numbers(&standing["lines"]), by_merit(&rounds));
        let how =
            json!({ "asked": "severity", "used": "severity", "setbacks": [], "shrunk": false });
        assert_eq!(standing["adjustment"], how);

        // By their means some would have changed places: that is what the rule is for.
        let lines = standing["lines"].as_array().unwrap();
        let raw: Vec<f64> = lines.iter().map(|line| decimal(&line["raw"])).collect();
        assert!(
            raw.windows(2).any(|pair| pair[0] < pair[1]),
            "the means alone would rank alike: {raw:?}"
        );
        let ranks: Vec<u64> = lines
            .iter()
            .map(|line| line["rank"].as_u64().unwrap())
            .collect();
        assert_eq!(ranks, (1..=12).collect::<Vec<u64>>());
    }
}

#[tokio::test]
async fn the_chair_sees_who_is_severe_and_how_sure_each_figure_is() {
    for engine in Engine::all() {
        let rounds = closed(engine, &judged_by("severity", 2)).await;
        let told = read(&rounds.judges[0], "analysis").await.expect(200).json();
        let again = read(&rounds.organizer, "analysis").await.expect(200).json();
        assert_eq!(told["entries"], again["entries"], "chance has a seed");
        let lines = told["lines"].as_array().unwrap().iter();
        let of = |line: &Value, key: &str| line[key].as_u64().unwrap();
        let lines: Vec<_> = lines
            .map(|line| (of(line, "places"), of(line, "entries")))
            .collect();
        assert_eq!(lines, [(3, 9), (2, 3)], "the east and the west");

        let judges = told["judges"].as_array().unwrap();
        let severity = |judge: &Value| judge["picture"]["severity"].as_f64().unwrap();
        let severe: Vec<_> = judges
            .iter()
            .filter(|judge| judge["picture"]["low"].as_f64().unwrap() > 0.0)
            .collect();
        assert_eq!(severe.len(), 1);
        assert_eq!(severe[0]["name"]["en"], "Judge 2");
        // Four steps of a quarter on every criterion are a tenth of the highest total.
        let others: Vec<f64> = judges
            .iter()
            .filter(|judge| judge["name"]["en"] != "Judge 2")
            .map(severity)
            .collect();
        let standing = read(&rounds.organizer, "standing").await.expect(200).json();
        let weights = standing["criteria"].as_array().unwrap().iter();
        let weights: f64 = weights.map(|one| decimal(&one["weight"])).sum();
        let apart = weights * 0.25 * f64::from(i32::try_from(SEVERITY).unwrap());
        for other in others {
            assert!((severity(severe[0]) - other - apart).abs() < 0.05 * apart);
        }

        for entry in told["entries"].as_array().unwrap() {
            let figures = &entry["figures"];
            let points = |key: &str| figures[key].as_f64().unwrap();
            let sum = points("raw")
                + points("severity_part")
                + points("scale_part")
                + points("shrinkage_part");
            assert!((sum - points("adjusted")).abs() < 0.005, "{figures}");
            assert!(
                (points("adjusted") - decimal(&entry["figure"])).abs() <= 0.006,
                "{entry}"
            );
            assert!(points("low") <= points("adjusted") && points("adjusted") <= points("high"));
        }
        // Of those who compete in the east, three go on; of those in the west, two.
        for (line, places) in [(0, 3.0), (1, 2.0)] {
            let own = told["entries"].as_array().unwrap().iter();
            let own = own.filter(|entry| entry["line"] == line);
            let likely: f64 = own
                .map(|entry| entry["figures"]["among_best"].as_f64().unwrap())
                .sum();
            assert!((likely - places).abs() < 0.02, "{likely} of {places}");
        }
        assert_eq!(told["lines"][0]["otherwise"]["method"], "panel");
        // A judge who leads nothing does not learn that there is such a page.
        read(&rounds.judges[1], "analysis").await.expect(404);
    }
}

#[tokio::test]
async fn where_the_sheets_cannot_carry_it_the_mean_ranks_and_the_standing_says_why() {
    for engine in Engine::all() {
        let mut rounds = open(engine, &judged_by("severity_and_scale", 2)).await;
        all_but_the_first_judge_drop_out(&mut rounds).await;
        act(&rounds, "close").await.expect(200);
        let standing = read(&rounds.organizer, "standing").await.expect(200).json();
        let adjustment = &standing["adjustment"];
        assert_eq!(adjustment["asked"], "severity_and_scale");
        assert_eq!(adjustment["used"], "panel");
        let codes = adjustment["setbacks"].as_array().unwrap().iter();
        let codes: Vec<_> = codes.map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes[0], "few_readings");
        let lines = standing["lines"].as_array().unwrap();
        assert!(lines.iter().all(|line| line["raw"].is_null()));
        assert!(lines.iter().any(|line| !line["figure"].is_null()));
        let told = read(&rounds.organizer, "analysis").await.expect(200).json();
        for entry in told["entries"].as_array().unwrap() {
            assert_eq!(
                entry["figures"],
                Value::Null,
                "no number where nothing tells it"
            );
        }
        for judge in told["judges"].as_array().unwrap() {
            assert_eq!(judge["picture"], Value::Null);
        }
    }
}

/// The first judge's sheets are handed in, those of the others waived.
async fn all_but_the_first_judge_drop_out(rounds: &mut Rounds) {
    let progress = read(&rounds.organizer, "progress").await.expect(200).json();
    let missing = progress["missing"].as_array().unwrap();
    let of_others = missing
        .iter()
        .filter(|sheet| sheet["judge"]["name"]["en"] != "Judge 0");
    let waived: Vec<_> = of_others.map(|sheet| sheet["assignment"].clone()).collect();
    assert!(!waived.is_empty() && waived.len() < missing.len());
    let waiver = json!({ "assignments": waived, "reason": "They fell ill." });
    rounds
        .post("/heats/preliminary/waivers", &waiver)
        .await
        .expect(200);
    rounds.judges.truncate(1);
    rounds.judge_each("preliminary", |_, _| 30).await;
}

#[tokio::test]
async fn a_heat_whose_judges_share_no_entry_does_not_open_where_the_rule_compares_them() {
    for engine in Engine::all() {
        let rounds = Rounds::begin_from(engine, &judged_by("severity", 2), 1, 1).await;
        accept_all(&rounds).await;
        let fourth = "heat,name_zh,name_en,email,language,role\n\
                      preliminary,,Judge 3,judge-3@example.org,en,judge\n";
        let path = format!("/api/editions/{EDITION}/judges/import");
        let imported = rounds.organizer.post_text(&path, "text/csv", fourth).await;
        imported.expect(200);
        act(&rounds, "proposal").await.expect(200);
        let refused = act(&rounds, "open").await.expect(409);
        assert_eq!(refused.code(), "judges_apart");
    }
}

#[tokio::test]
async fn a_method_that_compares_judges_is_refused_where_each_entry_is_read_once() {
    let rounds = Rounds::begin_from(Engine::Sqlite, &file(2), 0, 0).await;
    let text = judged_by("severity", 1).replace(EDITION, "another");
    let path = "/api/editions";
    let refused = rounds
        .organizer
        .post_text(path, "application/toml", &text)
        .await
        .expect(422)
        .json();
    let errors = refused["errors"].as_array().unwrap().iter();
    let codes: Vec<_> = errors.map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"method_needs_readings"), "{refused}");
}

#[tokio::test]
async fn beside_a_panels_own_mean_the_analysis_says_what_allowing_for_judges_would_change() {
    let rounds = closed(Engine::Sqlite, &judged_by("panel", 2)).await;
    let standing = read(&rounds.organizer, "standing").await.expect(200).json();
    assert_eq!(standing["adjustment"], Value::Null);
    assert_ne!(
        numbers(&standing["lines"]),
        by_merit(&rounds),
        "the severe judge cost some a place"
    );
    let told = read(&rounds.organizer, "analysis").await.expect(200).json();
    assert_eq!(told["adjustment"]["used"], "severity");
    assert_eq!(told["adjustment"]["setbacks"][0]["code"], "light_loads");
    let entries = told["entries"].as_array().unwrap();
    let mut adjusted: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry["figures"]["rank_after"].as_u64().unwrap(),
                entry["number"].as_str().unwrap(),
            )
        })
        .collect();
    adjusted.sort_unstable();
    let order: Vec<_> = adjusted
        .into_iter()
        .map(|(_, number)| number.to_owned())
        .collect();
    assert_eq!(order, by_merit(&rounds));
    assert_eq!(told["lines"][0]["otherwise"]["method"], "severity");
}
