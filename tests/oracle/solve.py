"""Can it all hold? What cannot, and what would have to go? By PySAT."""

from itertools import combinations

from pysat.examples.optux import OptUx
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver


def satisfiable(clauses, assumptions=()):
    with Solver(name="cadical153", bootstrap_with=clauses) as solver:
        return solver.solve(assumptions=list(assumptions))


def entails(clauses, literal):
    return not satisfiable([*clauses, [-literal]])


def soft(hard, groups):
    """A formula with a selector for each group."""
    top = max((abs(literal) for clause in [*hard, *(c for group in groups for c in group)] for literal in clause), default=0)
    formula = WCNF()
    for clause in hard:
        formula.append(clause)
    for number, group in enumerate(groups, start=1):
        for clause in group:
            formula.append([-(top + number), *clause])
        formula.append([top + number], weight=1)
    return formula


def conflicts(hard, groups):
    """All minimal sets of groups that cannot hold together, as sets of their numbers. The hard clauses can hold."""
    if satisfiable([*hard, *(clause for group in groups for clause in group)]):
        return set()
    with OptUx(soft(hard, groups), unsorted=True) as search:
        return {frozenset(number - 1 for number in core) for core in search.enumerate()}


def smallest_corrections(hard, groups):
    """All smallest sets of groups without which the others can hold; none where the hard clauses cannot."""
    if not satisfiable(hard):
        return set()
    formula = soft(hard, groups)
    selectors = [clause[0] for clause in formula.soft]
    found, least = set(), None
    with RC2(formula) as search:
        for model in search.enumerate():
            if least is not None and search.cost > least:
                break
            least = search.cost
            chosen = set(model)
            found.add(frozenset(number for number, selector in enumerate(selectors) if selector not in chosen))
    return {correction for correction in found if len(correction) == least}


def largest_circles(hard, circles):
    """The maximal sets of circles of groups that can hold together, as sets of their numbers."""
    holds = lambda chosen: satisfiable([*hard, *(clause for number in chosen for clause in circles[number])])
    maximal = []
    for size in range(len(circles), -1, -1):
        for chosen in combinations(range(len(circles)), size):
            if not any(set(chosen) < known for known in maximal) and holds(chosen):
                maximal.append(frozenset(chosen))
    return set(maximal)


def linked(cores):
    """Sets of numbers that share some, lot by lot."""
    lots = []
    for core in cores:
        touched = [lot for lot in lots if any(core & other for other in lot)]
        lots = [lot for lot in lots if lot not in touched] + [sum(touched, []) + [core]]
    return lots


def components(hard, groups):
    """The numbers of the groups by what hangs together, each with the hard clauses there."""
    parent = {}

    def root(node):
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for number, group in enumerate(groups):
        for clause in group:
            for literal in clause:
                parent[root(abs(literal))] = root(("group", number))
    for clause in hard:
        for literal in clause:
            parent[root(abs(literal))] = root(abs(clause[0]))
    together = {}
    for number in range(len(groups)):
        together.setdefault(root(("group", number)), []).append(number)
    return [(numbers, [c for c in hard if root(abs(c[0])) == top]) for top, numbers in together.items()]
