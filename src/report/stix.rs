//! Counts of tricks as STIX 2.1 (OASIS Standard, 10 June 2021), for who collects such things: each trick an attack pattern,
//! each count a sighting of it in this gemeente and month. No victim, no actor, no observed data: there are none.

use serde_json::{Value, json};

use crate::catalogue::{Catalogue, Lang};
use crate::domain::sharing::Shared;
use crate::domain::time::Month;

/// When what does not change was made, as every bundle says it: an object has one such moment for ever.
const CREATED: &str = "2026-01-01T00:00:00.000Z";

/// The bundle. A gemeente and its tricks are the same objects in the bundle of every month, so that who collects them can
/// add up; each was `modified` at `made_at`. Ids follow from names: the same month gives the same file again. STIX prefers
/// random ids and allows these. `id_of` gives a UUID for a name, the same each time; `made_at` is in UTC with milliseconds.
#[must_use]
pub fn bundle(
    shared: &Shared,
    catalogue: &Catalogue,
    made_at: &str,
    id_of: impl Fn(&str) -> String,
) -> Value {
    let id = |kind: &str, name: &str| format!("{kind}--{}", id_of(&format!("stix:{kind}:{name}")));
    let gemeente = id("identity", &shared.gemeente);
    let mut objects = vec![json!({
        "type": "identity",
        "spec_version": "2.1",
        "id": gemeente,
        "created": CREATED,
        "modified": made_at,
        "name": format!("Gemeente {}", shared.gemeente),
        "identity_class": "organization",
        "sectors": ["government-local"],
    })];
    let (first, last) = span(&shared.period);
    for count in &shared.counts {
        let Some(known) = catalogue.phenomenon(&count.phenomenon) else {
            continue;
        };
        let name = format!("{}:{}", shared.gemeente, known.slug);
        let pattern = id("attack-pattern", &name);
        objects.push(json!({
            "type": "attack-pattern",
            "spec_version": "2.1",
            "id": pattern,
            "created": CREATED,
            "modified": made_at,
            "created_by_ref": gemeente,
            "name": known.label(Lang::En),
            "aliases": [known.label(Lang::Nl), known.slug],
            "description": known.line(Lang::En),
        }));
        let name = format!("{}:{}:{}", shared.gemeente, shared.period, known.slug);
        objects.push(json!({
            "type": "sighting",
            "spec_version": "2.1",
            "id": id("sighting", &name),
            "created": made_at,
            "modified": made_at,
            "created_by_ref": gemeente,
            "description": format!("Reported {} to {} times", count.least, count.most),
            "first_seen": first,
            "last_seen": last,
            "count": count.least,
            "sighting_of_ref": pattern,
            "where_sighted_refs": [gemeente],
            "summary": true,
        }));
    }
    let name = format!("{}:{}", shared.gemeente, shared.period);
    json!({ "type": "bundle", "id": id("bundle", &name), "objects": objects })
}

/// The month, from its first to its last second.
fn span(period: &str) -> (String, String) {
    let Some(month) = Month::read(period) else {
        return (period.to_owned(), period.to_owned());
    };
    (
        format!("{}T00:00:00.000Z", month.first_day()),
        format!("{}T23:59:59.000Z", month.last_day()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sharing::{Count, FORM};

    #[test]
    fn a_bundle_names_tricks_and_counts_and_every_reference_is_in_it() {
        let shared = Shared {
            form: FORM.to_owned(),
            gemeente: "Den Haag".to_owned(),
            period: "2026-10".to_owned(),
            counts: vec![Count {
                phenomenon: "nepagent".to_owned(),
                least: 12,
                most: 15,
            }],
        };
        let id_of = |name: &str| format!("id of {name}");
        let made = bundle(
            &shared,
            &Catalogue::built_in(),
            "2026-11-02T09:00:00.000Z",
            id_of,
        );
        let objects = made["objects"].as_array().unwrap();
        let kinds: Vec<_> = objects
            .iter()
            .map(|one| one["type"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["identity", "attack-pattern", "sighting"]);
        let ids: Vec<_> = objects.iter().map(|one| &one["id"]).collect();
        let sighting = &objects[2];
        assert!(ids.contains(&&sighting["sighting_of_ref"]));
        assert!(ids.contains(&&sighting["where_sighted_refs"][0]));
        assert_eq!(sighting["count"], 12);
        assert_eq!(sighting["first_seen"], "2026-10-01T00:00:00.000Z");
        assert_eq!(sighting["last_seen"], "2026-10-31T23:59:59.000Z");
    }
}
