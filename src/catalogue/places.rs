//! The wijken of a gemeente: CBS codes, names, and what people type instead.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;

use super::CatalogueError;
use super::check::wrong;
use crate::language::text::fold;

/// A gemeente with its wijken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// CBS code of the gemeente, such as `0518`.
    pub code: String,
    pub name: String,
    /// The year of the CBS division; codes and borders change every year.
    pub year: u16,
    pub wijk: Vec<Wijk>,
}

/// A wijk as CBS counts it. Its code may hold letters (Amsterdam), so it is never a number.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Wijk {
    pub code: String,
    pub name: String,
    pub stadsdeel: String,
    /// Inhabitants in the year of the division, rounded by CBS to 5.
    pub inhabitants: u32,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Codes of the wijken that touch it, for the early warning; each names the other.
    #[serde(default)]
    pub neighbours: Vec<String>,
}

impl Wijk {
    /// Under this number of inhabitants figures are shown for the stadsdeel only.
    pub const SMALL: u32 = 1000;

    #[must_use]
    pub fn is_small(&self) -> bool {
        self.inhabitants < Self::SMALL
    }
}

impl Place {
    /// Den Haag, compiled in.
    ///
    /// # Panics
    /// Never in a build that passed its tests.
    #[must_use]
    pub fn den_haag() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the bytes are compiled in, and a test reads the same ones"
        )]
        Self::parse("0518.toml", include_str!("../../config/places/0518.toml"))
            .expect("checked by a test")
    }

    /// The wijken of a gemeente from its own file.
    pub fn from_file(file: &Path) -> Result<Self, CatalogueError> {
        let text = std::fs::read_to_string(file).map_err(|cause| CatalogueError::Unreadable {
            file: file.to_owned(),
            cause,
        })?;
        Self::parse(&file.display().to_string(), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Self, CatalogueError> {
        let place: Self = toml::from_str(text).map_err(|cause| CatalogueError::Malformed {
            file: file.to_owned(),
            cause: Box::new(cause),
        })?;
        place.check(file)?;
        Ok(place)
    }

    fn check(&self, file: &str) -> Result<(), CatalogueError> {
        let mut seen = HashSet::new();
        for wijk in &self.wijk {
            if !is_wijk_code(&wijk.code, &self.code) {
                return wrong(
                    file,
                    format!(
                        "'{}' is geen wijkcode van gemeente {}.",
                        wijk.code, self.code
                    ),
                    "Een wijkcode is WK, de vier cijfers van de gemeente en twee tekens, zoals WK051836.",
                );
            }
            if !seen.insert(&wijk.code) {
                return wrong(
                    file,
                    format!("'{}' staat er twee keer in.", wijk.code),
                    "Haal er een weg.",
                );
            }
        }
        self.check_neighbours(file)
    }

    fn check_neighbours(&self, file: &str) -> Result<(), CatalogueError> {
        for wijk in &self.wijk {
            for code in &wijk.neighbours {
                let is_mutual = self.wijk(code).is_some_and(|other| {
                    *code != wijk.code && other.neighbours.contains(&wijk.code)
                });
                if !is_mutual {
                    return wrong(
                        file,
                        format!(
                            "'{}' noemt '{code}' als buur, maar niet andersom.",
                            wijk.code
                        ),
                        "Zet bij neighbours codes van wijken uit dit bestand, bij allebei.",
                    );
                }
            }
        }
        Ok(())
    }

    #[must_use]
    pub fn wijk(&self, code: &str) -> Option<&Wijk> {
        self.wijk.iter().find(|w| w.code == code)
    }

    /// The wijk of that code, name or alias. A stadsdeel alone is none.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Wijk> {
        let name = plain(name);
        self.wijk.iter().find(|wijk| wijk.is_called(&name))
    }

    /// The wijken that a typed name can mean: by code, name or alias. A name that is also a stadsdeel
    /// gives all wijken of it, its namesake first, so that the bot asks.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<&Wijk> {
        let typed = plain(typed);
        let mut found: Vec<&Wijk> = self.wijk.iter().filter(|w| w.is_called(&typed)).collect();
        let rest: Vec<&Wijk> = self
            .wijk
            .iter()
            .filter(|w| plain(&w.stadsdeel) == typed && !found.contains(w))
            .collect();
        found.extend(rest);
        found
    }
}

impl Wijk {
    fn is_called(&self, typed: &str) -> bool {
        !typed.is_empty()
            && (self.code.eq_ignore_ascii_case(typed)
                || plain(&self.name) == typed
                || self.aliases.iter().any(|a| plain(a) == typed))
    }
}

/// Letters and digits only: "Geuzen- en Statenkwartier" and "geuzen en statenkwartier" are one name.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_wijk_code(code: &str, gemeente: &str) -> bool {
    let Some(rest) = code
        .strip_prefix("WK")
        .and_then(|rest| rest.strip_prefix(gemeente))
    else {
        return false;
    };
    rest.len() == 2
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_44_wijken_of_den_haag() {
        let place = Place::den_haag();
        assert_eq!(place.wijk.len(), 44);
        assert_eq!(
            place.wijk.iter().map(|w| w.inhabitants).sum::<u32>(),
            566_210
        );
        assert!(place.wijk("WK051824").is_some_and(Wijk::is_small));
    }

    #[test]
    fn people_type_other_names() {
        let place = Place::den_haag();
        let names = |typed: &str| {
            place
                .find(typed)
                .iter()
                .map(|w| w.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("schilderswijk"), ["Schildersbuurt"]);
        assert_eq!(
            names("Geuzen en Statenkwartier"),
            ["Geuzen- en Statenkwartier"]
        );
        assert_eq!(names("wk051836"), ["Moerwijk"]);
        assert!(names("Loosduinen").len() > 1 && names("Loosduinen")[0] == "Loosduinen");
        assert!(names("").is_empty());
    }

    #[test]
    fn neighbours_name_each_other() {
        let place = |of_01: &str, of_02: &str| {
            let wijk = |code: &str, neighbours: &str| {
                format!(
                    "[[wijk]]\ncode = \"{code}\"\nname = \"{code}\"\nstadsdeel = \"x\"\ninhabitants = 5000\nneighbours = [{neighbours}]\n"
                )
            };
            let (one, two) = (wijk("WK051801", of_01), wijk("WK051802", of_02));
            Place::parse(
                "p",
                &format!("code = \"0518\"\nname = \"x\"\nyear = 2024\n{one}{two}"),
            )
        };
        assert!(place("\"WK051802\"", "\"WK051801\"").is_ok());
        assert!(place("\"WK051802\"", "").is_err());
        assert!(place("\"WK051803\"", "").is_err());
        assert!(place("\"WK051801\"", "").is_err());
    }

    #[test]
    fn codes_may_hold_letters() {
        assert!(is_wijk_code("WK0363AA", "0363"));
        assert!(!is_wijk_code("WK0518360", "0518"));
    }
}
