/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gazette_export_highlights (GPtrArray   *annotations,
                                    const char  *path,
                                    GError     **error);

G_END_DECLS
