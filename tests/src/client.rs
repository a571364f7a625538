//! Somebody who speaks HTTP to the server.

use reqwest::{Method, StatusCode, header, multipart};
use serde_json::Value;

use crate::world::PUBLIC_URL;

/// A person at a browser, or a stranger.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    cookie: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// All headers, in order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header, when it is there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The revision in the `ETag`.
    pub fn revision(&self) -> i64 {
        let etag = self.header("etag").expect("the answer has an ETag");
        etag.trim_matches('"')
            .parse()
            .expect("the ETag is a revision")
    }

    /// The stable code of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// This answer, if it has the status; anything else fails the test and shows itself.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

impl Client {
    /// A stranger to the server at an address.
    pub fn stranger(address: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            http,
            address: address.to_owned(),
            cookie: None,
        }
    }

    /// The same person at another server.
    #[must_use]
    pub fn at(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            ..self.clone()
        }
    }

    /// A request as a browser makes it from our own page.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let host = PUBLIC_URL.trim_start_matches("http://");
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.address))
            .header(header::HOST, host)
            .header(header::ORIGIN, PUBLIC_URL);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request
    }

    /// Sends a request.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let bytes = response.bytes().await.unwrap().to_vec();
        Answer {
            status,
            headers,
            bytes,
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts a document.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Proposes to publish the list of an edition as it stands.
    pub async fn propose(&self, edition: &str, wish: &Value) -> Answer {
        let path = format!("/api/editions/{edition}/publications");
        let list = self.get(&path).await.expect(200).json();
        let mut wish = wish.clone();
        wish["list_hash"] = list["draft"]["list_hash"].clone();
        self.post(&path, &wish).await
    }

    /// Posts a document about a revision.
    pub async fn post_at(&self, path: &str, revision: i64, body: &Value) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header("if-match", format!("\"{revision}\""));
        self.send(request.json(body)).await
    }

    /// Changes a part of something at a revision.
    pub async fn patch(&self, path: &str, revision: i64, body: &Value) -> Answer {
        let request = self
            .request(Method::PATCH, path)
            .header("if-match", format!("\"{revision}\""));
        self.send(request.json(body)).await
    }

    /// Puts a document.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Posts a text of a kind.
    pub async fn post_text(&self, path: &str, kind: &str, text: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::CONTENT_TYPE, kind);
        self.send(request.body(text.to_owned())).await
    }

    /// Uploads a file.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let part = multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let form = multipart::Form::new().part("file", part);
        self.send(self.request(Method::POST, path).multipart(form))
            .await
    }

    /// Shows a credential; from then on this is the person behind it.
    pub async fn sign_in(&mut self, credential: &Value) -> Answer {
        let answer = self.post("/api/logins", credential).await;
        if answer.status == StatusCode::OK {
            let cookie = answer.header("set-cookie").expect("a login sets a cookie");
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        answer
    }
}
