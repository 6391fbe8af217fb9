import StyletBase

/// Why a file does not leave by itself: somebody has to look at it. The raw value chooses its words.
package enum QuarantineReason: String, Sendable, CaseIterable {
  /// What kind of thing it is.
  case notAScan = "not-a-scan", directory, archive, objectClass = "class"
  case secondaryCapture = "secondary-capture", dosePage = "dose-page", localiser, colour
  /// Text or a face may be in the picture.
  case burnedInTag = "burned-in-tag", burnedInName = "burned-in-name", burnedInText = "burned-in-text"
  case visibleFeatures = "visible-features"
  /// It shows what lies above the lungs; where they end cannot be told.
  case aboveApex = "above-apex", noApex = "no-apex"
  /// It cannot be looked through.
  case unreadable, unreadablePixels = "unreadable-pixels", transferSyntax = "transfer-syntax"
  /// No such file is a scan; it stays where it lies.
  case tooLarge = "too-large"
  /// Another one of the same UID, or name, came before it; what it became could not be proved.
  case twice, unproved

  /// "text may be in its pixels"
  package var words: String { StyletBase.words("deidentify.reason", ["reason": rawValue]) }
}

extension QuarantineReason {
  /// By what the header says.
  /// - Parameter isCut: what lies above the lungs does not leave: a face that the header tells of is there.
  /// - Returns: nil for what may leave as far as that goes.
  static func of(_ file: DICOMFile, _ policy: DeidentificationPolicy, isCut: Bool) throws -> QuarantineReason? {
    let dataSet = file.dataSet
    if file.isDirectory { return .directory }
    let sopClass = try dataSet.string(.sopClassUID) ?? ""
    let storage = "1.2.840.10008.5.1.4.1.1."
    let kind = sopClass.hasPrefix(storage) ? sopClass.dropFirst(storage.count) : ""
    if kind == "7" || kind.hasPrefix("7.") { return .secondaryCapture }
    if ["88.67", "88.73", "88.75", "88.76"].contains(kind) { return .dosePage }
    guard policy.classes.contains(sopClass) else { return .objectClass }
    if file.transferSyntax.encoding == .unusable || !file.transferSyntax.isKnown { return .transferSyntax }
    if try dataSet.integer(.samplesPerPixel, in: 0...65535) ?? 1 > 1 { return .colour }
    let types = try dataSet.strings(.imageType).map { $0.uppercased() }
    if types.contains("LOCALIZER") || types.contains("SCOUT") { return .localiser }
    if types.contains(where: policy.doubtfulTypes.contains) { return .burnedInName }
    if try dataSet.string(.burnedInAnnotation)?.uppercased() == "YES" { return .burnedInTag }
    if !isCut, try dataSet.string(.recognizableVisualFeatures)?.uppercased() == "YES" { return .visibleFeatures }
    for tag in captured where try dataSet.bytes(tag)?.trimmingPadding().isEmpty == false { return .secondaryCapture }
    for tag in [DICOMTag.seriesDescription, .studyDescription, .protocolName] {
      let words = try dataSet.string(tag).map(KnownWords.words) ?? []
      if policy.doubtfulNames.contains(where: { words.contains(inOrder: $0) }) { return .burnedInName }
    }
    return nil
  }

  /// What secondary captures have: conversion, device, date, maker, program.
  private static let captured: [DICOMTag] = [
    DICOMTag(code: 0x0008_0064), DICOMTag(code: 0x0018_1010), DICOMTag(code: 0x0018_1012),
    DICOMTag(code: 0x0018_1016), DICOMTag(code: 0x0018_1018), DICOMTag(code: 0x0018_1019),
  ]
}

extension DICOMTag {
  static let burnedInAnnotation = DICOMTag(code: 0x0028_0301)
  static let recognizableVisualFeatures = DICOMTag(code: 0x0028_0302)
}

extension TransferSyntax {
  /// Whether PS3.5 has it.
  var isKnown: Bool { name != "unknown transfer syntax" }
}

extension [String] {
  /// Whether these follow one another.
  fileprivate func contains(inOrder part: [String]) -> Bool {
    guard !part.isEmpty, count >= part.count else { return false }
    return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
