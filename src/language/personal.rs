//! Personal data: masks them, and recognises descriptions of persons and accusations.
//!
//! A signal describes a trick, not a person. Masking names in running text is never complete, so it is the
//! second line: the first is that free text does not leave the wijk room.

mod digits;
mod names;
mod places;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::numbers::Number;
use super::text::{Text, fold};

/// Why a message needs a kind word about persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalKind {
    /// How somebody looks, where they come from, a number plate.
    Description,
    /// A person is named as the one who did it.
    Accusation,
    /// A name, number or address that was masked.
    Data,
}

/// One kind of personal data: what it looks like, a check, and what to put in its place.
struct Mask {
    pattern: Regex,
    /// The pattern can only match where there is one of these.
    needs: Needs,
    /// A refused match is tried again from its second letter: "Leverancier Yusuf Yilmaz" is no name, "Yusuf Yilmaz" is.
    again: bool,
    replace: fn(&Captures<'_>, &str) -> Option<String>,
}

/// What a text must hold before a pattern is worth trying; most messages hold none of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Digit,
    Capital,
    /// A first name typed without a capital.
    LowerName,
    Anything,
}

impl Needs {
    fn met_by(self, text: &str) -> bool {
        match self {
            Self::Digit => text.bytes().any(|b| b.is_ascii_digit()),
            Self::Capital => text.chars().any(char::is_uppercase),
            Self::LowerName => names::has_lower_name(text),
            Self::Anything => true,
        }
    }
}

impl Mask {
    /// `replace` gets the match and the text before it; none leaves it as it is.
    fn new(pattern: &str, replace: fn(&Captures<'_>, &str) -> Option<String>) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "a pattern is a constant, and every test of this module runs it"
        )]
        Self {
            pattern: Regex::new(pattern).expect("constant pattern"),
            needs: Needs::Anything,
            again: false,
            replace,
        }
    }

    fn digit(pattern: &str, replace: fn(&Captures<'_>, &str) -> Option<String>) -> Self {
        Self {
            needs: Needs::Digit,
            ..Self::new(pattern, replace)
        }
    }

    fn capital(pattern: &str, replace: fn(&Captures<'_>, &str) -> Option<String>) -> Self {
        Self {
            needs: Needs::Capital,
            again: true,
            ..Self::new(pattern, replace)
        }
    }

    fn apply(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let (mut done, mut from) = (0, 0);
        while let Some(found) = self.pattern.captures_at(text, from) {
            let Some(whole) = found.get(0) else { break };
            let first = text[whole.start()..]
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            let second = whole.start() + first;
            let instead = (self.replace)(&found, &text[..whole.start()]);
            let again = self.again && instead.is_none();
            if let Some(instead) = instead {
                out.push_str(&text[done..whole.start()]);
                out.push_str(&instead);
                done = whole.end();
            }
            from = if again {
                second
            } else {
                whole.end().max(second)
            };
            if from > text.len() {
                break;
            }
        }
        (done > 0).then(|| out + &text[done..])
    }
}

/// In this order: what holds other kinds inside it (a link, an e-mail address) goes first.
static MASKS: LazyLock<Vec<Mask>> = LazyLock::new(|| {
    let mut all = digits::before_names();
    all.extend(places::masks());
    all.extend(names::masks());
    all
});

/// Only the numbers that count something: a telephone number, a BSN or the number of a house is no reach, and is kept nowhere.
#[must_use]
pub fn impersonal(numbers: Vec<Number>, raw: &str, text: &Text) -> Vec<Number> {
    let in_digits = |number: &Number| text.tokens()[number.first].is_number;
    if !numbers.iter().any(in_digits) {
        return numbers;
    }
    let masked = mask(raw);
    let masked = Text::new(&masked);
    let stays = |number: &Number| {
        let word = text.word(number.first);
        !in_digits(number) || (0..masked.len()).any(|at| masked.word(at) == word)
    };
    numbers.into_iter().filter(stays).collect()
}

/// The text with personal data replaced by readable words such as `[telefoonnummer]`. Masking twice is
/// masking once.
#[must_use]
pub fn mask(text: &str) -> String {
    let mut masked = text.to_owned();
    // What one mask leaves can complete what another looks for, so go on until nothing changes.
    for _ in 0..4 {
        let before = masked.len();
        let mut changed = false;
        let (digits, capitals) = (Needs::Digit.met_by(&masked), Needs::Capital.met_by(&masked));
        let possible = |mask: &&Mask| match mask.needs {
            Needs::Digit => digits,
            Needs::Capital => capitals,
            Needs::LowerName => Needs::LowerName.met_by(text),
            Needs::Anything => true,
        };
        for mask in MASKS.iter().filter(possible) {
            if let Some(next) = mask.apply(&masked) {
                changed |= next != masked;
                masked = next;
            }
        }
        if !changed || masked.len() > before + 4000 {
            break;
        }
    }
    masked
}

/// Does the message describe or accuse a person, or hold personal data? The gravest first.
#[must_use]
pub fn mentions_person(text: &str) -> Option<PersonalKind> {
    let folded = fold(text);
    let masked = mask(text);
    let named = masked.contains("[naam]") || masked.contains("[kenteken]");
    if named && ACCUSES.is_match(&folded) {
        return Some(PersonalKind::Accusation);
    }
    if LOOKS.is_match(&folded) || masked.contains("[kenteken]") {
        return Some(PersonalKind::Description);
    }
    (masked != text).then_some(PersonalKind::Data)
}

/// Words that say somebody did it.
static ACCUSES: LazyLock<Regex> = LazyLock::new(|| {
    constant(
        r"\b(het was|dat was|is de dader|is een? (?:oplichter|dief|crimineel)|die (?:ronselt|steelt|oplicht|dealt|zit erachter)|heeft het gedaan|zit (?:er)?achter|volgens mij (?:is|was) (?:het|dat)|ronselt|verdenk|de dader (?:is|heet|woont)|steelt|licht .{0,20} op|i think it was|he did it)\b",
    )
});

/// Words for how a person looks or where they come from, said of a person.
static LOOKS: LazyLock<Regex> = LazyLock::new(|| {
    constant(
        r"\b(donkere? (?:huid|man|vrouw|jongen|type|jongens|mannen|uiterlijk)|(?:licht|donker)? ?getint\w*|huidskleur|(?:blanke|zwarte) (?:man|vrouw|jongen|mannen|jongens)|(?:marokkaans|turks|pools|roemeens|bulgaars|oost-?europ|oosteurop|surinaams|antilliaans|afrikaans|arabisch|buitenlands|noord-?afrikaans|zuid-?europ|nederlands)\w* (?:uiterlijk|man|vrouw|jongen|jongens|mannen|type|types|accent)|(?:man|vrouw|jongen|vent|kerel)s? (?:van|met) (?:een )?(?:marokkaans|turks|pools|roemeens|bulgaars|oost-?europ|surinaams|antilliaans|afrikaans|buitenlands)\w*|uiterlijk|signalement|(?:man|vrouw|jongen|vent|kerel)[^.!?]{0,25} met (?:een |zijn |haar )?(?:baard|snor|bril|tatoeage|litteken|pet|capuchon|krullen|staart|hoofddoek)|blond haar|zwart haar|donker haar|kaal hoofd|kale man|ongeveer \d,\d\d (?:m )?lang|1[.,][5-9]\d (?:m )?(?:lang|groot)|fors postuur|slank postuur|dark skin\w*|foreign looking|looked (?:foreign|moroccan|turkish|polish))\b",
    )
});

fn constant(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "a pattern is a constant, and every test of this module runs it"
    )]
    Regex::new(pattern).expect("constant pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_identify_are_masked() {
        for (typed, word) in [
            ("bsn 123456782 wisten ze", "[bsn]"),
            ("rekening NL91ABNA0417164300", "[rekeningnummer]"),
            ("nl91 abna 0417 1643 00", "[rekeningnummer]"),
            ("creditcard 4111 1111 1111 1111", "[kaartnummer]"),
            ("gebeld door 0612345678", "[telefoonnummer]"),
            ("+31 6 12345678", "[telefoonnummer]"),
            ("mail joop@example.org", "[e-mailadres]"),
            ("bus AE-123-I", "[kenteken]"),
            ("in 2512 AB 10", "[adres]"),
            (
                "naar bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
                "[cryptoadres]",
            ),
        ] {
            assert!(mask(typed).contains(word), "{typed} became {}", mask(typed));
        }
    }

    #[test]
    fn helplines_and_everyday_numbers_stay() {
        for typed in [
            "Bel 112 of 0900-8844, Fraudehelpdesk 088-7867372, Slachtofferhulp 0900-0101",
            "14070 tot 17.00 uur, Helpwanted 020-261 52 75, CMI 088-900 10 00, MMA 0800-7000",
            "groep 7, 3 uur, 1.200 euro, 14-10-2026, 65-plussers, code van 6 cijfers",
            "valse-email@fraudehelpdesk.nl en politie.nl",
            "ING, Rabobank, ABN AMRO, Albert Heijn en Den Haag",
            "zaterdag op de markt 3 uur gestaan",
        ] {
            assert_eq!(mask(typed), typed);
        }
    }

    #[test]
    fn names_behind_titles_and_verbs() {
        for (typed, gone) in [
            ("mw. De Vries (84) langs geweest", "Vries"),
            ("mw jansen uit de Voorbeeldstraat 14", "jansen"),
            ("Het was Kevin van nr 23", "Kevin"),
            ("hij heet Youssef", "Youssef"),
            ("buurvrouw Truus belde", "Truus"),
        ] {
            assert!(!mask(typed).contains(gone), "{}", mask(typed));
        }
        assert!(mask("Mevrouw heeft haar pas afgegeven").contains("Mevrouw heeft"));
    }

    #[test]
    fn descriptions_and_accusations_are_told_apart() {
        assert_eq!(
            mentions_person("Man met donkere huid en witte bus"),
            Some(PersonalKind::Description)
        );
        assert_eq!(
            mentions_person("Het was Kevin van nr 23 die pinpassen ronselt"),
            Some(PersonalKind::Accusation)
        );
        assert_eq!(mentions_person("bel 0612345678"), Some(PersonalKind::Data));
        assert_eq!(mentions_person("nepagent aan de deur"), None);
    }

    #[test]
    fn notations_as_people_type_them() {
        for (typed, word) in [
            (
                "rek.nr BE68 5390 0754 7034 in belgie",
                "[rekeningnummer] in",
            ),
            ("Laan van Meerdervoort 812", "[huisnummer]"),
            ("Hobbemastraat 12hs", "[huisnummer]"),
            ("nummer 12 op de Hoefkade", "[huisnummer]"),
            ("geb. datum 3 mei '41", "[geboortedatum]"),
            ("proces-verbaal nummer 2026123456", "[zaaknummer]"),
            ("polisnummer ZK-998877", "[zaaknummer]"),
            ("paspoort NXR1234C5", "[documentnummer]"),
            ("pincode 4821", "[code]"),
            ("bit.ly/3xYzAbC", "bit[.]ly"),
            ("HET WAS JEROEN VAN NR 8", "[naam]"),
            ("hij heette mohammed el khatib zei hij", "[naam] zei"),
            ("buurvrouw truus belde", "[naam]"),
        ] {
            assert!(mask(typed).contains(word), "{typed} became {}", mask(typed));
        }
        for typed in [
            "buurthuis Bram in de wijk",
            "code van 6 cijfers, pincode 2x gegeven",
            "IK BEN HET WIL JE EVEN BELLEN",
            "op de markt 100 mensen gesproken",
        ] {
            assert_eq!(mask(typed), typed);
        }
    }

    /// Found by the fuzzer: what a mask leaves must not be masked again.
    #[test]
    fn a_group_of_age_is_no_age() {
        let once = mask("mevr. 81-plus en mevr. 84");
        assert_eq!(mask(&once), once);
        assert_eq!(mask("mevr. 65-plus-plus"), "mevr. 65-plus-plus");
    }

    #[test]
    fn streets_are_told_by_their_endings_whatever_follows() {
        for typed in [
            "uit de Blokkenstraat 88 drie hoog",
            "uit de Kaaistraat 3 bus 4 gaf zij",
            "meneer van Marktplein 9 is kwijt",
            "we live at Tulpenhof 31 apartment 5",
            "oan de Skoallestrjitte 12, sy is bang",
            "op Berkenhf 22 kreeg ze een appje",
            "woont aan het Lange Voorhout 10 al jaren",
            "MEVROUW OP KAMER 212 KREEG EEN BRIEF",
        ] {
            assert!(mask(typed).contains("[huisnummer]"), "{}", mask(typed));
        }
        for typed in [
            "in de Spuistraat 12 brieven gevonden",
            "op de Grote Markt 100 mensen gesproken",
            "markt in de Kerkstraat 14.00 uur",
            "in de Kerkstraat 3x gezien",
            "Kerkstraat 7 oktober geflyerd",
            "kraam 7, lokaal 2.14, zaal 3",
        ] {
            assert_eq!(mask(typed), typed);
        }
    }

    #[test]
    fn ages_of_one_person_as_people_say_them() {
        for typed in [
            "ze wordt er 89, en gaf haar pas",
            "sy is 90 en hat neat dien",
            "she is 88 years, they took it",
            "hij is net 87 geworden",
            "een cliënt van 91 trapte erin",
            "mevrouw is eenennegentig jaar oud",
            "oma (bijna 90) belde",
        ] {
            assert!(mask(typed).contains("65-plus"), "{}", mask(typed));
        }
        for typed in [
            "ze is 90 kwijt",
            "hij was 80 minuten aan de lijn",
            "80 jaar geleden was het oorlog",
            "de flat is 75 meter hoog",
            "wij zijn 70 jaar getrouwd",
        ] {
            assert_eq!(mask(typed), typed);
        }
    }

    #[test]
    fn names_that_only_the_words_around_them_show() {
        for (typed, gone) in [
            ("dat hij Gerrit-Jan Pannekoekel heette", "Pannekoekel"),
            ("Mama van Liv Sterrenkijker belde", "Sterrenkijker"),
            ("Leverancier Yusuf Karpuzoğlu zegt", "Karpuzoğlu"),
            ("Juf Roos kreeg een mail", "Roos"),
            ("mijn leerling Sem Aardbezig werd benaderd", "Aardbezig"),
            ("meneer Achterhoekse van Marktplein 9", "Achterhoekse"),
            ("madame Vanderbloemkool gaf haar kaart", "Vanderbloemkool"),
            ("MIJN BUURMAN PIET KLAVERBLADSMA HEEFT", "KLAVERBLADSMA"),
            ("hij heet kobus regenpijp zei ze", "regenpijp"),
            ("gepraat met fatima over de bank", "fatima"),
            ("Hoi ik ben Ngozi Adeyemisson, ambassadeur", "Adeyemisson"),
        ] {
            assert!(!mask(typed).contains(gone), "{}", mask(typed));
        }
        for typed in [
            "En dan nog Jan met de pet bellen",
            "Mark 4 and Luke 12, 22 people",
            "Wij lazen Max Havelaar met elf deelnemers",
            "koffie in Café Anna en de Sint Jan",
            "Jip en Janneke-taal",
            "Willem-Alexander was op tv",
            "Bus 25 reed niet",
            "We zijn 75 jaar vrij",
            "Roos en tulpen op de markt",
        ] {
            assert_eq!(mask(typed), typed);
        }
    }

    #[test]
    fn hidden_addresses_and_codes_without_a_hyphen() {
        for (typed, word) in [
            (
                "priya(punt)opvang[at]example(punt)nl, graag",
                "[e-mailadres], graag",
            ),
            ("jan {at} example [dot] org", "[e-mailadres]"),
            ("Kent. AE123I (huur?)", "[kenteken]"),
            ("passport number NX0R12B34 was seen", "[documentnummer]"),
            ("geboren: 3 november 1939 te Delft", "[geboortedatum]"),
            ("sms-code 482913 gegeven", "[code]"),
        ] {
            assert!(mask(typed).contains(word), "{typed} became {}", mask(typed));
        }
        assert_eq!(mask("sinds 5 mei 1945 vrij"), "sinds 5 mei 1945 vrij");
    }

    proptest::proptest! {
        #[test]
        fn masking_twice_is_masking_once(raw in "\\PC*") {
            let once = mask(&raw);
            proptest::prop_assert_eq!(mask(&once), once);
        }

        #[test]
        fn masking_twice_is_masking_once_for_near_misses(raw in "((mw|dhr|mevr[.]|65-plus|JEROEN|heette|pincode|geb[.] |Laan van |Jan|de Vries|06|12345678|NL91|ABNA|0417164300|straat|laan| |-|4|2512|AB|@|example.org|heet|nr|123456782|,|\\(82\\)|van)){0,14}") {
            let once = mask(&raw);
            proptest::prop_assert_eq!(mask(&once), once);
        }
    }

    #[test]
    fn a_surname_with_its_little_words_needs_no_known_first_name() {
        for (said, left) in [
            (
                "Bij Willemijn ter Braak is aangebeld",
                "Bij [naam] is aangebeld",
            ),
            (
                "Radjesh en Sunita Pengel van Stichting Wi Kan",
                "[naam] en [naam] van Stichting Wi Kan",
            ),
            (
                "Bij Bos op nummer 27 ook",
                "Bij [naam] op nummer [huisnummer] ook",
            ),
            ("achmed el amrani heeft betaald", "[naam] heeft betaald"),
            ("dhr P.J.M. van 't Hoff belde", "dhr [naam] belde"),
            (
                "koper 'Danny' stuurde een link",
                "koper '[naam] stuurde een link",
            ),
            (
                "fam. Oosterhuis is op vakantie",
                "fam. [naam] is op vakantie",
            ),
        ] {
            assert_eq!(mask(said), left);
        }
        for said in [
            "aan het Anna van Buerenplein",
            "een fanshop van Max Verstappen",
            "omroep Max had er een stuk over",
            "burgemeester Van Zanen was bij de aftrap",
            "Dr. Dreeshuis",
            "een kenteken was er niet, hij vroeg 640 euro voor 10 minuten",
        ] {
            assert_eq!(mask(said), said);
        }
    }
}
