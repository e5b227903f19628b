/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real Speech Dispatcher, with a module that writes down what it is to speak. */

#include "config.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "gazette-speaker.h"

/* Runs the main loop until it is so; the test's own time limit ends it. */
#define WAIT_FOR(condition) \
  while (!(condition)) \
  g_main_context_iteration (NULL, TRUE)

typedef struct
{
  char           *folder;
  GSubprocess    *daemon;
  GazetteSpeaker *speaker;
  guint           beat;
  guint           n_spoken;
  guint           n_failed;
} Fixture;

static char *
make_path (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *content)
{
  g_autofree char *path = make_path (fixture, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static gboolean
was_said (Fixture    *fixture,
          const char *words)
{
  g_autofree char *path = make_path (fixture, "said");
  g_autofree char *said = NULL;

  return g_file_get_contents (path, &said, NULL, NULL) && strstr (said, words) != NULL;
}

/* Its socket has a name a moment before that. */
static gboolean
listens (Fixture *fixture)
{
  g_autofree char *path = make_path (fixture, "socket");
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  return g_socket_connect (socket, address, NULL, NULL);
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
  g_assert_true (g_str_has_prefix (message, "The speech of this computer does not answer"));
  fixture->n_failed++;
}

static gboolean
beat_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Whatever the settings say, the program tries to start espeak-ng too, and waits for ever for an answer of a module that
 * ends before it is spoken to, as one does that is not installed. So there is one that ends once it is. */
static void
write_espeak (Fixture *fixture)
{
  g_autofree char *programs = make_path (fixture, "libexec/speech-dispatcher-modules");
  g_autofree char *espeak = g_build_filename (programs, "sd_espeak-ng", NULL);

  g_assert_cmpint (g_mkdir_with_parents (programs, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (espeak, "#!/bin/sh\nread -r line\n", -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static void
start_daemon (Fixture    *fixture,
              const char *path)
{
  g_autofree char *share = make_path (fixture, "share");
  g_autofree char *pid = make_path (fixture, "pid");
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  /* Its modules are looked for beside this. */
  g_assert_cmpint (g_mkdir (share, 0700), ==, 0);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", share, TRUE);
  fixture->daemon = g_subprocess_launcher_spawn (launcher, NULL, "speech-dispatcher", "--run-single", "--socket-path",
                                                 path, "--config-dir", fixture->folder, "--log-dir", fixture->folder,
                                                 "--pid-file", pid, NULL);
  g_assert_nonnull (fixture->daemon);
  WAIT_FOR (listens (fixture));
}

/* @data says what the module does once it has written a sentence down. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *modules = NULL;
  g_autofree char *module = NULL;
  g_autofree char *path = NULL;
  g_autofree char *variable = NULL;

  fixture->folder = g_dir_make_tmp ("gazette-daemon-XXXXXX", NULL);
  modules = make_path (fixture, "modules");
  path = make_path (fixture, "socket");
  variable = g_strconcat ("unix_socket:", path, NULL);
  module = g_strdup_printf ("GenericExecuteSynth \"echo '$DATA' >>%s/said; %s\"\nAddVoice \"en\" \"MALE1\" \"en\"\n",
                            fixture->folder, (const char *) data);
  g_assert_cmpint (g_mkdir (modules, 0700), ==, 0);
  write_file (fixture, "modules/pen.conf", module);
  write_file (fixture, "speechd.conf", "AudioOutputMethod \"libao\"\nAddModule \"pen\" \"sd_generic\" \"pen.conf\"\n"
                                       "DefaultModule pen\n");

  fixture->beat = g_timeout_add (20, beat_cb, NULL);
  write_espeak (fixture);
  start_daemon (fixture, path);
  g_setenv ("SPEECHD_ADDRESS", variable, TRUE);

  fixture->speaker = gazette_speaker_new ();
  g_signal_connect_swapped (fixture->speaker, "spoken", G_CALLBACK (spoken_cb), fixture);
  g_signal_connect_swapped (fixture->speaker, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_run_dispose (G_OBJECT (fixture->speaker));
  g_assert_finalize_object (fixture->speaker);
  g_subprocess_send_signal (fixture->daemon, SIGTERM);
  g_subprocess_wait (fixture->daemon, NULL, NULL);
  g_clear_object (&fixture->daemon);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_handle_id (&fixture->beat, g_source_remove);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
test_speaks (Fixture       *fixture,
             gconstpointer  data)
{
  gazette_speaker_speak (fixture->speaker, "The first of them.", "en");
  WAIT_FOR (fixture->n_spoken == 1);
  g_assert_true (was_said (fixture, "The first of them."));
  g_assert_false (was_said (fixture, "The next one"));

  /* A language that no voice has is read by another. */
  gazette_speaker_speak (fixture->speaker, ".The next one\nhas two lines.", "de-AT");
  WAIT_FOR (fixture->n_spoken == 2);
  g_assert_true (was_said (fixture, "The next one"));
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static gboolean
set_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Waits for the words, or for so many milliseconds. */
static void
wait_for_words (Fixture    *fixture,
                const char *words,
                guint       patience)
{
  gboolean is_over = FALSE;
  guint source = g_timeout_add (patience, set_cb, &is_over);

  WAIT_FOR (is_over || was_said (fixture, words));
  if (!is_over)
    g_source_remove (source);
}

/* Whether the words that follow are said. Those before are there sooner than the module of the program knows what it
 * would have to end: what it is told before that is lost, and nothing tells when it does. So it is told again, each
 * time with more patience. */
static gboolean
is_stopped (Fixture *fixture)
{
  gazette_speaker_speak (fixture->speaker, "A long sentence.", "en");
  WAIT_FOR (was_said (fixture, "A long sentence."));

  for (guint patience = 250; patience <= 8000 && !was_said (fixture, "What is said instead."); patience *= 2)
    {
      gazette_speaker_stop (fixture->speaker);
      gazette_speaker_speak (fixture->speaker, "What is said instead.", "en");
      wait_for_words (fixture, "What is said instead.", patience);
    }

  g_assert_cmpuint (fixture->n_spoken, ==, 0);
  g_assert_cmpuint (fixture->n_failed, ==, 0);

  return was_said (fixture, "What is said instead.");
}

static void
test_stops (Fixture       *fixture,
            gconstpointer  data)
{
  /* A module that was told in the very wrong moment is deaf for good. */
  while (!is_stopped (fixture))
    {
      tear_down (fixture, data);
      memset (fixture, 0, sizeof *fixture);
      set_up (fixture, data);
    }
}

static void
test_dies (Fixture       *fixture,
           gconstpointer  data)
{
  gazette_speaker_speak (fixture->speaker, "A long sentence.", "en");
  WAIT_FOR (was_said (fixture, "A long sentence."));
  g_subprocess_force_exit (fixture->daemon);
  WAIT_FOR (fixture->n_failed == 1);
  g_assert_cmpuint (fixture->n_spoken, ==, 0);

  /* Nor is it there any more. */
  gazette_speaker_speak (fixture->speaker, "Nobody hears it.", "en");
  WAIT_FOR (fixture->n_failed == 2);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *program = g_find_program_in_path ("speech-dispatcher");

  dex_init ();
  g_test_init (&argc, &argv, NULL);
  if (program == NULL)
    {
      g_print ("1..0 # SKIP no speech-dispatcher here\n");
      return 0;
    }

  g_test_add ("/daemon/speaks", Fixture, "true", set_up, test_speaks, tear_down);
  g_test_add ("/daemon/stops", Fixture, "exec sleep 60", set_up, test_stops, tear_down);
  g_test_add ("/daemon/dies", Fixture, "exec sleep 60", set_up, test_dies, tear_down);

  return g_test_run ();
}
