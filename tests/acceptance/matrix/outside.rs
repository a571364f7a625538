//! What is not in the registry is not there, and the document has exactly what is.

use std::collections::BTreeSet;

use acceptance::{Ask, Payload, Stage, Stages, Who, sample};
use reqwest::Method;
use web::{Kind, endpoints};

use super::{no_problem, told};

/// Every method that anybody sends, and one that nobody does.
const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW",
];

fn method(name: &str) -> Method {
    Method::from_bytes(name.as_bytes()).unwrap()
}

#[tokio::test]
async fn no_path_answers_to_a_method_that_the_registry_does_not_have() {
    let stages = Stages::up_to(Stage::Drafts).await;
    let world = stages.serve(Stage::Drafts).await;
    let facts = &stages.at(Stage::Drafts).facts;
    let endpoints = endpoints();
    let mut wrong = vec![];
    let mut asked = 0;
    for info in &endpoints {
        let known: BTreeSet<_> = endpoints
            .iter()
            .filter(|other| other.path == info.path)
            .map(|other| other.method.as_str())
            .collect();
        let sample = sample(info, facts, Who::Team).unwrap();
        for name in METHODS {
            let is_known = known.contains(name) || (name == "HEAD" && known.contains("GET"));
            if is_known {
                continue;
            }
            for who in [Who::Anonymous, Who::Team, Who::Headquarters] {
                let ask = Ask {
                    method: method(name),
                    path: sample.path.clone(),
                    headers: vec![],
                    payload: Payload::Nothing,
                };
                let answer = ask.send(&stages.person(who, &world)).await;
                asked += 1;
                let bare = name == "HEAD" || info.kind == Kind::Page || info.kind == Kind::Asset;
                if answer.status != 405 || (!bare && no_problem(&answer).is_some()) {
                    wrong.push(told(&ask, &answer));
                }
            }
        }
    }
    eprintln!("{asked} requests with a wrong method");
    assert_eq!(wrong, Vec::<String>::new());
    world.stop().await;
}

#[tokio::test]
async fn no_path_answers_that_is_not_in_the_registry() {
    let stages = Stages::up_to(Stage::Public).await;
    let world = stages.serve(Stage::Public).await;
    let facts = &stages.at(Stage::Public).facts;
    let samples: BTreeSet<_> = endpoints()
        .iter()
        .filter(|info| info.kind.is_documented())
        .map(|info| sample(info, facts, Who::Organizer).unwrap().path)
        .map(|path| path.split('?').next().unwrap_or_default().to_owned())
        .collect();
    let mut paths: BTreeSet<String> = [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/openapi",
        "/api/openapi.json/",
        "/api/admin",
        "/api/accounts",
        "/api/persons",
        "/api/files",
        "/api/results",
        "/api/events",
        "//api/me",
        "/API/me",
        "/api/me%2f",
        "/api/me;a=b",
    ]
    .map(str::to_owned)
    .into();
    for path in &samples {
        paths.insert(format!("{path}/"));
        paths.insert(format!("{path}/zzz"));
        paths.insert(format!("{path}.json"));
        let mut parts: Vec<_> = path.split('/').collect();
        while parts.len() > 2 {
            parts.pop();
            paths.insert(parts.join("/"));
        }
    }
    let mut wrong = vec![];
    for path in paths.difference(&samples) {
        // A longer or shorter name can be the name of nothing at an endpoint: that is a 404 too, but for
        // whom may read such names only.
        let templates = endpoints();
        let is_name = templates.iter().any(|info| fits(&info.path, path));
        for who in [Who::Anonymous, Who::Headquarters] {
            let ask = Ask::get(path.clone());
            let answer = ask.send(&stages.person(who, &world)).await;
            let expected = if is_name && who == Who::Anonymous {
                401
            } else {
                404
            };
            let is_api = path.starts_with("/api/");
            let is_plain = is_api && no_problem(&answer).is_some();
            if (answer.status != expected && answer.status != 405) || is_plain {
                wrong.push(told(&ask, &answer));
            }
        }
    }
    eprintln!("{} paths outside", paths.len());
    assert_eq!(wrong, Vec::<String>::new());
    world.stop().await;
}

/// Whether a path is one of a template.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template
            .iter()
            .zip(&path)
            .all(|(one, other)| (one.starts_with('{') && !other.is_empty()) || one == other)
}

#[tokio::test]
async fn the_document_describes_the_endpoints_of_the_registry_and_no_others() {
    let stages = Stages::up_to(Stage::Drafts).await;
    let world = stages.serve(Stage::Drafts).await;
    let document = world.stranger().get("/api/openapi.json").await.expect(200);
    let document = document.json();
    let described: BTreeSet<_> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods
                .filter(|name| METHODS.contains(&name.to_uppercase().as_str()))
                .map(move |name| format!("{} {path}", name.to_uppercase()))
        })
        .collect();
    let registered: BTreeSet<_> = endpoints()
        .iter()
        .filter(|info| info.kind.is_documented())
        .map(|info| format!("{} {}", info.method, info.path))
        .collect();
    assert_eq!(described, registered);
    world.stop().await;
}
