//! How often one client may ask one endpoint. Per process: it slows a flood down, it is not the
//! lock of a login, which counts in the database.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use domain::ids::AccountId;
use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};
use http::HeaderMap;

use crate::problem::{ApiError, Code};

/// Clients remembered by one endpoint before those that are quiet are forgotten.
const REMEMBERED: usize = 20_000;

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// Whoever is signed in.
    Account(AccountId),
    /// Otherwise the address; of IPv6 the network, since a customer gets 2^64 of them.
    Address(IpAddr),
}

impl Client {
    /// The client at an address.
    pub fn at(address: IpAddr) -> Self {
        Self::Address(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// The address a request came from: the last one in `X-Forwarded-For` that no proxy of ours wrote
/// for itself, and only when the other end of the connection is such a proxy.
pub fn address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let values = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> = values
        .flat_map(|value| value.split(','))
        .filter_map(|hop| hop.trim().parse().ok())
        .map(|hop: IpAddr| hop.to_canonical())
        .collect();
    hops.into_iter()
        .rev()
        .find(|hop| !proxies.contains(hop))
        .unwrap_or(peer)
}

/// The limit of one endpoint.
pub struct RateLimit {
    limiter: RateLimiter<Client, DefaultKeyedStateStore<Client>, DefaultClock>,
}

impl RateLimit {
    /// So many requests a minute, all at once if need be.
    pub fn per_minute(requests: u32) -> Self {
        let requests = NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN);
        Self {
            limiter: RateLimiter::keyed(Quota::per_minute(requests)),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// `too_many_requests`, with the seconds until the next one is taken.
    pub fn count(&self, client: Client) -> Result<(), ApiError> {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&client).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            ApiError::new(Code::TooManyRequests).retry_after(wait.as_secs() + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn one_client_too_many_waits_and_others_do_not() {
        let limit = RateLimit::per_minute(2);
        let busy = Client::Account(AccountId(Uuid::from_u128(1)));
        let other = Client::at("192.0.2.1".parse().unwrap());
        assert_eq!([limit.count(busy), limit.count(busy)], [Ok(()), Ok(())]);
        let refused = limit.count(busy).unwrap_err();
        assert_eq!(refused.code().status(), 429);
        assert_eq!(limit.count(other), Ok(()));
    }

    #[test]
    fn addresses_of_one_network_are_one_client() {
        let at = |text: &str| Client::at(text.parse().unwrap());
        assert_eq!(at("2001:db8:1:2::1"), at("2001:db8:1:2:ffff::9"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
        assert_eq!(at("::ffff:192.0.2.1"), at("192.0.2.1"));
    }

    #[test]
    fn a_forwarded_address_counts_only_when_our_proxy_says_so() {
        let ip = |text: &str| -> IpAddr { text.parse().unwrap() };
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "203.0.113.9, 192.0.2.7, 10.0.0.2".parse().unwrap(),
        );
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(
            address(ip("198.51.100.1"), &headers, &proxies),
            ip("198.51.100.1")
        );
        assert_eq!(address(ip("10.0.0.1"), &headers, &proxies), ip("192.0.2.7"));
        assert_eq!(
            address(ip("10.0.0.1"), &HeaderMap::new(), &proxies),
            ip("10.0.0.1")
        );
    }
}
