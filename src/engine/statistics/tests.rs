//! Years of reports, withdrawals and corrections, frozen by the engine on a real database: what the attacker of
//! `domain::statistics` finds in all that was published.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Catalogue, Place};
use crate::chat::RoomKey;
use crate::domain::signal::LossClass;
use crate::domain::statistics::attack::{PHENOMENA, UNITS, WEEKS, at, reader_of};
use crate::engine::{Engine, World};
use crate::sentences::Sentences;
use crate::store::{Database, NewSignal, Store};

/// The wijken that stand for the units of the attacker: each is a unit by itself, in the same stadsdeel.
const WIJKEN: [&str; 5] = ["WK051836", "WK051834", "WK051837", "WK051808", "WK051802"];
/// A year with 52 weeks.
const YEAR: i32 = 2027;

struct Town {
    engine: Engine,
    _folder: tempfile::TempDir,
}

impl Town {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wijkbode.db");
        let store = Store::open(&Database::Sqlite(file)).await.unwrap();
        let world = World {
            catalogue: Catalogue::built_in(),
            places: vec![Place::den_haag()],
            sentences: Sentences::load(None).unwrap(),
            us: String::new(),
        };
        let engine = Engine::new(store, Arc::new(world));
        let town = Self {
            engine,
            _folder: folder,
        };
        let mut turn = town.turn(monday(0)).await;
        turn.tx
            .set_person("anna", "@anna:example.org", "Anna", None)
            .await
            .unwrap();
        freeze(&mut turn).await.unwrap();
        turn.commit().await.unwrap();
        town
    }

    /// Noon of that day.
    async fn turn(&self, day: NaiveDate) -> Turn {
        let now = Moment::start_of(day, chrono_tz::Europe::Amsterdam).plus_hours(12);
        self.engine.turn(now, "test".to_owned()).await.unwrap()
    }

    async fn freeze(&self, day: NaiveDate) {
        let mut turn = self.turn(day).await;
        freeze(&mut turn).await.unwrap();
        turn.commit().await.unwrap();
    }

    async fn set(&self, period: Period) -> Vec<Cell> {
        let mut turn = self.turn(monday(0)).await;
        let set = turn.tx.statistics(period).await.unwrap();
        set.unwrap_or_else(|| panic!("nothing was published of {period}"))
    }
}

/// The Monday of a week of the year, from 0.
fn monday(week: usize) -> NaiveDate {
    let first = NaiveDate::from_isoywd_opt(YEAR, 1, chrono::Weekday::Mon).unwrap();
    first + Days::new(7 * week as u64)
}

async fn report(turn: &mut Turn, number: i64, wijk: &str, phenomenon: &str) {
    let (room, id) = (RoomKey::wijk(wijk), format!("${number}"));
    let new = NewSignal {
        id: &id,
        number,
        person: "anna",
        wijk,
        phenomenon,
        channel: "deur",
        count: None,
        outcome: "poging",
        loss: LossClass::None,
        day: turn.today(),
        room: &room,
        event_id: &id,
    };
    let now = turn.now;
    turn.tx.add_signal(new, now).await.unwrap();
}

/// A report in a week, and what becomes of it some weeks later.
#[derive(Debug, Clone)]
struct Report {
    week: usize,
    unit: usize,
    phenomenon: usize,
    later: Option<(usize, Later)>,
}

#[derive(Debug, Clone, Copy)]
enum Later {
    TakenBack,
    /// It was another trick.
    Corrected(usize),
}

fn reports() -> impl Strategy<Value = Vec<Report>> {
    let later = prop_oneof![
        6 => Just(None),
        2 => (0..4_usize).prop_map(|weeks| Some((weeks, Later::TakenBack))),
        1 => (0..4_usize, 0..PHENOMENA.len()).prop_map(|(weeks, other)| Some((weeks, Later::Corrected(other)))),
    ];
    // Most in one unit, so that some cells have five and more.
    let unit = prop_oneof![3 => Just(0), 1 => 0..UNITS.len()];
    let phenomenon = prop_oneof![3 => Just(0), 1 => 0..PHENOMENA.len()];
    let report = (0..WEEKS, unit, phenomenon, later);
    let report = report.prop_map(|(week, unit, phenomenon, later)| Report {
        week,
        unit,
        phenomenon,
        later,
    });
    prop::collection::vec(report, 150..400)
}

/// Plays the year week by week; gives the exact counts behind what was published, as the attacker counts them.
async fn play(town: &Town, reports: &[Report]) -> Vec<i64> {
    let mut truth = vec![0; WEEKS * UNITS.len() * PHENOMENA.len()];
    for week in 0..WEEKS {
        let mut turn = town.turn(monday(week) + Days::new(2)).await;
        for (number, one) in (1..).zip(reports) {
            let wijk = WIJKEN[one.unit];
            if one.week == week {
                report(&mut turn, number, wijk, PHENOMENA[one.phenomenon]).await;
            }
            let now = turn.now;
            match one.later {
                Some((weeks, Later::TakenBack)) if one.week + weeks == week => {
                    let id = format!("${number}");
                    turn.tx.withdraw_signal(&id, now).await.unwrap();
                }
                Some((weeks, Later::Corrected(other))) if one.week + weeks == week => {
                    report(&mut turn, number, wijk, PHENOMENA[other]).await;
                }
                _ => {}
            }
        }
        turn.commit().await.unwrap();
        if week + 1 == WEEKS {
            break;
        }
        town.freeze(monday(week + 1)).await;
        remember(town, week, &mut truth).await;
    }
    // With the year what is behind the last week is forgotten at once, so it is counted before, and undone.
    let mut turn = town.turn(monday(WEEKS)).await;
    let end = Moment::start_of(monday(WEEKS), turn.settings.zone);
    let last = of_week(&take(&mut turn, end, false).await.unwrap());
    drop(turn);
    note(WEEKS - 1, &last, &mut truth);
    town.freeze(monday(WEEKS)).await;
    truth
}

async fn remember(town: &Town, week: usize, truth: &mut [i64]) {
    let cells = town.set(Period::Week(monday(week))).await;
    note(week, &cells, truth);
}

fn note(week: usize, cells: &[Cell], truth: &mut [i64]) {
    for cell in cells {
        let unit = WIJKEN.iter().position(|code| *code == cell.unit).unwrap();
        let phenomenon = PHENOMENA.iter().position(|slug| *slug == cell.phenomenon);
        truth[at(week, unit, phenomenon.unwrap())] = cell.counted.unwrap();
    }
}

/// The cells by the names that the attacker calls the units by.
fn renamed(mut cells: Vec<Cell>) -> Vec<Cell> {
    for cell in &mut cells {
        if let Some(unit) = WIJKEN.iter().position(|code| *code == cell.unit) {
            UNITS[unit].0.clone_into(&mut cell.unit);
        }
    }
    cells
}

async fn year_cannot_be_recovered(reports: Vec<Report>) {
    let town = Town::new().await;
    let truth = play(&town, &reports).await;

    let mut weeks = Vec::new();
    for week in 0..WEEKS {
        weeks.push(renamed(town.set(Period::Week(monday(week))).await));
    }
    let mut months = Vec::new();
    for month in 1..=12 {
        let first = NaiveDate::from_ymd_opt(YEAR, month, 1).unwrap();
        let period = Period::Month(Month::of(first));
        let of = period.weeks();
        let of: Vec<_> = (0..WEEKS)
            .filter(|&week| of.contains(&monday(week)))
            .collect();
        months.push((of, renamed(town.set(period).await)));
    }
    let year = renamed(town.set(Period::Year(YEAR)).await);
    let every = weeks
        .iter()
        .chain(months.iter().map(|(_, set)| set))
        .chain([&year]);
    assert!(
        every.flatten().all(|cell| cell.counted.is_none()),
        "what is behind the figures was forgotten"
    );

    let hidden: Vec<_> = (0..truth.len())
        .filter(|&cell| (1..=4).contains(&truth[cell]))
        .collect();
    assert!(hidden.len() > 20, "{} hidden counts", hidden.len());
    let mut attacker = reader_of(&weeks, &months, &year);
    assert!(attacker.thinks(), "what was published can be true");
    for cell in hidden {
        assert_eq!(attacker.bounds[cell], (1, 4));
    }
    let exact = |cell: &usize| truth[*cell] > 4;
    for cell in (0..truth.len()).filter(exact) {
        assert_eq!(attacker.bounds[cell], (truth[cell], truth[cell]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn nothing_that_the_engine_froze_in_a_year_narrows_a_hidden_count(reports in reports()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(year_cannot_be_recovered(reports));
    }
}

/// Of Moerwijk and nepagent, one figure a week.
async fn figures(town: &Town, weeks: usize) -> Vec<String> {
    let mut figures = Vec::new();
    for week in 0..weeks {
        let cells = town.set(Period::Week(monday(week))).await;
        let cell = cells.iter().find(|cell| cell.unit == WIJKEN[0]);
        figures.push(cell.map_or(String::from("0"), |cell| cell.figure.to_string()));
    }
    figures
}

#[tokio::test]
async fn what_is_taken_back_is_made_up_for_in_the_next_sets_and_never_in_its_own() {
    let town = Town::new().await;
    // Seven in the first week, of which three are taken back in the second, when two come; then six, and six.
    let mut number = 0;
    for (week, come, taken_back) in [(0, 7, 0), (1, 2, 3), (2, 6, 0), (3, 6, 0)] {
        let mut turn = town.turn(monday(week) + Days::new(3)).await;
        for _ in 0..come {
            number += 1;
            report(&mut turn, number, WIJKEN[0], "nepagent").await;
        }
        let now = turn.now;
        for number in 1..=taken_back {
            let id = format!("${number}");
            turn.tx.withdraw_signal(&id, now).await.unwrap();
        }
        turn.commit().await.unwrap();
        town.freeze(monday(week + 1)).await;
    }
    // Two less three is none, and one to take off later.
    assert_eq!(figures(&town, 4).await, ["7", "0", "5", "6"]);
}

#[tokio::test]
async fn what_was_another_trick_moves_in_the_next_set() {
    let town = Town::new().await;
    let mut turn = town.turn(monday(0)).await;
    for number in 1..=6 {
        report(&mut turn, number, WIJKEN[0], "nepagent").await;
    }
    turn.commit().await.unwrap();
    town.freeze(monday(1)).await;
    let mut turn = town.turn(monday(1)).await;
    report(&mut turn, 6, WIJKEN[0], "qr-fraude").await;
    for number in 7..=12 {
        report(&mut turn, number, WIJKEN[0], "nepagent").await;
    }
    turn.commit().await.unwrap();
    town.freeze(monday(2)).await;
    assert_eq!(figures(&town, 2).await, ["6", "5"]);
    let cells = town.set(Period::Week(monday(1))).await;
    let other = cells.iter().find(|cell| cell.phenomenon == "qr-fraude");
    assert_eq!(other.map(|cell| cell.counted), Some(Some(1)));
}

#[tokio::test]
async fn after_downtime_each_week_is_frozen_by_itself_and_only_once() {
    let town = Town::new().await;
    let mut number = 0;
    for week in 0..3 {
        let mut turn = town.turn(monday(week)).await;
        for _ in 0..5 + week {
            number += 1;
            report(&mut turn, number, WIJKEN[0], "nepagent").await;
        }
        turn.commit().await.unwrap();
    }
    town.freeze(monday(3)).await;
    town.freeze(monday(3)).await;
    assert_eq!(figures(&town, 3).await, ["5", "6", "7"]);
}

#[tokio::test]
async fn what_is_sensitive_is_in_the_set_of_the_month_only() {
    let town = Town::new().await;
    let mut turn = town.turn(monday(0)).await;
    for number in 1..=6 {
        report(&mut turn, number, "", "sextortion").await;
    }
    report(&mut turn, 7, "", "online-bedreiging").await;
    turn.commit().await.unwrap();
    // January 2027 ends with the week of the 25th.
    town.freeze(monday(4)).await;
    assert_eq!(town.set(Period::Week(monday(0))).await, []);
    let first = NaiveDate::from_ymd_opt(YEAR, 1, 1).unwrap();
    let month = town.set(Period::Month(Month::of(first))).await;
    let shown: Vec<_> = month
        .iter()
        .map(|cell| (cell.unit.as_str(), cell.phenomenon.as_str(), cell.figure))
        .collect();
    assert_eq!(
        shown,
        [
            ("", "online-bedreiging", Figure::Withheld),
            ("", "sextortion", Figure::Exact(6))
        ]
    );
}

#[tokio::test]
async fn a_small_wijk_is_counted_with_its_neighbours() {
    let town = Town::new().await;
    let mut turn = town.turn(monday(0)).await;
    // Zuiderpark has 155 inhabitants.
    for (number, wijk) in (1..).zip(["WK051835", "WK051832", "WK051835"]) {
        report(&mut turn, number, wijk, "nepagent").await;
    }
    let units = Units::of(&mut turn).await.unwrap();
    assert_eq!(units.of_wijk("WK051835"), units.of_wijk("WK051832"));
    assert_eq!(
        units.name(&units.of_wijk("WK051835")),
        "Leyenburg + Zuiderpark"
    );
    turn.commit().await.unwrap();
    town.freeze(monday(1)).await;
    let cells = town.set(Period::Week(monday(0))).await;
    assert_eq!(
        (cells.len(), cells[0].unit.as_str(), cells[0].counted),
        (1, "WK051832", Some(3))
    );
}
