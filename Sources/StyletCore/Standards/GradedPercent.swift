import StyletBase

/// Percentages of lung as people read them. Grades are of the number as it is, and stand beside it: a rounding that
/// would carry it over the end of a grade ("10.0 %, minimal") is not made.
extension ChestStandards.Scales {
  /// The most digits behind the point that are shown.
  private static let most = 3

  /// How many digits behind the point a percentage needs, `digits` at least and three at most, so that it has the same
  /// grades on all scales of percentages of lung as the number itself.
  public func digits(for percent: Double, atLeast digits: Int) -> Int {
    let least = min(max(digits, 0), Self.most)
    return (least..<Self.most).first { hasSameGrades(percent, Self.rounded(percent, $0)) } ?? Self.most
  }

  /// With those digits. What is still nearer to the end of its grade is said by the last number on its side: 9.999 for
  /// 9.9996. What is there and would be 0 is less than the least number of so many digits.
  public func text(ofPercent percent: Double, atLeast digits: Int) -> String {
    let least = [1, 0.1, 0.01, 0.001][min(max(digits, 0), Self.most)]
    if percent > 0, percent < least / 2 { return "<" + NumberText.fixed(least, digits) }
    let needed = self.digits(for: percent, atLeast: digits)
    let nearest = Self.rounded(percent, needed)
    guard percent.isFinite, !hasSameGrades(percent, nearest) else { return NumberText.fixed(percent, needed) }
    return NumberText.fixed(nearest > percent ? nearest - 0.001 : nearest + 0.001, needed)
  }

  private func hasSameGrades(_ a: Double, _ b: Double) -> Bool {
    [sfr, wholeLung, zonal].allSatisfy { $0.grade(of: a).grade == $0.grade(of: b).grade }
  }

  private static func rounded(_ x: Double, _ digits: Int) -> Double {
    let scale = [1.0, 10, 100, 1000][digits]
    return (x * scale).rounded() / scale
  }
}
