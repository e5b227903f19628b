/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-speech-line.h"

/* A line is some words long. */
#define MAX_LINE (16 * 1024)
#define PIECE    4096

struct _GazetteSpeechLine
{
  GObject            parent_instance;

  GSocketConnection *connection;
  GCancellable      *cancellable;
  GString           *received;
  char              *data;
  char              *event_id;
  GString           *to_send;
  gboolean           is_sending;
  guint              n_awaited;
  guint              patience;
  guint              timer;
};

G_DEFINE_FINAL_TYPE (GazetteSpeechLine, gazette_speech_line, G_TYPE_OBJECT)

enum
{
  REPLY,
  EVENT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gazette_speech_line_dispose (GObject *object)
{
  gazette_speech_line_close (GAZETTE_SPEECH_LINE (object));

  G_OBJECT_CLASS (gazette_speech_line_parent_class)->dispose (object);
}

static void
gazette_speech_line_finalize (GObject *object)
{
  GazetteSpeechLine *self = GAZETTE_SPEECH_LINE (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);
  g_string_free (self->received, TRUE);
  g_string_free (self->to_send, TRUE);
  g_free (self->data);
  g_free (self->event_id);

  G_OBJECT_CLASS (gazette_speech_line_parent_class)->finalize (object);
}

static void
gazette_speech_line_class_init (GazetteSpeechLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_speech_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_speech_line_finalize;

  signals[REPLY] = g_signal_new ("reply", GAZETTE_TYPE_SPEECH_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[EVENT] = g_signal_new ("event", GAZETTE_TYPE_SPEECH_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", GAZETTE_TYPE_SPEECH_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
gazette_speech_line_init (GazetteSpeechLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->received = g_string_new (NULL);
  self->to_send = g_string_new (NULL);
}

static gboolean
is_closed (GazetteSpeechLine *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
fail (GazetteSpeechLine *self)
{
  if (is_closed (self))
    return;

  gazette_speech_line_close (self);
  g_signal_emit (self, signals[FAILED], 0);
}

static void
silent_cb (gpointer user_data)
{
  GazetteSpeechLine *self = user_data;

  self->timer = 0;
  fail (self);
}

static void
watch (GazetteSpeechLine *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->n_awaited > 0)
    self->timer = g_timeout_add_once (self->patience, silent_cb, self);
}

/* "225-14" and "701-14" carry data, "225 OK MESSAGE QUEUED" ends an answer (SSIP 1,
 * "General Rules"). Of an event the first datum is the message. */
static void
take_line (GazetteSpeechLine *self,
           const char        *line)
{
  guint code;

  if (!g_ascii_isdigit (line[0]) || !g_ascii_isdigit (line[1]) || !g_ascii_isdigit (line[2]) ||
      (line[3] != ' ' && line[3] != '-'))
    {
      fail (self);
      return;
    }

  code = (guint) g_ascii_strtoull (line, NULL, 10);
  if (line[3] == '-')
    {
      if (code < 700)
        g_set_str (&self->data, line + 4);
      else if (self->event_id == NULL)
        self->event_id = g_strdup (line + 4);
    }
  else if (code >= 700)
    {
      g_autofree char *id = g_steal_pointer (&self->event_id);

      g_signal_emit (self, signals[EVENT], 0, code, id != NULL ? id : "");
    }
  else if (self->n_awaited == 0)
    {
      fail (self);
    }
  else
    {
      g_autofree char *data = g_steal_pointer (&self->data);

      self->n_awaited--;
      watch (self);
      g_signal_emit (self, signals[REPLY], 0, code, data);
    }
}

static void receive (GazetteSpeechLine *self);

static void
received_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GazetteSpeechLine) self = user_data;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, NULL);
  char *end;

  if (is_closed (self))
    return;
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      fail (self);
      return;
    }

  g_string_append_len (self->received, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  while (!is_closed (self) && (end = memchr (self->received->str, '\n', self->received->len)) != NULL)
    {
      g_autofree char *line = g_strndup (self->received->str, (gsize) (end - self->received->str));

      g_string_erase (self->received, 0, end - self->received->str + 1);
      take_line (self, g_strchomp (line));
    }
  if (self->received->len > MAX_LINE)
    fail (self);
  receive (self);
}

static void
receive (GazetteSpeechLine *self)
{
  if (!is_closed (self))
    g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), PIECE,
                                     G_PRIORITY_DEFAULT, self->cancellable, received_cb, g_object_ref (self));
}

static void flush (GazetteSpeechLine *self);

typedef struct
{
  GazetteSpeechLine *line;
  char              *text;
} Sending;

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sending *sending = user_data;
  g_autoptr(GazetteSpeechLine) self = sending->line;

  g_free (sending->text);
  g_free (sending);
  self->is_sending = FALSE;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    fail (self);
  else
    flush (self);
}

static void
flush (GazetteSpeechLine *self)
{
  Sending *sending;

  if (self->is_sending || self->to_send->len == 0 || is_closed (self))
    return;

  sending = g_new0 (Sending, 1);
  sending->line = g_object_ref (self);
  sending->text = g_strdup (self->to_send->str);
  g_string_truncate (self->to_send, 0);
  self->is_sending = TRUE;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), sending->text,
                                   strlen (sending->text), G_PRIORITY_DEFAULT, self->cancellable, sent_cb, sending);
}

/**
 * gazette_speech_line_new:
 * @connection: to Speech Dispatcher
 * @patience: how long an answer may take, in milliseconds
 *
 * Returns: (transfer full): a line
 */
GazetteSpeechLine *
gazette_speech_line_new (GSocketConnection *connection,
                         guint              patience)
{
  GazetteSpeechLine *self = g_object_new (GAZETTE_TYPE_SPEECH_LINE, NULL);

  self->connection = g_object_ref (connection);
  self->patience = patience;
  receive (self);

  return self;
}

/**
 * gazette_speech_line_send:
 * @self: a line
 * @command: what to say, without the end of the line; there will be one reply
 */
void
gazette_speech_line_send (GazetteSpeechLine *self,
                          const char        *command)
{
  g_return_if_fail (GAZETTE_IS_SPEECH_LINE (self));

  if (is_closed (self))
    return;

  g_string_append_printf (self->to_send, "%s\r\n", command);
  self->n_awaited++;
  watch (self);
  flush (self);
}

/**
 * gazette_speech_line_close:
 * @self: a line
 *
 * Hangs up. Nothing more comes from it.
 */
void
gazette_speech_line_close (GazetteSpeechLine *self)
{
  g_return_if_fail (GAZETTE_IS_SPEECH_LINE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}
