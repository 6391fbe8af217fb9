/// How the files of a format are called: what a project's name leaves away, and by what a file is told in an archive
/// that is not looked into. A format is recognised by its content, never by this.
package struct ImageEnding: Sendable {
  /// With its point, in lower case.
  package let ending: String
  /// The name of the format's reader.
  package let format: String

  /// The longest first: ".nii.gz" is no ".gz".
  package static let all = [
    rows("NIfTI", ".nii.gz", ".hdr.gz", ".img.gz", ".nii", ".hdr", ".img"), rows("MetaImage", ".mha", ".mhd"),
    rows("NRRD", ".nrrd", ".nhdr"), rows("DICOM", ".dcm", ".zip"),
  ].flatMap { $0 }

  private static func rows(_ format: String, _ endings: String...) -> [ImageEnding] {
    endings.map { ImageEnding(ending: $0, format: format) }
  }

  /// The ending that a name has, if it is more than that.
  package static func of(_ name: String) -> ImageEnding? {
    let name = name.lowercased()
    return all.first { name.hasSuffix($0.ending) && name.count > $0.ending.count }
  }
}
