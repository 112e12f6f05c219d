# Early warning: the alarm, and what overviews show of signals.

help-alarm = look at an alarm, and choose what to do
help-alarm-more = Do many reports of one trick come at once? Then you see an alarm here. Type its number and choose what to do. Type only **alarm** for the list.
help-alarm-example = alarm 12

## The alarm
job-early-warning = Counting reports
alarm-text = **Alarm { $number }**: { $burst }. { $people } people reported or saw it.
alarm-choice-warn = warn
alarm-choice-ask = ask the reporters
alarm-choice-dismissed = do nothing
alarm-how = What do you do? Answer this message with a number. Or type: **alarm { $number }**
alarm-is-open = Nothing was chosen yet.
alarm-is-warn = Chosen: warn.
alarm-is-ask = Chosen: ask the reporters.
alarm-is-dismissed = Chosen: do nothing. Reason: { $reason }.
alarm-lapsed = **Alarm { $number }** is no longer valid. Reports were corrected or taken back.
alarm-everywhere = all
alarm-unknown-trick = something unknown
alarm-how-warn = Good. Type in the signal room: **waarschuw { $area } { $phenomenon }**
alarm-how-ask = Good. Type in the signal room, for example: **vraag { $first }**
    It is about: { $list }
alarm-why = Why is nothing needed?
alarm-why-news = this trick was in the news
alarm-why-same = it is the same case each time
alarm-why-known = something was done already
alarm-why-mistake = the reports are wrong
alarm-why-other = another reason
alarm-dismissed = Good, nothing is done about alarm { $number }. The reason is with it.
alarm-unknown = There is no alarm { $number }. Type **alarm** for the list.
alarm-list = **Alarms of the last eight weeks**
alarm-line = Alarm { $number }: { $burst }. { $state }
alarm-none = There are no alarms now.

## Signals in overviews
digest-week-days = {" "}from { $from } to { $to }
digest-week-trick = - { $phenomenon } { $count } ({ $places }){ $earlier }
digest-week-tricks-more = - and { $count ->
    [one] 1 other trick
   *[other] { $count } other tricks
}
digest-week-sensitive = Whole municipality in { $month }: { $signals }
digest-week-alarms = Alarms this week: { $list }
digest-day-signals = { $phenomenon } { $list }
overview-signals = Signals in { $area } from { $from } to { $to }: { $signals }
duty-kept-most = mostly
duty-kept-half = about half of the time
duty-kept-few = mostly not yet
