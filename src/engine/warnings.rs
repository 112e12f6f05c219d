//! What the programme says about warnings to wijken: who decides them, how many, how long, and what is shared.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::turn::{Call, Who};
use crate::domain::people::Role;
use crate::store::Tx;

/// Whoever may have a part in a warning at all: those of the signal room.
pub const DECIDERS: [Role; 3] = [Role::Wijkagent, Role::CommunityManager, Role::Beheerder];

/// The table `[warnings]` of the programme file, kept as one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WarningRules {
    /// The roles of the one side of a warning, and those of the other: one person of each must want it.
    pub gemeente: Vec<Role>,
    pub police: Vec<Role>,
    /// The most warnings that one wijk gets in seven days.
    pub per_week: u32,
    /// For how many days a warning holds.
    pub days: u32,
    /// Other gemeenten hear how often a trick was reported from this many reports in a month on.
    pub shares_from: u32,
}

impl Default for WarningRules {
    fn default() -> Self {
        Self {
            gemeente: vec![Role::CommunityManager, Role::Beheerder],
            police: vec![Role::Wijkagent],
            per_week: 2,
            days: 14,
            shares_from: 10,
        }
    }
}

impl WarningRules {
    /// Reads them from the fact that `apply` wrote.
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        let fact = tx.fact("programme:warnings").await?;
        Ok(fact
            .and_then(|fact| serde_json::from_str(&fact).ok())
            .unwrap_or_default())
    }

    /// What is wrong with them, for the operator.
    pub fn why_not(&self) -> Option<&'static str> {
        let strange = |roles: &Vec<Role>| {
            roles.is_empty() || roles.iter().any(|role| !DECIDERS.contains(role))
        };
        if strange(&self.gemeente) || strange(&self.police) {
            return Some(
                "in [warnings]: gemeente and police need one or more of \"wijkagent\", \"community-manager\", \"beheerder\"",
            );
        }
        if !(1..=7).contains(&self.per_week) {
            return Some("in [warnings]: per_week is a number from 1 to 7");
        }
        if !(1..=60).contains(&self.days) {
            return Some("in [warnings]: days is a number from 1 to 60");
        }
        (self.shares_from < 5).then_some(
            "in [warnings]: shares_from is 5 or more; smaller numbers may give somebody away",
        )
    }

    /// Whether this person is of one of the sides.
    pub fn may_decide(&self, call: &Call) -> bool {
        let who = &call.who;
        who.has_one_of(&self.gemeente, &call.room) || who.has_one_of(&self.police, &call.room)
    }

    /// Whether these are two people, one of each side.
    pub fn are_two_sides(&self, first: &Who, second: &Call) -> bool {
        let (room, second) = (&second.room, &second.who);
        let one_of_each = |one: &[Role], other: &[Role]| {
            first.has_one_of(one, room) && second.has_one_of(other, room)
        };
        first.person.id != second.person.id
            && (one_of_each(&self.gemeente, &self.police)
                || one_of_each(&self.police, &self.gemeente))
    }

    /// The side that still has to agree with what this person wants.
    pub fn other_side(&self, call: &Call) -> &[Role] {
        if call.who.has_one_of(&self.police, &call.room) {
            &self.gemeente
        } else {
            &self.police
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_would_let_one_side_decide_or_give_somebody_away_are_refused() {
        let usual = WarningRules::default();
        assert_eq!(usual.why_not(), None);
        let wrong = [
            WarningRules {
                police: vec![],
                ..usual.clone()
            },
            WarningRules {
                gemeente: vec![Role::Ambassadeur],
                ..usual.clone()
            },
            WarningRules {
                per_week: 0,
                ..usual.clone()
            },
            WarningRules {
                days: 90,
                ..usual.clone()
            },
            WarningRules {
                shares_from: 4,
                ..usual
            },
        ];
        assert!(wrong.iter().all(|rules| rules.why_not().is_some()));
    }
}
