extension ScanIdentity {
  /// The SHA-256 of bytes in memory: 32 bytes. For identifiers that must be the same each time they are made.
  public static func digest(of bytes: [UInt8]) -> [UInt8] { SHA256.hash(data: bytes) }
}
