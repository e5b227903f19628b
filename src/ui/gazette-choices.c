/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-choices.h"
#include "gazette-ticket.h"

/* All, unread, today, saved, highlights; what is muted comes after them while a source
 * is. */
#define N_ALWAYS 5

/* While many sources are refreshed, counts change all the time. */
#define RELOAD_INTERVAL 100

/* What searches find is counted that long after something changed, in
 * milliseconds: it has to be searched for. */
#define COUNT_INTERVAL 1500

struct _GazetteChoices
{
  GObject         parent_instance;

  GazetteLibrary *library;
  /* The fixed ones, the saved searches, the sources. */
  GPtrArray      *choices;
  guint           n_fixed;
  guint           n_searches;
  gint64          searches_serial;
  guint           count_source;
  guint           reload_source;
  /* While that waits: the source that is to be read again, 0 for all. */
  gint64          changed_id;
  guint           is_loading : 1;
  guint           reload_again : 1;
  guint           loaded : 1;
};

/* Where the sources begin. */
#define N_BEFORE(self) ((self)->n_fixed + (self)->n_searches)

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteChoices, gazette_choices, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

enum
{
  PROP_0,
  PROP_LOADED,
  PROP_N_SOURCES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
gazette_choices_get_item_type (GListModel *model)
{
  return GAZETTE_TYPE_CHOICE;
}

static guint
gazette_choices_get_n_items (GListModel *model)
{
  return GAZETTE_CHOICES (model)->choices->len;
}

static gpointer
gazette_choices_get_item (GListModel *model,
                          guint       position)
{
  GazetteChoices *self = GAZETTE_CHOICES (model);

  return position < self->choices->len ? g_object_ref (self->choices->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gazette_choices_get_item_type;
  iface->get_n_items = gazette_choices_get_n_items;
  iface->get_item = gazette_choices_get_item;
}

static void
gazette_choices_get_section (GtkSectionModel *model,
                             guint            position,
                             guint           *start,
                             guint           *end)
{
  GazetteChoices *self = GAZETTE_CHOICES (model);

  if (position < self->n_fixed)
    {
      *start = 0;
      *end = self->n_fixed;
    }
  else if (position < N_BEFORE (self))
    {
      *start = self->n_fixed;
      *end = N_BEFORE (self);
    }
  else if (position < self->choices->len)
    {
      *start = N_BEFORE (self);
      *end = self->choices->len;
    }
  else
    {
      *start = self->choices->len;
      *end = G_MAXUINT;
    }
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = gazette_choices_get_section;
}

/* Those that stay remain the same objects. */
static GPtrArray *
make_source_choices (GazetteChoices *self,
                     GPtrArray      *sources)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *choices = g_ptr_array_new_full (sources->len, g_object_unref);

  for (guint i = N_BEFORE (self); i < self->choices->len; i++)
    g_hash_table_insert (known, &gazette_choice_get_source (self->choices->pdata[i])->id, self->choices->pdata[i]);

  for (guint i = 0; i < sources->len; i++)
    {
      GazetteSource *source = sources->pdata[i];
      GazetteChoice *choice = g_hash_table_lookup (known, &source->id);

      g_ptr_array_add (choices, choice != NULL ? g_object_ref (choice) : gazette_choice_new_source (source));
    }

  return choices;
}

/* Takes what has changed out and puts what is new in, with one step. */
static void
replace_source_choices (GazetteChoices *self,
                        GPtrArray      *choices)
{
  guint n_old = self->choices->len - N_BEFORE (self);
  guint n_old_all = n_old;
  guint start = 0;
  guint n_new = choices->len;

  while (start < n_old && start < n_new && self->choices->pdata[N_BEFORE (self) + start] == choices->pdata[start])
    start++;
  while (n_old > start && n_new > start &&
         self->choices->pdata[N_BEFORE (self) + n_old - 1] == choices->pdata[n_new - 1])
    {
      n_old--;
      n_new--;
    }
  if (n_old == start && n_new == start)
    return;

  if (n_old > start)
    g_ptr_array_remove_range (self->choices, N_BEFORE (self) + start, n_old - start);
  for (guint i = start; i < n_new; i++)
    g_ptr_array_insert (self->choices, N_BEFORE (self) + i, g_object_ref (choices->pdata[i]));

  g_list_model_items_changed (G_LIST_MODEL (self), N_BEFORE (self) + start, n_old - start, n_new - start);
  if (n_old_all != choices->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SOURCES]);
}

/* What is muted is out of the way, and so is its view where nothing is. */
static void
take_muted (GazetteChoices *self,
            GPtrArray      *sources)
{
  gboolean was_there = self->n_fixed > N_ALWAYS;
  gboolean is_there = FALSE;
  guint n_articles = 0;

  for (guint i = 0; i < sources->len; i++)
    {
      const GazetteSource *source = sources->pdata[i];

      is_there = is_there || source->muted;
      n_articles += source->muted ? source->n_articles : 0;
    }

  if (is_there && !was_there)
    g_ptr_array_insert (self->choices, N_ALWAYS, gazette_choice_new (GAZETTE_VIEW_MUTED));
  else if (!is_there && was_there)
    g_ptr_array_remove_index (self->choices, N_ALWAYS);
  self->n_fixed = N_ALWAYS + is_there;
  if (is_there)
    gazette_choice_set_count (self->choices->pdata[N_ALWAYS], n_articles);
  if (is_there != was_there)
    g_list_model_items_changed (G_LIST_MODEL (self), N_ALWAYS, was_there, is_there);
}

static void
take_sources (GazetteChoices *self,
              GPtrArray      *sources)
{
  g_autoptr(GPtrArray) choices = make_source_choices (self, sources);

  take_muted (self, sources);
  replace_source_choices (self, choices);
  for (guint i = 0; i < sources->len; i++)
    gazette_choice_set_source (choices->pdata[i], sources->pdata[i]);
}

static void
take_source (GazetteChoices *self,
             GazetteSource  *source)
{
  GazetteChoice *choice = gazette_choices_find (self, GAZETTE_VIEW_SOURCE, source->id, NULL);

  if (choice != NULL)
    gazette_choice_set_source (choice, source);
}

static void
take_counts (GazetteChoices      *self,
             const GazetteCounts *counts)
{
  gazette_choice_set_count (self->choices->pdata[0], counts->n_articles);
  gazette_choice_set_count (self->choices->pdata[1], counts->n_unread);
  gazette_choice_set_count (self->choices->pdata[2], counts->n_today);
  gazette_choice_set_count (self->choices->pdata[3], counts->n_saved);
  gazette_choice_set_count (self->choices->pdata[4], counts->n_highlights);
}

/* There are few, so all of them are put in anew when there are others. */
static void
take_searches (GazetteChoices *self,
               GPtrArray      *searches)
{
  guint n_former = self->n_searches;
  gboolean same = searches->len == n_former;

  for (guint i = 0; same && i < n_former; i++)
    same = gazette_choice_get_source_id (self->choices->pdata[self->n_fixed + i]) ==
           ((GazetteSearch *) searches->pdata[i])->id;

  if (same)
    {
      for (guint i = 0; i < n_former; i++)
        gazette_choice_set_search (self->choices->pdata[self->n_fixed + i], searches->pdata[i]);
      return;
    }

  if (n_former > 0)
    g_ptr_array_remove_range (self->choices, self->n_fixed, n_former);
  for (guint i = 0; i < searches->len; i++)
    g_ptr_array_insert (self->choices, self->n_fixed + i, gazette_choice_new_search (searches->pdata[i]));
  self->n_searches = searches->len;
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_fixed, n_former, searches->len);
}

static void
take_search_counts (GazetteChoices *self,
                    GPtrArray      *searches)
{
  for (guint i = 0; i < searches->len; i++)
    {
      const GazetteSearch *search = searches->pdata[i];
      GazetteChoice *choice = gazette_choices_find (self, GAZETTE_VIEW_SEARCH, search->id, NULL);

      if (choice != NULL)
        gazette_choice_set_count (choice, search->n_unread);
    }
}

static DexFuture *
counted_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(GazetteChoices) self = gazette_ticket_dup_owner (user_data);
  const GValue *searches = dex_future_get_value (future, NULL);

  if (self != NULL && searches != NULL)
    take_search_counts (self, g_value_get_boxed (searches));

  return NULL;
}

static gboolean
count_cb (gpointer user_data)
{
  GazetteChoices *self = user_data;

  self->count_source = 0;
  dex_future_disown (dex_future_finally (gazette_library_list_searches (self->library, TRUE), counted_cb,
                                         gazette_ticket_new (self, 0), gazette_ticket_free));

  return G_SOURCE_REMOVE;
}

static void
queue_count (GazetteChoices *self)
{
  if (self->n_searches > 0 && self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_INTERVAL, count_cb, self);
}

static DexFuture *
searches_loaded_cb (DexFuture *future,
                    gpointer   user_data)
{
  g_autoptr(GazetteChoices) self = gazette_ticket_dup_owner (user_data);
  const GValue *searches = dex_future_get_value (future, NULL);

  /* Two may read at once: what was asked later counts. */
  if (self == NULL || searches == NULL || ((GazetteTicket *) user_data)->id != self->searches_serial)
    return NULL;

  take_searches (self, g_value_get_boxed (searches));
  if (self->n_searches > 0)
    {
      g_clear_handle_id (&self->count_source, g_source_remove);
      count_cb (self);
    }

  return NULL;
}

static void
reload_searches (GazetteChoices *self)
{
  dex_future_disown (dex_future_finally (gazette_library_list_searches (self->library, FALSE), searches_loaded_cb,
                                         gazette_ticket_new (self, ++self->searches_serial), gazette_ticket_free));
}

static void queue_reload (GazetteChoices *self);

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazetteChoices) self = gazette_ticket_dup_owner (user_data);
  const GValue *sources = dex_future_set_get_value_at (DEX_FUTURE_SET (future), 0, NULL);
  const GValue *counts = dex_future_set_get_value_at (DEX_FUTURE_SET (future), 1, NULL);

  if (self == NULL)
    return NULL;

  self->is_loading = FALSE;
  if (sources != NULL && G_VALUE_HOLDS (sources, GAZETTE_TYPE_SOURCE))
    take_source (self, g_value_get_boxed (sources));
  else if (sources != NULL)
    take_sources (self, g_value_get_boxed (sources));
  if (counts != NULL)
    take_counts (self, g_value_get_boxed (counts));

  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  if (self->reload_again)
    queue_reload (self);

  return NULL;
}

/* One that was removed meanwhile is not there any more, which is told as well. */
static void
reload (GazetteChoices *self)
{
  DexFuture *sources = self->changed_id != 0 ? gazette_library_load_source (self->library, self->changed_id)
                                             : gazette_library_list_sources (self->library);
  DexFuture *future = dex_future_all (sources, gazette_library_load_counts (self->library), NULL);

  self->is_loading = TRUE;
  self->reload_again = FALSE;
  dex_future_disown (dex_future_finally (future, loaded_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static gboolean
reload_cb (gpointer user_data)
{
  GazetteChoices *self = user_data;

  self->reload_source = 0;
  reload (self);

  return G_SOURCE_REMOVE;
}

static void
queue_reload (GazetteChoices *self)
{
  if (self->is_loading)
    self->reload_again = TRUE;
  else if (self->reload_source == 0)
    self->reload_source = g_timeout_add (RELOAD_INTERVAL, reload_cb, self);
}

static void
sources_changed_cb (GazetteChoices *self,
                    gint64          counted_source_id)
{
  if (self->reload_source == 0 && !self->reload_again)
    self->changed_id = counted_source_id;
  else if (self->changed_id != counted_source_id)
    self->changed_id = 0;
  queue_count (self);
  queue_reload (self);
}

static void
gazette_choices_dispose (GObject *object)
{
  GazetteChoices *self = GAZETTE_CHOICES (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->count_source, g_source_remove);

  G_OBJECT_CLASS (gazette_choices_parent_class)->dispose (object);
}

static void
gazette_choices_finalize (GObject *object)
{
  GazetteChoices *self = GAZETTE_CHOICES (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (gazette_choices_parent_class)->finalize (object);
}

static void
gazette_choices_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GazetteChoices *self = GAZETTE_CHOICES (object);

  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_N_SOURCES:
      g_value_set_uint (value, gazette_choices_get_n_sources (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_choices_class_init (GazetteChoicesClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_choices_dispose;
  object_class->finalize = gazette_choices_finalize;
  object_class->get_property = gazette_choices_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_N_SOURCES] = g_param_spec_uint ("n-sources", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gazette_choices_init (GazetteChoices *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->choices, gazette_choice_new (GAZETTE_VIEW_ALL));
  g_ptr_array_add (self->choices, gazette_choice_new (GAZETTE_VIEW_UNREAD));
  g_ptr_array_add (self->choices, gazette_choice_new (GAZETTE_VIEW_TODAY));
  g_ptr_array_add (self->choices, gazette_choice_new (GAZETTE_VIEW_SAVED));
  g_ptr_array_add (self->choices, gazette_choice_new (GAZETTE_VIEW_HIGHLIGHTS));
  self->n_fixed = N_ALWAYS;
}

/**
 * gazette_choices_new:
 * @library: where the sources are
 *
 * Returns: (transfer full): the choices; the sources follow once they are read
 */
GazetteChoices *
gazette_choices_new (GazetteLibrary *library)
{
  GazetteChoices *self;

  g_return_val_if_fail (GAZETTE_IS_LIBRARY (library), NULL);

  self = g_object_new (GAZETTE_TYPE_CHOICES, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "sources-changed", G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "search-changed", G_CALLBACK (queue_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "searches-changed", G_CALLBACK (reload_searches), self, G_CONNECT_SWAPPED);
  reload_searches (self);
  reload (self);

  return self;
}

/**
 * gazette_choices_get_loaded:
 * @self: choices
 *
 * Returns: whether the sources have been read
 */
gboolean
gazette_choices_get_loaded (GazetteChoices *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICES (self), FALSE);

  return self->loaded;
}

/**
 * gazette_choices_get_n_sources:
 * @self: choices
 *
 * Returns: how many of them are sources
 */
guint
gazette_choices_get_n_sources (GazetteChoices *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICES (self), 0);

  return self->choices->len - N_BEFORE (self);
}

/**
 * gazette_choices_find:
 * @self: choices
 * @kind: a view
 * @source_id: its source or saved search, if it is of one
 * @position: (out) (optional): where it is
 *
 * Returns: (transfer none) (nullable): its choice, %NULL when there is no such
 *   source or search
 */
GazetteChoice *
gazette_choices_find (GazetteChoices  *self,
                      GazetteViewKind  kind,
                      gint64           source_id,
                      guint           *position)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICES (self), NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      GazetteChoice *choice = self->choices->pdata[i];

      if (gazette_choice_get_kind (choice) == kind &&
          ((kind != GAZETTE_VIEW_SOURCE && kind != GAZETTE_VIEW_SEARCH) || gazette_choice_get_source_id (choice) == source_id))
        {
          if (position != NULL)
            *position = i;
          return choice;
        }
    }

  return NULL;
}
