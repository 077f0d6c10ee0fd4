//! Accepting connections, and not waiting forever for what they say.
//!
//! `axum::serve` has no time limits; this is its loop with hyper's for a request's head, which also ends idle connections. A body's is in
//! [`crate::request`].

use std::{cell::RefCell, convert::Infallible, io::ErrorKind, net::SocketAddr, time::Duration};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::net::{TcpListener, TcpStream};
use tower::Service;

/// For how long to rest when there are no more file descriptors to accept with.
const REST: Duration = Duration::from_secs(1);

/// Serves until `stop`, then takes no more connections and waits for the requests under way. A request's head has to
/// arrive within `patience`.
pub async fn serve<S>(listener: TcpListener, service: S, patience: Duration, stop: impl Future<Output = ()>)
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static,
{
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(talk(stream, peer, service.clone(), patience, connections.watcher()));
            }
            // The client was gone before we came.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(REST).await;
            }
        }
    }
    drop(listener);
    connections.shutdown().await;
}

async fn talk<S>(stream: TcpStream, peer: SocketAddr, service: S, patience: Duration, watcher: Watcher)
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Send + 'static,
{
    // Answers are short: waiting to fill a packet would only delay them. Where it can't be set, that is all it does.
    let _ = stream.set_nodelay(true);
    // One for all the connection's requests, which come one after another. It is always ready: axum's are.
    let service = RefCell::new(service);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        service.borrow_mut().call(request)
    });
    let mut http = http1::Builder::new();
    let connection = http.timer(TokioTimer::new()).header_read_timeout(patience);
    let connection = connection.serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection ended early");
    }
}
