//! Everything a handler may need, made once. Cheap to clone.

use std::{ops::Deref, sync::Arc};

use domain::{
    ids::{Ids, Secrets},
    time::Clock,
};
use persistence::Store;

use crate::{
    assets::PublicAssets,
    config::Config,
    pages::{
        cache::PageCache,
        render::{Site, SiteError},
    },
    request_id::RequestIds,
};

/// The application behind the endpoints.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What it is made of.
pub struct Parts {
    /// The database and the files.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Fresh ids.
    pub ids: Arc<dyn Ids>,
    /// Fresh secrets.
    pub secrets: Arc<dyn Secrets>,
    /// What the operator decided.
    pub config: Config,
    pub(crate) assets: PublicAssets,
    pub(crate) site: Site,
    pub(crate) pages: PageCache,
    pub(crate) request_ids: RequestIds,
}

impl App {
    /// Puts it together.
    ///
    /// # Errors
    /// When the templates of the public pages are broken.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        secrets: Arc<dyn Secrets>,
        config: Config,
    ) -> Result<Self, SiteError> {
        let assets = PublicAssets::new();
        let origin = config.public_url.origin();
        let site = Site::new(&assets.style(), &assets.icon(), &origin)?;
        let request_ids = RequestIds::of_run(clock.now());
        let pages = PageCache::default();
        let parts = Parts {
            store,
            clock,
            ids,
            secrets,
            config,
            assets,
            site,
            pages,
            request_ids,
        };
        Ok(Self(Arc::new(parts)))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
