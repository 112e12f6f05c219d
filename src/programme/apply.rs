//! Brings the database to what the programme file says, in three views: what the file says, what it said last time,
//! and what the database has. The database leads: what chat commands changed stays, and is shown.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::Programme;
use crate::engine::{Change, Turn, split_role};

/// What `apply` would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub steps: Vec<Step>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `wijk:WK051836`, `person:@anna:example.org`, `role:ambassadeur|@anna:example.org|WK051836` …
    pub thing: String,
    pub outcome: Outcome,
    pub file: Option<String>,
    pub database: Option<String>,
}

/// What becomes of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// New in the file.
    Add,
    /// The file changed it.
    Change,
    /// No longer in the file; only removed with `--prune`.
    Remove,
    /// Changed by chat, the file is as it was: stays as the chat made it.
    KeptFromChat,
    /// Changed by both: the database leads, unless `--overwrite`.
    Conflict,
}

impl Plan {
    /// The steps of one kind.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Step> {
        self.steps
            .iter()
            .filter(move |step| step.outcome == outcome)
    }

    /// A role stands on its person and its wijk: where chat took those away, the file's role goes the way that they go.
    fn hold_back_roles(&mut self) {
        let gone = |step: &&Step| {
            step.file.is_some() && step.database.is_none() && step.outcome != Outcome::Add
        };
        let gone: BTreeMap<_, _> = self
            .steps
            .iter()
            .filter(gone)
            .map(|step| (step.thing.clone(), step.outcome))
            .collect();
        for step in self
            .steps
            .iter_mut()
            .filter(|step| step.outcome == Outcome::Add)
        {
            let Some(Ok((_, user, wijk))) = step.thing.strip_prefix("role:").map(split_role) else {
                continue;
            };
            let stands_on = [format!("person:{user}"), format!("wijk:{wijk}")];
            if let Some(outcome) = stands_on.iter().find_map(|thing| gone.get(thing)) {
                step.outcome = *outcome;
            }
        }
    }
}

impl Step {
    fn change(&self) -> Change {
        Change {
            thing: self.thing.clone(),
            before: self.database.clone(),
            after: self.file.clone(),
        }
    }

    fn is_wanted(&self, prune: bool, overwrite: bool) -> bool {
        match self.outcome {
            Outcome::Add | Outcome::Change => true,
            Outcome::Remove => prune,
            Outcome::Conflict => overwrite && (prune || self.file.is_some()),
            Outcome::KeptFromChat => false,
        }
    }
}

/// Compares file, last file and database.
pub async fn plan(turn: &mut Turn, programme: &Programme) -> Result<Plan> {
    let last: BTreeMap<_, _> = turn.tx.all_applied().await?.into_iter().collect();
    let current = turn.things().await?;
    let file = programme.things();
    let things: BTreeSet<&String> = file
        .keys()
        .chain(last.keys())
        .chain(current.keys())
        .collect();
    let step = |thing: &String| {
        let (file, last, database) = (file.get(thing), last.get(thing), current.get(thing));
        let outcome = compare(file, last, database)?;
        Some(Step {
            thing: thing.clone(),
            outcome,
            file: file.cloned(),
            database: database.cloned(),
        })
    };
    let mut plan = Plan {
        steps: things.into_iter().filter_map(step).collect(),
    };
    plan.hold_back_roles();
    Ok(plan)
}

/// `None` when there is nothing to do or to tell.
fn compare(
    file: Option<&String>,
    last: Option<&String>,
    database: Option<&String>,
) -> Option<Outcome> {
    match (file, last, database) {
        (file, _, database) if file == database => None,
        // Added by chat, never in the file: that is how it should be.
        (None, None, Some(_)) => None,
        (Some(_), None, None) => Some(Outcome::Add),
        (None, Some(last), Some(database)) if last == database => Some(Outcome::Remove),
        (None, Some(_), Some(_)) => Some(Outcome::Conflict),
        (Some(_), Some(last), Some(database)) if last == database => Some(Outcome::Change),
        (file, last, _) if file == last => Some(Outcome::KeptFromChat),
        _ => Some(Outcome::Conflict),
    }
}

/// Carries a plan out. Removes only with `prune`; a conflict goes the file's way only with `overwrite`.
pub async fn apply(
    turn: &mut Turn,
    programme: &Programme,
    plan: &Plan,
    prune: bool,
    overwrite: bool,
) -> Result<()> {
    let wanted: Vec<_> = plan
        .steps
        .iter()
        .filter(|step| step.is_wanted(prune, overwrite))
        .collect();
    let changes: Vec<_> = wanted.iter().map(|step| step.change()).collect();
    let cause = format!("apply:{}", turn.now.0);
    turn.change(&changes, &cause, None, "apply").await?;
    remember(turn, programme, plan, &wanted).await
}

/// What the file says now is what it said last, except where the database leads: that difference stays to be seen.
/// What the file dropped is remembered for as long as the database has it, so that a later `--prune` finds it.
async fn remember(
    turn: &mut Turn,
    programme: &Programme,
    plan: &Plan,
    wanted: &[&Step],
) -> Result<()> {
    let left: BTreeSet<_> = plan
        .steps
        .iter()
        .filter(|step| !wanted.contains(step))
        .map(|step| &step.thing)
        .collect();
    for (thing, value) in programme
        .things()
        .iter()
        .filter(|(thing, _)| !left.contains(thing))
    {
        turn.tx.set_applied(thing, value).await?;
    }
    let current = turn.things().await?;
    for (thing, _) in turn.tx.all_applied().await? {
        if !programme.things().contains_key(&thing) && !current.contains_key(&thing) {
            turn.tx.forget_applied(&thing).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: Option<&str>, last: Option<&str>, database: Option<&str>) -> Option<Outcome> {
        let own = |text: Option<&str>| text.map(str::to_owned);
        compare(
            own(file).as_ref(),
            own(last).as_ref(),
            own(database).as_ref(),
        )
    }

    #[test]
    fn the_database_leads_and_nothing_goes_unasked() {
        assert_eq!(of(Some("a"), None, None), Some(Outcome::Add));
        assert_eq!(of(Some("b"), Some("a"), Some("a")), Some(Outcome::Change));
        assert_eq!(of(None, Some("a"), Some("a")), Some(Outcome::Remove));
        assert_eq!(
            of(Some("a"), Some("a"), Some("b")),
            Some(Outcome::KeptFromChat)
        );
        assert_eq!(of(Some("a"), Some("a"), None), Some(Outcome::KeptFromChat));
        assert_eq!(of(Some("c"), Some("a"), Some("b")), Some(Outcome::Conflict));
        assert_eq!(of(Some("b"), None, Some("a")), Some(Outcome::Conflict));
        assert_eq!(of(None, None, Some("a")), None);
        assert_eq!(of(Some("a"), Some("b"), Some("a")), None);
    }
}
