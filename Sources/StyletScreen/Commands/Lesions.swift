extension CommandTable {
  /// The lesions one by one: the connected pieces of findings.
  static let lesions: [Command] = [
    Command(
      "lesion-next", "next lesion",
      help: "Goes to the next lesion of the list: from the largest to the smallest, or from head to feet. With a "
        + "finding's name, the next one of that finding.",
      in: .findings, argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.goToLesion(by: $1.times, of: $1.argument) },
    Command(
      "lesion-previous", "previous lesion",
      help: "Goes to the lesion of the list before. With a finding's name, the one of that finding.", in: .findings,
      argument: "[FINDING]", counts: .times, needsScan: true
    ) { try $0.goToLesion(by: -$1.times, of: $1.argument) },
    Command(
      "lesion-list", "list of the lesions",
      help: "Lists every lesion with its volume, slices, diameters and mean value. Enter goes to the one chosen, x "
        + "deletes it, r makes it the finding chosen, o lists from head to feet or by size.",
      in: .findings, aliases: ["lesions"], needsScan: true
    ) { work, _ in try work.listLesions() },
    Command(
      "lesion-delete", "delete the lesion here",
      help: "Takes the lesion under the cursor away on all slices, as one step. The gate plays no part.", in: .findings,
      needsScan: true
    ) { work, _ in try work.deleteLesion() },
    Command(
      "lesion-relabel", "relabel the lesion here",
      help: "Makes the lesion under the cursor the finding named, or the finding chosen, on all slices, as one step.",
      in: .findings, argument: "[FINDING]", needsScan: true
    ) { work, call in try work.relabelLesion(call.argument) },
    Command(
      "lesion-diameters", "diameters of the lesion here",
      help: "Goes to the slice where the lesion under the cursor is longest, draws its longest diameter and the "
        + "longest one at a right angle to it, and says both; once more takes them away.",
      in: .findings, needsScan: true
    ) { work, _ in try work.toggleDiameters() },
  ]
}
