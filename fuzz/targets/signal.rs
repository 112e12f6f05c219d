//! A report of a trick: what is offered exists, ranges run forwards, no loss without an outcome that says so.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::catalogue::Outcome;
use wijkbode_fuzz::language::read_signal;
use wijkbode_fuzz::{CATALOGUE, today};

fuzz_target!(|raw: &str| {
    let read = read_signal(raw, &CATALOGUE, today());
    assert!(!read.phenomena.is_empty() && read.candidates.len() <= 3);
    for slug in read.phenomena.iter().chain(&read.candidates) {
        assert!(CATALOGUE.phenomenon(slug).is_some(), "{slug}");
    }
    if let Some(slug) = &read.channel {
        assert!(CATALOGUE.channel(slug).is_some(), "{slug}");
    }
    assert!(read.count.is_none_or(|(least, most)| least <= most));
    assert!(read.date.is_none_or(|(from, to)| from <= to));
    assert!(read.loss_cents.is_none() || read.outcome == Outcome::Loss);
});
