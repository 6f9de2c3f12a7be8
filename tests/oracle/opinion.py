"""What is wrong with what standoff says of a dispute: for each thing that it tells, whether it is so and takes all of what it
names; and whether anything is missing that has to be told."""

from itertools import product

from semantics import (
    background, canonical, ends, has_happened, is_claim, is_must, is_offer, performers, positions, side, standing,
    taken_up, terms, variables, words,
)  # fmt: skip
from solve import components, conflicts, entails, largest_circles, linked, satisfiable, smallest_corrections
from wait import Waits


def has_terms(statement, condition):
    return any((c.kind, set(c.ways)) == (condition.kind, set(condition.ways)) for c in statement.conditions)


# Of more conflicts than these in one part of a dispute, standoff tells some, and says so.
MOST_SETS = 24


class Opinion:
    def __init__(self, dispute, check, settlement):
        self.dispute = dispute
        self.background = background(dispute)
        self.pairs_only = background(dispute, most=2)
        self.findings = check["findings"]
        self.settlement = settlement
        self.complaints = []
        self.today = standing(dispute, dispute.as_of)

    def complaints_of_all(self):
        self.contradictory_positions()
        self.dead_conditions()
        self.hollow_threats()
        self.incompatible_demands()
        self.deadlocks()
        self.settle()
        return self.complaints

    # What was told, and what may be asked about it.

    def told(self, rule):
        named = [finding["statements"] for finding in self.findings if finding["rule"] == rule]
        return [[self.dispute.statement(name) for name in names] for names in named]

    def expect(self, holds, complaint):
        if not holds:
            self.complaints.append(complaint)

    def can_hold(self, *clauses):
        return satisfiable([*self.background, *(clause for some in clauses for clause in some)])

    def content(self, statement):
        """What is said, by whichever verb of a kind, and whenever."""
        kind = "must" if is_must(statement) else "offer" if is_offer(statement) else statement.verb
        return (statement.who, side(self.dispute, statement), kind, terms(statement))

    def contents(self, statements):
        return {self.content(statement) for statement in statements}

    def limits_of(self, statements, among):
        """The clauses of the positions that some statements say, where others stand beside them."""
        ids = {statement.id for statement in statements}
        return [clause for of, clauses in positions(self.dispute, among) if of & ids for clause in clauses]

    def is_in_conflict(self, clauses, others):
        """Whether clauses are in some minimal conflict with others, each of them a group."""
        cores = conflicts(self.background, [clauses, *others])
        return any(0 in core for core in cores)

    # One holder.

    def contradictory_positions(self):
        told = self.told("contradictory-position")
        last = ends(self.dispute)
        for core in told:
            names = [statement.id for statement in core]
            day = max(statement.said for statement in core)
            own = [s for s in standing(self.dispute, day) if s.who == core[0].who]
            alike = all(s.who == core[0].who and is_claim(s) == is_claim(core[0]) for s in core)
            self.expect(alike, f"contradiction {names}: not of one holder and one kind")
            self.expect(all(last[s.id] >= day for s in core), f"contradiction {names}: never stood together")
            self.expect(self.is_contradiction(core, own), f"contradiction {names}: they can all hold")
            for one in core:
                rest = [statement for statement in core if statement is not one]
                needless = self.is_contradiction(rest, own) and not self.holds_a_menu(rest, own)
                self.expect(not needless, f"contradiction {names}: without {one.id} they cannot hold either")
        for who, day, own in self.words_of_holders():
            for claims in (False, True):
                said = [statement for statement in own if is_claim(statement) == claims]
                claimed = told + self.told("dead-condition")
                if not self.musts_can_hold(said):
                    is_told = any(self.contents(core) <= self.contents(said) for core in told)
                    self.expect(is_told, f"{who} on day {day}: what cannot all hold is not told")
                for offer in self.ruled_out(said):
                    # One conflict around each offer is enough, on whichever of its days; and an offer may be dead by the
                    # same words: "yes, only if" beside "no, unless".
                    is_told = any(self.content(offer) in self.contents(core) for core in claimed)
                    self.expect(is_told, f"{who} on day {day}: {offer.id} offers what is ruled out, and it is not told")
                for pair in self.clashing_pairs(said):
                    is_told = any(self.contents(core) == self.contents(pair) for core in told)
                    self.expect(is_told, f"{who} on day {day}: {[s.id for s in pair]} is not told")

    def words_of_holders(self):
        for day in sorted({statement.said for statement in self.dispute.statements}):
            for who in self.dispute.actors:
                yield who, day, [s for s in standing(self.dispute, day) if s.who == who]

    def is_contradiction(self, said, own):
        """Whether some words cannot all hold, or leave no room for the thing of one of their offers."""
        if not self.can_hold(self.limits_of(said, own)):
            return True
        others = lambda offer: [statement for statement in said if statement is not offer]
        room = lambda offer: self.can_hold(self.limits_of(others(offer), own), [[side(self.dispute, offer)]])
        return any(is_offer(statement) and not room(statement) for statement in said)

    def holds_a_menu(self, said, own):
        """Whether offers alone would be in conflict: they leave the choice to the other side."""
        offers = [statement for statement in said if is_offer(statement)]
        return len(offers) > 1 and self.is_contradiction(offers, own)

    def musts(self, said):
        return [clauses for _, clauses in positions(self.dispute, [s for s in said if is_must(s)])]

    def musts_can_hold(self, said):
        return self.can_hold(*self.musts(said))

    def ruled_out(self, said):
        """The offers of a thing for which what is insisted on leaves no room; none where it cannot hold itself."""
        musts = self.musts(said)
        has_no_room = lambda offer: not self.can_hold([[side(self.dispute, offer)]], *musts)
        return [s for s in said if is_offer(s) and has_no_room(s)] if self.can_hold(*musts) else []

    def clashing_pairs(self, said):
        """Two words without conditions that exclude each other by constraints on two things; of offers, their things."""
        sides = [s for s in said if is_offer(s) or is_must(s) and not s.conditions]
        alone = [s for s in sides if self.can_hold([[side(self.dispute, s)]])]
        for place, one in enumerate(alone):
            for other in alone[:place]:
                both = [[side(self.dispute, one)], [side(self.dispute, other)]]
                if not (is_offer(one) and is_offer(other)) and not satisfiable([*self.pairs_only, *both]):
                    yield [other, one]

    def dead_conditions(self):
        told = self.told("dead-condition")
        for core in told:
            names = [statement.id for statement in core]
            asking = [s for s in core if s.conditions and (is_offer(s) or s.verb == "Promises")]
            by_holder = len({statement.who for statement in core}) == 1
            is_dead = self.is_dead_by_holder if by_holder else self.is_dead_by_others
            self.expect(any(is_dead(offer, core) for offer in asking), f"dead {names}: it is not, or not for all of these")
        for offer in self.today:
            if not offer.conditions or not (is_offer(offer) or offer.verb == "Promises"):
                continue
            own = [s for s in self.today if s.who == offer.who and not is_claim(s)]
            musts = [s for s in own if is_must(s) and self.content(s) != self.content(offer)]
            groups = [clauses for _, clauses in positions(self.dispute, musts)]
            whole, thing = taken_up(self.dispute, offer), taken_up(self.dispute, offer, with_conditions=False)
            if whole is None:
                continue
            # Where the holder contradicts itself, that is told first.
            if self.can_hold(*groups) and self.is_in_conflict(whole, groups) and not self.is_in_conflict(thing, groups):
                within = self.contents([*musts, offer])
                # A promise that cannot even stand as it is contradicts its holder's other words, or itself.
                claimed = told if is_offer(offer) else told + self.told("contradictory-position")
                is_told = any(self.contents(core) <= within for core in claimed)
                self.expect(is_told, f"dead {offer.id}: its holder leaves its condition no room, and it is not told")
            for condition in offer.conditions:
                if self.is_refused_by_others(offer, condition):
                    # A condition that was set more than once is told once.
                    sets_it = lambda s: (s.who, s.what) == (offer.who, offer.what) and has_terms(s, condition)
                    names_it = lambda core: any(map(sets_it, core)) and len({s.who for s in core}) > 1
                    self.expect(any(map(names_it, told)), f"dead {offer.id}: its condition is refused, and it is not told")

    def is_dead_by_holder(self, offer, core):
        whole = taken_up(self.dispute, offer)
        thing = taken_up(self.dispute, offer, with_conditions=False)
        if offer not in self.today or whole is None:
            return False
        own = [s for s in self.today if s.who == offer.who]
        others = [statement for statement in core if statement is not offer]
        limits = lambda some: self.limits_of(some, [s for s in own if s is not offer])
        without = lambda one: [statement for statement in others if statement is not one]
        return (
            not self.can_hold(limits(others), whole)
            and all(self.can_hold(limits(without(one)), whole) for one in others)
            and self.can_hold(limits(others), thing)
        )

    def is_dead_by_others(self, offer, core):
        def rules_out(statement, what):
            return entails([*self.background, [side(self.dispute, statement)]], -variables(self.dispute)[what])

        def is_refused(condition):
            refusals = [s for s in core if s is not offer and is_must(s) and not s.conditions and s in self.today]
            may_refuse = lambda s, way: s.who in (*performers(self.dispute, offer, way), offer.who)
            by_way = [[s for s in refusals if may_refuse(s, way) and rules_out(s, way.what)] for way in condition.ways]
            taken = {s.id for refusals in by_way for s in refusals}
            return condition.kind != "unless" and all(by_way) and taken == {s.id for s in core if s is not offer}

        return offer in self.today and any(is_refused(condition) for condition in offer.conditions)

    def is_refused_by_others(self, offer, condition):
        """Whether each way to meet a condition is ruled out by a plain word, and not each by the holder alone."""
        if condition.kind == "unless" or any(has_happened(self.dispute, way.what) for way in condition.ways):
            return False
        waits = Waits(self.dispute)
        others = lambda way: [actor for actor in performers(self.dispute, offer, way) if actor != offer.who]
        by_others = [waits.refused(others(way), way.what) for way in condition.ways]
        by_any = [waits.refused([*others(way), offer.who], way.what) for way in condition.ways]
        return all(by_any) and any(by_others)

    def hollow_threats(self):
        told = self.told("hollow-threat")
        binds = lambda statement: statement.verb in ("Promises", "Rejects", "Refuses")
        for core in told:
            names = [statement.id for statement in core]
            [threat], others = [s for s in core if s.verb == "Threatens"], [s for s in core if s.verb != "Threatens"]
            whole = taken_up(self.dispute, threat)
            own = [s for s in self.today if s.who == threat.who and binds(s)]
            limits = lambda without=None: self.limits_of([s for s in others if s is not without], own)
            is_so = all(s in own for s in others) and whole is not None and not self.can_hold(limits(), whole)
            self.expect(is_so, f"hollow {names}: it is not")
            for one in others:
                self.expect(self.can_hold(limits(one), whole), f"hollow {names}: {one.id} is not needed")
        for threat in self.today:
            if threat.verb != "Threatens" or has_happened(self.dispute, threat.what):
                continue
            whole = taken_up(self.dispute, threat)
            own = [s for s in self.today if s.who == threat.who and binds(s)]
            groups = [clauses for _, clauses in positions(self.dispute, own)]
            if whole is not None and self.can_hold(*groups) and self.is_in_conflict(whole, groups):
                is_told = any(self.content(threat) in self.contents(core) for core in told)
                self.expect(is_told, f"hollow {threat.id}: it is not told")

    # Several holders.

    def incompatible_demands(self):
        said = [statement for statement in self.today if not is_claim(statement)]
        groups = positions(self.dispute, said)
        holder = lambda ids: self.dispute.statement(min(ids)).who
        cores = conflicts(self.background, [clauses for _, clauses in groups])
        joint = [core for core in cores if len({holder(groups[number][0]) for number in core}) > 1]
        says = lambda core: frozenset(canonical(groups[number][1]) for number in core)
        told = set()
        for named in self.told("incompatible-demands"):
            names = [statement.id for statement in named]
            choices = [[n for n, (ids, _) in enumerate(groups) if statement.id in ids] for statement in named]
            meant = [frozenset(choice) for choice in product(*choices) if frozenset(choice) in joint]
            self.expect(meant, f"incompatible {names}: they are not, or not all are needed, or of one holder")
            told.update(says(core) for core in meant)
        notes = [note for f in self.findings if f["rule"] == "incompatible-demands" for note in f["notes"]]
        is_cut_short = len(cores) > MOST_SETS and any("stopped early" in note for note in notes)
        for core in joint if not is_cut_short else ():
            names = [sorted(groups[number][0]) for number in core]
            self.expect(says(core) in told, f"incompatible {names}: they are not told")

    def deadlocks(self):
        waits = Waits(self.dispute)
        told = [[statement.id for statement in ring] for ring in self.told("deadlock")]
        shown = self.settlement["circles"]
        self.expect(sorted(map(sorted, told)) == sorted(map(sorted, shown)), f"deadlock: {told} beside {shown} in settle")
        for ring in shown:
            steps = [waits.step[self.dispute.statement(name).what] for name in ring]
            arrows = zip(ring, steps, [*steps[1:], steps[0]])
            self.expect(all(waits.has_arrow(*arrow) for arrow in arrows), f"deadlock {ring}: it is no circle")
            self.expect(waits.can_all_be_taken(steps), f"deadlock {ring}: no order would do")
        circles = waits.circles()
        if circles and all(waits.can_all_be_taken(circle) for circle in circles):
            self.expect(shown, f"deadlock: none of {circles} is told")
        for knot in self.settlement["knots"]:
            steps = {waits.step[self.dispute.statement(name).what] for ring in knot["circles"] for name in ring}
            smallest = waits.smallest_waivers(steps)
            sets = {frozenset(map(waits.position, waivers)) for waivers in knot["waivers"]}
            is_all = sets == smallest if len(smallest) <= 8 else len(sets) == 8 and sets < smallest
            self.expect(is_all and knot["waivers_are_smallest"], f"waivers {sets} of {steps} are not {smallest}")

    # The settlement. A position is known by what it says: of what was said again, the older may be left out.

    def say(self, ids):
        return frozenset(words(self.dispute.statement(name)) for name in ids)

    def position(self, told):
        return self.say(told["statements"])

    def settle(self):
        said = [statement for statement in self.today if not is_claim(statement)]
        groups = [(self.say(ids), clauses) for ids, clauses in positions(self.dispute, said)]
        facts = [[variables(self.dispute)[what]] for what in self.dispute.happened if has_happened(self.dispute, what)]
        given = [*self.background, *facts]
        matters = self.settlement["matters"]
        is_whole = all(matter["complete"] for matter in matters)
        self.expect(self.settlement["complete"] == is_whole, "settle: it is not whole, although all of its matters are")
        self.expect(self.settlement["positions"] == len(groups), f"settle: there are {len(groups)} positions")
        overtaken = [ids for ids, clauses in groups if self.can_hold(clauses) and not satisfiable([*given, *clauses])]
        told = [self.position(conflict["positions"][0]) for conflict in self.settlement["overtaken"]]
        self.expect(set(told) == set(overtaken), f"settle: {overtaken} are overtaken, and not {told}")
        groups = [group for group in groups if group[0] not in overtaken]
        self.outcome(given, groups)
        self.matters(given, groups)

    def outcome(self, given, groups):
        clauses = [clause for _, clauses in groups for clause in clauses]
        is_possible = satisfiable([*given, *clauses])
        answer = "possible" if is_possible else "impossible"
        self.expect(self.settlement["answer"] == answer, f"settle: it is {answer}")
        if is_possible and self.settlement["outcome"] is not None:
            number = variables(self.dispute)
            comes = {number[what] for what in self.settlement["outcome"]}
            spoken_of = {abs(literal) for clause in clauses for literal in clause}
            assumed = [*comes, *(-p for p in spoken_of - comes)]
            self.expect(satisfiable([*given, *clauses], assumed), f"settle: {self.settlement['outcome']} is no outcome")

    def matters(self, given, groups):
        known = {}
        for matter in self.settlement["matters"]:
            known[frozenset(self.position(p) for conflict in matter["conflicts"] for p in conflict["positions"])] = matter
        for numbers, hard in components(given, [clauses for _, clauses in groups]):
            own = [groups[number] for number in numbers]
            clauses = [clauses for _, clauses in own]
            for cores in linked(conflicts(hard, clauses)):
                self.matter(known, hard, [own[number] for number in sorted(set().union(*cores))])
        self.expect(not known, f"settle: these are no matters: {list(known)}")

    def matter(self, known, hard, own):
        """What conflicts that share positions are about: these positions, and no others."""
        clauses = [clauses for _, clauses in own]
        cores = conflicts(hard, clauses)
        named = lambda core: frozenset(own[number][0] for number in core)
        involved = frozenset(said for said, _ in own)
        # Of very many conflicts some are told, and then not every position that has a part in them is named.
        shown = next((told for told in known if told == involved or len(cores) > MOST_SETS and told < involved), None)
        matter = known.pop(shown, None)
        self.expect(matter, f"settle: no matter is about {list(involved)}")
        if matter is None:
            return
        sets = lambda told: {frozenset(self.position(p) for p in some) for some in told}
        is_cut_short = len(cores) > MOST_SETS and not matter["complete"]
        fits = lambda told, right: told < right if is_cut_short else told == right
        same = lambda told, right, what: self.expect(fits(told, right), f"settle: {what} are {right}, and not {told}")
        same(sets(c["positions"] for c in matter["conflicts"]), set(map(named, cores)), "the conflicts")
        smallest = set(map(named, smallest_corrections(hard, clauses)))
        is_right = sets(matter["concessions"]) == smallest and matter["concessions_are_smallest"]
        self.expect(is_right, f"settle: the smallest concessions are {smallest}")
        self.sides(matter, hard, own, involved)

    def sides(self, matter, hard, own, involved):
        who = lambda said: next(iter(said))[0]
        sides = sorted({who(ids) for ids in involved})
        of_side = lambda side: [clauses for ids, clauses in own if who(ids) == side]
        told = [alone["actor"] for alone in matter["alone"]]
        self.expect(sorted(told) == sides, f"settle: the sides are {sides}, and not {told}")
        for alone in matter["alone"]:
            side, gives = alone["actor"], alone["gives_up"]
            others = [clause for ids, clauses in own if who(ids) != side for clause in clauses]
            right = smallest_corrections([*hard, *others], of_side(side))
            if gives is None:
                self.expect(not right, f"settle: {side} can settle it alone, by {right}")
                continue
            mine = [ids for ids, _ in own if who(ids) == side]
            given_up = frozenset(mine.index(self.position(p)) for p in gives)
            self.expect(given_up in right, f"settle: {side} would settle it alone by {right} of {mine}, not {given_up}")
        circles = [[clause for clauses in of_side(side) for clause in clauses] for side in sides]
        right = {frozenset(sides[number] for number in circle) for circle in largest_circles(hard, circles)}
        told = {frozenset(circle) for circle in matter["coalitions"]}
        self.expect(told - {frozenset()} == right - {frozenset()}, f"settle: {right} go together, and not {told}")
