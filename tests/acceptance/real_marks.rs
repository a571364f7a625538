//! The marks of a real judged competition go through the whole job, and every official figure comes out.
//!
//! The data are ISU component marks by nine judges with the official panel score, read from the folder
//! that `WUZHEN_REFERENCE_DATA` names. Without it this test says so and passes.

use std::{collections::BTreeMap, env, io::Read as _, path::PathBuf};

use acceptance::{EDITION, Engine, Story, World, edition_file, judges_file};
use domain::people::Role;
use serde_json::{Value, json};

/// A whole segment: some with many entries, some with few, and one with an absent judge.
const SEGMENTS: [(&str, &str); 3] = [
    (
        "Grand Prix Final 2017 Senior and Junior",
        "MEN FREE SKATING",
    ),
    (
        "ISU GP 2016 Progressive Skate America",
        "PAIRS SHORT PROGRAM",
    ),
    (
        "ISU European Figure Skating Championships 2017",
        "PAIRS SHORT PROGRAM",
    ),
];
const JUDGES: usize = 9;

struct Row {
    component: String,
    factor: String,
    official: String,
    /// In quarters; nothing for an absent judge.
    marks: Vec<Option<i64>>,
}

/// Components by competitor.
type Segment = BTreeMap<String, Vec<Row>>;

fn segment(folder: &str, competition: &str, program: &str) -> Segment {
    let path = PathBuf::from(folder).join("skating/components_dev.csv.gz");
    let mut text = String::new();
    let file = std::fs::read(&path).unwrap();
    flate2::read::GzDecoder::new(&*file)
        .read_to_string(&mut text)
        .unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut segment = Segment::new();
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        if row["competition"] == competition && row["program"] == program {
            let marks = (1..=JUDGES)
                .map(|judge| quarters(&row[&format!("J{judge}")]))
                .collect();
            segment.entry(row["name"].clone()).or_default().push(Row {
                component: row["aspect_desc"].clone(),
                factor: row["factor"].clone(),
                official: row["scores_of_panel"].clone(),
                marks,
            });
        }
    }
    for rows in segment.values_mut() {
        rows.sort_by(|one, other| one.component.cmp(&other.component));
    }
    assert!(
        !segment.is_empty(),
        "{competition} {program} is not in the data"
    );
    segment
}

/// `8.75` as 35 quarters; zero and nothing mean that the judge was absent.
fn quarters(text: &str) -> Option<i64> {
    let hundredths = hundredths(text);
    (hundredths != 0).then(|| {
        assert_eq!(hundredths % 25, 0, "{text} is no quarter");
        hundredths / 25
    })
}

/// A decimal with at most two digits, in hundredths.
fn hundredths(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!(
        "{}{fraction:0<2}",
        if whole.is_empty() { "0" } else { whole }
    )
    .parse()
    .unwrap()
}

fn key(component: &str) -> String {
    component
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect()
}

/// The usual edition with the components of a segment as criteria and their factor as weight.
fn file(rows: &[Row]) -> String {
    let usual = edition_file();
    let (head, rest) = usual.split_once("[[heats.rubric.criteria]]").unwrap();
    let (_, rule) = rest.split_once("[heats.rule]").unwrap();
    let mut file = head.to_owned();
    for row in rows {
        file.push_str(&format!(
            "[[heats.rubric.criteria]]\nkey = \"{}\"\ntitle = {{ zh = \"{}\", en = \"{}\" }}\n\
             weight = \"{}\"\nmin = \"0\"\nmax = \"10\"\nstep = \"0.25\"\n",
            key(&row.component),
            row.component,
            row.component,
            row.factor
        ));
    }
    let rule = rule
        .lines()
        .filter(|line| !line.starts_with("tie_chain"))
        .collect::<Vec<_>>();
    file.push_str(&format!("[heats.rule]{}\n", rule.join("\n")));
    file.replace("min_scores = 7", "min_scores = 3")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn official_component_marks_and_weighted_totals_come_out_to_the_last_digit() {
    let Ok(folder) = env::var("WUZHEN_REFERENCE_DATA") else {
        eprintln!("!!! WUZHEN_REFERENCE_DATA is not set: real marks are NOT tested in this run");
        return;
    };
    let mut figures = 0;
    for (competition, program) in SEGMENTS {
        let segment = segment(&folder, competition, program);
        figures += run(Engine::Sqlite, &segment).await;
    }
    if let Some(postgres) = Engine::all()
        .into_iter()
        .find(|engine| *engine == Engine::Postgres)
    {
        let (competition, program) = SEGMENTS[1];
        figures += run(postgres, &self::segment(&folder, competition, program)).await;
    }
    eprintln!("{figures} official component marks reproduced");
}

/// Takes a segment through the job; returns how many official component marks were compared.
async fn run(engine: Engine, segment: &Segment) -> usize {
    let story = judged(engine, segment).await;
    let standing = story.close_heat().await;
    let lines = standing["lines"].as_array().unwrap();
    assert_eq!(lines.len(), segment.len());
    let mut compared = 0;
    for line in lines {
        let name = line["title"]["en"].as_str().unwrap();
        let rows = &segment[name];
        let mut total = 0;
        for row in rows {
            let figures = line["criteria"].as_array().unwrap();
            let figure = figures
                .iter()
                .find(|figure| figure["key"] == key(&row.component))
                .unwrap();
            let official = format!(
                "{:.2}",
                f64::from(i32::try_from(hundredths(&row.official)).unwrap()) / 100.0
            );
            assert_eq!(figure["figure"], official, "{name} {}", row.component);
            total += hundredths(&row.official) * hundredths(&row.factor);
            compared += 1;
        }
        // Hundredths of marks times hundredths of factors, rounded half up to hundredths.
        let total = (total + 50) / 100;
        let expected = format!("{}.{:02}", total / 100, total % 100);
        assert_eq!(line["figure"], expected, "{name}");
    }
    story.world.stop().await.remove().await;
    compared
}

/// The heat with all marks in, the absent judge waived.
async fn judged(engine: Engine, segment: &Segment) -> Story {
    let world = World::fresh(engine, Story::opening()).await;
    world
        .grant("organizer@example.org", Role::Organizer, None)
        .await;
    let organizer = world.person("organizer@example.org").await;
    let file = file(segment.values().next().unwrap());
    organizer
        .post_text("/api/editions", "application/toml", &file)
        .await
        .expect(201);
    let mut story = Story {
        world,
        organizer,
        teams: vec![],
        numbers: vec![],
        judges: vec![],
    };
    let mut names = BTreeMap::new();
    for (index, name) in segment.keys().enumerate() {
        let team = story
            .world
            .person(&format!("team-{index}@example.com"))
            .await;
        let number = acceptance::draft(&team, EDITION, index).await;
        let path = format!("/api/team/entries/{number}");
        let revision = team.get(&path).await.revision();
        let title = json!({ "answers": { "title": { "en": name, "zh": name } } });
        let saved = team.patch(&path, revision, &title).await.expect(200);
        let submit = format!("{path}/submit");
        team.post_at(&submit, saved.revision(), &json!({}))
            .await
            .expect(200);
        names.insert(number, name.clone());
    }
    assert_eq!(judges_file(JUDGES).lines().count(), JUDGES + 1);
    story.open_heat(JUDGES).await;
    for judge in 0..JUDGES {
        score(&story, judge, segment, &names).await;
    }
    waive_missing(&story).await;
    story
}

async fn score(story: &Story, judge: usize, segment: &Segment, names: &BTreeMap<String, String>) {
    let queue = story.judges[judge]
        .get("/api/judge/queue")
        .await
        .expect(200)
        .json();
    for assignment in queue["heats"][0]["assignments"].as_array().unwrap() {
        let rows = &segment[&names[assignment["number"].as_str().unwrap()]];
        let marks: Option<Vec<(String, i64)>> = rows
            .iter()
            .map(|row| Some((key(&row.component), row.marks[judge]?)))
            .collect();
        let Some(marks) = marks else { continue };
        let marks: Value = marks
            .into_iter()
            .map(|(key, mark)| (key, json!(mark)))
            .collect();
        let alias = assignment["alias"].as_str().unwrap();
        acceptance::score(&story.judges[judge], alias, &marks).await;
    }
}

async fn waive_missing(story: &Story) {
    let heat = format!("/api/editions/{EDITION}/heats/final");
    let progress = story
        .organizer
        .get(&format!("{heat}/progress"))
        .await
        .expect(200)
        .json();
    let missing: Vec<_> = progress["missing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sheet| sheet["assignment"].clone())
        .collect();
    if !missing.is_empty() {
        let body = json!({ "assignments": missing, "reason": "The judge was absent." });
        story
            .organizer
            .post(&format!("{heat}/waivers"), &body)
            .await
            .expect(200);
    }
}
