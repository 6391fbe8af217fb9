import StyletScreen
import Testing

@testable import StyletTerminal

/// The pace of frames on a line that is played by numbers: nothing here depends on a clock.
struct PacingTests {
  /// A line with a buffer that takes everything at once, as sshd's does.
  private struct Line {
    var bytesPerMillisecond: Double
    var oneWay: Int64
    /// When all that was written has gone out.
    private(set) var free: Double = 0
    private var answers: [Int64] = []

    init(_ bytesPerMillisecond: Double, oneWay: Int64) {
      (self.bytesPerMillisecond, self.oneWay) = (bytesPerMillisecond, oneWay)
    }

    /// - Returns: when the last byte is with the terminal.
    mutating func write(_ bytes: Int, now: Int64, isAsked: Bool) -> Int64 {
      free = max(free, Double(now)) + Double(bytes) / bytesPerMillisecond
      let there = Int64(free.rounded(.up)) + oneWay
      if isAsked { answers.append(there + oneWay) }
      return there
    }

    func reports(at now: Int64) -> Int { answers.count { $0 <= now } }
  }

  private struct Played {
    /// From the press of the last key to the frame that shows it, with the terminal.
    var lastFrame: Int64 = 0
    var frames = 0
    /// The most that waited in the line's buffer, in milliseconds.
    var longestQueue = 0.0
    var isSlow = false
  }

  /// Thirty keys a second for `seconds`, typed at the other end; then rest.
  private func hold(_ line: Line, seconds: Int64, frame: (_ isSlow: Bool) -> Int) -> Played {
    var line = line
    var pacing = Pacing()
    var speed = LinkSpeed(.auto)
    var played = Played()
    var needsFrame = true
    let last = 2000 + seconds * 1000 / 33 * 33
    var shown: Int64 = 0
    for now in 0..<last + 5000 {
      pacing.note(reports: line.reports(at: now), now: now)
      speed.note(bytesPerSecond: pacing.bytesPerSecond)
      if now == 1000, pacing.ask(frame: 0, now: now) { _ = line.write(4, now: now, isAsked: true) }
      if now == 1500 { needsFrame = true }
      let isKey = now >= 2000 && now <= last && (now - 2000) % 33 == 0
      if isKey { needsFrame = true }
      if needsFrame, pacing.wait(now: now) == 0 {
        let bytes = frame(speed.isSlow)
        shown = line.write(bytes, now: now, isAsked: pacing.ask(frame: bytes, now: now))
        played.longestQueue = max(played.longestQueue, line.free - Double(now))
        needsFrame = false
        if now >= 2000 { played.frames += 1 }
      }
    }
    played.lastFrame = shown - (last - line.oneWay)
    played.isSlow = speed.isSlow
    return played
  }

  /// 1 Mbit/s and 150 ms there and back, frames of a thorax at 200x55 as they are measured.
  @Test func aHeldKeyOnASlowDistantLine() {
    let played = hold(Line(125, oneWay: 75), seconds: 4) { $0 ? 12_600 : 28_000 }
    #expect(played.isSlow)
    #expect(played.lastFrame <= 400, "\(played.lastFrame) ms")
    #expect(played.longestQueue <= 240, "\(played.longestQueue) ms")
    // The line is not idle while answers travel: at 101 ms a frame there is room for 39.
    #expect(played.frames >= 30, "\(played.frames) frames")
  }

  /// What the terminal's compressed line carries: every key has its frame, in all greys.
  @Test func aFastLineShowsEveryKey() {
    let played = hold(Line(2000, oneWay: 10), seconds: 2) { $0 ? 12_600 : 28_000 }
    #expect(!played.isSlow)
    #expect(played.frames >= 59, "\(played.frames) frames")
    #expect(played.lastFrame <= 60, "\(played.lastFrame) ms")
  }

  /// A line that becomes slow while it is thought fast fills no more than a few frames.
  @Test func aLineThatBecomesSlow() {
    var pacing = Pacing()
    let first = pacing.ask(frame: 0, now: 0)
    pacing.note(reports: 1, now: 20)
    let second = pacing.ask(frame: 30_000, now: 100)
    pacing.note(reports: 2, now: 122)
    #expect(first && second && pacing.roundTrip == 20 && pacing.bytesPerSecond == nil)
    var sent = 0
    for now in Int64(200)..<900 where pacing.wait(now: now) == 0 {
      if pacing.ask(frame: 30_000, now: now) { sent += 1 }
    }
    #expect(sent <= 2, "\(sent)")
    pacing.note(reports: 4, now: 1500)
    // One slow frame may be a busy computer; when all of the last are, the line is.
    #expect(pacing.bytesPerSecond == nil)
    for n in 0..<4 {
      let now = Int64(2000 + n * 1000)
      let isAsked = pacing.ask(frame: 30_000, now: now)
      pacing.note(reports: 5 + n, now: now + 700)
      #expect(isAsked && (pacing.bytesPerSecond != nil) == (n == 3 || n == 2))
    }
    #expect(pacing.bytesPerSecond.map { (20_000..<60_000).contains($0) } == true)
  }

  @Test func theReaderMaySaySoOutright() {
    var slow = LinkSpeed(.slow), fast = LinkSpeed(.fast), auto = LinkSpeed(.auto)
    for rate in [10_000.0, 9e9] {
      slow.note(bytesPerSecond: rate)
      fast.note(bytesPerSecond: rate)
      #expect(slow.isSlow && !fast.isSlow)
    }
    auto.note(bytesPerSecond: nil)
    #expect(!auto.isSlow)
    // No to and fro between two measurements.
    for (rate, isSlow) in [(200_000.0, true), (400_000, true), (600_000, false), (400_000, false), (100_000, true)] {
      auto.note(bytesPerSecond: rate)
      #expect(auto.isSlow == isSlow)
    }
  }
}
