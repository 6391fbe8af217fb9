/// What a research file says of the patient and the scan beside the voxels and that says nothing of who it is, as
/// STOIC's files do: it is shown, and goes along to formats that have a place for it. All else stays where it is.
enum ScanNotes {
  static let names = ["PatientAge", "PatientSex", "Modality"]

  /// - Parameter value: what the file has under a name.
  static func collect(_ value: (String) -> String?) -> [(name: String, value: String)] {
    names.compactMap { name in
      guard let text = value(name) else { return nil }
      // One line of plain text: a header that is written with it must not gain a line.
      let plain = text.unicodeScalars.filter { (0x20...0x7e).contains($0.value) }.prefix(40)
      return plain.isEmpty ? nil : (name, String(String.UnicodeScalarView(plain)))
    }
  }
}

extension ImageDescription {
  /// What goes along to another file.
  public var notes: [(name: String, value: String)] { facts.filter { ScanNotes.names.contains($0.name) } }
}
