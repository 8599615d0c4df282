# Every word that the default theme says, in English.
#
# A site's own theme may hold a file of the same name with only the words it wants to change.
# A language is added with a file named after it, such as cy.ftl. Words with a { $name } are told it by the template.

## Every page

# The site in a frame of another website.
framed-name = In another website
framed-note = You see these pages inside another website. What you save here may be gone next time.
framed-open = Open this page in a tab of its own
framed-new-tab = (opens in a new tab)

skip-to-main = Skip to main content
nav-main = Main
staging-name = Test copy
staging-made = made on
staging-use = It is for checking, not for the public. Please do not share its links.
staging-waiting =
    { $count ->
        [one] { $count } page here is not public
       *[other] { $count } pages here are not public
    }
menu-open = Menu
nav-breadcrumb = Breadcrumb
tools-open = Page tools
tools-read = Read this page aloud
tools-stop = Stop reading
tools-share = Share
tools-copy = Copy the link
tools-copied = The link is copied.
tools-uncopied = The link could not be copied. You can copy it from the top of your browser.
tools-size = Text size
tools-usual = Usual
tools-larger = Larger
tools-largest = Largest
tools-space = More space between lines and words
tools-keep = Remember my choice on this device
nav-footer = More on this site
nav-pager = Previous and next
nav-facets = Ways to list roles
nav-groups = Groups on this page
nav-letters = Letters
contents-title = On this page
pager-previous = Previous:
pager-next = Next:
colon = :
footer-more = More on this site
footer-help = Help
footer-phone = Phone:
footer-no-contact = Talk to a teacher, a careers adviser or a work coach about what you find here.
page-address = This page:
share-picture = A drawing, and a young plant with two leaves
share-picture-of = A drawing for { $about }, and a young plant with two leaves
footer-privacy = This site sets no cookies and asks for nothing about you.
also-called = Also called:
see-also-title = See also

menu-start = Start here
menu-roles = Roles
menu-routes = Ways in
menu-pathways = Pathways
menu-framework = Framework
menu-guides = Guides
menu-search = Search
menu-professions = Professions
menu-programmes = Programmes
menu-interventions = Ways to Grow Your Own
menu-case-studies = Real stories
menu-partners = Partners
menu-events = Events
menu-activities = Classroom activities
menu-glossary = Glossary
menu-pay = Pay
menu-ways = Find your way
menu-compare = Compare
menu-shortlist = Saved
menu-near = Near you
menu-figures = Jobs in numbers

crumb-home = Home
crumb-start = Start where you are
crumb-roles = Roles
crumb-routes = Ways in
crumb-pathways = Pathways
crumb-framework = Framework
crumb-guides = Guides
crumb-professions = Professions
crumb-programmes = Programmes
crumb-interventions = Ways to Grow Your Own
crumb-case-studies = Real stories
crumb-partners = Partners
crumb-assessments = Self-checks
crumb-events = Events

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
when-about = about

## Kinds: one and many

one-professions = Profession
one-roles = Role
one-routes = Way in
one-starting-points = Starting point
one-programmes = Programme
one-interventions = Way to Grow Your Own
one-case-studies = Real story
one-partners = Partner
one-partner-kinds = Kind of partner
one-framework-stages = Stage
one-framework-domains = Domain
one-pathways = Pathway
one-guides = Guide
one-assessments = Self-check
one-events = Event
one-pages = Page

kind-professions = Professions
kind-roles = Roles
kind-routes = Ways in
kind-starting-points = Starting points
kind-programmes = Programmes
kind-interventions = Ways to Grow Your Own
kind-case-studies = Real stories
kind-partners = Partners
kind-partner-kinds = Kinds of partner
kind-framework-stages = Stages
kind-framework-domains = Domains
kind-pathways = Pathways
kind-guides = Guides
kind-assessments = Self-checks
kind-events = Events
kind-pages = Pages
kind-data-pay = Pay bands
kind-data-payments = Fees and grants
kind-data-wages = Minimum wages
kind-data-benchmarks = Gatsby Benchmarks
kind-data-areas = Areas
kind-data-organisations = Organisations
kind-data-datasets = Lists
kind-data-figures = Figures
kind-data-next-steps = Next steps
kind-data-glossary = Glossary
kind-data-interests = Interests
kind-data-synonyms = Search words
kind-data-house-terms = Names as they are now

## Status, sources and review

status-open = Open
status-changing = Changing
status-check-locally = Check locally
status-closing = Closing
status-closed = Closed
# What each mark means, in one breath.
status-key = Where you see
status-check-locally-about = This differs from place to place. Ask before you plan on it.
status-changing-about = This is changing. Ask what holds now before you plan on it.
status-closing-about = This ends soon. Ask if you can still join.
status-closed-about = This has ended. Nobody new can join.
status-checked = Checked:

sources-title = Sources and review
sources-none = These are our own words. No outside source is named.
source-published = Published:
source-seen = We looked on
review-last = Last reviewed
review-next = Next review by
review-as-of = How new the facts are
review-confidence = How sure we are
review-owner = Looked after by
confidence-high = Quite sure: an official or professional source supports it.
confidence-medium = Fairly sure: the sources are older, weaker or few.
confidence-low = Less sure: some of this we worked out ourselves. Please check.

## Key facts

key-facts-more = More key facts
key-facts-title = Key facts
fact-stage = Stage
fact-stages = Stages it can start you at
fact-domains = Domains it builds
fact-local-level = Called locally:
fact-pay = Pay
fact-pay-more = More on pay
fact-other-titles = Also called
fact-youngest = Age you can start
youngest-from = From { $age }:
fact-hours = Hours
fact-first-need = First thing you need
fact-registration = Registered or support
fact-professions = Profession
fact-soc = SOC 2020 code
fact-official = Official page
fact-ages = Ages
fact-run-by = Run by
fact-cost = Cost
fact-status = Is it open?
fact-former-names = Was called
fact-members = Members
fact-partner-kind = Kind of partner
fact-area = Area
fact-partner-areas = Areas
fact-website = Website
fact-address = Address
fact-contact = Get in touch
fact-visits = Visits
fact-areas = Where it runs
fact-where-it-is = Where it is
fact-checked-on = Details checked on
fact-regulator = Who keeps the register
fact-professional-body = Professional body
fact-protected-titles = Titles protected by law
fact-interests = If you like
fact-education = Education
fact-experience = Experience
fact-supervision = Supervision
fact-usual-bands = Usual pay bands
fact-starts = Starts
fact-ends = Ends

pay-separator = :
pay-one = { $pay } a year ({ $year })
pay-range = { $entry } to { $top } a year ({ $year })
registered-yes = Registered. You must join the register kept by: { $about }.
registered-no = Support. You do not need to register.
across-professions = Works across professions
ages-range = { $min } to { $max }
min-age-n = Age { $age } and over
max-age-n = Up to age { $age }
official-about = Official page about { $about }
website-of = Website of { $about }
contact-page-of = How to contact { $about }
level-n = Level { $level }
standard-n = Standard { $code }

## The six facts of a way in

six-facts-title = Six facts
fact-who-for = Who it is for
fact-what-you-need = What you need
fact-how-long = How long it takes
fact-money = Cost or wage
fact-wages = The least that the law allows for an hour
fact-payments = Fees and grants
money-line-wage-for = { $amount } { $about }
money-line-wage = { $about }: { $amount }
money-line-once = { $about }: { $amount }
money-line-week = { $about }: { $amount } a week
money-line-month = { $about }: { $amount } a month
money-line-year = { $about }: { $amount } a year
money-year = ({ $year })
money-from = from
fact-where = Where
fact-how-to-apply = How to apply
money-wage = You earn
money-no-fee = Free
money-fees = You pay fees

way-onto = Ways onto it:
way-onto-check = Each university and employer chooses what it accepts, so check first.
relation-gets-job = Into the job
relation-qualifies = Qualifies you
relation-helps-apply = Helps you apply

route-type-experience = Experience
route-type-pre-employment = Getting ready for work
route-type-supported-employment = Supported employment
route-type-college = College
route-type-apprenticeship = Apprenticeship
route-type-degree-apprenticeship = Degree apprenticeship
route-type-degree = Degree
route-type-return-to-practice = Coming back to a profession
route-type-career-change = Change of career
route-type-job = Apply for a job

route-closes-on = This way in closes on
route-replaced-by = It has been replaced by
where-it-leads-title = Where it leads
route-gets-job = Jobs it gets you into
route-gets-job-intro = This way in is the job, or trains you in the job.
route-qualifies = Roles it qualifies you for
route-qualifies-intro = At the end you can apply to join the register for these roles.
route-helps-apply = Roles it helps you apply for
route-helps-apply-intro = It makes your application stronger. It does not qualify you or promise a job.
route-progresses-to = Ways in that can come next
route-progresses-to-intro = People often go on to one of these.
route-comes-from = Ways in that can come before
who-offers-it-title = Who offers it
providers-intro = These kinds of partner offer it:
start-from-title = Where people start from

## Roles

what-you-do-title = What you’ll do
where-you-work-title = Where you’ll work
is-it-for-me-title = Is it for me?
qualities-title = What helps you do it well
hard-parts-title = What is honestly hard
adjustments-title = Support at work
adjustments-intro = Employers must make reasonable adjustments for disabled people. These are some examples.
interests-title = You may like it if you enjoy
ways-in-title = Ways into this role
ways-in-intro = Each way in answers the same six questions, so you can compare them.
ways-table-caption = All ways in at a glance
ways-table-region = Table of ways in: { $about }
ways-table-way = Way in
ways-table-below = (facts below)
ways-table-does = What it does
ways-table-level = Level
ways-table-no-level = None
ways-gets-job = Ways into the job
ways-gets-job-intro = With one of these you start in the job, or train in it.
ways-qualifies = Ways to qualify
ways-qualifies-intro = At the end of one of these you can apply to join the register.
ways-helps-apply = Things that help you apply
ways-counted = { $ways } ({ $count })
ways-helps-apply-intro = These make your application stronger. They do not qualify you, and they do not promise a job.
before-you-start-title = Before you start
requirements-title = What you usually need
checks-title = Checks
registration-title = Registration
registration-yes = You must join a register before you start. It is kept by: { $about }.
registration-no = You do not need to register. You work with registered professionals, who plan and check the work.
registration-protected = The title is protected by law: only registered people may use it.
where-it-can-lead-title = Where it can lead
stay-and-grow = Many people stay and grow in one role
stay-default = You do not have to move up. You can keep learning and be valued where you are.
leads-to-title = Roles you could move to
comes-from-title = Where people come from
this-role-title = This role
see-ladder = See the whole pathway in { $about }
real-stories-title = Stories from real places
do-next-title = Do this next
do-next-for = For { $who }.
do-next-phone = Ring { $number }
do-next-official = For anyone who wants to join. The people who run it tell you how.
do-next-near = Find what is near you
do-next-near-about = For everyone. See NHS trusts, colleges and universities near your postcode or town.
near-me-title = Near me
near-me-partners = Find partners in your area
programmes-heading = Programmes
events-heading = Events
roles-heading = Roles
routes-heading = Ways in
partners-heading = Partners
professions-heading = Professions
interventions-heading = Ways to Grow Your Own
guides-heading = Guides
assessments-heading = Self-checks
benchmarks-heading = Gatsby Benchmarks
related-roles-title = Related roles
framework-section = Stages and domains
framework-stage-is = Its stage is
framework-stage-not-band = A stage is not a pay band: the employer sets the band.
domains-shown-title = How the work shows the domains
domain-n = Domain { $number }:
for-advisers-title = For teachers and advisers
for-advisers-intro = Use this page in a lesson or a careers meeting. It prints on plain paper with every fact and its date.
for-advisers-benchmarks = See activities for each of the Gatsby Benchmarks

move-progress = Step up
move-sideways = Sideways move
move-step-off = Step off from a degree
move-stage = Stage:
move-by = Ways there:
move-both-ways = People move both ways.

## Starting points

first-steps-title = First steps
start-ways-title = Ways in to look at
start-programmes-title = Programmes that can help
where-you-could-go-title = Where you could go
where-you-could-go-intro = These roles are within reach. First come those that you can get into, then those that take a further step, then those that a way in only helps you apply for.
reach-gets-job = Into the job by
reach-qualifies = Qualify by
reach-helps-apply = Helps you apply, without qualifying you
reach-in-gets-job = Into the job ({ $count })
reach-in-qualifies = Qualify for ({ $count })
reach-in-helps-apply = A way in helps you apply ({ $count })
reach-after = after
reach-then = Later you could move to

start-title = Start where you are
start-lede = You do not need a plan. Pick the line that sounds most like you.
start-situations-title = Where are you now?
start-situations-intro = Each page has first steps and ways in. There you can choose what you like, too, and see the roles that fit.
start-interests-title = What do you like doing?
start-interests-intro = Start from something you enjoy, and see the roles it fits.

choice-title = Roles for you
choice-lede = Roles that you can work towards from where you are, and that go with what you like.
choice-answers-title = What you chose
choice-roles-title = { $count ->
    [one] One role goes with both
   *[other] { $count } roles go with both
}
choice-roles-intro = Jobs that you can get into come first, then those that take more study. In each group, those that fit what you like best come first. This is a place to look, not a test: you can be right for other roles too.
choice-because = Because you chose “{ $about }”
choice-role = This role goes with it.
choice-why = Why it is here
choice-profession = Its profession goes with it
choice-others-title = Choose something else
choice-all-start = All roles for the answer “{ $about }”
choice-all-roles = All roles, A to Z
choice-count = { $count ->
    [one] 1 role
   *[other] { $count } roles
}
choice-intro-interest = Choose one, and see the roles within reach that go with it.
choice-intro-start = Choose one, and see the roles within reach of it that go with what you like.

interest-title = { $about }: jobs you may like
interest-others-title = Something else you like

## Programmes, stories, partners, events

what-you-get-title = What you get
how-to-join-title = How to join
problem-title = Where it began
what-was-done-title = What was done
evidence-title = What came of it
who-took-part-title = Who took part
what-they-offer-title = What they offer
# Where nothing is said of it.
ask-what-they-offer = Ask them what they can offer.
work-with-them = { $kind }: how to get in touch
# What a row of a list is in a line, where it does not say so itself.
row-summary = Listed under { $kind }.
row-summary-in = Listed under { $kind }, in { $place }.
# Behind a time.
event-zone = (UK time)
event-past = This event is over.
event-book = Book a place: { $about }
event-calendar = Add to your calendar (calendar file)

## Grow Your Own

element-outside-in = Outside/In: bringing local people in
element-in-work = In work: growing people in their jobs
element-inside-up = Inside/Up: helping people move up
element-outside-in-about = Partners help local people find out about health work, and start it.
element-in-work-about = Staff learn, are listened to and are used well in the jobs they have.
element-inside-up-about = Staff who want to move on get a fair way up.
what-it-is-title = What it is
audience-title = Who it is for
why-it-works-title = Why it works
try-it-title = Try it
effort-title = How much work it is:
partner-kinds-heading = Kinds of partner that can do this
partners-who-do = Partners who do this
guide-for = For:
guide-interventions = Things to try
guide-pages-title = All guides
more-to-read = More to read

questions-title = Questions
questions-intro = Answer on screen or on paper. Nothing is sent, and nothing is kept unless you ask for it. Under each question you can read what to do next.
question-next = What to do next: question { $number }
question-see = Read more:
answer-yes = Yes
answer-partly = Partly
answer-not-yet = Not yet
answer-not-sure = Not sure
answer-if-yes = If yes
answer-if-partly = If partly
answer-if-not-yet = If not yet
answer-if-not-sure = If you are not sure
answer-if-own = If your answer is: { $answer }
paper-team = Team or service
paper-day = Date
paper-who-when = Who will do it, and by when
plan-make-title = Make a plan from your answers
plan-keep = Keep my answers on this device
plan-keep-note = Do not tick this on a computer that other people use. Your answers stay in this browser for 90 days after your last change, and then they are deleted. They are never sent anywhere.
plan-show = Show my plan
plan-delete = Delete my answers
plan-delete-ask = This clears every answer on this page, and any that this device keeps. You cannot get them back.
plan-delete-yes = Yes, delete them
plan-delete-no = No, go back
plan-title = My plan
plan-count = Your plan is below. You have answered {"{n}"} of {"{of}"} questions.
plan-empty = You have not answered any questions yet. Choose an answer, then ask for your plan.
plan-own = Other answers
plan-group = {"{answer}"}: {"{n}"}
plan-open = Not answered: {"{n}"}
plan-answer = Answer:
plan-next = What to do next:
plan-columns = Question|Answer|What to do next|Read more
plan-print = Print my plan
plan-text = Download my plan (text file)
plan-csv = Download my plan (table, CSV file)
plan-kept = Your answers are now kept on this device.
plan-forgotten = Your answers are no longer kept on this device.
plan-deleted = Your answers are deleted.
plan-restored = These are the answers that you kept on {"{day}"}.
device-refused = This browser does not let pages keep anything. It may be a private window. The rest of this page still works.

near-title = Near you
near-lede = Find the NHS trusts, colleges and universities near you, and which NHS board plans for your area.
near-line = Near you: find places by postcode or town
near-label = The first half of your postcode, or a town
near-hint = For example M13 or Wigan. It stays on this device: nothing is sent.
near-show = Show what is near
near-unknown = We have no place called “{"{q}"}” in England. Check the letters and numbers. A few codes are only for post to large offices.
near-none = Type the first half of a postcode, such as M13, or the name of a town.
near-nameless = We have no town, council, trust or college called “{"{q}"}”. Check the spelling, or type the first half of your postcode.
near-called = Called “{"{q}"}”
near-which = Which place do you mean?
near-places = Trusts, colleges and universities
near-found = Called “{"{q}"}”: {"{n}"} found.
near-areas = Areas
near-council = Most of {"{q}"} is in the council area of {"{council}"}.
near-all = All that we list in {"{area}"} ({"{n}"})
near-everywhere = Programmes in many places
near-failed = The list could not be loaded. Use the areas on this page instead.
near-answer-title = Near {"{q}"}
near-spoken = Near {"{q}"}: {"{n}"} places are listed, nearest first.
near-board = Your NHS area is
near-probably = Your NHS area is probably
near-straight = Miles are in a straight line from the middle of {"{q}"}. A journey is longer. Ask each place what it offers.
near-less = less than 1 mile
near-mile = about 1 mile
near-miles = about {"{n}"} miles
near-here = Also in this area
near-keep = Keep {"{q}"} on this device
near-kept = {"{q}"} is kept in this browser, and opens when you come back. It is never sent.
near-forget = Forget {"{q}"}
near-refused = This browser keeps nothing, so we cannot keep it.
near-areas-title = All areas
near-areas-intro = Each area has an NHS integrated care board, which plans health services. The number says how many places are listed.
near-by-area-intro = Each area lists the names, towns and websites of all of them that we have.
near-partners = All partners with a page of their own
near-lists-title = Where the lists come from
near-licence = Licence:
near-email = E-mail { $about }
benchmarks-title = Gatsby Benchmarks
benchmarks-lede = Eight marks of good careers guidance in schools and colleges, with things to try for each.
benchmark-n = Benchmark { $number }
activities-title = Classroom activities
activities-lede = Things to do in schools and colleges, step by step, with the Gatsby Benchmarks that each one serves.
activities-serves = Gatsby Benchmarks it serves
activities-effort = How much work it is
activities-steps = Steps
activities-more = More about: { $about }
activity-worksheet = Worksheet: { $about }
activity-worksheet-about = Print this page: the worksheet has a side of its own, with lines to write on.
activity-worksheet-name = Name
activities-link = See classroom activities, step by step
guide-benchmarks = The things to try in this guide serve these benchmarks.
in-schools-title = In school or college
in-schools-intro = These activities lead to a way into this role. Each one serves the Gatsby Benchmarks named beside it.
benchmark-interventions = Things to try for benchmark { $number }

## The Framework

framework-title = The Framework
framework-lede = A shared way to describe what support staff in the allied health professions know and do: stages of work, and domains of skill.
stages-title = Stages
stages-intro = The Framework has three stages for support staff. We show what comes before and after them too. You can stay at any stage.
stage-beside = The Framework does not include this stage. We show it because people come from it or go on to it.
stage-beside-tag = Beside the Framework
stage-beside-key = The Framework does not include this stage. People come from it or go on to it.
stage-items-title = The domains at this stage
stage-roles-show = { $count ->
    [one] See how 1 role shows this
   *[other] See how { $count } roles show this
}
domains-title = Domains
domains-intro = A domain is an area of knowledge or skill. People use all of them, at every stage.
domain-items-title = This domain at each stage
matrix-title = Domains at each stage
matrix-intro = Each square tells you how people show a domain in their work at that stage.
matrix-caption = How the roles of each stage show each domain
matrix-region = Domains at each stage, table
matrix-domain = Domain
official-items = The Framework itself has a list of numbered items for each square. It was published by Health Education England, now part of NHS England.
official-items-link = Find the official Framework
cell-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
cell-roles = { $count ->
    [one] 1 role shows this
   *[other] { $count } roles show this
}
cell-more = See more roles
matrix-empty = A dash means that no role on this site gives an example there.
cell-none = None here
stage-link = (stage)
tied-stage = Linked to this stage
tied-domain = Linked to this domain
tied-map = See where this fits on the whole map
tied-group = { $kind } ({ $count })
tied-ladders = Pathways in each profession
tied-journeys = Journeys, step by step

## Pathways

ladder-title = Pathway in { $about }
ladder-lede = Roles in { $about } by stage, and how people move between them. Start anywhere, and stay as long as you like.
ladder-section = The pathway
ladder-stage = Stage:
ladder-show = Show its moves
ladder-pay-one = { $pay } a year
ladder-pay = { $least } to { $most } a year
note-progress = Step up from: { $roles }.
note-sideways = Sideways from: { $roles }.
note-step-off = Step off from a degree: { $roles }.
note-more = { $count ->
    [one] And 1 more way.
   *[other] And { $count } more ways.
}
ladder-roles = { $count ->
    [one] 1 role
   *[other] { $count } roles
}
step-progress = Step up
step-sideways = Sideways move
step-step-off = Step off from a degree
step-gets-job = Into the job
step-qualifies = Qualifies you
step-helps-apply = Helps you apply
step-offers = Way in
step-onward = Leads on
ladder-no-route = no way there named
ladder-no-time = Not known
ladder-table-title = The same moves in a table
ladder-table-caption = Moves between roles in { $about }
ladder-table-region = Moves between roles in { $about }, table
ladder-from = From
ladder-to = To
ladder-how = How
ladder-level = Level
ladder-time = Time
ladder-no-level = Not set
ladder-gaps-title = Roles at other stages
ladder-export = Download this pathway as a picture (SVG, { $size } kB)
ladder-matrix-intro = Each square tells you how people show a domain in their work at that stage.
ladder-matrix-caption = How roles in { $about } show the domains of the Framework
ladder-matrix-region = Domains of the Framework in { $about }, table
ladder-own-page = Open the pathway in { $about } on its own page

reach-here = Where you are now
reach-ways = Ways in
reach-onward = What they lead to
reach-stages = Stages you could reach

poster-about = Stages from left to right. Lines show how people move from box to box. Nobody has to move.

map-title = The whole map
map-outside-in = Outside/In
map-in-work = In work
map-inside-up = Inside/Up
map-steps-title = How one stage leads to another
map-steps-name = the whole map
map-lede = Every way to come in, every stage and every way to grow, on one page.
map-link = See the whole map
map-start-title = Where people start
map-start-intro = Pick the place that is most like yours.
map-stages-title = The stages
map-stage-roles = Roles at this stage
map-stage-routes = Ways in to this stage
map-domains-intro = A domain is an area of knowledge or skill. You build on it at every stage.
map-elements-title = How places Grow Their Own
map-elements-intro = Grow Your Own has three parts. These are the things that health services and their partners do in each.
map-professions-title = The pathway in each profession
map-journeys-title = Journeys, step by step
map-guides-title = Guides for planners
count-moves-up = { $count ->
    [one] 1 step up from here
   *[other] { $count } steps up from here
}
count-moves-sideways = { $count ->
    [one] 1 sideways move
   *[other] { $count } sideways moves
}
count-step-offs = { $count ->
    [one] 1 step off from a degree
   *[other] { $count } steps off from a degree
}

journey-steps-title = The journey
journey-profession = Profession:
journey-not-only = This is one journey. Yours can be slower, quicker, or stop where you are happy.
journey-offers = This opens the next step
journey-onward = From there, people go on to
journey-gets-job = That gets you into the job
journey-qualifies = That qualifies you for
journey-helps-apply = That helps you apply for
journey-progress = A step up to
journey-sideways = A sideways move to
journey-step-off = A step off from the degree to
journey-trains = In the job, you train by
journey-stage-roles = Stage:
journey-stage-routes = It can start you at:
journey-stage-programmes = It can bring you to:
journey-domains-intro = These are the domains that this journey builds on, and the steps where you use or build them.
journey-builds = Steps that build it:

## Lists

count-listed = { $count ->
    [one] 1 listed
   *[other] { $count } listed
}
count-ended = { $count ->
    [one] (1 has ended)
   *[other] ({ $count } have ended)
}
count-roles = { $count ->
    [0] No roles
    [one] 1 role
   *[other] { $count } roles
}
count-roles-here = { $count ->
    [0] No roles on this site.
    [one] 1 role on this site.
   *[other] { $count } roles on this site.
}
facet-stage = Stage
facet-profession = Profession
facet-way-in = Way in
facet-type = Kind of way in
facet-level = Level
facet-element = Part of Grow Your Own
facet-audience = Who it is for
facet-leads-to = What it leads to
narrowed-description = what each one is, who it is for and where it can lead.
narrowed-lede = { $count } of the { $all } on the whole list.
filter-title = Filter this list
list-ways = Jump to a part of this list
filter-apply = Show what fits
filter-clear = Clear all filters
filter-count = {"{n}"} of {"{of}"} listed
filter-remove = Remove this filter:
filter-shorter = Shorter lists
filter-none = Nothing on this list fits all your filters.
filter-none-remove = Remove a filter, or clear them all.
filter-none-search = Search the whole site
filter-none-start = Start where you are
filter-all-roles = Show all roles
filter-all-routes = Show all ways in
filter-all-partners = Show all partners
filter-all-interventions = Show all ways to Grow Your Own
filter-all-programmes = Show all programmes
filter-all-case-studies = Show all real stories
filter-all-events = Show all events
group-more = More about: { $about }
professions-lede = The allied health professions in England. Each page shows its roles, its pathway and the ways in.
roles-lede = Every role on this site: what you do, what you need, what it pays and where it can lead.
routes-lede = Every way into an allied health career, each with the same six facts.
programmes-lede = Schemes that help people get ready, get experience or get in.
interventions-lede = Things that health services, schools, colleges and others can do to bring people in and help them grow.
case-studies-lede = What people did in real places, and what came of it.
partners-lede = Organisations that can help, by kind. Check details with them before you plan.
pathways-lede = Journeys told step by step. The people are made up; the ways in and the roles are real.
guides-lede = For people who plan the allied health workforce: how to Grow Your Own.
assessments-lede = Questions to see how ready your place is to Grow Your Own.
events-lede = Things to go to. Events that are over drop off the list.

professions-title = Professions
roles-title = Roles A to Z
routes-title = Ways in
programmes-title = Programmes
interventions-title = Ways to Grow Your Own
case-studies-title = Real stories
partners-title = Partners
pathways-title = Pathways
guides-title = Guides
assessments-title = Self-checks
events-title = Events
roles-by-profession-title = Roles by profession
roles-by-profession-lede = Every role on this site, sorted by the profession that it belongs to.
roles-by-stage-title = Roles by stage
roles-by-stage-lede = Every role on this site, from your first job to registered professional.
roles-by-way-in-title = Roles by way in
roles-by-way-in-lede = Every role on this site, sorted by the ways to get into it.
partner-kinds-intro = Each page tells you how to reach one, what you can offer it and what you could do together.
partner-kind-reach = How to reach one
partner-kind-find = Where to find one
partner-kind-offer = What you can offer
partner-kind-partners = Who they are
partner-kind-interventions = What you can do with them
partner-kind-routes = Ways in that they offer
partner-kind-guides = Guides that name them
area-partners = Partners here
area-programmes = Programmes here
area-stories = Real stories from here
area-events = Events here
area-councils = Council areas here:
area-places = Places in this area
partners-by-area-title = Partners and stories: { $about }
facet-a-to-z = A to Z
facet-by-profession = By profession
facet-by-stage = By stage
facet-by-way-in = By way in

# The short version of a role or a starting point.
short-link = Short version: { $about }
short-title = Short version: { $about }
short-lede = { $about }, in a few short lines with drawings.
short-kicker = Short version
short-is = This is a short version.
short-full = Read all about it: { $about }
short-roles-about = What is this job?
short-roles-doing = What do you do?
short-roles-places = Where do you work?
short-roles-pay = How much do you earn?
short-roles-hard = What can be hard?
short-roles-starting = What do you need to start?
short-starting-points-about = Is this you?
short-starting-points-doing = What can you do first?
short-starting-points-starting = Which ways can you look at?
short-pay = You start at { $pay } a year.
short-pay-full-time = This is for full-time work.
short-youngest = You can start from age { $age }.
short-ways = Ways to start
short-help = Who can help you?
short-phone = You can ring { $number }.
short-list-title = Short versions
short-list-all = See all short versions
short-list-lede = Easy to read: each job and each place to start from, in a few short lines with drawings.
short-list-starts = Where are you now?
short-list-across = Jobs in more than one profession
crumb-short-list = Short versions
menu-short-list = Short versions

profession-roles-title = Support and registered roles
profession-support = Support roles
profession-support-intro = You do not need to register for these. Many ask for no degree.
profession-registered = Registered roles
profession-registered-intro = You need an approved qualification, and a place on the register.
profession-ways-intro = Choose a role to see the ways in, each told by the same six facts.
pack-link = Print pack: every role in { $about }
pack-title = Print pack: { $about }
pack-address = Find this page on the site: { $address }
# Opens the rest of what a role prints on its side of A4.
sheet-more = Show what it prints
paper-short = On paper this page is shorter. The rest, with every source, is on the site.
fact-to-print = To print
pack-print = It prints on { $count ->
    [one] one side of A4
   *[other] { $count } sides of A4
}, one for each role.
pack-sides = { $count ->
    [one] one side
   *[other] { $count } sides
}
pack-poster = Poster: the pathway in { $about }
pack-lede = Every role in { $about }, one after the other, ready for paper.

## Glossary, pay, compare, search

glossary-title = Glossary
glossary-lede = Words and short forms used on this site, in plain words.
glossary-sources = The meanings are our own words, written for this site.

pay-title = Pay
pay-lede = What jobs pay, what courses cost, and what help there is. Every figure has its year.
pay-bands-title = NHS pay bands
pay-bands-intro = Full-time pay before tax, without extra pay for London, nights or weekends. In most bands your pay goes up as you stay.
pay-bands-caption = NHS pay bands in England
pay-bands-region = NHS pay bands, table
pay-band = Band
pay-steps = Pay a year, and an hour
pay-by-hour = (£{ $pay } an hour)
pay-goes-up = Pay goes up:
pay-first-step = { $pay } at first
pay-step = { $years ->
    [one] { $pay } after { $years } year
   *[other] { $pay } after { $years } years
}
figures-title = AHP jobs in numbers
figures-lede = How many people do these jobs and what they earn, with where each number comes from and what it cannot tell you.
figures-more = Jobs in numbers: how many people do them, and what they earn
fact-figures = In numbers
figure-caution = Take care:
figure-twin = The same as a table
figure-name = Group
figure-unknown = not known
figure-region = { $about }, table
figure-file = The whole list as a file (CSV): { $about }
figure-source = Source:
figure-licence = All sources and the licence: { $about }
figure-lists-title = About the numbers
figure-lines-key = Each dot is a count. The bottom of each drawing is 0, and its top is the largest count of that group. So a steep line means a big change for the group, not a big group.
figure-unit-people = People
figure-unit-jobs = Jobs
figure-unit-places = Places
figure-unit-pounds-a-year = Pounds a year, before tax
figure-unit-pounds-an-hour = Pounds an hour, before tax
figure-unit-percent = Percent
figure-unit-percent-of-all = Percent of all
figure-amount-people = { $amount }
figure-amount-jobs = { $amount }
figure-amount-places = { $amount }
figure-amount-pounds-a-year = £{ $amount }
figure-amount-pounds-an-hour = £{ $amount }
figure-amount-percent = { $amount }%
figure-amount-percent-of-all = { $amount }%
figure-told-people = { $amount } people
figure-told-jobs = { $amount } jobs
figure-told-places = { $amount } places
figure-told-pounds-a-year = £{ $amount } a year
figure-told-pounds-an-hour = £{ $amount } an hour
figure-told-percent = { $amount }%
figure-told-percent-of-all = { $amount }% of all
bars-title = Pay by band: { $about }
bars-key = The filled part of a bar is your pay at first. Lines are steps. The bar ends at the most that the band pays.
bars-table = The same as a table
pathway-pay-title = Pay along this pathway
pathway-pay-intro = Full-time pay for a year, before tax, for the bands that these roles are in. You get more in and around London.
pathway-pay-sources = Where these figures are from
pathway-pay-caption = Pay by band along the pathway: { $about }
pathway-pay-region = Pay along the pathway, table: { $about }
pay-holds-until = This pay holds until
pay-more = Pay by band, and in London
pay-hour = An hour
pay-hour-one = £{ $pay }
pay-year = Year
pay-since = from
pay-period = These figures are for { $year }: from
pay-period-until = to
pay-since-heading = From
pay-until-heading = Until
pay-places-title = In and around London
pay-places-intro = People who work in or near London get more. It is a share of their pay, with a least and a most.
pay-place = In { $place } you get { $percent } percent more: at least { $least } and at most { $most } a year.
pay-places-region = Pay in and around London, table
pay-places-caption = Pay a year in and around London
pay-place-head = In { $place }
pay-place-range = { $entry } to { $top }
pay-about = About it
pay-wages-title = Minimum wages
pay-wages-intro = The law sets the lowest pay for each hour of work. Many employers pay more.
pay-wages-caption = Minimum wages in the United Kingdom
pay-wages-region = Minimum wages, table
pay-wage = Rate
pay-payments-title = Fees and grants
pay-payments-intro = What students pay, and what they can get. Each amount is for the year beside it, so look up the newest before you decide.
pay-payments-caption = Fees and grants for students
pay-payments-region = Fees and grants, table
pay-payment = What it is
pay-amount = How much
pay-amount-once = { $amount }
pay-amount-week = { $amount } a week
pay-amount-month = { $amount } a month
pay-amount-year = { $amount } a year

compare-title = Compare roles
compare-lede = The same facts for every role, side by side.
compare-caption = All roles and their main facts
compare-region = All roles, table
compare-role = Role
compare-ways-in = Ways in
compare-none = None
compare-needs = What else you need
compare-no-age = The ways in do not say. Ask before you plan on it.
compare-count = How many there are
compare-no-count = Nobody has published a count.
compare-differs = Differs
compare-chosen-region = Roles side by side, table
compare-pick-title = Choose roles to compare
compare-pick-intro = Choose two roles, or three.
compare-first = First role
compare-second = Second role
compare-third = Third role, if you want one
compare-choose = Choose a role
compare-show = Compare these roles
compare-reset = Show all roles
compare-chosen = Comparing {"{roles}"}.
compare-one-more = You have chosen {"{roles}"}. Choose one more role to compare it with.
compare-too-few = Choose at least two different roles.
compare-all-shown = All {"{n}"} roles are shown.
compare-chosen-caption = {"{n}"} roles side by side
compare-fact = Fact
compare-with = Compare this role with others

## Find your way

ways-title = Find your way
ways-lede = Say where you are and where you want to be. See the shortest ways there, with time, cost and pay.
ways-line = Find your way from where you are to where you want to be
ways-to-here = How do I get here from where I am?
ways-from-here = How do I get from here to the job I want?
ways-from = Where are you now?
ways-to = Where do you want to be?
ways-choose-from = Choose where you are
ways-choose-to = Choose where you want to be
ways-from-starting-points = This sounds like me
ways-from-roles = I have this job
ways-from-routes = I am doing this, or have done it
ways-from-programmes = I am on this programme
ways-from-professions = I have a job in
ways-to-roles = A job
ways-to-professions = Any job in
ways-to-routes = A course, training or experience
ways-to-programmes = A programme
ways-heading = From “{"{from}"}” to “{"{to}"}”
ways-found = {"{n}"} ways from “{"{from}"}” to “{"{to}"}”, the shortest first.
ways-found-one = One way from “{"{from}"}” to “{"{to}"}”.
ways-way = {"{n}"}. {"{by}"}
ways-then = {", then "}
ways-straight = Straight there
ways-steps = Show the steps
ways-step = {"{n}"} step
ways-steps-many = {"{n}"} steps
ways-how-offers = You could start with
ways-here = You are here
ways-fact-months = Time
ways-fact-cost = Cost
ways-fact-wage = Pay on the way
ways-no-total-months = No total. Ask how long it takes: {"{names}"}.
ways-no-total-cost = No total. Ask what it costs: {"{names}"}.
ways-no-total-wage = No total. Ask what it pays, and how long it takes: {"{names}"}.
ways-at-least = at least {"{n}"}
ways-up-to = up to {"{n}"}
ways-between = {"{least}"} to {"{most}"}
ways-and = {"{one}"} {"{two}"}
ways-or = {" or "}
ways-month = {"{n}"} month
ways-months = {"{n}"} months
ways-year = {"{n}"} year
ways-years = {"{n}"} years
ways-no-time = no set time
ways-a-year = {"{pay}"} a year
ways-you-earn = you earn {"{pay}"} a year
ways-fees = fees: {"{n}"}
ways-fees-unknown = fees: ask
ways-free = free
ways-unknown = ask how long
ways-no-cost = nothing to pay
ways-no-wage = none
ways-some-pay = some of these pay you
ways-in-all = {"{n}"} in all
ways-by = By
ways-need = What you need first: {"{need}"}
ways-level = level {"{n}"}
ways-assumed = Times are what each part usually takes, without waits in between. Costs are the highest fees of {"{years}"}, before loans and grants. Pay is for full-time training, from the lowest that the law allows; pay from jobs in between is extra.
ways-none = We know no way from “{"{from}"}” to “{"{to}"}”.
ways-same = You have chosen the same place twice. Choose another one.
ways-failed = The ways could not be loaded. Use the lists on this page instead.
ways-nearest = The nearest that you can get to from there is
ways-helping = These only help you apply:
ways-others = People get to “{"{to}"}” from here
ways-more = There are more ways than these.
ways-general = See all that leads there:
ways-starts-title = Where people start
ways-starts-intro = Each page has first steps, and the jobs that you can reach from there.
ways-pathways-title = Where people go
ways-pathways-intro = See every job in a profession, and what leads to it.
ways-map = The map of all pathways

## Saved roles

save-role = Save { $role }
save-remove = Remove { $role }
save-added = { $role } is saved on this device.
save-removed = { $role } is no longer saved.
save-note = Saved roles stay in this browser: do not save on a shared computer.
save-see = See your saved roles

shortlist-title = Saved roles
shortlist-lede = Your own list of roles to think about, print, or talk through with someone.
shortlist-mine = Roles you have saved
shortlist-theirs = Roles in the link you opened
shortlist-empty = You have not saved any roles yet. Open a role and choose the button that saves it.
shortlist-count-one = 1 role is on this list.
shortlist-count = {"{n}"} roles are on this list.
shortlist-no-store = This browser does not let pages keep anything, so no roles are saved. It may be a private window. You can still print role pages and packs.
shortlist-up = Move {"{role}"} up
shortlist-down = Move {"{role}"} down
shortlist-remove = Remove {"{role}"}
shortlist-moved = {"{role}"} is now number {"{at}"} of {"{n}"}.
shortlist-removed = {"{role}"} is removed.
shortlist-print = Print this list
shortlist-download = Download this list (text file)
shortlist-compare = Compare these roles
shortlist-delete = Delete all
shortlist-delete-ask = This removes every saved role from this device. You cannot get the list back.
shortlist-delete-yes = Yes, delete them all
shortlist-delete-no = No, keep them
shortlist-deleted = All saved roles are deleted.
shortlist-keep = Add these to my saved roles
shortlist-kept = These roles are now saved on this device.
shortlist-own = Show my own saved roles
shortlist-link = Link to this list
shortlist-link-note = The link holds the names of the roles. Whoever opens it sees this list. It is not sent to us.
shortlist-copy = Copy the link
shortlist-copied = The link is copied.
shortlist-copy-yourself = The link is selected. Copy it with your keyboard or a long press.
shortlist-notes = My notes
shortlist-about-title = How saving works
shortlist-about = When you save a role, its name stays in this browser, on this device. No account is needed and nothing is sent. Anyone who uses this browser can see the list, so delete it on a shared computer. Saving needs scripts; without them, the packs and the worksheet below do the same job.
shortlist-packs-title = Packs to print
shortlist-packs-intro = Each pack holds every role in one profession, with one role to a page.
worksheet-title = Worksheet
worksheet-intro = Print this page and fill in the table by hand.
worksheet-caption = Roles I am thinking about
worksheet-region = Worksheet, table
worksheet-role = Role
worksheet-like = What I like about it
worksheet-worry = What I am not sure about
worksheet-ask = What to ask, and whom
worksheet-next = My next step
worksheet-row = Role { $number }

search-title = Search
search-lede = Find a role, a way in, a partner or a word.
search-browse-title = Look through the lists
search-label = What are you looking for?
search-button = Search
search-one = 1 result for “{"{q}"}”
search-many = {"{n}"} results for “{"{q}"}”
search-none = 0 results for “{"{q}"}”
search-advice = Check the spelling, use fewer words, or look through the lists.
search-also = Also called {"{q}"}
search-more = {"{n}"} more
search-near = See what is near {"{q}"}
search-place = Is {"{q}"} a town, a trust or a college? Look for it near you.
search-failed = Search could not be loaded. Use the lists instead.
# Questions about a role, one a line: the id of the part that answers it | what the link says | words that ask it.
# The part "near" is the page "Near you", asked with a place after it.
search-asks =
    key-facts | {"{q}"}: pay and key facts | how much, how much money, earn, earning, earns, salary, salaries, wage, wages, pay, paid, get paid, money, starting salary
    key-facts | {"{q}"}: the age to start, and key facts | age limit, what age, how old, old enough, minimum age, too old, too young, youngest age, age
    key-facts | {"{q}"}: hours and key facts | hours, shifts, night shifts, nights, weekends, working hours
    ways-in | {"{q}"}: ways in, and how long they take | how long, how many years, how long does it take, years to, how to become, become, becoming, how to be, how do i get into, how to get into, get into, how do you get into, ways into, way into, training to be, train to be, train as, training, routes into, how to start, start as, want to be, how can i be, how do i be
    before-you-start | {"{q}"}: what you need | gcse, gcses, what gcses, grades, what grades, qualifications, what qualifications, requirements, entry requirements, what do i need, what do you need, need to be, subjects, what subjects, a levels, what a levels, dbs, criminal record
    what-you-do | {"{q}"}: what you do | what does, what do, what is a, what is an, day in the life, duties, tasks, what do they do, typical day
    is-it-for-me | {"{q}"}: is it for me? | is it hard, hard, stressful, is it stressful, good at, skills, what skills, bad things, downsides, pros and cons, difficult, worst part, best part
    where-you-work | {"{q}"}: where you work | where do, where does, workplace, where can
    where-it-can-lead | {"{q}"}: where it can lead | promotion, progression, career progression, next step, move up, after being
    related-roles | Jobs like {"{q}"} | similar to, jobs like, jobs similar to, something like, instead of, alternative to
    near | See what is near {"{q}"} | near, near to, close to, around, local to, nearby
# Words that say little where others stand beside them.
search-weak = job jobs work working worker career careers role roles people person patient patients help helping want wants like love good best top need someone something thing things get getting start apply course courses studying study hospital hospitals nhs make makes making use using give take most really interested im ive daughter son child who being been not
# A group of results, and beside one result what kind of thing it is.
search-group-best = Best matches
search-group-elsewhere = Not on this site
search-group-areas = { $count ->
    [one] Area
   *[other] Areas
}
search-group-assessments = { $count ->
    [one] Self-check
   *[other] Self-checks
}
search-group-benchmarks = { $count ->
    [one] Gatsby Benchmark
   *[other] Gatsby Benchmarks
}
search-group-case-studies = { $count ->
    [one] Real story
   *[other] Real stories
}
search-group-domains = { $count ->
    [one] Framework domain
   *[other] Framework domains
}
search-group-events = { $count ->
    [one] Event
   *[other] Events
}
search-group-glossary = { $count ->
    [one] Word explained
   *[other] Words explained
}
search-group-guides = { $count ->
    [one] Guide
   *[other] Guides
}
search-group-interests = What you enjoy
search-group-interventions = { $count ->
    [one] Way to Grow Your Own
   *[other] Ways to Grow Your Own
}
search-group-pages = { $count ->
    [one] Page
   *[other] Pages
}
search-group-partner-kinds = { $count ->
    [one] Kind of partner
   *[other] Kinds of partner
}
search-group-partners = { $count ->
    [one] Partner
   *[other] Partners
}
search-group-pathways = { $count ->
    [one] Pathway
   *[other] Pathways
}
search-group-pay = { $count ->
    [one] Pay band
   *[other] Pay bands
}
search-group-professions = { $count ->
    [one] Profession
   *[other] Professions
}
search-group-programmes = { $count ->
    [one] Programme
   *[other] Programmes
}
search-group-roles = { $count ->
    [one] Role
   *[other] Roles
}
search-group-routes = { $count ->
    [one] Way in
   *[other] Ways in
}
search-group-stages = { $count ->
    [one] Framework stage
   *[other] Framework stages
}
search-group-starting-points = { $count ->
    [one] Starting point
   *[other] Starting points
}
search-group-payments = { $count ->
    [one] Fee or grant
   *[other] Fees and grants
}
search-group-wages = { $count ->
    [one] Minimum wage
   *[other] Minimum wages
}
search-words-title = Everyday words work too
search-words = Type what you would say, such as “physio” or “X-ray”. We chose these words ourselves, and the search leads from them to the right page.

## An archive of the site

# A page in an archive of the site. @ARCHIVE@ is the name of its file, @FOLDER@ of the folder in it.
unpack-title = Unpack me first
unpack-lede = This website is still packed in one file. Its pages and links only work once it is unpacked.
unpack-close = Close this page.
unpack-unpack = Unpack the file @ARCHIVE@.
unpack-windows = Windows: right-click it and choose “Extract all”.
unpack-mac = Mac, iPhone or iPad: double-click or tap it.
unpack-chromebook = Chromebook or Android: open it in Files, and copy the folder @FOLDER@ out of it.
unpack-then = Open the folder @FOLDER@, and in it the file index.html.
unpack-open = Open the website

## Moved and missing pages

moved-title = This page has moved: { $about }
moved-lede = The page you asked for has a new address.
moved-go = Go to { $about }
not-found-title = We cannot find that page
not-found-lede = The address may be wrong, or the page may have moved. Nothing is lost: try one of these.
offline-title = This page needs the internet
offline-lede = It is not on your device, and we cannot reach it now. Check that you are connected, and try again. Until then, you can use what is below.
not-found-search = Search this site
not-found-browse = Look through the lists

## Home

home-start = Start where you are
home-roles = Look at roles
home-short = Easy to read: each job in short lines, with drawings
home-search-label = Search roles, ways in and more
home-counts = { $roles ->
    [one] 1 role
   *[other] { $roles } roles
} and { $routes ->
    [one] 1 way in that is open now
   *[other] { $routes } ways in that are open now
}, each with its sources and the date we checked them.
home-start-title = Which sounds most like you?
home-start-intro = Each one has first steps you can take this week.
home-interests-title = What do you like doing?
home-interests-intro = You do not have to start with a job title.
home-professions-title = The professions
home-professions-intro = Each has registered roles, with support roles beside them.
home-guides-title = For people who plan workforces
home-guides-intro = How health services can grow their own staff, from local people up.

## What the build has checked

checked-title = What has been checked
checked-privacy = A program makes this site. Before it publishes anything, it reads every page and every script. It stops if one of these is not so:
checked-accessibility = A program makes this site. Before it publishes anything, it reads every page. It stops if one of these is not so:
not-checked-title = What has not been checked
not-checked-intro = The owner of this site has asked the program not to stop for these:
beyond-title = What no program can check
beyond-privacy = The program reads what is in the pages, and what scripts say in their own words. It cannot see what is done by the computer that sends out the pages. It cannot see what other websites do when you follow a link.
beyond-accessibility = A program finds only some of the faults that people meet. It cannot tell whether words are clear, or whether a description fits its picture. It cannot tell how a page works with a screen reader. People must check that.
kept-title = A copy of this site on your device
kept-what = When you visit, your browser keeps a copy of these pages, so that you can read them without a connection. Photographs are not in it. It is not done if your device is set to save data.
kept-nothing = The copy is the same for everyone. It does not say who you are, or which pages you have read.
kept-delete = To delete it, open the settings of your browser, look for the data of this website, and delete that. What you have saved here goes as well.
fact-cookies = No page sets a cookie, and no script uses one.
fact-third-party = Nothing is loaded from another website: no code, no pictures, no fonts and no films.
fact-sends = No form and no script sends what you type or choose.
fact-title = Every page has a title of its own.
fact-language = Every page says which language it is in.
fact-headings = Every page has one main heading, and no heading skips a level.
fact-landmarks = Every page has one main part, and its navigation has names.
fact-links = Every link to a page of this site leads to a page or a part that is there.
fact-names = Every link, button and heading has words. What people hear holds the words that people see.
fact-controls = Every field and every choice has a label.
fact-tables = Every table has a caption, and headers for its columns and rows.
fact-pictures = Every picture has words, or is marked as decoration.
fact-media = Every film has captions, every recording has its words, and every frame has a title.
fact-motion = Nothing plays, moves or leads away by itself.
fact-focus = The keyboard goes through each page in the order of the page.
fact-zoom = Every page can be made larger.
fact-colours = The colours of words can be read on the colours behind them.
fact-markup = Labels and descriptions are tied to parts that are there.
unchecked-cookies = whether anything here sets a cookie
unchecked-third-party = whether anything is loaded from another website
unchecked-sends = whether what you type or choose is sent to anyone
unchecked-title = whether every page has a title of its own
unchecked-language = whether every page says which language it is in
unchecked-headings = whether headings are in order
unchecked-landmarks = whether people can go straight to the parts of a page
unchecked-links = whether every link leads somewhere
unchecked-names = whether every link, button and heading has words
unchecked-controls = whether every field has a label
unchecked-tables = whether every table has a caption and headers
unchecked-pictures = whether every picture has words
unchecked-media = whether films and recordings have their words
unchecked-motion = whether anything moves by itself
unchecked-focus = whether the keyboard goes through pages in order
unchecked-zoom = whether every page can be made larger
unchecked-colours = whether the colours can be read
unchecked-markup = whether labels and descriptions are tied to the right parts
