//! Days, numbers and amounts: their words exist, ranges run forwards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::language::dates::Calendar;
use wijkbode_fuzz::language::money::amounts;
use wijkbode_fuzz::language::numbers::numbers;
use wijkbode_fuzz::language::text::Text;
use wijkbode_fuzz::{CATALOGUE, today};

fuzz_target!(|raw: &str| {
    let text = Text::new(raw);
    let calendar = Calendar::read(&text, today());
    assert_eq!(calendar.taken.len(), text.len());
    for day in &calendar.dates {
        assert!(day.from <= day.to && day.first <= day.last, "{day:?}");
    }
    let numbers = numbers(&text, &calendar.taken);
    for number in &numbers {
        assert!(
            number.low <= number.high && number.first <= number.last && number.last < text.len()
        );
    }
    let found = CATALOGUE.signs().find(&text);
    for amount in amounts(&text, &found, &CATALOGUE, &numbers) {
        assert!(amount.first <= amount.last, "{amount:?}");
    }
});
