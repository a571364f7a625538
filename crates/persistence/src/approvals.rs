//! Approvals: requests, the steps that were done, what was struck off.

use domain::{
    approval::{Approval, ApprovalState, Paper, Scan, Signed, Strike},
    fingerprint::Fingerprint,
    ids::{AccountId, ApprovalId, AwardId, EditionId},
    policy::{
        Action, Allowed, ApproveList, AttachApprovalScan, Guarded, RecallApproval,
        RegisterApproval, RequestApproval, ReturnList,
    },
    time::Day,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    entities::{approval_steps, approval_strikes, approvals, editions},
    error::Result,
    rows::{count, document, inconsistent, instant, present, to_column, to_document},
    store::{Source, Work, one},
};

/// An approval by its edition's slug and its identity.
pub async fn find(
    source: &impl Source,
    edition: &str,
    id: Uuid,
) -> Result<Option<Guarded<Approval>>> {
    let connection = source.connection();
    let edition = editions::Entity::find()
        .filter(editions::Column::Slug.eq(edition))
        .one(connection)
        .await?;
    let Some(edition) = edition else {
        return Ok(None);
    };
    let row = approvals::Entity::find_by_id(id)
        .filter(approvals::Column::EditionId.eq(edition.id))
        .one(connection)
        .await?;
    let whole = with_steps(source, row.into_iter().collect()).await?;
    Ok(whole.into_iter().next().map(Guarded::seal))
}

/// The approvals of an authorized edition, the latest first.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<Approval>> {
    use sea_orm::QuerySelect as _;
    let rows = approvals::Entity::find()
        .filter(approvals::Column::EditionId.eq(edition.0))
        .order_by_desc(approvals::Column::Number)
        .limit(200)
        .all(source.connection())
        .await?;
    with_steps(source, rows).await
}

async fn with_steps(source: &impl Source, rows: Vec<approvals::Model>) -> Result<Vec<Approval>> {
    let connection = source.connection();
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let steps = approval_steps::Entity::find()
        .filter(approval_steps::Column::ApprovalId.is_in(ids.clone()))
        .order_by_asc(approval_steps::Column::Position)
        .all(connection)
        .await?;
    let strikes = approval_strikes::Entity::find()
        .filter(approval_strikes::Column::ApprovalId.is_in(ids))
        .order_by_asc(approval_strikes::Column::AwardId)
        .all(connection)
        .await?;
    let whole = rows.into_iter().map(|row| {
        let own = steps.iter().filter(|step| step.approval_id == row.id);
        let signed = own.map(|step| signed(step, &strikes));
        let signed = signed.collect::<Result<_>>()?;
        to_approval(row, signed)
    });
    whole.collect()
}

fn hash(table: &'static str, id: Uuid, text: &str) -> Result<Fingerprint> {
    present(table, id, "hash", Fingerprint::from_stored(text))
}

fn scan(
    id: Uuid,
    columns: (&Option<String>, Option<i64>, &Option<String>),
) -> Result<Option<Scan>> {
    let (Some(name), Some(bytes), Some(sha256)) = columns else {
        return Ok(None);
    };
    Ok(Some(Scan {
        name: name.clone(),
        bytes: u64::try_from(bytes).map_err(|error| inconsistent("approvals", id, error))?,
        sha256: hash("approvals", id, sha256)?,
    }))
}

fn signed(row: &approval_steps::Model, strikes: &[approval_strikes::Model]) -> Result<Signed> {
    let id = row.approval_id;
    let scan = scan(id, (&row.scan_name, row.scan_bytes, &row.scan_sha256))?;
    let own =
        |strike: &&approval_strikes::Model| strike.approval_id == id && strike.step == row.position;
    let strikes = strikes.iter().filter(own).map(|strike| Strike {
        award: AwardId(strike.award_id),
        reason: strike.reason.clone(),
    });
    let paper = match (&row.document, &row.document_date, &row.signers, scan) {
        (Some(number), Some(date), Some(signers), Some(scan)) => Some(Paper {
            document: number.clone(),
            date: Day::parse(date).map_err(|what| inconsistent("approval_steps", id, what))?,
            signers: document("approval_steps", id, signers)?,
            scan,
        }),
        _ => None,
    };
    Ok(Signed {
        by: AccountId(row.signed_by),
        at: instant(row.signed_at),
        list_hash: hash("approval_steps", id, &row.list_hash)?,
        strikes: strikes.collect(),
        paper,
    })
}

fn to_approval(row: approvals::Model, signed: Vec<Signed>) -> Result<Approval> {
    Ok(Approval {
        id: ApprovalId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        number: count("approvals", row.id, row.number)?,
        items: document("approvals", row.id, &row.items)?,
        requested_hash: hash("approvals", row.id, &row.list_hash)?,
        steps: document("approvals", row.id, &row.steps)?,
        requested_by: AccountId(row.requested_by),
        requested_at: instant(row.requested_at),
        scan: scan(row.id, (&row.scan_name, row.scan_bytes, &row.scan_sha256))?,
        signed,
        state: state(&row)?,
    })
}

fn state(row: &approvals::Model) -> Result<ApprovalState> {
    let by = row.ended_by.map(AccountId);
    let at = row.ended_at.map(instant);
    match (row.state.as_str(), by, at, row.end_reason.clone()) {
        ("requested", None, None, None) => Ok(ApprovalState::Requested),
        ("approved", None, Some(at), None) => Ok(ApprovalState::Approved { at }),
        ("returned", Some(by), Some(at), Some(reason)) => {
            Ok(ApprovalState::Returned { by, at, reason })
        }
        ("recalled", Some(by), Some(at), Some(reason)) => {
            Ok(ApprovalState::Recalled { by, at, reason })
        }
        _ => Err(inconsistent(
            "approvals",
            row.id,
            "state and its end do not agree",
        )),
    }
}

/// Stores a request.
pub async fn request(
    work: &Work,
    allowed: &Allowed<RequestApproval>,
    approval: &Approval,
) -> Result<()> {
    let row = approvals::ActiveModel {
        id: Set(approval.id.0),
        edition_id: Set(allowed.subject()),
        number: Set(to_column(approval.number)),
        items: Set(to_document("approvals", &approval.items)?),
        list_hash: Set(approval.requested_hash.to_string()),
        steps: Set(to_document("approvals", &approval.steps)?),
        requested_by: Set(approval.requested_by.0),
        requested_at: Set(approval.requested_at.0),
        scan_name: Set(None),
        scan_bytes: Set(None),
        scan_sha256: Set(None),
        state: Set("requested".to_owned()),
        ended_by: Set(None),
        ended_at: Set(None),
        end_reason: Set(None),
        revision: Set(1),
    };
    approvals::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Stores a scan for the paper of the next step, in place of one before it.
pub async fn attach_scan(
    work: &Work,
    allowed: &Allowed<AttachApprovalScan>,
    scan: &Scan,
) -> Result<()> {
    let sql = "UPDATE approvals SET scan_name = $1, scan_bytes = $2, scan_sha256 = $3, \
               revision = revision + 1 WHERE id = $4 AND revision = $5 AND state = 'requested'";
    let values = [
        scan.name.clone().into(),
        i64::try_from(scan.bytes).unwrap_or(i64::MAX).into(),
        scan.sha256.to_string().into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Writers of steps.
pub trait Signs: Action<Subject = Approval> {}
impl Signs for ApproveList {}
impl Signs for RegisterApproval {}

/// Stores the latest step of an approval, with what it struck off, and where the approval stands now.
pub async fn sign<A: Signs>(work: &Work, allowed: &Allowed<A>, approval: &Approval) -> Result<()> {
    let step = present("approval_steps", approval.id, "row", approval.signed.last())?;
    let position = i32::try_from(approval.signed.len()).unwrap_or(i32::MAX);
    let paper = step.paper.as_ref();
    let signers = paper.map(|paper| to_document("approval_steps", &paper.signers));
    let row = approval_steps::ActiveModel {
        approval_id: Set(approval.id.0),
        position: Set(position),
        list_hash: Set(step.list_hash.to_string()),
        signed_by: Set(step.by.0),
        signed_at: Set(step.at.0),
        document: Set(paper.map(|paper| paper.document.clone())),
        document_date: Set(paper.map(|paper| paper.date.to_string())),
        signers: Set(signers.transpose()?),
        scan_name: Set(paper.map(|paper| paper.scan.name.clone())),
        scan_bytes: Set(paper.map(|paper| i64::try_from(paper.scan.bytes).unwrap_or(i64::MAX))),
        scan_sha256: Set(paper.map(|paper| paper.scan.sha256.to_string())),
    };
    approval_steps::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    let strikes = step
        .strikes
        .iter()
        .map(|strike| approval_strikes::ActiveModel {
            approval_id: Set(approval.id.0),
            award_id: Set(strike.award.0),
            step: Set(position),
            reason: Set(strike.reason.clone()),
        });
    let strikes: Vec<_> = strikes.collect();
    if !strikes.is_empty() {
        approval_strikes::Entity::insert_many(strikes)
            .exec_without_returning(work.connection())
            .await?;
    }
    save(work, allowed, approval).await
}

/// Writers of ends that are no approval.
pub trait GivesUp: Action<Subject = Approval> {}
impl GivesUp for ReturnList {}
impl GivesUp for RecallApproval {}

/// Stores that an approval was returned or recalled.
pub async fn give_up<A: GivesUp>(
    work: &Work,
    allowed: &Allowed<A>,
    approval: &Approval,
) -> Result<()> {
    save(work, allowed, approval).await
}

async fn save<A: Action>(work: &Work, allowed: &Allowed<A>, approval: &Approval) -> Result<()> {
    let (by, at, reason) = match &approval.state {
        ApprovalState::Requested => (None, None, None),
        ApprovalState::Approved { at } => (None, Some(at.0), None),
        ApprovalState::Returned { by, at, reason } | ApprovalState::Recalled { by, at, reason } => {
            (Some(by.0), Some(at.0), Some(reason.clone()))
        }
    };
    let scan = approval.scan.as_ref();
    let bytes = scan.map(|scan| i64::try_from(scan.bytes).unwrap_or(i64::MAX));
    let sql = "UPDATE approvals SET state = $1, ended_by = $2, ended_at = $3, end_reason = $4, \
               scan_name = $5, scan_bytes = $6, scan_sha256 = $7, \
               revision = revision + 1 WHERE id = $8 AND revision = $9";
    let values = [
        approval.state.name().into(),
        by.into(),
        at.into(),
        reason.into(),
        scan.map(|scan| scan.name.clone()).into(),
        bytes.into(),
        scan.map(|scan| scan.sha256.to_string()).into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}
