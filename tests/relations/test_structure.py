"""Edges that a document's structure states: short texts of our own, each with the edges it must give and no others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from krama.errors import KnowledgeError
from krama.knowledge.structure_words import StructureWords, load_structure_words
from krama.model import Entity, EntityType, Place, Reading, Span
from krama.read import read
from krama.relations.structure import find_structure

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"

KINDS: dict[str, EntityType] = {
    **dict.fromkeys(
        ("committee", "council", "working_group", "team", "ministry", "department", "authority", "police", "ngo",
         "state", "post", "person", "international_org", "professional_body", "company", "mission", "group"),
        "Actor",
    ),
    **dict.fromkeys(
        ("prakas", "decision", "sub_decree", "law", "royal_kram", "royal_decree", "constitution", "treaty", "agreement",
         "circular", "communication", "policy", "plan", "guideline", "code_of_conduct", "procedure_document"),
        "Instrument",
    ),
    **dict.fromkeys(
        ("procedure", "programme", "reporting", "inspection", "registration", "training", "strategy", "fund", "step",
         "service", "operation", "coordination", "dispute_settlement"),
        "Mechanism",
    ),
    **dict.fromkeys(("country", "province", "city"), "Place"),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A text and the edges it must give. ``entities`` has a line "id kind: name; other name; ~reference" for each,
    ``edges`` a line "subject predicate object"; ``own`` is the id of the instrument that the text itself is."""

    name: str
    text: str
    entities: str
    edges: str
    own: str = ""


def reading_of(case: Case) -> Reading:
    """The case's text as a reading: every occurrence of a name is a place, the longest name first."""
    document = read(f"{case.name}.txt", case.text.strip("\n").encode())
    names: list[tuple[str, str, str, bool]] = []
    entities: dict[str, Entity] = {}
    for line in case.entities.strip().splitlines():
        head, _, rest = line.strip().partition(":")
        id_, kind = head.split()
        entities[id_] = Entity(id_, KINDS[kind], kind, rest.split(";")[0].strip())
        names += [(alias.strip().lstrip("~"), id_, kind, alias.strip().startswith("~")) for alias in rest.split(";")]
    rows = []
    for passage in document.passages:
        found: list[Place] = []
        for name, id_, kind, reference in sorted(names, key=lambda row: -len(row[0])):
            start = passage.text.find(name)
            while start >= 0:
                span = Span(start, start + len(name))
                around = passage.text[start - 1 : start] + passage.text[span.end : span.end + 1]
                inside = any(p.span.contains(span) for p in found)
                same = any(p.span.contains(span) and p.entity == id_ for p in found)
                if not any(c.isalnum() for c in around) and not same:
                    found.append(Place(span, id_, KINDS[kind], kind, reference=reference, nested=inside))
                start = passage.text.find(name, span.end)
        rows.append(tuple(sorted(found, key=lambda p: (p.span.start, -p.span.end))))
    return Reading(document, entities, tuple(rows), own=case.own, normative=bool(case.own))


CASES = (
    # rosters ----------------------------------------------------------------------------------------------------------
    Case(
        "table-with-tabs",
        """
DECISION

Article 1
A Flood Relief Committee is hereby created and composed as follows:

1\tH.E. Sok Dara\tMinister of Water\tChairman
2\tMrs. Lim Rotha\tGovernor of Takeo\tVice-Chairwoman
3\tDirector of the River Office\t\tPermanent Member
4\tRepresentative of the Farmers Union\t\tMember
""",
        """
own decision: DECISION
frc committee: Flood Relief Committee
sok person: Sok Dara
lim person: Lim Rotha
mw post: Minister of Water
gt post: Governor of Takeo
dro post: Director of the River Office
ro department: River Office
fu professional_body: Farmers Union
""",
        """
own establishes frc
sok heads frc
lim heads frc
sok holdsPost mw
lim holdsPost gt
dro memberOf frc
fu memberOf frc
""",
        own="own",
    ),
    Case(
        "role-subheadings",
        """
## Composition of the Heritage Council

### Chair:

- Minister of Culture

### Vice-Chairs:

- Mayor of Kampot
- Director of the Stone Museum

### Members:

- Artists Guild
- Department of Roads
""",
        """
hc council: Heritage Council
mc post: Minister of Culture
mk post: Mayor of Kampot
dsm post: Director of the Stone Museum
ag professional_body: Artists Guild
dr department: Department of Roads
""",
        """
mc heads hc
mk heads hc
dsm heads hc
ag memberOf hc
dr memberOf hc
""",
    ),
    Case(
        "role-lines",
        """
Article 2.
The Seed Board has the following composition:

Chairman: Minister of Agriculture
Vice-Chairman: Rector of the Farm School
Members: Seed Growers Union, Grain Bank and Department of Soils
Observer: Food Fund
""",
        """
sb council: Seed Board
ma post: Minister of Agriculture
rfs post: Rector of the Farm School
sgu professional_body: Seed Growers Union
gb company: Grain Bank
ds department: Department of Soils
ff international_org: Food Fund
""",
        """
ma heads sb
rfs heads sb
sgu memberOf sb
gb memberOf sb
ds memberOf sb
""",
    ),
    Case(
        "semicolons-in-one-sentence",
        "The Tourism Task Force is composed of: Minister of Tourism, Chair; Harbour Master, Vice-Chair; "
        "Hotel Association; and a representative of the Coast Police.\n",
        """
ttf working_group: Tourism Task Force
mt post: Minister of Tourism
hm post: Harbour Master
ha professional_body: Hotel Association
cp police: Coast Police
""",
        """
mt heads ttf
hm heads ttf
ha memberOf ttf
cp memberOf ttf
""",
    ),
    Case(
        "labels-in-one-line",
        "Members of the Audit Committee – Chair: Ny Vanna; Members: Court of Accounts; Budget Office.\n",
        """
ac committee: Audit Committee
ny person: Ny Vanna
coa authority: Court of Accounts
bo department: Budget Office
""",
        """
ny heads ac
coa memberOf ac
bo memberOf ac
""",
    ),
    Case(
        "roles-in-brackets",
        """
Rule 4. Membership. The Lake Commission shall consist of the following:

(1) Minister of Fisheries (Chairperson)
(2) Director of Lakes (Vice Chairperson)
(3) two fishers nominated by the Fishers Federation (Members)
(4) Lake Police (Member)
""",
        """
lc committee: Lake Commission
mf post: Minister of Fisheries
dl post: Director of Lakes
ff professional_body: Fishers Federation
lp police: Lake Police
""",
        """
mf heads lc
dl heads lc
ff memberOf lc
lp memberOf lc
""",
    ),
    Case(
        "roman-numerals-clauses",
        """
PART II
THE WETLANDS BOARD

3. Composition
The Board consists of—
(i) the Chief Forester, who shall be the chairperson;
(ii) the Inspector of Dams;
(iii) one representative from each of the following:
(A) the Wildlife Society;
(B) the Boat Owners Union;
(iv) a lawyer, who serves without a vote.
""",
        """
wb council: WETLANDS BOARD; ~Board
cf post: Chief Forester
id post: Inspector of Dams
ws ngo: Wildlife Society
bou professional_body: Boat Owners Union
""",
        """
cf heads wb
id memberOf wb
ws memberOf wb
bou memberOf wb
""",
    ),
    Case(
        "capital-names-with-dashes",
        """
To appoint the Disaster Cell with members as follows:
- H.E. KEO MAKARA, Secretary of State for Health – Chairman
- Mr. TEP SITHA – Deputy Chairman
- Ms. OUK LINA, Head of the Ambulance Service – Member
- Mr. POV RITH – Secretary
""",
        """
dc team: Disaster Cell
keo person: KEO MAKARA
tep person: TEP SITHA
ouk person: OUK LINA
pov person: POV RITH
ssh post: Secretary of State for Health
has post: Head of the Ambulance Service
as department: Ambulance Service
""",
        """
keo heads dc
tep heads dc
ouk memberOf dc
pov memberOf dc
keo holdsPost ssh
ouk holdsPost has
""",
    ),
    Case(
        "glued-role-words",
        """
The Salt Committee, with the composition as follows:
1. Minister of Commerce Chairman
2. Under-Secretary of State of the Ministry of Mines Vice Chairman
3. Director of the Salt Office Member
4. Salt Makers League Member
""",
        """
sc committee: Salt Committee
mc post: Minister of Commerce
us post: Under-Secretary of State of the Ministry of Mines
mm ministry: Ministry of Mines
dso post: Director of the Salt Office
so department: Salt Office
sml professional_body: Salt Makers League
""",
        """
mc heads sc
us heads sc
dso memberOf sc
sml memberOf sc
""",
    ),
    Case(
        "body-in-heading-above",
        """
Article 5: Secretariat of the Dam Council

Composition:

a) Chief of Cabinet - Head
b) Ms. Hang Sovann, Registrar of Wells - Deputy Head
c) two officers of the Canal Authority - Members
""",
        """
dc council: Dam Council
sdc department: Secretariat of the Dam Council
cc post: Chief of Cabinet
hang person: Hang Sovann
rw post: Registrar of Wells
ca authority: Canal Authority
""",
        """
cc heads sdc
hang heads sdc
hang holdsPost rw
ca memberOf sdc
""",
    ),
    Case(
        "mechanism-as-body",
        """
Operation Clean River is composed as follows:
- River Police: leader
- Ministry of Water: deputy leader
- Anglers Club: member
""",
        """
ocr operation: Operation Clean River
rp police: River Police
mw ministry: Ministry of Water
ac ngo: Anglers Club
""",
        """
rp heads ocr
mw heads ocr
ac participatesIn ocr
""",
    ),
    Case(
        "role-first-in-a-table",
        """
The Ethics Panel consists of:

Chair\tProf. Mey Sarin\tNorth University
Member\tMr. Ros Chhay\tPress Club
Member\tYouth League
""",
        """
ep committee: Ethics Panel
mey person: Mey Sarin
ros person: Ros Chhay
nu authority: North University
pc ngo: Press Club
yl ngo: Youth League
""",
        """
mey heads ep
ros memberOf ep
yl memberOf ep
""",
    ),
    Case(
        "no-roster-recipients",
        """
The Seed Board met on Monday.

Copies to:
- Ministry of Agriculture
- Seed Growers Union
- Secretariat of the Seed Board
""",
        """
sb council: Seed Board
ma ministry: Ministry of Agriculture
sgu professional_body: Seed Growers Union
""",
        "",
    ),
    Case(
        "no-roster-cases-by-province",
        """
The Harbour Team received requests from the provinces as follows:
1. Kep Province, 12 requests
2. Takeo Province, 3 requests sent by the Takeo Women's Council
""",
        """
ht team: Harbour Team
kep province: Kep Province
tak province: Takeo Province
twc council: Takeo Women's Council
""",
        "",
    ),
    Case(
        "no-roster-long-sentences",
        """
Answers of the Coast Committee:
- As member of the Sea Forum, the Ministry of Water treats all cases alike and has always done so.
- The Ministry of Mines, with the Coal Office as an assistant, has closed nine pits since March.
""",
        """
cc committee: Coast Committee
sf international_org: Sea Forum
mw ministry: Ministry of Water
mm ministry: Ministry of Mines
co department: Coal Office
""",
        "",
    ),
    # units ------------------------------------------------------------------------------------------------------------
    Case(
        "departments-of-a-general-department",
        """
Article 9
The General Department of Prisons has the following departments:
1. Department of Staff;
2. Department of Food; and
3. Department of Inspection.
""",
        """
gdp department: General Department of Prisons
ds department: Department of Staff
df department: Department of Food
di department: Department of Inspection
""",
        """
ds partOf gdp
df partOf gdp
di partOf gdp
""",
    ),
    Case(
        "units-placed-under",
        """
The following working groups are established under the Heat Council:
(a) Working Group on Shade, led by the Ministry of Works;
(b) Working Group on Water.
""",
        """
hc council: Heat Council
wgs working_group: Working Group on Shade
wgw working_group: Working Group on Water
mw ministry: Ministry of Works
""",
        """
wgs partOf hc
wgw partOf hc
""",
    ),
    Case(
        "composed-of-offices",
        "The Land Department is composed of three offices: Office of Maps; Office of Titles; Office of Disputes.\n",
        """
ld department: Land Department
om department: Office of Maps
ot department: Office of Titles
od department: Office of Disputes
""",
        """
om partOf ld
ot partOf ld
od partOf ld
""",
    ),
    # duties -----------------------------------------------------------------------------------------------------------
    Case(
        "duties-many-verbs",
        """
Article 4
The Fuel Authority shall have the following functions and duties:
- administer the Fuel Price Fund and run the fuel hotline;
- assist the Ministry of Trade in the annual tank inspection;
- set up a Fuel Laboratory;
- draft the Sub-Decree on Fuel Quality and submit it to the Cabinet;
- issue the Guideline on Pumps;
- cooperate with the Gas Forum in the depot training;
- propose a Tanker Programme to the Cabinet;
- report every year to the Cabinet.
""",
        """
fa authority: Fuel Authority
mt ministry: Ministry of Trade
cab council: Cabinet
gf ngo: Gas Forum
fl team: Fuel Laboratory
fpf fund: Fuel Price Fund
fh reporting: fuel hotline
ti inspection: annual tank inspection
dt training: depot training
tp programme: Tanker Programme
sdf sub_decree: Sub-Decree on Fuel Quality
gp guideline: Guideline on Pumps
""",
        """
fa responsibleFor fpf
fa responsibleFor fh
fa participatesIn ti
fa establishes fl
sdf draftedBy fa
gp issuedBy fa
fa cooperatesWith gf
fa responsibleFor dt
gf participatesIn dt
""",
    ),
    Case(
        "responsible-for-nominal-items",
        """
The Licence Office is responsible for:
a. management of the trader register;
b. the market inspection scheme;
c. coordination, together with the Town Police, of the night patrol service;
d. other tasks as assigned.
""",
        """
lo department: Licence Office
tp police: Town Police
tr registration: trader register
mis inspection: market inspection scheme
nps service: night patrol service
""",
        """
lo responsibleFor tr
lo responsibleFor mis
lo responsibleFor nps
lo cooperatesWith tp
tp participatesIn nps
""",
    ),
    Case(
        "functions-heading",
        """
### Functions of the Youth Council

1. To operate the Youth Counselling Line.
2. To keep, after consulting the School Board, a register of clubs.
3. To advise the Minister of Youth on the Camp Programme.
""",
        """
yc council: Youth Council
sb council: School Board
my post: Minister of Youth
ycl reporting: Youth Counselling Line
rc registration: register of clubs
cp programme: Camp Programme
""",
        """
yc responsibleFor ycl
yc responsibleFor rc
""",
    ),
    Case(
        "shall-and-items",
        """
Section 12. The Department of Jobs shall:
(a) maintain the vacancy database;
(b) in cooperation with the Builders Union, conduct the site safety campaign;
(c) not operate the private placement scheme.
""",
        """
dj department: Department of Jobs
bu professional_body: Builders Union
vd service: vacancy database
ssc operation: site safety campaign
pps programme: private placement scheme
""",
        """
dj responsibleFor vd
dj responsibleFor ssc
dj cooperatesWith bu
bu participatesIn ssc
""",
    ),
    Case(
        "powers-that-may-be-used",
        """
The Rent Board may:
(a) operate a rent register;
(b) establish a Tenants Panel.
""",
        """
rb council: Rent Board
rr registration: rent register
tp committee: Tenants Panel
""",
        "",
    ),
    Case(
        "duty-under-another-law",
        """
The Bus Office has the following duties:
- ensure that the driver training is held in accordance with Prakas No. 7;
- collect the fees provided for in the Toll Scheme.
""",
        """
bo department: Bus Office
dt training: driver training
p7 prakas: Prakas No. 7
ts programme: Toll Scheme
""",
        "",
    ),
    # steps ------------------------------------------------------------------------------------------------------------
    Case(
        "steps-in-one-sentence",
        "The referral procedure is divided into 3 Steps: (1) First Contact, (2) Safety Plan, and (3) Handover.\n",
        """
rp procedure: referral procedure
s1 step: First Contact
s2 step: Safety Plan
s3 step: Handover
""",
        """
rp hasStep s1
rp hasStep s2
rp hasStep s3
""",
    ),
    Case(
        "step-headings",
        """
# Complaint Procedure

Anyone may complain.

## Step 1: Intake

Write the complaint down.

## Step 2: Hearing

Hear both sides.
""",
        """
cp procedure: Complaint Procedure
s1 step: Intake
s2 step: Hearing
""",
        """
cp hasStep s1
cp hasStep s2
""",
    ),
    Case(
        "stages-as-items",
        """
Licensing of guides takes place in the following stages:
i. Application
ii. Oral Test
""",
        """
lg registration: Licensing of guides
s1 step: Application
s2 step: Oral Test
""",
        """
lg hasStep s1
lg hasStep s2
""",
    ),
    Case(
        "lines-of-a-strategy",
        "The Government follows the Three Strategies against Fire: (1) Early Warning, (2) Fast Rescue and "
        "(3) Fair Compensation.\n",
        """
gov authority: Government
ts strategy: Three Strategies against Fire
l1 strategy: Early Warning
l2 strategy: Fast Rescue
l3 strategy: Fair Compensation
""",
        """
l1 partOf ts
l2 partOf ts
l3 partOf ts
""",
    ),
    Case(
        "components-of-a-programme",
        """
The River Health Programme has three components:
1. Well Testing Scheme
2. Mobile Clinic Service
3. Hygiene Training
""",
        """
rhp programme: River Health Programme
wts inspection: Well Testing Scheme
mcs service: Mobile Clinic Service
ht training: Hygiene Training
""",
        """
wts partOf rhp
mcs partOf rhp
ht partOf rhp
""",
    ),
    # preamble and issuers ---------------------------------------------------------------------------------------------
    Case(
        "preamble-lines",
        """
MINISTRY OF FORESTS
No. 12 PRK

PRAKAS
on
Bamboo

The Minister of Forests

Having seen the Constitution
Having seen Royal Kram No. 5 promulgating the Forest Law, as amended by Royal Kram No. 9
Pursuant to Articles 3 and 4 of Sub-Decree No. 8
Having seen the request of the Bamboo Union
Considering the need to carry out the Timber Law

DECIDES

Article 1
This Prakas regulates bamboo registration.
""",
        """
own prakas: No. 12 PRK; PRAKAS; ~This Prakas
mf ministry: MINISTRY OF FORESTS
min post: Minister of Forests
con constitution: Constitution
k5 royal_kram: Royal Kram No. 5
fl law: Forest Law
k9 royal_kram: Royal Kram No. 9
s8 sub_decree: Sub-Decree No. 8
tl law: Timber Law
bu professional_body: Bamboo Union
br registration: bamboo registration
""",
        """
own issuedBy mf
own issuedBy min
own basedOn con
own basedOn k5
own basedOn s8
k5 promulgates fl
k9 amends fl
own governs br
""",
        own="own",
    ),
    Case(
        "preamble-under-one-line",
        """
ROYAL GOVERNMENT

SUB-DECREE No. 3 ON KITES

ROYAL GOVERNMENT

Having seen:
- the Constitution;
- Royal Decree No. 4 and Royal Decree No. 6;
- the approval of the Cabinet

HEREBY DECIDES

Chapter 1
""",
        """
own sub_decree: SUB-DECREE No. 3 ON KITES
rg authority: ROYAL GOVERNMENT
con constitution: Constitution
d4 royal_decree: Royal Decree No. 4
d6 royal_decree: Royal Decree No. 6
cab council: Cabinet
""",
        """
own issuedBy rg
own basedOn con
own basedOn d4
own basedOn d6
""",
        own="own",
    ),
    Case(
        "preamble-of-no-instrument",
        """
Our view of the market

Pursuant to the Market Law, stalls are numbered.
""",
        "ml law: Market Law",
        "",
    ),
    Case(
        "enacted-by",
        """
THE SALT ACT, 2019

An Act to establish the Salt Commission; to provide for the salt levy register; to give effect to the Sea Convention;
to repeal the Brine Act, 1950 and to amend the Harbours Act; and for connected purposes.

Enacted by the Parliament of Examplia.

1. There is hereby established, under the Ministry of Mines, a Commission known as the Salt Commission.
2. There is established a Salt Makers Fund.
3. Section 9 of the Tax Act is amended by deleting the word "brine".
""",
        """
own law: THE SALT ACT, 2019; ~An Act
sc committee: Salt Commission
mm ministry: Ministry of Mines
slr registration: salt levy register
sco treaty: Sea Convention
ba law: Brine Act, 1950
ha law: Harbours Act
ta law: Tax Act
par authority: Parliament of Examplia
smf fund: Salt Makers Fund
""",
        """
own establishes sc
own governs slr
own implements sco
own repeals ba
own amends ha
own amends ta
own issuedBy par
own establishes smf
sc partOf mm
""",
        own="own",
    ),
    # signatures -------------------------------------------------------------------------------------------------------
    Case(
        "signature-block",
        """
CIRCULAR No. 2

Article 1
Everybody shall queue.

Kampot, 3 March 2020
Minister of Markets
(signed)
HIM SOPHAL
""",
        """
own circular: CIRCULAR No. 2
mm post: Minister of Markets
him person: HIM SOPHAL
kp city: Kampot
""",
        """
own issuedBy mm
him holdsPost mm
""",
        own="own",
    ),
    Case(
        "signature-with-countersigner",
        """
ROYAL DECREE No. 8

Article 1
The crown is round.

Done at the Palace, 1 May 2001

NUON RITHY
King

Submitted to the King for signature

Prime Minister
Signature
YOS BORAN

For copy
Secretary General
PEN VUTHY
""",
        """
own royal_decree: ROYAL DECREE No. 8
king post: King
pm post: Prime Minister
sg post: Secretary General
nuon person: NUON RITHY
yos person: YOS BORAN
pen person: PEN VUTHY
""",
        """
own issuedBy king
nuon holdsPost king
yos holdsPost pm
pen holdsPost sg
""",
        own="own",
    ),
    Case(
        "signature-two-columns",
        """
AGREEMENT No. 4

Article 9
It enters into force at once.

Done at Kep on 4 June 2018

For the Ministry of Rain          For the Ministry of Sun
Minister of Rain          Minister of Sun
(signed)          (signed)
TITH MONY          SENG PISEY
""",
        """
own agreement: AGREEMENT No. 4
mr ministry: Ministry of Rain
ms ministry: Ministry of Sun
pr post: Minister of Rain
ps post: Minister of Sun
tith person: TITH MONY
seng person: SENG PISEY
kep city: Kep
""",
        """
own party mr
own party ms
tith holdsPost pr
seng holdsPost ps
own issuedBy pr
own issuedBy ps
""",
        own="own",
    ),
    Case(
        "letter-signed-by-a-deputy",
        """
No. 44 LTR

Dear Sir,

We thank the Ministry of Trade for its note.

Yours sincerely,

For the Chairman of the Ferry Council
Vice-Chairman of the Ferry Council

MAO DANY

To: Minister of Trade
""",
        """
own communication: No. 44 LTR
fc council: Ferry Council
ch post: Chairman of the Ferry Council
vc post: Vice-Chairman of the Ferry Council
mt ministry: Ministry of Trade
pt post: Minister of Trade
mao person: MAO DANY
""",
        """
own issuedBy fc
mao holdsPost vc
mao heads fc
""",
        own="own",
    ),
    Case(
        "name-then-post",
        """
PRAKAS No. 90

Clause 1
Doors open at nine.

Siem Reap, 12 January 2012

[seal]

DOUNG CHANRA
Minister of Doors
""",
        """
own prakas: PRAKAS No. 90
md post: Minister of Doors
d person: DOUNG CHANRA
sr city: Siem Reap
""",
        """
own issuedBy md
d holdsPost md
""",
        own="own",
    ),
    # the document itself ----------------------------------------------------------------------------------------------
    Case(
        "to-create",
        """
DECISION No. 7

Article 1: To create the Inter-Ministerial Ice Committee, headed by the Minister of Cold.

Article 2: To abrogate Decision No. 6.

Article 3: Provisions contrary to this Decision are abrogated.
""",
        """
own decision: DECISION No. 7; ~this Decision
iic committee: Inter-Ministerial Ice Committee
mc post: Minister of Cold
d6 decision: Decision No. 6
""",
        """
own establishes iic
own repeals d6
""",
        own="own",
    ),
    Case(
        "passive-without-agent",
        """
SUB-DECREE No. 30

Article 1
This Sub-Decree aims to determine the conditions and procedures for ferry licensing and for hull inspection, in order to
implement the Ferry Law.

Article 2
A fund called the Ferry Fund is hereby set up. The Ferry Team shall be established by the Governor of Kep.

Article 3
The Pier Council was created by Sub-Decree No. 12.

Article 4
Sub-Decree No. 28 and Sub-Decree No. 29, which had been amended by Sub-Decree No. 31, are hereby repealed.
Article 5 of Sub-Decree No. 27 shall be repealed.
""",
        """
own sub_decree: SUB-DECREE No. 30; ~This Sub-Decree
fl registration: ferry licensing
hi inspection: hull inspection
law law: Ferry Law
ff fund: Ferry Fund
ft team: Ferry Team
gk post: Governor of Kep
pc council: Pier Council
s12 sub_decree: Sub-Decree No. 12
s28 sub_decree: Sub-Decree No. 28
s29 sub_decree: Sub-Decree No. 29
s31 sub_decree: Sub-Decree No. 31
s27 sub_decree: Sub-Decree No. 27
""",
        """
own governs fl
own governs hi
own implements law
own establishes ff
own repeals s28
own repeals s29
own amends s27
""",
        own="own",
    ),
    Case(
        "this-decision-replaces",
        """
DECISION No. 50 ON THE ESTABLISHMENT OF THE KITE BOARD

Article 1
This Decision replaces Decision No. 40 and establishes the Kite Register.

Article 2
The wind inspection shall take place every spring.
""",
        """
own decision: DECISION No. 50 ON THE ESTABLISHMENT OF THE KITE BOARD; ~This Decision
kb council: KITE BOARD
d40 decision: Decision No. 40
kr registration: Kite Register
wi inspection: wind inspection
""",
        """
own establishes kb
own repeals d40
own establishes kr
own governs wi
""",
        own="own",
    ),
    Case(
        "title-names-a-mechanism",
        """
PRAKAS
ON
THE IMPLEMENTATION OF THE WELL INSPECTION SCHEME

Article 1
Wells are for all.
""",
        """
own prakas: PRAKAS ON THE IMPLEMENTATION OF THE WELL INSPECTION SCHEME
wis inspection: WELL INSPECTION SCHEME
""",
        "own governs wis",
        own="own",
    ),
    Case(
        "report-does-not-establish",
        """
Our year

There is established practice in the Rice Fund. The Rice Team is created every year. The Rice Law was repealed.
""",
        """
rf fund: Rice Fund
rt team: Rice Team
rl law: Rice Law
""",
        "",
    ),
    # further layouts --------------------------------------------------------------------------------------------------
    Case(
        "nested-by-role",
        """
Article 1. To establish the National Flood Committee, composed of:

1. Head of the Committee: Deputy Prime Minister Kao Narith.
2. Deputy Heads:
a) Standing Deputy Head: Minister of Dams;
b) Minister of Roads.
3. Members:
a) Chief of the Weather Office;
b) Red Boat Society;
c) representatives of the River Unions Federation and the Port Company.
""",
        """
own decision: Decision 900
nfc committee: National Flood Committee
dpm post: Deputy Prime Minister
kao person: Kao Narith
md post: Minister of Dams
mr post: Minister of Roads
cwo post: Chief of the Weather Office
wo department: Weather Office
rbs ngo: Red Boat Society
ruf professional_body: River Unions Federation
pc company: Port Company
""",
        """
own establishes nfc
kao heads nfc
kao holdsPost dpm
md heads nfc
mr heads nfc
cwo memberOf nfc
rbs memberOf nfc
ruf memberOf nfc
pc memberOf nfc
""",
        own="own",
    ),
    Case(
        "as-chairperson",
        """
SECTION 4. Composition. The Council shall be composed of the following:

a. Secretary of Mines as Chairperson;
b. Secretary of Labour as Co-Chairperson;
c. Chief, Coal Police, as member; and
d. three (3) representatives from the Miners Congress.
""",
        """
cs council: Coal Safety Council; ~Council
sm post: Secretary of Mines
sl post: Secretary of Labour
ccp post: Chief, Coal Police
cp police: Coal Police
mc professional_body: Miners Congress
""",
        """
sm heads cs
sl heads cs
ccp memberOf cs
mc memberOf cs
""",
    ),
    Case(
        "markdown-table",
        """
# Notice

The Lantern Team has the following composition.

| No | Name | Position | Role in the team |
| --- | --- | --- | --- |
| 1 | Mr. Hak Thy | Director of Lamps | Team Leader |
| 2 | Ms. Im Nary | Chief of Wicks | Member |
| 3 | Ms. So Lyda | Observer of the Candle Club | Observer |
""",
        """
lt team: Lantern Team
hak person: Hak Thy
im person: Im Nary
so person: So Lyda
dl post: Director of Lamps
cw post: Chief of Wicks
cc ngo: Candle Club
""",
        """
hak heads lt
im memberOf lt
hak holdsPost dl
im holdsPost cw
""",
    ),
    Case(
        "name-post-role-on-lines",
        """
The Reef Panel consists of the following members:

1. Ms. Eng Molika
   Rector of the Sea School
   Head

2. Mr. Loy Samnang
   Reef Guides Association
   Member
""",
        """
rp committee: Reef Panel
eng person: Eng Molika
loy person: Loy Samnang
rss post: Rector of the Sea School
rga professional_body: Reef Guides Association
""",
        """
eng heads rp
eng holdsPost rss
loy memberOf rp
""",
    ),
    Case(
        "chairman-of-another-body",
        """
The Bread Commission is made up of:
- Mr. Nop Vireak, Chairman of the Bakers Union
- Ms. Chea Rany, Secretary of the Millers Guild
- Minister of Grain, Chairman of the Commission
""",
        """
bc committee: Bread Commission; ~Commission
nop person: Nop Vireak
chea person: Chea Rany
cbu post: Chairman of the Bakers Union
smg post: Secretary of the Millers Guild
bu professional_body: Bakers Union
mgu professional_body: Millers Guild
mg post: Minister of Grain
""",
        """
nop memberOf bc
chea memberOf bc
mg heads bc
nop holdsPost cbu
chea holdsPost smg
""",
    ),
    Case(
        "ordinary-sentence-before-articles",
        """
PART III

The Peat Board shall meet monthly.

10. The Bog Police runs the peat patrol.
11. The peat levy scheme is kept by the Tax Office.
""",
        """
pb council: Peat Board
bp police: Bog Police
pp operation: peat patrol
pls programme: peat levy scheme
to department: Tax Office
""",
        "",
    ),
    Case(
        "duty-items-with-own-subject",
        """
Article 7: Duties of the Cotton Council

1. The Cotton Secretariat shall manage the bale register.
2. Supervise the gin inspection.
""",
        """
cc council: Cotton Council
cs department: Cotton Secretariat
br registration: bale register
gi inspection: gin inspection
""",
        "cc responsibleFor gi",
    ),
    Case(
        "provides-the-following-services",
        """
The Harbour House, a shelter of the Dock Mission, provides the following services:
- legal aid scheme
- night school
""",
        """
hh ngo: Harbour House
dm ngo: Dock Mission
las service: legal aid scheme
ns training: night school
""",
        """
hh responsibleFor las
hh responsibleFor ns
""",
    ),
    Case(
        "sub-items-of-a-duty",
        """
The Island Office is in charge of:
1. supporting the Fisheries Ministry in:
   a) the net amnesty campaign;
   b) the boat count.
2. running:
   a) the ferry helpline;
   b) the pier scheme.
""",
        """
io department: Island Office
fm ministry: Fisheries Ministry
nac operation: net amnesty campaign
bc programme: boat count
fh reporting: ferry helpline
ps programme: pier scheme
""",
        """
io participatesIn nac
io participatesIn bc
io responsibleFor fh
io responsibleFor ps
""",
    ),
    Case(
        "who-carries-out-a-mechanism",
        """
The Mangrove Programme is implemented by:
(a) the Coast Office;
(b) the Shrimp Farmers League.

The following bodies take part in the Mangrove Programme:
(a) the Tide Institute;
(b) the Crab Trust.
""",
        """
mp programme: Mangrove Programme
co department: Coast Office
sfl professional_body: Shrimp Farmers League
ti authority: Tide Institute
ct ngo: Crab Trust
""",
        """
co responsibleFor mp
sfl responsibleFor mp
ti participatesIn mp
ct participatesIn mp
""",
    ),
    Case(
        "stages-with-labels-in-one-sentence",
        "The asylum procedure comprises: Stage 1 – Reception; Stage 2 – First Interview; Stage 3 – Ruling.\n",
        """
ap procedure: asylum procedure
s1 step: Reception
s2 step: First Interview
s3 step: Ruling
""",
        """
ap hasStep s1
ap hasStep s2
ap hasStep s3
""",
    ),
    Case(
        "steps-in-a-table",
        """
## Steps of the land claim procedure

| Step | Who |
| --- | --- |
| 1. Written claim | the claimant |
| 2. Site visit | Office of Maps |
""",
        """
lcp procedure: land claim procedure
s1 step: Written claim
s2 step: Site visit
om department: Office of Maps
""",
        """
lcp hasStep s1
lcp hasStep s2
""",
    ),
    Case(
        "purposes-are-no-parts",
        """
The purposes of the Heat Plan Programme are:
1. Shade Scheme for markets
2. Water Service for schools
""",
        """
hpp programme: Heat Plan Programme
ss programme: Shade Scheme
ws service: Water Service
""",
        "",
    ),
    Case(
        "having-regard",
        """
REGULATION No 77

THE ASSEMBLY AND THE SENATE,

Having regard to the Founding Treaty, and in particular Article 12 thereof,
Having regard to the opinion of the Bank Committee,
Acting in accordance with Protocol No 2,
Whereas the Old Coin Convention no longer suffices,

HAVE ADOPTED THIS REGULATION:

Article 1
Coins are round.
""",
        """
own law: REGULATION No 77; ~THIS REGULATION
as authority: ASSEMBLY
se authority: SENATE
ft treaty: Founding Treaty
bc committee: Bank Committee
p2 treaty: Protocol No 2
occ treaty: Old Coin Convention
""",
        """
own issuedBy as
own issuedBy se
own basedOn ft
own basedOn p2
""",
        own="own",
    ),
    Case(
        "maker-in-the-preamble",
        """
THE CYCLE LANE REGULATIONS, 2021

IN EXERCISE of the powers of sections 20 and 21 of the Roads Act, the Minister of Roads hereby makes the following Regulations:

1. These Regulations may be cited as the Cycle Lane Regulations.
""",
        """
own law: THE CYCLE LANE REGULATIONS, 2021; Cycle Lane Regulations; ~These Regulations
ra law: Roads Act
mr post: Minister of Roads
""",
        """
own basedOn ra
own issuedBy mr
""",
        own="own",
    ),
    Case(
        "rules-issued-by-a-department",
        """
IMPLEMENTING RULES OF THE NANNY ACT

Pursuant to Section 31 of the Nanny Act, the Department of Homes, in consultation with the Nanny League, issues the
following rules:

RULE 1
""",
        """
own law: IMPLEMENTING RULES OF THE NANNY ACT
na law: Nanny Act; NANNY ACT
dh department: Department of Homes
nl professional_body: Nanny League
""",
        """
own basedOn na
own issuedBy dh
own implements na
""",
        own="own",
    ),
    Case(
        "repeal-list",
        """
PRAKAS No. 60

Article 15
The following are hereby repealed:
1. Prakas No. 11 on Tolls;
2. Prakas No. 12 on Bridges, and Circular No. 3.
""",
        """
own prakas: PRAKAS No. 60
p11 prakas: Prakas No. 11 on Tolls
p12 prakas: Prakas No. 12 on Bridges
c3 circular: Circular No. 3
""",
        """
own repeals p11
own repeals p12
own repeals c3
""",
        own="own",
    ),
    Case(
        "parties-of-an-agreement",
        """
MEMORANDUM OF UNDERSTANDING

between

the Ministry of Prisons
("the Ministry")

and

Open Door Cambodia

Article 1
The parties teach together.
""",
        """
own agreement: MEMORANDUM OF UNDERSTANDING
mp ministry: Ministry of Prisons
odc ngo: Open Door Cambodia
""",
        """
own party mp
own party odc
mp cooperatesWith odc
""",
        own="own",
    ),
    Case(
        "letter-head-lines",
        """
From: General Department of Wells
To: Minister of Water
Reference: Prakas No. 31 on Pumps
Subject: Broken pumps

Nine pumps are broken.
""",
        """
own communication: Letter 5
gdw department: General Department of Wells
mw post: Minister of Water
p31 prakas: Prakas No. 31 on Pumps
""",
        """
own issuedBy gdw
own basedOn p31
""",
        own="own",
    ),
    Case(
        "definitions-state-nothing",
        """
THE WELLS ACT

1. There is established the Wells Council.
2. In this Act:
"Council" means the Wells Council established under section 1;
"Fund" means the Drill Fund established by the Bank Act.
""",
        """
own law: THE WELLS ACT
wc council: Wells Council
df fund: Drill Fund
ba law: Bank Act
""",
        "own establishes wc",
        own="own",
    ),
    Case(
        "joint-prakas-two-ministers",
        """
JOINT PRAKAS No. 14

Article 1
Noise ends at ten.

Phnom Penh, 2 July 2016

Minister of Sound          Minister of Night
(signature)          (signature)
KONG VISAL          HOR SOKHA
""",
        """
own prakas: JOINT PRAKAS No. 14
ms post: Minister of Sound
mn post: Minister of Night
kong person: KONG VISAL
hor person: HOR SOKHA
pp city: Phnom Penh
""",
        """
own issuedBy ms
own issuedBy mn
kong holdsPost ms
hor holdsPost mn
""",
        own="own",
    ),
    Case(
        "plain-name-over-post",
        """
RULES ON LIFTS

RULE I
Lifts stop at every floor.

Done in the City of Sar, this 19th day of June 2014.

ROSA D. LIM
Secretary of Lifts

Attested by:

BEN T. CRUZ
Chief of Records
""",
        """
own law: RULES ON LIFTS
sl post: Secretary of Lifts
cr post: Chief of Records
lim person: ROSA D. LIM
cruz person: BEN T. CRUZ
""",
        """
own issuedBy sl
lim holdsPost sl
cruz holdsPost cr
""",
        own="own",
    ),
    Case(
        "heading-names-the-body-of-duties",
        """
CHAPTER 3
DEPARTMENT OF CAVES

Article 11
Roles and duties

- Guard the caves
- Manage the bat census
- Organise guide training courses with the Cavers Club
""",
        """
dc department: DEPARTMENT OF CAVES
bc programme: bat census
gt training: guide training courses
cc ngo: Cavers Club
""",
        """
dc responsibleFor bc
dc responsibleFor gt
dc cooperatesWith cc
cc participatesIn gt
""",
    ),
    Case(
        "news-is-no-structure",
        """
Storm plan shown

KEP, 3 May 2023 – The Minister of Weather said the Storm Committee would be created. "There is a Storm Fund," she said.

The Storm Committee is chaired by the Governor of Kep. Its members: nobody knows.
""",
        """
mw post: Minister of Weather
sc committee: Storm Committee
sf fund: Storm Fund
gk post: Governor of Kep
kep city: KEP
""",
        "",
    ),
    Case(
        "nested-organisation-chart",
        """
Article 5
The Ministry of Islands shall have the organizational structure as follows:

1. Central level:
- Department of Bridges
- General Department of Ferries:
  + Department of Big Ferries
  + Department of Small Ferries
2. Local level:
- Provincial Office of Islands
""",
        """
mi ministry: Ministry of Islands
db department: Department of Bridges
gdf department: General Department of Ferries
dbf department: Department of Big Ferries
dsf department: Department of Small Ferries
poi department: Provincial Office of Islands
""",
        """
db partOf mi
gdf partOf mi
dbf partOf gdf
dsf partOf gdf
poi partOf mi
""",
    ),
    Case(
        "dash-before-the-colon",
        "Section 6. Functions. \u2014 The Truffle Board shall have the following functions: (a) To run the dog training; "
        "(b) Keep the oak register; (c) coordinate with the Mushroom Club in the autumn census.\n",
        """
tb council: Truffle Board
mc ngo: Mushroom Club
dt training: dog training
orr registration: oak register
ac programme: autumn census
""",
        """
tb responsibleFor dt
tb responsibleFor orr
tb cooperatesWith mc
tb responsibleFor ac
mc participatesIn ac
""",
    ),
    Case(
        "action-plan-table",
        """
# Plan

| Activity | Responsible institution | Partners | When |
| --- | --- | --- | --- |
| Open the widow helpline | Ministry of Kin | Widows Aid; Town Bank | 2024 |
| Hold the village forum | Town Bank | | 2025 |
""",
        """
mk ministry: Ministry of Kin
wa ngo: Widows Aid
tb company: Town Bank
wh reporting: widow helpline
vf programme: village forum
""",
        """
mk responsibleFor wh
wa participatesIn wh
tb participatesIn wh
tb responsibleFor vf
""",
    ),
    Case(
        "royal-kram",
        """
ROYAL KRAM No. 17

Having seen the Constitution

HEREBY PROMULGATES

The Law on Lanterns, adopted by the Assembly on 4 May 2005, the text of which follows:
""",
        """
own royal_kram: ROYAL KRAM No. 17
con constitution: Constitution
ll law: Law on Lanterns
as authority: Assembly
""",
        """
own basedOn con
own promulgates ll
""",
        own="own",
    ),
    Case(
        "captions-without-colon",
        """
The Spice Committee is composed as follows:

Chairperson
Minister of Pepper
Vice-Chairpersons
Governor of Kampot
Mayor of Kep
Members
Pepper Growers Union
Spice Bank
""",
        """
sc committee: Spice Committee
mp post: Minister of Pepper
gk post: Governor of Kampot
mk post: Mayor of Kep
pgu professional_body: Pepper Growers Union
sb company: Spice Bank
""",
        """
mp heads sc
gk heads sc
mk heads sc
pgu memberOf sc
sb memberOf sc
""",
    ),
    Case(
        "two-roles-at-once",
        """
The Well Commission consists of the following members:
- Mr. Som Pich (Ministry of Water), Vice-Chair and Secretary General
- Ms. Ung Lak, Director of a water firm
- Mr. Yin Teav, Permanent Member
""",
        """
wc committee: Well Commission
som person: Som Pich
ung person: Ung Lak
yin person: Yin Teav
mw ministry: Ministry of Water
""",
        """
som heads wc
ung memberOf wc
yin memberOf wc
""",
    ),
    Case(
        "circular-with-subject-line",
        """
CIRCULAR No. 21

Subject: Strengthening of the Kiln Inspection

To all governors
""",
        """
own circular: CIRCULAR No. 21
ki inspection: Kiln Inspection
""",
        "own governs ki",
        own="own",
    ),
    Case(
        "title-inside-a-body",
        """
DECISION
on the Composition of the Committee for the Renewal of the Milk Scheme

Article 1
The Committee for the Renewal of the Milk Scheme has the following members:
1. Minister of Milk, Chairman
""",
        """
own decision: DECISION on the Composition of the Committee for the Renewal of the Milk Scheme
crm committee: Committee for the Renewal of the Milk Scheme
ms programme: Milk Scheme
mm post: Minister of Milk
""",
        "mm heads crm",
        own="own",
    ),
    Case(
        "working-groups-of",
        """
The six Working Groups of the Fire Council:
1. Prevention Working Group, led by the Ministry of Ash;
2. Rescue Working Group, led by the Ministry of Rope.
""",
        """
fc council: Fire Council
pwg working_group: Prevention Working Group
rwg working_group: Rescue Working Group
ma ministry: Ministry of Ash
mr ministry: Ministry of Rope
""",
        """
pwg partOf fc
rwg partOf fc
""",
    ),
    Case(
        "persons-appointed-members",
        """
Article 1
The following persons are appointed as members of the Tea Board:
- Ms. Kim Sor
- Mr. Prum Vann, Dean of the Leaf Faculty
""",
        """
own decision: Decision 41
tb council: Tea Board
kim person: Kim Sor
prum person: Prum Vann
dlf post: Dean of the Leaf Faculty
""",
        """
kim memberOf tb
prum memberOf tb
prum holdsPost dlf
""",
        own="own",
    ),
    Case(
        "duties-of-a-post",
        """
The Chairperson of the Maize Council has the duties and responsibilities below:
1. leading the Seed Rescue Programme
2. signing letters to the Grain Fund
""",
        """
cmc post: Chairperson of the Maize Council
mc council: Maize Council
srp programme: Seed Rescue Programme
gf fund: Grain Fund
""",
        "cmc responsibleFor srp",
    ),
    Case(
        "each-party-shall",
        """
The Ministry of Songs agrees to the following:
- to open the music school programme
- to pay the Drum Society
""",
        """
ms ministry: Ministry of Songs
ds ngo: Drum Society
msp programme: music school programme
""",
        "",
    ),
    Case(
        "table-of-contents",
        """
Contents

1. Functions of the Bee Council	3
2. Composition of the Bee Council	4
3. Hive Register	5
4. Signature	9
""",
        """
bc council: Bee Council
hr registration: Hive Register
""",
        "",
    ),
    Case(
        "roster-under-article-heading-with-title",
        """
Article 4 – Composition

The National Chess Council shall include:

(1) The Minister of Games – President;
(2) The Director General of Boards – Vice-President;
(3) Five grandmasters;
(4) A delegate of the Pawn Union.
""",
        """
ncc council: National Chess Council
mg post: Minister of Games
dgb post: Director General of Boards
pu professional_body: Pawn Union
""",
        """
mg heads ncc
dgb heads ncc
pu memberOf ncc
""",
    ),
    Case(
        "pronoun-before-the-list",
        """
2.1 The Fog Commission was set up in 2011 under the Ministry of Air. It is composed of:
- Director of Clouds, chairing
- Weather Institute
""",
        """
fc committee: Fog Commission
ma ministry: Ministry of Air
dc post: Director of Clouds
wi authority: Weather Institute
""",
        """
dc memberOf fc
wi memberOf fc
""",
    ),
    Case(
        "report-behind-a-letter",
        """
Permanent Office of Lakeland

No: 11/2020

The Permanent Office of Lakeland has the honour to send a report on the floods of last year, which was written with much
care over many months by several people who know the lakes, and hopes that it will be found useful by everybody.

Geneva, 4 March 2020

No. 8 FLD

REPORT

The lakes rose by two metres in the month of May and by one more metre in the month of June, after which they fell again
to the height that they had before, so that the boats could leave in July, as was told in the first part.

With best regards,

Secretary General of the Lake Council

TOM RILEY
""",
        """
own communication: No: 11/2020
po mission: Permanent Office of Lakeland
rep communication: No. 8 FLD
lc council: Lake Council
sg post: Secretary General of the Lake Council
tom person: TOM RILEY
gva city: Geneva
""",
        """
own issuedBy po
rep issuedBy lc
tom holdsPost sg
""",
        own="own",
    ),
    Case(
        "components-of",
        """
The components of the Road Safety Programme are:
(a) Helmet Scheme
(b) Night Lamp Service

Activities follow the Two Strategies against Speed:
- Slow Lanes Scheme: paint them
- Wide Kerbs Scheme: build them

The police acted under the Two Strategies against Speed:
- Helmet Scheme: they sold helmets
- Night Lamp Service: they lit lamps
""",
        """
rsp programme: Road Safety Programme
hs programme: Helmet Scheme
nls service: Night Lamp Service
ts strategy: Two Strategies against Speed
sl strategy: Slow Lanes Scheme
wk strategy: Wide Kerbs Scheme
""",
        """
hs partOf rsp
nls partOf rsp
sl partOf ts
wk partOf ts
""",
    ),
    Case(
        "subjects-that-are-no-bodies",
        """
CHAPTER 2
THE HARVEST BOARD

Employers shall:
(a) join the wage register;
(b) keep the safety training.

Role of parents

- support the school meal service

A meeting consists of:
- Farmers Union
- Seed Bank

The Board shall:
(a) keep the wage register.

Its members are:
- Farmers Union
""",
        """
hb council: HARVEST BOARD
fu professional_body: Farmers Union
sb company: Seed Bank
wr registration: wage register
st training: safety training
sm service: school meal service
""",
        """
hb responsibleFor wr
fu memberOf hb
""",
    ),
    Case(
        "provision-under-another-text",
        """
PRAKAS No. 70

Clause 1
The cargo inspection is described in Prakas No. 69.

Clause 2
The crew register shall be kept by the Harbour Master.
""",
        """
own prakas: PRAKAS No. 70
p69 prakas: Prakas No. 69
ci inspection: cargo inspection
cr registration: crew register
hm post: Harbour Master
""",
        "own governs cr",
        own="own",
    ),
    Case(
        "plural-bodies",
        """
The Village Water Units have the following tasks:
- run the pump repair service
""",
        """
vwu team: Village Water Units
prs service: pump repair service
""",
        "vwu responsibleFor prs",
    ),
    Case(
        "negated-enactments",
        """
LAW No. 3

Article 1. There is not established any Toll Fund.

Article 2. (1) There is established in Kep a Ferry Fund.

Article 3. The Toll Council shall not be set up. If the Bridge Team is set up, it shall meet.

Article 4. Law No. 2 is not repealed.
""",
        """
own law: LAW No. 3
tf fund: Toll Fund
ff fund: Ferry Fund
tc council: Toll Council
bt team: Bridge Team
l2 law: Law No. 2
kep city: Kep
""",
        "own establishes ff",
        own="own",
    ),
)


@pytest.fixture(scope="module")
def words() -> StructureWords:
    return load_structure_words(ONTOLOGY)


def test_words_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_structure_words(tmp_path)
    (tmp_path / "languages").mkdir()
    file = tmp_path / "languages" / "structure-en.toml"
    file.write_text("[small", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="not TOML"):
        load_structure_words(tmp_path)
    file.write_text("[preamble]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="key 'letterhead' is missing"):
        load_structure_words(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edges(case: Case, words: StructureWords) -> None:
    reading = reading_of(case)
    found = {(edge.subject, edge.predicate, edge.object) for edge in find_structure(reading, words)}
    expected = {tuple(line.split()) for line in case.edges.strip().splitlines()}
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_spans_lie_in_their_passages(case: Case, words: StructureWords) -> None:
    reading = reading_of(case)
    for edge in find_structure(reading, words):
        text = reading.document.passages[edge.passage].text
        assert 0 <= edge.span.start < edge.span.end <= len(text)
        assert edge.span.contains(edge.core)
        assert edge.rule.startswith("structure/")
        assert edge.lead is None or edge.lead != edge.passage
