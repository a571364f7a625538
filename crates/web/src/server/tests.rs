use std::{sync::atomic::AtomicI64, sync::atomic::Ordering, time::Instant};

use axum::{Extension, extract::Request, routing::get};
use http_body_util::BodyExt as _;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    sync::oneshot,
};

use super::*;
use crate::extract::{JsonIn, unreadable};

struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

struct Running {
    address: std::net::SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    done: tokio::task::JoinHandle<()>,
}

async fn read_all(request: Request) -> String {
    match request.into_body().collect().await {
        Ok(body) => format!("{} bytes", body.to_bytes().len()),
        Err(error) => unreadable(&error).code().name().to_owned(),
    }
}

async fn read_json(JsonIn(value): JsonIn<serde_json::Value>) -> String {
    value.to_string()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a router for the accept loop alone"
)]
fn router() -> Router {
    Router::new()
        .route(
            "/",
            get(|Extension(ArrivedAt(at)): Extension<ArrivedAt>| async move { at.0.to_string() }),
        )
        .route("/body", axum::routing::post(read_all))
        .route("/json", axum::routing::post(read_json))
        .route(
            "/slow",
            get(|| async { tokio::time::sleep(Duration::from_millis(300)).await }),
        )
        .route("/big", get(|| async { vec![b'x'; 64 << 20] }))
}

async fn run(patience: Patience) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let clock = Arc::new(Ticking(AtomicI64::new(100)));
    let done = tokio::spawn(async move {
        let stopped = async { stopped.await.unwrap_or(()) };
        serve(listener, router(), clock, patience, stopped).await;
    });
    Running {
        address,
        stop: Some(stop),
        done,
    }
}

fn hasty() -> Patience {
    let short = Duration::from_millis(150);
    Patience {
        connections: 2,
        headers: short,
        body: short,
        whole_body: 3 * short,
        write: short,
        goodbye: 4 * short,
    }
}

async fn talk(running: &Running, words: &str) -> String {
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_request_is_stamped_with_the_clock_before_anything_reads_it() {
    let running = run(Patience::default()).await;
    let answer = talk(
        &running,
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.ends_with("100"), "{answer}");
}

#[tokio::test]
async fn headers_that_never_end_are_cut_off() {
    let running = run(hasty()).await;
    let began = Instant::now();
    let answer = talk(&running, "GET / HTTP/1.1\r\nhost: x\r\nx-slow").await;
    assert!(!answer.contains("200 OK"), "{answer}");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_body_that_stops_coming_is_refused() {
    let running = run(hasty()).await;
    let request =
        "POST /body HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\nabc";
    let answer = talk(&running, request).await;
    assert!(answer.ends_with("request_timeout"), "{answer}");
}

#[tokio::test]
async fn a_client_that_does_not_read_gives_its_place_to_another() {
    let running = run(Patience {
        connections: 1,
        ..hasty()
    })
    .await;
    let mut deaf = TcpStream::connect(running.address).await.unwrap();
    deaf.write_all(b"GET /big HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let answer = talk(
        &running,
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn stopping_lets_requests_under_way_finish() {
    let mut running = run(Patience::default()).await;
    let address = running.address;
    let asked = tokio::spawn(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.take().unwrap().send(()).unwrap();
    running.done.await.unwrap();
    assert!(asked.await.unwrap().starts_with("HTTP/1.1 200"));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_body_that_drips_on_and_on_is_cut_off() {
    let running = run(hasty()).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    let head = "POST /json HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let began = Instant::now();
    let (mut reading, mut writing) = stream.into_split();
    let drip = tokio::spawn(async move {
        while writing.write_all(b" ").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let mut answer = vec![0; 12];
    reading.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 408");
    assert!(began.elapsed() < Duration::from_secs(2));
    drip.abort();
}
