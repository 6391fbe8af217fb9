/// Inputs that have trapped, hung or taken too much, cut to what matters.
public enum FuzzFound {
  public static func cases(of target: FuzzTarget) -> [[UInt8]] { [] }
}
