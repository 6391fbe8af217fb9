extension CommandTable {
  /// The lesions one by one: the connected pieces of findings.
  static let lesions: [Command] = [
    Command(
      "lesion-next", in: .findings, argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.lesions.goToLesion(by: $1.times, of: $1.argument) },
    Command(
      "lesion-previous", in: .findings, argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.lesions.goToLesion(by: -$1.times, of: $1.argument) },
    Command(
      "lesion-list", in: .findings, aliases: ["lesions"], needsScan: true
    ) { work, _ in try work.lesions.listLesions() },
    Command("lesion-delete", in: .findings, needsScan: true) { work, _ in try work.lesions.deleteLesion() },
    Command(
      "lesion-relabel", in: .findings, argument: "[FINDING]", needsScan: true
    ) { work, call in try work.lesions.relabelLesion(call.argument) },
    Command("lesion-diameters", in: .findings, needsScan: true) { work, _ in try work.lesions.toggleDiameters() },
  ]
}
