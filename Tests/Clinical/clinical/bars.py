"""What is wanted of lungs and proposals, and whether the rows meet it. The bars are ours; they judge no patient."""

from __future__ import annotations

#: Shares of variants of a kind that must be without a gross error of their own.
STRESS = 0.95
DICE, RATIO, LESION_FREE_ML = 0.70, (0.8, 1.25), 3.0


def judged(rows: dict) -> list[tuple[bool, str]]:
    """(is met, words) for each bar that the rows can tell of."""
    out = []
    lungs = [r for r in rows.get("lungs", []) if "failed" not in r]
    if lungs:
        wrong = [r["scan"] for r in lungs if r.get("gross") or r.get("points_wrong")]
        out.append((not wrong, "lungs without gross error on every scan" + named(wrong)))
    kinds = [k for k in rows.get("kinds", []) if not k["hard"]]
    if kinds:
        wrong = [k["kind"] for k in kinds if k["own"] > (1 - STRESS) * k["variants"]]
        out.append((not wrong, f"{STRESS:.0%} of each kind without a gross error of its own" + named(wrong)))
        mute = [k["kind"] for k in rows["kinds"] if k["named"] < k["gross"]]
        out.append((not mute, "every gross error named by a remark" + named(mute)))
    proposals = [r for r in rows.get("proposal", []) if "failed" not in r]
    read = [r for r in proposals if r["role"] == "covid" and "dice" in r]
    if read:
        mean = sum(r["dice"] for r in read) / len(read)
        out.append((mean >= DICE, f"mean Dice of proposals {DICE:.2f}: {mean:.3f}"))
        wrong = [r["scan"] for r in read if r["ratio"] is not None and not RATIO[0] <= r["ratio"] <= RATIO[1]]
        out.append((not wrong, f"painted to true volume {RATIO[0]} to {RATIO[1]}" + named(wrong)))
        wrong = [r["scan"] for r in read if r.get("sfr") != r.get("true_sfr")]
        out.append((not wrong, "SFR class right" + named(wrong)))
    normal = [r for r in proposals if r["role"] == "normal"]
    if normal:
        wrong = [r["scan"] for r in normal if r["ml"] >= LESION_FREE_ML]
        out.append((not wrong, f"under {LESION_FREE_ML:.0f} mL proposed where there is no lesion" + named(wrong)))
    return out


def named(wrong: list[str]) -> str:
    return ": not " + ", ".join(wrong) if wrong else ""
