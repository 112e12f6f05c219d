//! What nobody says to a neighbour: without any mark these are meant for the bot all the same.
//!
//! "Actie niets, was ziek", "undo s-1", "signaal er staat iemand aan de deur".

/// Words that say that nothing was done.
const NOTHING: [&str; 8] = [
    "niets", "niks", "geen", "nothing", "none", "nix", "noppes", "nada",
];

/// Words that only point at what was entered: "mijn laatste actie".
const POINTING: [&str; 27] = [
    "mijn", "de", "het", "die", "dat", "deze", "dit", "laatste", "vorige", "actie", "signaal",
    "melding", "invoer", "bericht", "aub", "svp", "graag", "even", "my", "the", "last", "previous",
    "action", "signal", "report", "entry", "please",
];

/// Of these at least one, since "undo die actie" may be said of somebody else's.
const OWN: [&str; 6] = ["mijn", "laatste", "vorige", "my", "last", "previous"];

/// Words behind `signaal` that make it the subject of the sentence: talk about a signal.
const ABOUT: [&str; 71] = [
    "is", "was", "van", "valt", "viel", "of", "from", "s", "en", "and", "dat", "wat", "waar",
    "die", "wordt", "werd", "blijft", "bleef", "heeft", "had", "heb", "hebben", "kan", "kon",
    "moet", "mag", "gaat", "ging", "komt", "kwam", "werkt", "werkte", "doet", "deed", "hapert",
    "stoort", "lijkt", "geeft", "gaf", "betekent", "zegt", "groep", "groepje", "app", "apps",
    "appje", "update", "gebruik", "gebruiken", "gebruikt", "vind", "vinden", "ontvangen",
    "begrepen", "afgegeven", "afgeven", "gegeven", "doorgegeven", "doorgeven", "verzonden",
    "verstuurd", "opgepakt", "gemist", "sterkte", "works", "has", "has", "will", "can", "does",
    "group",
];

/// Where a signal may be bad, or something may happen.
const PLACE: [&str; 11] = [
    "in", "op", "hier", "thuis", "boven", "beneden", "binnen", "buiten", "on", "at", "here",
];

/// How a signal is received.
const RECEPTION: [&str; 36] = [
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
    "weg",
    "kwijt",
    "uitgevallen",
    "storing",
    "verbroken",
    "whatsapp",
    "telegram",
    "weak",
    "bad",
    "poor",
    "strong",
    "lost",
    "gone",
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

/// "actie niets, was ziek", "action nothing this month".
pub(super) fn nothing_done(name: &str, word: &str, words: &[&str]) -> bool {
    name == "actie"
        && matches!(word, "actie" | "aktie" | "action")
        && words.first().is_some_and(|first| NOTHING.contains(first))
}

/// "undo s-1", "ongedaan a12", "ongedaan mijn laatste".
pub(super) fn takes_back(name: &str, words: &[&str]) -> bool {
    if name != "ongedaan" {
        return false;
    }
    let labels = label_len(words);
    let rest = || words.iter().filter(|word| !is_label(word));
    (labels > 0 && rest().all(|word| POINTING.contains(word)))
        || words.iter().any(|word| OWN.contains(word))
            && words.iter().all(|word| POINTING.contains(word))
}

/// "gezien s-3", "afgehandeld a12 graag": the whole message is a command and its label.
pub(super) fn closes(name: &str, words: &[&str]) -> bool {
    let labels = label_len(words);
    matches!(name, "gezien" | "afgehandeld")
        && labels > 0
        && words[labels..]
            .iter()
            .all(|word| super::POLITE.contains(word))
}
