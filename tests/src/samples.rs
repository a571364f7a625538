//! A valid request for every endpoint, at the stage at which it succeeds for whom it is for.

use std::fmt;

use reqwest::{Method, RequestBuilder, multipart};
use serde_json::{Value, json};
use web::{EndpointInfo, Kind};

use crate::{
    client::{Answer, Client},
    course::{canary_file, publish_at},
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
        | "upload_attachment"
        | "read_own_attachment"
        | "remove_attachment"
        | "submit_entry" => (Stage::Drafts, Who::Team),
        "read_receipt" => (Stage::CallOver, Who::Team),
        "list_editions"
        | "read_edition"
        | "list_entries"
        | "read_entry"
        | "read_entry_attachment"
        | "list_judges"
        | "import_judges"
        | "issue_printed_code"
        | "open_heat" => (Stage::CallOver, Who::Organizer),
        "import_edition" => (Stage::CallOver, Who::Headquarters),
        "read_judge_queue"
        | "read_judge_sheet"
        | "read_judge_attachment"
        | "save_sheet_draft"
        | "submit_sheet"
        | "recuse_judge" => (Stage::Judging, Who::Judge),
        "read_heat_progress" | "waive_sheets" => (Stage::Judging, Who::Chair),
        "close_heat" => (Stage::Complete, Who::Organizer),
        "read_standing" | "give_award" => (Stage::Closed, Who::Organizer),
        "list_awards" | "revoke_award" => (Stage::Awarded, Who::Organizer),
        "propose_publication" => (Stage::Awarded, Who::Proposer),
        "list_publications" | "confirm_publication" => (Stage::Proposed, Who::Officer),
        "stop_publication" => (Stage::Confirmed, Who::Organizer),
        "list_audit" => (Stage::Confirmed, Who::Auditor),
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
        "save_entry_draft" | "submit_entry" => vec![if_match(facts.revision)],
        "save_sheet_draft" | "submit_sheet" => vec![if_match(facts.sheet_revision)],
        _ => vec![],
    };
    let path = info
        .path
        .replace("{edition}", &facts.edition)
        .replace("{heat}", &facts.heat)
        .replace("{number}", &facts.number)
        .replace("{alias}", &facts.alias(who))
        .replace("{judge}", &facts.judge)
        .replace("{publication}", &facts.publication)
        .replace("{slot}", "deck")
        .replace("{name}", &facts.style)
        .replace("{token}", &facts.link)
        .replace("{*path}", "team/entries");
    let method = info.method.clone();
    (!path.contains('{')).then_some(Ask {
        method,
        path,
        headers,
        payload,
    })
}

fn if_match(revision: i64) -> (&'static str, String) {
    ("if-match", format!("\"{revision}\""))
}

fn payload(info: &EndpointInfo, facts: &Facts) -> Option<Payload> {
    if !info.state_changing {
        return place(info).map(|_| Payload::Nothing);
    }
    let words = json!({ "zh": "新", "en": "New" });
    Some(match info.action {
        "upload_attachment" => Payload::File,
        "end_login" | "remove_attachment" | "revoke_award" => Payload::Nothing,
        "import_edition" => Payload::Text("application/toml", canary_file("gala-2026", "G26-")),
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
            "submit_entry" | "submit_sheet" | "open_heat" | "close_heat" | "issue_printed_code" => {
                json!({})
            }
            "save_sheet_draft" => json!({ "marks": { "innovation": 2 }, "comment": "New" }),
            "recuse_judge" => json!({ "reason": "We were colleagues." }),
            "waive_sheets" => json!({ "assignments": [facts.assignment], "reason": "Ill." }),
            "give_award" => json!({ "number": facts.number, "tier": "first" }),
            "propose_publication" => {
                json!({ "publish_at": publish_at().plus_minutes(60).to_rfc3339() })
            }
            "confirm_publication" => json!({ "list_hash": facts.list_hash }),
            "stop_publication" => json!({ "reason": "A name is misspelt." }),
            _ => return None,
        }),
    })
}
