//! Somebody who speaks HTTP to the server: with an address of one's own, behind a proxy that the server
//! trusts, so that limits count people and not the machine on which all of them run.

use anyhow::{Result, ensure};
use reqwest::{Client, Method, RequestBuilder, Response, header};
use serde_json::{Value, json};

/// The server as its visitors find it.
#[derive(Clone)]
pub struct Place {
    http: Client,
    /// Where it listens.
    address: String,
    /// Where it says that it is.
    origin: String,
}

impl Place {
    /// The server that listens on a port of this machine. Connections are kept open where `kept` says so.
    pub fn on(port: u16, kept: bool) -> Result<Self> {
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(if kept { usize::MAX } else { 0 })
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            address: format!("http://127.0.0.1:{port}"),
            origin: format!("http://localhost:{port}"),
        })
    }

    /// Somebody without a login; each number has an address of its own.
    pub fn visitor(&self, number: usize) -> Browser {
        let (high, low) = (number / 250 % 250, number % 250);
        Browser {
            place: self.clone(),
            forwarded: format!("10.1.{high}.{low}"),
            cookie: None,
        }
    }
}

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    place: Place,
    forwarded: String,
    cookie: Option<String>,
}

impl Browser {
    /// The address that limits count; no two people share one.
    pub fn address(&self) -> &str {
        &self.forwarded
    }

    /// A request as a browser makes it from our own page.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let Place {
            http,
            address,
            origin,
        } = &self.place;
        let request = http
            .request(method, format!("{address}{path}"))
            .header(header::HOST, origin.trim_start_matches("http://"))
            .header(header::ORIGIN, origin)
            .header("x-forwarded-for", &self.forwarded);
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }

    /// Signs in by the token of a link.
    pub async fn sign_in(&mut self, token: &str) -> Result<()> {
        let request = self.request(Method::POST, "/api/logins");
        let answer = good(request.json(&json!({ "token": token }))).await?;
        let cookie = answer.headers().get(header::SET_COOKIE);
        let cookie = cookie.and_then(|value| value.to_str().ok());
        self.cookie = cookie.and_then(|text| text.split(';').next().map(str::to_owned));
        ensure!(self.cookie.is_some(), "a login sets a cookie");
        Ok(())
    }

    /// Reads a document.
    pub async fn read(&self, path: &str) -> Result<Value> {
        Ok(good(self.request(Method::GET, path)).await?.json().await?)
    }

    /// Posts a document.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.request(Method::POST, path).json(body);
        Ok(good(request).await?.json().await?)
    }
}

/// The revision in the `ETag` of an answer.
pub fn revision(answer: &Response) -> Option<i64> {
    let etag = answer.headers().get(header::ETAG)?.to_str().ok()?;
    etag.trim_matches('"').parse().ok()
}

/// The answer, if it is one of success.
async fn good(request: RequestBuilder) -> Result<Response> {
    let answer = request.send().await?;
    if answer.status().is_success() {
        return Ok(answer);
    }
    let (status, path) = (answer.status(), answer.url().path().to_owned());
    anyhow::bail!("{status} of {path}: {}", answer.text().await?)
}
