/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-picture-private.h"

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_try_again (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "picture.try-again");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

/*
 * gazette_picture_failure_new:
 * @alt: (nullable): what the picture shows
 * @reason: why it could not be had, in plain words
 * @may_pass: whether it may work later
 *
 * Returns: (transfer floating): what stands in the place of a picture that is not
 *   there
 */
GtkWidget *
gazette_picture_failure_new (const char *alt,
                             const char *reason,
                             gboolean    may_pass)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-missing-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (icon, "dimmed");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  if (alt != NULL && alt[0] != 0)
    gtk_box_append (GTK_BOX (words), make_label (alt, "body"));
  gtk_box_append (GTK_BOX (words), make_label (reason, "caption"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_hexpand (words, TRUE);
  if (may_pass)
    gtk_box_append (GTK_BOX (box), make_try_again ());
  gtk_widget_add_css_class (box, "picture-failure");

  return box;
}
