//! Files: stored whole or not at all, known by their bytes, and served so that they cannot harm.

use acceptance::{Engine, PDF, Story, World, edition_file};
use domain::people::Role;
use futures::stream;
use reqwest::{Body, Method, multipart};
use serde_json::json;
use sha2::{Digest, Sha256};

async fn draft() -> (Story, String) {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    let number = story.draft().await;
    (story, format!("/api/team/entries/{number}"))
}

#[tokio::test]
async fn a_file_comes_back_as_it_went_in() {
    let (story, path) = draft().await;
    let team = &story.teams[0];
    let slot = format!("{path}/attachments/deck");
    let bytes = [PDF, &vec![b'x'; 700_000]].concat();
    let entry = team
        .upload(&slot, "../../路演\u{202e}fdp.pdf", &bytes)
        .await
        .expect(201)
        .json();
    let hash = domain::fingerprint::Fingerprint::from_digest(&Sha256::digest(&bytes));
    assert_eq!(entry["attachments"][0]["sha256"], hash.hex());
    let name = entry["attachments"][0]["name"].as_str().unwrap();
    assert!(!name.contains('/') && !name.contains('\u{202e}'), "{name}");
    let file = team.get(&slot).await.expect(200);
    assert_eq!(file.bytes, bytes);
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn what_is_not_a_pdf_is_refused_and_the_old_file_stays() {
    let (story, path) = draft().await;
    let team = &story.teams[0];
    let slot = format!("{path}/attachments/deck");
    let before = team.get(&path).await.json()["attachments"].clone();
    let html = b"<html><script>alert(1)</script>";
    assert_eq!(
        team.upload(&slot, "deck.pdf", html)
            .await
            .expect(415)
            .code(),
        "file_not_pdf"
    );
    assert_eq!(
        team.upload(&slot, "deck.pdf", b"").await.expect(422).code(),
        "file_empty"
    );
    let refused = team
        .upload(&format!("{path}/attachments/video"), "a.pdf", PDF)
        .await;
    refused.expect(404);
    assert_eq!(team.get(&path).await.json()["attachments"], before);
}

#[tokio::test]
async fn a_file_over_the_limit_of_its_slot_is_refused_with_the_limit() {
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    world
        .grant("organizer@example.org", Role::Organizer, None)
        .await;
    let organizer = world.person("organizer@example.org").await;
    let small = edition_file().replace("max_bytes = 52428800", "max_bytes = 1000");
    organizer
        .post_text("/api/editions", "application/toml", &small)
        .await
        .expect(201);
    let team = world.person("team@example.com").await;
    let number = acceptance::draft(&team, acceptance::EDITION, 1).await;
    let slot = format!("/api/team/entries/{number}/attachments/deck");
    let refused = team
        .upload(&slot, "big.pdf", &[PDF, &[b'x'; 1000]].concat())
        .await
        .expect(413);
    assert_eq!(refused.code(), "file_too_large");
    assert_eq!(refused.json()["errors"][0]["params"]["limit"], 1000);
}

#[tokio::test]
async fn judges_and_staff_see_the_submitted_file_and_not_the_later_draft() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    let path = format!("/api/team/entries/{}", story.numbers[0]);
    let submitted = story.teams[0]
        .get(&format!("{path}/attachments/deck"))
        .await
        .bytes;
    let later = [PDF, b"% later"].concat();
    story.teams[0]
        .upload(&format!("{path}/attachments/deck"), "later.pdf", &later)
        .await
        .expect(201);
    assert_eq!(
        story.teams[0].get(&path).await.json()["has_unsubmitted_changes"],
        true
    );
    let entry = format!(
        "/api/editions/{}/entries/{}",
        acceptance::EDITION,
        story.numbers[0]
    );
    let seen = story.organizer.get(&entry).await.expect(200).json();
    assert_eq!(seen["draft_differs"], true);
    assert_eq!(seen["attachments"][0]["name"], "deck.pdf");
    let deck = format!("{entry}/attachments/deck");
    let seen = story.organizer.get(&deck).await.expect(200);
    assert_eq!(seen.bytes, submitted);
    story.open_heat(1).await;
    let alias = story.aliases(0).await.remove(0);
    let deck = format!("/api/judge/assignments/{alias}/attachments/deck");
    let seen = story.judges[0].get(&deck).await.expect(200);
    assert_eq!(seen.bytes, submitted);
    let name = seen.header("content-disposition").unwrap();
    assert!(
        name.contains(&format!("{}-deck.pdf", story.numbers[0])),
        "{name}"
    );
}

#[tokio::test]
async fn three_hundred_megabytes_need_no_more_than_64_mebibytes_of_memory() {
    const CHUNK: usize = 1 << 20;
    const CHUNKS: usize = 300;
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    world
        .grant("organizer@example.org", Role::Organizer, None)
        .await;
    let organizer = world.person("organizer@example.org").await;
    let large = edition_file().replace("max_bytes = 52428800", "max_bytes = 524288000");
    organizer
        .post_text("/api/editions", "application/toml", &large)
        .await
        .expect(201);
    let team = world.person("team@example.com").await;
    let number = acceptance::draft(&team, acceptance::EDITION, 1).await;
    let slot = format!("/api/team/entries/{number}/attachments/deck");
    let chunks = (0..CHUNKS).map(|index| {
        let mut chunk = vec![b'x'; CHUNK];
        if index == 0 {
            chunk[..PDF.len()].copy_from_slice(PDF);
        }
        Ok::<_, std::io::Error>(chunk)
    });
    let part = multipart::Part::stream(Body::wrap_stream(stream::iter(chunks)));
    let form = multipart::Form::new().part("file", part.file_name("large.pdf"));
    let before = peak_kibibytes();
    let request = team.request(Method::POST, &slot).multipart(form);
    let entry = team.send(request).await.expect(201).json();
    assert_eq!(entry["attachments"][0]["bytes"], json!(CHUNK * CHUNKS));
    // Client and server are in one process here, so this bounds both together.
    let grown = peak_kibibytes() - before;
    eprintln!("a 300 MiB upload added {grown} KiB");
    assert!(grown <= 64 << 10, "a 300 MiB upload added {grown} KiB");
}

/// The most memory this process ever held.
fn peak_kibibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
