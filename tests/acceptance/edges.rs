//! The map of docs/architecture.md is kept: who may know whom, which files of `web` may name the store,
//! what nothing may be called, and how long a file may be. It reads the repository, not a server.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 12] = [
    "common", "core", "helper", "helpers", "manager", "managers", "misc", "service", "services",
    "shared", "util", "utils",
];
/// Where production files lie.
const SOURCES: [&str; 3] = ["crates", "migrations", "frontend/src"];
/// The longest production file, in lines, its test module left out.
const LONGEST: usize = 500;
/// Written by a program.
const GENERATED: &str = "frontend/src/api/schema.d.ts";

#[test]
fn no_crate_knows_one_that_the_architecture_does_not_allow() -> Result<()> {
    let allowed = allowed_edges()?;
    let real = real_edges()?;
    let (in_table, in_workspace): (Vec<_>, Vec<_>) =
        (allowed.keys().collect(), real.keys().collect());
    assert_eq!(
        in_table, in_workspace,
        "the table has one row for each crate"
    );
    let forbidden: Vec<String> = real
        .iter()
        .flat_map(|(from, known)| {
            let allowed = allowed
                .get(from)
                .into_iter()
                .flatten()
                .collect::<BTreeSet<_>>();
            known
                .iter()
                .filter(move |to| !allowed.contains(to))
                .map(move |to| format!("{from} -> {to}"))
        })
        .collect();
    assert_eq!(forbidden, Vec::<String>::new());
    Ok(())
}

#[test]
fn in_web_only_the_files_of_the_login_and_the_actor_name_the_store() -> Result<()> {
    let allowed: BTreeSet<String> = table("| file of web | what it takes |")?
        .into_iter()
        .map(|(file, _)| file)
        .collect();
    let web = root().join("crates/web/src");
    let mut naming = BTreeSet::new();
    for file in files(&web, &["rs"])? {
        let path = below(&web, &file);
        let text = std::fs::read_to_string(&file)?;
        let mut code = production(&text).filter(|line| !line.trim_start().starts_with("//"));
        if !path.ends_with("tests.rs") && code.any(|line| line.contains("persistence::")) {
            naming.insert(path);
        }
    }
    assert_eq!(
        naming, allowed,
        "the files that name `persistence::` are those of the table"
    );
    Ok(())
}

#[test]
fn nothing_has_a_name_that_says_nothing() -> Result<()> {
    let mut names: Vec<(String, String)> = real_edges()?
        .into_keys()
        .map(|name| (name.clone(), name))
        .collect();
    for file in sources()? {
        let path = below(&root(), &file);
        let stem = path
            .split('/')
            .map(|part| part.split('.').next().unwrap_or(part));
        names.extend(stem.map(|part| (part.to_owned(), path.clone())));
        if file.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&file)?;
            names.extend(inline_modules(&text).map(|name| (name.to_owned(), path.clone())));
        }
    }
    let empty: BTreeSet<String> = names
        .into_iter()
        .filter(|(name, _)| EMPTY_NAMES.contains(&name.as_str()))
        .map(|(name, place)| format!("{name} in {place}"))
        .collect();
    assert_eq!(empty, BTreeSet::new());
    Ok(())
}

#[test]
fn no_production_file_is_longer_than_anybody_reads() -> Result<()> {
    let mut long = vec![];
    for file in sources()? {
        let path = below(&root(), &file);
        let is_test = path.contains("/tests") || path.contains(".test.");
        if is_test || path == GENERATED {
            continue;
        }
        let text = std::fs::read_to_string(&file)?;
        let production = production(&text).count();
        if production > LONGEST {
            long.push(format!("{path}: {production} lines"));
        }
    }
    assert_eq!(long, Vec::<String>::new(), "at most {LONGEST} lines");
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A path as it is written in the documentation.
fn below(folder: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(folder).unwrap_or(file);
    inside.to_string_lossy().replace('\\', "/")
}

/// What each crate may know, by docs/architecture.md.
fn allowed_edges() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let rows = table("| crate | may know |")?;
    let all: BTreeSet<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    let edges = rows.into_iter().map(|(name, known)| {
        let known = match known.as_str() {
            "nobody" => BTreeSet::new(),
            "all" => all.clone(),
            list => list.split(',').map(|name| name.trim().to_owned()).collect(),
        };
        (name, known)
    });
    Ok(edges.collect())
}

/// The first two columns of the table that begins with this line, without their backticks.
fn table(head: &str) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(root().join("docs/architecture.md"))?;
    let plain = |cell: &str| cell.trim().replace('`', "");
    let rows: Vec<_> = text
        .lines()
        .skip_while(|line| *line != head)
        .skip(2)
        .map_while(|line| line.strip_prefix('|'))
        .filter_map(|row| {
            let mut cells = row.split('|');
            Some((plain(cells.next()?), plain(cells.next()?)))
        })
        .collect();
    ensure!(
        !rows.is_empty(),
        "docs/architecture.md has no table that begins with {head}"
    );
    Ok(rows)
}

/// What each crate of the workspace knows of the others; what only tests use is left out.
fn real_edges() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let told = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(root())
        .output()?;
    ensure!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let told: Value = serde_json::from_slice(&told.stdout)?;
    let packages = told["packages"].as_array().context("packages")?;
    let name = |thing: &Value| thing["name"].as_str().unwrap_or_default().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let edges = packages.iter().map(|package| {
        let known = package["dependencies"].as_array().into_iter().flatten();
        let known = known.filter(|known| known["kind"] != "dev").map(name);
        (
            name(package),
            known.filter(|known| ours.contains(known)).collect(),
        )
    });
    Ok(edges.collect())
}

/// Everything that is built into the product.
fn sources() -> Result<Vec<PathBuf>> {
    let mut all = vec![];
    for folder in SOURCES {
        all.extend(files(
            &root().join(folder),
            &["rs", "ts", "tsx", "css", "sql"],
        )?);
    }
    ensure!(all.len() > 100, "the sources are not where they were");
    Ok(all)
}

fn files(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, endings)?);
        } else if path
            .extension()
            .is_some_and(|own| endings.iter().any(|ending| own == *ending))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The lines before the test module.
fn production(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| *line != "#[cfg(test)]")
}

fn inline_modules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("pub(crate) ")
            .or(line.strip_prefix("pub "))
            .unwrap_or(line);
        let name = line.strip_prefix("mod ")?;
        name.split([';', ' ', '{']).next()
    })
}
