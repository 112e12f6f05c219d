//! Reads answers to the bot's questions. Strict on purpose: talk to a neighbour must never answer one.

use super::numbers::{digits, numbers, ordinal, word_value};
use super::text::Text;

/// Which of `labels` is meant, from 0: `2`, `2.`, `optie 2`, `nummer twee`, or a word of one label, typing
/// errors included; only when the message as a whole is such an answer.
#[must_use]
pub fn read_choice(body: &str, labels: &[&str]) -> Option<usize> {
    let text = Text::new(body);
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    if is_last(&text) {
        return labels.len().checked_sub(1);
    }
    if let Some(number) = only_number(&text) {
        return number.checked_sub(1).filter(|n| *n < labels.len());
    }
    by_label(&text, labels)
}

/// `de laatste`, `de onderste`.
fn is_last(text: &Text) -> bool {
    let mut words = words_of(text).filter(|word| !is_around_number(word));
    matches!(words.next(), Some("laatste" | "onderste" | "last")) && words.next().is_none()
}

/// A single number, with nothing around it but `optie`, `nummer`, `keuze`, `graag`.
fn only_number(text: &Text) -> Option<usize> {
    let mut number = None;
    for at in 0..text.len() {
        let word = text.word(at);
        if is_around_number(word) {
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

fn is_around_number(word: &str) -> bool {
    matches!(
        word,
        "optie"
            | "nummer"
            | "nr"
            | "nmr"
            | "no"
            | "keuze"
            | "antwoord"
            | "de"
            | "die"
            | "graag"
            | "aub"
            | "svp"
            | "alsjeblieft"
            | "alstublieft"
            | "please"
            | "doe"
            | "maar"
            | "dus"
            | "is"
            | "het"
            | "option"
            | "number"
            | "the"
            | "ik"
            | "kies"
            | "e"
            | "ste"
            | "nd"
            | "th"
    )
}

/// `twee`, `tweede`, `nr2`: in hundredths.
fn choice_word(word: &str) -> Option<u64> {
    let glued = ["nr", "nummer", "optie", "keuze", "option"]
        .iter()
        .find_map(|before| word.strip_prefix(before));
    if let Some(number) = glued {
        return digits(number).filter(|value| *value > 0);
    }
    match word {
        "een" | "eerste" | "bovenste" | "first" | "one" => Some(100),
        _ => ordinal(word)
            .map(|nth| u64::from(nth) * 100)
            .or_else(|| word_value(word)),
    }
}

/// Which of `labels` is meant by its words alone, from 0: for choices that have no number now.
#[must_use]
pub fn read_label(body: &str, labels: &[&str]) -> Option<usize> {
    let text = Text::new(body);
    if text.is_empty() || text.len() > 8 || is_last(&text) || only_number(&text).is_some() {
        return None;
    }
    by_label(&text, labels)
}

/// The one label that the answer names: first as a whole, then by its words, at last by how they sound.
fn by_label(text: &Text, labels: &[&str]) -> Option<usize> {
    let words: Vec<&str> = (0..text.len())
        .map(|at| text.word(at))
        .filter(|w| !is_filler(w))
        .collect();
    if words.is_empty() {
        return None;
    }
    let labels: Vec<Text> = labels.iter().map(|label| Text::new(label)).collect();
    let telling = words.iter().any(|word| !is_faint(word));
    let tiers: &[Fit] = if telling { &FITS } else { &FITS[..1] };
    for fits in tiers {
        let mut fitting = labels
            .iter()
            .enumerate()
            .filter(|(_, label)| fits(&words, label));
        if let Some((first, _)) = fitting.next() {
            // A word that two labels share chooses neither.
            return fitting.next().is_none().then_some(first);
        }
    }
    None
}

/// Does an answer in these words mean this label?
type Fit = fn(&[&str], &Text) -> bool;

/// From strict to lenient: what fits one label strictly is not made unsure by another that fits loosely.
const FITS: [Fit; 4] = [
    |words, label| {
        let own: Vec<&str> = words_of(label).filter(|word| !is_filler(word)).collect();
        words == own || words.concat() == words_of(label).collect::<String>()
    },
    |words, label| each(words, label, |typed, word| typed == word),
    |words, label| {
        let whole: String = words_of(label).collect();
        similar(&words.concat(), &whole) || each(words, label, similar)
    },
    |words, label| each(words, label, is_beginning_or_sound),
];

/// Is each typed word one of the label's?
fn each(words: &[&str], label: &Text, same: fn(&str, &str) -> bool) -> bool {
    words
        .iter()
        .all(|typed| words_of(label).any(|word| same(typed, word)))
}

fn words_of(text: &Text) -> impl Iterator<Item = &str> {
    (0..text.len()).map(|at| text.word(at))
}

/// Words that point to no label on their own: "wel", "in".
fn is_faint(word: &str) -> bool {
    matches!(
        word,
        "in" | "wel"
            | "mee"
            | "geen"
            | "niet"
            | "van"
            | "naar"
            | "en"
            | "of"
            | "te"
            | "is"
            | "ik"
            | "iets"
            | "bij"
            | "voor"
            | "was"
            | "no"
            | "not"
            | "and"
            | "or"
            | "with"
            | "to"
    )
}

/// `telef` for `telefoon`, `toezigt` for `toezicht`.
fn is_beginning_or_sound(typed: &str, word: &str) -> bool {
    let begins = typed.len() >= 4 && word.starts_with(typed);
    begins || similar(typed, word) || (typed.len() >= 4 && sound(typed) == sound(word))
}

/// A word as it sounds, roughly: letters that people mix up are one.
fn sound(word: &str) -> String {
    const SAME: [(&str, &str); 16] = [
        ("cht", "gt"),
        ("sch", "s"),
        ("ch", "g"),
        ("ck", "k"),
        ("qu", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("dt", "t"),
        ("ij", "y"),
        ("ei", "y"),
        ("ou", "au"),
        ("c", "k"),
        ("z", "s"),
        ("v", "f"),
        ("x", "ks"),
        ("d", "t"),
    ];
    let mut sound = SAME
        .iter()
        .fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
        .chars()
        .collect::<Vec<_>>();
    sound.dedup();
    sound.into_iter().collect()
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
            | "inderdaad" | "jaa" | "jaja" | "correct" | "natuurlijk" | "tuurlijk" | "sure" | "1",
        ]
        | [
            "ja" | "yes" | "dat",
            "hoor" | "joh" | "klopt" | "graag" | "please" | "zeker" | "prima" | "goed"
            | "natuurlijk" | "tuurlijk" | "dat",
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
            "hoor" | "joh" | "bedankt" | "dankje" | "thanks" | "nee" | "toch" | "zeker",
        ]
        | ["nee", "dank", "je" | "u"]
        | ["klopt", "niet"]
        | ["liever" | "toch", "niet"]
        | ["dat" | "nee", "klopt", "niet"]
        | ["nee", "dat", "klopt", "niet"]
        | ["niet", "goed" | "juist"] => Some(false),
        ["ja" | "jaa" | "yes", rest @ ..] if is_all_of(rest, &YES) => Some(true),
        ["nee" | "neen" | "no", rest @ ..] if is_all_of(rest, &NO) => Some(false),
        _ => None,
    }
}

/// What people say behind "ja" and mean no more by: "ja hoor dat klopt helemaal".
const YES: [&str; 16] = [
    "ja", "hoor", "dat", "dit", "het", "is", "klopt", "goed", "prima", "juist", "zo", "helemaal",
    "graag", "zeker", "precies", "joh",
];
/// And behind "nee".
const NO: [&str; 9] = [
    "nee", "hoor", "joh", "dat", "dit", "het", "klopt", "niet", "helemaal",
];
/// That nothing was lost.
const NOTHING_LOST: [&str; 18] = [
    "nee", "niks", "niets", "geen", "geld", "euro", "schade", "kwijt", "verloren", "gelukkig",
    "betaald", "hoor", "er", "is", "no", "nothing", "money", "lost",
];

fn is_all_of(words: &[&str], list: &[&str]) -> bool {
    words.len() <= 5 && words.iter().all(|word| list.contains(word))
}

/// "Nee niks kwijt", "geen geld verloren": the whole message says that nothing was lost.
#[must_use]
pub fn says_nothing_lost(body: &str) -> bool {
    let text = Text::new(body);
    let words: Vec<&str> = words_of(&text).collect();
    let (none, what): (Vec<&str>, Vec<&str>) = words
        .iter()
        .partition(|word| matches!(**word, "niks" | "niets" | "geen" | "no" | "nothing"));
    !none.is_empty() && what.iter().any(|word| *word != "nee") && is_all_of(&words, &NOTHING_LOST)
}

/// Exactly "ja" (or "yes"), at most with capitals and punctuation: what sends something takes no less.
#[must_use]
pub fn is_exactly_yes(body: &str) -> bool {
    let bare = body
        .trim()
        .trim_matches(|c: char| {
            // A question is no yes, and what stands behind `>` was said by somebody else.
            let asks_or_quotes = matches!(c, '?' | '>' | '@');
            c.is_ascii_punctuation() && !asks_or_quotes || matches!(c, '“' | '”' | '‘' | '’' | '…')
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

    const HANDLINGS: [&str; 6] = [
        "Bekeken",
        "Extra toezicht in de wijk",
        "Waarschuwing gestuurd",
        "Gesproken met bewoners",
        "Voorlichting gepland",
        "Geen actie, telt wel mee",
    ];

    #[test]
    fn a_part_or_a_misspelt_label_chooses() {
        for (said, meant) in [
            ("extra toezigt", 1),
            ("toezicht", 1),
            ("toezigt in de wijk", 1),
            ("Extra toesicht", 1),
            ("geen aktie", 5),
            ("telt mee", 5),
            ("geen actie", 5),
            ("waarschuwing", 2),
            ("waarschu", 2),
            ("waarschuwing gestuurt", 2),
            ("gesproken", 3),
            ("gesproken met bewooners", 3),
            ("voorligting", 4),
            ("bekeke", 0),
        ] {
            assert_eq!(read_choice(said, &HANDLINGS), Some(meant), "{said}");
        }
        let shared = ["Aan de deur", "Aan de deur, niet binnen", "Telefoon thuis"];
        assert_eq!(read_choice("aan de deur", &shared), Some(0));
        assert_eq!(read_choice("niet binnen", &shared), Some(1));
    }

    #[test]
    fn what_fits_two_labels_or_none_chooses_nothing() {
        let two = ["Extra toezicht", "Geen toezicht", "Actie van de wijk"];
        for said in ["toezicht", "toezigt", "toez", "wel", "in", "van de", "mee"] {
            assert_eq!(read_choice(said, &two), None, "{said}");
        }
        for said in ["wel", "in de", "mee", "ge", "ja in de wijk", "geen zin"] {
            assert_eq!(read_choice(said, &HANDLINGS), None, "{said}");
        }
    }

    #[test]
    fn a_number_with_words_around_it_chooses() {
        for said in [
            "2)",
            "(2)",
            "nr 2",
            "nr. 2",
            "nr2",
            "#2",
            "de tweede",
            "2 graag",
            "2e",
            "de 2e",
            "de 2de",
            "2️⃣",
            "optie 2 aub",
            "doe maar 2",
            "ik kies de tweede",
            "tweede optie",
            "Twee.",
            "2,",
            "the second",
            "second option please",
        ] {
            assert_eq!(read_choice(said, &LABELS), Some(1), "{said}");
        }
        assert_eq!(read_choice("de laatste", &LABELS), Some(3));
        assert_eq!(read_choice("1)", &LABELS), Some(0));
        for said in [
            "nr 9",
            "2e hands",
            "2 keer",
            "de laatste tijd",
            "doe maar",
            "2 of 3",
        ] {
            assert_eq!(read_choice(said, &LABELS), None, "{said}");
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
        assert_eq!(read_yes_no("Ja hoor, dat klopt helemaal"), Some(true));
        assert_eq!(read_yes_no("nee dat klopt helemaal niet"), Some(false));
        assert_eq!(read_yes_no("ja dat klopt niet"), None);
    }

    #[test]
    fn sending_takes_exactly_yes() {
        for said in ["ja", "Ja.", "JA!", " ja "] {
            assert!(is_exactly_yes(said), "{said}");
        }
        for said in [
            "ja gezellig",
            "ja?",
            "> ja",
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
