//! How the release of the demonstration ends: what the committee recommends becomes a list, which goes through the
//! approval chain, is told in confidence to those it names, and is signed for the stage by two officers.

use anyhow::Context as _;
use bytes::Bytes;
use domain::{
    approval::{Registration, Strike},
    confidence::{Coming, Level, PLEDGE},
    fingerprint::Fingerprint,
    text::Bilingual,
    time::{Day, Timestamp},
};
use futures::stream;
use operations::{
    AwardWish, IncomingFile, PublicationWish, Whom, answer_confidence, approve_list,
    attach_approval_scan, confide, confirm_publication, give_award, open_confidence,
    propose_publication,
    queries::{
        approvals::{ApprovalView, read_approvals},
        heat::read_standing,
        record,
        told::list_own_confidences,
    },
    register_approval, request_approval,
};

use super::{CONTEST, MINUTES_OF_A_DAY, SLUG, cast::Committee, entries::Applied};
use crate::demo::{
    calendar::At,
    content::DemoPeople,
    deck::{DeckContent, deck},
    phrases::bilingual,
    world::World,
};

/// Recommended results that are released on a line of their own; the next two share one.
const SINGLES: usize = 14;
/// Entries that go into the book.
const BOOK: usize = 60;

/// The list on its way to the stage.
pub struct Ending<'a> {
    pub world: &'a World<'a>,
    pub staff: &'a DemoPeople,
    pub committee: &'a Committee,
    pub applied: &'a [Applied<'a>],
    /// When the committee had voted.
    pub voted: Timestamp,
    /// When the stage begins.
    pub stage: Timestamp,
}

impl Ending<'_> {
    /// All of it, in the order of the weeks after the vote.
    pub async fn hold(&self) -> anyhow::Result<()> {
        let given = self.voted.plus_minutes(2 * MINUTES_OF_A_DAY);
        self.award(given).await?;
        self.approve(given.plus_minutes(MINUTES_OF_A_DAY)).await?;
        self.confide(given.plus_minutes(8 * MINUTES_OF_A_DAY))
            .await?;
        self.publish(self.stage.plus_minutes(-MINUTES_OF_A_DAY - 180))
            .await
    }

    /// Awards by the standings: fourteen lines of one result, one of two, four of none, and the book.
    async fn award(&self, at: Timestamp) -> anyhow::Result<()> {
        let organizer = self.world.actor(&self.staff.organizer.email).await?;
        let clock = At(at);
        let cx = self.world.at(&organizer, &clock);
        let recommended = self.ranked("committee", at).await?;
        let (singles, pair) = recommended.split_at(SINGLES.min(recommended.len()));
        let singles = singles.iter();
        let mut wishes: Vec<_> = singles
            .map(|number| AwardWish::of(number, "leading"))
            .collect();
        wishes.push(AwardWish {
            numbers: pair.iter().take(2).map(String::as_str).collect(),
            title: Some(bilingual(&self.committee.composite)),
            ..AwardWish::of("", "leading")
        });
        let specials = self.committee.specials.iter();
        wishes.extend(specials.map(|special| AwardWish {
            numbers: vec![],
            title: Some(bilingual(&special.title)),
            contest: Some(CONTEST),
            reason: &special.reason,
            ..AwardWish::of("", "special")
        }));
        let read = self.ranked("reading", at).await?;
        let others = read.iter().filter(|number| !recommended.contains(number));
        let book = others.take(BOOK);
        wishes.extend(book.map(|number| AwardWish::of(number, "book")));
        Ok(give_award(&cx, SLUG, &wishes).await?)
    }

    /// Numbers of a closed heat, the best first.
    async fn ranked(&self, heat: &str, at: Timestamp) -> anyhow::Result<Vec<String>> {
        let organizer = self.world.actor(&self.staff.organizer.email).await?;
        let clock = At(at);
        let standing = read_standing(&self.world.at(&organizer, &clock), SLUG, heat).await?;
        let lines = standing.lines.into_iter();
        let ranked = lines.filter(|(line, ..)| line.rank.is_some());
        Ok(ranked.map(|(_, entry, _)| entry.number).collect())
    }

    /// The chair of the committee approves on the screen and strikes one line; the Organizing Committee on paper.
    async fn approve(&self, at: Timestamp) -> anyhow::Result<()> {
        let organizer = self.world.actor(&self.staff.organizer.email).await?;
        let clock = At(at);
        request_approval(&self.world.at(&organizer, &clock), SLUG).await?;
        let view = self.request(at).await?;
        let last = view.approval.items.last().context("the list is empty")?;
        let strike = Strike {
            award: last.award,
            reason: self.committee.struck.clone(),
        };
        let chair = self.committee.members.first().context("no chair")?;
        let chair = self.world.actor(&chair.email).await?;
        let clock = At(at.plus_minutes(MINUTES_OF_A_DAY));
        let cx = self.world.at(&chair, &clock);
        let (id, hash) = (view.approval.id.0, view.list_hash);
        approve_list(&cx, SLUG, id, hash.as_str(), vec![strike]).await?;

        let signed = at.plus_minutes(4 * MINUTES_OF_A_DAY);
        let view = self.request(signed).await?;
        let clock = At(signed);
        let cx = self.world.at(&organizer, &clock);
        let scan = Bytes::from(self.paper()?);
        let sha256 = Fingerprint::of_bytes(&scan).hex().to_owned();
        let file = IncomingFile {
            slot: "scan",
            name: "approval.pdf",
            bytes: stream::iter([Ok::<_, std::convert::Infallible>(scan)]),
        };
        attach_approval_scan(&cx, SLUG, id, file, |never| match never {}).await?;
        let date = signed.to_rfc3339();
        let date = Day::parse(date.get(..10).unwrap_or_default()).map_err(anyhow::Error::msg)?;
        let paper = Registration {
            code: view.code,
            document: self.committee.document.clone(),
            date,
            signers: self.committee.signers.clone(),
            scan: sha256,
        };
        let clock = At(signed.plus_minutes(10));
        let cx = self.world.at(&organizer, &clock);
        Ok(register_approval(&cx, SLUG, id, paper, vec![]).await?)
    }

    async fn request(&self, at: Timestamp) -> anyhow::Result<ApprovalView> {
        let organizer = self.world.actor(&self.staff.organizer.email).await?;
        let clock = At(at);
        let view = read_approvals(&self.world.at(&organizer, &clock), SLUG).await?;
        view.approvals
            .into_iter()
            .next()
            .context("nothing was requested")
    }

    /// A page that stands for the signed paper.
    fn paper(&self) -> anyhow::Result<Vec<u8>> {
        let said = Bilingual::new(
            "演示用扫描件（虚构）",
            "A scan for the demonstration (fictional)",
        );
        let nothing = Bilingual::default();
        let first = self.applied.first().context("nobody applied")?;
        Ok(deck(&DeckContent {
            key: "approval",
            edition: &said,
            title: &said,
            team: &said,
            summary: &said,
            innovation: &nothing,
            usage: &nothing,
            notes: &first.achievement.notes,
        }))
    }

    /// The teams on the stage are told which award is theirs; two of three open it and say how they come.
    async fn confide(&self, at: Timestamp) -> anyhow::Result<()> {
        let organizer = self.world.actor(&self.staff.organizer.email).await?;
        let recommended = self.ranked("committee", at).await?;
        let clock = At(at);
        let cx = self.world.at(&organizer, &clock);
        let whom = Whom::Entries(recommended.clone());
        confide(&cx, SLUG, whom, Level::ExactTier, "").await?;
        let told = self.applied.iter();
        let told = told.filter(|one| recommended.contains(&one.number));
        for (place, one) in (1_i64..).zip(told) {
            if place % 3 == 0 {
                continue;
            }
            let actor = self.world.actor(&one.achievement.email()).await?;
            let clock = At(at.plus_minutes(place * 70));
            let cx = self.world.at(&actor, &clock);
            let cards = list_own_confidences(&cx).await?;
            let card = cards.first().context("a team was told nothing")?;
            open_confidence(&cx, card.id.0, PLEDGE).await?;
            let how = if one.achievement.region == "cn" {
                Coming::OnSite
            } else {
                Coming::Remote
            };
            answer_confidence(&cx, card.id.0, how).await?;
        }
        Ok(())
    }

    /// Two officers sign on the day before.
    async fn publish(&self, at: Timestamp) -> anyhow::Result<()> {
        let officer = self.world.actor(&self.staff.officer.email).await?;
        let clock = At(at.plus_minutes(-60));
        let cx = self.world.at(&officer, &clock);
        let list = record::list_publications(&cx, SLUG).await?.draft_hash;
        propose_publication(&cx, SLUG, PublicationWish::last(&list, self.stage)).await?;
        let proposed = record::list_publications(&cx, SLUG).await?.publications;
        let proposed = proposed.first().context("nothing was proposed")?;
        let hash = proposed.publication.list_hash.as_str().to_owned();
        let id = proposed.publication.id.0;
        let officer = self.world.actor(&self.staff.second_officer.email).await?;
        let clock = At(at);
        confirm_publication(&self.world.at(&officer, &clock), SLUG, id, &hash).await?;
        Ok(())
    }
}
