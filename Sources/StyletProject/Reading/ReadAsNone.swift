import StyletBase

/// Whether a reader has said that there is no lesion: that nothing is drawn does not say it.
extension ReadingRecord {
  /// By the answers, where the protocol has a question for it; or by a signature over numbers without a lesion.
  /// - Parameter form: the protocol that is followed; nil where it is not here, or there is none.
  public func saysNoLesion(_ form: ReadingProtocol?) -> Bool {
    if let form, ReadingSheet(form, self).saysNoLesion { return true }
    guard let signed = signature?.frozen else { return false }
    // What was signed on lungs is the lesion in them; without lungs all that was drawn.
    if let extent = signed["extent"]?.object {
      let isAssessed = extent["scores"]?.object?["not_assessed"] == nil
      return isAssessed && extent["both"]?.object?["lesion"]?.object?["voxels"]?.int == 0
    }
    return signed["findings"]?.array?.isEmpty ?? false
  }
}
