#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *output;
static FILE *input;

int stylet_screen_open(const char *term, int out_fd, int width, int height) {
  if (screen) return 0;
  int fd = dup(out_fd);
  output = fd < 0 ? NULL : fdopen(fd, "w");
  input = fopen("/dev/null", "r");
  // The size is the caller's to say; the environment's is often a stale shell's. Curses must know it from the start:
  // the first thing it sends is a scroll region of the height that it believes in.
  char high[16], wide[16];
  snprintf(high, sizeof high, "%d", height);
  snprintf(wide, sizeof wide, "%d", width);
  setenv("LINES", high, 1);
  setenv("COLUMNS", wide, 1);
  if (output && input) screen = newterm(term, output, input);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (!screen) {
    if (output) fclose(output);
    if (input) fclose(input);
    output = input = NULL;
    return 0;
  }
  raw();
  noecho();
  nonl();
  typeahead(-1);
  resize_term(height, width);
  keypad(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  return 1;
}

static int put_byte(int byte) { return putc(byte, output); }

void stylet_screen_resize(int width, int height) {
  resize_term(height, width);
  // Curses leaves the scroll region at the old height, where relative movements would end. What it has not sent yet
  // goes after this: a whole frame, from the upper left corner on.
  if (change_scroll_region && output) {
    tputs(tparm(change_scroll_region, 0, height - 1), 1, put_byte);
    fflush(output);
  }
}

void stylet_screen_close(void) {
  if (!screen) return;
  delscreen(screen);
  fclose(output);
  fclose(input);
  screen = NULL;
  output = input = NULL;
}

int stylet_colours_start(int default_colours) {
  if (!has_colors() || start_color() == ERR) return 0;
  return default_colours ? use_default_colors() != ERR : 1;
}

int stylet_colour_count(void) { return COLORS; }
int stylet_pair_count(void) { return COLOR_PAIRS; }
// Not COLS and LINES: setupterm sets those too.
int stylet_screen_columns(void) { return screen ? getmaxx(stdscr) : 0; }
int stylet_screen_rows(void) { return screen ? getmaxy(stdscr) : 0; }

void stylet_put_run(int row, int column, const stylet_cell *cells, int count) {
  enum { CHUNK = 128 };
  cchar_t run[CHUNK];
  for (int at = 0; at < count;) {
    int first = at, n = 0;
    while (n < CHUNK && at < count) {
      const stylet_cell *cell = &cells[at++];
      wchar_t text[2] = {(wchar_t)cell->glyph, 0};
      int width = cell->glyph == 0 ? 0 : wcwidth(text[0]);
      if (width == 2 && at < count && cells[at].glyph == 0) {
        at++;  // curses fills both columns
      } else if (width != 1) {
        text[0] = cell->glyph == 0 ? L' ' : L'?';
      }
      attr_t attributes = A_NORMAL;
      if (cell->attributes & 1) attributes |= A_BOLD;
      if (cell->attributes & 2) attributes |= A_UNDERLINE;
      if (cell->attributes & 4) attributes |= A_REVERSE;
      if (cell->attributes & 8) attributes |= A_DIM;
      // The pair goes in by the extended argument: the short one cannot hold pairs above 32767.
      int pair = cell->pair;
      setcchar(&run[n++], text, attributes, 0, &pair);
    }
    mvadd_wchnstr(row, column + first, run, n);
  }
}

void stylet_update(int cursor_row, int cursor_column) {
  int shown = cursor_row >= 0;
  leaveok(stdscr, shown ? FALSE : TRUE);
  if (shown) move(cursor_row, cursor_column);
  curs_set(shown);
  wnoutrefresh(stdscr);
  doupdate();
}

void stylet_repaint(void) { clearok(curscr, TRUE); }
void stylet_blank(void) { erase(); }
const char *stylet_curses_version(void) { return curses_version(); }

static TERMINAL *before;

int stylet_ti_open(const char *term) {
  before = set_curterm(NULL);
  int problem = 0;
  // With a place for the error setupterm neither prints nor exits.
  if (setupterm(term, STDOUT_FILENO, &problem) == OK) return 1;
  set_curterm(before);
  return 0;
}

void stylet_ti_close(void) {
  TERMINAL *mine = set_curterm(before);
  if (mine) del_curterm(mine);
  before = NULL;
}

int stylet_ti_number(const char *name) { return tigetnum(name); }
int stylet_ti_flag(const char *name) { return tigetflag(name) > 0; }

const char *stylet_ti_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

const char *stylet_ti_colour(int is_paper, int colour) {
  char *string = is_paper ? set_a_background : set_a_foreground;
  return string ? tiparm(string, colour) : NULL;
}
