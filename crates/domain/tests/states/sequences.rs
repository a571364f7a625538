//! No sequence of what judges and organizers do leaves an assignment in a state that cannot be.

use domain::{
    assignment::{Assignment, AssignmentState, Sheet, SheetPatch, SheetRefusal},
    edition::file,
    ids::{AssignmentId, EditionId, EntryId, HeatId, JudgeId},
    time::Timestamp,
};
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

/// What can happen to a sheet.
#[derive(Clone, Debug)]
enum Act {
    Save(SheetPatch),
    Submit,
    Recuse,
    Waive,
    Heat { open: bool },
}

fn assignment() -> Assignment {
    let plan = file::parse(include_str!("../../src/edition/testdata/small.toml")).unwrap();
    Assignment {
        id: AssignmentId(Uuid::nil()),
        revision: 1,
        alias: "alias".into(),
        edition: EditionId(Uuid::nil()),
        heat: HeatId(Uuid::nil()),
        heat_is_open: true,
        judge: JudgeId(Uuid::nil()),
        entry: EntryId(Uuid::nil()),
        position: 1,
        state: AssignmentState::NotStarted,
        draft: Sheet::default(),
        rubric: plan.heats[0].rubric.clone(),
    }
}

fn patch() -> impl Strategy<Value = SheetPatch> {
    let rubric = assignment().rubric;
    let highest = rubric.criteria[0].max_steps();
    let mut keys: Vec<_> = rubric
        .criteria
        .into_iter()
        .map(|criterion| criterion.key)
        .collect();
    // All criteria at once, or a sheet would hardly ever be complete.
    let whole = keys.clone();
    keys.push("no_such_criterion".into());
    let mark = prop_oneof![
        8 => (0..=highest).prop_map(Some),
        1 => Just(None),
        1 => select(vec![-1, highest + 1, i64::MAX, i64::MIN]).prop_map(Some),
    ];
    let some = proptest::collection::btree_map(select(keys), mark, 0..3);
    let all = (0..=highest)
        .prop_map(move |steps| whole.iter().map(|key| (key.clone(), Some(steps))).collect());
    let comment = proptest::option::of(select(vec![0, 10, 100_000]).prop_map(|n| "好".repeat(n)));
    let marks = prop_oneof![some, all];
    (marks, comment).prop_map(|(marks, comment)| SheetPatch { marks, comment })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => patch().prop_map(Act::Save),
        4 => Just(Act::Submit),
        1 => Just(Act::Recuse),
        1 => Just(Act::Waive),
        2 => any::<bool>().prop_map(|open| Act::Heat { open }),
    ]
}

fn apply(before: Assignment, act: &Act, now: Timestamp) -> Result<Assignment, SheetRefusal> {
    match act {
        Act::Save(patch) => before.save(patch),
        Act::Submit => before.submit(now),
        Act::Recuse => before.recuse("kin".into(), now),
        Act::Waive => {
            let state = before.state.waive("ill".into(), now)?;
            Ok(Assignment { state, ..before })
        }
        Act::Heat { open } => Ok(Assignment {
            heat_is_open: *open,
            ..before
        }),
    }
}

fn versions(state: &AssignmentState) -> u32 {
    match state {
        AssignmentState::Submitted { version, .. } => *version,
        _ => 0,
    }
}

fn is_complete(assignment: &Assignment) -> bool {
    let criteria = &assignment.rubric.criteria;
    criteria
        .iter()
        .all(|criterion| assignment.draft.marks.contains_key(&criterion.key))
}

/// What is true of an assignment at any time.
fn is_sound(assignment: &Assignment) -> Result<(), TestCaseError> {
    let rubric = &assignment.rubric;
    for (key, steps) in &assignment.draft.marks {
        let allowed = rubric
            .criterion(key)
            .is_some_and(|criterion| criterion.allows(*steps));
        prop_assert!(allowed, "{key} {steps}");
    }
    prop_assert!(assignment.draft.comment.chars().count() <= rubric.comment_max_chars as usize);
    if assignment.state == AssignmentState::NotStarted {
        prop_assert_eq!(&assignment.draft, &Sheet::default());
    }
    Ok(())
}

/// What is true of a step that was allowed.
fn follows(
    before: &Assignment,
    act: &Act,
    after: &Assignment,
    now: Timestamp,
) -> Result<(), TestCaseError> {
    let heat = matches!(act, Act::Heat { .. });
    prop_assert!(heat || !before.state.is_recused(), "recused is the end");
    prop_assert!(heat || before.heat_is_open || matches!(act, Act::Waive));
    match act {
        Act::Save(_) => prop_assert_eq!(versions(&after.state), versions(&before.state)),
        Act::Submit => {
            let version = versions(&before.state) + 1;
            let received_at = now;
            prop_assert_eq!(
                &after.state,
                &AssignmentState::Submitted {
                    version,
                    received_at
                }
            );
            prop_assert!(is_complete(after));
            prop_assert_eq!(&after.draft, &before.draft);
        }
        Act::Recuse => prop_assert!(after.state.is_recused()),
        Act::Waive => prop_assert!(before.state.is_missing() && !after.state.is_missing()),
        Act::Heat { open: _ } => prop_assert_eq!(&after.state, &before.state),
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_sequence_of_acts_leaves_an_assignment_that_cannot_be(acts in vec(act(), 0..40)) {
        let mut assignment = assignment();
        for (now, act) in (0..).map(Timestamp).zip(&acts) {
            if let Ok(after) = apply(assignment.clone(), act, now) {
                follows(&assignment, act, &after, now)?;
                is_sound(&after)?;
                assignment = after;
            }
        }
    }

    #[test]
    fn a_complete_sheet_in_an_open_heat_can_always_be_handed_in_unless_recused(acts in vec(act(), 0..40)) {
        let mut assignment = assignment();
        for (now, act) in (0..).map(Timestamp).zip(&acts) {
            assignment = apply(assignment.clone(), act, now).unwrap_or(assignment);
        }
        let possible = assignment.heat_is_open && is_complete(&assignment) && !assignment.state.is_recused();
        prop_assert_eq!(assignment.submit(Timestamp(1_000)).is_ok(), possible);
    }
}
