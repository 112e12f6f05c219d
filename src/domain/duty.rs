//! An agreement of the convenant: what, who does it, within which term, and how it is measured.

use serde::{Deserialize, Serialize};

use super::people::Role;

/// One agreement, as the programme file writes it and the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    pub what: String,
    pub owner: Role,
    /// The term, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// What shows that it was kept; an agreement without one is only listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

/// What the database knows of agreements: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Signals that somebody in the signal room saw within the term.
    SignalsSeen,
    /// Signals that were closed with an outcome within the term.
    SignalsAnswered,
    /// The monthly question, in each wijk.
    MonthlyPrompt,
    WeeklyDigest,
    DailyDigest,
    /// Wijken in which something was noted for the month.
    MonthlyAction,
}

impl Measure {
    /// Whether it counts what was done within a term.
    pub fn needs_term(self) -> bool {
        matches!(self, Self::SignalsSeen | Self::SignalsAnswered)
    }
}
