import Foundation
import TestSupport
import Testing

/// SIGKILL at every call by which the program changes a file: what it held before is there, or what it was to hold, and
/// never anything else. Writes are cut in half, too.
@Suite(.enabled(if: Preloaded.isAvailable, "there is no C compiler to stop a program at a call with"))
struct KilledSaveTests {
  private static let scan = CaseFolder.scanName, project = CaseFolder.projectName

  static let library = Result {
    try Preloaded(
      "kill",
      """
      static int is_ours(const char *path) {
        const char *folder = getenv("KILL_IN");
        return folder && path && strstr(path, folder);
      }
      static void step(int is_ours) {
        static atomic_int calls;
        const char *at = getenv("KILL_AT");
        if (is_ours && at && atomic_fetch_add(&calls, 1) == atoi(at)) {
          kill(getpid(), SIGKILL);
          for (;;) pause();
        }
      }

      ssize_t write(int file, const void *from, size_t count) {
        NEXT(write);
        if (!is_ours(path_of(file))) return next(file, from, count);
        step(1);
        ssize_t half = next(file, from, count / 2);
        step(1);
        ssize_t rest = half < 0 ? half : next(file, (const char *)from + half, count - half);
        return half < 0 ? half : rest < 0 ? half : half + rest;
      }
      int open(const char *path, int flags, ...) {
        NEXT(open);
        va_list list;
        va_start(list, flags);
        mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
        va_end(list);
        step(flags & (O_CREAT | O_TRUNC) && is_ours(path));
        return next(path, flags, mode);
      }
      int rename(const char *old, const char *new) { NEXT(rename); step(is_ours(new)); return next(old, new); }
      int link(const char *old, const char *new) { NEXT(link); step(is_ours(new)); return next(old, new); }
      int unlink(const char *path) { NEXT(unlink); step(is_ours(path)); return next(path); }
      int fsync(int file) { NEXT(fsync); step(is_ours(path_of(file))); return next(file); }
      int fdatasync(int file) { NEXT(fdatasync); step(is_ours(path_of(file))); return next(file); }
      int ftruncate(int file, off_t size) { NEXT(ftruncate); step(is_ours(path_of(file))); return next(file, size); }
      int fchmod(int file, mode_t mode) { NEXT(fchmod); step(is_ours(path_of(file))); return next(file, mode); }
      """)
  }

  /// A small scan with a project that was saved: copied for every call.
  private static let saved = Result { () throws -> [String: Data] in
    try withTemporaryFolder { folder in
      for command in [
        ["phantom", scan, "--size", "32x32x16"], ["open", scan, "--script", "<Space>", "--save", "--lungs", "ask"],
      ] {
        let ran = try stylet(command, in: folder)
        guard ran.status == 0 else { throw Unexpected(ran: ran) }
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      return try names.filter { $0 == scan || $0.contains(".stylet.") }.reduce(into: [:]) {
        $0[$1] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $1))
      }
    }
  }

  /// Every fourth call of a session that draws and saves, each lane from another one on.
  @Test(arguments: 0..<4) func nothingIsLostAtAnyCall(lane: Int) throws {
    var states: [NSArray] = [], call = lane, hasEnded = false
    while !hasEnded {
      try withTemporaryFolder { folder in
        for (name, bytes) in try Self.saved.get() { try bytes.write(to: URL(fileURLWithPath: folder + "/" + name)) }
        let wrapper = try Self.library.get().wrapper([
          "KILL_AT": "\(call)", "KILL_IN": "/" + URL(fileURLWithPath: folder).lastPathComponent + "/",
        ])
        let draw = ["open", folder + "/" + Self.scan, "--script", "5<Right><Space>", "--save", "--lungs", "ask"]
        let ran = try stylet(draw, in: folder, wrapper: wrapper)
        hasEnded = ran.status == 0
        #expect(hasEnded || ran.status == 128 + SIGKILL, "call \(call): \(ran)")
        // Opened again and saved, it is whole, and nothing lies about.
        let again = try stylet(["open", Self.scan, "--script", "", "--save", "--lungs", "ask"], in: folder)
        #expect(again.status == 0, "call \(call): \(again.err)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + Self.project))
        let saved = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
        states.append(try #require(saved?["layers"] as? NSArray, "call \(call)"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("chest.stylet") }
        let own = ["chest.stylet.history", "chest.stylet.json", "chest.stylet.json.bak"]
        #expect(left.sorted() == own, "call \(call): \(left)")
        guard call % 8 == 0 else { return }
        #expect(try stylet(["validate", Self.project], in: folder).out == "valid\n", "call \(call)")
      }
      call += 4
    }
    // Before the step is kept it is not there, from then on it is, and so it stays.
    let all = try #require(states.last)
    let first = try #require(states.firstIndex(of: all))
    #expect(states[..<first].allSatisfy { $0 == states[0] } && states[first...].allSatisfy { $0 == all })
    #expect(states.count > 5 && first > 0 && states[0] != all, "\(states.count) calls, there from \(first) on")
  }
}
