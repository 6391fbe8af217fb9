import StyletCore

extension CommandTable {
  /// Two readings compared, and decided between.
  static let comparison: [Command] = [
    take("compare-a", .a), take("compare-b", .b), take("compare-both", .both), take("compare-common", .common),
    take("compare-neither", .neither), take("compare-drawn", .drawn),
    takeAll("compare-a-all", .a), takeAll("compare-b-all", .b), takeAll("compare-both-all", .both),
    takeAll("compare-common-all", .common), takeAll("compare-neither-all", .neither),
    Command("compare-list", in: .findings, needsScan: true) { work, _ in try work.comparing.listRegions() },
    Command("compare-answers", in: .findings, needsScan: true) { work, _ in try work.comparing.listAnswers() },
    Command("compare-show", in: .findings, needsScan: true) { work, _ in try work.comparing.showNext() },
  ]

  private static func take(_ id: String, _ take: ComparedTake) -> Command {
    Command(id, in: .findings, needsScan: true) { work, _ in try work.comparing.decide(take) }
  }

  private static func takeAll(_ id: String, _ take: ComparedTake) -> Command {
    Command(id, in: .findings, needsScan: true) { work, _ in try work.comparing.decideAll(take) }
  }
}
