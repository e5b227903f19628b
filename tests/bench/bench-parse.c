/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-parse gazette|json-glib FILE
 *
 * Reads an answer once, as Gazette does or by loading it into a JsonParser and no
 * more, and prints the seconds that took, those of them on the processor, and the
 * most memory that the process ever had, in bytes. See parse.py.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gazette-dialects.h"

static guint
read_with_gazette (GazetteDialects  *dialects,
                   const char       *contents,
                   gsize             length,
                   GError          **error)
{
  g_autoptr(GBytes) body = g_bytes_new_static (contents, length);
  GazetteAnswer answer = { .body = body, .url = "https://example.org/feed" };
  g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, &answer, error);

  return edition != NULL ? edition->articles->len : 0;
}

static guint
load_with_json_glib (const char  *contents,
                     gsize        length,
                     GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();

  return json_parser_load_from_data (parser, contents, (gssize) length, error);
}

/* The kernel counts what the program that started this one had to getrusage(). */
static long
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmHWM:") : NULL;

  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) * 1024 : 0;
}

int
main (int   argc,
      char *argv[])
{
  /* Made once by a program. */
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  clock_t cpu;
  gint64 begin;
  gint64 end;
  gsize length;
  guint n;

  if (argc != 3 || !g_file_get_contents (argv[2], &contents, &length, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "bench-parse gazette|json-glib FILE");
      return EXIT_FAILURE;
    }

  cpu = clock ();
  begin = g_get_monotonic_time ();
  if (g_str_equal (argv[1], "gazette"))
    n = read_with_gazette (dialects, contents, length, &error);
  else
    n = load_with_json_glib (contents, length, &error);
  end = g_get_monotonic_time ();
  cpu = clock () - cpu;
  if (n == 0)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "nothing was read");
      return EXIT_FAILURE;
    }

  g_print ("%.3f %.3f %ld\n", (end - begin) / 1e6, (double) cpu / CLOCKS_PER_SEC, get_peak ());

  return EXIT_SUCCESS;
}
