# The course of a signal: states, what others saw, merging, and who still waits

help-oppakken = say that you start working on a signal
help-oppakken-more = Say that you start working on a signal. Whoever reported it hears that.
help-oppakken-example = pickup 12
help-gewaarschuwd = say that the neighbourhood was warned
help-gewaarschuwd-more = Say that the neighbourhood was warned about this trick. Whoever reported it hears that.
help-gewaarschuwd-example = warned 12
help-verloop = see what was done with a signal
help-verloop-more = See each step of a signal: when, in which role, and when the next step is due. Without names.
help-verloop-example = history 12
help-samenvoegen = merge signals about the same thing
help-samenvoegen-more = Merge signals that are about the same. They then count once. Whoever reported still hears everything. I show first what I will do. Use **undo** to turn it back.
help-samenvoegen-example = merge 12 14

signal-card-also = Was part of it: { $list }
signal-card-more = Also told: { $list }
signal-card-reporters = Reporters: { $count }
signal-card-saw-it-too = Also seen by: { $count }
signal-card-not-right = Not right according to: { $count }
signal-aangifte-done = reported to the police
signal-state-in-behandeling = being worked on
signal-state-gewaarschuwd = the neighbourhood was warned
signal-state-merged = counts with { $label }

signal-saw-it-too = Neighbours: did you see this too, **{ $phenomenon }**? Tap 🙋. Is it not right? Tap 👎.

handling-taken-on = Thank you. The reporter of **{ $label }** hears that you are working on it.
handling-warned = Thank you. The reporter of **{ $label }** hears that the neighbourhood was warned.
handling-further = **{ $label }** is further already. State: { $state }.
handling-reporter-new = You will hear here what is done with it.
handling-reporter-in-progress = Somebody of the police or the gemeente is working on your signal **{ $label }**.
handling-reporter-warned = Because of your signal **{ $label }** the neighbourhood was warned. Thank you for reporting.
handling-reporter-merged = Your signal **{ $label }** is about the same as another signal. I have put them together.
mine-in-progress = being worked on
mine-warned = the neighbourhood was warned

course-reported = { $day }: reported
course-step = { $day }: { $state }
course-step-by = { $day }: { $state } (by { $role })
course-together = Counts with it: { $list }
course-due = The next step is due by { $day }.
course-late = The next step was due by { $day }. The reporter still waits.

step-merged = **{ $label }** counts with **{ $root }**. Whoever reported it hears that.
step-parted = **{ $label }** stands by itself again.
merge-how = Which signals are the same? Type for example: **merge 12 14**
merge-unknown = I do not know signal **{ $label }**. Look at the number behind the S.

job-signal-care = The morning message about signals
care-late = These reporters still wait for an answer: { $list }. Please ask the wijkagent how things stand. You can also close it in the signal room: **closed { $number }**
care-alike = Perhaps the same: { $list } ({ $phenomenon }, { $wijken }). Is that so? Then type: **merge { $numbers }**
digest-day-late = Waiting longer than agreed: { $list }
