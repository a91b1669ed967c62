// zlib's decompression for Swift: what is a macro in C stands here as a function.
#ifndef CZLIB_H
#define CZLIB_H

#include <zlib.h>

/// Prepares a stream to decompress.
///
/// - windowBits: 15 + 32 for gzip and zlib, told apart by their headers; -15 for bare deflate.
static inline int igs_inflateInit(z_stream *stream, int windowBits) {
    return inflateInit2(stream, windowBits);
}

#endif
