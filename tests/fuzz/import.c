/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as what another program exported. */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gazette-error.h"
#include "gazette-import.h"
#include "gazette-url.h"

static void
check_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "\r\n\t"));
}

static void
check_names (GStrv names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      check_line (names[i]);
      g_assert_cmpstr (names[i], !=, "");
    }
}

static void
check_clipping (const GazetteClipping *clipping)
{
  const GazetteArticle *article = clipping->article;

  g_assert_true (gazette_url_is_web (article->url));
  check_line (article->title);
  check_line (article->summary);
  check_names (article->authors);
  check_names (article->tags);
  g_assert_true (article->html == NULL || g_utf8_validate (article->html, -1, NULL));
  g_assert_true (article->image == NULL || gazette_url_is_web (article->image));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteImport) import = gazette_import_read (bytes, &error);

  if (import == NULL)
    {
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
      return 0;
    }

  g_assert_cmpuint (import->clippings->len, >, 0);
  for (guint i = 0; i < import->clippings->len; i++)
    check_clipping (import->clippings->pdata[i]);

  return 0;
}
