//! Takes an edition file to its public list: teams enter, heats are judged, the first go on, prizes are
//! given by rank and two officers sign. Everything goes through the operations, on a database of its own.

use std::collections::BTreeMap;

use acceptance::{CountedIds, CountedSecrets, Database, Engine, StandingClock};
use domain::{
    assignment::SheetPatch,
    edition::{EditionPlan, HeatKind, HeatPlan, Recipient, file},
    ids::AccountId,
    people::{Email, Role},
    policy::Actor,
    publication::ReleaseItem,
    screening::ScreeningDecision,
    text::{Bilingual, Language},
};
use operations::{
    AdvanceWish, Context,
    grant_role::{RoleGrant, grant_role},
    queries,
};
use persistence::{Store, accounts, actors};

/// Who judges every heat, the chair first.
const JUDGES: [&str; 2] = ["chair@example.org", "judge@example.org"];

/// An entry on its way. The earlier one of a contest is the better one.
pub struct Entered {
    /// Its number.
    pub number: String,
    /// Key of its contest.
    pub contest: String,
    /// Its mark, of 100.
    mark: i64,
}

/// A year on its way.
pub struct Year {
    plan: EditionPlan,
    /// What was entered, in this order.
    pub entries: Vec<Entered>,
    database: Database,
    store: Store,
    clock: StandingClock,
    ids: CountedIds,
    secrets: CountedSecrets,
    cast: BTreeMap<&'static str, AccountId>,
}

/// Answers of somebody's request.
macro_rules! asked {
    ($year:ident, $who:literal, |$cx:ident| $call:expr) => {{
        let actor = $year.actor($who).await;
        let $cx = $year.context(&actor);
        $call.await.unwrap()
    }};
}

impl Year {
    /// Imports a file on the first day of its call.
    pub async fn open(text: &str) -> Self {
        let plan = file::parse(text).unwrap();
        let database = Database::fresh(Engine::Sqlite).await;
        let store = Store::connect(database.url(), &database.blobs())
            .await
            .unwrap();
        store.migrate().await.unwrap();
        let mut year = Self {
            clock: StandingClock::at(plan.call.opens_at),
            plan,
            entries: vec![],
            database,
            store,
            ids: CountedIds::labelled("year"),
            secrets: CountedSecrets::labelled("year"),
            cast: BTreeMap::new(),
        };
        year.grant("organizer", Role::Organizer).await;
        let (_, edition) = asked!(year, "organizer", |cx| operations::import_edition(
            &cx, text
        ));
        assert_ne!(edition.to_string(), "");
        year.grant("officer", Role::Officer).await;
        year.grant("second", Role::Officer).await;
        year.join("team").await;
        year.seat_judges().await;
        year
    }

    async fn actor(&self, who: &str) -> Actor {
        actors::load(&self.store, self.cast[who]).await.unwrap()
    }

    fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            store: &self.store,
            clock: &self.clock,
            ids: &self.ids,
            secrets: &self.secrets,
            actor,
            arrived_at: domain::time::Clock::now(&self.clock),
        }
    }

    async fn grant(&mut self, who: &'static str, role: Role) {
        let anonymous = Actor::anonymous();
        let grant = RoleGrant {
            email: &Email::parse(&format!("{who}@example.org")).unwrap(),
            name: &Bilingual::new("某人", who),
            language: Language::En,
            role,
            edition: None,
        };
        let account = grant_role(&self.context(&anonymous), &grant).await.unwrap();
        self.cast.insert(who, account);
    }

    /// An account without a role.
    async fn join(&mut self, who: &'static str) {
        let work = self.store.begin_write().await.unwrap();
        let email = Email::parse(&format!("{who}@example.com")).unwrap();
        let (name, now) = (Bilingual::new("团队", who), self.plan.call.opens_at);
        let account = accounts::create(&work, &self.ids, now, &name, Some(&email), Language::En);
        let account = account.await.unwrap();
        work.commit().await.unwrap();
        self.cast.insert(who, account);
    }

    async fn seat_judges(&mut self) {
        let mut table = "heat,name_zh,name_en,email,language,role\n".to_owned();
        let judged = self.plan.heats.iter();
        for heat in judged.filter(|heat| heat.kind != HeatKind::Imported) {
            for (email, seat) in JUDGES.iter().zip(["chair", "judge"]) {
                table.push_str(&format!("{},评委,{seat},{email},en,{seat}\n", heat.key));
            }
        }
        let slug = self.plan.edition.slug.clone();
        asked!(self, "organizer", |cx| operations::import_judges(
            &cx, &slug, &table
        ));
        for (who, email) in ["chair", "judge"].into_iter().zip(JUDGES) {
            let email = Email::parse(email).unwrap();
            let account = accounts::by_email(&self.store, &email).await.unwrap();
            self.cast.insert(who, account.unwrap().id);
        }
    }

    /// So many entries are submitted in a contest, in a division where it has some.
    pub async fn enter(&mut self, contest: &str, division: Option<&str>, entries: usize) {
        let slug = self.plan.edition.slug.clone();
        for _ in 0..entries {
            let own = self.entries.iter().filter(|entry| entry.contest == contest);
            let index = own.count() + 1;
            let number = asked!(self, "team", |cx| operations::create_entry(
                &cx, &slug, contest
            ));
            let questions = self.plan.contest(contest).unwrap().form.questions.iter();
            let answers: BTreeMap<_, _> = questions
                .map(|question| {
                    let text = format!("{} {contest} {index}", question.key);
                    let zh = (Language::Zh, format!("{text} 号"));
                    (
                        question.key.clone(),
                        BTreeMap::from([zh, (Language::En, text)]),
                    )
                })
                .collect();
            let patch = domain::entry::Patch::from(answers);
            asked!(self, "team", |cx| operations::save_entry_draft(
                &cx, &number, 1, &patch
            ));
            let mut revision = 2;
            if let Some(division) = division {
                asked!(self, "team", |cx| operations::choose_division(
                    &cx, &number, revision, division
                ));
                revision += 1;
            }
            asked!(self, "team", |cx| operations::submit_entry(
                &cx, &number, revision
            ));
            self.entries.push(Entered {
                number,
                contest: contest.to_owned(),
                mark: 100 - i64::try_from(index).unwrap(),
            });
        }
    }

    /// The call ends. What was entered is accepted where a contest screens, but for the last of each.
    pub async fn end_call(&mut self) {
        self.clock.put(self.plan.call.settled_at().plus_minutes(1));
        let slug = self.plan.edition.slug.clone();
        let screened: Vec<_> = self
            .plan
            .contests
            .iter()
            .filter(|one| one.screening)
            .collect();
        for contest in screened {
            let own: Vec<_> = self
                .entries
                .iter()
                .filter(|one| one.contest == contest.key)
                .collect();
            for (index, entry) in own.iter().enumerate() {
                let known = asked!(self, "organizer", |cx| queries::entries::read_entry(
                    &cx,
                    &slug,
                    &entry.number
                ));
                let (decision, reason) = if index + 1 == own.len() {
                    (ScreeningDecision::Reject, "Not what the call asks for.")
                } else {
                    (ScreeningDecision::Accept, "")
                };
                asked!(self, "organizer", |cx| operations::screen_entry(
                    &cx,
                    &slug,
                    &entry.number,
                    known.entry.revision,
                    decision,
                    reason
                ));
            }
        }
    }

    /// Every heat is judged and sends on whom its routes take, in the order of the file.
    pub async fn judge(&mut self) {
        for heat in self.plan.heats.clone() {
            if heat.kind == HeatKind::Imported {
                self.import(&heat).await;
            } else {
                self.score(&heat).await;
            }
            self.hand_in(&heat).await;
            if self.plan.routes_from(&heat.key).next().is_some() {
                let slug = &self.plan.edition.slug;
                let wish = AdvanceWish::default();
                asked!(self, "organizer", |cx| operations::advance_heat(
                    &cx, slug, &heat.key, &wish
                ));
            }
        }
    }

    /// The figures of a machine: the marks, each with a hundredth that no sheet of ours could give.
    async fn import(&self, heat: &HeatPlan) {
        let mut table = "number,figure\n".to_owned();
        let own = |entry: &&Entered| heat.contest.as_ref() == Some(&entry.contest);
        for entry in self.entries.iter().filter(own) {
            table.push_str(&format!("{},{}.01\n", entry.number, entry.mark));
        }
        let slug = &self.plan.edition.slug;
        asked!(self, "organizer", |cx| operations::import_scores(
            &cx, slug, &heat.key, &table
        ));
    }

    async fn score(&self, heat: &HeatPlan) {
        let slug = &self.plan.edition.slug;
        if heat.kind == HeatKind::Scoring {
            asked!(self, "organizer", |cx| operations::propose_assignments(
                &cx, slug, &heat.key
            ));
        }
        asked!(self, "organizer", |cx| operations::open_heat(
            &cx, slug, &heat.key
        ));
        for who in ["chair", "judge"] {
            let actor = self.actor(who).await;
            let cx = self.context(&actor);
            let queue = queries::judge::read_judge_queue(&cx).await.unwrap();
            let own = queue.heats.into_iter().find(|own| own.heat.key == heat.key);
            for assignment in own.unwrap().assignments {
                let mut entries = self.entries.iter();
                let entry = entries.find(|entry| entry.number == assignment.number);
                let mark = Some(entry.unwrap().mark);
                let criteria = heat.rubric.criteria.iter();
                let patch = SheetPatch {
                    marks: criteria.map(|one| (one.key.clone(), mark)).collect(),
                    comment: None,
                };
                let alias = &assignment.alias;
                operations::save_sheet_draft(&cx, alias, 1, &patch)
                    .await
                    .unwrap();
                operations::submit_sheet(&cx, alias, 2).await.unwrap();
            }
        }
        asked!(self, "organizer", |cx| operations::close_heat(
            &cx, slug, &heat.key
        ));
    }

    /// Headquarters accept what the host of a division hands in.
    async fn hand_in(&self, heat: &HeatPlan) {
        let division = heat
            .division
            .as_ref()
            .and_then(|key| self.plan.division(key));
        if division.is_none_or(|division| division.host == Bilingual::default()) {
            return;
        }
        let (slug, said) = (&self.plan.edition.slug, "As it was on the day.");
        asked!(self, "organizer", |cx| operations::report_heat(
            &cx, slug, &heat.key, said
        ));
        asked!(self, "organizer", |cx| operations::answer_heat_report(
            &cx, slug, &heat.key, 1, None
        ));
    }

    /// Awards beside the deciding standings.
    pub async fn awards(&self) -> queries::awards::AwardsView {
        let slug = &self.plan.edition.slug;
        asked!(self, "organizer", |cx| queries::awards::list_awards(
            &cx, slug
        ))
    }

    /// Gives every place by rank: those of entries from the best tier down, those of persons and
    /// organizations of each tier from the best entry down. `vacant` says how many places stay empty.
    pub async fn award(&self, vacant: &BTreeMap<(&str, &str), usize>) {
        let view = self.awards().await;
        for contest in &self.plan.contests {
            let ranked = view.standing.iter().map(|line| &line.entry);
            let mut ranked = ranked.filter(|entry| entry.contest == contest.key);
            for tier in &contest.tiers {
                let empty = vacant.get(&(contest.key.as_str(), tier.key.as_str()));
                let places = tier.quota as usize - empty.copied().unwrap_or(0);
                if tier.recipient == Recipient::Entry {
                    for entry in ranked.by_ref().take(places) {
                        self.give(&entry.number, &tier.key, None).await;
                    }
                } else {
                    for entry in ranked.clone().take(places) {
                        self.give(&entry.number, &tier.key, Some(&entry.team)).await;
                    }
                }
            }
        }
    }

    async fn give(&self, number: &str, tier: &str, name: Option<&Bilingual>) {
        let slug = &self.plan.edition.slug;
        let wish = operations::AwardWish {
            name: name.cloned(),
            ..operations::AwardWish::of(number, tier)
        };
        asked!(self, "organizer", |cx| operations::give_award(
            &cx,
            slug,
            &[wish]
        ));
    }

    /// The holder of an award says no, and its place goes to the next in line.
    pub async fn decline_and_pass_on(&self, number: &str, tier: &str) {
        let slug = &self.plan.edition.slug;
        let view = self.awards().await;
        let own = |given: &&queries::awards::GivenAward| {
            given.line.numbers() == number && given.line.award.tier == tier
        };
        let award = view.given.iter().find(own).unwrap().line.award.id.0;
        asked!(self, "organizer", |cx| operations::decline_award(
            &cx,
            slug,
            award,
            "Said so by letter."
        ));
        let view = self.awards().await;
        let given = view.given.iter().find(own).unwrap();
        let next = given.next.first().unwrap();
        let name = view.standing.iter().find(|one| one.entry.number == *next);
        let name = name.map(|one| one.entry.team.clone());
        asked!(self, "organizer", |cx| operations::pass_on_award(
            &cx,
            slug,
            award,
            next,
            "Declined by the one before.",
            name
        ));
    }

    /// One officer proposes the list and another confirms it; what everybody reads at its instant.
    pub async fn publish(self) -> Vec<ReleaseItem> {
        let slug = &self.plan.edition.slug;
        let last = self
            .plan
            .heats
            .iter()
            .map(|heat| heat.closes_at)
            .max()
            .unwrap();
        let instant = last.plus_minutes(60);
        let list = asked!(self, "officer", |cx| queries::record::list_publications(
            &cx, slug
        ));
        asked!(self, "officer", |cx| operations::propose_publication(
            &cx,
            slug,
            operations::PublicationWish::last(&list.draft_hash, instant)
        ));
        let list = asked!(self, "second", |cx| queries::record::list_publications(
            &cx, slug
        ));
        let proposed = &list.publications[0].publication;
        let (id, hash) = (proposed.id.0, proposed.list_hash.as_str());
        asked!(self, "second", |cx| operations::confirm_publication(
            &cx, slug, id, hash
        ));
        assert_eq!(self.published().await, None);
        self.clock.put(instant);
        let items = self.published().await.unwrap();
        self.store.close().await.unwrap();
        self.database.remove().await;
        items
    }

    async fn published(&self) -> Option<Vec<ReleaseItem>> {
        let anonymous = Actor::anonymous();
        let cx = self.context(&anonymous);
        let edition = queries::public::read_public_edition(&cx, &self.plan.edition.slug).await;
        Some(edition.unwrap().unwrap().publication?.items)
    }
}

/// A published list in short: by contest and tier the names of who holds it, each once.
pub fn in_short(items: &[ReleaseItem]) -> BTreeMap<(String, String), Vec<String>> {
    let mut short = BTreeMap::<_, Vec<String>>::new();
    for item in items {
        let name = item.name.as_ref().unwrap_or(&item.title);
        let holders = short.entry((item.contest.clone(), item.tier.clone()));
        holders.or_default().push(name.en.clone());
    }
    for holders in short.values_mut() {
        // Within a tier the order is that of the numbers, which are drawn at random.
        holders.sort_by_key(|name| (name.len(), name.clone()));
    }
    short
}

/// The list that ranks make of a contest: for each tier the places from one to another, as they are named
/// by a question.
pub fn expected(
    contest: &str,
    question: &str,
    tiers: &[(&str, &[usize])],
) -> Vec<((String, String), Vec<String>)> {
    let tier = |(tier, places): &(&str, &[usize])| {
        let names = places
            .iter()
            .map(|place| format!("{question} {contest} {place}"));
        ((contest.to_owned(), (*tier).to_owned()), names.collect())
    };
    tiers.iter().map(tier).collect()
}

/// How many awards each tier has over all contests.
pub fn per_tier(items: &[ReleaseItem]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item.tier.as_str()).or_default() += 1;
    }
    counts
}
