//! A command and what was typed behind it, which is a part of what was typed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wijkbode_fuzz::language::{Words, read_command};

const VOCABULARY: [Words<'static>; 5] = [
    Words {
        name: "actie",
        words: &["actie", "action", "aktie"],
    },
    Words {
        name: "signaal",
        words: &["signaal", "signal", "melding"],
    },
    Words {
        name: "ongedaan",
        words: &["ongedaan", "undo"],
    },
    Words {
        name: "mijn",
        words: &["mijn", "mijn gegevens"],
    },
    Words {
        name: "hulp",
        words: &["hulp", "help"],
    },
];

fuzz_target!(|raw: &str| {
    let Some(call) = read_command(raw, &VOCABULARY, &["bot", "@wijkbode:example.org"]) else {
        return;
    };
    // Quoted lines above a reply are dropped, so its own lines are joined anew.
    assert!(raw.starts_with('>') || raw.contains(&call.rest));
});
