//! Outbreaks among noise: the same series for every method, from one seed.

use std::hint::black_box;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use wijkbode::domain::detection::{Alarm, History, LEAST, Level, Map, Settings, Spot, Step, Watch};

use super::references::{self, HISTORY, Method};

/// A year in which false alarms are counted.
const YEAR: usize = 365;
/// Alarms that follow each other within so many days are one.
const SAME: usize = 7;
/// An outbreak may also be found in the week after it.
const AFTER: usize = 7;
/// Ordinary days before an outbreak that are gone through first: an alarm that stands when it begins has not found it.
const BEFORE: usize = 56;

/// How much is simulated.
#[derive(Clone, Copy)]
pub struct Scale {
    /// Years without outbreaks per rate.
    pub years: usize,
    /// Outbreaks per rate, size and length.
    pub outbreaks: usize,
}

/// So many reports extra, spread evenly at random over so many days.
#[derive(Clone, Copy)]
pub struct Outbreak {
    pub size: usize,
    pub days: usize,
}

/// How a method did.
#[derive(Clone, Debug)]
pub struct Score {
    pub name: String,
    /// Of one series.
    pub false_alarms_a_year: f64,
    /// Per outbreak of the list.
    pub found: Vec<Found>,
}

/// How often one kind of outbreak was found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub share: f64,
    /// The median of days until it was, from its first day, of those that were found.
    pub median: f64,
    /// The mean of days until it was; one that was missed counts as found when the time for it had passed.
    pub mean: f64,
}

impl Score {
    /// Over all outbreaks of the list.
    pub fn share(&self) -> f64 {
        self.found.iter().map(|found| found.share).sum::<f64>() / self.found.len() as f64
    }

    pub fn mean(&self) -> f64 {
        self.found.iter().map(|found| found.mean).sum::<f64>() / self.found.len() as f64
    }
}

/// All methods on series with this many reports a week: ours, then each reference as it was published, then each with
/// its threshold set so that it has at least as many false alarms as ours.
///
/// The rule of three reports holds for the references with a moved threshold too (three in four weeks): it belongs to
/// the programme, not to a method.
pub fn compare(
    per_week: f64,
    outbreaks: &[Outbreak],
    settings: &Settings,
    scale: Scale,
    seed: u64,
) -> Vec<Score> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let quiet: Vec<Vec<u32>> = (0..scale.years)
        .map(|_| noise(&mut rng, per_week, HISTORY + YEAR))
        .collect();
    let loud: Vec<(Outbreak, Vec<u32>)> = outbreaks
        .iter()
        .flat_map(|outbreak| std::iter::repeat_n(*outbreak, scale.outbreaks))
        .map(|outbreak| {
            let mut counts = noise(&mut rng, per_week, HISTORY + outbreak.days + AFTER);
            for _ in 0..outbreak.size {
                counts[HISTORY + rng.random_range(0..outbreak.days)] += 1;
            }
            (outbreak, counts)
        })
        .collect();
    let alarms = quiet
        .iter()
        .map(|counts| ours(counts, HISTORY, settings).len());
    let our_alarms = alarms.sum::<usize>();
    let our_finds = loud.iter().map(|(outbreak, counts)| {
        let (from, until) = (HISTORY - BEFORE, HISTORY + outbreak.days + AFTER);
        let alarms = ours(&counts[..until], from, settings);
        alarms.into_iter().find(|&day| day >= HISTORY)
    });
    let mut scores = vec![Score {
        name: "wijkbode".to_owned(),
        false_alarms_a_year: our_alarms as f64 / scale.years as f64,
        found: finds(&our_finds.collect::<Vec<_>>(), &loud, scale.outbreaks),
    }];
    let scored: Vec<_> = references::ALL
        .iter()
        .map(|method| Scored::of(method, &quiet, &loud))
        .collect();
    let as_published = scored
        .iter()
        .map(|scored| scored.at(scored.method.threshold, false, &loud, scale));
    scores.extend(as_published);
    let as_ours = scored
        .iter()
        .map(|scored| scored.at(scored.threshold_for(our_alarms), true, &loud, scale));
    scores.extend(as_ours);
    scores
}

/// The days on which ours alarms, in one series, from a day on.
pub fn ours(counts: &[u32], from: usize, settings: &Settings) -> Vec<usize> {
    let last = counts.len() - 1;
    let mut history = History::new(day(0), day(last), Step::Day);
    for (n, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // Everybody reports once.
        let people: Vec<u64> = (0..u64::from(count))
            .map(|person| n as u64 * 1000 + person)
            .collect();
        history.add(day(n), 0, "", count, &people);
    }
    let map = Map::of(&[Spot::default()]);
    let watch = Watch {
        map: &map,
        history: &history,
        settings,
    };
    let alarms = watch.alarms(day(from)..=day(last), &mut Vec::new());
    alarms
        .iter()
        .filter_map(|alarm| history.step_of(alarm.date))
        .collect()
}

/// The scores of a reference: a day, what it says, and whether the rule of three allows an alarm.
struct Scored<'a> {
    method: &'a Method,
    quiet: Vec<Vec<(usize, f64, bool)>>,
    loud: Vec<Vec<(usize, f64, bool)>>,
}

impl<'a> Scored<'a> {
    fn of(method: &'a Method, quiet: &[Vec<u32>], loud: &[(Outbreak, Vec<u32>)]) -> Self {
        let scores = |from: usize, counts: &Vec<u32>| {
            let days = from..counts.len();
            // On a day without a report nothing new can be told.
            let days = days.filter(|&day| counts[day] > 0);
            days.map(|day| {
                let upto = &counts[..=day];
                let recent: u32 = upto[upto.len() - 28..].iter().sum();
                (day, (method.score)(upto), recent >= LEAST)
            })
            .collect()
        };
        Self {
            method,
            quiet: quiet.iter().map(|counts| scores(HISTORY, counts)).collect(),
            loud: loud
                .iter()
                .map(|(_, counts)| scores(HISTORY - BEFORE, counts))
                .collect(),
        }
    }

    /// The days on which an alarm begins.
    fn alarms(days: &[(usize, f64, bool)], threshold: f64, of_three: bool) -> Vec<usize> {
        let mut last = None;
        let mut alarms = Vec::new();
        for &(day, score, is_three) in days {
            if score > threshold && (is_three || !of_three) {
                if last.is_none_or(|last| day > last + SAME) {
                    alarms.push(day);
                }
                last = Some(day);
            }
        }
        alarms
    }

    fn false_alarms(&self, threshold: f64, of_three: bool) -> usize {
        let years = self.quiet.iter();
        years
            .map(|days| Self::alarms(days, threshold, of_three).len())
            .sum()
    }

    /// The highest threshold with at least this many alarms.
    fn threshold_for(&self, alarms: usize) -> f64 {
        let mut scores: Vec<f64> = self
            .quiet
            .iter()
            .flatten()
            .map(|(_, score, _)| *score)
            .collect();
        scores.retain(|score| score.is_finite());
        scores.sort_by(f64::total_cmp);
        scores.dedup();
        // Just below a score is where that score alarms.
        let below = |score: f64| score - 1e-9;
        let (mut low, mut high) = (0, scores.len());
        while low < high {
            let middle = (low + high).div_ceil(2);
            if middle < scores.len() && self.false_alarms(below(scores[middle]), true) >= alarms {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        scores.get(low).map_or(0.0, |&score| below(score))
    }

    fn at(
        &self,
        threshold: f64,
        of_three: bool,
        loud: &[(Outbreak, Vec<u32>)],
        scale: Scale,
    ) -> Score {
        let first = |days: &Vec<(usize, f64, bool)>| {
            let alarms = Self::alarms(days, threshold, of_three);
            alarms.into_iter().find(|&day| day >= HISTORY)
        };
        let when = if of_three {
            "as often wrong"
        } else {
            "as published"
        };
        Score {
            name: format!("{}, {when}", self.method.name),
            false_alarms_a_year: self.false_alarms(threshold, of_three) as f64 / scale.years as f64,
            found: finds(
                &self.loud.iter().map(first).collect::<Vec<_>>(),
                loud,
                scale.outbreaks,
            ),
        }
    }
}

/// Per kind of outbreak, from the day of the alarm of each.
fn finds(alarms: &[Option<usize>], loud: &[(Outbreak, Vec<u32>)], outbreaks: usize) -> Vec<Found> {
    let kinds = alarms
        .chunks(outbreaks.max(1))
        .zip(loud.chunks(outbreaks.max(1)));
    kinds
        .map(|(alarms, of)| {
            let late = of[0].0.days + AFTER;
            let mut days: Vec<_> = alarms.iter().flatten().map(|day| day - HISTORY).collect();
            days.sort_unstable();
            let missed = alarms.len() - days.len();
            Found {
                share: days.len() as f64 / alarms.len() as f64,
                median: days.get(days.len() / 2).map_or(f64::NAN, |&day| day as f64),
                mean: (days.iter().sum::<usize>() + missed * late) as f64 / alarms.len() as f64,
            }
        })
        .collect()
}

/// Daily Poisson counts.
fn noise(rng: &mut ChaCha8Rng, per_week: f64, days: usize) -> Vec<u32> {
    let least = (-per_week / 7.0).exp();
    let mut poisson = || {
        // Knuth's: how many uniform numbers until their product is small enough.
        let (mut count, mut product) = (0, rng.random::<f64>());
        while product > least {
            count += 1;
            product *= rng.random::<f64>();
        }
        count
    };
    (0..days).map(|_| poisson()).collect()
}

/// A whole gemeente of 44 wijken, 8 stadsdelen and 36 phenomena, some far busier than others.
pub struct Gemeente {
    rng: ChaCha8Rng,
    per_week: f64,
    map: Map,
    /// Rising shares, to draw from.
    wijken: Vec<f64>,
    phenomena: Vec<f64>,
}

/// A report: the day, the wijk, the phenomenon.
type Report = (usize, usize, usize);

impl Gemeente {
    const WIJKEN: usize = 44;
    const PHENOMENA: usize = 36;

    pub fn new(per_week: f64, seed: u64) -> Self {
        let spot = |wijk: usize| Spot {
            name: wijk.to_string(),
            stadsdeel: Some((wijk * 8 / Self::WIJKEN).to_string()),
            neighbours: vec![(wijk + 1).to_string(), wijk.wrapping_sub(1).to_string()],
        };
        let spots: Vec<_> = (0..Self::WIJKEN).map(spot).collect();
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            per_week,
            map: Map::of(&spots),
            // The busiest wijk has forty times the reports of the quietest; phenomena go by Zipf's law.
            wijken: rising((0..Self::WIJKEN).map(|n| 1.0 + (n * 17 % Self::WIJKEN) as f64 * 0.9)),
            phenomena: rising((0..Self::PHENOMENA).map(|n| 1.0 / (n + 1) as f64)),
        }
    }

    /// Our alarms of one quiet year, and those of each reference as it was published, wijk by wijk.
    pub fn false_alarms(&mut self) -> (usize, Vec<(&'static str, usize)>) {
        let reports = self.reports(HISTORY + YEAR);
        let ours = self.alarms(&reports, HISTORY, HISTORY + YEAR).len();
        let mut series = vec![vec![0; HISTORY + YEAR]; Self::WIJKEN * Self::PHENOMENA];
        for &(day, wijk, phenomenon) in &reports {
            series[wijk * Self::PHENOMENA + phenomenon][day] += 1;
        }
        series.retain(|counts| counts[HISTORY..].iter().any(|&count| count > 0));
        let theirs = references::ALL.iter().map(|method| {
            let scored = Scored::of(method, &series, &[]);
            (method.name, scored.false_alarms(method.threshold, false))
        });
        (ours, theirs.collect())
    }

    /// Whether ours finds an outbreak in a wijk, and how many days after its first, and at which level.
    pub fn find(&mut self, outbreak: Outbreak) -> Option<(usize, Level)> {
        // A year and a half is all that ours looks at.
        const BEGIN: usize = 546;
        let until = BEGIN + outbreak.days + AFTER;
        let mut reports = self.reports(until);
        let wijk = self.rng.random_range(0..Self::WIJKEN);
        let phenomenon = self.rng.random_range(0..Self::PHENOMENA);
        for _ in 0..outbreak.size {
            reports.push((
                BEGIN + self.rng.random_range(0..outbreak.days),
                wijk,
                phenomenon,
            ));
        }
        let alarms = self.alarms(&reports, BEGIN - BEFORE, until);
        let holds = |alarm: &Alarm| match alarm.level {
            Level::Wijk => alarm.area == wijk.to_string(),
            Level::Neighbours => alarm
                .area
                .parse()
                .is_ok_and(|middle: usize| middle.abs_diff(wijk) <= 1),
            Level::Stadsdeel => alarm.area == (wijk * 8 / Self::WIJKEN).to_string(),
            Level::City => true,
        };
        alarms.iter().find_map(|(day, alarm)| {
            let is_it = *day >= BEGIN && alarm.phenomenon == phenomenon.to_string() && holds(alarm);
            is_it.then(|| (day - BEGIN, alarm.level))
        })
    }

    /// How many milliseconds a look at one day takes, with so many reports in five years, the counting included.
    pub fn time_a_day(&mut self, reports: usize) -> f64 {
        const DAYS: usize = 5 * YEAR;
        self.per_week = reports as f64 / DAYS as f64 * 7.0;
        let reports = self.reports(DAYS);
        let begun = Instant::now();
        black_box(self.alarms(&reports, DAYS - 1, DAYS));
        begun.elapsed().as_secs_f64() * 1000.0
    }

    fn reports(&mut self, days: usize) -> Vec<Report> {
        let a_day = noise(&mut self.rng, self.per_week, days);
        let mut reports = Vec::new();
        for (day, count) in a_day.into_iter().enumerate() {
            for _ in 0..count {
                let (wijk, phenomenon) = (
                    draw(&mut self.rng, &self.wijken),
                    draw(&mut self.rng, &self.phenomena),
                );
                reports.push((day, wijk, phenomenon));
            }
        }
        reports
    }

    fn alarms(&self, reports: &[Report], from: usize, until: usize) -> Vec<(usize, Alarm)> {
        let mut history = History::new(day(0), day(until - 1), Step::Day);
        for (person, &(on, wijk, phenomenon)) in reports.iter().enumerate() {
            history.add(day(on), wijk, &phenomenon.to_string(), 1, &[person as u64]);
        }
        let watch = Watch {
            map: &self.map,
            history: &history,
            settings: &Settings::default(),
        };
        let alarms = watch
            .alarms(day(from)..=day(until - 1), &mut Vec::new())
            .into_iter();
        alarms
            .filter_map(|alarm| Some((history.step_of(alarm.date)?, alarm)))
            .collect()
    }
}

fn rising(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = weights.map(|weight| {
        sum += weight;
        sum
    });
    sums.collect()
}

fn draw(rng: &mut ChaCha8Rng, rising: &[f64]) -> usize {
    let drawn = rng.random::<f64>() * rising.last().copied().unwrap_or(0.0);
    rising
        .partition_point(|&sum| sum < drawn)
        .min(rising.len() - 1)
}

fn day(n: usize) -> NaiveDate {
    NaiveDate::default() + Days::new(n as u64)
}
