import Glibc
import Synchronization

/// A value that one thread at a time has: ``Synchronization/Mutex``, in a form that the thread sanitizer sees.
///
/// The sanitizer knows the locks of pthread, and not the futex that a `Mutex` is: it would call each use of what a
/// `Mutex` guards a race. `make sanitize-thread` compiles with `SANITIZE_THREAD`, and this is a lock of pthread there.
public struct Lock<Value>: ~Copyable {
  #if SANITIZE_THREAD
    @usableFromInline let held: UnsafeMutablePointer<Value>
    @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>

    public init(_ value: sending Value) {
      held = .allocate(capacity: 1)
      held.initialize(to: value)
      mutex = .allocate(capacity: 1)
      pthread_mutex_init(mutex, nil)
    }

    deinit {
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
      held.deinitialize(count: 1)
      held.deallocate()
    }

    /// - Returns: what `body` makes of the value, which nobody else has meanwhile.
    @inlinable
    public borrowing func withLock<Result, E: Error>(
      _ body: (inout Value) throws(E) -> sending Result
    ) throws(E) -> sending Result {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return try body(&held.pointee)
    }
  #else
    @usableFromInline let mutex: Mutex<Value>

    public init(_ value: sending Value) { mutex = Mutex(value) }

    /// - Returns: what `body` makes of the value, which nobody else has meanwhile.
    @inlinable
    public borrowing func withLock<Result, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result { try mutex.withLock(body) }
  #endif
}

extension Lock: @unchecked Sendable {}
