//! The usual course of a small competition, told through HTTP: so that a test can begin in the middle.

use domain::{people::Role, time::Timestamp};
use serde_json::{Value, json};

use crate::{client::Client, world::World};

/// The slug of the usual edition.
pub const EDITION: &str = "cup-2026";

/// The smallest thing that is a PDF to the server.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// An edition file with the slug `cup-2026`: one contest, one pitch heat of six criteria from 1 to 10,
/// drop one high and one low from seven judges on, two tiers.
pub fn edition_file() -> String {
    include_str!("edition.toml").to_owned()
}

/// Judges of the heat `final`: `judge-1@example.org` to `judge-N@example.org`, the first one leads.
pub fn judges_file(judges: usize) -> String {
    let mut file = String::from("heat,name_zh,name_en,email,language,role\n");
    for judge in 1..=judges {
        let role = if judge == 1 { "chair" } else { "judge" };
        file.push_str(&format!(
            "final,评委{judge},Judge {judge},judge-{judge}@example.org,en,{role}\n"
        ));
    }
    file
}

/// A competition on its way.
pub struct Story {
    /// Where it happens.
    pub world: World,
    /// Runs every edition.
    pub organizer: Client,
    /// The teams, in the order in which they came.
    pub teams: Vec<Client>,
    /// The numbers of their entries.
    pub numbers: Vec<String>,
    /// The judges, the chair first.
    pub judges: Vec<Client>,
}

impl Story {
    /// When the call opens: on its last day, so that who signs in then is still signed in after it.
    pub fn opening() -> Timestamp {
        Timestamp::parse("2026-08-31T12:00:00+08:00").unwrap()
    }

    /// The deadline of the call.
    pub fn deadline() -> Timestamp {
        Timestamp::parse("2026-08-31T20:00:00+08:00").unwrap()
    }

    /// After the call and its grace.
    pub fn after_call() -> Timestamp {
        Self::deadline().plus_minutes(60)
    }

    /// An open call: the organizer imported the edition.
    pub async fn open_call(world: World) -> Self {
        Self::of_file(world, &edition_file()).await
    }

    /// An open call of a file that is the usual one but for what a test is about.
    pub async fn of_file(world: World, file: &str) -> Self {
        world
            .grant("organizer@example.org", Role::Organizer, None)
            .await;
        let organizer = world.person("organizer@example.org").await;
        organizer
            .post_text("/api/editions", "application/toml", file)
            .await
            .expect(201);
        Self {
            world,
            organizer,
            teams: vec![],
            numbers: vec![],
            judges: vec![],
        }
    }

    /// A team begins an entry and fills it in, without submitting.
    pub async fn draft(&mut self) -> String {
        let index = self.teams.len() + 1;
        let team = self
            .world
            .person(&format!("team-{index}@example.com"))
            .await;
        let number = draft(&team, EDITION, index).await;
        self.teams.push(team);
        self.numbers.push(number.clone());
        number
    }

    /// So many teams submit.
    pub async fn submit(&mut self, teams: usize) {
        for _ in 0..teams {
            let number = self.draft().await;
            let team = self.teams.last().unwrap();
            let path = format!("/api/team/entries/{number}");
            let revision = team.get(&path).await.expect(200).revision();
            team.post_at(&format!("{path}/submit"), revision, &json!({}))
                .await
                .expect(200);
        }
    }

    /// The call is over, judges are seated and the heat is open.
    pub async fn open_heat(&mut self, judges: usize) {
        self.world.clock.put(Self::after_call());
        let path = format!("/api/editions/{EDITION}/judges/import");
        self.organizer
            .post_text(&path, "text/csv", &judges_file(judges))
            .await
            .expect(200);
        let path = format!("/api/editions/{EDITION}/heats/final/open");
        self.organizer.post(&path, &json!({})).await.expect(200);
        for judge in 1..=judges {
            let email = format!("judge-{judge}@example.org");
            self.judges.push(self.world.person(&email).await);
        }
    }

    /// The aliases of a judge's assignments, in order.
    pub async fn aliases(&self, judge: usize) -> Vec<String> {
        let queue = self.judges[judge]
            .get("/api/judge/queue")
            .await
            .expect(200)
            .json();
        let assignments = queue["heats"][0]["assignments"].as_array().unwrap().clone();
        assignments
            .iter()
            .map(|own| own["alias"].as_str().unwrap().to_owned())
            .collect()
    }

    /// A judge scores one assignment with the same mark on every criterion and hands it in.
    pub async fn score(&self, judge: usize, alias: &str, steps: i64) {
        let marks: Value = CRITERIA
            .iter()
            .map(|key| ((*key).to_owned(), json!(steps)))
            .collect();
        score(&self.judges[judge], alias, &marks).await;
    }

    /// Every judge scores every entry: entry `e` gets `base - e` from judge 0, one more or less from others.
    pub async fn score_all(&self) {
        for judge in 0..self.judges.len() {
            for (place, alias) in (0_i64..).zip(self.aliases(judge).await) {
                let lean = i64::try_from(judge % 3).unwrap() - 1;
                self.score(judge, &alias, (9 - place + lean).clamp(1, 10))
                    .await;
            }
        }
    }

    /// The organizer closes the heat.
    pub async fn close_heat(&self) -> Value {
        let path = format!("/api/editions/{EDITION}/heats/final/close");
        self.organizer
            .post(&path, &json!({}))
            .await
            .expect(200)
            .json()
    }

    /// The organizer gives the entry at a rank a tier.
    pub async fn award(&self, number: &str, tier: &str) {
        let path = format!("/api/editions/{EDITION}/awards");
        self.organizer
            .post(&path, &json!({ "number": number, "tier": tier }))
            .await
            .expect(200);
    }

    /// An officer of the edition.
    pub async fn officer(&self, email: &str) -> Client {
        self.world.grant(email, Role::Officer, Some(EDITION)).await;
        self.world.person(email).await
    }
}

/// The criteria of the usual edition.
pub const CRITERIA: [&str; 6] = [
    "innovation",
    "technology",
    "market",
    "team",
    "feasibility",
    "pitch",
];

/// Begins an entry in an edition and fills it in.
pub async fn draft(team: &Client, edition: &str, index: usize) -> String {
    let begun = json!({ "edition": edition, "contest": "open" });
    let entry = team.post("/api/team/entries", &begun).await.expect(201);
    let number = entry.json()["number"].as_str().unwrap().to_owned();
    let path = format!("/api/team/entries/{number}");
    let answers = json!({ "answers": {
        "title": { "zh": format!("项目{index}"), "en": format!("Project {index}") },
        "team": { "zh": format!("团队{index}"), "en": format!("Team {index}") },
        "summary": { "zh": "一句话说清楚。", "en": "Said in one sentence." },
    }});
    team.patch(&path, entry.revision(), &answers)
        .await
        .expect(200);
    let file = [PDF, format!("% {index}\n").as_bytes()].concat();
    team.upload(&format!("{path}/attachments/deck"), "deck.pdf", &file)
        .await
        .expect(201);
    number
}

/// Scores an assignment and hands the sheet in.
pub async fn score(judge: &Client, alias: &str, marks: &Value) {
    let path = format!("/api/judge/assignments/{alias}");
    let revision = judge.get(&path).await.expect(200).revision();
    let sheet = format!("{path}/sheet");
    let saved = judge
        .patch(&sheet, revision, &json!({ "marks": marks }))
        .await
        .expect(200);
    judge
        .post_at(&format!("{path}/submit"), saved.revision(), &json!({}))
        .await
        .expect(200);
}
