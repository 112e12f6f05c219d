//! Through which channel the first contact came.

use super::signs::{Found, Hit};
use super::text::Text;
use crate::catalogue::Catalogue;

/// Slug of the channel named first; else of one that is hinted at.
#[must_use]
pub fn read_channel(text: &Text, found: &Found, catalogue: &Catalogue) -> Option<String> {
    let named = first_of("kanaal", text, found, catalogue);
    let code = catalogue
        .signs()
        .id("kanaalhint:qr")
        .is_some_and(|id| found.has(id));
    // A code stuck on a machine in the street came in through the code, one in a letter by post.
    match named.as_deref() {
        Some("straat") if code => Some("qr".to_owned()),
        Some(_) => named,
        None if code => Some("qr".to_owned()),
        None => first_of("kanaalhint", text, found, catalogue),
    }
}

fn first_of(kind: &str, text: &Text, found: &Found, catalogue: &Catalogue) -> Option<String> {
    let own_calls = catalogue.signs().id("zelf-contact");
    let covered = |hit: &Hit| {
        own_calls.is_some_and(|id| {
            found
                .all(id)
                .any(|own| own.first <= hit.first && hit.last <= own.last)
        })
    };
    let mut best: Option<(&Hit, &str)> = None;
    for hit in found.hits() {
        let named = catalogue
            .signs()
            .name(hit.sign)
            .split_once(':')
            .filter(|(of, _)| *of == kind);
        let Some((_, slug)) = named else { continue };
        // At one place the longer phrase knows better: "belde aan" is the door, "belde" the telephone.
        let place = |hit: &Hit| (hit.first, std::cmp::Reverse(hit.last));
        let earlier = best.is_none_or(|(other, _)| place(hit) < place(other));
        if earlier && !covered(hit) && !is_company(text, hit) {
            best = Some((hit, slug));
        }
    }
    best.map(|(_, slug)| slug.to_owned())
}

/// "Post NL" is a company, not a letter.
fn is_company(text: &Text, hit: &Hit) -> bool {
    text.word(hit.first) == "post" && matches!(text.word(hit.first + 1), "nl" | "en")
}
