#ifndef CODEC_SHIMS_H
#define CODEC_SHIMS_H
/* Every setjmp of the picture libraries lives behind this header: Swift must never be jumped over.
   Functions return 0 when all went well; otherwise `message` says what did not. */
#include <stddef.h>
#include <stdint.h>

enum { IMPRESSION_MESSAGE = 200 };

/* ---- PNG ---- */

typedef struct impression_png impression_png;

typedef struct {
    uint32_t width, height;
    int bit_depth;       /* as stored: 1, 2, 4, 8, 16 */
    int color_type;      /* as stored */
    int channels;        /* as delivered: 1, 2, 3, 4 */
    int sample_bytes;    /* as delivered: 1, 2 (native order) */
    int interlaced;
    int has_srgb, has_gamma, has_chromaticities;
    double gamma;               /* gAMA */
    double chromaticities[8];   /* white, red, green, blue, x and y of each */
    const uint8_t *profile;     /* iCCP, owned by the reader */
    size_t profile_length;
    double pixels_per_metre;    /* 0: unknown */
    char message[IMPRESSION_MESSAGE];
} impression_png_info;

/* Reads up to the first row. Refuses more than `max_pixels` before memory is taken for them. */
int impression_png_open(impression_png **reader, const uint8_t *bytes, size_t count, uint64_t max_pixels, impression_png_info *info);
/* The next row of a picture that is not interlaced. */
int impression_png_row(impression_png *reader, uint8_t *row, impression_png_info *info);
/* All rows of an interlaced picture, `stride` bytes apart. */
int impression_png_rows(impression_png *reader, uint8_t *pixels, size_t stride, impression_png_info *info);
/* Checks what follows the rows. */
int impression_png_finish(impression_png *reader, impression_png_info *info);
void impression_png_close(impression_png *reader);

/* ---- JPEG ---- */

typedef struct impression_jpeg impression_jpeg;

typedef struct {
    uint32_t width, height;
    int channels;        /* as delivered: 1 grey, 3 RGB, 4 CMYK */
    int inverted;        /* CMYK as Adobe stores it: 255 is no ink */
    int orientation;     /* EXIF, 1 to 8 */
    uint8_t *profile;    /* ICC, owned by the reader */
    size_t profile_length;
    double pixels_per_metre;
    char message[IMPRESSION_MESSAGE];
} impression_jpeg_info;

int impression_jpeg_open(impression_jpeg **reader, const uint8_t *bytes, size_t count, uint64_t max_pixels, impression_jpeg_info *info);
int impression_jpeg_row(impression_jpeg *reader, uint8_t *row, impression_jpeg_info *info);
void impression_jpeg_close(impression_jpeg *reader);

/* Packs rows of 1 (grey), 3 (RGB) or 4 (CMYK, 255 is no ink) samples a pixel; `bytes` is the caller's to free. */
int impression_jpeg_encode(const uint8_t *pixels, uint32_t width, uint32_t height, int channels, int quality, int progressive,
                           uint8_t **bytes, size_t *count);

/* ---- temporary files that a signal must remove ---- */

/* Remembers a path (at most 64 at a time); returns its slot, or -1. */
int impression_remember_temporary(const char *path);
void impression_forget_temporary(int slot);
/* Safe inside a signal handler. */
void impression_unlink_temporaries(void);
/* Gives a file its name unless that name is taken (EEXIST); also where there are no hard links, as on memory cards. */
int impression_rename_new(const char *from, const char *to);
/* On SIGINT, SIGTERM and SIGHUP: unlinks the temporaries and ends with 128 + the signal's number. */
void impression_catch_interrupts(void);

/* ---- Deflate, piece by piece ---- */

typedef struct impression_deflate impression_deflate;

/* Without head or tail; level 1 ... 9. NULL where there is no memory. */
impression_deflate *impression_deflate_open(int level);
/* Takes of `count` bytes, below 4 GB, what it can, tells in `count` how many, and returns how many it has put into `room`. A full room asks for another call. */
size_t impression_deflate_run(impression_deflate *packer, const uint8_t *bytes, size_t *count, int last, uint8_t *room, size_t size);
void impression_deflate_close(impression_deflate *packer);

#endif
