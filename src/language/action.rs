//! Reads a message about something done for the wijk: what, for whom, how many, when.

use chrono::NaiveDate;
use serde::Serialize;

use super::audience::read_audience;
use super::dates::{Calendar, Range};
use super::money::amounts;
use super::numbers::{Number, numbers};
use super::people::{Count, Counted};
use super::personal::impersonal;
use super::rules::Score;
use super::signs::Found;
use super::text::Text;
use crate::catalogue::{Catalogue, Reach};

/// Slug of "nothing this month".
pub const NOTHING_DONE: &str = "geen-actie";

/// What was understood of an action.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ActionReading {
    /// Slug of the kind; none where no word points to one.
    pub action: Option<String>,
    /// Up to three kinds to offer, best first.
    pub candidates: Vec<String>,
    /// How many people, things or views, in the unit of the kind.
    pub reach: Option<Count>,
    /// Copies of a paper; never added to reach.
    pub circulation: Option<u32>,
    pub date: Option<Range>,
    pub audience: Option<String>,
    /// Where the count is clear enough to only ask "klopt dit?"
    pub sure: bool,
}

/// Reads `raw` as written on `today`.
#[must_use]
pub fn read_action(raw: &str, catalogue: &Catalogue, today: NaiveDate) -> ActionReading {
    let text = Text::new(raw);
    let found = catalogue.signs().find(&text);
    let ranking = rank_actions(&text, &found, catalogue);
    let calendar = Calendar::read(&text, today);
    let numbers = impersonal(numbers(&text, &calendar.taken), raw, &text);
    let amounts = amounts(&text, &found, catalogue, &[]);
    let counted = Counted {
        text: &text,
        found: &found,
        catalogue,
        numbers: &numbers,
        amounts: &amounts,
    };
    let action = ranking.first().map(|s| s.slug.clone());
    let kind = action
        .as_deref()
        .and_then(|slug| catalogue.action(slug))
        .map(|kind| kind.reach);
    let one_to_one = matches!(
        action.as_deref(),
        Some("gesprek" | "telefoontje" | "huisbezoek" | "doorverwezen")
    );
    let read = counted.reached(kind).or(one_to_one.then_some((1, 1)));
    let reach = match (kind, action.as_deref()) {
        (_, Some(NOTHING_DONE)) => Some((0, 0)),
        (Some(Reach::Geen | Reach::Oplage), _) => None,
        (Some(Reach::Plekken), _) => Some(
            read.unwrap_or((1, 1))
                .max(places(&text, &found, catalogue, &numbers)),
        ),
        _ => read,
    };
    ActionReading {
        circulation: (kind == Some(Reach::Oplage))
            .then(|| largest(&numbers))
            .flatten(),
        candidates: ranking.iter().take(3).map(|s| s.slug.clone()).collect(),
        sure: is_sure(&ranking),
        date: calendar.when(&text),
        audience: read_audience(&text, &found, catalogue),
        reach,
        action,
    }
}

fn largest(numbers: &[Number]) -> Option<u32> {
    numbers
        .iter()
        .filter_map(Number::whole)
        .map(|(_, high)| high)
        .max()
}

/// Posters "in buurthuis, bieb en twee supermarkten": the places named, or one.
fn places(text: &Text, found: &Found, catalogue: &Catalogue, numbers: &[Number]) -> Count {
    let all = catalogue
        .signs()
        .id("plek-woord")
        .map(|id| found.all(id).copied().collect::<Vec<_>>())
        .unwrap_or_default();
    // "In de wachtkamer van de tandarts" is one place.
    let within = |nth: usize| {
        let Some(outer) = nth.checked_sub(1).map(|before| all[before].last) else {
            return false;
        };
        let link: Vec<&str> = (outer + 1..all[nth].first)
            .map(|at| text.word(at))
            .collect();
        link.first()
            .is_some_and(|w| matches!(*w, "van" | "vd" | "bij" | "in" | "naast" | "tegenover"))
            && link.len() <= 2
            && !text.parted(outer, all[nth].first)
    };
    let hits: Vec<usize> = (0..all.len())
        .filter(|nth| !within(*nth))
        .map(|nth| all[nth].first)
        .collect();
    let several = |at: &usize| {
        numbers
            .iter()
            .find(|n| n.last + 1 == *at)
            .and_then(Number::whole)
            .map_or(1, |(_, many)| many)
    };
    let sum: u32 = hits.iter().map(several).fold(0, u32::saturating_add);
    (sum.max(1), sum.max(1))
}

pub(crate) fn rank_actions(text: &Text, found: &Found, catalogue: &Catalogue) -> Vec<Score> {
    let rules = &catalogue.rules().actions;
    let mut scores: Vec<Score> = rules
        .iter()
        .filter_map(|r| r.score(text, found))
        .filter(|s| s.points > 0.0)
        .collect();
    scores.sort_by(|a, b| b.points.total_cmp(&a.points));
    scores
}

fn is_sure(ranking: &[Score]) -> bool {
    let points = |nth: usize| ranking.get(nth).map_or(0.0, |s| s.points);
    points(0) >= 6.0 && points(0) - points(1) >= 2.0
}
