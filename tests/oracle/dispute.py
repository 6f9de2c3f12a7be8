"""What an editor notes of a dispute, and how it is written in RON."""

from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST_DAY = date(2025, 1, 1)


def day(number):
    """A day of the dispute, as it is written."""
    return (FIRST_DAY + timedelta(days=number)).isoformat()


@dataclass(frozen=True)
class Way:
    """One way to meet a condition, and who would have to, where the editor said so."""

    what: str
    by: str | None = None

    def ron(self):
        return f'"{self.what}"' if self.by is None else f'(what: "{self.what}", by: "{self.by}")'


@dataclass(frozen=True)
class Condition:
    """An entry of `only_if`, `only_after`, `in_return_for` or `unless`: any one of its ways meets it."""

    kind: str
    ways: tuple[Way, ...]

    def ron(self):
        ways = ", ".join(way.ron() for way in self.ways)
        return ways if len(self.ways) == 1 else f"AnyOf([{ways}])"


@dataclass
class Statement:
    id: str
    verb: str
    who: str
    what: str
    said: int
    until: int | None = None
    addressees: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def ron(self):
        fields = [f'id: "{self.id}"', f'who: "{self.who}"']
        if self.addressees:
            names = ", ".join(f'"{name}"' for name in self.addressees)
            fields.append(f"{'from' if self.verb == 'Demands' else 'to'}: [{names}]")
        fields.append(f'what: "{self.what}"')
        for kind in ("only_if", "only_after", "in_return_for", "unless"):
            entries = [condition.ron() for condition in self.conditions if condition.kind == kind]
            if entries:
                fields.append(f"{kind}: [{', '.join(entries)}]")
        fields.append(f'said: "{day(self.said)}"')
        if self.until is not None:
            fields.append(f'until: "{day(self.until)}"')
        return f"{self.verb}({', '.join(fields)})"


@dataclass
class Constraint:
    """One of `Implies`, `NotAll`, `OneOf`, `SameTime`, `Parts` and `AllParts`; the whole comes before its parts."""

    word: str
    of: tuple[str, ...]

    def ron(self):
        names = [f'"{name}"' for name in self.of]
        match self.word:
            case "Implies":
                return f"Implies({', '.join(names)})"
            case "Parts":
                return f"Parts({names[0]}, [{', '.join(names[1:])}])"
            case "AllParts":
                return f"Parts(whole: {names[0]}, parts: [{', '.join(names[1:])}], complete: true)"
            case word:
                return f"{word}([{', '.join(names)}])"


@dataclass
class Proposition:
    id: str
    by: tuple[str, ...] = ()
    # Constraints that stand with the proposition: pairs of a field and another proposition.
    relations: tuple[tuple[str, str], ...] = ()

    def ron(self):
        fields = [f'id: "{self.id}"', f'text: "{self.id} comes about"']
        if self.by:
            fields.append("by: [" + ", ".join(f'"{name}"' for name in self.by) + "]")
        for name in ("excludes", "implies"):
            others = [f'"{other}"' for relation, other in self.relations if relation == name]
            if others:
                fields.append(f"{name}: [{', '.join(others)}]")
        fields.extend(f'opposite_of: "{other}"' for relation, other in self.relations if relation == "opposite_of")
        return f"({', '.join(fields)})"


@dataclass
class Dispute:
    number: int
    actors: list[str]
    propositions: list[Proposition]
    constraints: list[Constraint]
    statements: list[Statement]
    # The day on which each of these happened, by the desk's verdict.
    happened: dict[str, int] = field(default_factory=dict)
    as_of: int = 0

    def statement(self, name):
        return next(statement for statement in self.statements if statement.id == name)

    def ron(self):
        lines = ["(", "    actors: ["]
        lines += [f'        (id: "{actor}", name: "{actor}"),' for actor in self.actors]
        lines += ["    ],", "    propositions: ["]
        lines += [f"        {proposition.ron()}," for proposition in self.propositions]
        lines += ["    ],", "    constraints: ["]
        lines += [f"        {constraint.ron()}," for constraint in self.constraints]
        lines += ["    ],", "    statements: ["]
        lines += [f"        {statement.ron()}," for statement in self.statements]
        lines += ["    ],", "    verdicts: ["]
        lines += [
            f'        (what: "{what}", happened: "{day(on)}", because: "it was seen"),' for what, on in self.happened.items()
        ]
        return "\n".join([*lines, "    ],", ")", ""])
