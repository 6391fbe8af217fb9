import StyletBase
import StyletProject

/// What `study.json` says: who reads, by what rules, and what has been changed since. Everyone in the study may read
/// it; the coordinator alone writes it.
public struct Study: Hashable, Sendable {
  public static let format = "stylet-study"
  public static let version = 1

  /// What tells it from other studies.
  public var id: String
  public var title: String
  /// UTC, ISO 8601.
  public var made: String
  /// What all that is drawn by lot comes from.
  public var seed: Int
  /// At the beginning; nil where readings followed no protocol. What they follow now is ``protocolInForce``.
  public var protocolUsed: StudyProtocol?
  /// ``StudyKey/id``: the key itself lies in `keys/`.
  public var keyID: String
  /// Those at the beginning, in the order they were named.
  public var readers: [StudyReader]
  public var design: StudyDesign
  /// At the beginning; what holds now is ``rulesInForce``.
  public var rules: StudyRules
  /// In their order: what the lists are made of, together with the cases.
  public var amendments: [StudyAmendment] = []

  public init(
    id: String, title: String, made: String, seed: Int, protocolUsed: StudyProtocol?, keyID: String,
    readers: [StudyReader], design: StudyDesign, rules: StudyRules
  ) {
    (self.id, self.title, self.made, self.seed) = (id, title, made, seed)
    (self.protocolUsed, self.keyID, self.readers) = (protocolUsed, keyID, readers)
    (self.design, self.rules) = (design, rules)
  }

  /// The largest seed: whole numbers to it are exact in any JSON reader.
  public static let seeds = 0...(1 << 53 - 1)
  /// The most readers.
  public static let mostReaders = 200
  /// Bytes of what the coordinator says of a change.
  public static let longestReason = 1024
}

/// A protocol of a study: its file lies in the study's folder, so that all read by the same one.
public struct StudyProtocol: Hashable, Sendable {
  public var reference: ProtocolReference
  /// SHA-256 of its file: ``StudyFolder/file(of:in:)``.
  public var digest: String

  public init(reference: ProtocolReference, digest: String) { (self.reference, self.digest) = (reference, digest) }
}

/// A reader, and what he is experienced in: a level from 0 to 9 a domain.
public struct StudyReader: Hashable, Sendable {
  public var name: ReaderName
  public var experience: [String: Int]

  public init(name: ReaderName, experience: [String: Int] = [:]) { (self.name, self.experience) = (name, experience) }

  /// Whether he may read what demands this.
  public func meets(_ demanded: [String: Int]) -> Bool {
    demanded.allSatisfy { experience[$0.key, default: 0] >= $0.value }
  }
}

/// How readings are dealt out.
public struct StudyDesign: Hashable, Sendable {
  /// How many readers read each case.
  public var readsPerCase = 1
  /// Of 1000 cases, how many a second reader reads too, over all pairs of readers; of use where each is read once.
  public var doublesPer1000 = 95
  /// Of 1000 cases that a reader reads first, how many he reads again.
  public var repeatsPer1000 = 50
  /// To 1000 cases that a reader reads first, how many gold cases he is given.
  public var goldPer1000 = 60
  /// So many other readings lie between a reading and its repeat.
  public var repeatCases = 50
  /// And so many days.
  public var repeatDays = 28

  public init() {}
}

/// What holds for all that is made of the readings.
public struct StudyRules: Hashable, Sendable {
  /// What a voxel becomes that as many readers have drawn as not.
  public enum Tie: String, Sendable, CaseIterable { case undecided, background, drawn }

  /// When automatic proposals are shown.
  public enum Proposals: String, Sendable, CaseIterable {
    /// Never.
    case off
    /// After the reading without them is sealed.
    case after
    /// From the beginning.
    case first
  }

  /// Whether a reader is shown what is known of a gold case.
  public enum Teaching: String, Sendable, CaseIterable {
    /// Never.
    case off
    /// Once his own reading of it is sealed.
    case after
  }

  /// In which order a list is read.
  public enum Order: String, Sendable, CaseIterable {
    /// As the design has drawn it.
    case design
    /// By tier, as long as triage is at work. No reading is repeated then: its tier would tell it.
    case triage
  }

  public var tie = Tie.undecided
  public var order = Order.design
  /// Of surface Dice, mm.
  public var tolerance = 2.0
  public var proposals = Proposals.off
  public var teaching = Teaching.off
  /// What calls for somebody who decides between readings.
  public var adjudication = AdjudicationRule()

  public init() {}
}

/// What was changed in a study once it had begun. The lists are what the first assignment and these, in their order,
/// make of the cases.
public enum StudyAmendment: Hashable, Sendable {
  /// Cases up to this one, in order of arrival, base 1, were dealt out; to be read by a day.
  case assigned(time: String, through: Int, due: String?)
  /// A reader came. `begun`: what others had begun to read until then, which stays theirs.
  case joined(time: String, reader: StudyReader, begun: [ReaderName: [Alias]])
  /// A reader left; what he had begun to read stays his.
  case left(time: String, reader: ReaderName, begun: [Alias])
  /// The protocol came in another version: what is begun from then on follows it.
  case revised(time: String, protocolUsed: StudyProtocol, reason: String)
  /// Other rules hold from then on.
  case ruled(time: String, rules: StudyRules, reason: String)
}
