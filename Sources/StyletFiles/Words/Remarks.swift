/// What is said of a scan: kept so that it can be said again in another language.
package struct Remarks: Sendable {
  private var sayings: [@Sendable () -> [String]] = []

  package init() {}

  package mutating func append(_ say: @escaping @autoclosure @Sendable () -> String) { sayings.append { [say()] } }
  package mutating func append(all say: @escaping @Sendable () -> [String]) { sayings.append(say) }

  /// In their order, in the language in force.
  package var said: [String] { sayings.flatMap { $0() } }
}
