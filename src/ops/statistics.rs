//! `/statistics`: published sets for the gemeente's own dashboard, read-only, with a token. What is not published is not here.

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

use super::{Monitor, PATIENCE};
use crate::domain::statistics::{Cell, Figure, Period};
use crate::domain::time::Moment;
use crate::store::Store;

/// The secret that the dashboard sends. No `Debug`.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Shorter ones could be guessed.
    const SHORTEST: usize = 20;

    /// # Errors
    /// When it is too short to be a secret.
    pub fn new(token: String) -> anyhow::Result<Self> {
        anyhow::ensure!(
            token.chars().count() >= Self::SHORTEST && !token.contains(char::is_whitespace),
            "the token in `dashboard_token_file` must have {} characters or more and no space; make one with: openssl rand -hex 32",
            Self::SHORTEST
        );
        Ok(Self(token))
    }

    /// Compared as hashes: how long that takes tells nothing of how much of a guess is right.
    fn is_in(&self, headers: &HeaderMap) -> bool {
        let sent = headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let sent = sent.and_then(|value| value.strip_prefix("Bearer "));
        sent.is_some_and(|sent| Sha256::digest(sent) == Sha256::digest(&self.0))
    }
}

#[derive(Clone)]
struct Dashboard {
    monitor: Arc<Monitor>,
    token: Token,
}

/// The pages, for who has the token.
pub fn router(monitor: &Arc<Monitor>, token: Token) -> Router {
    Router::new()
        .route("/statistics", get(sets))
        .route("/statistics/{period}", get(set))
        .with_state(Dashboard {
            monitor: Arc::clone(monitor),
            token,
        })
}

#[derive(Serialize)]
struct Sets {
    sets: Vec<Head>,
}

#[derive(Serialize)]
struct Head {
    period: String,
    frozen_at: String,
}

#[derive(Serialize)]
struct Set {
    period: String,
    cells: Vec<Shown>,
}

/// A figure as it was published. What was withheld is left out.
#[derive(Serialize)]
struct Shown {
    /// The code of a wijk, of the first of some small ones, or empty for the gemeente.
    unit: String,
    phenomenon: String,
    least: i64,
    most: i64,
}

async fn sets(
    State(dashboard): State<Dashboard>,
    headers: HeaderMap,
) -> Result<Json<Sets>, StatusCode> {
    let store = dashboard.store_for(&headers)?;
    let read = async {
        let mut tx = store.begin().await?;
        tx.statistic_sets().await
    };
    let sets = in_time(read).await?;
    let head = |(period, at): (String, Moment)| Head {
        period,
        frozen_at: at.rfc3339(chrono_tz::UTC),
    };
    Ok(Json(Sets {
        sets: sets.into_iter().map(head).collect(),
    }))
}

async fn set(
    State(dashboard): State<Dashboard>,
    Path(period): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Set>, StatusCode> {
    let store = dashboard.store_for(&headers)?;
    let period = Period::read(&period).ok_or(StatusCode::NOT_FOUND)?;
    let read = async {
        let mut tx = store.begin().await?;
        tx.statistics(period).await
    };
    let cells = in_time(read).await?.ok_or(StatusCode::NOT_FOUND)?;
    Ok(Json(Set {
        period: period.to_string(),
        cells: cells.iter().filter_map(shown).collect(),
    }))
}

impl Dashboard {
    /// The database, for who sends the token.
    fn store_for(&self, headers: &HeaderMap) -> Result<&Store, StatusCode> {
        if !self.token.is_in(headers) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let store = self.monitor.store.get();
        store.ok_or(StatusCode::SERVICE_UNAVAILABLE)
    }
}

async fn in_time<T>(read: impl Future<Output = anyhow::Result<T>>) -> Result<T, StatusCode> {
    let read = tokio::time::timeout(PATIENCE, read).await;
    match read {
        Ok(Ok(read)) => Ok(read),
        _ => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn shown(cell: &Cell) -> Option<Shown> {
    if cell.figure == Figure::Withheld {
        return None;
    }
    let (least, most) = cell.figure.bounds();
    Some(Shown {
        unit: cell.unit.clone(),
        phenomenon: cell.phenomenon.clone(),
        least,
        most,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_only_the_whole_of_it_is_one() {
        assert!(Token::new("geheim".to_owned()).is_err());
        let token = Token::new("0123456789abcdef0123".to_owned()).unwrap();
        let with = |value: &str| HeaderMap::from_iter([(AUTHORIZATION, value.parse().unwrap())]);
        assert!(token.is_in(&with("Bearer 0123456789abcdef0123")));
        for wrong in [
            "Bearer 0123456789abcdef012",
            "0123456789abcdef0123",
            "Bearer ",
            "",
        ] {
            assert!(!token.is_in(&with(wrong)), "{wrong}");
        }
        assert!(!token.is_in(&HeaderMap::new()));
    }

    #[test]
    fn what_is_behind_a_figure_is_not_shown_nor_what_was_withheld() {
        let cell = |figure| Cell {
            unit: "WK051836".to_owned(),
            phenomenon: "nepagent".to_owned(),
            figure,
            counted: Some(3),
        };
        assert!(shown(&cell(Figure::Withheld)).is_none());
        let band = shown(&cell(Figure::Band { least: 1, most: 4 }));
        let json = serde_json::to_string(&band).unwrap();
        assert_eq!(
            json,
            r#"{"unit":"WK051836","phenomenon":"nepagent","least":1,"most":4}"#
        );
    }
}
