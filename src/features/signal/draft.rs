//! What is known of a signal while it is being asked about: closed-list fields, never what was written.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Outcome, UNKNOWN};
use crate::domain::signal::LossClass;
use crate::engine::{Call, Turn};
use crate::language::{SignalReading, read_signal};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    pub wijk: Option<String>,
    pub phenomenon: Option<String>,
    /// What to offer while the phenomenon is not sure.
    pub candidates: Vec<String>,
    pub channel: Option<String>,
    /// Asked, or read from the message; `Some(None)` is "weet niet".
    pub count: Option<Option<(i64, i64)>>,
    pub outcome: Option<String>,
    pub loss: Option<LossClass>,
    pub day: String,
    pub event_id: String,
    /// Once the preview was shown.
    pub number: Option<i64>,
}

impl Draft {
    /// What one message says.
    pub fn read(turn: &Turn, call: &Call) -> (Self, SignalReading) {
        let today = turn.day_of(call);
        let read = read_signal(&call.text, turn.catalogue(), today);
        let day = read.date.map(|(from, _)| from).filter(|day| *day <= today).unwrap_or(today);
        let sure = read.phenomena.first().filter(|slug| read.sure && slug.as_str() != UNKNOWN).cloned();
        let draft = Self {
            wijk: call.room.wijk.clone(),
            candidates: offered(&read, turn.catalogue()),
            channel: read.channel.clone().filter(|slug| slug != UNKNOWN && turn.catalogue().channel(slug).is_some()),
            count: read.count.map(|(least, most)| Some((least.into(), most.into()))),
            outcome: Some(read.outcome.slug().to_owned()),
            loss: loss_of(&read),
            day: day.to_string(),
            event_id: call.event_id.clone(),
            phenomenon: sure,
            number: None,
        };
        (draft, read)
    }

    pub fn is_sensitive(&self, catalogue: &Catalogue) -> bool {
        let phenomenon = self.phenomenon.as_deref().and_then(|slug| catalogue.phenomenon(slug));
        phenomenon.is_some_and(|phenomenon| phenomenon.sensitive)
    }

    /// The channel, or the one by which this trick usually comes.
    pub fn channel_or_usual(&self, catalogue: &Catalogue) -> String {
        let usual = || Some(catalogue.phenomenon(self.phenomenon.as_deref()?)?.channels.first()?.clone());
        self.channel.clone().or_else(usual).unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

/// A sum is known as its class; "nothing was lost" is known too; otherwise it is asked.
fn loss_of(read: &SignalReading) -> Option<LossClass> {
    match (read.loss_eur, read.outcome) {
        (Some(euros), _) => Some(LossClass::of_euros(euros)),
        (None, Outcome::Attempt) => Some(LossClass::None),
        (None, _) => None,
    }
}

/// Sensitive ones are only recognised, never offered in a list that others read along.
fn offered(read: &SignalReading, catalogue: &Catalogue) -> Vec<String> {
    let fits = |slug: &&String| catalogue.phenomenon(slug).is_some_and(|found| !found.sensitive && found.slug != UNKNOWN);
    read.candidates.iter().filter(fits).take(3).cloned().collect()
}
