/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gazette-test-private.h"

/* Brotli needs no compressor to be real: a stream may hold its bytes as they
 * are (RFC 7932, 9.2), up to 64 kB in each meta-block. */
static GBytes *
store_as_brotli (GBytes *plain)
{
  GByteArray *coded = g_byte_array_new ();
  gsize length;
  const guint8 *bytes = g_bytes_get_data (plain, &length);
  gboolean is_first = TRUE;

  while (length > 0)
    {
      gsize piece = MIN (length, 65536);
      /* From the lowest bit: ISLAST 0, MNIBBLES 00 for four, MLEN - 1,
       * ISUNCOMPRESSED 1. Before the first the window of 64 kB: one bit 0. */
      guint32 bits = ((guint32) piece - 1) << 3 | 1u << 19;
      guint8 head[3];

      if (is_first)
        bits <<= 1;
      is_first = FALSE;
      head[0] = bits & 0xff;
      head[1] = (bits >> 8) & 0xff;
      head[2] = (bits >> 16) & 0xff;
      g_byte_array_append (coded, head, sizeof head);
      g_byte_array_append (coded, bytes, piece);
      bytes += piece;
      length -= piece;
    }

  /* ISLAST and ISLASTEMPTY. */
  g_byte_array_append (coded, (const guint8 *) (is_first ? "\x06" : "\x03"), 1);

  return g_byte_array_free_to_bytes (coded);
}

/* Codes a body as the header Content-Encoding names it. */
GBytes *
test_code (GBytes            *plain,
           GazetteTestCoding  coding)
{
  g_autoptr(GZlibCompressor) compressor = NULL;
  g_autoptr(GInputStream) input = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GOutputStream) output = NULL;
  g_autoptr(GError) error = NULL;
  GZlibCompressorFormat format;

  if (coding == GAZETTE_TEST_CODING_NONE)
    return g_bytes_ref (plain);
  if (coding == GAZETTE_TEST_CODING_BROTLI)
    return store_as_brotli (plain);

  /* What HTTP calls deflate has the frame of zlib (RFC 9110, 8.4.1.2). */
  format = coding == GAZETTE_TEST_CODING_GZIP ? G_ZLIB_COMPRESSOR_FORMAT_GZIP : G_ZLIB_COMPRESSOR_FORMAT_ZLIB;
  compressor = g_zlib_compressor_new (format, 6);
  input = g_memory_input_stream_new_from_bytes (plain);
  stream = g_converter_input_stream_new (input, G_CONVERTER (compressor));
  output = g_memory_output_stream_new_resizable ();
  g_output_stream_splice (output, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static const char *
get_coding_name (GazetteTestCoding coding)
{
  switch (coding)
    {
    case GAZETTE_TEST_CODING_GZIP:
      return "gzip";
    case GAZETTE_TEST_CODING_DEFLATE:
      return "deflate";
    case GAZETTE_TEST_CODING_BROTLI:
      return "br";
    case GAZETTE_TEST_CODING_NONE:
    default:
      return NULL;
    }
}

static char *
fill_in (const char *text,
         const char *base)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{{base}}", base, 0);

  return g_string_free (filled, FALSE);
}

static GStrv
split_lines (const char *text,
             const char *base)
{
  g_autofree char *filled = fill_in (text != NULL ? text : "", base);
  g_auto(GStrv) lines = g_strsplit (filled, "\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) != '\0')
        g_strv_builder_add (builder, lines[i]);
    }

  return g_strv_builder_end (builder);
}

static GBytes *
get_body (const GazetteTestAnswer *answer,
          const char              *base)
{
  g_autofree char *content = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = answer->length;

  if (answer->file != NULL)
    {
      g_file_get_contents (answer->file, &content, &length, &error);
      g_assert_no_error (error);
    }
  else if (answer->body == NULL)
    {
      return g_bytes_new (NULL, 0);
    }
  else
    {
      if (length == 0)
        length = strlen (answer->body);
      content = g_memdup2 (answer->body, length);
    }

  if (g_utf8_validate (content, length, NULL))
    {
      g_autofree char *text = g_strndup (content, length);
      char *filled = fill_in (text, base);

      return g_bytes_new_take (filled, strlen (filled));
    }

  return g_bytes_new_take (g_steal_pointer (&content), length);
}

TestAnswer *
test_answer_new (const GazetteTestAnswer *answer,
                 const char              *base)
{
  TestAnswer *self = g_atomic_rc_box_new0 (TestAnswer);
  g_autoptr(GBytes) plain = get_body (answer, base);
  g_autoptr(GString) headers = g_string_new (answer->headers);

  if (answer->coding != GAZETTE_TEST_CODING_NONE)
    g_string_append_printf (headers, "\nContent-Encoding: %s", get_coding_name (answer->coding));

  self->status = answer->status != 0 ? answer->status : 200;
  self->headers = split_lines (headers->str, base);
  self->body = test_code (plain, answer->coding);
  self->expect = split_lines (answer->expect, base);
  self->delay = answer->delay;
  self->fault = answer->fault;
  self->cut_off = answer->cut_off;
  self->claimed_length = answer->claimed_length;
  self->chunk_size = answer->chunk_size;
  self->pace = answer->pace;
  self->chunked = answer->chunked;

  return self;
}

TestAnswer *
test_answer_ref (TestAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
test_answer_clear (gpointer data)
{
  TestAnswer *self = data;

  g_strfreev (self->headers);
  g_strfreev (self->expect);
  g_bytes_unref (self->body);
}

void
test_answer_unref (TestAnswer *self)
{
  g_atomic_rc_box_release_full (self, test_answer_clear);
}

/* Whether libsoup's server would not send such an answer. */
gboolean
test_answer_is_raw (TestAnswer *self)
{
  return self->fault != GAZETTE_TEST_FAULT_NONE || self->chunk_size > 0 || self->chunked;
}
