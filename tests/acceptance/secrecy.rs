//! Whoever holds the database after a vote cannot tell who voted how, whatever they try.

use acceptance::{Database, Engine};
use sea_orm::{ConnectionTrait, Statement};

use crate::ballots::Committee;

/// A paper as the raw database shows it.
struct Paper {
    key: String,
    choice: String,
    /// Where in the file its row stands.
    place: usize,
}

/// The papers, in the order in which they were laid out.
async fn papers(database: &Database) -> Vec<Paper> {
    let raw = std::fs::read(database.folder().join("wuzhen.db")).unwrap();
    let connection = database.connection().await;
    let sql = "SELECT paper_key, choice FROM ballot_papers ORDER BY rowid";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    connection.close().await.unwrap();
    let papers = rows.iter().map(|row| {
        let key: String = row.try_get_by_index(0).unwrap();
        let choice: String = row.try_get_by_index(1).unwrap();
        let place = place(&raw, &key, &choice);
        Paper { key, choice, place }
    });
    papers.collect()
}

/// A paper stands where it was laid out: once in its table, where the choice follows after two keys of sixteen
/// bytes, once in the index of keys, and nowhere else.
fn place(raw: &[u8], key: &str, choice: &str) -> usize {
    let windows = raw.windows(key.len()).enumerate();
    let found: Vec<_> = windows
        .filter(|(_, bytes)| *bytes == key.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert_eq!(found.len(), 2, "{key} is at {found:?}");
    let mut found = found.into_iter();
    let is_row = |at: &usize| raw.get(at + key.len() + 32) == choice.as_bytes().first();
    found.find(is_row).unwrap()
}

/// How often a choice falls to its voter when papers are dealt out to voters.
fn hits(papers: &[&Paper], said: &[char]) -> u32 {
    let dealt = papers.iter().zip(said);
    let right = dealt.filter(|(paper, said)| paper.choice == said.to_string());
    u32::try_from(right.count()).unwrap()
}

/// Fails when papers in this order, or backwards, fall to their voters more or less often than by chance.
/// Chance gives n(p² + q²) hits with a deviation of 2npq/√(n − 1); four of these are no chance any more.
fn no_better_than_chance(name: &str, papers: &[&Paper], said: &[char]) {
    let count = |of: usize| f64::from(u32::try_from(of).unwrap());
    let yes = count(said.iter().filter(|choice| **choice == 'y').count());
    let n = count(said.len());
    let (p, q) = (yes / n, 1.0 - yes / n);
    let (mean, deviation) = (n * (p * p + q * q), 2.0 * n * p * q / (n - 1.0).sqrt());
    let backwards: Vec<_> = papers.iter().rev().copied().collect();
    for order in [papers, &backwards] {
        let hits = f64::from(hits(order, said));
        let away = (hits - mean).abs();
        assert!(
            away <= 4.0 * deviation,
            "{name}: {hits} of {n}, chance gives {mean}"
        );
    }
}

#[tokio::test]
async fn the_raw_file_pairs_no_voter_with_a_choice_better_than_chance() {
    const MEMBERS: usize = 40;
    let rule = "seats = 1\npicks = 1";
    let committee = Committee::meets(Engine::Sqlite, rule, MEMBERS, 1).await;
    // About half say yes, by no pattern that an order of papers could follow; they come in another order.
    let says_yes = |member: usize| (member * member * 7 + member * 3) % 11 < 5;
    let said: Vec<char> = (0..MEMBERS)
        .map(|member| if says_yes(member) { 'y' } else { 'n' })
        .collect();
    let coming: Vec<usize> = (0..MEMBERS)
        .map(|place| (place * 23 + 5) % MEMBERS)
        .collect();
    for member in &coming {
        let choice = said[*member].to_string();
        committee.says(*member, &choice).await.expect(200);
    }
    committee.count().await;
    let database = &committee.story.world.database;
    let log = database.folder().join("wuzhen.db-wal");
    let log = std::fs::metadata(log).map_or(0, |log| log.len());
    assert_eq!(
        log, 0,
        "the write-ahead log still tells the order of the votes"
    );

    let laid_out = papers(database).await;
    assert_eq!(laid_out.len(), MEMBERS);
    let by_row: Vec<&Paper> = laid_out.iter().collect();
    let mut by_place = by_row.clone();
    by_place.sort_by_key(|paper| paper.place);
    let mut by_key = by_row.clone();
    by_key.sort_by_key(|paper| &paper.key);
    let in_time: Vec<char> = coming.iter().map(|member| said[*member]).collect();
    for (name, papers) in [("row", by_row), ("place", by_place), ("key", by_key)] {
        // By the order in which they voted, and by that in which the panel is kept.
        no_better_than_chance(name, &papers, &in_time);
        no_better_than_chance(name, &papers, &said);
    }
    committee.story.world.stop().await;
}

#[test]
fn papers_in_the_order_of_their_voters_are_found_out() {
    let said: Vec<char> = "ynnyynynyynnynyyynny".chars().collect();
    let papers: Vec<Paper> = said
        .iter()
        .map(|choice| Paper {
            key: String::new(),
            choice: choice.to_string(),
            place: 0,
        })
        .collect();
    let in_order: Vec<&Paper> = papers.iter().collect();
    let found = std::panic::catch_unwind(|| no_better_than_chance("order", &in_order, &said));
    assert!(found.is_err());
}

#[tokio::test]
async fn postgres_keeps_no_mark_of_the_transactions_that_votes_came_in() {
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let committee = Committee::meets(Engine::Postgres, "seats = 1", 5, 2).await;
    committee.say(&["yn", "nn", "ny", "na", "yn"]).await;
    let marks = async |table: &str| -> (i64, i64) {
        let connection = committee.story.world.database.connection().await;
        let sql = format!("SELECT COUNT(DISTINCT xmin::text), COUNT(*) FROM {table}");
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await.unwrap().unwrap();
        connection.close().await.unwrap();
        (
            row.try_get_by_index(0).unwrap(),
            row.try_get_by_index(1).unwrap(),
        )
    };
    assert!(
        marks("ballot_papers").await.0 > 1,
        "while it is open they are there"
    );
    committee.count().await;
    assert_eq!(marks("ballot_papers").await, (1, 10));
    assert_eq!(marks("ballot_participations").await, (1, 5));
    committee.story.world.stop().await.remove().await;
}

#[tokio::test]
async fn the_record_says_that_somebody_voted_and_not_who() {
    let committee = Committee::meets(Engine::Sqlite, "seats = 1", 2, 1).await;
    committee.say(&["y", "n"]).await;
    let connection = committee.story.world.database.connection().await;
    let sql = "SELECT COUNT(*), COUNT(actor_id), MAX(detail) FROM audit_entries \
               WHERE action = 'cast_papers'";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    let (entries, named): (i64, i64) = (
        row.try_get_by_index(0).unwrap(),
        row.try_get_by_index(1).unwrap(),
    );
    let detail: String = row.try_get_by_index(2).unwrap();
    assert_eq!((entries, named, detail.as_str()), (2, 0, "{}"));
    for forged in [
        "UPDATE ballot_papers SET choice = 'y' WHERE choice = 'n'",
        "DELETE FROM ballot_papers",
        "UPDATE ballot_participations SET participation = 'a' WHERE participation = 'v'",
    ] {
        let error = connection.execute_unprepared(forged).await.unwrap_err();
        assert!(
            error.to_string().contains("append-only"),
            "{forged}: {error}"
        );
    }
    connection.close().await.unwrap();
    committee.story.world.stop().await;
}
