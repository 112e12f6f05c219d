//! Whom an action was for.

use super::numbers::word_value;
use super::signs::{Found, Hit};
use super::text::Text;
use crate::catalogue::Catalogue;

/// Slug of the audience. The catalogue lists the groups from wide to narrow in `ORDER`; what an action was
/// about ("over geldezels") is not whom it was for.
#[must_use]
pub fn read_audience(text: &Text, found: &Found, catalogue: &Catalogue) -> Option<String> {
    ORDER
        .iter()
        .find(|slug| names(slug, text, found, catalogue))
        .map(|slug| (*slug).to_owned())
        .or_else(|| by_age(text))
}

/// Narrow groups first: a taalgroep of older people is a taalgroep.
const ORDER: [&str; 8] = [
    "laaggeletterden",
    "anderstaligen",
    "mantelzorgers-professionals",
    "ondernemers",
    "ouders",
    "jongeren",
    "ouderen",
    "algemeen",
];

fn names(slug: &str, text: &Text, found: &Found, catalogue: &Catalogue) -> bool {
    let Some(id) = catalogue.signs().id(&format!("doelgroep:{slug}")) else {
        return false;
    };
    found.all(id).any(|hit| !is_topic(text, hit))
}

/// Behind "over", in the same clause, and not again behind "voor", "met", "aan" or "bij".
fn is_topic(text: &Text, hit: &Hit) -> bool {
    // "Over oplichterij, veertig senioren": people who are counted were there.
    let counted = text
        .tokens()
        .get(hit.first.wrapping_sub(1))
        .is_some_and(|t| t.is_number)
        || word_value(text.before(hit.first, 1)).is_some();
    if counted {
        return false;
    }
    let from = hit.first.saturating_sub(6);
    for at in (from..hit.first).rev() {
        match text.word(at) {
            "voor" | "met" | "aan" | "bij" | "door" | "for" | "with" => return false,
            "over" | "about" | "tegen" => return true,
            _ if text.parted(at, at + 1) => return false,
            _ => {}
        }
    }
    false
}

/// "mevrouw van 79", "(81 en 84)": a person of 65 or older makes it an action for older people.
fn by_age(text: &Text) -> Option<String> {
    let old = (0..text.len()).any(|at| {
        let age = text
            .word(at)
            .parse::<u32>()
            .is_ok_and(|age| (65..=105).contains(&age));
        let person = text.before(at, 1) == "van"
            && matches!(
                text.before(at, 2),
                "mevrouw"
                    | "meneer"
                    | "man"
                    | "vrouw"
                    | "dame"
                    | "heer"
                    | "buurvrouw"
                    | "buurman"
                    | "echtpaar"
                    | "mw"
                    | "weduwe"
            );
        let bracketed = text.gap(at).ends_with('(');
        let years = matches!(text.word(at + 1), "jaar" | "jarige" | "years")
            && !matches!(text.before(at, 1), "was" | "is");
        age && (person || bracketed || years)
    });
    old.then(|| "ouderen".to_owned())
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::language::read_action;
    use chrono::NaiveDate;

    #[test]
    fn people_who_are_counted_are_no_topic() {
        let catalogue = Catalogue::built_in();
        let today = NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        for (said, audience) in [
            ("quiz over oplichterij veertig senioren", Some("ouderen")),
            ("flyers over ouderen in de wijk", None),
            ("praatje voor de ouderenbond", Some("ouderen")),
            ("coffee morning for newcomers", Some("anderstaligen")),
        ] {
            let read = read_action(said, &catalogue, today).audience;
            assert_eq!(read.as_deref(), audience, "{said}");
        }
    }
}
