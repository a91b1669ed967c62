/*
 * Typed doors to libcurl, which is loaded when it is first needed: with it come some thirty
 * libraries, whose loading takes longer than a whole `igs -c ''`. Swift cannot call its
 * variadic functions anyway.
 *
 * Each function passes exactly the type that libcurl reads for the option: that is the invariant
 * of this file. `ccurl_load` must have succeeded before anything else is called.
 */
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

/* Loads and initialises libcurl, once for the process; any thread may call it. NULL, or the reason
 * why it cannot be loaded. */
const char *ccurl_load(void);

/* NULL without memory. */
CURL *ccurl_new(void);
void ccurl_free(CURL *handle);

/* For options that take a `long`. */
CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value);
/* For options that take a `curl_off_t`. */
CURLcode ccurl_set_size(CURL *handle, CURLoption option, curl_off_t value);
/* For options that take a text; libcurl copies it. */
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
/* For options that take a list; it must outlive the handle. */
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list);
/* Receives a text about a failure; it has room for CURL_ERROR_SIZE bytes, and outlives the handle. */
CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer);

/* Sets the functions of a transfer, which get `data` as it is; it must outlive the handle. `read` is
 * NULL for a request without a body. There is no seek function: without one libcurl cannot send a
 * body a second time. */
CURLcode ccurl_set_functions(
    CURL *handle, void *data, curl_opensocket_callback open_socket,
    curl_prereq_callback before_request, curl_read_callback read, curl_write_callback head,
    curl_write_callback body);

/* Zero where libcurl has none. */
long ccurl_number(CURL *handle, CURLINFO info);

/* Lets a paused transfer go on; this may call its functions. */
CURLcode ccurl_resume(CURL *handle);
const char *ccurl_message(CURLcode code);

/* The list with a copy of the text at its end; NULL without memory. */
struct curl_slist *ccurl_append(struct curl_slist *list, const char *text);
void ccurl_free_list(struct curl_slist *list);

/* NULL without memory, or if no file can be opened to wake it with. */
CURLM *ccurl_multi_new(void);
void ccurl_multi_free(CURLM *multi);
CURLMcode ccurl_multi_set_number(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_add(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi);
/* Waits until a transfer can go on, `ccurl_multi_wake`, or the time is over. */
CURLMcode ccurl_multi_wait(CURLM *multi, int milliseconds);
/* The one function that any thread may call. */
CURLMcode ccurl_multi_wake(CURLM *multi);
/* A transfer that has ended, and its result; NULL if there is no other. */
CURL *ccurl_multi_next_ended(CURLM *multi, CURLcode *result);

#endif
