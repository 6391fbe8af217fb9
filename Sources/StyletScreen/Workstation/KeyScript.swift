import StyletBase

/// Keys written down, to be played without a terminal: `30G<Space>5<Right>p3<Down>p:w<Enter>`.
public enum KeyScript {
  /// The keys of a script. Line breaks are left out, and so are lines that begin with "#".
  /// - Parameter name: for messages: the script's file, when it came from one.
  /// - Throws: a ``Failure`` with line and character.
  public static func parse(_ text: String, name: String? = nil) throws -> [Key] {
    var keys: [Key] = []
    for (n, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    where !line.hasPrefix("#") {
      do {
        keys += try KeyNotation.parse(String(line))
      } catch let failure as Failure {
        var f = failure
        f.path = name
        if let place = failure.place, name != nil || n > 0 {
          f.place = words("keys.line-place", ["n": n + 1, "place": place])
        }
        throw f
      }
    }
    return keys
  }
}

/// Plays keys to an application without a terminal and gives the screen that stands at the end.
public struct ScriptRunner {
  public let application: any Application
  public let width: Int
  public let height: Int

  public init(_ application: any Application, width: Int, height: Int) {
    self.application = application
    self.width = width
    self.height = height
  }

  /// One key after another, as a patient hand would press them; keys after the application has finished, or after one
  /// that means nothing (``Application/unknownInput``), are left out.
  /// - Returns: the screen after the last key, as fine as it gets.
  @discardableResult
  public func play(_ keys: [Key]) -> CellBuffer {
    application.handle(.resize(width: width, height: height))
    application.waitForWork()  // what began by itself is done before the first key: each time the same
    for key in keys where !application.isFinished && application.unknownInput == nil {
      application.handle(.key(key))
      application.waitForWork()
      application.handle(.idle)
    }
    return application.draw(width: width, height: height)
  }
}
