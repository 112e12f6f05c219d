//! Reads answers to the bot's questions. Strict on purpose: talk to a neighbour must never answer one.

use super::numbers::{digits, numbers, word_value};
use super::text::Text;

/// Which of `labels` is meant, from 0: `2`, `2.`, `optie 2`, `nummer twee`, or a word of one label, typing
/// errors included; only when the message as a whole is such an answer.
#[must_use]
pub fn read_choice(body: &str, labels: &[&str]) -> Option<usize> {
    let text = Text::new(body);
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    if let Some(number) = only_number(&text) {
        return number.checked_sub(1).filter(|n| *n < labels.len());
    }
    by_label(&text, labels)
}

/// A single number, with nothing around it but `optie`, `nummer`, `keuze`, `graag`.
fn only_number(text: &Text) -> Option<usize> {
    let mut number = None;
    for at in 0..text.len() {
        let word = text.word(at);
        if matches!(
            word,
            "optie"
                | "nummer"
                | "nr"
                | "keuze"
                | "antwoord"
                | "de"
                | "graag"
                | "dus"
                | "is"
                | "het"
                | "option"
                | "number"
                | "ik"
                | "kies"
                | "e"
        ) {
            continue;
        }
        let value = if text.tokens()[at].is_number {
            digits(word)
        } else {
            choice_word(word)
        }?;
        if number.replace(value / 100).is_some() || value % 100 != 0 {
            return None;
        }
    }
    usize::try_from(number?).ok()
}

fn choice_word(word: &str) -> Option<u64> {
    match word {
        "een" | "eerste" | "first" | "one" => Some(100),
        "tweede" | "second" => Some(200),
        "derde" | "third" => Some(300),
        _ => word_value(word),
    }
}

/// The one label that all words of the answer belong to.
fn by_label(text: &Text, labels: &[&str]) -> Option<usize> {
    let words: Vec<&str> = (0..text.len())
        .map(|at| text.word(at))
        .filter(|w| !is_filler(w))
        .collect();
    if words.is_empty() {
        return None;
    }
    let mut fits = labels.iter().enumerate().filter(|(_, label)| {
        let label = Text::new(label);
        let whole: String = (0..label.len()).map(|at| label.word(at)).collect();
        let joined: String = words.concat();
        similar(&joined, &whole)
            || words
                .iter()
                .all(|word| (0..label.len()).any(|at| similar(word, label.word(at))))
    });
    let first = fits.next()?.0;
    // A word that two labels share chooses neither.
    fits.next().is_none().then_some(first)
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "een"
            | "graag"
            | "dus"
            | "die"
            | "dat"
            | "via"
            | "per"
            | "met"
            | "the"
            | "a"
            | "please"
            | "aan"
            | "op"
            | "door"
    )
}

fn similar(typed: &str, word: &str) -> bool {
    let allowed = match word.len().min(typed.len()) {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    typed == word
        || (allowed > 0
            && typed.chars().next() == word.chars().next()
            && strsim::osa_distance(typed, word) <= allowed)
}

/// Yes or no to a harmless question; the whole message must be it.
#[must_use]
pub fn read_yes_no(body: &str) -> Option<bool> {
    if matches!(
        body.trim(),
        "👍" | "✅" | "👍🏻" | "👍🏼" | "👍🏽" | "👍🏾" | "👍🏿" | "👌"
    ) {
        return Some(true);
    }
    if matches!(body.trim(), "👎" | "❌" | "👎🏻" | "👎🏼" | "👎🏽") {
        return Some(false);
    }
    let text = Text::new(body);
    let words: Vec<&str> = (0..text.len()).map(|at| text.word(at)).collect();
    match words.as_slice() {
        [
            "ja" | "j" | "jep" | "jup" | "yep" | "yes" | "y" | "jawel" | "jazeker" | "zeker"
            | "klopt" | "ok" | "oke" | "okay" | "okee" | "prima" | "goed" | "akkoord" | "juist"
            | "inderdaad" | "jaa" | "jaja" | "correct" | "1",
        ]
        | [
            "ja" | "yes" | "dat",
            "hoor" | "klopt" | "graag" | "please" | "zeker" | "prima" | "goed",
        ]
        | ["is" | "het", "goed" | "prima"]
        | [
            "dat" | "ja",
            "klopt" | "is" | "dat",
            "goed" | "hoor" | "klopt" | "juist" | "zo",
        ]
        | ["helemaal", "goed" | "juist"]
        | ["ja", "ja"] => Some(true),
        [
            "nee" | "n" | "nope" | "no" | "neen" | "neej" | "nee." | "fout" | "onjuist" | "nee'"
            | "2",
        ]
        | [
            "nee" | "no",
            "hoor" | "bedankt" | "dankje" | "thanks" | "nee",
        ]
        | ["nee", "dank", "je" | "u"]
        | ["klopt", "niet"]
        | ["liever" | "toch", "niet"]
        | ["dat" | "nee", "klopt", "niet"]
        | ["nee", "dat", "klopt", "niet"]
        | ["niet", "goed" | "juist"] => Some(false),
        _ => None,
    }
}

/// Exactly "ja" (or "yes"), at most with capitals and punctuation: what sends something takes no less.
#[must_use]
pub fn is_exactly_yes(body: &str) -> bool {
    let bare = body
        .trim()
        .trim_matches(|c: char| {
            c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’' | '…')
        })
        .to_lowercase();
    matches!(bare.as_str(), "ja" | "yes")
}

/// A count, when the whole message is one: `12`, `een stuk of 5`, `10 a 15 mensen`, `niemand`.
#[must_use]
pub fn read_count(body: &str) -> Option<(u32, u32)> {
    let text = Text::new(body);
    if text.len() == 1 && matches!(text.word(0), "niemand" | "geen" | "nul" | "nobody" | "none") {
        return Some((0, 0));
    }
    if text.len() == 1 && matches!(text.word(0), "een" | "eentje") {
        return Some((1, 1));
    }
    let found = numbers(&text, &[]);
    let [number] = found.as_slice() else {
        return None;
    };
    let rest = (0..text.len()).filter(|at| !(number.first..=number.last).contains(at));
    rest.into_iter()
        .all(|at| is_count_filler(text.word(at)))
        .then(|| number.whole())
        .flatten()
}

fn is_count_filler(word: &str) -> bool {
    matches!(
        word,
        "een"
            | "stuk"
            | "of"
            | "ongeveer"
            | "circa"
            | "ca"
            | "rond"
            | "de"
            | "zo"
            | "zon"
            | "zeker"
            | "wel"
            | "mensen"
            | "man"
            | "personen"
            | "stuks"
            | "st"
            | "keer"
            | "x"
            | "denk"
            | "ik"
            | "het"
            | "waren"
            | "er"
            | "tussen"
            | "minstens"
            | "hooguit"
            | "max"
            | "about"
            | "around"
            | "people"
            | "dames"
            | "buren"
            | "bewoners"
            | "ouderen"
            | "kinderen"
            | "plus"
            | "minus"
            | "n"
            | "about,"
            | "in"
            | "totaal"
            | "samen"
            | "dus"
            | "leden"
            | "huishoudens"
            | "bezoekers"
            | "deelnemers"
            | "the"
            | "between"
            | "and"
            | "gezinnen"
    )
}

/// "Weet ik niet" and its kin, when the whole message is it.
#[must_use]
pub fn is_dont_know(body: &str) -> bool {
    let text = Text::new(body);
    let words: Vec<&str> = (0..text.len()).map(|at| text.word(at)).collect();
    matches!(
        words.as_slice(),
        ["weet" | "wiet", "niet"]
            | ["weet", "ik" | "k", "niet"]
            | ["ik", "weet", "het" | "t", "niet"]
            | ["geen", "idee"]
            | ["onbekend" | "dunno" | "weetniet" | "unknown"]
            | ["dont", "know"]
            | ["i", "dont", "know"]
            | ["no", "idea"]
            | ["weet", "het" | "t", "niet"]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [&str; 4] = ["Telefoon", "Sms of WhatsApp", "E-mail", "Aan de deur"];

    #[test]
    fn a_digit_or_a_word_chooses() {
        for (said, meant) in [
            ("2", 1),
            ("2.", 1),
            ("optie 2", 1),
            ("nummer twee", 1),
            ("Telefoon", 0),
            ("telfoon", 0),
            ("watsapp", 1),
            ("email", 2),
            ("mail", 2),
            ("deur", 3),
            ("aan de deur", 3),
        ] {
            assert_eq!(read_choice(said, &LABELS), Some(meant), "{said}");
        }
    }

    #[test]
    fn talk_chooses_nothing() {
        for said in [
            "",
            "5",
            "0",
            "de telefoon ligt nog bij mij",
            "ik kom om 2 uur",
            "2 koffie graag",
            "2 of 3",
            "ja gezellig",
        ] {
            assert_eq!(read_choice(said, &LABELS), None, "{said}");
        }
    }

    #[test]
    fn yes_and_no_to_harmless_questions() {
        assert_eq!(read_yes_no("Jep!"), Some(true));
        assert_eq!(read_yes_no("nee hoor"), Some(false));
        assert_eq!(read_yes_no("dat klopt niet"), Some(false));
        assert_eq!(read_yes_no("ja gezellig"), None);
    }

    #[test]
    fn sending_takes_exactly_yes() {
        for said in ["ja", "Ja.", "JA!", " ja "] {
            assert!(is_exactly_yes(said), "{said}");
        }
        for said in [
            "ja gezellig",
            "jaja",
            "ja graag",
            "j",
            "ok",
            "👍",
            "ja 2",
            "",
        ] {
            assert!(!is_exactly_yes(said), "{said}");
        }
    }

    #[test]
    fn counts_as_whole_messages() {
        assert_eq!(read_count("een stuk of 5"), Some((5, 5)));
        assert_eq!(read_count("10 à 15 mensen"), Some((10, 15)));
        assert_eq!(read_count("niemand"), Some((0, 0)));
        assert_eq!(read_count("ik kom om 5"), None);
        assert_eq!(read_count("1,5"), None);
        assert!(is_dont_know("weet niet"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered_without_panic(raw in "\\PC*") {
            let _ = (read_choice(&raw, &LABELS), read_yes_no(&raw), read_count(&raw), is_exactly_yes(&raw), is_dont_know(&raw));
        }
    }
}
