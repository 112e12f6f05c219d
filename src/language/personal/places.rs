//! Where somebody lives: postcodes, house numbers behind a street, and ages that point to one person.

use regex::Captures;

use super::Mask;

/// Words behind a number that make it something else than a house number.
const UNITS: [&str; 42] = [
    "uur",
    "u",
    "min",
    "minuten",
    "mensen",
    "man",
    "keer",
    "x",
    "euro",
    "stuks",
    "st",
    "gesprekken",
    "personen",
    "jaar",
    "dagen",
    "dag",
    "weken",
    "flyers",
    "folders",
    "bezoekers",
    "bewoners",
    "ouderen",
    "kinderen",
    "dames",
    "heren",
    "meter",
    "km",
    "procent",
    "leden",
    "posters",
    "deelnemers",
    "kilometer",
    "maanden",
    "plekken",
    "buren",
    "winkels",
    "ondernemers",
    "huizen",
    "adressen",
    "gezinnen",
    "people",
    "gevallen",
];

/// Words that can follow a house number. Any other word behind a number may be what it counts.
const FOLLOW: [&str; 56] = [
    "is",
    "was",
    "heeft",
    "had",
    "kreeg",
    "krijgt",
    "in",
    "te",
    "bij",
    "waar",
    "en",
    "of",
    "naar",
    "zijn",
    "hebben",
    "hadden",
    "kregen",
    "werd",
    "wordt",
    "staat",
    "stond",
    "belde",
    "opgelicht",
    "kwijt",
    "gebeld",
    "zag",
    "woont",
    "wonen",
    "tot",
    "daar",
    "gisteren",
    "vandaag",
    "om",
    "aan",
    "op",
    "met",
    "van",
    "die",
    "toen",
    "the",
    "has",
    "got",
    "and",
    "maar",
    "want",
    "langs",
    "geweest",
    "gister",
    "voor",
    "ook",
    "t",
    "gaat",
    "deed",
    "wilde",
    "kwam",
    "moest",
];

/// Words of two letters that end no postcode, also in a message in capitals ("IN 2026 IS …").
const NO_POSTCODE: [&str; 62] = [
    "IS", "IN", "OP", "EN", "DE", "ER", "AL", "TE", "OM", "EU", "WE", "ZE", "JE", "IK", "UW", "NU",
    "AF", "OF", "ZO", "AN", "ST", "CM", "KM", "MM", "GB", "MB", "KB", "KG", "ML", "HE", "MN", "ZN",
    "DR", "MW", "NA", "TO", "ON", "AT", "OR", "BY", "IT", "SA", "SD", "SS", "TV", "PK", "UR", "MA",
    "DI", "WO", "GA", "JA", "HA", "LA", "NO", "SO", "NR", "EX", "VD", "CA", "PM", "AM",
];

pub(super) fn masks() -> Vec<Mask> {
    let mut all = addresses();
    all.extend(ages());
    all
}

/// Postcodes and house numbers.
fn addresses() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"\b([1-9]\d{3})( ?)([A-Za-z]{2})\b(,?\s*(?:nr\.?|nummer|no\.?|huisnummer)?\s*\d{1,4}(?:[ -]?(?:[IVX]{1,4}|[A-Za-z]|\d{1,3}|bis))?\b)?",
            postcode,
        ),
        Mask::digit(
            &format!(
                r"(?i)\b({STREET})(,?\s+(?:nr\.?|nummer|no\.?|huisnummer)?\s*)(\d{{1,4}}{ADDITION})(\s*\w+)?"
            ),
            house_number,
        ),
        // "Nummer 12 op de Hoefkade".
        Mask::digit(
            &format!(
                r"(?i)\b((?:nummer|nr\.?|no\.?)\s*)(\d{{1,4}}{ADDITION})(\s(?:op|aan|in|van)\s(?:de\s|het\s)?{STREET})\b"
            ),
            |c, _| Some(format!("{}[huisnummer]{}", &c[1], &c[3])),
        ),
        Mask::digit(
            r"(?i)\b((?:appartement|huisnummer|huisnr\.?|kamernummer|flatnummer|woning nr\.?|(?:op|van|bij|uit|voor) nr\.?)\s*)(\d{1,4}(?:\s?[a-z]\b|-\d{1,3}\b|-[IVX]+\b)?)(\s+\w+)?",
            |c, _| {
                let next = c.get(3).map_or("", |w| w.as_str());
                (!is_unit(next)).then(|| format!("{}[huisnummer]{next}", &c[1]))
            },
        ),
        Mask::digit(
            r"(?i)\b((?:op|van|bij) nummer )(\d{1,4}[a-z]?)\b(\s+\w+)?",
            |c, _| {
                let next = c.get(3).map_or("", |w| w.as_str());
                let rank = c[2].len() == 1 || c[2] == *"10";
                let goes_on =
                    next.is_empty() || FOLLOW.contains(&next.trim().to_lowercase().as_str());
                (goes_on && !rank).then(|| format!("{}[huisnummer]{next}", &c[1]))
            },
        ),
    ]
}

/// Ages that point to one person.
fn ages() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?i)\b(\d{2,3})(?:\s?|-)(?:jarige|jaar (?:oud|oude)|jaar|years old|yr old|yrs old|year old)\b",
            |c, before| age(c, before, &c[1]),
        ),
        Mask::digit(
            r"\((\d{2,3})(?:\s?jaar|\s?jr)?(\s?(?:en|,|/|&)\s?(\d{2,3}))?\)",
            bracketed_age,
        ),
        Mask::digit(
            r"(?i)\b((?:mevrouw|mevr|mw|meneer|mr|mrs|dhr|heer|man|vrouw|dame|buurvrouw|buurman|weduwe|weduwnaar|moeder|vader|oma|opa|tante|oom|echtpaar|bewoonster|bewoner|vriendin|lady|woman|schoonmoeder|schoonvader|eentje|iemand|zus|broer)\.?,? (?:van|was|is|of|is al|wordt|die)? ?)(\d{2,3})\b([-+]\w*|\s\w+)?",
            relative_age,
        ),
    ]
}

/// A word ending as streets do, perhaps with a title before it; or "Laan van Meerdervoort".
const STREET: &str = r"(?:[\p{L}][\p{L}'.-]*(?:straat|laan|weg|plein|kade|hof|gracht|singel|dreef|pad|plantsoen|markt|steeg|dijk|park|boulevard|wal|veld|oord|haven|vaart|erf|ring|zoom|hoek|straatje|laantje|weide|brink|burg|kwartier|kamp|donk|akker|hage|horst|dorp|plaats|vliet|schans|sluis|brug|hil|pade|werf)|\p{Lu}\p{Ll}+ (?:Straat|Laan|Weg|Plein|Kade|Hof|Gracht|Singel|Dreef|Pad|Plantsoen)|(?:laan|weg|plein|straat|hof|kade|singel|park) van (?:de |den |het |nieuw |oud )?\p{L}{3,})";

/// What may stand behind a house number: `-b`, `III`, `12hs`, `bis`.
const ADDITION: &str =
    r"(?:\s?-\s?\d{1,4}|\s?-?[IVX]{1,4}\b|-?[a-z]\b|\s[a-z]\b|\s?-?(?:hs|huis|bis)\b)?";

/// Endings that hardly any other word has.
const CLEAR_ENDINGS: [&str; 10] = [
    "straat",
    "laan",
    "gracht",
    "singel",
    "kade",
    "dreef",
    "plantsoen",
    "steeg",
    "weg",
    "plein",
];

/// Words that end as a street does and are none.
const NO_STREETS: [&str; 28] = [
    "weekmarkt",
    "snelweg",
    "onderweg",
    "halverwege",
    "vlooienmarkt",
    "kerstmarkt",
    "rommelmarkt",
    "schoolplein",
    "winkelplein",
    "marktplaats",
    "parkeerplaats",
    "braderie",
    "speelveld",
    "sportpark",
    "vakantiepark",
    "voetbalveld",
    "marktplein",
    "buurthuis",
    "fietspad",
    "speelplaats",
    "werkplaats",
    "zijweg",
    "supermarkt",
    "dorp",
    "halfweg",
    "vanweg",
    "schouwburg",
    "werkveld",
];

/// A number behind a street is a house number, unless it counts what follows ("op de markt 100 mensen").
fn house_number(found: &Captures<'_>, _: &str) -> Option<String> {
    let street = &found[1];
    let next = found.get(4).map_or("", |w| w.as_str());
    let numbered = found[2].to_lowercase().contains('n');
    (numbered || is_street(street) && !is_unit(next) && goes_on(next.trim()))
        .then(|| format!("{street}{}[huisnummer]{next}", &found[2]))
}

fn is_street(typed: &str) -> bool {
    let folded = typed.to_lowercase();
    let last = folded.split(' ').next_back().unwrap_or_default();
    let clear = |end: &&str| {
        last.strip_suffix(*end)
            .is_some_and(|stem| stem.chars().count() >= 3)
    };
    let capital = typed
        .split(' ')
        .next_back()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    (capital || CLEAR_ENDINGS.iter().any(clear)) && !NO_STREETS.contains(&folded.as_str())
}

/// A word that counts or measures: "uur", "mensen", "%".
fn is_unit(next: &str) -> bool {
    let word = next.trim();
    word.starts_with('%') || UNITS.contains(&word.to_lowercase().as_str())
}

/// The sentence goes on behind a house number; else the number may count that word.
fn goes_on(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.is_empty()
        || FOLLOW.contains(&lower.as_str())
        || lower.starts_with("ge")
        || lower.starts_with("op")
}

fn postcode(found: &Captures<'_>, before: &str) -> Option<String> {
    let letters = &found[3];
    let capitals = letters.chars().all(|c| c.is_ascii_uppercase());
    let named = before
        .to_lowercase()
        .trim_end_matches([':', ' '])
        .ends_with("postcode");
    let numbered = found.get(4).is_some_and(|n| !n.as_str().trim().is_empty());
    let word = NO_POSTCODE.contains(&letters.to_uppercase().as_str());
    let sure = named
        || capitals && !word
        || numbered && !word && found.get(4).is_some_and(|n| n.as_str().len() <= 14);
    // "65 euro 1200 eu" and "2026 in": an amount or a year.
    sure.then(|| {
        if numbered {
            "[adres]".into()
        } else {
            "[postcode]".into()
        }
    })
}

/// From 65 on an age of one person is told as a group; a group's own age ("65-plussers") stays.
fn is_old(age: &str) -> bool {
    age.parse::<u32>()
        .is_ok_and(|age| (OLD_FROM..=110).contains(&age))
}

const OLD_FROM: u32 = 65;

fn age(_: &Captures<'_>, before: &str, age: &str) -> Option<String> {
    let group = before.trim_end().to_lowercase().ends_with("boven de")
        || before.trim_end().to_lowercase().ends_with("gemiddeld")
        || before.trim_end().ends_with("al")
        || before.trim_end().ends_with("na")
        || before.trim_end().ends_with("bestaat");
    (is_old(age) && !group).then(|| "65-plus".into())
}

fn bracketed_age(found: &Captures<'_>, _: &str) -> Option<String> {
    let second = found.get(3).map(|m| m.as_str());
    match (is_old(&found[1]), second) {
        (true, None) => Some("(65-plus)".into()),
        (first, Some(second)) if first || is_old(second) => Some("(65-plus)".into()),
        _ => None,
    }
}

/// "Mevrouw van 84"; not "mevrouw van 65-plus" or "man 70 euro".
fn relative_age(found: &Captures<'_>, _: &str) -> Option<String> {
    let next = found.get(3).map_or("", |w| w.as_str());
    let is_group = next.starts_with(['-', '+']);
    (is_old(&found[2]) && !is_unit(next) && !is_group)
        .then(|| format!("{}65-plus{next}", &found[1]))
}
