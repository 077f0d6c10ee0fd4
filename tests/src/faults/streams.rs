//! Streams of events: passed on as they arrive, and cut when a story says so.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use anyhow::{Error, anyhow};
use hyper::body::{Body, Bytes, Frame};
use tokio::sync::watch;

/// The streams on their way through the proxy. Each listens here for its cut, so the listeners are the streams.
pub(super) struct Streams(watch::Sender<()>);

impl Default for Streams {
    fn default() -> Self {
        Self(watch::Sender::new(()))
    }
}

impl Streams {
    pub(super) fn passing(&self) -> usize {
        self.0.receiver_count()
    }

    pub(super) fn cut(&self) {
        self.0.send_replace(());
    }

    /// The same stream, until it is cut. Who reads it no further drops it, and the backend's side closes with it.
    pub(super) fn pass(&self, stream: reqwest::Body) -> Passing {
        let mut cut = self.0.subscribe();
        // The proxy's end is a cut as well.
        Passing { cut: Box::pin(async move { cut.changed().await.unwrap_or(()) }), stream }
    }
}

/// A stream on its way.
pub(super) struct Passing {
    cut: Pin<Box<dyn Future<Output = ()> + Send>>,
    stream: reqwest::Body,
}

impl Body for Passing {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if self.cut.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(anyhow!("the stream is cut"))));
        }
        Pin::new(&mut self.stream).poll_frame(context).map_err(Error::from)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
    };

    use crate::faults::{Fault, FaultProxy};

    /// A reader and the backend's end of a stream that has begun, the proxy between them.
    async fn begun() -> (FaultProxy, reqwest::Response, TcpStream) {
        let (proxy, backend) = proxied().await;
        let (answer, source) = tokio::join!(ask(&proxy), begin(&backend));
        let answer = answer.unwrap();
        assert_eq!((answer.headers()["content-type"].as_bytes(), proxy.streams()), (&b"text/event-stream"[..], 1));
        (proxy, answer, source)
    }

    async fn proxied() -> (FaultProxy, TcpListener) {
        let backend = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let proxy = FaultProxy::start().await.unwrap();
        proxy.lead_to(&format!("http://{}", backend.local_addr().unwrap()));
        (proxy, backend)
    }

    async fn ask(proxy: &FaultProxy) -> reqwest::Result<reqwest::Response> {
        crate::http::client().get(format!("{}/shipments/s_1/events", proxy.api())).send().await
    }

    /// Reads the request and answers with a stream's head.
    async fn begin(backend: &TcpListener) -> TcpStream {
        let (mut source, _) = backend.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(source.read_u8().await.unwrap());
        }
        source.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n").await.unwrap();
        source
    }

    /// Waits until the proxy has closed the backend's side.
    async fn closed(mut source: TcpStream) -> bool {
        source.read_u8().await.is_err()
    }

    #[tokio::test]
    async fn a_stream_passes_as_it_arrives_and_ends_with_its_source() {
        let (_proxy, mut answer, mut source) = begun().await;
        for event in ["data: 1\n\n", "data: 2\n\n"] {
            source.write_all(event.as_bytes()).await.unwrap();
            assert_eq!(answer.chunk().await.unwrap().unwrap(), event);
        }
        drop(source);
        assert_eq!(answer.chunk().await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_cut_closes_both_sides_and_leaves_the_next_stream_alone() {
        let (proxy, mut answer, source) = begun().await;
        proxy.cut_streams();
        assert!(answer.chunk().await.is_err());
        assert!(closed(source).await);
        let backend = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        proxy.lead_to(&format!("http://{}", backend.local_addr().unwrap()));
        let (answer, mut source) = tokio::join!(ask(&proxy), begin(&backend));
        source.write_all(b"data: 3\n\n").await.unwrap();
        assert_eq!(answer.unwrap().chunk().await.unwrap().unwrap(), "data: 3\n\n");
    }

    #[tokio::test]
    async fn the_backends_side_closes_when_the_reader_leaves() {
        let (proxy, answer, source) = begun().await;
        drop(answer);
        assert!(closed(source).await);
        assert_eq!(proxy.streams(), 0);
    }

    #[tokio::test]
    async fn a_collected_stream_is_held_back_until_it_is_whole() {
        let (proxy, backend) = proxied().await;
        proxy.once("GET /shipments/*/events", Fault::Collect);
        let source = async {
            let mut source = begin(&backend).await;
            source.write_all(b"data: 1\n\n").await.unwrap();
            source.write_all(b"data: 2\n\n").await.unwrap();
            assert_eq!(proxy.streams(), 0);
        };
        let (answer, ()) = tokio::join!(ask(&proxy), source);
        let answer = answer.unwrap();
        assert_eq!(answer.content_length(), Some(18));
        assert_eq!(answer.text().await.unwrap(), "data: 1\n\ndata: 2\n\n");
    }
}
