#define _GNU_SOURCE 1
#include "CTerminal.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

int stylet_memory_file(void) {
#ifdef __linux__
  return memfd_create("stylet", MFD_CLOEXEC);
#else
  FILE *file = tmpfile();
  if (!file) return -1;
  int fd = dup(fileno(file));
  fclose(file);
  return fd;
#endif
}

// Only the character set: numbers keep the C locale's point.
const char *stylet_locale(const char *locale) {
  return setlocale(LC_CTYPE, locale ? locale : "") ? nl_langinfo(CODESET) : NULL;
}

int stylet_columns_of(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void stylet_make_raw(struct termios *mode) {
  cfmakeraw(mode);
  mode->c_iflag &= ~(tcflag_t)(IXOFF | IXANY);
  mode->c_cc[VMIN] = 1;
  mode->c_cc[VTIME] = 0;
}

int stylet_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 1;
}

int stylet_can_write(int fd, int wait_ms) {
  struct pollfd entry = {fd, POLLOUT, 0};
  return poll(&entry, 1, wait_ms) > 0;
}
