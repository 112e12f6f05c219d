# Warnings to wijken: proposing, agreeing, what came of them, and checking whether a message is real.

help-waarschuw = warn a wijk of a trick
help-waarschuw-more = Propose a warning: **warn Moerwijk nepagent**. I show first what I would send. Somebody else agrees. Type only **warn** for what holds now. **warn 7** shows what came of it. **warn stop 7** withdraws it.
help-waarschuw-example = warn Moerwijk nepagent
help-goedkeuren = agree to a warning
help-goedkeuren-more = Agree to a warning that somebody else proposed. Then it goes to the wijk.
help-goedkeuren-example = approve 12
help-doe-mee = note the action that goes with a warning
help-doe-mee-more = Did you do the action of a warning? Type **take part**, and how many people you spoke to. I note it at once.
help-doe-mee-example = take-part 12
help-echt = see whether a message is really mine
help-echt-more = Do you doubt whether a message is mine? I say which warnings there are now. You get a code too. The gemeente can look it up.
help-echt-example = really
help-code = see whether I gave a code
help-code-more = Does somebody call with a code? Type the code. I say whether it is mine, and to whom I gave it.
help-code-example = code K7M4-QX2P

warning-how = Type a wijk and a trick, for example: **warn { $wijk } nepagent**. A stadsdeel or **all** works too.
warning-not-you = In this gemeente somebody with another role sends warnings. The programme says so.
warning-not-this = I send no warning about this. Choose a trick that is not sensitive.
warning-same = In { $wijk } there is a warning about this trick already: **{ $label }**.
warning-enough = { $wijk } got { $count ->
    [one] 1 warning
   *[other] { $count } warnings
} this week. More is too much, so this one does not go there now.
warning-preview = **{ $label }** for { $wijken }. This is what the wijk will see:

    { $body }

    Below it stands this, to pass on:
    { $pass_on }

    I only send it when somebody else agrees: { $roles }. They type: **approve { $number }**
    That can be done until { $day } { $time }. Changed your mind? Type: **warn stop { $number }**
warning-body = **Take care in { $wijk }: { $trick }**
    { $what }
    What you can do: **{ $todo }**
    Call: { $call }. Is it happening now? Call **112**.

    This message is from wijkbode, on behalf of the gemeente { $gemeente }. It holds up to and including { $day }.
    In doubt? Type **really?**
    Seen it? Tap 👀. Told others? Tap 📣.
warning-idea = **Idea for this month:** { $idea } Done? Type: **take part**
warning-pass-on = Take care in { $wijk }: { $trick }. { $what } { $todo } Questions? Call { $name }: { $number }. Happening now? Call 112. (wijkbode, gemeente { $gemeente })
warning-pass-on-short = Take care in { $wijk }: { $trick }. { $todo } Questions? Call { $name }: { $number }. Happening now? Call 112. (wijkbode, gemeente { $gemeente })
warning-none = There is no warning now. Type for example: **warn all nepagent**
warning-list = Warnings:
    { $lines }
warning-line = - **{ $label }** · { $trick } · { $wijken } · { $state }
warning-state-voorgesteld = waits for somebody to agree
warning-state-verstuurd = holds up to and including { $day }
warning-state-ingetrokken = withdrawn
warning-state-voorbij = over
warning-signals = Reports behind it: { $labels }
warning-proposed-by = Proposed by { $roles }.
warning-agreed-by = Agreed to by { $roles }.
warning-unknown = I do not know warning { $label }, or it holds no longer. Type **warn** for the list.
warning-which = Which warning? Type for example: **warn stop 7**
warning-agree-which = Which warning? Type for example: **approve 7**
warning-agree-other = You proposed **{ $label }** yourself. Somebody else must agree: { $roles }.
warning-agree-side = **{ $label }** needs the word of { $roles }.
warning-old = This proposal is older than a day. Propose the warning again.
warning-not-sent = **{ $label }** does not go out. Nothing was sent.
warning-sent-already = **{ $label }** was sent already. To withdraw it, type: **warn stop { $number }**
warning-withdrawn = **{ $label }** is withdrawn. The wijken can read that it holds no longer.
warning-tap = your tap
warning-goes-at = It goes to the wijk on { $day } at { $time }. Now I leave people in peace.
warning-counts = **{ $label }** was sent. Delivered: { $delivered } of { $rooms } rooms. Seen: { $seen }. Told others: { $passed_on }. Actions: { $actions }.
    Withdraw it? Type: **warn stop { $number }**
warning-counts-withdrawn = **{ $label }** is withdrawn. Delivered: { $delivered } of { $rooms } rooms. Seen: { $seen }. Told others: { $passed_on }. Actions: { $actions }.
warning-counts-over = **{ $label }** is over. Delivered: { $delivered } of { $rooms } rooms. Seen: { $seen }. Told others: { $passed_on }. Actions: { $actions }.
warning-ended-withdrawn = The warning about { $trick } is withdrawn. Please do not pass it on any more.
warning-ended-over = The warning about { $trick } is over. Thank you for telling others.
warning-ended-pass-on = This message holds no longer. Please do not pass it on any more.
warning-action = Thank you! Noted as **{ $action }**: { $what }. It goes with warning { $label }.
    Not right? Type: **undo { $action }**
warning-action-how-many = Thank you! Noted as **{ $action }**: { $what }. It goes with warning { $label }.
    Do you know how many people it were? Then type for example: **take part 12**
    Not right? Type: **undo { $action }**
warning-or-activity = Did you mean an activity? Type **join { $activity }** and **undo A-{ $number }**.
warning-really = I am { $us }, the wijkbode of { $gemeente }. { $now }
    Want to be sure? Call the gemeente on a number that you had already. Give this code: **{ $code }**
    I never ask for money, a PIN or a password. Neither do the police.
warning-really-list = These warnings are mine now: { $list }.
warning-really-none = At this moment there is no warning of mine.
warning-code-how = Type the code behind it, for example: **code K7M4-QX2P**
warning-code-true = This code is mine. I gave it to { $name } in "{ $room }", on { $day } at { $time }. Is somebody else calling? Then do not trust it.
warning-code-false = This code is not mine, or older than a week. Somebody may pretend to be wijkbode. Ask where the code comes from.

trouble-pretender = In "{ $room }" somebody is called "{ $name }" ({ $user }). That looks like wijkbode or the police. See who it is. Is it not right? Remove this person from the room.

# The first answer to a signal
signal-report-crime = Every report to the police helps, also of an attempt. { $how }
signal-for-you = We are sorry that this happened to you. It is not your fault, it happens to many people. Victim support listens and helps for free: { $how }
shared-news = The gemeente { $gemeente } shares figures about { $period }: { $list }. Would you like to warn your wijken? Type in the signal room: **warn all { $trick }**
shared-item = { $trick } { $count }
