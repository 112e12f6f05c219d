//! Cuts a list of several events into its parts: `1) … 2) …`, lines with dashes, `5x nep bank, 2x nep pakket`.

use std::sync::LazyLock;

use regex::Regex;

/// `1)`, `2.` at the start or behind a space.
#[expect(
    clippy::expect_used,
    reason = "a constant pattern, which the tests below run"
)]
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[\s(,;:])(\d)\s?[).]\s+\D").expect("constant pattern"));

/// `5x`, `2 x`, `1` before a word, at the start of a part between commas.
#[expect(
    clippy::expect_used,
    reason = "a constant pattern, which the tests below run"
)]
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:en |and )?\d{1,2}\s?(?:x|keer|maal)?\s+\D").expect("constant pattern")
});

/// Most parts that are read one by one.
const MOST: usize = 6;

/// The parts of a list, or nothing where the message is no list.
#[must_use]
pub fn events(raw: &str) -> Vec<&str> {
    let parts = [numbered(raw), dashed(raw), counted(raw)];
    parts
        .into_iter()
        .find(|p| (2..=MOST).contains(&p.len()))
        .unwrap_or_default()
}

fn numbered(raw: &str) -> Vec<&str> {
    let marks: Vec<_> = NUMBERED
        .captures_iter(raw)
        .filter_map(|c| c.get(1))
        .collect();
    let in_order = marks
        .iter()
        .zip(1..)
        .all(|(m, nth): (_, u32)| m.as_str() == nth.to_string());
    if !in_order {
        return Vec::new();
    }
    let ends = marks
        .iter()
        .skip(1)
        .map(regex::Match::start)
        .chain(std::iter::once(raw.len()));
    marks
        .iter()
        .zip(ends)
        .map(|(m, end)| &raw[m.end()..end])
        .collect()
}

fn dashed(raw: &str) -> Vec<&str> {
    let bullets = ['-', '*', '•', '–'];
    raw.lines()
        .map(str::trim)
        .filter_map(|l| l.strip_prefix(bullets))
        .filter(|l| !l.trim().is_empty())
        .collect()
}

/// Every part between commas starts with how often.
fn counted(raw: &str) -> Vec<&str> {
    let list = raw.split_once(':').map_or(raw, |(_, list)| list);
    let parts: Vec<&str> = list
        .split([',', ';', '\n'])
        .filter(|p| !p.trim().is_empty())
        .collect();
    if parts.iter().all(|p| COUNTED.is_match(p)) {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut() {
        assert_eq!(
            events("3 dingen: 1) tikkie 2) nep microsoft 3) slotenmaker").len(),
            3
        );
        assert_eq!(
            events("afgelopen maand: 5x nep bank, 2 x nep pakket, 1 dating").len(),
            3
        );
        assert_eq!(events("- mail van ing\n- sms postnl").len(), 2);
    }

    #[test]
    fn a_story_is_one_event() {
        for story in [
            "gebeld, daarna kwam iemand, pas weg",
            "om 10.30 uur 2 mannen aan de deur",
            "",
            "1.200 euro kwijt, 2 keer betaald",
        ] {
            assert!(events(story).is_empty(), "{story}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_without_panic(raw in "\\PC*") {
            for part in events(&raw) {
                proptest::prop_assert!(raw.contains(part));
            }
        }
    }
}
