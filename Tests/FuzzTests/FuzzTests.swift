import FuzzTargets
import Testing

/// A short run of what `make fuzz` does for long: seeds and the same changes of them on every machine. A trap ends the
/// whole run, and the target's name is the last that was said.
@Suite(.serialized) struct FuzzTests {
  @Test func everyFormatHasASeed() { #expect(FuzzSeeds.formatsWithoutSeed == []) }

  @Test(arguments: FuzzTarget.allCases) func changedSeedsTrapNothing(_ target: FuzzTarget) {
    let seeds = FuzzSeeds.seeds(of: target)
    #expect(!seeds.isEmpty)
    for (n, seed) in seeds.enumerated() {
      // Changes of what is not even read say nothing.
      #expect(target.run(seed), "seed \(n)")
      var mutation = FuzzMutation(seed: UInt64(n))
      for _ in 0..<150 { target.run(mutation.mutate(seed, for: target)) }
    }
  }
}
