import Glibc
import StyletTriage
import Testing

/// The simulation against closed formulas, and these against published numbers.
@Suite struct QueueTests {
  private static func isNear(_ a: Double, _ b: Double, _ part: Double) -> Bool { abs(a - b) <= part * abs(b) }

  private static func settings(_ change: (inout QueueSimulation.Settings) -> Void) -> QueueSimulation.Settings {
    var s = QueueSimulation.Settings()
    change(&s)
    return s
  }

  /// QuCAD's vector: load 0.8, 10 minutes, prevalence 0.1, sensitivity and specificity 0.9.
  @Test func theFormulasAreThePublishedOnes() {
    let first = QueueFormulas.first(arrivals: 0.08, service: 10, readers: 1)
    let tiers = QueueFormulas.priority(arrivals: 0.08, service: 10, readers: 1, shares: [0.18, 0.82])
    #expect(Self.isNear(first, 40, 1e-9))
    #expect(Self.isNear(tiers[0], 9.346, 1e-4) && Self.isNear(tiers[1], 46.729, 1e-4), "\(tiers)")
    #expect(Self.isNear(0.9 * tiers[0] + 0.1 * tiers[1], 13.084, 1e-4))
    #expect(QueueFormulas.first(arrivals: 0.2, service: 10, readers: 1) == .infinity)
  }

  /// Erlang's C against its definition as a sum.
  @Test func erlangsCIsItsSum() {
    for (readers, load) in [(1, 0.8), (2, 1.5), (3, 2.4), (7, 6.3), (20, 18)] as [(Int, Double)] {
      var term = 1.0, sum = 0.0
      for n in 0..<readers {
        sum += term
        term *= load / Double(n + 1)
      }
      let last = term * Double(readers) / (Double(readers) - load)
      #expect(Self.isNear(QueueFormulas.erlangC(readers: readers, load: load), last / (sum + last), 1e-12))
    }
    #expect(QueueFormulas.erlangC(readers: 2, load: 0) == 0 && QueueFormulas.erlangC(readers: 2, load: 5) == 1)
  }

  /// M/M/1, M/M/3 and both with two classes that do not interrupt: within 1 %.
  @Test(arguments: [(1, 1), (3, 5), (2, 9)]) func theSimulationIsTheFormula(_ readers: Int, _ seed: Int) {
    let s = Self.settings {
      ($0.readers, $0.seed, $0.cases) = (readers, seed, 2_500_000)
      $0.arrival = 10 / (0.7 * Double(readers))
    }
    let simulated = QueueSimulation(s), arrivals = 1 / s.arrival
    let first = QueueFormulas.first(arrivals: arrivals, service: s.service, readers: readers)
    let share = s.flaggedShare
    let tiers = QueueFormulas.priority(
      arrivals: arrivals, service: s.service, readers: readers, shares: [share, 1 - share])
    #expect(Self.isNear(simulated.first.all.mean, first, 0.01), "\(simulated.first.all) \(first)")
    #expect(Self.isNear(simulated.first.missed.mean, first, 0.02), "\(simulated.first.missed) \(first)")
    #expect(Self.isNear(simulated.triage.flagged.mean, tiers[0], 0.01), "\(simulated.triage.flagged) \(tiers)")
    #expect(Self.isNear(simulated.triage.other.mean, tiers[1], 0.01), "\(simulated.triage.other) \(tiers)")
    // A missed one waits as any that is not flagged, a found one as any that is.
    #expect(Self.isNear(simulated.triage.missed.mean, tiers[1], 0.03))
    #expect(Self.isNear(simulated.triage.found.mean, tiers[0], 0.02))
    // Whoever is read first, the readers are as busy: the mean over all stays (Kleinrock's conservation law).
    #expect(Self.isNear(simulated.triage.all.mean, simulated.first.all.mean, 0.01))
  }

  /// In order of arrival the wait beyond 0 is exponential: its 95th percentile by load.
  @Test func thePercentileIsTheFormula() {
    let s = Self.settings { ($0.arrival, $0.cases) = (10 / 0.7, 2_500_000) }
    let own = QueueSimulation(s).first.all, rate = (1 - s.load) / s.service
    #expect(Self.isNear(own.p95, log(s.load / 0.05) / rate, 0.02), "\(own)")
    #expect(own.worst > own.p95 && own.p95 > own.mean)
  }

  /// Ageing shortens what the last wait at worst, and costs the first.
  @Test func ageingBoundsTheWait() {
    let without = Self.settings { ($0.arrival, $0.cases, $0.prevalence) = (10 / 0.95, 300_000, 0.5) }
    var with = without
    with.ageing = TriageRule.standard.ageing
    let (a, b) = (QueueSimulation(without).triage, QueueSimulation(with).triage)
    #expect(b.missed.worst < a.missed.worst && b.missed.p95 < a.missed.p95, "\(a.missed) \(b.missed)")
    #expect(b.flagged.mean >= a.flagged.mean)
  }

  /// A flag that finds nothing, or of one tier with all others, changes nothing; and the same seed gives the same waits.
  @Test func aFlagWithoutEffectChangesNothing() {
    for change in [{ $0.other = 2 }, { ($0.sensitivity, $0.specificity) = (0, 1) }]
      as [(inout QueueSimulation.Settings) -> Void]
    {
      let own = QueueSimulation(Self.settings {
        $0.cases = 20_000
        change(&$0)
      })
      #expect(own.first == own.triage)
    }
    let s = Self.settings { $0.cases = 5000 }
    #expect(QueueSimulation(s).triage == QueueSimulation(s).triage)
  }
}
