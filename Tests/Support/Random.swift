import StyletBase

/// A repeatable source of numbers: a failing test can be run again.
public typealias SeededRandom = SplitMix64
