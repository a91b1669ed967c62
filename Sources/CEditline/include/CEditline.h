/*
 * Typed doors to libedit's variadic functions, which Swift cannot call; what libedit declares
 * without an ellipsis is called as it is. At the foot, the wide characters of the C library, which
 * Swift's module of it leaves out.
 *
 * Each function passes exactly the arguments that libedit reads for its operation: that is the
 * invariant of this file. All of them must be called on the one thread that owns the EditLine.
 * Those that answer with an int return 0 where libedit took the call, unless they say otherwise.
 */
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <histedit.h>
#include <stddef.h>
#include <stdlib.h>
#include <wchar.h>

/* Called by libedit to read one character: 1 where there is one, 0 at the end of input, -1 on an
 * error. */
typedef int (*editline_read_function)(EditLine *, wchar_t *);

/* `data` is handed back as it is; libedit never touches it. It must outlive the EditLine. */
static inline int editline_set_client_data(EditLine *editor, void *data) {
    return el_wset(editor, EL_CLIENTDATA, data);
}

/* NULL before `editline_set_client_data`. */
static inline void *editline_client_data(EditLine *editor) {
    void *data = NULL;
    return el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

/* Makes libedit believe that the terminal has no abilities: it asks the system's database, which
 * must not be asked on two threads at a time, and never again. */
static inline int editline_set_dumb_terminal(EditLine *editor) {
    return el_wset(editor, EL_TERMINAL, "dumb");
}

/* Sets all bindings to the defaults of `emacs` or `vi`: call it before any binding. */
static inline int editline_set_editor(EditLine *editor, const wchar_t *name) {
    return el_wset(editor, EL_EDITOR, name);
}

/* 0: those of vi. */
static inline int editline_has_emacs_keys(EditLine *editor) {
    const wchar_t *name = NULL;
    return el_wget(editor, EL_EDITOR, &name) == 0 && wcscmp(name, L"emacs") == 0;
}

/* 0: libedit installs no handlers of its own. */
static inline int editline_set_signal_handling(EditLine *editor, int enabled) {
    return el_wset(editor, EL_SIGNAL, enabled);
}

static inline int editline_set_read_function(EditLine *editor, editline_read_function function) {
    return el_wset(editor, EL_GETCFN, function);
}

/* A command of libedit's; it answers with one of `CC_…`. */
typedef unsigned char (*editline_function)(EditLine *, wint_t);

/* Adds the command `igs-key`, which keys can be bound to. */
static inline int editline_add_own_command(EditLine *editor, editline_function function) {
    return el_wset(editor, EL_ADDFN, L"igs-key", L"", function);
}

/* Binds in the map of emacs mode and of vi's insert mode. libedit copies what it keeps. */
static inline int editline_bind(EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return el_wset(editor, EL_BIND, key, command, (const wchar_t *)NULL);
}

/* Binds in the map of vi's command mode. */
static inline int editline_bind_alternate(
    EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return el_wset(editor, EL_BIND, L"-a", key, command, (const wchar_t *)NULL);
}

/* Adds or takes (`-name`) a flag of one of libedit's two sets of terminal modes: `-d`, while a
 * line is edited, or `-x`, in between. */
static inline int editline_set_terminal_flag(
    EditLine *editor, const wchar_t *set, const wchar_t *flag) {
    return el_wset(editor, EL_SETTY, set, flag, (const wchar_t *)NULL);
}

/* 1: the modes for editing; 0: those for in between. */
static inline int editline_prepare_terminal(EditLine *editor, int enabled) {
    return el_wset(editor, EL_PREP_TERM, enabled);
}

/* 0: lines are read as the terminal's own modes give them. */
static inline int editline_set_editing(EditLine *editor, int enabled) {
    return el_wset(editor, EL_EDITMODE, enabled);
}

/* 0 also where the user's ~/.editrc turned editing off, or libedit cannot edit on the terminal. */
static inline int editline_is_editing(EditLine *editor) {
    int enabled = 0;
    return el_wget(editor, EL_EDITMODE, &enabled) == 0 && enabled != 0;
}

/* `history` must outlive the EditLine. */
static inline int editline_set_history(EditLine *editor, HistoryW *history) {
    return el_wset(editor, EL_HIST, history_w, history);
}

static inline int editline_history_set_size(HistoryW *history, int size) {
    HistEventW event;
    return history_w(history, &event, H_SETSIZE, size) < 0 ? -1 : 0;
}

/* The number of the new entry, or -1. libedit copies the line. */
static inline int editline_history_enter(HistoryW *history, const wchar_t *line) {
    HistEventW event;
    return history_w(history, &event, H_ENTER, line) < 0 ? -1 : event.num;
}

/* Takes the entry of that number out, where there is one. libedit hands over a copy of it, which
 * is ours to free. */
static inline void editline_history_remove(HistoryW *history, int number) {
    HistEventW event;
    if (history_w(history, &event, H_DEL, number) == 0) {
        free((void *)event.str);
    }
}

/* Takes over the character type of the environment, or UTF-8 where that knows single bytes only:
 * libedit drops what it cannot decode. It changes the whole process: call it before other threads
 * ask for characters. */
void editline_prepare_locale(void);

/* What has been seen of a character. Zeroed, it has seen nothing. */
typedef struct {
    mbstate_t state;
} editline_decoder;

/* Takes one more byte: 1 where `character` is complete, 0 where more bytes must follow, -1 where
 * the byte cannot stand here; the decoder has then forgotten what it had seen. */
int editline_decode(editline_decoder *decoder, unsigned char byte, wchar_t *character);

#endif
