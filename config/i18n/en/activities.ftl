# Activities: planning, signing up, reminding, finishing.

help-activiteit = plan an activity in your neighbourhood
help-activiteit-more = Plan an activity. I ask what, where and when. To move it: **!activity 3 Friday 14:00**. To call it off: **!activity 3 is off**
help-activiteit-example = !activity coffee morning library Friday 10:00
help-activiteiten = see which activities are to come
help-activiteiten-more = See which activities are to come, and how many people take part.
help-activiteiten-example = activities
help-agenda = put activities in the diary of your phone
help-agenda-more = Get a file with all activities. Tap it: then they are in the diary of your phone.
help-agenda-example = diary
help-peiling = let the wijk choose together
help-peiling-more = Let the wijk choose a day for your activity. Or choose what you do together this month: **!poll flyers, coffee morning**. After three days I count the votes.
help-peiling-example = !poll 3 Friday 10:00, Saturday 14:00
help-meedoen = sign up for an activity
help-meedoen-more = Sign up for an activity. Tapping ✋ below the activity works too.
help-meedoen-example = join 3
help-afzeggen = sign off from an activity
help-afzeggen-more = Sign off from an activity. Taking your ✋ away works too.
help-afzeggen-example = signoff 3
help-afronden = tell how your activity went
help-afronden-more = Tell how your activity went: how many people came and what worked. I note it as an action.
help-afronden-example = finish

activity = **Activity { $number }:** { $what }
    Will you come? Tap ✋ or type: **join { $number }**
    { $count ->
        [0] Nobody has signed up yet.
        [one] 1 person comes.
       *[other] { $count } people come.
    }
activity-off = **Activity { $number } is called off:** { $what }
activity-what-where-when = { $kind }, { $place }, { $day } at { $time }
activity-not-announced = Activity { $number } is in the diary and on the card of the wijk. I have said enough in this room for one month. Please tell the others yourself.
activity-announced = Activity { $number } is in the room of the neighbourhood. To move it, type for example: **!activity { $number } Friday 14:00**
activity-what = What will you do? Type the digit.
activity-where = Where is it? Type the digit.
activity-when = When is it? Type the day and the time, for example: **Friday 10:00**
activity-what-time = What time does it begin? Type for example: **10:00**
activity-which-day = On which day is it? Type for example: **Friday** or **12 November**
activity-past = That moment has passed. When is it? Type for example: **Friday 10:00**
activity-moved-to-past = That moment has passed. Choose a day that is still to come.
activity-unknown = I do not know that activity, or it has been. Type **activities** to see what is to come.
activity-of-another = Only who planned an activity can change it.
activity-how-to-change = To move it, type for example: **!activity { $number } Friday 14:00**. To call it off, type: **!activity { $number } is off**
activity-moved = Activity { $number } was moved. It is now: { $what }
activity-called-off = Activity { $number } is called off.
activity-signed-up = You take part: { $what }. You cannot come after all? Type: **signoff { $number }**
activity-signed-off = You signed off from activity { $number }.
activity-label = Activity { $number }
activities = This is to come:
    { $lines }
    Will you come? Type for example: **join { $number }**. In your diary? Type: **diary**
activities-line = { $number }. { $what } ({ $count ->
    [0] nobody yet
    [one] 1 person
   *[other] { $count } people
})
activities-none = Nothing is planned yet. Organise something? Type: **activity**
activity-reminder = Nearly there! Activity { $number }: { $what }. Who comes too? Tap ✋ at the announcement, or type: **join { $number }**
activity-how-was-it = How did it go? { $what }.
    How many people came? Type a number, or **don't know**. No time now? Type later: **finish**
activity-how-many = { $what }: how many people came? Type a number, or **don't know**.
activity-worked = What worked well? Type the digit.
activity-noted = Thank you! Noted as **A-{ $number }**. Good that you did this.
activity-nothing-to-finish = You have no activity that is still to be finished. Did you do something else? Type: **action**
job-activity-reminder = The reminder of an activity
job-activity-after = The question how an activity went

# Choosing together, and the diary
agenda = { $count ->
    [one] 1 activity for your diary.
   *[other] { $count } activities for your diary.
} Tap the file to open it.
peiling-day = Which day do we choose for activity { $number } ({ $kind })?
peiling-action = What do we do together this month?
peiling-moment = { $weekday } { $day } at { $time }
peiling-how = Give two to six choices, with commas between them. For example: **!poll flyers, coffee morning**
    To choose a day for activity 3? Type: **!poll 3 Friday 10:00, Saturday 14:00**
peiling-too-soon = That is too soon to vote first. Choose later days.
peiling-no-day = No day wins. Who planned the activity chooses: **!activity { $number } Friday 14:00**
peiling-action-chosen = Together this month: { $kind }. Done? Type for example: **{ $example }**
    To choose a day? Type: **activity**
peiling-no-action = No choice wins. Everybody just does what feels good.
