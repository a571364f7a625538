//! Who asks: accounts prepared in the database, signed in over HTTP. There are several organizers because
//! an account may ask an endpoint so often a minute and no more.

use std::path::Path;

use anyhow::{Context as _, Result};
use domain::{
    people::{Role, Seat},
    time::Timestamp,
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use operations::queries::edition::list_judges;

use crate::{
    browser::{Browser, Place},
    seed::{Seeder, team},
};

/// How many organizers ask.
const ORGANIZERS: usize = 8;
/// How many sign in at once.
const AT_ONCE: usize = 8;

/// Tokens of sign-in links.
pub struct Links {
    organizers: Vec<String>,
    officers: Vec<String>,
    chair: String,
    judges: Vec<String>,
    teams: Vec<String>,
}

/// Everybody, signed in.
pub struct People {
    /// Run every edition.
    pub organizers: Vec<Browser>,
    /// Sign what is published.
    pub officers: Vec<Browser>,
    /// Leads the panel of the heat.
    pub chair: Browser,
    /// The panel, the chair included.
    pub judges: Vec<Browser>,
    /// Have a draft in an open call.
    pub teams: Vec<Browser>,
}

/// Prepares everybody in a data folder that nobody serves: staff of the driver's own, the panel of a heat,
/// and the owners of drafts, whose numbers are `teams`.
pub async fn prepare(
    folder: &Path,
    now: Timestamp,
    (edition, heat): (&str, &str),
    teams: std::ops::Range<usize>,
) -> Result<Links> {
    let seeder = Seeder::open(folder, now, "links").await?;
    let organizers: Vec<_> = (0..ORGANIZERS)
        .map(|number| format!("organizer-{number}@example.org"))
        .collect();
    let officers = ["officer-0@example.org", "officer-1@example.org"].map(str::to_owned);
    for (people, role) in [
        (&organizers[..], Role::Organizer),
        (&officers, Role::Officer),
    ] {
        for email in people {
            seeder.grant(email, role).await?;
        }
    }
    let organizer = seeder.actor(&organizers[0]).await?;
    let known = list_judges(&seeder.at(&organizer), edition).await?.judges;
    let (mut judges, mut chair) = (vec![], None);
    for line in known {
        let seat = line.seats.iter().find(|(key, _)| key == heat);
        if let (Some(email), Some((_, seat))) = (line.email, seat) {
            if *seat == Seat::Chair {
                chair = Some(seeder.link(&email).await?);
            }
            judges.push(email);
        }
    }
    let teams: Vec<_> = teams.map(team).collect();
    let links = Links {
        organizers: all(&seeder, &organizers).await?,
        officers: all(&seeder, &officers).await?,
        chair: chair.context("the panel has no chair")?,
        judges: all(&seeder, &judges).await?,
        teams: all(&seeder, &teams).await?,
    };
    seeder.close().await?;
    Ok(links)
}

async fn all(seeder: &Seeder, emails: &[String]) -> Result<Vec<String>> {
    let mut tokens = vec![];
    for email in emails {
        tokens.push(seeder.link(email).await?);
    }
    Ok(tokens)
}

impl Links {
    /// Signs everybody in.
    pub async fn sign_in(self, place: &Place) -> Result<People> {
        let groups = [
            &self.organizers,
            &self.officers,
            &vec![self.chair],
            &self.judges,
            &self.teams,
        ];
        let mut signed_in = vec![];
        for (number, tokens) in groups.into_iter().enumerate() {
            let group = stream::iter(tokens.iter().enumerate()).map(|(own, token)| async move {
                let mut browser = place.visitor(10_000 + number * 1_000 + own);
                browser.sign_in(token).await.map(|()| browser)
            });
            signed_in.push(group.buffered(AT_ONCE).try_collect::<Vec<_>>().await?);
        }
        let mut groups = signed_in.into_iter();
        let mut next = || groups.next().unwrap_or_default();
        Ok(People {
            organizers: next(),
            officers: next(),
            chair: next().pop().context("nobody is the chair")?,
            judges: next(),
            teams: next(),
        })
    }
}
