
/// What a research file says of the patient and the scan beside the voxels and that says nothing of who it is, as
/// STOIC's files do: it goes along to formats that have a place for it, and is shown unless it is of the patient. All
/// else stays where it is.
package enum ScanNotes {
  static let names = ofPatient + ["Modality"]
  static let ofPatient = ["PatientAge", "PatientSex"]

  /// - Parameter value: what the file has under a name.
  package static func collect(_ value: (String) -> String?) -> [(name: String, value: String)] {
    names.compactMap { name in
      guard let text = value(name) else { return nil }
      // One line of plain text: a header that is written with it must not gain a line.
      let plain = text.unicodeScalars.filter { (0x20...0x7e).contains($0.value) }.prefix(40)
      return plain.isEmpty ? nil : (name, String(String.UnicodeScalarView(plain)))
    }
  }
}

extension ImageDescription {
  /// What is shown to whoever asks what a file is: nothing of the patient.
  public var shownFacts: [(name: String, value: String)] { facts.filter { !ScanNotes.ofPatient.contains($0.name) } }

  /// What goes along to another file.
  public var notes: [(name: String, value: String)] { facts.filter { ScanNotes.names.contains($0.name) } }
}
