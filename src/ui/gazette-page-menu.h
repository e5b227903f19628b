/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazettePageMenu:
 *
 * The menu of a page, which is that of its text and of whatever stands in it: a
 * picture, code, the cell of a table.
 */
#define GAZETTE_TYPE_PAGE_MENU (gazette_page_menu_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageMenu, gazette_page_menu, GAZETTE, PAGE_MENU, GObject)

/**
 * GazettePageMenuAction:
 * @name: an action of what the menu is of, with its prefix
 * @enabled: whether it can be chosen
 */
typedef struct
{
  const char *name;
  gboolean    enabled;
} GazettePageMenuAction;

GazettePageMenu *gazette_page_menu_new     (GtkWidget                   *view);
void             gazette_page_menu_open    (GazettePageMenu             *self,
                                            GtkWidget                   *widget,
                                            GMenuModel                  *model,
                                            const GazettePageMenuAction *actions,
                                            guint                        n_actions,
                                            double                       x,
                                            double                       y);
void             gazette_page_menu_dispose (GazettePageMenu             *self);

G_END_DECLS
