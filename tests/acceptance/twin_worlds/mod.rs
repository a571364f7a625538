//! Two worlds that are alike but for one secret are alike in everything that those can see who must not
//! know it: status, headers but the date and the request's name, bodies, errors and mails, to the byte.
//! Each secret has a control: somebody who may know it does see a difference.

mod later;
mod secrets;

use acceptance::{
    Answer, Ask, Client, Stage, Stages, Who, Window, World, publish_at, readings, writings,
};

use self::secrets::Secret;

/// A world and its twin, in which the secret is another one.
struct Twins {
    stage: Stage,
    pair: [World; 2],
}

impl Twins {
    async fn born(stages: &Stages, stage: Stage, secret: &Secret) -> Self {
        let statements = (secret.statements)(&stages.at(stage).facts);
        let statements: Vec<_> = statements.iter().map(String::as_str).collect();
        let pair = [
            stages.serve(stage).await,
            stages.serve_changed(stage, &statements).await,
        ];
        Self { stage, pair }
    }

    /// Sends the same requests to both; the first difference, in words.
    async fn difference(&self, stages: &Stages, who: Who, asks: &[Ask]) -> Option<String> {
        let [one, other] = &self.pair;
        let (one, other) = (stages.person(who, one), stages.person(who, other));
        for ask in asks {
            if let Some(difference) = ask_both(ask, &one, &other).await {
                return Some(format!("{:?}, {who:?}: {ask}: {difference}", self.stage));
            }
        }
        None
    }

    /// The first difference among the mails that wait.
    async fn difference_of_mails(&self) -> Option<String> {
        let mut mails = vec![];
        for world in &self.pair {
            let window = Window::on(world).await;
            let all = "SELECT cause || ' ' || recipient || ' ' || language || ' ' || payload || ' ' \
                       || hex(id) FROM outbox_messages ORDER BY id";
            mails.push(window.ask(all).await);
            window.close().await;
        }
        let both = mails[0].iter().zip(&mails[1]);
        let differing = both
            .filter(|(one, other)| one != other)
            .map(|pair| format!("{pair:?}"))
            .next();
        differing.or_else(|| {
            let counts = (mails[0].len(), mails[1].len());
            (counts.0 != counts.1).then(|| format!("{counts:?} mails"))
        })
    }

    async fn die(self) {
        for world in self.pair {
            world.stop().await;
        }
    }
}

async fn ask_both(ask: &Ask, one: &Client, other: &Client) -> Option<String> {
    let (one, other) = tokio::join!(ask.send(one), ask.send(other));
    if one.status != other.status {
        return Some(format!(
            "status {} and {}: {} and {}",
            one.status,
            other.status,
            one.text(),
            other.text()
        ));
    }
    let headers = (headers(&one), headers(&other));
    if headers.0 != headers.1 {
        return Some(format!("headers {:?} and {:?}", headers.0, headers.1));
    }
    if one.bytes == other.bytes {
        return None;
    }
    let pairs = one.bytes.iter().zip(&other.bytes);
    let at = pairs.take_while(|(one, other)| one == other).count();
    let around = |bytes: &[u8]| {
        let (from, to) = (at.saturating_sub(80), bytes.len().min(at + 80));
        String::from_utf8_lossy(&bytes[from..to]).into_owned()
    };
    let (one, other) = (around(&one.bytes), around(&other.bytes));
    Some(format!("byte {at}\n  …{one}…\n  …{other}…"))
}

/// All headers but the two that differ between any two answers, and the one that test servers alone have.
/// A login's name is drawn by lot, and the library takes the end of a cookie from the system's clock;
/// that a cookie is set, and how, is compared.
fn headers(answer: &Answer) -> Vec<(String, String)> {
    let headers = answer.headers.iter();
    headers
        .filter(|(name, _)| !["date", "x-request-id", "x-decisions"].contains(&name.as_str()))
        .map(|(name, value)| match value.strip_prefix("wuzhen=") {
            Some(login) if name == "set-cookie" => (name.clone(), attributes(login)),
            _ => (name.clone(), value.clone()),
        })
        .collect()
}

/// What a cookie says beside its value and the date of its end.
fn attributes(cookie: &str) -> String {
    let attributes = cookie.split("; ").skip(1);
    let kept: Vec<_> = attributes
        .filter(|attribute| !attribute.starts_with("Expires="))
        .collect();
    kept.join("; ")
}

/// Nobody who must not know the secret sees a difference; the control does.
async fn keep(stages: &Stages, secret: &Secret) {
    let mut asked = 0;
    for stage in secret.stages.iter().copied() {
        let facts = &stages.at(stage).facts;
        let twins = Twins::born(stages, stage, secret).await;
        for who in secret.hidden_from.iter().copied() {
            let asks = [readings(facts, who), writings(facts, who)].concat();
            let asks: Vec<_> = asks
                .into_iter()
                .filter(|ask| !secret.leaves_out(&ask.path))
                .collect();
            asked += asks.len();
            if let Some(difference) = twins.difference(stages, who, &asks).await {
                panic!("{}: {difference}", secret.name);
            }
        }
        if let Some(difference) = twins.difference_of_mails().await {
            panic!("{}: {stage:?}, mail: {difference}", secret.name);
        }
        twins.die().await;
        // On twins of its own: the others have signed out on these.
        let twins = Twins::born(stages, stage, secret).await;
        let asks = readings(facts, secret.known_to);
        let seen = twins.difference(stages, secret.known_to, &asks).await;
        assert!(
            seen.is_some(),
            "{}: {stage:?}: {:?} should see a difference",
            secret.name,
            secret.known_to
        );
        twins.die().await;
    }
    eprintln!("{}: {asked} requests to each of two worlds", secret.name);
}

/// The same at one of the stages at which it is a secret.
async fn keep_at(secret: &Secret, stage: Stage) {
    let at = secret.stages.iter().position(|one| *one == stage).unwrap();
    let only = Secret {
        stages: &secret.stages[at..=at],
        ..*secret
    };
    keep_all(&[only]).await;
}

async fn keep_all(secrets: &[Secret]) {
    let stages = secrets.iter().flat_map(|secret| secret.stages).max();
    let stages = Stages::up_to(*stages.unwrap()).await;
    for secret in secrets {
        keep(&stages, secret).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_judges_is_not_to_be_found_out_by_teams_or_by_other_judges() {
    keep_at(&secrets::JUDGES, Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_judged_is_not_to_be_found_out_once_the_results_are_public() {
    keep_at(&secrets::JUDGES, Stage::Public).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_and_comments_are_not_to_be_found_out_by_anybody_but_the_judge() {
    keep_at(&secrets::SHEET, Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_and_comments_are_not_to_be_found_out_once_all_are_in() {
    keep_at(&secrets::SHEET, Stage::Complete).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marks_and_comments_are_not_to_be_found_out_behind_a_standing() {
    keep_all(&[secrets::SHEET_OF_STANDING]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_far_others_are_is_not_to_be_found_out_by_teams_and_judges() {
    keep_all(&[secrets::PROGRESS]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_standing_is_not_to_be_found_out_by_teams_and_judges() {
    keep_at(&secrets::STANDING, Stage::Closed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_standing_is_not_to_be_found_out_once_the_results_are_public() {
    keep_at(&secrets::STANDING, Stage::Public).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_team_s_draft_is_not_to_be_found_out() {
    keep_all(&[secrets::DRAFT]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_another_team_has_a_draft_is_not_to_be_found_out() {
    keep_all(&[secrets::WHETHER_A_DRAFT]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_award_is_not_to_be_found_out_before_it_is_published() {
    keep_all(&[secrets::AWARD]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_there_is_an_award_is_not_to_be_found_out_before_it_is_published() {
    keep_all(&[secrets::WHETHER_AN_AWARD]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_team_is_told_is_not_to_be_found_out_before_it_promises_to_be_silent() {
    keep_all(&[secrets::CONFIDENCE]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_anybody_is_told_is_not_to_be_found_out() {
    keep_at(&secrets::WHETHER_CONFIDED, Stage::Awarded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_anybody_is_told_is_not_to_be_found_out_before_the_instant() {
    keep_at(&secrets::WHETHER_CONFIDED, Stage::Confirmed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_not_to_be_found_out_before_its_instant_and_the_instant_neither() {
    keep_at(&secrets::LIST_AND_INSTANT, Stage::Confirmed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_is_only_proposed_is_not_to_be_found_out() {
    keep_at(&secrets::LIST_AND_INSTANT, Stage::Proposed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_there_is_a_list_is_not_to_be_found_out_before_its_instant() {
    keep_all(&[secrets::WHETHER_A_LIST]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_struck_off_a_list_is_not_to_be_found_out() {
    keep_at(&secrets::STRIKE, Stage::Signed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_struck_off_is_not_to_be_found_out_before_the_instant() {
    keep_at(&secrets::STRIKE, Stage::Confirmed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_approval_is_requested_is_not_to_be_found_out() {
    keep_all(&[secrets::WHETHER_REQUESTED]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_entry_says_is_not_to_be_found_out_by_the_host_of_another_division() {
    keep_all(&[secrets::ENTRY_OF_DIVISION]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_an_entry_is_there_is_not_to_be_found_out_by_the_host_of_another_division() {
    keep_all(&[secrets::WHETHER_IN_DIVISION]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_host_tells_headquarters_is_not_to_be_found_out() {
    keep_all(&[secrets::REPORT]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_goes_on_is_not_to_be_found_out() {
    keep_all(&[secrets::ADVANCEMENT]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_voted_and_what_was_counted_is_not_to_be_found_out_in_the_middle_of_a_vote() {
    keep_at(&secrets::VOTE, Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_voted_and_what_was_counted_is_not_to_be_found_out_after_it() {
    keep_at(&secrets::VOTE, Stage::Complete).await;
}

/// Not by anybody: not by staff, not by the chair, not by other members.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cast_paper_is_not_to_be_found_out_while_papers_are_taken() {
    let secret = &secrets::PAPERS;
    let stages = Stages::up_to(Stage::Judging).await;
    let facts = &stages.at(Stage::Judging).facts;
    for who in secret.hidden_from.iter().copied() {
        let twins = Twins::born(&stages, Stage::Judging, secret).await;
        let mut asks = [readings(facts, who), writings(facts, who)].concat();
        asks.retain(|ask| !secret.leaves_out(&ask.path));
        if let Some(difference) = twins.difference(&stages, who, &asks).await {
            panic!("{}: {difference}", secret.name);
        }
        twins.die().await;
    }
    // The control: counting tells.
    let twins = Twins::born(&stages, Stage::Judging, secret).await;
    let mut votes = writings(facts, Who::Judge);
    votes.retain(|ask| ask.path.ends_with("/papers"));
    let told = twins.difference(&stages, Who::Judge, &votes).await;
    assert!(told.is_none(), "one of two votes: {told:?}");
    let mut asks = writings(facts, secret.known_to);
    asks.retain(|ask| ask.path.ends_with("/ballots/count"));
    let seen = twins.difference(&stages, secret.known_to, &asks).await;
    assert!(seen.is_some(), "counting should tell the difference");
    twins.die().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_shortlisted_team_is_asked_for_is_not_to_be_found_out() {
    keep_all(&[later::REQUEST]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_team_drafts_of_a_supplement_is_not_to_be_found_out() {
    keep_all(&[later::NOTE]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_is_not_to_be_found_out_before_judging() {
    keep_at(&secrets::CONFLICT, Stage::CallOver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_is_not_to_be_found_out_while_judges_score() {
    keep_at(&secrets::CONFLICT, Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_a_judge_works_where_an_entry_comes_from_is_not_to_be_found_out() {
    keep_all(&[secrets::SAME_ORGANIZATION]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whether_ties_that_a_judge_declared_matter_is_not_to_be_found_out() {
    keep_all(&[secrets::TIES]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_confirmed_list_shows_at_its_instant_and_not_a_millisecond_before() {
    let stages = Stages::up_to(Stage::Confirmed).await;
    let facts = &stages.at(Stage::Confirmed).facts;
    let twins = Twins::born(&stages, Stage::Confirmed, &secrets::LIST).await;
    let put = |instant| {
        for world in &twins.pair {
            world.clock.put(instant);
        }
    };
    put(publish_at().plus_millis(-1));
    for who in secrets::LIST.hidden_from.iter().copied() {
        let before = twins.difference(&stages, who, &readings(facts, who)).await;
        assert_eq!(before, None, "a millisecond before");
    }
    put(publish_at());
    let asks = readings(facts, Who::Anonymous);
    let at = twins.difference(&stages, Who::Anonymous, &asks).await;
    assert!(at.is_some(), "at its instant everybody sees the list");
    twins.die().await;
}
