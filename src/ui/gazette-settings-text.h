/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *gazette_settings_to_text   (GSettings  *settings);
void  gazette_settings_from_text (GSettings  *settings,
                                  const char *text);

G_END_DECLS
