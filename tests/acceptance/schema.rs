//! The schema, on both engines: every step goes up, down and up again, and the database itself refuses
//! what no rule may do.

use acceptance::{Database, EDITION, Engine, Story, World};
use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;

#[tokio::test]
async fn every_step_goes_up_down_and_up_again() {
    for engine in Engine::all() {
        let database = Database::fresh(engine).await;
        let url = database.url().to_owned();
        let store = persistence::Store::connect(&url, &database.blobs())
            .await
            .unwrap();
        let connection = database.connection().await;
        Migrator::up(&connection, None).await.unwrap();
        Migrator::down(&connection, None).await.unwrap();
        assert!(
            connection
                .execute_unprepared("SELECT 1 FROM entries")
                .await
                .is_err()
        );
        Migrator::up(&connection, None).await.unwrap();
        connection
            .execute_unprepared("SELECT 1 FROM entries")
            .await
            .unwrap();
        connection.close().await.unwrap();
        store.close().await.unwrap();
        database.remove().await;
    }
}

#[tokio::test]
async fn what_is_on_the_record_cannot_be_rewritten_even_in_the_database() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(1).await;
        story.open_heat(1).await;
        story.score_all().await;
        let connection = story.world.database.connection().await;
        for statement in [
            "UPDATE entry_versions SET content = '{}'",
            "DELETE FROM entry_versions",
            "UPDATE sheet_versions SET marks = '{}'",
            "DELETE FROM sheet_versions",
            "UPDATE audit_entries SET detail = '{}'",
            "DELETE FROM audit_entries",
        ] {
            let error = connection
                .execute_unprepared(statement)
                .await
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("append-only"),
                "{engine:?}: {statement}: {error}"
            );
        }
        connection.close().await.unwrap();
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn the_database_knows_that_a_publication_needs_two_officers() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(1).await;
        story.open_heat(1).await;
        story.score_all().await;
        story.close_heat().await;
        story.award(&story.numbers[0].clone(), "first").await;
        let officer = story.officer("officer@example.org").await;
        let at = Story::after_call().plus_minutes(60).to_rfc3339();
        officer
            .propose(EDITION, &serde_json::json!({ "publish_at": at }))
            .await
            .expect(201);
        let connection = story.world.database.connection().await;
        let forged = "UPDATE publications SET state = 'confirmed', confirmed_by = proposed_by, \
                      confirmed_at = 1";
        let error = connection
            .execute_unprepared(forged)
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("publications_need_two_officers"),
            "{engine:?}: {error}"
        );
        connection.close().await.unwrap();
        story.world.stop().await.remove().await;
    }
}
