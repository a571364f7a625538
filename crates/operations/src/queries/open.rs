//! Who am I, and which calls are there.

use domain::{
    edition::{CallState, Edition},
    ids::EditionId,
    people::{Account, Role, Seat},
    policy::{CreateEntry, Deployment, EndLogin, Guarded, ListCalls, ReadMe, may},
    text::Bilingual,
};
use persistence::{accounts, editions};

use crate::{Context, error::Result};

/// Who is signed in and where they can work.
pub struct Me {
    /// Nobody when not signed in.
    pub account: Option<Account>,
    /// Where, by edition.
    pub workplaces: Vec<(Workplace, Edition)>,
}

/// As what somebody works in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workplace {
    /// A role by grant.
    Role(Role),
    /// The chair of a panel, or a place among the judges, on a panel or not yet.
    Seat(Seat),
    /// A member of a team.
    Team,
}

/// Who asks.
#[crate::compiled_here]
pub async fn read_me(cx: &Context<'_>) -> Result<Me> {
    let (_allowed, _) = Guarded::seal(Deployment).authorize::<ReadMe>(cx.actor, cx.arrived_at)?;
    let Some(id) = cx.actor.account() else {
        return Ok(Me {
            account: None,
            workplaces: vec![],
        });
    };
    let account = accounts::of(cx.store, id).await?;
    let (allowed, _) = Guarded::seal(Deployment).authorize::<ListCalls>(cx.actor, cx.arrived_at)?;
    let editions = editions::all(cx.store, &allowed.visible()).await?;
    let mut workplaces = vec![];
    for edition in editions {
        workplaces.extend(
            places(cx, edition.id)
                .into_iter()
                .map(|place| (place, edition.clone())),
        );
    }
    Ok(Me {
        account,
        workplaces,
    })
}

fn places(cx: &Context<'_>, edition: EditionId) -> Vec<Workplace> {
    let mut places = vec![];
    for role in Role::ALL {
        let stands = cx.actor.grants().iter().any(|grant| {
            grant.role == role
                && grant.edition.is_none_or(|granted| granted == edition)
                && grant.stands(cx.arrived_at)
        });
        if stands {
            places.push(Workplace::Role(role));
        }
    }
    let mut seats = cx.actor.seats().iter();
    if seats.any(|own| own.edition == edition && own.seat == Seat::Chair) {
        places.push(Workplace::Seat(Seat::Chair));
    }
    if cx.actor.judges_in(edition) {
        places.push(Workplace::Seat(Seat::Judge));
    }
    if cx
        .actor
        .memberships()
        .iter()
        .any(|own| own.edition == edition)
    {
        places.push(Workplace::Team);
    }
    places
}

/// Whether somebody is signed in and may end that.
pub fn end_login(cx: &Context<'_>) -> Result<()> {
    let (_allowed, _) = Guarded::seal(Deployment).authorize::<EndLogin>(cx.actor, cx.arrived_at)?;
    Ok(())
}

/// A call for entries.
pub struct CallView {
    /// Of which edition.
    pub edition: Edition,
    /// Key of the contest.
    pub contest: String,
    /// Name of the contest.
    pub contest_title: Bilingual,
    /// Key and name of the track that the contest is of.
    pub track: Option<(String, Bilingual)>,
    /// Where it stands.
    pub state: CallState,
    /// Whether the viewer may begin an entry now.
    pub may_create_entry: bool,
}

/// All calls, the latest first.
#[crate::compiled_here]
pub async fn list_calls(cx: &Context<'_>) -> Result<Vec<CallView>> {
    let (allowed, _) = Guarded::seal(Deployment).authorize::<ListCalls>(cx.actor, cx.arrived_at)?;
    let visible = allowed.visible();
    let names = editions::contest_names(cx.store, &visible).await?;
    let mut calls = vec![];
    for edition in editions::all(cx.store, &visible).await? {
        let state = edition.call.state(cx.arrived_at);
        let may_create = may::<CreateEntry>(cx.actor, &edition, cx.arrived_at);
        for name in names.iter().filter(|name| name.edition_id == edition.id.0) {
            let track = name.track.clone().map(|key| {
                let title =
                    [&name.track_zh, &name.track_en].map(|text| text.clone().unwrap_or_default());
                let [zh, en] = title;
                (key, Bilingual { zh, en })
            });
            calls.push(CallView {
                track,
                contest: name.key.clone(),
                contest_title: Bilingual::new(name.title_zh.clone(), name.title_en.clone()),
                state,
                may_create_entry: may_create && state == CallState::Open,
                edition: edition.clone(),
            });
        }
    }
    Ok(calls)
}
