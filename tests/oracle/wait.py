"""What waits for what on the day asked about, in which circles, and what would undo them. Circles are looked for in the graph
itself; what it takes to undo them is asked of clingo."""

from dataclasses import dataclass

import clingo

from semantics import background, has_happened, is_must, performers, side, sign, standing, terms, variables
from solve import entails, satisfiable


@dataclass
class Wait:
    """A step comes only after one of others, as all statements of one position say."""

    statements: list[str]
    step: str
    needs: tuple[str, ...]


class Waits:
    def __init__(self, dispute):
        self.dispute = dispute
        self.step = steps(dispute)
        self.live = standing(dispute, dispute.as_of)
        shut, waits = set(), []
        # Who says the same again on the same terms makes a step wait once.
        said = {}
        taken = {self.step[what] for what in self.step if has_happened(dispute, what)}
        for statement in self.live:
            for condition in statement.conditions:
                if condition.kind != "only_after" or not self.counts(statement):
                    continue
                own = self.step[statement.what]
                if own in taken or any(self.step[way.what] in taken | {own} for way in condition.ways):
                    continue
                if self.refused(self.by(statement.what), statement.what):
                    shut.add(own)
                open_ways = [w for w in condition.ways if not self.refused(performers(dispute, statement, w), w.what)]
                position = said.setdefault((statement.who, statement.what, terms(statement)), [])
                position.append(statement.id)
                waits.append(Wait(position, own, tuple(self.step[way.what] for way in open_ways)))
        happens = can_happen(set(self.step.values()), waits, shut)
        unmet = [wait for wait in waits if wait.step not in shut and not set(wait.needs) & happens]
        # Arrows between steps that cannot come about, for order or for want of anybody who would take one.
        self.arrows = [(wait, need) for wait in unmet for need in wait.needs if need not in shut]
        self.waits = waits

    def by(self, what):
        return next(proposition.by for proposition in self.dispute.propositions if proposition.id == what)

    def counts(self, statement):
        """Whether somebody says so who has a say, about something to come about."""
        by = self.by(statement.what)
        return sign(statement) > 0 and statement.verb != "Threatens" and (not by or statement.who in by)

    def refused(self, actors, what):
        """Whether one of some actors rules it out by a word without conditions."""
        known = background(self.dispute, most=2)
        bound = [s for s in self.live if s.who in actors and is_must(s) and not s.conditions and s.verb in BINDING]
        sides = [side(self.dispute, statement) for statement in bound]
        wanted = -variables(self.dispute)[what]
        return any(satisfiable([*known, [one]]) and entails([*known, [one]], wanted) for one in sides)

    def circles(self):
        """All circles, each as its steps in order."""
        found = set()

        def follow(path):
            for wait, need in self.arrows:
                if wait.step != path[-1]:
                    continue
                if need == path[0]:
                    found.add(tuple(path))
                elif need > path[0] and need not in path:
                    follow([*path, need])

        for start in {wait.step for wait, _ in self.arrows}:
            follow([start])
        return found

    def can_all_be_taken(self, steps):
        number = variables(self.dispute)
        return satisfiable(background(self.dispute), [number[step] for step in steps])

    def position(self, statement):
        """The first statement of the position that a statement says."""
        return next(wait.statements[0] for wait in self.waits if statement in wait.statements)

    def has_arrow(self, statement, step, need):
        return any((wait.step, wanted) == (step, need) and statement in wait.statements for wait, wanted in self.arrows)

    def smallest_waivers(self, steps):
        """All smallest sets of positions whose waits have to go for some steps to come about, by what they owe one another.
        A position goes by the first of its statements."""
        inner = [(wait.statements[0], wait.step, set(wait.needs) & steps) for wait in self.waits if wait.step in steps]
        inner = [wait for wait in inner if wait[2]]
        facts = "".join(f'step("{step}"). ' for step in steps)
        for number, (statement, step, needs) in enumerate(inner):
            facts += f'wait({number}, "{step}", "{statement}"). ' + "".join(f'way({number}, "{need}"). ' for need in needs)
        control = clingo.Control(["--opt-mode=optN", "0"])
        control.add("base", [], facts + UNDO)
        control.ground([("base", [])])
        found = set()
        with control.solve(yield_=True) as models:
            for model in models:
                if model.optimality_proven:
                    found.add(frozenset(atom.arguments[0].string for atom in model.symbols(shown=True)))
        return found


BINDING = {"Demands", "Promises", "Rejects", "Refuses"}

# A step comes about once each of its waits is met: what follows from what is waived, and from nothing else.
UNDO = """
{ waive(S) : wait(_, _, S) }.
met(W) :- wait(W, _, S), waive(S).
met(W) :- way(W, N), comes(N).
comes(N) :- step(N), met(W) : wait(W, N, _).
:- step(N), not comes(N).
#minimize { 1, S : waive(S) }.
#show waive/1.
"""


def steps(dispute):
    """The step that each proposition is: those that come about at the same time are one."""
    step = {proposition.id: proposition.id for proposition in dispute.propositions}
    for constraint in dispute.constraints:
        if constraint.word == "SameTime":
            one, other = (step[name] for name in constraint.of)
            step = {name: min(one, other) if known in (one, other) else known for name, known in step.items()}
    return step


def can_happen(nodes, waits, shut):
    """What can come about at all: the least that follows from what waits for nothing."""
    happens = set()
    while True:
        more = {
            node
            for node in nodes - shut - happens
            if all(set(wait.needs) & happens for wait in waits if wait.step == node)
        }
        if not more:
            return happens
        happens |= more
