/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headline-list-private.h"

static void scrollable_iface_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteHeadlineList, gazette_headline_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, scrollable_iface_init))

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);

  self->tick = 0;
  if (self->is_stale && self->model != NULL)
    gazette_headline_list_bind_items (self);
  if (self->height > 0)
    gazette_headline_list_update_adjustments (self);

  return G_SOURCE_REMOVE;
}

/**
 * gazette_headline_list_queue_update:
 * @self: a list
 *
 * Shows in the next frame what has changed. Changes often come one after the other; and
 * what is changed while room is given is laid out twice.
 */
void
gazette_headline_list_queue_update (GazetteHeadlineList *self)
{
  self->is_stale = TRUE;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The model */

/* Of a row that goes, the one that comes to its place, unless all go. */
static guint
follow_row (guint row,
            guint position,
            guint n_removed,
            guint n_added,
            guint n_former)
{
  guint n_rows = n_former - n_removed + n_added;

  if (row == GTK_INVALID_LIST_POSITION || row < position)
    return row;
  if (row >= position + n_removed)
    return row - n_removed + n_added;

  return n_removed < n_former ? MIN (position, n_rows - 1) : GTK_INVALID_LIST_POSITION;
}

static void
items_changed_cb (GazetteHeadlineList *self,
                  guint                position,
                  guint                n_removed,
                  guint                n_added)
{
  guint *const rows[] = { &self->anchor, &self->wanted, &self->cursor, &self->origin };
  guint n_former = self->places.n_rows;

  self->places.n_rows = n_former - n_removed + n_added;
  self->n_known = MIN (self->n_known, position);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    *rows[i] = follow_row (*rows[i], position, n_removed, n_added, n_former);
  for (guint i = 0; i < self->items->len; i++)
    {
      guint place = gazette_headline_item_get_position (self->items->pdata[i]);

      if (place >= position && place < position + n_removed)
        place = GTK_INVALID_LIST_POSITION;
      gazette_headline_item_set_position (self->items->pdata[i],
                                          follow_row (place, position, n_removed, n_added, n_former),
                                          self->places.n_rows);
    }
  gazette_headline_list_queue_update (self);
}

static void
sections_changed_cb (GazetteHeadlineList *self,
                     guint                position,
                     guint                n_items)
{
  self->n_known = MIN (self->n_known, position);
  gazette_headline_list_queue_update (self);
}

static void
selection_changed_cb (GazetteHeadlineList *self,
                      guint                position,
                      guint                n_items)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      guint place = gazette_headline_item_get_position (self->items->pdata[i]);

      if (place >= position && place - position < n_items)
        gazette_headline_item_set_selected (self->items->pdata[i], gtk_selection_model_is_selected (self->model, place));
    }
}

/* Room */

static void
gazette_headline_list_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);

  gazette_headline_list_update_heights (self);
  *minimum = self->places.row_height;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (self->items->pdata[0], orientation, -1, minimum, NULL, NULL, NULL);
  *natural = *minimum;
}

static GtkSizeRequestMode
gazette_headline_list_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Scrolling */

static void
value_changed_cb (GazetteHeadlineList *self)
{
  if (self->is_placing || self->model == NULL)
    return;

  self->wanted = GTK_INVALID_LIST_POSITION;
  gazette_headline_list_set_value (self, gtk_adjustment_get_value (self->vadjustment));
  gazette_headline_list_bind_items (self);
}

static void
set_adjustment (GazetteHeadlineList  *self,
                GtkAdjustment       **adjustment,
                GtkAdjustment        *value)
{
  if (*adjustment != NULL)
    g_signal_handlers_disconnect_by_func (*adjustment, value_changed_cb, self);
  g_set_object (adjustment, value);
  if (value != NULL && adjustment == &self->vadjustment)
    g_signal_connect_swapped (value, "value-changed", G_CALLBACK (value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
scrollable_iface_init (GtkScrollableInterface *iface)
{
}

/* The focus */

static void
focus_changed_cb (GazetteHeadlineList *self)
{
  GazetteHeadlineItem *item = gazette_headline_list_get_focused (self);
  guint position = item != NULL && item != self->end ? gazette_headline_item_get_position (item) : self->places.n_rows;

  if (item == NULL || position == GTK_INVALID_LIST_POSITION)
    return;

  self->cursor = position;
  if (!self->is_placing)
    gazette_headline_list_show_row (self, position);
}

static void
gazette_headline_list_root (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (gazette_headline_list_parent_class)->root (widget);

  if (GTK_IS_WINDOW (root))
    g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), widget);
}

static void
gazette_headline_list_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_changed_cb, widget);

  GTK_WIDGET_CLASS (gazette_headline_list_parent_class)->unroot (widget);
}

static gboolean
gazette_headline_list_grab_focus (GtkWidget *widget)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (widget);

  return gazette_headline_list_focus_row (self, gazette_headline_list_get_cursor (self));
}

/* Along the rows go the arrows; Tab leaves them. */
static gboolean
gazette_headline_list_focus (GtkWidget        *widget,
                             GtkDirectionType  direction)
{
  GazetteHeadlineItem *item = gazette_headline_list_get_focused (GAZETTE_HEADLINE_LIST (widget));

  return item != NULL ? gtk_widget_child_focus (GTK_WIDGET (item), direction) : gtk_widget_grab_focus (widget);
}

static void
gazette_headline_list_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_headline_list_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_headline_list_dispose (GObject *object)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->thumbnails);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  self->pressed = NULL;
  g_clear_pointer ((GtkWidget **) &self->end, gtk_widget_unparent);
  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->titles, 0);
  self->n_titles = 0;

  G_OBJECT_CLASS (gazette_headline_list_parent_class)->dispose (object);
}

static void
gazette_headline_list_finalize (GObject *object)
{
  GazetteHeadlineList *self = GAZETTE_HEADLINE_LIST (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->titles);
  g_array_unref (self->places.starts);

  G_OBJECT_CLASS (gazette_headline_list_parent_class)->finalize (object);
}

static void
gazette_headline_list_class_init (GazetteHeadlineListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gazette_headline_list_dispose;
  object_class->finalize = gazette_headline_list_finalize;
  object_class->get_property = gazette_headline_list_get_property;
  object_class->set_property = gazette_headline_list_set_property;
  widget_class->measure = gazette_headline_list_measure;
  widget_class->size_allocate = gazette_headline_list_size_allocate;
  widget_class->get_request_mode = gazette_headline_list_get_request_mode;
  widget_class->root = gazette_headline_list_root;
  widget_class->unroot = gazette_headline_list_unroot;
  widget_class->grab_focus = gazette_headline_list_grab_focus;
  widget_class->focus = gazette_headline_list_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /* Themes know it as what it is to a person. */
  gtk_widget_class_set_css_name (widget_class, "listview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gazette_headline_list_add_bindings (widget_class);
}

static void
gazette_headline_list_init (GazetteHeadlineList *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->titles = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->places.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_known = 0;
  self->anchor = GTK_INVALID_LIST_POSITION;
  self->wanted = GTK_INVALID_LIST_POSITION;
  self->cursor = GTK_INVALID_LIST_POSITION;
  self->origin = GTK_INVALID_LIST_POSITION;

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gazette_headline_list_add_gestures (self);
}

/**
 * gazette_headline_list_set_model:
 * @self: a list that has no model yet
 * @model: what to show: a #GtkSectionModel of #GazetteHeadline
 * @thumbnails: where the pictures of rows come from
 */
void
gazette_headline_list_set_model (GazetteHeadlineList *self,
                                 GtkSelectionModel   *model,
                                 GazetteThumbnails   *thumbnails)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));
  g_return_if_fail (GTK_IS_SELECTION_MODEL (model) && GTK_IS_SECTION_MODEL (model));
  g_return_if_fail (GAZETTE_IS_THUMBNAILS (thumbnails));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->thumbnails = g_object_ref (thumbnails);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (model, "sections-changed", G_CALLBACK (sections_changed_cb), self);
  g_signal_connect_swapped (model, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (model)));
}

/**
 * gazette_headline_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GtkSelectionModel *
gazette_headline_list_get_model (GazetteHeadlineList *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), NULL);

  return self->model;
}

/**
 * gazette_headline_list_set_titles:
 * @self: a list
 * @func: (nullable) (scope forever): tells the titles of sections, %NULL where they have
 *   none
 */
void
gazette_headline_list_set_titles (GazetteHeadlineList *self,
                                  GazetteTitleFunc     func)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));

  if (self->title_func == func)
    return;

  self->title_func = func;
  self->n_known = 0;
  gazette_headline_list_queue_update (self);
}

/**
 * gazette_headline_list_has_titles:
 * @self: a list
 *
 * Returns: whether sections have titles
 */
gboolean
gazette_headline_list_has_titles (GazetteHeadlineList *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), FALSE);

  return self->title_func != NULL;
}

/**
 * gazette_headline_list_set_end:
 * @self: a list
 * @child: (nullable) (transfer floating): what comes after the last row
 */
void
gazette_headline_list_set_end (GazetteHeadlineList *self,
                               GtkWidget           *child)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));

  if (self->end != NULL && gazette_headline_list_get_focused (self) == self->end && self->places.n_rows > 0)
    gazette_headline_list_focus_row (self, self->places.n_rows - 1);
  g_clear_pointer ((GtkWidget **) &self->end, gtk_widget_unparent);
  if (child != NULL)
    {
      self->end = GAZETTE_HEADLINE_ITEM (gazette_headline_item_new_end (child));
      gtk_widget_set_parent (GTK_WIDGET (self->end), GTK_WIDGET (self));
    }
  gazette_headline_list_queue_update (self);
}

/**
 * gazette_headline_list_set_single_click_activate:
 * @self: a list
 * @activates: whether one click opens a row, not two
 */
void
gazette_headline_list_set_single_click_activate (GazetteHeadlineList *self,
                                                 gboolean             activates)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));

  self->single_click_activate = activates;
}

/**
 * gazette_headline_list_scroll_to:
 * @self: a list
 * @position: a row
 * @flags: whether it gets the focus, and is selected
 *
 * Brings a row in sight.
 */
void
gazette_headline_list_scroll_to (GazetteHeadlineList *self,
                                 guint                position,
                                 GtkListScrollFlags   flags)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));
  g_return_if_fail (position < self->places.n_rows);

  if ((flags & GTK_LIST_SCROLL_FOCUS) != 0)
    gazette_headline_list_focus_row (self, position);
  if ((flags & GTK_LIST_SCROLL_SELECT) != 0)
    {
      self->origin = position;
      gtk_selection_model_select_item (self->model, position, TRUE);
    }
  gazette_headline_list_show_row (self, position);
}

/**
 * gazette_headline_list_set_cursor:
 * @self: a list
 * @position: a row
 *
 * Lets keys go on from a row, which comes in sight. The focus goes there where another row
 * has it, and comes there when the list gets it.
 */
void
gazette_headline_list_set_cursor (GazetteHeadlineList *self,
                                  guint                position)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_LIST (self));
  g_return_if_fail (position < self->places.n_rows);

  if (position != gazette_headline_list_get_cursor (self))
    gazette_headline_list_turn_to (self, position);
  if (gazette_headline_list_get_focused (self) != NULL)
    gazette_headline_list_focus_row (self, position);
  else
    self->cursor = position;
}

/**
 * gazette_headline_list_get_focus_row:
 * @self: a list
 *
 * Returns: the headline that has the focus, %GTK_INVALID_LIST_POSITION if none has
 */
guint
gazette_headline_list_get_focus_row (GazetteHeadlineList *self)
{
  GazetteHeadlineItem *item;

  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), GTK_INVALID_LIST_POSITION);

  item = gazette_headline_list_get_focused (self);

  return item != NULL ? gazette_headline_item_get_position (item) : GTK_INVALID_LIST_POSITION;
}

/**
 * gazette_headline_list_get_widget:
 * @self: a list
 * @position: a row
 *
 * Returns: (transfer none) (nullable): what shows it, %NULL where it is out of sight
 */
GtkWidget *
gazette_headline_list_get_widget (GazetteHeadlineList *self,
                                  guint                position)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_LIST (self), NULL);

  return position < self->places.n_rows ? (GtkWidget *) gazette_headline_list_find_item (self, position) : NULL;
}
