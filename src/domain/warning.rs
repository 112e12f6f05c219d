//! A warning to wijken: its states, and how its short version stays short.

/// The most characters of the version to pass on: it must fit the message of any phone, and be read to its end.
pub const PASS_ON: usize = 300;

/// Where a warning stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WarningState {
    /// Shown in the signal room; waits for the word of a second person.
    Proposed,
    Sent,
    Withdrawn,
    /// After its last day, or never agreed to in time.
    Over,
}

impl WarningState {
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Sent, Self::Withdrawn, Self::Over];

    pub fn key(self) -> &'static str {
        match self {
            Self::Proposed => "voorgesteld",
            Self::Sent => "verstuurd",
            Self::Withdrawn => "ingetrokken",
            Self::Over => "voorbij",
        }
    }

    pub fn read(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// The one thing to do of an advice: its first sentence that holds for everybody. A question, what follows from it, and
/// what to do in an emergency (which stands below every warning) are passed over; where nothing else is left, the first
/// thing to do with the question before it.
#[must_use]
pub fn one_thing_to_do(advice: &str) -> &str {
    let mut after_question = false;
    for sentence in sentences(advice) {
        let is_question = sentence.ends_with('?');
        let holds = !is_question && !after_question && !sentence.contains("112");
        if holds {
            return sentence;
        }
        after_question = is_question;
    }
    let first = sentences(advice)
        .into_iter()
        .find(|one| !one.ends_with('?'));
    let end = first.and_then(|first| Some(advice.find(first)? + first.len()));
    end.map_or(advice, |end| &advice[..end])
}

/// Cut behind a sign that a space or the end follows: "politie.nl" goes on.
fn sentences(text: &str) -> Vec<&str> {
    let ends = text.char_indices().filter(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        matches!(c, '.' | '?' | '!') && (rest.is_empty() || rest.starts_with(' '))
    });
    let mut begin = 0;
    let mut found = Vec::new();
    for (at, _) in ends {
        found.push(text[begin..=at].trim());
        begin = at + 1;
    }
    found
}

/// The first of these versions that is short enough to pass on; the last when none is.
#[must_use]
pub fn short_enough(versions: Vec<String>) -> String {
    let fits = |version: &String| version.chars().count() <= PASS_ON;
    let last = versions.last().cloned().unwrap_or_default();
    versions.into_iter().find(fits).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for state in WarningState::ALL {
            assert_eq!(WarningState::read(state.key()), Some(state));
        }
    }

    #[test]
    fn the_one_thing_is_what_holds_for_everybody() {
        assert_eq!(
            one_thing_to_do(
                "Bel direct 112. Doe de deur niet open en geef niets mee. De politie haalt nooit geld."
            ),
            "Doe de deur niet open en geef niets mee."
        );
        assert_eq!(
            one_thing_to_do(
                "Staat er nu iemand aan de deur? Doe niet open en bel 112. Geef nooit uw pas mee."
            ),
            "Geef nooit uw pas mee."
        );
        assert_eq!(
            one_thing_to_do("Check de verkoper op politie.nl voor u betaalt. Betaal niet."),
            "Check de verkoper op politie.nl voor u betaalt."
        );
        assert_eq!(
            one_thing_to_do("Is het nummer nieuw? Bel het bedrijf. Al betaald? Bel uw bank."),
            "Is het nummer nieuw? Bel het bedrijf."
        );
        assert_eq!(one_thing_to_do("Bel 112."), "Bel 112.");
        assert_eq!(one_thing_to_do("Hang op"), "Hang op");
    }

    #[test]
    fn the_longest_version_that_fits_is_passed_on() {
        let long = "a".repeat(PASS_ON + 1);
        let fits = "b".repeat(PASS_ON);
        assert_eq!(
            short_enough(vec![long.clone(), fits.clone(), "c".to_owned()]),
            fits
        );
        assert_eq!(short_enough(vec![long.clone()]), long);
    }
}
