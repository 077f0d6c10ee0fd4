//! What is done around every request, whoever answers it.
//!
//! `axum::middleware::from_fn` says the same in fewer words, but copies all that is within it for each request and puts
//! the answer's future into a box of its own: with what else stands around a route that was a tenth of a short answer.

use std::{
    any::Any,
    convert::Infallible,
    panic::AssertUnwindSafe,
    task::{Context, Poll},
};

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use futures_util::{
    FutureExt as _,
    future::{CatchUnwind, Map},
};
use tower::{Layer, Service, layer::layer_fn};
use tracing::{Instrument as _, Span, instrument::Instrumented};

use crate::problem::Refusal;

/// What is done with the response.
pub type Ending = Box<dyn FnOnce(Response) -> Response + Send>;

/// A layer that begins with `begin`, answers in its span, and ends as it says. A panic within is answered, too.
pub fn around<S, B>(begin: B) -> impl Layer<S, Service = Around<S, B>> + Clone
where
    B: Fn(&Request) -> (Span, Ending) + Clone,
{
    layer_fn(move |inner| Around { inner, begin: begin.clone() })
}

/// The service within, and what is done around it.
#[derive(Clone)]
pub struct Around<S, B> {
    inner: S,
    begin: B,
}

type Settled<R> = Result<Result<R, Infallible>, Box<dyn Any + Send>>;
type Settle<R> = Box<dyn FnOnce(Settled<R>) -> Result<Response, Infallible> + Send>;

impl<S, B> Service<Request> for Around<S, B>
where
    S: Service<Request, Response: IntoResponse, Error = Infallible>,
    B: Fn(&Request) -> (Span, Ending),
{
    type Response = Response;
    type Error = Infallible;
    type Future = Instrumented<Map<CatchUnwind<AssertUnwindSafe<S::Future>>, Settle<S::Response>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (span, end) = (self.begin)(&request);
        let settle: Settle<S::Response> = Box::new(move |settled| {
            Ok(end(match settled {
                Ok(Ok(response)) => response.into_response(),
                Ok(Err(never)) => match never {},
                Err(panic) => panicked(&panic),
            }))
        });
        AssertUnwindSafe(self.inner.call(request)).catch_unwind().map(settle).instrument(span)
    }
}

fn panicked(_: &dyn Any) -> Response {
    // The panic hook has logged where; the payload might hold what a shopper typed.
    tracing::error!("a handler panicked");
    Refusal::Internal.into_response()
}
