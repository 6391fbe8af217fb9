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
  _ count: UnsafeMutablePointer<CInt>?, _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard let folder = getenv("STYLET_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (n, bytes) in FuzzSeeds.seeds(of: target).enumerated() {
    guard let file = fopen("\(folder)/seed-\(n)", "w") else { continue }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBlindly(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

/// Half of the changes know the formats, half are libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: CUnsignedInt) -> Int {
  guard seed % 2 == 0 else { return mutateBlindly(start, count, most) }
  var mutation = FuzzMutation(seed: UInt64(seed))
  let bytes = mutation.mutate(Array(UnsafeBufferPointer(start: start, count: count)), for: target).prefix(most)
  for (n, byte) in bytes.enumerated() { start[n] = byte }
  return bytes.count
}
