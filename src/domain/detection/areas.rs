//! Where bursts are looked for: each wijk, a wijk with its neighbours, each stadsdeel, the whole gemeente.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How large an area is, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Wijk,
    /// A wijk and those that touch it.
    Neighbours,
    Stadsdeel,
    City,
}

impl Level {
    pub const ALL: &'static [Self] = &[Self::Wijk, Self::Neighbours, Self::Stadsdeel, Self::City];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Wijk => "wijk",
            Self::Neighbours => "neighbours",
            Self::Stadsdeel => "stadsdeel",
            Self::City => "city",
        }
    }

    #[must_use]
    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.key() == key)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.key())
    }
}

/// A wijk on the map. What is not known of it only takes larger areas away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    pub name: String,
    pub stadsdeel: Option<String>,
    /// Names of the wijken that touch it.
    pub neighbours: Vec<String>,
}

/// Wijken that are looked at together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub level: Level,
    pub name: String,
    /// Places in the list of wijken, rising.
    pub wijken: Vec<usize>,
}

impl Area {
    /// Whether all of `other` lies in here, and more does.
    pub fn holds_more_than(&self, other: &Self) -> bool {
        self.wijken.len() > other.wijken.len()
            && other.wijken.iter().all(|wijk| self.wijken.contains(wijk))
    }
}

/// All wijken, and all areas that they make up; the wijken themselves come first.
#[derive(Debug, Clone)]
pub struct Map {
    pub(super) areas: Vec<Area>,
    wijken: usize,
}

impl Map {
    /// A larger area that holds the same wijken as a smaller one is left out. Neighbours that are not on the map are
    /// passed over.
    #[must_use]
    pub fn of(spots: &[Spot]) -> Self {
        let mut map = Self {
            areas: Vec::new(),
            wijken: spots.len(),
        };
        for (wijk, spot) in spots.iter().enumerate() {
            map.add(Level::Wijk, &spot.name, vec![wijk]);
        }
        for (wijk, spot) in spots.iter().enumerate() {
            let touching =
                (0..spots.len()).filter(|&other| spot.neighbours.contains(&spots[other].name));
            map.add(
                Level::Neighbours,
                &spot.name,
                touching.chain([wijk]).collect(),
            );
        }
        let mut stadsdelen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (wijk, spot) in spots.iter().enumerate() {
            if let Some(stadsdeel) = &spot.stadsdeel {
                stadsdelen.entry(stadsdeel).or_default().push(wijk);
            }
        }
        for (name, wijken) in stadsdelen {
            map.add(Level::Stadsdeel, name, wijken);
        }
        map.add(Level::City, "", (0..spots.len()).collect());
        map
    }

    /// How many wijken there are.
    #[must_use]
    pub fn wijken(&self) -> usize {
        self.wijken
    }

    fn add(&mut self, level: Level, name: &str, mut wijken: Vec<usize>) {
        wijken.sort_unstable();
        wijken.dedup();
        if !wijken.is_empty() && self.areas.iter().all(|area| area.wijken != wijken) {
            self.areas.push(Area {
                level,
                name: name.to_owned(),
                wijken,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(name: &str, stadsdeel: &str, neighbours: &[&str]) -> Spot {
        Spot {
            name: name.to_owned(),
            stadsdeel: Some(stadsdeel.to_owned()),
            neighbours: neighbours.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    #[test]
    fn areas_go_from_small_to_large_and_none_is_there_twice() {
        let map = Map::of(&[
            spot("Moerwijk", "Escamp", &["Morgenstond", "Rijswijk"]),
            spot("Morgenstond", "Escamp", &["Moerwijk"]),
            spot("Leyenburg", "Escamp", &[]),
            spot("Duindorp", "Scheveningen", &[]),
        ]);
        let areas: Vec<_> = map
            .areas
            .iter()
            .map(|area| (area.level, area.name.as_str(), area.wijken.len()))
            .collect();
        assert_eq!(
            areas,
            [
                (Level::Wijk, "Moerwijk", 1),
                (Level::Wijk, "Morgenstond", 1),
                (Level::Wijk, "Leyenburg", 1),
                (Level::Wijk, "Duindorp", 1),
                (Level::Neighbours, "Moerwijk", 2),
                (Level::Stadsdeel, "Escamp", 3),
                (Level::City, "", 4),
            ]
        );
        assert!(map.areas[5].holds_more_than(&map.areas[4]));
        assert!(!map.areas[5].holds_more_than(&map.areas[3]));
    }

    #[test]
    fn one_wijk_alone_is_no_gemeente() {
        let map = Map::of(&[Spot::default()]);
        assert_eq!(map.areas.len(), 1);
        assert_eq!(map.areas[0].level, Level::Wijk);
    }
}
