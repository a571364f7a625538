//! Content hashes that carry the name of their algorithm.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A hash such as `sha256:9f86d0…`: 64 lower-case hexadecimal digits after the algorithm's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The hash of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self::from_digest(&Sha256::digest(bytes))
    }

    /// From a finished SHA-256 digest.
    pub fn from_digest(digest: &[u8]) -> Self {
        use fmt::Write as _;
        let mut text = String::from("sha256:");
        for byte in digest {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The hash of a value's JSON with sorted keys and no spaces, so that equal values always
    /// give equal bytes.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    pub fn of_value<T: Serialize>(value: &T) -> Result<Self, serde_json::Error> {
        Ok(Self::of_bytes(
            canonical(&serde_json::to_value(value)?).as_bytes(),
        ))
    }

    /// Takes back a stored fingerprint.
    pub fn from_stored(text: &str) -> Option<Self> {
        let digest = text.strip_prefix("sha256:")?;
        let is_hex = digest.len() == 64
            && digest
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_hex.then(|| Self(text.to_owned()))
    }

    /// Algorithm and digest, `sha256:…`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digest alone.
    pub fn hex(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, hex)| hex)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// JSON with sorted keys. Written out here because the JSON library keeps the order of insertion
/// as soon as any crate of the build asks it to.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<_, _> = fields.iter().collect();
            let body: Vec<_> = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::String(key.clone()), canonical(value)))
                .collect();
            format!("{{{}}}", body.join(","))
        }
        Value::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(canonical).collect::<Vec<_>>().join(",")
            )
        }
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_abc_is_the_published_one() {
        let hash = Fingerprint::of_bytes(b"abc");
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash.hex(), hex);
        assert_eq!(Fingerprint::from_stored(hash.as_str()), Some(hash));
        assert_eq!(Fingerprint::from_stored("sha256:xyz"), None);
    }

    #[test]
    fn the_order_of_keys_does_not_change_the_hash() {
        let one = serde_json::json!({"a": 1, "b": [2, {"d": 3, "c": 4}]});
        let two: serde_json::Value =
            serde_json::from_str(r#"{"b":[2,{"c":4,"d":3}],"a":1}"#).unwrap();
        assert_eq!(
            Fingerprint::of_value(&one).unwrap(),
            Fingerprint::of_value(&two).unwrap()
        );
    }
}
