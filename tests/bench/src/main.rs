//! `make bench`: starts the release binary on seeded data, asks it as people do, and prints what each kind
//! of request costs beside floors of the same run. It measures and asserts nothing: docs/benchmarks.md
//! tells how to read it.

mod browser;
mod contents;
mod ending;
mod field;
mod floors;
mod jobs;
mod load;
mod nginx;
mod people;
mod process;
mod report;
mod scenarios;
mod seed;
mod server;
mod texts;

use std::{
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result};
use clap::Parser;
use domain::time::Timestamp;
use tokio::fs;

use self::{
    browser::Place,
    field::Field,
    people::Links,
    report::{Figures, Machine, Report, Section},
    scenarios::Bench,
    seed::{CALL, EDITION, HEAT, Seeder, Size},
    server::Server,
};

/// The demonstration: its edition and its open heat.
const DEMONSTRATION: (&str, &str) = ("2020", "preliminary");
const SIZE: Size = Size {
    entries: 1_000,
    judges: 100,
    drafts: 64,
};
/// Fewer requests by so much where it is only to be seen that all of it works.
const HASTE: usize = 40;

/// Measures the release binary.
#[derive(Parser)]
struct Arguments {
    /// The program under test.
    #[arg(long, default_value = "target/release/wuzhen")]
    binary: PathBuf,
    /// Where data is made and taken away again; on a disk, or fsync tells nothing.
    #[arg(long, default_value = "target")]
    folder: PathBuf,
    /// Writes the figures here as well.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Few requests: shows that all of it works, and measures nothing.
    #[arg(long)]
    quick: bool,
    /// Leaves data and logs in the folder, for whoever wants to look closer.
    #[arg(long)]
    keep: bool,
    /// Leaves the demonstration out.
    #[arg(long)]
    seeded_only: bool,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let binary = fs::canonicalize(&arguments.binary).await;
    let binary = binary.with_context(|| format!("{} is missing", arguments.binary.display()))?;
    fs::create_dir_all(&arguments.folder).await?;
    let folder = fs::canonicalize(&arguments.folder).await?;
    let folder = tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(folder)?;
    let run = Run {
        binary,
        folder: folder.path().to_owned(),
        haste: if arguments.quick { HASTE } else { 1 },
    };
    let machine = machine().await?;
    let (floors, seeded) = run.seeded().await?;
    let mut sections = vec![seeded];
    if !arguments.seeded_only {
        sections.push(run.demonstration(floors.clone()).await?);
    }
    sections.insert(0, Section::new("Floors", floors));
    if arguments.keep {
        eprintln!("data and logs are in {}", folder.keep().display());
    }
    let report = Report { machine, sections };
    println!("{report}");
    if let Some(file) = &arguments.json {
        fs::write(file, serde_json::to_vec_pretty(&report)?).await?;
    }
    Ok(())
}

/// One run.
struct Run {
    binary: PathBuf,
    folder: PathBuf,
    haste: usize,
}

impl Run {
    /// The floors, and the seeded competition to its end.
    async fn seeded(&self) -> Result<(Vec<Figures>, Section)> {
        let data = self.folder.join("seeded");
        fs::create_dir_all(&data).await?;
        eprintln!("seeding {SIZE:?}");
        let seeder = Seeder::open(&data, now(), "seed").await?;
        seeder.seed(SIZE).await?;
        seeder.close().await?;
        let teams = SIZE.entries..SIZE.entries + SIZE.drafts;
        let links = people::prepare(&data, now(), (EDITION, HEAT), teams).await?;
        let mut floors = floors::measure(&data, self.haste).await?;
        floors.extend(nginx::floors(&self.folder, self.haste).await?);

        let place = (EDITION, HEAT);
        let (server, field) = self.arrive(&data, links, place).await?;
        let mut bench = self.bench(&server, floors);
        let strangers = Place::on(server.port, false)?;
        // Uploads come first: memory that a list took once stays with the process.
        scenarios::uploads(&mut bench, &field).await?;
        let pages = [
            ("public home page", "/".to_owned()),
            ("public call page", format!("/editions/{CALL}")),
        ];
        scenarios::public(&mut bench, &strangers, &pages).await?;
        scenarios::staff(&mut bench, &field).await?;
        scenarios::judges(&mut bench, &field).await?;
        ending::close(&mut bench, &field).await?;
        ending::publish(&field, now).await?;
        let results = [("public results page", format!("/results/{EDITION}"))];
        scenarios::public(&mut bench, &strangers, &results).await?;
        drop(server);
        let Bench { floors, lines, .. } = bench;
        let title = "Seeded: 1,000 entries, 100 judges, 5,000 sheets";
        Ok((floors, Section::new(title, lines)))
    }

    /// The demonstration as it is built.
    async fn demonstration(&self, floors: Vec<Figures>) -> Result<Section> {
        let data = self.folder.join("demonstration");
        eprintln!("building the demonstration");
        server::build_demonstration(&self.binary, &data).await?;
        let links = people::prepare(&data, now(), DEMONSTRATION, 0..0).await?;
        let (server, field) = self.arrive(&data, links, DEMONSTRATION).await?;
        let mut bench = self.bench(&server, floors);
        scenarios::staff(&mut bench, &field).await?;
        scenarios::judges(&mut bench, &field).await?;
        let strangers = Place::on(server.port, false)?;
        let pages = [
            ("public home page", "/".to_owned()),
            ("public call page", format!("/editions/{}", DEMONSTRATION.0)),
        ];
        scenarios::public(&mut bench, &strangers, &pages).await?;
        drop(server);
        let title = "Demonstration: 1,050 entries, 60 judges, 830 entries in the heat";
        Ok(Section::new(title, bench.lines))
    }

    /// Everybody signs in and looks around; then the server starts anew, so that what that took does not
    /// show in its memory.
    async fn arrive(
        &self,
        data: &Path,
        links: Links,
        (edition, heat): (&str, &str),
    ) -> Result<(Server, Field)> {
        let port = server::free_port()?;
        let first = Server::serve(&self.binary, data, port).await?;
        let people = links.sign_in(&Place::on(port, true)?).await?;
        let field = Field::explore(people, edition, heat).await?;
        drop(first);
        let server = Server::serve(&self.binary, data, port).await?;
        Ok((server, field))
    }

    fn bench(&self, server: &Server, floors: Vec<Figures>) -> Bench {
        Bench {
            server: server.process,
            floors,
            haste: self.haste,
            lines: vec![],
        }
    }
}

/// What time it is: deadlines of the seeded editions lie around it.
fn now() -> Timestamp {
    #[expect(
        clippy::disallowed_methods,
        reason = "the server that is measured goes by the clock of this machine"
    )]
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

async fn machine() -> Result<Machine> {
    let processors = fs::read_to_string("/proc/cpuinfo").await?;
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let load = fs::read_to_string(Path::new("/proc/loadavg")).await?;
    let minutes: Vec<_> = load.split_whitespace().take(3).collect();
    Ok(Machine {
        processor: model.map_or_else(|| "unknown".to_owned(), |(_, name)| name.to_owned()),
        cores: std::thread::available_parallelism()?.get(),
        load_before: minutes.join(" "),
    })
}
