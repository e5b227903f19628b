/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GazetteNotice:
 * @icon_name: (nullable): its icon
 * @title: what there is to say
 * @description: (nullable): more of it, as markup
 * @button: (nullable): the label of a button, with a mnemonic; %NULL for something that
 *   is being done, where a spinner turns. A page is always the one or the other
 * @action: (nullable): what the button does, as in g_action_parse_detailed_name()
 *
 * What is said in place of what cannot be shown.
 */
typedef struct
{
  const char *icon_name;
  const char *title;
  const char *description;
  const char *button;
  const char *action;
} GazetteNotice;

AdwStatusPage *gazette_notice_put        (GtkStack            *stack,
                                          const char          *name,
                                          const GazetteNotice *notice);
void           gazette_notice_put_window (GtkStack            *stack,
                                          const char          *name,
                                          const GazetteNotice *notice);

G_END_DECLS
