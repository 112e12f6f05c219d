//! Who may know whom in `src/`: reads every file and fails on a `use`, or a path, that goes the wrong way.

use std::fs;
use std::path::{Path, PathBuf};

/// One direction that is closed.
struct Rule {
    /// Files whose path in `src/` begins so.
    of: &'static [&'static str],
    /// Except these.
    except: &'static [&'static str],
    /// What they may not name.
    forbidden: &'static [&'static str],
    why: &'static str,
}

const EVERYTHING_ELSE: &[&str] = &[
    "crate::bot",
    "crate::cli",
    "crate::config",
    "crate::docs",
    "crate::engine",
    "crate::features",
    "crate::mailbox",
    "crate::ops",
    "crate::programme",
    "crate::rehearsal",
    "crate::schedule",
    "crate::sentences",
    "crate::store",
    "crate::understand",
];

const RULES: &[Rule] = &[
    Rule {
        of: &["language", "domain", "catalogue", "chat", "report"],
        except: &[],
        forbidden: EVERYTHING_ELSE,
        why: "language, domain, catalogue, chat and report are pure: they know only each other",
    },
    Rule {
        of: &["store"],
        except: &[],
        forbidden: &[
            "crate::engine",
            "crate::features",
            "crate::language",
            "crate::programme",
            "crate::schedule",
            "crate::sentences",
        ],
        why: "the store knows rows, not what is done with them",
    },
    Rule {
        of: &[
            "engine",
            "features",
            "schedule",
            "store",
            "sentences",
            "programme",
        ],
        except: &[],
        forbidden: &[
            "crate::bot",
            "crate::cli",
            "crate::config",
            "crate::mailbox",
            "crate::ops",
            "crate::rehearsal",
        ],
        why: "what is in the middle does not know the edges",
    },
    Rule {
        of: &["features/"],
        except: &[],
        forbidden: &[
            "crate::mailbox",
            "crate::programme",
            "crate::rehearsal",
            "crate::schedule",
        ],
        why: "a feature sees the engine's Turn, the words, and the store",
    },
    Rule {
        of: &[""],
        except: &["store"],
        forbidden: &["sqlx::"],
        why: "only the store names sqlx",
    },
    Rule {
        of: &[""],
        except: &[],
        forbidden: &["matrix_sdk::", "use matrix_sdk"],
        why: "only the crate in matrix/ names matrix_sdk",
    },
    Rule {
        of: &[""],
        except: &["bot", "cli", "ops", "mailbox", "config", "main"],
        forbidden: &["wijkbode_matrix"],
        why: "only the edge knows the Matrix side",
    },
    Rule {
        of: &[""],
        except: &["clock.rs"],
        forbidden: &["Utc::now", "Local::now", "SystemTime", "Instant::now"],
        why: "time is an argument; only clock.rs asks",
    },
    Rule {
        of: &[""],
        except: &["clock.rs", "bot", "cli", "ops", "mailbox", "main"],
        forbidden: &["clock::"],
        why: "only the edge holds the clock",
    },
];

/// What breaks a rule in one line of one file.
fn broken(file: &str, line: &str) -> Option<String> {
    let code = line.split("//").next().unwrap_or(line);
    let rule = RULES.iter().find(|rule| {
        let is_of = |names: &[&str]| names.iter().any(|name| file.starts_with(name));
        is_of(rule.of) && !is_of(rule.except) && rule.forbidden.iter().any(|name| names(code, name))
    });
    let rule = rule
        .map(|rule| rule.why)
        .or_else(|| knows_a_neighbour(file, code))?;
    Some(format!("src/{file}: `{}`: {rule}", line.trim()))
}

/// Whether the code names this path, and not only one that ends or begins like it.
fn names(code: &str, path: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + path.len()..].chars().next();
        !before.is_some_and(is_word) && (path.ends_with("::") || !after.is_some_and(is_word))
    })
}

/// A feature may name the list of features (help is made from it), never another feature.
/// Within one feature's folder its files know each other.
fn knows_a_neighbour(file: &str, code: &str) -> Option<&'static str> {
    let path = file.strip_prefix("features/")?;
    let own = path.split(['/', '.']).next()?;
    let is_neighbour = |name: &String| {
        let from_the_list = names(code, &format!("features::{name}"));
        // In a folder, `super` is that feature itself.
        let from_beside = !path.contains('/') && names(code, &format!("super::{name}"));
        name != own && (from_the_list || from_beside)
    };
    features()
        .iter()
        .any(is_neighbour)
        .then_some("features do not know each other; what two need moves down")
}

/// The names of all features: the files beside each other in `src/features`.
fn features() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .map(|file| file.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let nested = |path: PathBuf| {
        if path.is_dir() {
            sources(&path)
        } else {
            vec![path]
        }
    };
    entries
        .flat_map(nested)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

#[test]
fn nobody_knows_what_should_be_unknown_to_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&src);
    assert!(files.len() > 40, "the source is found");
    let mut found = Vec::new();
    for file in files {
        let name = file.strip_prefix(&src).unwrap().display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        found.extend(text.lines().filter_map(|line| broken(&name, line)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_line_that_goes_the_wrong_way_is_found() {
    let wrong = [
        ("language/text.rs", "use crate::store::Store;"),
        ("domain/time.rs", "    crate::engine::Turn::begin()"),
        ("catalogue.rs", "use crate::sentences::Sentences;"),
        ("store/inbox.rs", "use crate::features;"),
        ("engine/turn.rs", "use crate::mailbox::Mailbox;"),
        ("engine/turn.rs", "use sqlx::Row;"),
        ("features/undo.rs", "use crate::features::action;"),
        ("features/undo.rs", "use super::signal;"),
        (
            "features/signal/report.rs",
            "use crate::features::action::FEATURE;",
        ),
        ("mailbox.rs", "use matrix_sdk::Client;"),
        ("engine.rs", "use wijkbode_matrix::Bot;"),
        ("schedule.rs", "let now = chrono::Utc::now();"),
        ("engine.rs", "use crate::clock::Clock;"),
        ("engine.rs", "use crate::ops::Monitor;"),
    ];
    for (file, line) in wrong {
        assert!(broken(file, line).is_some(), "{file}: {line}");
    }
}

#[test]
fn a_line_that_goes_the_right_way_is_not() {
    let right = [
        ("language/text.rs", "use crate::catalogue::Catalogue;"),
        ("store/inbox.rs", "use sqlx::Row;"),
        (
            "store/inbox.rs",
            "use crate::chat::Trust; // crate::engine reads it",
        ),
        ("features/help.rs", "use crate::features;"),
        (
            "features/help.rs",
            "    features::commands().filter(|command| true)",
        ),
        ("features/signal/report.rs", "use super::card;"),
        (
            "features/signal/report.rs",
            "use crate::features::signal::card;",
        ),
        ("features/undo.rs", "    use super::*;"),
        ("clock.rs", "let now = chrono::Utc::now();"),
        ("mailbox.rs", "use crate::clock::Clock;"),
    ];
    for (file, line) in right {
        assert_eq!(broken(file, line), None);
    }
}
