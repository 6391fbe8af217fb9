import ArgumentParser
import StyletBase

/// The path of something that a command reads, as it is given.
enum Input {
  /// `-` is no file's name here, nor is standard input read: what is read is read more than once, and its name says
  /// where its project lies.
  static func path(_ text: String) throws -> String {
    guard text != "-" else {
      throw ValidationError(words("cli.argument.stdin"))
    }
    return text
  }
}
