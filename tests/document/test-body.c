/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the body of an article has that is on the page anyway. */

#include "config.h"

#include "document-check.h"

#define URL   "https://example.org/2026/tides/"
#define TITLE "High and low tide"

static void
assert_body (const char *html,
             const char *title,
             const char *expected)
{
  g_autoptr(GazetteDocument) document = gazette_document_new_for_body (html, URL, title, NULL);
  g_autofree char *blocks = document_check_describe (document);

  document_check_rules (document);
  g_assert_cmpstr (blocks, ==, expected);
}

static void
test_the_title_is_not_repeated (void)
{
  assert_body ("<h1>High and Low Tide</h1><p>a", TITLE, "p: a");
  assert_body ("<h1>High and low tide</h1><p>a", TITLE " | The Harbour", "p: a");
  assert_body ("<p><b>High and low tide!</b></p><p>a", TITLE, "p: a");
  assert_body ("<h1>The Harbour</h1><p>a", TITLE " | The Harbour", "h1: The Harbour\np: a");
  assert_body ("<p>High and low tide, and more</p><p>a", TITLE, "p: High and low tide, and more\np: a");
  /* What is short has no title of its own, but its first words for one. */
  assert_body ("<p>High and low tide</p>", TITLE, "p: High and low tide");
  assert_body ("<blockquote>High and low tide</blockquote>a", TITLE, "p quote 1: High and low tide\np: a");
}

static void
test_what_leads_to_the_article_itself_is_not_at_its_end (void)
{
  assert_body ("<p>a</p><p><a href='" URL "'>Read more</a></p>", NULL, "p: a");
  assert_body ("<p>a</p><p>[…] <a href='/2026/tides?utm_source=rss'>Continue reading</a> →</p>", NULL, "p: a");
  assert_body ("<p>a</p><hr><p><a href='" URL "#comments'>Comments</a> | <a href='" URL "'>Share</a></p>", NULL, "p: a");
  assert_body ("<p>a</p><p>The post <a href='" URL "'>High and low tide</a> appeared first on "
               "<a href='https://example.org'>The Harbour</a>.</p>",
               TITLE, "p: a");
  assert_body ("<p>a</p><hr><p><a href='https://example.org/2026/tides/?source=rss'>High and low tide</a> was first "
               "published in <a href='https://other.example'>The Sea</a>, where people talk about it.</p>",
               TITLE, "p: a");
}

static void
test_other_ends_stay (void)
{
  assert_body ("<p>a</p><p><a href='https://example.org/2026/other/'>Read on</a></p>", TITLE,
               "p: a\np: [https://example.org/2026/other/|Read on]");
  assert_body ("<p>a</p><p>See <a href='" URL "#b'>above</a> for what the moon does.</p>", TITLE,
               "p: a\np: See [" URL "#b|above] for what the moon does.");
  assert_body ("<p><a href='" URL "'>Read more</a></p>", TITLE, "p: [" URL "|Read more]");
  assert_body ("<p>a</p><hr>", TITLE, "p: a\nrule");
  assert_body ("<p><a href='" URL "'>b</a></p><p>a</p>", TITLE, "p: [" URL "|b]\np: a");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/body/the-title-is-not-repeated", test_the_title_is_not_repeated);
  g_test_add_func ("/document/body/what-leads-to-the-article-itself-is-not-at-its-end",
                   test_what_leads_to_the_article_itself_is_not_at_its_end);
  g_test_add_func ("/document/body/other-ends-stay", test_other_ends_stay);

  return g_test_run ();
}
