import StyletCore

/// The words of lesions.
extension Say {
  static let lesionsBySize = "Lesions, the largest first"
  static let lesionsByPosition = "Lesions, from head to feet"
  static let goThere = "go there"
  static let deleteIt = "delete"
  static func makeIt(_ finding: String) -> String { "make it \(finding)" }
  static let orderBySize = "by size"
  static let orderByPosition = "head to feet"

  static let noLesion = Failure(.usage, "No lesion is drawn yet")

  /// - Parameter outside: mL of the lesion that are air outside the patient.
  static func nothingForLungs(outside: Double) -> String {
    outside > 0
      ? "Nothing added to the lungs: what of the lesion is not in them is air outside the patient"
      : "The lesion is part of the lungs already"
  }

  /// - Parameter lung: 1 right, 2 left.
  static func lesionToLungs(_ lung: UInt8, _ added: Double, outside: Double) -> String {
    "\(millilitres(added)) mL added to the \(lung == Lungs.right ? "right" : "left") lung; {undo} takes it back"
      + (outside > 0 ? ".  \(millilitres(outside)) mL of air outside the patient left out" : "")
  }

  static let noLesionHere = Failure(
    .usage, "No lesion under the cursor", advice: "{lesion-next} goes to one, {lesion-list} lists them")

  static func noLesion(of finding: String) -> Failure { Failure(.usage, "No lesion of \(finding) is drawn") }

  static func lockedLesion(_ finding: String) -> Failure {
    Failure(.usage, "\(finding) is locked: the lesion stays as it is", advice: ":lock \(finding) unlocks it")
  }

  static func isAlready(_ finding: String) -> Failure {
    Failure(.usage, "The lesion is \(finding) already", advice: "choose another finding, for example with {finding 2}")
  }

  /// - Parameter number: counted from 1, by size.
  static func lesion(_ lesion: Lesion, number: Int, of count: Int, _ table: LabelTable) -> String {
    "Lesion \(number) of \(count): \(code(lesion, table)), \(millilitres(lesion.millilitres)) mL, "
      + "slices \(slices(lesion)), \(size(lesion)), mean \(NumberText.fixed(lesion.mean, 0)) HU"
  }

  static func diameters(_ lesion: Lesion, _ table: LabelTable) -> String {
    "\(code(lesion, table)), slice \(lesion.diameters.k + 1): longest \(mm(lesion.diameters.length)) mm, across "
      + "\(mm(lesion.diameters.width)) mm; {lesion-diameters} hides the lines"
  }

  static let diametersGone = "Diameters not shown"

  static let lesionColumns: [ListColumn] = [
    ListColumn("#", width: 3), ListColumn("finding", isNumber: false), ListColumn("mL", width: 7),
    ListColumn("slices", width: 7), ListColumn("longest × across mm", width: 13), ListColumn("mean HU"),
  ]

  static func lesionRow(_ lesion: Lesion, number: Int, _ table: LabelTable) -> [String] {
    [
      "\(number)", code(lesion, table), millilitres(lesion.millilitres), slices(lesion),
      "\(mm(lesion.diameters.length)) × \(mm(lesion.diameters.width))", NumberText.fixed(lesion.mean, 0),
    ]
  }

  private static func code(_ lesion: Lesion, _ table: LabelTable) -> String {
    (table[lesion.label]?.code ?? "\(lesion.label)").escapedForTerminal
  }

  /// With more decimals for specks.
  private static func millilitres(_ x: Double) -> String { NumberText.fixed(x, x < 0.095 ? 3 : x < 99.995 ? 2 : 1) }

  private static func mm(_ line: LesionDiameters.Line) -> String { NumberText.fixed(line.millimetres, 1) }

  private static func size(_ lesion: Lesion) -> String {
    "\(mm(lesion.diameters.length)) × \(mm(lesion.diameters.width)) mm"
  }

  /// As shown, from 1: "152–168".
  private static func slices(_ lesion: Lesion) -> String {
    let (first, last) = (lesion.slices.lowerBound + 1, lesion.slices.upperBound + 1)
    return first == last ? "\(first)" : "\(first)–\(last)"
  }
}
