import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// Files and folders whose names are no UTF-8 are read and written as any.
@Suite struct PathNameTests {
  private static let name = String(path: [0x53, 0x63, 0x68, 0xe4, 0x64])

  @Test func filesOfEveryFormat() throws {
    let image = HandmadeImage()
    for (name, bytes) in image.files {
      try withTemporaryFolder { folder in
        let path = folder.appendingPath(Self.name + "-" + name)
        let file = try OutputFile(path)
        try file.write(bytes)
        try OutputFile.commit(file)
        image.check(try FormatRegistry.standard.read(path).volume)
      }
    }
  }

  @Test func foldersAndTheirSlices() throws {
    try withTemporaryFolder { folder in
      let inner = folder.appendingPath(Self.name)
      #expect(mkdir(inner.systemPath, 0o700) == 0)
      let series = SyntheticSeries()
      for z in 0..<series.count {
        try OutputFile.write(series.file(z), to: inner.appendingPath(String(path: [0xff, 0x30 + UInt8(z)])))
      }
      for path in [folder, inner] {
        #expect(series.isShown(by: try DICOMSeriesReader().read(path, options: ReadOptions()).volume))
      }
      let one = inner.appendingPath(String(path: [0xff, 0x31]))
      #expect(series.isShown(by: try DICOMSeriesReader().read(one, options: ReadOptions()).volume))
    }
  }
}
