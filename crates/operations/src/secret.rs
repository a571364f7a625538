//! Hashes of secrets. Tokens have 256 random bits, printed codes 80, so a plain hash is enough for
//! them. Six digits are guessed from any hash in a blink: what protects them is that they live for
//! minutes, allow five tries, and are salted with their row's id.

use domain::{fingerprint::Fingerprint, ids::LoginCodeId};

/// The hash that a token is found by.
pub fn token_hash(token: &str) -> String {
    Fingerprint::of_bytes(token.as_bytes()).to_string()
}

/// The hash of six digits of one row.
pub fn digits_hash(id: LoginCodeId, digits: &str) -> String {
    Fingerprint::of_bytes(format!("{id}:{digits}").as_bytes()).to_string()
}

/// A printed code as it is compared: upper-case, hyphens and spaces dropped, and the letters that are
/// never printed read as the digits they look like.
pub fn normal_code(code: &str) -> String {
    code.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_read_however_it_was_typed() {
        assert_eq!(normal_code(" abcd-efgh jk0o-li11"), "ABCDEFGHJK001111");
    }
}
