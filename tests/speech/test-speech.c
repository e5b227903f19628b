/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A service that speaks SSIP on a socket of its own, rightly or as wrong as the test
 * wants it. */

#include "config.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gazette-speaker.h"

/* Runs the main loop until it is so; the test's own time limit ends it. */
#define WAIT_FOR(condition) \
  while (!(condition)) \
  g_main_context_iteration (NULL, TRUE)

typedef enum
{
  MANNER_GOOD,
  MANNER_EVENT_FIRST,
  MANNER_NEVER_ENDS,
  MANNER_SILENT,
  MANNER_CUT,
  MANNER_GARBAGE,
  MANNER_ENDLESS_LINE,
  MANNER_REFUSES,
} Manner;

typedef struct
{
  char              *folder;
  char              *path;
  Manner             manner;
  GSocketService    *service;
  GSocketConnection *connection;
  GDataInputStream  *input;
  GString           *log;
  gboolean           in_text;
  guint              n_messages;
  GazetteSpeaker    *speaker;
  guint              n_spoken;
  guint              n_failed;
} Fixture;

static void
answer (Fixture    *fixture,
        const char *words)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (fixture->connection)), words, strlen (words),
                             NULL, NULL, NULL);
}

static void
take_text (Fixture *fixture)
{
  guint id = ++fixture->n_messages;
  g_autofree char *reply = g_strdup_printf ("225-%u\r\n225 OK MESSAGE QUEUED\r\n", id);
  g_autofree char *event = g_strdup_printf ("702-%u\r\n702-1\r\n702 END\r\n", id);

  if (fixture->manner == MANNER_EVENT_FIRST)
    answer (fixture, event);
  answer (fixture, reply);
  if (fixture->manner == MANNER_GOOD)
    answer (fixture, event);
}

static void
take_command (Fixture    *fixture,
              const char *line)
{
  switch (fixture->manner)
    {
    case MANNER_SILENT:
      break;

    case MANNER_CUT:
      g_io_stream_close (G_IO_STREAM (fixture->connection), NULL, NULL);
      break;

    case MANNER_GARBAGE:
      answer (fixture, "\x01\x02 HTTP/1.1 200 OK\r\n");
      break;

    case MANNER_ENDLESS_LINE:
      {
        g_autofree char *many = g_strnfill (20 * 1024, '2');

        answer (fixture, many);
        break;
      }

    case MANNER_REFUSES:
      answer (fixture, g_str_equal (line, "SPEAK") ? "300 ERR NO OUTPUT MODULE\r\n" : "208 OK\r\n");
      break;

    case MANNER_GOOD:
    case MANNER_EVENT_FIRST:
    case MANNER_NEVER_ENDS:
    default:
      fixture->in_text = g_str_equal (line, "SPEAK");
      answer (fixture, fixture->in_text ? "230 OK RECEIVING DATA\r\n" : "208 OK\r\n");
    }
}

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, NULL);

  /* What was still said on a line that was given up is of no interest. */
  if (line == NULL || G_DATA_INPUT_STREAM (object) != fixture->input)
    return;

  g_string_append_printf (fixture->log, "%s\n", line);
  if (!fixture->in_text)
    {
      take_command (fixture, line);
    }
  else if (g_str_equal (line, "."))
    {
      fixture->in_text = FALSE;
      take_text (fixture);
    }
  g_data_input_stream_read_line_async (fixture->input, G_PRIORITY_DEFAULT, NULL, line_cb, fixture);
}

static gboolean
incoming_cb (Fixture           *fixture,
             GSocketConnection *connection)
{
  g_clear_object (&fixture->input);
  fixture->in_text = FALSE;
  g_set_object (&fixture->connection, connection);
  fixture->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_data_input_stream_set_newline_type (fixture->input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_data_input_stream_read_line_async (fixture->input, G_PRIORITY_DEFAULT, NULL, line_cb, fixture);

  return TRUE;
}

static void
spoken_cb (Fixture *fixture)
{
  fixture->n_spoken++;
}

static void
failed_cb (Fixture    *fixture,
           const char *message)
{
  g_assert_cmpstr (message, ==, "The speech of this computer does not answer, and nothing can be read aloud. "
                                "Look at its settings.");
  fixture->n_failed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSocketAddress) address = NULL;
  g_autofree char *variable = NULL;

  fixture->manner = (Manner) GPOINTER_TO_INT (data);
  fixture->folder = g_dir_make_tmp ("gazette-speech-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "speechd.sock", NULL);
  fixture->log = g_string_new (NULL);
  fixture->service = g_socket_service_new ();
  address = g_unix_socket_address_new (fixture->path);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (fixture->service), address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, NULL));
  g_signal_connect_swapped (fixture->service, "incoming", G_CALLBACK (incoming_cb), fixture);
  variable = g_strconcat ("unix_socket:", fixture->path, NULL);
  g_setenv ("SPEECHD_ADDRESS", variable, TRUE);

  fixture->speaker = gazette_speaker_new ();
  g_signal_connect_swapped (fixture->speaker, "spoken", G_CALLBACK (spoken_cb), fixture);
  g_signal_connect_swapped (fixture->speaker, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GIOStream) connection = G_IO_STREAM (g_steal_pointer (&fixture->connection));

  g_object_run_dispose (G_OBJECT (fixture->speaker));
  g_assert_finalize_object (fixture->speaker);
  g_socket_service_stop (fixture->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->service));
  if (connection != NULL)
    g_io_stream_close (connection, NULL, NULL);
  g_clear_object (&fixture->input);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->service);
  g_string_free (fixture->log, TRUE);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_speaks (Fixture       *fixture,
             gconstpointer  data)
{
  gazette_speaker_speak (fixture->speaker, ".One\nsentence.", "de-AT");
  WAIT_FOR (fixture->n_spoken == 1);
  g_assert_nonnull (strstr (fixture->log->str, ":gazette:article\n"));
  g_assert_nonnull (strstr (fixture->log->str, "SET SELF LANGUAGE de-AT\nSPEAK\n..One\nsentence.\n.\n"));

  /* The language is said once; what is none is not said at all. */
  gazette_speaker_speak (fixture->speaker, "Two.", "de-AT");
  WAIT_FOR (fixture->n_spoken == 2);
  gazette_speaker_speak (fixture->speaker, "Three.", "x\r\nSTOP ALL");
  WAIT_FOR (fixture->n_spoken == 3);
  g_assert_null (strstr (strstr (fixture->log->str, "de-AT") + 1, "LANGUAGE"));
  g_assert_null (strstr (fixture->log->str, "STOP ALL"));
}

static void
test_replaces (Fixture       *fixture,
               gconstpointer  data)
{
  gazette_speaker_speak (fixture->speaker, "First.", NULL);
  WAIT_FOR (fixture->n_messages == 1);
  gazette_speaker_speak (fixture->speaker, "Second.", NULL);
  WAIT_FOR (fixture->n_messages == 2);
  g_assert_nonnull (strstr (fixture->log->str, "First.\n.\nCANCEL SELF\nSPEAK\nSecond.\n"));

  gazette_speaker_stop (fixture->speaker);
  WAIT_FOR (g_str_has_suffix (fixture->log->str, "Second.\n.\nCANCEL SELF\n"));
  g_assert_cmpuint (fixture->n_spoken, ==, 0);
}

static void
test_fails (Fixture       *fixture,
            gconstpointer  data)
{
  /* Short only where nothing is to come: on a busy machine a good answer may take as long as that. */
  if (fixture->manner == MANNER_SILENT)
    gazette_speaker_set_patience (fixture->speaker, 50);
  gazette_speaker_speak (fixture->speaker, "Nobody hears it.", "en");
  WAIT_FOR (fixture->n_failed == 1);
  g_assert_cmpuint (fixture->n_spoken, ==, 0);

  /* Once it behaves, all is well again. */
  gazette_speaker_set_patience (fixture->speaker, 15000);
  fixture->manner = MANNER_GOOD;
  gazette_speaker_speak (fixture->speaker, "Somebody does.", "en");
  WAIT_FOR (fixture->n_spoken == 1);
}

static void
test_nobody_there (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *variable = g_strconcat ("unix_socket:", fixture->folder, "/none", NULL);

  g_setenv ("SPEECHD_ADDRESS", variable, TRUE);
  gazette_speaker_speak (fixture->speaker, "Nobody hears it.", "en");
  WAIT_FOR (fixture->n_failed == 1);
}

static gboolean
look (void)
{
  g_autoptr(DexFuture) future = gazette_speaker_look ();
  const GValue *value;

  WAIT_FOR (!dex_future_is_pending (future));
  value = dex_future_get_value (future, NULL);

  return g_value_get_boolean (value);
}

static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (look ());
  g_setenv ("SPEECHD_ADDRESS", "unix_socket:/nowhere/at/all", TRUE);
  g_assert_false (look ());
  /* Nobody was bothered by it. */
  g_assert_null (fixture->connection);
}

static void
add (const char *name,
     Manner      manner,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, GINT_TO_POINTER (manner), set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  add ("/speech/speaks", MANNER_GOOD, test_speaks);
  add ("/speech/end before the answer", MANNER_EVENT_FIRST, test_speaks);
  add ("/speech/replaces and stops", MANNER_NEVER_ENDS, test_replaces);
  add ("/speech/silent", MANNER_SILENT, test_fails);
  add ("/speech/cut off", MANNER_CUT, test_fails);
  add ("/speech/garbage", MANNER_GARBAGE, test_fails);
  add ("/speech/endless line", MANNER_ENDLESS_LINE, test_fails);
  add ("/speech/refuses", MANNER_REFUSES, test_fails);
  add ("/speech/nobody there", MANNER_GOOD, test_nobody_there);
  add ("/speech/looks", MANNER_GOOD, test_looks);

  return g_test_run ();
}
