//! What is said of an alarm: in the signal room and the management room, and there again when something changed.

use anyhow::Result;

use super::look::alarm_of;
use crate::args;
use crate::catalogue::UNKNOWN;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::detection::{Alarm, AlarmState, Level};
use crate::domain::time::{Moment, read_day};
use crate::engine::{News, Turn, burst_in_words};
use crate::store::{AlarmRow, id_of};

/// What our messages of an alarm show, for replies to them.
pub const ON: &str = "alarm";

/// What is usual is kept as reports in so many weeks.
pub const USUAL_WEEKS: f64 = 1000.0;

/// What its messages and bells are about.
pub fn about(alarm: &AlarmRow) -> String {
    format!("{ON}:{}", alarm.id)
}

/// What the audit calls it.
pub fn number_of(alarm: &AlarmRow) -> String {
    format!("alarm:{}", alarm.number)
}

/// A new alarm: quiet, but for who follows the trick or one of its wijken; when nobody does, for all wijkagenten.
pub async fn first(turn: &mut Turn, alarm: &Alarm, wijken: &[&str]) -> Result<()> {
    let number = turn.tx.next_number("alarm").await?;
    let id = id_of(&format!("alarm:{number}"));
    let causes =
        [RoomKey::signal(), RoomKey::management()].map(|room| format!("alarm:{id}:{room}"));
    let row = AlarmRow {
        number,
        phenomenon: alarm.phenomenon.clone(),
        level: alarm.level,
        area: alarm.area.clone(),
        wijken: wijken.join(" "),
        since: alarm.since.to_string(),
        told_on: alarm.date.to_string(),
        over_on: None,
        reports: alarm.observed.into(),
        reporters: alarm.reporters.into(),
        usual: (alarm.per_week * USUAL_WEEKS).round() as i64,
        state: AlarmState::Open,
        reason: None,
        person: None,
        decided_at: None,
        in_signal: id_of(&causes[0]),
        in_management: id_of(&causes[1]),
        id,
    };
    turn.tx.add_alarm(&row).await?;
    let about = about(&row);
    let news = News {
        about: &about,
        label: format!("alarm {number}"),
        wijken,
        phenomenon: &alarm.phenomenon,
        urgent: true,
    };
    // Only in the signal room, where people follow.
    let mut mentions = turn.who_hears(&news).await?;
    for (room, cause) in [RoomKey::signal(), RoomKey::management()]
        .iter()
        .zip(&causes)
    {
        let spoken = turn.speak_in(room).await?;
        let text = Text {
            body: text(turn, &row, true).await?,
            mentions: std::mem::take(&mut mentions),
            ..Text::default()
        };
        turn.speak(Some(spoken));
        turn.post_because(
            cause,
            room,
            Class::Notice,
            Outgoing::Say(text),
            Some(&about),
        )
        .await?;
    }
    Ok(())
}

/// Its messages say what is so now.
pub async fn again(turn: &mut Turn, alarm: &AlarmRow) -> Result<()> {
    let (now, id) = (turn.now, &alarm.id);
    let own = [
        (RoomKey::signal(), &alarm.in_signal),
        (RoomKey::management(), &alarm.in_management),
    ];
    for (room, message) in own {
        let spoken = turn.speak_in(&room).await?;
        let body = text(turn, alarm, true).await?;
        turn.speak(Some(spoken));
        // A cause of its own, since what is looked at again and again has none.
        let state = (alarm.reports, alarm.reporters, alarm.state.key());
        let cause = format!("alarm:{id}:{room}:{state:?}:{}", now.0);
        let text = Text::new(body);
        let target = message.clone();
        let edit = Outgoing::Edit { target, text };
        turn.post_because(&cause, &room, Class::Answer, edit, None)
            .await?;
    }
    Ok(())
}

/// The alarm with its numbers, and what was chosen or, `with_choices`, can be.
pub async fn text(turn: &mut Turn, alarm: &AlarmRow, with_choices: bool) -> Result<String> {
    let number = alarm.number.to_string();
    if alarm.state == AlarmState::Lapsed {
        return Ok(turn.t("alarm-lapsed", args! { number: number }));
    }
    let (burst, people) = (burst(turn, alarm).await?, alarm.reporters.to_string());
    let args = args! { number: number.clone(), burst: burst, people: people };
    let mut lines = vec![turn.t("alarm-text", args)];
    if alarm.state != AlarmState::Open {
        lines.push(state(turn, alarm));
    } else if with_choices {
        for (place, choice) in (1..).zip(super::choices(turn, alarm)) {
            lines.push(format!("{place}. {}", choice.label));
        }
        lines.push(turn.t("alarm-how", args! { number: number }));
    }
    Ok(lines.join("\n"))
}

/// One line for a list.
pub async fn line(turn: &mut Turn, alarm: &AlarmRow) -> Result<String> {
    if alarm.state == AlarmState::Lapsed {
        return text(turn, alarm, false).await;
    }
    let (number, burst) = (alarm.number.to_string(), burst(turn, alarm).await?);
    let state = state(turn, alarm);
    Ok(turn.t(
        "alarm-line",
        args! { number: number, burst: burst, state: state },
    ))
}

/// What was chosen, or that nobody chose yet.
fn state(turn: &Turn, alarm: &AlarmRow) -> String {
    let reason = alarm.reason.as_deref();
    let reason = reason.map(|reason| turn.t(&format!("alarm-why-{reason}"), args! {}));
    let key = format!("alarm-is-{}", alarm.state.key());
    turn.t(&key, args! { reason: reason.unwrap_or_default() })
}

async fn burst(turn: &mut Turn, row: &AlarmRow) -> Result<String> {
    let alarm = alarm_of(row, turn.today());
    let area = area(turn, row).await?;
    let (lang, phenomenon) = (turn.lang(), phenomenon(turn, row));
    let sentences = &turn.world().sentences;
    Ok(burst_in_words(sentences, lang, &alarm, &phenomenon, &area))
}

/// Of a wijk its name, of a stadsdeel its own, of the gemeente nothing.
async fn area(turn: &mut Turn, alarm: &AlarmRow) -> Result<String> {
    let wijk = match alarm.level {
        Level::Wijk | Level::Neighbours => turn.tx.wijk(&alarm.area).await?,
        Level::Stadsdeel | Level::City => None,
    };
    Ok(wijk.map_or_else(|| alarm.area.clone(), |wijk| wijk.name))
}

fn phenomenon(turn: &Turn, alarm: &AlarmRow) -> String {
    if alarm.phenomenon == UNKNOWN {
        return turn.t("alarm-unknown-trick", args! {});
    }
    let found = turn.catalogue().phenomenon(&alarm.phenomenon);
    found
        .map_or(&*alarm.phenomenon, |found| found.label(turn.lang()))
        .to_owned()
}

/// The command that begins a warning, with its words filled in.
pub async fn how_to_warn(turn: &mut Turn, alarm: &AlarmRow) -> Result<String> {
    let area = match alarm.level {
        Level::City => turn.t("alarm-everywhere", args! {}),
        _ => area(turn, alarm).await?,
    };
    let phenomenon = alarm.phenomenon.clone();
    Ok(turn.t(
        "alarm-how-warn",
        args! { area: area, phenomenon: phenomenon },
    ))
}

/// The signals that it is made of, each of which can be asked about.
pub async fn how_to_ask(turn: &mut Turn, alarm: &AlarmRow) -> Result<String> {
    let since = read_day(&alarm.since).unwrap_or_else(|| turn.today());
    let since = Moment::start_of(since, turn.settings.zone);
    let mut reports = turn.tx.reports_of(&alarm.phenomenon, since).await?;
    reports.retain(|report| alarm.holds(&report.wijk) && report.events > 0);
    let numbers: Vec<_> = reports
        .iter()
        .map(|report| format!("S-{}", report.number))
        .collect();
    let first = reports.first().map_or(0, |report| report.number);
    Ok(turn.t(
        "alarm-how-ask",
        args! { first: first.to_string(), list: numbers.join(", ") },
    ))
}
