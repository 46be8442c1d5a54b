"""Who is who: the person that has a row, by its own time and by what is known."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .values import FOREVER, SINCE_EVER, clean_row, known_moment, moment


@dataclass(frozen=True)
class Merger:
    """That an alias is somebody, since when; without a time since ever."""

    alias: str
    named: str
    merged_at: datetime

    @property
    def is_dated(self) -> bool:
        return self.merged_at > SINCE_EVER


class Aliases:
    """Follows merged contacts to the one that survives.

    `exported` are the ids with a usable row of contacts.
    """

    def __init__(self, rows: list[dict], exported: set[str], run_at: datetime):
        self.exported = exported
        self.rejections: list[str] = []
        states: dict[Merger, list[tuple]] = defaultdict(list)
        for row in rows:
            cells = clean_row(row)
            reason, merger = self.read(cells, run_at + timedelta(days=1))
            if reason:
                self.rejections.append(reason)
            else:
                updated_at = known_moment(cells.get("updated_at"))
                if updated_at is None or updated_at > run_at + timedelta(days=1):
                    updated_at = SINCE_EVER
                text = json.dumps(row, separators=(",", ":"), ensure_ascii=False)
                states[merger].append((updated_at, text))
        faults, self.owner = self.settled(set(states))
        self.accepted = sorted(states.keys() - faults.keys(), key=str)
        for merger, versions in states.items():
            if merger in faults:
                self.rejections += [faults[merger]] * len(versions)
                continue
            last = max(updated_at for updated_at, _ in versions)
            kept = min(text for updated_at, text in versions if updated_at == last)
            same = sum(text == kept for _, text in versions)
            self.rejections += ["duplicate_id"] * (same - 1)
            self.rejections += ["superseded"] * (len(versions) - same)

    @staticmethod
    def read(cells: dict, tomorrow: datetime) -> tuple[str | None, Merger | None]:
        alias, named = cells.get("alias_id"), cells.get("contact_id")
        if alias is None:
            return "missing_id", None
        merged_at = cells.get("merged_at")
        if merged_at is not None and moment(merged_at) is None:
            return "unreadable_timestamp", None
        known_at = known_moment(merged_at)
        if known_at and known_at > tomorrow:
            return "future_timestamp", None
        if named is None:
            return "unknown_contact", None
        if alias == named:
            return "alias_of_itself", None
        return None, Merger(alias, named, known_at or SINCE_EVER)

    def settled(self, left: set[Merger]) -> tuple[dict, dict[str, Merger]]:
        """What is wrong with mergers, and of every alias the one that holds."""
        faults: dict[Merger, str] = {}
        while True:
            wrong = {m: "unknown_contact" for m in left if self.is_unknown(m, left)}
            known = left - wrong.keys()
            at_once = defaultdict(list)
            for merger in known:
                at_once[merger.alias, merger.merged_at].append(merger)
            latest: dict[str, Merger] = {}
            for merger in sorted(known, key=lambda m: m.merged_at):
                if len(at_once[merger.alias, merger.merged_at]) > 1:
                    wrong[merger] = "ambiguous_alias"
                else:
                    latest[merger.alias] = merger
            wrong |= self.wrong_ways(latest)
            if not wrong:
                return faults, latest
            faults |= wrong
            left = left - wrong.keys()

    def is_unknown(self, merger: Merger, left: set[Merger]) -> bool:
        """Nobody of that name, nobody merged into it, nor is it an alias itself."""
        return not any(
            merger.named in (other.alias, other.named if has_row else None)
            for other in left
            for has_row in [other.alias in self.exported]
        ) and (merger.named not in self.exported)

    def wrong_ways(self, latest: dict[str, Merger]) -> dict[Merger, str]:
        """Mergers that go round in a circle, or end at somebody without a row."""
        wrong: dict[Merger, str] = {}
        ends: dict[str, str] = {}
        for alias in latest:
            way, here = [], alias
            while here in latest and here not in way:
                way.append(here)
                here = latest[here].named
            if here not in latest:
                ends[alias] = here
                continue
            circle = [latest[each] for each in way[way.index(here) :]]
            first = min(merger.merged_at for merger in circle)
            is_dated = any(merger.is_dated for merger in circle)
            for merger in circle:
                if merger.merged_at == first or not is_dated:
                    wrong[merger] = "alias_circle"
        there = self.exported | {e for a, e in ends.items() if a in self.exported}
        for alias, end in ends.items():
            if end not in there:
                wrong[latest[alias]] = "unknown_contact"
        return wrong

    def survivor(self, contact_id: str | None) -> str | None:
        """Who has its rows once all is known."""
        while contact_id in self.owner:
            contact_id = self.owner[contact_id].named
        return contact_id

    def known_ids(self) -> set[str]:
        """Ids whose rows are somebody's, on some day."""
        return self.exported | {
            who for merger in self.accepted for who in (merger.alias, merger.named)
        }


class Identities:
    """Whose rows are, as it is known on as_of.

    `created_on` are the first days of contacts with a row of their own: nobody is
    known to be somebody who is not there yet.
    """

    def __init__(
        self,
        aliases: Aliases,
        created_on: dict[str, date],
        as_of: date,
        by_time: bool,
    ):
        self.as_of, self.by_time = as_of, by_time
        self.created_on = created_on
        self.by_alias: dict[str, list[Merger]] = defaultdict(list)
        for merger in sorted(aliases.accepted, key=lambda m: m.merged_at):
            if self.known_on(merger) <= as_of:
                self.by_alias[merger.alias].append(merger)
        every = [m for found in self.by_alias.values() for m in found]
        self.days = sorted({self.known_on(m) for m in every} - {date.min})
        self.times = sorted({m.merged_at for m in every} | {FOREVER})

    def known_on(self, merger: Merger) -> date:
        there_on = self.created_on.get(merger.named, date.min)
        return max(merger.merged_at.date(), there_on)

    def holds_from(self, merger: Merger) -> date:
        """Without a time it was always so, once it is known."""
        return self.known_on(merger) if merger.is_dated else date.min

    def step(self, who: str, at: datetime, day: date, since) -> Merger | None:
        known = [m for m in self.by_alias.get(who, []) if since(m) <= day]
        if not known:
            return None
        if self.by_time:
            return ([m for m in known if m.merged_at <= at] or known[:1])[-1]
        return known[-1]

    def owners(self, who: str, at: datetime, day: date) -> set[str]:
        """Who has a row of that id and time on a day: whom it is known to be, and who
        will always have had it. Only one of them is there on that day."""
        return {
            self.owner(who, at, day, since)
            for since in (self.known_on, self.holds_from)
        }

    def owner(self, who: str, at: datetime, day: date, since=None) -> str:
        here, way = who, {who}
        while merger := self.step(here, at, day, since or self.known_on):
            here = merger.named
            if here in way:
                return who
            way.add(here)
        return here

    def since(self, who: str) -> date:
        """The day from which its own row is that of whom it is in the end."""
        since, here = date.min, who
        while merger := self.step(here, FOREVER, self.as_of, self.known_on):
            since, here = max(since, self.holds_from(merger)), merger.named
        return since

    def ever(self, who: str) -> dict[str, date]:
        """Everybody an alias was identified as, each with the first day of it."""
        found: dict[str, date] = {}
        for merger in self.by_alias.get(who, []):
            for day in [date.min, *self.days]:
                since = max(self.holds_from(merger), day)
                for name in {
                    merger.named,
                    *(
                        who
                        for at in self.times
                        for who in self.owners(merger.named, at, day)
                    ),
                }:
                    if name == merger.named:
                        since = self.holds_from(merger)
                    found[name] = min(found.get(name, date.max), since)
        return found
