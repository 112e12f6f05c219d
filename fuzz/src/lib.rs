//! The readers of `src/language`, compiled without the rest of the program: a fuzzer builds everything it links with
//! instruments, and the Matrix SDK would take an hour.

#[path = "../../src"]
#[allow(
    dead_code,
    unused_imports,
    reason = "a part of the program, of which the targets use a part"
)]
mod wijkbode {
    pub mod catalogue;
    pub mod language;
    pub mod domain {
        pub mod calendar;
        pub mod time;
    }
}

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
pub use wijkbode::{catalogue, domain, language};

/// The built-in catalogue, read once.
pub static CATALOGUE: LazyLock<Arc<catalogue::Catalogue>> =
    LazyLock::new(catalogue::Catalogue::built_in);

/// The day on which every message is read: a Wednesday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 14).unwrap_or_default()
}
