//! What the programme says about beginning: the welcome, the convenant, the training.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::turn::{Call, Turn};
use crate::args;
use crate::store::Tx;

/// The table `[onboarding]` of the programme file, kept as one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Onboarding {
    /// Whether a new ambassadeur gets a private welcome.
    pub welcome: bool,
    /// Whether the room of each wijk has a card with who is who and what comes.
    pub card: bool,
    /// The version of the convenant; who agreed to another one is asked again.
    pub convenant: String,
    /// Where the convenant can be read.
    pub convenant_at: Option<String>,
    /// Whether reporting a trick needs a training that a manager has confirmed.
    pub training_required: bool,
    /// When and where the next training is, in words.
    pub next_training: Option<String>,
}

impl Default for Onboarding {
    fn default() -> Self {
        Self {
            welcome: true,
            card: true,
            convenant: "1".to_owned(),
            convenant_at: None,
            training_required: false,
            next_training: None,
        }
    }
}

impl Onboarding {
    /// Reads it from the fact that `apply` wrote.
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        let fact = tx.fact("programme:onboarding").await?;
        Ok(fact
            .and_then(|fact| serde_json::from_str(&fact).ok())
            .unwrap_or_default())
    }
}

impl Turn {
    /// Whether this person must follow the training first, before reporting.
    pub async fn needs_training(&mut self, call: &Call) -> Result<bool> {
        if !Onboarding::read(&mut self.tx).await?.training_required {
            return Ok(false);
        }
        let known = self.tx.onboarding(&call.who.person.id).await?;
        Ok(known.trained_at.is_none())
    }

    /// When the next training is, and what to type after it.
    pub async fn training_offer(&mut self) -> Result<String> {
        let next = Onboarding::read(&mut self.tx).await?.next_training;
        Ok(match next {
            Some(next) => self.t("training-next", args! { next: next }),
            None => self.t("training-later", args! {}),
        })
    }
}
