/// What of curses, signals and the terminal device Swift cannot say itself: macros, C globals and code that must be
/// safe inside a signal handler. Everything here is for the main thread, one session at a time.
#ifndef STYLET_CTERMINAL_H
#define STYLET_CTERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <termios.h>

// ---- curses (curses.c) ---------------------------------------------------------------------------------------

/// One character place. `attributes`: 1 bold, 2 underline, 4 reverse, 8 dim.
typedef struct {
  uint32_t glyph;
  int32_t pair;
  uint32_t attributes;
} stylet_cell;

/// A curses screen that writes to `out_fd` and reads nothing. 0 when `term` cannot be used.
int stylet_screen_open(const char *term, int out_fd, int width, int height);
void stylet_screen_resize(int width, int height);
void stylet_screen_close(void);
/// The colours and colour pairs of the open screen; 0 colours before or without `stylet_colours_start`.
int stylet_colours_start(int default_colours);
int stylet_colour_count(void);
int stylet_pair_count(void);
int stylet_screen_columns(void);
int stylet_screen_rows(void);
/// Puts cells from (`row`, `column`) rightwards. A glyph of two columns is followed by a cell with glyph 0; one that has
/// another width in this locale becomes "?".
void stylet_put_run(int row, int column, const stylet_cell *cells, int count);
/// Sends what changed; the hardware cursor is hidden when `cursor_row` is negative.
void stylet_update(int cursor_row, int cursor_column);
/// Makes the next update send every cell, whatever the terminal is thought to show.
void stylet_repaint(void);
void stylet_blank(void);
const char *stylet_curses_version(void);

/// Opens a terminfo entry for the `stylet_ti_` calls; 0 when there is none. Not while a
/// screen is open, whose entry is open with it: it changes what curses takes the size to be.
int stylet_ti_open(const char *term);
void stylet_ti_close(void);
int stylet_ti_number(const char *name);
int stylet_ti_flag(const char *name);
/// NULL when absent. Valid until the entry is closed.
const char *stylet_ti_string(const char *name);
/// What sets ink or paper to a colour; NULL when absent. Valid until the next call.
const char *stylet_ti_colour(int is_paper, int colour);

// ---- device and locale (device.c) ----------------------------------------------------------------------------

/// An unnamed file in memory (never on a disk: it carries the picture), or -1.
int stylet_memory_file(void);
/// The character set of the locale that LC_ALL, LC_CTYPE or LANG ask for, or of `locale` when not NULL.
/// NULL when that locale is not installed.
const char *stylet_locale(const char *locale);
/// Columns that the C library gives a character; -1 when it does not know it.
int stylet_columns_of(uint32_t scalar);
/// Raw mode: no echo, no line editing, no signals from keys, no output mapping.
void stylet_make_raw(struct termios *mode);
int stylet_size(int fd, int *columns, int *rows);
/// Whether bytes can be written without waiting; a terminal that has gone counts as ready, so that it is noticed.
int stylet_can_write(int fd, int wait_ms);

// ---- signals and the way out (signals.c) ---------------------------------------------------------------------

/// Signal numbers from now on arrive as bytes on the returned descriptor; -1 when it cannot be made.
int stylet_signals_begin(void);
void stylet_signals_end(void);
/// Stops the process group as the terminal's own Ctrl-Z would; returns when it is continued.
void stylet_stop_group(void);
/// From now on a crash, `exit` or `stylet_leave_within` writes `bytes` to the terminal and sets `mode`.
void stylet_rescue_arm(int fd, const void *bytes, size_t count, const struct termios *mode);
void stylet_rescue_disarm(void);
/// Ends the process, terminal restored, if it still runs after `seconds`; 0 cancels.
void stylet_leave_within(unsigned seconds);
/// What libraries print on standard error is held back while the screen is up and printed after.
void stylet_stderr_hold(void);
void stylet_stderr_release(void);

#endif
