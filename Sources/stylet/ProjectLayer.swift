import ArgumentParser
import StyletBase
import StyletCore
import StyletFiles

/// What of a project goes out as a mask, or comes in as one.
enum ProjectLayer: String, ExpressibleByArgument, CaseIterable { case findings, lungs }

extension MaskSource {
  /// The project's lungs in the place of its findings: 1 right, 2 left, 3 airways.
  /// - Parameter project: for messages.
  /// - Throws: a ``Failure`` where it has none.
  func lungs(of project: String) throws -> MaskSource {
    guard let lungs, !lungs.origins.isEmpty else {
      throw Failure(
        .badData, path: project, words("error.no-lungs"),
        advice: words("cli.export.import-lungs"))
    }
    if lungs.origins.values.contains(.proposed) {
      Messages.remark(project, words("cli.export.proposed-lungs"))
    }
    var source = self
    (source.layer, source.findings) = (lungs, LungLabels.table)
    return source
  }
}
