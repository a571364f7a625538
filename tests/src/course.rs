//! The course of the stored competition: how each stage comes out of the one before.

use std::collections::BTreeMap;

use domain::{
    people::{Email, Role},
    policy::Actor,
};
use operations::Context;
use persistence::accounts;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    canary,
    chance::{CountedIds, CountedSecrets},
    client::Client,
    engine::{Database, Engine},
    stages::{Facts, Stage, Stages, Stored, Who},
    story::{CRITERIA, EDITION, PDF, Story, edition_file, score},
    world::World,
};

/// The slug of the edition in which nothing happens.
pub const OTHER_EDITION: &str = "fair-2026";

/// What the usual form does not ask: an answer and a file that judges do not see.
const HIDDEN_QUESTION: &str = r#"[[contests.questions]]
key = "contact"
kind = "line"
label = { zh = "联系人", en = "Contact" }
languages = ["zh", "en"]
required = false
judges = false

"#;
const HIDDEN_SLOT: &str = r#"[[contests.slots]]
key = "budget"
label = { zh = "预算", en = "Budget" }
required = false
max_bytes = 1000000
media_types = ["application/pdf"]
judges = false

"#;

/// An edition file with a slug and what the usual one does not ask.
pub fn canary_file(slug: &str, prefix: &str) -> String {
    let slots = format!("{HIDDEN_QUESTION}[[contests.slots]]");
    let tiers = format!("{HIDDEN_SLOT}[[contests.tiers]]");
    edition_file()
        .replacen("[[contests.slots]]", &slots, 1)
        .replacen("[[contests.tiers]]", &tiers, 1)
        .replace("cup-2026", slug)
        .replace("C26-", prefix)
}

fn email(who: Who) -> String {
    match who {
        Who::Team => format!("{}@example.com", canary::MEMBER_EMAIL),
        Who::Judge => format!("{}@example.org", canary::JUDGE_EMAIL),
        other => format!("{}@example.org", other.short()),
    }
}

/// The judges of the heat. The names are in an order of their own, so that no list has them in another's.
fn panel() -> String {
    let row = |name: &str, who: Who, seat: &str| {
        let address = email(who);
        format!("final,评委{name},{name},{address},en,{seat}\n")
    };
    [
        "heat,name_zh,name_en,email,language,role\n",
        &row("Ms Chair", Who::Chair, "chair"),
        &row(&format!("Mr {}", canary::JUDGE_NAME), Who::Judge, "judge"),
        &row("Ms Second", Who::OtherJudge, "judge"),
        &row("Mr Aside", Who::Recused, "judge"),
        &row("Ms Enter", Who::Entering, "judge"),
    ]
    .concat()
}

/// A competition on its way.
pub struct Course {
    world: World,
    cast: BTreeMap<Who, Client>,
    facts: Facts,
    stored: BTreeMap<Stage, Stored>,
}

impl Course {
    /// Goes up to a stage, storing every stage on the way.
    pub async fn run(last: Stage) -> Stages {
        let mut course = Self::begin().await;
        for stage in Stage::ALL.into_iter().filter(|stage| *stage <= last) {
            course.reach(stage).await;
            course = course.store(stage).await;
        }
        course.world.stop().await;
        Stages {
            stored: course.stored,
            cast: course.cast,
        }
    }

    /// Two editions are imported, roles are given, judges are seated, everybody is signed in.
    async fn begin() -> Self {
        let world = World::fresh(Engine::Sqlite, Story::opening()).await;
        let head = email(Who::Headquarters);
        world.grant(&head, Role::Organizer, None).await;
        let head = world.person(&head).await;
        for (slug, prefix) in [(EDITION, "C26-"), (OTHER_EDITION, "F26-")] {
            let file = canary_file(slug, prefix);
            head.post_text("/api/editions", "application/toml", &file)
                .await
                .expect(201);
        }
        for (who, role, edition) in [
            (Who::Organizer, Role::Organizer, EDITION),
            (Who::Proposer, Role::Officer, EDITION),
            (Who::Officer, Role::Officer, EDITION),
            (Who::Auditor, Role::Auditor, EDITION),
            (Who::Elsewhere, Role::Organizer, OTHER_EDITION),
        ] {
            world.grant(&email(who), role, Some(edition)).await;
        }
        let path = format!("/api/editions/{EDITION}/judges/import");
        head.post_text(&path, "text/csv", &panel())
            .await
            .expect(200);
        let mut cast = BTreeMap::from([(Who::Headquarters, head)]);
        for who in Who::ALL {
            if who != Who::Anonymous && who != Who::Headquarters {
                cast.insert(who, world.person(&email(who)).await);
            }
        }
        let facts = Facts {
            edition: EDITION.to_owned(),
            heat: "final".to_owned(),
            ..Facts::of_nothing()
        };
        Self {
            world,
            cast,
            facts,
            stored: BTreeMap::new(),
        }
    }

    fn person(&self, who: Who) -> Client {
        self.cast[&who].at(self.world.address())
    }

    async fn reach(&mut self, stage: Stage) {
        match stage {
            Stage::Drafts => self.draft().await,
            Stage::CallOver => self.submit().await,
            Stage::Judging => self.open().await,
            Stage::Complete => self.complete().await,
            Stage::Closed => {
                self.post(Who::Organizer, "/heats/final/close", &json!({}))
                    .await;
            }
            Stage::Awarded => self.award().await,
            Stage::Proposed => {
                let instant = json!({ "publish_at": publish_at().to_rfc3339() });
                let list = self.post(Who::Proposer, "/publications", &instant).await;
                let publication = &list["publications"][0];
                self.facts.publication = text(&publication["id"]);
                self.facts.list_hash = text(&publication["list_hash"]);
            }
            Stage::Confirmed => {
                let path = format!("/publications/{}/confirm", self.facts.publication);
                let hash = json!({ "list_hash": self.facts.list_hash });
                self.post(Who::Officer, &path, &hash).await;
            }
            Stage::Public => self.world.clock.put(publish_at()),
        }
    }

    /// Posts to something in the edition.
    async fn post(&self, who: Who, path: &str, body: &Value) -> Value {
        let path = format!("/api/editions/{EDITION}{path}");
        let answer = self.person(who).post(&path, body).await;
        assert!(
            (200..300).contains(&answer.status),
            "{path}: {}",
            answer.text()
        );
        answer.json()
    }

    async fn draft(&mut self) {
        let skiff = Content {
            title: "Skiff",
            team: canary::TEAM_NAME,
            summary: canary::SUBMITTED,
            contact: canary::HIDDEN_ANSWER,
            deck: canary::FILE_NAME,
            budget: canary::HIDDEN_FILE,
        };
        let barge = Content {
            title: "Barge",
            team: "Plain team",
            summary: "Plain words.",
            contact: "Nobody",
            deck: "plain",
            budget: "money",
        };
        self.facts.number = fill_in(&self.person(Who::Team), &skiff).await;
        self.facts.other_number = fill_in(&self.person(Who::OtherTeam), &barge).await;
        let asked = json!({ "email": "guest@example.com", "language": "en" });
        let stranger = self.world.stranger();
        stranger
            .post("/api/logins/request", &asked)
            .await
            .expect(202);
        self.facts.token = self.world.mailed_token("guest@example.com").await;
        self.facts.link = self.reusable_link().await;
        let home = stranger.get("/").await.expect(200).text();
        let (_, style) = home.split_once("public.").unwrap();
        self.facts.style = format!("public.{}", style.split('"').next().unwrap());
        let judges = format!("/api/editions/{EDITION}/judges");
        let judges = self
            .person(Who::Organizer)
            .get(&judges)
            .await
            .expect(200)
            .json();
        let judges = judges["judges"].as_array().unwrap().clone();
        let own = |judge: &&Value| text(&judge["name"]["en"]).contains(canary::JUDGE_NAME);
        self.facts.judge = text(&judges.iter().find(own).unwrap()["judge"]);
    }

    /// A link for a guest who has no place in any edition.
    async fn reusable_link(&self) -> String {
        self.world.person("visitor@example.com").await;
        let (actor, now) = (Actor::anonymous(), Story::opening());
        let cx = Context {
            store: &self.world.store,
            clock: &*self.world.clock,
            ids: &CountedIds::labelled("link"),
            secrets: &CountedSecrets::labelled("link"),
            actor: &actor,
            arrived_at: now,
        };
        let email = Email::parse("visitor@example.com").unwrap();
        let visitor = accounts::by_email(&self.world.store, &email).await;
        let visitor = visitor.unwrap().unwrap().id;
        operations::issue_login_link(&cx, visitor, 1, true)
            .await
            .unwrap()
    }

    async fn submit(&mut self) {
        for (who, number) in [
            (Who::Team, self.facts.number.clone()),
            (Who::OtherTeam, self.facts.other_number.clone()),
        ] {
            let (team, path) = (self.person(who), format!("/api/team/entries/{number}"));
            let revision = team.get(&path).await.expect(200).revision();
            team.post_at(&format!("{path}/submit"), revision, &json!({}))
                .await
                .expect(200);
        }
        let path = format!("/api/team/entries/{}", self.facts.number);
        let team = self.person(Who::Team);
        let revision = team.get(&path).await.expect(200).revision();
        let later = json!({ "answers": { "summary": {
            "zh": canary::LATER_DRAFT, "en": canary::LATER_DRAFT,
        }}});
        team.patch(&path, revision, &later).await.expect(200);
        self.world.clock.put(Story::after_call());
    }

    /// Opens the heat. One judge steps aside, one becomes a member of the other team, one marks.
    async fn open(&mut self) {
        self.post(Who::Organizer, "/heats/final/open", &json!({}))
            .await;
        for who in [
            Who::Chair,
            Who::Judge,
            Who::OtherJudge,
            Who::Recused,
            Who::Entering,
        ] {
            let about = self.assignments(who, &self.facts.number).await;
            self.facts.aliases.insert(who, about);
        }
        let path = format!(
            "/api/judge/assignments/{}/recuse",
            self.facts.aliases[&Who::Recused]
        );
        let reason = json!({ "reason": canary::RECUSAL });
        self.person(Who::Recused)
            .post(&path, &reason)
            .await
            .expect(200);
        let path = format!("/api/judge/assignments/{}", self.facts.aliases[&Who::Judge]);
        let judge = self.person(Who::Judge);
        let revision = judge.get(&path).await.expect(200).revision();
        let marked = json!({ "marks": marks(9), "comment": canary::COMMENT });
        judge
            .patch(&format!("{path}/sheet"), revision, &marked)
            .await
            .expect(200);
        let progress = format!("/api/editions/{EDITION}/heats/final/progress");
        let organizer = self.person(Who::Organizer);
        let missing = organizer.get(&progress).await.expect(200).json()["missing"].clone();
        let own = |sheet: &&Value| sheet["state"] == "draft";
        let sheet = missing.as_array().unwrap().iter().find(own).unwrap();
        self.facts.assignment = text(&sheet["assignment"]);
        // The application has no way to become a member once the call is over; the rule must hold all
        // the same, for whom the opening of the heat could not know of.
        let connection = self.world.database.connection().await;
        let join = format!(
            "INSERT INTO members (team_id, account_id, joined_at) SELECT e.team_id, i.account_id, 0 \
             FROM entries e, account_identifiers i WHERE e.number = '{}' AND i.value = '{}'",
            self.facts.other_number,
            email(Who::Entering)
        );
        let joined = connection.execute_unprepared(&join).await.unwrap();
        assert_eq!(joined.rows_affected(), 1);
        connection.close().await.unwrap();
    }

    /// The alias of somebody's assignment about an entry.
    async fn assignments(&self, who: Who, number: &str) -> String {
        let queue = self
            .person(who)
            .get("/api/judge/queue")
            .await
            .expect(200)
            .json();
        let assignments = queue["heats"][0]["assignments"].as_array().unwrap().clone();
        let about = |own: &&Value| own["number"] == number;
        text(&assignments.iter().find(about).unwrap()["alias"])
    }

    async fn complete(&mut self) {
        let alias = self.facts.aliases[&Who::Judge].clone();
        let (judge, path) = (
            self.person(Who::Judge),
            format!("/api/judge/assignments/{alias}"),
        );
        let revision = judge.get(&path).await.expect(200).revision();
        judge
            .post_at(&format!("{path}/submit"), revision, &json!({}))
            .await
            .expect(200);
        for (who, mark) in [(Who::Chair, 8), (Who::OtherJudge, 7)] {
            score(&self.person(who), &self.facts.aliases[&who], &marks(mark)).await;
        }
        let other = self.facts.other_number.clone();
        for who in [Who::Chair, Who::Judge, Who::OtherJudge, Who::Recused] {
            let alias = self.assignments(who, &other).await;
            score(&self.person(who), &alias, &marks(5)).await;
        }
        let path = format!("/api/editions/{EDITION}/heats/final/progress");
        let progress = self
            .person(Who::Organizer)
            .get(&path)
            .await
            .expect(200)
            .json();
        let missing = progress["missing"].as_array().unwrap().clone();
        let sheets: Vec<_> = missing
            .iter()
            .map(|sheet| sheet["assignment"].clone())
            .collect();
        let waived = json!({ "assignments": sheets, "reason": canary::WAIVER });
        self.post(Who::Organizer, "/heats/final/waivers", &waived)
            .await;
    }

    async fn award(&mut self) {
        for (number, tier) in [
            (self.facts.number.clone(), "first"),
            (self.facts.other_number.clone(), "second"),
        ] {
            let award = json!({ "number": number, "tier": tier });
            self.post(Who::Organizer, "/awards", &award).await;
        }
    }

    /// Stores the stage and goes on with a server of its own label.
    async fn store(mut self, stage: Stage) -> Self {
        let path = format!("/api/team/entries/{}", self.facts.number);
        self.facts.revision = self.person(Who::Team).get(&path).await.revision();
        if let Some(alias) = self.facts.aliases.get(&Who::Judge) {
            let path = format!("/api/judge/assignments/{alias}");
            self.facts.sheet_revision = self.person(Who::Judge).get(&path).await.revision();
        }
        // A login notes its last request every few minutes: none shall have to on the copies.
        for who in self.cast.keys() {
            self.person(*who).get("/api/me").await.expect(200);
        }
        let now = domain::time::Clock::now(&*self.world.clock);
        let database = self.world.stop().await;
        let stored = Stored {
            database: Database::copy_of(database.folder()),
            now,
            facts: self.facts.clone(),
        };
        self.stored.insert(stage, stored);
        self.world = World::start(database, now, stage.name()).await;
        self
    }
}

/// The instant of the publication.
pub fn publish_at() -> domain::time::Timestamp {
    Story::after_call().plus_minutes(60)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn marks(steps: i64) -> Value {
    CRITERIA
        .iter()
        .map(|key| ((*key).to_owned(), json!(steps)))
        .collect()
}

/// What distinguishes the entry of one team from that of the other.
struct Content {
    title: &'static str,
    team: &'static str,
    summary: &'static str,
    contact: &'static str,
    deck: &'static str,
    budget: &'static str,
}

/// Begins an entry and fills it in, without submitting. Returns its number.
async fn fill_in(team: &Client, content: &Content) -> String {
    let begun = json!({ "edition": EDITION, "contest": "open" });
    let entry = team.post("/api/team/entries", &begun).await.expect(201);
    let number = text(&entry.json()["number"]);
    let path = format!("/api/team/entries/{number}");
    let both = |text: &str| json!({ "zh": format!("{text} 号"), "en": text });
    let answers = json!({ "answers": {
        "title": both(content.title),
        "team": both(content.team),
        "summary": both(content.summary),
        "contact": both(content.contact),
    }});
    team.patch(&path, entry.revision(), &answers)
        .await
        .expect(200);
    for (slot, name) in [("deck", content.deck), ("budget", content.budget)] {
        let path = format!("{path}/attachments/{slot}");
        // The deck itself is for judges, so that it must not hold what they do not see.
        let inside = if slot == "deck" { content.title } else { name };
        let bytes = [PDF, format!("% {inside}").as_bytes()].concat();
        team.upload(&path, &format!("{name}.pdf"), &bytes)
            .await
            .expect(201);
    }
    number
}
