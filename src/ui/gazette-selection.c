/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-selection.h"
#include "gazette-time.h"

struct _GazetteSelection
{
  GObject              parent_instance;

  GazetteHeadlines    *headlines;
  guint                n_headlines;

  /* The headline that is open, or GTK_INVALID_LIST_POSITION. */
  guint                open;
  /* While several are selected: which. */
  GtkBitset           *selected;
  guint                selecting : 1;
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteSelection, gazette_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

enum
{
  PROP_0,
  PROP_SELECTING,
  PROP_N_SELECTED,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Rows */

static GType
gazette_selection_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gazette_selection_get_n_items (GListModel *model)
{
  return GAZETTE_SELECTION (model)->n_headlines;
}

static gpointer
gazette_selection_get_item (GListModel *model,
                            guint       position)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  return position < self->n_headlines ? g_list_model_get_item (G_LIST_MODEL (self->headlines), position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gazette_selection_get_item_type;
  iface->get_n_items = gazette_selection_get_n_items;
  iface->get_item = gazette_selection_get_item;
}

static void
gazette_selection_get_section (GtkSectionModel *model,
                               guint            position,
                               guint           *start,
                               guint           *end)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);
  GazetteSection section = { self->n_headlines, 0 };

  *end = G_MAXUINT;
  if (position < self->n_headlines)
    gazette_headlines_get_section (self->headlines, position, &section, end);
  *start = section.start;
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = gazette_selection_get_section;
}

/* What is selected */

static void
tell_selection (GazetteSelection *self,
                guint             position,
                guint             n)
{
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n);
  if (self->selecting)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static gboolean
gazette_selection_is_selected (GtkSelectionModel *model,
                               guint              position)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  return self->selecting ? gtk_bitset_contains (self->selected, position)
                         : position == self->open && position < self->n_headlines;
}

static GtkBitset *
gazette_selection_get_selection_in_range (GtkSelectionModel *model,
                                          guint              position,
                                          guint              n_items)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);
  GtkBitset *result;

  if (self->selecting)
    return gtk_bitset_ref (self->selected);

  result = gtk_bitset_new_empty ();
  if (self->open < self->n_headlines)
    gtk_bitset_add (result, self->open);

  return result;
}

static void
begin (GazetteSelection *self,
       gboolean          with_open)
{
  if (self->selecting)
    return;

  self->selecting = TRUE;
  gtk_bitset_remove_all (self->selected);
  if (with_open && self->open < self->n_headlines)
    gtk_bitset_add (self->selected, self->open);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

/* Without Ctrl or Shift: the cursor moves, and what it comes to opens, unless
 * several are being selected. */
static gboolean
move_to (GazetteSelection *self,
         guint             position)
{
  if (self->selecting || position == self->open)
    return TRUE;

  gazette_selection_set_open (self, position);
  g_signal_emit (self, signals[CHOSEN], 0, position);

  return TRUE;
}

static gboolean
gazette_selection_select_item (GtkSelectionModel *model,
                               guint              position,
                               gboolean           unselect_rest)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  if (position >= self->n_headlines)
    return FALSE;
  if (unselect_rest)
    return move_to (self, position);

  begin (self, TRUE);
  gtk_bitset_add (self->selected, position);
  tell_selection (self, position, 1);

  return TRUE;
}

static gboolean
gazette_selection_unselect_item (GtkSelectionModel *model,
                                 guint              position)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  if (position >= self->n_headlines)
    return FALSE;

  if (!self->selecting)
    {
      begin (self, TRUE);
      tell_selection (self, position, 1);
      return TRUE;
    }

  gtk_bitset_remove (self->selected, position);
  tell_selection (self, position, 1);
  if (gtk_bitset_is_empty (self->selected))
    gazette_selection_end (self);

  return TRUE;
}

static gboolean
gazette_selection_select_range (GtkSelectionModel *model,
                                guint              position,
                                guint              n_items,
                                gboolean           unselect_rest)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  if (position >= self->n_headlines)
    return FALSE;

  begin (self, !unselect_rest);
  if (unselect_rest)
    gtk_bitset_remove_all (self->selected);
  gtk_bitset_add_range (self->selected, position, MIN (n_items, self->n_headlines - position));
  tell_selection (self, 0, self->n_headlines);

  return TRUE;
}

static gboolean
gazette_selection_unselect_range (GtkSelectionModel *model,
                                  guint              position,
                                  guint              n_items)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  if (!self->selecting)
    return FALSE;

  gtk_bitset_remove_range (self->selected, position, n_items);
  tell_selection (self, 0, self->n_headlines);

  return TRUE;
}

static gboolean
gazette_selection_select_all (GtkSelectionModel *model)
{
  GazetteSelection *self = GAZETTE_SELECTION (model);

  return self->n_headlines > 0 && gazette_selection_select_range (model, 0, self->n_headlines, TRUE);
}

static gboolean
gazette_selection_unselect_all (GtkSelectionModel *model)
{
  gazette_selection_end (GAZETTE_SELECTION (model));

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = gazette_selection_is_selected;
  iface->get_selection_in_range = gazette_selection_get_selection_in_range;
  iface->select_item = gazette_selection_select_item;
  iface->unselect_item = gazette_selection_unselect_item;
  iface->select_range = gazette_selection_select_range;
  iface->unselect_range = gazette_selection_unselect_range;
  iface->select_all = gazette_selection_select_all;
  iface->unselect_all = gazette_selection_unselect_all;
}

/* Rows that go take their selection along; of those that come none has it. */
static void
items_changed_cb (GazetteSelection *self,
                  guint             position,
                  guint             n_removed,
                  guint             n_added)
{
  guint64 n_former = gtk_bitset_get_size (self->selected);

  self->n_headlines += n_added - n_removed;
  gtk_bitset_splice (self->selected, position, n_removed, n_added);
  if (self->open != GTK_INVALID_LIST_POSITION && self->open >= position)
    self->open = self->open >= position + n_removed ? self->open + n_added - n_removed : GTK_INVALID_LIST_POSITION;

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (self->selecting && gtk_bitset_get_size (self->selected) != n_former)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
sections_changed_cb (GazetteSelection *self)
{
  if (self->n_headlines > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, self->n_headlines);
}

static void
gazette_selection_dispose (GObject *object)
{
  GazetteSelection *self = GAZETTE_SELECTION (object);

  g_clear_object (&self->headlines);
  self->n_headlines = 0;

  G_OBJECT_CLASS (gazette_selection_parent_class)->dispose (object);
}

static void
gazette_selection_finalize (GObject *object)
{
  gtk_bitset_unref (GAZETTE_SELECTION (object)->selected);

  G_OBJECT_CLASS (gazette_selection_parent_class)->finalize (object);
}

static void
gazette_selection_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GazetteSelection *self = GAZETTE_SELECTION (object);

  switch (prop_id)
    {
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, gazette_selection_get_n (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_selection_class_init (GazetteSelectionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gazette_selection_dispose;
  object_class->finalize = gazette_selection_finalize;
  object_class->get_property = gazette_selection_get_property;

  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, flags);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gazette_selection_init (GazetteSelection *self)
{
  self->open = GTK_INVALID_LIST_POSITION;
  self->selected = gtk_bitset_new_empty ();
}

/**
 * gazette_selection_new:
 * @headlines: a list
 *
 * Returns: (transfer full): their rows, none selected
 */
GazetteSelection *
gazette_selection_new (GazetteHeadlines *headlines)
{
  GazetteSelection *self;

  g_return_val_if_fail (GAZETTE_IS_HEADLINES (headlines), NULL);

  self = g_object_new (GAZETTE_TYPE_SELECTION, NULL);
  self->headlines = g_object_ref (headlines);
  self->n_headlines = g_list_model_get_n_items (G_LIST_MODEL (headlines));
  g_signal_connect_object (headlines, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (headlines, "sections-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gazette_selection_get_open:
 * @self: rows
 *
 * Returns: where the headline is that is open, %GTK_INVALID_LIST_POSITION if none
 *   of them is
 */
guint
gazette_selection_get_open (GazetteSelection *self)
{
  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), GTK_INVALID_LIST_POSITION);

  return self->open;
}

/**
 * gazette_selection_set_open:
 * @self: rows
 * @position: the headline that is open, or %GTK_INVALID_LIST_POSITION
 *
 * It does not count as chosen by a person.
 */
void
gazette_selection_set_open (GazetteSelection *self,
                            guint             position)
{
  guint former;

  g_return_if_fail (GAZETTE_IS_SELECTION (self));

  former = self->open;
  if (former == position)
    return;

  self->open = position;
  if (self->selecting)
    return;

  if (former < self->n_headlines)
    tell_selection (self, former, 1);
  if (position < self->n_headlines)
    tell_selection (self, position, 1);
}

/**
 * gazette_selection_get_selecting:
 * @self: rows
 *
 * Returns: whether several can be selected
 */
gboolean
gazette_selection_get_selecting (GazetteSelection *self)
{
  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), FALSE);

  return self->selecting;
}

/**
 * gazette_selection_get_n:
 * @self: rows
 *
 * Returns: how many are selected while several can be, else 0
 */
guint
gazette_selection_get_n (GazetteSelection *self)
{
  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), 0);

  return self->selecting ? (guint) gtk_bitset_get_size (self->selected) : 0;
}

/**
 * gazette_selection_begin:
 * @self: rows
 *
 * Lets several be selected; none is yet.
 */
void
gazette_selection_begin (GazetteSelection *self)
{
  g_return_if_fail (GAZETTE_IS_SELECTION (self));

  begin (self, FALSE);
  tell_selection (self, 0, self->n_headlines);
}

/**
 * gazette_selection_end:
 * @self: rows
 *
 * Selects again only what is open.
 */
void
gazette_selection_end (GazetteSelection *self)
{
  g_return_if_fail (GAZETTE_IS_SELECTION (self));

  if (!self->selecting)
    return;

  self->selecting = FALSE;
  gtk_bitset_remove_all (self->selected);
  tell_selection (self, 0, self->n_headlines);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

/**
 * gazette_selection_toggle:
 * @self: rows
 * @position: a row
 *
 * Selects it among several, or does so no longer.
 */
void
gazette_selection_toggle (GazetteSelection *self,
                          guint             position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self);

  g_return_if_fail (GAZETTE_IS_SELECTION (self));

  if (!self->selecting)
    begin (self, FALSE);

  if (gtk_bitset_contains (self->selected, position))
    gazette_selection_unselect_item (model, position);
  else
    gazette_selection_select_item (model, position, FALSE);
}

/**
 * gazette_selection_dup_ids:
 * @self: rows
 *
 * Returns: (transfer full) (element-type gint64): the articles that are selected, in
 *   their order
 */
GArray *
gazette_selection_dup_ids (GazetteSelection *self)
{
  GtkBitsetIter iter;
  GArray *ids;
  guint position;

  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), NULL);

  /* However many there are. */
  if (self->n_headlines > 0 && gazette_selection_get_n (self) == self->n_headlines)
    return gazette_headlines_dup_ids (self->headlines);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!self->selecting)
    return ids;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = gazette_headlines_get_article (self->headlines, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * gazette_selection_has_sections:
 * @self: rows
 *
 * Returns: whether its sections have titles
 */
gboolean
gazette_selection_has_sections (GazetteSelection *self)
{
  GazetteSection section;
  guint end;

  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), FALSE);

  return self->n_headlines > 0 && gazette_headlines_get_section (self->headlines, 0, &section, &end);
}

static char *
format_day (gint64 key)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr(GDateTime) day = g_date_time_new_local (key / 10000, key / 100 % 100, key % 100, 12, 0, 0);
  const char *format;

  if (key == gazette_time_get_day (g_date_time_to_unix (now), NULL, NULL))
    return g_strdup (C_("day", "Today"));
  if (key == gazette_time_get_day (g_date_time_to_unix (yesterday), NULL, NULL))
    return g_strdup (C_("day", "Yesterday"));
  if (day == NULL)
    return g_strdup (C_("day", "Without a Date"));

  format = g_date_time_get_year (day) == g_date_time_get_year (now)
           /* TRANSLATORS: a day of this year, in the form of g_date_time_format(): Tuesday, 24 November */
           ? C_("day", "%A, %-e %B")
           /* TRANSLATORS: a day of another year, in the form of g_date_time_format(): 24 November 2024 */
           : C_("day", "%-e %B %Y");

  return g_date_time_format (day, format);
}

/**
 * gazette_selection_dup_title:
 * @self: rows
 * @position: one of them
 *
 * Returns: (transfer full): the title of the section that it is in, a day or a
 *   source; "" where there is none, or it is not read yet
 */
char *
gazette_selection_dup_title (GazetteSelection *self,
                             guint             position)
{
  g_autoptr(GazetteHeadline) headline = NULL;
  GazetteSection section;
  guint end;

  g_return_val_if_fail (GAZETTE_IS_SELECTION (self), NULL);

  if (self->n_headlines == 0)
    return g_strdup ("");

  position = MIN (position, self->n_headlines - 1);
  if (!gazette_headlines_get_section (self->headlines, position, &section, &end))
    return g_strdup ("");
  if (gazette_headlines_get_order (self->headlines) != GAZETTE_ORDER_SOURCE)
    return format_day (section.key);

  headline = g_list_model_get_item (G_LIST_MODEL (self->headlines), position);

  return g_strdup (gazette_headline_get_source_title (headline));
}
