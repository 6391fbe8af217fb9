import StyletBase
import StyletProject

extension SealedReading {
  /// What is wrong with a reading as it lies in its reader's folder, whatever the log says of it: no project, of another
  /// scan, of a protocol that is not the study's, no signature of this reader that holds. nil where nothing is.
  /// - Parameter bytes: of the file.
  /// Cost: what is drawn; not the scan.
  public static func fault(
    in bytes: [UInt8], at path: String, of one: StudyCase, as alias: Alias, by reader: ReaderName, forms: StudyForms
  ) -> String? {
    do {
      let project = try Project(decoding: bytes, path: path)
      guard one.isScan(of: project, as: alias) else { return words("study.sealed.of-other-scan") }
      let form = try forms.form(of: project, at: path)
      let signed = SignatureCheck(
        saved: project, form: form, lacksProtocol: project.readingProtocol != nil && form == nil)
      guard signed.state == .holds, let name = signed.signature?.reader else {
        return words("study.sealed.no-signature")
      }
      guard name == reader.text else { return words("study.sealed.other-reader", ["name": name]) }
      guard project.reader == reader.text else { return words("study.sealed.other-name", ["name": project.reader]) }
      return nil
    } catch {
      return (error as? Failure)?.what ?? "\(error)"
    }
  }
}

extension StudyCase {
  /// Whether a project is of this scan: by its digests, or by what an alias has in their place.
  func isScan(of project: Project, as alias: Alias?) -> Bool {
    let scan = project.scan
    func fits(_ found: String?, _ own: String) -> Bool {
      guard let found else { return true }
      return found == own || found == alias?.blinded(own)
    }
    return (scan.sha256 ?? scan.fingerprint) != nil && fits(scan.sha256, sha256) && fits(scan.fingerprint, fingerprint)
  }
}
