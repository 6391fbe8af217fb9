import FuzzTargets
import Glibc

// What libFuzzer calls. STYLET_FUZZ names the target; STYLET_FUZZ_SEEDS a folder that its seeds are written to before.

private let target: FuzzTarget = {
  guard let name = getenv("STYLET_FUZZ").map({ String(cString: $0) }), let target = FuzzTarget(rawValue: name) else {
    print("STYLET_FUZZ names no target: one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    exit(64)
  }
  return target
}()

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard let folder = getenv("STYLET_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (n, bytes) in FuzzSeeds.seeds(of: target).enumerated() {
    guard let file = fopen("\(folder)/seed-\(n)", "w") else { continue }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    if !target.run(bytes) { print("seed-\(n) is not read") }
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager gives a program its beginning, and so libFuzzer's own is called from there.
@main enum Driver {
  static func main() {
    var count = CommandLine.argc
    var words = CommandLine.unsafeArgv
    let status = runDriver(&count, &words) { start, count in
      target.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
    exit(status)
  }
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBlindly(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

/// Half of the changes know the formats, half are libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: CUnsignedInt) -> Int {
  var mutation = FuzzMutation(seed: UInt64(seed))
  let bytes = mutation.mutate(Array(UnsafeBufferPointer(start: start, count: count)), for: target) { part in
    var part = part
    let count = part.count
    let room = count + 64
    part += [UInt8](repeating: 0, count: room - count)
    let changed = part.withUnsafeMutableBufferPointer { mutateBlindly($0.baseAddress!, count, room) }
    return Array(part[..<changed])
  }.prefix(most)
  for (n, byte) in bytes.enumerated() { start[n] = byte }
  return bytes.count
}
