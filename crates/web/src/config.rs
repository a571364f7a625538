//! What the operator decides: the public address, whom to trust, how much is taken. Everything is
//! read once, at start.

use std::net::IpAddr;

use http::{Uri, uri::Scheme};
use thiserror::Error;

use crate::server::Patience;

/// The configuration of the HTTP side.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where people find us.
    pub public_url: PublicUrl,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether responses name the decisions that were taken for them. For tests alone.
    pub reveal_decisions: bool,
    /// Whether clients are held to their requests per minute. Off only where one client plays all.
    pub rate_limits: bool,
    /// Whether every request leaves a line in the log.
    pub request_log: bool,
    /// Connections and timeouts.
    pub patience: Patience,
}

impl Config {
    /// The defaults for an address.
    ///
    /// # Errors
    /// When the address is not one we can be found at safely.
    pub fn for_url(public_url: &str) -> Result<Self, ConfigError> {
        Ok(Self {
            public_url: PublicUrl::parse(public_url)?,
            trusted_proxies: vec![],
            reveal_decisions: false,
            rate_limits: true,
            request_log: true,
            patience: Patience::default(),
        })
    }
}

/// Why a configuration is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// Not `http(s)://host[:port]`.
    #[error("the public URL must be http(s)://host[:port] and nothing more: {0}")]
    NotAnOrigin(String),
    /// Logins would travel in the clear.
    #[error("without https the public URL must be on this machine (localhost): {0}")]
    InTheClear(String),
}

/// The one address of this deployment. The expected `Host` and `Origin`, the cookie's name and the
/// links in mails follow from it, and from no header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    authority: String,
}

impl PublicUrl {
    /// Reads `https://host[:port]`, or `http://` for this machine alone.
    ///
    /// # Errors
    /// See [`ConfigError`].
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let refused = || ConfigError::NotAnOrigin(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| refused())?;
        let authority = uri.authority().ok_or_else(refused)?;
        let https = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(refused()),
        };
        if !uri.path().trim_matches('/').is_empty()
            || uri.query().is_some()
            || authority.as_str().contains('@')
        {
            return Err(refused());
        }
        let here = ["localhost", "127.0.0.1", "[::1]"].contains(&authority.host());
        if !https && !here {
            return Err(ConfigError::InTheClear(text.to_owned()));
        }
        let default_port = if https { ":443" } else { ":80" };
        let authority = authority.as_str().to_ascii_lowercase();
        let authority = authority
            .strip_suffix(default_port)
            .unwrap_or(&authority)
            .to_owned();
        Ok(Self { https, authority })
    }

    /// Whether clients come by TLS.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// `host[:port]`, as in a `Host` header.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// `scheme://host[:port]`, as in an `Origin` header.
    pub fn origin(&self) -> String {
        format!(
            "{}://{}",
            if self.https { "https" } else { "http" },
            self.authority
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_origin_in_its_shortest_form() {
        let origin = |text| PublicUrl::parse(text).map(|url| url.origin());
        assert_eq!(
            origin("https://Wuzhen.example.org:443/"),
            Ok("https://wuzhen.example.org".into())
        );
        assert_eq!(
            origin("http://localhost:8080"),
            Ok("http://localhost:8080".into())
        );
        for bad in [
            "wuzhen.example.org",
            "ftp://x",
            "https://x/app",
            "https://a@x",
            "https://x/?q=1",
            "",
        ] {
            assert_eq!(
                origin(bad),
                Err(ConfigError::NotAnOrigin(bad.into())),
                "{bad}"
            );
        }
    }

    #[test]
    fn without_tls_it_is_for_this_machine_alone() {
        let refused = PublicUrl::parse("http://wuzhen.example.org");
        assert_eq!(
            refused,
            Err(ConfigError::InTheClear("http://wuzhen.example.org".into()))
        );
    }
}
