//! A new file held against the one that stands: what checking an amendment and making it have in common.

use domain::edition::{Edition, EditionPlan, Problem, amendment, amendment::Change, file};
use persistence::{Source, StoreError, editions};

use crate::{
    Context,
    error::{OperationError, Result},
};

/// A new file that may take the place of the one that stands.
pub(crate) struct Compared {
    /// What it says.
    pub plan: EditionPlan,
    /// What it changes.
    pub changes: Vec<Change>,
    /// The number of the amendment that stands.
    pub standing: u32,
}

/// Reads and checks a new file and compares it with the one that stands.
pub(crate) async fn compare(
    cx: &Context<'_>,
    source: &impl Source,
    edition: &Edition,
    text: &str,
) -> Result<Compared> {
    let plan = file::parse(text)
        .map_err(|problems| OperationError::invalid("invalid_edition_file", problems))?;
    let stored = editions::file(source, edition.id).await?;
    let standing =
        file::parse(&stored.text).map_err(|problems| unreadable(edition, &pointers(&problems)))?;
    let progress = editions::progress(source, edition.id).await?;
    // What counts is whether the deadline is settled when it is moved, not when somebody asked for it.
    let now = cx.clock.now();
    let amendment = amendment::amend(&standing, &plan, &progress, now)
        .map_err(|error| unreadable(edition, &error.to_string()))?;
    if !amendment.problems.is_empty() {
        return Err(OperationError::invalid("cannot_amend", amendment.problems));
    }
    Ok(Compared {
        plan,
        changes: amendment.changes,
        standing: stored.amendment,
    })
}

fn pointers(problems: &[Problem]) -> String {
    let places: Vec<_> = problems.iter().map(|one| one.pointer.as_str()).collect();
    format!("its file cannot be read at {}", places.join(", "))
}

fn unreadable(edition: &Edition, what: &str) -> OperationError {
    OperationError::Store(StoreError::Inconsistent {
        table: "editions",
        id: edition.id.to_string(),
        what: what.to_owned(),
    })
}
