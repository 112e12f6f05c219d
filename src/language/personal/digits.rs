//! Links, addresses on the net, and numbers that identify: accounts, cards, telephones, BSN, number plates.

use regex::Captures;

use super::Mask;

/// Helplines stay readable; the digits as dialled. Numbers starting with 0800 are free service lines.
const HELPLINES: [&str; 8] = [
    "09008844",
    "09000101",
    "0887867372",
    "0889001000",
    "0202615275",
    "0900113",
    "113",
    "09001450",
];

/// Words of cars: near one, a number plate needs no hyphens.
const CARS: [&str; 37] = [
    "kent",
    "kentekn",
    "kentk",
    "plaat",
    "voertuig",
    "vrachtwagen",
    "toyota",
    "renault",
    "peugeot",
    "ford",
    "fiat",
    "kia",
    "hyundai",
    "skoda",
    "tesla",
    "volvo",
    "citroen",
    "astra",
    "transporter",
    "kenteken",
    "nummerbord",
    "nummerplaat",
    "auto",
    "busje",
    "bestelbus",
    "wagen",
    "scooter",
    "bmw",
    "audi",
    "mercedes",
    "plate",
    "car",
    "volkswagen",
    "opel",
    "vw",
    "nummerbordje",
    "kentekenplaat",
];

/// A mobile number in words: "nul zes een twee …".
const SPOKEN_MOBILE: &str = r"(?i)\b(?:nul|0)[ -]zes(?:[ ,-]+(?:en )?(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\p{L}*(?:tien|tig))\b){2,10}";

/// The fourteen side codes of the RDW; letters and digits alternate in each.
const PLATES: &str = r"(?i)(?-u:\b)(?:[A-Z]{2}[ -]?\d{2}[ -]?\d{2}|\d{2}[ -]?\d{2}[ -]?[A-Z]{2}|\d{2}[ -]?[A-Z]{2}[ -]?\d{2}|[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{2}|[A-Z]{2}[ -]?[A-Z]{2}[ -]?\d{2}|\d{2}[ -]?[A-Z]{2}[ -]?[A-Z]{2}|\d{2}[ -]?[A-Z]{3}[ -]?\d|\d[ -]?[A-Z]{3}[ -]?\d{2}|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]|[A-Z][ -]?\d{3}[ -]?[A-Z]{2}|[A-Z]{3}[ -]?\d{2}[ -]?[A-Z]|[A-Z][ -]?\d{2}[ -]?[A-Z]{3}|\d[ -]?[A-Z]{2}[ -]?\d{3}|\d{3}[ -]?[A-Z]{2}[ -]?\d)(?-u:\b)";

/// Endings of addresses on the net that are written without `www` or `https`.
const ENDINGS: &str = "nl|com|org|net|be|de|eu|info|example|top|xyz|shop|me|io|co|site|online|live|app|link|click|ru|cn|ly|gl|gg|tk|biz|pro|cc|nu|club|store|support|help|digital|icu|vip";

/// The sign in an e-mail address, also as people hide it from machines.
const AT: &str = r"\s?(?:@|＠|[(\[{<]\s?(?:at|a|@|apenstaart(?:je)?|bij)\s?[)\]}>]|(?-u:\b)apenstaart(?:je)?(?-u:\b))\s?";

/// A point in an e-mail address, between brackets.
const BRACKETED_DOT: &str = r"\s?[(\[{<]\s?(?:dot|punt|\.)\s?[)\]}>]\s?";

/// A point in an e-mail address, in any way.
const DOT: &str = r"\s?(?:\.|[(\[{<]\s?(?:dot|punt|\.)\s?[)\]}>]|(?-u:\b)(?:punt|dot)(?-u:\b))\s?";

/// Everything that is told by its shape rather than by the words around it. Links go first, since they hold the rest.
pub(super) fn before_names() -> Vec<Mask> {
    let mut all = links();
    all.extend(accounts_on_the_net());
    all.extend(accounts());
    all.extend(case_numbers());
    all.extend(identities());
    all.extend(telephones());
    all.extend(days_of_birth());
    all
}

/// Web pages and e-mail addresses, also spoken ones.
fn links() -> Vec<Mask> {
    vec![
        Mask::new(r"(?i)(?-u:\b)(?:h(?:tt|xx)ps?://|www\.)[^\s<>]+", link),
        Mask::new(
            &format!(r"(?i)(?-u:\b)[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:{ENDINGS})/[^\s<>]+"),
            link,
        ),
        Mask::new(
            &format!(r"(?i)[\w.+-]+(?:{BRACKETED_DOT}[\w+-]+)*{AT}[a-z0-9-]+(?:{DOT}[a-z0-9-]+)+"),
            email,
        ),
        Mask::new(
            r"(?i)(?-u:\b)[\w.-]+(?: (?:punt|streepje|underscore|dot) \w+)* (?:at|apenstaart(?:je)?) \w+(?: (?:punt|streepje) \w+)*? (?:punt|dot) (?:nl|com|org|net|be|eu|example)(?-u:\b)",
            |_, _| Some("[e-mailadres]".into()),
        ),
        Mask::digit(r"(?-u:\b)(?:\d{1,3}\.){3}\d{1,3}(?-u:\b)", |_, _| {
            Some("[ip-adres]".into())
        }),
    ]
}

/// Names of accounts, and what opens them.
fn accounts_on_the_net() -> Vec<Mask> {
    vec![
        Mask::new(r"@[\w.=-]+:[a-zA-Z0-9.-]+\w", |_, _| Some("[naam]".into())),
        // As Discord writes them: "darkfox#4821".
        Mask::digit(r"(?-u:\b)[a-zA-Z][\w.]{1,31}#\d{4}(?-u:\b)", |_, _| {
            Some("[account]".into())
        }),
        Mask::new(r"(^|[\s(:,])@[\w][\w.]{2,}\w", |c, _| {
            Some(format!("{}[account]", &c[1]))
        }),
        Mask::new(
            r"(?i)(?-u:\b)((?:snap(?:chat)?|insta(?:gram)?|telegram|tiktok|facebook|discord|fb|username|gebruikersnaam|skype|accountnaam)(?:\s?(?:naam|account|profiel|user|gebruiker|heet|is|:))*[\s:]+)([a-z]\w*[._\d][\w.]*\w)",
            |c, _| Some(format!("{}[account]", &c[1])),
        ),
        Mask::digit(
            r"(?i)(?-u:\b)((?:wachtwoord|password|pin(?:code)?|toegangscode|inlogcode|(?:sms|tan|verificatie|bevestigings|activerings|deur|kluis|alarm|sleutel|herstel)-?code|cvc|cvv|code(?:tje)? (?:is|was))(?: (?:is|was|=))?[ :=]+)((?-u:\b)\d{3,8}(?-u:\b)|\p{L}+\d[\w!?#$%&*]*)",
            |c, before| {
                let counted = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
                (!counted).then(|| format!("{}[code]", &c[1]))
            },
        ),
    ]
}

/// Accounts at banks, cards and crypto addresses.
fn accounts() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?-u:\b)(?:bc1[a-z0-9]{20,60}|ltc1[a-z0-9]{20,60}|T[a-zA-HJ-NP-Z1-9]{33}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[a-fA-F0-9]{40})(?-u:\b)",
            |_, _| Some("[cryptoadres]".into()),
        ),
        Mask::digit(
            r"(?i)(?-u:\b)NL[ .-]?\d{2}[ .-]?[A-Z]{4}[ .-]?\d(?:[ .-]?\d){6,10}(?-u:\b)",
            |_, _| Some("[rekeningnummer]".into()),
        ),
        Mask::digit(
            r"(?i)(?-u:\b)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}([ .-]?[A-Z0-9]{1,3})?(?-u:\b)",
            iban,
        ),
        Mask::digit(r"(?-u:\b)\d(?:[ .-]?\d){11,18}(?-u:\b)", card),
    ]
}

/// Numbers of reports, files, customers and papers.
fn case_numbers() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?i)(?-u:\b)PL\d{4}[ -]?\d{4,12}(?:-\d+)*(?-u:\b)|(?-u:\b)[A-Z]{2}\d{2}-\d{5,}(?-u:\b)|(?-u:\b)[A-Z]{2,5}-20\d\d-\d{3,}(?-u:\b)",
            |_, _| Some("[zaaknummer]".into()),
        ),
        Mask::digit(
            r"(?i)(?-u:\b)((?:zaak|dossier|meldings?|aangifte|klant|polis|referentie|registratie|factuur|order|bestel|pv|v|relatie|lidmaatschaps|kaart|paspoort|rijbewijs|document|incident|ticket|volg|proces-verbaal)[- ]?(?:nummer|nr)\.?|proces-verbaal|kenmerk|reference|case number)([ :]+)([A-Z]{0,4}-?\d[\w./-]{3,}\w)",
            |c, _| Some(format!("{}{}[zaaknummer]", &c[1], &c[2])),
        ),
        // The number of a Dutch passport or identity card: two letters, six signs, a digit.
        Mask::digit(
            r"(?i)(?-u:\b)((?:paspoort|passport|id|id-kaart|identiteitskaart|identity card|rijbewijs|documentnummer|document)(?:[- ]?(?:nummer|nr\.?|number|no\.?))?(?: (?:is|was|met|=))?[ :]+)([A-Z]{2}[A-Z0-9]{6}\d)(?-u:\b)",
            |c, _| {
                let digits = c[2].chars().filter(char::is_ascii_digit).count();
                (digits > 1).then(|| format!("{}[documentnummer]", &c[1]))
            },
        ),
        Mask::digit(r"(?-u:\b)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?-u:\b)", |c, _| {
            (turns(&c[0]) >= 3).then(|| "[documentnummer]".into())
        }),
        Mask::digit(r"(?-u:\b)3S[A-Z]{2,4}\d{6,11}(?-u:\b)", |_, _| {
            Some("[zaaknummer]".into())
        }),
    ]
}

/// How often a code goes from letters to digits or back.
fn turns(code: &str) -> usize {
    let kinds: Vec<bool> = code.bytes().map(|b| b.is_ascii_digit()).collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// BSN and number plates.
fn identities() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?i)(?-u:\b)(bsn|burger ?service\w*|sofi\w*|social (?:security )?number)(?-u:\b)([^\d\n]{0,25})(\d(?:[ .-]?\d){7,8})(?-u:\b)",
            |c, _| Some(format!("{}{}[bsn]", &c[1], &c[2])),
        ),
        Mask::digit(
            r"(?-u:\b)\d{3}[ .-]?\d{3}[ .-]?\d{3}(?-u:\b)|(?-u:\b)\d{4}[ .-]\d{2}[ .-]\d{3}(?-u:\b)|(?-u:\b)\d{8,9}(?-u:\b)",
            bsn,
        ),
    ]
}

/// Telephone numbers in digits and in words, and number plates, which would be taken for a part of one.
fn telephones() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?:(?:\+|(?-u:\b)00)\d{2,3}[ .-]?(?:\(0\)[ .-]?)?|\(0\d{1,3}\)|(?-u:\b)0)(?:[ .-]{0,3}\d){6,11}(?-u:\b)",
            phone,
        ),
        Mask::new(SPOKEN_MOBILE, |_, _| Some("[telefoonnummer]".into())),
        Mask::digit(PLATES, plate),
    ]
}

fn days_of_birth() -> Vec<Mask> {
    vec![
        Mask::digit(
            r"(?-u:\b)\d{1,2}[-/.]\d{1,2}[-/.](?:['’]\d\d|19\d\d|200\d)(?-u:\b)",
            |_, _| Some("[geboortedatum]".into()),
        ),
        Mask::digit(
            r"(?i)(?-u:\b)(geb(?:oren|oortedatum|\.? ?datum|\.)?(?:\s(?:op|in|is|was))?[\s:.]+)(\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]['’]?\d{2,4}|(?:19|20)\d\d)(?-u:\b)",
            |c, _| Some(format!("{}[geboortedatum]", &c[1])),
        ),
        Mask::digit(r"(?-u:\b)19\d\d-\d{2}-\d{2}(?-u:\b)", |_, _| {
            Some("[geboortedatum]".into())
        }),
        // "3 november 1939": so long ago a day is a day of birth, or of the war.
        Mask::digit(
            r"(?i)(?-u:\b)(\d{1,2}) (jan(?:uari)?|feb(?:ruari)?|maart|mrt|april|apr|mei|juni|juli|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (19\d\d|200\d|['’][3-9]\d)(?-u:\b)",
            |c, before| {
                let famous = [
                    ("5", "mei", "1945"),
                    ("10", "mei", "1940"),
                    ("14", "mei", "1940"),
                    ("4", "mei", "1940"),
                    ("1", "februari", "1953"),
                ]
                .contains(&(&c[1], c[2].to_lowercase().as_str(), &c[3]));
                let founded = near(
                    before,
                    &["sinds", "opgericht", "gebouwd", "uit", "brief"],
                    20,
                );
                (!famous && !founded).then(|| "[geboortedatum]".into())
            },
        ),
    ]
}

/// Keeps the domain only, and that unclickable: paths and queries carry personal tokens.
fn link(found: &Captures<'_>, _: &str) -> Option<String> {
    let whole = &found[0];
    let tail = whole.len()
        - whole
            .trim_end_matches(['.', ',', ')', '!', '?', '"', '\''])
            .len();
    let (address, tail) = whole.split_at(whole.len() - tail);
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host
        .split('.')
        .filter(|l| !l.is_empty() && *l != "www")
        .collect();
    let domain = labels
        .get(labels.len().saturating_sub(2)..)
        .unwrap_or_default()
        .join("[.]");
    let bare = domain.contains("[.]")
        && domain
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '[' | ']' | '.'));
    let long_number = domain.chars().filter(char::is_ascii_digit).count() > 5;
    Some(format!(
        "{}{tail}",
        if bare && !long_number {
            domain
        } else {
            "[link]".into()
        }
    ))
}

fn email(found: &Captures<'_>, _: &str) -> Option<String> {
    (!found[0].eq_ignore_ascii_case("valse-email@fraudehelpdesk.nl"))
        .then(|| "[e-mailadres]".into())
}

/// Other countries only with right check digits: the shape alone is too common. A short word behind it may look like
/// its last group.
fn iban(found: &Captures<'_>, _: &str) -> Option<String> {
    let whole = &found[0];
    let tail = found.get(1).map_or("", |tail| tail.as_str());
    let is_one = |typed: &str| {
        let plain: String = typed
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        (15..=34).contains(&plain.len()) && mod_97(&plain) == 1
    };
    if is_one(whole) {
        return Some("[rekeningnummer]".into());
    }
    is_one(&whole[..whole.len() - tail.len()]).then(|| format!("[rekeningnummer]{tail}"))
}

fn mod_97(iban: &str) -> u32 {
    let turned = iban[4..].chars().chain(iban[..4].chars());
    turned.filter_map(|c| c.to_digit(36)).fold(0, |rest, d| {
        if d > 9 {
            (rest * 100 + d) % 97
        } else {
            (rest * 10 + d) % 97
        }
    })
}

/// Luhn, or a word of cards right before.
fn card(found: &Captures<'_>, before: &str) -> Option<String> {
    let digits: Vec<u32> = found[0].chars().filter_map(|c| c.to_digit(10)).collect();
    let named = near(
        before,
        &[
            "kaart",
            "kaartnr",
            "kaartnummer",
            "creditcard",
            "visa",
            "mastercard",
            "amex",
            "card",
            "pasnummer",
        ],
        25,
    );
    ((13..=19).contains(&digits.len()) && (luhn(&digits) || named)).then(|| "[kaartnummer]".into())
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |(nth, d): (usize, &u32)| {
        if nth % 2 == 0 {
            *d
        } else {
            d * 2 / 10 + d * 2 % 10
        }
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// Eleven-proof with weights 9, 8, … 2, -1; eight digits have lost their leading zero.
fn bsn(found: &Captures<'_>, before: &str) -> Option<String> {
    let digits: Vec<i64> = found[0]
        .chars()
        .filter_map(|c| c.to_digit(10))
        .map(i64::from)
        .collect();
    let money = before.trim_end().ends_with('€');
    let with_points =
        found[0].contains('.') && digits.len() == 9 && near(before, &["€", "euro"], 4);
    let valid = digits.len() == 9 && eleven_proof(&digits);
    (valid && !money && !with_points && !found[0].starts_with("06")).then(|| "[bsn]".into())
}

fn eleven_proof(digits: &[i64]) -> bool {
    let sum: i64 = digits
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(d, w)| d * w)
        .sum();
    sum % 11 == 0 && digits.iter().any(|d| *d != 0)
}

fn phone(found: &Captures<'_>, before: &str) -> Option<String> {
    let digits: String = found[0].chars().filter(char::is_ascii_digit).collect();
    let foreign = found[0].starts_with('+') || digits.starts_with("00");
    let plausible = if foreign {
        (9..=14).contains(&digits.len())
    } else {
        (9..=10).contains(&digits.len())
    };
    let helpline = HELPLINES.contains(&digits.as_str())
        || digits.starts_with("0800")
        || digits.starts_with("0900");
    let inside = before.ends_with(|c: char| c.is_ascii_digit());
    (plausible && !helpline && !inside).then(|| "[telefoonnummer]".into())
}

/// With hyphens a plate it is masked always, otherwise only near a word of cars.
fn plate(found: &Captures<'_>, before: &str) -> Option<String> {
    let typed = &found[0];
    let hyphens = typed.matches('-').count() == 2 && !typed.contains(' ');
    // Letters, digits, letters in one word of six, or digits, letters, digits: hardly anything else.
    let shape =
        typed.len() == 6 && turns(typed) == 2 && !typed.bytes().any(|b| b.is_ascii_lowercase());
    // "Voor 10 minuten": no plate has four letters in a row.
    let letters = |part: &str| part.len() > 3 && part.chars().all(char::is_alphabetic);
    let word = typed.split([' ', '-']).any(letters);
    (hyphens || shape || !word && near(before, &CARS, 30)).then(|| "[kenteken]".into())
}

/// Is one of `words` among the last `reach` bytes before?
fn near(before: &str, words: &[&str], reach: usize) -> bool {
    let from = before
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .take_while(|at| before.len() - at <= reach)
        .last()
        .unwrap_or(before.len());
    let tail = before[from..].to_lowercase();
    tail.split(|c: char| !c.is_alphanumeric() && c != '€')
        .any(|word| words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert_eq!(mod_97("BE68539007547034"), 1);
        assert!(luhn(&[3, 7, 8, 2, 8, 2, 2, 4, 6, 3, 1, 0, 0, 0, 5]));
        assert!(eleven_proof(&[1, 1, 1, 2, 2, 2, 3, 3, 3]));
        assert!(!eleven_proof(&[1, 2, 3, 4, 5, 6, 7, 8, 9]));
    }
}
