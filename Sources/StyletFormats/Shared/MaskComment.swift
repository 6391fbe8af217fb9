import StyletCore
import StyletImaging

/// What a mask of numbers alone says of itself in its header, where there is room for a free text: that its numbers are
/// the lungs', so that one lung alone is known again for which it is.
enum MaskComment {
  /// At most 79 characters: NIfTI has no room for more.
  static let lungs = "Stylet lungs: 1 right, 2 left, 3 trachea and bronchi"

  /// nil for findings, whose names do not go along.
  static func text(_ table: LabelTable) -> String? { table == LungLabels.table ? lungs : nil }

  /// What the numbers of a file with this comment are; empty for another one.
  static func segments(_ comment: String?) -> [Segment] {
    guard comment == lungs else { return [] }
    return LungLabels.table.findings.map { Segment(value: $0.value, name: $0.name, code: $0.code, colour: $0.colour) }
  }
}
