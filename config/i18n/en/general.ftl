# What comes back everywhere: roles, rooms, and answers to what is not possible.

or = {" "}or{" "}
and = {" "}and{" "}

role-ambassadeur = a digital ambassador
role-community-manager = a community manager
role-wijkagent = a community police officer
role-onderzoeker = a researcher
role-beheerder = an administrator

room-kind-wijk = your neighbourhood's room
room-kind-signaal = the signal room
room-kind-beheer = the management room
room-kind-prive = a private chat with me
room-kind-ruimte = the group

room-private-name = wijkbode
room-space-name = Digital ambassadors { $gemeente }
room-space-topic = The rooms of the digital ambassadors in { $gemeente }.
room-wijk-topic = Digital ambassadors in { $wijk }. Emergency? Call 112. Type help to see what I can do.
room-signal-name = Signal room { $gemeente }
room-signal-topic = Signals from the neighbourhoods. The police do not read along live. Emergency? Call 112.
room-management-name = Management digital ambassadors { $gemeente }
room-management-topic = Manage neighbourhoods and ambassadors here. Type help to see how.

no-role = You are not on the list of digital ambassadors yet. Ask the community manager of the municipality to add you.
wrong-role = Only { $roles } can do this. Type **help** to see what you can do.
wrong-wijk = You are an ambassador of another neighbourhood. Do this in the room of your own.
wrong-room = This works in { $rooms }. Type **help** to see what works here.

call-112 = **Call 112 now.** I am not an emergency service and the police do not read along live.

which-wijk = For which neighbourhood is this? Type the number.
no-wijk = You are not an ambassador of a neighbourhood yet. Ask the community manager to add you.

not-encrypted = Your message was not encrypted, so I do nothing with it. Please send it again from Element.
not-signed = Your phone or computer is not verified yet. This is how:
    1. Open Element, tap your picture and choose **Settings**.
    2. Choose **Security** or **Encryption**, and then **Verify**.
    3. Type your recovery key, or use another device. Then send your message again.
not-proven = I cannot make sure that this message is yours. Would you send it again?
verify-hint = Tip: your phone is not verified yet. You can simply go on. This is how to verify it:
    1. Open Element, tap your picture and choose **Settings**.
    2. Choose **Security** or **Encryption**, and then **Verify**.
    3. Type your recovery key, or use another device.
identity-changed = The key of your account has changed. A community manager has to confirm you first. They already know.
identity-changed-managers = The key of { $name } has changed. A new phone can do that. Please call to make sure, then type: **confirm { $user }**

not-understood = I do not understand that. Type **help** to see what I can do.
only-emoji = I only read words. Type **help** to see what I can do.
too-long = Your message is too long for me. Tell it in a few sentences, for example: **{ $example }**
no-media = I do not keep photos, recordings or files. Tell in a few words what happened, without names. For example: **signal hi mum on WhatsApp**
unreadable = I could not read this message. This usually helps:
    1. Close Element completely, and open it again.
    2. Send your message again.
    3. Does it still not work? Send it to me in a private chat.

gap-closed = I may have missed messages. Was there something for me? Then please send it again.

parked = Something went wrong on my side with this message. It is kept and the community manager will look. You do not have to do anything.
parked-managers = I could not handle a message in { $room }. It is set aside. Ask the administrator to look in the log.

bad-choice = Type the number of your choice:
    { $choices }
    Back to the question before: **back**. You can also stop: **stop**
bad-count = Type a number, for example **5**. Or type: **don't know**
bad-when = Type a day and a time, for example: **Friday 10:00** or **12 November 14:00**
bad-agree = Type **yes** or **no**. You can also stop: **stop**
bad-confirm = Type exactly **yes** or **no**. Something to mend? Type **back**.
bad-confirm-all = Type exactly **yes** or **no**, or for example **only 1**.
answer-last = I am waiting for an answer to my last question. You can also stop: **stop**
too-late = This question was a while ago. Feel free to start again, for example: **{ $example }**
stopped = All right, I stop. Nothing was noted or sent.

trouble-gone = I am no longer in the room "{ $room }". I say nothing there until you invite me again.
trouble-false-successor = The room "{ $room }" points to a new room that does not belong to it. I leave that one and say nothing more in the old room. Please find out who did this, or ask the administrator.
trouble-plain = The room "{ $room }" is not encrypted. I say nothing there. Turn encryption on, or let me make a new room.
trouble-stranger = Somebody without a role for it is in "{ $room }": { $user }. I send nothing there until that is solved. Give this person a role, or remove them from the room.

job-skipped = { $name } of { $day } was not sent: I was not at work then. It will not come any more.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

day = { $day } { $month }
pieces = { $count } pieces
counted = { $count } { $unit }

# Forms: back, on, more choices, and going on in private.
form-more = More choices
form-first = This is the first question. You can also stop: **stop**
form-back = Back. You answered: **{ $answer }**. Type **next** to leave it so.
    { $question }
form-yes = yes
form-no = no
form-dont-know = don't know
form-where = I have some more questions. Where shall we go on? Type the number.
form-here = Here in the room
form-private = In a private chat with me
form-private-offer = Rather without others reading along? Type **private**.
form-goes-private = All right, I ask you my questions in a private chat.

# wijkbode understand "text": what the bot understands, and why
understand-message = The message, without personal data: { $text }
understand-sure = The bot knows enough. It only asks whether this is right.
understand-unsure = The bot is in doubt. It lets the reporter choose.
understand-unknown = The bot does not know what happened. It asks with a menu.
understand-trick = { $label }: { $points } points
understand-because = - for it: { $words }
understand-against = - against it: { $words }
understand-alike = - for it: it is like examples ({ $points } points)
understand-channel = How it came in: { $channel }
understand-count = Number of people or times: { $count }
understand-date = When: { $date }
understand-outcome = How it ended: { $outcome }
understand-loss = Money lost: { $euros } euro
understand-urgent = Urgent: yes. The bot first says: call 112.
understand-calm = Urgent: no
understand-span = { $from } to { $to }
understand-unsaid = not said

# Polls
poll-words = { $question }
    { $answers }
    No buttons? Update Element, or open it on a computer.
poll-result = **Result:** { $question }
    { $lines }
poll-line = { $answer }: { $votes ->
    [0] no votes
    [one] 1 vote
   *[other] { $votes } votes
}
poll-spoilt = { $count ->
    [one] 1 vote does not count: the choice was not valid.
   *[other] { $count } votes do not count: the choice was not valid.
}
poll-unreadable = { $count ->
    [one] 1 vote could not be read. It does not count.
   *[other] { $count } votes could not be read. They do not count.
}

# Months below a picture
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
