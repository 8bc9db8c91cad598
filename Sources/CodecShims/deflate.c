#include "CodecShims.h"
#include <stdlib.h>
#include <zlib.h>

struct impression_deflate {
    z_stream stream;
};

impression_deflate *impression_deflate_open(int level) {
    impression_deflate *packer = calloc(1, sizeof *packer);
    if (packer && deflateInit2(&packer->stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        free(packer);
        return NULL;
    }
    return packer;
}

size_t impression_deflate_run(impression_deflate *packer, const uint8_t *bytes, size_t *count, int last, uint8_t *room, size_t size) {
    packer->stream.next_in = (Bytef *)bytes;
    packer->stream.avail_in = (uInt)*count;
    packer->stream.next_out = room;
    packer->stream.avail_out = (uInt)size;
    deflate(&packer->stream, last ? Z_FINISH : Z_NO_FLUSH);
    *count -= packer->stream.avail_in;
    return size - packer->stream.avail_out;
}

void impression_deflate_close(impression_deflate *packer) {
    if (!packer) return;
    deflateEnd(&packer->stream);
    free(packer);
}
