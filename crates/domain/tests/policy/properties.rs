//! What holds for every actor there could be.

use domain::{
    ids::{EditionId, HeatId, TeamId},
    people::{Grant, Role, Scope, Seat},
    policy::{Actor, Denied, Membership, PanelSeat},
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    actions::{Thing, every_action},
    world::{
        ACCOUNT, CHAIR, DIVISION, EDITION, HEAT, HEAT_ELSEWHERE, JUDGE, NOW, OTHER_DIVISION,
        OTHER_EDITION, OTHER_HEAT, OTHER_JUDGE, OTHER_TEAM, TEAM, TEAM_ELSEWHERE, World,
    },
};

/// What an actor is made of.
#[derive(Clone, Debug, Default)]
struct Facts {
    grants: Vec<Grant>,
    seats: Vec<PanelSeat>,
    memberships: Vec<Membership>,
}

impl Facts {
    fn actor(&self) -> Actor {
        let Self {
            grants,
            seats,
            memberships,
        } = self.clone();
        Actor::signed_in(ACCOUNT, grants, seats, memberships)
    }

    /// Without what is about the edition of the world.
    fn elsewhere(mut self) -> Self {
        self.grants
            .retain(|grant| grant.edition == Some(OTHER_EDITION));
        self.seats.retain(|seat| seat.edition == OTHER_EDITION);
        self.memberships
            .retain(|membership| membership.edition == OTHER_EDITION);
        self
    }
}

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    let scope = prop_oneof![
        Just(Scope::All),
        vec(select(vec![HEAT, OTHER_HEAT]), 0..3).prop_map(Scope::Heats),
        vec(select(vec![DIVISION, OTHER_DIVISION]), 0..3).prop_map(Scope::Divisions),
    ];
    let editions = vec![None, Some(EDITION), Some(OTHER_EDITION)];
    let until = prop_oneof![Just(None), (-2_i64..3).prop_map(Some)];
    let grant = (
        select(Role::ALL.to_vec()),
        select(editions),
        scope,
        -2_i64..3,
        until,
    )
        .prop_map(|(role, edition, scope, from, until)| Grant {
            role,
            edition,
            scope,
            from: NOW.plus_millis(from),
            until: until.map(|until| NOW.plus_millis(until)),
        });
    vec(grant, 0..5)
}

fn seats() -> impl Strategy<Value = Vec<PanelSeat>> {
    let places: Vec<(EditionId, HeatId)> = vec![
        (EDITION, HEAT),
        (EDITION, OTHER_HEAT),
        (OTHER_EDITION, HEAT_ELSEWHERE),
    ];
    let judges = vec![JUDGE, CHAIR, OTHER_JUDGE];
    let seat = (select(places), select(judges), any::<bool>()).prop_map(
        |((edition, heat), judge, leads)| PanelSeat {
            edition,
            heat,
            // A judge belongs to one edition.
            judge: if edition == EDITION {
                judge
            } else {
                domain::ids::JudgeId(heat.0)
            },
            seat: if leads { Seat::Chair } else { Seat::Judge },
        },
    );
    vec(seat, 0..4)
}

fn memberships() -> impl Strategy<Value = Vec<Membership>> {
    let teams: Vec<(EditionId, TeamId)> = vec![
        (EDITION, TEAM),
        (EDITION, OTHER_TEAM),
        (OTHER_EDITION, TEAM_ELSEWHERE),
    ];
    let membership = select(teams).prop_map(|(edition, team)| Membership { edition, team });
    vec(membership, 0..3)
}

fn facts() -> impl Strategy<Value = Facts> {
    (grants(), seats(), memberships()).prop_map(|(grants, seats, memberships)| Facts {
        grants,
        seats,
        memberships,
    })
}

/// How far a decision lets somebody see: not at all, that there is something, into it.
const fn reach(decision: Result<(), Denied>) -> u8 {
    match decision {
        Err(Denied::Anonymous | Denied::Hidden) => 0,
        Err(Denied::Forbidden) => 1,
        Ok(()) => 2,
    }
}

/// No action reaches further for the second than for the first.
fn never_further(more: &Facts, fewer: &Facts, about: &[Thing]) -> Result<(), TestCaseError> {
    let world = World::new();
    for row in every_action() {
        if about.contains(&row.thing) {
            let decided = [more, fewer].map(|facts| reach((row.decide)(&facts.actor(), &world)));
            prop_assert!(decided[1] <= decided[0], "{} {decided:?}", row.name);
        }
    }
    Ok(())
}

const EVERYTHING: [Thing; 7] = [
    Thing::Deployment,
    Thing::Edition,
    Thing::Entry,
    Thing::Heat,
    Thing::HeatEntry,
    Thing::Assignment,
    Thing::Publication,
];

proptest! {
    #[test]
    fn fewer_grants_never_allow_more(facts in facts(), kept in any::<u8>()) {
        let mut fewer = facts.clone();
        let mut bit = 0;
        fewer.grants.retain(|_| { bit += 1; kept >> (bit - 1) & 1 == 1 });
        never_further(&facts, &fewer, &EVERYTHING)?;
    }

    #[test]
    fn a_narrower_or_shorter_grant_never_allows_more(facts in facts(), heat in any::<bool>()) {
        let mut scoped = facts.clone();
        for grant in &mut scoped.grants {
            match &mut grant.scope {
                scope @ Scope::All => *scope = Scope::Heats(vec![HEAT]),
                Scope::Heats(heats) => heats.truncate(usize::from(heat)),
                Scope::Divisions(divisions) => divisions.truncate(usize::from(heat)),
            }
        }
        never_further(&facts, &scoped, &EVERYTHING)?;

        let mut ended = facts.clone();
        for grant in &mut ended.grants {
            grant.until = Some(NOW);
        }
        never_further(&facts, &ended, &EVERYTHING)?;
    }

    #[test]
    fn fewer_seats_never_allow_more(facts in facts(), kept in 0_usize..4) {
        let mut fewer = facts.clone();
        fewer.seats.truncate(kept);
        never_further(&facts, &fewer, &EVERYTHING)?;
    }

    #[test]
    fn entering_the_edition_opens_nothing_of_its_judging(facts in facts(), team in any::<bool>()) {
        let mut entering = facts.clone();
        let team = if team { TEAM } else { OTHER_TEAM };
        entering.memberships.push(Membership { edition: EDITION, team });
        let judging = [Thing::Edition, Thing::Heat, Thing::HeatEntry, Thing::Assignment, Thing::Publication];
        never_further(&facts, &entering, &judging)?;

        let world = World::new();
        for row in every_action().iter().filter(|row| row.thing == Thing::Assignment) {
            prop_assert_eq!((row.decide)(&entering.actor(), &world), Err(Denied::Hidden));
        }
    }

    #[test]
    fn a_chair_who_stepped_aside_does_not_hear_what_others_say_of_the_entry(grants in any::<bool>()) {
        let mut facts = Facts::default();
        facts.seats.push(PanelSeat { edition: EDITION, heat: HEAT, judge: JUDGE, seat: Seat::Chair });
        if grants {
            let (from, until) = (NOW, None);
            facts.grants.push(Grant { role: Role::Organizer, edition: Some(EDITION), scope: Scope::All, from, until });
        }
        let decided = |world: World| {
            let rows = every_action();
            let row = rows.iter().find(|row| row.thing == Thing::HeatEntry).unwrap();
            (row.decide)(&facts.actor(), &world)
        };
        prop_assert_eq!(decided(World::new()), Ok(()));
        let aside = if grants { Ok(()) } else { Err(Denied::Forbidden) };
        prop_assert_eq!(decided(World::with_recusal()), aside);
    }

    #[test]
    fn a_recused_judge_reads_neither_entry_nor_sheet(mut facts in facts()) {
        facts.seats.push(PanelSeat { edition: EDITION, heat: HEAT, judge: JUDGE, seat: Seat::Judge });
        let world = World::with_recusal();
        for row in every_action().iter().filter(|row| row.thing == Thing::Assignment) {
            prop_assert_eq!((row.decide)(&facts.actor(), &world), Err(Denied::Hidden), "{}", row.name);
        }
    }

    #[test]
    fn who_has_no_part_in_an_edition_does_not_learn_that_it_exists(facts in facts()) {
        let actor = facts.elsewhere().actor();
        let world = World::new();
        for row in every_action().iter().filter(|row| row.thing != Thing::Deployment) {
            if matches!(row.thing, Thing::Invitation | Thing::PersonalConfidence) {
                continue; // One's own, whatever else one is.
            }
            // A call is public: whoever is signed in may begin an entry.
            let expected = if row.name == "create_entry" { Ok(()) } else { Err(Denied::Hidden) };
            prop_assert_eq!((row.decide)(&actor, &world), expected, "{}", row.name);
        }
    }

    #[test]
    fn without_a_seat_for_the_sheet_no_right_whatever_opens_it(mut facts in facts()) {
        facts.seats.retain(|seat| seat.judge != JUDGE);
        let world = World::new();
        for row in every_action().iter().filter(|row| row.thing == Thing::Assignment) {
            prop_assert_eq!((row.decide)(&facts.actor(), &world), Err(Denied::Hidden), "{}", row.name);
        }
    }

    #[test]
    fn without_membership_no_right_whatever_opens_a_draft(mut facts in facts()) {
        facts.memberships.retain(|membership| membership.team != TEAM);
        let world = World::new();
        let staff = ["read_entry", "read_entry_attachment", "screen_entry", "move_entry"];
        for row in every_action().iter().filter(|row| row.thing == Thing::Entry) {
            if !staff.contains(&row.name) {
                prop_assert_eq!((row.decide)(&facts.actor(), &world), Err(Denied::Hidden), "{}", row.name);
            }
        }
    }
}
