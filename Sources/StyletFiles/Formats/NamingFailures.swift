import StyletBase
import StyletImaging

extension Failure {
  /// Runs `body`; a failure that names no file is said of `path`, and a want of memory becomes a failure.
  package static func naming<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let failure as Failure {
      throw failure.about(path)
    } catch let error as OutOfMemory {
      throw Failure(.io, path: path, error.description, advice: "close other programs or use a larger machine")
    }
  }
}
