"""Writes the sample company: one year of raw CSV exports of "Atelier Lumen".

Usage: python3 scripts/make_sample.py [FOLDER]      (default: data/sample)

Nothing here looks at the clock, the machine or hash order, so that every run of
every Python version writes the same bytes. data/sample/README.md tells the story.
"""

import csv
import datetime as dt
import random
import re
import sys
import unicodedata
from pathlib import Path

SEED = 20261115
# Times carry no zone, as in the exports. END is the first day after the year.
FOUNDED, START, END = map(
    dt.datetime.fromisoformat, ("2023-01-09", "2025-11-17", "2026-11-16")
)
CONTACTS, B2B_SHARE, ALIASES = 2000, 0.45, 27
OLD_EXPORT = ("2025-11", "2025-12")  # these parts had no column for the campaign yet
COLUMNS = {
    "contacts": "contact_id,created_at,audience,first_name,last_name,email,company,"
    "sector,sex,birth_date,city,latitude,longitude,lifecycle_stage,source,newsletter",
    "events": "event_id,contact_id,event_type,occurred_at,page,channel,campaign,asset",
    "orders": "order_id,contact_id,ordered_at,amount,currency,status",
    "deals": "deal_id,contact_id,created_at,closed_at,stage,amount",
    "sales_touches": "touch_id,contact_id,touched_at,channel,outcome",
    "contact_aliases": "alias_id,contact_id",
    "contact_changes": "contact_id,attribute,value,valid_from",
    "campaign_costs": "cost_id,campaign,channel,spent_on,amount",
}
# Made from the other tables as they are exported, with chance of their own.
LATER = ("contact_changes", "campaign_costs")
# How busy a month, a weekday (from Monday) and an hour (from midnight) are: 0 to 9.
MONTHS = {"b2b": "889869538996", "b2c": "967766558798"}
WEEK = {"b2b": "8998711", "b2c": "6677799"}
HOURS = {"b2b": "000000015998359974210000", "b2c": "000000123333653334679973"}

FEMALE = "Camille,Inès,Zoé,Chloé,Léa,Anaïs,Élodie,Françoise,Maëlle,Noémie,Aïcha,"
FEMALE += "Marie-Ève,Agnès,Sofía,Giulia,Käthe,Siân,Lucie,Jeanne,Nadia,Margaux"
MALE = "Étienne,Loïc,Rémi,Jérôme,François,Théo,Mathéo,Gaël,Benoît,Cédric,Karim,"
MALE += "Jean-Noël,Björn,Jürgen,Luís,Václav,Matteo,Antoine,Hugo,Yanis,Félix"
LAST = "Lefèvre,Bérard,D'Almeida,O'Connor,Le Goff,Müller,Núñez,Rossi,Benali,Guérin,"
LAST += "L'Hermitte,Faure,Moreau,Garnier,Besson,Peña,Kowalski,De Smet,Van Dijk,Roche,"
LAST += "N'Diaye,Dubois,Perrin,Gauthier,Marchand,Colin,Weber,Blanchard,Girard,Vidal"
SECTORS = {
    "technology": "Logiciels,Studio,Nuage",
    "health": "Clinique,Laboratoire,Pharmacie",
    "finance": "Banque,Assurances,Courtage",
    "education": "École,Institut,Campus",
    "retail": "Magasins,Galerie,Comptoir",
    "public": "Mairie,Agence,Régie",
    "": "Cabinet,Société,Maison",
}
# Latitude, longitude, share of the contacts.
CITIES = {"Lyon": (45.764, 4.836, 24), "Paris": (48.857, 2.352, 27)}
CITIES |= {"Lille": (50.629, 3.057, 8), "Nantes": (47.218, -1.554, 7)}
CITIES |= {"Bruxelles": (50.85, 4.352, 6), "Genève": (46.204, 6.143, 6)}
SOURCES = "organic search,paid search,social,referral,trade fair,partner"
CHANNELS = "organic,organic,organic,organic,direct,direct,social,referral,paid"
TOPICS = "posture,light-at-work,hybrid-work,acoustics,home-office,quiet-rooms,standing"
# Read in passing. No main page is among them: two visits would make anybody warm.
PASSING = "/,/,/about,/careers,/press,/showroom-lyon,/showroom-paris,/blog/"
PASSING += TOPICS.replace(",", ",/blog/") + ",/blog,/blog/five-chairs,/blog/eye-strain"
MAIN = "/pricing,/pricing/teams,/solutions/open-plan,/solutions/clinic,/product/desk"
GOODS = {"lamp-aube": 89, "cushion-galet": 39, "footrest-pli": 59}
GOODS |= {"screen-halo": 129, "chair-seine": 449, "desk-rhone": 690}
LOW = "white-paper-open-plan,white-paper-hybrid-work,guide-posture,case-study-clinic,"
LOW += "case-study-campus,checklist-office-move,white-paper-acoustics"
HIGH = "price-list,buyers-guide,roi-calculator"
PAGES = {"demo_requested": "/demo", "quote_requested": "/quote"}
WEBINARS = "2025-12-09,2026-01-20,2026-02-10,2026-03-17,2026-04-14,2026-05-19,"
WEBINARS += "2026-06-16,2026-09-15,2026-10-13,2026-11-10"
SENDS = dict.fromkeys(range(3, 364, 14), "newsletter")  # days since START
SENDS |= {9: "black-friday", 50: "winter-sale", 142: "spring", 289: "back-to-work"}
JOURNEY = "email_opened,email_clicked,page_viewed,asset_downloaded,"
JOURNEY += "webinar_registered,webinar_attended,form_submitted"
OUTCOMES = {"call": "reached,no_answer,voicemail", "email": "sent,replied"}
OUTCOMES["meeting"] = "held,held,no_show"
# Whose history is on file: how many, of which audience, of what, and how it went.
HISTORIES = "40 b2c sector changed,6 b2c sector returned,8 b2c sector emptied,"
HISTORIES += "8 b2b sector changed,8 b2c city changed,12 b2b lifecycle_stage won"
FAVOURITES = 3  # people whose favourite chair is on file, which nobody scores
# Euros a month by campaign and channel; the old exports knew the channel alone.
MONTHLY = {"search-chairs,paid": 2400, "search-desks,paid": 8000}
MONTHLY |= {"social-hybrid,paid": 5200, ",organic": 1800, ",referral": 2600}
MONTHLY |= {",social": 900}
# Euros for one letter, promotion or webinar, and for posters, which nobody clicks.
ONCE = {"newsletter": 240, "winter-sale": 1900, "spring": 1600, "back-to-work": 2600}
ONCE |= {"black-friday": 2200, "webinar": 1900, "metro-posters-lyon": 6500}
POSTERS = "2026-03-02,2026-04-01,2026-05-04"

# People that reports have to survive, by number; with a fresh request they are seen.
FRESH = {"audience": "b2b", "_stage": "requester", "_fresh": True}
SPECIALS = {
    1840: {"last_name": "<script>alert(1)</script>", **FRESH},
    1720: {"company": "=SUM(A1:A9) Conseil", **FRESH},
    1210: {"first_name": 'Jean "Jeannot"', **FRESH},
    1630: {"first_name": "Zoé 🌿", "birth_date": "1996-02-29", "audience": "b2c"},
    1500: {"contact_id": "c-zoé", "birth_date": "2008-02-29", "audience": "b2c"},
    1300: {"contact_id": "client n° 12"},
}
# What dirt is: a column (by how its name ends), whether the clean row stays as well,
# and the texts that take the old one's place in turn.
DIRT = {
    "repeated": ("_id", True, ("{old}",)),
    "other_contact": ("contact_id", True, ("c0100",)),
    "other_email": ("email", True, ("new.{old}",)),
    "no_id": ("_id", False, ("",)),
    "no_contact": ("contact_id", False, ("",)),
    "unknown_contact": ("contact_id", False, ("c9999", "c9041")),
    "padded_contact": ("contact_id", False, (" {old}", "{old}  ")),
    "broken_date": ("_at", False, ("31/12/2025 10:00", "n/a", "")),
    "future": ("_at", False, ("2099-01-01 00:00:00",)),
    "offset": ("_at", False, ("{iso}+01:00", "{iso}Z")),
    "amount": ("amount", False, ("{comma}", "gratuit", "{comma}", "")),
    "audience": ("audience", False, ("", "", " {upper} ")),
    "sector": ("sector", False, (" {title} ", "{upper}", "{title}")),
    "email": ("email", False, (" {upper} ",)),
    "birth_date": ("birth_date", False, ("12 mars, année inconnue",)),
    "latitude": ("latitude", False, ("{comma}", "inconnue")),
    "company": ("company", False, ("Dupont, Fils\net Cie",)),
    "page": ("page", False, ('/search?q="chaise, grise"\nbureau',)),
    "event_type": ("event_type", False, (" {title} ", "page_veiwed")),
    # Of a history the clean row stays, so that the last one is still today's value.
    "copied_from": ("valid_from", True, ("n/a", "31/12/2025 10:00", "")),
    "copied_future": ("valid_from", True, ("2099-01-01 00:00:00",)),
    "copied_unknown": ("contact_id", True, ("c9999", "c9041")),
    "copied_nobody": ("contact_id", True, ("",)),
    "broken_day": ("_on", False, ("31/12/2025", "n/a")),
}
# How many rows of each: for events in EACH monthly part.
SPOILT = {
    "contacts": "6 repeated,4 other_email,3 no_id,9 audience,3 broken_date,2 future,"
    "4 offset,40 sector,8 email,1 birth_date,4 latitude,3 company",
    "events": "3 repeated,1 other_contact,2 unknown_contact,1 no_contact,1 no_id,"
    "2 padded_contact,3 broken_date,1 future,4 offset,1 page,2 event_type",
    "orders": "8 repeated,4 other_contact,6 unknown_contact,12 no_contact,3 no_id,"
    "4 padded_contact,6 broken_date,3 future,6 offset,16 amount",
    "deals": "2 repeated,2 other_contact,2 unknown_contact,1 no_id,3 broken_date,"
    "1 future,4 amount",
    "sales_touches": "4 repeated,2 other_contact,4 unknown_contact,2 no_id,"
    "3 broken_date,2 future,4 offset",
    "contact_aliases": "1 repeated,1 other_contact,1 unknown_contact,1 no_id",
    "contact_changes": "2 repeated,3 copied_from,1 copied_future,2 copied_unknown,"
    "2 copied_nobody",
    "campaign_costs": "2 repeated,1 no_id,2 broken_day,2 amount",
}


def slug(text):
    """Returns the text as it stands in an e-mail address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def days(number):
    """Returns a stretch of time in whole seconds."""
    return dt.timedelta(seconds=int(number * 86400))


class Company:
    """The tables as they fill up, and the one source of chance."""

    def __init__(self):
        self.rng = random.Random(SEED)  # fixed: chance comes from here only
        self.tables = {table: [] for table in COLUMNS}

    def chance(self, likely):
        """Returns true with this probability."""
        return self.rng.random() < likely

    def pick(self, names):
        """Returns one of the names, which are separated by commas."""
        return self.rng.choice(names.split(","))

    def few(self, typical, cap):
        """Returns a count of which most are small and a few very large."""
        return int(typical / (1 - self.rng.random() * (1 - typical / cap)))

    def moment(self, audience, start=START, end=END):
        """Returns a time from start to end in the rhythm of the audience."""
        rng, span = self.rng, (end - start).total_seconds() / 86400
        if span < 3:  # too short to wait for a working day
            return start + days(rng.random() * span)
        while True:
            day = start + days(rng.randrange(int(span) + 1))
            busy = int(MONTHS[audience][day.month - 1])
            busy *= int(WEEK[audience][day.weekday()])
            hour = rng.choices(range(24), [int(hour) for hour in HOURS[audience]])[0]
            day = day.replace(hour=hour, minute=0, second=0)
            when = day + dt.timedelta(seconds=rng.randrange(3600))
            if self.chance(busy / 81) and start <= when < end:
                return when

    def add(self, table, who, when, **fields):
        """Adds a row, unless it lies after the last day."""
        if when < END:
            row = {"contact_id": who["contact_id"], "_when": when, **fields}
            self.tables[table].append(row)

    def event(self, who, kind, when, **fields):
        """Adds an event, unless it lies outside the year."""
        if when >= START:
            self.add("events", who, when, event_type=kind, **fields)

    def visit(self, who, when, pages, **fields):
        """Adds a session on the site and returns when it ends."""
        fields = fields or {"channel": self.pick(CHANNELS)}
        if fields["channel"] == "paid":
            fields["campaign"] = self.pick("search-chairs,search-desks,social-hybrid")
        for page in pages:
            self.event(who, "page_viewed", when, page=page, **fields)
            when += dt.timedelta(seconds=self.rng.randint(15, 240))
        return when


def make_contacts(world):
    """Adds the people, half of them older than the year, and some insiders."""
    half, contacts = CONTACTS // 2, world.tables["contacts"]
    joined = [world.moment("b2c", FOUNDED, START) for _ in range(half)]
    joined += [world.moment("b2c") for _ in range(CONTACTS - half)]
    for number, when in enumerate(sorted(joined), 1):
        special = SPECIALS.get(number, {})
        audience = "b2b" if world.chance(B2B_SHARE) else "b2c"
        facts = known(world, special.get("audience", audience))
        who = {"contact_id": f"c{number:04}", "created_at": when, **facts, **special}
        name = f"{slug(who['first_name'])}.{slug(who['last_name'])}"
        firm = slug(who["company"]) or f"mail{number % 3}"
        who.update(email=f"{name}@{firm}.example", _joined=max(when, START))
        contacts.append(who)
    plain = [who for who in contacts if who["_stage"] == "passing"]
    for place, who in enumerate(world.rng.sample(plain, 22)):
        firm = "Atelier Lumen" if place < 14 else "Chaise Rivale"
        name = who["email"].split("@")[0]
        stage = ("ready", "tester", "passing")[place % 3]
        who.update(company=firm, email=f"{name}@{slug(firm)}.example", _stage=stage)


def known(world, audience):
    """Returns what is on file about somebody; of bought-in lists nearly nothing is."""
    rng, sex = world.rng, world.pick("female,male")
    facts = {"audience": audience, "last_name": world.pick(LAST), "company": ""}
    facts["first_name"] = world.pick(FEMALE if sex == "female" else MALE)
    facts.update(source=world.pick(SOURCES), _stage="", _ghost=world.chance(0.06))
    sector = rng.choice(list(SECTORS))
    if audience == "b2b":
        stages = ("passing", "curious", "ready", "requester", "customer")
        facts["_stage"] = rng.choices(stages, (715, 100, 40, 90, 55))[0]
        facts["company"] = f"{world.pick(SECTORS[sector])} {world.pick(LAST)}"
    if facts["_ghost"]:
        return {**facts, "source": "bought-in list"}
    facts["sex"] = sex if world.chance(0.8) else ""
    facts["sector"] = sector if world.chance(0.9 if audience == "b2b" else 0.4) else ""
    if world.chance(0.08 if audience == "b2b" else 0.75):
        born = dt.date(1948 + rng.randrange(64), 1, 1) + days(rng.randrange(365))
        facts["birth_date"] = born.isoformat()
    if world.chance(0.8):
        city = rng.choices(list(CITIES), [share for _, _, share in CITIES.values()])[0]
        places = [f"{x + rng.uniform(-0.2, 0.2):.4f}" for x in CITIES[city][:2]]
        facts.update(city=city, latitude=places[0], longitude=places[1])
    return facts


def set_mailing(world, who):
    """Decides who reads the newsletter and who leaves it, for good or for a while."""
    start, audience = who["_joined"], who["audience"]
    who.update(_reads=world.chance(0.6), _off=END, _on=END)
    if who["_reads"] and who["created_at"] > START and world.chance(0.9):
        fields = {"page": "/newsletter", "channel": world.pick(CHANNELS)}
        world.event(who, "newsletter_subscribed", start + days(0.01), **fields)
    if world.chance(0.055):
        who["_off"] = world.moment(audience, start)
        world.event(who, "unsubscribed_all", who["_off"], channel="email")
        if world.chance(0.3):
            who["_on"] = who["_off"] + days(world.rng.uniform(5, 90))
            world.event(who, "resubscribed", who["_on"], channel="email")
    if world.chance(0.03):
        when = world.moment(audience, start)
        world.event(who, "unsubscribed_list", when, channel="email")
    customer = who["_stage"] == "customer"
    stage = "customer" if customer else "subscriber" if who["_reads"] else "lead"
    who.update(newsletter="yes" if who["_reads"] else "no", lifecycle_stage=stage)


def send_mails(world, who):
    """Adds what a reader does with the fortnightly letter and the promotions."""
    keen = world.rng.random() * world.rng.random()
    for day, name in sorted(SENDS.items()):
        sent = START + days(day + 0.38)
        awake = who["_joined"] < sent and not who["_off"] <= sent < who["_on"]
        if not awake or not world.chance(keen):
            continue
        when = sent + days(world.few(1, 90) / 24 + world.rng.random() / 24)
        fields = {"channel": "email", "campaign": f"{name}-{sent:%Y-%m-%d}"}
        world.event(who, "email_opened", when, **fields)
        if world.chance(0.16):
            world.event(who, "email_clicked", when + days(0.001), **fields)
            world.visit(who, when + days(0.0012), [world.pick(PASSING)], **fields)
        if world.chance(0.01):
            world.event(who, "email_forwarded", when + days(0.002), **fields)


def browse(world, who):
    """Adds the everyday sessions: most people have few, some have very many."""
    rare = {"chatbot_used": 0.008, "page_shared": 0.005, "signature_clicked": 0.003}
    share = (END - who["_joined"]) / (END - START)
    for _ in range(int(world.few(2.6, 140) * (0.3 + share))):
        when = world.moment(who["audience"], who["_joined"])
        pages = [world.pick(PASSING) for _ in range(world.few(1, 12))]
        when = world.visit(who, when, pages)
        if "/careers" in pages and world.chance(0.05):
            world.event(who, "form_submitted", when, page="/careers/apply")
        for kind, likely in rare.items():
            if world.chance(likely):
                world.event(who, kind, when, page=pages[-1])


def show_interest(world, who):
    """Adds main pages and downloads: one for the curious, more for the ready."""
    when, curious = world.moment("b2b", who["_joined"]), who["_stage"] == "curious"
    for _ in range(1 if curious else world.few(1, 4)):
        if world.chance(0.5):
            asset = world.pick(LOW if curious or world.chance(0.6) else HIGH)
            fields = {"page": f"/resources/{asset}", "asset": asset}
            world.event(who, "asset_downloaded", when, channel="organic", **fields)
        else:
            world.visit(who, when, [world.pick(MAIN)])
        when += days(world.few(1, 40) + world.rng.random() / 9)


def meet(world, who):
    """Adds webinars: some register in the weeks before, half of them come."""
    likely = {"": 0.006, "passing": 0.004, "curious": 0.03}.get(who["_stage"], 0.06)
    for turn, day in enumerate(WEBINARS.split(",")):
        begin = dt.datetime.fromisoformat(f"{day} 11:00:00")
        if who["_joined"] < begin and world.chance(likely):
            topic = TOPICS.split(",")[turn % 7]
            fields = {"page": f"/webinars/{topic}", "campaign": f"webinar-{day}"}
            when = max(who["_joined"], begin - days(world.rng.uniform(0.1, 20)))
            world.event(who, "webinar_registered", when, channel="email", **fields)
            if world.chance(0.5):
                when = begin + days(world.rng.uniform(-0.003, 0.01))
                world.event(who, "webinar_attended", when, channel="direct", **fields)


def ask(world, who):
    """Adds a request after visits of the pricing page, and what sales makes of it."""
    start, uniform = who["_joined"], world.rng.uniform
    if who.get("_fresh") or world.chance(0.2):
        start = max(start, END - days(21))
    when = world.moment("b2b", start + days((END - start).days * 0.1))
    for _ in range(world.few(1, 4)):
        early = max(who["_joined"], when - days(uniform(0.1, 12)))
        world.visit(who, early, ["/", "/pricing", world.pick(MAIN)])
    when = world.visit(who, when, ["/pricing"])
    kind = world.pick("demo_requested,demo_requested,quote_requested,form_submitted")
    page = PAGES.get(kind, "/contact")
    world.event(who, kind, when, page=page, channel="direct")
    if who["_stage"] == "tester":
        return
    # Some are never answered, most of all the newest ones.
    if world.chance(0.5 if when > END - days(14) else 0.86):
        answer = when + days(world.few(1, 60) / 12)
        touch(world, who, answer, world.few(3, 11))
        if world.chance(0.82):
            negotiate(world, who, answer + days(uniform(2, 25)))


def at_work(when):
    """Returns the time itself or the next one at which salespeople work."""
    if when.hour > 17:
        when = when.replace(hour=9) + days(1)
    when += days((0, 0, 0, 0, 0, 2, 1)[when.weekday()])
    return when.replace(hour=max(when.hour, 9))


def touch(world, who, when, times):
    """Adds calls, mails and meetings, in office hours and days apart."""
    for _ in range(times):
        when = at_work(when)
        channel = world.pick("call,call,call,email,email,meeting")
        outcome = world.pick(OUTCOMES[channel])
        world.add("sales_touches", who, when, channel=channel, outcome=outcome)
        when += days(world.rng.uniform(0.8, 12))


def negotiate(world, who, when):
    """Adds a deal, and further ones for those who were won."""
    if when >= END:
        return
    closed = at_work(when + days(world.rng.uniform(10, 90)))
    won = world.chance(0.8 if who["_stage"] == "customer" else 0.42)
    fields = {"stage": "won" if won else "lost", "closed_at": closed}
    if closed >= END or world.chance(0.05):
        fields = {"stage": "open"}
    amount = f"{world.few(21, 900) * 100}.00"
    world.add("deals", who, at_work(when), amount=amount, **fields)
    touch(world, who, when + days(1), 1)
    if fields["stage"] == "open" and who["_stage"] != "customer":
        who["lifecycle_stage"] = "opportunity"
    if fields["stage"] == "won":
        who["_stage"] = who["lifecycle_stage"] = "customer"
        if world.chance(0.8):
            negotiate(world, who, closed + days(world.rng.uniform(20, 130)))


def shop(world, who):
    """Adds the orders of private buyers, and of a few companies."""
    private = who["audience"] == "b2c"
    if not world.chance(0.72 if private else 0.04):
        return
    if who["created_at"] > START and world.chance(0.5):
        world.event(who, "signed_up", who["_joined"] + days(0.02), page="/account")
    for _ in range(world.few(1.15, 20)):
        when = world.moment("b2c", who["_joined"])
        item = world.rng.choices(list(GOODS), (9, 10, 6, 4, 4, 2))[0]
        page = f"/product/{item}"
        if private:  # companies order by phone: a visit would count as a main page
            when = world.visit(who, when, ["/shop", page])
            if world.chance(0.55):
                world.event(who, "cart_added", when, page=page)
        order(world, who, when + days(0.005), GOODS[item] * world.few(1, 4) + 4.9)


def order(world, who, when, amount):
    """Adds an order, and now and then the row that gives its money back."""
    status = world.rng.choices(("completed", "cancelled", "pending"), (96, 3, 1))[0]
    fields = {"amount": f"{amount:.2f}", "currency": "EUR"}
    world.add("orders", who, when, status=status, **fields)
    if status == "completed" and world.chance(0.05):
        status = "refunded" if world.chance(0.8) else "cancelled"
        fields["amount"] = f"-{amount:.2f}"
        when += days(world.rng.uniform(2, 25))
        world.add("orders", who, when, status=status, **fields)


def enthuse(world, who):
    """Adds the rarer steps of private buyers."""
    rare = {"quote_requested": 0.05, "referral_made": 0.03, "demo_requested": 0.02}
    rare |= {"form_submitted": 0.04, "asset_downloaded": 0.05, "cart_added": 0.1}
    if world.chance(0.015):
        walk_journey(world, who)
    for kind, likely in rare.items():
        if world.chance(likely):
            when = world.moment("b2c", who["_joined"])
            when = world.visit(who, when, ["/", "/pricing"])
            fields = {"page": PAGES.get(kind, "/contact/home"), "channel": "organic"}
            if kind == "asset_downloaded":
                fields["asset"] = world.pick(LOW)
            world.event(who, kind, when, **fields)
            if kind == "quote_requested" and world.chance(0.6):
                touch(world, who, when + days(world.rng.uniform(0.1, 4)), 1)


def walk_journey(world, who):
    """Adds the whole way from a letter to the contact form, in the last weeks."""
    when = END - days(world.rng.uniform(7, 12))
    for kind in JOURNEY.split(","):
        asset = "white-paper-hybrid-work" if kind == "asset_downloaded" else ""
        page = "/contact/home" if kind == "form_submitted" else "/pricing"
        world.event(who, kind, when, page=page, channel="email", asset=asset)
        when += days(world.rng.uniform(0.01, 1.6))


def live(world, who):
    """Lets somebody live through the year."""
    set_mailing(world, who)
    stage = who["_stage"]
    if who["_ghost"] and stage in ("", "passing"):
        return
    if who["_reads"]:
        send_mails(world, who)
    browse(world, who)
    if stage not in ("", "passing"):
        show_interest(world, who)
    meet(world, who)
    shop(world, who)
    if stage in ("requester", "tester"):
        ask(world, who)
    elif stage == "customer":
        first = START - days(world.rng.uniform(30, 400))
        who["created_at"] = min(who["created_at"], first - days(9))
        negotiate(world, who, first)
    elif stage == "":
        enthuse(world, who)
    elif world.chance(0.07):
        touch(world, who, world.moment("b2b", who["_joined"]), 2)


def merge_contacts(world):
    """Gives the early history of some people to ids that were merged into theirs."""
    tables, sample = world.tables, world.rng.sample
    asked = [who for who in tables["contacts"] if who["_stage"] == "requester"]
    chosen = sample(asked, 6) + sample(tables["contacts"][:1400], ALIASES - 7)
    chosen.insert(0, {**chosen[0], "contact_id": "a0002"})  # a chain of two steps
    for number, who in enumerate(chosen, 1):
        ids = {"alias_id": f"a{number:04}", "contact_id": who["contact_id"]}
        tables["contact_aliases"].append(ids)
        if number % 2:
            created = who["created_at"] - days(world.rng.uniform(30, 400))
            older = {"contact_id": ids["alias_id"], "created_at": created}
            tables["contacts"].append({**who, **older, "email": "old." + who["email"]})
    for ids in reversed(tables["contact_aliases"]):
        until = world.moment("b2c")
        for row in tables["events"] + tables["orders"]:
            if row["contact_id"] == ids["contact_id"] and row["_when"] < until:
                row["contact_id"] = ids["alias_id"]


def number_rows(world):
    """Puts the rows in order of time and gives them their own ids."""
    widths = {"events": 6, "orders": 5, "deals": 3, "sales_touches": 4}
    for table, digits in widths.items():
        own, time = column_of(table, "_id"), column_of(table, "_at")
        world.tables[table].sort(key=lambda row: (row["_when"], row["contact_id"]))
        for number, row in enumerate(world.tables[table], 1):
            row.update({own: f"{own[0]}{number:0{digits}}", time: row["_when"]})


def record_changes(world):
    """Adds what some people were before they became what the export says."""
    rows, people = world.tables["contact_changes"], known_people(world)
    for entry in HISTORIES.split(","):
        count, audience, attribute, story = entry.split()
        fitting = [
            who
            for who in people
            if who["audience"] == audience and is_told(world, who, attribute, story)
        ]
        for who in world.rng.sample(fitting, int(count)):
            people.remove(who)
            for when, value in past(world, who, attribute, story):
                change = {"attribute": attribute, "value": value, "valid_from": when}
                rows.append({"contact_id": who["contact_id"], **change})
    for who in world.rng.sample(people, FAVOURITES):
        change = {"attribute": "favourite_chair", "value": world.pick("seine,rhone")}
        change["valid_from"] = world.moment("b2c", who["_joined"])
        rows.append({"contact_id": who["contact_id"], **change})
    rows.sort(key=lambda row: (row["valid_from"], row["contact_id"]))


def known_people(world):
    """Returns those without an alias whose first day can be read."""
    contacts = world.tables["contacts"]
    seen = [who["contact_id"] for who in contacts]
    seen += [row[name] for row in world.tables["contact_aliases"] for name in row]
    return [
        who
        for who in contacts
        if seen.count(who["contact_id"]) == 1
        and isinstance(who["created_at"], dt.datetime)
    ]


def is_told(world, who, attribute, story):
    """Returns whether somebody's row today is how such a story ends."""
    if story == "won":
        return won_deal(world, who) is not None
    return bool(who.get(attribute, "").strip()) == (story != "emptied")


def won_deal(world, who):
    """Returns somebody's first deal if it was won on a day that can be read."""
    for deal in world.tables["deals"]:
        if deal["contact_id"] == who["contact_id"]:
            dated = isinstance(deal.get("closed_at"), dt.datetime)
            return deal if dated and deal["stage"] == "won" else None
    return None


def past(world, who, attribute, story):
    """Returns the days and values of a story; the last is what is exported today."""
    start, today = who["created_at"], who.get(attribute, "")
    if story == "won":
        deal = won_deal(world, who)
        won = (deal["closed_at"], today)
        return [(start, "lead"), (deal["_when"], "opportunity"), won]
    # The first four are the big cities, or the sectors that are worth points.
    names = list(CITIES if attribute == "city" else SECTORS)[:4]
    other = world.rng.choice([name for name in names if not is_same(name, today)])
    when = world.moment(who["audience"], who["_joined"])
    if story == "returned":
        return [(start, today), (when, other), (world.moment("b2c", when), today)]
    return [(start, other), (when, today)]


def is_same(name, text):
    """Returns whether a cell holds the name, however it is written."""
    return name.lower() == text.strip().lower()


def book_costs(world):
    """Adds what marketing spent on every tactic, month by month or once."""
    rows = world.tables["campaign_costs"]
    for tactic, euros in MONTHLY.items():
        for number in range(13):
            first = (START + days(31 * number)).replace(day=1)
            spent = min((first + days(31)).replace(day=1), END) - days(1)
            cost(world, *tactic.split(","), spent, euros)
    for day, name in SENDS.items():
        sent = START + days(day)
        cost(world, f"{name}-{sent:%Y-%m-%d}", "email", sent, ONCE[name])
    for day in WEBINARS.split(","):
        held = dt.datetime.fromisoformat(day)
        cost(world, f"webinar-{day}", "email", held, ONCE["webinar"])
    for day in POSTERS.split(","):
        hung = dt.datetime.fromisoformat(day)
        cost(world, "metro-posters-lyon", "poster", hung, ONCE["metro-posters-lyon"])
    rows.sort(key=lambda row: (row["spent_on"], row["channel"], row["campaign"]))
    for number, row in enumerate(rows, 1):
        row["cost_id"] = f"k{number:03}"


def cost(world, campaign, channel, when, euros):
    """Adds a bill that is about what such a thing costs."""
    known = f"{when:%Y-%m}" not in OLD_EXPORT
    amount = f"{euros * world.rng.uniform(0.85, 1.15):.2f}"
    row = {"campaign": campaign if known else "", "channel": channel}
    row |= {"spent_on": when.date().isoformat(), "amount": amount}
    world.tables["campaign_costs"].append(row)


def column_of(table, ending):
    """Returns the first column whose name ends so."""
    return next(name for name in COLUMNS[table].split(",") if name.endswith(ending))


def spoil(world, table, rows):
    """Plants the dirt of a table, in each row at most once."""
    kinds = [entry.split() for entry in SPOILT[table].split(",")]
    # The first two stay clean: among the aliases they are the chain.
    picks = world.rng.sample(rows[2:], sum(int(count) for count, _ in kinds))
    for count, kind in kinds:
        ending, keep, texts = DIRT[kind]
        column = column_of(table, ending)
        for turn in range(int(count)):
            row = picks.pop()
            if keep:
                row = dict(row)
                rows.insert(world.rng.randrange(len(rows) + 1), row)
            old = str(row.get(column, ""))
            forms = {"iso": old.replace(" ", "T"), "comma": old.replace(".", ",")}
            forms |= {"old": old, "upper": old.upper(), "title": old.title()}
            row[column] = texts[turn % len(texts)].format(**forms)


def export(world, table, folder):
    """Writes a table with its dirt, the events in one part a month."""
    parts = {}
    for row in world.tables[table]:
        month = f"events/{row['_when']:%Y-%m}" if table == "events" else table
        parts.setdefault(month, []).append(row)
    for part, rows in parts.items():
        spoil(world, table, rows)
        path, columns = folder / f"{part}.csv", COLUMNS[table].split(",")
        if path.stem in OLD_EXPORT:
            columns.remove("campaign")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            options = {"extrasaction": "ignore", "lineterminator": "\n"}
            writer = csv.DictWriter(file, columns, **options)
            writer.writeheader()
            writer.writerows(rows)


def main():
    """Builds the company and writes it to the folder."""
    default = Path(__file__).resolve().parents[1] / "data" / "sample"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    world = Company()
    make_contacts(world)
    for who in world.tables["contacts"]:
        live(world, who)
    merge_contacts(world)
    number_rows(world)
    for table in COLUMNS:
        if table not in LATER:
            export(world, table, folder)
    world.rng = random.Random(SEED + 1)  # what comes later changes nothing before
    record_changes(world)
    book_costs(world)
    for table in LATER:
        export(world, table, folder)


if __name__ == "__main__":
    main()
