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
  g_autofree char *host = block->href != NULL ? gazette_url_dup_host (block->href) : NULL;
  const char *title = block->text[0] != 0 ? block->text : _("Embedded Content");
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (host) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), labels[i]);
    }
  gtk_widget_add_css_class (labels[0], "heading");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_set_visible (labels[1], host != NULL);
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
