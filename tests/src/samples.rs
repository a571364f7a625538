//! A valid request for every endpoint, at the stage at which it succeeds for whom it is for.

use std::fmt;

use reqwest::{Method, RequestBuilder, multipart};
use serde_json::{Value, json};
use web::{EndpointInfo, Kind};

use crate::{
    client::{Answer, Client},
    course::{canary_file, papers_for, publish_at, registered, supplement_due},
    stages::{Facts, Stage, Who},
    story::PDF,
};

/// What a request carries.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Nothing.
    Nothing,
    /// A document.
    Json(Value),
    /// A text of a kind.
    Text(&'static str, String),
    /// A form with a file.
    File,
}

/// A request that nobody has made yet.
#[derive(Clone, Debug)]
pub struct Ask {
    /// How.
    pub method: Method,
    /// What about, with the query.
    pub path: String,
    /// What else it says.
    pub headers: Vec<(&'static str, String)>,
    /// What it carries.
    pub payload: Payload,
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        for (name, value) in &self.headers {
            write!(f, " {name}: {value}")?;
        }
        Ok(())
    }
}

impl Ask {
    /// Reads something.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            path: path.into(),
            headers: vec![],
            payload: Payload::Nothing,
        }
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The request as somebody makes it from our own page.
    pub fn by(&self, person: &Client) -> RequestBuilder {
        let mut request = person.request(self.method.clone(), &self.path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        match &self.payload {
            Payload::Nothing => request,
            Payload::Json(body) => request.json(body),
            Payload::Text(kind, text) => request.header("content-type", *kind).body(text.clone()),
            Payload::File => {
                let part = multipart::Part::bytes(PDF).file_name("sample.pdf");
                request.multipart(multipart::Form::new().part("file", part))
            }
        }
    }

    /// Makes the request.
    pub async fn send(&self, person: &Client) -> Answer {
        person.send(self.by(person)).await
    }
}

/// At which stage an endpoint's sample succeeds, and for whom. Nothing for an endpoint without a sample.
pub fn place(info: &EndpointInfo) -> Option<(Stage, Who)> {
    if info.kind == Kind::Link {
        return Some((Stage::Drafts, Who::Anonymous));
    }
    Some(match info.action {
        "request_login" | "create_login" | "list_calls" => (Stage::Drafts, Who::Anonymous),
        "read_public" => (Stage::Public, Who::Anonymous),
        "end_login"
        | "read_me"
        | "list_own_entries"
        | "create_entry"
        | "read_own_entry"
        | "save_entry_draft"
        | "choose_division"
        | "upload_attachment"
        | "read_own_attachment"
        | "remove_attachment"
        | "submit_entry" => (Stage::Drafts, Who::Team),
        "read_receipt" => (Stage::CallOver, Who::Team),
        "export_edition" | "list_amendments" | "check_amendment" | "amend_edition"
        | "list_grants" | "give_grant" | "end_grant" | "enter_on_behalf" => {
            (Stage::Drafts, Who::Organizer)
        }
        "list_editions"
        | "read_edition"
        | "list_entries"
        | "read_entry"
        | "read_entry_attachment"
        | "read_funnel"
        | "export_entries"
        | "move_entry"
        | "list_conflicts"
        | "declare_conflict"
        | "lift_conflict"
        | "invite_judges"
        | "list_judges"
        | "export_judges"
        | "import_judges"
        | "issue_printed_code" => (Stage::CallOver, Who::Organizer),
        "submit_supplement" => (Stage::Advanced, Who::Team),
        "answer_invitation" | "declare_organizations" => (Stage::CallOver, Who::Judge),
        "screen_entry" => (Stage::CallOver, Who::Screener),
        "open_heat" | "import_scores" | "propose_assignments" | "read_proposal" => {
            (Stage::Screened, Who::Organizer)
        }
        "list_templates" | "import_edition" => (Stage::CallOver, Who::Headquarters),
        "read_judge_queue"
        | "read_judge_sheet"
        | "read_judge_attachment"
        | "save_sheet_draft"
        | "submit_sheet"
        | "recuse_judge" => (Stage::Judging, Who::Judge),
        "list_supplements" | "request_supplement" => (Stage::Judging, Who::Organizer),
        "read_heat_progress" | "list_heat_entries" | "waive_sheets" => (Stage::Judging, Who::Chair),
        "close_heat" => (Stage::Complete, Who::Organizer),
        "read_standing" | "read_heat_analysis" | "export_standing" | "read_advancement" => {
            (Stage::Closed, Who::Organizer)
        }
        "decide_tie" | "read_heat_entry" => (Stage::Closed, Who::Chair),
        "report_heat" => (Stage::Closed, Who::Host),
        "attach_heat_scan" => (Stage::Reported, Who::Host),
        "read_heat_report" | "read_heat_scan" | "answer_heat_report" => {
            (Stage::Reported, Who::Organizer)
        }
        "check_advancement" | "advance_heat" => (Stage::Accepted, Who::Organizer),
        "admit_entry" => (Stage::Advanced, Who::Organizer),
        "list_awards" | "give_award" | "revoke_award" | "decline_award" | "pass_on_award" => {
            (Stage::Awarded, Who::Organizer)
        }
        "read_own_results" => (Stage::Public, Who::Team),
        "propose_publication" => (Stage::Approved, Who::Proposer),
        "list_publications" | "confirm_publication" => (Stage::Proposed, Who::Officer),
        "stop_publication" => (Stage::Confirmed, Who::Organizer),
        "list_audit" => (Stage::Confirmed, Who::Auditor),
        action => {
            return place_in_approval(action)
                .or_else(|| place_under_embargo(action))
                .or_else(|| place_in_a_vote(action));
        }
    })
}

/// The same, of votes.
fn place_in_a_vote(action: &str) -> Option<(Stage, Who)> {
    Some(match action {
        "read_ballot" | "attend_ballot" | "cast_papers" => (Stage::Judging, Who::Judge),
        "count_ballot" => (Stage::Judging, Who::Organizer),
        "list_ballots" | "open_ballot" | "end_vote" => (Stage::Complete, Who::Organizer),
        _ => return None,
    })
}

/// The same, of what is told under embargo.
fn place_under_embargo(action: &str) -> Option<(Stage, Who)> {
    Some(match action {
        "list_confidences"
        | "export_confidences"
        | "confide"
        | "raise_confidence"
        | "remind_confidant"
        | "withdraw_confidence" => (Stage::Awarded, Who::Organizer),
        "list_own_confidences" | "read_own_confidence" | "open_confidence" => {
            (Stage::Awarded, Who::Team)
        }
        "read_personal_confidence" | "open_personal_confidence" => (Stage::Awarded, Who::Anonymous),
        "answer_confidence" => (Stage::Proposed, Who::Team),
        _ => return None,
    })
}

/// The same, of the chain that approves a list, and of correcting it.
fn place_in_approval(action: &str) -> Option<(Stage, Who)> {
    Some(match action {
        "request_approval" | "propose_exception" | "withdraw_exception" => {
            (Stage::Awarded, Who::Organizer)
        }
        "confirm_exception" => (Stage::Awarded, Who::Officer),
        "begin_correction" => (Stage::Public, Who::Organizer),
        "withdraw_correction" => (Stage::Correcting, Who::Organizer),
        "read_approvals" | "approve_list" | "return_list" => (Stage::Requested, Who::Approver),
        "recall_approval" => (Stage::Requested, Who::Organizer),
        "attach_approval_scan" | "register_approval" => (Stage::Signed, Who::Organizer),
        "read_approval_scan" => (Stage::Approved, Who::Approver),
        _ => return None,
    })
}

/// Whether a request changes anything; links that sign in do, although they are followed with `GET`.
pub fn changes_something(info: &EndpointInfo) -> bool {
    info.state_changing || info.kind == Kind::Link
}

/// The sample request of an endpoint, made by somebody. Nothing for an endpoint without a sample.
pub fn sample(info: &EndpointInfo, facts: &Facts, who: Who) -> Option<Ask> {
    let payload = payload(info, facts)?;
    let headers = match info.action {
        "save_entry_draft" | "submit_entry" | "submit_supplement" | "choose_division"
        | "screen_entry" => {
            vec![if_match(facts.revision)]
        }
        "save_sheet_draft" | "submit_sheet" => vec![if_match(facts.sheet_revision)],
        _ => vec![],
    };
    let path = info
        .path
        .replace("{edition}", &facts.edition)
        .replace("{heat}", heat(info, facts))
        .replace("{number}", &facts.number)
        .replace("{alias}", &facts.alias(who))
        .replace("{judge}", &facts.judge)
        .replace("{grant}", &facts.grant)
        .replace("{award}", award(info, facts))
        .replace("{confidence}", &facts.confidence)
        .replace("{publication}", &facts.publication)
        .replace("{approval}", &facts.approval)
        .replace("{exception}", &facts.exception)
        .replace("{step}", "2")
        .replace("{slot}", "deck")
        .replace("{programme}", &facts.programme)
        .replace("{version}", "1")
        .replace("{place}", "1")
        .replace("{name}", &facts.style)
        .replace("{token}", &facts.link)
        .replace("{*path}", "team/entries");
    let method = info.method.clone();
    let query = match info.action {
        "export_judges" | "export_standing" | "export_confidences" => "?format=csv",
        _ => "",
    };
    (!path.contains('{')).then_some(Ask {
        method,
        path: path + query,
        headers,
        payload,
    })
}

/// The edition's file with a later deadline.
fn amended(facts: &Facts) -> String {
    canary_file(&facts.edition, "C26-").replacen("2026-08-31T20:00", "2026-08-31T21:00", 1)
}

/// The heat that a request is about: the one in which the course happens, or one of those around it.
fn heat<'f>(info: &EndpointInfo, facts: &'f Facts) -> &'f str {
    match info.action {
        _ if facts.heat != COURSE => &facts.heat,
        "propose_assignments" | "read_proposal" => "reading",
        "admit_entry" => "gala",
        "read_ballot" | "attend_ballot" | "cast_papers" | "count_ballot" | "list_ballots"
        | "open_ballot" | "end_vote" => "council",
        "import_scores" => "machine",
        _ => COURSE,
    }
}

/// The award that a request is about: one that is held, or one whose place is free.
fn award<'f>(info: &EndpointInfo, facts: &'f Facts) -> &'f str {
    match info.action {
        "pass_on_award" => &facts.declined,
        _ => &facts.award,
    }
}

/// The key of the heat in which the course happens.
const COURSE: &str = "final";

fn if_match(revision: i64) -> (&'static str, String) {
    ("if-match", format!("\"{revision}\""))
}

fn payload(info: &EndpointInfo, facts: &Facts) -> Option<Payload> {
    if info.method == Method::GET {
        return place(info).map(|_| Payload::Nothing);
    }
    let words = json!({ "zh": "新", "en": "New" });
    Some(match info.action {
        "upload_attachment" | "attach_heat_scan" | "attach_approval_scan" => Payload::File,
        "end_login" | "remove_attachment" | "revoke_award" | "end_grant" => Payload::Nothing,
        "import_edition" => Payload::Text("application/toml", canary_file("gala-2026", "G26-")),
        "import_scores" => Payload::Text(
            "text/csv",
            format!(
                "number,figure\n{},97.25\n{},61.5\n{},\n",
                facts.number, facts.other_number, facts.third_number
            ),
        ),
        "import_judges" => Payload::Text(
            "text/csv",
            "heat,name_zh,name_en,email,language,role\nfinal,新评委,New,new@example.org,en,judge\n"
                .to_owned(),
        ),
        action => Payload::Json(match action {
            "request_login" => json!({ "email": "someone@example.com", "language": "en" }),
            "create_login" => json!({ "token": facts.token }),
            "create_entry" => json!({ "edition": facts.edition, "contest": "open" }),
            "save_entry_draft" => json!({ "answers": { "summary": words } }),
            "submit_entry"
            | "submit_supplement"
            | "submit_sheet"
            | "open_heat"
            | "close_heat"
            | "issue_printed_code"
            | "request_approval"
            | "confirm_exception"
            | "propose_assignments"
            | "advance_heat"
            | "check_advancement" => json!({}),
            "check_amendment" => json!({ "text": amended(facts) }),
            "amend_edition" => json!({ "text": amended(facts), "reason": "Floods in the south." }),
            "give_grant" => json!({
                "email": "new@example.org", "name": words, "language": "en",
                "role": "screener", "divisions": [], "until": null,
            }),
            "enter_on_behalf" => json!({
                "contest": "open", "source": "invited", "email": "new@example.com",
                "language": "en",
            }),
            "request_supplement" => json!({
                "numbers": [facts.number], "remark": words,
                "due_at": supplement_due().plus_minutes(60).to_rfc3339(),
            }),
            "choose_division" => json!({ "division": "south" }),
            "export_entries" => json!({ "format": "csv" }),
            "screen_entry" => json!({ "decision": "accept" }),
            "move_entry" => json!({ "division": "south", "reason": "It works there." }),
            "declare_conflict" => {
                json!({ "judge": facts.judge, "number": facts.number, "reason": "Cousins." })
            }
            "lift_conflict" => json!({
                "judge": facts.aside, "number": facts.third_number, "reason": "Namesakes."
            }),
            "invite_judges" => json!({ "judges": [facts.judge] }),
            "answer_invitation" => json!({ "accepts": true }),
            "declare_organizations" => json!({ "organizations": ["Canal Works", "闸门研究所"] }),
            "decline_award" => json!({ "reason": "No time." }),
            "pass_on_award" => json!({ "number": facts.other_number, "reason": "Next in line." }),
            "give_award" => json!({ "number": facts.other_number, "tier": "second" }),
            "propose_publication" => json!({
                "list_hash": facts.approval_hash,
                "publish_at": publish_at().plus_minutes(60).to_rfc3339(),
            }),
            "confirm_publication" => json!({ "list_hash": facts.list_hash }),
            "stop_publication" | "begin_correction" | "withdraw_correction" => {
                json!({ "reason": "A name is misspelt." })
            }
            action => in_a_heat(action, facts)
                .or_else(|| in_a_vote(action, facts))
                .or_else(|| under_embargo(action, facts))
                .or_else(|| in_approval(action, facts))?,
        }),
    })
}

/// What somebody says about a list that is to be approved.
fn in_approval(action: &str, facts: &Facts) -> Option<Value> {
    Some(match action {
        "return_list" | "recall_approval" | "withdraw_exception" => {
            json!({ "reason": "A name is misspelt." })
        }
        "approve_list" => json!({ "list_hash": facts.approval_hash, "strikes": [] }),
        "register_approval" => registered(facts),
        "propose_exception" => json!({
            "title": { "zh": "新", "en": "New" }, "tier": "special",
            "reason": "It came too late for the vote.",
        }),
        _ => return None,
    })
}

/// What somebody says in a vote.
fn in_a_vote(action: &str, facts: &Facts) -> Option<Value> {
    Some(match action {
        "cast_papers" => papers_for(&facts.council, &facts.number),
        "attend_ballot" | "count_ballot" => json!({ "number": 1 }),
        "open_ballot" => json!({ "number": 2 }),
        "end_vote" => json!({ "reason": "The council does not meet again." }),
        _ => return None,
    })
}

/// What somebody says about what is told under embargo.
fn under_embargo(action: &str, facts: &Facts) -> Option<Value> {
    Some(match action {
        "remind_confidant" => json!({}),
        "confide" => json!({ "level": "exact_tier", "outsider": {
            "name": { "zh": "印刷厂", "en": "" }, "capacity": "printer",
        }}),
        "raise_confidence" => json!({ "level": "exact_tier" }),
        "withdraw_confidence" => json!({ "reason": "The wrong team." }),
        "open_confidence" => json!({ "pledge": 1 }),
        "answer_confidence" => json!({ "how": "remote" }),
        "read_personal_confidence" => json!({ "token": facts.personal }),
        "open_personal_confidence" => json!({ "token": facts.personal, "pledge": 1 }),
        _ => return None,
    })
}

/// What somebody says about a heat and its sheets.
fn in_a_heat(action: &str, facts: &Facts) -> Option<Value> {
    Some(match action {
        "decide_tie" => json!({
            "order": [facts.third_number, facts.other_number], "reason": "The bolder one."
        }),
        "report_heat" => json!({ "statement": "All went well." }),
        "answer_heat_report" => json!({ "number": 1 }),
        "admit_entry" => json!({
            "number": facts.other_number, "route": "by-hand", "reason": "A guest of the fair."
        }),
        "save_sheet_draft" => json!({ "marks": { "innovation": 2 }, "comment": "New" }),
        "recuse_judge" => json!({ "reason": "We were colleagues." }),
        "waive_sheets" => json!({ "assignments": [facts.assignment], "reason": "Ill." }),
        _ => return None,
    })
}
