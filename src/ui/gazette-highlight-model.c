/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-highlight-model.h"
#include "gazette-ticket.h"

/* Notes may be changed one after the other; in milliseconds. */
#define RELOAD_DELAY 50

struct _GazetteHighlightItem
{
  GObject            parent_instance;

  GazetteAnnotation *annotation;
};

G_DEFINE_FINAL_TYPE (GazetteHighlightItem, gazette_highlight_item, G_TYPE_OBJECT)

struct _GazetteHighlightModel
{
  GObject         parent_instance;

  GazetteLibrary *library;
  char           *words;
  GPtrArray      *annotations;
  /* Those that were asked for, NULL for the others. */
  GPtrArray      *items;
  gint64          serial;
  guint           reload_source;
  gboolean        is_active;
  gboolean        is_stale;
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteHighlightModel, gazette_highlight_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

static void
gazette_highlight_item_finalize (GObject *object)
{
  gazette_annotation_unref (GAZETTE_HIGHLIGHT_ITEM (object)->annotation);

  G_OBJECT_CLASS (gazette_highlight_item_parent_class)->finalize (object);
}

static void
gazette_highlight_item_class_init (GazetteHighlightItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_highlight_item_finalize;
}

static void
gazette_highlight_item_init (GazetteHighlightItem *self)
{
}

/**
 * gazette_highlight_item_get_annotation:
 * @self: a highlight in a list
 *
 * Returns: (transfer none): the highlight
 */
GazetteAnnotation *
gazette_highlight_item_get_annotation (GazetteHighlightItem *self)
{
  g_return_val_if_fail (GAZETTE_IS_HIGHLIGHT_ITEM (self), NULL);

  return self->annotation;
}

static GType
gazette_highlight_model_get_item_type (GListModel *model)
{
  return GAZETTE_TYPE_HIGHLIGHT_ITEM;
}

static guint
gazette_highlight_model_get_n_items (GListModel *model)
{
  return GAZETTE_HIGHLIGHT_MODEL (model)->annotations->len;
}

static gpointer
gazette_highlight_model_get_item (GListModel *model,
                                  guint       position)
{
  GazetteHighlightModel *self = GAZETTE_HIGHLIGHT_MODEL (model);

  if (position >= self->annotations->len)
    return NULL;

  if (self->items->pdata[position] == NULL)
    {
      GazetteHighlightItem *item = g_object_new (GAZETTE_TYPE_HIGHLIGHT_ITEM, NULL);

      item->annotation = gazette_annotation_ref (self->annotations->pdata[position]);
      self->items->pdata[position] = item;
    }

  return g_object_ref (self->items->pdata[position]);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gazette_highlight_model_get_item_type;
  iface->get_n_items = gazette_highlight_model_get_n_items;
  iface->get_item = gazette_highlight_model_get_item;
}

static gint64
get_article (GPtrArray *annotations,
             guint      position)
{
  return ((GazetteAnnotation *) annotations->pdata[position])->article_id;
}

/* Of one article there are a thousand at most. */
static guint
find_start (GPtrArray *annotations,
            guint      position)
{
  while (position > 0 && position < annotations->len &&
         get_article (annotations, position - 1) == get_article (annotations, position))
    position--;

  return position;
}

static guint
find_end (GPtrArray *annotations,
          guint      position)
{
  while (position > 0 && position < annotations->len &&
         get_article (annotations, position - 1) == get_article (annotations, position))
    position++;

  return position;
}

static void
gazette_highlight_model_get_section (GtkSectionModel *model,
                                     guint            position,
                                     guint           *start,
                                     guint           *end)
{
  GPtrArray *annotations = GAZETTE_HIGHLIGHT_MODEL (model)->annotations;

  if (position >= annotations->len)
    {
      *start = annotations->len;
      *end = G_MAXUINT;
      return;
    }

  *start = find_start (annotations, position);
  *end = find_end (annotations, position + 1);
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = gazette_highlight_model_get_section;
}

static gboolean
is_same (GPtrArray *annotations,
         guint      position,
         GPtrArray *others,
         guint      other_position)
{
  const GazetteAnnotation *a = annotations->pdata[position];
  const GazetteAnnotation *b = others->pdata[other_position];

  return a->id == b->id && a->colour == b->colour && a->is_lost == b->is_lost && g_strcmp0 (a->note, b->note) == 0 &&
         g_strcmp0 (a->title, b->title) == 0;
}

/* Takes what has changed out and puts what is new in, with one step, by whole articles. */
static void
take (GazetteHighlightModel *self,
      GPtrArray             *annotations)
{
  g_autoptr(GPtrArray) former = g_steal_pointer (&self->annotations);
  guint n_former = former->len;
  guint n_new = annotations->len;
  guint start = 0;

  while (start < n_former && start < n_new && is_same (former, start, annotations, start))
    start++;
  start = MIN (find_start (former, start), find_start (annotations, start));
  while (n_former > start && n_new > start && is_same (former, n_former - 1, annotations, n_new - 1))
    n_former--, n_new--;
  while (n_former < former->len &&
         (find_start (former, n_former) != n_former || find_start (annotations, n_new) != n_new))
    n_former++, n_new++;

  self->annotations = g_ptr_array_ref (annotations);
  if (n_former > start)
    g_ptr_array_remove_range (self->items, start, n_former - start);
  for (guint i = start; i < n_new; i++)
    g_ptr_array_insert (self->items, (int) i, NULL);
  if (n_former > start || n_new > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_former - start, n_new - start);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteHighlightModel) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->serial != ticket->id || value == NULL)
    return NULL;

  take (self, g_value_get_boxed (value));
  g_signal_emit_by_name (self, "loaded");

  return NULL;
}

static void
load (GazetteHighlightModel *self)
{
  DexFuture *loaded = gazette_library_list_all_highlights (self->library, self->words, FALSE);

  self->is_stale = FALSE;
  self->serial++;
  dex_future_disown (dex_future_finally (loaded, loaded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

static gboolean
reload_cb (gpointer user_data)
{
  GazetteHighlightModel *self = user_data;

  self->reload_source = 0;
  if (self->is_active)
    load (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (GazetteHighlightModel *self)
{
  self->is_stale = TRUE;
  if (self->is_active && self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
gazette_highlight_model_finalize (GObject *object)
{
  GazetteHighlightModel *self = GAZETTE_HIGHLIGHT_MODEL (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_object (&self->library);
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->items);
  g_free (self->words);

  G_OBJECT_CLASS (gazette_highlight_model_parent_class)->finalize (object);
}

static void
gazette_highlight_model_class_init (GazetteHighlightModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_highlight_model_finalize;

  g_signal_new ("loaded", GAZETTE_TYPE_HIGHLIGHT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
unref_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static void
gazette_highlight_model_init (GazetteHighlightModel *self)
{
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_annotation_unref);
  self->items = g_ptr_array_new_with_free_func (unref_item);
  self->is_stale = TRUE;
}

/**
 * gazette_highlight_model_new:
 * @library: where the highlights are
 *
 * Returns: (transfer full): a list that is empty until it is active
 */
GazetteHighlightModel *
gazette_highlight_model_new (GazetteLibrary *library)
{
  GazetteHighlightModel *self;

  g_return_val_if_fail (GAZETTE_IS_LIBRARY (library), NULL);

  self = g_object_new (GAZETTE_TYPE_HIGHLIGHT_MODEL, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "highlights-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "articles-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gazette_highlight_model_set_words:
 * @self: a list
 * @words: (nullable): what to look for, %NULL or "" for all highlights
 */
void
gazette_highlight_model_set_words (GazetteHighlightModel *self,
                                   const char            *words)
{
  g_return_if_fail (GAZETTE_IS_HIGHLIGHT_MODEL (self));

  if (g_set_str (&self->words, words) && self->is_active)
    load (self);
}

/**
 * gazette_highlight_model_set_active:
 * @self: a list
 * @active: whether somebody looks at it, so that it has to follow the library
 */
void
gazette_highlight_model_set_active (GazetteHighlightModel *self,
                                    gboolean               active)
{
  g_return_if_fail (GAZETTE_IS_HIGHLIGHT_MODEL (self));

  self->is_active = active;
  if (active && self->is_stale)
    load (self);
}

/**
 * gazette_highlight_model_get_neighbour:
 * @self: a list
 * @article_id: an article
 * @direction: 1 for the one below, -1 for the one above
 *
 * Returns: the article beside it, the first one if it is not there, 0 if there is none
 */
gint64
gazette_highlight_model_get_neighbour (GazetteHighlightModel *self,
                                       gint64                 article_id,
                                       int                    direction)
{
  guint position = 0;

  g_return_val_if_fail (GAZETTE_IS_HIGHLIGHT_MODEL (self), 0);

  while (position < self->annotations->len && get_article (self->annotations, position) != article_id)
    position++;
  if (position == self->annotations->len)
    return self->annotations->len > 0 ? get_article (self->annotations, 0) : 0;

  position = direction > 0 ? find_end (self->annotations, position + 1) : position - 1;

  return position < self->annotations->len ? get_article (self->annotations, position) : 0;
}
