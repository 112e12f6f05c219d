//! The first login, and the drill after a lost store: a device that others trust, and a recovery key in its file.
//!
//! [`set_up`] may be run again at any time: it goes on where it stopped. A new recovery key is written down before
//! anybody sees it. It never resets an identity: that would warn everybody who talks with the bot.

use std::time::Duration;

use anyhow::{Context, anyhow};
use futures_util::future::BoxFuture;
use matrix_sdk::Client;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::encryption::recovery::{RecoveryError, RecoveryState};
use matrix_sdk::encryption::secret_storage::SecretStorageError;
use matrix_sdk::ruma::OwnedDeviceId;
use matrix_sdk::ruma::api::client::filter::FilterDefinition;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, Password, UserIdentifier};
use matrix_sdk::store::StateStoreDataKey;
use tracing::{info, warn};

use crate::fault::Fault;
use crate::login::log_in;
use crate::places::{Device, Places, Session};
use crate::session::build;
use crate::{files, trust};

/// How the operator proves to own the account. Without `Debug`: it holds secrets.
pub struct Login {
    /// A base URL, or a bare server name to discover it from.
    pub homeserver: String,
    /// Full user id or local part; not needed with an access token.
    pub user: Option<String>,
    pub secret: Secret,
    /// Needed once when the account was used with encryption before, and its key is not in our file.
    pub recovery_key: Option<String>,
}

/// A password (first login only, it may be forgotten afterwards) or an access token of a device of its own.
pub enum Secret {
    Password(String),
    AccessToken(String),
}

/// What [`set_up`] did. Without `Debug`: it may hold the recovery key.
pub struct SetUp {
    pub user_id: String,
    pub device_id: String,
    /// A new recovery key, to be shown once. It is in its file already.
    pub recovery_key: Option<String>,
    /// Our devices of before a lost store, when they could not be deleted: the operator should.
    pub left_over_devices: Vec<String>,
}

/// Why setting up failed; all but the last two can be helped by the operator.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    #[error("a login with a password needs a user name")]
    NoUser,
    #[error("the homeserver does not accept this user name and password, or this token")]
    WrongSecret,
    #[error("the data folder belongs to {0}, not to the given user and homeserver")]
    OtherAccount(String),
    #[error("this access token has no device; make one for a device")]
    NoDevice,
    #[error(
        "this access token's device was in use before and its keys are not here; make a token for a new device"
    )]
    UsedToken,
    #[error("this account has an encryption identity already: give its recovery key")]
    NeedsRecoveryKey,
    #[error("the recovery key does not fit this account")]
    WrongRecoveryKey,
    #[error(
        "this account has an encryption identity but no recovery: reset it once in another client"
    )]
    NoRecovery,
    #[error("the homeserver cannot be reached: {0}")]
    Unreachable(String),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

/// Logs in (or goes on with an earlier try), and makes the device one that others trust.
pub fn set_up(places: &Places, login: Login) -> BoxFuture<'_, Result<SetUp, SetUpError>> {
    Box::pin(async move {
        let session = log_in(places, &login).await?;
        let client = restore(places, &session).await?;
        let recovery_key = make_trusted(places, &client, &login).await?;
        let left_over_devices = delete_old_devices(places, &client, &login).await?;
        Ok(SetUp {
            user_id: session.user_id.to_string(),
            device_id: session.device_id.to_string(),
            recovery_key,
            left_over_devices,
        })
    })
}

async fn restore(places: &Places, session: &Session) -> Result<Client, SetUpError> {
    let builder = Client::builder().homeserver_url(&session.homeserver);
    let client = build(places, builder, None).await?;
    client
        .restore_session(session.matrix())
        .await
        .context("the store does not fit the session")?;
    client
        .encryption()
        .wait_for_e2ee_initialization_tasks()
        .await;
    Ok(client)
}

/// Cross-signing, recovery and key backup, as far as they are not there yet. Gives the recovery key if it is new.
async fn make_trusted(
    places: &Places,
    client: &Client,
    login: &Login,
) -> Result<Option<String>, SetUpError> {
    bootstrap(client, login).await?;
    let mut proven = None;
    if !trust::is_complete(client).await
        || client.encryption().recovery().state() == RecoveryState::Incomplete
    {
        proven = Some(recover(places, client, login).await?);
    }
    let signed = trust::own_device_is_signed(client).await;
    if !signed.map_err(|fault| SetUpError::Unreachable(fault.reason()))? {
        return Err(anyhow!("the device could not be signed").into());
    }
    if let Some(key) = proven {
        write_recovery_key(places, &key)?;
        return Ok(None);
    }
    if files::read_if_there(&places.recovery_key)
        .context("recovery key")?
        .is_some()
    {
        return Ok(None);
    }
    let key = new_recovery_key(client).await?;
    write_recovery_key(places, &key)?;
    Ok(Some(key))
}

/// The very first identity of the account. Does nothing when there is one, also one that we cannot sign with.
async fn bootstrap(client: &Client, login: &Login) -> Result<(), SetUpError> {
    let encryption = client.encryption();
    let Err(err) = encryption.bootstrap_cross_signing_if_needed(None).await else {
        return Ok(());
    };
    let auth = password_auth(
        client,
        login,
        err.as_uiaa_response().and_then(|info| info.session.clone()),
    );
    match auth {
        Some(auth) => encryption
            .bootstrap_cross_signing_if_needed(Some(auth))
            .await
            .map_err(sdk_error),
        None => Err(sdk_error(err)),
    }
}

fn password_auth(client: &Client, login: &Login, session: Option<String>) -> Option<AuthData> {
    let (Secret::Password(password), Some(session)) = (&login.secret, session) else {
        return None;
    };
    let user = UserIdentifier::Matrix(client.user_id()?.to_owned().into());
    let mut auth = Password::new(user, password.clone());
    auth.session = Some(session);
    Some(AuthData::Password(auth))
}

/// Takes the identity out of the account's secret storage, with the given key or the one in our file.
async fn recover(places: &Places, client: &Client, login: &Login) -> Result<String, SetUpError> {
    let stored = files::read_if_there(&places.recovery_key).context("recovery key")?;
    let stored = stored.map(|key| String::from_utf8_lossy(&key).trim().to_owned());
    let given = login
        .recovery_key
        .as_deref()
        .map(|key| key.trim().to_owned());
    let key = given.or(stored).ok_or(SetUpError::NeedsRecoveryKey)?;
    upload_device_keys(client).await?;
    client
        .encryption()
        .recovery()
        .recover_and_fix_backup(&key)
        .await
        .map_err(recovery_error)?;
    info!("recovered the encryption identity");
    Ok(key)
}

/// Only a device whose keys are on the homeserver can be signed, and the SDK uploads them around a sync only. So it gets
/// one without any room, and its place is forgotten at once: the bot's own first sync has to bring everything.
async fn upload_device_keys(client: &Client) -> Result<(), SetUpError> {
    let nothing = SyncSettings::new()
        .filter(FilterDefinition::ignore_all().into())
        .timeout(Duration::ZERO);
    client.sync_once(nothing).await.map_err(sdk_error)?;
    let forgotten = client
        .state_store()
        .remove_kv_data(StateStoreDataKey::SyncToken)
        .await;
    Ok(forgotten.context("could not forget the place in the stream")?)
}

/// Recovery is off, or a crash came between switching it on and writing its key: this device has the secrets, so the
/// key can be made again.
async fn new_recovery_key(client: &Client) -> Result<String, SetUpError> {
    let recovery = client.encryption().recovery();
    let key = match recovery.state() {
        RecoveryState::Enabled => recovery.reset_key().await,
        _ => recovery.enable().wait_for_backups_to_upload().await,
    };
    key.map_err(recovery_error)
}

fn write_recovery_key(places: &Places, key: &str) -> Result<(), SetUpError> {
    let line = format!("{key}\n");
    Ok(files::write_secret(&places.recovery_key, line.as_bytes())
        .context("could not write the recovery key")?)
}

fn recovery_error(err: RecoveryError) -> SetUpError {
    match err {
        RecoveryError::Sdk(err) => sdk_error(err),
        RecoveryError::SecretStorage(SecretStorageError::SecretStorageKey(_)) => {
            SetUpError::WrongRecoveryKey
        }
        RecoveryError::SecretStorage(SecretStorageError::MissingKeyInfo { .. }) => {
            SetUpError::NoRecovery
        }
        RecoveryError::SecretStorage(SecretStorageError::Sdk(err)) => sdk_error(err),
        other => SetUpError::Other(other.into()),
    }
}

fn sdk_error(err: matrix_sdk::Error) -> SetUpError {
    match Fault::from(&err) {
        Fault::Revoked => SetUpError::WrongSecret,
        Fault::Refused(_) => SetUpError::Other(err.into()),
        other => SetUpError::Unreachable(other.reason()),
    }
}

/// Removes our devices of before, so that nobody encrypts for them any more. Gives those where that did not work.
async fn delete_old_devices(
    places: &Places,
    client: &Client,
    login: &Login,
) -> Result<Vec<String>, SetUpError> {
    let Some(device) = Device::read(places)? else {
        return Ok(Vec::new());
    };
    if device.replaces.is_empty() {
        return Ok(Vec::new());
    }
    if !delete_devices(client, login, &device.replaces).await {
        warn!(
            devices = device.replaces.len(),
            "could not delete the old devices"
        );
        return Ok(device.replaces.iter().map(ToString::to_string).collect());
    }
    Device {
        replaces: Vec::new(),
        ..device
    }
    .write(places)?;
    Ok(Vec::new())
}

async fn delete_devices(client: &Client, login: &Login, old: &[OwnedDeviceId]) -> bool {
    let Err(err) = client.delete_devices(old, None).await else {
        return true;
    };
    let auth = password_auth(
        client,
        login,
        err.as_uiaa_response().and_then(|info| info.session.clone()),
    );
    match auth {
        Some(auth) => client.delete_devices(old, Some(auth)).await.is_ok(),
        None => false,
    }
}
