//! The registry: every endpoint with its action, audience and limits, in one list. The list makes
//! the router, the OpenAPI document and the matrices of the tests; nothing else may add a route.

use axum::{Router, handler::Handler, routing::MethodRouter};
use domain::policy::Action;
use http::Method;
use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        Components, Content, Info, OpenApi, OpenApiBuilder, PathItem, Ref, ResponseBuilder,
        path::{Operation, Paths},
    },
};
use utoipa_axum::router::UtoipaMethodRouter;

use crate::problem::Problem;

/// Whom an endpoint is for. Only the difference between `Anyone` and the others is enforced here, and
/// early: who may do what is decided by the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Nobody has to sign in.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Members of teams.
    Team,
    /// Judges.
    Judge,
    /// Organizers, chairs, officers and auditors.
    Staff,
    /// Officers.
    Officer,
}

/// How an endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JSON.
    Api,
    /// Stored bytes.
    File,
    /// JSON, to a multipart body.
    Upload,
    /// A server-rendered page.
    Page,
    /// A link that signs in and leads on.
    Link,
    /// A stream of events.
    Events,
    /// A file of the application.
    Asset,
}

impl Kind {
    /// Whether it is part of the API's document.
    pub const fn is_documented(self) -> bool {
        matches!(self, Self::Api | Self::File | Self::Upload)
    }

    /// Whether it asks who is signed in. Pages and assets are the same for everybody.
    pub const fn has_login(self) -> bool {
        !matches!(self, Self::Page | Self::Asset)
    }
}

/// What one request, and one client, may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest body, in bytes.
    pub body: usize,
    /// Requests of one account, or of one address where nobody is signed in.
    pub per_minute: u32,
}

/// What the matrices know of an endpoint.
#[derive(Clone, Debug)]
pub struct EndpointInfo {
    /// The HTTP method. `GET` answers `HEAD` too.
    pub method: Method,
    /// The path with `{names}`.
    pub path: String,
    /// The name of the action it evaluates.
    pub action: &'static str,
    /// Whom it is for.
    pub audience: Audience,
    /// How it answers.
    pub kind: Kind,
    /// What it takes.
    pub limits: Limits,
    /// Whether it changes anything.
    pub state_changing: bool,
}

/// One endpoint: what it is called, who it is for, and the handler.
pub struct Endpoint<S> {
    info: EndpointInfo,
    described: Described<S>,
    handler: MethodRouter<S>,
}

/// Describes a handler: its schemas, its paths and itself. Descriptions are large, and only the API's
/// document is made of them, so an endpoint knows how to get its own and holds none.
pub type Described<S> = fn() -> UtoipaMethodRouter<S>;

impl<S> Endpoint<S> {
    /// Says that it answers with stored bytes.
    #[must_use]
    pub fn file(mut self) -> Self {
        self.info.kind = Kind::File;
        self
    }

    /// Says that it only tells, although what is asked is too long for an address.
    #[must_use]
    pub fn changes_nothing(mut self) -> Self {
        self.info.state_changing = false;
        self
    }

    /// Says that it takes a multipart body.
    #[must_use]
    pub fn upload(mut self) -> Self {
        self.info.kind = Kind::Upload;
        self
    }
}

/// An endpoint of the API; method, path and schemas come from the handler's `#[utoipa::path]`.
pub fn endpoint<A: Action, S>(
    described: Described<S>,
    audience: Audience,
    limits: Limits,
) -> Endpoint<S> {
    let (_, paths, handler) = described();
    let (path, item) = paths.paths.first_key_value().map_or_else(
        || (String::new(), PathItem::default()),
        |(path, item)| (path.clone(), item.clone()),
    );
    let method = operations(&item)
        .map(|(method, _)| method)
        .next()
        .unwrap_or_default();
    let info = info::<A>(method, path, audience, Kind::Api, limits);
    Endpoint {
        info,
        described,
        handler,
    }
}

/// An endpoint outside the API's document: a page, an asset, a link, a stream of events. It is read with
/// `GET` by anyone.
pub fn outside<A, S, H, T>(path: &str, kind: Kind, handler: H, limits: Limits) -> Endpoint<S>
where
    A: Action,
    S: Clone + Send + Sync + 'static,
    H: Handler<T, S>,
    T: 'static,
{
    let info = info::<A>(Method::GET, path.to_owned(), Audience::Anyone, kind, limits);
    let handler = axum::routing::get(handler);
    Endpoint {
        info,
        described: || (vec![], Paths::new(), MethodRouter::new()),
        handler,
    }
}

fn info<A: Action>(
    method: Method,
    path: String,
    audience: Audience,
    kind: Kind,
    limits: Limits,
) -> EndpointInfo {
    let state_changing = !method.is_safe();
    EndpointInfo {
        method,
        path,
        action: A::NAME,
        audience,
        kind,
        limits,
        state_changing,
    }
}

fn operations(item: &PathItem) -> impl Iterator<Item = (Method, &Operation)> {
    [
        (Method::GET, &item.get),
        (Method::POST, &item.post),
        (Method::PUT, &item.put),
        (Method::PATCH, &item.patch),
        (Method::DELETE, &item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

/// All endpoints.
pub struct Registry<S> {
    endpoints: Vec<Endpoint<S>>,
}

impl<S: Clone + Send + Sync + 'static> Registry<S> {
    /// A registry of these.
    pub const fn new(endpoints: Vec<Endpoint<S>>) -> Self {
        Self { endpoints }
    }

    /// What the matrices know.
    pub fn infos(&self) -> Vec<EndpointInfo> {
        self.endpoints
            .iter()
            .map(|endpoint| endpoint.info.clone())
            .collect()
    }

    /// The API's document. Every operation can be refused, so that is said here once.
    pub fn openapi(&self) -> OpenApi {
        let mut paths = Paths::new();
        let mut components = Components::new();
        let mut problem = vec![(Problem::name().into_owned(), Problem::schema())];
        Problem::schemas(&mut problem);
        components.schemas.extend(problem);
        for endpoint in self
            .endpoints
            .iter()
            .filter(|endpoint| endpoint.info.kind.is_documented())
        {
            let (schemas, described, _) = (endpoint.described)();
            components.schemas.extend(schemas);
            for (path, mut item) in described.paths {
                refusable(&mut item);
                paths.paths.entry(path).or_default().merge_operations(item);
            }
        }
        let info = Info::new("Wuzhen", env!("CARGO_PKG_VERSION"));
        OpenApiBuilder::new()
            .info(info)
            .paths(paths)
            .components(Some(components))
            .build()
    }

    /// The router: each handler behind its `gate`, and what answers where there is no endpoint.
    pub fn router<H1, T1, H2, T2>(
        self,
        gate: impl Fn(&EndpointInfo, MethodRouter<S>) -> MethodRouter<S>,
        nothing_here: H1,
        wrong_method: H2,
    ) -> Router<S>
    where
        H1: Handler<T1, S>,
        H2: Handler<T2, S>,
        T1: 'static,
        T2: 'static,
    {
        let mut router = Router::new();
        for Endpoint { info, handler, .. } in self.endpoints {
            let handler = gate(&info, handler);
            #[expect(clippy::disallowed_methods, reason = "this is the registry")]
            {
                router = router.route(&info.path, handler);
            }
        }
        #[expect(clippy::disallowed_methods, reason = "this is the registry")]
        router
            .fallback(nothing_here)
            .method_not_allowed_fallback(wrong_method)
    }
}

fn refusable(item: &mut PathItem) {
    let all = [
        &mut item.get,
        &mut item.post,
        &mut item.put,
        &mut item.patch,
        &mut item.delete,
    ];
    for operation in all.into_iter().flatten() {
        for statuses in ["4XX", "5XX"] {
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            let response = ResponseBuilder::new()
                .description("A refusal")
                .content("application/problem+json", problem)
                .build();
            operation
                .responses
                .responses
                .insert(statuses.to_owned(), response.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use domain::policy::{ReadMe, ReadPublic, SubmitEntry};
    use http::{Request, StatusCode};
    use tower::ServiceExt as _;
    use utoipa_axum::routes;

    use super::*;

    const SMALL: Limits = Limits {
        body: 1 << 10,
        per_minute: 60,
    };

    #[utoipa::path(get, path = "/api/me", responses((status = 200)))]
    async fn read_me() -> &'static str {
        "me"
    }

    #[utoipa::path(post, path = "/api/entries/{number}/submit", params(("number" = String, Path)),
        responses((status = 200)))]
    async fn submit_entry() -> &'static str {
        "receipt"
    }

    async fn home() -> &'static str {
        "home"
    }

    fn registry() -> Registry<()> {
        Registry::new(vec![
            endpoint::<ReadMe, _>(|| routes!(read_me), Audience::Anyone, SMALL),
            endpoint::<SubmitEntry, _>(|| routes!(submit_entry), Audience::Team, SMALL),
            outside::<ReadPublic, _, _, _>("/", Kind::Page, home, SMALL),
        ])
    }

    async fn status(method: &str, path: &str) -> StatusCode {
        let router = registry()
            .router(
                |_, handler| handler,
                || async { StatusCode::NOT_FOUND },
                || async { StatusCode::METHOD_NOT_ALLOWED },
            )
            .with_state(());
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::empty())
            .unwrap();
        router.oneshot(request).await.unwrap().status()
    }

    #[test]
    fn the_matrix_knows_method_path_action_and_whether_anything_changes() {
        let told: Vec<_> = registry()
            .infos()
            .into_iter()
            .map(|info| {
                (
                    info.method.to_string(),
                    info.path,
                    info.action,
                    info.state_changing,
                )
            })
            .collect();
        let expected = [
            ("GET", "/api/me", "read_me", false),
            ("POST", "/api/entries/{number}/submit", "submit_entry", true),
            ("GET", "/", "read_public", false),
        ]
        .map(|(method, path, action, changes)| (method.into(), path.into(), action, changes));
        assert_eq!(told, expected);
    }

    #[test]
    fn the_document_has_the_api_and_nothing_else() {
        let document = registry().openapi();
        let paths: Vec<_> = document.paths.paths.keys().map(String::as_str).collect();
        assert_eq!(paths, ["/api/entries/{number}/submit", "/api/me"]);
        let operation = document.paths.paths["/api/me"].get.clone().unwrap();
        assert_eq!(operation.operation_id.as_deref(), Some("read_me"));
        assert!(operation.responses.responses.contains_key("4XX"));
    }

    #[tokio::test]
    async fn what_is_not_in_the_registry_is_not_there() {
        assert_eq!(status("GET", "/api/me").await, StatusCode::OK);
        assert_eq!(status("HEAD", "/api/me").await, StatusCode::OK);
        assert_eq!(
            status("POST", "/api/me").await,
            StatusCode::METHOD_NOT_ALLOWED
        );
        assert_eq!(
            status("TRACE", "/api/me").await,
            StatusCode::METHOD_NOT_ALLOWED
        );
        assert_eq!(status("GET", "/api/you").await, StatusCode::NOT_FOUND);
    }
}
