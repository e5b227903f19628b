/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GAZETTE_TYPE_SECTION_TITLE (gazette_section_title_get_type ())

G_DECLARE_FINAL_TYPE (GazetteSectionTitle, gazette_section_title, GAZETTE, SECTION_TITLE, GtkWidget)

GtkWidget *gazette_section_title_new      (void);
void       gazette_section_title_set_text (GazetteSectionTitle *self,
                                           const char          *text);

G_END_DECLS
