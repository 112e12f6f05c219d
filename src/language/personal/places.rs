//! Where somebody lives: postcodes, house numbers behind a street, and ages that point to one person.

use regex::Captures;

use super::super::numbers::word_value;
use super::Mask;
use super::names::is_known;

/// Words behind a number that make it something else than a house number.
const UNITS: [&str; 68] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mrt",
    "apr",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "pers",
    "p",
    "eur",
    "minsken",
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
const FOLLOW: [&str; 72] = [
    "sy",
    "wennet",
    "bus",
    "hoog",
    "apartment",
    "flat",
    "appartement",
    "achter",
    "boven",
    "beneden",
    "drie",
    "twee",
    "een",
    "hat",
    "lives",
    "woonde",
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
                r"(?i)\b({STREET})(,?\s+(?:nr\.?|nummer|no\.?|huisnummer)?\s*)(\d{{1,4}}{ADDITION})([.:,]\d+|\s?%|\s*\w+)?"
            ),
            house_number,
        ),
        // "Woont op het Lange Voorhout 10": what a street is called says nothing, living there does.
        Mask::digit(
            &format!(
                r"\b((?i:woon(?:t|de|den|achtig)?|wonen|wennet|wennen|adres(?: is)?|live[sd]?|living)(?: \p{{Ll}}+){{0,2}}(?:,? |: ?)(?:\p{{Lu}}[\p{{L}}'’.-]+ ){{1,3}})(\d{{1,4}}{ADDITION})([.:,]\d+|\s?%|\s*\w+)?"
            ),
            lived_in,
        ),
        Mask::digit(
            r"(?i)\b((?:op|van|uit|bij) (?:kamer|unit|studio|suite|woning)\s)(\d{1,4}[a-z]?)\b(\s*\w+)?",
            |c, _| {
                let next = c.get(3).map_or("", |w| w.as_str());
                (!is_unit(next)).then(|| format!("{}[huisnummer]{next}", &c[1]))
            },
        ),
        // "Nummer 12 op de Hoefkade".
        Mask::digit(
            &format!(
                r"(?i)\b((?:nummer|nr\.?|no\.?)\s*)(\d{{1,4}}{ADDITION})(\s(?:op|aan|in|van)\s(?:de\s|het\s)?{STREET})\b"
            ),
            |c, _| Some(format!("{}[huisnummer]{}", &c[1], &c[3])),
        ),
        Mask::digit(
            r"(?i)\b((?:appartement|apartment|huisnummer|huisnr\.?|kamernummer|flatnummer|woning nr\.?|(?:op|van|bij|uit|voor) nr\.?)\s*)(\d{1,4}(?:\s?[a-z]\b|-\d{1,3}\b|-[IVX]+\b)?)(\s+\w+)?",
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
            r"(?i)\b(\d{2,3})(?:\s?|-)(?:jarige|jaar (?:oud|oude|jong|jonge)|jaar|jaren jong|years old|yr old|yrs old|year old|years of age|jier|joar|yrs|jr)\b(\s+\w+)?",
            |c, before| {
                let next = c.get(2).map_or("", |w| w.as_str());
                (!is_a_stretch(next))
                    .then(|| age(before, &c[1]))
                    .flatten()
                    .map(|age| age + next)
            },
        ),
        // "Negentig jaar oud", "eenennegentigjarige".
        Mask::new(
            r"(?i)\b((?:\p{L}+en|\p{L}+ën)?(?:zeventig|tachtig|negentig)|honderd(?:en)?\p{L}{0,5})[ -]?(?:jarige|jaar (?:oud|oude|jong))\b",
            |c, before| {
                let value = word_value(&super::super::text::fold(&c[1]))? / 100;
                age(before, &value.to_string())
            },
        ),
        Mask::digit(
            r"\((?:bijna |ruim |net |al )?(\d{2,3})(?:\s?(?:jaar|jr|j|years|yrs)\.?)?(\s?(?:en|,|/|&)\s?(\d{2,3}))?\)",
            bracketed_age,
        ),
        Mask::digit(
            r"(?i)\b((?:mevrouw|mevr|mw|meneer|mr|mrs|dhr|heer|man|vrouw|dame|buurvrouw|buurman|weduwe|weduwnaar|moeder|vader|oma|opa|tante|oom|echtpaar|bewoonster|bewoner|vriendin|lady|woman|schoonmoeder|schoonvader|eentje|iemand|zus|broer|overbuurvrouw|overbuurman|frou|madame|mem|heit|beppe|pake|bomma|bompa|opoe|grandma|grandpa|neighbou?r)\.?,? (?:van|was|is|of|is al|wordt|die|fan)? ?(?:bijna |ruim |net |al )?)(\d{2,3})\b([-+]\w*|\s\w+)?",
            relative_age,
        ),
        // Other people only with a verb: "klant 70" may be anything.
        Mask::digit(
            r"(?i)\b((?:klant|cli[eë]nte?|pati[eë]nte?|huurder|huurster|deelnemer|deelneemster|vrijwilliger|vrijwilligster|kennis|slachtoffer|bejaarde|ouwe|oude|oudje|mens|omaatje|opaatje|collega|vriend|victim|client|customer) (?:van|is|was|wordt|werd|of|aged) (?:bijna |ruim |net |al )?)(\d{2,3})\b([-+]\w*|\s\w+)?",
            relative_age,
        ),
        // "Ze wordt er 89", "sy is 90", "she is 88 years", "hij is net 87 geworden".
        Mask::digit(
            r"(?i)((?:\b(?:ze|zij|hij|ie|sy|hy|hi|se|she|he|mevrouw|meneer|mem|heit|die|en|and)|\[naam\],?) (?:is|was|wordt|word|werd|wurdt|wordt|turns|turned|bin|'s) (?:er |al |net |bijna |nu |ook |pas |over de |toch |alweer |inmiddels |binnenkort |zelf |nog maar |almost |now |already |volgende (?:week|maand) |morgen |vandaag )?)(\d{2,3})\b([-+]\w*|\s\w+|[.,:]\d+)?",
            pronoun_age,
        ),
        Mask::digit(
            r"(?i)\b(leeftijd(?: is| was)?:? |aged |age:? |(?:she|he)['’]s )(\d{2,3})\b([-+]\w*|\s\w+)?",
            |c, before| {
                let group = ["gemiddelde", "gemiddeld", "average"]
                    .iter()
                    .any(|word| before.trim_end().to_lowercase().ends_with(word));
                (!group).then(|| relative_age(c, before)).flatten()
            },
        ),
        Mask::digit(
            r"(?i)\b((?:mevrouw|meneer|ze|zij|hij|sy|hy|bouwjaar|mem|heit|oma|opa) (?:is|was|komt) (?:van|uit|fan|út) )(19[0-4]\d)\b",
            |c, _| Some(format!("{}[geboortedatum]", &c[1])),
        ),
    ]
}

/// "80 jaar geleden", "70 jaar getrouwd": no age of somebody.
fn is_a_stretch(next: &str) -> bool {
    [
        "geleden",
        "getrouwd",
        "vrijheid",
        "vrij",
        "actief",
        "bevrijding",
        "bestaan",
        "bestaat",
        "jubileum",
        "terug",
        "ago",
        "lang",
        "later",
        "samen",
        "garantie",
        "married",
        "lid",
        "vve",
        "ervaring",
        "koninkrijk",
        "leden",
    ]
    .contains(&next.trim().to_lowercase().as_str())
}

/// A word ending as streets do, perhaps with a title before it; or "Laan van Meerdervoort".
const STREET: &str = r"(?:[\p{L}][\p{L}'.-]*(?:straat|laan|weg|plein|kade|hof|gracht|singel|dreef|pad|plantsoen|markt|steeg|dijk|park|boulevard|wal|veld|oord|haven|vaart|erf|ring|zoom|hoek|straatje|laantje|weide|brink|burg|kwartier|kamp|donk|akker|hage|horst|dorp|plaats|vliet|schans|sluis|brug|hil|pade|werf|strjitte|str[ie]tte|str[oa]+t|leane|loane|laene|paad|wei|wyk|kaai|steiger|hofje|hofke|allee|passage|promenade|street|road|lane|avenue|strt|str|straa|sraat|straatt|ln|pln|hf|wg|kd)\.?|\p{Lu}\p{Ll}+ (?:Straat|Laan|Weg|Plein|Kade|Hof|Gracht|Singel|Dreef|Pad|Plantsoen)|(?:laan|weg|plein|straat|hof|kade|singel|park) van (?:de |den |het |nieuw |oud )?\p{L}{3,})";

/// What may stand behind a house number: `-b`, `III`, `12hs`, `bis`.
const ADDITION: &str = r"(?:\s?-\s?\d{1,4}|[a-z]?\s(?:bus|bte|box)\s?\d{1,3}\b|\s?-?[IVX]{1,4}\b|-?[a-z]\b|\s[a-z]\b|\s?-?(?:hs|huis|bis)\b)?";

/// Endings that hardly any other word has.
const CLEAR_ENDINGS: [&str; 14] = [
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
    "strjitte",
    "kaai",
    "straatje",
    "laantje",
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

/// A number behind a street is a house number, unless it counts what follows ("op de markt 100 mensen") or is a
/// time ("14.00 uur").
fn house_number(found: &Captures<'_>, before: &str) -> Option<String> {
    let street = &found[1];
    let next = found.get(4).map_or("", |w| w.as_str());
    let numbered = found[2].to_lowercase().contains('n');
    let house = match kind_of_street(street, before) {
        Street::Clear => !counts(&found[3], next),
        Street::Likely => !is_unit(next) && goes_on(next.trim()) && !counts(&found[3], next),
        Street::No => false,
    };
    (numbered || house).then(|| format!("{street}{}[huisnummer]{next}", &found[2]))
}

/// "Woont op het Lange Voorhout 10"; not "woont in Den Haag 10 jaar".
fn lived_in(found: &Captures<'_>, _: &str) -> Option<String> {
    let next = found.get(3).map_or("", |w| w.as_str());
    (!counts(&found[2], next)).then(|| format!("{}[huisnummer]{next}", &found[1]))
}

/// The number counts or measures what follows it: "12 brieven", "3x", "14.00", "7 oktober".
fn counts(number: &str, next: &str) -> bool {
    let word = next.trim().to_lowercase();
    let times = number.ends_with(['x', 'u', '%']) || word.starts_with(['.', ':', ',', '%']);
    let plural = word.chars().count() > 3
        && ["en", "s", "jes", "ers"]
            .iter()
            .any(|end| word.ends_with(end))
        && !goes_on(&word)
        && !NO_PLURALS.contains(&word.as_str());
    let done = [
        "gesproken",
        "geholpen",
        "geflyerd",
        "uitgedeeld",
        "opgehangen",
        "rondgebracht",
        "bezorgd",
        "gedaan",
        "geteld",
        "gepraat",
        "gestaan",
        "verspreid",
    ]
    .contains(&word.as_str());
    times || done || is_unit(next) || plural
}

/// Words that end as a plural does and count nothing.
const NO_PLURALS: [&str; 36] = [
    "tussen", "binnen", "boven", "buiten", "achter", "beneden", "alleen", "waren", "werden",
    "kwamen", "moesten", "stonden", "zeiden", "kennen", "liggen", "staan", "gaan", "komen",
    "vroegen", "zitten", "willen", "konden", "langs", "sinds", "thuis", "eens", "alles", "soms",
    "vals", "valse", "tegen", "samen", "wegens", "volgens", "net", "belden",
];

/// How surely a word is a street.
enum Street {
    /// "Blokkenstraat", "Tulpenhof": a number behind it is a house, unless it counts something.
    Clear,
    /// Something that ends as streets do.
    Likely,
    No,
}

fn kind_of_street(typed: &str, before: &str) -> Street {
    let folded = typed.to_lowercase();
    let folded = folded.trim_end_matches('.');
    let last = folded.split(' ').next_back().unwrap_or_default();
    let clear = CLEAR_ENDINGS.iter().any(|end| {
        last.strip_suffix(*end)
            .is_some_and(|stem| stem.chars().count() >= 3)
    });
    let capital = typed
        .split(' ')
        .next_back()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    let led = [
        "op", "aan", "in", "uit", "van", "bij", "at", "on", "oan", "oet", "adres", "te",
    ]
    .contains(
        &before
            .split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_lowercase()
            .as_str(),
    );
    let housing = [
        "hof", "pad", "erf", "dijk", "wal", "hofje", "hf", "str", "ln", "street", "road", "lane",
        "avenue",
    ]
    .iter()
    .any(|end| {
        last.strip_suffix(end)
            .is_some_and(|stem| stem.chars().count() >= 3)
    });
    let thing = NO_STREETS.contains(&folded);
    if is_known(last) && !clear {
        return Street::No;
    }
    if thing && capital && led && clear {
        return Street::Clear;
    }
    match (capital, clear) {
        _ if thing => Street::No,
        (true, true) => Street::Clear,
        (true, false) if led && housing => Street::Clear,
        (true, false) | (false, true) => Street::Likely,
        (false, false) => Street::No,
    }
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
    // "In 2565 EX" is one, "IN 2026 IS" in a message of capitals is not.
    let quiet = before.chars().any(char::is_lowercase);
    let year = (1900..2100).contains(&found[1].parse().unwrap_or(0));
    let sure = named && (!word || capitals)
        || capitals && (!word || quiet && !year)
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

fn age(before: &str, age: &str) -> Option<String> {
    let before = before.trim_end().to_lowercase();
    let group = [
        "boven de",
        "gemiddeld",
        "al",
        "na",
        "bestaat",
        "gemiddelde leeftijd",
        "leeftijd van",
        "bestaan",
    ]
    .iter()
    .any(|word| before.ends_with(word));
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
fn relative_age(found: &Captures<'_>, before: &str) -> Option<String> {
    let next = found.get(3).map_or("", |w| w.as_str());
    // "Een man of 80": so many people.
    let crowd = found[1].to_lowercase().starts_with("man of")
        && ["een", "n", "zon", "zo'n"]
            .contains(&before.split_whitespace().next_back().unwrap_or_default());
    if crowd {
        return None;
    }
    let is_group = next.starts_with(['-', '+']);
    (is_old(&found[2]) && !is_unit(next) && !is_group)
        .then(|| format!("{}65-plus{next}", &found[1]))
}

/// "Ze wordt er 89"; not "ze is 90 kwijt" or "hij was 80 minuten bezig".
fn pronoun_age(found: &Captures<'_>, _: &str) -> Option<String> {
    let next = found.get(3).map_or("", |w| w.as_str());
    let word = next.trim().to_lowercase();
    let lost = [
        "kwijt",
        "lichter",
        "armer",
        "verloren",
        "betaald",
        "gestort",
        "overgemaakt",
        "afgeschreven",
        "lost",
        "gestolen",
        "cent",
        "ballen",
        "pond",
        "piek",
        "dollar",
        "dollars",
        "euros",
        "pagina",
        "km",
        "kilo",
        "percent",
    ];
    let years = ["years", "jaren", "yrs", "lentes", "jier", "joar"].contains(&word.as_str());
    (is_old(&found[2])
        && !lost.contains(&word.as_str())
        && !next.starts_with(['-', '+'])
        && (years || !counts("", next)))
    .then(|| format!("{}65-plus{}", &found[1], if years { "" } else { next }))
}
