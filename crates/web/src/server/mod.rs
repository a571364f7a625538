//! The accept loop: connections, their cap and their timeouts, and the instant at which each request
//! arrived. It knows bytes and time, not routes.

mod patience;

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body};
use domain::time::{Clock, Timestamp};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tower::ServiceExt as _;

pub use self::patience::BodyStalled;
use self::patience::{PatientBody, PatientStream};

/// When a request's headers were complete: what deadlines are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArrivedAt(pub Timestamp);

/// The other end of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// How long a body that is read whole may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeBody(pub Duration);

/// How much patience the server has.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connections at once. More wait in the system's queue.
    pub connections: usize,
    /// From the first moment a request could come to the end of its headers. A connection kept alive
    /// without a request ends by it too.
    pub headers: Duration,
    /// Between two pieces of a request's body.
    pub body: Duration,
    /// For the whole of a body that is read whole: all but files. However steadily it drips, a deadline
    /// that is held against the arrival of the headers must not wait for its end.
    pub whole_body: Duration,
    /// Between two moments at which the client takes bytes of a response.
    pub write: Duration,
    /// For requests under way when the server is told to stop.
    pub goodbye: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connections: 4_096,
            headers: Duration::from_secs(10),
            body: Duration::from_secs(30),
            whole_body: Duration::from_secs(30),
            write: Duration::from_secs(30),
            goodbye: Duration::from_secs(20),
        }
    }
}

/// Serves until `stop` comes, then lets requests under way finish. A failed accept is logged and tried
/// again.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    clock: Arc<dyn Clock>,
    patience: Patience,
    stop: impl Future<Output = ()> + Send,
) {
    let places = Arc::new(Semaphore::new(patience.connections));
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let Some((stream, peer, place)) = accepted else {
            continue;
        };
        let service = Connection {
            router: router.clone(),
            clock: clock.clone(),
            peer,
            patience,
        };
        let connection = connections.watch(service.over(stream));
        tokio::spawn(async move {
            // A client that goes away or is too slow is its own business.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(patience.goodbye, connections.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests were still under way at the end");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => {
            // Answers are small: do not wait for more of them.
            let _ = stream.set_nodelay(true);
            Some((stream, Peer(address.ip().to_canonical()), place))
        }
        Err(error) => {
            tracing::warn!(%error, "accept failed");
            // Out of file handles: some will be free in a moment.
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

struct Connection {
    router: Router,
    clock: Arc<dyn Clock>,
    peer: Peer,
    patience: Patience,
}

impl Connection {
    fn over(
        self,
        stream: TcpStream,
    ) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
        let Self {
            router,
            clock,
            peer,
            patience,
        } = self;
        let answer = service_fn(move |request: Request<Incoming>| {
            let arrived_at = ArrivedAt(clock.now());
            let mut request = request.map(|body| Body::new(PatientBody::new(body, patience.body)));
            request.extensions_mut().insert(arrived_at);
            request
                .extensions_mut()
                .insert(WholeBody(patience.whole_body));
            request.extensions_mut().insert(peer);
            router.clone().oneshot(request)
        });
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(patience.headers)
            .max_headers(64)
            .max_buf_size(64 << 10)
            .serve_connection(
                TokioIo::new(PatientStream::new(stream, patience.write)),
                answer,
            )
    }
}

#[cfg(test)]
mod tests;
