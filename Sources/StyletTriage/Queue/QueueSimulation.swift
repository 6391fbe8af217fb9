import Glibc
import StyletBase

/// Cases that arrive, are flagged or not, and are read: how long they wait. Arrivals are Poisson's, times of reading
/// exponential; a reading that is begun is never put aside, and within a tier the first to come is the first to be read.
public struct QueueSimulation: Sendable {
  /// Minutes, but for what is a count or a share.
  public struct Settings: Hashable, Sendable {
    /// Between two arrivals, and that a reading takes: means.
    public var arrival = 12.5, service = 10.0
    public var readers = 1
    /// Of the flag.
    public var sensitivity = 0.9, specificity = 0.9
    /// Of what is looked for.
    public var prevalence = 0.1
    /// Of a case that is flagged, and of one that is not: 1…5.
    public var flagged = 2, other = 4
    /// Whether tiers rise with the wait; nil for never.
    public var ageing: TriageRule.Ageing?
    public var cases = 200_000
    public var seed = 1

    public init() {}

    /// The share of cases that are flagged.
    public var flaggedShare: Double { prevalence * sensitivity + (1 - prevalence) * (1 - specificity) }
    /// Of the readers' time what is used; at 1 and above the queue grows without end.
    public var load: Double { service / arrival / Double(readers) }
  }

  /// The waits of a group, minutes.
  public struct Waits: Hashable, Sendable {
    public var count = 0
    /// 0 of none. The 95th percentile is the smallest wait that 95 % do not exceed.
    public var mean = 0.0, p95 = 0.0, worst = 0.0

    init() {}

    init(_ waits: [Float]) {
      guard !waits.isEmpty else { return }
      let sorted = waits.sorted()
      count = waits.count
      mean = waits.reduce(0.0) { $0 + Double($1) } / Double(count)
      p95 = Double(sorted[(count * 95 + 99) / 100 - 1])
      worst = Double(sorted[count - 1])
    }
  }

  /// By group; those of a tier that is both are in both.
  public struct Outcome: Hashable, Sendable {
    public var all = Waits(), flagged = Waits(), other = Waits()
    /// Those that have it: all, flagged, and missed.
    public var positive = Waits(), found = Waits(), missed = Waits()
  }

  public let settings: Settings
  /// In order of arrival, and by tier.
  public private(set) var first = Outcome(), triage = Outcome()

  /// Both orders on the same cases. Cost: about 0.2 µs a case, and 20 bytes.
  public init(_ settings: Settings) {
    self.settings = settings
    let cases = Self.cases(settings)
    first = Self.outcome(cases, Self.waits(cases, settings, byTier: false))
    triage = Self.outcome(cases, Self.waits(cases, settings, byTier: true))
  }

  /// - Parameters: positive: it has what is looked for; flagged: the flag says so.
  private struct Case {
    var arrival: Double
    var service: Float
    var isPositive, isFlagged: Bool
  }

  private static func cases(_ s: Settings) -> [Case] {
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(s.seed))), time = 0.0
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    return (0..<s.cases).map { _ in
      time -= s.arrival * log(1 - unit())
      let service = Float(-s.service * log(1 - unit())), isPositive = unit() < s.prevalence
      let isFlagged = isPositive ? unit() < s.sensitivity : unit() >= s.specificity
      return Case(arrival: time, service: service, isPositive: isPositive, isFlagged: isFlagged)
    }
  }

  /// How long each waits, in order of arrival. Whoever is free first takes, of those who have arrived by then, the one of
  /// the lowest tier as it is at that time: the first of each tier has waited longest, so that only these are compared.
  private static func waits(_ cases: [Case], _ s: Settings, byTier: Bool) -> [Float] {
    var waits = [Float](repeating: 0, count: cases.count), free = [Double](repeating: 0, count: s.readers)
    let tiers = byTier && s.flagged != s.other ? [s.flagged, s.other] : [s.other]
    var queues = [[Int]](repeating: [], count: tiers.count), heads = [Int](repeating: 0, count: tiers.count)
    var next = 0
    for _ in cases {
      let reader = free.indices.min { free[$0] < free[$1] } ?? 0
      var now = free[reader]
      if queues.indices.allSatisfy({ heads[$0] == queues[$0].count }), next < cases.count {
        now = max(now, cases[next].arrival)
      }
      while next < cases.count, cases[next].arrival <= now {
        queues[tiers.count > 1 && !cases[next].isFlagged ? 1 : 0].append(next)
        next += 1
      }
      var chosen: (queue: Int, tier: Int, arrival: Double)?
      for (n, queue) in queues.enumerated() where heads[n] < queue.count {
        let arrival = cases[queue[heads[n]]].arrival
        let tier = s.ageing?.tier(tiers[n], waited: now - arrival) ?? tiers[n]
        if chosen.map({ (tier, arrival) < ($0.tier, $0.arrival) }) ?? true { chosen = (n, tier, arrival) }
      }
      guard let chosen else { break }
      let at = queues[chosen.queue][heads[chosen.queue]]
      heads[chosen.queue] += 1
      waits[at] = Float(now - cases[at].arrival)
      free[reader] = now + Double(cases[at].service)
    }
    return waits
  }

  /// Without the first fiftieth: the readers begin with nothing to read.
  private static func outcome(_ cases: [Case], _ waits: [Float]) -> Outcome {
    let counted = cases.count / 50..<cases.count
    func of(_ isOf: (Case) -> Bool) -> Waits {
      var own: [Float] = []
      for n in counted where isOf(cases[n]) { own.append(waits[n]) }
      return Waits(own)
    }
    return Outcome(
      all: of { _ in true }, flagged: of(\.isFlagged), other: of { !$0.isFlagged }, positive: of(\.isPositive),
      found: of { $0.isPositive && $0.isFlagged }, missed: of { $0.isPositive && !$0.isFlagged })
  }
}
