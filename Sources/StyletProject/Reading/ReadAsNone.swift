import StyletBase

/// Whether a reader has said that there is no lesion: that nothing is drawn does not say it.
extension ReadingRecord {
  /// By the answers, where the protocol has a question for it; or by a signature over numbers without a lesion, where
  /// no answer says otherwise.
  /// - Parameters:
  ///   - form: the protocol that is followed; nil where it is not here, or there is none.
  ///   - onceSigned: as it would be if it were signed now, with nothing drawn.
  public func saysNoLesion(_ form: ReadingProtocol?, onceSigned: Bool = false) -> Bool {
    switch form.map({ ReadingSheet($0, self).lesionsSaid }) ?? .unsaid {
    case .absent: true
    case .present, .unsettled: false
    case .unsaid: onceSigned || isSignedWithoutLesion
    }
  }

  /// Whether answers say that there is a lesion.
  public func saysLesion(_ form: ReadingProtocol) -> Bool { ReadingSheet(form, self).lesionsSaid == .present }

  private var isSignedWithoutLesion: Bool {
    guard let signed = signature?.frozen else { return false }
    // What was signed on lungs is the lesion in them; without lungs all that was drawn.
    if let extent = signed["extent"]?.object {
      let isAssessed = extent["scores"]?.object?["not_assessed"] == nil
      return isAssessed && extent["both"]?.object?["lesion"]?.object?["voxels"]?.int == 0
    }
    return signed["findings"]?.array?.isEmpty ?? false
  }
}
