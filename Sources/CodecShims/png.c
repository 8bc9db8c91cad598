#include "CodecShims.h"
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct impression_png {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t left;
    char *message;
};

/* Text and profile chunks larger than this are hostile. */
static const png_alloc_size_t chunk_limit = 16 << 20;

static void fail(png_structp png, png_const_charp text) {
    impression_png *reader = png_get_error_ptr(png);
    strncpy(reader->message, text, IMPRESSION_MESSAGE - 1);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp text) { (void)png; (void)text; }

static void feed(png_structp png, png_bytep target, png_size_t count) {
    impression_png *reader = png_get_io_ptr(png);
    if (count > reader->left) png_error(png, "the file ends before the picture does");
    memcpy(target, reader->bytes, count);
    reader->bytes += count;
    reader->left -= count;
}

static void describe(png_structp png, png_infop head, impression_png_info *info) {
    int intent;
    info->has_srgb = png_get_sRGB(png, head, &intent) != 0;
    info->has_gamma = png_get_gAMA(png, head, &info->gamma) != 0;
    double *c = info->chromaticities;
    info->has_chromaticities = png_get_cHRM(png, head, c, c + 1, c + 2, c + 3, c + 4, c + 5, c + 6, c + 7) != 0;
    png_charp name;
    png_bytep profile;
    png_uint_32 length;
    int compression;
    if (png_get_iCCP(png, head, &name, &compression, &profile, &length)) {
        info->profile = profile;
        info->profile_length = length;
    }
    png_uint_32 x, y;
    int unit;
    if (png_get_pHYs(png, head, &x, &y, &unit) && unit == PNG_RESOLUTION_METER && x == y) info->pixels_per_metre = x;
}

static void expand(png_structp png, png_infop head, impression_png_info *info) {
    png_set_expand(png);
    if (info->bit_depth == 16) {
        const uint16_t one = 1;
        if (*(const uint8_t *)&one) png_set_swap(png);
    }
    if (info->interlaced) png_set_interlace_handling(png);
    png_read_update_info(png, head);
    info->channels = png_get_channels(png, head);
    info->sample_bytes = png_get_bit_depth(png, head) == 16 ? 2 : 1;
}

int impression_png_open(impression_png **out, const uint8_t *bytes, size_t count, uint64_t max_pixels, impression_png_info *info) {
    memset(info, 0, sizeof *info);
    impression_png *reader = calloc(1, sizeof *reader);
    *out = reader;
    if (!reader) return 1;
    reader->bytes = bytes;
    reader->left = count;
    reader->message = info->message;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, ignore);
    if (!reader->png) return 1;
    if (setjmp(png_jmpbuf(reader->png))) return 1;
    reader->info = png_create_info_struct(reader->png);
    if (!reader->info) png_error(reader->png, "out of memory");
    png_set_read_fn(reader->png, reader, feed);
    png_set_user_limits(reader->png, 0x7fffffff, 0x7fffffff);
    png_set_chunk_malloc_max(reader->png, chunk_limit);
    png_set_chunk_cache_max(reader->png, 100);
    /* What we never look at is never unpacked: a small zTXt chunk can hold gigabytes. */
    static const png_byte unread[] = "bKGD\0eXIf\0hIST\0iTXt\0oFFs\0pCAL\0sCAL\0sPLT\0tEXt\0tIME\0zTXt";
    png_set_keep_unknown_chunks(reader->png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
    png_set_keep_unknown_chunks(reader->png, PNG_HANDLE_CHUNK_NEVER, unread, sizeof unread / 5);
    png_set_benign_errors(reader->png, 1);
    png_read_info(reader->png, reader->info);
    info->width = png_get_image_width(reader->png, reader->info);
    info->height = png_get_image_height(reader->png, reader->info);
    info->bit_depth = png_get_bit_depth(reader->png, reader->info);
    info->color_type = png_get_color_type(reader->png, reader->info);
    info->interlaced = png_get_interlace_type(reader->png, reader->info) != PNG_INTERLACE_NONE;
    describe(reader->png, reader->info, info);
    if ((uint64_t)info->width * info->height > max_pixels) return 2;
    /* Deflate packs at most 1032 : 1, so a file that is too short is told before memory is taken. */
    if ((uint64_t)info->height * png_get_rowbytes(reader->png, reader->info) / 1032 > count)
        png_error(reader->png, "the file is too short for the picture that it announces");
    expand(reader->png, reader->info, info);
    return 0;
}

int impression_png_row(impression_png *reader, uint8_t *row, impression_png_info *info) {
    reader->message = info->message;
    if (setjmp(png_jmpbuf(reader->png))) return 1;
    png_read_row(reader->png, row, NULL);
    return 0;
}

int impression_png_rows(impression_png *reader, uint8_t *pixels, size_t stride, impression_png_info *info) {
    reader->message = info->message;
    if (setjmp(png_jmpbuf(reader->png))) return 1;
    for (int pass = 0; pass < 7; pass++)
        for (uint32_t y = 0; y < info->height; y++) png_read_row(reader->png, pixels + stride * y, NULL);
    return 0;
}

int impression_png_finish(impression_png *reader, impression_png_info *info) {
    reader->message = info->message;
    if (setjmp(png_jmpbuf(reader->png))) return 1;
    png_read_end(reader->png, NULL);
    return 0;
}

void impression_png_close(impression_png *reader) {
    if (!reader) return;
    if (reader->png) png_destroy_read_struct(&reader->png, reader->info ? &reader->info : NULL, NULL);
    free(reader);
}
