import Glibc

/// What precision a number of cases buys, and how many a precision costs: intervals of 95 %. Numbers of cases are
/// rounded up.
public enum StudyPrecision {
  /// The normal distribution's 97.5th percentile.
  static let z = 1.959963984540054

  // MARK: Kappa

  /// Times n, the variance of kappa of two readers and a finding that is there or not (Donner, SMMR 2004;13:251;
  /// Fleiss, Cohen and Everitt's in its intraclass form).
  /// - Parameters:
  ///   - kappa: in 0..<1.
  ///   - prevalence: of the finding, in 0<..<1.
  static func kappaVariance(_ kappa: Double, prevalence: Double) -> Double {
    (1 - kappa)
      * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * prevalence * (1 - prevalence)))
  }

  /// Cases that two readers have to read for a half width.
  public static func cases(kappa: Double, prevalence: Double, halfWidth: Double) -> Int {
    up(z * z * kappaVariance(kappa, prevalence: prevalence) / (halfWidth * halfWidth))
  }

  public static func halfWidth(kappa: Double, prevalence: Double, cases: Int) -> Double {
    z * (kappaVariance(kappa, prevalence: prevalence) / Double(cases)).squareRoot()
  }

  // MARK: Percent agreement, Dice, limits of agreement

  /// Cases for a half width of the part on which readers agree (Gwet).
  public static func cases(agreement: Double, halfWidth: Double) -> Int {
    up(z * z * agreement * (1 - agreement) / (halfWidth * halfWidth))
  }

  public static func halfWidth(agreement: Double, cases: Int) -> Double {
    z * (agreement * (1 - agreement) / Double(cases)).squareRoot()
  }

  /// Cases for a half width of a mean, as that of Dice.
  /// - Parameter deviation: the standard deviation over cases.
  public static func cases(deviation: Double, halfWidth: Double) -> Int {
    up((z * deviation / halfWidth) * (z * deviation / halfWidth))
  }

  public static func halfWidth(deviation: Double, cases: Int) -> Double { z * deviation / Double(cases).squareRoot() }

  /// Of a limit of agreement (Bland and Altman, Lancet 1986;327:307), in the unit of the differences.
  public static func limitHalfWidth(deviation: Double, cases: Int) -> Double {
    z * deviation * (3 / Double(cases)).squareRoot()
  }

  // MARK: Intraclass correlation

  /// Cases for a whole width of ICC(1)'s interval (Bonett, Stat Med 2002;21:1331), with his correction for two readers
  /// and a correlation of 0.7 or more.
  public static func cases(correlation r: Double, readers k: Int, width: Double) -> Int {
    let k = Double(k), spread = (1 - r) * (1 + (k - 1) * r)
    let plain = 8 * z * z * spread * spread / (k * (k - 1) * width * width) + 1
    return up(k == 2 && r >= 0.7 ? plain + 5 * r : plain)
  }

  /// The whole width that cases buy; infinite of one.
  public static func width(correlation r: Double, readers k: Int, cases: Int) -> Double {
    let n = Double(cases) - 1 - (k == 2 && r >= 0.7 ? 5 * r : 0), k = Double(k)
    guard n > 0 else { return .infinity }
    return (8 / (k * (k - 1) * n)).squareRoot() * z * (1 - r) * (1 + (k - 1) * r)
  }

  // MARK: Proportions

  /// Wilson's interval (JASA 1927;22:209) of so many of `count`: never below 0 nor above 1.
  public static func interval(_ part: Double, of count: Int) -> ClosedRange<Double> {
    guard count > 0 else { return 0...1 }
    let n = Double(count), p = min(max(part, 0), 1), zz = z * z
    let middle = (p + zz / (2 * n)) / (1 + zz / n)
    let half = z / (1 + zz / n) * (p * (1 - p) / n + zz / (4 * n * n)).squareRoot()
    return max(middle - half, 0)...min(middle + half, 1)
  }

  /// What is at most the rate of something that was not met once in so many cases: the exact bound whose approximation
  /// is 3/n.
  public static func bound(ofNoneIn cases: Int) -> Double { cases > 0 ? 1 - pow(0.05, 1 / Double(cases)) : 1 }

  /// Rounded up; what is too large to count is the largest there is.
  private static func up(_ cases: Double) -> Int {
    cases.isFinite && cases < 1e15 ? Int((cases - 1e-9).rounded(.up)) : .max
  }
}
