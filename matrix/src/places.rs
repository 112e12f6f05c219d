//! The files by which the homeserver recognises us, and the order in which a crash cannot spoil them.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId};
use matrix_sdk::{SessionMeta, SessionTokens};
use serde::{Deserialize, Serialize};

use crate::files;

/// Where the bot keeps what the homeserver must recognise it by.
#[derive(Debug, Clone)]
pub struct Places {
    /// Folder of the SDK's databases. Disposable, and never to be restored from a backup.
    pub store: PathBuf,
    /// User, device and access token.
    pub session: PathBuf,
    /// The recovery key. To be backed up: with it every other file here can be lost.
    pub recovery_key: PathBuf,
}

impl Places {
    /// The usual names inside a data folder.
    pub fn inside(data: &Path) -> Self {
        Self {
            store: data.join("matrix"),
            session: data.join("session.json"),
            recovery_key: data.join("recovery-key"),
        }
    }

    /// The login intent: which device this is, written before the first login with it.
    pub(crate) fn device(&self) -> PathBuf {
        self.session.with_extension("device")
    }

    pub(crate) fn store_key(&self) -> PathBuf {
        self.store.join("key")
    }

    pub(crate) fn store_is_whole(&self) -> bool {
        self.store_key().exists() && self.store.join("matrix-sdk-crypto.sqlite3").exists()
    }
}

/// The session file.
#[derive(Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) homeserver: String,
    pub(crate) user_id: OwnedUserId,
    pub(crate) device_id: OwnedDeviceId,
    pub(crate) access_token: String,
}

impl Session {
    pub(crate) fn read(places: &Places) -> anyhow::Result<Option<Self>> {
        read_json(&places.session)
    }

    pub(crate) fn write(&self, places: &Places) -> anyhow::Result<()> {
        write_json(&places.session, self)
    }

    pub(crate) fn matrix(&self) -> MatrixSession {
        let meta = SessionMeta {
            user_id: self.user_id.clone(),
            device_id: self.device_id.clone(),
        };
        let tokens = SessionTokens {
            access_token: self.access_token.clone(),
            refresh_token: None,
        };
        MatrixSession { meta, tokens }
    }
}

/// The file beside the session: which device we are or are about to be, and which ones it takes the place of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) device_id: OwnedDeviceId,
    #[serde(default)]
    pub(crate) replaces: Vec<OwnedDeviceId>,
}

impl Device {
    pub(crate) fn read(places: &Places) -> anyhow::Result<Option<Self>> {
        read_json(&places.device())
    }

    pub(crate) fn write(&self, places: &Places) -> anyhow::Result<()> {
        write_json(&places.device(), self)
    }
}

/// The store's key: 32 random bytes beside the databases. Not a passphrase: deriving a key from one costs seconds at
/// each start.
pub(crate) fn store_key(places: &Places) -> anyhow::Result<[u8; 32]> {
    if let Some(key) = files::read_if_there(&places.store_key())? {
        return key
            .try_into()
            .map_err(|_| anyhow!("the store's key is not 32 bytes long"));
    }
    let key = random::<32>()?;
    files::write_secret(&places.store_key(), &key).context("could not write the store's key")?;
    Ok(key)
}

pub(crate) fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|err| anyhow!("no randomness: {err}"))?;
    Ok(bytes)
}

fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> anyhow::Result<Option<T>> {
    let Some(content) = files::read_if_there(path).with_context(|| path.display().to_string())?
    else {
        return Ok(None);
    };
    // An error of serde could quote the content, which holds the token.
    serde_json::from_slice(&content)
        .map(Some)
        .map_err(|_| anyhow!("{} is not readable", path.display()))
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> anyhow::Result<()> {
    let content = serde_json::to_vec_pretty(value).context("could not write as JSON")?;
    files::write_secret(path, &content)
        .with_context(|| format!("could not write {}", path.display()))
}
