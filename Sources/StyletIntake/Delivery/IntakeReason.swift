import StyletBase

/// Why something is not, or not yet, a case. The raw value chooses its words and stands in receipts.
public enum IntakeReason: String, Sendable, CaseIterable {
  // A file that stays where it is.
  case notDICOM = "not-dicom", directory, localiser, notCT = "not-ct", otherObject = "other-object"
  case tooLarge = "too-large", nestedArchive = "nested-archive", special, closed, badArchive = "bad-archive"
  // A file that is put aside.
  case conflict, damaged, late, withoutUID = "without-uid", characterSet = "character-set", withItsScan = "with-its-scan"
  // A scan that waits.
  case missing, gap, numbers, few, recent, studyInUse = "study-in-use", unread
  // A scan that is put aside.
  case patients, unreadable, notCleaned = "not-cleaned"
  /// The same content is a case already.
  case twin

  public var words: String { StyletBase.words("intake.reason", ["reason": rawValue]) }
}

/// What became of a file of a delivery.
public enum InstanceOutcome: String, Sendable, CaseIterable {
  case new, again, quarantined, refused
  /// Somebody is still writing it: it is looked at later.
  case unfinished
}

/// What a scan is to a study.
public enum SeriesState: String, Sendable, CaseIterable { case waiting, accepted, quarantined }

/// What it was known to be complete by.
public enum SeriesCompletion: String, Sendable, CaseIterable { case count, order, settled }
