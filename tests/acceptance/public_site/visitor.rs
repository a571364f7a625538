//! Somebody who looks at everything that is public.

use acceptance::{Client, EDITION, PUBLIC_URL, Story};
use quick_xml::{Reader, events::Event};
use reqwest::Method;
use serde_json::{Value, json};

/// The addresses of everything that could say something about the story: each page in its three forms, and
/// the files. Entries that are released and others, versions that are out and others.
pub fn surfaces(story: &Story) -> Vec<String> {
    let results = format!("/results/{EDITION}");
    let mut pages = vec![
        "/".to_owned(),
        "/programmes".to_owned(),
        "/programmes/cup".to_owned(),
        "/archive".to_owned(),
        format!("/editions/{EDITION}"),
        results.clone(),
        format!("{results}/entries/C26-NOTHING"),
    ];
    for number in &story.numbers {
        pages.push(format!("{results}/entries/{number}"));
    }
    for version in 1..=4 {
        pages.push(format!("{results}/versions/{version}"));
        for place in 1..=3 {
            pages.push(format!("{results}/versions/{version}/items/{place}"));
        }
    }
    let in_languages = ["", "/zh", "/en"].iter();
    let mut all: Vec<String> = in_languages
        .flat_map(|prefix| pages.iter().map(move |page| format!("{prefix}{page}")))
        .collect();
    all.extend(
        [
            "/zh/feed.xml",
            "/en/feed.xml",
            "/sitemap.xml",
            "/robots.txt",
        ]
        .map(str::to_owned),
    );
    all.extend(["json", "csv"].map(|ending| format!("{results}/list.{ending}")));
    all
}

/// An answer without what differs between any two: status, headers and bytes.
pub type Seen = (String, u16, Vec<(String, String)>, Vec<u8>);

/// Looks at one address as a browser does.
pub async fn see(client: &Client, path: &str, language: &str, coding: &str) -> Seen {
    let request = client
        .request(Method::GET, path)
        .header("accept", "text/html")
        .header("accept-language", language)
        .header("accept-encoding", coding);
    let answer = client.send(request).await;
    let mut headers = answer.headers;
    headers.retain(|(name, _)| !["date", "x-request-id", "x-decisions"].contains(&name.as_str()));
    (path.to_owned(), answer.status, headers, answer.bytes)
}

/// Everything that is public, in both languages, compressed and not.
pub async fn everything(story: &Story) -> Vec<Seen> {
    let client = story.world.stranger();
    let mut all = vec![];
    for path in surfaces(story) {
        for language in ["zh-CN", "en"] {
            for coding in ["identity", "gzip"] {
                all.push(see(&client, &path, language, coding).await);
            }
        }
    }
    all
}

/// The first address at which two looks differ.
pub fn difference(before: &[Seen], after: &[Seen]) -> Option<String> {
    assert_eq!(before.len(), after.len());
    let differing = before.iter().zip(after).find(|(one, other)| one != other);
    differing.map(|(one, other)| {
        let text = |seen: &Seen| String::from_utf8_lossy(&seen.3).into_owned();
        format!(
            "{} {} {}\n{:?}\n{:?}\n{}\n{}",
            one.0,
            one.1,
            other.1,
            one.2,
            other.2,
            text(one),
            text(other)
        )
    })
}

/// The text of a page that is there.
pub async fn read(story: &Story, path: &str) -> String {
    let answer = story.world.stranger().get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text()
}

/// The texts of all elements of a name, in order. Fails when the document is not well-formed.
pub fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut inside, mut depth) = (vec![], false, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                depth += 1;
                inside = tag.name().as_ref() == name.as_bytes();
                if inside {
                    found.push(String::new());
                }
            }
            Event::End(_) => {
                depth -= 1;
                inside = false;
            }
            Event::Text(text) if inside => {
                found.last_mut().unwrap().push_str(&text.decode().unwrap());
            }
            Event::GeneralRef(reference) if inside => {
                let known = reference.resolve_char_ref().unwrap();
                let named = match reference.decode().unwrap().as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => '?',
                };
                found.last_mut().unwrap().push(known.unwrap_or(named));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "elements are left open");
    found
}

/// The path of one of our addresses.
pub fn path_of(address: &str) -> &str {
    address.strip_prefix(PUBLIC_URL).unwrap()
}

/// The levels of the headings of a page, in order.
pub fn headings(html: &str) -> Vec<u32> {
    let found = html.match_indices("<h").filter_map(|(at, _)| {
        let level = html[at + 2..].chars().next()?.to_digit(10)?;
        let closes = html[at + 3..].starts_with(['>', ' ']);
        closes.then_some(level)
    });
    found.collect()
}

/// An officer proposes and another confirms.
pub struct Officers {
    pub one: Client,
    pub two: Client,
}

impl Officers {
    pub async fn of(story: &Story) -> Self {
        Self {
            one: story.officer("one@example.org").await,
            two: story.officer("two@example.org").await,
        }
    }

    /// What stands on the officers' page.
    pub async fn list(&self) -> Value {
        self.one.get(&publications()).await.expect(200).json()
    }

    /// Proposes; the id of what was proposed.
    pub async fn propose(&self, body: &Value) -> String {
        let list = self.one.propose(EDITION, body).await.expect(201).json();
        list["publications"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Confirms the latest.
    pub async fn confirm(&self) {
        let list = self.list().await;
        let latest = &list["publications"][0];
        let id = latest["id"].as_str().unwrap();
        let path = format!("{}/{id}/confirm", publications());
        let signed = json!({ "list_hash": latest["list_hash"] });
        self.two.post(&path, &signed).await.expect(200);
    }
}

pub fn publications() -> String {
    format!("/api/editions/{EDITION}/publications")
}
