//! The reference backend with its sample shop, on a database of its own, behind the proxy.

use std::{net::SocketAddr, sync::Arc};

use aftercare_backend::{app::Limits, clock::Clock, config::Config, routes::BASE, server::Server};
use aftercare_conformance::{fixtures::Fixtures, run::Plan};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot};

use crate::proxy::{self, Behaviour, Honest};

/// The origin that the sample's fixtures name.
const ORIGIN: &str = "https://shop.example";

/// A running shop. It stops when dropped.
pub struct Shop {
    /// The API's base, through the proxy.
    pub url: String,
    _folder: TempDir,
    _stop: oneshot::Sender<()>,
}

impl Shop {
    /// Starts one that answers as `behaviour` makes it.
    pub async fn start(behaviour: Behaviour) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let outside = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let public = format!("http://{}", outside.local_addr().unwrap());
        let mut config = Config::new(folder.path().join("shop.sqlite").to_str().unwrap());
        config.sample = true;
        config.allow_origin = vec![ORIGIN.into()];
        // Links to labels lead through the proxy as well.
        config.public_url = Some(public.clone());
        let server = Server::bind(config, Clock::default(), Limits::default()).await.unwrap();
        let backend = Arc::new(Honest::new(format!("http://{}", server.address())));
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let stopped = async {
                // Dropping the sender is the signal.
                let _ = stopped.await;
            };
            server.run(stopped).await;
        });
        tokio::spawn(proxy::serve(outside, backend, behaviour));
        Self { url: format!("{public}{BASE}"), _folder: folder, _stop: stop }
    }

    /// A plan for it with the sample's fixtures.
    pub fn plan(&self) -> Plan {
        Plan::new(self.url.clone(), fixtures())
    }
}

pub fn fixtures() -> Fixtures {
    Fixtures::parse(include_str!("../../fixtures/sample.json")).unwrap()
}
