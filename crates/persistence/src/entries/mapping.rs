//! From rows to entries, with everything that belongs to one.

use domain::{
    edition::{Call, Form},
    entry::{
        Answers, Attachment, DivisionBy, Entry, EntrySource, EntryState, GivenDivision, Lists,
    },
    fingerprint::Fingerprint,
    ids::{AttachmentId, ContestId, DivisionId, EditionId, EntryId, TeamId, VersionId},
    screening::Screening,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::reach::reached;
use crate::{
    entities::{attachments, contests, editions, entries},
    error::Result,
    rows::{bilingual, count, document, inconsistent, instant, present},
    store::Source,
    supplements,
};

pub(super) async fn to_entry(source: &impl Source, row: entries::Model) -> Result<Entry> {
    let connection = source.connection();
    let contest = contests::Entity::find_by_id(row.contest_id)
        .one(connection)
        .await?;
    let contest = present("entries", row.id, "contest", contest)?;
    let edition = editions::Entity::find_by_id(row.edition_id)
        .one(connection)
        .await?;
    let edition = present("entries", row.id, "edition", edition)?;
    let files = attachments::Entity::find()
        .filter(attachments::Column::EntryId.eq(row.id))
        .filter(attachments::Column::RemovedAt.is_null())
        .order_by_asc(attachments::Column::Slot)
        .all(connection)
        .await?;
    let form: Form = document("contests", contest.id, &contest.form)?;
    Ok(Entry {
        id: EntryId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        contest: ContestId(row.contest_id),
        team: TeamId(row.team_id),
        source: present(
            "entries",
            row.id,
            "source",
            EntrySource::from_name(&row.source),
        )?,
        division: division(&row)?,
        reached: reached(source, row.id).await?,
        state: state(&row)?,
        screening: screening(&row)?,
        answers: document::<Answers>("entries", row.id, &row.answers)?,
        lists: document::<Lists>("entries", row.id, &row.lists)?,
        supplement: supplements::of_entry(source, EntryId(row.id)).await?,
        recommended_by: bilingual(row.recommended_by_zh, row.recommended_by_en),
        attachments: files
            .into_iter()
            .map(to_attachment)
            .collect::<Result<_>>()?,
        form,
        call: Call {
            opens_at: instant(edition.call_opens_at),
            deadline: instant(edition.call_deadline),
            grace_minutes: count("editions", edition.id, edition.call_grace_minutes)?,
        },
        updated_at: instant(row.updated_at),
        number: row.number,
    })
}

fn division(row: &entries::Model) -> Result<Option<GivenDivision>> {
    let (Some(id), Some(by)) = (row.division_id, &row.division_by) else {
        return Ok(None);
    };
    let by = match by.as_str() {
        "choice" => DivisionBy::Choice,
        "answer" => DivisionBy::Answer,
        "headquarters" => DivisionBy::Headquarters {
            reason: row.division_reason.clone(),
        },
        _ => {
            return Err(inconsistent(
                "entries",
                row.id,
                "unknown giver of a division",
            ));
        }
    };
    let division = DivisionId(id);
    Ok(Some(GivenDivision { division, by }))
}

fn screening(row: &entries::Model) -> Result<Screening> {
    let reason = row.screening_reason.clone();
    match (row.screening.as_str(), row.screened_at.map(instant)) {
        ("none", None) => Ok(Screening::None),
        ("pending", None) => Ok(Screening::Pending),
        ("accepted", Some(at)) => Ok(Screening::Accepted { at, reason }),
        ("rejected", Some(at)) => Ok(Screening::Rejected { at, reason }),
        _ => Err(inconsistent(
            "entries",
            row.id,
            "screening and instant do not agree",
        )),
    }
}

fn state(row: &entries::Model) -> Result<EntryState> {
    match (
        row.state.as_str(),
        row.latest_version_id,
        row.latest_version,
        &row.latest_fingerprint,
    ) {
        ("draft", None, None, None) => Ok(EntryState::Draft),
        ("submitted", Some(latest), Some(version), Some(hash)) => Ok(EntryState::Submitted {
            latest: VersionId(latest),
            version: count("entries", row.id, version)?,
            fingerprint: fingerprint("entries", row.id, hash)?,
        }),
        _ => Err(inconsistent(
            "entries",
            row.id,
            "state and version do not agree",
        )),
    }
}

pub(super) fn fingerprint(table: &'static str, id: Uuid, text: &str) -> Result<Fingerprint> {
    present(table, id, "fingerprint", Fingerprint::from_stored(text))
}

fn to_attachment(row: attachments::Model) -> Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.id),
        sha256: fingerprint("attachments", row.id, &row.sha256)?,
        bytes: u64::try_from(row.bytes).map_err(|e| inconsistent("attachments", row.id, e))?,
        slot: row.slot,
        name: row.name,
        media_type: row.media_type,
        begun_at: instant(row.begun_at),
        uploaded_at: instant(row.uploaded_at),
    })
}
