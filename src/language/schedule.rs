//! When something goes out, as a manager types it: "eerste werkdag dinsdag 10:00", "elke maandag om 8 uur".

use super::text::fold;

/// Weekdays in Dutch and English, and as a schedule writes them.
const DAYS: [(&str, &str, &str); 7] = [
    ("maandag", "monday", "Monday"),
    ("dinsdag", "tuesday", "Tuesday"),
    ("woensdag", "wednesday", "Wednesday"),
    ("donderdag", "thursday", "Thursday"),
    ("vrijdag", "friday", "Friday"),
    ("zaterdag", "saturday", "Saturday"),
    ("zondag", "sunday", "Sunday"),
];

/// Words without which the same is meant.
const FILLERS: [&str; 17] = [
    "elke", "iedere", "om", "uur", "van", "de", "het", "maand", "op", "every", "each", "of", "the",
    "month", "at", "in", "werkende",
];

/// The phrase of a schedule that is meant: `first working Tuesday 10:00`, `Monday 08:00`, `daily 16:00`.
#[must_use]
pub fn read_schedule(typed: &str) -> Option<String> {
    let folded = fold(typed).to_lowercase();
    let mut is_first = false;
    let (mut day, mut time) = (None, None);
    for word in folded.split([' ', ',']).filter(|word| !word.is_empty()) {
        if FILLERS.contains(&word) {
            continue;
        }
        if matches!(word, "eerste" | "first" | "werkdag" | "working") {
            is_first = true;
        } else if let Some(read) = read_day(word).filter(|_| day.is_none()) {
            day = Some(read);
        } else if let Some(read) = read_time(word).filter(|_| time.is_none()) {
            time = Some(read);
        } else {
            return None;
        }
    }
    match (is_first, day?, time?) {
        (true, "daily", _) => None,
        (true, day, time) => Some(format!("first working {day} {time}")),
        (false, day, time) => Some(format!("{day} {time}")),
    }
}

fn read_day(word: &str) -> Option<&'static str> {
    if matches!(word, "dag" | "dagelijks" | "daily" | "day") {
        return Some("daily");
    }
    let found = DAYS
        .iter()
        .find(|(dutch, english, _)| word == *dutch || word == *english);
    found.map(|(.., name)| *name)
}

/// `10:00`, `8.30`, `9`, `10u`, `10u30`.
fn read_time(word: &str) -> Option<String> {
    let (hour, minute) = word
        .split_once([':', '.', 'u', 'h'])
        .unwrap_or((word, "00"));
    let minute = if minute.is_empty() { "00" } else { minute };
    let is_number = |text: &str| text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::read_schedule;

    #[test]
    fn a_manager_types_when_something_goes_out() {
        for (typed, meant) in [
            (
                "eerste werkdag dinsdag 10:00",
                "first working Tuesday 10:00",
            ),
            (
                "Eerste dinsdag van de maand om 10 uur",
                "first working Tuesday 10:00",
            ),
            ("elke maandag 8.30", "Monday 08:30"),
            ("Maandag om 8 uur", "Monday 08:00"),
            ("dagelijks 16u", "daily 16:00"),
            ("elke dag om 16:00", "daily 16:00"),
            ("first working Tuesday 10:00", "first working Tuesday 10:00"),
        ] {
            assert_eq!(read_schedule(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_is_no_schedule_is_none() {
        for typed in [
            "",
            "maandag",
            "10:00",
            "eerste dag 10:00",
            "maandag 25:00",
            "maandag 8:5",
            "maandag dinsdag 8:00",
            "volgende maand",
            "soms om 10:00",
        ] {
            assert_eq!(read_schedule(typed), None, "{typed}");
        }
    }
}
