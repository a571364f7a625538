//! What is measured: each scenario once, one after the other, on one running server.

use anyhow::Result;

use crate::{
    browser::Place,
    field::Field,
    floors,
    jobs::{Ask, File, Reads, Saves, Uploads},
    load::{self, Job},
    process::Process,
    report::Figures,
};

/// Bytes of an uploaded file.
pub const FILE: usize = 10 << 20;
/// Addresses from which public pages are asked for; each may ask so often a minute and no more.
const STRANGERS: usize = 1_000;

/// Measures scenarios on a server.
pub struct Bench {
    /// The server.
    pub server: Process,
    /// What scenarios are held against.
    pub floors: Vec<Figures>,
    /// Each number of requests is divided by this, to see quickly that all of it works.
    pub haste: usize,
    /// What came of it so far.
    pub lines: Vec<Figures>,
}

/// A scenario: its name, how many requests, and what it is held against.
#[derive(Clone, Copy)]
pub struct Scenario<'a>(pub &'a str, pub usize, pub Option<&'a str>);

impl Bench {
    /// Runs one.
    pub async fn run(&mut self, scenario: Scenario<'_>, jobs: Vec<Box<dyn Job>>) -> Result<()> {
        let Scenario(name, requests, floor) = scenario;
        let clients = jobs.len();
        let requests = (requests / self.haste).max(clients);
        eprintln!("{name}: {clients} at once, {requests} requests");
        let mut figures = measure(self.server, name, jobs, requests).await?;
        figures.against(floor, &self.floors);
        self.lines.push(figures);
        Ok(())
    }

    /// Reads by each of these numbers of clients.
    pub async fn reads(
        &mut self,
        scenario: Scenario<'_>,
        clients: &[usize],
        asks: &[Ask],
    ) -> Result<()> {
        for clients in clients {
            let jobs = Reads::shared(asks.to_vec(), *clients, None);
            self.run(scenario, jobs).await?;
        }
        Ok(())
    }

    /// Reads by one client that takes packed answers, as browsers do.
    async fn packed(&mut self, scenario: Scenario<'_>, asks: &[Ask]) -> Result<()> {
        let jobs = Reads::shared(asks.to_vec(), 1, Some("gzip"));
        self.run(scenario, jobs).await
    }
}

/// Runs a load against a process and reads what it cost.
pub async fn measure(
    process: Process,
    name: &str,
    jobs: Vec<Box<dyn Job>>,
    requests: usize,
) -> Result<Figures> {
    process.forget_peak().await?;
    let clients = jobs.len();
    let before = process.cpu().await?;
    let load = load::run(jobs, requests).await?;
    let cpu = process.cpu().await?.saturating_sub(before);
    if let Some(error) = &load.first_error {
        eprintln!("{name}: {} errors, the first: {error}", load.errors);
    }
    let peak = process.peak_kib().await?;
    Ok(Figures::of(name, clients, &load, cpu, peak))
}

/// What organizers and the chair read while the heat is open.
pub async fn staff(bench: &mut Bench, field: &Field) -> Result<()> {
    let page = field.organizers(&[field.path("/entries?limit=200")]);
    let floor = Some(floors::PAGE);
    let list = Scenario("entries, page of 200", 800, floor);
    bench.reads(list, &[1, 16], &page).await?;
    let list = Scenario("entries, page of 200, gzip", 400, floor);
    bench.packed(list, &page).await?;

    let filters = field.path("/entries?state=submitted&contest=open&text=1");
    let of_heat = format!("{filters}&heat={}", field.heat);
    let filtered = Scenario("entries, filtered, 50", 400, None);
    let asks = field.organizers(&[filters]);
    bench.reads(filtered, &[1], &asks).await?;
    let filtered = Scenario("entries, filtered by heat, 50", 400, None);
    let asks = field.organizers(&[of_heat]);
    bench.reads(filtered, &[1], &asks).await?;

    let numbers = field.numbers.iter();
    let paths: Vec<_> = numbers
        .map(|number| field.path(&format!("/entries/{number}")))
        .collect();
    let entry = Scenario("entry with versions and screening", 1_600, None);
    let asks = field.organizers(&paths);
    bench.reads(entry, &[1, 16], &asks).await?;

    let progress = field.path(&format!("/heats/{}/progress", field.heat));
    let asks = [(field.people.chair.clone(), progress)];
    let progress = Scenario("progress of the heat, as chair", 100, Some(floors::LIST));
    bench.reads(progress, &[1, 4], &asks).await
}

/// What judges read, and the sheets they save.
pub async fn judges(bench: &mut Bench, field: &Field) -> Result<()> {
    let judges = field.people.judges.iter();
    let asks: Vec<_> = judges
        .map(|judge| (judge.clone(), "/api/judge/queue".to_owned()))
        .collect();
    let queue = Scenario("a judge's queue", 1_600, Some(floors::QUEUE));
    bench.reads(queue, &[1, 16], &asks).await?;

    let sheets = field.assignments.iter();
    let asks: Vec<_> = sheets
        .map(|(judge, path, _)| (judge.clone(), path.clone()))
        .collect();
    let sheet = Scenario("a judge's sheet", 1_600, None);
    bench.reads(sheet, &[1, 16], &asks).await?;

    for (clients, requests) in [(1, 800), (16, 3_200), (64, 3_200)] {
        let jobs = Saves::divided(field.sheets().await?, clients);
        let save = Scenario(
            "save a sheet (PATCH, on disk)",
            requests,
            Some(floors::COMMIT),
        );
        bench.run(save, jobs).await?;
    }
    Ok(())
}

/// Public pages, asked for by people who were never here, each over a connection of their own.
pub async fn public(bench: &mut Bench, strangers: &Place, pages: &[(&str, String)]) -> Result<()> {
    for (name, path) in pages {
        let asks: Vec<_> = (0..STRANGERS)
            .map(|number| (strangers.visitor(number), path.clone()))
            .collect();
        let page = Scenario(name, 4_000, Some(floors::STATIC));
        bench.reads(page, &[1, 16], &asks).await?;
        bench
            .packed(Scenario(&format!("{name}, gzip"), 2_000, None), &asks)
            .await?;
    }
    Ok(())
}

/// Uploads of one large file each.
pub async fn uploads(bench: &mut Bench, field: &Field) -> Result<()> {
    let file = File::of(FILE);
    for (clients, requests) in [(1, 48), (32, 128)] {
        let jobs = Uploads::shared(field.slots.clone(), clients, &file);
        let upload = Scenario("upload a PDF of 10 MiB", requests, Some(floors::HASH));
        bench.run(upload, jobs).await?;
    }
    Ok(())
}
