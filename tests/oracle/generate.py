"""Disputes at random, small enough to be judged from the definition, and dense enough to be full of conflicts."""

import random

from dispute import Condition, Constraint, Dispute, Proposition, Statement, Way
from semantics import background, variables
from solve import satisfiable

VERBS = {
    "Demands": 5, "Promises": 3, "Rejects": 4, "Refuses": 3, "Offers": 5, "Accepts": 3, "Proposes": 2,
    "Threatens": 2, "Supports": 1, "Opposes": 1, "Asserts": 1, "Denies": 1,
}  # fmt: skip
KINDS = {"only_if": 4, "only_after": 4, "in_return_for": 3, "unless": 2}


def dispute(number):
    """The dispute of a number."""
    dice = random.Random(number)
    while True:
        made = attempt(number, dice)
        # Constraints that decide a proposition by themselves are a slip of the editor, and no dispute.
        known, numbers = background(made), variables(made)
        is_open = all(satisfiable([*known, [sign * p]]) for p in numbers.values() for sign in (1, -1))
        if is_open and satisfiable(known + [[numbers[what]] for what in made.happened]):
            return made


def attempt(number, dice):
    actors = [f"a{n}" for n in range(dice.randint(1, 4))]
    names = [f"p{n}" for n in range(dice.randint(3, 8))]
    days = dice.choice([1, 1, 2, 4])
    propositions = [proposition(dice, name, names, actors) for name in names]
    constraints = [constraint(dice, names) for _ in range(dice.choice([0, 0, 1, 1, 2, 3]))]
    statements = [statement(dice, f"s{n}", names, actors, days) for n in range(dice.randint(2, 12))]
    if dice.random() < 0.4:
        statements += circle(dice, len(statements), names, actors, days)
    happened = {name: dice.randint(0, days) for name in names if dice.random() < 0.05}
    return Dispute(number, actors, propositions, constraints, statements, happened, as_of=days)


def proposition(dice, name, names, actors):
    by = tuple(dice.sample(actors, 1)) if dice.random() < 0.4 else ()
    relations = []
    others = [other for other in names if other != name]
    if dice.random() < 0.25:
        relations.append((dice.choice(["excludes", "implies", "implies", "opposite_of"]), dice.choice(others)))
    return Proposition(name, by, tuple(relations))


def constraint(dice, names):
    word = dice.choice(["Implies", "NotAll", "NotAll", "OneOf", "SameTime", "Parts", "AllParts"])
    size = {"Implies": 2, "SameTime": 2}.get(word) or dice.randint(2, 3)
    return Constraint(word, tuple(dice.sample(names, size)))


def statement(dice, name, names, actors, days):
    verb = dice.choices(list(VERBS), VERBS.values())[0]
    who, what = dice.choice(actors), dice.choice(names)
    said = dice.randrange(days)
    until = dice.randint(said, days) if dice.random() < 0.08 else None
    others = [actor for actor in actors if actor != who]
    takes_addressees = verb not in ("Asserts", "Denies")
    addressees = tuple(dice.sample(others, 1)) if others and takes_addressees and dice.random() < 0.4 else ()
    if verb == "Demands" and not addressees:
        addressees = (dice.choice(actors),)
    conditions = conditions_of(dice, verb, what, names, actors) if takes_addressees else ()
    return Statement(name, verb, who, what, said, until, addressees, conditions)


def conditions_of(dice, verb, what, names, actors):
    is_offer = verb in ("Offers", "Accepts", "Proposes")
    number = dice.choices([0, 1, 2], [3, 5, 1] if is_offer else [6, 2, 0.3])[0]
    kinds = dict(KINDS)
    if verb in ("Threatens", "Opposes", "Rejects", "Refuses"):
        kinds = {"only_if": 1, "unless": 3}
    conditions = {}
    for _ in range(number):
        kind = dice.choices(list(kinds), kinds.values())[0]
        others = [name for name in names if name != what]
        ways = dice.sample(others, 2 if dice.random() < 0.2 else 1)
        by = dice.choice(actors) if dice.random() < 0.15 else None
        conditions[Condition(kind, tuple(Way(way, by) for way in ways))] = True
    return tuple(conditions)


def circle(dice, first, names, actors, days):
    """Offers that wait for one another."""
    steps = dice.sample(names, dice.randint(2, min(4, len(names))))
    said = []
    for place, what in enumerate(steps):
        needs = [steps[(place + 1) % len(steps)]]
        if dice.random() < 0.2:
            needs.append(dice.choice([name for name in names if name not in (what, *needs)] or needs))
        ways = tuple(Way(need) for need in dict.fromkeys(needs))
        verb, who = dice.choice(["Offers", "Accepts"]), dice.choice(actors)
        conditions = (Condition("only_after", ways),)
        said.append(Statement(f"s{first + place}", verb, who, what, dice.randrange(days), None, (), conditions))
    return said
