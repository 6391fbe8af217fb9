import StyletBase

extension CommandTable {
  /// The lungs: found, looked at, drawn, taken; their zones.
  static let lungs: [Command] = [
    Command("lungs", in: .lungs) { work, _ in work.lungs.findLungs() },
    Command("within-lungs", in: .lungs) { work, _ in try work.drawing.switchWithinLungs() },
    Command(
      "draw-on", in: .lungs, argument: "[lungs|findings]", modes: [.navigate, .contour]
    ) { try $0.lungs.drawOn($1.argument) },
    Command("lungs-display", in: .lungs, argument: "[shown|hidden]", needsScan: false) { work, call in
      switch call.argument {
      case "": work.lungs.showLungOutlines(!work.lungs.state.areShown)
      case "shown": work.lungs.showLungOutlines(true)
      case "hidden": work.lungs.showLungOutlines(false)
      default: throw Sentence.expected(words("expected.shown"), "lungs-display hidden")
      }
    },
    Command("lungs-accept", in: .lungs) { work, _ in try work.lungs.acceptLungs() },
    Command("lungs-add-lesion", in: .lungs) { work, _ in try work.lungs.addLesionToLungs() },
    Command("lungs-import", in: .lungs, argument: "FILE") { try $0.lungs.importLungs(from: $1.argument) },
    Command("lungs-badges", in: .lungs, aliases: ["lungs-report"]) { work, _ in try work.lungs.listLungs() },
    Command("lungs-remark-next", in: .lungs, counts: .times) { try $0.lungs.visitLungRemark(by: $1.times) },
    Command("lungs-remark-previous", in: .lungs, counts: .times) { try $0.lungs.visitLungRemark(by: -$1.times) },
    Command("lungs-remark-seen", in: .lungs) { work, _ in try work.lungs.markRemarkSeen() },
    Command("carina", in: .lungs) { work, _ in try work.lungs.setZone(.carina) },
    Command("veins", in: .lungs) { work, _ in try work.lungs.setZone(.veins) },
    Command("qct", in: .lungs, aliases: ["densitometry"]) { work, _ in try work.lungs.showQuantitativeCT() },
    Command("histogram", in: .lungs, argument: "[lungs|slice|lesion]") { try $0.lungs.showHistogram(of: $1.argument) },
  ]
}
