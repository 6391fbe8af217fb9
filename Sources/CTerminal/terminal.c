#include "CTerminal.h"
int stylet_terminal_placeholder(void) { return 0; }
