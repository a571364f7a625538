//! The folder of a demonstration. It is built in a place of its own and moved when it is whole, so that
//! half a demonstration is never served; what was begun and not finished is thrown away.

use std::path::Path;

use anyhow::{Context as _, bail};
use domain::time::Timestamp;
use persistence::Store;
use serde::{Deserialize, Serialize};
use tokio::fs;

use super::{
    edition_2020,
    logins::Cast,
    progress::Progress,
    release, small,
    stage::{Scale, Stage, Wish, no_such_stage},
    world::World,
};
use crate::command::Storage;

const DATABASE: &str = "wuzhen.db";
const BLOBS: &str = "blobs";
/// What the folder holds, written when all of it is there.
const RECORD: &str = "demonstration.json";
/// Where it is built.
const BUILDING: &str = "building";
/// Held by whoever builds.
const LOCK: &str = "building.lock";

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    scale: Scale,
    stage: Stage,
    /// Who is who.
    pub cast: Cast,
}

/// Opens the demonstration of a folder; builds it first unless it is there.
pub async fn open(
    folder: &Path,
    wish: Wish,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<(Store, Record)> {
    let scale = wish.scale.unwrap_or(Scale::Edition2020);
    let stage = wish.stage.unwrap_or(Stage::Preliminary);
    if scale.point(stage).is_none() {
        return Err(no_such_stage(scale, stage));
    }
    fs::create_dir_all(folder)
        .await
        .with_context(|| format!("the data folder {} cannot be made", folder.display()))?;
    let _lock = lock(folder).await?;
    if !fs::try_exists(folder.join(DATABASE)).await? {
        build(folder, (scale, stage), now, progress).await?;
    }
    let record = held(folder, wish).await?;
    Ok((Storage::in_folder(folder).open().await?, record))
}

/// Keeps a second process from building in the same folder, until the file is dropped.
async fn lock(folder: &Path) -> anyhow::Result<std::fs::File> {
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    let file = options.open(folder.join(LOCK)).await?.into_std().await;
    if file.try_lock().is_err() {
        bail!(
            "another process is building a demonstration in {}",
            folder.display()
        );
    }
    Ok(file)
}

/// What the folder says that it holds, if that is what is wanted.
async fn held(folder: &Path, wish: Wish) -> anyhow::Result<Record> {
    let place = folder.display();
    let Ok(text) = fs::read_to_string(folder.join(RECORD)).await else {
        bail!("{place} holds a database that is no demonstration: give another folder with --data");
    };
    let record: Record =
        serde_json::from_str(&text).with_context(|| format!("{RECORD} in {place}"))?;
    let other = wish.scale.is_some_and(|scale| scale != record.scale)
        || wish.stage.is_some_and(|stage| stage != record.stage);
    if other {
        let (scale, stage) = (record.scale.name(), record.stage.name());
        bail!(
            "{place} holds the demonstration --scale {scale} --at {stage}: \
             delete the folder to build another, or give another with --data"
        );
    }
    Ok(record)
}

async fn build(
    folder: &Path,
    (scale, stage): (Scale, Stage),
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<()> {
    let place = folder.join(BUILDING);
    if fs::try_exists(&place).await? {
        eprintln!("a demonstration that was not finished is thrown away");
        fs::remove_dir_all(&place).await?;
    }
    // Files that were moved before a database that never came. The record says that they are ours.
    if fs::try_exists(folder.join(RECORD)).await? {
        fs::remove_file(folder.join(RECORD)).await?;
        remove_folder(&folder.join(BLOBS)).await?;
    }
    let store = Storage::in_folder(&place).open().await?;
    let cast = match scale {
        Scale::Small => small::build(&store, stage, now, progress).await,
        Scale::Edition2020 => both(&store, stage, now, progress).await,
    };
    progress.end();
    store.close().await?;
    let record = Record {
        scale,
        stage,
        cast: cast?,
    };
    if fs::try_exists(place.join(format!("{DATABASE}-wal"))).await? {
        bail!("the database was not closed: its log is still there");
    }
    fs::write(place.join(RECORD), serde_json::to_string_pretty(&record)?).await?;
    // The database comes last: where it is, everything is.
    for name in [RECORD, BLOBS, DATABASE] {
        fs::rename(place.join(name), folder.join(name)).await?;
    }
    Ok(fs::remove_dir_all(&place).await?)
}

/// The competition of 2020, and the release of that year beside it.
async fn both(
    store: &Store,
    stage: Stage,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<Cast> {
    let world = World::new(store, Scale::Edition2020.name());
    let mut cast = edition_2020::build(&world, stage, now, progress).await?;
    release::build(&world, stage, (now, progress), &mut cast).await?;
    world.settle_mails(now, |_| true).await?;
    Ok(cast)
}

async fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    if fs::try_exists(folder).await? {
        fs::remove_dir_all(folder).await?;
    }
    Ok(())
}
