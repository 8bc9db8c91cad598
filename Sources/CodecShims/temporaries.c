#include "CodecShims.h"
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS = 64 };
static _Atomic(char *) paths[SLOTS];

int impression_remember_temporary(const char *path) {
    char *copy = strdup(path);
    if (!copy) return -1;
    for (int i = 0; i < SLOTS; i++) {
        char *empty = NULL;
        if (atomic_compare_exchange_strong(&paths[i], &empty, copy)) return i;
    }
    free(copy);
    return -1;
}

void impression_forget_temporary(int slot) {
    if (slot < 0 || slot >= SLOTS) return;
    free(atomic_exchange(&paths[slot], NULL));
}

void impression_unlink_temporaries(void) {
    for (int i = 0; i < SLOTS; i++) {
        char *path = atomic_load(&paths[i]);
        if (path) unlink(path);
    }
}

static void interrupted(int number) {
    impression_unlink_temporaries();
    static const char text[] = "\nimpression: interrupted; nothing was written\n";
    ssize_t ignored = write(2, text, sizeof text - 1);
    (void)ignored;
    _exit(128 + number);
}

void impression_catch_interrupts(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = interrupted;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}
