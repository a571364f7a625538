//! The end of the seeded heat, over HTTP as everything before: closing it is measured, then what can be
//! read only afterwards.

use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::time::Timestamp;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    browser::Browser,
    field::{Field, list, text},
    floors,
    jobs::Act,
    scenarios::{Bench, Scenario},
};

/// How many awards there are: the quotas of the edition file.
const AWARDS: [(&str, usize); 2] = [("first", 10), ("second", 40)];

/// Waives what is missing, closes the heat and reads its standing.
pub async fn close(bench: &mut Bench, field: &Field) -> Result<()> {
    let organizer = organizer(field)?;
    let heat = field.path(&format!("/heats/{}", field.heat));
    let progress = organizer.read(&format!("{heat}/progress")).await?;
    let missing = list(&progress["missing"]).iter();
    let missing: Vec<_> = missing.map(|sheet| text(sheet, "assignment")).collect();
    let waived = json!({ "assignments": missing, "reason": "The benchmark goes on." });
    organizer.post(&format!("{heat}/waivers"), &waived).await?;
    let close = Act {
        browser: organizer.clone(),
        path: format!("{heat}/close"),
    };
    let scenario = Scenario("close the heat", 1, None);
    bench.run(scenario, vec![Box::new(close)]).await?;

    let asks = [(field.people.chair.clone(), format!("{heat}/standing"))];
    let standing = Scenario(
        "standing of 1,000 entries, as chair",
        200,
        Some(floors::LIST),
    );
    bench.reads(standing, &[1, 4], &asks).await?;
    let asks = [(field.people.chair.clone(), format!("{heat}/entries"))];
    let entries = Scenario(
        "1,000 entries of the heat, as chair",
        200,
        Some(floors::LIST),
    );
    bench.reads(entries, &[1, 4], &asks).await?;
    let numbers = field.numbers.iter();
    let asks: Vec<_> = numbers
        .map(|number| {
            (
                field.people.chair.clone(),
                format!("{heat}/entries/{number}"),
            )
        })
        .collect();
    // One chair alone asks, and a minute has so many reads for an account: a new minute, and no more than it has.
    sleep(Duration::from_secs(61)).await;
    let entry = Scenario("entry with its five sheets, as chair", 280, None);
    bench.reads(entry, &[1, 16], &asks).await
}

/// Gives all awards by rank and makes the list public.
pub async fn publish(field: &Field, now: impl Fn() -> Timestamp) -> Result<()> {
    let organizer = organizer(field)?;
    let path = field.path(&format!("/heats/{}/standing", field.heat));
    let standing = organizer.read(&path).await?;
    let tiers = AWARDS
        .iter()
        .flat_map(|(tier, places)| std::iter::repeat_n(tier, *places));
    for (line, tier) in list(&standing["lines"]).iter().zip(tiers) {
        let award = json!({ "number": line["number"], "tier": tier });
        organizer.post(&field.path("/awards"), &award).await?;
    }
    let [proposer, confirmer] = &field.people.officers[..] else {
        anyhow::bail!("two officers publish");
    };
    let publish_at = now().plus_millis(1_500).to_rfc3339();
    let path = field.path("/publications");
    let shown = proposer.read(&path).await?;
    let wish = json!({ "list_hash": shown["draft"]["list_hash"], "publish_at": publish_at });
    let proposed = proposer.post(&path, &wish).await?;
    let publication = list(&proposed["publications"]).first();
    let publication = publication.context("nothing was proposed")?;
    let signed: Value = json!({ "list_hash": publication["list_hash"] });
    let path = format!("{path}/{}/confirm", text(publication, "id"));
    confirmer.post(&path, &signed).await?;
    sleep(Duration::from_secs(2)).await;
    Ok(())
}

fn organizer(field: &Field) -> Result<&Browser> {
    field.people.organizers.first().context("nobody organizes")
}
