//! What becomes of a signal. A step goes to all that tell of the same event, and everybody who reported one hears it, as a
//! reply to the own message. Merging signals and parting them again leaves every reporter with an answer.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::card;
use super::things::Change;
use super::turn::{Call, Turn};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::duty::{Duty, Measure};
use crate::domain::people::{MANAGERS, Role};
use crate::domain::signal::{SignalState, Terms};
use crate::store::{GivenRole, Signal, SignalStep};

/// Who answers signals, the one whose task it is first.
pub const ANSWERERS: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];

impl Turn {
    /// The name of a wijk, or its code where it is no more.
    pub async fn wijk_name(&mut self, code: &str) -> Result<String> {
        let wijk = self.tx.wijk(code).await?;
        Ok(wijk.map_or_else(|| code.to_owned(), |wijk| wijk.name))
    }

    /// The signal that stands for the event of this one: itself, unless it was merged.
    pub async fn root_of(&mut self, signal: Signal) -> Result<Signal> {
        let Some(root) = &signal.merged_into else {
            return Ok(signal);
        };
        let root = self.tx.signal(root).await?;
        Ok(root.unwrap_or(signal))
    }

    /// Moves a signal, and all that were merged with it, to a state. Each reporter who did not hear so before hears it, the
    /// card shows it, and taking back the message of `call` takes all of it back. `false` when everything stood there or
    /// further already; closing again corrects the reason.
    pub async fn move_signal(
        &mut self,
        call: &Call,
        signal: &Signal,
        state: SignalState,
        handling: Option<&str>,
    ) -> Result<bool> {
        let mut moved = false;
        for one in self.tx.signals_together(&signal.id).await? {
            if one.state >= state && state != SignalState::Closed {
                continue;
            }
            let body = self.told(&one, state, handling).await?;
            let told = self.tell_reporter(&one, class_of(state), body).await?;
            let step = SignalStep {
                signal: one.id.clone(),
                event_id: call.event_id.clone(),
                state,
                handling: handling.map(str::to_owned),
                person: call.who.person.id.clone(),
                role: acting(&call.who.roles, ANSWERERS),
                told,
            };
            let now = self.now;
            self.tx.step_signal(&step, now).await?;
            let what = format!("signal-{}", state.key());
            self.audit_signal(&call.event_id, &step.person, &what, one.number)
                .await?;
            moved = true;
        }
        if moved {
            self.show_signal(&signal.id).await?;
        }
        Ok(moved)
    }

    /// What the reporter hears of a state, in the own language.
    async fn told(
        &mut self,
        signal: &Signal,
        state: SignalState,
        handling: Option<&str>,
    ) -> Result<String> {
        let spoken = self.speak_to(&signal.person, &signal.room).await?;
        let line = handling
            .and_then(|slug| self.catalogue().handling(slug))
            .map(|found| found.line(self.lang()).to_owned())
            .unwrap_or_default();
        let key = match state {
            SignalState::New => "handling-reporter-new",
            SignalState::Seen => "handling-reporter-seen",
            SignalState::InProgress => "handling-reporter-in-progress",
            SignalState::Warned => "handling-reporter-warned",
            SignalState::Closed => "handling-reporter-closed",
        };
        let label = card::label(signal.number);
        let body = self.t(key, args! { label: label, line: line });
        self.speak(Some(spoken));
        Ok(body)
    }

    /// The reporter hears it where it was reported, as an answer to the own message. Gives the id of what is said.
    async fn tell_reporter(
        &mut self,
        signal: &Signal,
        class: Class,
        body: String,
    ) -> Result<String> {
        let reporter = self
            .tx
            .person(&signal.person)
            .await?
            .filter(|_| class == Class::Outcome);
        let mentions = reporter.into_iter().map(|person| person.user_id).collect();
        // A form that went on in private began with a message of another room, which could not be shown there.
        let written = self.tx.written(&signal.event_id).await?;
        let room = self.tx.room(&signal.room).await?;
        let began_there = written.is_none_or(|written| {
            room.is_some_and(|room| room.room_id.as_ref() == Some(&written.room_id))
        });
        let text = Text {
            body,
            mentions,
            reply_to: began_there.then(|| signal.event_id.clone()),
            ..Text::default()
        };
        self.post(&signal.room, class, Outgoing::Say(text), None)
            .await
    }

    /// The card in the signal room as the signal stands now.
    pub async fn show_signal(&mut self, id: &str) -> Result<()> {
        let signal = self.tx.signal(id).await?;
        let Some(signal) = signal.filter(|signal| signal.withdrawn_at.is_none()) else {
            return Ok(());
        };
        let Some(forwarded) = &signal.forwarded else {
            return Ok(());
        };
        let spoken = self.speak_in(&RoomKey::signal()).await?;
        let body = card::text_of(self, &signal).await?;
        self.speak(Some(spoken));
        self.edit(forwarded, body).await
    }

    /// The steps that this message or tap of this person made did not happen: every signal stands where it stood, and what
    /// the reporters heard is taken back. Gives the label of the signal.
    pub async fn take_steps_back(&mut self, call: &Call, event_id: &str) -> Result<Option<String>> {
        let now = self.now;
        let mut roots = BTreeMap::new();
        for step in self.tx.steps_of_event(event_id).await? {
            if step.person != call.who.person.id {
                continue;
            }
            self.tx.take_step_back(&step, now).await?;
            self.take_back(&step.told).await?;
            if let Some(signal) = self.tx.signal(&step.signal).await? {
                let root = self.root_of(signal).await?;
                roots.insert(root.number, root);
            }
        }
        for root in roots.values() {
            self.tell_merged_again(root).await?;
            self.show_signal(&root.id).await?;
        }
        Ok(roots.keys().next().map(|number| card::label(*number)))
    }

    /// Who came to an event that was answered heard that answer; when it does not stand any more, neither does that.
    async fn tell_merged_again(&mut self, root: &Signal) -> Result<()> {
        let now = self.now;
        for one in self.tx.signals_together(&root.id).await? {
            let cause = merging(one.number, root.number);
            for step in self.tx.steps_of_event(&cause).await? {
                if step.state <= root.state {
                    continue;
                }
                self.tx.take_step_back(&step, now).await?;
                self.take_back(&step.told).await?;
                if let Some(one) = self.tx.signal(&one.id).await? {
                    tell_merged(self, &one, root, &step.person).await?;
                }
            }
        }
        Ok(())
    }

    /// A signal was taken back: what was merged with it goes on without it.
    pub async fn part_from_withdrawn(&mut self, signal: &Signal) -> Result<()> {
        if let Some(root) = &signal.merged_into {
            return self.show_signal(root).await;
        }
        // Those that are left; the signal itself was withdrawn.
        let rest = self.tx.signals_together(&signal.id).await?;
        let Some((first, others)) = rest.split_first() else {
            return Ok(());
        };
        self.tx.set_merged(&first.id, None).await?;
        for other in others {
            self.tx.set_merged(&other.id, Some(&first.id)).await?;
        }
        for one in &rest {
            self.show_signal(&one.id).await?;
        }
        Ok(())
    }

    /// Until when an answer is due, as the agreements of the programme say.
    pub async fn signal_terms(&mut self) -> Result<Terms> {
        let mut terms = Terms::default();
        let (mut seen, mut answered) = (Vec::new(), Vec::new());
        for value in self.tx.facts_of("duty:").await?.values() {
            let duty: Duty = serde_json::from_str(value)?;
            match duty.measure {
                Some(Measure::SignalsSeen) => seen.extend(duty.within_days),
                Some(Measure::SignalsAnswered) => answered.extend(duty.within_days),
                _ => {}
            }
        }
        // The shortest of several.
        terms.seen = seen.into_iter().min().map_or(terms.seen, i64::from);
        terms.answered = answered.into_iter().min().map_or(terms.answered, i64::from);
        Ok(terms)
    }

    /// The last day for the next step of a signal; none when it is closed.
    pub fn due_of(&self, terms: Terms, signal: &Signal) -> Option<chrono::NaiveDate> {
        let zone = self.settings.zone;
        let reported = signal.reported_at.day(zone);
        let since = signal.state_at.map_or(reported, |at| at.day(zone));
        terms.due(signal.state, reported, since)
    }

    /// Open signals whose term is over, oldest first: their reporters wait.
    pub async fn late_signals(&mut self) -> Result<Vec<Signal>> {
        let (terms, today) = (self.signal_terms().await?, self.today());
        let mut open = self.tx.open_signals().await?;
        open.retain(|signal| self.due_of(terms, signal).is_some_and(|due| due < today));
        Ok(open)
    }
}

/// An answer that ends something rings, by day; what is on the way is quiet.
fn class_of(state: SignalState) -> Class {
    match state {
        SignalState::New | SignalState::Seen | SignalState::InProgress => Class::Answer,
        SignalState::Warned | SignalState::Closed => Class::Outcome,
    }
}

/// The role in which somebody acts: the first of these that is given.
fn acting(given: &[GivenRole], roles: &[Role]) -> Option<Role> {
    let is_given = |role: &&Role| given.iter().any(|given| given.role == **role);
    roles.iter().find(is_given).copied()
}

/// The number of the signal with which this one counts, as a thing: nothing while it stands by itself.
pub(super) async fn merged_value(turn: &mut Turn, number: &str) -> Result<Option<String>> {
    let Some(signal) = turn.tx.signal_by_number(number.parse()?).await? else {
        return Ok(None);
    };
    let Some(root) = signal.merged_into else {
        return Ok(None);
    };
    let root = turn.tx.signal(&root).await?;
    Ok(root.map(|root| root.number.to_string()))
}

/// Whether signals can be merged so: none of them was taken back, and none counts with one that counts with another itself.
pub(super) async fn can_merge(turn: &mut Turn, changes: &[Change]) -> Result<bool> {
    let merges: BTreeMap<_, _> = changes
        .iter()
        .filter_map(|change| {
            let number = change.thing.strip_prefix("merged:")?;
            Some((number.to_owned(), change.after.clone()))
        })
        .collect();
    for (number, root) in &merges {
        let Some(root) = root else { continue };
        let root_goes_with = match merges.get(root) {
            Some(after) => after.clone(),
            None => merged_value(turn, root).await?,
        };
        let (Some(signal), Some(_), None) = (
            standing(turn, number).await?,
            standing(turn, root).await?,
            root_goes_with,
        ) else {
            return Ok(false);
        };
        let mut with_it = turn.tx.signals_together(&signal.id).await?;
        with_it.retain(|one| one.id != signal.id);
        if with_it
            .iter()
            .any(|one| !merges.contains_key(&one.number.to_string()))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The signal with this number, unless it was taken back.
async fn standing(turn: &mut Turn, number: &str) -> Result<Option<Signal>> {
    let signal = turn.tx.signal_by_number(number.parse()?).await?;
    Ok(signal.filter(|signal| signal.withdrawn_at.is_none()))
}

/// Merges a signal with another, or parts it again. Its reporter hears where the event stands; parting takes that back.
pub(super) async fn set_merged(
    turn: &mut Turn,
    number: &str,
    before: Option<&str>,
    after: Option<&str>,
    person: Option<&str>,
) -> Result<()> {
    let signal = turn.tx.signal_by_number(number.parse()?).await?;
    let signal = signal.context("a signal that is not there cannot be merged")?;
    if let Some(before) = before {
        part(turn, &signal, before.parse()?).await?;
    }
    if let Some(after) = after {
        let root = turn.tx.signal_by_number(after.parse()?).await?;
        let root = root.context("merging with a signal that is not there")?;
        let person = person.context("nobody merges signals")?;
        turn.tx.set_merged(&signal.id, Some(&root.id)).await?;
        tell_merged(turn, &signal, &root, person).await?;
        turn.show_signal(&root.id).await?;
    }
    turn.show_signal(&signal.id).await
}

async fn part(turn: &mut Turn, signal: &Signal, root: i64) -> Result<()> {
    turn.tx.set_merged(&signal.id, None).await?;
    let now = turn.now;
    let steps = turn
        .tx
        .steps_of_event(&merging(signal.number, root))
        .await?;
    for step in steps {
        turn.tx.take_step_back(&step, now).await?;
        turn.take_back(&step.told).await?;
    }
    match turn.tx.signal_by_number(root).await? {
        Some(root) => turn.show_signal(&root.id).await,
        None => Ok(()),
    }
}

/// The cause of the step that merging is for the signal.
fn merging(number: i64, root: i64) -> String {
    format!("merged:{number}:{root}")
}

/// The reporter of a merged signal hears of it, and how the event stands. That is a step of the signal, which brings it no
/// further when it stood there already.
async fn tell_merged(turn: &mut Turn, signal: &Signal, root: &Signal, person: &str) -> Result<()> {
    let spoken = turn.speak_to(&signal.person, &signal.room).await?;
    let label = card::label(signal.number);
    let merged = turn.t("handling-reporter-merged", args! { label: label });
    turn.speak(Some(spoken));
    let (state, handling) = if root.state > signal.state {
        (root.state, root.handling.clone())
    } else {
        (SignalState::New, None)
    };
    let mut lines = vec![merged];
    // Who has an answer waits for nothing more.
    if signal.state != SignalState::Closed {
        lines.push(turn.told(signal, state, handling.as_deref()).await?);
    }
    let body = lines.join("\n");
    let told = turn.tell_reporter(signal, class_of(state), body).await?;
    let roles = turn.tx.roles_of(person).await?;
    let step = SignalStep {
        signal: signal.id.clone(),
        event_id: merging(signal.number, root.number),
        state,
        handling,
        person: person.to_owned(),
        role: acting(&roles, MANAGERS),
        told,
    };
    let now = turn.now;
    turn.tx.step_signal(&step, now).await
}
