//! Bursts and what is none, as small stories.

use chrono::Days;

use super::*;
use crate::domain::time::read_day;

/// Two stadsdelen: Escamp with Moerwijk, Morgenstond (neighbours) and Leyenburg; Scheveningen with Duindorp.
const SPOTS: [(&str, &str, &[&str]); 4] = [
    ("Moerwijk", "Escamp", &["Morgenstond"]),
    ("Morgenstond", "Escamp", &["Moerwijk"]),
    ("Leyenburg", "Escamp", &[]),
    ("Duindorp", "Scheveningen", &[]),
];
const MOERWIJK: usize = 0;
const MORGENSTOND: usize = 1;
const LEYENBURG: usize = 2;
const DUINDORP: usize = 3;

/// The day on which something begins to happen, after a year and a half.
const BEGIN: u64 = 546;

struct Town {
    map: Map,
    history: History,
    people: u64,
}

impl Town {
    /// One report every four weeks in each wijk, each on a weekday of its own.
    fn new() -> Self {
        let spot = |(name, stadsdeel, neighbours): (&str, &str, &[&str])| Spot {
            name: name.to_owned(),
            stadsdeel: Some(stadsdeel.to_owned()),
            neighbours: neighbours.iter().map(|&name| name.to_owned()).collect(),
        };
        let mut town = Self {
            map: Map::of(&SPOTS.map(spot)),
            history: History::new(day(0), day(BEGIN + 150), Step::Day),
            people: 0,
        };
        for n in (0..BEGIN + 120).step_by(28) {
            for wijk in 0..SPOTS.len() {
                town.reports(n + 24 + 3 * wijk as u64, wijk, 1);
            }
        }
        town
    }

    /// So many people report on a day.
    fn reports(&mut self, on: u64, wijk: usize, count: u64) {
        for _ in 0..count {
            self.people += 1;
            self.history
                .add(day(on), wijk, "nepagent", 1, &[self.people]);
        }
    }

    fn watch<'a>(&'a self, settings: &'a Settings) -> Watch<'a> {
        Watch {
            map: &self.map,
            history: &self.history,
            settings,
        }
    }

    /// Level, area, reports, and the days since the beginning.
    fn alarms(&self) -> Vec<(Level, String, u32, i64)> {
        let settings = Settings::default();
        let alarms = self
            .watch(&settings)
            .alarms(day(0)..=day(BEGIN + 120), &mut Vec::new());
        let told = |alarm: Alarm| {
            let after = (alarm.date - day(BEGIN)).num_days();
            (alarm.level, alarm.area, alarm.observed, after)
        };
        alarms.into_iter().map(told).collect()
    }
}

fn day(n: u64) -> NaiveDate {
    read_day("2025-01-06").unwrap() + Days::new(n)
}

#[test]
fn a_quiet_town_stays_quiet() {
    assert_eq!(Town::new().alarms(), []);
}

#[test]
fn three_reports_in_three_days_are_noticed_on_the_third() {
    let mut town = Town::new();
    for n in 1..4 {
        town.reports(BEGIN + n, MOERWIJK, 1);
    }
    let alarms = town.alarms();
    assert_eq!(alarms.len(), 1, "{alarms:?}");
    assert_eq!(
        (alarms[0].0, alarms[0].1.as_str(), alarms[0].3),
        (Level::Wijk, "Moerwijk", 3)
    );
}

#[test]
fn the_numbers_are_those_of_the_window() {
    let mut town = Town::new();
    town.reports(BEGIN + 2, MOERWIJK, 3);
    let settings = Settings::default();
    let alarms = town
        .watch(&settings)
        .alarms(day(0)..=day(BEGIN + 9), &mut Vec::new());
    assert_eq!(alarms.len(), 1);
    let alarm = &alarms[0];
    assert_eq!((alarm.date, alarm.since), (day(BEGIN + 2), day(BEGIN + 2)));
    assert_eq!((alarm.observed, alarm.reporters), (3, 3));
    assert_eq!(Usual::of(alarm.per_week), Usual::PerMonth(1));
    assert!(
        (alarm.expected - alarm.per_week / 7.0).abs() < 1e-9,
        "one day"
    );
    assert!(alarm.score > 4.0, "{}", alarm.score);
}

#[test]
fn one_person_who_reports_five_times_is_no_burst() {
    let mut town = Town::new();
    for n in 1..6 {
        town.history
            .add(day(BEGIN + n), MOERWIJK, "nepagent", 1, &[1_000_000]);
    }
    let settings = Settings::default();
    let week = day(0)..=day(BEGIN + 6);
    let alarms = town.watch(&settings).alarms(week, &mut Vec::new());
    assert_eq!(alarms, []);
    town.reports(BEGIN + 6, MOERWIJK, 2);
    let alarms = town.alarms();
    assert_eq!(alarms.len(), 1, "with two others it is: {alarms:?}");
}

#[test]
fn a_burst_that_goes_on_is_told_once_and_a_new_one_again() {
    let mut town = Town::new();
    for n in 0..40 {
        town.reports(BEGIN + n, MOERWIJK, 1);
    }
    let alarms = town.alarms();
    assert_eq!(alarms.len(), 1, "{alarms:?}");
    town.reports(BEGIN + 80, MOERWIJK, 4);
    let alarms = town.alarms();
    assert_eq!(alarms.len(), 2, "{alarms:?}");
    assert_eq!(alarms[1].3, 80);
}

#[test]
fn an_earlier_burst_does_not_become_what_is_usual() {
    let mut town = Town::new();
    for n in 0..30 {
        town.reports(300 + n, MOERWIJK, 2);
    }
    town.reports(BEGIN + 2, MOERWIJK, 3);
    let settings = Settings::default();
    let alarms = town
        .watch(&settings)
        .alarms(day(0)..=day(BEGIN + 5), &mut Vec::new());
    assert_eq!(alarms.len(), 2, "{alarms:?}");
    assert_eq!(Usual::of(alarms[1].per_week), Usual::PerMonth(1));
}

#[test]
fn reports_spread_over_neighbours_are_one_alarm_of_both() {
    let mut town = Town::new();
    for n in [2, 4] {
        town.reports(BEGIN + n, MOERWIJK, 1);
        town.reports(BEGIN + n, MORGENSTOND, 1);
    }
    let alarms = town.alarms();
    assert_eq!(alarms.len(), 1, "{alarms:?}");
    assert_eq!(alarms[0].0, Level::Neighbours);
}

#[test]
fn reports_spread_over_a_stadsdeel_or_the_gemeente_are_one_alarm_of_it() {
    let spread = |wijken: &[usize]| {
        let mut town = Town::new();
        for &wijk in wijken {
            town.reports(BEGIN + 2, wijk, 1);
        }
        town.alarms()
    };
    let escamp = spread(&[MOERWIJK, MORGENSTOND, LEYENBURG, LEYENBURG]);
    assert_eq!(escamp.len(), 1, "{escamp:?}");
    assert_eq!(
        (escamp[0].0, escamp[0].1.as_str()),
        (Level::Stadsdeel, "Escamp")
    );
    let city = spread(&[MOERWIJK, LEYENBURG, DUINDORP, DUINDORP]);
    assert_eq!(city.len(), 1, "{city:?}");
    assert_eq!(city[0].0, Level::City);
}

#[test]
fn a_burst_in_one_wijk_is_not_told_of_its_stadsdeel_too() {
    let mut town = Town::new();
    town.reports(BEGIN + 2, MOERWIJK, 9);
    town.reports(BEGIN + 30, DUINDORP, 5);
    let alarms = town.alarms();
    let told: Vec<_> = alarms
        .iter()
        .map(|(level, area, ..)| (*level, area.as_str()))
        .collect();
    assert_eq!(told, [(Level::Wijk, "Moerwijk"), (Level::Wijk, "Duindorp")]);
}

#[test]
fn looking_each_day_gives_the_same_as_looking_at_all_days_at_once() {
    let mut town = Town::new();
    for n in 0..10 {
        town.reports(BEGIN + n, MOERWIJK, 1);
        town.reports(BEGIN + 40 + n, DUINDORP, 1);
    }
    let settings = Settings::default();
    let watch = town.watch(&settings);
    let at_once = watch.alarms(day(0)..=day(BEGIN + 120), &mut Vec::new());
    let mut episodes = Vec::new();
    let daily = (0..=BEGIN + 120).flat_map(|n| watch.alarms(day(n)..=day(n), &mut episodes));
    assert_eq!(daily.collect::<Vec<_>>(), at_once);
    assert_eq!(at_once.len(), 2);
}

#[test]
fn nothing_is_said_before_a_month_was_seen() {
    let mut town = Town::new();
    town.reports(20, DUINDORP, 5);
    assert_eq!(town.alarms(), []);
}

#[test]
fn counts_of_weeks_do_as_well() {
    let map = Map::of(&[Spot::default()]);
    let mut history = History::new(day(0), day(7 * 60), Step::Week);
    for week in 0..60 {
        history.add(day(7 * week), 0, "nepagent", 1, &[week]);
    }
    history.add(day(7 * 55), 0, "nepagent", 7, &[100, 101, 102]);
    let settings = Settings::default();
    let watch = Watch {
        map: &map,
        history: &history,
        settings: &settings,
    };
    let alarms = watch.alarms(day(0)..=day(7 * 60), &mut Vec::new());
    assert_eq!(alarms.len(), 1);
    assert_eq!((alarms[0].date, alarms[0].observed), (day(7 * 55), 8));
    assert_eq!(Usual::of(alarms[0].per_week), Usual::PerWeek(1));
}

#[test]
fn a_look_at_one_trick_finds_the_same_when_it_knows_how_much_the_others_are_looked_at() {
    let mut alone = Town::new();
    for n in 1..4 {
        alone.reports(BEGIN + n, MOERWIJK, 1);
    }
    let mut among = Town::new();
    among.history = alone.history.clone();
    for (n, trick) in (0..BEGIN).zip(["qr-fraude", "phishing"].iter().cycle()) {
        among.history.add(day(n), LEYENBURG, trick, 1, &[n]);
    }
    let settings = Settings::default();
    let (on, looks) = (day(BEGIN + 3), among.watch(&settings).looks(day(BEGIN + 3)));
    assert!(looks > alone.watch(&settings).looks(on));
    let all = among.watch(&settings).alarms(on..=on, &mut Vec::new());
    let mut episodes = Vec::new();
    let one = alone.watch(&settings);
    let one = one.alarms_among(on..=on, looks, &mut episodes);
    assert_eq!(all, one);
    assert_eq!(
        (one.len(), episodes[0].wijken.as_slice()),
        (1, [MOERWIJK].as_slice())
    );
    let many = alone.watch(&settings);
    assert_eq!(
        many.alarms_among(on..=on, 1e12, &mut Vec::new()),
        [],
        "too many looks for it"
    );
}

#[test]
fn keys_read_back() {
    for level in Level::ALL {
        assert_eq!(Level::read(level.key()), Some(*level));
    }
    for state in AlarmState::ALL {
        assert_eq!(AlarmState::read(state.key()), Some(*state));
    }
}
