//! Whatever somebody may think of asking: every endpoint, about things that are theirs, about things of
//! others, about things that do not exist, in both languages, and with mistakes.

use reqwest::Method;
use web::{EndpointInfo, Kind, endpoints};

use crate::{
    samples::{Ask, Payload, changes_something, sample},
    stages::{Facts, Who},
};

/// What a request about something could be about: the sample's thing, somebody else's or one's own,
/// and nothing.
fn subjects(info: &EndpointInfo, facts: &Facts, who: Who) -> Vec<Facts> {
    let mut subjects = vec![facts.clone()];
    if info.path.contains("{number}") {
        subjects.push(Facts {
            number: facts.other_number.clone(),
            ..facts.clone()
        });
    }
    if info.path.contains("{alias}") {
        let known = [Who::Judge, who].map(|whose| facts.aliases.get(&whose));
        for alias in known.into_iter().flatten() {
            if *alias != facts.alias(who) {
                subjects.push(facts.about_alias(alias));
            }
        }
    }
    if info.path.contains('{') {
        subjects.push(Facts::of_nothing());
    }
    subjects
}

/// The requests that change nothing, in the order of the registry.
pub fn readings(facts: &Facts, who: Who) -> Vec<Ask> {
    let mut asks = vec![];
    for info in endpoints().iter().filter(|info| !changes_something(info)) {
        for subject in subjects(info, facts, who) {
            let ask = sample(info, &subject, who).unwrap();
            match info.kind {
                // These have one language whoever asks, and no handler of a page learns who that is: two ask, so that
                // a difference would be seen.
                Kind::Page if ["/zh", "/en"].iter().any(|own| info.path.starts_with(own)) => {
                    if matches!(who, Who::Anonymous | Who::Team) {
                        asks.push(ask);
                    }
                }
                Kind::Page => {
                    asks.push(ask.clone().with("accept-language", "en"));
                    asks.push(ask.with("accept-language", "zh-CN"));
                }
                // The files of the application are the same in every world, and large.
                Kind::Asset if info.path.starts_with("/app") => {}
                _ => {
                    if let Some(path) = ask.path.strip_suffix("/attachments/deck") {
                        asks.push(Ask::get(format!("{path}/attachments/budget")));
                    }
                    asks.push(ask);
                }
            }
        }
    }
    let edition = format!("/api/editions/{}", facts.edition);
    for query in [
        "limit=1",
        "after=C26-50000",
        "limit=1&after=C26-00000",
        "limit=x",
    ] {
        asks.push(Ask::get(format!("{edition}/entries?{query}")));
    }
    for query in ["after=0~00000000-0000-0000-0000-000000000000", "after=x"] {
        asks.push(Ask::get(format!("{edition}/audit?{query}")));
    }
    let results = format!("/results/{}", facts.edition);
    let head = Ask::get(results.clone());
    asks.push(Ask {
        method: Method::HEAD,
        ..head
    });
    asks.push(Ask::get(format!("{results}?lang=en")));
    asks.push(Ask::get(results).with("accept-encoding", "gzip"));
    asks
}

/// The requests that change something, those that end or change the login last.
pub fn writings(facts: &Facts, who: Who) -> Vec<Ask> {
    let (mut asks, mut last) = (vec![], vec![]);
    for info in endpoints().iter().filter(|info| changes_something(info)) {
        let about_logins = info.kind == Kind::Link || info.path.starts_with("/api/logins");
        let asks = if about_logins { &mut last } else { &mut asks };
        asks.extend(mistaken(&sample(info, facts, who).unwrap()));
        for subject in subjects(info, facts, who) {
            asks.push(sample(info, &subject, who).unwrap());
        }
    }
    // Who signs in as another or out is not the same person any more.
    last.sort_by_key(|ask| (ask.path.contains("sign-in"), ask.method == Method::DELETE));
    asks.extend(last);
    asks
}

/// The same request with a body that breaks off, and without what it has to say beside the body.
fn mistaken(ask: &Ask) -> Vec<Ask> {
    let mut mistaken = vec![];
    if matches!(ask.payload, Payload::Json(_)) {
        mistaken.push(Ask {
            payload: Payload::Text("application/json", "{\"".to_owned()),
            ..ask.clone()
        });
    }
    if !ask.headers.is_empty() {
        mistaken.push(Ask {
            headers: vec![],
            ..ask.clone()
        });
        mistaken.push(Ask {
            headers: vec![("if-match", "\"999\"".to_owned())],
            ..ask.clone()
        });
    }
    mistaken
}
