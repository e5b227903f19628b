/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-mark FOLDER
 *
 * Marks all articles of a library that bench-library has made as read, takes that
 * back, and prints the seconds of each.
 */

#include "config.h"

#include <locale.h>

#include "bench-run.h"
#include "gazette-headlines.h"
#include "gazette-marks.h"

/* The list that a person sees, in its order. */
static GArray *
list_articles (GazetteLibrary  *library,
               GError         **error)
{
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autofree GazetteCounts *counts = dex_await_boxed (gazette_library_load_counts (library), error);

  if (counts == NULL || !dex_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0), error))
    return NULL;

  /* The first screen is there; the others follow. */
  while (g_list_model_get_n_items (G_LIST_MODEL (headlines)) < counts->n_articles)
    dex_await (dex_timeout_new_msec (5), NULL);

  return gazette_headlines_dup_ids (headlines);
}

static gboolean
measure (GazetteLibrary  *library,
         GArray          *ids,
         GError         **error)
{
  g_autoptr(GazetteMarks) marks = NULL;
  gint64 begin = g_get_monotonic_time ();

  marks = dex_await_boxed (gazette_library_mark (library, GAZETTE_MARK_READ, ids, 0, ids->len, NULL), error);
  if (marks == NULL)
    return FALSE;
  g_print ("mark %.3f\n", (g_get_monotonic_time () - begin) / 1e6);

  begin = g_get_monotonic_time ();
  if (!dex_await (gazette_library_unmark (library, marks), error))
    return FALSE;
  g_print ("unmark %.3f\n", (g_get_monotonic_time () - begin) / 1e6);

  return TRUE;
}

static gboolean
run (gpointer   folder,
     GError   **error)
{
  g_autoptr(GazetteLibrary) library = dex_await_object (gazette_library_open (folder), error);
  g_autoptr(GArray) ids = NULL;

  return library != NULL && (ids = list_articles (library, error)) != NULL && measure (library, ids, error) &&
         dex_await (gazette_library_close (library), error);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("usage: bench-mark FOLDER\n");
      return 2;
    }

  return bench_run ("bench-mark", run, argv[1]);
}
