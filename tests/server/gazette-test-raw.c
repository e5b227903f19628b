/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>

#include "gazette-test-private.h"

/* One answer written byte by byte onto the connection. A read waits all the
 * while, to see when the other side leaves. */
typedef struct
{
  GIOStream       *stream;
  TestAnswer      *answer;
  GCancellable    *cancellable;
  GCancellable    *server_cancellable;
  gulong           server_cancelled_id;
  TestRawSentFunc  sent;
  TestRawDoneFunc  done;
  gpointer         user_data;
  GBytes          *piece;
  gsize            offset;
  GSource         *timer;
  char             byte;
  gboolean         finished;
  gboolean         ended;
} Raw;

static void send_body (Raw *raw);

static void
raw_clear (gpointer data)
{
  Raw *raw = data;

  g_cancellable_disconnect (raw->server_cancellable, raw->server_cancelled_id);
  g_clear_object (&raw->server_cancellable);
  g_clear_object (&raw->cancellable);
  g_clear_object (&raw->stream);
  g_clear_pointer (&raw->piece, g_bytes_unref);
  g_clear_pointer (&raw->answer, test_answer_unref);
}

static void
raw_unref (gpointer raw)
{
  g_rc_box_release_full (raw, raw_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Raw, raw_unref)

static void
raw_end (Raw      *raw,
         gboolean  dropped)
{
  if (raw->ended)
    return;

  raw->ended = TRUE;
  g_cancellable_cancel (raw->cancellable);
  if (raw->timer != NULL)
    g_source_destroy (raw->timer);
  g_clear_pointer (&raw->timer, g_source_unref);
  g_io_stream_close_async (raw->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  raw->done (dropped, raw->user_data);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Raw) raw = user_data;

  g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  raw_end (raw, TRUE);
}

static gboolean
timer_cb (gpointer user_data)
{
  Raw *raw = user_data;

  g_clear_pointer (&raw->timer, g_source_unref);
  send_body (raw);

  return G_SOURCE_REMOVE;
}

static void
send_body_after (Raw   *raw,
                 guint  ms)
{
  raw->timer = g_timeout_source_new (ms);
  g_source_set_callback (raw->timer, timer_cb, g_rc_box_acquire (raw), raw_unref);
  g_source_attach (raw->timer, g_main_context_get_thread_default ());
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Raw) raw = user_data;
  gsize n_written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, &n_written, NULL))
    raw_end (raw, TRUE);
  if (raw->ended)
    return;

  raw->sent (n_written, raw->user_data);
  if (raw->answer->pace > 0)
    send_body_after (raw, raw->answer->pace);
  else
    send_body (raw);
}

static void
write_piece (Raw    *raw,
             GBytes *piece)
{
  g_clear_pointer (&raw->piece, g_bytes_unref);
  raw->piece = piece;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (raw->stream),
                                   g_bytes_get_data (piece, NULL), g_bytes_get_size (piece),
                                   G_PRIORITY_DEFAULT, raw->cancellable, written_cb, g_rc_box_acquire (raw));
}

static GBytes *
wrap_chunk (const guint8 *bytes,
            gsize         length)
{
  GByteArray *chunk = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("%zx\r\n", length);

  g_byte_array_append (chunk, (const guint8 *) head, strlen (head));
  if (length > 0)
    g_byte_array_append (chunk, bytes, length);
  g_byte_array_append (chunk, (const guint8 *) "\r\n", 2);

  return g_byte_array_free_to_bytes (chunk);
}

static void
send_body (Raw *raw)
{
  TestAnswer *answer = raw->answer;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (answer->body, &size);
  gsize end = answer->fault == GAZETTE_TEST_FAULT_CUT_OFF ? MIN (size, answer->cut_off) : size;

  if (answer->fault == GAZETTE_TEST_FAULT_ENDLESS && raw->offset == end)
    raw->offset = 0;

  if (raw->offset < end)
    {
      gsize length = answer->chunk_size > 0 ? MIN (end - raw->offset, answer->chunk_size) : end - raw->offset;

      bytes += raw->offset;
      raw->offset += length;
      write_piece (raw, answer->chunked ? wrap_chunk (bytes, length) : g_bytes_new (bytes, length));
      return;
    }

  if (answer->chunked && answer->fault == GAZETTE_TEST_FAULT_NONE && !raw->finished)
    {
      raw->finished = TRUE;
      write_piece (raw, wrap_chunk (NULL, 0));
      return;
    }

  raw_end (raw, FALSE);
}

static GBytes *
make_head (TestAnswer *answer)
{
  GString *head = g_string_new (NULL);
  const char *reason = soup_status_get_phrase (answer->status);

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\nConnection: close\r\n", answer->status, reason);
  for (guint i = 0; answer->headers[i] != NULL; i++)
    g_string_append_printf (head, "%s\r\n", answer->headers[i]);

  if (answer->chunked)
    g_string_append (head, "Transfer-Encoding: chunked\r\n");
  else if (answer->fault == GAZETTE_TEST_FAULT_WRONG_LENGTH)
    g_string_append_printf (head, "Content-Length: %zu\r\n", answer->claimed_length);
  else if (answer->fault != GAZETTE_TEST_FAULT_ENDLESS)
    g_string_append_printf (head, "Content-Length: %zu\r\n", g_bytes_get_size (answer->body));
  g_string_append (head, "\r\n");

  return g_string_free_to_bytes (head);
}

static gboolean
begin_cb (gpointer user_data)
{
  Raw *raw = user_data;

  g_clear_pointer (&raw->timer, g_source_unref);
  if (raw->answer->fault == GAZETTE_TEST_FAULT_GARBAGE)
    send_body (raw);
  else
    write_piece (raw, make_head (raw->answer));

  return G_SOURCE_REMOVE;
}

static void
server_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

/* Answers on @stream, from the thread-default context. @done is called once. */
void
test_raw_send (GIOStream       *stream,
               TestAnswer      *answer,
               GCancellable    *cancellable,
               TestRawSentFunc  sent,
               TestRawDoneFunc  done,
               gpointer         user_data)
{
  g_autoptr(Raw) raw = g_rc_box_new0 (Raw);

  raw->stream = g_object_ref (stream);
  raw->answer = test_answer_ref (answer);
  raw->cancellable = g_cancellable_new ();
  raw->server_cancellable = g_object_ref (cancellable);
  raw->server_cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (server_cancelled_cb),
                                                    g_object_ref (raw->cancellable), g_object_unref);
  raw->sent = sent;
  raw->done = done;
  raw->user_data = user_data;

  g_input_stream_read_async (g_io_stream_get_input_stream (stream), &raw->byte, 1, G_PRIORITY_DEFAULT,
                             raw->cancellable, read_cb, g_rc_box_acquire (raw));

  if (answer->fault == GAZETTE_TEST_FAULT_NEVER)
    return;

  raw->timer = g_timeout_source_new (answer->delay);
  g_source_set_callback (raw->timer, begin_cb, g_rc_box_acquire (raw), raw_unref);
  g_source_attach (raw->timer, g_main_context_get_thread_default ());
}
