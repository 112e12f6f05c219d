//! Goes through the days: what is unusual, which area explains it, and what was told already.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::areas::{Area, Level, Map};
use super::history::{History, Reports, people};
use super::predictive::Rate;
use super::{Alarm, LEAST, Settings, looks_a_year};

/// A burst that was told. While it goes on, its wijken raise no further alarm for that phenomenon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    pub phenomenon: String,
    /// Places on the map.
    pub wijken: Vec<usize>,
    pub alarmed: NaiveDate,
    /// The day on which it was found to be over.
    pub over: Option<NaiveDate>,
}

/// What looks at a history.
pub struct Watch<'a> {
    pub map: &'a Map,
    pub history: &'a History,
    pub settings: &'a Settings,
}

impl Watch<'_> {
    /// The alarms of these days, oldest first. `episodes` holds what was told before, and is brought up to date, so
    /// that looking each day anew gives the same as looking at all days at once.
    pub fn alarms(
        &self,
        days: RangeInclusive<NaiveDate>,
        episodes: &mut Vec<Episode>,
    ) -> Vec<Alarm> {
        self.alarms_among(days, 0.0, episodes)
    }

    /// The same where the history holds only some phenomena, of which all together are worth `looks`. Each alarm has its
    /// episode, in the same order at the end of `episodes`.
    pub fn alarms_among(
        &self,
        days: RangeInclusive<NaiveDate>,
        looks: f64,
        episodes: &mut Vec<Episode>,
    ) -> Vec<Alarm> {
        let first = self.history.step_of(*days.start()).unwrap_or(0);
        let last = self.history.step_of(*days.end());
        let last = last.unwrap_or(self.history.steps() - 1);
        let scans = self.scans();
        let mut alarms = Vec::new();
        for now in first..=last {
            // What all may have is shared by how often each is looked at, so that together they keep to it.
            let here: f64 = scans.iter().map(|scan| scan.looks(now)).sum();
            let share = self.settings.false_alarms / here.max(looks).max(1.0);
            for scan in &scans {
                scan.close(now, episodes);
                alarms.extend(scan.look(now, share, episodes));
            }
        }
        alarms
    }

    /// How many independent looks at all phenomena and areas a year is worth, as of a day.
    #[must_use]
    pub fn looks(&self, day: NaiveDate) -> f64 {
        let now = self.history.step_of(day);
        let now = now.unwrap_or(self.history.steps() - 1);
        self.scans().iter().map(|scan| scan.looks(now)).sum()
    }

    fn scans(&self) -> Vec<Scan<'_>> {
        let phenomena = self.history.phenomena().iter();
        phenomena
            .map(|(phenomenon, reports)| Scan::of(self, phenomenon, reports))
            .collect()
    }
}

/// One phenomenon.
struct Scan<'a> {
    areas: &'a [Area],
    history: &'a History,
    settings: &'a Settings,
    phenomenon: &'a str,
    reports: &'a Reports,
    /// Per area, how many were reported before each step.
    before: Vec<Vec<u32>>,
    /// Wijken in the whole gemeente.
    wijken: usize,
}

/// An area without some of its wijken.
#[derive(Clone)]
struct Part {
    area: usize,
    without: Vec<usize>,
}

/// A window in which more came than is usual.
#[derive(Clone, Copy)]
struct Burst {
    since: usize,
    observed: u32,
    expected: f64,
    probability: f64,
}

impl<'a> Scan<'a> {
    fn of(watch: &Watch<'a>, phenomenon: &'a str, reports: &'a Reports) -> Self {
        let areas = &watch.map.areas;
        let steps = watch.history.steps();
        let mut before = vec![vec![0; steps + 1]; areas.len()];
        for (&(wijk, step), (count, _)) in reports {
            before[wijk][step + 1] += count;
        }
        for counts in before.iter_mut().take(watch.map.wijken()) {
            for step in 0..steps {
                counts[step + 1] += counts[step];
            }
        }
        let (wijken, larger) = before.split_at_mut(watch.map.wijken());
        for (sums, area) in larger.iter_mut().zip(&areas[wijken.len()..]) {
            for counts in area.wijken.iter().map(|&wijk| &wijken[wijk]) {
                let both = sums.iter_mut().zip(counts);
                both.for_each(|(sum, count)| *sum += count);
            }
        }
        Self {
            areas,
            history: watch.history,
            settings: watch.settings,
            phenomenon,
            reports,
            before,
            wijken: watch.map.wijken(),
        }
    }

    /// How many independent looks at all areas a year is worth, at the pace of the last year.
    fn looks(&self, now: usize) -> f64 {
        let from = (now + 1).saturating_sub(self.settings.baseline / self.history.step().days());
        let days =
            ((now + 1 - from) * self.history.step().days()).max(self.settings.least_baseline);
        let counts = self
            .before
            .iter()
            .map(|before| before[now + 1] - before[from]);
        counts
            .map(|count| looks_a_year(f64::from(count) / days as f64 * 7.0))
            .sum()
    }

    /// The alarms of one day, below a probability. Each opens an episode, so that what it explains is not told again.
    fn look(&self, now: usize, share: f64, episodes: &mut Vec<Episode>) -> Vec<Alarm> {
        let mut alarms = Vec::new();
        loop {
            let unusual = self.unusual(now, share, episodes);
            let explains = |part: &Part| self.explains(part, &unusual, now, share);
            let Some((part, burst)) = unusual.iter().find(|(part, _)| explains(part)) else {
                return alarms;
            };
            alarms.push(self.alarm(part, burst, now));
            episodes.push(Episode {
                phenomenon: self.phenomenon.to_owned(),
                wijken: self.kept(part),
                alarmed: self.history.day_of(now),
                over: None,
            });
        }
    }

    /// The areas in which a burst is going on that was not told yet: smallest first, then the least likely.
    fn unusual(&self, now: usize, share: f64, episodes: &[Episode]) -> Vec<(Part, Burst)> {
        let told: Vec<_> = self.own(episodes).collect();
        let parts = (0..self.areas.len()).filter_map(|area| self.untold(area, &told));
        let bursts = parts.filter_map(|(part, from)| {
            let burst = self.burst(&part, from, now, share)?;
            Some((part, burst))
        });
        let mut bursts: Vec<_> = bursts.collect();
        bursts.sort_by(|(part, burst), (other, another)| {
            let level = |part: &Part| self.areas[part.area].level;
            let rank = level(part).cmp(&level(other));
            rank.then(burst.probability.total_cmp(&another.probability))
        });
        bursts
    }

    /// What of an area no episode covers, and the step from which it is to be looked at.
    fn untold(&self, area: usize, told: &[&Episode]) -> Option<(Part, usize)> {
        let whole = &self.areas[area].wijken;
        let covers = |episode: &&&Episode| whole.iter().all(|wijk| episode.wijken.contains(wijk));
        if let Some(episode) = told.iter().rfind(covers) {
            let over = self.history.step_of(episode.over?)?;
            let without = Vec::new();
            return Some((Part { area, without }, over + 1));
        }
        let is_told = |wijk: &&usize| told.iter().any(|episode| episode.wijken.contains(wijk));
        let without: Vec<_> = whole.iter().filter(is_told).copied().collect();
        // What is left of neighbours that lost their middle, or everybody else, is another area.
        let left = whole.len() - without.len();
        let is_left = without.is_empty() || self.areas[area].level > Level::Neighbours && left > 1;
        is_left.then_some((Part { area, without }, 0))
    }

    /// Whether nothing unusual is left of the larger areas once this one is taken out of them.
    fn explains(&self, part: &Part, unusual: &[(Part, Burst)], now: usize, share: f64) -> bool {
        let inner = &self.areas[part.area];
        let larger = unusual.iter().map(|(larger, _)| larger);
        let mut larger = larger.filter(|larger| self.areas[larger.area].holds_more_than(inner));
        larger.all(|larger| {
            let mut rest = larger.clone();
            rest.without.extend(&inner.wijken);
            rest.without.sort_unstable();
            rest.without.dedup();
            self.burst(&rest, 0, now, share).is_none()
        })
    }

    /// The least likely window that ends now, if it is unlikely enough and enough people reported.
    fn burst(&self, part: &Part, from: usize, now: usize, share: f64) -> Option<Burst> {
        let longest = self.settings.window / 7;
        let bursts = (1..=longest).filter_map(|weeks| self.burst_of(part, weeks, from, now, share));
        let least = bursts.min_by(|a, b| a.probability.total_cmp(&b.probability))?;
        let kept = self.kept(part);
        (people(self.reports, &kept, least.since..=now) >= LEAST).then_some(least)
    }

    /// The least likely of the windows that begin in one week. They share what is usual: that of before that week.
    fn burst_of(
        &self,
        part: &Part,
        weeks: usize,
        from: usize,
        now: usize,
        share: f64,
    ) -> Option<Burst> {
        let week = self.week();
        let first = (now + 1).saturating_sub(weeks * week).max(from);
        let end = (now + 1).saturating_sub((weeks - 1) * week);
        // A window that begins with nothing is a shorter one with more time for the same.
        let windows = (first..end).filter(|&since| self.count(part, since, since + 1) > 0);
        let windows = windows.map(|since| (since, self.count(part, since, now + 1)));
        let mut windows = windows
            .filter(|(_, observed)| *observed >= LEAST)
            .peekable();
        windows.peek()?;
        let (from, until) = self.baseline(weeks, now)?;
        let (rate, dispersion) = self.usual(part, from, until);
        let alpha = share.min(self.settings.false_alarms_of_one / looks_a_year(rate.mean() * 7.0));
        let bursts = windows.map(|(since, observed)| {
            let days = ((now + 1 - since) * self.history.step().days()) as f64;
            Burst {
                since,
                observed,
                expected: rate.mean() * days,
                probability: rate.tail(observed, days, dispersion),
            }
        });
        bursts
            .filter(|burst| burst.probability <= alpha)
            .min_by(|a, b| a.probability.total_cmp(&b.probability))
    }

    /// The steps from which we learn what is usual before the last so many weeks; nothing while there are too few.
    fn baseline(&self, weeks: usize, now: usize) -> Option<(usize, usize)> {
        let steps = |days: usize| days.div_ceil(self.history.step().days());
        let until = (now + 1).checked_sub(weeks * self.week() + steps(self.settings.guard))?;
        let from = until.saturating_sub(steps(self.settings.baseline));
        (until - from >= steps(self.settings.least_baseline)).then_some((from, until))
    }

    /// Steps in a week.
    fn week(&self) -> usize {
        7 / self.history.step().days()
    }

    /// What is usual here, and how many times the variance of its weeks is that of chance alone.
    ///
    /// Weeks of an earlier burst are left out, as long as they are few: when one week in eight is extraordinary, then
    /// that is how it goes here.
    fn usual(&self, part: &Part, from: usize, until: usize) -> (Rate, f64) {
        const EXTRAORDINARY: f64 = 0.001;
        let rate = self.rate(part, from, until);
        let week = self.week();
        let ends = (0..(until - from) / week).map(|n| until - n * week);
        let counts: Vec<u32> = ends.map(|end| self.count(part, end - week, end)).collect();
        let mean = rate.mean() * 7.0;
        // Three standard deviations are not extraordinary; only beyond is worth the sum.
        let bound = (mean + 3.0 * mean.sqrt()).max(f64::from(LEAST - 1));
        let is_ordinary =
            |count: &u32| f64::from(*count) <= bound || rate.tail(*count, 7.0, 1.0) > EXTRAORDINARY;
        let (ordinary, left_out): (Vec<u32>, Vec<u32>) =
            counts.iter().partition(|count| is_ordinary(count));
        if left_out.is_empty() || left_out.len() * 8 > counts.len() {
            return (rate, dispersion(&counts));
        }
        let rate = Rate {
            shape: rate.shape - f64::from(left_out.iter().sum::<u32>()),
            exposure: rate.exposure - 7.0 * left_out.len() as f64,
        };
        (rate, dispersion(&ordinary))
    }

    /// The baseline, and for some days' worth what is usual in as many average wijken elsewhere.
    fn rate(&self, part: &Part, from: usize, until: usize) -> Rate {
        // Jeffreys' prior: half a report, so that a place without any is rare and not impossible.
        const HALF: f64 = 0.5;
        let days = ((until - from) * self.history.step().days()) as f64;
        let own = self.count(part, from, until);
        let size = self.areas[part.area].wijken.len() - part.without.len();
        let mut rate = Rate {
            shape: HALF + f64::from(own),
            exposure: days,
        };
        if size < self.wijken {
            let everywhere = &self.before[self.areas.len() - 1];
            let elsewhere = f64::from(everywhere[until] - everywhere[from] - own);
            let share = size as f64 / (self.wijken - size) as f64;
            rate.shape += elsewhere * share / days * self.settings.prior;
            rate.exposure += self.settings.prior;
        }
        rate
    }

    /// Ends the episodes whose last days were ordinary, and forgets those that no window reaches any more.
    fn close(&self, now: usize, episodes: &mut Vec<Episode>) {
        let day = self.history.day_of(now);
        let days_since =
            |earlier: NaiveDate| usize::try_from((day - earlier).num_days()).unwrap_or(0);
        for episode in episodes
            .iter_mut()
            .filter(|episode| episode.phenomenon == self.phenomenon)
        {
            let is_time =
                episode.over.is_none() && days_since(episode.alarmed) >= self.settings.calm;
            if is_time && self.is_calm(&episode.wijken, now) {
                episode.over = Some(day);
            }
        }
        let reach = self.settings.window;
        episodes.retain(|episode| episode.over.is_none_or(|over| days_since(over) <= reach));
    }

    fn own<'e>(&self, episodes: &'e [Episode]) -> impl Iterator<Item = &'e Episode> {
        let own = self.phenomenon;
        episodes
            .iter()
            .filter(move |episode| episode.phenomenon == own)
    }

    /// Whether the last days were ordinary.
    fn is_calm(&self, wijken: &[usize], now: usize) -> bool {
        let steps = self.settings.calm / self.history.step().days();
        let since = (now + 1).saturating_sub(steps);
        let Some(part) = self.part_of(wijken) else {
            return true;
        };
        let observed = self.count(&part, since, now + 1);
        if observed < LEAST {
            return true;
        }
        // What was usual before the longest window: the burst itself must not make itself usual.
        self.baseline(self.settings.window / 7, now)
            .is_none_or(|(from, until)| {
                let (rate, _) = self.usual(&part, from, until);
                let days = (steps * self.history.step().days()) as f64;
                rate.tail(observed, days, 1.0) > self.settings.ordinary
            })
    }

    /// The smallest area with these wijken, without the others.
    fn part_of(&self, wijken: &[usize]) -> Option<Part> {
        let holds = |area: &&Area| wijken.iter().all(|wijk| area.wijken.contains(wijk));
        let area = self.areas.iter().position(|area| holds(&area))?;
        let whole = self.areas[area].wijken.iter().copied();
        let without = whole.filter(|wijk| !wijken.contains(wijk)).collect();
        Some(Part { area, without })
    }

    fn kept(&self, part: &Part) -> Vec<usize> {
        let whole = self.areas[part.area].wijken.iter().copied();
        whole.filter(|wijk| !part.without.contains(wijk)).collect()
    }

    /// Reports in the steps from `from` up to but not including `until`.
    fn count(&self, part: &Part, from: usize, until: usize) -> u32 {
        let of = |area: usize| self.before[area][until] - self.before[area][from];
        of(part.area) - part.without.iter().map(|&wijk| of(wijk)).sum::<u32>()
    }

    fn alarm(&self, part: &Part, burst: &Burst, now: usize) -> Alarm {
        let days = ((now + 1 - burst.since) * self.history.step().days()) as f64;
        Alarm {
            date: self.history.day_of(now),
            level: self.areas[part.area].level,
            area: self.areas[part.area].name.clone(),
            phenomenon: self.phenomenon.to_owned(),
            observed: burst.observed,
            expected: burst.expected,
            since: self.history.day_of(burst.since),
            score: -burst.probability.log10(),
            reporters: people(self.reports, &self.kept(part), burst.since..=now),
            per_week: burst.expected / days * 7.0,
        }
    }
}

/// Fisher's index of dispersion of counts a week: the variance beside the mean. 1 where that may well be chance.
fn dispersion(weeks: &[u32]) -> f64 {
    const ENOUGH: usize = 12;
    let mean = f64::from(weeks.iter().sum::<u32>()) / weeks.len() as f64;
    if weeks.len() < ENOUGH || mean == 0.0 {
        return 1.0;
    }
    let freedom = (weeks.len() - 1) as f64;
    let squares = weeks.iter().map(|&count| (f64::from(count) - mean).powi(2));
    let ratio = squares.sum::<f64>() / freedom / mean;
    // By chance alone it is 1, with this standard error.
    let chance = 1.0 + 2.0 * (2.0 / freedom).sqrt();
    if ratio > chance { ratio } else { 1.0 }
}
