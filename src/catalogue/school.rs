//! School holidays, per region of the Netherlands. Public holidays are computed (`domain::calendar`); these are decided by
//! the ministry and so come from a file.

use chrono::NaiveDate;
use serde::Deserialize;

use super::CatalogueError;
use super::check::wrong;

/// Where a gemeente lies: its schools share their holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    Noord,
    Midden,
    Zuid,
}

/// The school holidays of some years.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolHolidays {
    /// Who decided these days, and when that was looked up.
    pub source: String,
    /// By this day somebody compares them with the source and adds a year.
    pub review_by: NaiveDate,
    vakantie: Vec<Holiday>,
}

/// First and last day in each region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    name: String,
    noord: [NaiveDate; 2],
    midden: [NaiveDate; 2],
    zuid: [NaiveDate; 2],
}

impl Holiday {
    fn days(&self, region: Region) -> [NaiveDate; 2] {
        match region {
            Region::Noord => self.noord,
            Region::Midden => self.midden,
            Region::Zuid => self.zuid,
        }
    }
}

impl SchoolHolidays {
    const FILE: &'static str = "schoolvakanties.toml";

    /// Those that are compiled in.
    ///
    /// # Panics
    /// Never in a build that passed its tests.
    #[must_use]
    pub fn built_in() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the bytes are compiled in, and a test reads the same ones"
        )]
        Self::parse(include_str!("../../config/places/schoolvakanties.toml"))
            .expect("checked by a test")
    }

    fn parse(text: &str) -> Result<Self, CatalogueError> {
        let holidays: Self = toml::from_str(text).map_err(|cause| CatalogueError::Malformed {
            file: Self::FILE.to_owned(),
            cause: Box::new(cause),
        })?;
        for region in [Region::Noord, Region::Midden, Region::Zuid] {
            let mut before = NaiveDate::MIN;
            for holiday in &holidays.vakantie {
                let [first, last] = holiday.days(region);
                if first <= before || last < first {
                    return wrong(
                        Self::FILE,
                        format!("'{}' van {first} staat niet op volgorde.", holiday.name),
                        "Zet de vakanties op volgorde van datum, met eerst de eerste dag.",
                    );
                }
                before = last;
            }
        }
        Ok(holidays)
    }

    /// What the schools of a region call their holiday on this day: "herfstvakantie". `None` when there is school, and
    /// for years that the file does not have.
    #[must_use]
    pub fn on(&self, day: NaiveDate, region: Region) -> Option<&str> {
        let is_then = |holiday: &&Holiday| {
            let [first, last] = holiday.days(region);
            (first..=last).contains(&day)
        };
        self.vakantie
            .iter()
            .find(is_then)
            .map(|holiday| holiday.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;
    use crate::domain::time::read_day;

    #[test]
    fn every_school_holiday_is_whole_weeks_from_a_saturday_to_a_sunday() {
        let holidays = SchoolHolidays::built_in();
        assert!(holidays.vakantie.len() >= 13);
        for holiday in &holidays.vakantie {
            for region in [Region::Noord, Region::Midden, Region::Zuid] {
                let [first, last] = holiday.days(region);
                let weekdays = (first.weekday(), last.weekday());
                assert_eq!(weekdays, (Weekday::Sat, Weekday::Sun), "{holiday:?}");
                let days = (last - first).num_days() + 1;
                let weeks = match holiday.name.as_str() {
                    "zomervakantie" => 6,
                    "kerstvakantie" => 2,
                    _ => 1,
                };
                // A week is nine days with its two weekends.
                assert_eq!(days, weeks * 7 + 2, "{holiday:?}");
            }
        }
    }

    #[test]
    fn regions_differ_in_autumn_and_agree_at_christmas() {
        let holidays = SchoolHolidays::built_in();
        let on = |day: &str, region| {
            holidays
                .on(read_day(day).unwrap(), region)
                .map(str::to_owned)
        };
        let autumn = Some("herfstvakantie".to_owned());
        assert_eq!(on("2026-10-12", Region::Noord), autumn);
        assert_eq!(on("2026-10-12", Region::Midden), None);
        assert_eq!(on("2026-10-25", Region::Midden), autumn);
        assert_eq!(on("2026-10-26", Region::Zuid), None);
        for region in [Region::Noord, Region::Midden, Region::Zuid] {
            assert_eq!(on("2027-01-01", region).as_deref(), Some("kerstvakantie"));
        }
    }

    #[test]
    fn holidays_out_of_order_are_refused() {
        let text = "source = \"x\"\nreview_by = \"2027-01-01\"\n[[vakantie]]\nname = \"herfstvakantie\"\n\
                    noord = [\"2026-10-18\", \"2026-10-10\"]\nmidden = [\"2026-10-17\", \"2026-10-25\"]\n\
                    zuid = [\"2026-10-17\", \"2026-10-25\"]\n";
        let refused = SchoolHolidays::parse(text).unwrap_err().to_string();
        assert!(refused.contains("volgorde"), "{refused}");
    }
}
