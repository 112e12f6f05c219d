//! What is published of which counts.

use super::*;
use crate::domain::time::read_day;

fn counts(of: &[(&str, &str, i64)]) -> Counts {
    let counts = of
        .iter()
        .map(|&(unit, phenomenon, count)| ((unit.to_owned(), phenomenon.to_owned()), count));
    counts.collect()
}

fn shown(cells: &[Cell]) -> Vec<String> {
    let line = |cell: &Cell| format!("{} {} {}", cell.unit, cell.phenomenon, cell.figure);
    cells.iter().map(line).collect()
}

fn week(of: &[i64]) -> Vec<Vec<Cell>> {
    of.iter()
        .map(|&count| of_week(&counts(&[("moerwijk", "nepagent", count)])))
        .collect()
}

#[test]
fn a_week_shows_nothing_between_one_and_four() {
    let cells = of_week(&counts(&[
        ("moerwijk", "nepagent", 4),
        ("moerwijk", "qr-fraude", 0),
        ("laak", "nepagent", 5),
    ]));
    assert_eq!(shown(&cells), ["laak nepagent 5", "moerwijk nepagent 1-4"]);
}

#[test]
fn a_month_is_what_its_weeks_add_up_to() {
    let cells = of_month(&week(&[2, 0, 7, 1]), &Counts::new());
    assert_eq!(shown(&cells), ["moerwijk nepagent 9-15"]);
    assert_eq!(cells[0].counted, None, "nobody needs what is behind a sum");
}

#[test]
fn a_year_is_exact_where_that_says_nothing_about_a_week() {
    let year = |of: &[i64]| of_year(&week(of), &[])[1].figure.to_string();
    assert_eq!(year(&[2, 1, 3]), "3-12", "too few weeks to hide among");
    assert_eq!(
        year(&[1, 1, 2, 1, 1, 1]),
        "6-12",
        "nearly all of them are one"
    );
    assert_eq!(year(&[2, 3, 4, 1, 2, 2]), "14");
    assert_eq!(year(&[4, 4, 3, 4, 4, 4]), "18-24");
    assert_eq!(year(&[7, 0, 5]), "12", "nothing is hidden");
}

#[test]
fn what_is_sensitive_is_of_the_gemeente_and_from_five_only() {
    let month = |count| of_month(&[], &counts(&[("", "sextortion", count)]));
    assert_eq!(month(4)[0].figure, Figure::Withheld);
    assert_eq!(month(4)[0].figure.to_string(), "");
    assert_eq!(shown(&month(6)), [" sextortion 6"]);
    let year = |of: &[i64]| {
        let months: Vec<_> = of.iter().map(|&count| month(count)).collect();
        of_year(&[], &months)[0].figure
    };
    assert_eq!(
        year(&[1, 0, 0, 2, 1, 0, 0, 0, 3, 0, 0, 0]),
        Figure::Withheld
    );
    let band = Figure::Band { least: 6, most: 14 };
    assert_eq!(year(&[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), band);
    assert_eq!(
        year(&[6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]),
        band,
        "also from within"
    );
}

#[test]
fn small_wijken_are_counted_together() {
    let units = units(&Place::den_haag());
    let names: Vec<_> = units
        .iter()
        .filter(|unit| unit.wijken.len() > 1)
        .map(|unit| unit.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Oostduinen + Van Stolkpark en Scheveningse Bosjes + Zorgvliet",
            "Benoordenhout + Haagse Bos",
            "Leyenburg + Zuiderpark",
            "Hoornwijk + Forepark",
        ]
    );
    assert_eq!(
        units.iter().map(|unit| unit.wijken.len()).sum::<usize>(),
        44
    );
}

#[test]
fn weeks_belong_to_the_month_and_year_of_their_thursday() {
    let day = |text| read_day(text).unwrap();
    let week = Period::week_of(day("2026-10-14"));
    assert_eq!(
        (week, week.to_string().as_str()),
        (Period::Week(day("2026-10-12")), "2026-W42")
    );
    let october = Period::Month(Month::of(day("2026-10-14")));
    assert_eq!(october.to_string(), "2026-10");
    let weeks = october.weeks();
    assert_eq!(
        (weeks.len(), weeks[0], weeks[4]),
        (5, day("2026-09-28"), day("2026-10-26"))
    );
    assert_eq!(
        (
            Period::Year(2026).weeks().len(),
            Period::Year(2027).weeks().len()
        ),
        (53, 52)
    );
    let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2026, month, 1));
    let of_months: Vec<_> = months
        .flat_map(|first| Period::Month(Month::of(first)).weeks())
        .collect();
    assert_eq!(
        of_months,
        Period::Year(2026).weeks(),
        "months make up the year"
    );
}

#[test]
fn a_withdrawal_counts_in_the_next_set() {
    assert_eq!(net(3, 1), (2, 0));
    assert_eq!(net(0, 2), (0, 2));
    assert_eq!(net(1, 2), (0, 1));
    assert_eq!(net(4, 0), (4, 0));
}

#[test]
fn the_name_of_a_period_reads_back_and_nothing_else_does() {
    for name in ["2026-W42", "2026-W53", "2026-10", "2026"] {
        assert_eq!(
            Period::read(name)
                .map(|period| period.to_string())
                .as_deref(),
            Some(name)
        );
    }
    for other in [
        "2026-W7",
        "2026-W54",
        "2026-13",
        "+2026",
        "",
        "-",
        "W42",
        "2026-10-14",
        "99999999",
    ] {
        assert_eq!(Period::read(other), None, "{other}");
    }
}

#[test]
fn figures_read_back() {
    let figures = [Figure::Exact(7), Figure::between(1, 4), Figure::Withheld];
    let json = serde_json::to_string(&figures).unwrap();
    assert_eq!(
        json,
        r#"[{"exact":7},{"band":{"least":1,"most":4}},"withheld"]"#
    );
    assert_eq!(serde_json::from_str::<Vec<Figure>>(&json).unwrap(), figures);
}
