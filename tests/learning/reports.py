"""Reports of cases that never happened, in the form of the published ones, for tests to read and to damage."""

FULL = """
Case 6 | Issue 77 – Parking
Published 14 March 2019
For archived issues, learning reports and related background documents visit www.policeconduct.gov.uk/learning-the-lessons

Warden's notebook is lent to a friend

An officer lent a notebook that was not his to lend, raising issues about:

- Care of notebooks
- Friends who ask for favours

This case is relevant to the following areas:

Public protection\t\tProfessional standards

Overview of incident

Mr A wrote the numbers of parked cars in a notebook and left it at the front
desk of the station.

OFFICIAL

PC B took the notebook home and lent it to a neighbour. Mr A said he was “surprised”.

Type of investigation

IOPC independent investigation

Findings and recommendations

Finding 1

1. Nobody knew who looks after a notebook that is left at the desk.

National recommendation 1

2. Every force should say who looks after what is left at the desk.

Local recommendation 2

3. The force should buy a cupboard.

Response to the recommendations

National recommendation 1

1. Accepted. A form was made.

Local recommendation 2

2. The cupboard was bought.

Other action taken by this police force

1. The desk has a new sign.

Outcomes for officers and staff

PC B

1. PC B had a case to answer for misconduct and received a written warning.

Questions to consider

Questions for policy makers and managers

1. Who looks after what is left at your desk?

Questions for police officers and police staff

2. What would you do with a notebook?
"""

MAGAZINE = """LEARNING THE LESSONS

ISSUE 78 June 2020

CASE STUDIES
1 The borrowed bicycle 4
2 The unlocked shed 9

A word from the editor

Bicycles and sheds are on our minds.

CASE STUDY 1



The borrowed bicycle

A PCSO borrowed a bicycle from the lost property store. He said that he meant to
bring it back.

He said that he meant to bring it back

The owner saw it by the river on a Sunday and rang the station, which sent

a sergeant to look.

KEY QUESTIONS FOR POLICY MAKERS/ MANAGERS:

- Do you count your bicycles?

KEY QUESTIONS FOR POLICE OFFICERS/STAFF:

Would you lend one?

ACTION TAKEN BY THIS POLICE FORCE:

- The store has a lock.

ACTION TAKEN BY THE ASSOCIATION OF STORES:

It wrote to every store.

OUTCOMES FOR THE OFFICERS/STAFF INVOLVED:

- The PCSO was dismissed without notice. He had resigned before the hearing.
- **Read the full learning report**

On sheds

An article that belongs to no case.

CASE STUDY 2

The unlocked shed

A special constable left a shed unlocked for a week.

OUTCOMES FOR THE OFFICERS/STAFF INVOLVED

- The special constable was found guilty of nothing. It was not proven.
- Read the full learning report

Support and information
"""

HTML = """<!DOCTYPE html><html><head><title>ignored</title><style>p { color: red }</style></head><body>
<h1>Case 6 | Issue 77 – Parking</h1><p>Published 14 March 2019</p><h2>Warden&rsquo;s notebook</h2>
<h3>Overview of <em>incident</em></h3><p>Mr A left a notebook
 at the desk.</p><p>PC B took it <b>home</b>.</p>
<h3>Outcomes for officers and staff</h3><ol><li><p>PC B was dismissed without notice.</p></li><li>He appealed.</li></ol>
<h3>Questions for policy makers and managers</h3><ul><li>Who looks after your desk?</li></ul>
<script>alert("not text")</script></body></html>"""
