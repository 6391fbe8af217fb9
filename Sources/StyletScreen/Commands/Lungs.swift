import StyletBase

extension CommandTable {
  /// The lungs: found, looked at, drawn, taken; their zones.
  static let lungs: [Command] = [
    Command("lungs", in: .lungs) { work, _ in work.findLungs() },
    Command("within-lungs", in: .lungs) { work, _ in try work.switchWithinLungs() },
    Command(
      "draw-on", in: .lungs, argument: "[lungs|findings]", modes: [.navigate, .contour]
    ) { try $0.drawOn($1.argument) },
    Command("lungs-display", in: .lungs, argument: "[shown|hidden]", needsScan: false) { work, call in
      switch call.argument {
      case "": work.showLungOutlines(!work.lungState.areShown)
      case "shown": work.showLungOutlines(true)
      case "hidden": work.showLungOutlines(false)
      default: throw Say.expected(words("expected.shown"), "lungs-display hidden")
      }
    },
    Command("lungs-accept", in: .lungs) { work, _ in try work.acceptLungs() },
    Command("lungs-add-lesion", in: .lungs) { work, _ in try work.addLesionToLungs() },
    Command("lungs-import", in: .lungs, argument: "FILE") { try $0.importLungs(from: $1.argument) },
    Command("lungs-badges", in: .lungs, aliases: ["lungs-report"]) { work, _ in try work.listLungs() },
    Command("lungs-remark-next", in: .lungs, counts: .times) { try $0.visitLungRemark(by: $1.times) },
    Command("lungs-remark-previous", in: .lungs, counts: .times) { try $0.visitLungRemark(by: -$1.times) },
    Command("lungs-remark-seen", in: .lungs) { work, _ in try work.markRemarkSeen() },
    Command("carina", in: .lungs) { work, _ in try work.setZone(.carina) },
    Command("veins", in: .lungs) { work, _ in try work.setZone(.veins) },
    Command("qct", in: .lungs, aliases: ["densitometry"]) { work, _ in try work.showQuantitativeCT() },
    Command("histogram", in: .lungs) { work, _ in try work.showHistogram() },
  ]
}
