/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headline-item.h"

struct _GazetteHeadlineItem
{
  AdwBin              parent_instance;

  /* The child, unless this is the end of the list. */
  GazetteHeadlineRow *row;
  guint               position;
  guint               n_items;
};

G_DEFINE_FINAL_TYPE (GazetteHeadlineItem, gazette_headline_item, ADW_TYPE_BIN)

static void
describe (GazetteHeadlineItem *self)
{
  g_autofree char *name = gazette_headline_row_dup_name (self->row);
  g_autofree char *remark = gazette_headline_row_dup_remark (self->row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, remark,
                                  -1);
}

/* The button at the end of the list has the focus in the place of its row. */
static gboolean
gazette_headline_item_grab_focus (GtkWidget *widget)
{
  if (GAZETTE_HEADLINE_ITEM (widget)->row == NULL)
    return gtk_widget_grab_focus (adw_bin_get_child (ADW_BIN (widget)));

  return GTK_WIDGET_CLASS (gazette_headline_item_parent_class)->grab_focus (widget);
}

static void
gazette_headline_item_dispose (GObject *object)
{
  GazetteHeadlineItem *self = GAZETTE_HEADLINE_ITEM (object);

  if (self->row != NULL)
    gazette_headline_item_unbind (self);
  self->row = NULL;

  G_OBJECT_CLASS (gazette_headline_item_parent_class)->dispose (object);
}

static void
gazette_headline_item_class_init (GazetteHeadlineItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_headline_item_dispose;
  widget_class->grab_focus = gazette_headline_item_grab_focus;

  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gazette_headline_item_init (GazetteHeadlineItem *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
}

/**
 * gazette_headline_item_new:
 *
 * Returns: (transfer full): a row that shows nothing yet
 */
GtkWidget *
gazette_headline_item_new (void)
{
  GazetteHeadlineItem *self = g_object_new (GAZETTE_TYPE_HEADLINE_ITEM, "focusable", TRUE, NULL);

  self->row = GAZETTE_HEADLINE_ROW (gazette_headline_row_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->row));
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);

  return GTK_WIDGET (self);
}

/**
 * gazette_headline_item_new_end:
 * @child: (transfer floating): what is at the end of a list
 *
 * Returns: (transfer full): a row of it
 */
GtkWidget *
gazette_headline_item_new_end (GtkWidget *child)
{
  GtkWidget *self = g_object_new (GAZETTE_TYPE_HEADLINE_ITEM, NULL);

  adw_bin_set_child (ADW_BIN (self), child);

  return self;
}

/**
 * gazette_headline_item_get_position:
 * @self: a row
 *
 * Returns: its position in the list, %GTK_INVALID_LIST_POSITION if it is not in use
 */
guint
gazette_headline_item_get_position (GazetteHeadlineItem *self)
{
  return self->position;
}

/**
 * gazette_headline_item_set_position:
 * @self: a row
 * @position: its position in the list, or %GTK_INVALID_LIST_POSITION
 * @n_items: how many rows the list has
 */
void
gazette_headline_item_set_position (GazetteHeadlineItem *self,
                                    guint                position,
                                    guint                n_items)
{
  if (self->position == position && self->n_items == n_items)
    return;

  self->position = position;
  self->n_items = n_items;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                    GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_items,
                                    -1);
}

/**
 * gazette_headline_item_get_headline:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GazetteHeadline *
gazette_headline_item_get_headline (GazetteHeadlineItem *self)
{
  return self->row != NULL ? gazette_headline_row_get_headline (self->row) : NULL;
}

/**
 * gazette_headline_item_bind:
 * @self: a row of a headline
 * @headline: what to show
 * @thumbnails: where its picture comes from
 *
 * Shows a headline, and follows it. It costs nothing where it shows it already.
 */
void
gazette_headline_item_bind (GazetteHeadlineItem *self,
                            GazetteHeadline     *headline,
                            GazetteThumbnails   *thumbnails)
{
  if (gazette_headline_row_get_headline (self->row) == headline)
    return;

  gazette_headline_item_unbind (self);
  gazette_headline_row_bind (self->row, headline, thumbnails);
  g_signal_connect_swapped (headline, "notify", G_CALLBACK (describe), self);
  describe (self);
}

/**
 * gazette_headline_item_unbind:
 * @self: a row of a headline
 *
 * Lets the headline go.
 */
void
gazette_headline_item_unbind (GazetteHeadlineItem *self)
{
  GazetteHeadline *headline = gazette_headline_row_get_headline (self->row);

  if (headline == NULL)
    return;

  g_signal_handlers_disconnect_by_data (headline, self);
  gazette_headline_row_unbind (self->row);
}

/**
 * gazette_headline_item_set_selected:
 * @self: a row
 * @selected: whether it is among what is selected
 */
void
gazette_headline_item_set_selected (GazetteHeadlineItem *self,
                                    gboolean             selected)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED) != 0) == selected)
    return;

  if (selected)
    gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
