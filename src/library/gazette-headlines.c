/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headlines-private.h"
#include "gazette-search.h"

/* Rows are read this many at a time. */
#define PAGE_ROWS 100

/* What a view begins with is on the screen before the rest of it is read, in
 * milliseconds: that keeps a processor and the memory busy. */
#define REST_DELAY_MS 100

/* How many loaded headlines are held although nobody shows them. */
#define MAX_RECENT 1000

enum
{
  SECTIONS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteHeadlines, gazette_headlines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* What is asked for: what has become of the list, another view, or the same one in
 * another order. */
typedef enum
{
  START_FOLLOW,
  START_OTHER,
  START_SAME,
} Start;

/* An answer that is waited for. */
typedef struct
{
  GWeakRef        headlines;
  GazetteRequest *request;
  guint           view_serial;
  gboolean        is_new_view;
} Load;

static Load *
load_new (GazetteHeadlines *self,
          GazetteRequest   *request)
{
  Load *load = g_new0 (Load, 1);

  g_weak_ref_init (&load->headlines, self);
  load->request = gazette_request_ref (request);
  load->view_serial = self->view_serial;

  return load;
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_weak_ref_clear (&load->headlines);
  gazette_request_unref (load->request);
  g_free (load);
}

static gboolean
is_filtered (GazetteHeadlines *self)
{
  return self->kind != GAZETTE_VIEW_ALL && self->kind != GAZETTE_VIEW_SOURCE;
}

static void
set_query (GazetteHeadlines *self,
           GazetteRequest   *request)
{
  request->id = self->source_id;
  request->number = self->kind;
  request->text = g_strdup (self->query);
  request->by_relevance = self->by_relevance;
  request->order = self->order;
}

/* A headline that was shown before lacks what this list has to say of it. */
static gboolean
has_row (GazetteHeadlines *self,
         gint64 id)
{
  g_autoptr(GazetteHeadline) headline = NULL;

  if (!gazette_library_has_headline (self->library, id))
    return FALSE;
  if (self->kind != GAZETTE_VIEW_SEARCH)
    return TRUE;

  headline = gazette_library_dup_headline (self->library, id);

  return gazette_headline_get_excerpt (headline) != NULL;
}

static void
hold_headlines (GazetteHeadlines *self,
                GPtrArray        *headlines)
{
  for (guint i = 0; i < headlines->len; i++)
    g_queue_push_tail (&self->recent, g_object_ref (g_ptr_array_index (headlines, i)));

  while (self->recent.length > MAX_RECENT)
    g_object_unref (g_queue_pop_head (&self->recent));
}

static DexFuture *
page_loaded_cb (DexFuture *future,
                gpointer   user_data)
{
  Load *load = user_data;
  g_autoptr(GazetteHeadlines) self = g_weak_ref_get (&load->headlines);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL)
    return dex_ref (future);

  for (guint i = 0; i < load->request->ids->len; i++)
    g_hash_table_remove (self->pending_ids, &g_array_index (load->request->ids, gint64, i));

  if (value != NULL)
    hold_headlines (self, g_value_get_boxed (value));

  return dex_ref (future);
}

static void
want_rows (GazetteHeadlines *self,
           GArray           *ids,
           guint             page)
{
  guint end = MIN ((page + 1) * PAGE_ROWS, gazette_headlines_count (self));

  for (guint i = page * PAGE_ROWS; i < end; i++)
    {
      gint64 id = gazette_headlines_get_id (self, i);

      if (!g_hash_table_contains (self->pending_ids, &id) && !has_row (self, id))
        {
          g_hash_table_add (self->pending_ids, g_memdup2 (&id, sizeof id));
          g_array_append_val (ids, id);
        }
    }
}

static gboolean
load_pages_cb (gpointer user_data)
{
  GazetteHeadlines *self = user_data;
  gboolean is_search = self->kind == GAZETTE_VIEW_SEARCH;
  g_autoptr(GazetteRequest) request =
    gazette_library_ask (self->library, is_search ? gazette_search_read_rows : gazette_rows_read_list, 0);
  DexFuture *future;

  self->page_source = 0;
  set_query (self, request);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->wanted_pages->len; i++)
    want_rows (self, request->ids, g_array_index (self->wanted_pages, guint, i));
  g_array_set_size (self->wanted_pages, 0);

  if (request->ids->len > 0)
    {
      future = gazette_library_load_headlines (self->library, gazette_request_ref (request));
      future = dex_future_finally (future, page_loaded_cb, load_new (self, request), load_free);
      dex_future_disown (future);
    }

  return G_SOURCE_REMOVE;
}

/* All that is asked for in one turn of the main loop is read at once. */
static void
want_page (GazetteHeadlines *self,
           guint             page)
{
  for (guint i = 0; i < self->wanted_pages->len; i++)
    {
      if (g_array_index (self->wanted_pages, guint, i) == page)
        return;
    }

  g_array_append_val (self->wanted_pages, page);
  if (self->page_source == 0)
    self->page_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_pages_cb, self, NULL);
}

static void
take_listing (GazetteHeadlines *self,
              GazetteListing   *listing)
{
  g_assert (self->old_ids == NULL);

  self->old_ids = self->ids;
  self->old_end = self->old_ids->n;
  self->ids = gazette_ids_ref (listing->ids);
  self->new_start = self->ids->n;
  self->old_sections = self->sections;
  self->sections = listing->sections != NULL ? g_array_ref (listing->sections) : NULL;
}

static void
tell_edit (GazetteHeadlines *self,
           GazetteEdit      *edit)
{
  self->old_end = edit->old_start;
  self->new_start = edit->new_start;
  g_list_model_items_changed (G_LIST_MODEL (self), edit->old_start, edit->n_removed, edit->n_added);
}

static void
finish_listing (GazetteHeadlines *self)
{
  self->old_end = 0;
  self->new_start = 0;
  g_clear_pointer (&self->old_ids, gazette_ids_unref);
  g_clear_pointer (&self->old_sections, g_array_unref);
}

static void
show_listing (GazetteHeadlines *self,
              GazetteListing   *listing)
{
  g_autoptr(GPtrArray) headlines = NULL;
  GazetteEdit all = { 0, gazette_headlines_count (self), 0, listing->ids->n };

  for (GList *l = self->recent.head; l != NULL; l = l->next)
    gazette_headline_drop_excerpt (l->data);
  headlines = gazette_library_take_rows (self->library, listing->rows);
  hold_headlines (self, headlines);
  take_listing (self, listing);
  if (all.n_removed > 0 || all.n_added > 0)
    tell_edit (self, &all);
  finish_listing (self);
}

static void
follow_listing (GazetteHeadlines *self,
                GazetteListing   *listing)
{
  take_listing (self, listing);
  for (guint i = listing->edits->len; i > 0; i--)
    tell_edit (self, &g_array_index (listing->edits, GazetteEdit, i - 1));
  finish_listing (self);
  if (listing->sections_moved)
    g_signal_emit (self, signals[SECTIONS_CHANGED], 0);
}

static void queue_reload (GazetteHeadlines *self);
static void queue_rest (GazetteHeadlines *self);

static DexFuture *
listing_loaded_cb (DexFuture *future,
                   gpointer   user_data)
{
  Load *load = user_data;
  g_autoptr(GazetteHeadlines) self = g_weak_ref_get (&load->headlines);
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteListing *listing;

  /* Overtaken by a later view. */
  if (self == NULL || load->view_serial != self->view_serial)
    return dex_future_new_false ();

  self->is_loading = FALSE;
  if (value == NULL)
    return dex_ref (future);

  listing = g_value_get_boxed (value);
  self->n_queued = listing->n_queued;
  if (listing->is_damaged)
    gazette_library_mend_index (self->library);
  if (load->is_new_view)
    show_listing (self, listing);
  else
    follow_listing (self, listing);

  if (self->reload_again)
    queue_reload (self);
  else if (!listing->is_whole)
    queue_rest (self);

  return dex_future_new_true ();
}

static DexFuture *
start_load (GazetteHeadlines   *self,
            GazetteRequestFunc  func,
            Start               start)
{
  GazetteRequest *request = gazette_library_ask (self->library, func, self->source_id);
  Load *load = load_new (self, request);
  DexFuture *future;

  load->is_new_view = start != START_FOLLOW;
  set_query (self, request);
  request->listed = gazette_ids_ref (self->ids);
  request->sections = self->sections != NULL ? g_array_ref (self->sections) : NULL;
  /* In another view it is not there to stay. */
  request->retained_id = is_filtered (self) && start != START_OTHER ? self->retained_id : 0;
  self->is_loading = TRUE;
  self->reload_again = FALSE;
  g_clear_pointer (&self->load, gazette_request_unref);
  self->load = gazette_request_ref (request);

  future = gazette_library_read (self->library, request, listing_loaded_cb, load, load_free);
  dex_future_disown (dex_ref (future));

  return future;
}

static gboolean
reload_cb (gpointer user_data)
{
  GazetteHeadlines *self = user_data;

  self->reload_source = 0;
  dex_unref (start_load (self, gazette_listing_follow, START_FOLLOW));

  return G_SOURCE_REMOVE;
}

/* Changes that come together are read together; those that come while a list is
 * on its way, once it is there. */
static void
queue_reload (GazetteHeadlines *self)
{
  if (self->is_loading)
    self->reload_again = TRUE;
  else if (self->reload_source == 0)
    self->reload_source = g_idle_add_full (G_PRIORITY_DEFAULT, reload_cb, self, NULL);
}

static void
queue_rest (GazetteHeadlines *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_timeout_add (REST_DELAY_MS, reload_cb, self);
}

static void
articles_changed_cb (GazetteHeadlines *self,
                     gint64            source_id)
{
  if (self->view_serial == 0)
    return;

  if (self->kind != GAZETTE_VIEW_SOURCE || source_id == 0 || source_id == self->source_id)
    queue_reload (self);
}

static void
search_changed_cb (GazetteHeadlines *self)
{
  if (self->view_serial != 0 && self->kind == GAZETTE_VIEW_SEARCH)
    queue_reload (self);
}

/* What is shown of an article may be of another length now. */
static void
article_changed_cb (GazetteHeadlines *self)
{
  if (self->view_serial != 0 && (is_filtered (self) || self->order == GAZETTE_ORDER_LONGEST))
    queue_reload (self);
}

/* A source may have another name. */
static void
sources_changed_cb (GazetteHeadlines *self,
                    gint64            counted_source_id)
{
  if (counted_source_id == 0 && self->view_serial != 0 && self->order == GAZETTE_ORDER_SOURCE &&
      self->kind != GAZETTE_VIEW_SOURCE)
    queue_reload (self);
}

static void begin_midnight (GazetteHeadlines *self);

/* Sleep is not counted, and clocks are set: so it may not be midnight yet, or late. */
static gboolean
midnight_cb (gpointer user_data)
{
  GazetteHeadlines *self = user_data;

  self->midnight_source = 0;
  queue_reload (self);
  begin_midnight (self);

  return G_SOURCE_REMOVE;
}

/* What is of today changes by itself. */
static void
begin_midnight (GazetteHeadlines *self)
{
  gint64 passed = g_get_real_time () / G_USEC_PER_SEC - gazette_library_get_today ();

  g_clear_handle_id (&self->midnight_source, g_source_remove);
  if (self->kind == GAZETTE_VIEW_TODAY)
    self->midnight_source = g_timeout_add_seconds (CLAMP (24 * 3600 - passed, 1, 600), midnight_cb, self);
}

static GType
gazette_headlines_get_item_type (GListModel *model)
{
  return GAZETTE_TYPE_HEADLINE;
}

static guint
gazette_headlines_get_n_items (GListModel *model)
{
  return gazette_headlines_count (GAZETTE_HEADLINES (model));
}

static gpointer
gazette_headlines_get_item (GListModel *model,
                            guint       position)
{
  GazetteHeadlines *self = GAZETTE_HEADLINES (model);
  GazetteHeadline *headline;

  if (position >= gazette_headlines_count (self))
    return NULL;

  headline = gazette_library_dup_headline (self->library, gazette_headlines_get_id (self, position));
  if (!has_row (self, gazette_headline_get_id (headline)))
    want_page (self, position / PAGE_ROWS);

  return headline;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gazette_headlines_get_item_type;
  iface->get_n_items = gazette_headlines_get_n_items;
  iface->get_item = gazette_headlines_get_item;
}

static void
gazette_headlines_dispose (GObject *object)
{
  GazetteHeadlines *self = GAZETTE_HEADLINES (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->page_source, g_source_remove);
  g_clear_handle_id (&self->midnight_source, g_source_remove);
  g_queue_clear_full (&self->recent, g_object_unref);

  G_OBJECT_CLASS (gazette_headlines_parent_class)->dispose (object);
}

static void
gazette_headlines_finalize (GObject *object)
{
  GazetteHeadlines *self = GAZETTE_HEADLINES (object);

  g_clear_pointer (&self->ids, gazette_ids_unref);
  g_clear_pointer (&self->old_ids, gazette_ids_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->old_sections, g_array_unref);
  g_clear_pointer (&self->wanted_pages, g_array_unref);
  g_clear_pointer (&self->pending_ids, g_hash_table_unref);
  g_clear_object (&self->library);
  g_free (self->query);
  g_clear_pointer (&self->load, gazette_request_unref);

  G_OBJECT_CLASS (gazette_headlines_parent_class)->finalize (object);
}

static void
gazette_headlines_class_init (GazetteHeadlinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_headlines_dispose;
  object_class->finalize = gazette_headlines_finalize;

  signals[SECTIONS_CHANGED] =
    g_signal_new ("sections-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gazette_headlines_init (GazetteHeadlines *self)
{
  self->ids = gazette_ids_new ();
  self->wanted_pages = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pending_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->recent);
}

/**
 * gazette_headlines_new:
 * @library: where the articles are
 *
 * Creates a list that is empty until gazette_headlines_set_view().
 *
 * Returns: (transfer full): the list
 */
GazetteHeadlines *
gazette_headlines_new (GazetteLibrary *library)
{
  GazetteHeadlines *self;

  g_return_val_if_fail (GAZETTE_IS_LIBRARY (library), NULL);

  self = g_object_new (GAZETTE_TYPE_HEADLINES, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "articles-changed", G_CALLBACK (articles_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (article_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "sources-changed", G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static DexFuture *
begin_view (GazetteHeadlines *self,
            GazetteViewKind   kind,
            const char       *query,
            gboolean          by_relevance,
            gboolean          is_same)
{
  /* What is looked for changes with each letter: the former is given up. */
  if (self->load != NULL)
    g_atomic_int_set (&self->load->unwanted, TRUE);

  self->kind = kind;
  g_set_str (&self->query, query);
  self->by_relevance = by_relevance;
  self->view_serial++;
  g_clear_handle_id (&self->reload_source, g_source_remove);
  begin_midnight (self);

  return start_load (self, gazette_listing_begin, is_same ? START_SAME : START_OTHER);
}

/**
 * gazette_headlines_set_view:
 * @self: a list
 * @kind: what to show
 * @source_id: the source, for %GAZETTE_VIEW_SOURCE, or the saved search; else ignored
 *
 * Shows a view. The list stays as it is until the new one is there, and then
 * changes as a whole; the first rows are loaded by then. The rest of a long view
 * follows by itself.
 *
 * Returns: (transfer full): a future for whether it shows; %FALSE when a later
 *   call has overtaken it. It goes on when the future is dropped.
 */
DexFuture *
gazette_headlines_set_view (GazetteHeadlines *self,
                            GazetteViewKind   kind,
                            gint64            source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_HEADLINES (self));

  if (kind == GAZETTE_VIEW_SEARCH)
    return gazette_headlines_set_search (self, NULL, source_id, FALSE);

  self->source_id = kind == GAZETTE_VIEW_SOURCE ? source_id : 0;

  return begin_view (self, kind, NULL, FALSE, FALSE);
}

/**
 * gazette_headlines_set_search:
 * @self: a list
 * @query: (nullable): what to look for, %NULL for what the saved search does
 * @search_id: a saved search, or 0
 * @by_relevance: whether the most relevant of what is found comes first, and not
 *   the newest
 *
 * Shows what is found, as gazette_headlines_set_view() does. A search that is
 * still under way is given up.
 *
 * Returns: (transfer full): a future for whether it shows; %FALSE when a later
 *   call has overtaken it
 */
DexFuture *
gazette_headlines_set_search (GazetteHeadlines *self,
                              const char *query,
                              gint64 search_id,
                              gboolean by_relevance)
{
  dex_return_error_if_fail (GAZETTE_IS_HEADLINES (self));

  self->source_id = search_id;

  return begin_view (self, GAZETTE_VIEW_SEARCH, query, by_relevance, FALSE);
}

/**
 * gazette_headlines_set_order:
 * @self: a list
 * @order: how its articles are listed, until it is set again
 *
 * Shows the view in another order, as gazette_headlines_set_view() does; one that
 * is set later is in that order from the start. What is searched for is not
 * listed otherwise.
 *
 * Returns: (transfer full): a future for whether it shows; %FALSE when nothing
 *   changes, or a later call has overtaken it
 */
DexFuture *
gazette_headlines_set_order (GazetteHeadlines *self,
                             GazetteOrder      order)
{
  dex_return_error_if_fail (GAZETTE_IS_HEADLINES (self));

  if (self->order == order)
    return dex_future_new_false ();

  self->order = order;
  if (self->view_serial == 0 || self->kind == GAZETTE_VIEW_SEARCH)
    return dex_future_new_false ();

  return begin_view (self, self->kind, NULL, FALSE, TRUE);
}

/**
 * gazette_headlines_set_retained:
 * @self: a list
 * @article_id: the article that is open, or 0
 *
 * Keeps an article that is in the list there while the view would drop it for
 * having been read or unsaved, until another one is retained or another view
 * set.
 */
void
gazette_headlines_set_retained (GazetteHeadlines *self,
                                gint64            article_id)
{
  g_return_if_fail (GAZETTE_IS_HEADLINES (self));

  if (self->retained_id == article_id)
    return;

  self->retained_id = article_id;
  if (is_filtered (self))
    queue_reload (self);
}
