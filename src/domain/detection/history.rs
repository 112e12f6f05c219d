//! What was reported: counts a day or a week, per phenomenon and wijk, and by whom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

/// What one count is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Day,
    Week,
}

impl Step {
    #[must_use]
    pub fn days(self) -> usize {
        match self {
            Self::Day => 1,
            Self::Week => 7,
        }
    }
}

/// Everything that was reported from a first day on. What is not in it was zero.
#[derive(Debug, Clone)]
pub struct History {
    first: NaiveDate,
    step: Step,
    steps: usize,
    phenomena: BTreeMap<String, Reports>,
}

/// The reports of one phenomenon: by wijk and step, how many and by whom.
pub type Reports = BTreeMap<(usize, usize), (u32, Vec<u64>)>;

impl History {
    /// Counts of days or weeks from `first` up to and including `last`.
    #[must_use]
    pub fn new(first: NaiveDate, last: NaiveDate, step: Step) -> Self {
        let days = usize::try_from((last - first).num_days()).unwrap_or(0);
        Self {
            first,
            step,
            steps: days / step.days() + 1,
            phenomena: BTreeMap::new(),
        }
    }

    /// Adds reports of one day; `wijk` is a place on the map, `reporters` are any numbers that tell people apart.
    /// A day outside the history is passed over.
    pub fn add(
        &mut self,
        day: NaiveDate,
        wijk: usize,
        phenomenon: &str,
        count: u32,
        reporters: &[u64],
    ) {
        let Some(step) = self.step_of(day) else {
            return;
        };
        if !self.phenomena.contains_key(phenomenon) {
            self.phenomena.insert(phenomenon.to_owned(), Reports::new());
        }
        let Some(reports) = self.phenomena.get_mut(phenomenon) else {
            return;
        };
        let (counted, people) = reports.entry((wijk, step)).or_default();
        *counted = counted.saturating_add(count);
        people.extend(reporters);
    }

    /// The place of a day among the steps.
    #[must_use]
    pub fn step_of(&self, day: NaiveDate) -> Option<usize> {
        let days = usize::try_from((day - self.first).num_days()).ok()?;
        let step = days / self.step.days();
        (step < self.steps).then_some(step)
    }

    /// The day on which a step begins; weeks are called by their first day.
    #[must_use]
    pub fn day_of(&self, step: usize) -> NaiveDate {
        self.first + Days::new((step * self.step.days()) as u64)
    }

    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    #[must_use]
    pub fn step(&self) -> Step {
        self.step
    }

    pub(super) fn phenomena(&self) -> &BTreeMap<String, Reports> {
        &self.phenomena
    }
}

/// How many different people reported, in these wijken and steps.
pub(super) fn people(
    reports: &Reports,
    wijken: &[usize],
    steps: std::ops::RangeInclusive<usize>,
) -> u32 {
    let of = |&wijk: &usize| reports.range((wijk, *steps.start())..=(wijk, *steps.end()));
    let people = wijken
        .iter()
        .flat_map(of)
        .flat_map(|(_, (_, people))| people);
    people.collect::<BTreeSet<_>>().len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    #[test]
    fn people_are_counted_once_and_days_outside_not_at_all() {
        let day = |text| read_day(text).unwrap();
        let mut history = History::new(day("2026-10-01"), day("2026-10-31"), Step::Day);
        history.add(day("2026-10-02"), 0, "nepagent", 1, &[7]);
        history.add(day("2026-10-03"), 0, "nepagent", 2, &[7, 8]);
        history.add(day("2026-11-03"), 0, "nepagent", 1, &[9]);
        let reports = &history.phenomena()["nepagent"];
        assert_eq!(reports.values().map(|(count, _)| count).sum::<u32>(), 3);
        assert_eq!(people(reports, &[0], 0..=30), 2);
        assert_eq!(people(reports, &[1], 0..=30), 0);
        assert_eq!(
            (history.steps(), history.day_of(2)),
            (31, day("2026-10-03"))
        );
    }
}
