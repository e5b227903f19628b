/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "picture-fixture.h"

static void
append (GByteArray *array,
        const void *data,
        gsize       size)
{
  g_byte_array_append (array, data, (guint) size);
}

static void
append_number (GByteArray *array,
               guint32     value,
               guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    append (array, (const guchar[]) { (guchar) (value >> (8 * i)) }, 1);
}

/* Bits from the lowest on, as LZW of GIF and VP8L want them. */
typedef struct
{
  GByteArray *bytes;
  guint       n_bits;
} Bits;

static void
append_bits (Bits    *bits,
             guint32  value,
             guint    n_bits)
{
  for (guint i = 0; i < n_bits; i++)
    {
      if (bits->n_bits++ % 8 == 0)
        append (bits->bytes, "", 1);
      bits->bytes->data[bits->bytes->len - 1] |= (guint8) ((value >> i & 1) << ((bits->n_bits - 1) % 8));
    }
}

GBytes *
picture_fixture_png (int width,
                     int height)
{
  g_autofree guchar *pixels = g_malloc0 ((gsize) width * (gsize) height * 3);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    pixels[3 * i] = 0xff;
  bytes = g_bytes_new (pixels, (gsize) width * (gsize) height * 3);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8, bytes, (gsize) width * 3);

  return gdk_texture_save_to_png_bytes (texture);
}

/* Codes stay three bits long, as the table is cleared before it grows. */
static void
append_lzw (GByteArray *gif,
            guint       colour,
            gsize       n_pixels)
{
  g_autoptr(GByteArray) codes = g_byte_array_new ();
  Bits bits = { codes };

  for (gsize i = 0; i < n_pixels; i++)
    {
      if (i % 2 == 0)
        append_bits (&bits, 4, 3);
      append_bits (&bits, colour, 3);
    }
  append_bits (&bits, 5, 3);

  append_number (gif, 2, 1);
  for (guint at = 0; at < codes->len; at += 255)
    {
      append_number (gif, MIN (255, codes->len - at), 1);
      append (gif, codes->data + at, MIN (255, codes->len - at));
    }
  append_number (gif, 0, 1);
}

/* @delay in hundredths of a second; @loops as in the file, -1 to say nothing. */
GBytes *
picture_fixture_gif (int   width,
                     int   height,
                     guint n_frames,
                     guint delay,
                     int   loops)
{
  static const guchar palette[] = { 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255 };
  GByteArray *gif = g_byte_array_new ();

  append (gif, "GIF89a", 6);
  append_number (gif, (guint32) width, 2);
  append_number (gif, (guint32) height, 2);
  append (gif, "\x81\0\0", 3);
  append (gif, palette, sizeof palette);
  if (loops >= 0)
    {
      append (gif, "!\xff\x0bNETSCAPE2.0\x03\x01", 16);
      append_number (gif, (guint32) loops, 3);
    }
  for (guint i = 0; i < n_frames; i++)
    {
      append (gif, "!\xf9\x04\x04", 4);
      append_number (gif, delay, 4);
      append (gif, ",\0\0\0\0", 5);
      append_number (gif, (guint32) width, 2);
      append_number (gif, (guint32) height, 3);
      /* A frame that nobody is to decode has no pixels. */
      append_lzw (gif, i % 4, width <= 1000 ? (gsize) width * (gsize) height : 1);
    }
  append (gif, ";", 1);

  return g_byte_array_free_to_bytes (gif);
}

/* Lossless WebP of one colour: no pixel takes a bit. */
static void
append_vp8l (GByteArray *webp,
             int         width,
             int         height,
             guint32     colour)
{
  g_autoptr(GByteArray) data = g_byte_array_new ();
  Bits bits = { data };
  const guint32 symbols[] = { colour >> 16 & 255, colour >> 24, colour >> 8 & 255, 255 };

  append_bits (&bits, 0x2f, 8);
  append_bits (&bits, (guint32) width - 1, 14);
  append_bits (&bits, (guint32) height - 1, 14);
  /* No alpha, version, transform, cache or groups. */
  append_bits (&bits, 0, 1 + 3 + 1 + 1 + 1);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      /* One symbol, of eight bits. */
      append_bits (&bits, 1 | 0 << 1 | 1 << 2, 3);
      append_bits (&bits, symbols[i], 8);
    }
  append_bits (&bits, 1, 4);
  if (data->len % 2 != 0)
    append (data, "", 1);

  append (webp, "VP8L", 4);
  append_number (webp, data->len, 4);
  append (webp, data->data, data->len);
}

/* @delay in milliseconds. */
GBytes *
picture_fixture_webp (int   width,
                      int   height,
                      guint n_frames,
                      guint delay)
{
  GByteArray *webp = g_byte_array_new ();
  guint32 size;

  append (webp, "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0", 24);
  append_number (webp, (guint32) width - 1, 3);
  append_number (webp, (guint32) height - 1, 3);
  append (webp, "ANIM\x06\0\0\0\0\0\0\0\0\0", 14);
  for (guint i = 0; i < n_frames; i++)
    {
      g_autoptr(GByteArray) frame = g_byte_array_new ();

      append_vp8l (frame, width, height, PICTURE_FIXTURE_COLOURS[i % 4]);
      append (webp, "ANMF", 4);
      append_number (webp, 16 + frame->len, 4);
      append (webp, "\0\0\0\0\0", 6);
      append_number (webp, (guint32) width - 1, 3);
      append_number (webp, (guint32) height - 1, 3);
      append_number (webp, delay, 3);
      append_number (webp, 0, 1);
      append (webp, frame->data, frame->len);
    }
  size = GUINT32_TO_LE (webp->len - 8);
  memcpy (webp->data + 4, &size, 4);

  return g_byte_array_free_to_bytes (webp);
}

static guint32
count_crc (const guchar *data,
           gsize         size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }

  return ~crc;
}

static void
append_big (GByteArray *array,
            guint32     value)
{
  append_number (array, GUINT32_SWAP_LE_BE (value), 4);
}

static void
append_chunk (GByteArray *png,
              const char *type,
              GByteArray *data)
{
  guint start = png->len + 4;

  append_big (png, data->len);
  append (png, type, 4);
  append (png, data->data, data->len);
  append_big (png, count_crc (png->data + start, png->len - start));
}

static void
append_lines (GByteArray *array,
              int         width,
              int         height,
              guint32     colour)
{
  g_autoptr(GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr(GByteArray) lines = g_byte_array_new ();
  g_autoptr(GBytes) plain = NULL;
  g_autoptr(GBytes) packed = NULL;

  for (int y = 0; y < height; y++)
    {
      append (lines, "", 1);
      for (int x = 0; x < width; x++)
        append_number (lines, GUINT32_SWAP_LE_BE (colour), 3);
    }
  plain = g_bytes_new (lines->data, lines->len);
  packed = g_converter_convert_bytes (compressor, plain, NULL);
  append (array, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
}

/* @delay in milliseconds. */
GBytes *
picture_fixture_apng (int   width,
                      int   height,
                      guint n_frames,
                      guint delay)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr(GByteArray) header = g_byte_array_new ();
  g_autoptr(GByteArray) count = g_byte_array_new ();
  g_autoptr(GByteArray) nothing = g_byte_array_new ();
  guint32 sequence = 0;

  append (png, "\x89PNG\r\n\x1a\n", 8);
  append_big (header, (guint32) width);
  append_big (header, (guint32) height);
  append (header, "\x08\x02\0\0\0", 5);
  append_chunk (png, "IHDR", header);
  append_big (count, n_frames);
  append_big (count, 0);
  append_chunk (png, "acTL", count);
  for (guint i = 0; i < n_frames; i++)
    {
      g_autoptr(GByteArray) control = g_byte_array_new ();
      g_autoptr(GByteArray) data = g_byte_array_new ();

      append_big (control, sequence++);
      append_big (control, (guint32) width);
      append_big (control, (guint32) height);
      append_big (control, 0);
      append_big (control, 0);
      append (control, (const guchar[]) { (guchar) (delay >> 8), (guchar) delay, 1000 >> 8, 1000 & 255, 0, 0 }, 6);
      append_chunk (png, "fcTL", control);
      if (i > 0)
        append_big (data, sequence++);
      append_lines (data, width, height, PICTURE_FIXTURE_COLOURS[i % 4]);
      append_chunk (png, i > 0 ? "fdAT" : "IDAT", data);
    }
  append_chunk (png, "IEND", nothing);

  return g_byte_array_free_to_bytes (png);
}

/* The first @length bytes, in memory of their own. */
GBytes *
picture_fixture_cut (GBytes *bytes,
                     gsize   length)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), MIN (length, g_bytes_get_size (bytes)));
}

/* A pixel, as red, green, blue and alpha from the highest byte on. */
guint32
picture_fixture_colour (GdkTexture *texture,
                        int         x,
                        int         y)
{
  g_autoptr(GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr(GBytes) bytes = NULL;
  const guchar *pixel;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  pixel = (const guchar *) g_bytes_get_data (bytes, NULL) + (gsize) y * stride + (gsize) x * 4;

  return (guint32) pixel[0] << 24 | (guint32) pixel[1] << 16 | (guint32) pixel[2] << 8 | pixel[3];
}

char *
picture_fixture_data_url (GBytes     *bytes,
                          const char *type)
{
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strconcat ("data:", type, ";base64,", base64, NULL);
}
