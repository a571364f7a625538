//! The floor of HTTP: what nginx takes for a small static file and for putting a large one, without a login,
//! a hash or an fsync. Only where it is installed.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Result;
use tokio::fs;

use crate::{
    browser::Place,
    floors,
    jobs::{File, Puts, Reads},
    load::Job,
    report::Figures,
    scenarios::{FILE, measure},
    server::{Server, free_port, quiet},
};

/// Bytes of the static file.
const PAGE: usize = 4 << 10;

/// Both floors; none where nginx is not installed.
pub async fn floors(folder: &Path, haste: usize) -> Result<Vec<Figures>> {
    let Some(binary) = installed() else {
        eprintln!("nginx is not installed: its floors are left out");
        return Ok(vec![]);
    };
    let folder = folder.join("nginx");
    fs::create_dir_all(folder.join("www")).await?;
    fs::write(folder.join("www/page.html"), vec![b'x'; PAGE]).await?;
    let port = free_port()?;
    let settings = folder.join("nginx.conf");
    fs::write(&settings, configuration(&folder, port)).await?;
    let mut command = quiet(&binary, &folder.join("start.log")).await?;
    command.arg("-p").arg(&folder).arg("-c").arg(&settings);
    let server = Server::start(command, port).await?;

    eprintln!("nginx: a small file, and large ones put");
    let (strangers, kept) = (Place::on(port, false)?, Place::on(port, true)?);
    let asks = vec![(strangers.visitor(0), "/page.html".to_owned())];
    let reads = Reads::shared(asks, 16, None);
    let page = measure(server.process, floors::STATIC, reads, 8_000 / haste).await?;
    let file = File::of(FILE);
    let mut all = vec![page];
    for clients in [1, 32] {
        let puts = puts(&kept, &file, clients);
        let requests = (128 / haste).max(clients);
        all.push(measure(server.process, floors::PUT, puts, requests).await?);
    }
    drop(server);
    Ok(all)
}

fn puts(place: &Place, file: &File, clients: usize) -> Vec<Box<dyn Job>> {
    let put = |number: usize| -> Box<dyn Job> {
        Box::new(Puts {
            browser: place.visitor(number),
            path: format!("/{number}.pdf"),
            file: file.clone(),
            made: number * 1_000,
        })
    };
    (0..clients).map(put).collect()
}

/// Where the program is: Debian keeps it out of the path of ordinary users.
fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders
        .map(|folder| folder.join("nginx"))
        .find(|file| file.is_file())
}

/// One process, so that ending it leaves nothing behind.
fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n  access_log off;\n  client_max_body_size 20m;\n\
         client_body_temp_path {folder}/body;\n  proxy_temp_path {folder}/proxy;\n  \
         fastcgi_temp_path {folder}/fastcgi;\n  uwsgi_temp_path {folder}/uwsgi;\n  \
         scgi_temp_path {folder}/scgi;\n  server {{\n    listen 127.0.0.1:{port};\n    \
         root {folder}/www;\n    dav_methods PUT;\n  }}\n}}\n"
    )
}
