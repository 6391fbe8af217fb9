import StyletBase
import Testing

@testable import StyletDICOM

/// Which transfer syntaxes are read, and what is said of those that are not.
@Suite struct CodecRegistryTests {
  private func syntax(_ number: String) -> TransferSyntax { TransferSyntax(uid: "1.2.840.10008.1.2." + number) }

  @Test func lossless() {
    for number in ["5", "4.57", "4.70"] { #expect(PixelDecoders.canDecode(syntax(number))) }
  }

  @Test(arguments: ["4.80", "4.81", "4.90", "4.91"])
  func byLibraries(_ number: String) throws {
    #if Codecs
      #expect(PixelDecoders.canDecode(syntax(number)))
      _ = try PixelDecoders.decoder(for: syntax(number))
    #else
      #expect(!PixelDecoders.canDecode(syntax(number)))
      let failure = #expect(throws: Failure.self) { try PixelDecoders.decoder(for: syntax(number)) }
      #expect(failure?.what.contains(syntax(number).uid) == true)
      #expect(failure?.what.contains("this build lacks the codecs") == true)
    #endif
  }

  @Test(arguments: ["4.50", "4.51", "4.53", "4.55", "4.58", "4.65", "4.92", "4.93", "4.110", "4.201", "4.202", "4.203"])
  func refused(_ number: String) {
    #expect(!PixelDecoders.canDecode(syntax(number)))
    let failure = #expect(throws: Failure.self) { try PixelDecoders.decoder(for: syntax(number)) }
    #expect(failure?.what.contains(syntax(number).uid) == true)
    #expect(failure?.what.contains(syntax(number).name) == true)
    #expect(failure?.advice?.contains("gdcmconv --raw") == true)
  }
}
