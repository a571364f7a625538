//! The course of the stored competition: how each stage comes out of the one before.

use std::collections::BTreeMap;

use domain::{
    fingerprint::Fingerprint,
    message::Message,
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

[[contests.questions]]
key = "contributors"
kind = "list"
label = { zh = "贡献者", en = "Contributors" }
required = false
judges = false
max_rows = 20
fields = [
  { key = "name", label = { zh = "姓名", en = "Name" }, kind = "line", languages = ["zh", "en"], required = true },
  { key = "organization", label = { zh = "单位", en = "Organization" }, kind = "line", languages = ["en"], required = false, organization = true },
]

[[contests.questions]]
key = "note"
kind = "text"
label = { zh = "补充说明", en = "Further note" }
languages = ["zh", "en"]
required = false
judges = true
when = "supplement"

"#;
const HIDDEN_SLOT: &str = r#"[[contests.slots]]
key = "budget"
label = { zh = "预算", en = "Budget" }
required = false
max_bytes = 1000000
media_types = ["application/pdf"]
judges = false

"#;

/// Two divisions, each with a host.
const DIVISIONS: &str = r#"[[divisions]]
key = "north"
title = { zh = "北赛区", en = "North" }
host = { zh = "北方承办单位", en = "Northern host" }
delivery = "on_site"

[[divisions]]
key = "south"
title = { zh = "南赛区", en = "South" }
host = { zh = "南方承办单位", en = "Southern host" }
delivery = "remote"

[[rounds]]
key = "reading"
title = { zh = "初评", en = "Reading" }

"#;
/// Heats around the one in which the course happens. A council votes on what was recommended to it, and comes
/// to no end. The others do not open: one read in part, one whose figures are made elsewhere, and one to which
/// the first two go on, or anybody whom headquarters let in.
const HEATS: &str = r#"

[[rounds]]
key = "gala"
title = { zh = "总决赛", en = "Gala" }

[[heats]]
key = "reading"
title = { zh = "初评", en = "Reading" }
round = "reading"
contest = "open"
kind = "scoring"
readings = 2
judged_as = "final"
opens_at = "2026-09-01T09:00:00+08:00"
closes_at = "2026-09-02T18:00:00+08:00"

[[heats]]
key = "gala"
title = { zh = "总决赛", en = "Gala" }
round = "gala"
contest = "open"
kind = "pitch"
judged_as = "final"
opens_at = "2026-11-01T09:00:00+08:00"
closes_at = "2026-11-02T18:00:00+08:00"

[[heats]]
key = "machine"
title = { zh = "机评", en = "Machine" }
round = "reading"
contest = "open"
kind = "imported"
digits = 2
opens_at = "2026-09-03T09:00:00+08:00"
closes_at = "2026-09-04T18:00:00+08:00"

[[heats]]
key = "council"
title = { zh = "评审委员会", en = "Council" }
round = "gala"
contest = "open"
kind = "ballot"
opens_at = "2026-11-03T09:00:00+08:00"
closes_at = "2026-11-04T18:00:00+08:00"

[heats.ballot]
seats = 1
quorum = "1/2"

[[approvals]]
key = "office"
title = { zh = "秘书处负责人", en = "Head of the secretariat" }
by = "application"

[[approvals]]
key = "committee"
title = { zh = "组委会", en = "Organizing Committee" }
by = "paper"

[[routes]]
key = "to-council"
from = "recommendation"
to = "council"

[[routes]]
key = "to-machine"
from = "call"
to = "machine"

[[routes]]
key = "to-reading"
from = "call"
to = "reading"

[[routes]]
key = "to-final"
from = "call"
to = "final"

[[routes]]
key = "first-two"
from = "final"
to = "gala"
quota = 2
wildcards = 1

[[routes]]
key = "by-hand"
from = "direct"
to = "gala"
quota = 1
"#;

/// A tier that may be of no entry.
const SPECIAL_TIER: &str = r#"[[contests.tiers]]
key = "special"
title = { zh = "特别推荐", en = "Special recommendation" }
quota = 1
outcome = "special"

[[rounds]]"#;

/// An edition file with a slug and what the usual one does not have: hidden questions and files,
/// screening, divisions, and other heats.
pub fn canary_file(slug: &str, prefix: &str) -> String {
    let slots = format!("{HIDDEN_QUESTION}[[contests.slots]]");
    let tiers = format!("{HIDDEN_SLOT}[[contests.tiers]]");
    let contest = "title = { zh = \"公开赛\", en = \"Open contest\" }";
    let screened = format!("{contest}\nscreening = true\ndivision = {{ by = \"choice\" }}");
    let north = "contest = \"open\"\ndivision = \"north\"\nkind = \"pitch\"";
    let rounds = format!("{DIVISIONS}[[rounds]]");
    let file = edition_file()
        .replacen("[[contests.slots]]", &slots, 1)
        .replacen("[[contests.tiers]]", &tiers, 1)
        .replacen(contest, &screened, 1)
        .replacen("contest = \"open\"\nkind = \"pitch\"", north, 1)
        .replacen("[[rounds]]", SPECIAL_TIER, 1)
        .replacen("[[rounds]]", &rounds, 1);
    format!("{}{HEATS}", file.trim_end())
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

/// A member of the council of whom nobody asks anything.
const QUIET: &str = "quiet@example.org";

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
        &row("Ms Chair", Who::Chair, "chair").replacen("final", "council", 1),
        &row(&format!("Mr {}", canary::JUDGE_NAME), Who::Judge, "judge")
            .replacen("final", "council", 1),
        &row("Ms Second", Who::OtherJudge, "judge").replacen("final", "council", 1),
        &format!("council,评委Quiet,Ms Quiet,{QUIET},en,judge\n"),
        &row("Ms Chair", Who::Chair, "chair").replacen("final", "reading", 1),
        &row("Ms Second", Who::OtherJudge, "judge").replacen("final", "reading", 1),
        &row("Mr Aside", Who::Recused, "judge").replacen("final", "reading", 1),
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
            (Who::Screener, Role::Screener, EDITION),
            (Who::Elsewhere, Role::Organizer, OTHER_EDITION),
            (Who::Approver, Role::Approver, EDITION),
        ] {
            world.grant(&email(who), role, Some(edition)).await;
        }
        for (who, division) in [(Who::Host, "north"), (Who::OtherHost, "south")] {
            let grants = format!("/api/editions/{EDITION}/grants");
            let host = json!({
                "email": email(who), "name": { "zh": "承办人员", "en": who.short() },
                "language": "en", "role": "host", "divisions": [division], "until": null,
            });
            head.post(&grants, &host).await.expect(200);
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
            programme: "cup".to_owned(),
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
            Stage::Screened => self.screen().await,
            Stage::Judging => self.open().await,
            Stage::Complete => self.complete().await,
            Stage::Closed => {
                self.post(Who::Organizer, "/heats/final/close", &json!({}))
                    .await;
            }
            Stage::Reported => self.report().await,
            Stage::Accepted => {
                let accepted = json!({ "number": 1 });
                self.post(Who::Organizer, "/heats/final/report/answer", &accepted)
                    .await;
            }
            Stage::Advanced => self.advance().await,
            Stage::Awarded => self.award().await,
            Stage::Requested => self.request().await,
            Stage::Signed => self.sign().await,
            Stage::Approved => self.register().await,
            Stage::Proposed => {
                self.propose().await;
                let path = format!("/api/team/confidences/{}/open", self.facts.confidence);
                let pledge = json!({ "pledge": 1 });
                let team = self.person(Who::Team);
                team.post(&path, &pledge).await.expect(200);
            }
            Stage::Confirmed => {
                let path = format!("/publications/{}/confirm", self.facts.publication);
                let hash = json!({ "list_hash": self.facts.list_hash });
                self.post(Who::Officer, &path, &hash).await;
            }
            Stage::Public => self.world.clock.put(publish_at()),
            Stage::Correcting => {
                let path = format!("/publications/{}/correction", self.facts.publication);
                let why = json!({ "reason": "A name is misspelt." });
                self.post(Who::Organizer, &path, &why).await;
            }
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
            contributor: canary::CONTRIBUTOR,
            deck: canary::FILE_NAME,
            budget: canary::HIDDEN_FILE,
        };
        let barge = Content {
            title: "Barge",
            team: "Plain team",
            summary: "Plain words.",
            contact: "Nobody",
            contributor: "Somebody",
            deck: "plain",
            budget: "money",
        };
        let raft = Content {
            title: "Raft",
            ..barge
        };
        self.facts.number = fill_in(&self.person(Who::Team), &skiff).await;
        self.facts.other_number = fill_in(&self.person(Who::OtherTeam), &barge).await;
        self.facts.third_number = fill_in(&self.person(Who::OtherTeam), &raft).await;
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
        let named = |name: &str| {
            let known = |judge: &&Value| text(&judge["name"]["en"]).contains(name);
            text(&judges.iter().find(known).unwrap()["judge"])
        };
        self.facts.judge = named(canary::JUDGE_NAME);
        self.facts.aside = named("Mr Aside");
        let grants = format!("/api/editions/{EDITION}/grants");
        let grants = self.person(Who::Organizer).get(&grants).await.expect(200);
        let grants = grants.json()["grants"].as_array().unwrap().clone();
        let auditor = grants.iter().find(|grant| grant["role"] == "auditor");
        self.facts.grant = text(&auditor.unwrap()["id"]);
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
            (Who::OtherTeam, self.facts.third_number.clone()),
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
        let conflict = json!({
            "judge": self.facts.aside, "number": self.facts.third_number,
            "reason": canary::CONFLICT,
        });
        self.post(Who::Organizer, "/conflicts", &conflict).await;
    }

    /// All entries are accepted; who would read what in the heat that is read in part is worked out.
    async fn screen(&self) {
        let screener = self.person(Who::Screener);
        for number in self.numbers() {
            let path = format!("/api/editions/{EDITION}/entries/{number}");
            let revision = screener.get(&path).await.expect(200).revision();
            let accepted = json!({ "decision": "accept" });
            let request = screener.request(reqwest::Method::PUT, &format!("{path}/screening"));
            let request = request.header("if-match", format!("\"{revision}\""));
            screener.send(request.json(&accepted)).await.expect(200);
        }
        self.post(Who::Organizer, "/heats/reading/proposal", &json!({}))
            .await;
    }

    fn numbers(&self) -> [String; 3] {
        let facts = &self.facts;
        [&facts.number, &facts.other_number, &facts.third_number].map(Clone::clone)
    }

    /// The host hands the standing in with a signed list; the chair puts the two equal ones in order.
    async fn report(&self) {
        let statement = json!({ "statement": canary::STATEMENT });
        self.post(Who::Host, "/heats/final/report", &statement)
            .await;
        let path = format!("/api/editions/{EDITION}/heats/final/report/scan");
        let host = self.person(Who::Host);
        host.upload(&path, "signed.pdf", PDF).await.expect(201);
        let order = [&self.facts.third_number, &self.facts.other_number];
        let decided = json!({ "order": order, "reason": canary::TIE_REASON });
        self.post(Who::Chair, "/heats/final/tie-decisions", &decided)
            .await;
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
        self.convene().await;
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

    /// All entries are recommended to the council, which begins to vote: one member has voted.
    async fn convene(&mut self) {
        for number in self.numbers() {
            let admitted = json!({ "number": number, "route": "to-council", "reason": "Known." });
            self.post(Who::Organizer, "/heats/council/admissions", &admitted)
                .await;
        }
        self.post(Who::Organizer, "/heats/council/open", &json!({}))
            .await;
        let first = json!({ "number": 1 });
        self.post(Who::Organizer, "/heats/council/ballots", &first)
            .await;
        self.facts.council = Self::of_council(&self.person(Who::Judge)).await;
        let quiet = self.world.person(QUIET).await;
        Self::vote(&quiet, &self.facts.number).await;
    }

    /// The aliases under which somebody votes on entries, by their number.
    async fn of_council(member: &Client) -> BTreeMap<String, String> {
        let path = format!("/api/judge/ballots/{EDITION}/council");
        let ballot = member.get(&path).await.expect(200).json();
        let entries = ballot["entries"].as_array().unwrap().iter();
        let named = |entry: &Value| (text(&entry["number"]), text(&entry["alias"]));
        entries.map(named).collect()
    }

    /// Somebody votes for one entry.
    async fn vote(member: &Client, number: &str) {
        let papers = format!("/api/judge/ballots/{EDITION}/council/papers");
        let body = papers_for(&Self::of_council(member).await, number);
        member.post(&papers, &body).await.expect(200);
    }

    /// The alias of somebody's assignment about an entry.
    async fn assignments(&self, who: Who, number: &str) -> String {
        let queue = self
            .person(who)
            .get("/api/judge/queue")
            .await
            .expect(200)
            .json();
        let heats = queue["heats"].as_array().unwrap();
        let course = heats.iter().find(|heat| heat["heat"]["key"] == "final");
        let assignments = course.unwrap()["assignments"].as_array().unwrap().clone();
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
        for number in [&self.facts.other_number, &self.facts.third_number] {
            let barred = |who: &Who| *who == Who::Recused && *number == self.facts.third_number;
            let panel = [Who::Chair, Who::Judge, Who::OtherJudge, Who::Recused];
            for who in panel.into_iter().filter(|who| !barred(who)) {
                let alias = self.assignments(who, number).await;
                score(&self.person(who), &alias, &marks(5)).await;
            }
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
        // The council does not agree at once.
        let [_, other, third] = self.numbers();
        Self::vote(&self.person(Who::Judge), &other).await;
        Self::vote(&self.person(Who::Chair), &third).await;
        let first = json!({ "number": 1 });
        self.post(Who::Organizer, "/heats/council/ballots/count", &first)
            .await;
        let waived = json!({ "assignments": sheets, "reason": canary::WAIVER });
        self.post(Who::Organizer, "/heats/final/waivers", &waived)
            .await;
    }

    /// The first two go on. One of them is asked for more, and has not handed it in.
    async fn advance(&self) {
        self.post(Who::Organizer, "/heats/final/advancement", &json!({}))
            .await;
        let asked = json!({
            "numbers": [self.facts.number], "due_at": supplement_due().to_rfc3339(),
            "remark": { "zh": canary::REQUEST, "en": canary::REQUEST },
        });
        self.post(Who::Organizer, "/supplements", &asked).await;
        let path = format!("/api/team/entries/{}", self.facts.number);
        let team = self.person(Who::Team);
        let revision = team.get(&path).await.expect(200).revision();
        let note = json!({ "zh": canary::NOTE, "en": canary::NOTE });
        let note = json!({ "answers": { "note": note } });
        team.patch(&path, revision, &note).await.expect(200);
    }

    /// The heat that nobody goes on from gets its figures. One entry holds the first tier; the second was
    /// declined, and its place is free.
    async fn award(&mut self) {
        let [number, other, third] = self.numbers();
        let figures = format!("number,figure\n{number},97.25\n{third},80\n{other},61.5\n");
        let path = format!("/api/editions/{EDITION}/heats/machine/scores");
        let organizer = self.person(Who::Organizer);
        organizer
            .post_text(&path, "text/csv", &figures)
            .await
            .expect(200);
        let tier = |number: &str, tier: &str| json!({ "number": number, "tier": tier });
        self.post(Who::Organizer, "/awards", &tier(&number, "first"))
            .await;
        let list = self
            .post(Who::Organizer, "/awards", &tier(&third, "second"))
            .await;
        let given = list["given"].as_array().unwrap().clone();
        let of = |number: &str| {
            let own = given.iter().find(|award| award["number"] == number);
            text(&own.unwrap()["id"])
        };
        (self.facts.award, self.facts.declined) = (of(&number), of(&third));
        let decline = format!("/awards/{}/decline", self.facts.declined);
        let reason = json!({ "reason": canary::DECLINE });
        self.post(Who::Organizer, &decline, &reason).await;
        let exception = json!({
            "title": { "zh": canary::EXCEPTION, "en": canary::EXCEPTION },
            "tier": "special", "reason": canary::EXCEPTION,
        });
        let view = self.post(Who::Organizer, "/exceptions", &exception).await;
        self.facts.exception = text(&view["exceptions"][0]["id"]);
        self.confide().await;
    }

    /// The team is told that it gets an award, and an engraver which ones are given.
    async fn confide(&mut self) {
        let team = json!({ "level": "some_award", "entries": [self.facts.number],
            "remark": canary::CONFIDED });
        let list = self.post(Who::Organizer, "/confidences", &team).await;
        self.facts.confidence = text(&list["confidences"][0]["id"]);
        let engraver = "engraver@example.net";
        let outsider = json!({ "level": "exact_tier", "outsider": {
            "name": { "zh": "刻字师傅", "en": "" }, "capacity": "engraver", "email": engraver,
        }});
        self.post(Who::Organizer, "/confidences", &outsider).await;
        let mails = self.world.mailed(engraver).await;
        let token = mails.into_iter().find_map(|mail| match mail {
            Message::ConfidenceLink { token, .. } => Some(token),
            _ => None,
        });
        self.facts.personal = token.unwrap();
    }

    /// The free place passes to the next in line, a third award is given, and the list is requested.
    async fn request(&mut self) {
        let pass_on = format!("/awards/{}/pass-on", self.facts.declined);
        let next = json!({ "number": self.facts.other_number, "reason": "Next in line." });
        self.post(Who::Organizer, &pass_on, &next).await;
        let special = json!({
            "title": { "zh": "运河", "en": "The canal" }, "tier": "special", "reason": "It holds.",
        });
        self.post(Who::Organizer, "/awards", &special).await;
        self.post(Who::Organizer, "/approvals", &json!({})).await;
        self.note_approval().await;
    }

    async fn note_approval(&mut self) {
        let path = format!("/api/editions/{EDITION}/approvals");
        let view = self.person(Who::Approver).get(&path).await.expect(200);
        let approval = view.json()["approvals"][0].clone();
        self.facts.approval = text(&approval["id"]);
        self.facts.approval_hash = text(&approval["list_hash"]);
    }

    /// The approver strikes the special recommendation off and approves the rest; the paper is scanned.
    async fn sign(&mut self) {
        let path = format!("/api/editions/{EDITION}/approvals");
        let view = self.person(Who::Approver).get(&path).await.expect(200);
        let items = view.json()["approvals"][0]["items"].clone();
        let items = items.as_array().unwrap().iter();
        let special = items
            .rev()
            .find(|item| item["outcome"] == "special")
            .unwrap();
        let approved = json!({
            "list_hash": self.facts.approval_hash,
            "strikes": [{ "award": special["award"], "reason": canary::STRIKE }],
        });
        let approval = format!("/approvals/{}", self.facts.approval);
        self.post(Who::Approver, &format!("{approval}/approve"), &approved)
            .await;
        let scan = format!("/api/editions/{EDITION}{approval}/scan");
        let organizer = self.person(Who::Organizer);
        organizer.upload(&scan, "paper.pdf", PDF).await.expect(201);
        self.note_approval().await;
    }

    /// The organizer registers the paper.
    async fn register(&mut self) {
        let path = format!("/approvals/{}/register", self.facts.approval);
        self.post(Who::Organizer, &path, &registered(&self.facts))
            .await;
        self.note_approval().await;
    }

    /// An officer proposes the list.
    async fn propose(&mut self) {
        let instant = json!({ "list_hash": self.facts.approval_hash, "publish_at": publish_at().to_rfc3339() });
        let list = self.post(Who::Proposer, "/publications", &instant).await;
        let publication = &list["publications"][0];
        self.facts.publication = text(&publication["id"]);
        self.facts.list_hash = text(&publication["list_hash"]);
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

/// The papers of a member who is for one entry.
pub fn papers_for(aliases: &BTreeMap<String, String>, number: &str) -> Value {
    let choice = |own: &str| if own == number { "yes" } else { "no" };
    let choices: Value = aliases
        .iter()
        .map(|(own, alias)| (alias.clone(), json!(choice(own))))
        .collect();
    json!({ "number": 1, "choices": choices })
}

/// What is registered of the paper of the request.
pub fn registered(facts: &Facts) -> Value {
    let digits = facts.approval_hash.trim_start_matches("sha256:");
    json!({
        "code": digits.get(..12).unwrap_or("000000000000"), "document": "OC 2026-7",
        "date": "2026-08-31", "signers": ["Ms Committee"], "strikes": [],
        "scan": Fingerprint::of_bytes(PDF).hex(),
    })
}

/// The instant of the publication.
pub fn publish_at() -> domain::time::Timestamp {
    Story::after_call().plus_minutes(60)
}

/// Until when a supplement is taken.
pub fn supplement_due() -> domain::time::Timestamp {
    publish_at().plus_minutes(60)
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
#[derive(Clone, Copy)]
struct Content {
    title: &'static str,
    team: &'static str,
    summary: &'static str,
    contact: &'static str,
    contributor: &'static str,
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
    }, "lists": { "contributors": [{ "name": both(content.contributor) }] }});
    let saved = team.patch(&path, entry.revision(), &answers).await;
    let revision = saved.expect(200).revision();
    let request = team.request(reqwest::Method::PUT, &format!("{path}/division"));
    let request = request.header("if-match", format!("\"{revision}\""));
    let north = json!({ "division": "north" });
    team.send(request.json(&north)).await.expect(200);
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
