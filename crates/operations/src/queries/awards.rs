//! Awards as they stand, beside the standings that they are given by.

use domain::{
    edition::{Edition, Tier},
    policy::{DeclineAward, Denied, GiveAward, ListAwards, PassOnAward, RevokeAward, may},
    publication::locks_awards,
    standing::StandingLine,
    text::Bilingual,
};
pub use persistence::awards::EntryName;
use persistence::{awards::AwardLine, editions, entries::EntryLine, publications};

use crate::{
    Context,
    awarding::{Awarding, is_in_approval},
    error::Result,
};

/// The awards of an edition.
pub struct AwardsView {
    /// Where.
    pub edition: Edition,
    /// The ladders, each rung with the key of its contest, in order.
    pub tiers: Vec<(String, Tier)>,
    /// What was given and not taken back, by contest, tier and number.
    pub given: Vec<GivenAward>,
    /// By what awards are given, by contest, best first.
    pub standing: Vec<Awardable>,
    /// Whether a publication or an approval binds the list.
    pub locked: bool,
    /// Whether it is an approval.
    pub in_approval: bool,
    /// Whether the viewer may give.
    pub may_give: bool,
    /// Whether the viewer may take back.
    pub may_revoke: bool,
}

/// A line by which an award can be given.
pub struct Awardable {
    /// What the heat that it is of is called.
    pub heat: Bilingual,
    /// Whether nobody goes on from that heat.
    pub deciding: bool,
    /// Whether it waits for the chair which of several equals has a place.
    pub undecided: bool,
    /// Rank and figure.
    pub line: StandingLine,
    /// Of what.
    pub entry: EntryLine,
    /// Whether the viewer may give for it.
    pub may_give: bool,
}

/// An award, and what can become of it.
pub struct GivenAward {
    /// The award with names.
    pub line: AwardLine,
    /// Key of its contest.
    pub contest: String,
    /// Who is next for its place, by number, where that can pass on.
    pub next: Vec<String>,
    /// Whether the viewer may put on the record that it is declined.
    pub may_decline: bool,
    /// Whether the viewer may pass its place on.
    pub may_pass_on: bool,
    /// Whether the viewer may take it back.
    pub may_revoke: bool,
}

/// The awards of an edition.
#[crate::compiled_here]
pub async fn list_awards(cx: &Context<'_>, slug: &str) -> Result<AwardsView> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ListAwards>(cx.actor, cx.arrived_at)?;
    let awarding = Awarding::of(cx.store, &edition).await?;
    let now = cx.arrived_at;
    let all = publications::of_edition(cx.store, edition.id).await?;
    let in_approval = is_in_approval(cx.store, &edition).await?;
    let before_public = locks_awards(&all, now);
    let locked = before_public || in_approval;
    let may_revoke = !locked && may::<RevokeAward>(cx.actor, &edition, now);
    let may_decline = !locked && may::<DeclineAward>(cx.actor, &edition, now);
    let may_pass_on = !locked && may::<PassOnAward>(cx.actor, &edition, now);
    let given = awarding.given.iter().map(|line| {
        let held = line.award.state.is_held();
        let passes_on = awarding.passes_on(line);
        GivenAward {
            contest: awarding.contest_key(line.contest),
            next: if passes_on {
                awarding.next_numbers(line)
            } else {
                vec![]
            },
            may_decline: may_decline && held,
            may_pass_on: may_pass_on && passes_on,
            may_revoke: may_revoke && held,
            line: line.clone(),
        }
    });
    let rungs = awarding.contests.iter().flat_map(|contest| {
        let tiers = contest.tiers.iter();
        tiers.map(|tier| (contest.key.clone(), tier.clone()))
    });
    let may_give = !locked && may::<GiveAward>(cx.actor, &edition, now);
    let standing = awarding.lines().into_iter();
    Ok(AwardsView {
        tiers: rungs.collect(),
        given: given.collect(),
        standing: standing
            .map(|one| Awardable {
                heat: one.heat.title.clone(),
                deciding: one.deciding,
                line: one.line.clone(),
                entry: one.entry.clone(),
                undecided: one.undecided,
                may_give: may_give && one.line.rank.is_some(),
            })
            .collect(),
        locked,
        in_approval: in_approval && !before_public,
        may_give,
        may_revoke,
        edition,
    })
}
