//! The rows of an edition, written from its checked file: all of them when it is imported, those that are
//! there again when it is amended. What people did since then is not touched.

use std::collections::BTreeMap;

use domain::{
    edition::{EditionPlan, RouteSource},
    ids::{ContestId, DivisionId, EditionId, HeatId, Ids, RouteId},
    time::Timestamp,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait as _, FromQueryResult, IntoActiveModel,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    entities::{award_tiers, contests, divisions, heats, rounds, routes, tracks},
    error::Result,
    rows::{present, to_column, to_document},
    store::{Source as _, Work, query},
};

/// Rows of one insert; an engine takes some ten thousand values at once.
const BATCH: usize = 500;

/// Identities by key.
pub(super) type Keys = BTreeMap<String, Uuid>;

/// What an edition has already.
#[derive(Default)]
pub(super) struct Known {
    tracks: Keys,
    contests: Keys,
    divisions: Keys,
    rounds: Keys,
    heats: Keys,
    routes: Keys,
    /// Keys of the heats that are not planned any more.
    opened: Vec<String>,
}

#[derive(FromQueryResult)]
struct KeyRow {
    id: Uuid,
    key: String,
}

async fn keys(work: &Work, table: &str, edition: EditionId) -> Result<Keys> {
    let sql = format!("SELECT id, key FROM {table} WHERE edition_id = $1");
    let rows: Vec<KeyRow> = query(work, &sql, [edition.0.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.key, row.id)).collect())
}

impl Known {
    /// Of an edition that is amended.
    pub(super) async fn of(work: &Work, edition: EditionId) -> Result<Self> {
        let sql = "SELECT id, key FROM heats WHERE edition_id = $1 AND state <> 'planned'";
        let opened: Vec<KeyRow> = query(work, sql, [edition.0.into()]).await?;
        Ok(Self {
            tracks: keys(work, "tracks", edition).await?,
            contests: keys(work, "contests", edition).await?,
            divisions: keys(work, "divisions", edition).await?,
            rounds: keys(work, "rounds", edition).await?,
            heats: keys(work, "heats", edition).await?,
            routes: keys(work, "routes", edition).await?,
            opened: opened.into_iter().map(|row| row.key).collect(),
        })
    }
}

/// What is being written, with what every row of it needs.
pub(super) struct Writing<'a> {
    pub work: &'a Work,
    pub plan: &'a EditionPlan,
    pub edition: EditionId,
    pub amendment: u32,
    pub known: Known,
    pub ids: &'a dyn Ids,
    pub now: Timestamp,
}

/// In place of a row that is there: these columns of it.
fn or_update<C: ColumnTrait>(id: C, columns: impl IntoIterator<Item = C>) -> OnConflict {
    OnConflict::column(id).update_columns(columns).to_owned()
}

impl Writing<'_> {
    /// Writes what hangs on the edition. What the file does not have any more is left for [`Self::prune`].
    pub(super) async fn write(&self) -> Result<()> {
        let tracks = self.tracks().await?;
        let contests = self.contests(&tracks).await?;
        let divisions = self.divisions().await?;
        let rounds = self.rounds().await?;
        let heats = self.heats(&contests, &divisions, &rounds).await?;
        self.routes(&heats).await
    }

    /// Removes what the file does not have any more. Only what nobody relies on can be missing there.
    pub(super) async fn prune(&self) -> Result<()> {
        let plan = self.plan;
        let routes: Vec<_> = plan.routes.iter().map(|one| one.key.as_str()).collect();
        let tracks: Vec<_> = plan.tracks.iter().map(|one| one.key.as_str()).collect();
        for (table, known, kept) in [
            ("routes", &self.known.routes, routes),
            ("tracks", &self.known.tracks, tracks),
        ] {
            let sql = format!("DELETE FROM {table} WHERE id = $1");
            for (_, id) in known
                .iter()
                .filter(|(key, _)| !kept.contains(&key.as_str()))
            {
                self.work.execute(&sql, [(*id).into()]).await?;
            }
        }
        for contest in &plan.contests {
            let Some(id) = self.known.contests.get(&contest.key) else {
                continue;
            };
            let sql = "SELECT contest_id AS id, key FROM award_tiers WHERE contest_id = $1";
            let rows: Vec<KeyRow> = query(self.work, sql, [(*id).into()]).await?;
            for row in rows {
                if contest.tiers.iter().all(|tier| tier.key != row.key) {
                    let sql = "DELETE FROM award_tiers WHERE contest_id = $1 AND key = $2";
                    let values = [row.id.into(), row.key.into()];
                    self.work.execute(sql, values).await?;
                }
            }
        }
        Ok(())
    }

    async fn put<A>(&self, rows: Vec<A>, conflict: OnConflict) -> Result<()>
    where
        A: ActiveModelTrait + Clone,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        for batch in rows.chunks(BATCH) {
            A::Entity::insert_many(batch.to_vec())
                .on_conflict(conflict.clone())
                .exec_without_returning(self.work.connection())
                .await?;
        }
        Ok(())
    }

    async fn tracks(&self) -> Result<Keys> {
        use tracks::Column;
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, track) in (0..).zip(&self.plan.tracks) {
            let known = self.known.tracks.get(&track.key).copied();
            let id = known.unwrap_or_else(|| self.ids.mint("tracks", self.now));
            keys.insert(track.key.clone(), id);
            rows.push(tracks::ActiveModel {
                id: Set(id),
                edition_id: Set(self.edition.0),
                key: Set(track.key.clone()),
                position: Set(position),
                title_zh: Set(track.title.zh.clone()),
                title_en: Set(track.title.en.clone()),
            });
        }
        let again = [Column::Position, Column::TitleZh, Column::TitleEn];
        self.put(rows, or_update(Column::Id, again)).await?;
        Ok(keys)
    }

    async fn contests(&self, track_keys: &Keys) -> Result<Keys> {
        use contests::Column;
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, contest) in (0..).zip(&self.plan.contests) {
            let known = self.known.contests.get(&contest.key).copied();
            let id = known.unwrap_or_else(|| ContestId::mint(self.ids, self.now).0);
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
                applicants: Set(to_document("contests", &contest.applicants)?),
                division_rule: Set(rule.map(|rule| to_document("contests", rule)).transpose()?),
                eligibility: Set(to_document("contests", &contest.eligibility)?),
            });
        }
        let again = [
            Column::TrackId,
            Column::Position,
            Column::TitleZh,
            Column::TitleEn,
            Column::Form,
            Column::Screening,
            Column::Applicants,
            Column::DivisionRule,
            Column::Eligibility,
        ];
        self.put(rows, or_update(Column::Id, again)).await?;
        self.tiers(&keys).await?;
        Ok(keys)
    }

    async fn tiers(&self, contests: &Keys) -> Result<()> {
        use award_tiers::Column;
        let mut rows = vec![];
        for contest in &self.plan.contests {
            let id = present("contests", &contest.key, "row", contests.get(&contest.key))?;
            for (position, tier) in (0..).zip(&contest.tiers) {
                rows.push(award_tiers::ActiveModel {
                    contest_id: Set(*id),
                    key: Set(tier.key.clone()),
                    position: Set(position),
                    title_zh: Set(tier.title.zh.clone()),
                    title_en: Set(tier.title.en.clone()),
                    quota: Set(to_column(tier.quota)),
                    recipient: Set(tier.recipient.name().to_owned()),
                    outcome: Set(tier.outcome.name().to_owned()),
                });
            }
        }
        let again = [
            Column::Position,
            Column::TitleZh,
            Column::TitleEn,
            Column::Quota,
            Column::Recipient,
            Column::Outcome,
        ];
        let mut conflict = OnConflict::columns([Column::ContestId, Column::Key]);
        self.put(rows, conflict.update_columns(again).to_owned())
            .await
    }

    async fn divisions(&self) -> Result<Keys> {
        use divisions::Column;
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, division) in (0..).zip(&self.plan.divisions) {
            let known = self.known.divisions.get(&division.key).copied();
            let id = known.unwrap_or_else(|| DivisionId::mint(self.ids, self.now).0);
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
        let again = [
            Column::Position,
            Column::TitleZh,
            Column::TitleEn,
            Column::HostZh,
            Column::HostEn,
            Column::Delivery,
            Column::Answers,
        ];
        self.put(rows, or_update(Column::Id, again)).await?;
        Ok(keys)
    }

    async fn rounds(&self) -> Result<Keys> {
        use rounds::Column;
        let (mut rows, mut keys) = (vec![], Keys::new());
        for (position, round) in (0..).zip(&self.plan.rounds) {
            let known = self.known.rounds.get(&round.key).copied();
            let id = known.unwrap_or_else(|| self.ids.mint("rounds", self.now));
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
        let again = [Column::Position, Column::TitleZh, Column::TitleEn];
        self.put(rows, or_update(Column::Id, again)).await?;
        Ok(keys)
    }

    async fn heats(&self, contests: &Keys, divisions: &Keys, rounds: &Keys) -> Result<Keys> {
        let (mut planned, mut opened, mut keys) = (vec![], vec![], Keys::new());
        for (position, heat) in (0..).zip(&self.plan.heats) {
            let known = self.known.heats.get(&heat.key).copied();
            let id = known.unwrap_or_else(|| HeatId::mint(self.ids, self.now).0);
            keys.insert(heat.key.clone(), id);
            let round = present("heats", &heat.key, "round", rounds.get(&heat.round))?;
            let ballot = heat.ballot.as_ref();
            let ballot = ballot.map(|rule| to_document("heats", rule)).transpose()?;
            let row = heats::ActiveModel {
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
                amendment: Set(to_column(self.amendment)),
                opens_at: Set(heat.opens_at.0),
                closes_at: Set(heat.closes_at.0),
                rubric: Set(to_document("heats", &heat.rubric)?),
                rule: Set(to_document("heats", &heat.rule)?),
                ballot: Set(ballot),
                state: Set("planned".to_owned()),
                opened_at: Set(None),
                freeze_hash: Set(None),
                closed_at: Set(None),
                standing_id: Set(None),
                advanced_at: Set(None),
                revision: Set(1),
            };
            let place = if self.known.opened.contains(&heat.key) {
                &mut opened
            } else {
                &mut planned
            };
            place.push(row);
        }
        self.put(planned, of_planned_heat()).await?;
        self.put(opened, of_opened_heat()).await?;
        Ok(keys)
    }

    async fn routes(&self, heats: &Keys) -> Result<()> {
        use routes::Column;
        let mut rows = vec![];
        for (position, route) in (0..).zip(&self.plan.routes) {
            let from = match &route.from {
                RouteSource::Heat(key) => Some(key),
                RouteSource::Call | RouteSource::Direct | RouteSource::Recommendation => None,
            };
            let target = present("routes", &route.key, "heat", heats.get(&route.to))?;
            let known = self.known.routes.get(&route.key).copied();
            rows.push(routes::ActiveModel {
                id: Set(known.unwrap_or_else(|| RouteId::mint(self.ids, self.now).0)),
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
        let again = [
            Column::Position,
            Column::Source,
            Column::FromHeatId,
            Column::ToHeatId,
            Column::Quota,
            Column::Wildcards,
            Column::Reallocate,
        ];
        self.put(rows, or_update(Column::Id, again)).await
    }
}

/// A planned heat goes by the new file from now on. Whoever looked at it before has to look again.
fn of_planned_heat() -> OnConflict {
    use heats::Column;
    let again = [
        Column::ContestId,
        Column::DivisionId,
        Column::RoundId,
        Column::Position,
        Column::TitleZh,
        Column::TitleEn,
        Column::Kind,
        Column::Readings,
        Column::LoadMin,
        Column::LoadMax,
        Column::Disclosure,
        Column::Amendment,
        Column::OpensAt,
        Column::ClosesAt,
        Column::Rubric,
        Column::Rule,
    ];
    let seen = Expr::col((heats::Entity, Column::Revision));
    or_update(Column::Id, again)
        .value(Column::Revision, seen.add(1))
        .to_owned()
}

/// A heat in which judging has begun keeps the amendment that it was opened by.
fn of_opened_heat() -> OnConflict {
    use heats::Column;
    let again = [
        Column::Position,
        Column::TitleZh,
        Column::TitleEn,
        Column::ClosesAt,
    ];
    or_update(Column::Id, again)
}

/// The identity of what a key names, where there is a key. The file was checked, so it is there.
fn named(keys: &Keys, key: Option<&String>) -> Result<Option<Uuid>> {
    key.map(|key| present("editions", key, "key", keys.get(key).copied()))
        .transpose()
}
