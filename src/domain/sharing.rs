//! What gemeenten may tell each other of a trick: how often it was reported in a month, from a threshold on. Never a row,
//! a day or a wijk; and made of published figures only, so that nothing new is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::statistics::{Cell, Figure, sum};

/// The form of the file; another number is another form.
pub const FORM: &str = "wijkbode-counts-1";

/// The file that one bot writes and another reads. Unknown keys are refused: what nobody expects is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    pub form: String,
    pub gemeente: String,
    /// `2026-10`.
    pub period: String,
    pub counts: Vec<Count>,
}

/// How often a trick was reported in the whole gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub phenomenon: String,
    pub least: i64,
    pub most: i64,
}

/// The counts of a set that are surely at or above `threshold`, by phenomenon; of those that everybody may be told of.
#[must_use]
pub fn shared(cells: &[Cell], threshold: i64, is_public: impl Fn(&str) -> bool) -> Vec<Count> {
    let mut by_phenomenon: BTreeMap<&str, Vec<&Cell>> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| is_public(&cell.phenomenon)) {
        by_phenomenon
            .entry(&cell.phenomenon)
            .or_default()
            .push(cell);
    }
    let counted = by_phenomenon.into_iter().map(|(phenomenon, cells)| {
        let (least, most) = of_gemeente(&cells).bounds();
        Count {
            phenomenon: phenomenon.to_owned(),
            least,
            most,
        }
    });
    counted.filter(|count| count.least >= threshold).collect()
}

/// The figure of the whole gemeente where one was published, else what its parts add up to.
fn of_gemeente(cells: &[&Cell]) -> Figure {
    let whole = cells.iter().find(|cell| cell.unit.is_empty());
    whole.map_or_else(
        || sum(cells.iter().map(|cell| cell.figure)),
        |cell| cell.figure,
    )
}

/// What is wrong with a file from another gemeente, so that it is not taken in.
#[must_use]
pub fn why_not(file: &Shared, is_public: impl Fn(&str) -> bool) -> Option<String> {
    const MOST: i64 = 1_000_000;
    if file.form != FORM {
        return Some(format!("its form is not \"{FORM}\""));
    }
    let name = file.gemeente.trim();
    if name.is_empty() || name.chars().count() > 60 || name.contains(char::is_control) {
        return Some("it does not name a gemeente".to_owned());
    }
    if !is_period(&file.period) {
        return Some("its period is no month such as 2026-10".to_owned());
    }
    for (index, count) in file.counts.iter().enumerate() {
        let slug = &count.phenomenon;
        if !is_public(slug) {
            return Some(format!(
                "count {} is of a phenomenon that is not known here, or sensitive",
                index + 1
            ));
        }
        let is_twice = file.counts[..index]
            .iter()
            .any(|one| one.phenomenon == *slug);
        if is_twice || count.least < 5 || count.most < count.least || count.most > MOST {
            return Some(format!("the count of {slug} cannot be right"));
        }
    }
    None
}

fn is_period(text: &str) -> bool {
    super::time::Month::read(text).is_some_and(|month| month.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(unit: &str, phenomenon: &str, figure: Figure) -> Cell {
        Cell {
            unit: unit.to_owned(),
            phenomenon: phenomenon.to_owned(),
            figure,
            counted: Some(999),
        }
    }

    fn file() -> Shared {
        Shared {
            form: FORM.to_owned(),
            gemeente: "Leiden".to_owned(),
            period: "2026-10".to_owned(),
            counts: vec![Count {
                phenomenon: "nepagent".to_owned(),
                least: 12,
                most: 15,
            }],
        }
    }

    #[test]
    fn only_what_is_surely_above_the_threshold_is_shared_and_never_what_is_behind_it() {
        let band = Figure::Band { least: 1, most: 4 };
        let cells = [
            cell("WK051836", "nepagent", Figure::Exact(9)),
            cell("WK051838", "nepagent", band),
            cell("WK051836", "smishing", Figure::Exact(8)),
            cell("WK051838", "smishing", band),
            cell("", "qr-fraude", Figure::Withheld),
            cell("", "sextortion", Figure::Exact(40)),
        ];
        let counts = shared(&cells, 10, |slug| slug != "sextortion");
        let shown: Vec<_> = counts
            .iter()
            .map(|count| (count.phenomenon.as_str(), count.least, count.most))
            .collect();
        assert_eq!(shown, [("nepagent", 10, 13)]);
    }

    #[test]
    fn a_strange_file_is_not_taken_in() {
        let known = |slug: &str| slug == "nepagent";
        assert_eq!(why_not(&file(), known), None);
        let wrong: [fn(&mut Shared); 8] = [
            |file| file.form = "stix".to_owned(),
            |file| file.gemeente = " ".to_owned(),
            |file| file.gemeente = "a\nb".to_owned(),
            |file| file.period = "2026-13".to_owned(),
            |file| file.counts[0].phenomenon = "kevin-van-nr-23".to_owned(),
            |file| file.counts[0].least = 2,
            |file| file.counts[0].most = 3,
            |file| file.counts.push(file.counts[0].clone()),
        ];
        for spoil in wrong {
            let mut spoilt = file();
            spoil(&mut spoilt);
            assert!(why_not(&spoilt, known).is_some(), "{spoilt:?}");
        }
    }
}
