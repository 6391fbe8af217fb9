import StyletBase
import StyletImaging

/// A scan as a reader of a study meets it: by its alias. What a project keeps to know its scan again is made for the
/// alias, and says nothing of another reading of the same scan: digests are digests of alias and digest, and the first
/// voxel lies at the origin of the patient.
public struct BlindScan: Sendable {
  public let alias: Alias
  /// Where it lies: never to be shown.
  public let path: String
  public let place: ScanPlace

  /// - Throws: a ``Failure``: an alias that the reader's list does not have, or nothing at its place.
  public init(_ alias: Alias, _ folder: StudyFolder, of reader: ReaderName) throws {
    self.init(alias, folder, at: try folder.place(of: alias, of: reader))
  }

  package init(_ alias: Alias, _ folder: StudyFolder, at place: ScanPlace) {
    (self.alias, self.place) = (alias, place)
    path = folder.located(place.path)
  }

  /// What stands for a digest of the scan, its fingerprint or that of its content, in the project of the alias.
  public func digest(_ digest: String) -> String { alias.blinded(place.original(digest)) }

  /// The same voxels with the first one at the origin: where a scan lay in the scanner tells it from all others.
  public func volume(_ volume: Volume) -> Volume {
    let a = volume.grid.affine
    return Volume(volume, at: Affine(a[0], a[1], a[2], origin: .zero))
  }

  /// That the files are those that came into the study.
  /// - Parameter fingerprint: ``ScanIdentity/fingerprint(ofFiles:)``.
  public func confirm(fingerprint: String) throws {
    guard place.original(fingerprint) == place.fingerprint else {
      throw Failure(
        .badData, path: alias.text, words("study.work.other-scan"), advice: words("study.work.ask-coordinator"))
    }
  }

  /// A text with the alias in place of all that says where the scan lies.
  /// - Parameter parts: the files that it is made of.
  public func said(_ text: String, parts: [String] = []) -> String {
    let paths = [path, place.path, Paths.resolved(path) ?? path] + parts
    let names = paths.map(\.lastPathPart) + [place.choice.series].compactMap { $0 }
    // The longest first: a name stands in its path. What is shorter is a word rather than a name.
    return Set(paths + names).filter { $0.count > 2 }.sorted { ($0.count, $0) > ($1.count, $1) }
      .reduce(text) { text, name in
        text.split(separator: name, omittingEmptySubsequences: false).joined(separator: alias.text)
      }
  }

  /// What went wrong, said of the alias.
  public func said(_ error: any Error, parts: [String] = []) -> any Error {
    guard var failure = error as? Failure else { return error }
    func said(_ text: String?) -> String? { text.map { self.said($0, parts: parts) } }
    failure.path = said(failure.path)
    (failure.what, failure.place, failure.advice) = (
      self.said(failure.what, parts: parts), said(failure.place), said(failure.advice)
    )
    return failure
  }
}
