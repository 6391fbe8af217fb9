import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletProject

/// A percentage and its class, side by side, never contradict one another.
@Suite struct GradedPercentTests {
  private let scales = ChestStandards.standard.scales

  @Test(arguments: [
    (9.97, 1, "9.97"), (9.94, 1, "9.9"), (9.996, 2, "9.996"), (9.9996, 1, "9.999"), (10, 1, "10.0"), (10.04, 1, "10.0"),
    (24.96, 1, "24.96"), (25, 1, "25.0"), (49.98, 1, "49.98"), (75, 1, "75.0"), (75.04, 1, "75.04"),
    (75.0004, 1, "75.001"), (4.999, 2, "4.999"), (0, 2, "0.00"), (0.003, 2, "<0.01"), (0.02, 1, "<0.1"),
    (0.06, 1, "0.1"), (100, 1, "100.0"), (33.333, 1, "33.3"),
  ])
  func isNotRoundedOverAnEnd(percent: Double, digits: Int, text: String) {
    #expect(scales.text(ofPercent: percent, atLeast: digits) == text)
  }

  /// Whatever the lungs' size: what is read back from the text has the grades of the number.
  @Test func whatIsReadHasTheGradesOfTheNumber() throws {
    for lung in [7, 331, 999, 10_007, 3_141_593] {
      for end in [0.0, 5, 10, 25, 50, 75] {
        let at = Int(Double(lung) * end / 100)
        for voxels in max(at - 40, 0)...min(at + 40, lung) {
          let percent = 100 * Double(voxels) / Double(lung)
          for digits in 0...3 {
            let text = scales.text(ofPercent: percent, atLeast: digits)
            // "<0.1" is more than nothing
            let read = try #require(Double(text.replacing("<", with: ""))) / (text.hasPrefix("<") ? 2 : 1)
            for scale in [scales.sfr, scales.wholeLung, scales.zonal] {
              #expect(scale.grade(of: read).grade == scale.grade(of: percent).grade, "\(percent) as \(text)")
            }
          }
        }
      }
    }
  }

  /// The form has the same percentage beside the same class.
  @Test func theFormSaysItToo() throws {
    let field = try #require(BuiltInProtocol.covidChest.form.field("extent-percent"))
    guard case .computed(let computed) = field.kind else {
      Issue.record("it is computed")
      return
    }
    #expect(computed.said(9.97) == "10.0 %")
    #expect(computed.said(9.97, leastDigits: scales.digits(for: 9.97, atLeast: 0)) == "9.97 %")
    #expect(computed.said(12.34, leastDigits: scales.digits(for: 12.34, atLeast: 0)) == "12.3 %")
  }
}
