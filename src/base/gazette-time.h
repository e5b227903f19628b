/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment is a gint64: seconds since 1970-01-01T00:00:00Z. 0 means unknown,
 * so that a missing date can never show as 1970.
 */

gint64  gazette_time_parse          (const char *text);
gint64  gazette_time_parse_relative (const char *text,
                                     gint64      now);
gint64  gazette_time_from_number    (double      number);
char   *gazette_time_format_rfc3339 (gint64      time);
gint64  gazette_time_get_day        (gint64      time,
                                     gint64     *begins,
                                     gint64     *ends);

G_END_DECLS
