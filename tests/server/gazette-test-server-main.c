/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gazette-test-server SCRIPT|FOLDER
 *
 * The scriptable server as a program, for tests in other languages. It prints
 * its base address, and ends when its input does or at SIGTERM. What it saw of
 * a path is at /__hits?path=….
 *
 * A folder is served as it is. A script is a JSON object of paths, each with an
 * answer or an array of answers in sequence. The members of an answer are those
 * of GazetteTestAnswer with "-" for "_"; headers and expect are objects (null
 * expects that there is none), json may stand for body, and a file is beside
 * the script.
 */

#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <locale.h>

#include "gazette-test-server.h"

static const char *
get_string (JsonObject *object,
            const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static guint
get_number (JsonObject *object,
            const char *name)
{
  return (guint) json_object_get_int_member_with_default (object, name, 0);
}

static guint
find_word (const char         *word,
           const char * const *words)
{
  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    {
      if (g_str_equal (word, words[i]))
        return i;
    }
  if (word != NULL)
    g_error ("“%s” is not known", word);

  return 0;
}

/* The lines that GazetteTestAnswer has for an object of headers. */
static char *
dup_lines (JsonObject *object,
           const char *name)
{
  GString *lines = g_string_new (NULL);
  JsonObjectIter iter;
  const char *header;
  JsonNode *value;

  if (!json_object_has_member (object, name))
    return g_string_free (lines, FALSE);

  json_object_iter_init (&iter, json_object_get_object_member (object, name));
  while (json_object_iter_next (&iter, &header, &value))
    {
      if (JSON_NODE_HOLDS_NULL (value))
        g_string_append_printf (lines, "!%s\n", header);
      else
        g_string_append_printf (lines, "%s: %s\n", header, json_node_get_string (value));
    }

  return g_string_free (lines, FALSE);
}

static void
add_answer (GazetteTestServer *server,
            const char        *folder,
            const char        *path,
            JsonObject        *object)
{
  static const char * const faults[] = {
    "none", "never", "garbage", "cut-off", "wrong-length", "endless", NULL
  };
  static const char * const codings[] = { "none", "gzip", "deflate", "br", NULL };
  g_autofree char *headers = dup_lines (object, "headers");
  g_autofree char *expect = dup_lines (object, "expect");
  g_autofree char *json = NULL;
  g_autofree char *file = NULL;

  if (json_object_has_member (object, "json"))
    json = json_to_string (json_object_get_member (object, "json"), FALSE);
  if (get_string (object, "file") != NULL)
    file = g_build_filename (folder, get_string (object, "file"), NULL);

  gazette_test_server_add (server, path, &(GazetteTestAnswer) {
    .status = get_number (object, "status"),
    .headers = headers,
    .body = json != NULL ? json : get_string (object, "body"),
    .file = file,
    .expect = expect,
    .delay = get_number (object, "delay"),
    .fault = find_word (get_string (object, "fault"), faults),
    .cut_off = get_number (object, "cut-off"),
    .claimed_length = get_number (object, "claimed-length"),
    .chunk_size = get_number (object, "chunk-size"),
    .pace = get_number (object, "pace"),
    .chunked = json_object_get_boolean_member_with_default (object, "chunked", FALSE),
    .coding = find_word (get_string (object, "coding"), codings),
  });
}

static void
add_script (GazetteTestServer *server,
            const char        *file)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr(GError) error = NULL;
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  if (!json_parser_load_from_file (parser, file, &error))
    g_error ("%s", error->message);

  json_object_iter_init_ordered (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next_ordered (&iter, &path, &node))
    {
      JsonArray *answers = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (answers == NULL)
        add_answer (server, folder, path, json_node_get_object (node));
      for (guint i = 0; answers != NULL && i < json_array_get_length (answers); i++)
        add_answer (server, folder, path, json_array_get_object_element (answers, i));
    }
}

static gboolean
terminate_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
input_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  char buffer[256];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GazetteTestServer) server = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("usage: gazette-test-server SCRIPT|FOLDER\n");
      return 2;
    }

  server = gazette_test_server_new ();
  if (g_file_test (argv[1], G_FILE_TEST_IS_DIR))
    gazette_test_server_add_folder (server, "", argv[1]);
  else
    add_script (server, argv[1]);

  g_unix_signal_add (SIGTERM, terminate_cb, loop);
  g_unix_signal_add (SIGINT, terminate_cb, loop);
  g_unix_fd_add (0, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  g_print ("%s\n", gazette_test_server_get_base (server));
  fflush (stdout);
  g_main_loop_run (loop);

  return 0;
}
