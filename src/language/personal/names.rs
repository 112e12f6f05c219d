//! Names of people: behind a title, a relation, a verb of naming, in a greeting, or known as a first name.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Captures;

use super::Mask;

/// A word that starts with a capital and is not all capitals, so that "ING" and "BSN" are no names.
const NAME: &str = r"\p{Lu}[\p{Ll}'’][\p{L}'’]*(?:-\p{Lu}?[\p{L}'’]+)*";
/// Words between first name and surname.
const BETWEEN: &str = r"(?:(?:van|de|der|den|ten|ter|te|el|al|ben|bin|la|le|von|di|da|dos|'t|’t|in|op|v\.?d\.?|Van|De|Der|Den|El|Ben|Ten|Ter)\s+){0,3}";

/// First names that are common in Dutch cities and seldom another word.
static FIRST_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("first_names.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

pub(super) fn masks() -> Vec<Mask> {
    let title = r"(?:[Dd]hr|[Mm]w|[Mm]evr|[Mm]eneer|[Mm]evrouw|[Mm]eneertje|[Mm]ijnheer|[Dd]e heer|[Ff]am|[Ff]amilie|[Dd]okter|[Dd]r|[Dd]rs|[Dd]s|[Dd]ominee|[Pp]astoor|[Ii]mam|[Mm]rs?|[Mm]s|[Mm]iss|[Ii]r|[Ii]ng|[Pp]rof|[Zz]uster|[Jj]uf|[Mm]eester|[Tt]ante|[Oo]om|[Oo]pa|[Oo]ma|[Mm]ister|MW|DHR|MEVR|MENEER|MEVROUW)";
    let kin = r"(?:[Bb]uurvrouw|[Bb]uurman|[Bb]uurmeisje|[Bb]uurjongen|[Vv]riendin|[Vv]riend|[Cc]ollega|[Dd]ochter|[Zz]oon|[Kk]leinzoon|[Kk]leindochter|[Nn]icht(?:je)?|[Nn]eef(?:je)?|[Zz]us(?:je)?|[Bb]roer(?:tje)?|[Ss]lachtoffer|[Pp]enningmeester|[Vv]oorzitter|[Aa]mbassadeur|[Vv]rijwilliger|[Hh]uismeester|[Ww]ijkagent|[Mm]oeder|[Vv]ader|[Ee]chtgenoot|[Pp]artner|[Kk]ennis|[Nn]eighbou?r|[Ff]riend|[Dd]aughter|[Ss]on|[Bb]rother|[Ss]ister|[Bb]uuf|[Oo]verbuur(?:vrouw|man)?|[Ee]ne|[Zz]ekere|[Kk]lant|[Bb]ewoner|[Bb]ewoonster|[Hh]usband|[Ww]ife|mijn man|mijn vrouw|my wife|my husband|haar man|zijn vrouw)";
    let called = r"(?:[Hh]eet|[Hh]eten|[Hh]eette|[Gg]enaamd|[Nn]aam is|[Nn]aam was|[Nn]aam:|[Nn]oemt zich|[Nn]oemde zich|[Nn]oemen|named|name is|[Nn]ame:|[Ss]lachtoffer:|[Dd]ader:|[Mm]elder:|[Vv]erdachte:|[Cc]ontact:|[Gg]etuige:|[Tt]er attentie van|[Tt]\.?a\.?v\.?|[Mm]et vriendelijke groet,?|[Gg]r(?:oet(?:jes|en)?)?[.,]?|[Mm]vg,?|[Dd]oei,?|[Ll]iefs,?|[Vv]raag naar|[Bb]el maar met|call|ask for)";
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
            &format!(r"\b({NAME})((?:\s+{BETWEEN}{NAME}){{1,2}})"),
            full_name,
        ),
        Mask::capital(
            r"\b(\p{Lu}\.\s?){1,3}((?:van|de|der|den|ter|ten|el|ben)\s){0,3}\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?",
            |c, _| {
                (!is_known(c[0].rsplit(['.', ' ']).next().unwrap_or(""))).then(|| "[naam]".into())
            },
        ),
        Mask::capital(&format!(r"\b({NAME})(\s+[\p{{L}}-]+)?"), first_name),
    ];
    all.push(Mask::new(
        &format!(
            r"(?i)\b((?:{title}|{kin}|{called})\.?,?\s+)(\p{{L}}{{3,}})((?:\s(?:van|de|der|den|el|al|ben|bin|ten|ter))+\s\p{{L}}{{3,}})?"
        ),
        lower_name,
    ));
    all.push(Mask::capital(r"\b(\p{Lu}{4,})\b", shouted_name));
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

fn titled(found: &Captures<'_>, _: &str) -> Option<String> {
    let first = found[2].split_whitespace().next().unwrap_or_default();
    // "Mr. Visserplein", "Dr. Schaepmanstraat"; a surname may end in "hof".
    if [
        "plein", "laan", "straat", "school", "weg", "kade", "gracht", "singel", "college", "huis",
        "kerk", "park",
    ]
    .iter()
    .any(|end| found[2].ends_with(end))
    {
        return None;
    }
    (!is_known(first)
        || found[2].split_whitespace().count() > 1
            && !is_known(found[2].split_whitespace().next_back().unwrap_or_default()))
    .then(|| keep_before(found))
}

fn shouted(found: &Captures<'_>, _: &str) -> Option<String> {
    let last = found[2]
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    (!is_small_word(&last)).then(|| keep_before(found))
}

/// "buurvrouw truus", "hij heette mohammed el khatib": a known first name, typed without a capital.
fn lower_name(found: &Captures<'_>, _: &str) -> Option<String> {
    let first = found[2].to_lowercase();
    let tail = found.get(3).map_or("", |tail| tail.as_str());
    let words = tail.split_whitespace().next_back().unwrap_or_default();
    let surname = tail.is_empty() || !is_small_word(words) && !is_common_noun(words);
    (FIRST_NAMES.contains(first.as_str())
        && !is_known(&first)
        && !WORDS_TOO.contains(&first.as_str()))
    .then(|| format!("{}[naam]{}", &found[1], if surname { "" } else { tail }))
}

/// First names that are words as well, once they are typed without a capital or in capitals only.
const WORDS_TOO: [&str; 9] = [
    "ben", "bas", "mark", "jet", "roos", "wil", "bram", "lies", "boris",
];

/// "HET WAS JEROEN": a known first name in a message in capitals.
fn shouted_name(found: &Captures<'_>, before: &str) -> Option<String> {
    let name = found[1].to_lowercase();
    let bracketed = before.ends_with('[');
    (FIRST_NAMES.contains(name.as_str())
        && !is_known(&name)
        && !WORDS_TOO.contains(&name.as_str())
        && !bracketed)
        .then(|| "[naam]".into())
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

/// A known first name with what follows it: "Jan de Vries". Unknown pairs may be companies.
fn full_name(found: &Captures<'_>, _: &str) -> Option<String> {
    let last = found[2].split_whitespace().next_back().unwrap_or_default();
    let name = FIRST_NAMES.contains(found[1].to_lowercase().as_str()) && !is_known(&found[1]);
    (name && !is_known(last) && !is_public(last)).then(|| "[naam]".into())
}

/// A known first name by itself; not in "Albert Heijn" or "Johan Cruijff Arena".
fn first_name(found: &Captures<'_>, before: &str) -> Option<String> {
    let next = found.get(2).map_or("", |w| w.as_str());
    let kind_of_place = before.split_whitespace().next_back().unwrap_or_default();
    let named_after = next.trim_start().starts_with(|c: char| c.is_uppercase())
        && is_known(next.trim())
        || is_public(next)
        || is_public(kind_of_place);
    (FIRST_NAMES.contains(found[1].to_lowercase().as_str()) && !named_after)
        .then(|| format!("[naam]{next}"))
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
fn is_known(word: &str) -> bool {
    let folded =
        super::super::text::fold(word.trim_matches(|c: char| !c.is_alphanumeric())).into_owned();
    KNOWN.contains(folded.as_str()) || is_small_word(&folded) || is_common_noun(&folded)
}

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("no_names.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

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
