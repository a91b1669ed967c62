#include "CCurl.h"
#include "CLibrary.h"

#include <pthread.h>
#include <stddef.h>

#define FUNCTIONS(X) \
    X(global_init) X(version_info) X(easy_init) X(easy_cleanup) X(easy_setopt) X(easy_getinfo) X(easy_pause) \
    X(easy_strerror) X(slist_append) X(slist_free_all) X(multi_init) X(multi_cleanup) \
    X(multi_setopt) X(multi_add_handle) X(multi_remove_handle) X(multi_perform) X(multi_poll) \
    X(multi_wakeup) X(multi_info_read)

static struct {
#define MEMBER(name) __typeof__(curl_##name) *name;
    FUNCTIONS(MEMBER)
#undef MEMBER
} library;

static const char *const names[] = {
#define NAME(name) "curl_" #name,
    FUNCTIONS(NAME)
#undef NAME
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *failure;

static void load(void) {
    static char reason[256];
    const clibrary file = {
        .files = {"libcurl.so.4"}, .names = names, .functions = &library,
        .count = sizeof names / sizeof *names};
    if (!clibrary_load(&file, reason, sizeof reason)) {
        failure = reason;
    } else if (library.version_info(CURLVERSION_NOW)->version_num < 0x075700) {
        /* CURLOPT_QUICK_EXIT: a name that is looked up must not keep a transfer from its end. */
        failure = "it is older than 7.87";
    } else if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        failure = "it does not start";
    }
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return failure;
}

CURL *ccurl_new(void) { return library.easy_init(); }
void ccurl_free(CURL *handle) { library.easy_cleanup(handle); }

CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return library.easy_setopt(handle, option, list);
}

CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer) {
    return library.easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

CURLcode ccurl_set_functions(
    CURL *handle, void *data, curl_opensocket_callback open_socket,
    curl_prereq_callback before_request, curl_read_callback read, curl_write_callback head,
    curl_write_callback body) {
    CURLcode code = library.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
#define THEN(option, value) \
    if (code == CURLE_OK) code = library.easy_setopt(handle, option, value)
    THEN(CURLOPT_OPENSOCKETDATA, data);
    THEN(CURLOPT_PREREQFUNCTION, before_request);
    THEN(CURLOPT_PREREQDATA, data);
    THEN(CURLOPT_HEADERFUNCTION, head);
    THEN(CURLOPT_HEADERDATA, data);
    THEN(CURLOPT_WRITEFUNCTION, body);
    THEN(CURLOPT_WRITEDATA, data);
    if (read) {
        THEN(CURLOPT_READFUNCTION, read);
        THEN(CURLOPT_READDATA, data);
    }
#undef THEN
    return code;
}

long ccurl_number(CURL *handle, CURLINFO info) {
    long value = 0;
    return library.easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

CURLcode ccurl_resume(CURL *handle) { return library.easy_pause(handle, CURLPAUSE_CONT); }
const char *ccurl_message(CURLcode code) { return library.easy_strerror(code); }

struct curl_slist *ccurl_append(struct curl_slist *list, const char *text) {
    struct curl_slist *longer = library.slist_append(list, text);
    if (!longer) library.slist_free_all(list);
    return longer;
}

void ccurl_free_list(struct curl_slist *list) { library.slist_free_all(list); }

CURLM *ccurl_multi_new(void) {
    CURLM *multi = library.multi_init();
    if (multi && library.multi_wakeup(multi) != CURLM_OK) {
        library.multi_cleanup(multi);
        return NULL;
    }
    return multi;
}

void ccurl_multi_free(CURLM *multi) { library.multi_cleanup(multi); }

CURLMcode ccurl_multi_set_number(CURLM *multi, CURLMoption option, long value) {
    return library.multi_setopt(multi, option, value);
}

CURLMcode ccurl_multi_add(CURLM *multi, CURL *handle) {
    return library.multi_add_handle(multi, handle);
}

CURLMcode ccurl_multi_remove(CURLM *multi, CURL *handle) {
    return library.multi_remove_handle(multi, handle);
}

CURLMcode ccurl_multi_perform(CURLM *multi) {
    int running = 0;
    return library.multi_perform(multi, &running);
}

CURLMcode ccurl_multi_wait(CURLM *multi, int milliseconds) {
    return library.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode ccurl_multi_wake(CURLM *multi) { return library.multi_wakeup(multi); }

CURL *ccurl_multi_next_ended(CURLM *multi, CURLcode *result) {
    int rest = 0;
    CURLMsg *message;
    while ((message = library.multi_info_read(multi, &rest))) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
