//! The programme file: which gemeente, wijken, people, rooms and schedules there should be.
//!
//! `apply` writes it to the database, where chat commands write too; the bot reconciles the rooms with it.

mod apply;
mod export;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use toml::Spanned;

pub use apply::{Outcome, Plan, Step, apply, plan};
pub use export::export;

use crate::catalogue::Place;
use crate::domain::calendar::{Quiet, Rule};
use crate::domain::duty::{Duty, Measure};
use crate::domain::people::{OrganisationKind, Role};
use crate::engine::{
    LongForms, Onboarding, WarningRules, cbs_wijken, is_cbs_code, person_value, role_thing, slug,
};
use crate::features;

/// A programme as it stands in its file, checked.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Everything that should be, by name: `wijk:WK051836` → its fields as JSON.
    things: BTreeMap<String, String>,
}

/// The file, key by key. Unknown keys are refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    gemeente: Name,
    #[serde(default = "amsterdam")]
    time_zone: Spanned<String>,
    #[serde(default = "dutch")]
    language: Spanned<String>,
    /// Where a form of several questions goes on: `room`, `private` or `ask`.
    #[serde(default = "in_the_room")]
    long_forms: Spanned<String>,
    /// First part of every alias that the bot makes.
    #[serde(default = "prefix")]
    alias_prefix: String,
    #[serde(default = "on")]
    reminders: bool,
    #[serde(default = "quiet")]
    quiet_hours: Spanned<String>,
    #[serde(default)]
    signal_room: RoomEntry,
    #[serde(default)]
    management_room: RoomEntry,
    #[serde(default)]
    space: RoomEntry,
    /// The welcome, the convenant and the training.
    #[serde(default)]
    onboarding: Onboarding,
    /// Who decides a warning to wijken, how many and how long.
    #[serde(default)]
    warnings: WarningRules,
    #[serde(default)]
    schedules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "wijk")]
    wijken: Vec<WijkEntry>,
    #[serde(default, rename = "person")]
    people: Vec<PersonEntry>,
    #[serde(default, rename = "duty")]
    duties: Vec<DutyEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoomEntry {
    name: Option<Name>,
    alias: Option<Spanned<String>>,
    room_id: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WijkEntry {
    /// CBS code; looked up by name where it is left out.
    code: Option<Spanned<String>>,
    name: Spanned<Name>,
    alias: Option<Spanned<String>>,
    room_id: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    user: Spanned<String>,
    name: Name,
    organisation: Option<Name>,
    /// From the closed list of [`OrganisationKind`].
    organisation_kind: Option<Spanned<String>>,
    /// Names or codes of wijken.
    #[serde(default)]
    ambassadeur: Vec<Spanned<String>>,
    /// Roles for the whole gemeente: wijkagent, community-manager, onderzoeker, beheerder.
    #[serde(default)]
    roles: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyEntry {
    what: Spanned<Name>,
    owner: Spanned<String>,
    within_days: Option<u32>,
    measure: Option<Measure>,
}

/// What people read in a sentence: one line, without characters that do something.
#[derive(Debug, Deserialize, Serialize, PartialEq)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() || text.contains(char::is_control) {
            return Err("a name is a few words on one line");
        }
        Ok(Self(text))
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

fn amsterdam() -> Spanned<String> {
    Spanned::new(0..0, "Europe/Amsterdam".to_owned())
}

fn dutch() -> Spanned<String> {
    Spanned::new(0..0, "nl".to_owned())
}

fn on() -> bool {
    true
}

fn quiet() -> Spanned<String> {
    Spanned::new(0..0, Quiet::default().to_string())
}

fn in_the_room() -> Spanned<String> {
    Spanned::new(0..0, LongForms::default().key().to_owned())
}

fn prefix() -> String {
    "wijkbode".to_owned()
}

impl Programme {
    /// Reads and checks a programme file.
    ///
    /// # Errors
    /// Names the file, the line and what to do.
    pub fn from_file(path: &Path, places: &[Place]) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the programme {}", path.display()))?;
        Self::parse(&text, places).with_context(|| format!("in the programme {}", path.display()))
    }

    /// Reads and checks the text of a programme file.
    pub fn parse(text: &str, places: &[Place]) -> Result<Self> {
        let file: File = toml::from_str(text)?;
        Reader {
            text,
            places,
            wijken: BTreeMap::new(),
            addresses: BTreeSet::new(),
            things: BTreeMap::new(),
        }
        .read(&file)
    }

    /// Everything that should be, by name.
    pub fn things(&self) -> &BTreeMap<String, String> {
        &self.things
    }

    /// The user ids of everybody in it.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.things
            .keys()
            .filter_map(|thing| thing.strip_prefix("person:"))
    }
}

/// Goes through a file from top to bottom and collects what should be.
struct Reader<'a> {
    text: &'a str,
    places: &'a [Place],
    /// Folded names and codes to codes.
    wijken: BTreeMap<String, String>,
    /// Aliases and ids of rooms that were named.
    addresses: BTreeSet<String>,
    things: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn read(mut self, file: &File) -> Result<Programme> {
        self.put("fact:gemeente", &serde_json::json!(file.gemeente));
        self.check(
            &file.time_zone,
            file.time_zone.get_ref().parse::<chrono_tz::Tz>().is_ok(),
            "is no time zone; write \"Europe/Amsterdam\"",
        )?;
        self.put(
            "fact:time_zone",
            &serde_json::json!(file.time_zone.get_ref()),
        );
        self.check(
            &file.language,
            ["nl", "en"].contains(&file.language.get_ref().as_str()),
            "is no language of the bot; write \"nl\" or \"en\"",
        )?;
        self.put("fact:language", &serde_json::json!(file.language.get_ref()));
        self.check(
            &file.long_forms,
            LongForms::read(file.long_forms.get_ref()).is_some(),
            "is no place for long forms; write \"room\", \"private\" or \"ask\"",
        )?;
        self.put(
            "fact:long_forms",
            &serde_json::json!(file.long_forms.get_ref()),
        );
        self.put("fact:alias_prefix", &serde_json::json!(file.alias_prefix));
        let onboarding = serde_json::to_string(&file.onboarding)?;
        self.put("fact:onboarding", &serde_json::json!(onboarding));
        if let Some(todo) = file.warnings.why_not() {
            anyhow::bail!("{todo}");
        }
        let warnings = serde_json::to_string(&file.warnings)?;
        self.put("fact:warnings", &serde_json::json!(warnings));
        let reminders = if file.reminders { "on" } else { "off" };
        self.put("fact:reminders", &serde_json::json!(reminders));
        let hours = file.quiet_hours.get_ref().parse::<Quiet>();
        let todo = hours.as_ref().err().map(ToString::to_string);
        self.check(&file.quiet_hours, hours.is_ok(), &todo.unwrap_or_default())?;
        let hours = hours.unwrap_or_default().to_string();
        self.put("fact:quiet_hours", &serde_json::json!(hours));
        for (key, room) in [
            ("ruimte", &file.space),
            ("beheer", &file.management_room),
            ("signaal", &file.signal_room),
        ] {
            let (alias, room_id) = self.address(room.alias.as_ref(), room.room_id.as_ref())?;
            let room = serde_json::json!({ "name": room.name, "alias": alias, "room_id": room_id });
            self.put(&format!("room:{key}"), &room);
        }
        self.schedules(file)?;
        file.wijken.iter().try_for_each(|wijk| self.wijk(wijk))?;
        file.people
            .iter()
            .try_for_each(|person| self.person(person))?;
        file.duties.iter().try_for_each(|duty| self.duty(duty))?;
        Ok(Programme {
            things: self.things,
        })
    }

    fn schedules(&mut self, file: &File) -> Result<()> {
        let known: BTreeSet<_> = features::jobs().map(|job| job.name).collect();
        for (job, rule) in &file.schedules {
            let names = known.iter().copied().collect::<Vec<_>>().join(", ");
            self.check(
                job,
                known.contains(job.get_ref().as_str()),
                &format!("is no schedule; there are: {names}"),
            )?;
            let read = rule
                .get_ref()
                .parse::<Rule>()
                .map_err(|error| error.to_string());
            self.check(rule, read.is_ok(), &read.err().unwrap_or_default())?;
            self.put(
                &format!("schedule:{}", job.get_ref()),
                &serde_json::json!(rule.get_ref()),
            );
        }
        Ok(())
    }

    fn wijk(&mut self, wijk: &WijkEntry) -> Result<()> {
        let name = wijk.name.get_ref().as_ref();
        // A stadsdeel with several wijken is no wijk.
        let known = match cbs_wijken(self.places, name).as_slice() {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        if let Some(code) = &wijk.code {
            self.check(
                code,
                is_cbs_code(code.get_ref()),
                "is no CBS code of a wijk; write it like \"WK051836\"",
            )?;
        }
        let code = wijk
            .code
            .as_ref()
            .map(|code| code.get_ref().clone())
            .or(known);
        self.check(
            &wijk.name,
            code.is_some(),
            "is not in the list of CBS wijken; add its code, for example: code = \"WK051836\"",
        )?;
        let code = code.unwrap_or_default();
        let (alias, room_id) = self.address(wijk.alias.as_ref(), wijk.room_id.as_ref())?;
        let value = serde_json::json!({ "name": name, "alias": alias, "room_id": room_id });
        let twice = self.things.contains_key(&format!("wijk:{code}"));
        self.check(&wijk.name, !twice, "is there twice; keep one of the two")?;
        self.put(&format!("wijk:{code}"), &value);
        for called in [name, code.as_str()] {
            self.wijken.insert(fold(called), code.clone());
        }
        Ok(())
    }

    /// Where a room is to be found: two wijken in one room would hear each other's signals.
    fn address(
        &mut self,
        alias: Option<&Spanned<String>>,
        room_id: Option<&Spanned<String>>,
    ) -> Result<(Option<String>, Option<String>)> {
        if let Some(alias) = alias {
            let fits = !alias
                .get_ref()
                .contains(|c: char| c.is_whitespace() || matches!(c, '#' | ':'));
            self.check(
                alias,
                fits,
                "is no alias; write only its first part, like \"wijkbode-moerwijk\"",
            )?;
        }
        if let Some(id) = room_id {
            self.check(
                id,
                id.get_ref().starts_with('!'),
                "is no room id; write it like \"!abc:example.org\"",
            )?;
        }
        for named in alias.into_iter().chain(room_id) {
            let is_new = self.addresses.insert(named.get_ref().clone());
            self.check(named, is_new, "is there twice; every room needs its own")?;
        }
        let own = |named: Option<&Spanned<String>>| named.map(|named| named.get_ref().clone());
        Ok((own(alias), own(room_id)))
    }

    fn person(&mut self, person: &PersonEntry) -> Result<()> {
        let user = person.user.get_ref();
        let fits =
            user.starts_with('@') && user.contains(':') && !user.contains(char::is_whitespace);
        self.check(
            &person.user,
            fits,
            "is no Matrix user; write it like \"@anna:example.org\"",
        )?;
        let twice = self.things.contains_key(&format!("person:{user}"));
        self.check(&person.user, !twice, "is there twice; keep one of the two")?;
        if let Some(kind) = &person.organisation_kind {
            let kinds: Vec<_> = OrganisationKind::ALL
                .iter()
                .map(|kind| kind.key())
                .collect();
            let todo = format!(
                "is no kind of organisation; write one of: {}",
                kinds.join(", ")
            );
            self.check(kind, kinds.contains(&kind.get_ref().as_str()), &todo)?;
        }
        let kind = person.organisation_kind.as_ref();
        let value = person_value(
            person.name.as_ref(),
            person.organisation.as_ref().map(AsRef::as_ref),
            kind.map(|kind| kind.get_ref().as_str()),
        );
        self.things.insert(format!("person:{user}"), value);
        for wijk in &person.ambassadeur {
            let code = self.wijken.get(&fold(wijk.get_ref())).cloned();
            self.check(
                wijk,
                code.is_some(),
                "is not a wijk of this programme; add it as a [[wijk]] above",
            )?;
            self.role(user, Role::Ambassadeur, &code.unwrap_or_default());
        }
        for role in &person.roles {
            let read = Role::read(role.get_ref()).filter(|role| *role != Role::Ambassadeur);
            self.check(role, read.is_some(), "is no role here; write \"wijkagent\", \"community-manager\", \"onderzoeker\" or \"beheerder\" (for an ambassadeur: ambassadeur = [\"Moerwijk\"])")?;
            if let Some(role) = read {
                self.role(user, role, "");
            }
        }
        Ok(())
    }

    fn duty(&mut self, duty: &DutyEntry) -> Result<()> {
        let owner = Role::read(duty.owner.get_ref());
        let roles: Vec<_> = Role::ALL.iter().map(|role| role.key()).collect();
        let todo = format!(
            "is nobody who has duties; write one of: {}",
            roles.join(", ")
        );
        self.check(&duty.owner, owner.is_some(), &todo)?;
        let thing = format!("duty:{}", slug(duty.what.get_ref().as_ref()));
        let twice = self.things.contains_key(&thing);
        self.check(&duty.what, !twice, "is there twice; keep one of the two")?;
        let measured = duty
            .measure
            .is_none_or(|measure| !measure.needs_term() || duty.within_days.is_some());
        self.check(
            &duty.what,
            measured,
            "is measured by a term, so say which, for example: within_days = 7",
        )?;
        let value = Duty {
            what: duty.what.get_ref().as_ref().to_owned(),
            owner: owner.unwrap_or(Role::CommunityManager),
            within_days: duty.within_days,
            measure: duty.measure,
        };
        self.put(&thing, &serde_json::to_value(value)?);
        Ok(())
    }

    fn role(&mut self, user: &str, role: Role, wijk: &str) {
        self.put(&role_thing(role, user, wijk), &serde_json::json!(true));
    }

    fn put(&mut self, thing: &str, value: &serde_json::Value) {
        self.things.insert(thing.to_owned(), value.to_string());
    }

    /// Says the line and what to do when something does not hold.
    fn check<T: AsRef<str>>(&self, at: &Spanned<T>, holds: bool, todo: &str) -> Result<()> {
        anyhow::ensure!(
            holds,
            "line {}: \"{}\" {todo}",
            line_of(self.text, at.span().start),
            at.get_ref().as_ref()
        );
        Ok(())
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

fn fold(name: &str) -> String {
    crate::language::text::fold(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<Place> {
        vec![Place::den_haag()]
    }

    const GOOD: &str = r#"
        gemeente = "Den Haag"
        [[wijk]]
        name = "Moerwijk"
        [[person]]
        user = "@anna:example.org"
        name = "Anna"
        ambassadeur = ["Moerwijk"]
    "#;

    const EXAMPLE: &str = include_str!("../config/programme.example.toml");

    #[test]
    fn the_example_is_a_programme_and_names_every_key() {
        assert!(Programme::parse(EXAMPLE, &places()).is_ok());
        // With the comment mark before every key and table taken away, nothing is left out.
        let line = |line: &str| {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            let is_key = bare
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' '));
            if is_key || bare.starts_with('[') {
                bare.to_owned()
            } else {
                line.to_owned()
            }
        };
        let everything = EXAMPLE.lines().map(line).collect::<Vec<_>>().join("\n");
        let table: toml::Table = everything.parse().unwrap();
        let keys: Vec<_> = table.keys().map(String::as_str).collect();
        let mut expected = vec![
            "gemeente",
            "time_zone",
            "language",
            "long_forms",
            "alias_prefix",
            "reminders",
            "quiet_hours",
            "space",
            "management_room",
            "signal_room",
            "schedules",
            "onboarding",
            "warnings",
            "wijk",
            "person",
            "duty",
        ];
        expected.sort_unstable();
        let mut named = keys.clone();
        named.sort_unstable();
        assert_eq!(named, expected);
        let rooms: std::collections::BTreeSet<_> = ["space", "management_room", "signal_room"]
            .iter()
            .flat_map(|room| table[*room].as_table().unwrap().keys().cloned())
            .collect();
        assert_eq!(
            rooms.into_iter().collect::<Vec<_>>(),
            ["alias", "name", "room_id"]
        );
    }

    #[test]
    fn a_wijk_is_found_by_its_name() {
        let programme = Programme::parse(GOOD, &places()).unwrap();
        assert!(programme.things().contains_key("wijk:WK051836"));
        assert!(
            programme
                .things()
                .contains_key("role:ambassadeur|@anna:example.org|WK051836")
        );
        assert_eq!(programme.users().collect::<Vec<_>>(), ["@anna:example.org"]);
    }

    #[test]
    fn mistakes_name_their_line_and_what_to_do() {
        let wrong = |from: &str, to: &str| {
            let error = Programme::parse(&GOOD.replace(from, to), &places()).unwrap_err();
            format!("{error:#}")
        };
        assert!(
            wrong("ambassadeur = [\"Moerwijk\"]", "ambassadeur = [\"Laak\"]")
                .starts_with("line 8: \"Laak\" is not a wijk")
        );
        assert!(
            wrong("@anna:example.org", "anna").starts_with("line 6: \"anna\" is no Matrix user")
        );
        assert!(
            wrong("name = \"Moerwijk\"", "name = \"Atlantis\"")
                .starts_with("line 4: \"Atlantis\" is not in the list")
        );
        assert!(wrong("gemeente =", "gemente =").contains("unknown field `gemente`"));
        for odd in ["", "An\\u0007na", "Anna\\nJanssen"] {
            let error = wrong("\"Anna\"", &format!("\"{odd}\""));
            assert!(
                error.contains("a name is a few words on one line"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_room_is_named_so_that_it_can_be_found_and_belongs_to_one_wijk() {
        let with = |line: &str| {
            let named = format!("name = \"Moerwijk\"\n{line}");
            Programme::parse(&GOOD.replace("name = \"Moerwijk\"", &named), &places())
                .map_err(|error| format!("{error:#}"))
        };
        assert!(with("room_id = \"!abc:example.org\"\nalias = \"moerwijk\"").is_ok());
        assert!(
            with("room_id = \"#moerwijk:example.org\"")
                .unwrap_err()
                .contains("is no room id")
        );
        assert!(
            with("alias = \"#moerwijk:example.org\"")
                .unwrap_err()
                .contains("is no alias")
        );
        assert!(
            with("code = \"Moerwijk\"")
                .unwrap_err()
                .contains("is no CBS code")
        );
        let twice =
            with("room_id = \"!abc:example.org\"\n[signal_room]\nroom_id = \"!abc:example.org\"")
                .unwrap_err();
        assert!(
            twice.contains("is there twice; every room needs its own"),
            "{twice}"
        );
    }
}
