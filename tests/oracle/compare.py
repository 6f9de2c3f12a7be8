"""Makes up disputes, runs standoff on each, and says where it is wrong.

    python compare.py STANDOFF [--disputes 1000] [--from 0] [--only NUMBER]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import generate
from dispute import day
from opinion import Opinion

MOST_SHOWN = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("standoff", type=Path)
    parser.add_argument("--disputes", type=int, default=1000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--only", type=int)
    arguments = parser.parse_args()
    numbers = [arguments.only] if arguments.only is not None else range(arguments.first, arguments.first + arguments.disputes)
    seen, wrong = Counter(), []
    with ProcessPoolExecutor() as workers:
        for number, (complaints, told) in zip(numbers, workers.map(partial(judge, arguments.standoff.resolve()), numbers, chunksize=10)):
            seen.update(told)
            if complaints:
                wrong.append((number, complaints))
    for number, complaints in wrong[:MOST_SHOWN]:
        print(f"\ndispute {number}:\n{generate.dispute(number).ron()}")
        print("\n".join(f"  {complaint}" for complaint in complaints))
    print(f"{len(numbers)} disputes, {len(wrong)} of them told wrongly{': ' if wrong else ''}", end="")
    print(", ".join(str(number) for number, _ in wrong))
    print("of them " + ", ".join(f"{count} with {what}" for what, count in sorted(seen.items())))
    silent = [what for what in EXPECTED if not seen[what]] if len(numbers) >= 1000 else []
    if silent:
        print(f"nothing was compared for {', '.join(silent)}: the disputes are too tame")
    sys.exit(1 if wrong or silent else 0)


# What has to occur among a thousand disputes, for the comparison to be worth its name.
EXPECTED = [
    "contradictory-position", "dead-condition", "hollow-threat", "incompatible-demands", "deadlock", "an outcome",
    "no outcome", "something overtaken", "several smallest concessions", "several circles in a knot",
]  # fmt: skip


def judge(standoff, number):
    """What is wrong with what standoff says of a dispute, and what occurs in it."""
    dispute = generate.dispute(number)
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "data" / "dispute.ron"
        sheet.parent.mkdir()
        sheet.write_text(dispute.ron())
        (Path(folder) / "standoff.ron").write_text(f'(as_of: "{day(dispute.as_of)}", levels: {{"unused-record": Allow}})\n')
        check, settlement = (run(standoff, folder, command) for command in ("check", "settle"))
    if check["summary"]["reading_problems"]:
        return [f"standoff cannot read it: {check['findings'][0]['message']}"], []
    return Opinion(dispute, check, settlement).complaints_of_all(), list(occurs(check, settlement))


def run(standoff, folder, command):
    output = subprocess.run([standoff, "-C", folder, command, "--format", "json"], capture_output=True, check=False)
    if output.returncode not in (0, 1):
        raise RuntimeError(f"standoff {command} ended with {output.returncode}: {output.stderr.decode()}")
    return json.loads(output.stdout)


def occurs(check, settlement):
    yield from {finding["rule"] for finding in check["findings"]} & set(EXPECTED)
    yield "an outcome" if settlement["answer"] == "possible" else "no outcome"
    if settlement["overtaken"]:
        yield "something overtaken"
    if any(len(matter["concessions"]) > 1 for matter in settlement["matters"]):
        yield "several smallest concessions"
    if any(len(knot["circles"]) > 1 for knot in settlement["knots"]):
        yield "several circles in a knot"


if __name__ == "__main__":
    main()
