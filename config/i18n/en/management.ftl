# The management room: people and wijken, decisions and undoing them, messages, agreements, settings, the first weeks.

## Decisions: shown first, then carried out, and undone
step-preview = This is what I will do:
    { $lines }
    Is it right? Type **yes** to do it, or **no** to leave it as it is.
step-done = Done as **{ $label }**:
    { $lines }
    Not right after all? Type: **undo { $label }**
step-not-done = Fine, I change nothing.
step-nothing = It is like that already. There is nothing to change.
step-stale = Something changed meanwhile. I did nothing. Type it once more, and I will show how things stand now.
step-undone = **{ $label }** was undone:
    { $lines }
step-undo-nothing = There is no decision to undo. Naming a number works too, for example: **undo B-3**
step-undo-gone = **{ $label }** was undone already, or is too long ago.
step-undo-changed = After **{ $label }** this was changed again. I undo nothing. Undo the newer decision first, or make a new one.
step-beheerder-only = Only an administrator can make somebody an administrator, or take that role away. I changed nothing.
step-last-manager = Then nobody would be left to manage the programme. First make somebody else community manager, for example: **role @anna:example.org community manager**

step-wijk-on = **{ $wijk }** takes part, with a room of its own.
step-wijk-off = **{ $wijk }** stops. The ambassadors are thanked and leave the room. The room rests, and what was done is kept. It can always be opened again.
step-wijk-renamed = **{ $from }** is called **{ $to }** from now on. So is its room.
step-person-on = **{ $name }** comes in ({ $user }) and gets an invitation.
step-person-off = **{ $name }** takes part no longer and leaves the rooms. What { $name } did still counts, without a name.
step-organisation = **{ $name }** belongs to: { $to }.
step-role-on = **{ $name }** is { $role }.
step-role-off = **{ $name }** is no longer { $role }.
step-role-on-in = **{ $name }** is { $role } in **{ $wijk }**.
step-role-off-in = **{ $name }** is no longer { $role } in **{ $wijk }**.
step-waiting-on = **{ $name }** is on the waiting list for **{ $wijk }**.
step-waiting-off = **{ $name }** is no longer on the waiting list for **{ $wijk }**.
step-setting = **{ $what }**: { $to } (was: { $from })

wijk-thanks = Dear ambassadors of { $wijk }, this neighbourhood leaves the programme for now. Thank you for all that you did for your neighbours. Your community manager will gladly tell you more.

## Wijken and people
help-others = {" "}· Also here: { $words }.
help-rol = give somebody a role, or take it away
help-rol-more = Give somebody a role for the whole municipality: wijkagent, community manager, researcher or administrator. With **off** behind it you take the role away. I show first what I will do.
help-rol-example = role @anna:example.org wijkagent
help-organisatie = note which organisation somebody belongs to
help-organisatie-more = Note where somebody comes from: a library, a club, shopkeepers or a community centre, with its name. With **none** you take it away.
help-organisatie-example = organisation @anna:example.org library Central Library
help-wachtlijst = see who waits for a place
help-wachtlijst-more = See who waits for a place. Add somebody with **waitinglist add Fatima Moerwijk**. Take a number away with **waitinglist remove 2**. After half a year I take names away by myself.
help-wachtlijst-example = waitinglist
help-uitnodiging = make a text about Element to send on
help-uitnodiging-more = I write an invitation that explains Element. Send it on by mail, or print it.
help-uitnodiging-example = invitation @anna:example.org
help-instelling = see or change a setting
help-instelling-more = Change when something is sent, the language, reminders or quiet hours. Type only **setting** to see how things are set now.
help-instelling-example = setting monthly question first working Tuesday 10:00
help-start = begin with a new municipality, step by step
help-start-more = I walk with you from nothing to the first neighbourhood. You can always stop and go on later: type **start** again.
help-start-example = start

wijk-not-there = The neighbourhood "{ $name }" does not take part. Check the name, for example: **overview Moerwijk**
wijk-rename-how = Type it like this: **wijk rename Moerwijk to Moerwijk-Zuid**
ambassadeur-unknown = That person is no ambassador there. Check the name, for example: **ambassador remove @anna:example.org**
ambassadeur-move-from = **{ $name }** is ambassador in several neighbourhoods, or in that one already. Say from where to where, for example: **ambassador move @anna:example.org from Moerwijk to Duindorp**
ambassadeur-move-how = Type it like this: **ambassador move @anna:example.org to { $wijk }**
ambassadeur-remove-how = Type it like this: **ambassador remove @anna:example.org { $wijk }**
role-how = Type it like this: **role @anna:example.org wijkagent**. Choose from: wijkagent, community manager, researcher, administrator. Taking it away: **role @anna:example.org wijkagent off**
role-ambassadeur-how = An ambassador belongs to a neighbourhood. Type it like this: **ambassador add @anna:example.org Moerwijk**
role-not = That person is not on the list. Check the name, for example: **role @anna:example.org wijkagent**
role-not-had = **{ $name }** is not { $role }. I changed nothing.
organisation-how = Type it like this: **organisation @anna:example.org library Central Library**. Choose from: { $kinds }
organisation-none = no organisation
organisation-bibliotheek = library
organisation-vereniging = club
organisation-ondernemers = shopkeepers
organisation-buurthuis = community-centre
organisation-zorg = care
organisation-school = school
organisation-geloof = faith
organisation-gemeente = municipality
organisation-politie = police
organisation-anders = other
waiting-title = **On the waiting list**
waiting-line = { $number }. { $name }, { $wijk }, since { $since }
waiting-footer = Is there a place? Type: **ambassador add @anna:example.org Moerwijk**. Taking away: **waitinglist remove 1**
waiting-none = Nobody is on the waiting list. Somebody to add? Type: **waitinglist add Fatima Moerwijk**
waiting-how = Type it like this: **waitinglist add Fatima Moerwijk**, with a first name and a neighbourhood that takes part. Taking away: **waitinglist remove 1**

## Inviting
invite-reason = You are invited to "{ $room }" of the digital ambassadors. Tap Accept. Then type help, and I will explain what you can do. Greetings, wijkbode.
invitation-offer = Does { $name } not know Element yet? I have a text to send on: **invitation { $user }**
invitation-how = Type it like this: **invitation @anna:example.org**
invitation-text = Send this text on, or print it:

    Dear { $name },

    How good that you take part in the digital ambassadors of { $gemeente }! We talk with each other in the app Element. This is how you begin:
    1. Put the app **Element X** on your phone. It is free in the App Store or the Play Store.
    2. Choose **Sign in** and fill in this address: { $server }
    3. Sign in with your name { $user } and the password that you got from us.
    4. The app asks for a **recovery key**. Write it on paper and keep it well. You need it with a new phone.
    5. Invitations are waiting: { $room }. Tap **Accept**.
    6. Type **help** in the room. The bot then explains what you can do.
    Does something not work? Call your community manager. Emergency? Call 112, do not use the app.

## Messages
help-bericht = send a message to one neighbourhood or to all
help-bericht-more = Send a message to the room of a neighbourhood, or to **all** of them. I show first what it will say and where. Then you see how many people saw it, not who.
help-bericht-example = message Moerwijk There is coffee in the library on Friday
message-body = **Message from { $name }**
    { $text }
message-preview = I send this to: { $rooms } ({ $people ->
        [one] 1 person
       *[other] { $people } people
    }):
message-preview-ask = Is it right? Type **yes** to send it, or **no** to stop.
message-personal = Please note: in the text I see: { $what }. Do you want to leave that in? Then simply type **yes**.
message-later = These are quiet hours. I send it on { $day } at { $time }.
message-not-sent = Fine, I send nothing.
message-sent = Sent. Delivered in { $delivered } of { $rooms } rooms. Seen (👀): { $seen }. I keep this line up to date.
message-under-way = On its way to { $rooms ->
    [one] 1 room
   *[other] { $rooms } rooms
}. Here you will see how many people saw it.
message-how = Type it like this: **message { $wijk } There is coffee in the library on Friday**. To everybody: **message all …**

## Who does what
help-afspraken = see who does what
help-afspraken-more = See what was agreed: who does what, and within which time. **who does what** works too.
help-afspraken-example = duties
duties-title = **Who does what**
duties-none = There are no agreements in the programme yet. The administrator puts them into the programme file, as [[duty]].
duty-line = **{ $owner }**: { $what }
duty-line-within = **{ $owner }**: { $what }, within { $days ->
    [one] 1 day
   *[other] { $days } days
}
duty-owner-ambassadeur = Ambassadors
duty-owner-community-manager = Community manager
duty-owner-wijkagent = Police
duty-owner-onderzoeker = Researchers
duty-owner-beheerder = Administrator
job-monthly-duties = The monthly line on agreements
duty-kept-title = **Agreements kept in { $month }**
duty-kept-line = { $owner }: { $what }: { $result }
duty-kept-all = always
duty-kept-of = { $kept } of { $of }
duty-kept-some = not always yet
duty-kept-nothing = not needed this month

## Settings
setting-title = **This is how things are set**
setting-line = { $what }: { $value }
setting-footer = Something to change? Type for example: **setting monthly question first working Tuesday 10:00**
setting-unknown = I do not know that setting. Type **setting** to see what can be set, or for example: **setting language dutch**
setting-schedule-how = I do not understand that moment. Type it for example like this: **setting monthly question first working Tuesday 10:00**. Or with **every Monday 8:00** or **every day 16:00** behind it.
setting-language-how = I do not speak that language. Type: **setting language dutch** or **setting language english**
setting-reminders-how = Type: **setting reminders on** or **setting reminders off**
setting-quiet-how = I do not understand those hours. They go from evening to morning, for example: **setting quiet hours 20:00-9:00**
setting-language = Language
setting-language-nl = Dutch
setting-language-en = English
setting-reminders = Reminders
setting-on = on
setting-off = off
setting-quiet-hours = Quiet hours
schedule-first-working = first working { $day } { $time }
schedule-weekly = every { $day } { $time }
schedule-daily = every day { $time }
schedule-day-1 = Monday
schedule-day-2 = Tuesday
schedule-day-3 = Wednesday
schedule-day-4 = Thursday
schedule-day-5 = Friday
schedule-day-6 = Saturday
schedule-day-7 = Sunday

## Overviews
help-overzicht = see how a neighbourhood is doing
help-overzicht-more = See how a neighbourhood is doing: what was done, who take part, and what still waits for an answer.
help-overzicht-example = overview Moerwijk
digest-week-no-actions = no actions this week
digest-week-earlier = {" "}· weeks before: { $counts }
digest-week-still = Nothing yet this week: { $list }
digest-week-late = Waiting longer than agreed: { $list }. Please ask the wijkagent how things stand.
digest-week-suspended = **{ $name }** waits for you: the key changed. Call whether that is right, then type: **confirm { $user }**
digest-week-resting = I say nothing here now: { $list }. Ask the administrator to have a look.
digest-week-list = On the waiting list: { $count ->
    [one] 1 person
   *[other] { $count } people
}. Type **waitinglist** for the names.
digest-week-activities = Activities in the next two weeks: { $list }
digest-week-ideas = { $count ->
    [one] 1 shared idea waits
   *[other] { $count } shared ideas wait
} for a lesson. Type: **library**
digest-week-next = Coming up: { $list }
digest-week-date = { $what } on { $day }
digest-week-quiet = Not heard of for a while: { $list }. A call or a coffee together often helps. Taking a break is fine too.
digest-week-quiet-more = {" "}and { $count } more
overview-title = **{ $wijk }**, the last seven days
overview-none = In the last { $weeks } weeks no actions were noted here.
overview-people = Ambassadors: { $list }

## A new municipality
job-first-days = The tips for the first weeks
start-title = **This is how you begin**
start-done = ✅ { $what }
start-todo = ⬜ { $what }
start-wijk = a neighbourhood that takes part
start-wijk-how = Next step: choose your first neighbourhood. Type for example: **wijk new Moerwijk**
start-ambassadeurs = two ambassadors
start-ambassadeurs-how = Next step: add your first ambassadors, at least two. Type for example: **ambassador add @anna:example.org { $wijk }**
start-wijkagent = a wijkagent
start-wijkagent-how = Next step: the wijkagent, who gets the signals. Type for example: **role @bram:example.org wijkagent**
start-dates = agreed times
start-dates-how = Next step: agree when I send the monthly question. Type for example: **setting monthly question first working Tuesday 10:00**
start-duties = agreements on paper
start-duties-how = Next step: what was agreed. The administrator puts it into the programme file, as [[duty]]. Then type: **who does what**
start-message = a first message
start-message-how = Next step: welcome your ambassadors. Type for example: **message { $wijk } Welcome everybody! Type help to begin.**
start-ready = Everything is ready. Enjoy your first neighbourhood!
start-week-1 = You began a week ago. Tip: call all ambassadors this week. Did it work with Element? **invitation** gives an explanation to send on.
start-week-2 = You began two weeks ago. Tip: do one small thing together, such as handing out flyers in the library. Beginning together is easier.
start-week-4 = You began a month ago. Tip: see with **overview** how things go, and tell your ambassadors what you liked.
start-week-8 = You began two months ago. Tip: ask the wijkagent what was done with the signals. Send that to the neighbourhoods with **message all**.
start-week-12 = You began almost three months ago. Tip: bring everybody together. What works? What can go? Is there a second neighbourhood that wants to take part?

# The pictures of the weekly digest
digest-chart-actions = Actions per wijk
digest-chart-signals = Signals per trick
digest-chart-weeks = Number per week, from { $from } to { $to }
digest-chart-note = Striped, 1-4: a small number. So nobody can be recognised.
digest-chart-others = { $count ->
    [one] 1 other together
   *[other] { $count } others together
}
