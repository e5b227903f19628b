/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-edition.h"
#include "gazette-source.h"

static void
test_article_starts_empty_not_null (void)
{
  g_autoptr(GazetteArticle) article = gazette_article_new ("1");

  g_assert_cmpstr (article->id, ==, "1");
  g_assert_cmpstr (article->title, ==, "");
  g_assert_cmpstr (article->summary, ==, "");
  g_assert_cmpint (article->published, ==, 0);
  g_assert_null (article->html);
}

static void
test_edition_owns_its_articles (void)
{
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteArticle) article = gazette_article_new ("1");

  g_ptr_array_add (edition->articles, gazette_article_ref (article));
  g_clear_pointer (&edition, gazette_edition_unref);

  g_assert_cmpstr (article->id, ==, "1");
}

static void
test_attachment_size_is_unknown_at_first (void)
{
  g_autoptr(GazetteAttachment) attachment = gazette_attachment_new ("https://example.org/a.mp3");

  g_assert_cmpint (attachment->size, ==, -1);
  g_assert_cmpint (attachment->duration, ==, -1);
}

static void
test_source_copy_shares_nothing (void)
{
  g_autoptr(GazetteSource) source = gazette_source_new ("https://example.org/feed.json");
  g_autoptr(GazetteSource) copy = NULL;

  source->etag = g_strdup ("\"1\"");
  source->n_unread = 7;
  copy = gazette_source_copy (source);
  g_clear_pointer (&source, gazette_source_unref);

  g_assert_cmpstr (copy->url, ==, "https://example.org/feed.json");
  g_assert_cmpstr (copy->title, ==, "https://example.org/feed.json");
  g_assert_cmpstr (copy->etag, ==, "\"1\"");
  g_assert_cmpuint (copy->n_unread, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/article/starts-empty-not-null", test_article_starts_empty_not_null);
  g_test_add_func ("/model/edition/owns-its-articles", test_edition_owns_its_articles);
  g_test_add_func ("/model/attachment/size-is-unknown-at-first", test_attachment_size_is_unknown_at_first);
  g_test_add_func ("/model/source/copy-shares-nothing", test_source_copy_shares_nothing);

  return g_test_run ();
}
