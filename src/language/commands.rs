//! Recognises a command in what people type, and stays silent on ordinary talk.
//!
//! With a mark (`!actie`), a colon (`Signaal: …`), the bot's name before it (`Hoi bot, actie …`), or as the
//! whole message (`hulp`) a word is a command, typing errors forgiven. Without any of these it must be a
//! word that hardly starts a sentence, and what follows must look like the record of something done.

use std::borrow::Cow;

use super::numbers::word_value;
use super::text::fold;

mod meant;

/// A command and the words that call it; a word may be a phrase (`mijn gegevens`).
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub name: &'a str,
    pub words: &'a [&'a str],
}

/// A command that was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    /// What was typed behind it, as typed.
    pub rest: String,
    /// Spelled right and clearly meant as a command; else ask before anything follows from it.
    pub certain: bool,
}

/// How plainly a word was meant as a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// `!actie`.
    Marked,
    /// `Hoi bot, actie`.
    Addressed,
    /// Only its place at the start.
    Bare,
}

/// Words that begin ordinary sentences: without a mark they call nothing but by themselves.
const EVERYDAY: [&str; 41] = [
    "mijn",
    "my",
    "help",
    "hulp",
    "stop",
    "info",
    "pauze",
    "doel",
    "gezien",
    "volg",
    "me",
    "pause",
    "goal",
    "seen",
    "follow",
    "undo",
    "done",
    "nieuws",
    "wijk",
    "vraag",
    "signal",
    "bericht",
    "message",
    "overzicht",
    "overview",
    "start",
    "begin",
    "rol",
    "role",
    "instelling",
    "setting",
    "afspraken",
    "uitnodiging",
    "organisatie",
    "echt",
    "really",
    "code",
    "waarschuw",
    "doe mee",
    "take part",
    "take-part",
];

/// Words that greet.
const GREETINGS: [&str; 26] = [
    "hoi",
    "hallo",
    "hey",
    "hi",
    "hello",
    "dag",
    "goedemorgen",
    "goedemiddag",
    "goedenavond",
    "goeiemorgen",
    "goeiemiddag",
    "goeienavond",
    "goedenmorgen",
    "goedenmiddag",
    "beste",
    "hee",
    "moi",
    "ha",
    "hai",
    "morgen",
    "good",
    "morning",
    "lieve",
    "heej",
    "yo",
    "he",
];

/// Words that ask politely behind a command.
const POLITE: [&str; 8] = [
    "aub",
    "svp",
    "graag",
    "please",
    "alstublieft",
    "alsjeblieft",
    "pls",
    "even",
];

/// Words between the bot's name and the command: "bot, kun je even …".
const ASKING: [&str; 25] = [
    "noteer",
    "graag",
    "even",
    "kun",
    "kan",
    "kunt",
    "je",
    "jij",
    "u",
    "mij",
    "me",
    "mag",
    "ik",
    "wil",
    "please",
    "can",
    "you",
    "een",
    "nog",
    "doe",
    "zet",
    "log",
    "registreer",
    "want",
    "to",
];

/// First words of talk about a thing that merely has a command's name: "actie is leuk", "info volgt".
const TALK: [&str; 84] = [
    "is",
    "was",
    "heeft",
    "had",
    "hebben",
    "zijn",
    "waren",
    "wordt",
    "werd",
    "worden",
    "kan",
    "kun",
    "kunnen",
    "moet",
    "moeten",
    "gaat",
    "gaan",
    "komt",
    "komen",
    "volgt",
    "volgen",
    "in",
    "van",
    "voor",
    "je",
    "jij",
    "jullie",
    "ik",
    "we",
    "wij",
    "ze",
    "hij",
    "het",
    "dat",
    "die",
    "dit",
    "er",
    "om",
    "op",
    "met",
    "maar",
    "en",
    "of",
    "want",
    "nou",
    "toch",
    "eens",
    "tegen",
    "naar",
    "bij",
    "niet",
    "wel",
    "ook",
    "nog",
    "al",
    "wil",
    "zou",
    "mag",
    "doet",
    "doen",
    "krijg",
    "over",
    "zit",
    "staat",
    "loopt",
    "the",
    "on",
    "for",
    "of",
    "to",
    "and",
    "that",
    "you",
    "i",
    "it",
    "are",
    "gewenst",
    "nodig",
    "ondernomen",
    "valt",
    "geslaagd",
    "ontvangen",
    "bedankt",
    "reactie",
];

/// The command in `body`, if it is one. `bot_names` are the names people call the bot by.
#[must_use]
pub fn read_command(body: &str, vocabulary: &[Words<'_>], bot_names: &[&str]) -> Option<Call> {
    let body = without_quote(body);
    let (start, meant) = opening(&body, bot_names);
    let opened =
        longest_match(&body[start..], vocabulary, meant).map(|candidate| (start, meant, candidate));
    let (start, meant, candidate) = opened
        .or_else(|| asked(&body, start, meant, vocabulary))
        .or_else(|| marked_later(&body, vocabulary))?;
    let rest = body[start + candidate.end..].trim_start();
    let colon = rest.strip_prefix([':', ';', '=']);
    let text = colon
        .unwrap_or(rest)
        .trim_start_matches([
            ',', '-', '.', ' ', '\t', '–', '—', ':', '!', '’', '”', '\'', '"',
        ])
        .trim();
    let text = if body.starts_with(['"', '“', '„', '\'', '‘', '’', '”']) {
        text.trim_end_matches(['"', '”', '\'', '’', '“'])
    } else {
        text
    };
    let whole = is_whole(text);
    let clear = meant != Meant::Bare
        || colon.is_some() && !text.is_empty()
        || whole
        || is_for_the_bot(&candidate, text, &body);
    if !clear && !is_bare_command(&candidate, text, &body) {
        return None;
    }
    // A word that was typed wrong and merely stands at the start is too little.
    if candidate.distance > 0
        && meant == Meant::Bare
        && colon.is_none()
        && EVERYDAY.contains(&candidate.word)
        && !whole
    {
        return None;
    }
    let rest = if whole {
        String::new()
    } else {
        text.to_owned()
    };
    Some(Call {
        name: candidate.name.to_owned(),
        rest,
        certain: clear && candidate.distance == 0,
    })
}

/// The command whose word was mistyped at the start, where people come to work with the bot: "vrag 2", "waarshuw
/// moerwijk nepagent"; or stands behind its number: "s-1 gezien". What follows it must be short and no sentence.
#[must_use]
pub fn read_mistyped(body: &str, vocabulary: &[Words<'_>]) -> Option<Call> {
    const MOST_WORDS: usize = 4;
    let body = without_quote(body);
    let typed = match body.trim().split_once(char::is_whitespace) {
        Some((label, rest)) if meant::is_lettered(&fold(label)) => format!("{rest} {label}"),
        _ => body.trim().to_owned(),
    };
    let candidate = longest_match(&typed, vocabulary, Meant::Addressed)?;
    let rest = typed[candidate.end..].trim_start();
    let words = meant::words_of(rest);
    let is_talk = words.len() > MOST_WORDS
        || rest.contains('?')
        || words.iter().any(|word| TALK.contains(&word.as_str()));
    (!is_talk && !is_other_word(&fold(&typed[..candidate.end]))).then(|| Call {
        name: candidate.name.to_owned(),
        rest: rest.to_owned(),
        certain: false,
    })
}

/// What is said to the bot only, whatever is typed behind it.
fn is_for_the_bot(candidate: &Match<'_>, text: &str, body: &str) -> bool {
    let words = meant::words_of(text);
    !body.contains('?')
        && (meant::is_nothing_done(candidate.name, candidate.word, &words)
            || meant::takes_back(candidate.name, candidate.word, &words)
            || meant::is_labelled(candidate.name, &words)
            || meant::is_plan(candidate.name, &words, text))
}

/// A word that merely stands at the start, with what looks like a record or a report behind it.
fn is_bare_command(candidate: &Match<'_>, text: &str, body: &str) -> bool {
    let words = meant::words_of(text);
    if matches!(candidate.word, "signaal" | "sinjaal" | "signal") {
        let told = candidate.distance == 0 || meant::tells_what_happened(&words);
        return told && !body.contains('?') && meant::is_report(&words, text);
    }
    let about = candidate.name == "signaal" && meant::is_about_it(&words);
    !about && looks_like_a_record(candidate.word, text, body)
}

/// "Wijkbode, noteer graag actie …": polite words between the bot's name and a command that is spelled right.
fn asked<'a>(
    body: &str,
    start: usize,
    meant: Meant,
    vocabulary: &[Words<'a>],
) -> Option<(usize, Meant, Match<'a>)> {
    if meant != Meant::Addressed {
        return None;
    }
    let mut at = start;
    for _ in 0..4 {
        let len = word_len(&body[at..]);
        if !ASKING.contains(&fold(&body[at..at + len]).as_ref()) {
            return None;
        }
        at += len;
        at += separators(&body[at..]);
        let found = longest_match(&body[at..], vocabulary, meant).filter(|m| m.distance == 0);
        if let Some(found) = found {
            return Some((at, meant, found));
        }
    }
    None
}

/// A marked command behind other words ("even noteren: !actie flyers"): spelled right, or it is talk.
fn marked_later<'a>(body: &str, vocabulary: &[Words<'a>]) -> Option<(usize, Meant, Match<'a>)> {
    body.match_indices('!').find_map(|(at, _)| {
        let fresh = body[..at].ends_with(char::is_whitespace);
        let start = at + 1;
        let found =
            longest_match(&body[start..], vocabulary, Meant::Marked).filter(|m| m.distance == 0)?;
        fresh.then_some((start, Meant::Marked, found))
    })
}

/// Without the quoted lines that some clients put above a reply.
fn without_quote(body: &str) -> Cow<'_, str> {
    if !body.starts_with('>') {
        return Cow::Borrowed(body);
    }
    let own = body
        .lines()
        .skip_while(|line| line.starts_with('>') || line.trim().is_empty());
    Cow::Owned(own.collect::<Vec<_>>().join("\n"))
}

/// Skips a greeting, the bot's name and a mark; where the word starts, and how plainly it is meant.
fn opening(body: &str, bot_names: &[&str]) -> (usize, Meant) {
    let mut at = 0;
    let mut meant = Meant::Bare;
    let mut greetings = 0;
    loop {
        at += separators(&body[at..]);
        if let Some(marked) = after_mark(&body[at..]) {
            return (at + marked, Meant::Marked);
        }
        if let Some(named) = after_name(&body[at..], bot_names) {
            at += named;
            meant = Meant::Addressed;
            continue;
        }
        let len = word_len(&body[at..]);
        let word = fold(&body[at..at + len]);
        let greeted = greetings > 0
            && matches!(
                word.as_ref(),
                "allemaal"
                    | "iedereen"
                    | "mensen"
                    | "buren"
                    | "team"
                    | "all"
                    | "everyone"
                    | "lieve"
                    | "beste"
            );
        if greetings == 0 && word == "morgen" && is_tomorrow(&body[at + len..], bot_names) {
            return (at, meant);
        }
        if greetings < 3 && len > 0 && (greeted || GREETINGS.contains(&word.as_ref())) {
            at += len;
            greetings += 1;
            continue;
        }
        return (at, meant);
    }
}

/// "Morgen actie: aardbeien" is a plan; "Morgen, actie …" and "Morgen bot" greet.
fn is_tomorrow(behind: &str, bot_names: &[&str]) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else {
        return false;
    };
    let next = fold(&rest[..word_len(rest)]);
    let greeted = GREETINGS.contains(&next.as_ref())
        || matches!(
            next.as_ref(),
            "" | "allemaal" | "iedereen" | "mensen" | "buren" | "team" | "all" | "bot"
        );
    !greeted && after_name(rest, bot_names).is_none()
}

fn separators(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ':'
                    | ';'
                    | '.'
                    | '-'
                    | '–'
                    | '—'
                    | '"'
                    | '“'
                    | '”'
                    | '\''
                    | '‘'
                    | '’'
                    | '*'
                    | '_'
                    | '\u{200b}'
                    | '\u{feff}'
            )
    });
    text.len() - rest.len()
}

/// The length of `!`, with spaces behind it.
fn after_mark(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(['!', '¡', '！', '/', '\\']);
    (rest.len() < text.len()).then(|| text.len() - rest.trim_start().len())
}

/// The length of `@wijkbode:server.nl`, `Wijkbode`, `bot`.
fn after_name(text: &str, bot_names: &[&str]) -> Option<usize> {
    let bare = text.strip_prefix('@').unwrap_or(text);
    let sign = text.len() - bare.len();
    for name in bot_names
        .iter()
        .map(|n| n.trim_start_matches('@'))
        .filter(|n| !n.is_empty())
    {
        let Some(head) = bare.get(..name.len()) else {
            continue;
        };
        let rest = &bare[name.len()..];
        if fold(head) != fold(name) || rest.starts_with(char::is_alphanumeric) {
            continue;
        }
        // A full Matrix id goes on with the server's name.
        let server = if sign > 0 && rest.starts_with(':') {
            rest.find(char::is_whitespace).unwrap_or(rest.len())
        } else {
            0
        };
        let server = if rest[..server].contains('.') || rest[..server].len() > 1 {
            server
        } else {
            0
        };
        return Some(sign + name.len() + server);
    }
    None
}

fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len())
}

struct Match<'a> {
    name: &'a str,
    word: &'a str,
    end: usize,
    distance: usize,
}

/// The command whose words the text starts with: exact before guessed, longer before shorter.
fn longest_match<'a>(text: &str, vocabulary: &[Words<'a>], meant: Meant) -> Option<Match<'a>> {
    let mut best: Option<Match<'a>> = None;
    for (name, word) in vocabulary
        .iter()
        .flat_map(|w| w.words.iter().map(|word| (w.name, *word)))
    {
        let Some((end, distance)) = starts_with(text, word, meant) else {
            continue;
        };
        let better = best.as_ref().is_none_or(|b| {
            (distance, std::cmp::Reverse(word.len()))
                < (b.distance, std::cmp::Reverse(b.word.len()))
        });
        if better {
            best = Some(Match {
                name,
                word,
                end,
                distance,
            });
        }
    }
    best
}

/// Does `text` start with the words of `phrase`? Where they end, and how many typing errors they have.
fn starts_with(text: &str, phrase: &str, meant: Meant) -> Option<(usize, usize)> {
    let mut end = 0;
    let mut errors = 0;
    for (nth, wanted) in phrase.split_whitespace().enumerate() {
        if nth > 0 {
            let gap = text[end..].len() - text[end..].trim_start_matches([' ', '-']).len();
            end += gap;
        }
        let len = word_len(&text[end..]);
        let typed = fold(&text[end..end + len]);
        let wanted = fold(wanted);
        let distance = if typed == wanted {
            0
        } else {
            strsim::osa_distance(&typed, &wanted)
        };
        if len == 0 || distance > forgiven(&typed, &wanted, meant) {
            return None;
        }
        errors += distance;
        end += len;
    }
    (end > 0).then_some((end, errors))
}

/// How many typing errors a word may have: none in short ones, fewer where nothing marks a command.
fn forgiven(typed: &str, wanted: &str, meant: Meant) -> usize {
    let shorter = typed.chars().count().min(wanted.chars().count());
    let slipped = is_swapped(typed, wanted) || is_doubled(typed, wanted);
    let slipped = shorter == 4 && slipped && !is_other_word(typed);
    let same_start = typed.chars().next() == wanted.chars().next();
    match (meant, shorter) {
        (_, ..=2) => 0,
        (Meant::Bare, ..=4) => usize::from(slipped),
        (Meant::Bare, _) => usize::from(same_start && !is_other_word(typed)),
        (_, ..=3) => usize::from(same_start && typed.len() == wanted.len()),
        (_, ..=6) => 1,
        _ => 2,
    }
}

/// The same letters, two of them swapped: `hlup`, `sotp`.
fn is_swapped(typed: &str, wanted: &str) -> bool {
    typed.len() == wanted.len()
        && strsim::osa_distance(typed, wanted) == 1
        && strsim::levenshtein(typed, wanted) == 2
}

/// One letter too often: `hullp`, `stopp`.
fn is_doubled(typed: &str, wanted: &str) -> bool {
    let mut last = None;
    let once = typed
        .chars()
        .filter(|letter| last.replace(*letter) != Some(*letter));
    typed.len() == wanted.len() + 1 && once.eq(wanted.chars())
}

/// Real words that a spelling check would call a misspelt command.
fn is_other_word(word: &str) -> bool {
    matches!(
        word,
        "acties"
            | "actief"
            | "actieve"
            | "reactie"
            | "signalen"
            | "activiteiten"
            | "stoppen"
            | "stopt"
            | "doelen"
            | "hulpje"
            | "fractie"
            | "pauzes"
            | "actrice"
            | "infos"
            | "volgt"
            | "volgen"
            | "gedaan"
    )
}

/// Nothing behind the command but signs and politeness.
fn is_whole(rest: &str) -> bool {
    rest.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .all(|w| POLITE.contains(&fold(w).as_ref()))
}

/// Does what follows a bare command word look like a record ("flyers 40", "gisteren koffieochtend") and
/// not like talk ("is leuk", "in de huishouding gezocht")?
fn looks_like_a_record(word: &str, rest: &str, body: &str) -> bool {
    let words: Vec<Cow<'_, str>> = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(fold)
        .collect();
    let Some(first) = words.first() else {
        return false;
    };
    if body.contains('?')
        || TALK.contains(&first.as_ref())
        || words.iter().any(|w| {
            matches!(
                w.as_ref(),
                "je" | "jij" | "jullie" | "we" | "wij" | "ons" | "onze" | "you"
            )
        })
    {
        return false;
    }
    let number =
        |w: &Cow<'_, str>| w.starts_with(|c: char| c.is_ascii_digit()) || word_value(w).is_some();
    if EVERYDAY.contains(&word) {
        return words.len() <= 2 && number(first);
    }
    let told = |w: &Cow<'_, str>| number(w) || is_when(w) || is_participle(w);
    words.len() <= 2 || words.iter().take(8).any(told)
}

fn is_when(word: &str) -> bool {
    matches!(
        word,
        "gisteren"
            | "gister"
            | "vandaag"
            | "eergisteren"
            | "vorige"
            | "afgelopen"
            | "yesterday"
            | "today"
            | "vanochtend"
            | "vanmorgen"
            | "vanmiddag"
    ) || word.ends_with("dag") && word.len() > 6
}

fn is_participle(word: &str) -> bool {
    word.len() >= 6
        && (word.starts_with("ge") || word.contains("ge"))
        && (word.ends_with('d') || word.ends_with('t') || word.ends_with("en"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: [Words<'static>; 9] = [
        Words {
            name: "ongedaan",
            words: &["ongedaan", "undo", "terugdraaien"],
        },
        Words {
            name: "gezien",
            words: &["gezien", "seen"],
        },
        Words {
            name: "actie",
            words: &["actie", "aktie", "akties", "action"],
        },
        Words {
            name: "signaal",
            words: &["signaal", "signal", "sinjaal", "melding"],
        },
        Words {
            name: "hulp",
            words: &["hulp", "help"],
        },
        Words {
            name: "stop",
            words: &["stop"],
        },
        Words {
            name: "mijn",
            words: &["mijn", "mijn gegevens"],
        },
        Words {
            name: "doel",
            words: &["doel", "goal"],
        },
        Words {
            name: "info",
            words: &["info"],
        },
    ];

    fn read(body: &str) -> Option<(String, String)> {
        read_command(body, &VOCABULARY, &["bot", "wijkbode"]).map(|c| (c.name, c.rest))
    }

    fn call(name: &str, rest: &str) -> Option<(String, String)> {
        Some((name.to_owned(), rest.to_owned()))
    }

    #[test]
    fn marked_colon_addressed_or_alone() {
        assert_eq!(read("!actie flyers 40"), call("actie", "flyers 40"));
        assert_eq!(read("! ACTIE flyers"), call("actie", "flyers"));
        assert_eq!(
            read("Signaal: buurvrouw gebeld"),
            call("signaal", "buurvrouw gebeld")
        );
        assert_eq!(read("Hoi bot, actie flyers"), call("actie", "flyers"));
        assert_eq!(
            read("Goedemorgen allemaal, actie: bingo 20"),
            call("actie", "bingo 20")
        );
        assert_eq!(read("even noteren: !actie flyers"), call("actie", "flyers"));
        assert_eq!(
            read("@wijkbode:den-haag.example actie flyers"),
            call("actie", "flyers")
        );
        assert_eq!(read("hulp"), call("hulp", ""));
        assert_eq!(read("Help!"), call("hulp", ""));
        assert_eq!(read("actie flyers 40"), call("actie", "flyers 40"));
        assert_eq!(read("actie niets"), call("actie", "niets"));
    }

    #[test]
    fn typing_errors_are_forgiven_and_not_certain() {
        assert_eq!(read("!singaal nepagent"), call("signaal", "nepagent"));
        assert_eq!(read("!deol 50"), call("doel", "50"));
        assert_eq!(
            read("singaal: mail van de bank"),
            call("signaal", "mail van de bank")
        );
        assert!(!read_command("!acite 3", &VOCABULARY, &[]).is_some_and(|c| c.certain));
    }

    #[test]
    fn a_mistyped_word_with_little_behind_it_is_a_command_where_one_works() {
        let vocabulary = [
            Words {
                name: "vraag",
                words: &["vraag", "question"],
            },
            Words {
                name: "waarschuw",
                words: &["waarschuw", "warn"],
            },
            Words {
                name: "gezien",
                words: &["gezien", "seen"],
            },
        ];
        let read = |body| read_mistyped(body, &vocabulary).map(|call| (call.name, call.rest));
        assert_eq!(read("vrag 2"), call("vraag", "2"));
        assert_eq!(
            read("Waarshuw moerwijk nepagent"),
            call("waarschuw", "moerwijk nepagent")
        );
        assert_eq!(read("gezein 3"), call("gezien", "3"));
        assert_eq!(read("S-1 gezien"), call("gezien", "S-1"));
        for talk in [
            "gezin van 4 opgelicht",
            "vraagt iemand dit na?",
            "vragen staan in de mail",
            "S-1 is gezien door een collega",
            "Goedemorgen allemaal",
            "",
        ] {
            assert_eq!(read(talk), None, "{talk}");
        }
    }

    #[test]
    fn quotes_swapped_letters_and_polite_words_are_no_hindrance() {
        assert_eq!(read("‘Actie’ koffie 8"), call("actie", "koffie 8"));
        assert_eq!(read("“signaal: nepagent”"), call("signaal", "nepagent"));
        assert_eq!(read("hlup"), call("hulp", ""));
        assert_eq!(read("hullp"), call("hulp", ""));
        assert_eq!(read("stoep"), None);
        assert_eq!(
            read("Wijkbode, noteer graag actie flyers"),
            call("actie", "flyers")
        );
        assert_eq!(read("Wijkbode, ik wil graag weten hoe laat"), None);
        assert_eq!(read("sotp met die berichten"), None);
    }

    #[test]
    fn talk_starts_nothing() {
        for talk in [
            "Leuke actie van de Albert Heijn",
            "Morgen actie: aardbei 2 doos 3 euro",
            "help ik ben mijn leesbril weer kwijt",
            "Hulp in de huishouding gezocht",
            "Mijn dochter komt zaterdag langs",
            "info volgt zodra ik meer weet",
            "doel je nou op mij of op die ander?",
            "The bus stop is moved",
            "actie is altijd goed",
            "we moeten in actie komen!",
            "stop daar eens mee",
            "mail naar info@example.nl",
            "",
            "!",
            "!!!",
        ] {
            assert_eq!(read(talk), None, "{talk}");
        }
    }

    #[test]
    fn nothing_done_is_for_the_bot() {
        for (said, rest) in [
            ("actie niets, was ziek", "niets, was ziek"),
            ("actie niks gedaan deze maand", "niks gedaan deze maand"),
            ("actie geen tijd gehad", "geen tijd gehad"),
            ("Actie: niets", "niets"),
            ("Actie niets", "niets"),
            (
                "action nothing this month, on holiday",
                "nothing this month, on holiday",
            ),
            ("Goedemorgen, actie niks ivm griep", "niks ivm griep"),
        ] {
            assert_eq!(read(said), call("actie", rest), "{said}");
        }
    }

    #[test]
    fn taking_back_is_for_the_bot() {
        for (said, rest) in [
            ("undo s-1", "s-1"),
            ("Undo A–12", "A–12"),
            ("Ongedaan a12", "a12"),
            ("ongedaan S 3 graag", "S 3 graag"),
            ("ongedaan mijn laatste", "mijn laatste"),
            ("ongedaan mijn laatste actie aub", "mijn laatste actie aub"),
            ("undo my last one", "my last one"),
            ("terugdraaien signaal 4", "signaal 4"),
            ("undo s-1 dat was fout", "s-1 dat was fout"),
        ] {
            assert_eq!(read(said), call("ongedaan", rest), "{said}");
        }
        assert_eq!(read("gezien s-3"), call("gezien", "s-3"));
    }

    #[test]
    fn a_description_behind_signaal_is_a_report() {
        for said in [
            "signaal er staat nu iemand aan de deur",
            "signaal bij de buurvrouw belde iemand van de bank",
            "Signaal op straat loopt een man langs de deuren",
            "signal there is a man at the door pretending to be police",
            "Hoi allemaal, signaal mijn moeder kreeg een sms van de post",
            "signaal nepagent",
            "singaal er staat nu iemand aan de deur",
            "SINJAAL ER STOND GISTER EEN MAN AN DE DEUR VAN DE BANK",
            "sigaal bankhelpdeskfruade bij twee kenissen",
            "signaal van de buurvrouw: iemand belde van de bank",
            "signaal voor de deur staat een man met een map",
            "signaal collectant zonder pas in de Kerkstraat",
        ] {
            let read = read(said).map(|(name, _)| name);
            assert_eq!(read.as_deref(), Some("signaal"), "{said}");
        }
    }

    #[test]
    fn a_reply_is_read_without_its_quote() {
        assert_eq!(
            read("> <@bot:x> Wat deed u?\n\n!actie flyers"),
            call("actie", "flyers")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(raw in "\\PC*") {
            let _ = read_command(&raw, &VOCABULARY, &["bot", "@wijkbode:x.nl"]);
        }

        #[test]
        fn capitals_call_the_same_command(raw in "(hoi |bot,? |!|)(actie|signaal|hulp|stop|mijn|ongedaan|atcie)(:| |-|)(flyers|nepagent|is leuk|40|niets|) ?(gisteren|in de bieb|)") {
            let name = |body: &str| read_command(body, &VOCABULARY, &["bot"]).map(|call| call.name);
            proptest::prop_assert_eq!(name(&raw), name(&raw.to_uppercase()));
        }

        #[test]
        fn the_rest_is_part_of_what_was_typed(raw in "!actie \\PC{0,40}") {
            if let Some(call) = read_command(&raw, &VOCABULARY, &["bot"]) {
                proptest::prop_assert!(raw.contains(&call.rest));
            }
        }
    }
}
