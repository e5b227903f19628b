/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "feed-fixture.h"

GazetteEdition *
feed_read_bytes (const void *bytes,
                 gsize       size,
                 const char *content_type)
{
  g_autoptr(GazetteDialects) dialects = gazette_dialects_new ();
  g_autoptr(GBytes) body = g_bytes_new (bytes, size);
  GazetteAnswer answer = { .body = body, .url = FEED_URL, .content_type = content_type };
  g_autoptr(GError) error = NULL;
  GazetteEdition *edition = gazette_dialects_read (dialects, NULL, &answer, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (edition->dialect, ==, "feed");

  return edition;
}

GazetteEdition *
feed_read (const char *xml)
{
  return feed_read_bytes (xml, strlen (xml), NULL);
}

const GazetteArticle *
feed_get_only (const GazetteEdition *edition)
{
  g_assert_cmpuint (edition->articles->len, ==, 1);

  return edition->articles->pdata[0];
}
