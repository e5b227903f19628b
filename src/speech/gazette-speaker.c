/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-speaker.h"
#include "gazette-speech-line.h"
#include "gazette-worker.h"

/* How long an answer may take, in milliseconds. A synthesizer that is slow to start
 * answers at once nevertheless. */
#define PATIENCE 15000

#define PROGRAM "speech-dispatcher"

/* What SSIP calls the end of a message, and its end because it was cancelled. */
#define EVENT_END      702
#define EVENT_CANCELED 703

typedef enum
{
  STATE_CLOSED,
  STATE_CONNECTING,
  STATE_GREETING,
  STATE_READY,
} State;

/* What a reply is to. */
typedef enum
{
  AWAITED_GREETING,
  AWAITED_NOTHING,
  AWAITED_SPEAK,
  AWAITED_DATA,
} Awaited;

struct _GazetteSpeaker
{
  GObject            parent_instance;

  State              state;
  GCancellable      *cancellable;
  GazetteSpeechLine *line;
  /* (element-type Awaited) */
  GArray            *awaited;
  guint              patience;
  gboolean           was_started;

  /* What is to be spoken, and the message that it became. */
  char              *text;
  char              *language;
  char              *said_language;
  char              *message;
  char              *ended;
  gboolean           is_asking;
};

G_DEFINE_FINAL_TYPE (GazetteSpeaker, gazette_speaker, G_TYPE_OBJECT)

enum
{
  SPOKEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hang_up (GazetteSpeaker *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->line != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->line, self);
      gazette_speech_line_close (self->line);
    }
  g_clear_object (&self->line);
  g_array_set_size (self->awaited, 0);
  self->state = STATE_CLOSED;
  self->is_asking = FALSE;
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->ended, g_free);
  g_clear_pointer (&self->said_language, g_free);
}

static void
gazette_speaker_dispose (GObject *object)
{
  hang_up (GAZETTE_SPEAKER (object));

  G_OBJECT_CLASS (gazette_speaker_parent_class)->dispose (object);
}

static void
gazette_speaker_finalize (GObject *object)
{
  GazetteSpeaker *self = GAZETTE_SPEAKER (object);

  g_array_unref (self->awaited);
  g_free (self->text);
  g_free (self->language);

  G_OBJECT_CLASS (gazette_speaker_parent_class)->finalize (object);
}

static void
gazette_speaker_class_init (GazetteSpeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_speaker_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_speaker_finalize;

  signals[SPOKEN] = g_signal_new ("spoken", GAZETTE_TYPE_SPEAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", GAZETTE_TYPE_SPEAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gazette_speaker_init (GazetteSpeaker *self)
{
  self->awaited = g_array_new (FALSE, FALSE, sizeof (Awaited));
  self->patience = PATIENCE;
}

static void
fail (GazetteSpeaker *self)
{
  hang_up (self);
  g_clear_pointer (&self->text, g_free);
  g_signal_emit (self, signals[FAILED], 0,
                 _("The speech of this computer does not answer, and nothing can be read aloud. Look at its settings."));
}

static void
command (GazetteSpeaker *self,
         const char     *words,
         Awaited         awaited)
{
  g_array_append_val (self->awaited, awaited);
  gazette_speech_line_send (self->line, words);
}

/* Of what an article says about its language only that is passed on which is one. */
static void
set_language (GazetteSpeaker *self)
{
  g_autofree char *words = NULL;

  if (self->language == NULL || g_strcmp0 (self->language, self->said_language) == 0)
    return;
  for (const char *p = self->language; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return;
    }

  words = g_strdup_printf ("SET SELF LANGUAGE %s", self->language);
  command (self, words, AWAITED_NOTHING);
  g_set_str (&self->said_language, self->language);
}

static void
ask_to_speak (GazetteSpeaker *self)
{
  if (self->state != STATE_READY || self->text == NULL || self->is_asking)
    return;

  self->is_asking = TRUE;
  set_language (self);
  command (self, "SPEAK", AWAITED_SPEAK);
}

/* A line that is a dot ends the text, so that one more is before each at the
 * beginning of a line (SSIP 1, "Speech Synthesis Commands"). */
static void
send_text (GazetteSpeaker *self)
{
  g_autoptr(GString) data = g_string_new (NULL);
  g_auto(GStrv) lines = g_strsplit_set (self->text != NULL ? self->text : "", "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (data, "%s%s\r\n", *lines[i] == '.' ? "." : "", lines[i]);
  g_string_append_c (data, '.');
  g_clear_pointer (&self->text, g_free);
  command (self, data->str, AWAITED_DATA);
}

static void
end_message (GazetteSpeaker *self)
{
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->ended, g_free);
  g_signal_emit (self, signals[SPOKEN], 0);
}

static void
take_message (GazetteSpeaker *self,
              const char     *id)
{
  self->is_asking = FALSE;
  /* Something else is wanted by now, or nothing. */
  if (self->text != NULL || self->message == NULL)
    {
      command (self, "CANCEL SELF", AWAITED_NOTHING);
      ask_to_speak (self);
      return;
    }

  g_set_str (&self->message, id != NULL ? id : "");
  if (g_strcmp0 (self->message, self->ended) == 0)
    end_message (self);
}

static void
reply_cb (GazetteSpeaker *self,
          guint           code,
          const char     *data)
{
  Awaited awaited = g_array_index (self->awaited, Awaited, 0);
  gboolean good = code >= 200 && code < 300;

  g_array_remove_index (self->awaited, 0);
  switch (awaited)
    {
    case AWAITED_GREETING:
      if (!good)
        fail (self);
      else if (self->awaited->len == 0)
        {
          self->state = STATE_READY;
          ask_to_speak (self);
        }
      break;

    case AWAITED_SPEAK:
      if (good)
        send_text (self);
      else
        fail (self);
      break;

    case AWAITED_DATA:
      if (good)
        take_message (self, data);
      else
        fail (self);
      break;

    case AWAITED_NOTHING:
    default:
      break;
    }
}

static void
event_cb (GazetteSpeaker *self,
          guint           code,
          const char     *id)
{
  if (code != EVENT_END && code != EVENT_CANCELED)
    return;
  if (self->message == NULL)
    return;

  /* It may come before the answer that says which message it is. */
  if (self->is_asking)
    g_set_str (&self->ended, id);
  else if (g_str_equal (self->message, id))
    end_message (self);
}

/* Who we are: SSIP wants the person, the program, and what part of that it is. */
static void
greet (GazetteSpeaker    *self,
       GSocketConnection *connection)
{
  g_autofree char *user = g_strcanon (g_strdup (g_get_user_name ()),
                                      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", '_');
  g_autofree char *name = g_strdup_printf ("SET SELF CLIENT_NAME %s:gazette:article", user);

  self->line = gazette_speech_line_new (connection, self->patience);
  g_signal_connect_swapped (self->line, "reply", G_CALLBACK (reply_cb), self);
  g_signal_connect_swapped (self->line, "event", G_CALLBACK (event_cb), self);
  g_signal_connect_swapped (self->line, "failed", G_CALLBACK (fail), self);
  self->state = STATE_GREETING;
  command (self, name, AWAITED_GREETING);
  command (self, "SET SELF PRIORITY MESSAGE", AWAITED_GREETING);
  command (self, "SET SELF NOTIFICATION END on", AWAITED_GREETING);
  command (self, "SET SELF NOTIFICATION CANCEL on", AWAITED_GREETING);
}

static void begin_connecting (GazetteSpeaker *self);

/* It goes into the background by itself once it listens. */
static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GazetteSpeaker) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  if (self->state == STATE_CONNECTING)
    begin_connecting (self);
}

static gboolean
start (GazetteSpeaker *self)
{
  g_autoptr(GSubprocess) process = NULL;

  if (self->was_started || g_getenv ("SPEECHD_ADDRESS") != NULL)
    return FALSE;

  self->was_started = TRUE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, PROGRAM,
                              "--spawn", NULL);
  if (process == NULL)
    return FALSE;

  g_subprocess_wait_async (process, self->cancellable, started_cb, g_object_ref (self));

  return TRUE;
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GazetteSpeaker) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->state != STATE_CONNECTING)
    return;

  if (connection != NULL)
    greet (self, connection);
  else if (!start (self))
    fail (self);
}

/* As the libraries of Speech Dispatcher find it. */
static char *
dup_socket_path (void)
{
  const char *address = g_getenv ("SPEECHD_ADDRESS");

  if (address != NULL && g_str_has_prefix (address, "unix_socket:"))
    return g_strdup (address + strlen ("unix_socket:"));

  return g_build_filename (g_get_user_runtime_dir (), "speech-dispatcher", "speechd.sock", NULL);
}

static GSocketConnectable *
make_address (void)
{
  const char *address = g_getenv ("SPEECHD_ADDRESS");
  g_autofree char *path = NULL;

  if (address != NULL && g_str_has_prefix (address, "inet_socket:"))
    return g_network_address_parse (address + strlen ("inet_socket:"), 6560, NULL);

  path = dup_socket_path ();

  return G_SOCKET_CONNECTABLE (g_unix_socket_address_new (path));
}

static void
begin_connecting (GazetteSpeaker *self)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnectable) address = make_address ();

  if (address == NULL)
    {
      fail (self);
      return;
    }

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, address, self->cancellable, connected_cb, g_object_ref (self));
}

static gboolean
look_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  g_autofree char *path = dup_socket_path ();
  const char *address = g_getenv ("SPEECHD_ADDRESS");
  g_autofree char *program = address == NULL ? g_find_program_in_path (PROGRAM) : NULL;

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, program != NULL || g_file_test (path, G_FILE_TEST_EXISTS) ||
                                 (address != NULL && g_str_has_prefix (address, "inet_socket:")));

  return TRUE;
}

/**
 * gazette_speaker_look:
 *
 * Looks whether there is something that speaks, without starting it: its socket, on
 * which the session starts it when somebody connects, or its program.
 *
 * Returns: (transfer full): a future for a boolean
 */
DexFuture *
gazette_speaker_look (void)
{
  return gazette_worker_run (gazette_worker_get_cpu (), look_on_thread, NULL, NULL);
}

/**
 * gazette_speaker_new:
 *
 * Returns: (transfer full): a speaker, not connected yet
 */
GazetteSpeaker *
gazette_speaker_new (void)
{
  return g_object_new (GAZETTE_TYPE_SPEAKER, NULL);
}

/**
 * gazette_speaker_set_patience:
 * @self: a speaker that is not connected yet
 * @milliseconds: how long an answer may take
 */
void
gazette_speaker_set_patience (GazetteSpeaker *self,
                              guint           milliseconds)
{
  g_return_if_fail (GAZETTE_IS_SPEAKER (self));

  self->patience = milliseconds;
}

/**
 * gazette_speaker_speak:
 * @self: a speaker
 * @text: plain text
 * @language: (nullable): BCP 47 tag, %NULL for the one of the speaker
 *
 * Speaks a text, instead of the one that is being spoken.
 */
void
gazette_speaker_speak (GazetteSpeaker *self,
                       const char     *text,
                       const char     *language)
{
  g_return_if_fail (GAZETTE_IS_SPEAKER (self));
  g_return_if_fail (text != NULL);

  if (self->message != NULL && !self->is_asking && self->state == STATE_READY)
    command (self, "CANCEL SELF", AWAITED_NOTHING);
  g_set_str (&self->text, text);
  g_set_str (&self->language, language);
  /* Not yet known which: but there will be one. */
  g_set_str (&self->message, "");
  g_clear_pointer (&self->ended, g_free);

  if (self->state == STATE_CLOSED)
    {
      self->state = STATE_CONNECTING;
      self->was_started = FALSE;
      self->cancellable = g_cancellable_new ();
      begin_connecting (self);
    }
  ask_to_speak (self);
}

/**
 * gazette_speaker_stop:
 * @self: a speaker
 *
 * Is silent.
 */
void
gazette_speaker_stop (GazetteSpeaker *self)
{
  g_return_if_fail (GAZETTE_IS_SPEAKER (self));

  g_clear_pointer (&self->text, g_free);
  if (self->message != NULL && !self->is_asking && self->state == STATE_READY)
    command (self, "CANCEL SELF", AWAITED_NOTHING);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->ended, g_free);
}
