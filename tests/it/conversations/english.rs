//! The same in a programme that speaks English.

use insta::assert_snapshot;

use super::{PROGRAMME, rehearsal_of, shown};

async fn played(script: &str) -> String {
    let programme = format!("language = \"en\"\n{PROGRAMME}");
    shown(&rehearsal_of(&programme).await.play(script).await.unwrap())
}

#[tokio::test]
async fn help_and_an_action() {
    assert_snapshot!(played("moerwijk anna > help\nmoerwijk anna > action flyers 40\nmoerwijk anna > action nothing\nmoerwijk anna > undo").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        This is what you can do here:
        action: note what you did for the neighbourhood
        signal: report a trick of swindlers
        undo: take back your last action or signal
        mine: see your actions, signals, goal and pause
        Want to know more? Type for example: help action · Also here: together, goal, pause, take-part, really, nothing, info, material, activity, activities, diary, poll, join, signoff, finish, idea, share, language.
    2026-10-14 10:00 moerwijk notice to anna:2
        Thank you! Noted as A-1: Handed out flyers, 40 pieces, on 14 October.
        Not right? Edit your message, or type: undo A-1
    2026-10-14 10:00 moerwijk notice to anna:3
        Thank you for letting me know. Noted as A-2. Nothing this month is fine.
    2026-10-14 10:00 moerwijk edit to bot:3
        A-2 has been taken back.
    2026-10-14 10:00 moerwijk notice to anna:4
        A-2 has been taken back.
    ");
}

#[tokio::test]
async fn a_signal_from_the_menu_to_its_outcome() {
    let script = "
        moerwijk anna > signal
        moerwijk anna > at the door
        moerwijk anna > 2
        moerwijk anna > don't know
        moerwijk anna > 2
        moerwijk anna > yes
        signaal bram > follow Moerwijk
        signaal bram > seen 1
        signaal bram > closed 1
        signaal bram > 2
        at 2026-10-19T07:00
        beheer carla > digest
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        How did it come in? Type the number, or don't know.
        1. Telephone
        2. Text message or WhatsApp
        3. E-mail
        4. At the door
        5. Website or advertisement
        6. Facebook, Instagram, Snapchat
        7. Letter or sticker
        Rather without others reading along? Type private.
    2026-10-14 10:00 moerwijk notice to anna:2
        What was it? Type the number.
        1. Fake bank employee or courier at the door
        2. Fake police officer
        3. Doorstep trick
        4. Rogue emergency repair company
        5. Something else
    2026-10-14 10:00 moerwijk notice to anna:3
        How many people did this happen to? Type a number, or don't know.
    2026-10-14 10:00 moerwijk notice to anna:4
        Was money lost? Type the number.
        1. No, no money lost
        2. Yes, less than 100 euros
        3. Yes, 100 to 1,000 euros
        4. Yes, 1,000 to 10,000 euros
        5. Yes, more than 10,000 euros
        6. I do not know
    2026-10-14 10:00 moerwijk notice to anna:5
        Call the bank first. The number is on the card or in the app.
    2026-10-14 10:00 moerwijk notice to anna:5
        This goes to the signal room of the police and the municipality:

        S-1 · Moerwijk · Fake police officer
        How: At the door · People: unknown · Money lost: yes, less than 100 euros · Day: 14 October
        State: new

        Is it right? Type yes to send, or no to stop.
    2026-10-14 10:00 moerwijk notice to anna:6
        Sent as S-1. Thank you! You will hear here what is done with it.
        Advice for this trick: Call 112 at once. Do not open the door and hand over nothing. The police never collect your money, cards or jewellery.
        Every report to the police helps, also of an attempt. Police, no emergency: 0900-8844 or politie.nl
        Neighbours: did you see this too, Fake police officer? Tap 🙋. Is it not right? Tap 👎.
    2026-10-14 10:00 signaal notice
        S-1 · Moerwijk · Fake police officer
        How: At the door · People: unknown · Money lost: yes, less than 100 euros · Day: 14 October
        State: new
    2026-10-14 10:00 signaal react to bot:2
        👀
    2026-10-14 10:00 moerwijk react to bot:7
        🙋
    2026-10-14 10:00 moerwijk react to bot:7
        👎
    2026-10-14 10:00 signaal notice to bram:1
        You now follow Moerwijk. You get a ping for each new signal.
    2026-10-14 10:00 moerwijk notice to anna:1
        Your signal S-1 has been seen. Thank you for reporting.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Fake police officer
        How: At the door · People: unknown · Money lost: yes, less than 100 euros · Day: 14 October
        State: seen
    2026-10-14 10:00 signaal notice to bram:2
        Thank you. The reporter of S-1 hears that it was seen.
    2026-10-14 10:00 signaal notice to bram:3
        With which outcome? Type the number.
        1. Looked at
        2. Extra patrols
        3. Warning sent
        4. Crime report taken
        5. Spoke with residents
        6. Information session planned
        7. More choices
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Fake police officer
        How: At the door · People: unknown · Money lost: yes, less than 100 euros · Day: 14 October
        State: closed, extra patrols
    2026-10-14 10:00 signaal notice to bram:4
        S-1 is closed: extra patrols. The reporter hears it.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Your signal S-1 is closed. The police will keep an extra eye on your neighbourhood.
    2026-10-19 07:00 beheer notice to carla:1
        Week of 12 October to 19 October
        No actions noted yet.
        Signals:
        - Fake police officer 1-4 (Moerwijk 1-4)
    2026-10-19 07:00 beheer picture
        [afbeelding: Signals per trick
        Number per week, from 24 August to 19 October
        Fake police officer – 24 Aug: 0, 31 Aug: 0, 7 Sep: 0, 14 Sep: 0, 21 Sep: 0, 28 Sep: 0, 5 Oct: 0, 12 Oct: 1-4
        Striped, 1-4: a small number. So nobody can be recognised.]
    ");
}

#[tokio::test]
async fn mistakes() {
    let script = "
        moerwijk piet > action flyers 40
        moerwijk carla > action flyers 40
        moerwijk anna > @wijkbode 🤷
        moerwijk anna > @wijkbode how are you
        beheer carla > neighbourhood: new Atlantis
        signaal bram > seen 99
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 moerwijk notice to piet:1
        You are not on the list of digital ambassadors yet. Ask the community manager of the municipality to add you.
    2026-10-14 10:00 moerwijk notice to carla:1
        Only a digital ambassador can do this. Type help to see what you can do.
    2026-10-14 10:00 moerwijk notice to anna:1
        I only read words. Type help to see what I can do.
    2026-10-14 10:00 moerwijk notice to anna:2
        I do not understand that. Type help to see what I can do.
    2026-10-14 10:00 beheer notice to carla:1
        The neighbourhood "Atlantis" is not in my list of CBS neighbourhoods. Add its code, for example: wijk new WK051836 Moerwijk
    2026-10-14 10:00 signaal notice to bram:1
        I do not know signal 99. Look at the number behind the S, for example: seen 12
    "#);
}

#[tokio::test]
async fn by_itself() {
    assert_snapshot!(played("at 2026-11-02T12:00\ntick 2026-11-03T10:00").await, @r"
    2026-11-02 12:00 beheer notice
        Week of 26 October to 2 November
        No actions noted yet.
        Signals: none
        Coming up: The monthly question on 3 November; The recap of the month on 12 November
    2026-11-03 10:00 duindorp say @joop
        Hello ambassadors of Duindorp! A new month, with three small ideas:
        1. Tell the chat group: is a bargain too good to be true? Then it mostly is.
        2. At the building's meeting, tell people about energy sellers at the door.
        3. It gets dark early. Agree with an older neighbour: when in doubt, the door stays shut.
        Will you do one? Type the number, or tap it. Something else is just as good.
        Did you do something in October? Reply to this message, for example: flyers, 40 pieces
        Not now? That is fine. Tap 💤, or type: nothing this month
    2026-11-03 10:00 moerwijk say @anna @joop
        Hello ambassadors of Moerwijk! A new month, with three small ideas:
        1. Warn the chat group about false messages on parcels.
        2. Help somebody to update their phone. It is often quickly done.
        3. It gets dark early. Agree with an older neighbour: when in doubt, the door stays shut.
        Will you do one? Type the number, or tap it. Something else is just as good.
        Did you do something in October? Reply to this message, for example: flyers, 40 pieces
        Not now? That is fine. Tap 💤, or type: nothing this month
    2026-11-03 10:00 duindorp react to bot:1
        1️⃣
    2026-11-03 10:00 duindorp react to bot:1
        2️⃣
    2026-11-03 10:00 duindorp react to bot:1
        3️⃣
    2026-11-03 10:00 duindorp react to bot:1
        💤
    2026-11-03 10:00 moerwijk react to bot:1
        1️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        2️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        3️⃣
    2026-11-03 10:00 moerwijk react to bot:1
        💤
    ");
}
