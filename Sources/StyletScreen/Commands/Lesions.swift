extension CommandTable {
  /// The lesions one by one: the connected pieces of findings.
  static let lesions: [Command] = [
    Command(
      "lesion-next", in: .findings, argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.goToLesion(by: $1.times, of: $1.argument) },
    Command(
      "lesion-previous", in: .findings, argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.goToLesion(by: -$1.times, of: $1.argument) },
    Command("lesion-list", in: .findings, aliases: ["lesions"], needsScan: true) { work, _ in try work.listLesions() },
    Command("lesion-delete", in: .findings, needsScan: true) { work, _ in try work.deleteLesion() },
    Command(
      "lesion-relabel", in: .findings, argument: "[FINDING]", needsScan: true
    ) { work, call in try work.relabelLesion(call.argument) },
    Command("lesion-diameters", in: .findings, needsScan: true) { work, _ in try work.toggleDiameters() },
  ]
}
