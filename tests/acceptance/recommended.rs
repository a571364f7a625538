//! An entry that was put forward keeps who did it.

use acceptance::{EDITION, Engine, Story, World};
use serde_json::{Value, json};

#[tokio::test]
async fn an_entry_that_was_recommended_keeps_who_recommended_it() {
    for engine in Engine::all() {
        let story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        let path = format!("/api/editions/{EDITION}/entries");
        let begin = async |source: &str, by: Value| {
            let mut wish = json!({
                "contest": "open", "source": source, "email": "guest@example.com", "language": "en",
            });
            if !by.is_null() {
                wish["recommended_by"] = by;
            }
            story.organizer.post(&path, &wish).await
        };
        let places = |answer: acceptance::Answer| -> Vec<Value> {
            let errors = answer.expect(422).json()["errors"]
                .as_array()
                .unwrap()
                .clone();
            errors.iter().map(|one| one["pointer"].clone()).collect()
        };
        let both = json!({ "zh": "运河学会", "en": "Canal Society" });
        let half = json!({ "zh": "", "en": "Canal Society" });
        let nobody = begin("recommended", Value::Null).await;
        assert_eq!(places(nobody), ["/recommended_by/zh", "/recommended_by/en"]);
        assert_eq!(
            places(begin("recommended", half).await),
            ["/recommended_by/zh"]
        );
        let invited = begin("invited", both.clone()).await;
        assert_eq!(invited.code(), "invalid_recommender");

        let begun = begin("recommended", both.clone()).await.expect(201).json();
        let number = begun["number"].as_str().unwrap();
        let entry = story.organizer.get(&format!("{path}/{number}")).await;
        assert_eq!(entry.expect(200).json()["recommended_by"], both);
        let list = story.organizer.get(&path).await.expect(200).json();
        assert_eq!(list["entries"][0]["recommended_by"], both);
        let taken = json!({ "format": "csv" });
        let file = story
            .organizer
            .post(&format!("{path}/export"), &taken)
            .await;
        let file = file.expect(200).text();
        assert!(file.contains("运河学会,Canal Society"), "{file}");
        story.world.stop().await.remove().await;
    }
}
