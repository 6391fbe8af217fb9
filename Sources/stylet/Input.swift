import ArgumentParser
import StyletBase

/// What is given to a command, as text.
enum Input {
  /// The path of something that a command reads. `-` is no file's name here, nor is standard input read: what is read
  /// is read more than once, and its name says where its project lies.
  static func path(_ text: String) throws -> String {
    guard text != "-" else {
      throw ValidationError(words("cli.argument.stdin"))
    }
    return text
  }

  /// What is said of an option of ``number(_:)``, with what holds where it is not given: ArgumentParser says that of numbers
  /// that it reads itself alone.
  static func help(_ said: String, _ standard: Double) -> ArgumentHelp {
    ArgumentHelp("\(said) (default: \(standard))")
  }

  /// A plain decimal number. ArgumentParser's own would take hexadecimal ones, "inf" and "nan".
  static func number(_ text: String) throws -> Double {
    guard let value = PlainNumber.decimal(text) else { throw ValidationError(words("cli.argument.no-number")) }
    return value
  }
}
