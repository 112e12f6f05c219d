//! Names of people: behind a title, a relation, a verb of naming, in a greeting, or known as a first name.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Captures;

use super::Mask;

/// A word that starts with a capital and is not all capitals, so that "ING" and "BSN" are no names.
const NAME: &str = r"\p{Lu}[\p{Ll}'’][\p{L}'’]*(?:-\p{Lu}?[\p{L}'’]+)*";
/// Words between first name and surname.
const BETWEEN: &str = r"(?:(?:van|fan|de|der|den|ten|ter|te|el|al|ben|bin|la|le|von|di|da|dos|'t|’t|in|op|v\.?d\.?|Van|De|Der|Den|El|Ben|Ten|Ter)\s+){0,3}";

/// "Anna van Buerenplein": a street or square with somebody's name.
const NAMED_STREET: &str = r"\b\p{Lu}\p{Ll}+ (?:van|de|der|den|ten|ter)(?: de[rn]?)? \p{Lu}\p{L}+(?:straat|laan|plein|kade|singel|gracht|dreef|park)\b";

/// First names that are common in Dutch cities and seldom another word.
static FIRST_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| listed(include_str!("first_names.txt")));

/// First names that are another word as well: names behind a title, before a surname or with what only people do.
static MAYBE_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| listed(include_str!("maybe_names.txt")));

fn listed(file: &'static str) -> HashSet<&'static str> {
    file.lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// Sayings and people of fame: nobody of the wijk. Folded.
const PUBLIC: [&str; 50] = [
    "omroep max",
    "max verstappen",
    "eva jinek",
    "linda de mol",
    "arjen lubach",
    "kees van der spek",
    "alberto stegeman",
    "john van den heuvel",
    "antoinette hertsenberg",
    "jan van zanen",
    "jan met de pet",
    "willem-alexander",
    "jan en alleman",
    "jan modaal",
    "jan publiek",
    "jan rap",
    "jan soldaat",
    "jan klaassen",
    "jan plezier",
    "jan boezeroen",
    "piet snot",
    "jip en janneke",
    "henk en ingrid",
    "klaas vaak",
    "max havelaar",
    "anne frank",
    "harry potter",
    "albert heijn",
    "johan cruijff",
    "johan cruyff",
    "karel appel",
    "vincent van gogh",
    "willem van oranje",
    "michiel de ruyter",
    "johan de witt",
    "mark rutte",
    "geert wilders",
    "rob jetten",
    "dick schoof",
    "donald trump",
    "elon musk",
    "bill gates",
    "mark zuckerberg",
    "brad pitt",
    "keanu reeves",
    "john de mol",
    "andre hazes",
    "marco borsato",
    "taylor swift",
    "sherlock holmes",
];

/// Words for a place, a thing or a saint that is named after somebody; the name follows.
const NAMED_AFTER: [&str; 61] = [
    "sint",
    "st",
    "sinte",
    "sankt",
    "saint",
    "santa",
    "san",
    "heilige",
    "zwarte",
    "koning",
    "koningin",
    "prins",
    "prinses",
    "paus",
    "cafe",
    "eetcafe",
    "restaurant",
    "snackbar",
    "cafetaria",
    "bakkerij",
    "slagerij",
    "kapsalon",
    "salon",
    "hotel",
    "huize",
    "theater",
    "museum",
    "bieb",
    "bibliotheek",
    "basisschool",
    "stichting",
    "vereniging",
    "club",
    "koor",
    "zaal",
    "lokaal",
    "film",
    "musical",
    "serie",
    "boek",
    "storm",
    "orkaan",
    "merk",
    "schip",
    "flat",
    "toko",
    "supermarkt",
    "vrouwe",
    "apotheek",
    "huisartsenpraktijk",
    "verpleeghuis",
    "verzorgingshuis",
    "zorgcentrum",
    "wijkcentrum",
    "buurtcentrum",
    "residentie",
    "villa",
    "buurtkamer",
    "firma",
    "groep",
    "team",
];

/// Books of the Bible are read by chapter: "Mark 4", "Lucas 12:3".
const BIBLE: [&str; 22] = [
    "mark", "marcus", "markus", "luke", "lucas", "lukas", "john", "johannes", "matthew", "matteus",
    "mattheus", "ruth", "esther", "samuel", "daniel", "job", "judith", "tobias", "james",
    "jakobus", "peter", "petrus",
];

/// What a person does, right behind the name.
const PERSON_DOES: [&str; 46] = [
    "zei", "zegt", "vertelde", "vertelt", "belde", "belt", "appte", "appt", "heeft", "had", "is",
    "was", "woont", "kreeg", "krijgt", "kwam", "komt", "ging", "gaat", "wil", "wilde", "dacht",
    "denkt", "weet", "wist", "werd", "wordt", "vroeg", "vraagt", "moest", "kon", "kan", "gaf",
    "betaalde", "klikte", "trapte", "schrok", "huilde", "durft", "deed", "hat", "het", "says",
    "said", "has", "got",
];

/// What stands before a person, and seldom before a thing without "de" or "het".
const BEFORE_PERSON: [&str; 16] = [
    "met", "ons", "onze", "ouwe", "oude", "ene", "zekere", "juf", "meester", "tante", "oom",
    "lieve", "aan", "bij", "volgens", "dankzij",
];

/// Family of somebody: "mama van Liv".
const FAMILY_OF: &str = r"(?:[Mm]ama|[Mm]amma|[Mm]am|[Pp]apa|[Pp]ap|[Mm]oeder|[Vv]ader|[Oo]uders|[Zz]oon(?:tje)?|[Dd]ochter(?:tje)?|[Oo]pa|[Oo]ma|[Zz]us(?:je)?|[Bb]roer(?:tje)?|[Tt]ante|[Oo]om|[Nn]icht(?:je)?|[Nn]eef(?:je)?|[Vv]riendin(?:netje)?|[Vv]riend(?:je)?|[Kk]leinzoon|[Kk]leindochter|[Vv]erzorg(?:er|ster)|[Mm]antelzorger|[Bb]uurvrouw|[Bb]uurman|[Mm]em|[Hh]eit|[Bb]eppe|[Pp]ake)";

/// Somebody who is as often a firm ("leverancier Vattenfall"): a name only where it looks like one.
const ROLES: &str = r"(?:[Ll]everancier|[Kk]oper|[Vv]erkoper|[Vv]erkoopster|[Kk]oerier|[Mm]onteur|[Aa]gent|[Mm]edewerk(?:er|ster)|[Vv]erhuurder|[Ee]igenaar|[Ee]igenaresse|[Dd]irecteur|[Aa]dviseur|[Ll]oodgieter|[Ss]childer|[Ss]ecretaris|[Bb]eheerder|[Oo]ndernemer|[Bb]akker|[Ss]lager|[Kk]apper|[Kk]apster|[Cc]ontactpersoon|[Aa]fzender|[Oo]ntvanger|[Rr]ekeninghouder|[Bb]egunstigde)";

/// A first name, also a double one ("Gerrit-Jan", "Mei-Ling").
fn is_first_name(word: &str) -> bool {
    is_in(&FIRST_NAMES, word)
}

fn is_maybe_name(word: &str) -> bool {
    is_in(&MAYBE_NAMES, word)
}

fn is_in(names: &HashSet<&str>, word: &str) -> bool {
    // "Koper 'Danny'": the quotation mark is none of it.
    let folded = super::super::text::fold(word.trim_matches(['\'', '’']));
    names.contains(folded.as_ref())
        || folded.split_once('-').is_some_and(|(first, second)| {
            names.contains(first) && (FIRST_NAMES.contains(second) || MAYBE_NAMES.contains(second))
        })
}

/// The last word of `text`, folded.
fn last_word(text: &str) -> String {
    let word = text
        .trim_end()
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default();
    super::super::text::fold(word.trim_matches(['.', '"', '\'', '‘', '’'])).into_owned()
}

/// "Café Anna", "Sint Maarten", "basisschool Jan Ligthart".
fn names_a_place(before: &str) -> bool {
    let word = last_word(before);
    NAMED_AFTER.contains(&word.as_str()) || is_public(&word)
}

fn is_public_phrase(words: &str) -> bool {
    let folded = super::super::text::fold(words);
    PUBLIC.iter().any(|phrase| folded.starts_with(phrase))
}

pub(super) fn masks() -> Vec<Mask> {
    let title = r"(?:[Dd]hr|[Mm]w|[Mm]evr|[Mm]eneer|[Mm]evrouw|[Mm]eneertje|[Mm]ijnheer|[Dd]e heer|[Ff]am|[Ff]amilie|[Dd]okter|[Dd]r|[Dd]rs|[Dd]s|[Dd]ominee|[Pp]astoor|[Ii]mam|[Mm]rs?|[Mm]s|[Mm]iss|[Ii]r|[Ii]ng|[Pp]rof|[Zz]uster|[Jj]uf|[Mm]eester|[Tt]ante|[Tt]ant|[Oo]om|[Oo]me|[Oo]pa|[Oo]ma|[Oo]poe|[Mm]ister|[Mm]adame?|[Mm]onsieur|[Mm]enheer|[Mm]evrouwtje|[Mm]ejuffrouw|[Jj]uffrouw|[Jj]uffr|[Ff]rou|[Ff]rau|[Hh]err|[Vv]rouwe|[Bb]eppe|[Pp]ake|[Oo]mke|[Mm]uoike|[Bb]omma|[Bb]ompa|[Nn]onkel|[Mm]oeke|[Aa]unt(?:ie|y)?|[Uu]ncle|[Gg]rand(?:ma|pa)|[Bb]roeder|[Pp]ater|[Kk]apelaan|[Rr]abbijn|[Pp]andit|[Hh]ad[jz]j?i|[Nn]otaris|[Ll]eraar|[Ll]erares|[Dd]ocent|[Tt]eacher|[Cc]oach|[Tt]rainer|[Cc]hef|[Ii]nspecteur|[Rr]echercheur|[Ww]ijkzuster|[Aa]gente|[Oo]nze|[Oo]ns|[Oo]uwe|[Dd]en ouwe|MADAME|JUF|MEESTER|TANTE|OOM|OMA|OPA|MW|DHR|MEVR|MENEER|MEVROUW)";
    let kin = r"(?:[Bb]uurvrouw|[Bb]uurman|[Bb]uurmeisje|[Bb]uurjongen|[Vv]riendin|[Vv]riend|[Cc]ollega|[Dd]ochter|[Zz]oon|[Kk]leinzoon|[Kk]leindochter|[Nn]icht(?:je)?|[Nn]eef(?:je)?|[Zz]us(?:je)?|[Bb]roer(?:tje)?|[Ss]lachtoffer|[Pp]enningmeester|[Vv]oorzitter|[Aa]mbassadeur|[Vv]rijwilliger|[Hh]uismeester|[Ww]ijkagent|[Mm]oeder|[Vv]ader|[Ee]chtgenoot|[Pp]artner|[Kk]ennis|[Nn]eighbou?r|[Ff]riend|[Dd]aughter|[Ss]on|[Bb]rother|[Ss]ister|[Bb]uuf|[Oo]verbuur(?:vrouw|man)?|[Ee]ne|[Zz]ekere|[Kk]lant|[Bb]ewoner|[Bb]ewoonster|[Hh]usband|[Ww]ife|[Ll]eerlinge?|[Cc]li[eë]nte?|[Pp]ati[eë]nte?|[Hh]uurder|[Hh]uurster|[Vv]rijwilligster|[Ss]tagiaire?|[Dd]eelnemer|[Dd]eelneemster|[Cc]ursiste?|[Ss]tudente?|[Ss]cholier|[Oo]nderbuur(?:vrouw|man)?|[Bb]ovenbuur(?:vrouw|man)?|[Bb]enedenbuur(?:vrouw|man)?|[Bb]uur|[Bb]uuv|[Ss]choon(?:zoon|dochter|moeder|vader|zus)|[Ss]tief(?:zoon|dochter|moeder|vader)|[Zz]wager|[Kk]leinkind|[Mm]aat|[Mm]aatje|[Kk]ameraad|[Hh]uisgenoot|[Hh]uisgenote|[Vv]erpleegkundige|[Mm]antelzorger|[Ww]eduwe|[Ww]eduwnaar|[Pp]upil|[Ss]tudent|[Cc]ousin|[Nn]iece|[Nn]ephew|[Mm]other|[Ff]ather|[Mm]um|[Mm]om|[Cc]olleague|[Mm]ama|[Pp]apa|[Bb]uurt?frou|BUURMAN|BUURVROUW|COLLEGA|VRIENDIN|mijn man|mijn vrouw|my wife|my husband|haar man|zijn vrouw)";
    let called = r"(?:[Hh]eet|[Hh]eten|[Hh]eette|[Gg]enaamd|[Nn]aam is|[Nn]aam was|[Nn]aam:|[Nn]oemt zich|[Nn]oemde zich|[Nn]oemen|[Nn]oemt zichzelf|[Nn]oemde zichzelf|[Bb]ijgenaamd|[Aa]lias|[Aa]\.?k\.?a\.?|[Tt]\.?n\.?v\.?|[Oo]p naam van|[Tt]en name van|[Hh]iette?|[Hh]jit|[Gg]eheten|[Aa]anspreken met|[Nn]aam|[Uu] spreekt met|[Jj]e spreekt met|[Gg]etekend,?|[Oo]ndertekend|[Cc]ontactpersoon:?|[Aa]fzender:|[Bb]egunstigde:|[Rr]ekeninghouder:?|[Ww]as getekend|named|name is|name was|[Nn]ame:|[Ss]lachtoffer:|[Dd]ader:|[Mm]elder:|[Vv]erdachte:|[Cc]ontact:|[Gg]etuige:|[Tt]er attentie van|[Tt]\.?a\.?v\.?|[Mm]et vriendelijke groet,?|[Gg]r(?:oet(?:jes|en)?)?[.,]?|[Mm]vg,?|[Dd]oei,?|[Ll]iefs,?|[Vv]raag naar|[Bb]el maar met|call|ask for)";
    let public = PUBLIC.join("|");
    let mut all = vec![
        Mask::capital(
            &format!(r"\b({title}\.?\s+)((?:{NAME}\s+)?{BETWEEN}{NAME}(?:\s+{BETWEEN}{NAME})?)"),
            titled,
        ),
        Mask::new(
            r"\b((?:[Mm]w|[Dd]hr|[Mm]evr|[Ff]am)\.?\s+)((?:(?:van|de|der|den)\s+){0,2}\p{Ll}{3,})\b",
            lower_titled,
        ),
        Mask::capital(
            r"\b((?:MW|DHR|MEVR|MENEER|MEVROUW|FAM)\.?\s+)((?:(?:VAN|DE|DER|DEN)\s+){0,2}\p{Lu}{3,})\b",
            shouted,
        ),
        Mask::capital(
            &format!(r"\b({kin},?\s+)({NAME}(?:\s+{BETWEEN}{NAME}){{0,2}})"),
            related,
        ),
        Mask::capital(
            &format!(r"\b({called}\s+)((?:meneer |mevrouw )?{NAME}(?:\s+{BETWEEN}{NAME}){{0,2}})"),
            related,
        ),
        Mask::capital(
            &format!(
                r"(^|[\s,.(])({NAME})(\s(?:van|from)\s(?:nr|nummer|no|boven|beneden|hiernaast|hierboven|hieronder|de overkant|om de hoek|\d+[ -]?hoog|\d{{1,3}}[a-z]?(?:[.,\s]|$)(?:\s|$)|number \d+|next door)(?:\b|$))"
            ),
            neighbour,
        ),
        Mask::capital(
            &format!(
                r"\b({NAME}(?:\s+{BETWEEN}{NAME}){{0,2}})(\s(?:heet|heette|heetten|hiet|hiette|hjit|genaamd|geheten)(?:\b|$))"
            ),
            called_behind,
        ),
        Mask::capital(
            &format!(r"\b({FAMILY_OF}\s(?:van|fan|of)\s)({NAME}(?:\s+{BETWEEN}{NAME}){{0,2}})"),
            related,
        ),
        Mask::capital(
            &format!(r"\b({ROLES},?\s+)({NAME})((?:\s+{BETWEEN}{NAME}){{1,2}})"),
            in_a_role,
        ),
        Mask::capital(
            &format!(
                r"\b((?:[Ii]k ben|[Ii]k bin|[Ii]k heet|[Dd]it is|[Ii] am|[Ii]['’]m|[Tt]his is)\s+)({NAME})((?:\s+{BETWEEN}{NAME}){{0,2}})"
            ),
            introduced,
        ),
        Mask::capital(
            &format!(r"\b(?i:{public})\b|{NAMED_STREET}|\b({NAME})((?:\s+{BETWEEN}{NAME}){{1,2}})"),
            full_name,
        ),
        Mask::capital(
            &format!(r"\b([Bb]ij\s)({NAME})(\sop\s(?:nr|nummer|no)\b)"),
            neighbour,
        ),
        Mask::capital(
            r"\b(\p{Lu}\.\s?){1,5}((?:van|de|der|den|ter|ten|el|ben|het|'t|’t)\s){0,3}\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?",
            |c, _| {
                (!is_known(c[0].rsplit(['.', ' ']).next().unwrap_or(""))).then(|| "[naam]".into())
            },
        ),
        Mask::capital(
            &format!(
                r"\b(?i:{public})\b|{NAMED_STREET}|\b({NAME})(\s+[\p{{L}}-]+|\s+\d+(?::\d+)?)?"
            ),
            first_name,
        ),
    ];
    all.push(Mask {
        again: true,
        ..Mask::new(&format!(
            r"(?i)\b((?:{title}|{kin}|{called})\.?,?\s+)(\p{{L}}{{3,}})((?:\s(?:van|de|der|den|el|al|ben|bin|ten|ter))+\s\p{{L}}{{3,}}|\s\p{{L}}{{4,}})?"
        ), lower_name)
    });
    all.push(Mask::capital(
        r"\b(\p{Lu}{3,}(?:-\p{Lu}+)?)\b((?:\s(?:VAN|DE|DER|DEN|EL|AL|BEN|TEN|TER))*\s\p{Lu}{3,}(?:-\p{Lu}+)?)?(\s\p{Lu}+)?",
        shouted_name,
    ));
    all.push(Mask {
        needs: super::Needs::LowerName,
        again: true,
        ..Mask::new(
            r"(^|[\s(,.])(\p{Ll}{3,})((?:\s(?:van|de|der|den|el|al|ben|bin|ten|ter|vd|v\.d\.))+\s\p{L}{3,})?(\s\p{L}+)?",
            bare_lower_name,
        )
    });
    // Only people tell, live, are frightened; companies call and say.
    all.push(Mask::capital(&format!(r"\b((?:toen|dat|want|omdat|en|maar|door|aan|met|bij|vroeg|volgens)\s)({NAME})(\s(?:vertelde|vertelt|woont|huilde|huilt|schrok|trapte|trapt|appte|dacht|durft|durfde|schaamt|schaamde|ligt|slaapt))\b"), |c, _| (!is_known(&c[2])).then(|| format!("{}[naam]{}", &c[1], &c[3]))));
    all.push(Mask::new(
        r"\[naam\](?:\s+(?:en |de |van |der )*\[naam\])+",
        |c, _| (!c[0].contains(" en ")).then(|| "[naam]".into()),
    ));
    all
}

fn keep_before(found: &Captures<'_>) -> String {
    format!("{}[naam]", &found[1])
}

fn titled(found: &Captures<'_>, before: &str) -> Option<String> {
    let name = &found[2];
    let first = name.split_whitespace().next().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    // "Mr. Visserplein", "Dr. Schaepmanstraat"; a surname may end in "hof".
    let streets = [
        "plein", "laan", "straat", "school", "weg", "kade", "gracht", "singel", "college", "huis",
        "kerk", "park",
    ];
    let household = ["fam", "familie", "dhr", "mevr", "mw"].contains(
        &found[1]
            .trim()
            .trim_end_matches('.')
            .to_lowercase()
            .as_str(),
    );
    if !household && streets.iter().any(|end| last.ends_with(end)) {
        // "Meneer Jansen van Marktplein 9": the name, and where he lives.
        let (name, place) = name.split_once(" van ")?;
        let person = !name.is_empty() && !streets.iter().any(|end| name.ends_with(end));
        return (person && !is_a_word(first)).then(|| format!("{}[naam] van {place}", &found[1]));
    }
    // "Onze", "ouwe": titles of people who are called by their first name.
    let endearing = ["ons", "onze", "ouwe"].contains(&found[1].trim().to_lowercase().as_str());
    if endearing && !is_first_name(first) && !is_maybe_name(first) || names_a_place(before) {
        return None;
    }
    (!is_a_word(first) || name.split_whitespace().count() > 1 && !is_a_word(last))
        .then(|| keep_before(found))
}

/// Known as another word, and no name even behind a title: "meneer Bakker" and "juf Roos" are people.
fn is_a_word(word: &str) -> bool {
    let folded = word.to_lowercase();
    let people = [
        "roos", "bloem", "bakker", "slager", "hartman", "frank", "linders", "kapper", "anders",
        "dag", "kruis", "kerk", "may", "albert", "polen", "engels", "frans", "turk",
    ];
    is_known(word) && !people.contains(&folded.as_str())
}

/// "Dat hij Gerrit-Jan Pannekoekel heette".
fn called_behind(found: &Captures<'_>, before: &str) -> Option<String> {
    let words: Vec<&str> = found[1].split_whitespace().collect();
    let person = words.first().is_some_and(|first| !is_known(first))
        && words.last().is_some_and(|last| !is_public(last));
    let sentence = before.trim().is_empty() || before.trim_end().ends_with(['.', '!', '?']);
    let thing = sentence && words.len() == 1 && !is_first_name(words[0]) || names_a_place(before);
    (person && !thing).then(|| format!("[naam]{}", &found[2]))
}

/// "Leverancier Yusuf Yilmaz": a first name, or two words of which none is a firm's.
fn in_a_role(found: &Captures<'_>, _: &str) -> Option<String> {
    let last = found[3].split_whitespace().next_back().unwrap_or_default();
    let firm = [
        "choice",
        "energie",
        "energy",
        "bank",
        "verzekeringen",
        "services",
        "service",
        "bouw",
        "wonen",
        "zorg",
        "telecom",
        "transport",
        "logistics",
        "solar",
        "groep",
        "company",
    ];
    let fine = |word: &str| {
        !is_known(word) && !is_public(word) && !firm.contains(&word.to_lowercase().as_str())
    };
    (fine(&found[2]) && fine(last)).then(|| keep_before(found))
}

/// "Ik ben Ngozi Adeyemi"; not "ik ben Nederlander".
fn introduced(found: &Captures<'_>, _: &str) -> Option<String> {
    let last = found[3].split_whitespace().next_back();
    let pair = last.is_some_and(|last| !is_known(last) && !is_public(last));
    let named = found[1].to_lowercase().contains("heet");
    let sure = is_first_name(&found[2]) || is_maybe_name(&found[2]);
    let pair = pair
        && !["dit", "this"].contains(
            &found[1]
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_lowercase()
                .as_str(),
        );
    (!is_known(&found[2]) && (pair || sure || named)).then(|| keep_before(found))
}

fn shouted(found: &Captures<'_>, _: &str) -> Option<String> {
    let last = found[2]
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    (!is_small_word(&last)).then(|| keep_before(found))
}

/// "buurvrouw truus", "hij heette mohammed el khatib", "heet kobus regenpijp": a known first name, typed without a
/// capital.
fn lower_name(found: &Captures<'_>, _: &str) -> Option<String> {
    let first = found[2].to_lowercase();
    let tail = found.get(3).map_or("", |tail| tail.as_str());
    let words: Vec<&str> = tail.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let surname = match words.len() {
        0 => true,
        1 => looks_like_surname(last),
        _ => !is_small_word(last) && !is_common_noun(last),
    };
    (FIRST_NAMES.contains(first.as_str())
        && !is_known(&first)
        && !WORDS_TOO.contains(&first.as_str()))
    .then(|| format!("{}[naam]{}", &found[1], if surname { "" } else { tail }))
}

/// First names that are words as well, once they are typed without a capital or in capitals only.
const WORDS_TOO: [&str; 40] = [
    "ben", "bas", "mark", "jet", "roos", "wil", "bram", "lies", "boris", "amber", "merel", "els",
    "koos", "toon", "bob", "jan", "piet", "tess", "harm", "leen", "riet", "jos", "rik", "mien",
    "mieke", "victoria", "virginia", "regina", "carmen", "robin", "stella", "iris", "jasmijn",
    "marina", "gloria", "trees", "jeans", "lena", "sam", "bart",
];

/// Endings that surnames have and hardly any word.
fn looks_like_surname(word: &str) -> bool {
    let folded = super::super::text::fold(word);
    folded.chars().count() > 5
        && [
            "sma", "stra", "inga", "ema", "oglu", "wski", "wska", "owicz", "ssen", "nsen", "mans",
            "enhuis", "enkamp", "aoui", "ouni", "ovic", "enberg", "enburg", "veld", "horst",
            "dijk", "elaar", "pijp", "sson", "hoven", "mulder", "bakker", "enstein", "zoon",
            "ovski", "lska", "lski", "nska", "nski", "enko", "achi", "aghi",
        ]
        .iter()
        .any(|end| folded.ends_with(end))
}

/// "HET WAS JEROEN", "PIET KLAVERBLADSMA HEEFT": a known first name in a message in capitals.
fn shouted_name(found: &Captures<'_>, before: &str) -> Option<String> {
    let name = found[1].to_lowercase();
    let bracketed = before.ends_with('[');
    let first = is_first_name(&name) && !is_known(&name) && !WORDS_TOO.contains(&name.as_str());
    let kin = [
        "buurman",
        "buurvrouw",
        "mevrouw",
        "meneer",
        "tante",
        "oom",
        "juf",
        "ene",
        "heet",
        "heette",
        "vriendin",
        "collega",
        "ons",
    ];
    let said = (FIRST_NAMES.contains(name.as_str()) || MAYBE_NAMES.contains(name.as_str()))
        && kin.contains(&last_word(before).as_str());
    if bracketed || !(first || said) || name.len() < 4 && !said || names_a_place(before) {
        return None;
    }
    let second = found.get(2).map_or("", |m| m.as_str());
    let third = found.get(3).map_or("", |m| m.as_str());
    let words: Vec<String> = second.split_whitespace().map(str::to_lowercase).collect();
    let last = words.last().map_or("", String::as_str);
    let word = last.is_empty() || is_known(last) || PERSON_DOES.contains(&last) || is_public(last);
    let subject = PERSON_DOES.contains(&third.trim().to_lowercase().as_str());
    let surname = !word && (words.len() > 1 || subject || looks_like_surname(last));
    Some(if surname {
        format!("[naam]{third}")
    } else {
        format!("[naam]{second}{third}")
    })
}

/// Is there a first name without a capital? Short ones are too often a word.
pub(super) fn has_lower_name(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(is_clear_lower_name)
}

fn is_clear_lower_name(word: &str) -> bool {
    let short = ["henk", "kees", "joop", "wim", "fatma", "jaap"];
    (word.len() >= 5 || short.contains(&word))
        && word.starts_with(char::is_lowercase)
        && FIRST_NAMES.contains(word)
        && !WORDS_TOO.contains(&word)
        && !KNOWN.contains(word)
}

/// "gepraat met fatima", "henk belde": a known first name without a capital, where a person is meant.
fn bare_lower_name(found: &Captures<'_>, before: &str) -> Option<String> {
    let next = found.get(4).map_or("", |m| m.as_str());
    let tail = found.get(3).map_or("", |m| m.as_str());
    let last = last_word(before);
    let person = BEFORE_PERSON.contains(&last.as_str())
        || ["van", "door", "voor", "en", "dat", "toen"].contains(&last.as_str())
        || PERSON_DOES.contains(&next.trim())
        || looks_like_surname(next.trim())
        || last.is_empty() && (next.is_empty() || !tail.is_empty());
    let thing = ["de", "het", "een"].contains(&last.as_str()) || before.ends_with("jip en");
    let public = thing
        || is_public(next)
        || is_public(tail)
        || names_a_place(before)
        || is_public_phrase(&found[0]);
    if !is_clear_lower_name(&found[2]) || !person || public {
        return None;
    }
    let family = tail.split_whitespace().next_back().unwrap_or_default();
    let surname =
        !tail.is_empty() && !is_small_word(family) && !is_common_noun(family) && !is_known(family);
    let kept = if surname { "" } else { tail };
    let kin = if !surname && tail.is_empty() && looks_like_surname(next.trim()) {
        ""
    } else {
        next
    };
    Some(format!("{}[naam]{kept}{kin}", &found[1]))
}

/// "mw jansen": a title and a word in lower case that is no verb or preposition.
fn lower_titled(found: &Captures<'_>, _: &str) -> Option<String> {
    let words: Vec<&str> = found[2].split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let fine = words.len() > 1 && !is_small_word(last) && !is_known(last) && !is_common_noun(last)
        || words.len() == 1 && !is_small_word(last) && !is_common_noun(last);
    fine.then(|| keep_before(found))
}

fn related(found: &Captures<'_>, _: &str) -> Option<String> {
    let first = found[2].split_whitespace().next().unwrap_or_default();
    (!is_known(first) && !is_small_word(&first.to_lowercase())).then(|| keep_before(found))
}

fn neighbour(found: &Captures<'_>, _: &str) -> Option<String> {
    let name = &found[2];
    (!is_known(name)
        && !is_small_word(&name.to_lowercase())
        && !is_common_noun(&name.to_lowercase()))
    .then(|| format!("{}[naam]{}", &found[1], &found[3]))
}

/// A known first name with what follows it, "Jan de Vries", or any with the little words of a surname, "Willemijn ter Braak".
/// Other unknown pairs may be companies. What begins the sentence or goes on behind the name is left.
fn full_name(found: &Captures<'_>, before: &str) -> Option<String> {
    if found.get(1).is_none() {
        return Some(found[0].to_owned());
    }
    let words: Vec<&str> = found[0].split_whitespace().collect();
    let start = usize::from(is_known(words[0]) && !is_maybe_name(words[0]));
    let before = if start > 0 { words[0] } else { before };
    let first = *words.get(start)?;
    if names_a_place(before) || NAMED_AFTER.contains(&&*last_word(first)) {
        return None;
    }
    let is_name = is_first_name(first) && !is_known(first) || is_maybe_name(first);
    let end = (start + 2..=words.len()).rev().find(|end| {
        let (between, last) = (&words[start + 1..end - 1], words[end - 1]);
        let fine = last.starts_with(char::is_uppercase) && !is_known(last) && !is_public(last);
        fine && (is_name || !is_known(first) && is_of_surnames(between))
    })?;
    let mut said = words[..start].to_vec();
    said.push("[naam]");
    said.extend(&words[end..]);
    Some(said.join(" "))
}

/// Little words that stand in names and nowhere else between two words with capitals.
fn is_of_surnames(between: &[&str]) -> bool {
    match between {
        [one] => ["ter", "ten", "el", "al", "ben", "bin"].contains(one),
        [van, article] => *van == "van" && ["der", "den", "'t", "’t"].contains(article),
        _ => false,
    }
}

/// A known first name by itself; not in "Albert Heijn" or "Johan Cruijff Arena".
fn first_name(found: &Captures<'_>, before: &str) -> Option<String> {
    let Some(name) = found.get(1).map(|m| m.as_str()) else {
        return Some(found[0].to_owned());
    };
    let next = found.get(2).map_or("", |w| w.as_str());
    let bible = next.trim_start().starts_with(|c: char| c.is_ascii_digit())
        && BIBLE.contains(&name.to_lowercase().as_str());
    let named_after = next.trim_start().starts_with(|c: char| c.is_uppercase())
        && is_known(next.trim())
        || is_public(next)
        || names_a_place(before)
        // The supermarket.
        || name == "Dirk" && last_word(before) == "de";
    let maybe = || {
        is_maybe_name(name)
            && (BEFORE_PERSON.contains(&last_word(before).as_str())
                || !before.trim().is_empty() && PERSON_DOES.contains(&next.trim()))
    };
    ((is_first_name(name) || maybe()) && !named_after && !bible).then(|| format!("[naam]{next}"))
}

/// Streets, schools and squares that are named after somebody.
fn is_public(word: &str) -> bool {
    [
        "straat", "laan", "plein", "school", "kerk", "huis", "hof", "college", "park", "flat",
        "weg", "kade", "zaal", "gracht", "singel", "centrum", "markt",
    ]
    .iter()
    .any(|end| word.to_lowercase().ends_with(end))
}

/// Capitalised words that are no persons: firms, places, days, bodies, words that start sentences.
pub(super) fn is_known(word: &str) -> bool {
    let folded =
        super::super::text::fold(word.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
    KNOWN.contains(folded.as_str()) || is_small_word(&folded) || is_common_noun(&folded)
}

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(include_str!("no_names.txt")));

/// Words that often follow a title without being a name ("mevrouw heeft", "meneer van 80").
fn is_small_word(word: &str) -> bool {
    SMALL.contains(word)
}

static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "van de der den het een en of in op uit met bij aan voor na om te is was heeft had kreeg krijgt ging gaat kwam komt zei zegt belde belt wil wilde moest moet deed doet dacht denkt woont zit zat staat stond werd wordt kon kan mag mocht liet laat gaf geeft vertelde vertelt vroeg vraagt die dat dit deze hier daar er niet wel ook nog al maar want dus toen nu net heel erg zelf hij zij ze ik wij u je jij mij hem haar hun ons onze mijn zijn door naar over onder boven tussen tegen zonder tijdens vorige afgelopen gisteren vandaag kwijt betaalde betaald opende hing trapte opgelicht gebeld alleen beide klikte dacht wist weet hebben waren werden schrok durft durfde huilde and the has is was from who said got lost paid as als zo toch even weer samen ineens plotseling meteen direct gelukkig helaas bijna zou zouden at an to for with she he they we you on about i".split_whitespace().collect()
});

fn is_common_noun(word: &str) -> bool {
    COMMON.contains(word)
}

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "buurvrouw buurman mevrouw meneer moeder vader dochter zoon oma opa tante oom vrouw man jongen meisje vriendin vriend dame heer mensen bewoner bewoners bank politie gemeente koper verkoper gezicht agent iemand niemand vandaag gisteren telefoon bejaarde oude jonge slachtoffer code appje sms mail brief pas geld zus broer uitleg gesprek bezoek contact telefonisch bejaarden directeur vertegenwoordiger monteur loodgieter kind kleinkind familie weduwe verteld uitgelegd geholpen".split_whitespace().collect()
});
