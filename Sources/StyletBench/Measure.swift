import Foundation

/// Repeated timings of one thing, and how they are shown.
struct Timings {
  private(set) var milliseconds: [Double] = []

  /// Times `body` once.
  mutating func measure<R>(_ body: () throws -> R) rethrows -> R {
    let start = DispatchTime.now().uptimeNanoseconds
    let result = try body()
    milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
    return result
  }

  /// The value below which `part` (0...1) of the timings lie: nearest rank.
  func percentile(_ part: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(max(Int((part * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
  }
}

/// The table that the benchmark prints: one line a figure, with the budget beside it. Nothing passes or fails.
enum Report {
  static func heading() {
    print(pad("what", 52) + right("n", 6) + right("p50", 11) + right("p99", 11) + "   budget")
  }

  static func times(_ what: String, _ t: Timings, budget: String = "") {
    print(
      pad(what, 52) + right("\(t.milliseconds.count)", 6) + right(format(t.percentile(0.5)) + " ms", 11)
        + right(format(t.percentile(0.99)) + " ms", 11) + "   " + budget)
  }

  static func counts(_ what: String, _ values: [Int], unit: String, budget: String = "") {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return }
    let p99 = sorted[min(max(Int((0.99 * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
    print(
      pad(what, 52) + right("\(sorted.count)", 6) + right("\(sorted[sorted.count / 2]) \(unit)", 11)
        + right("\(p99) \(unit)", 11) + "   " + budget)
  }

  static func value(_ what: String, _ text: String, budget: String = "") {
    print(pad(what, 52) + right("", 6) + right(text, 11) + right("", 11) + "   " + budget)
  }

  private static func format(_ ms: Double) -> String {
    ms < 0.1 ? String(format: "%.4f", ms) : ms < 100 ? String(format: "%.2f", ms) : String(format: "%.0f", ms)
  }
  private static func pad(_ s: String, _ n: Int) -> String { s + String(repeating: " ", count: max(n - s.count, 0)) }
  private static func right(_ s: String, _ n: Int) -> String { String(repeating: " ", count: max(n - s.count, 0)) + s }
}

/// What the system says of this process's memory.
enum ProcessMemory {
  /// Most bytes of physical memory held so far, and those held now (Linux: VmHWM, VmRSS).
  static var peakAndNow: (peak: Int, now: Int) {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    func field(_ name: String) -> Int {
      for line in status.split(separator: "\n") where line.hasPrefix(name) {
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) * 1024
      }
      return 0
    }
    return (field("VmHWM:"), field("VmRSS:"))
  }
}
