//! Something done for the wijk: kinds and audiences exist, ranges run forwards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::language::read_action;
use wijkbode_fuzz::{CATALOGUE, today};

fuzz_target!(|raw: &str| {
    let read = read_action(raw, &CATALOGUE, today());
    for slug in read.action.iter().chain(&read.candidates) {
        assert!(CATALOGUE.action(slug).is_some(), "{slug}");
    }
    if let Some(slug) = &read.audience {
        assert!(CATALOGUE.audience(slug).is_some(), "{slug}");
    }
    assert!(read.reach.is_none_or(|(least, most)| least <= most));
    assert!(read.date.is_none_or(|(from, to)| from <= to));
});
