/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "dialect-fixture.h"

G_BEGIN_DECLS

#define FEED_URL "https://example.org/news/feed.xml"

/* Reads @xml, which must have a feed in it. */
GazetteEdition *feed_read (const char *xml);
GazetteEdition *feed_read_bytes (const void *bytes,
                                 gsize size,
                                 const char *content_type);
/* The only article of an edition. */
const GazetteArticle *feed_get_only (const GazetteEdition *edition);

G_END_DECLS
