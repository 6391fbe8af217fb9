extension StringProtocol {
  /// As a sentence begins: with a capital, in any language's letters ("é" as "É", "ﬁ" as "Fi"). What begins with no
  /// letter stays as it is: a number, a quotation, the name of a key or a command in braces.
  public var beginningSentence: String {
    guard let first = unicodeScalars.first else { return "" }
    return first.properties.titlecaseMapping + String(String.UnicodeScalarView(unicodeScalars.dropFirst()))
  }

  /// A remark as a sentence of its own, with a capital and a full stop.
  public var asSentence: String { beginningSentence + "." }
}
