//! The program under test, started as an operator starts it.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Result, bail};
use tokio::{
    fs,
    time::{sleep, timeout},
};

use crate::process::Process;

/// How long it may take until it answers: the demonstration is built before.
const PATIENCE: Duration = Duration::from_mins(15);

/// A process that answers on a port, and ends when this is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub port: u16,
    /// What it costs.
    pub process: Process,
}

impl Server {
    /// Serves a data folder. The driver is the one proxy that is trusted, so that each of its people can
    /// have an address.
    pub async fn serve(binary: &Path, folder: &Path, port: u16) -> Result<Self> {
        let listen = format!("127.0.0.1:{port}");
        let public_url = format!("http://localhost:{port}");
        let mut command = quiet(binary, &folder.join("server.log")).await?;
        command
            .args(["serve", "--listen", &listen, "--public-url", &public_url])
            .args(["--trusted-proxies", "127.0.0.1", "--data"])
            .arg(folder);
        Self::start(command, port).await
    }

    /// Starts a command that will listen on a port, and waits until it does.
    pub async fn start(mut command: Command, port: u16) -> Result<Self> {
        let child = command.spawn()?;
        let process = Process::with_id(child.id());
        let mut server = Self {
            child,
            port,
            process,
        };
        timeout(PATIENCE, server.listening()).await??;
        Ok(server)
    }

    async fn listening(&mut self) -> Result<()> {
        while tokio::net::TcpStream::connect(("127.0.0.1", self.port))
            .await
            .is_err()
        {
            self.must_run()?;
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    fn must_run(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            Some(status) => bail!("the process ended with {status}"),
            None => Ok(()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets the program build a demonstration in a folder, and ends it once it serves.
pub async fn build_demonstration(binary: &Path, folder: &Path) -> Result<()> {
    let port = free_port()?;
    let mut command = quiet(binary, &log_beside(folder)).await?;
    command
        .args(["demo", "--scale", "2020", "--at", "preliminary", "--port"])
        .arg(port.to_string())
        .arg("--data")
        .arg(folder);
    let logins = folder.with_extension("json");
    command.arg("--logins").arg(&logins);
    let mut server = Server::start(command, port).await?;
    // The port is taken before the building begins: the links are written when it is done.
    let written = async {
        while !fs::try_exists(&logins).await? {
            server.must_run()?;
            sleep(Duration::from_millis(100)).await;
        }
        anyhow::Ok(())
    };
    timeout(PATIENCE, written).await??;
    Ok(())
}

/// A port that nobody listens on just now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A command that writes to a log and takes nothing from our own surroundings.
pub async fn quiet(program: &Path, log: &Path) -> Result<Command> {
    let log = fs::File::create(log).await?.into_std().await;
    let mut command = Command::new(program);
    command
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    Ok(command)
}

fn log_beside(folder: &Path) -> PathBuf {
    folder.with_extension("log")
}
