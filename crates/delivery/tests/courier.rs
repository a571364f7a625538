//! From a row of the outbox to a file, or to a mail server that is not there; with a real database.
#![expect(
    clippy::unwrap_used,
    reason = "what a test sets up holds or the test fails"
)]

use std::{net::TcpListener, path::Path, sync::Arc, time::Duration};

use delivery::{MailConfig, Mailer, Tally, deliver_due, worker};
use domain::{
    fingerprint::Fingerprint,
    ids::Ids,
    message::Message,
    text::{Bilingual, Language},
    time::{Clock, Timestamp},
};
use persistence::{Source as _, Store, outbox};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_788_000_000_000);

struct OneId;

impl Ids for OneId {
    fn mint(&self, _: &'static str, _: Timestamp) -> Uuid {
        Uuid::from_u128(7)
    }
}

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        NOW
    }
}

struct World {
    folder: TempDir,
    store: Store,
}

impl World {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("wuzhen.db").display());
        let store = Store::connect(&url, &folder.path().join("blobs"))
            .await
            .unwrap();
        store.migrate().await.unwrap();
        Self { folder, store }
    }

    fn mailer(&self, smtp_url: Option<String>) -> Mailer {
        Mailer::from_config(MailConfig {
            smtp_url,
            folder: self.folder.path().join("mail"),
            from: "Wuzhen <no-reply@example.org>".into(),
            public_url: "https://wuzhen.example.org".into(),
        })
        .unwrap()
    }

    async fn queue(&self, message: &Message) {
        let work = self.store.begin_write().await.unwrap();
        let to = "li.na@example.com";
        outbox::add(&work, &OneId, NOW, "test", to, Language::Zh, message)
            .await
            .unwrap();
        work.commit().await.unwrap();
    }

    async fn mails(&self) -> Vec<String> {
        let mut found = vec![];
        let mut files = tokio::fs::read_dir(self.folder.path().join("mail"))
            .await
            .unwrap();
        while let Some(file) = files.next_entry().await.unwrap() {
            assert_eq!(file.path().extension(), Path::new("a.eml").extension());
            found.push(tokio::fs::read_to_string(file.path()).await.unwrap());
        }
        found
    }

    async fn column(&self, sql: &str) -> Option<String> {
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        let row = self
            .store
            .connection()
            .query_one_raw(statement)
            .await
            .unwrap();
        row.unwrap().try_get_by_index(0).unwrap()
    }
}

fn sign_in() -> Message {
    Message::SignIn {
        code: "123456".into(),
        token: "token-token".into(),
        expires_at: NOW.plus_minutes(15),
    }
}

fn heat_opened(title: &str) -> Message {
    Message::HeatOpened {
        edition: Bilingual::new(title, title),
        heat: Bilingual::new("总决赛", "Final"),
        votes: false,
        assigned: 24,
        closes_at: NOW.plus_minutes(60),
        zone: "Asia/Shanghai".into(),
    }
}

const TALLY_SENT: Tally = Tally { sent: 1, failed: 0 };
const TALLY_FAILED: Tally = Tally { sent: 0, failed: 1 };

/// A server on this machine that refuses connections: the port was free a moment ago.
fn nobody() -> String {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    format!("smtp://127.0.0.1:{port}")
}

#[tokio::test]
async fn a_message_becomes_a_file_that_people_can_read() {
    let world = World::new().await;
    world.queue(&sign_in()).await;

    let tally = deliver_due(&world.store, &world.mailer(None), NOW)
        .await
        .unwrap();

    assert_eq!(tally, TALLY_SENT);
    let mails = world.mails().await;
    let mail = mails.first().unwrap();
    for line in [
        "From: Wuzhen <no-reply@example.org>",
        "To: li.na@example.com",
        "Date: Sat, 29 Aug 2026 10:40:00 +0000",
        "Auto-Submitted: auto-generated",
        "    123456",
        "https://wuzhen.example.org/app/sign-in#token=token-token",
        "如非您本人操作，请忽略本邮件。请勿将验证码或链接转发给任何人。",
    ] {
        assert!(mail.lines().any(|found| found == line), "{line}\n\n{mail}");
    }
    let hash = Fingerprint::of_bytes(Uuid::from_u128(7).to_string().as_bytes());
    let id = format!("<{}@example.org>", hash.hex());
    assert!(mail.contains(&id), "{mail}");
}

#[tokio::test]
async fn what_was_sent_is_not_sent_again_and_its_code_is_wiped() {
    let world = World::new().await;
    world.queue(&sign_in()).await;
    let mailer = world.mailer(None);
    deliver_due(&world.store, &mailer, NOW).await.unwrap();

    let again = deliver_due(&world.store, &mailer, NOW.plus_minutes(600))
        .await
        .unwrap();

    assert_eq!(again, Tally::default());
    let payload = world
        .column("SELECT payload FROM outbox_messages")
        .await
        .unwrap();
    assert!(
        !payload.contains("123456") && !payload.contains("token-token"),
        "{payload}"
    );
}

#[tokio::test]
async fn a_title_cannot_add_a_header() {
    let world = World::new().await;
    world
        .queue(&heat_opened(
            "届\r\nBcc: all@example.org\r\n\r\n<b>hello</b>",
        ))
        .await;
    let tally = deliver_due(&world.store, &world.mailer(None), NOW).await;
    assert_eq!(tally.unwrap(), TALLY_SENT);

    let mails = world.mails().await;
    let (headers, body) = mails.first().unwrap().split_once("\r\n\r\n").unwrap();
    let names: Vec<_> = headers
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(':').next())
        .collect();
    let expected = [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    ];
    assert_eq!(names, expected, "{headers}");
    let html = body.split_once("text/html").unwrap().1;
    assert!(!html.contains("<b>"), "{html}");
}

#[tokio::test]
async fn a_failed_delivery_is_tried_again_later_and_later() {
    let world = World::new().await;
    world.queue(&heat_opened("2026")).await;
    let broken = world.mailer(Some(nobody()));

    assert_eq!(
        deliver_due(&world.store, &broken, NOW).await.unwrap(),
        TALLY_FAILED
    );
    let error = world.column("SELECT last_error FROM outbox_messages").await;
    assert_eq!(
        error.as_deref(),
        Some("the mail server could not be reached: connection refused")
    );

    // One minute after the first failure, two minutes after the second.
    let mut tallies = vec![];
    for minutes in [0, 1, 2, 3] {
        let now = NOW.plus_minutes(minutes);
        tallies.push(deliver_due(&world.store, &broken, now).await.unwrap());
    }
    assert_eq!(
        tallies,
        [
            Tally::default(),
            TALLY_FAILED,
            Tally::default(),
            TALLY_FAILED
        ]
    );

    let mended = world.mailer(None);
    let now = NOW.plus_minutes(60);
    assert_eq!(
        deliver_due(&world.store, &mended, now).await.unwrap(),
        TALLY_SENT
    );
    assert_eq!(world.mails().await.len(), 1);
}

/// A mail server that knows nobody, and says so with the address.
async fn strict_server() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 hello\r\n").await.unwrap();
        while let Some(line) = lines.next_line().await.unwrap() {
            let reply = if line.starts_with("RCPT") {
                format!("550 5.1.1 unknown: {line}\r\n")
            } else {
                "250 fine\r\n".to_owned()
            };
            writer.write_all(reply.as_bytes()).await.unwrap();
        }
    });
    url
}

#[tokio::test]
async fn the_record_of_a_refusal_does_not_repeat_the_address() {
    let world = World::new().await;
    world.queue(&heat_opened("2026")).await;
    let mailer = world.mailer(Some(strict_server().await));

    let tally = deliver_due(&world.store, &mailer, NOW).await;

    assert_eq!(tally.unwrap(), TALLY_FAILED);
    let error = world.column("SELECT last_error FROM outbox_messages").await;
    assert_eq!(error.as_deref(), Some("the mail server refused with 550"));
}

#[tokio::test]
async fn a_code_that_has_ended_is_not_sent_any_more() {
    let world = World::new().await;
    world.queue(&sign_in()).await;
    let late = NOW.plus_minutes(15);
    let tally = deliver_due(&world.store, &world.mailer(None), late)
        .await
        .unwrap();
    assert_eq!(tally, TALLY_FAILED);
    assert_eq!(world.mails().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_worker_delivers_and_gives_its_lease_back_when_it_stops() {
    let world = World::new().await;
    world.queue(&sign_in()).await;
    let (store, mailer) = (world.store.clone(), world.mailer(None));

    let shutdown = async {
        while outbox::waiting(&world.store).await.unwrap() > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    worker::run(store, mailer, Arc::new(Stopped), shutdown).await;

    assert_eq!(world.mails().await.len(), 1);
    let until = NOW.plus_minutes(1);
    assert!(
        outbox::lease(&world.store, "courier", "next", NOW, until)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_worker_without_the_lease_delivers_nothing() {
    let world = World::new().await;
    world.queue(&sign_in()).await;
    let until = NOW.plus_minutes(1);
    assert!(
        outbox::lease(&world.store, "courier", "other", NOW, until)
            .await
            .unwrap()
    );

    let (store, mailer) = (world.store.clone(), world.mailer(None));
    let shutdown = tokio::time::sleep(Duration::from_millis(300));
    let run = worker::run(store, mailer, Arc::new(Stopped), shutdown);
    tokio::spawn(run).await.unwrap();

    assert_eq!(outbox::waiting(&world.store).await.unwrap(), 1);
    assert!(
        !outbox::lease(&world.store, "courier", "next", NOW, until)
            .await
            .unwrap()
    );
}
