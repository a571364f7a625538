//! The assembled server, asked from inside: what holds for every endpoint.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use axum::{Router, body::Body, response::Response};
use domain::{
    ids::{Ids, Secrets},
    people::Role,
    policy::Actor,
    text::{Bilingual, Language},
    time::{Clock, Timestamp},
};
use http::{Method, Request};
use http_body_util::BodyExt as _;
use operations::{Context, grant_role};
use persistence::Store;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{App, Audience, Config, Kind, endpoints, router};

const HOST: &str = "wuzhen.example.org";
const ORIGIN: &str = "https://wuzhen.example.org";

struct Stopped(AtomicI64);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

#[derive(Default)]
struct Counting(AtomicU64);

impl Counting {
    fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

impl Ids for Counting {
    fn mint(&self, _: &'static str, _: Timestamp) -> Uuid {
        Uuid::from_u128(1 + u128::from(self.next()))
    }
}

impl Secrets for Counting {
    fn token(&self) -> String {
        format!("token-{}", self.next())
    }

    fn six_digits(&self) -> String {
        format!("{:06}", self.next())
    }

    fn printed_code(&self) -> String {
        format!("{:016}", self.next())
    }

    fn below(&self, bound: u32) -> u32 {
        u32::try_from(self.next()).unwrap_or(0) % bound
    }
}

struct Server {
    app: App,
    router: Router,
    _folder: tempfile::TempDir,
}

async fn server(change: impl FnOnce(&mut Config)) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("x.db").display());
    let store = Store::connect(&url, &folder.path().join("files"))
        .await
        .unwrap();
    store.migrate().await.unwrap();
    let mut config = Config::for_url(ORIGIN).unwrap();
    config.reveal_decisions = true;
    change(&mut config);
    let clock = Arc::new(Stopped(AtomicI64::new(1_000_000)));
    let (ids, secrets) = (Arc::new(Counting::default()), Arc::new(Counting::default()));
    let app = App::new(store, clock, ids, secrets, config).unwrap();
    let router = router(app.clone());
    Server {
        app,
        router,
        _folder: folder,
    }
}

impl Server {
    async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in [("host", HOST)].iter().chain(headers) {
            if !value.is_empty() {
                request = request.header(*name, *value);
            }
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn post(&self, path: &str, body: &Value) -> Response {
        let headers = [("origin", ORIGIN), ("content-type", "application/json")];
        self.ask("POST", path, &headers, &body.to_string()).await
    }
}

async fn json_of(response: Response) -> Value {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    serde_json::from_slice(&bytes).unwrap()
}

async fn text_of(response: Response) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn example(path: &str) -> String {
    let path = path
        .replace("{*path}", "team/entries")
        .replace("{publication}", &Uuid::nil().to_string());
    let path = path.replace("{judge}", &Uuid::nil().to_string());
    path.split('/')
        .map(|part| if part.starts_with('{') { "x" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn nobody_gets_past_an_endpoint_for_somebody_and_its_body_is_not_even_looked_at() {
    let server = server(|_| {}).await;
    for info in endpoints()
        .iter()
        .filter(|info| info.audience != Audience::Anyone)
    {
        let path = example(&info.path);
        let response = server
            .ask(
                info.method.as_str(),
                &path,
                &[("origin", ORIGIN)],
                "not json",
            )
            .await;
        assert_eq!(response.status(), 401, "{} {path}", info.method);
        assert_eq!(json_of(response).await["code"], "unauthenticated", "{path}");
    }
}

#[tokio::test]
async fn nothing_is_changed_on_behalf_of_another_site() {
    let server = server(|_| {}).await;
    for info in endpoints().iter().filter(|info| info.state_changing) {
        let path = example(&info.path);
        for origin in ["", "null", "https://evil.example"] {
            let response = server
                .ask(info.method.as_str(), &path, &[("origin", origin)], "{}")
                .await;
            assert_eq!(
                response.status(),
                403,
                "{} {path} from {origin:?}",
                info.method
            );
            assert_eq!(json_of(response).await["code"], "cross_site");
        }
    }
}

#[tokio::test]
async fn every_response_protects_whoever_reads_it() {
    let server = server(|_| {}).await;
    for info in &endpoints() {
        let path = example(&info.path);
        let response = server
            .ask(info.method.as_str(), &path, &[("origin", ORIGIN)], "")
            .await;
        let has = |name: &str, part: &str| {
            let value = response
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap());
            assert!(
                value.is_some_and(|value| value.contains(part)),
                "{path} {name}: {value:?}"
            );
        };
        has("content-security-policy", "frame-ancestors 'none'");
        has("x-content-type-options", "nosniff");
        has("referrer-policy", "no-referrer");
        has("strict-transport-security", "max-age=");
        has("cross-origin-opener-policy", "same-origin");
        has("x-request-id", "-");
        if !matches!(info.kind, Kind::Page | Kind::Asset) {
            has("cache-control", "no-store");
        }
    }
}

#[tokio::test]
async fn another_host_is_refused_and_a_probe_is_not() {
    let server = server(|_| {}).await;
    let asked = |path: &'static str| {
        let request = Request::builder().uri(path).header("host", "evil.example");
        server
            .router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
    };
    assert_eq!(asked("/api/me").await.unwrap().status(), 421);
    assert_eq!(asked("/").await.unwrap().status(), 421);
    assert_eq!(asked("/healthz").await.unwrap().status(), 200);
    let ready = asked("/readyz").await.unwrap();
    assert_eq!(
        json_of(ready).await,
        json!({"database": true, "files": true})
    );
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_to_programs_and_a_page_to_people() {
    let server = server(|_| {}).await;
    let response = server
        .ask("GET", "/api/nothing", &[("accept", "text/html")], "")
        .await;
    assert_eq!(response.status(), 404);
    let id = response.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    assert_eq!(json_of(response).await["request_id"], id.as_str());
    let accept = [("accept", "text/html"), ("accept-language", "en")];
    let response = server.ask("GET", "/nothing", &accept, "").await;
    assert_eq!(response.status(), 404);
    let page = text_of(response).await;
    assert!(
        page.contains("There is no such page") && page.contains("页面不存在"),
        "{page}"
    );
    let response = server
        .ask("DELETE", "/api/me", &[("origin", ORIGIN)], "")
        .await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["allow"]),
        (405, &"GET,HEAD".parse().unwrap())
    );
    assert_eq!(json_of(response).await["code"], "method_not_allowed");
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_refused_unread() {
    let server = server(|_| {}).await;
    let headers = [
        ("origin", ORIGIN),
        ("content-type", "application/json"),
        ("content-length", "99999999"),
    ];
    let response = server.ask("POST", "/api/logins", &headers, "{}").await;
    assert_eq!(response.status(), 413);
}

#[tokio::test]
async fn one_request_too_many_is_told_when_to_come_back() {
    let server = server(|_| {}).await;
    let mut statuses = vec![];
    for _ in 0..=60 {
        let response = server
            .post("/api/logins", &json!({"token": "no such token"}))
            .await;
        statuses.push((
            response.status().as_u16(),
            response.headers().contains_key("retry-after"),
        ));
    }
    assert_eq!(statuses[0], (401, false));
    assert_eq!(statuses[60], (429, true));
}

#[tokio::test]
async fn the_language_is_chosen_once_and_kept_by_a_cookie() {
    let server = server(|_| {}).await;
    let response = server.ask("GET", "/?lang=en", &[], "").await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["location"]),
        (303, &"/en/".parse().unwrap())
    );
    let cookie = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let response = server.ask("GET", "/", &[("cookie", &cookie)], "").await;
    let headers = response.headers().clone();
    let etag = headers["etag"].to_str().unwrap();
    assert!(text_of(response).await.contains("<html lang=\"en\">"));
    let known = [("cookie", cookie.as_str()), ("if-none-match", etag)];
    let unchanged = server.ask("GET", "/", &known, "").await;
    assert_eq!(unchanged.status(), 304);
    // A browser lays these over the headers of the page that it kept.
    for name in ["content-security-policy", "cache-control", "etag", "vary"] {
        assert_eq!(unchanged.headers()[name], headers[name], "{name}");
    }
}

#[tokio::test]
async fn an_address_with_a_language_has_it_whoever_asks() {
    let server = server(|_| {}).await;
    let zh = [("accept-language", "zh-CN"), ("cookie", "lang=zh")];
    for path in ["/en", "/en/", "/en/programmes", "/en/archive"] {
        let response = server.ask("GET", path, &zh, "").await;
        assert_eq!(response.headers()["vary"], "accept-encoding", "{path}");
        let page = text_of(response).await;
        assert!(page.contains("<html lang=\"en\">"), "{path}");
        // Its links stay in the language.
        assert!(page.contains("href=\"/en/archive\""), "{path}");
    }
    let response = server.ask("GET", "/archive", &zh, "").await;
    let vary = "cookie, accept-language, accept-encoding";
    assert_eq!(response.headers()["vary"], vary);
    let page = text_of(response).await;
    assert!(page.contains("<html lang=\"zh-Hans\">") && page.contains("href=\"/archive\""));
    // The switch leads to the same page, and a refusal speaks the language of its address.
    assert!(page.contains("href=\"/en/archive?lang=en\""), "{page}");
    let response = server.ask("GET", "/archive?lang=en", &[], "").await;
    assert_eq!(response.headers()["location"], "/en/archive");
    let html = [("accept", "text/html"), ("accept-language", "zh")];
    for path in ["/en/nothing", "/en/results/nothing", "/nothing?lang=en"] {
        let response = server.ask("GET", path, &html, "").await;
        assert_eq!(response.status(), 404, "{path}");
        let page = text_of(response).await;
        assert!(page.contains("<html lang=\"en\">"), "{path}");
    }
}

#[tokio::test]
async fn a_page_says_where_it_is_in_both_languages_and_in_none() {
    let server = server(|_| {}).await;
    for path in ["/programmes", "/zh/programmes", "/en/programmes"] {
        let page = text_of(server.ask("GET", path, &[], "").await).await;
        for (language, own) in [("zh-Hans", "/zh"), ("en", "/en"), ("x-default", "")] {
            let link = format!("hreflang=\"{language}\" href=\"{ORIGIN}{own}/programmes\"");
            assert!(page.contains(&link), "{path} {link}");
        }
        let own = if path.starts_with("/en") { "en" } else { "zh" };
        let canonical = format!("rel=\"canonical\" href=\"{ORIGIN}/{own}/programmes\"");
        assert!(page.contains(&canonical), "{path}");
    }
}

#[tokio::test]
async fn a_page_is_sent_compressed_to_who_takes_it_and_known_in_either_form() {
    let server = server(|_| {}).await;
    let packed = [("accept-encoding", "br, gzip")];
    let response = server.ask("GET", "/en/", &packed, "").await;
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let etag = response.headers()["etag"].to_str().unwrap().to_owned();
    let packed = response.into_body().collect().await.unwrap().to_bytes();
    let plain = server.ask("GET", "/en/", &[], "").await;
    assert!(plain.headers().get("content-encoding").is_none());
    assert_ne!(plain.headers()["etag"], etag.as_str());
    let plain = text_of(plain).await;
    let mut unpacked = String::new();
    let mut decoder = flate2::read::GzDecoder::new(&packed[..]);
    std::io::Read::read_to_string(&mut decoder, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    assert!(packed.len() < plain.len());
    let known = [("if-none-match", etag.as_str())];
    let unchanged = server.ask("GET", "/en/", &known, "").await;
    assert_eq!(unchanged.status(), 304);
}

/// An account with a role everywhere, and a token to sign in with.
async fn organizer(server: &Server) -> String {
    let actor = Actor::anonymous();
    let app = &server.app;
    let cx = Context {
        store: &app.store,
        clock: &*app.clock,
        ids: &*app.ids,
        secrets: &*app.secrets,
        actor: &actor,
        arrived_at: app.clock.now(),
    };
    let name = Bilingual::new("李娜", "Li Na");
    let grant = grant_role::RoleGrant {
        email: &domain::people::Email::parse("li.na@example.org").unwrap(),
        name: &name,
        language: Language::Zh,
        role: Role::Organizer,
        edition: None,
    };
    let account = grant_role::grant_role(&cx, &grant).await.unwrap();
    operations::issue_login_link(&cx, account, 1, false)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_login_begins_with_a_credential_and_ends_for_good() {
    let server = server(|_| {}).await;
    let token = organizer(&server).await;
    let planted = "__Host-wuzhen=AAAAAAAAAAAAAAAAAAAAAA";
    let headers = [
        ("origin", ORIGIN),
        ("content-type", "application/json"),
        ("cookie", planted),
    ];
    let body = json!({ "token": token }).to_string();
    let response = server.ask("POST", "/api/logins", &headers, &body).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-decisions"], "create_login");
    let set = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    for part in [
        "__Host-wuzhen=",
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Path=/",
        "Max-Age=604800",
    ] {
        assert!(set.contains(part), "{set}");
    }
    let cookie = set.split(';').next().unwrap();
    assert_ne!(cookie, planted);
    let me = json_of(response).await;
    assert_eq!(me["account"]["name"], json!({"zh": "李娜", "en": "Li Na"}));

    let own = [("cookie", cookie)];
    assert_eq!(
        json_of(server.ask("GET", "/api/me", &own, "").await).await["account"],
        me["account"]
    );
    let response = server.ask("GET", "/api/editions", &own, "").await;
    assert_eq!(response.headers()["x-decisions"], "list_editions");
    assert_eq!(
        json_of(response).await["may"],
        json!({"import_edition": true})
    );

    let leave = [("cookie", cookie), ("origin", ORIGIN)];
    let response = server
        .ask(Method::DELETE.as_str(), "/api/logins/current", &leave, "")
        .await;
    assert_eq!(response.status(), 204);
    assert_eq!(
        server.ask("GET", "/api/editions", &own, "").await.status(),
        401
    );
    let again = server.post("/api/logins", &json!({ "token": token })).await;
    assert_eq!(again.status(), 401, "a link works once");
}
