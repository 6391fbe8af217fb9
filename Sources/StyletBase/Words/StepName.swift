/// What a step is called, in whatever language it is read: a message with its arguments, which files keep, or words
/// that stand as they are, as files of earlier versions have them.
public struct StepName: Hashable, Sendable {
  /// The message's identifier; nil for words that stand as they are.
  public let id: String?
  /// By the message's names: slice numbers, names of planes, volumes with a point (``volume``).
  public let arguments: [String: String]
  /// Of words alone.
  private let plain: String

  public init(id: String, _ arguments: [String: String]) { (self.id, self.arguments, plain) = (id, arguments, "") }

  public init(words: String) { (id, arguments, plain) = (nil, [:], words) }

  /// In the language in force. A message that this version does not know is said by its identifier.
  public var words: String {
    guard let id else { return plain }
    return Words.catalogue.text(id) { name in
      guard let text = arguments[name] else { return nil }
      if name == Self.volume { return Words.language.marked(text) }
      return Int(text).flatMap { String($0) == text ? $0 : nil } ?? text
    }
  }

  /// The argument that is a decimal number.
  public static let volume = "ml"

  /// The message of an identifier.
  public static func words(_ id: String, _ arguments: [String: String] = [:]) -> StepName {
    StepName(id: id, arguments)
  }

  /// The arguments with more of them, for another message.
  public func with(_ more: [String: String]) -> [String: String] { arguments.merging(more) { $1 } }

  /// As files keep it: the identifier, or the words.
  public var written: String { id ?? plain }
}

extension StepName: ExpressibleByStringInterpolation {
  public init(stringLiteral words: String) { self.init(words: words) }
}
