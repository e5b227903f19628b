/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an edition promises, whatever it was read from. */

#include "config.h"

#include <string.h>

#include "edition-check.h"
#include "gazette-url.h"

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
check_line (const char *text)
{
  check_text (text);
  g_assert_null (strpbrk (text, "\r\n\t"));
}

static void
check_names (GStrv names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      check_line (names[i]);
      g_assert_cmpint (*names[i], !=, '\0');
    }
}

static void
check_article (const GazetteArticle *article)
{
  check_text (article->id);
  g_assert_cmpint (*article->id, !=, '\0');
  check_line (article->title);
  check_line (article->summary);
  check_names (article->authors);
  check_names (article->tags);
  g_assert_cmpint (article->published, >=, 0);
  g_assert_true (article->url == NULL || gazette_url_is_web (article->url));
  g_assert_true (article->image == NULL || gazette_url_is_web (article->image) ||
                 g_ascii_strncasecmp (article->image, "data:image/", 11) == 0);
  if (article->html != NULL)
    check_text (article->html);

  for (guint i = 0; article->attachments != NULL && i < article->attachments->len; i++)
    {
      const GazetteAttachment *attachment = article->attachments->pdata[i];

      g_assert_true (gazette_url_is_web (attachment->url));
      g_assert_cmpint (attachment->size, >=, -1);
    }
}

void
edition_check (const GazetteEdition *edition)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_true (edition->next_url == NULL || gazette_url_is_web (edition->next_url));
  for (guint i = 0; i < edition->articles->len; i++)
    {
      const GazetteArticle *article = edition->articles->pdata[i];

      check_article (article);
      g_assert_true (g_hash_table_add (ids, article->id));
    }
}
