/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-refresh FOLDER ADDRESS…
 *
 * Refreshes sources into the library of FOLDER/data, which it makes, first when
 * nothing is there, then what it brought into the index of words, then when nothing
 * is new, and prints one line for each:
 * wall and CPU seconds of this process, and how many articles there are. The
 * last line is its greatest resident size in MB.
 */

#include "config.h"

#include <locale.h>
#include <sys/resource.h>

#include "bench-run.h"
#include "gazette-newsroom.h"
#include "gazette-search.h"

typedef struct
{
  const char *folder;
  GStrv       addresses;
} Bench;

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gboolean
add_sources (GazetteLibrary  *library,
             GStrv            addresses,
             GError         **error)
{
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr(GazetteSource) source = gazette_source_new (addresses[i]);
      g_autoptr(GazetteEdition) nothing = gazette_edition_new ("jsonfeed");

      g_set_str (&source->dialect, nothing->dialect);
      if (!dex_await (gazette_library_add_source (library, source, nothing), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
measure (GazetteNewsroom  *newsroom,
         const char       *name,
         GError          **error)
{
  g_autofree GazetteCounts *counts = NULL;
  gint64 begin = g_get_monotonic_time ();
  double cpu = get_cpu_seconds ();

  if (!dex_await (gazette_newsroom_refresh (newsroom), error))
    return FALSE;

  /* The numbers are read behind all that was written. */
  counts = dex_await_boxed (gazette_library_load_counts (gazette_newsroom_get_library (newsroom)), error);
  if (counts == NULL)
    return FALSE;

  g_print ("%s %.3f %.3f %u\n", name, (g_get_monotonic_time () - begin) / 1e6, get_cpu_seconds () - cpu,
           counts->n_articles);

  return TRUE;
}

/* What a refresh brings is taken into the index of words after it. */
static gboolean
measure_index (GazetteNewsroom  *newsroom,
               GError          **error)
{
  gint64 begin = g_get_monotonic_time ();
  double cpu = get_cpu_seconds ();

  if (!dex_await (gazette_library_index_all (gazette_newsroom_get_library (newsroom)), error))
    return FALSE;

  g_print ("indexed %.3f %.3f\n", (g_get_monotonic_time () - begin) / 1e6, get_cpu_seconds () - cpu);

  return TRUE;
}

static gboolean
run (gpointer   user_data,
     GError   **error)
{
  Bench *bench = user_data;
  g_autofree char *data = g_build_filename (bench->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (bench->folder, "cache", NULL);
  g_autoptr(GazetteNewsroom) newsroom = dex_await_object (gazette_newsroom_open (data, cache), error);

  return newsroom != NULL &&
         add_sources (gazette_newsroom_get_library (newsroom), bench->addresses, error) &&
         measure (newsroom, "first", error) &&
         measure_index (newsroom, error) &&
         measure (newsroom, "nothing-new", error) &&
         dex_await (gazette_newsroom_close (newsroom), error);
}

int
main (int   argc,
      char *argv[])
{
  struct rusage usage;
  Bench bench = { 0 };
  int status;

  setlocale (LC_ALL, "");
  if (argc < 3)
    {
      g_printerr ("usage: bench-refresh FOLDER ADDRESS…\n");
      return 2;
    }

  bench.folder = argv[1];
  bench.addresses = argv + 2;
  status = bench_run ("bench-refresh", run, &bench);

  getrusage (RUSAGE_SELF, &usage);
  g_print ("resident %.0f\n", usage.ru_maxrss / 1024.0);

  return status;
}
