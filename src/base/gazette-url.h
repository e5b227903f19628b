/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *gazette_url_from_typed     (const char  *typed,
                                      GError     **error);
char     *gazette_url_encode         (const char  *url);
char     *gazette_url_resolve        (const char  *base,
                                      const char  *reference);
gboolean  gazette_url_is_web         (const char  *url);
gboolean  gazette_url_has_web_scheme (const char  *url);
char     *gazette_url_dup_host       (const char  *url);
char     *gazette_url_with_query     (const char  *url,
                                      const char  *name,
                                      const char  *value);

G_END_DECLS
