#define _XOPEN_SOURCE 700

#include "CEditline.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

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
