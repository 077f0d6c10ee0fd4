//! Where a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::app::App;

/// The shopper's address: the connection's own, or, behind proxies that the configuration vouches for
/// (`--trust-forwarded-for`), what the outermost of them has seen.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(Self(forwarded(&parts.headers, app.proxies).unwrap_or(peer)))
    }
}

/// The address `proxies` places from the end of `X-Forwarded-For`: each proxy appends whom it heard from, and what stands
/// further to the left is anybody's invention.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    if proxies == 0 {
        return None;
    }
    let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    let hop = hops.get(hops.len().checked_sub(proxies)?)?;
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_as_many_hops_as_are_vouched_for_count() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6, 198.51.100.7".parse().unwrap());
        headers.append("x-forwarded-for", "10.0.0.2:443".parse().unwrap());
        let heard = |proxies| forwarded(&headers, proxies).map(|address| address.to_string());
        assert_eq!(heard(0), None);
        assert_eq!(heard(1).as_deref(), Some("10.0.0.2"));
        assert_eq!(heard(2).as_deref(), Some("198.51.100.7"));
        assert_eq!(heard(4), None);
        assert_eq!(forwarded(&HeaderMap::new(), 1), None);
    }
}
