#define _GNU_SOURCE 1
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void end_by(int number) {
  signal(number, SIG_DFL);
  raise(number);
}

// Before the libraries begin, Swift's among them. No picture of the memory, which holds scans, is left on the disk, whatever
// ends the program; and the quit key ends it: Swift's runtime would take that for a crash, and ask on the terminal what is to
// be done about it. Of a signal that has a handler already it leaves the handler.
static void begin(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  struct sigaction action;
  if (sigaction(SIGQUIT, NULL, &action) != 0 || action.sa_handler == SIG_IGN) return;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = end_by;
  sigaction(SIGQUIT, &action, NULL);
}
#ifdef __ELF__
__attribute__((section(".preinit_array"), used)) static void (*const before_all)(void) = begin;
#else
__attribute__((constructor)) static void before_main(void) { begin(); }
#endif

// Requests, told to the event loop: of the window and of suspension, and whatever else would end the program. And
// crashes, after which only the terminal can be saved.
static const int requests[] = {
    SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP,  SIGINT,    SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
    SIGXCPU,  SIGIO,
#ifdef __linux__
    SIGPWR,   SIGSTKFLT,
#endif
};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
enum { REQUESTS = sizeof requests / sizeof *requests, CRASHES = sizeof crashes / sizeof *crashes };

static struct sigaction request_before[REQUESTS], crash_before[CRASHES], pipe_before;
static int relay[2] = {-1, -1};
static int active;
// The signal that asked the program to end, for when it does not.
static volatile sig_atomic_t asked_by = SIGHUP;

static struct {
  volatile sig_atomic_t armed;
  int fd;
  size_t count;
  char bytes[512];
  struct termios mode;
} rescue;

static int held = -1, own_stderr = -1;

static void pass_on(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (number != SIGWINCH && number != SIGTSTP && number != SIGCONT) asked_by = number;
  // A full pipe already holds enough to wake the loop.
  ssize_t ignored = write(relay[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

// Async-signal-safe: write, poll, tcsetattr, dup2, pread and signal alone.
static void restore_terminal(void) {
  if (!rescue.armed) return;
  rescue.armed = 0;
  signal(SIGTTOU, SIG_IGN);
  const char *from = rescue.bytes;
  size_t left = rescue.count;
  for (int tries = 0; left > 0 && tries < 20; tries++) {
    ssize_t n = write(rescue.fd, from, left);
    if (n > 0) {
      from += n;
      left -= (size_t)n;
    } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
      break;
    } else {
      struct pollfd entry = {rescue.fd, POLLOUT, 0};
      poll(&entry, 1, 50);
    }
  }
  tcsetattr(rescue.fd, TCSANOW, &rescue.mode);
  stylet_stderr_release();
}

static void crash(int number) {
  int saved = errno;
  restore_terminal();
  for (int i = 0; i < CRASHES; i++) {
    if (crashes[i] == number) sigaction(number, &crash_before[i], NULL);
  }
  errno = saved;
  // Held back until this handler returns; then it meets whoever handled it before (a backtracer, or death).
  raise(number);
}

static void overdue(int number) {
  (void)number;
  restore_terminal();
  _exit(128 + asked_by);
}

int stylet_signals_begin(void) {
  static int at_exit;
  if (active || pipe(relay) != 0) return -1;
  for (int i = 0; i < 2; i++) {
    fcntl(relay[i], F_SETFD, FD_CLOEXEC);
    fcntl(relay[i], F_SETFL, O_NONBLOCK);
  }
  stack_t stack;
  if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
    // A stack overflow leaves no room for a handler on the stack itself.
    static char room[32 * 1024];
    stack = (stack_t){.ss_sp = room, .ss_size = sizeof room};
    sigaltstack(&stack, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = pass_on;
  action.sa_flags = SA_RESTART;
  for (int i = 0; i < REQUESTS; i++) sigaction(requests[i], &action, &request_before[i]);
  action.sa_handler = crash;
  action.sa_flags = SA_ONSTACK;
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &crash_before[i]);
  action.sa_handler = SIG_IGN;
  action.sa_flags = 0;
  sigaction(SIGPIPE, &action, &pipe_before);
  if (!at_exit) atexit(restore_terminal);
  at_exit = 1;
  active = 1;
  return relay[0];
}

void stylet_signals_end(void) {
  if (!active) return;
  alarm(0);
  for (int i = 0; i < REQUESTS; i++) sigaction(requests[i], &request_before[i], NULL);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crash_before[i], NULL);
  sigaction(SIGPIPE, &pipe_before, NULL);
  close(relay[0]);
  close(relay[1]);
  relay[0] = relay[1] = -1;
  active = 0;
}

void stylet_stop_group(void) {
  struct sigaction plain, ours;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &plain, &ours);
  // The whole group, so that a wrapper (make, a script) stops with us and the shell takes the terminal back.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

void stylet_rescue_arm(int fd, const void *bytes, size_t count, const struct termios *mode) {
  rescue.armed = 0;
  rescue.fd = fd;
  rescue.count = count < sizeof rescue.bytes ? count : sizeof rescue.bytes;
  memcpy(rescue.bytes, bytes, rescue.count);
  rescue.mode = *mode;
  rescue.armed = 1;
}

void stylet_rescue_disarm(void) { rescue.armed = 0; }

void stylet_leave_within(unsigned seconds) {
  if (seconds > 0) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = overdue;
    sigaction(SIGALRM, &action, NULL);
  }
  alarm(seconds);
}

void stylet_stderr_hold(void) {
  if (own_stderr >= 0 || !isatty(STDERR_FILENO)) return;
  held = stylet_memory_file();
  own_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (held < 0 || own_stderr < 0) return;
  dup2(held, STDERR_FILENO);
}

void stylet_stderr_release(void) {
  if (own_stderr < 0) return;
  dup2(own_stderr, STDERR_FILENO);
  close(own_stderr);
  own_stderr = -1;
  if (held < 0) return;
  char part[512], last = '\n';
  off_t at = 0;
  ssize_t n;
  while ((n = pread(held, part, sizeof part, at)) > 0 && write(STDERR_FILENO, part, (size_t)n) == n) {
    at += n;
    last = part[n - 1];
  }
  // What follows, the shell's prompt first of all, begins a line of its own.
  if (last != '\n' && write(STDERR_FILENO, "\r\n", 2) != 2) last = '\n';
  close(held);
  held = -1;
}
