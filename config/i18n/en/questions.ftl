# Questions about a signal, subscriptions in the signal room, its weekly figures, and the logbook.

help-vraag = ask the reporter a question from a list
help-vraag-more = Choose a question about a signal. The reporter answers in private, from a list. You do not hear who it is.
help-vraag-example = question 12
help-beantwoord = answer a question about your signal
help-beantwoord-more = The signal room can ask something about your signal. This shows the question again. You do not have to.
help-beantwoord-example = answer
help-abonnement = see what you follow and when you hear of it
help-abonnement-more = Shows what you follow, how often, when it is quiet, and who replaces you.
help-abonnement-example = subscription
help-stilte = choose hours in which nothing rings
help-stilte-more = In these hours nothing rings for you. You hear of it afterwards. To end it: **silence off**
help-stilte-example = silence 22:00 to 7:00
help-afwezig = let somebody else hear of what you follow
help-afwezig-more = Say until when you are away, and who replaces you. Back early? Type: **absent off**
help-afwezig-example = absent until 1 March with @anna:voorbeeld.nl
help-logboek = see who saw, changed or took what
help-logboek-more = Of a signal: **logbook S-12**. Of somebody: **logbook @bram**. Up to a day: **logbook 14 October**.
help-logboek-example = logbook

# The signal room asks
ask-which = What do you want to ask about **{ $label }**? Type the number.
ask-preview = This is what the reporter reads:

    { $question }

    Is that right? Type **yes** to ask it, or **no** to stop.
ask-sent = Asked. The answer about **{ $label }** comes here. After { $days } days the question ends by itself.
ask-not-sent = Fine, I ask nothing.
ask-waits = A question about **{ $label }** is still open. Please wait for that answer.
ask-enough = Enough was asked about **{ $label }**. I ask the reporter nothing more.
ask-not-now = I cannot ask anything about **{ $label }** now.
ask-gone = **{ $label }** was taken back. There is nothing left to ask.

# The reporter answers
asked = The signal room has a question about your signal **{ $label }** ({ $phenomenon }, { $day }).
    The question: **{ $question }**
    Type the number. You do not have to. I never ask for names, money or codes.
asked-later = The signal room has a question about your signal **{ $label }**. Do you have time? Then type: **answer { $number }**
asked-unknown = I don't know
asked-rather-not = Rather no answer
asked-preview = This goes back to the signal room, without your name:

    { $line }

    Is that right? Type **yes** to send it, or **no** to stop.
asked-line = **{ $label }** · { $question }: { $answer }
asked-sent = Sent. Thank you!
asked-not-sent = Fine, nothing was sent. Answer after all? Type: **answer**
asked-declined = That is fine. I only say that no answer will come.
asked-none = **{ $label }** · { $question }: no answer. That is allowed. Do not ask it in another way.
asked-over = The question about **{ $label }** is over. There is nothing left for you to do.
asked-over-late = This question is over. There is nothing left for you to do. Thank you!
asked-nothing = No question waits for you.

# Following
follow-started-daily = You now follow **{ $what }**. Every day at 16:00 you hear what is new.
follow-started-weekly = You now follow **{ $what }**. Every Monday at 8:30 you hear what is new.
follow-daily = { $what } (every day)
follow-weekly = { $what } (every week)
follow-stadsdeel = district { $name }
category-cybercrime = hacking and viruses
category-gedigitaliseerd = fraud online or by telephone
category-hybride = tricks at the door
bell = New, and followed by you: { $list }

quiet-set = Fine, nothing rings for you from { $hours }. You hear of it afterwards.
quiet-are = Quiet: { $hours }
quiet-none = Quiet hours: none
quiet-how = Type two times, for example: **silence 22:00 to 7:00**. To end it: **silence off**
away-is = You are away until { $day }. Nobody hears what you follow.
away-is-with = You are away until { $day }. **{ $name }** hears what you follow.
away-deputy = You replace **{ $name }** until { $day }.
away-how = Type until when, for example: **absent until 1 March with @anna:voorbeeld.nl**
away-who = That person cannot replace you. Choose somebody who works in this room and is there.
away-back = Welcome back. You hear what you follow yourself again.

# The weekly figures
job-signal-week = The weekly overview of the signal room
signal-week = **Signals from { $from } up to and including { $to }**
signal-week-none = No signals came in this week.
signal-week-wijk = { $wijk }: { $signals }
signal-week-more = There were signals in other neighbourhoods too.
signal-week-gemeente = The whole municipality, with the three weeks before:
signal-week-trick = { $trick } (before { $earlier }) – { $trend }
signal-week-up = more than usual
signal-week-down = less than usual
signal-week-same = about as usual
signal-week-answered = Of every 10 signals { $tenths } got an answer within { $days } days.
signal-week-median-hours = Half of them had an answer within { $hours } hours.
signal-week-median-days = Half of them had an answer within { $days } days.
signal-week-advised = Of every 10 reporters { $tenths } were advised to report it to the police.
signal-week-chart = Signals per trick, whole municipality
signal-week-chart-note = Hatched: not exact. I do not show small numbers exactly.

# The logbook
logbook = Logbook, newest first:
    { $lines }
logbook-empty = The logbook has nothing about that.
logbook-how = Type for example: **logbook**, **logbook S-12**, **logbook @bram** or **logbook 14 October**
logbook-reporter = the reporter
logbook-operator = at the computer
logbook-gone = somebody who left
audit-reporter-sent = reported a trick
audit-reporter-corrected = corrected the signal
audit-reporter-took-back = took the signal back
audit-question-asked = asked a question
audit-question-taken-back = took the question back
audit-reporter-answered = answered
audit-reporter-declined = would rather not answer
audit-reporter-took-answer-back = took the answer back
audit-answer = answered at { $command }
audit-tap-signal = tapped seen
audit-taken-back = took something back
audit-set = set
audit-remove = removed
audit-kind-fact = setting
audit-kind-follow = following of
audit-kind-organisation = organisation
audit-kind-person = person
audit-kind-role = role
audit-exported = wrote a file
audit-trained = confirmed the training
audit-reporter-ook-gezien = saw it too
audit-reporter-klopt-niet = said that it is not right
audit-signal-gezien = saw the signal
audit-signal-in-behandeling = took up the signal
audit-signal-gewaarschuwd = marked the signal as warned
audit-signal-afgehandeld = closed the signal
audit-warning-proposed = proposed a warning
audit-warning-agreed = agreed to the warning
audit-warning-withdrawn = withdrew the warning
audit-counts-taken-in = took in counts of another gemeente
audit-alarm-warn = chose: warn
audit-alarm-ask = chose: ask the reporters
audit-alarm-dismissed = chose: do nothing
audit-message-sent = sent a message
audit-confirmed = confirmed who somebody is
audit-agreed = agreed to the convenant
