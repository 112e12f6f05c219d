//! Folding and cutting: every span lies on the borders of characters, and folding twice is folding once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::CATALOGUE;
use wijkbode_fuzz::language::text::{Text, fold};

fuzz_target!(|raw: &str| {
    let text = Text::new(raw);
    for at in 0..text.len() {
        assert!(!text.word(at).is_empty());
        let _ = (text.gap(at), text.after(at), text.sentence(at));
    }
    for hit in CATALOGUE.signs().find(&text).hits() {
        assert!(hit.first <= hit.last && hit.last < text.len());
    }
    let once = fold(raw).replace('\'', "");
    assert_eq!(fold(&once).replace('\'', ""), once);
});
