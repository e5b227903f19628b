/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gazette_inspect_export (const char         *path,
                                 const char *const  *pages,
                                 const char         *url,
                                 GError            **error);

G_END_DECLS
