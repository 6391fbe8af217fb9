/// Keeps what is written to it.
package final class MemorySink: ByteSink {
  package var bytes: [UInt8] = []

  package init() {}

  package func write(_ more: UnsafeRawBufferPointer) throws { bytes.append(contentsOf: more) }
}
