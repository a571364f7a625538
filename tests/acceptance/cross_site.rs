//! What another site makes a browser send: every request that changes something, from the person for whom
//! it would succeed, with a foreign origin, without one, as a plain form, or to another name. All
//! are refused, and nothing changes.

use acceptance::{Ask, Client, Payload, Stage, Stages, Window, changes, place, sample};
use reqwest::{
    Request, RequestBuilder,
    header::{CONTENT_TYPE, HOST, HeaderValue, ORIGIN},
};
use web::{EndpointInfo, endpoints};

/// How a request is not one of our own pages, and the statuses that refuse it.
struct Way {
    name: &'static str,
    change: fn(&mut Request),
    statuses: &'static [u16],
    code: &'static str,
}

fn origin(request: &mut Request, origin: &'static str) {
    let origin = HeaderValue::from_static(origin);
    request.headers_mut().insert(ORIGIN, origin);
}

const WAYS: [Way; 9] = [
    Way {
        name: "from another site",
        change: |request| origin(request, "https://evil.example"),
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "from a name that begins like ours",
        change: |request| origin(request, "http://localhost:4000.evil.example"),
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "from our name at another port",
        change: |request| origin(request, "http://localhost:4001"),
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "from a sandboxed frame",
        change: |request| origin(request, "null"),
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "without an origin",
        change: |request| {
            request.headers_mut().remove(ORIGIN);
        },
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "without an origin, said to be of our own",
        change: |request| {
            let headers = request.headers_mut();
            headers.remove(ORIGIN);
            headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            headers.insert(
                "referer",
                HeaderValue::from_static("http://localhost:4000/app"),
            );
        },
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "as the form of another site",
        change: |request| {
            origin(request, "https://evil.example");
            let plain = HeaderValue::from_static("text/plain");
            request.headers_mut().insert(CONTENT_TYPE, plain);
        },
        statuses: &[403],
        code: "cross_site",
    },
    Way {
        name: "to another name",
        change: |request| {
            let host = HeaderValue::from_static("evil.example");
            request.headers_mut().insert(HOST, host);
        },
        statuses: &[421],
        code: "misdirected",
    },
    Way {
        name: "to and from another name",
        change: |request| {
            origin(request, "http://evil.example");
            let host = HeaderValue::from_static("evil.example");
            request.headers_mut().insert(HOST, host);
        },
        statuses: &[421],
        code: "misdirected",
    },
];

/// The request, changed.
fn changed(request: RequestBuilder, change: fn(&mut Request)) -> RequestBuilder {
    let (client, request) = request.build_split();
    let mut request = request.unwrap();
    change(&mut request);
    RequestBuilder::from_parts(client, request)
}

/// Endpoints that change something, with the sample and the person for whom it succeeds.
fn acts(stages: &Stages, stage: Stage) -> Vec<(EndpointInfo, Ask)> {
    let facts = &stages.at(stage).facts;
    let own = endpoints()
        .into_iter()
        .filter(|info| info.state_changing && place(info).is_some_and(|(own, _)| own == stage));
    own.map(|info| {
        let (_, who) = place(&info).unwrap();
        let ask = sample(&info, facts, who).unwrap();
        (info, ask)
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_changes_at_the_will_of_another_site() {
    let stages = Stages::up_to(Stage::Correcting).await;
    let (mut wrong, mut asked) = (vec![], 0);
    for stage in Stage::ALL {
        let world = stages.serve(stage).await;
        let window = Window::on(&world).await;
        let before = window.contents(&world).await;
        for (info, ask) in acts(&stages, stage) {
            let (_, who) = place(&info).unwrap();
            let person = stages.person(who, &world);
            for way in &WAYS {
                let answer = person.send(changed(ask.by(&person), way.change)).await;
                asked += 1;
                let refused = way.statuses.contains(&answer.status) && answer.code() == way.code;
                let changes = changes(&before, &window.contents(&world).await);
                if !refused || !changes.is_empty() {
                    let came = (answer.status, answer.text());
                    wrong.push(format!("{ask} {}: {came:?} {changes:?}", way.name));
                }
            }
        }
        window.close().await;
        world.stop().await;
    }
    eprintln!("{asked} requests of other sites");
    let acts = endpoints();
    let acts = acts.iter().filter(|info| info.state_changing).count();
    assert_eq!(asked, acts * WAYS.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_a_plain_form_can_send_is_not_read_as_anything_else() {
    let stages = Stages::up_to(Stage::Correcting).await;
    let (mut wrong, mut asked) = (vec![], 0);
    let kinds = ["text/plain", "application/x-www-form-urlencoded", ""];
    for stage in Stage::ALL {
        let world = stages.serve(stage).await;
        let window = Window::on(&world).await;
        let before = window.contents(&world).await;
        for (info, ask) in acts(&stages, stage) {
            // These look at no body; a foreign origin is what stops a form there.
            let no_body = [
                "open_heat",
                "close_heat",
                "issue_printed_code",
                "propose_assignments",
            ];
            if matches!(ask.payload, Payload::Nothing) || no_body.contains(&info.action) {
                continue;
            }
            let (_, who) = place(&info).unwrap();
            let person = stages.person(who, &world);
            for kind in kinds {
                let answer = person.send(of_kind(&ask, &person, kind)).await;
                asked += 1;
                let changes = changes(&before, &window.contents(&world).await);
                if answer.status != 415 || !changes.is_empty() {
                    let came = (answer.status, answer.text());
                    wrong.push(format!("{ask} as {kind:?}: {came:?} {changes:?}"));
                }
            }
        }
        window.close().await;
        world.stop().await;
    }
    eprintln!("{asked} bodies of plain forms");
    assert!(asked > 40);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn of_kind(ask: &Ask, person: &Client, kind: &'static str) -> RequestBuilder {
    let (client, request) = ask.by(person).build_split();
    let mut request = request.unwrap();
    if kind.is_empty() {
        request.headers_mut().remove(CONTENT_TYPE);
    } else {
        let kind = HeaderValue::from_static(kind);
        request.headers_mut().insert(CONTENT_TYPE, kind);
    }
    RequestBuilder::from_parts(client, request)
}

#[tokio::test]
async fn another_site_reads_nothing_and_frames_nothing() {
    let stages = Stages::up_to(Stage::Drafts).await;
    let world = stages.serve(Stage::Drafts).await;
    for info in endpoints().iter().filter(|info| !info.state_changing) {
        let (_, who) = place(info).unwrap();
        let facts = &stages.at(Stage::Drafts).facts;
        let person = stages.person(who, &world);
        let ask = sample(info, facts, who).unwrap();
        let foreign = changed(ask.by(&person), |request| {
            origin(request, "https://evil.example");
        });
        let answer = person.send(foreign).await;
        assert_eq!(answer.header("access-control-allow-origin"), None, "{ask}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("frame-ancestors 'none'") || policy.contains("frame-ancestors 'self'")
        );
        let elsewhere = changed(ask.by(&person), |request| {
            let host = HeaderValue::from_static("evil.example");
            request.headers_mut().insert(HOST, host);
        });
        let probe = ["/healthz", "/readyz"].contains(&info.path.as_str());
        let answer = person.send(elsewhere).await;
        assert!(answer.status == 421 || probe, "{ask}: {}", answer.status);
    }
    world.stop().await;
}
