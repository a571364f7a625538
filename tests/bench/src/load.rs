//! A closed loop: so many clients, each of which asks again as soon as it was answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use reqwest::{RequestBuilder, Response};
use tokio::task::JoinSet;

/// What one client does, again and again.
pub trait Job: Send {
    /// The next request.
    fn next(&mut self) -> RequestBuilder;

    /// Looks at an answer, before its body is read.
    fn answered(&mut self, _answer: &Response) {}
}

/// What came of it.
#[derive(Debug)]
pub struct Load {
    /// Answers with success, in microseconds from sending to the last byte.
    pub latencies: Histogram<u64>,
    /// Everything else.
    pub errors: u64,
    /// The first of these.
    pub first_error: Option<String>,
    /// Bytes of all bodies.
    pub bytes: u64,
    /// From the first request to the last answer.
    pub elapsed: Duration,
}

impl Load {
    fn nothing() -> Result<Self> {
        Ok(Self {
            latencies: Histogram::new(3)?,
            errors: 0,
            first_error: None,
            bytes: 0,
            elapsed: Duration::ZERO,
        })
    }

    fn add(&mut self, other: Self) -> Result<()> {
        self.latencies.add(&other.latencies)?;
        self.errors += other.errors;
        self.bytes += other.bytes;
        self.first_error = self.first_error.take().or(other.first_error);
        Ok(())
    }

    /// How many requests were answered, well or badly.
    pub fn requests(&self) -> u64 {
        self.latencies.len() + self.errors
    }
}

/// Lets each job be a client, until so many requests were made by all of them together.
pub async fn run(jobs: Vec<Box<dyn Job>>, requests: usize) -> Result<Load> {
    ensure!(!jobs.is_empty(), "there is nobody to ask");
    let made = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut clients = JoinSet::new();
    for job in jobs {
        let made = Arc::clone(&made);
        clients.spawn(client(job, made, requests));
    }
    let mut all = Load::nothing()?;
    while let Some(load) = clients.join_next().await {
        all.add(load??)?;
    }
    all.elapsed = begun.elapsed();
    Ok(all)
}

async fn client(mut job: Box<dyn Job>, made: Arc<AtomicUsize>, requests: usize) -> Result<Load> {
    let mut load = Load::nothing()?;
    while made.fetch_add(1, Ordering::Relaxed) < requests {
        let request = job.next();
        let begun = Instant::now();
        match answer(&mut *job, request).await {
            Ok(bytes) => {
                load.bytes += bytes;
                load.latencies.record(micros(begun.elapsed()))?;
            }
            Err(error) => {
                load.errors += 1;
                load.first_error.get_or_insert_with(|| format!("{error:#}"));
            }
        }
    }
    Ok(load)
}

/// Sends, and reads all of the answer; returns how long its body was.
async fn answer(job: &mut dyn Job, request: RequestBuilder) -> Result<u64> {
    let answer = request.send().await?;
    job.answered(&answer);
    let status = answer.status();
    let body = answer.bytes().await?;
    ensure!(
        status.is_success(),
        "{status}: {}",
        String::from_utf8_lossy(&body)
    );
    Ok(body.len() as u64)
}

/// Microseconds, as many as fit.
pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
