//! Logging in: with a password or a token, as the device that we were or as a new one.
//!
//! The device is chosen and written down before the login, the session before it is used. A device whose keys are gone
//! is never revived: with an empty store its key uploads fail, so it is left behind and deleted later.

use std::time::Duration;

use anyhow::{Context, anyhow};
use matrix_sdk::ruma::api::client::session::login;
use matrix_sdk::ruma::api::client::uiaa::{MatrixUserIdentifier, UserIdentifier};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, ServerName, UserId};
use matrix_sdk::{Client, reqwest};
use serde::Deserialize;
use serde_json::Value;

use crate::fault::Fault;
use crate::files;
use crate::places::{Device, Places, Session, random};
use crate::set_up::{Login, Secret, SetUpError};

const DEVICE_NAME: &str = "wijkbode";
const TIMEOUT: Duration = Duration::from_secs(30);

/// Gives a session that the homeserver accepts and that fits the store, written to its file.
pub(crate) async fn log_in(places: &Places, login: &Login) -> Result<Session, SetUpError> {
    let stranger = stranger(&login.homeserver).await?;
    let past = match Session::read(places)? {
        Some(session) => {
            same_account(&session, &stranger, login.user.as_deref())?;
            let valid = who_has(&stranger, &session.access_token).await?.is_some();
            if valid && places.store_is_whole() {
                return Ok(session);
            }
            // A refused token means a deleted device, and a lost store one whose keys are gone: neither can be revived.
            Past {
                device: Some(session.device_id),
                usable: false,
            }
        }
        None => {
            let device = Device::read(places)?.map(|device| device.device_id);
            Past {
                device,
                usable: places.store_is_whole(),
            }
        }
    };
    match &login.secret {
        Secret::AccessToken(token) => take_token(places, &stranger, token, past).await,
        Secret::Password(password) => {
            let user = login.user.as_deref().ok_or(SetUpError::NoUser)?;
            log_in_with_password(places, &stranger, user, password, past).await
        }
    }
}

/// The device we were, and whether its keys are still here.
struct Past {
    device: Option<OwnedDeviceId>,
    usable: bool,
}

async fn log_in_with_password(
    places: &Places,
    stranger: &Client,
    user: &str,
    password: &str,
    past: Past,
) -> Result<Session, SetUpError> {
    // The same device on the same store is fine, also twice; an old device on a new store never is.
    let device_id = match past.device {
        Some(device_id) if past.usable => device_id,
        lost => choose_device(places, random_device()?, lost)?,
    };
    let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(user.to_owned()));
    let password = login::v3::Password::new(user, password.to_owned());
    let mut request = login::v3::Request::new(login::v3::LoginInfo::Password(password));
    request.device_id = Some(device_id);
    request.initial_device_display_name = Some(DEVICE_NAME.to_owned());
    let answer = stranger.send(request).await.map_err(login_error)?;
    let session = Session {
        homeserver: stranger.homeserver().to_string(),
        user_id: answer.user_id,
        device_id: answer.device_id,
        access_token: answer.access_token,
    };
    session.write(places)?;
    Ok(session)
}

async fn take_token(
    places: &Places,
    stranger: &Client,
    token: &str,
    past: Past,
) -> Result<Session, SetUpError> {
    let owner = who_has(stranger, token)
        .await?
        .ok_or(SetUpError::WrongSecret)?;
    let device_id = owner.device_id.ok_or(SetUpError::NoDevice)?;
    if !past.usable || past.device.as_ref() != Some(&device_id) {
        if has_keys(stranger, token, &owner.user_id, &device_id).await? {
            return Err(SetUpError::UsedToken);
        }
        choose_device(places, device_id.clone(), past.device)?;
    }
    let homeserver = stranger.homeserver().to_string();
    let session = Session {
        homeserver,
        user_id: owner.user_id,
        device_id,
        access_token: token.to_owned(),
    };
    session.write(places)?;
    Ok(session)
}

/// Writes down the device that we are going to be, and sets the store of another one aside.
fn choose_device(
    places: &Places,
    device_id: OwnedDeviceId,
    lost: Option<OwnedDeviceId>,
) -> Result<OwnedDeviceId, SetUpError> {
    let earlier = Device::read(places)?.map(|device| device.replaces);
    let mut replaces: Vec<_> = earlier
        .into_iter()
        .flatten()
        .chain(lost)
        .filter(|old| *old != device_id)
        .collect();
    replaces.dedup();
    files::set_aside(&places.store).context("could not set the old store aside")?;
    Device {
        device_id: device_id.clone(),
        replaces,
    }
    .write(places)?;
    // From here on the session file names a device that is no longer ours.
    files::remove_if_there(&places.session).context("could not remove the old session")?;
    Ok(device_id)
}

fn random_device() -> anyhow::Result<OwnedDeviceId> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let id: String = random::<10>()?
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    Ok(id.into())
}

/// A client without account or store, to ask with.
async fn stranger(homeserver: &str) -> Result<Client, SetUpError> {
    let builder = if homeserver.contains("://") {
        Client::builder().homeserver_url(homeserver)
    } else {
        let name = <&ServerName>::try_from(homeserver).context("not a server name")?;
        Client::builder().server_name(name)
    };
    let builder = builder.respect_login_well_known(false);
    builder
        .build()
        .await
        .map_err(|err| SetUpError::Unreachable(err.to_string()))
}

#[derive(Deserialize)]
struct Owner {
    user_id: OwnedUserId,
    device_id: Option<OwnedDeviceId>,
}

/// Whose token this is; `None` when the homeserver does not know it (any more).
async fn who_has(stranger: &Client, token: &str) -> Result<Option<Owner>, SetUpError> {
    let url = endpoint(stranger, "account/whoami");
    let request = stranger.http_client().get(url).bearer_auth(token);
    let (status, body) = ask(request).await?;
    match (status, body["errcode"].as_str()) {
        (200, _) => Ok(Some(
            serde_json::from_value(body).context("whoami not understood")?,
        )),
        // Any other 401 may come from a proxy, and proves nothing.
        (401, Some("M_UNKNOWN_TOKEN")) => Ok(None),
        _ => Err(SetUpError::Unreachable(format!("http {status}"))),
    }
}

/// Whether somebody has uploaded encryption keys for this device already.
async fn has_keys(
    stranger: &Client,
    token: &str,
    user: &UserId,
    device: &OwnedDeviceId,
) -> Result<bool, SetUpError> {
    let url = endpoint(stranger, "keys/query");
    let question = serde_json::json!({ "device_keys": { user.as_str(): [device] } });
    let request = stranger.http_client().post(url).bearer_auth(token);
    match ask(request.body(question.to_string())).await? {
        (200, body) => Ok(body["device_keys"][user.as_str()]
            .get(device.as_str())
            .is_some()),
        (status, _) => Err(SetUpError::Unreachable(format!("http {status}"))),
    }
}

/// Plain requests: a client with a session would start to work for a device that may not be ours.
async fn ask(request: reqwest::RequestBuilder) -> Result<(u16, Value), SetUpError> {
    let answer = request.timeout(TIMEOUT).send().await;
    let answer = answer.map_err(unreachable)?;
    let status = answer.status().as_u16();
    let body = answer.bytes().await.map_err(unreachable)?;
    Ok((status, serde_json::from_slice(&body).unwrap_or_default()))
}

fn endpoint(client: &Client, path: &str) -> String {
    let base = client.homeserver();
    format!(
        "{}/_matrix/client/v3/{path}",
        base.as_str().trim_end_matches('/')
    )
}

fn unreachable(err: reqwest::Error) -> SetUpError {
    SetUpError::Unreachable(err.without_url().to_string())
}

fn login_error(err: matrix_sdk::HttpError) -> SetUpError {
    match Fault::from(&err) {
        Fault::Revoked => SetUpError::WrongSecret,
        Fault::Refused(code) if code == "M_FORBIDDEN" => SetUpError::WrongSecret,
        Fault::Refused(code) => SetUpError::Other(anyhow!("login refused: {code}")),
        other => SetUpError::Unreachable(other.reason()),
    }
}

/// Before the stored token is sent anywhere.
fn same_account(
    session: &Session,
    stranger: &Client,
    user: Option<&str>,
) -> Result<(), SetUpError> {
    let stored = &session.user_id;
    let same_user = user.is_none_or(|user| {
        user == stored.as_str() || user.trim_start_matches('@') == stored.localpart()
    });
    if same_user && stranger.homeserver().as_str() == session.homeserver {
        return Ok(());
    }
    let owner = format!("{stored} at {}", session.homeserver);
    Err(SetUpError::OtherAccount(owner))
}
