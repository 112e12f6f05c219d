# What the bot can do: help, actions, signals, management and digests.

## Help
help-title = This is what you can do here:
help-line = **{ $word }**: { $what }
help-footer = Want to know more? Type for example: **help { $word }**
help-of-one = { $more }
    Example: **{ $example }**
help-unknown = I do not know that word. Type **help** for everything that works here.
help-of-others = Only { $roles } can do this, in { $rooms }.
help-nothing = There is nothing to type here. Look in { $rooms }.

help-hulp = shows what you can do
help-hulp-more = Type **help** for everything you can do here. Add a word to read more about it.
help-hulp-example = help action
help-actie = note what you did for the neighbourhood
help-actie-more = Note an action in one line: what did you do, and how many people did you reach? Type only **action** and I ask step by step. Nothing done is fine too: **action nothing**
help-actie-example = action flyers 40
help-signaal = report a trick of swindlers
help-signaal-more = Report what happened, never who did it. I show you first what I will send. Danger now? Call 112.
help-signaal-example = signal fake police officer at the door
help-ongedaan = take back your last action or signal
help-ongedaan-more = Take back your last action or signal, or an earlier one by its number. Removing your own message works too. In the management room this undoes the last decision.
help-ongedaan-example = undo A-12
help-volg = get a ping for new signals
help-volg-more = Follow a neighbourhood, a district, a trick or everything. You get a ping for each new signal. Less often? Put **daily** or **weekly** behind it. Type only **follow** to see what you follow.
help-volg-example = follow Moerwijk
help-ontvolg = stop the pings
help-ontvolg-more = Stop following a neighbourhood, a trick or everything.
help-ontvolg-example = unfollow Moerwijk
help-gezien = say that you have seen a signal
help-gezien-more = Say that you have seen a signal. The reporter hears it. Tapping 👀 below the signal works too.
help-gezien-example = seen 12
help-afgehandeld = close a signal with an outcome
help-afgehandeld-more = Close a signal. The reporter hears the outcome. Without an outcome I give you a list.
help-afgehandeld-example = closed 12
help-wijk = begin, rename or close a neighbourhood
help-wijk-more = Begin a neighbourhood with a room of its own: **wijk new Moerwijk**. Another name: **wijk rename Moerwijk to Moerwijk-Zuid**. Stopping: **wijk close Moerwijk**. Beginning again: **wijk open Moerwijk**. I show first what I will do.
help-wijk-example = wijk new Moerwijk
help-ambassadeur = add an ambassador, or take somebody away
help-ambassadeur-more = Add somebody to a neighbourhood: I send the invitation. With **move** somebody goes to another neighbourhood, with **remove** somebody stops. Several neighbourhoods are fine too. I show first what I will do.
help-ambassadeur-example = ambassador add @anna:example.org Moerwijk
help-bevestig = confirm somebody with a new phone
help-bevestig-more = When somebody's key has changed I ask you to call. Is it right? Then confirm with this word.
help-bevestig-example = confirm @anna:example.org
help-digest = send the weekly digest now
help-digest-more = Send the weekly digest now, with what happened in the last seven days. Signals are counted from Monday to Sunday.
help-digest-example = digest

## Actions
action-logged = Thank you! Noted as **{ $label }**: { $what }.
    Not right? Edit your message, or type: **undo { $label }**
action-nothing = Thank you for letting me know. Noted as **{ $label }**. Nothing this month is fine.
action-corrected = Changed. **{ $label }** is now: { $what }.
action-withdrawn = **{ $label }** has been taken back.
action-audience = for { $audience }
action-day = on { $day }
action-which = What kind of action was it? Type the number.
action-how-many = About how many people did you reach? Type a number, or **don't know**.

## Signals
signal-after-112 = Is the danger over? Type **yes** if I may make a signal of it, or **no**.
signal-if-now = Is it happening now? **Call 112.**
signal-bank-first = **Call the bank first.** The number is on the card or in the app.
signal-how = How did it come in? Type the number, or **don't know**.
signal-what = What was it? Type the number.
signal-what-else = Something else
signal-what-unsure = I am not sure yet what it was. Type the number.
signal-how-many = How many people did this happen to? Type a number, or **don't know**.
signal-money = Was money lost? Type the number.
signal-preview = This goes to the signal room of the police and the municipality:

    { $card }

    Is it right? Type **yes** to send, or **no** to stop.
signal-preview-again = This is how it will stand in the signal room:

    { $card }

    Is it right? Type **yes** to change it, or **no** to leave it as it is.
signal-corrected = **{ $label }** has been changed, in the signal room too.
signal-not-corrected = All right, **{ $label }** stays as it was.
signal-sent = Sent as **{ $label }**. Thank you! You will hear here what is done with it.
    Advice for this trick: { $advice }
signal-not-sent = All right, I send nothing.
signal-withdrawn = **{ $label }** has been taken back and no longer counts.
signal-personal = I do not take over names, numbers or addresses. Keep those for your report to the police.
signal-person = I do not take over what somebody is called or looks like. It is about the trick.
signal-private-here = Thank you for reporting this. I would rather talk about it in private. I have sent you a message.
signal-private =
    { $advice }
    Do not tell me details. May I count this, without neighbourhood and without name? Type **yes** or **no**.
signal-private-counted = Thank you. I count it as **{ $label }**. Nothing else goes to others.

signal-card = **{ $label }** · { $wijk } · { $phenomenon }
    How: { $channel } · People: { $count } · Money lost: { $loss } · Day: { $day }
    State: { $state }
signal-count-unknown = unknown
signal-loss-geen = no
signal-loss-onbekend = unknown
signal-loss-tot-100 = yes, less than 100 euros
signal-loss-tot-1000 = yes, 100 to 1,000 euros
signal-loss-tot-10000 = yes, 1,000 to 10,000 euros
signal-loss-boven-10000 = yes, more than 10,000 euros
signal-money-geen = No, no money lost
signal-money-onbekend = I do not know
signal-money-tot-100 = Yes, less than 100 euros
signal-money-tot-1000 = Yes, 100 to 1,000 euros
signal-money-tot-10000 = Yes, 1,000 to 10,000 euros
signal-money-boven-10000 = Yes, more than 10,000 euros
signal-state-nieuw = new
signal-state-gezien = seen
signal-state-afgehandeld = closed, { $handling }

signal-room-welcome = Welcome to the signal room. Signals about tricks of swindlers come here, without names. **The police do not read along live. Emergency? Call 112.** Type **help** to see what you can do here.

## Handling
handling-seen = Thank you. The reporter of **{ $label }** hears that it was seen.
handling-seen-already = **{ $label }** was seen already. The reporter knows.
handling-reporter-seen = Your signal **{ $label }** has been seen. Thank you for reporting.
handling-reporter-closed = Your signal **{ $label }** is closed. { $line }
handling-which = With which outcome? Type the number.
handling-closed = **{ $label }** is closed: { $handling }. The reporter hears it.
handling-number = Which signal do you mean? Add the number, for example: **{ $example }**
handling-unknown = I do not know signal { $number }. Look at the number behind the S, for example: **{ $example }**

## Following
follow-started = You now follow **{ $what }**. You get a ping for each new signal.
follow-already = You follow **{ $what }** already.
follow-stopped = You no longer follow **{ $what }**.
follow-not = You did not follow **{ $what }**. Type **follow** to see what you follow.
follow-list = You follow: { $list }.
follow-none = You follow nothing yet. Type for example: **follow everything**
follow-unknown = I do not know that neighbourhood or trick. Type for example: **follow { $example }**
follow-everything = everything

## Undo
undo-done = **{ $label }** has been taken back.
undo-nothing = There is nothing to take back. You can also give a number, for example: **undo A-12**
undo-unknown = { $label } is not yours, or is gone already. Look at the number, for example: **undo A-12**

## Management
wijk-there = **{ $wijk }** takes part already.
wijk-how = Type it like this: **wijk new Moerwijk**. Or with **rename**, **close** or **open**.
wijk-several = "{ $name }" is a district with several neighbourhoods: { $names }. Choose one, for example: **wijk new { $example }**
wijk-unknown = The neighbourhood "{ $name }" is not in my list of CBS neighbourhoods. Add its code, for example: **wijk new WK051836 Moerwijk**
ambassadeur-there = **{ $name }** is an ambassador in **{ $wijk }** already.
ambassadeur-how = Type it like this: **ambassador add @anna:example.org { $wijk }**
ambassadeur-wijk = The neighbourhood "{ $name }" does not take part yet. Type first: **wijk new { $name }**
confirmed = **{ $name }** is confirmed and can go on.
confirm-how = Type it like this: **confirm @anna:example.org**
confirm-unknown = That person is not on the list. Check the name, for example: **confirm @anna:example.org**
confirm-self = You cannot confirm yourself. Ask another manager.

## Digests
job-weekly-digest = The weekly digest
job-daily-digest = The daily digest
digest-week = **Week of { $from } to { $to }**
digest-week-wijk = **{ $wijk }**: { $actions }
digest-week-actions = { $count ->
    [one] 1 action
   *[other] { $count } actions
} ({ $kinds })
digest-week-reach = { $kind }, { $reach }
digest-week-none = No actions noted yet.
digest-week-signals = Signals{ $days }:
digest-week-signals-none = Signals{ $days }: none
digest-week-open = Still waiting for the police: { $list }
digest-week-attention = This needs you: { $parked } set aside, { $unreadable } unreadable.
digest-signals-of = { $phenomenon } { $count }
digest-day = **Digest of { $day }**
digest-day-line = { $wijk }: { $signals }
digest-day-open = Still open: { $list }

# Early warning: a burst in words
burst = { $count } reports of { $phenomenon } { $place } since { $since }, usually { $usual }
burst-in-wijk = in { $area }
burst-in-neighbours = in and around { $area }
burst-in-stadsdeel = in stadsdeel { $area }
burst-in-city = in the whole gemeente
usual-week = { $count } a week
usual-month = { $count } a month
usual-year = { $count } a year
usual-never = hardly ever
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## Conversation: answering the monthly question, several signals in one message, and the language
action-meant = I read an action: { $what }. Is that right? Type **yes** or **no**.
action-not-meant = All right, I note nothing. Was it an action after all? Type for example: **action flyers 40**
action-month = in { $month }
signal-several = I read { $count } things. This goes to the signal room of the police and the municipality:

    { $cards }

    Is that right? Type **yes** to send all, or **no** to stop. Type **only 1** if only the first is right.
signal-several-sent = Sent as **{ $labels }**. Thank you! You hear here what becomes of it.
signal-several-corrected = **{ $labels }** are changed, also in the signal room.
signal-several-edited = This message became **{ $labels }**. Is one of them wrong? Take it back with **undo** and its number, and report it again.
signal-stays = **{ $label }** still counts.
signal-others-later = I begin with the most sensitive one. Please report the others after it.
help-taal = choose the language of my answers to you
help-taal-more = Choose the language in which I answer you: Dutch or English.
help-taal-example = language Dutch
help-kamertaal = choose the language of this room
help-kamertaal-more = Choose the language in which I speak in this room. Who chose a language gets answers in that one.
help-kamertaal-example = roomlanguage Dutch
language-nl = Dutch (Nederlands)
language-en = English (Engels)
language-own = In which language shall I answer you? Type the number.
language-own-set = All right, from now on I answer you in English.
language-room = Which language shall I speak in this room? Type the number.
language-room-set = All right, from now on I speak English in this room.
