//! A small competition, stored at every stage of its course, with everybody in it who could ask. A test
//! starts a server on a copy of the stage it wants; the logins were made before and still hold.

use std::collections::BTreeMap;

use domain::time::Timestamp;
use sea_orm::ConnectionTrait;

use crate::{client::Client, course::Course, engine::Database, world::World};

/// How far the competition has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The call is open; two teams have three drafts that could be submitted.
    Drafts,
    /// All have submitted, one has changed its draft since, and the call is over.
    CallOver,
    /// All entries are accepted, and assignments are proposed for the heat that is read in part.
    Screened,
    /// The heat is open; one judge has marked everything and handed nothing in.
    Judging,
    /// Every sheet is in, stepped aside from or waived.
    Complete,
    /// The heat is closed, and two entries are equal at the cut.
    Closed,
    /// The host has handed the standing in, and the chair has put the equal ones in order.
    Reported,
    /// Headquarters have accepted what the host handed in.
    Accepted,
    /// The first two went on.
    Advanced,
    /// One entry holds the first tier; the second was declined.
    Awarded,
    /// The free place was passed on, and the list waits to be approved.
    Requested,
    /// An approver has approved it without one item; the paper of the next step is scanned.
    Signed,
    /// The paper is registered: every step is done.
    Approved,
    /// One officer has proposed to publish.
    Proposed,
    /// Another has confirmed; the instant is to come.
    Confirmed,
    /// The instant has come.
    Public,
    /// Somebody has begun to correct what is public.
    Correcting,
}

impl Stage {
    /// All, in their order.
    pub const ALL: [Self; 17] = [
        Self::Drafts,
        Self::CallOver,
        Self::Screened,
        Self::Judging,
        Self::Complete,
        Self::Closed,
        Self::Reported,
        Self::Accepted,
        Self::Advanced,
        Self::Awarded,
        Self::Requested,
        Self::Signed,
        Self::Approved,
        Self::Proposed,
        Self::Confirmed,
        Self::Public,
        Self::Correcting,
    ];

    /// The name in tables; also the label of the ids that the course mints after it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::CallOver => "call_over",
            Self::Screened => "screened",
            Self::Judging => "judging",
            Self::Complete => "complete",
            Self::Closed => "closed",
            Self::Reported => "reported",
            Self::Accepted => "accepted",
            Self::Advanced => "advanced",
            Self::Awarded => "awarded",
            Self::Requested => "requested",
            Self::Signed => "signed",
            Self::Approved => "approved",
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Public => "public",
            Self::Correcting => "correcting",
        }
    }
}

/// Somebody who could ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Nobody in particular.
    Anonymous,
    /// A member of the team whose entry the requests are about.
    Team,
    /// A member of another team of the edition.
    OtherTeam,
    /// The judge whose assignment the requests are about.
    Judge,
    /// Another judge of the same panel.
    OtherJudge,
    /// A judge who stepped aside from the entry; asks about the own assignment.
    Recused,
    /// A judge who is a member of a team of the edition; asks about the own assignment.
    Entering,
    /// The chair of the panel.
    Chair,
    /// Runs the edition.
    Organizer,
    /// Runs every edition.
    Headquarters,
    /// The officer who proposed.
    Proposer,
    /// Another officer.
    Officer,
    /// Reads what is on the record.
    Auditor,
    /// Screens entries.
    Screener,
    /// Runs the division in whose heat the course happens.
    Host,
    /// Runs another division of the edition.
    OtherHost,
    /// Runs another edition.
    Elsewhere,
    /// Approves lists.
    Approver,
}

impl Who {
    /// Everybody, in the order of tables.
    pub const ALL: [Self; 18] = [
        Self::Anonymous,
        Self::Team,
        Self::OtherTeam,
        Self::Judge,
        Self::OtherJudge,
        Self::Recused,
        Self::Entering,
        Self::Chair,
        Self::Organizer,
        Self::Headquarters,
        Self::Proposer,
        Self::Officer,
        Self::Auditor,
        Self::Screener,
        Self::Host,
        Self::OtherHost,
        Self::Elsewhere,
        Self::Approver,
    ];

    /// Four letters for the head of a column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Anonymous => "anon",
            Self::Team => "team",
            Self::OtherTeam => "tea2",
            Self::Judge => "judg",
            Self::OtherJudge => "jud2",
            Self::Recused => "recu",
            Self::Entering => "ente",
            Self::Chair => "chai",
            Self::Organizer => "orga",
            Self::Headquarters => "head",
            Self::Proposer => "prop",
            Self::Officer => "offi",
            Self::Auditor => "audi",
            Self::Screener => "scre",
            Self::Host => "host",
            Self::OtherHost => "hos2",
            Self::Elsewhere => "else",
            Self::Approver => "appr",
        }
    }
}

/// What a request needs to name things: the things of a stage, as those know them who may.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The slug of the programme.
    pub programme: String,
    /// The slug of the edition.
    pub edition: String,
    /// The key of the heat.
    pub heat: String,
    /// The number of the team's entry.
    pub number: String,
    /// The revision of the team's entry.
    pub revision: i64,
    /// The number of the other team's entry.
    pub other_number: String,
    /// The number of the other team's second entry, which comes out equal to its first.
    pub third_number: String,
    /// Aliases of the assignments about the team's entry.
    pub aliases: BTreeMap<Who, String>,
    /// The aliases under which the judge votes on entries, by their number.
    pub council: BTreeMap<String, String>,
    /// The revision of the judge's assignment.
    pub sheet_revision: i64,
    /// The id of the judge's assignment, as a waiver names it.
    pub assignment: String,
    /// The id of the judge.
    pub judge: String,
    /// The id of the judge who steps aside, and is in conflict with the third entry.
    pub aside: String,
    /// The id of the auditor's grant.
    pub grant: String,
    /// The id of the award that the team's entry holds.
    pub award: String,
    /// The id of the award that was declined.
    pub declined: String,
    /// The id of what the team is told under embargo.
    pub confidence: String,
    /// The token of the personal link of somebody outside who is told.
    pub personal: String,
    /// The id of the request for approval.
    pub approval: String,
    /// The hash of its list.
    pub approval_hash: String,
    /// The id of the proposed exception.
    pub exception: String,
    /// The id of the publication.
    pub publication: String,
    /// The hash of the list.
    pub list_hash: String,
    /// A token from a sign-in mail that nobody has used.
    pub token: String,
    /// A token of a link that signs in as often as it is followed, as demonstrations have them.
    pub link: String,
    /// The name of the style sheet of the public pages.
    pub style: String,
}

impl Facts {
    /// Names of things that do not exist.
    pub fn of_nothing() -> Self {
        let nil = "00000000-0000-0000-0000-000000000000";
        let nothing = "0000000000000000000000000000000000000000000";
        Self {
            programme: "nothing".to_owned(),
            edition: "nothing-2026".to_owned(),
            heat: "nothing".to_owned(),
            number: "C26-NOTHING".to_owned(),
            revision: 1,
            other_number: "C26-NOTHING".to_owned(),
            third_number: "C26-NOTHING".to_owned(),
            aliases: BTreeMap::new(),
            council: BTreeMap::new(),
            sheet_revision: 1,
            assignment: nil.to_owned(),
            judge: nil.to_owned(),
            aside: nil.to_owned(),
            grant: nil.to_owned(),
            award: nil.to_owned(),
            declined: nil.to_owned(),
            confidence: nil.to_owned(),
            personal: nothing.to_owned(),
            approval: nil.to_owned(),
            approval_hash: "sha256:0".to_owned(),
            exception: nil.to_owned(),
            publication: nil.to_owned(),
            list_hash: "sha256:0".to_owned(),
            token: nothing.to_owned(),
            link: nothing.to_owned(),
            style: "nothing.css".to_owned(),
        }
    }

    /// The same, with requests about the assignment of this alias.
    #[must_use]
    pub fn about_alias(&self, alias: &str) -> Self {
        let mut facts = self.clone();
        for about in facts.aliases.values_mut() {
            alias.clone_into(about);
        }
        facts
    }

    /// The alias that somebody asks about: the own one, if there is an own one that matters, else the
    /// judge's.
    pub fn alias(&self, who: Who) -> String {
        let own = matches!(who, Who::Recused | Who::Entering);
        let about = if own { who } else { Who::Judge };
        self.aliases
            .get(&about)
            .cloned()
            .unwrap_or_else(|| Self::of_nothing().token)
    }
}

/// A stage, stored.
pub struct Stored {
    /// The folder of the database and the files.
    pub database: Database,
    /// What time it was.
    pub now: Timestamp,
    /// What requests can name.
    pub facts: Facts,
}

/// The stored stages of one course.
pub struct Stages {
    pub(crate) stored: BTreeMap<Stage, Stored>,
    pub(crate) cast: BTreeMap<Who, Client>,
}

impl Stages {
    /// Runs the course up to a stage and stores every stage on the way.
    pub async fn up_to(last: Stage) -> Self {
        Course::run(last).await
    }

    /// A stored stage.
    pub fn at(&self, stage: Stage) -> &Stored {
        &self.stored[&stage]
    }

    /// A server on a fresh copy of a stage.
    pub async fn serve(&self, stage: Stage) -> World {
        self.serve_changed(stage, &[]).await
    }

    /// A server on a fresh copy of a stage in which these statements changed something before it
    /// started.
    pub async fn serve_changed(&self, stage: Stage, statements: &[&str]) -> World {
        let stored = self.at(stage);
        let database = Database::copy_of(stored.database.folder());
        if !statements.is_empty() {
            let connection = database.connection().await;
            for statement in statements {
                connection.execute_unprepared(statement).await.unwrap();
            }
            connection.close().await.unwrap();
        }
        World::start(database, stored.now, "copy").await
    }

    /// Somebody, at a server on a copy.
    pub fn person(&self, who: Who, world: &World) -> Client {
        self.cast
            .get(&who)
            .map_or_else(|| world.stranger(), |client| client.at(world.address()))
    }
}
