import Glibc
import StyletBase

/// Ctrl-C or Esc while a command reads something long, and the loop that takes keys waits for it.
///
/// What else is typed meanwhile is kept for the loop, unless such a key comes: whoever types it means what is under way, and
/// has tried other keys before.
public enum EndingKey {
  private struct State {
    var descriptor: Int32?
    var typed: [UInt8] = []
  }

  private static let state = Lock(State())
  /// Bytes kept at most.
  private static let most = 1 << 16

  /// - Throws: a ``Failure`` where the key was typed since the last event was taken. Cost: a look at the line.
  public static func check() throws {
    let isTyped = state.withLock { state in
      guard let descriptor = state.descriptor else { return false }
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let n = Glibc.read(descriptor, &buffer, buffer.count)
        guard n > 0 else { return false }
        let bytes = buffer[..<n]
        // An Esc that something follows begins the sequence of another key.
        if bytes.contains(0x03) || bytes.last == 0x1b {
          state.typed = []
          return true
        }
        if state.typed.count < most { state.typed += bytes }
      }
    }
    if isTyped { throw Failure(.usage, words("error.walk.ended"), advice: words("error.walk.ended-advice")) }
  }

  /// - Parameter descriptor: the line that keys come from, open without waiting; nil when the session ends.
  static func watch(_ descriptor: Int32?) { state.withLock { $0 = State(descriptor: descriptor) } }

  static var hasTyped: Bool { state.withLock { !$0.typed.isEmpty } }

  static func typed() -> [UInt8] {
    state.withLock { state in
      defer { state.typed = [] }
      return state.typed
    }
  }
}
