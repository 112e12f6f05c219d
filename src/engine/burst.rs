//! A burst in words: "4 meldingen in Laak sinds dinsdag, normaal 1 per week". And which alarms there were, for the digests.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};

use super::turn::Turn;
use crate::args;
use crate::catalogue::Lang;
use crate::domain::detection::{Alarm, Level, Usual};
use crate::sentences::Sentences;
use crate::store::AlarmRow;

/// The sentence of an alarm; `area` is the name that people know, of the wijk, the middle one or the stadsdeel.
pub fn burst_in_words(
    sentences: &Sentences,
    lang: Lang,
    alarm: &Alarm,
    phenomenon: &str,
    area: &str,
) -> String {
    let place = match alarm.level {
        Level::Wijk => "burst-in-wijk",
        Level::Neighbours => "burst-in-neighbours",
        Level::Stadsdeel => "burst-in-stadsdeel",
        Level::City => "burst-in-city",
    };
    sentences.say(
        lang,
        "burst",
        &args! {
            count: alarm.observed,
            phenomenon: phenomenon.to_owned(),
            place: sentences.say(lang, place, &args! { area: area.to_owned() }),
            since: since(sentences, lang, alarm),
            usual: usual(sentences, lang, alarm.per_week),
        },
    )
}

/// "dinsdag" in the last week, "14 oktober" before.
fn since(sentences: &Sentences, lang: Lang, alarm: &Alarm) -> String {
    if (alarm.date - alarm.since).num_days() < 7 {
        let weekday = format!("weekday-{}", alarm.since.weekday().number_from_monday());
        return sentences.say(lang, &weekday, &args! {});
    }
    let month = sentences.say(lang, &format!("month-{}", alarm.since.month()), &args! {});
    sentences.say(
        lang,
        "day",
        &args! { day: alarm.since.day().to_string(), month: month },
    )
}

fn usual(sentences: &Sentences, lang: Lang, per_week: f64) -> String {
    match Usual::of(per_week) {
        Usual::PerWeek(count) => sentences.say(lang, "usual-week", &args! { count: count }),
        Usual::PerMonth(count) => sentences.say(lang, "usual-month", &args! { count: count }),
        Usual::PerYear(count) => sentences.say(lang, "usual-year", &args! { count: count }),
        Usual::Never => sentences.say(lang, "usual-never", &args! {}),
    }
}

/// The alarms that were told from one day up to another.
pub async fn alarms_told(
    turn: &mut Turn,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<AlarmRow>> {
    let (from, until) = (from.to_string(), until.to_string());
    let mut alarms = turn.tx.alarms_since(&from).await?;
    alarms.retain(|alarm| alarm.told_on >= from && alarm.told_on < until);
    Ok(alarms)
}

/// One line with their numbers; how many reports they were made of stands in the alarm.
pub fn alarms_in_words(turn: &Turn, alarms: &[AlarmRow]) -> Option<String> {
    let named = |alarm: &AlarmRow| {
        let known = turn.catalogue().phenomenon(&alarm.phenomenon);
        let label = known.map_or(&*alarm.phenomenon, |known| known.label(turn.lang()));
        format!("{} ({label})", alarm.number)
    };
    let list: Vec<_> = alarms.iter().map(named).collect();
    (!list.is_empty()).then(|| turn.t("digest-week-alarms", args! { list: list.join(", ") }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    fn said(lang: Lang, level: Level, since: &str, per_week: f64) -> String {
        let alarm = Alarm {
            date: read_day("2026-10-16").unwrap(),
            level,
            area: "Laak".to_owned(),
            phenomenon: "nepagent".to_owned(),
            observed: 4,
            expected: per_week / 2.0,
            since: read_day(since).unwrap(),
            score: 4.0,
            reporters: 3,
            per_week,
        };
        burst_in_words(
            &Sentences::load(None).unwrap(),
            lang,
            &alarm,
            "nepagent",
            "Laak",
        )
    }

    #[test]
    fn an_alarm_states_its_numbers() {
        let cases = [
            (Lang::Nl, Level::Wijk, "2026-10-13", 1.2),
            (Lang::Nl, Level::Neighbours, "2026-10-13", 0.3),
            (Lang::Nl, Level::Stadsdeel, "2026-09-30", 0.03),
            (Lang::Nl, Level::City, "2026-10-16", 0.001),
            (Lang::En, Level::Wijk, "2026-10-13", 2.4),
        ];
        let said = cases.map(|(lang, level, since, per_week)| said(lang, level, since, per_week));
        assert_eq!(
            said,
            [
                "4 meldingen van nepagent in Laak sinds dinsdag, normaal 1 per week",
                "4 meldingen van nepagent in en rond Laak sinds dinsdag, normaal 1 per maand",
                "4 meldingen van nepagent in stadsdeel Laak sinds 30 september, normaal 2 per jaar",
                "4 meldingen van nepagent in de hele gemeente sinds vrijdag, normaal bijna nooit",
                "4 reports of nepagent in Laak since Tuesday, usually 2 a week",
            ]
        );
    }
}
