"""The table, as text for a terminal."""

from __future__ import annotations


def number(x, digits: int = 3) -> str:
    return "–" if x is None else f"{x:.{digits}f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as they must be; the first and the last to the left."""
    all_rows = [head, *rows]
    wide = [max(len(r[c]) for r in all_rows) for c in range(len(head))]
    last = len(head) - 1
    return "\n".join(
        "  ".join(
            x if c == last else x.ljust(w) if c == 0 else x.rjust(w) for c, (x, w) in enumerate(zip(r, wide))).rstrip()
        for r in all_rows)


def lungs(rows: list[dict]) -> str:
    head = [
        "LUNGS", "Dice", "right", "left", "HD95 mm", "gross", "worst mL", "right mL", "left mL", "s", "MB", "x voxels",
        "remarks"]
    out, notes = [], []
    for r in rows:
        if "failed" in r:
            out.append([r["scan"], *["–"] * 11, r["failed"]])
            continue
        pieces = r.get("gross")
        out.append([
            r["scan"], number(r.get("dice")), number(r.get("dice_right")), number(r.get("dice_left")),
            number(r.get("hd95_mm"), 1), "–" if pieces is None else str(len(pieces)),
            number(pieces[0]["ml"], 0) if pieces else "–", number(r["right_ml"], 0), number(r["left_ml"], 0),
            number(r["seconds"], 1), number(r["peak_mb"], 0), number(r["peak_mb"] / r["voxels_mb"], 1),
            str(len(r["badges"]))])
        for p in pieces or []:
            notes.append(f"  {r['scan']}: {p['what']} {p['ml']:.0f} mL, mean {p['hu']:.0f} HU, about {at(p)}")
        if r.get("points"):
            notes.append(f"  {r['scan']}: {r['points'] - len(r['points_wrong'])} of {r['points']} known places right")
        notes += [f"  {r['scan']}: {wrong}" for wrong in r.get("points_wrong", [])]
        if "known_ml" in r:
            off = [100 * (r[f"{s}_ml"] / known - 1) for s, known in zip(("right", "left"), r["known_ml"])]
            notes.append(f"  {r['scan']}: {off[0]:+.1f} % right, {off[1]:+.1f} % left of the lungs that were looked at")
        if "nodule_in_lungs" in r:
            notes.append(f"  {r['scan']}: {100 * r['nodule_in_lungs']:.0f} % of the nodule within the lungs")
        notes += [f"  {r['scan']}: check: {words}" for words in r["badges"]]
    return table(head, out) + "\n" + "\n".join(notes)


def at(piece: dict) -> str:
    k, j, i = piece["at"]
    return f"i {i}, j {j}, k {k}"


def proposals(rows: list[dict], summary: dict) -> str:
    head = [
        "PROPOSAL", "Dice", "recall", "prec", "mL", "true", "ratio", "GGO", "CON", "%", "true", "SFR", "true", "zones",
        "2nd", "readers", "s", "MB", "model"]
    out, notes = [], []
    for r in rows:
        if "failed" in r:
            out.append([r["scan"], *["–"] * 17, r["failed"]])
            continue
        out.append([
            r["scan"], *(number(r.get(key)) for key in ("dice", "recall", "precision")), number(r["ml"], 0),
            number(r.get("true_ml"), 0), number(r.get("ratio"), 2), number(r.get("dice_ggo")),
            number(r.get("dice_con")), number(r.get("percent"), 1), number(r.get("true_percent"), 1),
            str(r.get("sfr", "–")), str(r.get("true_sfr", "–")),
            "–" if r.get("zones_mean") is None else f"{r['zones_mean']:.1f}/{r['zones_max']:.1f}",
            number(r.get("dice_second")), number(r.get("dice_readers")), number(r["seconds"], 1),
            number(r["peak_mb"], 0), r["model"]])
        if "true_ggo_ml" in r:
            notes.append(
                f"  {r['scan']}: ground glass {r['ggo_ml']:.0f} of {r['true_ggo_ml']:.0f} mL, consolidation "
                f"{r['con_ml']:.0f} of {r['true_con_ml']:.0f} mL")
        if r.get("nodule_kept") is not None:
            notes.append(f"  {r['scan']}: {100 * r['nodule_kept']:.0f} % of the nodule proposed")
    text = table(head, out) + "\n  zones: mean and largest difference of six thirds, points\n" + "\n".join(notes)
    if summary:
        mean = summary["percent_points"]
        text += (
            f"\n  {summary['scans']} scans with a reader: mean Dice {summary['dice']:.3f}, readers among themselves "
            f"{number(summary['readers'])}; painted/true {summary['ratio'][0]:.2f} to {summary['ratio'][1]:.2f}")
        if mean:
            text += f"\n  extent less the reader's: mean {mean[0]:+.1f} points, "
            text += f"limits of agreement {mean[1]:+.1f} to {mean[2]:+.1f}"
        text += "\n  SFR classes: " + ", ".join(f"{n} x {key}" for key, n in sorted(summary["sfr"].items()))
    return text


def kinds(rows: list[dict]) -> str:
    head = [
        "STRESS", "variants", "clean", "named", "unnamed", "led there", "own", "Dice median", "min", "worst mL",
        "remarked", ""]
    return table(head, [
        [
            r["kind"], str(r["variants"]), str(r["clean"]), str(r["named"]), str(r["unnamed"]), str(r["led"]),
            str(r["own"]), number(r["dice_median"]), number(r["dice_min"]), number(r["largest_ml"], 0), str(r["said"]),
            ("known hard" if r["hard"] else "") + (" failed" if r["failed"] else "")]
        for r in rows])


def variants(rows: list[dict]) -> str:
    """Those that went wrong, a line each."""
    lines = []
    for r in rows:
        if not r["gross"] and not r.get("failed"):
            continue
        pieces = "; ".join(f"{p['what']} {p['ml']:.0f} mL ({p['hu']:.0f} HU) at {at(p)}" for p in r["gross"][:3])
        said = "led there" if r["led"] else "named" if r["named"] else "not named"
        name = f"  {r['kind']}, {r['base']}, seed {r['seed']}"
        lines.append(f"{name}: Dice {r['dice']:.3f}; {r.get('failed') or pieces}; {said}")
    return "\n".join(lines)
