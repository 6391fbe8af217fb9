import StyletBase
import StyletCore
import StyletImaging

/// The words of lesions.
extension Sentence {
  static var lesionsBySize: String { words("say.lesions-by-size") }
  static var lesionsByPosition: String { words("say.lesions-by-position") }
  static var goThere: String { words("say.go-there") }
  static var deleteIt: String { words("say.delete-it") }
  static func makeIt(_ finding: String) -> String { words("say.make-it", ["finding": finding]) }
  static var orderBySize: String { words("say.order-by-size") }
  static var orderByPosition: String { words("say.order-by-position") }

  static var noLesion: Failure { Failure(.usage, words("say.no-lesion")) }

  /// - Parameter outside: mL of the lesion that are air outside the patient.
  static func nothingForLungs(outside: Double) -> String { words("say.nothing-for-lungs", ["outside": outside > 0]) }

  /// - Parameter lung: 1 right, 2 left.
  static func lesionToLungs(_ lung: UInt8, _ added: Double, outside: Double) -> String {
    let side = lung == LungLabels.right ? LungSide.right : .left
    let said = words("say.lesion-to-lungs", ["ml": millilitres(added), "side": side.rawValue])
    return outside > 0 ? said + ".  " + words("say.outside-left-out", ["ml": millilitres(outside)]) : said
  }

  static var noLesionHere: Failure {
    Failure(
      .usage, words("say.no-lesion-here"), advice: words("say.no-lesion-here-advice"))
  }

  static func noLesion(of finding: String) -> Failure {
    Failure(.usage, words("say.no-lesion-of", ["finding": finding]))
  }

  static func lockedLesion(_ finding: String) -> Failure {
    Failure(
      .usage, words("say.locked-lesion", ["finding": finding]),
      advice: words("say.locked-lesion-advice", ["finding": finding]))
  }

  static func isAlready(_ finding: String) -> Failure {
    Failure(.usage, words("say.is-already", ["finding": finding]), advice: words("say.is-already-advice"))
  }

  /// - Parameter number: counted from 1, by size.
  static func lesion(_ lesion: Lesion, number: Int, of count: Int, _ table: LabelTable) -> String {
    words(
      "say.lesion",
      [
        "number": number, "count": count, "finding": code(lesion, table), "ml": millilitres(lesion.millilitres),
        "slices": slices(lesion), "size": size(lesion), "mean": NumberText.fixed(lesion.mean, 0),
      ])
  }

  static func diameters(_ lesion: Lesion, _ table: LabelTable) -> String {
    words(
      "say.diameters",
      [
        "finding": code(lesion, table), "n": lesion.diameters.k + 1, "long": mm(lesion.diameters.length),
        "across": mm(lesion.diameters.width),
      ])
  }

  static var diametersGone: String { words("say.diameters-gone") }

  static var lesionColumns: [ListColumn] {
    [
      ListColumn("#", width: 3), ListColumn(words("say.column-finding"), isNumber: false), ListColumn("mL", width: 7),
      ListColumn(words("say.column-slices"), width: 7), ListColumn(words("say.column-diameters"), width: 13),
      ListColumn(words("say.column-mean")),
    ]
  }

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
