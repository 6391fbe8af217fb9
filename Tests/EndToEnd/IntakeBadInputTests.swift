import Foundation
import TestSupport
import Testing

/// Deliveries as they should not be, besides those of `IntakeTests`.
@Suite struct IntakeBadInputTests {
  /// Files that came years later or earlier by the clock are one scan with the others: nothing is lost, taken twice, or
  /// complete too early.
  @Test(.enabled(if: Preloaded.isAvailable, "there is no C compiler to make another clock with"))
  func theClockDecidesNothing() throws {
    let files = try IntakeStudy(), series = files.series(21)
    for (years, slices, cases) in [(10, [0, 2, 4], 0), (-10, [1, 6], 0), (3, [3, 5, 7], 1)] {
      try files.deliver(series, slices, to: "in\(years)")
      let ran = try files.intake("in\(years)", wrapper: ClockSetBackTests.later(years))
      #expect(try ran.status == 0 && files.cases().count == cases, "\(years): \(ran)")
    }
    try files.check(1)
    let again = try files.intake("in10", "in-10", "in3", wrapper: ClockSetBackTests.later(-20))
    #expect(again.status == 0, "\(again)")
    #expect(try files.outcomes(6) == ["new": 0, "again": 3, "quarantined": 0, "refused": 0, "unfinished": 0])
    try files.check(1)
  }

  /// Two numbers that cannot be read may look like one: no file of them becomes a case, and no receipt has them.
  @Test func aNumberThatIsNotOfItsCharacterSet() throws {
    let files = try IntakeStudy()
    var series = files.series(22)
    series.patient = { _ in "Pé4711" }
    try files.deliver(series)
    let ran = try files.intake("in")
    #expect(try ran.status == 65 && files.cases().isEmpty && files.reasons(1) == ["character-set"], "\(ran)")
    #expect(try files.outcomes(1)["quarantined"] == 8)
    #expect(!(ran.out + ran.err).contains("4711"))
  }

  /// A delivery that ends in the middle of a scan, with another patient's in it, and goes on a day later: the whole one is
  /// a case at once, the half one when its rest has come.
  @Test func halfAScanBesideAWholeOne() throws {
    let files = try IntakeStudy(), whole = files.series(23), half = files.series(24)
    try files.deliver(whole)
    try files.deliver(half, [0, 1, 2, 3, 5, 6])
    let first = try files.intake("in")
    #expect(try first.status == 0 && files.cases().count == 1 && files.receipt(1)["patients"] as? Int == 2, "\(first)")
    try files.deliver(half, [4, 7], to: "rest")
    let rest = try files.intake("rest")
    #expect(rest.status == 0, "\(rest)")
    try files.check(2)
  }
}
