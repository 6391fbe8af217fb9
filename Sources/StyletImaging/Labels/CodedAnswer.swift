/// An answer to a question of a form, as formats with codes have it: a question without an answer has none.
public struct CodedAnswer: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    case concept(CodedConcept)
    case text(String)
  }

  public var question: CodedConcept
  public var answer: Answer

  public init(_ question: CodedConcept, _ answer: Answer) { (self.question, self.answer) = (question, answer) }
}

extension CodedConcept {
  /// What stands for the words of a reading protocol that no published terminology has. As PS3.16 §8 wants private
  /// schemes: it begins with 99.
  public static let ownScheme = "99STYLET"

  /// PS3.16 CID 230 and CID 606.
  public static let yes = CodedConcept(scheme: "SCT", value: "373066001", meaning: "Yes")
  public static let no = CodedConcept(scheme: "SCT", value: "373067005", meaning: "No")
  public static let none = CodedConcept(scheme: "SCT", value: "260413007", meaning: "None")
}
