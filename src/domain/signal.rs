//! What a signal is made of: closed lists only. A signal describes a trick, never a person.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// Where a signal stands, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignalState {
    New,
    Seen,
    InProgress,
    /// The wijk was warned.
    Warned,
    /// With a reason, of which "no action, but it counts" is one.
    Closed,
}

impl SignalState {
    pub const ALL: &'static [Self] = &[
        Self::New,
        Self::Seen,
        Self::InProgress,
        Self::Warned,
        Self::Closed,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::New => "nieuw",
            Self::Seen => "gezien",
            Self::InProgress => "in-behandeling",
            Self::Warned => "gewaarschuwd",
            Self::Closed => "afgehandeld",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|state| state.key() == key)
    }
}

/// How many days the next step may take, as was agreed in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// From the report until somebody has seen it.
    pub seen: i64,
    /// From the report until the answer; who is at work on it has as long again.
    pub answered: i64,
}

impl Default for Terms {
    /// Two days to see it and a week to answer, where nothing else was agreed.
    fn default() -> Self {
        Self {
            seen: 2,
            answered: 7,
        }
    }
}

impl Terms {
    /// The last day for the next step of what was reported on `reported` and stands so since `since`; none when it is
    /// closed.
    pub fn due(
        self,
        state: SignalState,
        reported: NaiveDate,
        since: NaiveDate,
    ) -> Option<NaiveDate> {
        let (from, days) = match state {
            SignalState::New => (reported, self.seen),
            SignalState::Seen => (reported, self.answered),
            SignalState::InProgress | SignalState::Warned => (since, self.answered),
            SignalState::Closed => return None,
        };
        from.checked_add_signed(TimeDelta::try_days(days)?)
    }
}

/// What else is known of an event: slugs of the lists of the catalogue, never words that somebody wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Of the list of its phenomenon.
    pub variant: Option<String>,
    pub day_part: Option<String>,
    /// Whom it happened to, as a group.
    pub audience: Option<String>,
    /// A kind of place.
    pub place: Option<String>,
    /// Whether the message says that aangifte was done.
    pub aangifte_done: bool,
    /// Other tricks of the same event. The event counts once, as its phenomenon.
    pub also: Vec<String>,
}

impl Details {
    /// The same with what a corrected message says; what it does not say stays.
    #[must_use]
    pub fn corrected_by(self, read: Self) -> Self {
        Self {
            variant: read.variant.or(self.variant),
            day_part: read.day_part.or(self.day_part),
            audience: read.audience.or(self.audience),
            place: read.place.or(self.place),
            aangifte_done: read.aangifte_done || self.aangifte_done,
            also: read.also,
        }
    }
}

/// What somebody else in the wijk says of a report, by a tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sighting {
    SawItToo,
    NotRight,
}

impl Sighting {
    pub fn key(self) -> &'static str {
        match self {
            Self::SawItToo => "ook-gezien",
            Self::NotRight => "klopt-niet",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [Self::SawItToo, Self::NotRight]
            .into_iter()
            .find(|says| says.key() == key)
    }
}

/// Lost money as a class; the sum itself never leaves the wijk room.
/// The classes are those of the privacy rules in `docs/gemeente.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LossClass {
    None,
    Unknown,
    UpTo100,
    UpTo1000,
    UpTo10000,
    Above10000,
}

impl LossClass {
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::Unknown,
        Self::UpTo100,
        Self::UpTo1000,
        Self::UpTo10000,
        Self::Above10000,
    ];

    /// The class of a sum in whole euros.
    pub fn of_euros(euros: u64) -> Self {
        match euros {
            0 => Self::None,
            1..100 => Self::UpTo100,
            100..1_000 => Self::UpTo1000,
            1_000..=10_000 => Self::UpTo10000,
            _ => Self::Above10000,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::None => "geen",
            Self::Unknown => "onbekend",
            Self::UpTo100 => "tot-100",
            Self::UpTo1000 => "tot-1000",
            Self::UpTo10000 => "tot-10000",
            Self::Above10000 => "boven-10000",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_falls_in_one_class() {
        assert_eq!(LossClass::of_euros(0), LossClass::None);
        assert_eq!(LossClass::of_euros(99), LossClass::UpTo100);
        assert_eq!(LossClass::of_euros(100), LossClass::UpTo1000);
        assert_eq!(LossClass::of_euros(10_000), LossClass::UpTo10000);
        assert_eq!(LossClass::of_euros(10_001), LossClass::Above10000);
    }

    #[test]
    fn keys_read_back() {
        for class in LossClass::ALL {
            assert_eq!(LossClass::read(class.key()), Some(*class));
        }
        for state in SignalState::ALL {
            assert_eq!(SignalState::read(state.key()), Some(*state));
        }
        for says in [Sighting::SawItToo, Sighting::NotRight] {
            assert_eq!(Sighting::read(says.key()), Some(says));
        }
    }

    #[test]
    fn the_next_step_is_due_from_the_report_and_for_who_is_at_work_from_then_on() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        let due = |state| Terms::default().due(state, day(1), day(6));
        assert_eq!(due(SignalState::New), Some(day(3)));
        assert_eq!(due(SignalState::Seen), Some(day(8)));
        assert_eq!(due(SignalState::InProgress), Some(day(13)));
        assert_eq!(due(SignalState::Warned), Some(day(13)));
        assert_eq!(due(SignalState::Closed), None);
    }

    #[test]
    fn a_correction_keeps_what_it_does_not_mention() {
        let known = Details {
            variant: Some("haalt-pas-op".into()),
            place: Some("woning".into()),
            ..Details::default()
        };
        let read = Details {
            variant: Some("haalt-geld-op".into()),
            ..Details::default()
        };
        let now = known.corrected_by(read);
        assert_eq!(now.variant.as_deref(), Some("haalt-geld-op"));
        assert_eq!(now.place.as_deref(), Some("woning"));
    }
}
