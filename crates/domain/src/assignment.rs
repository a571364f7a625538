//! A judge's assignment and the score sheet that belongs to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{Problem, Rubric},
    ids::{AssignmentId, EditionId, EntryId, HeatId, JudgeId},
    time::Timestamp,
    transition::TransitionError,
};

/// Marks by the key of their criterion, in steps. A criterion without a mark is not scored, which
/// is not zero.
pub type Marks = BTreeMap<String, i64>;

/// Judge and entry in a heat, with the sheet as the judge left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Identity.
    pub id: AssignmentId,
    /// Lock column.
    pub revision: i64,
    /// Random, and all that a judge's address shows.
    pub alias: String,
    /// Where.
    pub edition: EditionId,
    /// In which heat.
    pub heat: HeatId,
    /// Whether that heat takes sheets now.
    pub heat_is_open: bool,
    /// Who scores.
    pub judge: JudgeId,
    /// What is scored.
    pub entry: EntryId,
    /// The place in the judge's order, from 1.
    pub position: u32,
    /// Where the sheet stands.
    pub state: AssignmentState,
    /// The sheet as the judge left it, submitted or not.
    pub draft: Sheet,
    /// What is scored by.
    pub rubric: Rubric,
}

/// Marks and comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Marks in steps.
    pub marks: Marks,
    /// What the judge adds.
    pub comment: String,
}

/// What a judge changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetPatch {
    /// Marks to set, or to clear.
    pub marks: BTreeMap<String, Option<i64>>,
    /// The comment, when it was changed.
    pub comment: Option<String>,
}

/// Where a sheet stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssignmentState {
    /// Nothing was marked.
    NotStarted,
    /// Something was marked.
    Draft,
    /// The entry is there to be read, for a vote; no sheet is asked for.
    Reading,
    /// Handed in; a later draft does not count until it is handed in as well.
    Submitted {
        /// 1 for the first.
        version: u32,
        /// When it was on disk.
        received_at: Timestamp,
    },
    /// The judge stepped aside; the sheet is sealed and does not count.
    Recused {
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
    /// The heat may go on without the sheet. It still counts if it comes before the heat closes.
    Waived {
        /// Why.
        reason: String,
        /// When.
        at: Timestamp,
    },
}

impl AssignmentState {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Draft => "draft",
            Self::Reading => "reading",
            Self::Submitted { .. } => "submitted",
            Self::Recused { .. } => "recused",
            Self::Waived { .. } => "waived",
        }
    }

    /// Whether the judge stepped aside.
    pub const fn is_recused(&self) -> bool {
        matches!(self, Self::Recused { .. })
    }

    /// Whether the heat cannot close because of this sheet.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::NotStarted | Self::Draft)
    }

    /// The state after marks were kept.
    ///
    /// # Errors
    /// For a judge who stepped aside, and where no sheet is asked for.
    pub fn save(self) -> Result<Self, TransitionError> {
        match self {
            Self::NotStarted | Self::Draft => Ok(Self::Draft),
            Self::Submitted { .. } | Self::Waived { .. } => Ok(self),
            Self::Reading | Self::Recused { .. } => Err(self.refuse("save")),
        }
    }

    /// The state after the sheet was handed in.
    ///
    /// # Errors
    /// For a judge who stepped aside, and where no sheet is asked for.
    pub fn submit(self, received_at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::NotStarted | Self::Draft | Self::Waived { .. } => Ok(Self::Submitted {
                version: 1,
                received_at,
            }),
            Self::Submitted { version, .. } => Ok(Self::Submitted {
                version: version + 1,
                received_at,
            }),
            Self::Reading | Self::Recused { .. } => Err(self.refuse("submit")),
        }
    }

    /// The state after the judge stepped aside.
    ///
    /// # Errors
    /// For one who did so before.
    pub fn recuse(self, reason: String, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::NotStarted
            | Self::Draft
            | Self::Reading
            | Self::Submitted { .. }
            | Self::Waived { .. } => Ok(Self::Recused { reason, at }),
            Self::Recused { .. } => Err(self.refuse("recuse")),
        }
    }

    /// The state after leave was given to go on without the sheet.
    ///
    /// # Errors
    /// When no sheet is missing.
    pub fn waive(self, reason: String, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::NotStarted | Self::Draft => Ok(Self::Waived { reason, at }),
            Self::Reading | Self::Submitted { .. } | Self::Recused { .. } | Self::Waived { .. } => {
                Err(self.refuse("waive"))
            }
        }
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.name(),
            action,
        }
    }
}

/// Why a sheet is refused. What the judge typed is never lost: the client keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SheetRefusal {
    /// The heat takes no sheets now.
    #[error("the heat is not open")]
    HeatNotOpen,
    /// A mark outside its scale, an unknown criterion or a comment too long.
    #[error("the sheet holds something that cannot be")]
    Invalid(Vec<Problem>),
    /// A criterion is not scored.
    #[error("the sheet is not complete")]
    Incomplete(Vec<Problem>),
    /// A move that the state does not allow.
    #[error(transparent)]
    Transition(#[from] TransitionError),
}

impl Assignment {
    /// Keeps what the judge changed.
    ///
    /// # Errors
    /// See [`SheetRefusal`]; nothing is kept then.
    pub fn save(mut self, patch: &SheetPatch) -> Result<Self, SheetRefusal> {
        self.must_be_open()?;
        let mut problems = vec![];
        for (key, mark) in &patch.marks {
            let pointer = format!("/marks/{key}");
            match (self.rubric.criterion(key), mark) {
                (None, _) => problems.push(Problem::at(pointer, "unknown_criterion")),
                (Some(criterion), Some(steps)) if !criterion.allows(*steps) => {
                    let problem = Problem::at(pointer, "mark_outside_scale");
                    problems.push(
                        problem
                            .with("min_steps", criterion.min_steps())
                            .with("max_steps", criterion.max_steps()),
                    );
                }
                (Some(_), Some(steps)) => {
                    self.draft.marks.insert(key.clone(), *steps);
                }
                (Some(_), None) => {
                    self.draft.marks.remove(key);
                }
            }
        }
        if let Some(comment) = &patch.comment {
            let (limit, actual) = (self.rubric.comment_max_chars, comment.chars().count());
            if actual > limit as usize {
                let problem = Problem::at("/comment", "comment_too_long");
                problems.push(problem.with("limit", limit).with("actual", actual));
            }
            self.draft.comment.clone_from(comment);
        }
        if !problems.is_empty() {
            return Err(SheetRefusal::Invalid(problems));
        }
        self.state = self.state.save()?;
        Ok(self)
    }

    /// Hands the draft in. Handing in what was already handed in, unchanged, is for the caller to
    /// recognise by the revision.
    ///
    /// # Errors
    /// See [`SheetRefusal`].
    pub fn submit(mut self, received_at: Timestamp) -> Result<Self, SheetRefusal> {
        self.must_be_open()?;
        let missing: Vec<_> = self
            .rubric
            .criteria
            .iter()
            .filter(|criterion| !self.draft.marks.contains_key(&criterion.key))
            .map(|criterion| Problem::at(format!("/marks/{}", criterion.key), "mark_missing"))
            .collect();
        if !missing.is_empty() {
            return Err(SheetRefusal::Incomplete(missing));
        }
        self.state = self.state.submit(received_at)?;
        Ok(self)
    }

    /// Steps aside.
    ///
    /// # Errors
    /// When the heat is closed, or the judge stepped aside before.
    pub fn recuse(mut self, reason: String, at: Timestamp) -> Result<Self, SheetRefusal> {
        self.must_be_open()?;
        self.state = self.state.recuse(reason, at)?;
        Ok(self)
    }

    fn must_be_open(&self) -> Result<(), SheetRefusal> {
        if self.heat_is_open {
            Ok(())
        } else {
            Err(SheetRefusal::HeatNotOpen)
        }
    }
}
