/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-database.h"
#include "gazette-query.h"
#include "gazette-schema.h"
#include "gazette-search-private.h"
#include "gazette-skim.h"
#include "gazette-words.h"
#include "library-fixture.h"

static char *
say_term (const GazetteTerm *term)
{
  static const char *const kinds[] = { "", "title:", "author:", "source:", "topic:" };
  g_autofree char *words = g_strjoinv (" ", term->words);

  return g_strdup_printf ("%s%s%s[%s]%s", term->is_alternative ? "|" : "", term->is_excluded ? "-" : "",
                          kinds[term->kind], words, term->is_prefix ? "*" : "");
}

/* A query in one line. */
static char *
say (const char *text)
{
  g_autoptr(GazetteQuery) query = gazette_query_parse (text);
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      g_autofree char *term = say_term (query->terms->pdata[i]);

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", term);
    }
  if (query->unread >= 0)
    g_string_append_printf (line, " unread=%d", query->unread);
  if (query->saved >= 0)
    g_string_append_printf (line, " saved=%d", query->saved);
  if (query->after != G_MININT64)
    g_string_append_printf (line, " after=%" G_GINT64_FORMAT, query->after);
  if (query->before != G_MAXINT64)
    g_string_append_printf (line, " before=%" G_GINT64_FORMAT, query->before);
  if (query->is_empty)
    g_string_append (line, "nothing");

  return g_string_free_and_steal (g_steal_pointer (&line));
}

static void
test_what_is_typed_means_something (void)
{
  static const struct
  {
    const char *text;
    const char *meaning;
  } cases[] = {
    { "", "nothing" },
    { "  \t\n", "nothing" },
    { "harbour", "[harbour]*" },
    { "harbour ", "[harbour]" },
    { "Harbour TOWN", "[harbour] [town]*" },
    { "a", "[a]" },
    { "harb* town ", "[harb]* [town]" },
    { "\"first ferry\" ", "[first ferry]" },
    { "\"first ferry", "[first ferry]*" },
    { "“first ferry” x", "[first ferry] [x]" },
    { "„erste Fähre“ x", "[erste fahre] [x]" },
    { "\"first fer\"*", "[first fer]*" },
    { "first\"ferry\"", "[first] [ferry]" },
    { "don't ", "[don t]" },
    { "-town harbour ", "-[town] [harbour]" },
    { "town -", "[town]" },
    { "-", "nothing" },
    { "cat OR dog ", "[cat] |[dog]" },
    { "cat or dog ", "[cat] [or] [dog]" },
    { "cat OR", "[cat]" },
    { "OR OR cat OR OR dog ", "[cat] |[dog]" },
    { "author:ada ferry ", "author:[ada]* [ferry]" },
    { "AUTHOR:\"Ada Example\" ", "author:[ada example]*" },
    { "author:", "nothing" },
    { "author: ada ", "[ada]" },
    { "title:ferry source:news", "title:[ferry] source:[news]*" },
    { "http://example.org ", "[http example org]" },
    { "is:unread", " unread=1" },
    { "-is:unread", " unread=0" },
    { "is:read is:saved", " unread=0 saved=1" },
    { "is:", "nothing" },
    { "is:nonsense", "nothing" },
    { "before:2026-01-01 x", "[x] before=1767225600" },
    { "topic:harbour ", "topic:[harbour]" },
    { "topic:harb", "topic:[harb]*" },
    { "topic:\"Climate Change\"", "topic:[climate change]" },
    { "-topic:snow x", "-topic:[snow] [x]" },
    { "topic:", "nothing" },
    { "after:2026-01", " after=1767225600" },
    { "after:2026", " after=1767225600" },
    { "-after:2026", " before=1767225600" },
    { "after:2026-1", " after=1767225600" },
    { "after:202", "nothing" },
    { "after:2026-13", "nothing" },
    { "after:2026-02-30", "nothing" },
    { "after:2026-", "nothing" },
    { "after:-1 before:99999999999999999999", "nothing" },
    { "+++ ... ((( ))) *** :::", "nothing" },
    { "東京都", "[東 京 都]" },
    { "東京 tower ", "[東 京] [tower]" },
    { "Straße İstanbul Ørsted ", "[strasse] [istanbul] [orsted]" },
    { "ﬁne Ｗｉｄｅ ", "[fine] [wide]" },
    { "الأَخْبَار ", "[الاخبار]" },
    { "\xee\x80\x80" "a ", "[a]" },
    { "\xff\xfe broken ", "[broken]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *meaning = say (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (meaning, ==, cases[i].meaning);
    }
}

/* Only who is still typing is content with less than all that begins so. */
static void
test_the_last_word_is_being_typed (void)
{
  g_autoptr(GazetteQuery) typed = gazette_query_parse ("ferr* harb");
  g_autoptr(GazetteQuery) starred = gazette_query_parse ("harb*");
  g_autoptr(GazetteQuery) author = gazette_query_parse ("author:ada");

  g_assert_false (((GazetteTerm *) typed->terms->pdata[0])->is_typed);
  g_assert_true (((GazetteTerm *) typed->terms->pdata[1])->is_typed);
  g_assert_false (((GazetteTerm *) starred->terms->pdata[0])->is_typed);
  g_assert_false (((GazetteTerm *) author->terms->pdata[0])->is_typed);
}

/* Whatever is typed, SQLite takes what becomes of it. */
static void
test_every_query_is_valid (const char *folder)
{
  static const char *const pieces[] = {
    "\"", "'", "(", ")", "*", "-", ":", "OR", "AND", "NOT", "NEAR(", "author:", "source:", "is:", "before:", "after:",
    "title :", "{a b}:", "^", "+", "harbour", "\"a b", "東京", "\xee\x80\x80", "\xff", "%s", ";DROP TABLE articles",
    " ", "  ", "keys:", "\\", "“", "2026-01-01", "\n", "--", "/*", "is:unread", "\t", "é", "🎉",
  };
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (6);

  g_assert_no_error (error);
  g_assert_true (gazette_schema_migrate (database, &error));
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GazetteQuery) query = NULL;
      g_autoptr(GazetteStatement) statement = NULL;
      g_autofree char *match = NULL;
      guint n = i < 2990 ? g_rand_int_range (random, 1, 12) : 10000;

      for (guint j = 0; j < n; j++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

      query = gazette_query_parse (text->str);
      match = gazette_search_make_match (database, query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (strlen (match), <, 20000);

      statement = gazette_database_prepare (database, "SELECT rowid FROM search_words WHERE search_words MATCH ?1", &error);
      g_assert_no_error (error);
      gazette_statement_text (statement, 1, match);
      g_assert_false (gazette_statement_step (statement, &error));
      if (error != NULL)
        g_test_message ("%s: %s", text->str, match);
      g_assert_no_error (error);
    }
}

static char *
sample (GazetteDatabase *database,
        const char      *beginning)
{
  g_autoptr(GPtrArray) words = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (gazette_search_sample_words (database, beginning, &words, &error));
  g_assert_no_error (error);
  if (words == NULL)
    return g_strdup ("all");

  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

/* What many of the newest have is told by its words; what few have, by all that begin so. */
static void
test_a_beginning_stands_for_words (const char *folder)
{
  static const char fill[] =
    "INSERT INTO sources (url, dialect, title, fetched, not_before, ended) VALUES ('https://example.org/', 'jsonfeed', '', 1, 0, 0);"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 110)"
    "INSERT INTO articles (id, source_id, guid, digest, sort_key, published, modified, first_seen, title, summary)"
    " SELECT i, 1, i, 1, i, i, i, i, iif (i % 2 = 0, 'Harbour', 'Férry ' || (i % 3)), iif (i > 106, 'Towns', '') FROM n;"
    "INSERT INTO contents (article_id, html) SELECT id, iif (id = 50, '<p>har<b>bours</b></p>', NULL) FROM articles;"
    "UPDATE articles SET title = 'Oldest' WHERE id <= 10;"
    "INSERT INTO search_places (place, article_id) SELECT sort_key, id FROM articles;";
  g_autoptr(GazetteDatabase) database = fixture_open_database (folder);
  g_autoptr(GError) error = NULL;
  g_autofree char *harbours = NULL;
  g_autofree char *ferries = NULL;
  g_autofree char *towns = NULL;
  g_autofree char *oldest = NULL;
  g_autoptr(GPtrArray) words = NULL;

  g_assert_no_error (error);
  g_assert_true (gazette_schema_migrate (database, &error));
  g_assert_true (gazette_database_execute (database, fill, &error));

  harbours = sample (database, "harb");
  ferries = sample (database, "ferry");
  towns = sample (database, "town");
  oldest = sample (database, "old");
  g_assert_cmpstr (harbours, ==, "harb harbour harbours");
  g_assert_cmpstr (ferries, ==, "ferry");
  g_assert_cmpstr (towns, ==, "all");
  g_assert_cmpstr (oldest, ==, "all");

  /* Of a library that is not large, the index tells all. */
  g_assert_true (gazette_search_find_words (database, "harb", &words, &error));
  g_assert_null (words);
}

static void
test_what_is_pasted_is_bounded (void)
{
  g_autofree char *long_word = g_strnfill (100000, 'a');
  g_autofree char *brackets = g_strnfill (100000, '(');
  g_autofree char *quotes = g_strnfill (100000, '"');
  g_autoptr(GazetteQuery) one = gazette_query_parse (long_word);
  g_autoptr(GazetteQuery) two = gazette_query_parse (brackets);
  g_autoptr(GazetteQuery) three = gazette_query_parse (quotes);

  g_assert_cmpuint (one->terms->len, ==, 1);
  g_assert_cmpuint (strlen (((GazetteTerm *) one->terms->pdata[0])->words[0]), <=, 72);
  g_assert_true (two->is_empty);
  g_assert_true (three->is_empty);
}

static void
test_words_of_a_text (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "The harbour's 3 ferries", " the harbour s 3 ferries" },
    { "Café CAFÉ cafe\xcc\x81", " cafe cafe cafe" },
    { "co\xc2\xadoperate", " cooperate" },
    { "Привет, Ёлка", " привет елка" },
    { "مرحـــبًا بالعالم", " مرحبا بالعالم" },
    { "新闻a报", " 新 闻 a 报" },
    { "ニュース", " ニ ュ ー ス" },
    { "ﾆｭｰｽ", " ニ ュ ー ス" },
    { "뉴스 리더", " 뉴스 리더" },
    { "ข่าว", " ข ่ า ว" },
    { "हिन्दी", " हिन्दी" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = gazette_query_fold (cases[i].text);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_html_is_skimmed (void)
{
  static const struct
  {
    const char *html;
    const char *words;
  } cases[] = {
    { "<p>One</p><p>two</p>", " one two" },
    { "H<sub>2</sub>O and <b>bo</b>ld", " h2o and bold" },
    { "<script>var a = '<b>';</script>text<style>p{}</style>", " text" },
    { "<a href=\"a>b\" title='c>d'>link</a>", " link" },
    { "<!-- <p>no</p> -->yes<!-- open", " yes" },
    { "F&auml;hre &amp; B&#252;ro &#x4e2d; &unknown; &nbsp;x", " fahre buro 中 x" },
    { "1 < 2 && 3 > 2 &; &#; &#xZ;", " 1 2 3 2 xz" },
    { "<p", "" },
    { "<a href=\"open", "" },
    { "<script>never closed", " never closed" },
    { "<br/>one<br>two<svg/>three", " one two three" },
    { "<", "" },
    { "&#99999999999999;&#0;&#xd800;x", " x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *words = NULL;

      gazette_skim_html (cases[i].html, text);
      words = gazette_query_fold (text->str);
      g_test_message ("%s", cases[i].html);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_excerpts_show_the_place (void)
{
  g_autoptr(GazetteQuery) query = gazette_query_parse ("ferry \"red sky\" -gull");
  g_autofree char *filler = g_strnfill (300, '-');
  g_autofree char *html = g_strdup_printf ("<p>%s</p><p>In the morning a <b>red</b> sky, and the FERRIES and ferry &lt;came&gt;.",
                                           filler);
  g_autofree char *of_text = gazette_search_make_excerpt (query, "A summary", html);
  g_autofree char *of_summary = gazette_search_make_excerpt (query, "The Ferry comes", html);
  g_autofree char *of_none = gazette_search_make_excerpt (query, "A gull", NULL);

  g_assert_true (g_str_has_prefix (of_text, "…"));
  g_assert_nonnull (strstr (of_text, "a \002red sky\003, and the FERRIES and \002ferry\003 <came>."));
  g_assert_cmpstr (of_summary, ==, "The \002Ferry\003 comes");
  g_assert_cmpstr (of_none, ==, "A gull");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/what-is-typed-means-something", test_what_is_typed_means_something);
  g_test_add_func ("/query/the-last-word-is-being-typed", test_the_last_word_is_being_typed);
  g_test_add_func ("/query/what-is-pasted-is-bounded", test_what_is_pasted_is_bounded);
  g_test_add_func ("/query/words-of-a-text", test_words_of_a_text);
  g_test_add_func ("/query/html-is-skimmed", test_html_is_skimmed);
  g_test_add_func ("/query/excerpts-show-the-place", test_excerpts_show_the_place);
  fixture_add ("/query/every-query-is-valid", test_every_query_is_valid);
  fixture_add ("/query/a-beginning-stands-for-words", test_a_beginning_stands_for_words);

  return g_test_run ();
}
