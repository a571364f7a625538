//! What clients do: read, save a score sheet, upload a file.

use std::{iter, sync::Arc};

use bytes::Bytes;
use futures::stream;
use reqwest::{Body, Method, RequestBuilder, Response, header, multipart};
use serde_json::json;

use crate::{
    browser::{Browser, revision},
    load::Job,
};

/// Who reads what.
pub type Ask = (Browser, String);

/// Reads one thing after the other, round and round.
pub struct Reads {
    asks: Arc<[Ask]>,
    at: usize,
    step: usize,
    encoding: Option<&'static str>,
}

impl Reads {
    /// So many clients who share what there is to ask.
    pub fn shared(
        asks: Vec<Ask>,
        clients: usize,
        encoding: Option<&'static str>,
    ) -> Vec<Box<dyn Job>> {
        let asks: Arc<[Ask]> = asks.into();
        let reads = |at| -> Box<dyn Job> {
            let asks = Arc::clone(&asks);
            let step = clients;
            Box::new(Self {
                asks,
                at,
                step,
                encoding,
            })
        };
        (0..clients).map(reads).collect()
    }
}

impl Job for Reads {
    fn next(&mut self) -> RequestBuilder {
        let (browser, path) = &self.asks[self.at % self.asks.len()];
        self.at += self.step;
        let request = browser.request(Method::GET, path);
        match self.encoding {
            Some(encoding) => request.header(header::ACCEPT_ENCODING, encoding),
            None => request,
        }
    }
}

/// A score sheet that its judge is working on.
pub struct OpenSheet {
    /// Whose it is.
    pub judge: Browser,
    /// Where it is.
    pub path: String,
    /// The criteria.
    pub criteria: Vec<String>,
    /// As it was read last.
    pub revision: i64,
}

/// Saves one sheet after the other, with other marks each time.
pub struct Saves {
    sheets: Vec<OpenSheet>,
    made: usize,
}

impl Saves {
    /// So many clients who divide the sheets among them; no sheet is in two hands.
    pub fn divided(sheets: Vec<OpenSheet>, clients: usize) -> Vec<Box<dyn Job>> {
        let mut hands: Vec<Vec<OpenSheet>> = iter::repeat_with(Vec::new).take(clients).collect();
        for (place, sheet) in sheets.into_iter().enumerate() {
            hands[place % clients].push(sheet);
        }
        let saves = |sheets| -> Box<dyn Job> { Box::new(Self { sheets, made: 0 }) };
        let hands = hands.into_iter().filter(|sheets| !sheets.is_empty());
        hands.map(saves).collect()
    }
}

impl Job for Saves {
    fn next(&mut self) -> RequestBuilder {
        let sheet = &self.sheets[self.made % self.sheets.len()];
        let mark = 1 + self.made / self.sheets.len() % 9;
        self.made += 1;
        let marks: serde_json::Map<_, _> = sheet
            .criteria
            .iter()
            .map(|criterion| (criterion.clone(), json!(mark)))
            .collect();
        let comment = format!("{} {}", crate::texts::COMMENT, self.made);
        sheet
            .judge
            .request(Method::PATCH, &format!("{}/sheet", sheet.path))
            .header(header::IF_MATCH, format!("\"{}\"", sheet.revision))
            .json(&json!({ "marks": marks, "comment": comment }))
    }

    fn answered(&mut self, answer: &Response) {
        let asked = (self.made - 1) % self.sheets.len();
        if let Some(now) = revision(answer) {
            self.sheets[asked].revision = now;
        }
    }
}

/// Bytes for an upload that begin like a PDF. Each copy is another file: equal ones would be stored once.
#[derive(Clone)]
pub struct File {
    rest: Bytes,
}

/// The part of a file in which copies differ.
const HEAD: usize = 64;
/// Bytes that are handed to the connection at a time.
const PIECE: usize = 64 << 10;

impl File {
    /// A file of so many bytes.
    pub fn of(bytes: usize) -> Self {
        // A linear congruential generator: nothing that a disk or a network could make smaller.
        let mut state = 1_u64;
        let noise = iter::repeat_with(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            state.to_be_bytes()[0]
        });
        let rest: Vec<u8> = noise.take(bytes.saturating_sub(HEAD)).collect();
        Self { rest: rest.into() }
    }

    /// Its size.
    pub fn bytes(&self) -> usize {
        HEAD + self.rest.len()
    }

    /// One copy, in pieces that share their memory with those of all others.
    pub fn copy(&self, number: usize) -> Body {
        let head = format!("{:<HEAD$}", format!("%PDF-1.4\n% {number}"));
        let rest = self.rest.clone();
        let starts = (0..rest.len()).step_by(PIECE);
        let pieces = starts.map(move |at| rest.slice(at..rest.len().min(at + PIECE)));
        let pieces = iter::once(Bytes::from(head)).chain(pieces);
        Body::wrap_stream(stream::iter(pieces.map(Ok::<_, std::convert::Infallible>)))
    }
}

/// Uploads a fresh file into the slot of one team after the other.
pub struct Uploads {
    teams: Arc<[Ask]>,
    file: File,
    at: usize,
    step: usize,
}

impl Uploads {
    /// So many clients who share the teams.
    pub fn shared(teams: Vec<Ask>, clients: usize, file: &File) -> Vec<Box<dyn Job>> {
        let teams: Arc<[Ask]> = teams.into();
        let uploads = |at| -> Box<dyn Job> {
            let (teams, file, step) = (Arc::clone(&teams), file.clone(), clients);
            Box::new(Self {
                teams,
                file,
                at,
                step,
            })
        };
        (0..clients).map(uploads).collect()
    }
}

impl Job for Uploads {
    fn next(&mut self) -> RequestBuilder {
        let (team, path) = &self.teams[self.at % self.teams.len()];
        // The number of clients tells the files of one scenario from those of another.
        let body = self.file.copy(self.at * 1_000 + self.step);
        self.at += self.step;
        let length = self.file.bytes() as u64;
        let part = multipart::Part::stream_with_length(body, length).file_name("deck.pdf");
        let form = multipart::Form::new().part("file", part);
        team.request(Method::POST, path).multipart(form)
    }
}

/// Puts a fresh file under the name of this client, as web servers take them.
pub struct Puts {
    /// Where to.
    pub browser: Browser,
    /// Under which name.
    pub path: String,
    /// What.
    pub file: File,
    /// How many before.
    pub made: usize,
}

impl Job for Puts {
    fn next(&mut self) -> RequestBuilder {
        self.made += 1;
        let request = self.browser.request(Method::PUT, &self.path);
        let length = self.file.bytes();
        let request = request.header(header::CONTENT_LENGTH, length);
        request.body(self.file.copy(self.made))
    }
}

/// One deliberate act.
pub struct Act {
    /// Who acts.
    pub browser: Browser,
    /// On what.
    pub path: String,
}

impl Job for Act {
    fn next(&mut self) -> RequestBuilder {
        let request = self.browser.request(Method::POST, &self.path);
        request.json(&json!({}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_size_that_was_asked_for() {
        assert_eq!(File::of(200_000).bytes(), 200_000);
    }
}
