#ifndef CODEC_SHIMS_H
#define CODEC_SHIMS_H
/* Every setjmp of the picture libraries lives behind this header: Swift must never be jumped over. */
#endif
