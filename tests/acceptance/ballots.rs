//! A committee votes: in rounds, by threshold and quorum, each member once.

use std::collections::BTreeMap;

use acceptance::{Answer, Client, EDITION, Engine, Story, World, edition_file};
use serde_json::{Value, json};

pub(crate) const BALLOTS: &str = "/api/editions/cup-2026/heats/final/ballots";
const OWN: &str = "/api/judge/ballots/cup-2026/final";

/// The usual edition, whose final is decided by a vote.
fn file(rule: &str) -> String {
    let usual = edition_file();
    let heat = usual.find("[[heats]]").unwrap();
    let rubric = usual.find("[heats.rubric]").unwrap();
    let head = usual[heat..rubric].replace("\"pitch\"", "\"ballot\"");
    let head: Vec<_> = head
        .lines()
        .filter(|line| !line.starts_with("disclosure"))
        .collect();
    let head = head.join("\n");
    format!("{}{head}\n[heats.ballot]\n{rule}\n", &usual[..heat])
}

pub(crate) struct Committee {
    pub story: Story,
    /// The aliases of each member, in the order of the entries' numbers.
    pub aliases: Vec<Vec<String>>,
}

impl Committee {
    /// So many members vote on so many entries; the first ballot is open.
    pub async fn meets(engine: Engine, rule: &str, members: usize, entries: usize) -> Self {
        let world = World::fresh(engine, Story::opening()).await;
        let mut story = Story::of_file(world, &file(rule)).await;
        story.submit(entries).await;
        story.open_heat(members).await;
        let mut committee = Self {
            story,
            aliases: vec![],
        };
        committee.open().await;
        for member in 0..members {
            let ballot = committee.own(member).await;
            let mut entries = ballot["entries"].as_array().unwrap().clone();
            entries.sort_by_key(|entry| entry["number"].as_str().unwrap().to_owned());
            let aliases = entries.iter().map(|entry| entry["alias"].as_str().unwrap());
            committee.aliases.push(aliases.map(str::to_owned).collect());
        }
        committee
    }

    pub fn organizer(&self) -> &Client {
        &self.story.organizer
    }

    pub async fn own(&self, member: usize) -> Value {
        self.story.judges[member].get(OWN).await.expect(200).json()
    }

    /// The number of the latest ballot; nought before the first.
    async fn latest(&self) -> u64 {
        let vote = self.organizer().get(BALLOTS).await.expect(200).json();
        vote["ballots"].as_array().unwrap().len() as u64
    }

    pub async fn open(&self) -> Value {
        let next = json!({ "number": self.latest().await + 1 });
        let opened = self.organizer().post(BALLOTS, &next).await;
        opened.expect(200).json()
    }

    pub async fn count(&self) -> Value {
        let number = self.latest().await;
        let counted = self.asks_to_count(&json!({ "number": number })).await;
        counted.expect(200).json()
    }

    pub async fn asks_to_count(&self, wish: &Value) -> Answer {
        let path = format!("{BALLOTS}/count");
        self.organizer().post(&path, wish).await
    }

    pub async fn attends(&self, member: usize, number: u64) -> Answer {
        let presence = format!("{OWN}/presence");
        let ballot = json!({ "number": number });
        self.story.judges[member].post(&presence, &ballot).await
    }

    /// A member says `y`, `n` or `a` to the entries by number; a space leaves one out.
    pub async fn says(&self, member: usize, choices: &str) -> Answer {
        self.says_in(self.latest().await, member, choices).await
    }

    /// The same in the ballot of this number.
    pub async fn says_in(&self, number: u64, member: usize, choices: &str) -> Answer {
        let choices: Value = self.aliases[member]
            .iter()
            .zip(choices.chars())
            .filter(|(_, choice)| *choice != ' ')
            .map(|(alias, choice)| {
                let choice = match choice {
                    'y' => "yes",
                    'n' => "no",
                    _ => "abstain",
                };
                (alias.clone(), json!(choice))
            })
            .collect();
        let path = format!("{OWN}/papers");
        let body = json!({ "number": number, "choices": choices });
        self.story.judges[member].post(&path, &body).await
    }

    pub async fn say(&self, all: &[&str]) {
        for (member, choices) in all.iter().enumerate() {
            self.says(member, choices).await.expect(200);
        }
    }
}

/// Yes and verdict by entry number.
fn decided(vote: &Value, ballot: usize) -> BTreeMap<String, (u64, String)> {
    let entries = vote["ballots"][ballot]["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| {
            let counted = &entry["counted"];
            let verdict = counted["verdict"].as_str().unwrap().to_owned();
            let number = entry["number"].as_str().unwrap().to_owned();
            (number, (counted["yes"].as_u64().unwrap(), verdict))
        })
        .collect()
}

#[tokio::test]
async fn a_committee_votes_until_the_places_are_filled_and_the_standing_follows() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 2", 6, 4).await;
        let mut numbers = committee.story.numbers.clone();
        numbers.sort();
        // Two thirds of six are four.
        committee
            .say(&["yynn", "ynyn", "yynn", "ynny", "ynna", "nyna"])
            .await;
        let vote = committee.count().await;
        let first = decided(&vote, 0);
        let of = |index: usize| {
            let (yes, verdict) = &first[&numbers[index]];
            (*yes, verdict.as_str())
        };
        assert_eq!(of(0), (5, "recommended"));
        assert_eq!(of(1), (3, "below_threshold"));
        assert_eq!(
            (of(2), of(3)),
            ((1, "below_threshold"), (1, "below_threshold"))
        );
        let next = json!({ "kind": "vote", "entries": 3, "seats": 1 });
        assert_eq!(vote["next"], next, "both that tie with the last go on");
        let close = format!("/api/editions/{EDITION}/heats/final/close");
        let early = committee
            .organizer()
            .post(&close, &json!({}))
            .await
            .expect(409);
        assert_eq!(early.code(), "vote_not_over");

        committee.open().await;
        let own = committee.own(0).await;
        let listed = own["entries"].as_array().unwrap().len();
        assert_eq!((&own["number"], listed), (&json!(2), 3));
        let committee = Committee {
            aliases: committee
                .aliases
                .iter()
                .map(|all| all[1..].to_vec())
                .collect(),
            ..committee
        };
        committee
            .say(&["ynn", "nyn", "ynn", "ynn", "ynn", "nny"])
            .await;
        let vote = committee.count().await;
        assert_eq!(
            vote["next"],
            json!({ "kind": "done", "entries": 0, "seats": 0 })
        );
        assert_eq!(
            vote["may"],
            json!({ "open_ballot": false, "count_ballot": false, "end_vote": false })
        );
        let closed = committee.organizer().post(&close, &json!({})).await;
        let standing = closed.expect(200).json();
        let lines = standing["lines"].as_array().unwrap();
        let ranks: Vec<_> = lines
            .iter()
            .map(|line| (line["number"].as_str().unwrap(), line["rank"].as_u64()))
            .collect();
        let wanted = [
            (numbers[0].as_str(), Some(1)),
            (numbers[1].as_str(), Some(2)),
            (numbers[2].as_str(), None),
            (numbers[3].as_str(), None),
        ];
        assert_eq!(ranks, wanted, "{engine:?}");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn equals_at_the_last_place_get_no_award_before_the_chair_has_put_them_in_order() {
    for engine in Engine::all() {
        let rule = "seats = 2\npicks = 3\nmax_ballots = 1\nlast_resort = \"vacant\"";
        let committee = Committee::meets(engine, rule, 3, 4).await;
        let mut numbers = committee.story.numbers.clone();
        numbers.sort();
        let [first, second, third, last] = &numbers[..] else {
            panic!("{numbers:?}");
        };
        committee.say(&["yyyn", "yynn", "ynyn"]).await;
        let vote = committee.count().await;
        let tie = json!({ "kind": "decide_tie", "entries": 2, "seats": 1 });
        assert_eq!(vote["next"], tie, "{engine:?}");
        let story = &committee.story;
        let organizer = &story.organizer;
        let heat = format!("/api/editions/{EDITION}/heats/final");
        organizer
            .post(&format!("{heat}/close"), &json!({}))
            .await
            .expect(200);

        let awards = format!("/api/editions/{EDITION}/awards");
        let give = async |number: &str| {
            let wish = json!({ "number": number, "tier": "second" });
            organizer.post(&awards, &wish).await
        };
        let recommended = async || {
            let all = organizer.get(&awards).await.expect(200).json();
            let lines = all["standing"].as_array().unwrap().clone();
            let ranked = lines.into_iter().filter(|line| line["may"]["give"] == true);
            ranked
                .map(|line| {
                    let number = line["number"].as_str().unwrap().to_owned();
                    (number, line["undecided"] == true)
                })
                .collect::<Vec<_>>()
        };
        let waiting = [(first, false), (second, true), (third, true)];
        let waiting = waiting.map(|(number, waits)| (number.clone(), waits));
        assert_eq!(recommended().await, waiting);
        for number in [second, third] {
            assert_eq!(give(number).await.expect(409).code(), "tie_undecided");
        }
        assert_eq!(give(last).await.expect(409).code(), "not_ranked");
        give(first).await.expect(200);

        let advancement = format!("{heat}/advancement");
        let blockers = organizer.get(&advancement).await.expect(200).json();
        let blocker = &blockers["blockers"][0];
        assert_eq!(
            (&blocker["code"], &blocker["params"]["places"]),
            (&json!("tie_at_seats"), &json!(1))
        );
        let order = json!({ "order": [third, second], "reason": "It is further on." });
        let ties = format!("{heat}/tie-decisions");
        story.judges[0].post(&ties, &order).await.expect(200);
        let decided = organizer.get(&advancement).await.expect(200).json();
        assert_eq!(decided["blockers"], json!([]));
        let expected = [first, third].map(|number| (number.clone(), false));
        assert_eq!(recommended().await, expected);
        assert_eq!(give(second).await.expect(409).code(), "not_ranked");
        give(third).await.expect(200);
        let vote = organizer.get(BALLOTS).await.expect(200).json();
        assert_eq!(vote["next"]["kind"], "done");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_order_of_others_does_not_settle_who_has_the_last_place() {
    let rule = "seats = 3\npicks = 4\nmax_ballots = 1\nlast_resort = \"vacant\"";
    let committee = Committee::meets(Engine::Sqlite, rule, 3, 4).await;
    let mut numbers = committee.story.numbers.clone();
    numbers.sort();
    committee.say(&["yyyn", "yyny", "yyyy"]).await;
    committee.count().await;
    let story = &committee.story;
    let heat = format!("/api/editions/{EDITION}/heats/final");
    let organizer = &story.organizer;
    organizer
        .post(&format!("{heat}/close"), &json!({}))
        .await
        .expect(200);
    let ties = format!("{heat}/tie-decisions");
    for (order, next) in [(&numbers[..2], "decide_tie"), (&numbers[2..], "done")] {
        let order = json!({ "order": order, "reason": "It is further on." });
        story.judges[0].post(&ties, &order).await.expect(200);
        let vote = organizer.get(BALLOTS).await.expect(200).json();
        assert_eq!(vote["next"]["kind"], next);
    }
    committee.story.world.stop().await;
}

#[tokio::test]
async fn a_lost_answer_and_a_double_click_count_once_and_a_cast_vote_is_final() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 1", 3, 1).await;
        let (one, other) = tokio::join!(committee.says(0, "y"), committee.says(0, "y"));
        assert_eq!((one.status, other.status), (200, 200), "{engine:?}");
        assert_eq!(
            committee.says(0, "n").await.expect(200).json()["participation"],
            "voted"
        );
        assert_eq!(committee.own(0).await["may"]["cast"], false);
        committee.says(1, "a").await.expect(200);
        committee.says(2, "n").await.expect(200);
        let vote = committee.count().await;
        let counted = &vote["ballots"][0]["entries"][0]["counted"];
        let figures = ["eligible", "present", "yes", "no", "abstain", "base"];
        let figures = figures.map(|name| counted[name].as_u64().unwrap());
        assert_eq!(figures, [3, 3, 1, 1, 1, 3], "{engine:?}");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_act_of_one_ballot_that_comes_again_is_none_of_the_next() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 1", 3, 2).await;
        committee.say(&["yn", "ny"]).await;
        committee.says(2, "nn").await.expect(200);
        committee.count().await;
        committee.open().await;

        // Whoever has voted is told so again; whoever had only meant to is not counted as there, nor as voted.
        let voted = committee.says_in(1, 0, "yn").await.expect(200).json();
        assert_eq!(
            (&voted["number"], &voted["participation"]),
            (&json!(2), &json!("absent")),
            "{engine:?}"
        );
        assert_eq!(
            committee.attends(1, 1).await.expect(409).code(),
            "ballot_not_open"
        );
        committee.says_in(3, 0, "yn").await.expect(404);
        let (first, second) = (json!({ "number": 1 }), json!({ "number": 2 }));
        let again = committee.asks_to_count(&first).await.expect(409);
        assert_eq!(again.code(), "other_ballot");
        let took = committee.organizer().get(BALLOTS).await.expect(200).json();
        let absent = json!("absent");
        for member in took["ballots"][1]["members"].as_array().unwrap() {
            assert_eq!(member["participation"], absent);
        }
        committee.say(&["yn", "yn", "yn"]).await;
        committee.asks_to_count(&second).await.expect(200);
        let late = committee.organizer().post(BALLOTS, &second).await;
        assert_eq!(late.expect(409).code(), "other_ballot");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn papers_that_leave_something_out_or_say_yes_too_often_are_refused_and_nothing_is_cast() {
    let committee = Committee::meets(Engine::Sqlite, "seats = 1", 2, 3).await;
    let left_out = committee.says(0, "y n").await.expect(422);
    assert_eq!(left_out.code(), "papers_incomplete");
    let too_many = committee.says(0, "yyn").await.expect(422).json();
    assert_eq!(too_many["errors"][0]["code"], "too_many_picks");
    assert_eq!(committee.own(0).await["participation"], "absent");
    committee.says(0, "ynn").await.expect(200);
    committee.story.world.stop().await;
}

#[tokio::test]
async fn who_steps_aside_from_an_entry_is_not_counted_for_it() {
    let committee = Committee::meets(Engine::Sqlite, "seats = 2", 3, 2).await;
    let path = format!("/api/judge/assignments/{}/recuse", committee.aliases[2][0]);
    let reason = json!({ "reason": "My former student." });
    committee.story.judges[2]
        .post(&path, &reason)
        .await
        .expect(200);
    let own = committee.own(2).await;
    assert_eq!(
        (own["entries"].as_array().unwrap().len(), &own["recused"]),
        (1, &json!(1))
    );
    committee.says(0, "yn").await.expect(200);
    committee.says(1, "yn").await.expect(200);
    committee.says(2, " y").await.expect(200);
    let too_late = format!("/api/judge/assignments/{}/recuse", committee.aliases[1][1]);
    let refused = committee.story.judges[1].post(&too_late, &reason).await;
    assert_eq!(refused.expect(409).code(), "voted_already");
    let vote = committee.count().await;
    let entries = vote["ballots"][0]["entries"].as_array().unwrap();
    let of = |yes: u64| entries.iter().find(|entry| entry["counted"]["yes"] == yes);
    let barred = &of(2).unwrap()["counted"];
    assert_eq!(
        (&barred["eligible"], &barred["base"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(barred["verdict"], "recommended");
    assert_eq!(of(1).unwrap()["counted"]["base"], 3);
    committee.story.world.stop().await;
}

#[tokio::test]
async fn no_member_learns_anything_of_an_open_ballot_and_a_sheet_is_not_asked_for() {
    let committee = Committee::meets(Engine::Sqlite, "seats = 1", 3, 1).await;
    committee.says(0, "y").await.expect(200);
    let vote = committee.organizer().get(BALLOTS).await.expect(200).json();
    assert_eq!(vote["ballots"][0]["entries"][0]["counted"], json!(null));
    let other = committee.own(1).await.to_string();
    for word in ["yes", "Judge 1", "counted_at"] {
        assert!(!other.contains(word), "{word}: {other}");
    }
    let chair = committee.story.judges[0].get(BALLOTS).await.expect(200);
    assert!(!chair.text().contains("\"yes\""), "{}", chair.text());
    committee.story.judges[1].get(BALLOTS).await.expect(404);
    let alias = &committee.aliases[1][0];
    let path = format!("/api/judge/assignments/{alias}");
    let read = committee.story.judges[1].get(&path).await.expect(200);
    let sheet = format!("{path}/sheet");
    let marks = json!({ "marks": {} });
    let refused = committee.story.judges[1]
        .patch(&sheet, read.revision(), &marks)
        .await;
    assert_eq!(refused.expect(409).code(), "state_forbids");
    committee.story.world.stop().await;
}
