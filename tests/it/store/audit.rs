//! Who did what: only ever added to.

use wijkbode::store::AuditRow;

use super::*;

on_both!(
    the_newest_come_first_of_all_of_one_and_about_one,
    async |store| {
        let mut tx = store.begin().await?;
        let later = NOW.plus_hours(1);
        tx.audit("$1", Some("bram"), "command-gezien", "signal:1", NOW)
            .await?;
        tx.audit("$2", Some("carla"), "command-digest", "", later)
            .await?;
        tx.audit("$3", None, "exported", "ideas", NOW.plus_hours(2))
            .await?;
        tx.audit("$4", Some("carla"), "reporter-sent", "signal:2", later)
            .await?;
        let end = NOW.plus_days(1);
        let what =
            |rows: Vec<AuditRow>| -> Vec<String> { rows.into_iter().map(|row| row.what).collect() };
        let all = what(tx.audit_rows(None, None, end, 9).await?);
        assert_eq!(all.len(), 4);
        let newest = what(tx.audit_rows(None, None, end, 1).await?);
        assert_eq!(newest, ["exported"]);
        let before = what(tx.audit_rows(None, None, later, 9).await?);
        assert_eq!(before, ["command-gezien"]);
        let of_carla = what(tx.audit_rows(Some("carla"), None, end, 9).await?);
        assert_eq!(of_carla, ["command-digest"], "not what she reported");
        let about = tx.audit_rows(None, Some("signal:1"), end, 9).await?;
        let row = AuditRow {
            at: NOW,
            person: Some("bram".to_owned()),
            what: "command-gezien".to_owned(),
            about: "signal:1".to_owned(),
        };
        assert_eq!(about, [row]);
        Ok(())
    }
);

on_both!(the_same_again_changes_nothing, async |store| {
    let mut tx = store.begin().await?;
    tx.audit("$1", Some("bram"), "seen", "signal:1", NOW)
        .await?;
    tx.audit("$1", Some("carla"), "seen", "signal:1", NOW.plus_days(1))
        .await?;
    let rows = tx.audit_rows(None, None, NOW.plus_days(2), 9).await?;
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert_eq!((row.at, row.person.as_deref()), (NOW, Some("bram")));
    Ok(())
});

/// Whatever changes or removes rows of the audit, in any statement of the program or of a migration.
fn breaks(source: &str) -> Vec<String> {
    let pattern = regex::Regex::new(
        r#"(?i)\b(update|delete\s+from|replace\s+into|insert\s+or\s+replace\s+into|truncate(\s+table)?|drop\s+table(\s+if\s+exists)?)\s+["`]?audit\b|insert\s+into\s+audit\b[^"]*\bdo\s+update\b"#,
    )
    .unwrap();
    let found = pattern.find_iter(source);
    found.map(|found| found.as_str().to_owned()).collect()
}

fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let nested = |path: std::path::PathBuf| match path.is_dir() {
        true => sources(&path),
        false => vec![path],
    };
    entries.flat_map(nested).collect()
}

#[test]
fn no_code_path_updates_or_deletes_a_row_of_the_audit() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut inserts = 0;
    for folder in ["src", "migrations"] {
        for file in sources(&root.join(folder)) {
            let source = std::fs::read_to_string(&file).unwrap();
            assert_eq!(breaks(&source), Vec::<String>::new(), "{}", file.display());
            inserts += source.matches("INSERT INTO audit").count();
        }
    }
    assert_eq!(inserts, 1, "one place writes it");
}

#[test]
fn a_statement_that_would_change_the_audit_is_noticed() {
    for statement in [
        "UPDATE audit SET person = NULL",
        "delete\n  from audit WHERE at < $1",
        "DROP TABLE audit",
        "INSERT INTO audit (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET at = 1",
    ] {
        assert_eq!(breaks(statement).len(), 1, "{statement}");
    }
    assert!(breaks("UPDATE audited SET x = 1; SELECT at FROM audit").is_empty());
}

/// Statements that name their table only when they run are those of a restore, which adds rows to an empty database.
#[test]
fn a_statement_for_any_table_changes_and_deletes_nothing() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pattern =
        regex::Regex::new(r"(?i)\b(update|delete\s+from|truncate|drop\s+table)\s+\{").unwrap();
    for file in sources(&root) {
        let source = std::fs::read_to_string(&file).unwrap();
        let found = pattern.find(&source).map(|found| found.as_str());
        assert_eq!(found, None, "{}", file.display());
    }
}
