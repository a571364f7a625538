//! What is wrong with a document, by place and reason. Sentences live in the client.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that is wrong: where, what, and the figures that a sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A JSON pointer (`/heats/0/rule/drop_high`) into what was sent.
    pub pointer: String,
    /// A stable name in snake case.
    pub code: String,
    /// Figures and names for the sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Value>,
}

impl Problem {
    /// A problem without figures.
    pub fn at(pointer: impl Into<String>, code: &str) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.to_owned(),
            params: BTreeMap::new(),
        }
    }

    /// Adds a figure.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}
