/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gazette_simple_html_read (const char *html,
                                   gsize       length,
                                   GString    *text);

G_END_DECLS
