//! Storing an edition from its checked file.

use std::collections::BTreeMap;

use domain::{
    edition::{RouteSource, file::EditionPlan},
    ids::{ContestId, DivisionId, EditionId, HeatId, Ids, ProgrammeId, RouteId},
    policy::{Allowed, ImportEdition},
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    entities::{
        amendments, award_tiers, contests, divisions, editions, heats, programmes, rounds, routes,
        tracks,
    },
    error::Result,
    rows::{present, to_column, to_document},
    store::{Source as _, Work},
};

/// Rows of one insert; an engine takes some ten thousand values at once.
const BATCH: usize = 500;

/// Identities by key.
type Keys = BTreeMap<String, Uuid>;

/// What is being stored, with what every row of it needs.
struct Import<'a> {
    work: &'a Work,
    plan: &'a EditionPlan,
    edition: EditionId,
    ids: &'a dyn Ids,
    now: Timestamp,
}

/// Stores a new edition from its checked file. The programme is made when it is new; an existing one
/// keeps its name.
pub async fn import(
    work: &Work,
    allowed: &Allowed<ImportEdition>,
    plan: &EditionPlan,
    source: &str,
    ids: &dyn Ids,
) -> Result<EditionId> {
    let now = allowed.at();
    let edition = EditionId::mint(ids, now);
    let import = Import {
        work,
        plan,
        edition,
        ids,
        now,
    };
    let programme = import.programme().await?;
    import.head(programme, source).await?;
    import.first_amendment(source, allowed).await?;
    let tracks = import.tracks().await?;
    let contests = import.contests(&tracks).await?;
    let divisions = import.divisions().await?;
    let rounds = import.rounds().await?;
    let heats = import.heats(&contests, &divisions, &rounds).await?;
    import.routes(&heats).await?;
    Ok(edition)
}

impl Import<'_> {
    async fn programme(&self) -> Result<Uuid> {
        let known = programmes::Entity::find()
            .filter(programmes::Column::Slug.eq(&self.plan.programme.slug))
            .one(self.work.connection())
            .await?;
        if let Some(known) = known {
            return Ok(known.id);
        }
        let id = ProgrammeId::mint(self.ids, self.now).0;
        let row = programmes::ActiveModel {
            id: Set(id),
            slug: Set(self.plan.programme.slug.clone()),
            title_zh: Set(self.plan.programme.title.zh.clone()),
            title_en: Set(self.plan.programme.title.en.clone()),
            created_at: Set(self.now.0),
        };
        programmes::Entity::insert(row)
            .exec_without_returning(self.work.connection())
            .await?;
        Ok(id)
    }

    async fn head(&self, programme: Uuid, source: &str) -> Result<()> {
        let plan = self.plan;
        let event = plan.event.as_ref();
        let row = editions::ActiveModel {
            id: Set(self.edition.0),
            programme_id: Set(programme),
            slug: Set(plan.edition.slug.clone()),
            title_zh: Set(plan.edition.title.zh.clone()),
            title_en: Set(plan.edition.title.en.clone()),
            zone: Set(plan.edition.zone.clone()),
            languages: Set(to_document("editions", &plan.edition.languages)?),
            entry_prefix: Set(plan.edition.entry_prefix.clone()),
            call_opens_at: Set(plan.call.opens_at.0),
            call_deadline: Set(plan.call.deadline.0),
            call_grace_minutes: Set(to_column(plan.call.grace_minutes)),
            event: Set(event
                .map(|event| to_document("editions", event))
                .transpose()?),
            source: Set(source.to_owned()),
            amendment: Set(0),
            revision: Set(1),
            created_at: Set(self.now.0),
        };
        editions::Entity::insert(row)
            .exec_without_returning(self.work.connection())
            .await?;
        Ok(())
    }

    async fn first_amendment(&self, source: &str, allowed: &Allowed<ImportEdition>) -> Result<()> {
        let row = amendments::ActiveModel {
            edition_id: Set(self.edition.0),
            number: Set(0),
            source: Set(source.to_owned()),
            reason: Set(String::new()),
            changes: Set("[]".to_owned()),
            made_by: Set(allowed.actor().map(|account| account.0)),
            made_at: Set(self.now.0),
        };
        amendments::Entity::insert(row)
            .exec_without_returning(self.work.connection())
            .await?;
        Ok(())
    }

    async fn tracks(&self) -> Result<Keys> {
        let mut keys = Keys::new();
        for (position, track) in (0..).zip(&self.plan.tracks) {
            let id = self.ids.mint("tracks", self.now);
            keys.insert(track.key.clone(), id);
            let row = tracks::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                key: Set(track.key.clone()),
                position: Set(position),
                title_zh: Set(track.title.zh.clone()),
                title_en: Set(track.title.en.clone()),
            };
            tracks::Entity::insert(row)
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(keys)
    }

    async fn contests(&self, track_keys: &Keys) -> Result<Keys> {
        let (mut rows, mut tiers, mut keys) = (vec![], vec![], Keys::new());
        for (position, contest) in (0..).zip(&self.plan.contests) {
            let id = ContestId::mint(self.ids, self.now).0;
            keys.insert(contest.key.clone(), id);
            let rule = contest.division.as_ref();
            rows.push(contests::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                track_id: Set(named(track_keys, contest.track.as_ref())?),
                key: Set(contest.key.clone()),
                position: Set(position),
                title_zh: Set(contest.title.zh.clone()),
                title_en: Set(contest.title.en.clone()),
                form: Set(to_document("contests", &contest.form)?),
                screening: Set(contest.screening.into()),
                division_rule: Set(rule.map(|rule| to_document("contests", rule)).transpose()?),
                eligibility: Set(to_document("contests", &contest.eligibility)?),
            });
            for (position, tier) in (0..).zip(&contest.tiers) {
                tiers.push(award_tiers::ActiveModel {
                    contest_id: Set(id),
                    key: Set(tier.key.clone()),
                    position: Set(position),
                    title_zh: Set(tier.title.zh.clone()),
                    title_en: Set(tier.title.en.clone()),
                    quota: Set(to_column(tier.quota)),
                    recipient: Set(tier.recipient.name().to_owned()),
                });
            }
        }
        contests::Entity::insert_many(rows)
            .exec_without_returning(self.work.connection())
            .await?;
        for batch in tiers.chunks(BATCH) {
            award_tiers::Entity::insert_many(batch.to_vec())
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(keys)
    }

    async fn divisions(&self) -> Result<Keys> {
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, division) in (0..).zip(&self.plan.divisions) {
            let id = DivisionId::mint(self.ids, self.now).0;
            keys.insert(division.key.clone(), id);
            rows.push(divisions::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                key: Set(division.key.clone()),
                position: Set(position),
                title_zh: Set(division.title.zh.clone()),
                title_en: Set(division.title.en.clone()),
                host_zh: Set(division.host.zh.clone()),
                host_en: Set(division.host.en.clone()),
                delivery: Set(division.delivery.name().to_owned()),
                answers: Set(to_document("divisions", &division.answers)?),
            });
        }
        if !rows.is_empty() {
            divisions::Entity::insert_many(rows)
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(keys)
    }

    async fn rounds(&self) -> Result<Keys> {
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, round) in (0..).zip(&self.plan.rounds) {
            let id = self.ids.mint("rounds", self.now);
            keys.insert(round.key.clone(), id);
            rows.push(rounds::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                key: Set(round.key.clone()),
                position: Set(position),
                title_zh: Set(round.title.zh.clone()),
                title_en: Set(round.title.en.clone()),
            });
        }
        rounds::Entity::insert_many(rows)
            .exec_without_returning(self.work.connection())
            .await?;
        Ok(keys)
    }

    async fn heats(&self, contests: &Keys, divisions: &Keys, rounds: &Keys) -> Result<Keys> {
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, heat) in (0..).zip(&self.plan.heats) {
            let id = HeatId::mint(self.ids, self.now).0;
            keys.insert(heat.key.clone(), id);
            let round = present("heats", &heat.key, "round", rounds.get(&heat.round))?;
            rows.push(heats::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                contest_id: Set(named(contests, heat.contest.as_ref())?),
                division_id: Set(named(divisions, heat.division.as_ref())?),
                round_id: Set(*round),
                key: Set(heat.key.clone()),
                position: Set(position),
                title_zh: Set(heat.title.zh.clone()),
                title_en: Set(heat.title.en.clone()),
                kind: Set(heat.kind.name().to_owned()),
                readings: Set(heat.readings.map(to_column)),
                load_min: Set(heat.load.map(|load| to_column(load.min))),
                load_max: Set(heat.load.map(|load| to_column(load.max))),
                disclosure: Set(to_document("heats", &heat.disclosure)?),
                amendment: Set(0),
                opens_at: Set(heat.opens_at.0),
                closes_at: Set(heat.closes_at.0),
                rubric: Set(to_document("heats", &heat.rubric)?),
                rule: Set(to_document("heats", &heat.rule)?),
                state: Set("planned".to_owned()),
                opened_at: Set(None),
                freeze_hash: Set(None),
                closed_at: Set(None),
                standing_id: Set(None),
                advanced_at: Set(None),
                revision: Set(1),
            });
        }
        for batch in rows.chunks(BATCH) {
            heats::Entity::insert_many(batch.to_vec())
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(keys)
    }

    async fn routes(&self, heats: &Keys) -> Result<()> {
        let mut rows = vec![];
        for (position, route) in (0..).zip(&self.plan.routes) {
            let from = match &route.from {
                RouteSource::Heat(key) => Some(key),
                RouteSource::Call | RouteSource::Direct | RouteSource::Recommendation => None,
            };
            let target = present("routes", &route.key, "heat", heats.get(&route.to))?;
            rows.push(routes::ActiveModel {
                id: Set(RouteId::mint(self.ids, self.now).0),
                edition_id: Set(self.edition.0),
                key: Set(route.key.clone()),
                position: Set(position),
                source: Set(route.from.name().to_owned()),
                from_heat_id: Set(named(heats, from)?),
                to_heat_id: Set(*target),
                quota: Set(route.quota.map(to_column)),
                wildcards: Set(to_column(route.wildcards)),
                reallocate: Set(route.reallocate.into()),
            });
        }
        for batch in rows.chunks(BATCH) {
            routes::Entity::insert_many(batch.to_vec())
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(())
    }
}

/// The identity of what a key names, where there is a key. The file was checked, so it is there.
fn named(keys: &Keys, key: Option<&String>) -> Result<Option<Uuid>> {
    key.map(|key| present("editions", key, "key", keys.get(key).copied()))
        .transpose()
}
