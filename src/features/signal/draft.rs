//! What is known of a signal while it is being asked about: closed-list fields, never what was written.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, EMERGENCY, Outcome, UNKNOWN};
use crate::domain::signal::{Details, LossClass};
use crate::engine::{Call, Turn};
use crate::language::events::events;
use crate::language::{SignalReading, read_signal};
use crate::store::Signal;

/// How many people met it. That somebody does not know is an answer too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HowMany {
    Between(i64, i64),
    Unknown,
}

impl HowMany {
    pub fn of(count: Option<(i64, i64)>) -> Self {
        count.map_or(Self::Unknown, |(least, most)| Self::Between(least, most))
    }

    pub fn known(self) -> Option<(i64, i64)> {
        match self {
            Self::Between(least, most) => Some((least, most)),
            Self::Unknown => None,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub wijk: Option<String>,
    pub phenomenon: Option<String>,
    /// What to offer while the phenomenon is not sure.
    pub candidates: Vec<String>,
    pub channel: Option<String>,
    /// Asked, or read from the message.
    pub count: Option<HowMany>,
    pub outcome: Option<String>,
    pub loss: Option<LossClass>,
    pub day: String,
    pub event_id: String,
    /// Once the preview was shown.
    pub number: Option<i64>,
    /// The signal that was sent already and is being corrected.
    pub corrects: Option<String>,
    /// The reporter was told to call 112.
    #[serde(default)]
    pub urgent: bool,
    /// What else the message said, without the variant, which waits below until the trick is sure.
    #[serde(default)]
    pub details: Details,
    /// The variants that the message could mean, each with its phenomenon.
    #[serde(default)]
    pub variants: Vec<(String, String)>,
}

impl Draft {
    /// What one message says, and whether there is danger now. A list of tricks gives one for each of them.
    pub fn read_all(turn: &Turn, call: &Call) -> (Vec<Self>, bool) {
        let (today, catalogue) = (turn.day_of(call), turn.catalogue());
        let whole = read_signal(&call.text, catalogue, today);
        let parts: Vec<_> = events(&call.text)
            .into_iter()
            .map(|part| read_signal(part, catalogue, today))
            .collect();
        let is_trick = |read: &SignalReading| guess(read).is_some();
        if whole.urgent || parts.len() < 2 || !parts.iter().all(is_trick) {
            return (vec![Self::of_reading(turn, call, &whole)], whole.urgent);
        }
        let of_part = |part: SignalReading| {
            // What is said of all of them stands before the list. The reporter sees the list before anything is sent, so a
            // best guess will do.
            let part = SignalReading {
                date: part.date.or(whole.date),
                ..part
            };
            Self {
                phenomenon: guess(&part),
                candidates: vec![],
                ..Self::of_reading(turn, call, &part)
            }
        };
        (parts.into_iter().map(of_part).collect(), false)
    }

    fn of_reading(turn: &Turn, call: &Call, read: &SignalReading) -> Self {
        let (today, catalogue) = (turn.day_of(call), turn.catalogue());
        let day = read
            .date
            .map(|(from, _)| from)
            .filter(|day| *day <= today)
            .unwrap_or(today);
        Self {
            wijk: call.room.wijk.clone(),
            phenomenon: recognised(read, catalogue),
            candidates: offered(read, catalogue),
            channel: read
                .channel
                .clone()
                .filter(|slug| slug != UNKNOWN && catalogue.channel(slug).is_some()),
            count: read
                .count
                .map(|(least, most)| HowMany::Between(least.into(), most.into())),
            outcome: Some(read.outcome.slug().to_owned()),
            loss: loss_of(read),
            day: day.to_string(),
            event_id: call.event_id.clone(),
            number: None,
            corrects: None,
            urgent: false,
            details: details_of(read, catalogue),
            variants: read.record.variants.clone(),
        }
    }

    /// What else is kept of it, now that the trick is known.
    pub fn details(&self) -> Details {
        let phenomenon = self.phenomenon.as_deref().unwrap_or(UNKNOWN);
        let mut fitting = self.variants.iter().filter(|(of, _)| of == phenomenon);
        let read = fitting.next().map(|(_, slug)| slug.clone());
        let mut details = self.details.clone();
        details.variant = details.variant.or(read);
        details.also.retain(|other| other != phenomenon);
        details
    }

    /// Whether somebody may stand there this moment, though the message does not say so: a trick for which one calls 112,
    /// told of today, and not of how it came to nothing.
    pub fn may_be_now(&self, catalogue: &Catalogue, today: &str) -> bool {
        let trick = self.phenomenon.as_ref().or(self.candidates.first());
        let is_for_112 = trick
            .and_then(|slug| catalogue.phenomenon(slug))
            .is_some_and(|found| found.refer.iter().any(|slug| slug == EMERGENCY));
        is_for_112 && self.day == today && self.outcome.as_deref() != Some(Outcome::Attempt.slug())
    }

    /// How many questions are still to be asked at least.
    pub fn missing(&self) -> usize {
        let missing = [
            self.phenomenon.is_none(),
            self.count.is_none(),
            self.loss.is_none(),
        ];
        missing.into_iter().filter(|missing| *missing).count()
    }

    /// What was sent as a signal.
    pub fn of(signal: &Signal, details: Details) -> Self {
        Self {
            variants: vec![],
            wijk: Some(signal.wijk.clone()),
            phenomenon: Some(signal.phenomenon.clone()),
            candidates: vec![],
            channel: Some(signal.channel.clone()),
            count: Some(HowMany::of(signal.count())),
            outcome: Some(signal.outcome.clone()),
            loss: Some(signal.loss),
            day: signal.day.clone(),
            event_id: signal.event_id.clone(),
            number: Some(signal.number),
            corrects: Some(signal.id.clone()),
            urgent: false,
            details,
        }
        .settled()
    }

    /// The same with what the corrected message says; what it does not say stays as it was answered.
    pub fn corrected_by(self, read: Self) -> Self {
        let outcome = if read.loss.is_some() {
            read.outcome
        } else {
            self.outcome
        };
        Self {
            details: self.details.corrected_by(read.details),
            variants: [read.variants, self.variants].concat(),
            phenomenon: read.phenomenon.or(self.phenomenon),
            channel: read.channel.or(self.channel),
            count: read.count.or(self.count),
            loss: read.loss.or(self.loss),
            outcome,
            day: read.day,
            ..self
        }
        .settled()
    }

    /// With no more than the variant that counts, so that two drafts of the same are equal.
    fn settled(self) -> Self {
        let details = self.details();
        let of = self.phenomenon.clone().unwrap_or_default();
        let variant = details.variant.clone().into_iter();
        Self {
            variants: variant.map(|slug| (of.clone(), slug)).collect(),
            details: Details {
                variant: None,
                ..details
            },
            ..self
        }
    }

    pub fn is_sensitive(&self, catalogue: &Catalogue) -> bool {
        self.phenomenon
            .as_deref()
            .is_some_and(|slug| is_sensitive(slug, catalogue))
    }

    /// Whether a bank can still do something: a sum was named, or the trick is one that they are called for.
    pub fn is_about_money(&self, catalogue: &Catalogue) -> bool {
        let phenomenon = self
            .phenomenon
            .as_deref()
            .and_then(|slug| catalogue.phenomenon(slug));
        self.loss.is_some()
            || phenomenon.is_none_or(|found| found.refer.iter().any(|slug| slug == "bank"))
    }

    /// The channel, or the one by which this trick usually comes.
    pub fn channel_or_usual(&self, catalogue: &Catalogue) -> String {
        let usual = || {
            Some(
                catalogue
                    .phenomenon(self.phenomenon.as_deref()?)?
                    .channels
                    .first()?
                    .clone(),
            )
        };
        self.channel
            .clone()
            .or_else(usual)
            .unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

/// The trick that comes first, when any does.
fn guess(read: &SignalReading) -> Option<String> {
    read.phenomena
        .first()
        .filter(|slug| slug.as_str() != UNKNOWN)
        .cloned()
}

/// What the message says of the event beside the trick. Other tricks of it count when the first is sure; what is sensitive
/// never goes along with something else.
fn details_of(read: &SignalReading, catalogue: &Catalogue) -> Details {
    let others = read.phenomena.iter().skip(1).filter(|_| read.sure);
    let others = others.filter(|slug| *slug != UNKNOWN && !is_sensitive(slug, catalogue));
    let said = &read.record;
    Details {
        variant: None,
        day_part: said.day_part.clone(),
        audience: said.audience.clone(),
        place: said.place.clone(),
        aangifte_done: said.aangifte,
        also: others.cloned().collect(),
    }
}

/// What it surely is. For something sensitive a first guess is enough: asking on in the room would be worse.
fn recognised(read: &SignalReading, catalogue: &Catalogue) -> Option<String> {
    guess(read).filter(|first| read.sure || is_sensitive(first, catalogue))
}

fn is_sensitive(slug: &str, catalogue: &Catalogue) -> bool {
    catalogue
        .phenomenon(slug)
        .is_some_and(|found| found.sensitive)
}

/// A sum is known as its class; "nothing was lost" is known too; otherwise it is asked.
fn loss_of(read: &SignalReading) -> Option<LossClass> {
    match (read.loss_eur, read.outcome) {
        (Some(euros), _) => Some(LossClass::of_euros(euros)),
        (None, Outcome::Attempt) => Some(LossClass::None),
        (None, _) => None,
    }
}

/// What the words point to. Where they point to nothing there is nothing to offer, and the menu asks in two steps.
/// Sensitive ones are only recognised, never offered in a list that others read along.
fn offered(read: &SignalReading, catalogue: &Catalogue) -> Vec<String> {
    if read.phenomena.first().is_none_or(|slug| slug == UNKNOWN) {
        return vec![];
    }
    let fits = |slug: &&String| slug.as_str() != UNKNOWN && !is_sensitive(slug, catalogue);
    read.candidates
        .iter()
        .filter(fits)
        .take(3)
        .cloned()
        .collect()
}
