//! The API's door, which scripts of the origins named may use, and the door to all else.

use std::task::{Context, Poll};

use axum::extract::Request;
use futures_util::future::Either;
use tower::Service;

use crate::routes::{BASE, uploads::INTAKE};

/// Two services, by where a request goes.
#[derive(Clone)]
pub struct Doors<A, R> {
    /// [`BASE`] and all below, and where files are taken.
    pub api: A,
    pub rest: R,
}

impl<A, R> Service<Request> for Doors<A, R>
where
    A: Service<Request>,
    R: Service<Request, Response = A::Response, Error = A::Error>,
{
    type Response = A::Response;
    type Error = A::Error;
    type Future = Either<A::Future, R::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), A::Error>> {
        match self.api.poll_ready(context) {
            Poll::Ready(Ok(())) => self.rest.poll_ready(context),
            other => other,
        }
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let path = request.uri().path();
        let below = path.strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if below || path.starts_with(INTAKE) {
            Either::Left(self.api.call(request))
        } else {
            Either::Right(self.rest.call(request))
        }
    }
}
