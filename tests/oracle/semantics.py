"""What stands on a day, and what it limits, as the semantics define it. Clauses are lists of numbers, as PySAT takes them:
a number is a proposition, its negative that the proposition does not come about."""

from itertools import product

MUSTS = {"Demands": 1, "Promises": 1, "Rejects": -1, "Refuses": -1}
OFFERS = {"Offers", "Accepts", "Proposes"}
WISHES = {"Supports": 1, "Opposes": -1}
CLAIMS = {"Asserts": 1, "Denies": -1}


def variables(dispute):
    """The number of each proposition."""
    return {proposition.id: number for number, proposition in enumerate(dispute.propositions, start=1)}


def background(dispute, most=None):
    """The clauses of the constraints; on demand only those of so many literals at most."""
    number = variables(dispute)
    clauses = []
    for proposition in dispute.propositions:
        p = number[proposition.id]
        for relation, other in proposition.relations:
            q = number[other]
            match relation:
                case "excludes":
                    clauses.append([-p, -q])
                case "implies":
                    clauses.append([-p, q])
                case "opposite_of":
                    clauses += [[-p, -q], [p, q]]
    for constraint in dispute.constraints:
        first, *rest = of = [number[name] for name in constraint.of]
        match constraint.word:
            case "Implies":
                clauses.append([-first, rest[0]])
            case "NotAll":
                clauses.append([-p for p in of])
            case "OneOf":
                clauses.append(of)
            case "SameTime":
                clauses += [[-first, rest[0]], [first, -rest[0]]]
            case "Parts" | "AllParts":
                clauses += [[-first, part] for part in rest]
                if constraint.word == "AllParts":
                    clauses.append([first, *(-part for part in rest)])
    return [clause for clause in clauses if most is None or len(clause) <= most]


def sign(statement):
    """1 for what is wanted or said to be so, -1 for what is not."""
    return {**MUSTS, **WISHES, **CLAIMS}.get(statement.verb, 1)


def side(dispute, statement):
    return sign(statement) * variables(dispute)[statement.what]


def is_claim(statement):
    return statement.verb in CLAIMS


def is_must(statement):
    return statement.verb in MUSTS or is_claim(statement)


def is_offer(statement):
    return statement.verb in OFFERS


def is_exchange(statement):
    """An offer in return for something, and on no other condition."""
    kinds = {condition.kind for condition in statement.conditions}
    return is_offer(statement) and kinds == {"in_return_for"}


def terms(statement):
    return frozenset((condition.kind, frozenset(condition.ways)) for condition in statement.conditions)


def words(statement):
    """What is said, however often: two statements of one holder with the same words are one position."""
    return (statement.who, statement.verb, statement.what, terms(statement))


# What stands, and until when.


def ends(dispute):
    """The last day of each statement: its own, or the day before one that took its place."""
    last = {}
    for statement in dispute.statements:
        end = 10**6 if statement.until is None else statement.until
        slot = [s for s in dispute.statements if (s.who, s.what, is_claim(s)) == (statement.who, statement.what, is_claim(statement))]
        # To say something again is to say it that day, too: what is said on the same day does not take its place.
        said_again = {s.said for s in slot if restates(s, statement)}
        later = [
            other
            for other in slot
            if statement.said < other.said <= end
            and other.said not in said_again
            and takes_the_place_of(other, statement)
        ]
        last[statement.id] = min([end, *(other.said - 1 for other in later)])
    return last


def restates(later, earlier):
    return later.verb == earlier.verb and terms(later) == terms(earlier)


def takes_the_place_of(later, earlier):
    is_further_bargain = is_exchange(later) and is_exchange(earlier)
    return not (restates(later, earlier) or is_further_bargain or "Threatens" in (later.verb, earlier.verb))


def standing(dispute, day):
    last = ends(dispute)
    return [statement for statement in dispute.statements if statement.said <= day <= last[statement.id]]


# What it limits.


def met(dispute, condition):
    """Clauses that say that a condition is met."""
    ways = [variables(dispute)[way.what] for way in condition.ways]
    return [[-way] for way in ways] if condition.kind == "unless" else [ways]


def limits(dispute, statement):
    """What a statement, other than by its prices, rules out of every outcome that its holder would live with."""
    p = side(dispute, statement)
    ways = lambda condition: [variables(dispute)[way.what] for way in condition.ways]
    of_kind = lambda *kinds: [ways(condition) for condition in statement.conditions if condition.kind in kinds]
    necessary = [[-p, *way] for way in of_kind("only_if", "only_after")]
    if is_claim(statement):
        return [[p]]
    if is_offer(statement):
        return necessary
    if statement.verb not in MUSTS:
        return []
    escapes = [way for ways in of_kind("unless") for way in ways]
    premises = of_kind("only_if", "only_after", "in_return_for")
    # Where one way of each premise comes about, and no escape, the side is taken.
    clauses = [[*(-way for way in choice), *escapes, p] for choice in product(*premises)]
    return clauses + necessary if statement.verb == "Promises" else clauses


def positions(dispute, statements):
    """Pairs of the statements that say a position and its clauses: those that limit alike are one position, and so are all
    that a holder would exchange one thing for, unless the holder would also give it for nothing."""
    menus = {}
    free = {(s.who, s.what) for s in statements if is_offer(s) and not s.conditions}
    for statement in statements:
        in_exchange = is_offer(statement) and any(condition.kind == "in_return_for" for condition in statement.conditions)
        if in_exchange and (statement.who, statement.what) not in free:
            menus.setdefault((statement.who, statement.what), []).append(statement)
    limiting, priced = {}, {}
    for (who, what), offers in menus.items():
        clauses = prices(dispute, what, offers)
        if len({terms(offer) for offer in offers}) > 1:
            limiting.setdefault((who, canonical(clauses)), []).extend(offer.id for offer in offers)
        else:
            # An offer that is alone in exchange is one position, with all that it asks for.
            priced.update({offer.id: clauses for offer in offers})
    for statement in statements:
        clauses = limits(dispute, statement) + priced.get(statement.id, [])
        if clauses:
            limiting.setdefault((statement.who, canonical(clauses)), []).append(statement.id)
    return [(frozenset(ids), [list(clause) for clause in clauses]) for (_, clauses), ids in limiting.items()]


def prices(dispute, what, offers):
    """Clauses that say that a thing comes with the whole price of one of some offers."""
    number = variables(dispute)
    ways = lambda offer: [[number[way.what] for way in c.ways] for c in offer.conditions if c.kind == "in_return_for"]
    return [[-number[what], *(way for ways in choice for way in ways)] for choice in product(*map(ways, offers))]


def canonical(clauses):
    return frozenset(frozenset(clause) for clause in clauses)


def has_happened(dispute, what):
    return dispute.happened.get(what, 10**6) <= dispute.as_of


def taken_up(dispute, statement, with_conditions=True):
    """Clauses of a statement taken at its word; nothing where what it holds `unless` has come about. Conditions that have
    been met are no matter."""
    clauses = [[side(dispute, statement)]]
    for condition in statement.conditions if with_conditions else ():
        has_come = any(has_happened(dispute, way.what) for way in condition.ways)
        if has_come and condition.kind == "unless":
            return None
        if not has_come:
            clauses += met(dispute, condition)
    return clauses


def performers(dispute, statement, way):
    """Who would have to meet a condition in one way."""
    by = next(proposition.by for proposition in dispute.propositions if proposition.id == way.what)
    return (way.by,) if way.by else by or statement.addressees
