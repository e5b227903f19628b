/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gazette_ago_format  (gint64 time,
                           gint64 now);
char *gazette_ago_say     (gint64 time,
                           gint64 now);

G_END_DECLS
