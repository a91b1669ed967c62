#define _GNU_SOURCE

#include "CEditline.h"
#include "CLibrary.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS(X) \
    X(el_init_fd) X(el_end) X(el_wset) X(el_wget) X(el_source) X(el_wgets) X(el_wline) \
    X(el_winsertstr) X(el_cursor) X(el_deletestr) X(history_winit) X(history_wend) X(history_w)

static struct {
#define MEMBER(name) __typeof__(name) *name;
    FUNCTIONS(MEMBER)
#undef MEMBER
} library;

static const char *const names[] = {
#define NAME(name) #name,
    FUNCTIONS(NAME)
#undef NAME
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_loaded;

static void load(void) {
    char reason[256];
    /* Debian's name, and that of most others. */
    const clibrary file = {
        .files = {"libedit.so.2", "libedit.so.0"}, .names = names, .functions = &library,
        .count = sizeof names / sizeof *names};
    is_loaded = clibrary_load(&file, reason, sizeof reason);
}

bool editline_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

EditLine *editline_new(FILE *input, FILE *output, FILE *errors, int screen) {
    return library.el_init_fd("igs", input, output, errors, fileno(input), screen, fileno(errors));
}

void editline_free(EditLine *editor) { library.el_end(editor); }

int editline_set_client_data(EditLine *editor, void *data) {
    return library.el_wset(editor, EL_CLIENTDATA, data);
}

void *editline_client_data(EditLine *editor) {
    void *data = NULL;
    return library.el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

int editline_set_dumb_terminal(EditLine *editor) {
    return library.el_wset(editor, EL_TERMINAL, "dumb");
}

int editline_set_editor(EditLine *editor, const wchar_t *name) {
    return library.el_wset(editor, EL_EDITOR, name);
}

int editline_has_emacs_keys(EditLine *editor) {
    const wchar_t *name = NULL;
    return library.el_wget(editor, EL_EDITOR, &name) == 0 && wcscmp(name, L"emacs") == 0;
}

int editline_set_signal_handling(EditLine *editor, int enabled) {
    return library.el_wset(editor, EL_SIGNAL, enabled);
}

int editline_set_read_function(EditLine *editor, editline_read_function function) {
    return library.el_wset(editor, EL_GETCFN, function);
}

int editline_add_own_command(EditLine *editor, editline_function function) {
    return library.el_wset(editor, EL_ADDFN, L"igs-key", L"", function);
}

int editline_bind(EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return library.el_wset(editor, EL_BIND, key, command, (const wchar_t *)NULL);
}

int editline_bind_alternate(
    EditLine *editor, const wchar_t *key, const wchar_t *command) {
    return library.el_wset(editor, EL_BIND, L"-a", key, command, (const wchar_t *)NULL);
}

int editline_set_terminal_flag(
    EditLine *editor, const wchar_t *set, const wchar_t *flag) {
    return library.el_wset(editor, EL_SETTY, set, flag, (const wchar_t *)NULL);
}

int editline_prepare_terminal(EditLine *editor, int enabled) {
    return library.el_wset(editor, EL_PREP_TERM, enabled);
}

int editline_set_editing(EditLine *editor, int enabled) {
    return library.el_wset(editor, EL_EDITMODE, enabled);
}

int editline_is_editing(EditLine *editor) {
    int enabled = 0;
    return library.el_wget(editor, EL_EDITMODE, &enabled) == 0 && enabled != 0;
}

int editline_follow_file(EditLine *editor, const char *path) {
    return library.el_source(editor, path);
}

const wchar_t *editline_read_line(EditLine *editor, int *count) {
    return library.el_wgets(editor, count);
}

const LineInfoW *editline_line(EditLine *editor) { return library.el_wline(editor); }

int editline_insert(EditLine *editor, const wchar_t *text) {
    return library.el_winsertstr(editor, text);
}

int editline_move_cursor(EditLine *editor, int count) { return library.el_cursor(editor, count); }

void editline_delete_back(EditLine *editor, int count) { library.el_deletestr(editor, count); }

int editline_set_history(EditLine *editor, HistoryW *history) {
    return library.el_wset(editor, EL_HIST, library.history_w, history);
}

HistoryW *editline_history_new(void) { return library.history_winit(); }

void editline_history_free(HistoryW *history) { library.history_wend(history); }

int editline_history_set_size(HistoryW *history, int size) {
    HistEventW event;
    return library.history_w(history, &event, H_SETSIZE, size) < 0 ? -1 : 0;
}

int editline_history_enter(HistoryW *history, const wchar_t *line) {
    HistEventW event;
    return library.history_w(history, &event, H_ENTER, line) < 0 ? -1 : event.num;
}

void editline_history_remove(HistoryW *history, int number) {
    HistEventW event;
    if (library.history_w(history, &event, H_DEL, number) == 0) {
        free((void *)event.str);
    }
}

void editline_prepare_locale(void) {
    setlocale(LC_CTYPE, "");
    if (MB_CUR_MAX == 1) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
}

int editline_decode(editline_decoder *decoder, unsigned char byte, wchar_t *character) {
    char one = (char)byte;
    size_t taken = mbrtowc(character, &one, 1, &decoder->state);
    if (taken == (size_t)-1) {
        memset(&decoder->state, 0, sizeof decoder->state);
        return -1;
    }
    return taken == (size_t)-2 ? 0 : 1;
}
