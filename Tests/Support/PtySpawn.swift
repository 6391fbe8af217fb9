import Foundation
import Glibc

/// posix_spawn with all signals at their defaults. `prepare` adds to the file actions.
/// - Parameter newSession: makes the child a session's leader; a terminal that it opens first becomes its own.
func spawn(
  _ command: [String], environment: [String: String], newSession: Bool,
  _ prepare: (inout posix_spawn_file_actions_t) -> Void
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  prepare(&actions)
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var all = sigset_t()
  sigfillset(&all)
  posix_spawnattr_setsigdefault(&attributes, &all)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  // 0x80 is POSIX_SPAWN_SETSID, which Swift does not import.
  let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (newSession ? 0x80 : 0)
  posix_spawnattr_setflags(&attributes, Int16(flags))
  let arguments = command.map { strdup($0) } + [nil]
  let values = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
  defer { (arguments + values).forEach { free($0) } }
  var child: pid_t = 0
  let problem = posix_spawn(&child, command[0], &actions, &attributes, arguments, values)
  guard problem == 0 else { throw POSIXError(POSIXErrorCode(rawValue: problem) ?? .ENOENT) }
  return child
}

/// What a program prints, through a file: a daemon that it leaves behind holds no pipe open.
func output(of command: [String], environment: [String: String]) throws -> (status: Int32, text: String) {
  try withTemporaryFolder { folder in
    let path = folder + "/out"
    let child = try spawn(command, environment: environment, newSession: false) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return (status, String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
  }
}
