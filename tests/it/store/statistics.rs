//! Published statistics.

use wijkbode::domain::statistics::{Cell, Counts, Figure, Period, of_month, of_week};
use wijkbode::domain::time::Month;
use wijkbode::store::Share;

use super::signals::report;
use super::*;

fn counts(of: &[(&str, &str, i64)]) -> Counts {
    let counts = of
        .iter()
        .map(|&(unit, phenomenon, count)| ((unit.to_owned(), phenomenon.to_owned()), count));
    counts.collect()
}

on_both!(
    a_set_is_frozen_once_and_read_back_as_it_was,
    async |store| {
        let mut tx = store.begin().await?;
        let (week, month) = (Period::week_of(today()), Period::Month(Month::of(today())));
        let cells = of_week(&counts(&[
            (MOERWIJK, "nepagent", 7),
            (MOERWIJK, "qr-fraude", 2),
        ]));
        assert_eq!(tx.statistics(week).await?, None);
        assert!(tx.freeze_statistics(week, &cells, NOW).await?);
        assert_eq!(tx.statistics(week).await?, Some(cells.clone()));

        let later = of_week(&counts(&[(MOERWIJK, "nepagent", 8)]));
        assert!(
            !tx.freeze_statistics(week, &later, NOW.plus_days(1)).await?,
            "a redo, or a correction"
        );
        assert_eq!(tx.statistics(week).await?, Some(cells.clone()));

        let cells = of_month(&[cells], &counts(&[("", "sextortion", 3)]));
        assert!(tx.freeze_statistics(month, &cells, NOW).await?);
        let read = tx.statistics(month).await?.unwrap_or_default();
        let figures: Vec<_> = read
            .iter()
            .map(|cell: &Cell| (cell.unit.as_str(), cell.figure))
            .collect();
        assert_eq!(
            figures,
            [
                ("", Figure::Withheld),
                (MOERWIJK, Figure::Exact(7)),
                (MOERWIJK, Figure::between(1, 4))
            ]
        );

        assert!(tx.freeze_statistics(Period::Year(2026), &[], NOW).await?);
        assert_eq!(
            tx.statistics(Period::Year(2026)).await?,
            Some(vec![]),
            "published, and empty"
        );
        Ok(())
    }
);

on_both!(counts_behind_the_figures_are_forgotten, async |store| {
    let mut tx = store.begin().await?;
    let week = Period::week_of(today());
    let cells = of_week(&counts(&[(MOERWIJK, "nepagent", 2)]));
    tx.freeze_statistics(week, &cells, NOW).await?;
    tx.forget_counts(week).await?;
    let read = tx.statistics(week).await?.unwrap_or_default();
    assert_eq!(
        (read[0].figure, read[0].counted),
        (Figure::between(1, 4), None)
    );
    Ok(())
});

on_both!(
    signals_are_counted_once_and_those_that_went_are_known,
    async |store| {
        let mut tx = store.begin().await?;
        assert_eq!(tx.first_report().await?, None);
        report(&mut tx, "$1").await?;
        report(&mut tx, "$2").await?;
        assert_eq!(tx.first_report().await?, Some(NOW));
        let (after, until) = (NOW.plus_days(-7), NOW.plus_ms(1));
        let new = tx.uncounted_signals(after, until).await?;
        let share = |signal: &str| Share {
            signal: signal.to_owned(),
            wijk: MOERWIJK.to_owned(),
            phenomenon: "nepagent".to_owned(),
        };
        assert_eq!(new, [share("$1"), share("$2")]);
        assert_eq!(tx.uncounted_signals(after, NOW).await?, [], "not yet");
        assert_eq!(tx.uncounted_signals(NOW, until).await?, [], "too long ago");

        for share in &new {
            tx.add_share(share, NOW).await?;
        }
        assert_eq!(tx.uncounted_signals(after, until).await?, []);
        assert_eq!(tx.shares_gone().await?, []);
        tx.withdraw_signal("$1", NOW).await?;
        assert_eq!(tx.shares_gone().await?, [share("$1")]);
        tx.drop_share(&share("$1")).await?;
        assert_eq!(tx.shares_gone().await?, []);

        tx.withdraw_signal("$2", NOW).await?;
        tx.forget_shares(NOW).await?;
        assert_eq!(tx.shares_gone().await?.len(), 1);
        tx.forget_shares(NOW.plus_ms(1)).await?;
        assert_eq!(tx.shares_gone().await?, []);
        Ok(())
    }
);
