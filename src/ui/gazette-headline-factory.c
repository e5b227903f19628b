/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-archive-watch.h"
#include "gazette-headline-factory.h"
#include "gazette-headline-row.h"
#include "gazette-older-row.h"

static GQuark
get_row_quark (void)
{
  static GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("gazette-row");

  return quark;
}

/**
 * gazette_headline_factory_note_row:
 * @widget: what a row or the header of a section shows
 * @row: its #GtkListItem or #GtkListHeader, which owns it
 *
 * So that what is under a pointer is found.
 */
void
gazette_headline_factory_note_row (GtkWidget *widget,
                                   GObject   *row)
{
  g_object_set_qdata (G_OBJECT (widget), get_row_quark (), row);
}

/**
 * gazette_headline_factory_get_row:
 * @widget: a widget in a list
 *
 * Returns: (transfer none) (nullable): its #GtkListItem or #GtkListHeader, if it is
 *   what one of these shows
 */
GObject *
gazette_headline_factory_get_row (GtkWidget *widget)
{
  return g_object_get_qdata (G_OBJECT (widget), get_row_quark ());
}

static void
describe_row (GtkListItem *item)
{
  GazetteHeadlineRow *row = GAZETTE_HEADLINE_ROW (gtk_list_item_get_child (item));
  g_autofree char *name = gazette_headline_row_dup_name (row);
  g_autofree char *remark = gazette_headline_row_dup_remark (row);

  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_accessible_description (item, remark);
}

static void
describe_end (GtkListItem *item)
{
  g_autofree char *name = gazette_older_row_dup_name (GAZETTE_OLDER_ROW (gtk_list_item_get_child (item)));

  gtk_list_item_set_accessible_label (item, name);
}

/* Its button has the focus in its place. */
static void
set_is_end (GtkListItem *item,
            gboolean     is_end)
{
  gtk_list_item_set_activatable (item, !is_end);
  gtk_list_item_set_selectable (item, !is_end);
  gtk_list_item_set_focusable (item, !is_end);
}

static void
bind_end (GtkListItem         *item,
          GazetteArchiveWatch *watch)
{
  set_is_end (item, TRUE);
  gtk_list_item_set_child (item, gazette_older_row_new (watch));
  gtk_list_item_set_accessible_description (item, "");
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (describe_end), item);
  describe_end (item);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *row = gazette_headline_row_new ();

  gazette_headline_factory_note_row (row, G_OBJECT (item));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         GazetteThumbnails        *thumbnails)
{
  GObject *object = gtk_list_item_get_item (item);

  if (GAZETTE_IS_ARCHIVE_WATCH (object))
    {
      bind_end (item, GAZETTE_ARCHIVE_WATCH (object));
      return;
    }

  gazette_headline_row_bind (GAZETTE_HEADLINE_ROW (gtk_list_item_get_child (item)), GAZETTE_HEADLINE (object),
                             thumbnails);
  g_signal_connect_swapped (object, "notify", G_CALLBACK (describe_row), item);
  describe_row (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  GObject *object = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_data (object, item);
  if (!GAZETTE_IS_ARCHIVE_WATCH (object))
    {
      gazette_headline_row_unbind (GAZETTE_HEADLINE_ROW (gtk_list_item_get_child (item)));
      return;
    }

  set_is_end (item, FALSE);
  setup_cb (factory, item);
}

/**
 * gazette_headline_factory_new:
 * @thumbnails: where the pictures of rows come from
 *
 * Returns: (transfer full): what makes the rows of a #GazetteSelection
 */
GtkListItemFactory *
gazette_headline_factory_new (GazetteThumbnails *thumbnails)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), thumbnails, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}
