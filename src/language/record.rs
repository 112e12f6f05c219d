//! What else a message says of an event: the variant, the part of the day, the kind of place, to whom, and aangifte.
//!
//! Only what is said outright: nobody is asked for it, and the reporter sees it before it is sent.

use serde::Serialize;

use super::audience::read_audience;
use super::signs::{Found, Hit};
use super::text::Text;
use crate::catalogue::Catalogue;

/// The audience that says nothing.
const EVERYBODY: &str = "algemeen";

/// What was read; slugs of `record.toml` and `audiences.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RecordReading {
    /// Phenomenon and variant, of every trick that could be meant, as they were said.
    pub variants: Vec<(String, String)>,
    pub day_part: Option<String>,
    pub place: Option<String>,
    pub audience: Option<String>,
    /// Whether the message says that aangifte was done.
    pub aangifte: bool,
}

/// `found` are the signs of the whole catalogue in this text.
pub(crate) fn read_record(text: &Text, found: &Found, catalogue: &Catalogue) -> RecordReading {
    let mut read = RecordReading {
        audience: read_audience(text, found, catalogue).filter(|slug| slug != EVERYBODY),
        ..RecordReading::default()
    };
    let signs = catalogue.record_signs();
    for hit in signs.find(text).hits() {
        if is_denied(text, hit) {
            continue;
        }
        let name = signs.name(hit.sign);
        match name.split_once(':') {
            Some(("dagdeel", slug)) if !is_greeting(text, hit) => {
                read.day_part.get_or_insert_with(|| slug.to_owned());
            }
            Some(("plek", slug)) => {
                read.place.get_or_insert_with(|| slug.to_owned());
            }
            Some(("variant", name)) => {
                let variant = name.split_once('/');
                let variant = variant.map(|(of, slug)| (of.to_owned(), slug.to_owned()));
                read.variants
                    .extend(variant.filter(|variant| !read.variants.contains(variant)));
            }
            // "aangifte nog niet gedaan"
            None => {
                let mut within = hit.first..=hit.last;
                read.aangifte |= !within.any(|at| denies(text.word(at)));
            }
            Some(_) => {}
        }
    }
    read
}

/// "nog geen aangifte gedaan", "niet thuis": in the three words before it, in the same clause.
fn is_denied(text: &Text, hit: &Hit) -> bool {
    (1..=3)
        .take_while(|back| *back <= hit.first && !text.parted(hit.first - back, hit.first))
        .any(|back| denies(text.before(hit.first, back)))
}

fn denies(word: &str) -> bool {
    matches!(
        word,
        "niet" | "geen" | "nooit" | "zonder" | "not" | "no" | "never" | "without"
    )
}

/// "goede middag".
fn is_greeting(text: &Text, hit: &Hit) -> bool {
    matches!(
        text.before(hit.first, 1),
        "goede" | "goeie" | "goed" | "good" | "fijne"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static CATALOGUE: LazyLock<std::sync::Arc<Catalogue>> = LazyLock::new(Catalogue::built_in);

    fn read(raw: &str) -> RecordReading {
        let text = Text::new(raw);
        let found = CATALOGUE.signs().find(&text);
        read_record(&text, &found, &CATALOGUE)
    }

    fn variants(raw: &str) -> Vec<String> {
        let said = read(raw).variants.into_iter();
        said.map(|(of, slug)| format!("{of}/{slug}")).collect()
    }

    #[test]
    fn a_variant_is_read_by_its_words() {
        assert!(
            variants("nepagent wilde de sieraden veilig bewaren")
                .contains(&"nepagent/haalt-geld-op".to_owned())
        );
        assert!(
            variants("nep bank, geld moest naar een veilige rekening")
                .contains(&"bankhelpdeskfraude/veilige-rekening".to_owned())
        );
        assert!(
            variants("schoenen gekocht, niet geleverd")
                .contains(&"aankoopfraude/niet-geleverd".to_owned()),
            "the words of a variant may deny by themselves"
        );
        let of_a_call = |name: &String| name.starts_with("bankhelpdeskfraude/");
        assert!(!variants("nep bank belde").iter().any(of_a_call));
    }

    #[test]
    fn the_part_of_the_day_is_read_and_a_greeting_is_none() {
        for (said, slug) in [
            ("gistermiddag belde een nepagent", Some("middag")),
            ("zaterdagavond nepagent aan de deur", Some("avond")),
            ("'s nachts een sms", Some("nacht")),
            ("yesterday morning a false bank called", Some("ochtend")),
            ("goede middag, nepagent aan de deur", None),
            ("nepagent aan de deur", None),
        ] {
            assert_eq!(read(said).day_part.as_deref(), slug, "{said}");
        }
    }

    #[test]
    fn the_kind_of_place_and_to_whom() {
        let said = read("babbeltruc in de serviceflat bij een mevrouw van 84");
        assert_eq!(said.place.as_deref(), Some("zorg"));
        assert_eq!(said.audience.as_deref(), Some("ouderen"));
        let said = read("valse qr sticker, bewoners waren niet thuis");
        assert_eq!((said.place, said.audience), (None, None));
    }

    #[test]
    fn aangifte_that_was_not_done_is_none() {
        assert!(read("nepagent, ze heeft aangifte gedaan").aangifte);
        assert!(read("er is al aangifte gedaan").aangifte);
        assert!(!read("nog geen aangifte gedaan").aangifte);
        assert!(!read("aangifte is nog niet gedaan").aangifte);
        assert!(!read("ze wil geen aangifte doen").aangifte);
        assert!(!read("ze moet aangifte doen").aangifte);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_slugs_of_the_lists(raw in "\\PC{0,120}") {
            let read = read(&raw);
            proptest::prop_assert!(read.day_part.is_none_or(|slug| CATALOGUE.day_part(&slug).is_some()));
            proptest::prop_assert!(read.place.is_none_or(|slug| CATALOGUE.place_of_signals(&slug).is_some()));
            proptest::prop_assert!(read.variants.iter().all(|(of, slug)| CATALOGUE.variant(of, slug).is_some()));
        }
    }
}
