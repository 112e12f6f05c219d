//! What a failed request means for us. Only error codes get through: texts of errors can hold what somebody wrote.

use std::time::Duration;

use matrix_sdk::ruma::api::error::{ErrorKind, FromHttpResponseError, RetryAfter};
use matrix_sdk::{Error, HttpError};

/// When the server says to slow down without saying how long.
const DEFAULT_PAUSE: Duration = Duration::from_secs(5);

/// A failure, sorted by what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The server wants us to wait this long.
    Slow(Duration),
    /// The access token is gone: nothing works any more.
    Revoked,
    /// The server has an answer, and it is no.
    Refused(String),
    /// The homeserver tried and failed, perhaps because another server did not answer it. The same again, later.
    Failed(String),
    /// The network, a proxy or a disk; nobody knows whether it arrived. The same again, later.
    Passing(String),
}

impl Fault {
    /// For logs and reasons.
    pub(crate) fn reason(&self) -> String {
        match self {
            Self::Slow(wait) => format!("rate limited for {} ms", wait.as_millis()),
            Self::Revoked => "access token refused".to_owned(),
            Self::Refused(reason) | Self::Failed(reason) | Self::Passing(reason) => reason.clone(),
        }
    }
}

impl From<HttpError> for Fault {
    fn from(err: HttpError) -> Self {
        Self::from(&err)
    }
}

impl From<&HttpError> for Fault {
    fn from(err: &HttpError) -> Self {
        match (err.client_api_error_kind(), status(err)) {
            (Some(kind), status) => from_kind(kind, status),
            // An answer without error code comes from a proxy in between, not from the homeserver.
            (None, Some(429)) => Self::Slow(DEFAULT_PAUSE),
            // It looks at the size before the homeserver sees it, and the same again would be as large.
            (None, Some(413)) => Self::Refused("http 413".to_owned()),
            (None, Some(status)) => Self::Passing(format!("http {status}")),
            (None, None) => Self::Passing(plain(err).to_owned()),
        }
    }
}

impl From<Error> for Fault {
    fn from(err: Error) -> Self {
        Self::from(&err)
    }
}

impl From<&Error> for Fault {
    fn from(err: &Error) -> Self {
        match err {
            Error::Http(err) => Self::from(&**err),
            Error::SerdeJson(_) => Self::Refused("not valid JSON".to_owned()),
            Error::Identifier(_) => Self::Refused("not a valid Matrix id".to_owned()),
            Error::WrongRoomState(_) => Self::Passing("not joined".to_owned()),
            Error::OlmError(_) | Error::MegolmError(_) => Self::Passing("encryption".to_owned()),
            Error::CryptoStoreError(_) | Error::StateStore(_) | Error::Io(_) => {
                Self::Passing("SDK store".to_owned())
            }
            _ => Self::Passing("SDK".to_owned()),
        }
    }
}

impl From<matrix_sdk::StoreError> for Fault {
    fn from(_: matrix_sdk::StoreError) -> Self {
        Self::Passing("SDK store".to_owned())
    }
}

impl From<matrix_sdk::IdParseError> for Fault {
    fn from(_: matrix_sdk::IdParseError) -> Self {
        Self::Refused("not a valid Matrix id".to_owned())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(_: serde_json::Error) -> Self {
        Self::Refused("not valid JSON".to_owned())
    }
}

fn from_kind(kind: &ErrorKind, status: Option<u16>) -> Fault {
    match kind {
        ErrorKind::LimitExceeded(limit) => Fault::Slow(match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => wait,
            // A date would need a clock; the server will tell us again.
            _ => DEFAULT_PAUSE,
        }),
        ErrorKind::UnknownToken(_) | ErrorKind::MissingToken | ErrorKind::UserDeactivated => {
            Fault::Revoked
        }
        // No is not the answer to this post but the account's state, which a person can change.
        ErrorKind::ResourceLimitExceeded(_) | ErrorKind::UserLocked | ErrorKind::UserSuspended => {
            Fault::Failed(code(kind))
        }
        // What is behind a reverse proxy may be missing for a moment.
        ErrorKind::Unrecognized => Fault::Passing("M_UNRECOGNIZED".to_owned()),
        _ if status.is_some_and(|status| status >= 500) => Fault::Failed(code(kind)),
        _ => Fault::Refused(code(kind)),
    }
}

fn code(kind: &ErrorKind) -> String {
    kind.errcode().as_ref().to_owned()
}

fn status(err: &HttpError) -> Option<u16> {
    err.as_client_api_error()
        .map(|err| err.status_code.as_u16())
}

fn plain(err: &HttpError) -> &'static str {
    match err {
        HttpError::Reqwest(err) if err.is_timeout() => "timeout",
        HttpError::Reqwest(err) if err.is_connect() => "no connection",
        HttpError::Reqwest(_) => "network",
        HttpError::Api(err) => match **err {
            FromHttpResponseError::Deserialization(_) => "answer not understood",
            _ => "server",
        },
        HttpError::Cached(_) => "server",
        _ => "request",
    }
}
