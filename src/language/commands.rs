//! Recognises a command in what people type, and stays silent on ordinary talk.
// STUB by the lead, to be overwritten.
pub struct Words<'a> { pub name: &'a str, pub words: &'a [&'a str] }
pub struct Call { pub name: String, pub rest: String, pub certain: bool }
pub fn read_command(body: &str, vocabulary: &[Words<'_>], _bot: &[&str]) -> Option<Call> {
    let (first, rest) = body.trim().trim_start_matches('!').split_once(' ').unwrap_or((body.trim().trim_start_matches('!'), ""));
    let first = first.trim_end_matches(':').to_lowercase();
    let found = vocabulary.iter().find(|w| w.words.contains(&first.as_str()))?;
    Some(Call { name: found.name.to_owned(), rest: rest.to_owned(), certain: true })
}
