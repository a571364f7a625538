//! Put a file into a slot. The bytes are on disk before the row is written, and nothing slow happens
//! inside the unit of work.

use bytes::Bytes;
use domain::{
    edition::Problem,
    entry::Attachment,
    ids::AttachmentId,
    policy::{Denied, UploadAttachment},
};
use futures::{Stream, StreamExt as _};
use persistence::{
    blobs::{PutError, StoredBlob},
    entries,
};

use uuid::Uuid;

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
};

/// What arrives.
pub struct IncomingFile<'a, S> {
    /// The slot.
    pub slot: &'a str,
    /// The cleaned name.
    pub name: &'a str,
    /// The bytes.
    pub bytes: S,
}

/// Why a stream of bytes ended early.
#[derive(Debug)]
enum Broken<E> {
    Sender(E),
    TooLarge,
    NotPdf,
}

/// How a PDF begins.
const PDF: &[u8] = b"%PDF-";
/// What a PDF is called.
const PDF_TYPE: &str = "application/pdf";

/// Stores the file and puts it into its slot; the one before it stays until then. `lost` makes the
/// error of a stream that broke.
pub async fn upload_attachment<S, E>(
    cx: &Context<'_>,
    number: &str,
    file: IncomingFile<'_, S>,
    lost: impl FnOnce(E) -> OperationError,
) -> Result<()>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
{
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<UploadAttachment>(cx.actor, cx.arrived_at)?;
    let slot = entry.form.slot(file.slot).ok_or(Denied::Hidden)?;
    if !entry.accepts_changes(slot.when, cx.arrived_at) {
        return Err(entry.refusal_of(slot.when, cx.arrived_at).into());
    }
    let id = AttachmentId::mint(cx.ids, cx.arrived_at);
    if !slot.media_types.iter().any(|known| known == PDF_TYPE) {
        return Err(not_pdf());
    }
    let stored = store_pdf(cx, id.0, slot.max_bytes, file.bytes, lost).await?;
    let attachment = Attachment {
        id,
        slot: slot.key.clone(),
        name: file.name.to_owned(),
        bytes: stored.bytes,
        media_type: PDF_TYPE.to_owned(),
        sha256: stored.sha256,
        begun_at: cx.arrived_at,
        uploaded_at: cx.clock.now(),
    };
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<UploadAttachment>(cx.actor, cx.arrived_at)?;
    let part = entry.form.slot(file.slot).ok_or(Denied::Hidden)?.when;
    if !entry.accepts_file(part, attachment.begun_at, attachment.uploaded_at) {
        return Err(entry.refusal_of(part, attachment.uploaded_at).into());
    }
    entries::attach(&work, &allowed, &attachment).await?;
    Ok(work.commit().await?)
}

/// Stores the bytes of a PDF: on disk and hashed when it returns. The first bytes decide what it is,
/// whatever it is called.
pub(crate) async fn store_pdf<S, E>(
    cx: &Context<'_>,
    id: Uuid,
    max_bytes: u64,
    bytes: S,
    lost: impl FnOnce(E) -> OperationError,
) -> Result<StoredBlob>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
{
    let stored = match cx.store.blobs().put(id, limited(bytes, max_bytes)).await {
        Ok(stored) => stored,
        Err(PutError::Sender(Broken::Sender(error))) => return Err(lost(error)),
        Err(PutError::Sender(Broken::TooLarge)) => return Err(too_large(max_bytes)),
        Err(PutError::Sender(Broken::NotPdf)) => return Err(not_pdf()),
        Err(PutError::Store(error)) => return Err(error.into()),
    };
    if stored.bytes == 0 {
        let problem = Problem::at("/file", "file_empty");
        return Err(OperationError::invalid("file_empty", vec![problem]));
    }
    if !stored.head.starts_with(PDF) {
        return Err(not_pdf());
    }
    Ok(stored)
}

/// Ends a stream with an error as soon as it is longer than allowed or begins like no PDF, so that what
/// nobody may keep is not kept.
fn limited<S, E>(
    bytes: S,
    max_bytes: u64,
) -> impl Stream<Item = std::result::Result<Bytes, Broken<E>>> + Unpin
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
{
    let (mut sum, mut head) = (0_u64, PDF);
    bytes.map(move |chunk| {
        let chunk = chunk.map_err(Broken::Sender)?;
        sum = sum.saturating_add(chunk.len() as u64);
        let compared = head.len().min(chunk.len());
        let (expected, rest) = head.split_at(compared);
        head = rest;
        if !chunk.starts_with(expected) {
            Err(Broken::NotPdf)
        } else if sum > max_bytes {
            Err(Broken::TooLarge)
        } else {
            Ok(chunk)
        }
    })
}

fn too_large(limit: u64) -> OperationError {
    let problem = Problem::at("/file", "file_too_large").with("limit", limit);
    OperationError::refuse(RefusalKind::TooLarge, "file_too_large", vec![problem])
}

fn not_pdf() -> OperationError {
    let problem = Problem::at("/file", "file_not_pdf");
    OperationError::refuse(RefusalKind::UnsupportedKind, "file_not_pdf", vec![problem])
}
