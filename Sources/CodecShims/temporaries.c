#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CodecShims.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A slot is empty, being written, or holds a path. Paths stay where they are, so that a handler never reads freed memory. */
enum { SLOTS = 64, LONGEST = 4096 };
enum { EMPTY, CLAIMED, HELD };
static char paths[SLOTS][LONGEST];
static atomic_int states[SLOTS];

int impression_remember_temporary(const char *path) {
    if (strlen(path) >= LONGEST) return -1;
    for (int i = 0; i < SLOTS; i++) {
        int empty = EMPTY;
        if (!atomic_compare_exchange_strong(&states[i], &empty, CLAIMED)) continue;
        strcpy(paths[i], path);
        atomic_store(&states[i], HELD);
        return i;
    }
    return -1;
}

void impression_forget_temporary(int slot) {
    if (slot >= 0 && slot < SLOTS) atomic_store(&states[slot], EMPTY);
}

void impression_unlink_temporaries(void) {
    for (int i = 0; i < SLOTS; i++)
        if (atomic_load(&states[i]) == HELD) unlink(paths[i]);
}

int impression_rename_new(const char *from, const char *to) {
#if defined(__linux__)
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
#elif defined(__APPLE__)
    if (renamex_np(from, to, RENAME_EXCL) == 0) return 0;
    if (errno != ENOTSUP && errno != EINVAL) return -1;
#endif
    /* A link never replaces what came into being meanwhile. */
    if (link(from, to) == 0) return unlink(from);
    if (errno == EEXIST) return -1;
    /* Neither: claim the name with an empty file, then replace that. */
    int claim = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (claim < 0) return -1;
    close(claim);
    if (rename(from, to) == 0) return 0;
    int reason = errno;
    unlink(to);
    errno = reason;
    return -1;
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
