/*
 * Typed doors to libedit, which is loaded when there is a prompt: with it come three more libraries,
 * which a script does not need. Swift cannot call its variadic functions anyway. At the foot, the
 * wide characters of the C library, which Swift's module of it leaves out.
 *
 * Each function passes exactly the arguments that libedit reads for its operation: that is the
 * invariant of this file. `editline_load` must have succeeded before anything else is called, and
 * all of it must be called on the one thread that owns the EditLine. Those that answer with an int
 * return 0 where libedit took the call, unless they say otherwise.
 */
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <histedit.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

/* Loads libedit, once for the process; any thread may call it. False if it cannot be loaded. */
bool editline_load(void);

/* An EditLine that writes to `output` and `errors`, with the modes of the terminals that `input` and
 * `screen` are; NULL without memory. */
EditLine *editline_new(FILE *input, FILE *output, FILE *errors, int screen);
void editline_free(EditLine *editor);

/* Called by libedit to read one character: 1 where there is one, 0 at the end of input, -1 on an
 * error. */
typedef int (*editline_read_function)(EditLine *, wchar_t *);

/* `data` is handed back as it is; libedit never touches it. It must outlive the EditLine. */
int editline_set_client_data(EditLine *editor, void *data);

/* NULL before `editline_set_client_data`. */
void *editline_client_data(EditLine *editor);

/* Makes libedit believe that the terminal has no abilities: it asks the system's database, which
 * must not be asked on two threads at a time, and never again. */
int editline_set_dumb_terminal(EditLine *editor);

/* Sets all bindings to the defaults of `emacs` or `vi`: call it before any binding. */
int editline_set_editor(EditLine *editor, const wchar_t *name);

/* 0: those of vi. */
int editline_has_emacs_keys(EditLine *editor);

/* 0: libedit installs no handlers of its own. */
int editline_set_signal_handling(EditLine *editor, int enabled);

int editline_set_read_function(EditLine *editor, editline_read_function function);

/* A command of libedit's; it answers with one of `CC_…`. */
typedef unsigned char (*editline_function)(EditLine *, wint_t);

/* Adds the command `igs-key`, which keys can be bound to. */
int editline_add_own_command(EditLine *editor, editline_function function);

/* Binds in the map of emacs mode and of vi's insert mode. libedit copies what it keeps. */
int editline_bind(EditLine *editor, const wchar_t *key, const wchar_t *command);

/* Binds in the map of vi's command mode. */
int editline_bind_alternate(
    EditLine *editor, const wchar_t *key, const wchar_t *command);

/* Adds or takes (`-name`) a flag of one of libedit's two sets of terminal modes: `-d`, while a
 * line is edited, or `-x`, in between. */
int editline_set_terminal_flag(
    EditLine *editor, const wchar_t *set, const wchar_t *flag);

/* 1: the modes for editing; 0: those for in between. */
int editline_prepare_terminal(EditLine *editor, int enabled);

/* 0: lines are read as the terminal's own modes give them. */
int editline_set_editing(EditLine *editor, int enabled);

/* 0 also where the user's ~/.editrc turned editing off, or libedit cannot edit on the terminal. */
int editline_is_editing(EditLine *editor);

/* Follows the file, an `.editrc`. -1 if it cannot be read. */
int editline_follow_file(EditLine *editor, const char *path);

/* Reads a line, with its end, and counts its characters; NULL at the end of the input. The text is
 * libedit's, until the next line. */
const wchar_t *editline_read_line(EditLine *editor, int *count);
/* The line while it is edited; it is libedit's. */
const LineInfoW *editline_line(EditLine *editor);
/* -1 if there is no room for the text. */
int editline_insert(EditLine *editor, const wchar_t *text);
/* Moves the cursor, back if the count is negative, as far as the line goes. */
int editline_move_cursor(EditLine *editor, int count);
/* Deletes characters before the cursor. */
void editline_delete_back(EditLine *editor, int count);

/* `history` must outlive the EditLine. */
int editline_set_history(EditLine *editor, HistoryW *history);

/* An empty history; NULL without memory. */
HistoryW *editline_history_new(void);
void editline_history_free(HistoryW *history);
int editline_history_set_size(HistoryW *history, int size);

/* The number of the new entry, or -1. libedit copies the line. */
int editline_history_enter(HistoryW *history, const wchar_t *line);

/* Takes the entry of that number out, where there is one. libedit hands over a copy of it, which
 * is ours to free. */
void editline_history_remove(HistoryW *history, int number);

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
