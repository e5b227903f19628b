/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void      gazette_rescue_demand    (const char  *folder);
gboolean  gazette_rescue_is_wanted (const char  *folder);
gboolean  gazette_rescue_run       (const char  *folder,
                                    char       **note,
                                    GError     **error);

G_END_DECLS
