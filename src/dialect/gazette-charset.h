/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *gazette_charset_find_mark (const char *bytes,
                                       gsize       size,
                                       gsize      *n_skip);
char *gazette_charset_dup_named (const char *content_type);
char *gazette_charset_convert (const char *bytes,
                               gsize       size,
                               const char *charset,
                               gsize      *length,
                               gsize      *n_wrong);

G_END_DECLS
