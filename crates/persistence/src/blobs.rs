//! Files by content: a file arrives in a staging place while it is hashed, and gets its content's
//! address when it is whole and on disk. Equal files are one file.

use std::{path::Path as FsPath, sync::Arc};

use bytes::Bytes;
use domain::fingerprint::Fingerprint;
use futures::{Stream, StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart,
    local::LocalFileSystem, path::Path,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::Result;

/// Bytes that are handed to the disk at a time. Small, because dozens of uploads run at once.
const CHUNK: usize = 256 << 10;
/// Chunks that may be on their way to the disk at once.
const IN_FLIGHT: usize = 2;

/// The file store.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// A file that was stored whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// Its content hash.
    pub sha256: Fingerprint,
    /// Its size.
    pub bytes: u64,
    /// Its first bytes, at most sixteen, to tell its kind by.
    pub head: Vec<u8>,
}

/// Why a file was not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError<E> {
    /// The sender stopped or broke a limit; nothing was kept.
    #[error("the sender failed")]
    Sender(E),
    /// The disk did not take it.
    #[error(transparent)]
    Store(#[from] crate::StoreError),
}

impl Blobs {
    /// Files in a folder, each forced to disk before it is acknowledged.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn in_folder(folder: &FsPath) -> Result<Self> {
        let failed = |source: std::io::Error| object_store::Error::Generic {
            store: "folder",
            source: Box::new(source),
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// Stores a stream, under a fresh name while it arrives. It is on disk when this returns.
    ///
    /// # Errors
    /// The sender's error, or the disk's; the staged part is removed either way.
    pub async fn put<E, S>(&self, fresh: Uuid, mut stream: S) -> Result<StoredBlob, PutError<E>>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
    {
        let staged = Path::from(format!("staging/{fresh}"));
        let upload = self
            .store
            .put_multipart(&staged)
            .await
            .map_err(crate::StoreError::from)?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, CHUNK);
        let mut hash = Sha256::new();
        let mut stored = StoredBlob {
            sha256: Fingerprint::of_bytes(b""),
            bytes: 0,
            head: vec![],
        };
        while let Some(chunk) = stream.next().await {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    // The sender's error is the news; a staged rest is swept up later.
                    let _ = writer.abort().await;
                    return Err(PutError::Sender(error));
                }
            };
            hash.update(&chunk);
            stored.bytes += chunk.len() as u64;
            let wanted = 16_usize.saturating_sub(stored.head.len()).min(chunk.len());
            stored.head.extend_from_slice(&chunk[..wanted]);
            writer
                .wait_for_capacity(IN_FLIGHT)
                .await
                .map_err(crate::StoreError::from)?;
            writer.write(&chunk);
        }
        writer.finish().await.map_err(crate::StoreError::from)?;
        stored.sha256 = Fingerprint::from_digest(&hash.finalize());
        let address = address(&stored.sha256);
        self.store
            .rename(&staged, &address)
            .await
            .map_err(crate::StoreError::from)?;
        Ok(stored)
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn get(
        &self,
        sha256: &Fingerprint,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>> {
        Ok(self
            .store
            .get(&address(sha256))
            .await?
            .into_stream()
            .map_err(Into::into)
            .boxed())
    }

    /// A part of a file: the bytes of `range`.
    ///
    /// # Errors
    /// When it is not there or shorter.
    pub async fn get_range(
        &self,
        sha256: &Fingerprint,
        range: std::ops::Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        Ok(self
            .store
            .get_opts(&address(sha256), options)
            .await?
            .into_stream()
            .map_err(Into::into)
            .boxed())
    }

    /// Whether files can be written, for the readiness check.
    ///
    /// # Errors
    /// When they cannot.
    pub async fn probe(&self) -> Result<()> {
        let path = Path::from("staging/probe");
        self.store
            .put(&path, PutPayload::from_static(b"probe"))
            .await?;
        match self.store.delete(&path).await {
            // Another probe took it away: it was written all the same.
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The algorithm and the digest, in 256 folders.
fn address(sha256: &Fingerprint) -> Path {
    let hex = sha256.hex();
    Path::from(format!("sha256/{}/{hex}", hex.get(..2).unwrap_or("00")))
}

#[cfg(test)]
mod tests {
    use futures::stream;

    use super::*;

    fn bytes(parts: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes, &'static str>> + Unpin {
        stream::iter(
            parts
                .iter()
                .map(|part| Ok(Bytes::from_static(part)))
                .collect::<Vec<_>>(),
        )
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn probes_at_the_same_time_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(folder.path()).unwrap();
        let probes: Vec<_> = (0..32)
            .map(|_| {
                let blobs = blobs.clone();
                tokio::spawn(async move { blobs.probe().await })
            })
            .collect();
        for probe in probes {
            probe.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn a_file_is_found_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(folder.path()).unwrap();
        let stored = blobs.put(Uuid::nil(), bytes(&[b"a", b"bc"])).await.unwrap();
        assert_eq!(
            (stored.sha256.clone(), stored.bytes),
            (Fingerprint::of_bytes(b"abc"), 3)
        );
        assert_eq!(stored.head, b"abc");
        let read: Vec<Bytes> = blobs
            .get(&stored.sha256)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        assert_eq!(read.concat(), b"abc");
    }

    #[tokio::test]
    async fn a_broken_stream_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(folder.path()).unwrap();
        let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err("gone")]);
        assert!(matches!(
            blobs.put(Uuid::nil(), broken).await,
            Err(PutError::Sender("gone"))
        ));
        let staging = folder.path().join("staging");
        let left = std::fs::read_dir(staging).map_or(0, Iterator::count);
        assert_eq!(left, 0);
    }
}
