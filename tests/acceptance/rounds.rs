//! Two divisions on their way from a preliminary to a semi-final: screening, assignment past a conflict,
//! hosts who report, a tie at the cut, and an empty place that goes to the other division.

use acceptance::{Client, EDITION, Engine, PDF, Story, World, draft, edition_file, score};
use domain::people::Role;
use reqwest::Method;
use serde_json::{Value, json};

const SHAPE: &str = r#"[[contests.tiers]]
key = "book"
title = { zh = "成果集", en = "In the book" }
quota = 10
outcome = "inclusion"

[[divisions]]
key = "east"
title = { zh = "东赛区", en = "East" }
host = { zh = "东方承办单位", en = "Eastern host" }
delivery = "on_site"

[[divisions]]
key = "west"
title = { zh = "西赛区", en = "West" }
host = { zh = "西方承办单位", en = "Western host" }
delivery = "remote"

[[rounds]]
key = "preliminary"
title = { zh = "初评", en = "Preliminary" }

"#;

const QUESTION: &str = r#"[[contests.questions]]
key = "organization"
kind = "line"
label = { zh = "单位", en = "Organization" }
languages = ["zh", "en"]
required = false
judges = false

[[contests.slots]]"#;

fn heat(key: &str, more: &str, day: u32) -> String {
    format!(
        "[[heats]]\nkey = \"{key}\"\ntitle = {{ zh = \"{key}\", en = \"{key}\" }}\nround = \"final\"\n\
         contest = \"open\"\nkind = \"pitch\"\njudged_as = \"final\"\n{more}\n\
         opens_at = \"2026-10-{day}T09:00:00+08:00\"\ncloses_at = \"2026-10-{day}T18:00:00+08:00\"\n\n"
    )
}

fn route(from: &str, to: &str, quota: u32) -> String {
    format!(
        "[[routes]]\nkey = \"{from}-{to}\"\nfrom = \"{from}\"\nto = \"{to}\"\nquota = {quota}\n\
         reallocate = true\n\n"
    )
}

/// The usual edition with a preliminary in front of two divisions, which lead to the usual heat.
pub(crate) fn file(readings: u32) -> String {
    let contest = "title = { zh = \"公开赛\", en = \"Open contest\" }";
    let screened = format!("{contest}\nscreening = true\ndivision = {{ by = \"choice\" }}");
    let file = edition_file()
        .replacen(contest, &screened, 1)
        .replacen("[[contests.slots]]", QUESTION, 1)
        .replacen("[[rounds]]", &format!("{SHAPE}[[rounds]]"), 1)
        .replacen("2026-10-01T09", "2026-11-01T09", 1)
        .replacen("2026-10-02T18", "2026-11-02T18", 1);
    let preliminary = heat("preliminary", &format!("readings = {readings}"), 10)
        .replace("\"pitch\"", "\"scoring\"")
        .replace("round = \"final\"", "round = \"preliminary\"");
    let routes = [
        "[[routes]]\nkey = \"in\"\nfrom = \"call\"\nto = \"preliminary\"\n\n".to_owned(),
        route("preliminary", "east", 3),
        route("preliminary", "west", 2),
        route("east", "final", 2),
        route("west", "final", 2),
    ];
    [
        file.trim_end(),
        "\n\n",
        &preliminary,
        &heat("east", "division = \"east\"", 20),
        &heat("west", "division = \"west\"", 21),
        &routes.concat(),
    ]
    .concat()
}

/// The edition with entries, judges and hosts, after the call.
pub(crate) struct Rounds {
    pub world: World,
    pub organizer: Client,
    hosts: [Client; 2],
    pub judges: Vec<Client>,
    pub numbers: Vec<String>,
}

impl Rounds {
    /// So many entries of the east and of the west. The first of the west is of the second judge's
    /// organization.
    pub async fn begin(engine: Engine, readings: u32, east: usize, west: usize) -> Self {
        Self::begin_from(engine, &file(readings), east, west).await
    }

    /// The same of an edition file.
    pub async fn begin_from(engine: Engine, text: &str, east: usize, west: usize) -> Self {
        let world = World::fresh(engine, Story::opening()).await;
        world.grant("head@example.org", Role::Organizer, None).await;
        let organizer = world.person("head@example.org").await;
        organizer
            .post_text("/api/editions", "application/toml", text)
            .await
            .expect(201);
        let mut rounds = Self {
            hosts: [organizer.clone(), organizer.clone()],
            judges: vec![],
            numbers: vec![],
            world,
            organizer,
        };
        for (place, division) in ["east", "west"].into_iter().enumerate() {
            let email = format!("{division}@example.org");
            let host = json!({
                "email": email, "name": { "zh": "", "en": division }, "language": "en",
                "role": "host", "divisions": [division], "until": null,
            });
            rounds.post("/grants", &host).await.expect(200);
            rounds.hosts[place] = rounds.world.person(&email).await;
        }
        for index in 0..east + west {
            let division = if index < east { "east" } else { "west" };
            rounds.enter(index, division, index == east).await;
        }
        rounds.world.clock.put(Story::after_call());
        rounds.seat().await;
        rounds
    }

    async fn enter(&mut self, index: usize, division: &str, related: bool) {
        let team = self
            .world
            .person(&format!("team-{index}@example.com"))
            .await;
        let number = draft(&team, EDITION, index).await;
        let path = format!("/api/team/entries/{number}");
        let revision = team.get(&path).await.expect(200).revision();
        let chosen = team.request(Method::PUT, &format!("{path}/division"));
        let chosen = chosen.header("if-match", format!("\"{revision}\""));
        let division = json!({ "division": division });
        let mut revision = team
            .send(chosen.json(&division))
            .await
            .expect(200)
            .revision();
        if related {
            let body = json!({ "zh": "青桥研究院有限公司", "en": "Green Bridge Institute Ltd." });
            let answers = json!({ "answers": { "organization": body } });
            revision = team
                .patch(&path, revision, &answers)
                .await
                .expect(200)
                .revision();
        }
        team.post_at(&format!("{path}/submit"), revision, &json!({}))
            .await
            .expect(200);
        self.numbers.push(number);
    }

    /// Three judges sit everywhere; the first leads.
    async fn seat(&mut self) {
        let mut rows = String::from(
            "heat,name_zh,name_en,email,language,role,organization_zh,organization_en\n",
        );
        for heat in ["preliminary", "east", "west", "final"] {
            for judge in 0..3 {
                let seat = if judge == 0 { "chair" } else { "judge" };
                let of = if judge == 1 {
                    "GREEN BRIDGE INSTITUTE"
                } else {
                    ""
                };
                rows.push_str(&format!(
                    "{heat},,Judge {judge},judge-{judge}@example.org,en,{seat},,{of}\n"
                ));
            }
        }
        let path = format!("/api/editions/{EDITION}/judges/import");
        self.organizer
            .post_text(&path, "text/csv", &rows)
            .await
            .expect(200);
        for judge in 0..3 {
            let email = format!("judge-{judge}@example.org");
            self.judges.push(self.world.person(&email).await);
        }
    }

    pub async fn post(&self, path: &str, body: &Value) -> acceptance::Answer {
        self.by(&self.organizer, path, body).await
    }

    async fn by(&self, person: &Client, path: &str, body: &Value) -> acceptance::Answer {
        person
            .post(&format!("/api/editions/{EDITION}{path}"), body)
            .await
    }

    pub async fn declare(&self, judge: usize, organizations: &Value) -> acceptance::Answer {
        let judge = &self.judges[judge];
        let path = format!("/api/judge/organizations/{EDITION}");
        let request = judge.request(Method::PUT, &path);
        judge.send(request.json(organizations)).await
    }

    /// The numbers of four entries of the east and one of the west.
    pub fn five(&self) -> [String; 5] {
        [0, 1, 2, 3, 4].map(|index| self.numbers[index].clone())
    }

    pub async fn screen(&self, number: &str, decision: &Value) -> acceptance::Answer {
        let path = format!("/api/editions/{EDITION}/entries/{number}");
        let revision = self.organizer.get(&path).await.expect(200).revision();
        let request = self
            .organizer
            .request(Method::PUT, &format!("{path}/screening"));
        let request = request.header("if-match", format!("\"{revision}\""));
        self.organizer.send(request.json(decision)).await
    }

    /// Whoever has sheets in a heat marks them as `steps` says, and hands them in.
    async fn judge(&self, heat: &str, steps: impl Fn(&str) -> i64) -> Vec<(usize, String)> {
        self.judge_each(heat, |_, number| steps(number)).await
    }

    /// The same where each judge marks in their own way.
    pub async fn judge_each(
        &self,
        heat: &str,
        steps: impl Fn(usize, &str) -> i64,
    ) -> Vec<(usize, String)> {
        let mut sheets = vec![];
        for (place, judge) in self.judges.iter().enumerate() {
            let queue = judge.get("/api/judge/queue").await.expect(200).json();
            let heats = queue["heats"].as_array().unwrap().clone();
            let own = heats.iter().find(|one| one["heat"]["key"] == heat);
            for sheet in own.unwrap()["assignments"].as_array().unwrap() {
                let number = sheet["number"].as_str().unwrap();
                sheets.push((place, number.to_owned()));
                if sheet["state"] == "recused" {
                    continue;
                }
                let marks = [
                    "innovation",
                    "technology",
                    "market",
                    "team",
                    "feasibility",
                    "pitch",
                ];
                let marks: Value = marks
                    .iter()
                    .map(|key| ((*key).to_owned(), json!(steps(place, number))))
                    .collect();
                score(judge, sheet["alias"].as_str().unwrap(), &marks).await;
            }
        }
        sheets
    }

    /// A division's heat from its opening to the accepted report, all of it by its host and headquarters.
    async fn hold(&self, host: usize, heat: &str, steps: impl Fn(&str) -> i64) {
        let (host, at) = (&self.hosts[host], format!("/heats/{heat}"));
        self.by(host, &format!("{at}/open"), &json!({}))
            .await
            .expect(200);
        self.judge(heat, steps).await;
        self.by(host, &format!("{at}/close"), &json!({}))
            .await
            .expect(200);
        let early = self
            .post(&format!("{at}/advancement"), &json!({}))
            .await
            .expect(409);
        assert_eq!(early.code(), "report_missing");
        let statement = json!({ "statement": "As it was." });
        let report = format!("{at}/report");
        self.by(host, &report, &statement).await.expect(200);
        let scan = format!("/api/editions/{EDITION}{report}/scan");
        host.upload(&scan, "signed.pdf", PDF).await.expect(201);
        let returned = json!({ "number": 1, "returned": "The second page is missing." });
        self.post(&format!("{report}/answer"), &returned)
            .await
            .expect(200);
        self.by(host, &report, &statement).await.expect(200);
        let accepted = json!({ "number": 2 });
        self.post(&format!("{report}/answer"), &accepted)
            .await
            .expect(200);
    }
}

fn went(list: &Value, key: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = list[key].as_array().unwrap().iter();
    list.map(|one| (text(&one["number"]), text(&one["way"])))
        .collect()
}

fn by_quota(number: &str) -> (String, String) {
    (number.to_owned(), "quota".to_owned())
}

/// Four of five are accepted, read twice past the conflict, and sent to their divisions.
async fn come_through_the_preliminary(rounds: &Rounds) {
    let [e1, e2, e3, e4, w1] = rounds.five();
    let early = rounds.post("/heats/preliminary/proposal", &json!({})).await;
    assert_eq!(early.expect(409).code(), "screening_open");
    for number in [&e1, &e2, &e3, &w1] {
        let accepted = json!({ "decision": "accept" });
        rounds.screen(number, &accepted).await.expect(200);
    }
    let silent = json!({ "decision": "reject" });
    let refused = rounds.screen(&e4, &silent).await.expect(422);
    assert_eq!(refused.code(), "reason_missing");
    let why = json!({ "decision": "reject", "reason": "No company behind it." });
    rounds.screen(&e4, &why).await.expect(200);

    rounds
        .post("/heats/preliminary/proposal", &json!({}))
        .await
        .expect(200);
    rounds
        .post("/heats/preliminary/open", &json!({}))
        .await
        .expect(200);
    let merit = |number: &str| match number {
        _ if number == e1 => 9,
        _ if number == e2 => 8,
        _ if number == e3 => 7,
        _ => 6,
    };
    let sheets = rounds.judge("preliminary", merit).await;
    assert_eq!(sheets.len(), 8, "four entries are read twice");
    assert!(
        !sheets.contains(&(1, w1.clone())),
        "judge 1 is of its organization"
    );
    assert!(sheets.iter().all(|(_, number)| *number != e4));
    rounds
        .post("/heats/preliminary/close", &json!({}))
        .await
        .expect(200);
    let sent = rounds
        .post("/heats/preliminary/advancement", &json!({}))
        .await;
    let mut gone = went(&sent.expect(200).json(), "advanced");
    gone.sort();
    let mut expected = [&e1, &e2, &e3, &w1].map(|number| by_quota(number));
    expected.sort();
    assert_eq!(gone, expected);
}

/// By what awards can be given: number, heat, and whether nobody goes on from that heat.
async fn awardable(rounds: &Rounds) -> Vec<(String, String, bool)> {
    let path = format!("/api/editions/{EDITION}/awards");
    let awards = rounds.organizer.get(&path).await.expect(200).json();
    let lines = awards["standing"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines
        .map(|line| {
            let deciding = line["deciding"].as_bool().unwrap();
            (text(&line["number"]), text(&line["heat"]["en"]), deciding)
        })
        .collect()
}

/// The book takes whom an earlier heat ranked, each once and by the latest that did; an award does not.
async fn the_book_is_open_to(rounds: &Rounds, expected: [(&String, &str); 4]) {
    let mut expected = expected.map(|(number, heat)| (number.clone(), heat.to_owned(), false));
    let mut found = awardable(rounds).await;
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    for (number, ..) in &expected {
        let prize = json!({ "number": number, "tier": "first" });
        let refused = rounds.post("/awards", &prize).await;
        assert_eq!(refused.expect(409).code(), "not_ranked");
    }
}

/// The hosts hold both divisions; the west sends its one on.
async fn compete_in_the_divisions(rounds: &Rounds) {
    let [e1, _, _, _, w1] = rounds.five();
    rounds.hold(1, "west", |_| 5).await;
    let west = rounds
        .post("/heats/west/advancement", &json!({}))
        .await
        .expect(200);
    assert_eq!(went(&west.json(), "advanced"), [by_quota(&w1)]);
    let empty = json!([{ "route": "west-final", "places": 1 }]);
    assert_eq!(west.json()["vacant"], empty);
    rounds
        .hold(0, "east", |number| if number == e1 { 9 } else { 5 })
        .await;
}

/// The chair alone puts the two equal ones in order.
async fn break_the_tie(rounds: &Rounds) {
    let [e1, e2, e3, _, _] = rounds.five();
    // The second and the third are equal at the cut.
    let check = rounds
        .post("/heats/east/advancement/check", &json!({}))
        .await;
    let check = check.expect(200).json();
    assert_eq!(went(&check, "goes"), [by_quota(&e1)]);
    assert_eq!(check["problems"][0]["code"], "tie_at_cut");
    let order = json!({ "order": [e3, e2], "reason": "The clearer answers." });
    let ties = "/heats/east/tie-decisions";
    rounds.post(ties, &order).await.expect(403);
    rounds.by(&rounds.judges[0], ties, &order).await.expect(200);
}

/// The place that the west left empty goes to the east.
async fn give_the_empty_place_away(rounds: &Rounds) {
    let [e1, e2, e3, _, _] = rounds.five();
    // The west left a place empty, which goes to the one who would have stayed behind.
    let given = |places: u32| {
        json!({ "reallocations": [{
            "from": "west-final", "to": "east-final", "places": places,
            "reason": "One entry only came to the west.",
        }]})
    };
    let much = rounds
        .post("/heats/east/advancement", &given(2))
        .await
        .expect(409);
    assert_eq!(much.json()["errors"][0]["code"], "not_vacant");
    let elsewhere = rounds
        .organizer
        .get(&format!("/api/editions/{EDITION}/heats/east/advancement"))
        .await
        .expect(200)
        .json()["elsewhere"]
        .clone();
    assert_eq!(elsewhere[0]["places"], 1);
    let all = [
        by_quota(&e1),
        (e3.clone(), "tie_decision".to_owned()),
        (e2.clone(), "reallocated".to_owned()),
    ];
    let check = rounds
        .post("/heats/east/advancement/check", &given(1))
        .await;
    assert_eq!(went(&check.expect(200).json(), "goes"), all);
    let east = rounds
        .post("/heats/east/advancement", &given(1))
        .await
        .expect(200);
    assert_eq!(went(&east.json(), "advanced").len(), 3);
    let again = rounds
        .post("/heats/east/advancement", &json!({}))
        .await
        .expect(409);
    assert_eq!(again.code(), "heat_advanced");
}

#[tokio::test]
async fn two_divisions_come_from_the_call_to_the_final() {
    for engine in Engine::all() {
        let rounds = Rounds::begin(engine, 2, 4, 1).await;
        come_through_the_preliminary(&rounds).await;
        let [e1, e2, e3, _, w1] = &rounds.five();
        let first = [e1, e2, e3, w1].map(|number| (number, "preliminary"));
        the_book_is_open_to(&rounds, first).await;
        compete_in_the_divisions(&rounds).await;
        let then = [(e1, "east"), (e2, "east"), (e3, "east"), (w1, "west")];
        the_book_is_open_to(&rounds, then).await;
        break_the_tie(&rounds).await;
        give_the_empty_place_away(&rounds).await;
        rounds
            .post("/heats/final/open", &json!({}))
            .await
            .expect(200);
        let list = format!("/api/editions/{EDITION}/entries?heat=final");
        let list = rounds.organizer.get(&list).await.expect(200).json();
        assert_eq!(list["total"], 4);
        // The host of the west sees its own and nothing of the east.
        let path = format!("/api/editions/{EDITION}/entries");
        let own = rounds.hosts[1].get(&path).await.expect(200).json();
        assert_eq!(
            (&own["total"], &own["entries"][0]["number"]),
            (&json!(1), &json!(w1))
        );
        rounds.world.stop().await;
    }
}
