//! The attacker: reads everything that is published in a year, and tries to find out what is behind a `1-4`.
//!
//! She knows which counts each figure is of, and narrows what each of them can be until nothing narrows any further.
//! Totals of the year are told to her part by part, as a tree, so that narrowing them is as good as any other way. A
//! second attacker knows the program too, and tries every town there could be. What the bot really froze is read by the first
//! one too, in `engine::statistics`.

use proptest::prelude::*;

use super::*;

pub(crate) const UNITS: [(&str, &str); 5] = [
    ("moerwijk", "escamp"),
    ("morgenstond", "escamp"),
    ("leyenburg", "escamp"),
    ("duindorp", "scheveningen"),
    ("belgisch-park", "scheveningen"),
];
pub(crate) const PHENOMENA: [&str; 3] = ["nepagent", "babbeltruc-deur", "qr-fraude"];
/// The first two are one category.
const HYBRID: usize = 2;
pub(crate) const WEEKS: usize = 52;
const WEEKS_OF_A_MONTH: [usize; 12] = [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5];

/// Counts by week, unit and phenomenon, in that order.
type Year = Vec<i64>;

/// The place of a count among those of a year.
pub(crate) fn at(week: usize, unit: usize, phenomenon: usize) -> usize {
    (week * UNITS.len() + unit) * PHENOMENA.len() + phenomenon
}

/// What somebody knows: the bounds of each count, and of totals, and what adds up to what.
#[derive(Clone)]
pub(crate) struct Attacker {
    pub(crate) bounds: Vec<(i64, i64)>,
    facts: Vec<Fact>,
}

/// What was published of a sum.
#[derive(Clone)]
struct Fact {
    parts: Vec<usize>,
    /// Where the sum is a count of its own.
    total: Option<usize>,
    /// The least and the most of the parts less the total.
    bounds: (i64, i64),
}

impl Attacker {
    fn before_anything() -> Self {
        Self {
            bounds: vec![(0, 1_000); WEEKS * UNITS.len() * PHENOMENA.len()],
            facts: Vec::new(),
        }
    }

    fn reads(&mut self, parts: Vec<usize>, figure: Figure) {
        self.facts.push(Fact {
            parts,
            total: None,
            bounds: figure.bounds(),
        });
    }

    /// A total that is part of another one; its place among the counts.
    fn reads_total(&mut self, parts: Vec<usize>, figure: Figure) -> usize {
        self.bounds.push(figure.bounds());
        let total = self.bounds.len() - 1;
        self.facts.push(Fact {
            parts,
            total: Some(total),
            bounds: (0, 0),
        });
        total
    }

    /// Narrows until nothing changes. `false` when what she knows cannot be.
    pub(crate) fn thinks(&mut self) -> bool {
        let mut is_new = true;
        while is_new {
            is_new = false;
            for Fact {
                parts,
                total,
                bounds,
            } in &self.facts
            {
                let (least, most) = bounds;
                let of_total = total.map_or((0, 0), |total| self.bounds[total]);
                let sums = parts.iter().map(|&part| self.bounds[part]);
                let (low, high) = sums.fold((0, 0), |(low, high), (a, b)| (low + a, high + b));
                let (from, to) = (least + of_total.0, most + of_total.1);
                if let Some(total) = *total {
                    let narrowed = (of_total.0.max(low - most), of_total.1.min(high - least));
                    is_new |= narrowed != of_total;
                    self.bounds[total] = narrowed;
                }
                for &part in parts {
                    let (a, b) = self.bounds[part];
                    let narrowed = (a.max(from - (high - b)), b.min(to - (low - a)));
                    is_new |= narrowed != (a, b);
                    self.bounds[part] = narrowed;
                }
                if self.bounds.iter().any(|(a, b)| a > b) {
                    return false;
                }
            }
        }
        true
    }
}

fn week_sets(year: &Year) -> Vec<Vec<Cell>> {
    let set = |week: usize| {
        let mut counts = Counts::new();
        for (unit, (code, _)) in UNITS.iter().enumerate() {
            for (phenomenon, slug) in PHENOMENA.iter().enumerate() {
                let place = ((*code).to_owned(), (*slug).to_owned());
                counts.insert(place, year[at(week, unit, phenomenon)]);
            }
        }
        of_week(&counts)
    };
    (0..WEEKS).map(set).collect()
}

fn figure(set: &[Cell], unit: &str, phenomenon: &str) -> Figure {
    let cell = set
        .iter()
        .find(|cell| cell.unit == unit && cell.phenomenon == phenomenon);
    cell.map_or(Figure::Exact(0), |cell| cell.figure)
}

/// Everything that is published in the year.
fn published(year: &Year) -> Attacker {
    let weeks = week_sets(year);
    let mut first = 0;
    let months = WEEKS_OF_A_MONTH.map(|length| {
        let of = first..first + length;
        first += length;
        let set = of_month(&weeks[of.clone()], &Counts::new());
        (of.collect(), set)
    });
    let set = of_year(&weeks, &[]);
    reader_of(&weeks, &months, &set)
}

/// Somebody who read these sets: of each week, of each month with the places of its weeks, and of the year.
pub(crate) fn reader_of(
    weeks: &[Vec<Cell>],
    months: &[(Vec<usize>, Vec<Cell>)],
    year: &[Cell],
) -> Attacker {
    let mut attacker = Attacker::before_anything();
    for (week, set) in weeks.iter().enumerate() {
        read_set(&mut attacker, set, &[week]);
    }
    for (of, set) in months {
        read_set(&mut attacker, set, of);
    }
    read_set(&mut attacker, year, &(0..WEEKS).collect::<Vec<_>>());
    for (phenomenon, slug) in PHENOMENA.iter().enumerate() {
        let units = UNITS.iter().enumerate().map(|(unit, (code, _))| {
            let parts = (0..WEEKS).map(|week| at(week, unit, phenomenon)).collect();
            attacker.reads_total(parts, figure(year, code, slug))
        });
        let units: Vec<_> = units.collect();
        attacker.reads(units, figure(year, "", slug));
    }
    attacker
}

/// A set with all its totals: per stadsdeel and gemeente, per category and over all phenomena.
fn read_set(attacker: &mut Attacker, set: &[Cell], weeks: &[usize]) {
    let units = 0..UNITS.len();
    let mut areas: Vec<Vec<usize>> = units.clone().map(|unit| vec![unit]).collect();
    areas.extend([vec![0, 1, 2], vec![3, 4], units.collect()]);
    let mut groups: Vec<Vec<usize>> = (0..PHENOMENA.len()).map(|one| vec![one]).collect();
    groups.extend([(0..HYBRID).collect(), (0..PHENOMENA.len()).collect()]);
    for area in &areas {
        for group in &groups {
            let cells = area
                .iter()
                .flat_map(|&unit| group.iter().map(move |&phenomenon| (unit, phenomenon)));
            let shown = cells
                .clone()
                .map(|(unit, phenomenon)| figure(set, UNITS[unit].0, PHENOMENA[phenomenon]));
            let parts = cells.flat_map(|(unit, phenomenon)| {
                weeks.iter().map(move |&week| at(week, unit, phenomenon))
            });
            attacker.reads(parts.collect(), sum(shown));
        }
    }
}

/// Reports are rare, mostly alone, and now and then many.
fn years() -> impl Strategy<Value = Year> {
    let count = |busy: u32| {
        prop_oneof![
            60 => Just(0),
            20 + busy => Just(1),
            5 + busy => Just(2),
            2 + busy => Just(3),
            1 + busy => Just(4),
            1 + busy => 5..12_i64,
        ]
    };
    let size = WEEKS * UNITS.len() * PHENOMENA.len();
    (0..60_u32).prop_flat_map(move |busy| prop::collection::vec(count(busy), size))
}

fn hidden(year: &Year) -> Vec<usize> {
    (0..year.len())
        .filter(|&cell| (1..SHOWN_FROM).contains(&year[cell]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_that_is_published_in_a_year_narrows_a_hidden_count(year in years(), seed: prop::sample::Index) {
        let mut attacker = published(&year);
        let hidden = hidden(&year);
        prop_assert!(attacker.thinks());
        for &cell in &hidden {
            prop_assert_eq!(attacker.bounds[cell], (1, 4));
        }
        if hidden.is_empty() {
            return Ok(());
        }

        // She reported all of one cell herself, and knows that nobody else did.
        let own = *seed.get(&hidden);
        let mut contributor = attacker.clone();
        contributor.bounds[own] = (year[own], year[own]);
        prop_assert!(contributor.thinks());
        for &cell in hidden.iter().filter(|cell| **cell != own) {
            prop_assert_eq!(contributor.bounds[cell], (1, 4));
        }

        // She is the only ambassadeur of her wijk, and knows all of it.
        let unit_of = |cell: usize| cell / PHENOMENA.len() % UNITS.len();
        let mut alone = attacker;
        for cell in (0..year.len()).filter(|&cell| unit_of(cell) == unit_of(own)) {
            alone.bounds[cell] = (year[cell], year[cell]);
        }
        prop_assert!(alone.thinks());
        for &cell in hidden.iter().filter(|&&cell| unit_of(cell) != unit_of(own)) {
            prop_assert_eq!(alone.bounds[cell], (1, 4));
        }
    }
}

/// The same year every time: two hidden counts a week at most.
fn a_quiet_year() -> Year {
    let count = |cell: usize| match cell % 17 {
        3 => (cell / 17 % 4 + 1) as i64,
        9 => (cell / 17 % 9) as i64,
        _ => 0,
    };
    (0..WEEKS * UNITS.len() * PHENOMENA.len())
        .map(count)
        .collect()
}

#[test]
fn the_same_attacker_finds_counts_behind_plain_totals() {
    let year = a_quiet_year();
    let hidden = hidden(&year);
    let mut attacker = published(&year);
    for week in 0..WEEKS {
        for phenomenon in 0..PHENOMENA.len() {
            let parts: Vec<_> = (0..UNITS.len())
                .map(|unit| at(week, unit, phenomenon))
                .collect();
            let plain = parts.iter().map(|&part| year[part]).sum();
            attacker.reads(parts, Figure::Exact(plain));
        }
    }
    assert!(attacker.thinks());
    let is_found = |cell: &&usize| attacker.bounds[**cell] == (year[**cell], year[**cell]);
    let found = hidden.iter().filter(is_found).count();
    assert!(found * 2 > hidden.len(), "{found} of {}", hidden.len());
}

#[test]
fn she_finds_them_too_where_totals_are_banded_like_cells() {
    let mut year = vec![0; WEEKS * UNITS.len() * PHENOMENA.len()];
    let month: Vec<_> = (0..4).map(|week| at(week, 0, 0)).collect();
    month.iter().for_each(|&cell| year[cell] = 1);
    let mut attacker = published(&year);
    attacker.reads(month.clone(), Figure::of(4));
    assert!(attacker.thinks());
    assert!(month.iter().all(|&cell| attacker.bounds[cell] == (1, 1)));
}

#[test]
fn a_second_edition_would_tell_who_withdrew_a_report_what_the_others_are() {
    // Five, of which one was hers: exact. Then hers is withdrawn, and the cell is published again.
    let (before, after) = (Figure::of(5), Figure::of(5 - 1));
    let (least, most) = after.bounds();
    let possible = (least..=most).filter(|count| Figure::Exact(count + 1) == before);
    assert_eq!(possible.collect::<Vec<_>>(), [4]);
    // In the next set it is one less of what came since, of which she knows nothing.
    assert_eq!(Figure::of(net(3, 1).0), Figure::of(net(4, 1).0));
}

/// She knows the program: of every town that there could be, which would have been published like this?
#[test]
fn also_who_tries_every_town_finds_all_four_possible() {
    // Five weeks of one unit and two of another, all hidden.
    let town = |number: usize| {
        (0..7)
            .map(move |cell| (number >> (2 * cell) & 3) as i64 + 1)
            .collect::<Vec<_>>()
    };
    let publish = |counts: &[i64]| {
        let weeks: Vec<Vec<Cell>> = (0..5)
            .map(|week| {
                let mut cells = Counts::from([((String::from("a"), String::new()), counts[week])]);
                if week < 2 {
                    cells.insert((String::from("b"), String::new()), counts[5 + week]);
                }
                of_week(&cells)
            })
            .collect();
        let year = of_year(&weeks, &[]);
        year.into_iter().map(|cell| cell.figure).collect::<Vec<_>>()
    };
    // What is published, and one count that she knows: which counts each other can be.
    let mut possible: BTreeMap<(String, usize, i64), Vec<BTreeSet<i64>>> = BTreeMap::new();
    for number in 0..1 << 14 {
        let counts = town(number);
        let figures = format!("{:?}", publish(&counts));
        for known in 0..7 {
            let here = possible
                .entry((figures.clone(), known, counts[known]))
                .or_insert_with(|| vec![BTreeSet::new(); 7]);
            for (cell, count) in counts.iter().enumerate() {
                here[cell].insert(*count);
            }
        }
    }
    let editions: BTreeSet<_> = possible.keys().map(|(figures, ..)| figures).collect();
    assert!(
        editions.len() > 3,
        "the totals do tell something: {editions:?}"
    );
    for ((figures, known, count), cells) in &possible {
        for (cell, values) in cells.iter().enumerate().filter(|(cell, _)| cell != known) {
            assert_eq!(
                values.len(),
                4,
                "{figures}, who knows {known} is {count}: {cell} is in {values:?}"
            );
        }
    }
}
