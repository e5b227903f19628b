/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

const char *gazette_xml_decode       (const GazetteAnswer  *answer,
                                      char                **converted,
                                      gsize                *length);
GString    *gazette_xml_guard        (const char           *text,
                                      gsize                 length);

char       *gazette_feed_dup_name    (const char           *uri,
                                      const char           *prefix,
                                      const char           *name);
gboolean    gazette_feed_is_root     (const char           *name);
gboolean    gazette_feed_is_content  (const char           *name);
gboolean    gazette_feed_is_void     (const char           *name);
void        gazette_feed_set_content (JsonObject           *element,
                                      const char           *text,
                                      const char           *markup,
                                      gboolean              is_atom,
                                      const char           *base);
void        gazette_feed_resolve     (JsonObject           *element,
                                      const char           *name,
                                      const char           *base);
void        gazette_feed_fill_in     (JsonObject           *element,
                                      const char           *name);

G_END_DECLS
