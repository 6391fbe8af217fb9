/// Keeps frames from queueing on a line that buffers megabytes (sshd does): after a large frame the terminal is asked
/// for a sign of life, and the next frame waits until it has come. A terminal that never answers is not asked again.
struct Pacing {
  /// Device status report: every terminal since the VT100 answers ESC [ 0 n.
  static let question: [UInt8] = [0x1b, 0x5b, 0x35, 0x6e]
  /// Bytes above which a frame is worth asking after: some milliseconds at 10 Mbit/s.
  static let largeFrame = 4096
  /// Milliseconds after which a frame goes out all the same.
  static let patience: Int64 = 1000

  private var askedAt: Int64?
  private var seen = 0
  private var failures = 0

  /// Whether to ask after a frame of so many bytes, sent at `now`.
  mutating func ask(frame bytes: Int, now: Int64) -> Bool {
    guard bytes > Self.largeFrame, failures < 3, askedAt == nil else { return false }
    askedAt = now
    return true
  }

  /// `reports` is how many answers have come so far.
  mutating func note(reports: Int) {
    if reports != seen {
      seen = reports
      askedAt = nil
      failures = 0
    }
  }

  /// Milliseconds that the next frame still has to wait; 0 when it may go.
  mutating func wait(now: Int64) -> Int64 {
    guard let askedAt else { return 0 }
    let left = askedAt + Self.patience - now
    if left > 0 { return left }
    self.askedAt = nil
    failures += 1
    return 0
  }

  /// Whether an answer is still on its way.
  var isWaiting: Bool { askedAt != nil }
}
