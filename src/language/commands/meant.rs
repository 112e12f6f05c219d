//! What nobody says to a neighbour: without any mark these are meant for the bot all the same.
//!
//! "Actie niets, was ziek", "undo s-1", "signaal er staat iemand aan de deur".

use super::super::numbers::word_value;
use super::super::text::fold;

/// Words that say that nothing was done.
const NOTHING: [&str; 8] = [
    "niets", "niks", "geen", "nothing", "none", "nix", "noppes", "nada",
];

/// Words that only point at what was entered: "mijn laatste actie".
const POINTING: [&str; 30] = [
    "mijn", "de", "het", "die", "dat", "deze", "dit", "laatste", "vorige", "actie", "signaal",
    "melding", "invoer", "bericht", "aub", "svp", "graag", "even", "my", "the", "a", "s", "last",
    "previous", "action", "signal", "report", "entry", "one", "please",
];

/// Of these at least one, since "undo die actie" may be said of somebody else's.
const OWN: [&str; 6] = ["mijn", "laatste", "vorige", "my", "last", "previous"];

/// Words behind `signaal` that make it the subject of the sentence: talk about a signal.
const ABOUT: [&str; 82] = [
    "vanuit",
    "naar",
    "is",
    "was",
    "van",
    "valt",
    "viel",
    "of",
    "from",
    "s",
    "en",
    "and",
    "dat",
    "wat",
    "waar",
    "die",
    "wordt",
    "werd",
    "blijft",
    "bleef",
    "heeft",
    "had",
    "heb",
    "hebben",
    "kan",
    "kon",
    "moet",
    "mag",
    "gaat",
    "ging",
    "komt",
    "kwam",
    "werkt",
    "werkte",
    "doet",
    "deed",
    "hapert",
    "stoort",
    "lijkt",
    "geeft",
    "gaf",
    "betekent",
    "zegt",
    "groep",
    "groepje",
    "app",
    "apps",
    "appje",
    "update",
    "gebruik",
    "gebruiken",
    "gebruikt",
    "vind",
    "vinden",
    "ontvangen",
    "begrepen",
    "afgegeven",
    "afgeven",
    "gegeven",
    "doorgegeven",
    "doorgeven",
    "verzonden",
    "verstuurd",
    "opgepakt",
    "gemist",
    "gemaakt",
    "gedaan",
    "sterkte",
    "works",
    "has",
    "will",
    "can",
    "does",
    "group",
    "groen",
    "rood",
    "licht",
    "bord",
    "downloaden",
    "installeren",
    "instellen",
    "account",
];

/// Where a signal may be bad, or something may happen.
const PLACE: [&str; 12] = [
    "voor", "in", "op", "hier", "thuis", "boven", "beneden", "binnen", "buiten", "on", "at", "here",
];

/// How a signal is received.
const RECEPTION: [&str; 30] = [
    "wifi",
    "bereik",
    "ontvangst",
    "antenne",
    "router",
    "modem",
    "netwerk",
    "schotel",
    "4g",
    "5g",
    "zwak",
    "zwakke",
    "slecht",
    "slechte",
    "sterk",
    "goed",
    "matig",
    "beroerd",
    "waardeloos",
    "belabberd",
    "prima",
    "perfect",
    "uitgevallen",
    "storing",
    "verbroken",
    "weak",
    "bad",
    "poor",
    "strong",
    "dropped",
];

/// Words of somebody who did something, by which a report is known.
const HAPPENED: [&str; 40] = [
    "iemand",
    "man",
    "mannen",
    "vrouw",
    "vrouwen",
    "meneer",
    "mevrouw",
    "jongen",
    "jongens",
    "persoon",
    "personen",
    "deur",
    "deuren",
    "buurvrouw",
    "buurman",
    "moeder",
    "vader",
    "oma",
    "opa",
    "agent",
    "agenten",
    "politie",
    "bank",
    "monteur",
    "collectant",
    "gebeld",
    "belde",
    "belt",
    "aangebeld",
    "sms",
    "mail",
    "mailtje",
    "brief",
    "appje",
    "oplichter",
    "oplichters",
    "someone",
    "door",
    "called",
    "police",
];

/// What follows a command word, cut into folded words.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then(|| word.to_owned())
    };
    fold(text).split_whitespace().filter_map(bare).collect()
}

/// "actie niets, was ziek", "action nothing this month".
pub(super) fn is_nothing_done(name: &str, word: &str, words: &[String]) -> bool {
    let singular = matches!(word, "actie" | "aktie" | "action");
    name == "actie" && singular && words.first().is_some_and(|w| is_one(w, &NOTHING))
}

/// "undo s-1", "ongedaan a12 graag", "ongedaan mijn laatste".
pub(super) fn takes_back(name: &str, word: &str, words: &[String]) -> bool {
    let points = |w: &String| is_label(w) || is_one(w, &POINTING);
    let own = |w: &String| is_label(w) || is_one(w, &OWN);
    let labelled =
        matches!(word, "undo" | "ongedaan") && words.first().is_some_and(|w| is_lettered(w));
    name == "ongedaan" && (labelled || words.iter().all(points) && words.iter().any(own))
}

/// "gezien s-3": the whole message is a command that takes a label, and the label.
pub(super) fn is_labelled(name: &str, words: &[String]) -> bool {
    matches!(
        name,
        "gezien" | "oppakken" | "gewaarschuwd" | "afgehandeld" | "verloop"
    ) && words.len() == 1
        && words.first().is_some_and(|w| is_lettered(w))
}

/// "pauze tot 1 maart", "doel 3 koffieochtenden voor kerst", "samen met @ans", "doe mee met vier mensen": a promise to the
/// bot. `text` is what the words were cut from.
pub(super) fn is_plan(name: &str, words: &[String], text: &str) -> bool {
    let Some(first) = words.first().map(String::as_str) else {
        return false;
    };
    let has = |list: &[&str]| words.iter().any(|word| is_one(word, list));
    let is_stop = words.len() == 1 && first == "stop";
    let is_number =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || word_value(word).is_some();
    let of_wijk = usize::from(matches!(first, "wijk" | "neighbourhood"));
    match name {
        "pauze" => {
            let until = matches!(first, "tot" | "until" | "t/m" | "tm" | "voor" | "for");
            is_stop || until && words.len() <= 6 && !has(&["uur", "u", "half", "kwart", "oclock"])
        }
        "doel" => {
            let goes_on = words.get(of_wijk).map(String::as_str);
            let counted = goes_on.is_some_and(|word| is_number(word) || word == "stop");
            let before = has(&[
                "voor", "before", "tot", "until", "in", "binnen", "deze", "dit", "this",
            ]);
            is_stop
                || counted && (before || words.len() <= 2 + of_wijk)
                || of_wijk == 1 && words.len() == 1
        }
        "doe-mee" => {
            let with = usize::from(matches!(first, "met" | "with"));
            words.get(with).is_some_and(|word| is_number(word)) && words.len() <= 2 + with
        }
        "samen" => matches!(first, "met" | "with") && (text.contains('@') || words.len() <= 3),
        _ => false,
    }
}

/// "signaal er staat nu iemand aan de deur", not "signaal is zwak": a report that is missed is worse than
/// a question too many. `text` is what the words were cut from.
pub(super) fn is_report(words: &[String], text: &str) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    if tells_what_happened(words) {
        // "Signaal van de buurvrouw: …" names the source of a report.
        return !is_about_it(words) || text.contains(": ");
    }
    // Further on such a word belongs to the story: "nep webshop, goed nagemaakt".
    let received = words.iter().take(2).any(|word| is_one(word, &RECEPTION))
        || first == "bij" && early(words, &RECEPTION);
    !is_about_it(words) && !is_one(first, &PLACE) && !received
}

/// Somebody did something: "iemand", "deur", "gebeld"; or a trick is named: "bankhelpdeskfruade".
pub(super) fn tells_what_happened(words: &[String]) -> bool {
    let is_trick = |word: &String| {
        let ends = ["fraude", "fruade", "fraud", "truc", "phishing"];
        ends.iter().any(|end| word.ends_with(end)) || word.starts_with("nep")
    };
    early(words, &HAPPENED) || words.iter().take(3).any(is_trick)
}

fn early(words: &[String], list: &[&str]) -> bool {
    words.iter().take(8).any(|word| is_one(word, list))
}

/// "signaal wordt zwakker", "melding gemaakt bij de gemeente": the word is what the talk is about.
pub(super) fn is_about_it(words: &[String]) -> bool {
    words.first().is_some_and(|first| is_one(first, &ABOUT))
}

/// `a-12`, `s3`, `7`.
fn is_label(word: &str) -> bool {
    let number = word.strip_prefix(['a', 's']).unwrap_or(word);
    let number = number.strip_prefix('-').unwrap_or(number);
    (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// `a-12`, `s3`: a label with its letter.
pub(super) fn is_lettered(word: &str) -> bool {
    is_label(word) && word.starts_with(['a', 's'])
}

fn is_one(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}
