import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletProject

@Suite struct PathTextTests {
  /// No byte is lost, whatever they are: Latin-1, cut UTF-8, and the characters that stand for bytes themselves.
  @Test func bytesComeBack() {
    var random = SeededRandom(seed: 5)
    let pieces: [[UInt8]] = [
      Array("a".utf8), Array("é".utf8), Array("漢".utf8), Array("😀".utf8), [0xf6], [0xe4], [0xc3], [0xf4, 0x8f, 0xbf, 0xb6],
      [0xf4, 0x8f, 0xbe, 0x80], [0xed, 0xa0, 0x80], [0xff], [0x80], Array("/".utf8), [0x1b],
    ]
    for byte in UInt8.min...UInt8.max { #expect(String(path: [byte]).pathBytes == [byte]) }
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...6, using: &random)).flatMap { _ in pieces.randomElement(using: &random)! }
      let path = String(path: bytes)
      #expect(path.pathBytes == bytes, "\(bytes)")
      #expect(path.systemPath == bytes.map { CChar(bitPattern: $0) } + [0])
      if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.value > 0x10ff7f }) {
        #expect(path == text)
      }
    }
    #expect(String(path: Array("Th".utf8) + [0xf6]).escapedForTerminal == #"Th\xf6"#)
  }

  @Test(arguments: [
    ("", "", ""), ("1", "1", ""), ("/", "/", "/"), ("//", "/", "/"), ("/1", "1", "/"), ("a/b", "b", "a"),
    ("a/b/", "b", "a"), ("/a//b", "b", "/a"), ("./1", "1", "."), ("..", "..", ""), ("a//", "a", ""),
  ])
  func lastPartAndFolder(_ path: String, _ last: String, _ folder: String) {
    #expect(path.lastPathPart == last && path.pathFolder == folder)
  }

  @Test func whole() {
    #expect("/a/./b/../c//d/".absolutePath == "/a/c/d" && "/..".absolutePath == "/" && "/".absolutePath == "/")
    #expect("x".absolutePath == Paths.workingFolder.appendingPath("x"))
    #expect("a/../../b".pathParts == ["..", "b"] && "/a".pathParts == ["/", "a"])
    #expect("".appendingPath("x") == "x" && "/".appendingPath("x") == "/x" && "a".appendingPath("/x") == "/x")
  }

  /// A project beside a scan of one letter, or of a name that is no UTF-8.
  @Test func projectsOfAnyName() throws {
    #expect(ProjectFiles.defaultProject(for: "1") == "1.stylet.json")
    #expect(ProjectFiles.defaultProject(for: "./p") == "./p.stylet.json")
    #expect(ProjectFiles(scan: "1", project: "q").lock == "q.lock")
    #expect(ProjectFiles.absolute("1", from: "p") == "1" && ProjectFiles.absolute("1", from: "a/p") == "a/1")
    try withTemporaryFolder { folder in
      let scan = folder.appendingPath(String(path: Array("Th".utf8) + [0xf6, 0x2e] + Array("nii".utf8)))
      try SafeFile.replace(scan, with: [1, 2, 3], backup: nil, calls: .live)
      #expect(try SafeFile.read(scan).bytes == [1, 2, 3])
      #expect(Paths.exists(scan) && Paths.names(in: folder) == [scan.lastPathPart])
      let files = ProjectFiles(scan: scan)
      #expect(files.project.pathBytes.contains(0xf6) && files.project.hasSuffix(".stylet.json"))
      #expect(ProjectFiles.relative(scan, to: files.project) == scan.lastPathPart)
      #expect(ProjectFiles.absolute(scan.lastPathPart, from: files.project) == scan)
      #expect(try ScanIdentity.sha256(of: scan) == sha256([1, 2, 3]))
      let link = folder + "/link"
      #expect(symlink(scan.systemPath, link) == 0)
      #expect(ProjectFiles.followLinks(link) == scan && Paths.resolved(link)?.lastPathPart == scan.lastPathPart)
    }
  }
}
