import StyletBase

/// What a reader answered, when and how.
public struct ReadingAnswer: Hashable, Sendable {
  /// How the answer came to be: each is an act of the reader.
  public enum Way: String, Hashable, Sendable {
    /// Chosen or typed.
    case given
    /// A section's normal answers, taken together.
    case normal
    /// A proposal that was taken.
    case proposal
    /// Of two readings that were compared: that of A, that of B, or what both say.
    case fromA = "a"
    case fromB = "b"
    case fromBoth = "both"
  }

  public var value: AnswerValue
  public var reader: String
  /// UTC, ISO 8601.
  public var time: String
  public var way: Way

  public init(_ value: AnswerValue, reader: String, time: String = UTC.now(), way: Way = .given) {
    (self.value, self.reader, self.time, self.way) = (value, reader, time, way)
  }
}

/// An answer's value. What was not asked or not answered has none.
public enum AnswerValue: Hashable, Sendable {
  /// Looked for and not to be judged: never the same as absent.
  case notAssessed
  /// An option's id, or a text.
  case word(String)
  /// Ids of the options chosen, in the order of the protocol; empty for none of them.
  case words([String])
  case number(Double)
  /// Region → option; ``notAssessedRegion`` where a region was not to be judged. Regions without an answer are absent.
  case regions([String: String])

  /// Stands for an option in a grid. No protocol can have an option of this id.
  public static let notAssessedRegion = "not-assessed"
}

extension ReadingField {
  /// What is wrong with a value as an answer to this field; nil when nothing is.
  public func problem(with value: AnswerValue) -> String? {
    switch (kind, value) {
    case (.computed, _): return words("reading.answer.computed")
    case (_, .notAssessed): return nil
    case (.choice, .word(let word)), (.yesNo, .word(let word)):
      return option(word) == nil ? words("reading.answer.option", ["option": word]) : nil
    case (.choices(let options), .words(let chosen)):
      if let word = chosen.first(where: { option($0) == nil }) {
        return words("reading.answer.option", ["option": word])
      }
      return chosen == options.map(\.id).filter(chosen.contains) ? nil : words("reading.answer.order")
    case (.number(let number), .number(let x)):
      guard x.isFinite, number.range.contains(x) else {
        return words(
          "reading.answer.range",
          ["x": "\(x)", "low": plain(number.range.lowerBound), "high": plain(number.range.upperBound)])
      }
      return number.isWhole && x.rounded() != x ? words("reading.answer.whole", ["x": "\(x)"]) : nil
    case (.text, .word(let text)):
      return text.count > Self.longestText ? words("reading.answer.long", ["most": Self.longestText]) : nil
    case (.grid(let regions, _), .regions(let answers)):
      for (region, word) in answers.sorted(by: { $0.key < $1.key }) {
        if !regions.contains(where: { $0.id == region }) { return words("reading.answer.region", ["region": region]) }
        if word != AnswerValue.notAssessedRegion, option(word) == nil {
          return words("reading.answer.option", ["option": word])
        }
      }
      return nil
    default: return words("reading.answer.kind")
    }
  }

  /// Whether nothing is left to answer in it.
  public func isWhole(_ value: AnswerValue) -> Bool {
    guard case .grid(let regions, _) = kind, case .regions(let answers) = value else { return true }
    return regions.allSatisfy { answers[$0.id] != nil }
  }

  private func plain(_ x: Double) -> String { x.rounded() == x && abs(x) < 1e15 ? "\(Int(x))" : "\(x)" }
}
