import Glibc

/// An open file that one value owns: closed once, with its owner, however an initializer ends. A number that is closed
/// twice closes what another thread has opened since.
package struct Descriptor: ~Copyable, Sendable {
  /// Negative where the file could not be opened.
  package let number: Int32

  package init(_ number: Int32) { self.number = number }

  deinit {
    if number >= 0 { close(number) }
  }
}
