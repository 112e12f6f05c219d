# Knowledge: info, material and referring.

help-info = read what a trick is and what you can do
help-info-more = Read what a trick is, what you can do and who can help. You do not know its name? Tell what happened, or type just **info**.
help-info-example = !info fake police officer
help-materiaal = get pages to show or to share
help-materiaal-more = Get pages that explain a trick. You can show, share or print them.
help-materiaal-example = !material doorstep trick
help-doorverwijzen = hear whom somebody should call first
help-doorverwijzen-more = Was somebody scammed? I ask three questions at most. Then you hear whom to call first, and what to keep for the police. I keep nothing.
help-doorverwijzen-example = refer

info = **{ $label }**
    { $line }
    {""}**What to do:** { $advice }
    {""}**Help and reporting:**
    { $places }
    Something to show? Type: **!material { $slug }**
info-sensitive = { $advice }
    Please give no details here. Do you want to know more? Ask me in a private chat.
info-how = Which trick would you like to know about? How did it come in? Type the digit.
info-what = What is most like what you mean? Type the digit.
info-else = Something else
material = To show or share about **{ $label }**:
    { $lines }
    Read it yourself first? Type: **!info { $slug }**
referral-number = { $name }: **{ $number }**
referral-site = { $name }: { $site }
referral-both = { $name }: **{ $number }** or { $site }
referral-hours = { $line } ({ $hours })

refer-when = When did it happen? Type the digit.
refer-when-nu = It is happening now
refer-when-net = Today or yesterday
refer-when-eerder = Longer ago
refer-what = What is it about? Type the digit.
refer-what-geld = Money, a bank card or a bank account
refer-what-account = An account, phone or computer
refer-what-identiteit = A passport or personal data
refer-what-bedreiging = Threats or stalking
refer-what-naaktbeelden = Nude images
refer-what-anders = Something else, or I do not know
refer-who = Whom is it about? Type the digit.
refer-who-volwassene = An adult
refer-who-jongere = Somebody under 18
refer-who-ondernemer = A business or an association
refer-told = Call first:
    { $first }
    After that, in this order:
    { $rest }
refer-paper = Write this down on paper, for the police. The paper stays with whom it happened to:
    - the day and the time
    - what happened, step by step
    - which amount, and from and to which account number
    - the telephone number, e-mail address, website or name of the advertisement
    - screenshots of messages (throw nothing away)
    Do not type it here. I do not ask for it and keep nothing.
