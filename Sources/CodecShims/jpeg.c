#include "CodecShims.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>
#include <jerror.h>

struct impression_jpeg {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    char *message;
    JOCTET *profile;
};

static void fail(j_common_ptr jpeg) {
    impression_jpeg *reader = (impression_jpeg *)jpeg->client_data;
    char text[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, text);
    snprintf(reader->message, IMPRESSION_MESSAGE, "%s", text);
    longjmp(reader->out, 1);
}

/* A file cut short is an error, not a grey half picture. */
static void warn(j_common_ptr jpeg, int level) {
    if (level >= 0) return;
    if (jpeg->err->msg_code == JWRN_JPEG_EOF || jpeg->err->msg_code == JWRN_HIT_MARKER) jpeg->err->error_exit(jpeg);
}

/* Honest progressive files hold some ten scans; each costs a pass over the whole picture. */
static void watch(j_common_ptr jpeg) {
    if (!jpeg->is_decompressor || ((j_decompress_ptr)jpeg)->input_scan_number <= 500) return;
    impression_jpeg *reader = (impression_jpeg *)jpeg->client_data;
    snprintf(reader->message, IMPRESSION_MESSAGE, "more than 500 scans");
    longjmp(reader->out, 1);
}

static unsigned number(const JOCTET *p, int size, int big) {
    unsigned value = 0;
    for (int i = 0; i < size; i++) value = value << 8 | p[big ? i : size - 1 - i];
    return value;
}

/* Tag 0x0112 of the first directory. */
static int orientation(const JOCTET *p, unsigned n) {
    if (n < 14 || memcmp(p, "Exif\0\0", 6)) return 1;
    p += 6, n -= 6;
    int big = p[0] == 'M';
    unsigned at = number(p + 4, 4, big);
    if (at > n - 2) return 1;
    unsigned count = number(p + at, 2, big);
    for (unsigned i = 0; i < count; i++) {
        unsigned entry = at + 2 + 12 * i;
        if (entry + 12 > n) return 1;
        if (number(p + entry, 2, big) == 0x0112) {
            unsigned value = number(p + entry + 8, 2, big);
            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

int impression_jpeg_open(impression_jpeg **out, const uint8_t *bytes, size_t count, uint64_t max_pixels, impression_jpeg_info *info) {
    memset(info, 0, sizeof *info);
    info->orientation = 1;
    impression_jpeg *reader = calloc(1, sizeof *reader);
    *out = reader;
    if (!reader) return 1;
    reader->message = info->message;
    reader->jpeg.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = fail;
    reader->errors.emit_message = warn;
    reader->jpeg.client_data = reader;
    if (setjmp(reader->out)) return 1;
    jpeg_create_decompress(&reader->jpeg);
    reader->jpeg.client_data = reader;
    reader->progress.progress_monitor = watch;
    reader->jpeg.progress = &reader->progress;
    jpeg_mem_src(&reader->jpeg, bytes, count);
    jpeg_save_markers(&reader->jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_save_markers(&reader->jpeg, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(&reader->jpeg, TRUE);
    info->width = reader->jpeg.image_width;
    info->height = reader->jpeg.image_height;
    if ((uint64_t)info->width * info->height > max_pixels) return 2;
    for (jpeg_saved_marker_ptr m = reader->jpeg.marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1 && m->data_length > 6 && !memcmp(m->data, "Exif\0\0", 6)) {
            info->orientation = orientation(m->data, m->data_length);
            break;
        }
    unsigned length = 0;
    if (jpeg_read_icc_profile(&reader->jpeg, &reader->profile, &length)) {
        info->profile = reader->profile;
        info->profile_length = length;
    }
    if (reader->jpeg.saw_JFIF_marker && reader->jpeg.X_density == reader->jpeg.Y_density) {
        if (reader->jpeg.density_unit == 1) info->pixels_per_metre = reader->jpeg.X_density / 0.0254;
        if (reader->jpeg.density_unit == 2) info->pixels_per_metre = reader->jpeg.X_density * 100.0;
    }
    switch (reader->jpeg.jpeg_color_space) {
    case JCS_GRAYSCALE: reader->jpeg.out_color_space = JCS_GRAYSCALE; break;
    case JCS_CMYK: case JCS_YCCK: reader->jpeg.out_color_space = JCS_CMYK; break;
    default: reader->jpeg.out_color_space = JCS_RGB;
    }
    info->inverted = reader->jpeg.saw_Adobe_marker;
    jpeg_start_decompress(&reader->jpeg);
    info->channels = reader->jpeg.output_components;
    return 0;
}

int impression_jpeg_row(impression_jpeg *reader, uint8_t *row, impression_jpeg_info *info) {
    reader->message = info->message;
    if (setjmp(reader->out)) return 1;
    JSAMPROW rows[1] = {row};
    return jpeg_read_scanlines(&reader->jpeg, rows, 1) == 1 ? 0 : 1;
}

void impression_jpeg_close(impression_jpeg *reader) {
    if (!reader) return;
    free(reader->profile);
    jpeg_destroy_decompress(&reader->jpeg);
    free(reader);
}

struct impression_jpeg_writer {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf out;
};

static void give_up(j_common_ptr jpeg) { longjmp(((struct impression_jpeg_writer *)jpeg->client_data)->out, 1); }
static void quiet(j_common_ptr jpeg, int level) { (void)jpeg; (void)level; }

int impression_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, int quality, int progressive,
                           uint8_t **bytes, size_t *count) {
    struct impression_jpeg_writer writer;
    unsigned char *volatile *target = bytes;
    unsigned long length = 0;
    *bytes = NULL;
    memset(&writer, 0, sizeof writer);
    writer.jpeg.err = jpeg_std_error(&writer.errors);
    writer.errors.error_exit = give_up;
    writer.errors.emit_message = quiet;
    writer.jpeg.client_data = &writer;
    if (setjmp(writer.out)) {
        jpeg_destroy_compress(&writer.jpeg);
        free(*target);
        *target = NULL;
        return 1;
    }
    jpeg_create_compress(&writer.jpeg);
    jpeg_mem_dest(&writer.jpeg, bytes, &length);
    writer.jpeg.image_width = width;
    writer.jpeg.image_height = height;
    writer.jpeg.input_components = channels;
    writer.jpeg.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&writer.jpeg);
    jpeg_set_quality(&writer.jpeg, quality, TRUE);
    if (progressive) jpeg_simple_progression(&writer.jpeg);
    jpeg_start_compress(&writer.jpeg, TRUE);
    while (writer.jpeg.next_scanline < height) {
        JSAMPROW row = (JSAMPROW)pixels + (size_t)writer.jpeg.next_scanline * width * channels;
        jpeg_write_scanlines(&writer.jpeg, &row, 1);
    }
    jpeg_finish_compress(&writer.jpeg);
    jpeg_destroy_compress(&writer.jpeg);
    *count = length;
    return 0;
}
