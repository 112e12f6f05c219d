//! Personal data: masking twice is masking once, and the kind of remark fits what was masked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::language::{mask, mentions_person};

fuzz_target!(|raw: &str| {
    let once = mask(raw);
    assert_eq!(mask(&once), once);
    assert!(once == raw || mentions_person(raw).is_some());
});
