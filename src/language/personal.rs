//! Personal data: masks them, and recognises descriptions of persons and accusations.
// STUB by the lead, to be overwritten.
pub enum PersonalKind { Description }
pub fn mask(text: &str) -> String { text.to_owned() }
pub fn mentions_person(_: &str) -> Option<PersonalKind> { None }
