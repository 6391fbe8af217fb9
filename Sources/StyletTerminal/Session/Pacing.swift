import StyletScreen

/// Keeps frames from queueing on a line that buffers megabytes (sshd does), and measures the line by the way: after a
/// large frame the terminal is asked for a sign of life.
///
/// While nothing is known of the line the next frame waits for the answer. Once it is, a frame goes when those before it
/// must have gone through, so that a distant terminal is not idle for as long as answers travel. A terminal that never
/// answers is not asked again.
struct Pacing {
  /// Device status report: every terminal since the VT100 answers ESC [ 0 n.
  static let question: [UInt8] = [0x1b, 0x5b, 0x35, 0x6e]
  /// Bytes above which a frame is worth asking after: some milliseconds at 10 Mbit/s.
  static let largeFrame = 4096
  /// Milliseconds after which a frame goes out all the same.
  static let patience: Int64 = 1000
  /// Frames that may be on their way together; half as many where the line only seems to take no time.
  private static let most = 4

  private struct Asked {
    var at: Int64
    var bytes: Int
    /// When the line must have taken the frame, by what is known of it.
    var through: Int64
    /// Nothing else was on its way: what it took tells of the line.
    var isAlone: Bool
  }

  private var asked: [Asked] = []
  private var seen = 0
  private var failures = 0
  /// Milliseconds: the least seen, and a little more after each answer, for lines change.
  private var leastTrip: Double?
  /// Bytes a second of the last frames that tell; infinite where one took no longer than an answer.
  private var rates: [Double] = []
  private static let kept = 4
  /// The best of them: a busy computer makes a fast line look slow at times, and nothing makes a slow one look fast.
  private var rate: Double? { rates.max() }

  /// Milliseconds from a question to its answer.
  var roundTrip: Int? { leastTrip.map { Int($0.rounded()) } }
  /// nil while fewer than two frames tell, and where one of the last took no time to speak of.
  var bytesPerSecond: Double? { rates.count < 2 ? nil : rate.flatMap { $0.isFinite ? $0 : nil } }

  /// Whether to ask after a frame of so many bytes, sent at `now`; after none at all while the way there and back is not
  /// known, when the line is quiet.
  mutating func ask(frame bytes: Int, now: Int64) -> Bool {
    guard failures < 3, asked.count < Self.most else { return false }
    guard bytes > Self.largeFrame || bytes == 0 && leastTrip == nil && asked.isEmpty else { return false }
    asked.append(Asked(at: now, bytes: bytes, through: through(bytes, now), isAlone: asked.isEmpty))
    return true
  }

  private func through(_ bytes: Int, _ now: Int64) -> Int64 {
    let start = max(now, asked.last?.through ?? now)
    guard let rate, rate.isFinite else { return start }
    return start + Int64(min(Double(bytes) / rate * 1000, 60_000).rounded(.up))
  }

  /// `reports` is how many answers have come so far; they come in order.
  mutating func note(reports: Int, now: Int64) {
    let new = reports &- seen
    guard new > 0 else { return }
    seen = reports
    failures = 0
    for _ in 0..<min(new, asked.count) { measure(asked.removeFirst(), now) }
  }

  private mutating func measure(_ one: Asked, _ now: Int64) {
    guard one.isAlone else { return }
    let took = Double(max(now - one.at, 1))
    guard one.bytes > 0 else {
      leastTrip = min(leastTrip ?? took, took)
      return
    }
    guard let trip = leastTrip else { return }
    leastTrip = min(trip + trip / 50, took)
    let carrying = took - trip
    // A frame that an answer hides takes no time to speak of.
    rates.append(carrying < 5 ? .infinity : Double(one.bytes) / carrying * 1000)
    if rates.count > Self.kept { rates.removeFirst() }
  }

  /// Milliseconds that the next frame still has to wait; 0 when it may go.
  mutating func wait(now: Int64) -> Int64 {
    guard let first = asked.first, let last = asked.last else { return 0 }
    let left = first.at + Self.patience - now
    guard left > 0 else {
      asked = []
      failures += 1
      return 0
    }
    // What was not a frame keeps nothing waiting; nor does one on a line that is known, while its answer is not late.
    if last.bytes == 0 { return 0 }
    guard let rate, let leastTrip, asked.count < (rate.isFinite ? Self.most : Self.most / 2) else { return left }
    let due = first.through + Int64(leastTrip * 2) + 50
    return now <= due ? max(min(last.through - now, left), 0) : left
  }

  /// Whether an answer is still on its way.
  var isWaiting: Bool { !asked.isEmpty }
}

/// Whether the line counts as slow. A picture is about 20 KB: at 2 Mbit/s it takes 80 ms, and keys repeat faster.
struct LinkSpeed {
  private static let slow = 250_000.0, fast = 500_000.0
  let choice: LinkChoice
  private(set) var isSlow: Bool

  init(_ choice: LinkChoice) {
    self.choice = choice
    isSlow = choice == .slow
  }

  mutating func note(bytesPerSecond rate: Double?) {
    guard choice == .auto, let rate else { return }
    isSlow = rate < (isSlow ? Self.fast : Self.slow)
  }
}
