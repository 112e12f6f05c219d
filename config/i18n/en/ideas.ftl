# Ideas: what worked, sharing, the library.

help-idee = see what worked well elsewhere
help-idee-more = See what worked well elsewhere. Add for whom, or what you want to do. Type just **idea** for a list.
help-idee-example = !idea older people
help-deel = share what you did, so that others can do it too
help-deel-more = Share what you did with other neighbourhoods. I ask three things and first show what I share. Your name and neighbourhood are not in it.
help-deel-example = share A-12
help-bibliotheek = release shared ideas, with a lesson
help-bibliotheek-more = See which ideas wait. Add a lesson with the number: **library 4 Begin small**. To remove one: **library 4 remove**
help-bibliotheek-example = library 4 Begin small, with coffee

idea = **{ $kind }**, { $place }{ $audience }
    Needed: { $needed } · Time: { $duration } · Reach: { $reach }{ $worked }{ $lesson }
idea-audience = , for { $audience }
idea-worked = {" "}· What worked: { $worked }
idea-lesson = {" "}· Lesson: { $lesson }
idea-reach-unknown = unknown
idea-starter = **{ $kind }**, { $place }, for { $audience } (an example from another project)
    Needed: { $needed } · Time: { $duration } · Reach: { $reach } · Lesson: { $lesson }
ideas = This worked elsewhere:

    { $ideas }

    Did you do something yourself? Share it, for example: **share A-12**
ideas-none = I have no idea for that yet. Type **idea** for a list. Did you do something yourself? Share it, for example: **share A-12**
idea-for-whom = For whom do you look for an idea? Type the digit.
idea-where = Where was it? Type the digit.
idea-needed = What did you need? Type the digit.
idea-duration = How long did it take? Type the digit.
idea-share = This goes into the library, without your name and neighbourhood:

    { $idea }

    May I share this? Type **yes** or **no**.
idea-shared = Thank you! The community manager looks at it and adds a lesson. Rather not after all? Then remove your message.
idea-not-shared = All right, I share nothing.
idea-shared-already = This is shared already. Thank you!
idea-not-yours = Which action do you mean? Add the number of your own action, for example: **share A-12**
idea-label = Idea { $number }
idea-managers = A new idea for the library:

    { $idea }

    Write a lesson and release it, for example: **library { $number } Begin small**
library-waiting = These ideas wait:

    { $lines }

    Write a lesson, for example: **library { $number } Begin small**
library-none = No idea waits in the library.
library-unknown = I do not know that idea. Type **library** to see what waits.
library-too-long = The lesson is too long. Use 240 characters at most.
library-no-names = I see a name, number or address. Write the lesson without, then everybody can read it.
library-preview = This is how it comes into the library:

    { $idea }

    Is it right? Type **yes** to release it, or **no**. To remove it, type: **library { $number } remove**
library-released = Idea { $number } is in the library. Everybody can find it with **idea**.
library-not-released = All right, the idea still waits.
library-removed = Idea { $number } was removed.
