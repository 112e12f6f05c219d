//! What a signal is made of: closed lists only. A signal describes a trick, never a person.

use serde::{Deserialize, Serialize};

/// Where a signal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignalState {
    New,
    Seen,
    Closed,
}

impl SignalState {
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "nieuw",
            Self::Seen => "gezien",
            Self::Closed => "afgehandeld",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        [Self::New, Self::Seen, Self::Closed]
            .into_iter()
            .find(|state| state.key() == key)
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
        assert_eq!(SignalState::read("gezien"), Some(SignalState::Seen));
    }
}
