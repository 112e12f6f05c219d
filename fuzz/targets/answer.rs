//! Answers to questions: a choice lies within the list, a count runs forwards, yes is yes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::language::{is_exactly_yes, read_choice, read_count, read_yes_no};

const LABELS: [&str; 4] = [
    "Nepagent",
    "Bankhelpdeskfraude (nep-bankmedewerker aan de telefoon)",
    "Flyers uitgedeeld",
    "Iets anders",
];

fuzz_target!(|raw: &str| {
    assert!(read_choice(raw, &LABELS).is_none_or(|nth| nth < LABELS.len()));
    assert!(read_count(raw).is_none_or(|(least, most)| least <= most));
    assert!(!is_exactly_yes(raw) || read_yes_no(raw) != Some(false));
});
