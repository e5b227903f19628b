/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-reading.h"
#include "gazette-url.h"
#include "gazette-worker.h"

G_DEFINE_BOXED_TYPE (GazetteReading, gazette_reading, gazette_reading_ref, gazette_reading_unref)

typedef struct
{
  GazetteDialects *dialects;
  char            *dialect_id;
  GazetteAnswer    answer;
  GazetteReadFlags flags;
} ReadWork;

/*
 * gazette_reading_ref:
 * @self: a reading
 *
 * Returns: (transfer full): @self
 */
GazetteReading *
gazette_reading_ref (GazetteReading *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_reading (gpointer data)
{
  GazetteReading *self = data;

  g_clear_pointer (&self->edition, gazette_edition_unref);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_clear_object (&self->inferred);
  g_clear_error (&self->error);
  g_free (self->digest);
}

/*
 * gazette_reading_unref:
 * @self: (transfer full): a reading
 */
void
gazette_reading_unref (GazetteReading *self)
{
  g_atomic_rc_box_release_full (self, clear_reading);
}

static void
read_work_free (gpointer data)
{
  ReadWork *work = data;

  g_object_unref (work->dialects);
  g_free (work->dialect_id);
  g_bytes_unref (work->answer.body);
  g_free ((char *) work->answer.url);
  g_free ((char *) work->answer.content_type);
  g_clear_pointer (&work->answer.headers, g_hash_table_unref);
  g_free (work);
}

/* What no dialect reads may be made out from the answer itself. Why it cannot be is
 * more to the point than that nobody knows it. */
static void
infer (ReadWork       *work,
       GazetteReading *reading)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GazetteInference) inference = gazette_dialects_infer (work->dialects, &work->answer, &reason);
  g_autoptr(GazetteDialects) dialects = NULL;

  if (inference != NULL)
    reading->inferred = gazette_dialect_new_from_mapping (inference->mapping, &reason);
  if (reading->inferred != NULL)
    {
      dialects = gazette_dialects_new_with (work->dialects, reading->inferred);
      reading->edition = gazette_dialects_read (dialects, gazette_dialect_get_id (reading->inferred), &work->answer,
                                                &reason);
    }
  if (reading->edition != NULL)
    return;

  g_clear_object (&reading->inferred);
  g_clear_error (&reading->error);
  /* TRANSLATORS: %s says what an answer has instead of articles */
  reading->error = g_error_new (GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                                _("%s Try another address of the same site."), reason->message);
}

static gboolean
read_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  ReadWork *work = data;
  GazetteReading *reading = g_atomic_rc_box_new0 (GazetteReading);

  /* Made so that two bodies of one source do not have the same by chance, and not
   * against a source that wants that: SHA-256 was a seventh of all that a refresh costs. */
  reading->digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, work->answer.body);
  reading->edition = gazette_dialects_read (work->dialects, work->dialect_id, &work->answer, &reading->error);

  /* A site may have begun to speak otherwise since it was added. */
  if (reading->edition == NULL && work->dialect_id != NULL)
    reading->edition = gazette_dialects_read (work->dialects, NULL, &work->answer, NULL);

  if (reading->edition == NULL && (work->flags & GAZETTE_READ_DISCOVER) != 0)
    reading->candidates = gazette_dialects_discover (work->dialects, &work->answer);
  if (reading->edition == NULL && (work->flags & GAZETTE_READ_INFER) != 0 &&
      g_error_matches (reading->error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES))
    infer (work, reading);
  if (reading->edition != NULL)
    g_clear_error (&reading->error);

  g_value_init (result, GAZETTE_TYPE_READING);
  g_value_take_boxed (result, reading);

  return TRUE;
}

/*
 * gazette_reading_run:
 * @dialects: all dialects
 * @dialect_id: (nullable): the one that is expected
 * @answer: what a server said; its headers are not written to any more
 * @flags: what else to do when no dialect finds articles
 *
 * Reads an answer on the CPU worker.
 *
 * Returns: (transfer full): a future for a #GazetteReading; what could not be
 *   read is no rejection
 */
DexFuture *
gazette_reading_run (GazetteDialects     *dialects,
                     const char          *dialect_id,
                     const GazetteAnswer *answer,
                     GazetteReadFlags     flags)
{
  ReadWork *work = g_new0 (ReadWork, 1);

  work->dialects = g_object_ref (dialects);
  work->dialect_id = g_strdup (dialect_id);
  work->answer.body = g_bytes_ref (answer->body);
  work->answer.url = g_strdup (answer->url);
  work->answer.content_type = g_strdup (answer->content_type);
  work->answer.headers = answer->headers != NULL ? g_hash_table_ref (answer->headers) : NULL;
  work->flags = flags;

  return gazette_worker_run (gazette_worker_get_cpu (), read_on_thread, work, read_work_free);
}

/*
 * gazette_reading_run_response:
 * @dialects: all dialects
 * @dialect_id: (nullable): the one that is expected
 * @response: an answer with a body
 * @flags: what else to do when no dialect finds articles
 *
 * As gazette_reading_run(), for what the network brought.
 *
 * Returns: (transfer full): a future for a #GazetteReading
 */
DexFuture *
gazette_reading_run_response (GazetteDialects *dialects,
                              const char      *dialect_id,
                              GazetteResponse *response,
                              GazetteReadFlags flags)
{
  GazetteAnswer answer = {
    .body = response->body,
    .url = response->url,
    .content_type = response->content_type,
    .headers = response->headers,
  };

  return gazette_reading_run (dialects, dialect_id, &answer, flags);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Whether two addresses ask for the same, whatever the order of parameters. */
static gboolean
ask_the_same (const char *a,
              const char *b)
{
  g_auto(GStrv) pairs_a = g_strsplit_set (a, "?&", -1);
  g_auto(GStrv) pairs_b = g_strsplit_set (b, "?&", -1);
  guint n = g_strv_length (pairs_a);

  if (n != g_strv_length (pairs_b))
    return FALSE;

  qsort (pairs_a, n, sizeof (char *), compare_pairs);
  qsort (pairs_b, n, sizeof (char *), compare_pairs);

  return g_strv_equal ((const char *const *) pairs_a, (const char *const *) pairs_b);
}

/*
 * gazette_dialect_dup_source_url:
 * @dialect: how the source speaks
 * @request_url: what was asked, with or without what the dialect adds
 *
 * Undoes gazette_dialect_dup_request_url(): takes away each parameter that
 * comes back when the dialect makes a request of the rest. So one source has
 * one address, in whatever way it was found.
 *
 * Returns: (transfer full): the address of the source
 */
char *
gazette_dialect_dup_source_url (GazetteDialect *dialect,
                                const char     *request_url)
{
  g_autofree char *url = g_strdup (request_url);
  g_autofree char *request = gazette_dialect_dup_request_url (dialect, url);
  const char *query = strchr (request_url, '?');
  g_auto(GStrv) pairs = NULL;

  if (query == NULL)
    return g_steal_pointer (&url);

  pairs = g_strsplit (query + 1, "&", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_autofree char *name = g_uri_unescape_segment (pairs[i], pairs[i] + strcspn (pairs[i], "=#"), NULL);
      g_autofree char *without = name != NULL ? gazette_url_with_query (url, name, NULL) : NULL;
      g_autofree char *its_request = without != NULL ? gazette_dialect_dup_request_url (dialect, without) : NULL;

      if (its_request != NULL && ask_the_same (request, its_request))
        {
          g_free (url);
          url = g_steal_pointer (&without);
        }
    }

  return g_steal_pointer (&url);
}
