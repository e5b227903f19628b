/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-page-embed.h"
#include "gazette-url.h"

static void
free_href (gpointer  href,
           GClosure *closure)
{
  g_free (href);
}

static void
embed_clicked_cb (GtkWidget  *button,
                  const char *href)
{
  gtk_widget_activate_action (button, "page.open-link", "s", href);
}

/* Says what the title does not: where it is or, where that is the title already,
 * the name of the file, if it is one. */
static char *
dup_caption (const GazetteBlock *block)
{
  g_autofree char *host = gazette_url_dup_host (block->href);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  if (host == NULL || g_strcmp0 (host, block->alt) != 0)
    return g_steal_pointer (&host);

  path = g_strndup (block->href, strcspn (block->href, "?#"));
  name = g_path_get_basename (path);

  return strchr (name, '.') != NULL && strcmp (name, host) != 0 ? g_uri_unescape_string (name, NULL) : NULL;
}

/**
 * gazette_page_embed_new:
 * @block: an embed
 *
 * Returns: (transfer floating): a card that leads to what the site shows there
 */
GtkWidget *
gazette_page_embed_new (const GazetteBlock *block)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *caption = block->href != NULL ? dup_caption (block) : NULL;
  const char *title = block->alt != NULL ? block->alt : _("Embedded Content");
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (caption) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "heading");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_set_visible (labels[1], caption != NULL);
  gtk_widget_set_hexpand (words, TRUE);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("adw-external-link-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "page-embed");
  gtk_widget_set_tooltip_text (button, block->href);
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_widget_set_sensitive (button, block->href != NULL);
  if (block->href != NULL)
    g_signal_connect_data (button, "clicked", G_CALLBACK (embed_clicked_cb), g_strdup (block->href),
                           free_href, G_CONNECT_DEFAULT);

  return button;
}
