#ifndef STYLET_CNCURSESW_SHIM_H
#define STYLET_CNCURSESW_SHIM_H
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#endif
