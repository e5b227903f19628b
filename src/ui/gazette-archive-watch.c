/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-archive-watch.h"
#include "gazette-ticket.h"

struct _GazetteArchiveWatch
{
  GObject          parent_instance;

  GazetteNewsroom *newsroom;
  gint64           source_id;
  GazetteArchive  *archive;
  guint            serial;
};

G_DEFINE_FINAL_TYPE (GazetteArchiveWatch, gazette_archive_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteArchiveWatch) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  /* Of another source, or older than what is on its way. */
  if (self == NULL || ticket->id != self->serial)
    return NULL;

  g_clear_pointer (&self->archive, gazette_archive_unref);
  if (value != NULL)
    self->archive = g_value_dup_boxed (value);
  g_signal_emit (self, signals[CHANGED], 0);

  return NULL;
}

static void
load (GazetteArchiveWatch *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  self->serial++;
  if (self->source_id != 0)
    dex_future_disown (dex_future_finally (gazette_library_load_archive (library, self->source_id), loaded_cb,
                                           gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

static void
archive_changed_cb (GazetteArchiveWatch *self,
                    gint64               source_id)
{
  if (source_id == self->source_id)
    load (self);
}

static void
gazette_archive_watch_finalize (GObject *object)
{
  GazetteArchiveWatch *self = GAZETTE_ARCHIVE_WATCH (object);

  g_clear_pointer (&self->archive, gazette_archive_unref);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_archive_watch_parent_class)->finalize (object);
}

static void
gazette_archive_watch_class_init (GazetteArchiveWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_archive_watch_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gazette_archive_watch_init (GazetteArchiveWatch *self)
{
}

/**
 * gazette_archive_watch_new:
 * @newsroom: where the sources are
 *
 * Returns: (transfer full): a watch that follows nothing yet
 */
GazetteArchiveWatch *
gazette_archive_watch_new (GazetteNewsroom *newsroom)
{
  GazetteArchiveWatch *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_ARCHIVE_WATCH, NULL);
  self->newsroom = g_object_ref (newsroom);
  g_signal_connect_object (newsroom, "archive-changed", G_CALLBACK (archive_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gazette_archive_watch_set_source_id:
 * @self: a watch
 * @source_id: the source to follow, 0 for none
 *
 * What was known of another source is forgotten at once.
 */
void
gazette_archive_watch_set_source_id (GazetteArchiveWatch *self,
                                     gint64               source_id)
{
  g_return_if_fail (GAZETTE_IS_ARCHIVE_WATCH (self));

  if (self->source_id == source_id)
    return;

  self->source_id = source_id;
  g_clear_pointer (&self->archive, gazette_archive_unref);
  load (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * gazette_archive_watch_get_archive:
 * @self: a watch
 *
 * Returns: (transfer none) (nullable): what is known of the archive, %NULL until
 *   that is read
 */
GazetteArchive *
gazette_archive_watch_get_archive (GazetteArchiveWatch *self)
{
  g_return_val_if_fail (GAZETTE_IS_ARCHIVE_WATCH (self), NULL);

  return self->archive;
}

/**
 * gazette_archive_watch_get_loading:
 * @self: a watch
 *
 * Returns: whether older articles are being loaded just now
 */
gboolean
gazette_archive_watch_get_loading (GazetteArchiveWatch *self)
{
  g_return_val_if_fail (GAZETTE_IS_ARCHIVE_WATCH (self), FALSE);

  return self->source_id != 0 && gazette_newsroom_is_loading_older (self->newsroom, self->source_id);
}
