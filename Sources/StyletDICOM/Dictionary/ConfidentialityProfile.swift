/// What PS3.15 table E.1-1 asks to be done with an element of an object that is to tell nobody who the patient is.
struct ConfidentialityProfile: Hashable, Sendable {
  /// Of the basic profile. Where there are several, the first one that leaves the object valid is to be taken: by the
  /// element's type in the object's definition.
  enum Action: String, Hashable, Sendable {
    /// Removed.
    case remove = "X"
    /// Empty, or a dummy.
    case empty = "Z"
    /// A dummy that is consistent with the VR.
    case dummy = "D"
    /// Another UID, the same wherever the old one stood.
    case replaceUID = "U"
    case removeOrEmpty = "X/Z"
    case removeOrDummy = "X/D"
    case emptyOrDummy = "Z/D"
    case removeEmptyOrDummy = "X/Z/D"
    /// Removed or emptied, or else kept with the UIDs in its items replaced.
    case removeEmptyOrReplaceUIDs = "X/Z/U*"
  }

  /// Of the profile, by the letter that the dictionary's rows have for it.
  enum Option: Character, Hashable, Sendable, CaseIterable {
    case retainSafePrivate = "P"
    case retainUIDs = "U"
    case retainDeviceIdentity = "D"
    case retainInstitutionIdentity = "I"
    case retainPatientCharacteristics = "C"
    case retainFullDates = "F"
    case retainModifiedDates = "M"
    case cleanDescriptors = "T"
    case cleanStructuredContent = "S"
    case cleanGraphics = "G"
  }

  /// What an option asks instead.
  enum OptionAction: Character, Hashable, Sendable {
    case keep = "K"
    /// Values of like meaning that are known not to identify.
    case clean = "C"
  }

  let basic: Action
  /// What options change; those that say nothing of the element are absent.
  let options: [Option: OptionAction]

  /// "Private Attributes": those of odd groups.
  static let privateAttributes = ConfidentialityProfile(basic: .remove, options: [.retainSafePrivate: .clean])

  init(basic: Action, options: [Option: OptionAction]) {
    self.basic = basic
    self.options = options
  }

  /// - Parameter options: a letter for each, and one for its action: "FKMC".
  /// - Returns: nil where a letter means nothing.
  init?(action: String, options: String) {
    guard let basic = Action(rawValue: action) else { return nil }
    let letters = Array(options)
    guard letters.count % 2 == 0 else { return nil }
    var found: [Option: OptionAction] = [:]
    for n in stride(from: 0, to: letters.count, by: 2) {
      guard let option = Option(rawValue: letters[n]), let action = OptionAction(rawValue: letters[n + 1]) else {
        return nil
      }
      found[option] = action
    }
    self.init(basic: basic, options: found)
  }
}
