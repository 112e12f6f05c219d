//! What the early warning looks at, and the alarms that it keeps.

use wijkbode::domain::detection::{AlarmState, Level};
use wijkbode::store::AlarmRow;

use super::signals::report;
use super::*;

fn alarm(number: i64, told_on: &str, over_on: Option<&str>) -> AlarmRow {
    AlarmRow {
        id: format!("alarm {number}"),
        number,
        phenomenon: "nepagent".to_owned(),
        level: Level::Neighbours,
        area: MOERWIJK.to_owned(),
        wijken: format!("{MOERWIJK} WK051834"),
        since: "2026-10-13".to_owned(),
        told_on: told_on.to_owned(),
        over_on: over_on.map(str::to_owned),
        reports: 4,
        reporters: 3,
        usual: 300,
        state: AlarmState::Open,
        reason: None,
        person: None,
        decided_at: None,
        in_signal: "p1".to_owned(),
        in_management: "p2".to_owned(),
    }
}

on_both!(
    a_trick_is_to_be_looked_at_after_each_report_and_withdrawal,
    async |store| {
        let mut tx = store.begin().await?;
        assert_eq!(tx.bursts_due().await?, Vec::<String>::new());
        report(&mut tx, "$1").await?;
        report(&mut tx, "$2").await?;
        assert_eq!(tx.bursts_due().await?, ["nepagent"]);
        tx.burst_looked_at("nepagent").await?;
        assert_eq!(tx.bursts_due().await?, Vec::<String>::new());
        tx.withdraw_signal("$1", NOW).await?;
        assert_eq!(tx.bursts_due().await?, ["nepagent"]);
        Ok(())
    }
);

on_both!(
    reports_are_read_from_a_moment_on_and_by_trick,
    async |store| {
        let mut tx = store.begin().await?;
        let anna = report(&mut tx, "$1").await?;
        report(&mut tx, "$2").await?;
        tx.withdraw_signal("$2", NOW).await?;
        let all = tx.reports_since(NOW).await?;
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].number, all[0].wijk.as_str(), &all[0].person),
            (1, MOERWIJK, &anna)
        );
        assert_eq!(tx.reports_of("nepagent", NOW).await?, all);
        assert_eq!(tx.reports_of("qr-fraude", NOW).await?, []);
        assert_eq!(tx.reports_since(NOW.plus_ms(1)).await?, []);
        assert_eq!(tx.reporters_of("nepagent", NOW).await?, 1);
        assert_eq!(tx.reporters_of("nepagent", NOW.plus_ms(1)).await?, 0);
        Ok(())
    }
);

on_both!(an_alarm_is_kept_changed_and_found, async |store| {
    let mut tx = store.begin().await?;
    let first = alarm(1, "2026-08-01", Some("2026-08-20"));
    let mut second = alarm(2, "2026-08-02", None);
    let third = alarm(3, "2026-10-14", Some("2026-10-25"));
    for alarm in [&first, &second, &third] {
        tx.add_alarm(alarm).await?;
    }
    assert_eq!(tx.alarm("alarm 1").await?, Some(first));
    assert_eq!(tx.alarm_by_number(4).await?, None);
    assert_eq!(
        tx.alarms_since("2026-10-01").await?,
        [second.clone(), third],
        "what stands, and what is new"
    );
    second.reports = 6;
    second.reporters = 5;
    second.over_on = Some("2026-09-01".to_owned());
    second.state = AlarmState::Dismissed;
    second.reason = Some("news".to_owned());
    second.person = Some("bram".to_owned());
    second.decided_at = Some(NOW);
    tx.change_alarm(&second).await?;
    assert_eq!(tx.alarm_by_number(2).await?, Some(second.clone()));
    assert!(second.holds("WK051834") && !second.holds("WK0518"));
    Ok(())
});
