# Beginning and stopping: welcome, agreement, training, lessons, the card.

help-les = take a short lesson, in two minutes
help-les-more = There are five short lessons. Each has one question. I do not keep who took which lesson.
help-les-example = lesson 1
help-akkoord = say that you accept the agreement
help-akkoord-more = This says two things. You accept the agreement for ambassadors. And you are 18 or older.
help-akkoord-example = agreed
help-training = say that you followed the training
help-training-more = Say that you followed the training. The community manager confirms it. Type just **training** for the next date.
help-training-example = training followed
help-afmelden = stop taking part
help-afmelden-more = You stop as an ambassador. I ask first whether you are sure. Taking a rest is fine too, you need not stop for that.
help-afmelden-example = unsubscribe
help-getraind = confirm that somebody followed the training
help-getraind-more = Confirm that somebody followed the training. Type just **trained** to see who waits for it.
help-getraind-example = trained @anna:example.org

onboarding-welcome = Welcome! Good that you take part in **{ $wijk }**.
    {""}**What I do:** you tell me what you did for the neighbourhood, or report a trick of scammers. Type **help** and I explain.
    {""}**What I keep:** your name and account, and what you note or report: kind, number and day. I do not keep ordinary talk.
    {""}**Who sees it:** people in the room of the neighbourhood see what you type there. The police officer sees the trick, never your name. This chat is only yours and mine.
    {""}**Stopping:** always possible. Type here **unsubscribe**. A month of nothing is fine too.
onboarding-ask = There is an agreement for ambassadors (version { $version }).{ $place }
    Do you accept it, and are you 18 or older? Then type: **agreed**
    A short lesson? Type: **lesson 1**
onboarding-ask-again = The agreement for ambassadors is new (version { $version }).{ $place }
    Do you accept it? Then type: **agreed**. You can simply go on meanwhile.
onboarding-ask-where = {" "}You can read it here: { $at }
onboarding-agreed = Thank you! Noted: you accept version { $version } of the agreement. And you are 18 or older.
onboarding-agreed-already = You had accepted version { $version } of the agreement already. Thank you!

training-next = The next training: { $next }. Did you follow it already? Type: **training followed**
training-later = The community manager tells you when the next training is. Did you follow it already? Type: **training followed**
training-noted = Good! The community manager looks at it. You hear from me.
training-waits = The community manager still looks whether you followed the training. You hear from me.
training-done = You followed the training. It is noted.
training-confirmed = Your training is confirmed. Thank you! Do you want to report a trick? Type for example: **signal hi mum by WhatsApp**
training-managers = { $name } says that the training was followed. Is that right? Then type: **trained { $user }**
trained = **{ $name }** followed the training. Noted, and told.
trained-already = That **{ $name }** followed the training was noted already.
trained-list = These wait for their training to be confirmed: { $names }. Type for example: **trained { $user }**
trained-none = Nobody waits for a training to be confirmed.
signal-after-training = Good that you want to report this. Reporting is possible after the training. { $offer }
    Does somebody need help now? Type to me in private: **refer**

lesson = **Lesson { $number }: { $title }**
    { $text }
    {""}**{ $question }** Type the digit.
lesson-right = Well done! { $why }
lesson-wrong = Nearly. The best answer is: **{ $right }**. { $why }
lesson-next = More? Type: **lesson { $number }**
lesson-last = This was the last lesson. Well done!
lesson-list = There are short lessons, each with one question:
    { $lessons }
    Type for example: **lesson 1**

leave-sure = Are you sure that you want to stop as an ambassador? You then leave the room of the neighbourhood.
    {""}**What goes:** your role, your agreement, your training and what you signed up for.
    {""}**What stays:** what you did and reported still counts. I still keep your name and account. The municipality can remove them.
    Type **yes** to stop, or **no** to stay.
leave-stays = Good that you stay! Doing nothing for a while is fine too.
leave-done = You are no ambassador any more. Many thanks for all you did. Do you want to take part again later? The community manager can add you again.
leave-managers = { $name } stopped as an ambassador in { $wijken }. A word of thanks is surely welcome. Taking part again? Type: **ambassador { $user } { $wijk }**

card = **{ $wijk } in short**
    Police officer: { $wijkagent }
    Community manager: { $manager }
    Next activity: { $next }
    Trick of the month: { $trick }. Want to know more? Type: **!info { $slug }**
card-nobody = nobody yet
card-no-activity = nothing planned yet. Organise something? Type: **!activity**
