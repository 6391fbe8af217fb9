import Foundation
import Glibc
import TestSupport
import Testing

/// Programs of others that tests start; a test without one says which package it wants.
enum OtherProgram {
  enum Package: String, CaseIterable {
    case dcmtk, orthanc, munge
    case slurm = "slurm-wlm"
    case orthancDICOMweb = "orthanc-dicomweb"

    fileprivate var files: [String] {
      switch self {
      case .dcmtk: [storescu, storescp]
      case .orthanc: [OtherProgram.orthanc]
      case .orthancDICOMweb: [orthancPlugin]
      case .munge: [munged, mungekey]
      case .slurm: [slurmctld, slurmd, "/usr/bin/sbatch", "/usr/bin/scontrol"]
      }
    }
  }

  static let storescu = "/usr/bin/storescu", storescp = "/usr/bin/storescp"
  static let munged = "/usr/sbin/munged", mungekey = "/usr/sbin/mungekey"
  static let slurmctld = "/usr/sbin/slurmctld", slurmd = "/usr/sbin/slurmd"
  static let orthanc = "/usr/sbin/Orthanc", orthancPlugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so"

  /// Packages that are not installed, with the files that they lack.
  static func missing(_ packages: Package...) -> [String] {
    packages.compactMap { package in
      let files = package.files.filter { access($0, R_OK) != 0 }
      return files.isEmpty ? nil : "\(package.rawValue) (\(files.joined(separator: ", ")))"
    }
  }

  static func said(_ packages: Package...) -> Comment {
    let all = packages.flatMap { missing($0) }
    return "not installed: \(all.joined(separator: "; "))"
  }
}

/// Something that was started, and is ended whatever happens.
final class Started {
  let process = Process()

  init(_ program: String, _ arguments: [String], in folder: String) throws {
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { end(SIGKILL) }

  func end(_ signal: Int32) {
    if process.isRunning { kill(process.processIdentifier, signal) }
    ended()
  }

  /// Waits for its end.
  func ended() { try? wait("the end", seconds: 60) { !process.isRunning } }
}
