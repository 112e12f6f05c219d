//! `apply`: the programme file and the database, which chat commands change too. On SQLite and on PostgreSQL.

use anyhow::Result;
use wijkbode::catalogue::Place;
use wijkbode::chat::{Class, Outgoing, RoomKey};
use wijkbode::domain::people::Role;
use wijkbode::domain::time::Moment;
use wijkbode::engine::{Change, Engine, Look, Seen, SeenMember, Turn, WantedRoom};
use wijkbode::programme::{self, Outcome, Plan, Programme};
use wijkbode::store::{Room, Store};

use crate::conversations::world;
use crate::store::on_both;

/// Two wijken, an ambassadeur in one and one in both, a manager and a wijkagent.
const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
    [[wijk]]
    name = "Moerwijk"
    [[wijk]]
    name = "Duindorp"
    [[person]]
    user = "@anna:example.org"
    name = "Anna"
    ambassadeur = ["Moerwijk"]
    [[person]]
    user = "@joop:example.org"
    name = "Joop"
    ambassadeur = ["Duindorp", "Moerwijk"]
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
    [[person]]
    user = "@bram:example.org"
    name = "Bram"
    roles = ["wijkagent"]
"#;

/// Wednesday 14 October 2026, ten in the morning in Amsterdam.
const NOW: Moment = Moment(1_791_964_800_000);

const MOERWIJK: &str = "WK051836";

fn file(text: &str) -> Programme {
    Programme::parse(text, &[Place::den_haag()]).unwrap()
}

/// The file of the tests with one passage changed.
fn changed(from: &str, to: &str) -> Programme {
    assert!(PROGRAMME.contains(from), "{from}");
    file(&PROGRAMME.replace(from, to))
}

/// The operator at work.
struct Operator {
    engine: Engine,
    now: Moment,
}

impl Operator {
    fn of(store: Store) -> Self {
        Self {
            engine: Engine::new(store, std::sync::Arc::new(world())),
            now: NOW,
        }
    }

    /// Who has applied the file of the tests, with all its rooms made.
    async fn settled(store: Store) -> Result<Self> {
        let mut operator = Self::of(store);
        operator.apply(&file(PROGRAMME)).await?;
        operator.make_rooms().await?;
        Ok(operator)
    }

    async fn turn(&self) -> Result<Turn> {
        self.engine.turn(self.now, "test".to_owned()).await
    }

    async fn plan(&self, programme: &Programme) -> Result<Plan> {
        programme::plan(&mut self.turn().await?, programme).await
    }

    /// `--prune` and `--overwrite` as asked; gives the plan that was carried out.
    async fn apply_with(
        &mut self,
        programme: &Programme,
        prune: bool,
        overwrite: bool,
    ) -> Result<Plan> {
        self.now = self.now.plus_minutes(1);
        let mut turn = self.turn().await?;
        let plan = programme::plan(&mut turn, programme).await?;
        programme::apply(&mut turn, programme, &plan, prune, overwrite).await?;
        turn.commit().await?;
        Ok(plan)
    }

    async fn apply(&mut self, programme: &Programme) -> Result<Plan> {
        self.apply_with(programme, false, false).await
    }

    async fn prune(&mut self, programme: &Programme) -> Result<Plan> {
        self.apply_with(programme, true, false).await
    }

    /// Something that a chat command did in between.
    async fn by_chat(&self, command: impl AsyncFnOnce(&mut Turn) -> Result<()>) -> Result<()> {
        let mut turn = self.turn().await?;
        command(&mut turn).await?;
        turn.commit().await
    }

    /// Everything that was asked for on the homeserver is done, and everybody comes in where they are invited.
    async fn make_rooms(&mut self) -> Result<()> {
        for _ in 0..2 {
            self.work().await?;
            self.look().await?;
        }
        self.work().await?;
        self.look().await.map(drop)
    }

    /// Does the work in the outbox; gives what it was, in order.
    async fn work(&self) -> Result<Vec<String>> {
        let mut turn = self.turn().await?;
        let mut done = Vec::new();
        while let Some(row) = turn.tx.next_parcel(self.now).await? {
            let what = row.what()?.expect("it was not sent yet");
            if let Outgoing::MakeRoom { .. } = &what {
                turn.tx
                    .set_room_id(&row.room, Some(&format!("!{}", row.room)))
                    .await?;
            }
            done.push(match &what {
                Outgoing::Invite { user, .. } => format!("{} invite {user}", row.room),
                Outgoing::Remove { user } => format!("{} remove {user}", row.room),
                Outgoing::Rename { name, .. } => format!("{} rename {name}", row.room),
                other => format!("{} {}", row.room, other.kind()),
            });
            turn.tx.begin_sending(&row.id, "DEVICE", self.now).await?;
            turn.tx
                .parcel_sent(&row.id, Some(&format!("${}", row.id)))
                .await?;
        }
        turn.commit().await?;
        Ok(done)
    }

    /// The reconciler looks: in every room that exists is who belongs there, and in one a guest.
    async fn look(&self) -> Result<()> {
        let mut turn = self.turn().await?;
        let places = turn.places().await?;
        let rooms = turn.tx.rooms().await?;
        drop(turn);
        let guest = |room: &Room| {
            (room.key == RoomKey::wijk(MOERWIJK)).then(|| "@guest:example.org".to_owned())
        };
        let seen = rooms.into_iter().map(|room| {
            let users = places
                .users_in(&room.key)
                .into_iter()
                .chain(guest(&room))
                .collect();
            seen(room, users)
        });
        self.engine
            .reconcile(&seen.collect::<Vec<_>>(), Look::Fresh, self.now)
            .await
    }

    /// The reconciler looks: everybody is where they were, except this one. Gives the rooms with an invitation.
    async fn invitations_without(&self, user: &str) -> Result<Vec<String>> {
        let mut turn = self.turn().await?;
        let mut now = Vec::new();
        for room in turn.tx.rooms().await? {
            let members = turn
                .tx
                .members(&room.key)
                .await?
                .into_iter()
                .map(|member| member.user_id);
            now.push(seen(
                room,
                members.filter(|member| member != user).collect(),
            ));
        }
        drop(turn);
        self.engine.reconcile(&now, Look::Fresh, self.now).await?;
        let mut turn = self.turn().await?;
        let mut invited = Vec::new();
        for room in turn.tx.rooms().await? {
            if turn.tx.is_work_waiting(&room.key, "invite").await? {
                invited.push(room.key.to_string());
            }
        }
        Ok(invited)
    }
}

/// A room as the homeserver shows it, all well.
fn seen(room: Room, users: Vec<String>) -> Seen {
    let member = |user: String| SeenMember {
        since: format!("$joined-{user}"),
        user,
        joined: true,
        name: None,
    };
    Seen {
        room_id: room.room_id.unwrap_or_default(),
        encrypted: true,
        name: Some(room.name),
        topic: Some(room.topic),
        members: users.into_iter().map(member).collect(),
        we_manage: true,
        ..Seen::default()
    }
}

fn shown(plan: &Plan) -> Vec<(Outcome, &str)> {
    plan.steps
        .iter()
        .map(|step| (step.outcome, step.thing.as_str()))
        .collect()
}

on_both!(a_second_time_there_is_nothing_to_do, async |store| {
    let mut operator = Operator::of(store);
    let first = operator.apply(&file(PROGRAMME)).await?;
    assert!(first.steps.iter().all(|step| step.outcome == Outcome::Add));
    let second = operator.apply(&file(PROGRAMME)).await?;
    assert_eq!(shown(&second), []);
    Ok(())
});

on_both!(a_plan_alone_changes_nothing, async |store| {
    let operator = Operator::of(store);
    operator.plan(&file(PROGRAMME)).await?;
    let mut turn = operator.turn().await?;
    assert!(turn.tx.wijken().await?.is_empty() && turn.tx.all_applied().await?.is_empty());
    Ok(())
});

on_both!(
    what_the_file_changes_is_changed_and_the_rest_is_left_alone,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        let plan = operator
            .apply(&changed("name = \"Anna\"", "name = \"Anna de Wit\""))
            .await?;
        assert_eq!(
            shown(&plan),
            [(Outcome::Change, "person:@anna:example.org")]
        );
        let mut turn = operator.turn().await?;
        let anna = turn
            .tx
            .person_by_user("@anna:example.org")
            .await?
            .expect("she is there");
        assert_eq!(anna.name, "Anna de Wit");
        assert_eq!(turn.tx.roles_of(&anna.id).await?.len(), 1);
        Ok(())
    }
);

on_both!(
    another_gemeente_gives_the_rooms_another_name,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        operator.apply(&changed("Den Haag", "Delft")).await?;
        let room = operator
            .turn()
            .await?
            .tx
            .room(&RoomKey::signal())
            .await?
            .expect("the signal room");
        assert_eq!(room.name, "Signaalkamer Delft");
        assert_eq!(
            shown(&operator.plan(&changed("Den Haag", "Delft")).await?),
            []
        );
        Ok(())
    }
);

on_both!(what_chat_added_is_left_alone, async |store| {
    let mut operator = Operator::settled(store).await?;
    operator
        .by_chat(async |turn| {
            turn.want_wijk("WK051811", "Bohemen", &WantedRoom::default())
                .await?;
            let person = turn.want_person("@els:example.org", "Els", None).await?;
            turn.want_role(&person, Role::Ambassadeur, "WK051811")
                .await
                .map(drop)
        })
        .await?;
    let plan = operator.prune(&file(PROGRAMME)).await?;
    assert_eq!(shown(&plan), []);
    assert!(
        operator
            .turn()
            .await?
            .tx
            .person_by_user("@els:example.org")
            .await?
            .is_some()
    );
    Ok(())
});

on_both!(what_chat_changed_stays_and_is_shown, async |store| {
    let mut operator = Operator::settled(store).await?;
    operator
        .by_chat(async |turn| turn.tx.set_wijk(MOERWIJK, "Moerwijk-Oost").await)
        .await?;
    for _ in 0..2 {
        let plan = operator.apply(&file(PROGRAMME)).await?;
        assert_eq!(shown(&plan), [(Outcome::KeptFromChat, "wijk:WK051836")]);
    }
    assert_eq!(wijk_name(&operator).await?, "Moerwijk-Oost");
    Ok(())
});

on_both!(
    where_both_changed_the_database_leads_until_the_operator_overwrites,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        let bram = "person:@bram:example.org";
        let renamed = async |turn: &mut Turn| {
            turn.want_person("@bram:example.org", "Bram B.", None)
                .await
                .map(drop)
        };
        operator.by_chat(renamed).await?;
        let programme = changed("name = \"Bram\"", "name = \"Bram van Dijk\"");
        for _ in 0..2 {
            let plan = operator.apply(&programme).await?;
            assert_eq!(
                shown(&plan),
                [(Outcome::Conflict, bram)],
                "it stays a conflict until somebody decides"
            );
            assert!(
                plan.steps[0]
                    .file
                    .as_ref()
                    .is_some_and(|file| file.contains("Bram van Dijk"))
            );
            assert!(
                plan.steps[0]
                    .database
                    .as_ref()
                    .is_some_and(|database| database.contains("Bram B."))
            );
        }
        operator.apply_with(&programme, false, true).await?;
        let found = operator
            .turn()
            .await?
            .tx
            .person_by_user("@bram:example.org")
            .await?;
        assert_eq!(
            found.map(|bram| bram.name).as_deref(),
            Some("Bram van Dijk")
        );
        assert_eq!(shown(&operator.plan(&programme).await?), []);
        Ok(())
    }
);

on_both!(
    a_role_of_somebody_whom_chat_removed_waits_with_them,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        operator
            .by_chat(async |turn| {
                let bram = turn
                    .tx
                    .person_by_user("@bram:example.org")
                    .await?
                    .expect("he is there");
                turn.tx.person_leaves(&bram.id, NOW).await
            })
            .await?;
        let programme = changed(
            "roles = [\"wijkagent\"]",
            "roles = [\"wijkagent\", \"onderzoeker\"]",
        );
        let plan = operator.apply(&programme).await?;
        assert!(
            plan.steps
                .iter()
                .all(|step| step.outcome == Outcome::KeptFromChat),
            "{:?}",
            shown(&plan)
        );
        assert!(
            operator
                .turn()
                .await?
                .tx
                .person_by_user("@bram:example.org")
                .await?
                .is_none()
        );
        Ok(())
    }
);

on_both!(nothing_is_removed_unasked, async |store| {
    let mut operator = Operator::settled(store).await?;
    let without_joop = file(&without_person("joop"));
    for _ in 0..2 {
        let plan = operator.apply(&without_joop).await?;
        assert_eq!(
            plan.of(Outcome::Remove).count(),
            3,
            "he, and his two roles: {:?}",
            shown(&plan)
        );
    }
    assert!(
        operator
            .turn()
            .await?
            .tx
            .person_by_user("@joop:example.org")
            .await?
            .is_some()
    );
    assert_eq!(operator.work().await?, Vec::<String>::new());
    Ok(())
});

on_both!(
    who_is_pruned_leaves_every_room_and_can_come_back,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        let plan = operator.plan(&file(&without_person("joop"))).await?;
        assert_eq!(plan.of(Outcome::Remove).count(), 3, "the preview");
        operator.prune(&file(&without_person("joop"))).await?;
        let joop = "@joop:example.org";
        let rooms = ["ruimte", "wijk:WK051808", "wijk:WK051836"];
        let mut done = operator.work().await?;
        done.sort();
        assert_eq!(done, rooms.map(|room| format!("{room} remove {joop}")));
        operator.look().await?;
        assert_eq!(
            shown(&operator.prune(&file(&without_person("joop"))).await?),
            []
        );

        operator.apply(&file(PROGRAMME)).await?;
        assert_eq!(operator.invitations_without(joop).await?, rooms);
        Ok(())
    }
);

on_both!(who_loses_one_wijk_leaves_only_its_room, async |store| {
    let mut operator = Operator::settled(store).await?;
    operator
        .prune(&changed("[\"Duindorp\", \"Moerwijk\"]", "[\"Duindorp\"]"))
        .await?;
    assert_eq!(
        operator.work().await?,
        ["wijk:WK051836 remove @joop:example.org"]
    );
    let mut turn = operator.turn().await?;
    let joop = turn
        .tx
        .person_by_user("@joop:example.org")
        .await?
        .expect("he stays");
    assert_eq!(turn.tx.roles_of(&joop.id).await?.len(), 1);
    Ok(())
});

on_both!(
    an_invitation_that_is_still_waiting_goes_with_the_role,
    async |store| {
        let mut operator = Operator::settled(store).await?;
        let more = changed(
            "ambassadeur = [\"Moerwijk\"]",
            "ambassadeur = [\"Moerwijk\", \"Duindorp\"]",
        );
        operator.apply(&more).await?;
        assert_eq!(
            operator.invitations_without("nobody").await?,
            ["wijk:WK051808"]
        );
        operator.prune(&file(PROGRAMME)).await?;
        assert_eq!(operator.work().await?, Vec::<String>::new());
        Ok(())
    }
);

on_both!(a_wijk_that_closes_is_asked_nothing_more, async |store| {
    let mut operator = Operator::settled(store).await?;
    operator
        .by_chat(async |turn| {
            let prompt = Outgoing::Say(wijkbode::chat::Text::new("Wat deed u deze maand?"));
            turn.post(&RoomKey::wijk(MOERWIJK), Class::Prompt, prompt, None)
                .await
                .map(drop)
        })
        .await?;
    operator.prune(&file(&without_moerwijk())).await?;
    operator.now = operator.now.plus_days(1);
    let mut done = operator.work().await?;
    done.sort();
    let expected = [
        "ruimte remove @anna:example.org",
        "wijk:WK051836 remove @anna:example.org",
        "wijk:WK051836 remove @joop:example.org",
    ];
    assert_eq!(
        done, expected,
        "no prompt, and the guest and the manager stay"
    );
    let first_tuesday =
        Moment::read("2026-11-03T10:30:00+01:00", chrono_tz::Europe::Amsterdam).expect("a moment");
    operator.engine.tick(operator.now).await?;
    operator.now = first_tuesday;
    operator.engine.tick(first_tuesday).await?;
    let said = operator.work().await?;
    assert!(said.contains(&"wijk:WK051808 say".to_owned()), "{said:?}");
    assert!(!said.contains(&"wijk:WK051836 say".to_owned()), "{said:?}");
    Ok(())
});

on_both!(
    a_wijk_that_closes_before_its_room_was_made_gets_none,
    async |store| {
        let mut operator = Operator::of(store);
        operator.apply(&file(PROGRAMME)).await?;
        operator.look().await?;
        operator.prune(&file(&without_moerwijk())).await?;
        operator.look().await?;
        let done = operator.work().await?;
        assert!(done.contains(&"wijk:WK051808 room".to_owned()), "{done:?}");
        assert!(!done.contains(&"wijk:WK051836 room".to_owned()), "{done:?}");
        operator.apply(&file(PROGRAMME)).await?;
        operator.look().await?;
        assert!(
            operator
                .work()
                .await?
                .contains(&"wijk:WK051836 room".to_owned()),
            "and one when it opens again"
        );
        Ok(())
    }
);

on_both!(a_wijk_with_a_room_of_its_own_gets_no_other, async |store| {
    let with_room = |id: &str| {
        changed(
            "name = \"Moerwijk\"",
            &format!("name = \"Moerwijk\"\n    room_id = \"{id}\""),
        )
    };
    let mut operator = Operator::of(store);
    operator.apply(&with_room("!there:example.org")).await?;
    operator.look().await?;
    let made = operator.work().await?;
    assert!(!made.contains(&"wijk:WK051836 room".to_owned()), "{made:?}");
    let key = RoomKey::wijk(MOERWIJK);
    let room_id = async |operator: &Operator| -> Result<Option<String>> {
        Ok(operator
            .turn()
            .await?
            .tx
            .room(&key)
            .await?
            .and_then(|room| room.room_id))
    };
    assert_eq!(
        room_id(&operator).await?.as_deref(),
        Some("!there:example.org")
    );

    // The bot followed an upgrade: the file, which did not change, does not bring it back.
    operator
        .by_chat(async |turn| {
            turn.tx
                .set_room_id(&RoomKey::wijk(MOERWIJK), Some("!upgraded"))
                .await
        })
        .await?;
    assert_eq!(
        shown(&operator.apply(&with_room("!there:example.org")).await?),
        []
    );
    assert_eq!(room_id(&operator).await?.as_deref(), Some("!upgraded"));
    operator.apply(&with_room("!elsewhere:example.org")).await?;
    assert_eq!(
        room_id(&operator).await?.as_deref(),
        Some("!elsewhere:example.org")
    );
    Ok(())
});

on_both!(two_wijken_of_one_name_get_two_rooms, async |store| {
    let twins = r#"
        gemeente = "Delft"
        [[wijk]]
        code = "WK050301"
        name = "Centrum"
        [[wijk]]
        code = "WK050302"
        name = "Centrum"
    "#;
    let mut operator = Operator::of(store);
    operator.apply(&file(twins)).await?;
    let mut turn = operator.turn().await?;
    let mut alias = async |code: &str| -> Result<_> {
        Ok(turn
            .tx
            .room(&RoomKey::wijk(code))
            .await?
            .and_then(|room| room.alias))
    };
    assert_eq!(
        alias("WK050301").await?.as_deref(),
        Some("wijkbode-centrum")
    );
    assert_eq!(
        alias("WK050302").await?.as_deref(),
        Some("wijkbode-centrum-wijk-wk050302")
    );
    Ok(())
});

on_both!(
    a_schedule_of_its_own_goes_back_to_the_usual_one_when_it_is_pruned,
    async |store| {
        let own =
            format!("{PROGRAMME}\n[schedules]\nmonthly-prompt = \"first working Monday 11:00\"");
        let mut operator = Operator::settled(store).await?;
        operator.apply(&file(&own)).await?;
        let fact = async |operator: &Operator| {
            operator
                .turn()
                .await?
                .tx
                .fact("schedule:monthly-prompt")
                .await
        };
        assert_eq!(
            fact(&operator).await?.as_deref(),
            Some("first working Monday 11:00")
        );
        operator.prune(&file(PROGRAMME)).await?;
        assert_eq!(fact(&operator).await?, None);
        Ok(())
    }
);

/// The audit outlives the people in it, so their user ids are not in it.
#[tokio::test]
async fn what_was_applied_is_audited_without_user_ids() -> Result<()> {
    for kind in crate::store::kinds() {
        let fresh = crate::store::Fresh::of(kind).await?;
        let mut operator = Operator::of(fresh.open().await?);
        operator.apply(&file(PROGRAMME)).await?;
        let mut outside = crate::store::databases::outside(&fresh.database).await?;
        let about: Vec<String> = sqlx::query_scalar("SELECT about FROM audit")
            .fetch_all(&mut outside)
            .await?;
        assert!(about.iter().any(|about| about == "wijk:WK051836"));
        assert!(
            about
                .iter()
                .any(|about| about.starts_with("role:wijkagent|"))
        );
        assert!(about.iter().all(|about| !about.contains('@')), "{about:?}");
    }
    Ok(())
}

on_both!(
    what_is_written_back_changes_nothing_when_applied,
    async |store| {
        let more = r#"
    language = "en"
    quiet_hours = "21:00-08:00"
    reminders = false
    [onboarding]
    convenant = "2026-11"
    training_required = true
    [management_room]
    alias = "beheer"
    [schedules]
    weekly-digest = "Friday 16:00"
    "#;
        let end = r#"
    [[person]]
    user = "@truus:example.org"
    name = "Truus \"de\" Boer"
    organisation = "Centrale Bibliotheek"
    organisation_kind = "bibliotheek"
    roles = ["onderzoeker", "wijkagent"]
    [[duty]]
    what = "Elk signaal krijgt een uitkomst"
    owner = "wijkagent"
    within_days = 7
    measure = "signals-answered"
    [[duty]]
    what = "Nooit zelf op onderzoek gaan"
    owner = "ambassadeur"
    "#;
        let text = PROGRAMME.replace(
            "gemeente = \"Den Haag\"",
            &format!("gemeente = \"Den Haag\"{more}"),
        );
        let mut operator = Operator::of(store);
        operator.apply(&file(&format!("{text}{end}"))).await?;
        // Chat goes on where the file stopped.
        operator
            .by_chat(async |turn| {
                let changes = [
                    (
                        "wijk:WK051811",
                        r#"{"name":"Bohemen","alias":null,"room_id":"!b:example.org"}"#,
                    ),
                    (
                        "person:@els:example.org",
                        r#"{"name":"Els","organisation":null}"#,
                    ),
                    ("role:ambassadeur|@els:example.org|WK051811", "true"),
                    ("schedule:daily-digest", r#""daily 17:00""#),
                ];
                let changes = changes.map(|(thing, value)| Change {
                    thing: thing.to_owned(),
                    before: None,
                    after: Some(value.to_owned()),
                });
                turn.change(&changes, "test", None, "step").await
            })
            .await?;
        let written = programme::export(&mut operator.turn().await?).await?;
        let plan = operator.plan(&file(&written)).await?;
        assert_eq!(shown(&plan), [], "{written}");
        operator.apply(&file(&written)).await?;
        assert_eq!(
            programme::export(&mut operator.turn().await?).await?,
            written
        );
        Ok(())
    }
);

on_both!(a_setting_that_chat_changed_stays, async |store| {
    let mut operator = Operator::settled(store).await?;
    operator
        .by_chat(async |turn| {
            let change = Change {
                thing: "fact:reminders".to_owned(),
                before: Some("\"on\"".to_owned()),
                after: Some("\"off\"".to_owned()),
            };
            turn.change(&[change], "test", None, "step").await
        })
        .await?;
    let plan = operator.apply(&file(PROGRAMME)).await?;
    assert_eq!(shown(&plan), [(Outcome::KeptFromChat, "fact:reminders")]);
    assert!(!operator.turn().await?.settings.reminders);
    Ok(())
});

#[test]
fn agreements_are_checked() {
    let with = |duty: &str| {
        let text = format!("{PROGRAMME}\n[[duty]]\nwhat = \"Iets\"\n{duty}");
        Programme::parse(&text, &[Place::den_haag()]).map_err(|error| format!("{error:#}"))
    };
    assert!(with("owner = \"wijkagent\"").is_ok());
    let error = with("owner = \"politie\"").unwrap_err();
    assert!(error.contains("is nobody who has duties"), "{error}");
    let error = with("owner = \"wijkagent\"\nmeasure = \"signals-seen\"").unwrap_err();
    assert!(error.contains("within_days = 7"), "{error}");
    let error = with("owner = \"wijkagent\"\nmeasure = \"iets\"").unwrap_err();
    assert!(error.contains("unknown variant"), "{error}");
}

async fn wijk_name(operator: &Operator) -> Result<String> {
    Ok(operator
        .turn()
        .await?
        .tx
        .wijk(MOERWIJK)
        .await?
        .expect("it takes part")
        .name)
}

/// The file of the tests without one of its people.
fn without_person(name: &str) -> String {
    let people: Vec<_> = PROGRAMME
        .split("[[person]]")
        .filter(|part| !part.contains(&format!("@{name}:")))
        .collect();
    people.join("[[person]]")
}

/// The file of the tests without Moerwijk: Anna has no wijk left, Joop has Duindorp.
fn without_moerwijk() -> String {
    PROGRAMME
        .replacen("[[wijk]]\n    name = \"Moerwijk\"", "", 1)
        .replace("ambassadeur = [\"Moerwijk\"]", "")
        .replace("[\"Duindorp\", \"Moerwijk\"]", "[\"Duindorp\"]")
}
