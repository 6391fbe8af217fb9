import StyletCore

extension CommandTable {
  /// The lungs: found, looked at, drawn, taken; their zones.
  static let lungs: [Command] = [
    Command(
      "lungs", "find the lungs",
      help: "Looks for right lung, left lung and airways in the background, and keeps them in a layer of their own. A "
        + "proposal: what is to be looked at is said with it. A project without lungs looks for them by itself, unless "
        + "it was opened with --lungs ask.", in: .lungs
    ) { work, _ in work.findLungs() },
    Command(
      "within-lungs", "draw within the lungs only / everywhere",
      help: "While it is on, no tool draws outside the lungs. Erasing is free.",
      in: .lungs
    ) { work, _ in try work.switchWithinLungs() },
    Command(
      "draw-on", "draw on the lungs / on the findings",
      help: "What brush, contours and all other tools draw: the findings, or the lungs, with right lung, left lung and "
        + "airways for findings. A slice that is drawn on is the reader's and no proposal any more.", in: .lungs,
      argument: "[lungs|findings]", modes: [.navigate, .contour]
    ) { try $0.drawOn($1.argument) },
    Command(
      "lungs-display", "outline lungs and zones / not",
      help: "Outlines the lungs while findings are drawn, the findings while lungs are, and the limits of the zones.",
      in: .lungs, argument: "[shown|hidden]", needsScan: false
    ) { work, call in
      switch call.argument {
      case "": work.showLungOutlines(!work.lungState.areShown)
      case "shown": work.showLungOutlines(true)
      case "hidden": work.showLungOutlines(false)
      default: throw Say.expected("shown or hidden", "lungs-display hidden")
      }
    },
    Command(
      "lungs-accept", "accept the lungs as they are",
      help: "Makes the proposed slices of the lungs the reader's: seen, and taken as they are.", in: .lungs
    ) { work, _ in try work.acceptLungs() },
    Command(
      "lungs-add-lesion", "add this lesion to the lungs",
      help: "Makes all of the lesion under the cursor part of the lung that it lies in or nearest to, as where dense "
        + "lung was taken for the wall. Air outside the patient is left out. The finding stays as it is. One step to "
        + "undo.", in: .lungs
    ) { work, _ in try work.addLesionToLungs() },
    Command(
      "lungs-import", "replace the lungs by a mask",
      help: "Takes the lungs from a mask on the scan's grid: 1 right, 2 left, 3 airways, or segments of these names. A "
        + "mask of one value is divided between right and left. One step to undo.", in: .lungs, argument: "FILE"
    ) { try $0.importLungs(from: $1.argument) },
    Command(
      "lungs-badges", "list of what to check in the lungs",
      help: "Lists what the search for the lungs remarked, the air in the body that is no lung (what, mL, slices, "
        + "side), the lungs' volumes and the limits of the zones. Enter goes to the one chosen.",
      in: .lungs, aliases: ["lungs-report"]
    ) { work, _ in try work.listLungs() },
    Command(
      "lungs-remark-next", "next remark on the lungs",
      help: "Goes to what the search for the lungs remarked next, and says it; round and round.", in: .lungs,
      counts: .times
    ) { try $0.visitLungRemark(by: $1.times) },
    Command(
      "lungs-remark-previous", "previous remark on the lungs",
      help: "Goes to what the search for the lungs remarked before, and says it.", in: .lungs, counts: .times
    ) { try $0.visitLungRemark(by: -$1.times) },
    Command(
      "lungs-remark-seen", "this remark is seen",
      help:
        "Marks the remark gone to last as seen, with the reader's name: it stays in the list and in the report, and "
        + "counts no more among the notes. The same again takes it back. One step to undo.", in: .lungs
    ) { work, _ in try work.markRemarkSeen() },
    Command(
      "carina", "the carina is at this slice",
      help: "The upper zone of the lungs ends at the cursor's axial slice, its lowest one.", in: .lungs
    ) { work, _ in try work.setZone(.carina) },
    Command(
      "veins", "the inferior pulmonary veins are at this slice",
      help: "The middle zone of the lungs ends at the cursor's axial slice, its lowest one.", in: .lungs
    ) { work, _ in try work.setZone(.veins) },
    Command(
      "qct", "quantitative CT of the lungs",
      help: "Volume, mass, gas, densities, low and high attenuation, aeration: of the lungs, of each, and of the lungs "
        + "without lesion; and what makes the numbers less comparable.", in: .lungs, aliases: ["densitometry"]
    ) { work, _ in try work.showQuantitativeCT() },
    Command(
      "histogram", "HU histogram of the lungs",
      help: "How many voxels of the lungs have which value, the lesion's in front, with the usual bands.", in: .lungs
    ) { work, _ in try work.showHistogram() },
  ]
}
