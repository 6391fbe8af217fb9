/// Mean waits in closed form, for Poisson arrivals and exponential service: what the simulation is held against.
///
/// Sources: Erlang's C and Cobham, J. Oper. Res. Soc. Am. 1954;2:70, for classes of one service time; for one reader and
/// two classes they are the formulas of QuCAD (Thompson 2024).
public enum QueueFormulas {
  /// The probability that a case finds all readers at work.
  /// - Parameter load: arrivals by service rate, in readers (Erlang).
  public static func erlangC(readers: Int, load: Double) -> Double {
    guard readers > 0, load > 0, load < Double(readers) else { return load > 0 ? 1 : 0 }
    // Erlang's B by its recursion, which never overflows, and C of it.
    var blocked = 1.0
    for n in 1...readers { blocked = load * blocked / (Double(n) + load * blocked) }
    let rho = load / Double(readers)
    return blocked / (1 - rho * (1 - blocked))
  }

  /// The mean wait in order of arrival; infinite where the readers cannot keep up.
  /// - Parameters:
  ///   - arrivals: a unit of time; `service`: mean time of a reading, in the same unit.
  public static func first(arrivals: Double, service: Double, readers: Int) -> Double {
    let load = arrivals * service
    guard load < Double(readers) else { return .infinity }
    return erlangC(readers: readers, load: load) * service / (Double(readers) - load)
  }

  /// The mean wait of each class, the first before the second and so on; nothing that is begun is put aside.
  /// - Parameter shares: of the arrivals, by class; their sum is 1.
  public static func priority(arrivals: Double, service: Double, readers: Int, shares: [Double]) -> [Double] {
    let load = arrivals * service, rho = load / Double(readers)
    let busy = erlangC(readers: readers, load: load) * service / Double(readers)
    var before = 0.0
    return shares.map { share in
      let own = before + rho * share
      defer { before = own }
      return own < 1 ? busy / ((1 - before) * (1 - own)) : .infinity
    }
  }
}
