# The month of an ambassador: the question, pause, goal, together, recap, thanks and one's own overview.

help-niets-deze-maand = say that this month does not suit you
help-niets-deze-maand-more = Does this month not suit you? Let me know, and I will not come back to it. You need not say why.
help-niets-deze-maand-example = nothing this month
help-pauze = take a break for a while
help-pauze-more = I leave you alone until a day that you choose. You need not say why. Back sooner? Type **pause stop**. Type only **pause** and I ask how long.
help-pauze-example = pause 3 weeks
help-doel = choose a goal for yourself or the neighbourhood
help-doel-more = Choose a goal: how many times, what, and before when. Only you see your own goal. With **goal neighbourhood** you propose one for all; somebody else must agree. To stop: **goal stop**
help-doel-example = goal 3 coffee mornings before Christmas
help-samen = count an action for who joined in too
help-samen-more = Did you do an action together? Name who joined in. If they say yes, it counts for you both. You can do it at once: **action coffee morning 12 together with @ans**
help-samen-example = together with @ans
help-mijn = see your actions, signals, goal and pause
help-mijn-more = See your own actions and signals, and what was done with them. Also your goal and your pause. I send it in private.
help-mijn-example = mine

sent-in-private = I have sent you a private message.

## Monthly question
job-monthly-prompt = The monthly question
prompt-month = Hello ambassadors of { $wijk }! A new month, with three small ideas:
    { $ideas }
    Will you do one? Type the number, or tap it. Something else is just as good.
    Did you do something in { $last }? Reply to this message, for example: **flyers, 40 pieces**
    Not now? That is fine. Tap 💤, or type: **nothing this month**
month-which = Which idea do you choose? Type the number. Or type: **nothing this month**
month-answer = Your answer to the monthly question
month-idea-chosen = Great! I will remember for you: { $idea }
    Done? Then type for example: **{ $example }**
month-nothing = Thank you for letting me know. Nothing this month is fine. I will not come back to it.

## Reminder
job-month-letters = The reminder of the month
month-reminder = Hello { $name }. Will you do something small in { $wijken } in { $month }? A chat with a neighbour counts.
    Do you mean to? Tap 👍. Does it not suit you now? Tap 💤. Both are fine.
    Done already? Type for example: **action chat 2**
    I ask this only once this month.
month-counted-in = Great! Done? Then type for example: **action chat 2**
month-not-now = Fine. I will not ask you anything until { $day }. A longer rest? Type for example: **pause 3 weeks**
month-how-it-went = Hello { $name }. In { $month } you chose this idea: { $idea }
    Did it work out? Then type for example: **{ $example }**
    Did it not come to that? Never mind. Then you need not do anything.
month-how-it-went-something = Hello { $name }. In { $month } you wanted to do something small.
    Did it work out? Then type for example: **{ $example }**
    Did it not come to that? Never mind. Then you need not do anything.

## Pause
job-pause-ends = The end of pauses
pause-label = Your pause
pause-begun = Good, I will leave you alone until { $day }. You need not say why. Back sooner? Type: **pause stop**
pause-is = You have a pause until { $day }. Back sooner? Type: **pause stop**
pause-stopped = Welcome back! Your pause is over.
pause-none = You had no pause. Would you like one? Type for example: **pause 3 weeks**
pause-how = Until when would you like a pause? Type for example: **pause 3 weeks** or **pause until 1 March**
pause-too-long = A pause lasts a year at most. Away for longer? Tell the community manager. Or type for example: **pause until 1 March**
pause-how-long = How long would you like a pause? Type the number.
pause-14 = Two weeks
pause-30 = A month
pause-91 = Three months
pause-over = Your pause is over. Good to have you back! There is nothing to catch up on. A longer rest? Type: **pause**

## Goal
job-goal-ends = The end of goals
goal-label = Your goal
goal-of-kind = { $target } times { $kind }, before { $day }
goal-of-any = { $target } actions, before { $day }
goal-line = Your goal: { $goal }. So far { $done } of { $target }.
goal-line-wijk = Goal of the neighbourhood: { $goal }. So far { $done } of { $target }.
goal-set = A fine goal: { $goal }. Only you see this. Every month you hear how it stands. To stop: **goal stop**
goal-none = You have no goal of your own now. Would you like one? Type for example: **goal 3 coffee mornings before Christmas**
goal-stopped = Good, your goal is gone. A new one is always welcome.
goal-how = Say how many times, what, and before when. Type for example: **goal 3 coffee mornings before Christmas**
goal-counts-actions = A goal counts actions, not flyers or people. Choose a number from 1 to 100. Type for example: **goal 3 coffee mornings before Christmas**
goal-too-far = Choose a day within a year. Type for example: **goal 3 coffee mornings before Christmas**
goal-in-wijk = You choose a goal for the neighbourhood together, in its room. Type there for example: **goal neighbourhood 10 actions before summer**
goal-for-manager = A goal of one's own is for ambassadors. A goal for the neighbourhood works in its room: **goal neighbourhood 10 actions before summer**
goal-proposed = { $name } proposes a goal for the neighbourhood: { $goal }.
    Will you join? Tap 👍. Then it is a goal for all of us.
goal-taken-back = This proposal for a goal was taken back.
goal-wijk-set = Agreed! Goal of the neighbourhood: { $goal }. Every month you see here how it stands.
goal-wijk-none = The neighbourhood has no goal now. A proposal? Type for example: **goal neighbourhood 10 actions before summer**
goal-wijk-stopped = The goal of the neighbourhood is gone. A new one is always welcome.
goal-wijk-not-yours = You chose this goal together. Who proposed it or the community manager can take it away.
goal-reached = You reached your goal: { $goal }. Congratulations! Treat yourself to something nice.
goal-some-done = The time for your goal is over: { $goal }. You did { $done }. That is { $done } more than nothing. Thank you!
goal-none-done = The time for your goal is over: { $goal }. It did not come to that, and never mind. A smaller goal is fine too.
goal-wijk-reached = The neighbourhood reached its goal: { $goal }. You did that together. Congratulations!
goal-wijk-some-done = The time for the neighbourhood's goal is over: { $goal }. Together you did { $done }. Thank you! A new goal is welcome: **goal neighbourhood 10 actions before summer**
goal-wijk-none-done = The time for the neighbourhood's goal is over: { $goal }. It did not come to that, and never mind. A smaller goal is fine too.

## Together
together-ask = { $name }, did you do **{ $label }** ({ $what }) together with { $maker }? Tap 👍 or 👎, or type **yes** or **no**. After a yes it counts for you both.
together-asked = I am asking { $names }. After a yes **{ $label }** counts for you together.
together-agreed = { $maker } and { $name } did **{ $label }** ({ $what }) together. Nice!
together-declined = Good. **{ $label }** ({ $what }) is { $maker }'s.
together-unknown = I do not know whom you mean by { $name }. I look among the ambassadors of this neighbourhood. Type it in the neighbourhood's room, with the name after an @. For example: **together with @ans**
together-how = With whom did you do it? Type for example: **together with @ans**
together-no-action = First note what you did together. For example: **action coffee morning 12 together with @ans**

## Recap and thanks
job-monthly-recap = The recap of the month
recap-title = **Together in { $month }, { $wijk }**
recap-actions = { $count ->
    [one] Together you did 1 action for your neighbours:
   *[other] Together you did { $count } actions for your neighbours:
}
recap-kind = - { $count } times { $kind }
recap-kind-reach = - { $count } times { $kind } ({ $reach })
recap-no-actions = No actions were noted. That is fine: your neighbours know where to find you.
recap-signals = Signals in { $area }: { $count }.
recap-signals-done = This is what police and municipality did with them: { $done }.
recap-signals-wait = The police and the municipality are still looking at them.
recap-next = The next monthly question comes on { $day }.

job-thanks = The word of thanks
thanks-3 = That was your third action. Thank you! Three times you helped your neighbours stay ahead of swindlers.
thanks-6 = You did six actions already. How good to have you. Your neighbours are lucky.
thanks-12 = Twelve actions! Twelve times you did something for somebody else. Thank you so much.
job-notes = Small messages

## One's own overview
mine-actions = { $count ->
    [one] **Your action**
   *[other] **Your { $count } actions**
}
mine-no-actions = You have not noted any actions yet. Something small counts too: **action chat 2**
mine-action = { $label }, { $day }: { $what }
mine-together = together
mine-signals = { $count ->
    [one] **Your signal**
   *[other] **Your { $count } signals**
}
mine-no-signals = You have not reported any signals yet.
mine-signal = { $label }, { $day }: { $what }. State: { $outcome }.
mine-counted = counted
mine-new = sent
mine-seen = seen
mine-closed = closed
mine-more = and { $count } from before
mine-pause = You have a pause until { $day }. Back sooner? Type: **pause stop**
