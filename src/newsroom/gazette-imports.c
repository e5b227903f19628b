/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files in which other programs list pages, and files that are pages. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "gazette-clip.h"
#include "gazette-error.h"
#include "gazette-extract.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-worker.h"

/* In bytes: a page larger than this is none. */
#define MAX_PAGE (20 * 1024 * 1024)

typedef struct
{
  GazetteNewsroom *newsroom;
  GBytes          *bytes;
} Reading;

typedef struct
{
  GBytes *bytes;
  char   *name;
} PageFile;

G_DEFINE_BOXED_TYPE (GazetteImportOffer, gazette_import_offer, gazette_import_offer_ref, gazette_import_offer_unref)

/**
 * gazette_import_offer_ref:
 * @self: an offer
 *
 * Returns: (transfer full): @self
 */
GazetteImportOffer *
gazette_import_offer_ref (GazetteImportOffer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_offer (gpointer data)
{
  GazetteImportOffer *self = data;

  g_clear_pointer (&self->import, gazette_import_unref);
}

/**
 * gazette_import_offer_unref:
 * @self: (transfer full): an offer
 */
void
gazette_import_offer_unref (GazetteImportOffer *self)
{
  g_atomic_rc_box_release_full (self, clear_offer);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->newsroom);
  g_bytes_unref (reading->bytes);
  g_free (reading);
}

static void
page_file_free (gpointer data)
{
  PageFile *file = data;

  g_bytes_unref (file->bytes);
  g_free (file->name);
  g_free (file);
}

static gboolean
read_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  GazetteImport *import = gazette_import_read (data, error);

  if (import == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_IMPORT);
  g_value_take_boxed (result, import);

  return TRUE;
}

static DexFuture *
read_fiber (gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr(GazetteImportOffer) offer = g_atomic_rc_box_new0 (GazetteImportOffer);
  g_autoptr(GError) error = NULL;
  DexFuture *counting;

  offer->import = dex_await_boxed (gazette_worker_run (gazette_worker_get_cpu (), read_on_thread,
                                                       g_bytes_ref (reading->bytes), (GDestroyNotify) g_bytes_unref),
                                   &error);
  if (offer->import == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  counting = gazette_library_count_clippings (reading->newsroom->library, offer->import->clippings);
  offer->n_known = dex_await_uint (counting, &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (GAZETTE_TYPE_IMPORT_OFFER, g_steal_pointer (&offer));
}

/**
 * gazette_newsroom_read_import:
 * @self: a newsroom
 * @bytes: a file that another program wrote
 *
 * Finds out which pages are in it; nothing is saved yet. Rejected as
 * gazette_import_read() fails.
 *
 * Returns: (transfer full): a future for a #GazetteImportOffer
 */
DexFuture *
gazette_newsroom_read_import (GazetteNewsroom *self,
                              GBytes          *bytes)
{
  Reading *reading;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (bytes != NULL);

  reading = g_new0 (Reading, 1);
  reading->newsroom = g_object_ref (self);
  reading->bytes = g_bytes_ref (bytes);

  return gazette_newsroom_spawn (self, NULL, read_fiber, reading, reading_free);
}

/**
 * gazette_newsroom_take_import:
 * @self: a newsroom
 * @offer: what was read
 * @name: what the file is called
 *
 * Saves all pages of a file. They are articles when the future resolves; from
 * then on they are fetched, few at a time, one of a server, and go on after a
 * restart. How far that is, gazette_library_load_import() tells.
 *
 * Returns: (transfer full): a future for a #GazetteClipped
 */
DexFuture *
gazette_newsroom_take_import (GazetteNewsroom    *self,
                              GazetteImportOffer *offer,
                              const char         *name)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (offer != NULL);
  dex_return_error_if_fail (name != NULL);

  return gazette_newsroom_add_clippings (self, offer->import->clippings, name);
}

static DexFuture *
changed_cb (DexFuture *future,
            gpointer   user_data)
{
  gazette_newsroom_follow_clippings (user_data);
  g_signal_emit_by_name (user_data, "clippings-changed");

  return dex_ref (future);
}

/**
 * gazette_newsroom_stop_import:
 * @self: a newsroom
 * @import_id: an import
 * @is_stopped: %TRUE to fetch no more of it, %FALSE to go on
 *
 * What is being fetched just now is still brought to its end.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_stop_import (GazetteNewsroom *self,
                              gint64           import_id,
                              gboolean         is_stopped)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return dex_future_then (gazette_library_stop_import (self->library, import_id, is_stopped), changed_cb,
                          g_object_ref (self), g_object_unref);
}

/**
 * gazette_newsroom_retry_import:
 * @self: a newsroom
 * @import_id: an import
 *
 * Tries again what could not be had of it.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_retry_import (GazetteNewsroom *self,
                               gint64           import_id)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));

  return dex_future_then (gazette_library_retry_import (self->library, import_id), changed_cb,
                          g_object_ref (self), g_object_unref);
}

/* A page in a file has the address that it says is its own; without one it is
 * known by what is in it. */
static gboolean
read_page_on_thread (gpointer   data,
                     GValue    *result,
                     GError   **error)
{
  PageFile *file = data;
  GazetteAnswer answer = { .body = file->bytes };
  gsize length;
  g_autofree char *page = gazette_payload_decode (&answer, MAX_PAGE, &length);
  g_autoptr(GazetteExtract) extract = gazette_extract_new_from_html (page, (gssize) length, NULL);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file->bytes);
  GazetteClipping *clipping;
  GazetteArticle *article;

  if (*extract->html == '\0')
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                   /* TRANSLATORS: %s is the name of a file */
                   _("There is no text in “%s” that could be kept. Choose a web page that was saved as HTML."),
                   file->name);
      return FALSE;
    }

  if (extract->canonical != NULL)
    {
      g_autoptr(GazetteExtract) again = gazette_extract_new_from_html (page, (gssize) length, extract->canonical);

      clipping = gazette_clipping_new (extract->canonical);
      clipping->article->html = g_strdup (again->html);
    }
  else
    {
      clipping = gazette_clipping_new (digest);
      g_clear_pointer (&clipping->article->url, g_free);
      clipping->article->html = g_strdup (extract->html);
    }

  article = clipping->article;
  g_set_str (&article->title, extract->title != NULL && *extract->title != '\0' ? extract->title : file->name);
  article->published = extract->published;
  article->language = g_strdup (extract->language);
  article->image = g_strdup (extract->image);
  g_free (article->summary);
  article->summary = gazette_text_ellipsize (extract->excerpt != NULL ? extract->excerpt : "", GAZETTE_SUMMARY_LENGTH);
  if (extract->byline != NULL)
    article->authors = g_strsplit (extract->byline, "\n", 1);

  g_value_init (result, GAZETTE_TYPE_CLIPPING);
  g_value_take_boxed (result, clipping);

  return TRUE;
}

static DexFuture *
page_read_cb (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(GPtrArray) clippings = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_clipping_unref);

  g_ptr_array_add (clippings, g_value_dup_boxed (dex_future_get_value (future, NULL)));

  return gazette_newsroom_add_clippings (user_data, clippings, NULL);
}

/**
 * gazette_newsroom_clip_file:
 * @self: a newsroom
 * @bytes: a web page in a file
 * @name: what the file is called
 *
 * Saves the page: its text is that of the file, its pictures are fetched where
 * they have an address. Rejected with %GAZETTE_ERROR_NOT_READABLE when there is no
 * article in it.
 *
 * Returns: (transfer full): a future for a #GazetteClipped
 */
DexFuture *
gazette_newsroom_clip_file (GazetteNewsroom *self,
                            GBytes          *bytes,
                            const char      *name)
{
  PageFile *file;
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (bytes != NULL);
  dex_return_error_if_fail (name != NULL);

  file = g_new0 (PageFile, 1);
  file->bytes = g_bytes_ref (bytes);
  file->name = g_strdup (name);
  future = gazette_worker_run (gazette_worker_get_cpu (), read_page_on_thread, file, page_file_free);
  future = dex_future_then (future, page_read_cb, g_object_ref (self), g_object_unref);

  return gazette_newsroom_until (self, NULL, future);
}
