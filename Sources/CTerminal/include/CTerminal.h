#ifndef STYLET_CTERMINAL_H
#define STYLET_CTERMINAL_H
int stylet_terminal_placeholder(void);
#endif
