//! Everybody who could ask.

use domain::{
    ids::{DivisionId, EditionId, HeatId, JudgeId, TeamId},
    people::{Grant, Role, Scope, Seat},
    policy::{Actor, Membership, PanelSeat},
};

use crate::world::{
    ACCOUNT, CHAIR, DIVISION, EDITION, HEAT, JUDGE, NOW, OTHER_DIVISION, OTHER_EDITION, OTHER_HEAT,
    OTHER_JUDGE, OTHER_TEAM, TEAM, World,
};

/// Who asks, and the world as it is for them.
pub struct Case {
    pub who: &'static str,
    pub actor: Actor,
    pub world: World,
}

fn case(who: &'static str, actor: Actor) -> Case {
    let world = World::new();
    Case { who, actor, world }
}

fn staff(who: &'static str, grant: Grant) -> Case {
    case(who, Actor::signed_in(ACCOUNT, vec![grant], vec![], vec![]))
}

fn panelist(who: &'static str, seats: Vec<PanelSeat>, memberships: Vec<Membership>) -> Case {
    case(who, Actor::signed_in(ACCOUNT, vec![], seats, memberships))
}

fn grant(role: Role, edition: Option<EditionId>) -> Grant {
    Grant {
        role,
        edition,
        scope: Scope::All,
        from: NOW,
        until: None,
    }
}

fn host(division: DivisionId) -> Grant {
    Grant {
        scope: Scope::Divisions(vec![division]),
        ..grant(Role::Host, Some(EDITION))
    }
}

fn seat(heat: HeatId, judge: JudgeId, seat: Seat) -> PanelSeat {
    PanelSeat {
        edition: EDITION,
        heat,
        judge,
        seat,
    }
}

fn member(team: TeamId) -> Membership {
    Membership {
        edition: EDITION,
        team,
    }
}

pub fn everybody() -> Vec<Case> {
    let own = seat(HEAT, JUDGE, Seat::Judge);
    let chair = seat(HEAT, CHAIR, Seat::Chair);
    let organizer = grant(Role::Organizer, Some(EDITION));
    let one_heat = Grant {
        scope: Scope::Heats(vec![HEAT]),
        ..organizer.clone()
    };
    let another_heat = Grant {
        scope: Scope::Heats(vec![OTHER_HEAT]),
        ..organizer.clone()
    };
    let expired = Grant {
        from: NOW.plus_minutes(-60),
        until: Some(NOW),
        ..organizer.clone()
    };
    vec![
        case("anonymous", Actor::anonymous()),
        panelist("stranger", vec![], vec![]),
        panelist("member of the team", vec![], vec![member(TEAM)]),
        panelist("member of another team", vec![], vec![member(OTHER_TEAM)]),
        panelist("judge of the sheet", vec![own], vec![]),
        panelist(
            "another judge of the panel",
            vec![seat(HEAT, OTHER_JUDGE, Seat::Judge)],
            vec![],
        ),
        panelist(
            "judge of the sheet who enters the edition",
            vec![own],
            vec![member(OTHER_TEAM)],
        ),
        Case {
            world: World::with_recusal(),
            ..panelist("judge of the sheet, recused", vec![own], vec![])
        },
        panelist("chair of the heat", vec![chair], vec![]),
        panelist(
            "chair of the heat who enters the edition",
            vec![chair],
            vec![member(OTHER_TEAM)],
        ),
        panelist(
            "chair of another heat",
            vec![seat(OTHER_HEAT, CHAIR, Seat::Chair)],
            vec![],
        ),
        staff("organizer", organizer),
        staff("organizer of this heat alone", one_heat),
        staff("organizer of another heat", another_heat),
        staff(
            "organizer of another edition",
            grant(Role::Organizer, Some(OTHER_EDITION)),
        ),
        staff("organizer everywhere", grant(Role::Organizer, None)),
        staff("organizer until a moment ago", expired),
        staff("host of the division", host(DIVISION)),
        staff("host of another division", host(OTHER_DIVISION)),
        staff("screener", grant(Role::Screener, Some(EDITION))),
        staff("officer", grant(Role::Officer, Some(EDITION))),
        staff("approver", grant(Role::Approver, Some(EDITION))),
        staff("auditor", grant(Role::Auditor, Some(EDITION))),
    ]
}
