/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-picture-frames.h"

/* In milliseconds. Frames that are said to be shown for less were meant to be
 * shown for a moment, and every program that shows them takes it so. */
#define LEAST_DELAY 20
#define LIKELY_DELAY 100

/* So that none stands still for days. */
#define MOST_DELAY (60 * 1000)

/* No palette of a PNG, nor its transparency, is longer. */
#define MAX_PALETTE 768

typedef gboolean (*NextFunc) (GazetteFrames *self,
                              GazetteFrame  *frame);

struct _GazetteFrames
{
  GBytes       *bytes;
  const guchar *data;
  gsize         size;
  NextFunc      next;

  int           width;
  int           height;
  guint         plays;

  /* Where the first frame is looked for, and the next one. */
  gsize         first;
  gsize         at;

  /* What each frame of a PNG needs of the file. */
  GByteArray   *palette;
};

static guint32
read_little (const guchar *data,
             guint         n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value |= (guint32) data[i] << (8 * i);

  return value;
}

static guint32
read_big (const guchar *data,
          guint         n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

static void
append_little (GByteArray *array,
               guint32     value,
               guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (array, (const guchar[]) { (guchar) (value >> (8 * i)) }, 1);
}

static void
append_big (GByteArray *array,
            guint32     value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guchar *) &big, 4);
}

static void
append_text (GByteArray *array,
             const char *text)
{
  g_byte_array_append (array, (const guchar *) text, (guint) strlen (text));
}

static void
append_data (GByteArray   *array,
             const guchar *data,
             gsize         size)
{
  g_byte_array_append (array, data, (guint) size);
}

static int
get_delay (guint milliseconds)
{
  return milliseconds < LEAST_DELAY ? LIKELY_DELAY : (int) MIN (milliseconds, MOST_DELAY);
}

/* GIF89a. */

static gsize
get_gif_palette_size (guchar flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

/* Where the blocks that begin at @at end; at the end of the file if that is cut off. */
static gsize
skip_gif_blocks (GazetteFrames *self,
                 gsize          at)
{
  while (at < self->size && self->data[at] != 0)
    at += 1 + (gsize) self->data[at];

  return MIN (at + 1, self->size);
}

/* The graphic control extension before the frame says how it is shown. */
static void
read_gif_control (const guchar *control,
                  GazetteFrame *frame)
{
  static const GazetteAfter afters[] = {
    GAZETTE_AFTER_KEEP, GAZETTE_AFTER_KEEP, GAZETTE_AFTER_CLEAR, GAZETTE_AFTER_RESTORE,
  };

  frame->after = afters[MIN (control[3] >> 2 & 7, 3)];
  frame->delay = get_delay (10 * read_little (control + 4, 2));
}

/* The screen is as large as the frame, which stands at its corner. */
static GBytes *
make_gif (GazetteFrames      *self,
          const GazetteFrame *frame,
          const guchar       *control,
          gsize               begin,
          gsize               end)
{
  GByteArray *gif = g_byte_array_new ();

  append_text (gif, "GIF89a");
  append_little (gif, (guint32) frame->width, 2);
  append_little (gif, (guint32) frame->height, 2);
  append_data (gif, self->data + 10, 3 + get_gif_palette_size (self->data[10]));
  if (control != NULL)
    append_data (gif, control, 8);
  append_text (gif, ",");
  append_little (gif, 0, 4);
  append_data (gif, self->data + begin + 5, end - begin - 5);
  append_text (gif, ";");

  return g_byte_array_free_to_bytes (gif);
}

static gboolean
read_gif_frame (GazetteFrames *self,
                const guchar  *control,
                GazetteFrame  *frame)
{
  gsize begin = self->at;
  gsize blocks;

  if (self->size - begin < 11)
    return FALSE;

  frame->x = (int) read_little (self->data + begin + 1, 2);
  frame->y = (int) read_little (self->data + begin + 3, 2);
  frame->width = (int) read_little (self->data + begin + 5, 2);
  frame->height = (int) read_little (self->data + begin + 7, 2);
  frame->delay = LIKELY_DELAY;
  if (control != NULL)
    read_gif_control (control, frame);
  blocks = begin + 10 + get_gif_palette_size (self->data[begin + 9]) + 1;
  if (blocks >= self->size || frame->width == 0 || frame->height == 0)
    return FALSE;

  self->at = skip_gif_blocks (self, blocks);
  frame->still = make_gif (self, frame, control, begin, self->at);

  return TRUE;
}

static gboolean
next_gif_frame (GazetteFrames *self,
                GazetteFrame  *frame)
{
  const guchar *control = NULL;

  while (self->size - self->at > 2)
    {
      const guchar *block = self->data + self->at;

      if (block[0] == ',')
        return read_gif_frame (self, control, frame);
      if (block[0] != '!')
        return FALSE;

      if (block[1] == 0xf9 && block[2] == 4 && self->size - self->at > 8)
        control = block;
      if (block[1] == 0xff && block[2] == 11 && self->size - self->at > 18 &&
          memcmp (block + 3, "NETSCAPE2.0", 11) == 0 && block[15] == 1)
        self->plays = read_little (block + 16, 2) == 0 ? 0 : read_little (block + 16, 2) + 1;
      self->at = skip_gif_blocks (self, self->at + 2);
    }

  return FALSE;
}

static gboolean
open_gif (GazetteFrames *self)
{
  if (self->size < 13 || (memcmp (self->data, "GIF87a", 6) != 0 && memcmp (self->data, "GIF89a", 6) != 0))
    return FALSE;

  self->width = (int) read_little (self->data + 6, 2);
  self->height = (int) read_little (self->data + 8, 2);
  self->first = 13 + get_gif_palette_size (self->data[10]);
  self->plays = 1;
  self->next = next_gif_frame;

  return self->first < self->size;
}

/* WebP: chunks of RIFF, RFC 9649. */

static gsize
get_riff_length (GazetteFrames *self,
                 gsize          at)
{
  return read_little (self->data + at + 4, 4);
}

static GBytes *
make_webp (const guchar       *data,
           gsize               size,
           const GazetteFrame *frame)
{
  gboolean has_alpha = memcmp (data, "ALPH", 4) == 0;
  GByteArray *webp = g_byte_array_new ();

  append_text (webp, "RIFF");
  append_little (webp, (guint32) (4 + (has_alpha ? 18 : 0) + size), 4);
  append_text (webp, "WEBP");
  if (has_alpha)
    {
      append_text (webp, "VP8X");
      append_little (webp, 10, 4);
      append_little (webp, 0x10, 4);
      append_little (webp, (guint32) frame->width - 1, 3);
      append_little (webp, (guint32) frame->height - 1, 3);
    }
  append_data (webp, data, size);

  return g_byte_array_free_to_bytes (webp);
}

static gboolean
read_webp_frame (const guchar *data,
                 gsize         size,
                 GazetteFrame *frame)
{
  if (size < 16 + 8)
    return FALSE;

  frame->x = 2 * (int) read_little (data, 3);
  frame->y = 2 * (int) read_little (data + 3, 3);
  frame->width = 1 + (int) read_little (data + 6, 3);
  frame->height = 1 + (int) read_little (data + 9, 3);
  frame->delay = get_delay (read_little (data + 12, 3));
  frame->replaces = (data[15] & 2) != 0;
  frame->after = (data[15] & 1) != 0 ? GAZETTE_AFTER_CLEAR : GAZETTE_AFTER_KEEP;
  frame->still = make_webp (data + 16, size - 16, frame);

  return TRUE;
}

static gboolean
next_webp_frame (GazetteFrames *self,
                 GazetteFrame  *frame)
{
  while (self->size - self->at >= 8)
    {
      const guchar *chunk = self->data + self->at;
      gsize length = get_riff_length (self, self->at);

      /* What is cut off has nothing to decode. */
      if (length > self->size - self->at - 8)
        return FALSE;

      self->at = MIN (self->at + 8 + length + length % 2, self->size);
      if (memcmp (chunk, "ANMF", 4) == 0)
        return read_webp_frame (chunk + 8, length, frame);
      if (memcmp (chunk, "ANIM", 4) == 0 && length >= 6)
        self->plays = read_little (chunk + 12, 2);
    }

  return FALSE;
}

static gboolean
open_webp (GazetteFrames *self)
{
  if (self->size < 30 || memcmp (self->data, "RIFF", 4) != 0 || memcmp (self->data + 8, "WEBPVP8X", 8) != 0 ||
      (self->data[20] & 2) == 0)
    return FALSE;

  self->width = 1 + (int) read_little (self->data + 24, 3);
  self->height = 1 + (int) read_little (self->data + 27, 3);
  self->first = 12;
  self->next = next_webp_frame;

  return TRUE;
}

/* PNG, third edition: 11.3.6. */

static guint32
count_crc (const guchar *data,
           gsize         size)
{
  static guint32 table[256];
  static gsize made;
  guint32 crc = 0xffffffff;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < 256; i++)
        {
          table[i] = i;
          for (guint bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ ((table[i] & 1) != 0 ? 0xedb88320 : 0);
        }
      g_once_init_leave (&made, 1);
    }
  for (gsize i = 0; i < size; i++)
    crc = table[(crc ^ data[i]) & 0xff] ^ crc >> 8;

  return ~crc;
}

static void
append_chunk (GByteArray   *png,
              const char   *type,
              const guchar *data,
              gsize         size)
{
  guint start = png->len + 4;

  append_big (png, (guint32) size);
  append_text (png, type);
  append_data (png, data, size);
  append_big (png, count_crc (png->data + start, png->len - start));
}

/* The chunk at the place, if it is there as a whole. */
static const guchar *
get_png_chunk (GazetteFrames *self,
               gsize          at,
               gsize         *length)
{
  if (at > self->size || self->size - at < 12)
    return NULL;

  *length = read_big (self->data + at, 4);

  return *length <= self->size - at - 12 ? self->data + at + 4 : NULL;
}

static GByteArray *
begin_png (GazetteFrames      *self,
           const GazetteFrame *frame)
{
  GByteArray *png = g_byte_array_new ();
  guchar header[13];

  memcpy (header, self->data + 16, sizeof header);
  for (guint i = 0; i < 4; i++)
    {
      header[i] = (guchar) (frame->width >> (24 - 8 * i));
      header[4 + i] = (guchar) (frame->height >> (24 - 8 * i));
    }
  append_data (png, self->data, 8);
  append_chunk (png, "IHDR", header, sizeof header);
  append_data (png, self->palette->data, self->palette->len);

  return png;
}

static gboolean
read_png_control (const guchar *control,
                  GazetteFrame *frame)
{
  static const GazetteAfter afters[] = { GAZETTE_AFTER_KEEP, GAZETTE_AFTER_CLEAR, GAZETTE_AFTER_RESTORE };
  guint32 place[4];
  guint divisor = read_big (control + 22, 2);

  for (guint i = 0; i < 4; i++)
    {
      place[i] = read_big (control + 4 + 4 * i, 4);
      if (place[i] > G_MAXINT16)
        return FALSE;
    }
  frame->width = (int) place[0];
  frame->height = (int) place[1];
  frame->x = (int) place[2];
  frame->y = (int) place[3];
  frame->delay = get_delay (1000 * read_big (control + 20, 2) / (divisor == 0 ? 100 : divisor));
  frame->after = afters[MIN (control[24], 2)];
  frame->replaces = control[25] == 0;

  return frame->width > 0 && frame->height > 0;
}

/* From one frame control to the next. */
static gboolean
next_png_frame (GazetteFrames *self,
                GazetteFrame  *frame)
{
  GByteArray *png = NULL;
  gboolean has_data = FALSE;
  const guchar *chunk;
  gsize length;

  while ((chunk = get_png_chunk (self, self->at, &length)) != NULL)
    {
      gboolean control = memcmp (chunk, "fcTL", 4) == 0;

      if (memcmp (chunk, "IEND", 4) == 0 || (control && png != NULL))
        break;
      if (control && (length != 26 || !read_png_control (chunk + 4, frame)))
        break;

      self->at += 12 + length;
      if (control)
        {
          png = begin_png (self, frame);
        }
      else if (png != NULL && memcmp (chunk, "IDAT", 4) == 0)
        {
          append_chunk (png, "IDAT", chunk + 4, length);
          has_data = TRUE;
        }
      else if (png != NULL && memcmp (chunk, "fdAT", 4) == 0 && length > 4)
        {
          append_chunk (png, "IDAT", chunk + 8, length - 4);
          has_data = TRUE;
        }
    }
  if (png == NULL)
    return FALSE;

  append_chunk (png, "IEND", NULL, 0);
  frame->still = g_byte_array_free_to_bytes (png);

  return has_data;
}

static gboolean
open_png (GazetteFrames *self)
{
  const guchar *chunk;
  gboolean moves = FALSE;
  gsize length;

  if (self->size < 33 || memcmp (self->data, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp (self->data + 12, "IHDR", 4) != 0)
    return FALSE;

  self->width = (int) MIN (read_big (self->data + 16, 4), G_MAXINT16);
  self->height = (int) MIN (read_big (self->data + 20, 4), G_MAXINT16);
  self->palette = g_byte_array_new ();
  self->first = 33;
  self->next = next_png_frame;
  for (gsize at = self->first; (chunk = get_png_chunk (self, at, &length)) != NULL; at += 12 + length)
    {
      if (memcmp (chunk, "IDAT", 4) == 0)
        break;
      if (memcmp (chunk, "acTL", 4) == 0 && length == 8)
        {
          moves = read_big (chunk + 4, 4) > 1;
          self->plays = read_big (chunk + 8, 4);
        }
      if ((memcmp (chunk, "PLTE", 4) == 0 || memcmp (chunk, "tRNS", 4) == 0) && length <= MAX_PALETTE)
        append_data (self->palette, chunk - 4, 12 + length);
    }

  return moves;
}

/**
 * gazette_frames_new:
 * @bytes: a picture
 *
 * Every GIF has frames, even if it is only one; of WebP and PNG those that are
 * said to be animated.
 *
 * Returns: (transfer full) (nullable): its frames, %NULL for a picture without;
 *   any thread may ask
 */
GazetteFrames *
gazette_frames_new (GBytes *bytes)
{
  g_autoptr(GazetteFrames) self = g_new0 (GazetteFrames, 1);

  g_return_val_if_fail (bytes != NULL, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->size);
  if (!open_gif (self) && !open_webp (self) && !open_png (self))
    return NULL;

  self->at = self->first;

  return g_steal_pointer (&self);
}

/**
 * gazette_frames_free:
 * @self: (transfer full): frames
 */
void
gazette_frames_free (GazetteFrames *self)
{
  g_bytes_unref (self->bytes);
  g_clear_pointer (&self->palette, g_byte_array_unref);
  g_free (self);
}

/**
 * gazette_frames_get_canvas:
 * @self: frames
 * @width: (out): in pixels, as the file claims
 * @height: (out): in pixels, as the file claims
 *
 * Tells how large the whole is that frames are drawn on.
 */
void
gazette_frames_get_canvas (GazetteFrames *self,
                           int           *width,
                           int           *height)
{
  *width = self->width;
  *height = self->height;
}

/**
 * gazette_frames_get_plays:
 * @self: frames that were gone through once
 *
 * Returns: how often it is to be played, 0 for without an end
 */
guint
gazette_frames_get_plays (GazetteFrames *self)
{
  return self->plays;
}

/**
 * gazette_frames_next:
 * @self: frames
 * @frame: (out): the next frame
 *
 * Goes on to the next frame. It may lie outside of the canvas, and need not be
 * a picture.
 *
 * Returns: %FALSE when there is none, or no more that make sense
 */
gboolean
gazette_frames_next (GazetteFrames *self,
                     GazetteFrame  *frame)
{
  *frame = (GazetteFrame) { 0 };
  if (self->next (self, frame))
    return TRUE;

  gazette_frame_clear (frame);

  return FALSE;
}

/**
 * gazette_frames_has_next:
 * @self: frames
 *
 * Returns: whether gazette_frames_next() would find one
 */
gboolean
gazette_frames_has_next (GazetteFrames *self)
{
  g_auto(GazetteFrame) frame = { 0 };
  gsize at = self->at;
  gboolean has_next = gazette_frames_next (self, &frame);

  self->at = at;

  return has_next;
}

/**
 * gazette_frames_rewind:
 * @self: frames
 *
 * Goes back to the first one.
 */
void
gazette_frames_rewind (GazetteFrames *self)
{
  self->at = self->first;
}

/**
 * gazette_frame_clear:
 * @self: a frame
 *
 * Frees what it holds.
 */
void
gazette_frame_clear (GazetteFrame *self)
{
  g_clear_pointer (&self->still, g_bytes_unref);
}
