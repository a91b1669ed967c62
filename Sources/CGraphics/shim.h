#ifndef CGRAPHICS_SHIM_H
#define CGRAPHICS_SHIM_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stddef.h>
#include <stdint.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <webp/encode.h>

/// Writes one row of a Cairo RGB24 or ARGB32 surface as a PNG row of 8-bit RGB: the filter's number (1, Sub), then each
/// byte less the one a pixel to its left. `row` holds 4 * width bytes, `out` has room for 1 + 3 * width.
/// Here rather than in Swift because a debug build runs it ten times as fast.
static inline void cgraphics_png_row(
    const uint32_t *row, size_t width, uint8_t *out)
{
    uint32_t left = 0;
    *out++ = 1;
    for (size_t i = 0; i < width; i++) {
        uint32_t pixel = row[i];
        out[0] = (uint8_t)((pixel >> 16) - (left >> 16));
        out[1] = (uint8_t)((pixel >> 8) - (left >> 8));
        out[2] = (uint8_t)(pixel - left);
        out += 3;
        left = pixel;
    }
}

/// Fills `count` bytes with repeatable noise (xorshift) between 0 and `strength`.
static inline void cgraphics_noise(uint8_t *out, size_t count, uint32_t seed, uint32_t strength)
{
    uint32_t state = seed | 1;
    for (size_t i = 0; i < count; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        out[i] = (uint8_t)((state & 255) * strength / 255);
    }
}

static inline int32_t cgraphics_luminance(uint32_t pixel)
{
    return (int32_t)(((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 151 + (pixel & 255) * 28) >> 8);
}

/// Replaces every pixel of an RGB24 surface by a mix of its luminance between two colours: `dark` where it is black,
/// `light` where it is white; `keep` of 256 parts of its own colour remain.
static inline void cgraphics_duotone(
    uint32_t *pixels, size_t count, uint32_t dark, uint32_t light, int32_t contrast, int32_t keep)
{
    uint32_t table[256];
    for (int32_t i = 0; i < 256; i++) {
        int32_t level = 128 + (i - 128) * contrast / 256;
        level = level < 0 ? 0 : level > 255 ? 255 : level;
        uint32_t mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int32_t from = (int32_t)(dark >> shift & 255), to = (int32_t)(light >> shift & 255);
            mixed |= (uint32_t)(from + (to - from) * level / 255) << shift;
        }
        table[i] = mixed;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t old = pixels[i], new = table[cgraphics_luminance(old)], mixed = 0;
        if (keep) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int32_t from = (int32_t)(new >> shift & 255), to = (int32_t)(old >> shift & 255);
                mixed |= (uint32_t)(from + (to - from) * keep / 256) << shift;
            }
            new = mixed;
        }
        pixels[i] = new;
    }
}

/// Writes how much each pixel of an RGB24 surface differs from those `reach` away, as a mask: 0 in even areas, `gain` times the
/// difference at edges. Strides are in bytes.
static inline void cgraphics_edges(
    const uint8_t *pixels, size_t stride, size_t width, size_t height, uint8_t *mask,
    size_t mask_stride, size_t reach, int32_t gain, int32_t floor)
{
    for (size_t y = 0; y < height; y++) {
        const uint32_t *row = (const uint32_t *)(pixels + y * stride);
        size_t above = y >= reach ? y - reach : 0, below = y + reach < height ? y + reach : height - 1;
        const uint32_t *upper = (const uint32_t *)(pixels + above * stride);
        const uint32_t *lower = (const uint32_t *)(pixels + below * stride);
        uint8_t *out = mask + y * mask_stride;
        for (size_t x = 0; x < width; x++) {
            size_t before = x >= reach ? x - reach : 0, after = x + reach < width ? x + reach : width - 1;
            int32_t across = cgraphics_luminance(row[after]) - cgraphics_luminance(row[before]);
            int32_t down = cgraphics_luminance(lower[x]) - cgraphics_luminance(upper[x]);
            int32_t edge = (across < 0 ? -across : across) + (down < 0 ? -down : down);
            edge = edge > floor ? (edge - floor) * gain / 16 : 0;
            out[x] = (uint8_t)(edge > 255 ? 255 : edge);
        }
    }
}

/// Writes a mask of hatching for an RGB24 surface: none where it is light, slanting lines `pitch` apart where it is darker,
/// crossed ones where it is darkest.
static inline void cgraphics_hatch(
    const uint8_t *pixels, size_t stride, size_t width, size_t height, uint8_t *mask,
    size_t mask_stride, size_t pitch)
{
    for (size_t y = 0; y < height; y++) {
        const uint32_t *row = (const uint32_t *)(pixels + y * stride);
        uint8_t *out = mask + y * mask_stride;
        for (size_t x = 0; x < width; x++) {
            int32_t shade = 255 - cgraphics_luminance(row[x]);
            size_t rise = (x + y) % pitch, fall = (x + pitch * 4096 - y) % (pitch * 3 / 2 + 1);
            int32_t line = 0;
            if (shade > 70 && rise * 100 < pitch * (size_t)(shade - 40) / 3) line = shade - 50;
            if (shade > 165 && fall * 100 < pitch * (size_t)(shade - 140) / 2) line += shade - 120;
            out[x] = (uint8_t)(line > 255 ? 255 : line < 0 ? 0 : line);
        }
    }
}

#endif
