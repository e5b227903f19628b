/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-anchoring.h"
#include "gazette-likeness.h"

static GazetteDocument *
read_html (const char *html)
{
  return gazette_document_new_from_html (html, -1, "https://example.org/");
}

/* What a person would see of the excerpt, a line for each block. */
static char *
dup_text (GazetteDocument      *document,
          const GazetteExcerpt *excerpt)
{
  GString *text = g_string_new (NULL);

  for (guint i = excerpt->first; i <= excerpt->last; i++)
    {
      const char *block = gazette_document_get_block (document, i)->text;
      guint start = i == excerpt->first ? excerpt->start : 0;
      guint end = i == excerpt->last ? excerpt->end : (guint) strlen (block);

      g_assert_cmpuint (start, <=, end);
      g_assert_cmpuint (end, <=, strlen (block));
      if (text->len > 0 && end > start)
        g_string_append_c (text, '\n');
      g_string_append_len (text, block + start, end - start);
    }

  return g_string_free_and_steal (text);
}

/* The nth place where a block has the words, or all of the words of two blocks from
 * there to there. */
static void
mark (GazetteDocument *document,
      const char      *from,
      const char      *to,
      guint            n,
      GazetteQuote    *quote)
{
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (document);
  GazetteExcerpt excerpt = { 0 };
  gboolean found = FALSE;

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const char *text = gazette_document_get_block (document, i)->text;
      const char *p = !found ? text : NULL;

      while (p != NULL && (p = strstr (p, from)) != NULL && n-- > 0)
        p++;
      if (p != NULL)
        {
          found = TRUE;
          excerpt = (GazetteExcerpt) { i, (guint) (p - text), i, (guint) (p - text + strlen (from)) };
          n = 0;
        }
      if (found && to != NULL && strstr (text, to) != NULL)
        {
          excerpt.last = i;
          excerpt.end = (guint) (strstr (text, to) - text + strlen (to));
          break;
        }
    }
  g_assert_true (found);
  g_assert_true (gazette_anchoring_take (anchoring, &excerpt, quote));
}

static char *
find (const char         *html,
      const GazetteQuote *quote)
{
  g_autoptr(GazetteDocument) document = read_html (html);
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (document);
  GazetteExcerpt excerpt;

  return gazette_anchoring_find (anchoring, quote, &excerpt) ? dup_text (document, &excerpt) : NULL;
}

typedef struct
{
  const char *before;
  const char *from;
  const char *to;
  guint       n;
  const char *after;
  /* What is found there, or NULL. */
  const char *found;
} Case;

#define HARBOUR \
  "<p>The harbour of the small town was built before the railway came.</p>" \
  "<p>Nobody remembers who had paid for its long wall of grey stone.</p>"

static const Case cases[] = {
  /* The same text. */
  { HARBOUR, "long wall", NULL, 0, HARBOUR, "long wall" },
  { HARBOUR, "railway came.", "Nobody remembers", 0, HARBOUR, "railway came.\nNobody remembers" },
  /* Divided and laid out otherwise. */
  { HARBOUR, "railway came.", "Nobody remembers", 0,
    "The harbour of the small\n  town was built before the rail&shy;way came.<br>Nobody\n\nremembers who had paid for its "
    "long wall of grey stone.",
    "rail\302\255way came.\nNobody remembers" },
  { "<p>She said “it’s all here” and left the room at once.</p>", "“it’s all here”", NULL, 0,
    "<p>She said \"it's all here\" and left the room at once.</p>", "\"it's all here\"" },
  /* There is more before it, and it has moved far away. */
  { HARBOUR, "Nobody remembers who had paid", NULL, 0,
    "<h2>News</h2><p>Much was said of it in the years that followed, and little of that was true.</p>" HARBOUR,
    "Nobody remembers who had paid" },
  /* The same words at several places: what is around them decides. */
  { "<p>One day it rained, and the next day it snowed, and the last day it was dry.</p>", "day it", NULL, 1,
    "<p>On any day it was cold. One day it rained, and the next day it snowed, and the last day it was dry.</p>",
    "day it" },
  /* Changed a little. */
  { HARBOUR, "Nobody remembers who had paid for its long wall", NULL, 0,
    "<p>The harbour of the small town was built before the railway came.</p>"
    "<p>Nobody remembers today who paid for its long wall of grey stone.</p>",
    "Nobody remembers today who paid for its long wall" },
  { HARBOUR, "small town was built before the railway", NULL, 0,
    "<p>The harbour of the tiny town was built before the railway came.</p><p>Nobody remembers who had paid.</p>",
    "tiny town was built before the railway" },
  /* Gone. */
  { HARBOUR, "Nobody remembers who had paid for its long wall", NULL, 0,
    "<p>The harbour of the small town was built before the railway came.</p>", NULL },
  { HARBOUR, "wall", NULL, 0, "<p>A wall is to be painted in the evening by those who have time.</p>", NULL },
  { HARBOUR, "wall", NULL, 0, "", NULL },
  /* Other scripts. */
  { "<p>昔々あるところにおじいさんとおばあさんが住んでいました。</p>", "おじいさんとおばあさん", NULL, 0,
    "<p>今は昔、あるところにおじいさんとおばあさんが住んでいました。</p>", "おじいさんとおばあさん" },
  { "<p>كان الكتاب القديم على الطاولة منذ أيام</p>", "الكتاب القديم", NULL, 0,
    "<p>قالوا: كان الكتاب القديم على الطاولة منذ أيام</p>", "الكتاب القديم" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GazetteDocument) before = read_html (cases[i].before);
      g_auto(GazetteQuote) quote = { 0 };
      g_autofree char *found = NULL;

      mark (before, cases[i].from, cases[i].to, cases[i].n, &quote);
      found = find (cases[i].after, &quote);
      if (g_strcmp0 (found, cases[i].found) != 0)
        g_error ("Case %u: “%s” instead of “%s”", (guint) i, found, cases[i].found);
    }
}

/* What is marked is found where it was marked, not where its words are, too. */
static void
test_which (void)
{
  g_autoptr(GazetteDocument) document =
    read_html ("<p>One day it rained, and the next day it snowed, and the last day it was dry.</p>");
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (document);
  static const guint starts[] = { 4, 32, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_auto(GazetteQuote) quote = { 0 };
      GazetteExcerpt excerpt;

      mark (document, "day it", NULL, i, &quote);
      g_assert_true (gazette_anchoring_find (anchoring, &quote, &excerpt));
      g_assert_cmpuint (excerpt.start, ==, starts[i]);
    }
}

static void
test_take (void)
{
  g_autoptr(GazetteDocument) document =
    read_html ("<h2>A title</h2><p>  one two  </p><table><tr><td>a</td><td>b</td></tr></table><pre>x  y\nz</pre>");
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (document);
  GazetteExcerpt all = { 0, 0, 3, 6 };
  GazetteExcerpt nothing = { 1, 3, 1, 4 };
  GazetteExcerpt end = { 0, 7, 1, 0 };
  g_auto(GazetteQuote) quote = { 0 };
  g_autofree char *found = NULL;

  g_assert_true (gazette_anchoring_take (anchoring, &all, &quote));
  g_assert_cmpstr (quote.exact, ==, "A title\none two\na\tb\nx  y\nz");
  g_assert_cmpstr (quote.prefix, ==, "");
  g_assert_cmpstr (quote.suffix, ==, "");
  g_assert_cmpuint (quote.position, ==, 0);
  g_assert_false (gazette_anchoring_take (anchoring, &nothing, &quote));
  g_assert_false (gazette_anchoring_take (anchoring, &end, &quote));

  found = find ("<p>A title one two a b x y z</p>", &quote);
  g_assert_cmpstr (found, ==, "A title one two a b x y z");
}

static char *
make_words (GRand *rand,
            guint  n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 9);

      if (i > 0)
        g_string_append_c (words, ' ');
      for (guint j = 0; j < length; j++)
        g_string_append_c (words, (char) g_rand_int_range (rand, 'a', 'z' + 1));
    }

  return g_string_free_and_steal (words);
}

/* Puts words in, takes some out, exchanges white, and breaks paragraphs, in about one
 * word of each @rarity. */
static char *
edit (GRand      *rand,
      const char *text,
      guint       rarity)
{
  static const char *const after[] = { "", " ", "\n\t ", "</p><p>", " " };
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GString *html = g_string_new ("<p>");

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint change = g_rand_int_range (rand, 0, (int) rarity) == 0 ? (guint) g_rand_int_range (rand, 0, 4) : 4;
      g_autofree char *other = make_words (rand, 1);

      if (change == 0)
        continue;
      if (change == 1)
        g_string_append_printf (html, "%s ", other);
      g_string_append (html, words[i]);
      g_string_append (html, after[change]);
    }

  return g_string_free_and_steal (html);
}

/* Whatever is done to a text elsewhere, what is marked is found, and it is that. */
static void
test_elsewhere (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4711);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *before = make_words (rand, (guint) g_rand_int_range (rand, 20, 80));
      g_autofree char *words = make_words (rand, (guint) g_rand_int_range (rand, 1, 60));
      g_autofree char *after = make_words (rand, (guint) g_rand_int_range (rand, 20, 80));
      g_autofree char *html = g_strdup_printf ("<p>%s %s %s</p>", before, words, after);
      g_autofree char *edited_before = edit (rand, before, 12);
      g_autofree char *edited_after = edit (rand, after, 12);
      g_autofree char *edited = g_strdup_printf ("%s %s %s", edited_before, words, edited_after + strlen ("<p>"));
      g_autoptr(GazetteDocument) document = read_html (html);
      g_auto(GazetteQuote) quote = { 0 };
      g_autofree char *found = NULL;

      if (strlen (words) < 12)
        continue;
      mark (document, words, NULL, 0, &quote);
      found = find (edited, &quote);
      g_assert_cmpstr (found, ==, words);
    }
}

static GArray *
decode (const char *text)
{
  GArray *characters = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_array_append_val (characters, c);
    }

  return characters;
}

/* The definition, row by row. */
static guint
measure_plainly (GArray   *pattern,
                 GArray   *text,
                 guint     n_text,
                 gboolean  is_anchored)
{
  g_autofree guint *row = g_new (guint, n_text + 1);

  for (guint j = 0; j <= n_text; j++)
    row[j] = is_anchored ? j : 0;
  for (guint i = 0; i < pattern->len; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (guint j = 0; j < n_text; j++)
        {
          guint other = g_array_index (pattern, gunichar, i) != g_array_index (text, gunichar, j);
          guint least = MIN (MIN (row[j], row[j + 1]) + 1, diagonal + other);

          diagonal = row[j + 1];
          row[j + 1] = least;
        }
    }

  return row[n_text];
}

static void
test_likeness (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);

  for (guint i = 0; i < 400; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 200);
      g_autoptr(GString) a = g_string_new (NULL);
      g_autoptr(GString) b = g_string_new (NULL);
      g_autoptr(GArray) pattern = NULL;
      g_autoptr(GArray) text = NULL;
      g_autoptr(GArray) distances = NULL;
      gboolean is_anchored = g_rand_boolean (rand);

      for (guint j = 0; j < length; j++)
        g_string_append_c (a, (char) g_rand_int_range (rand, 'a', 'd'));
      for (guint j = 0; j < 60; j++)
        g_string_append_c (b, (char) g_rand_int_range (rand, 'a', 'd'));
      pattern = decode (a->str);
      text = decode (b->str);
      distances = gazette_likeness_measure ((GazetteStretch) { (gunichar *) (void *) pattern->data, pattern->len, 1 },
                                            (GazetteStretch) { (gunichar *) (void *) text->data, text->len, 1 },
                                            is_anchored);
      g_assert_cmpuint (distances->len, ==, text->len);
      for (guint j = 0; j < text->len; j++)
        g_assert_cmpuint (g_array_index (distances, guint, j), ==, measure_plainly (pattern, text, j + 1, is_anchored));
    }
}

/* With words put in, taken out and broken in the passage itself: most of what is
 * found then is what was marked, and all of it is within the text. */
static void
test_within (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1848);
  guint n_found = 0;
  guint n_good = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *before = make_words (rand, 60);
      g_autofree char *words = make_words (rand, (guint) g_rand_int_range (rand, 8, 80));
      g_autofree char *after = make_words (rand, 60);
      g_autofree char *html = g_strdup_printf ("<p>%s %s %s</p>", before, words, after);
      g_autofree char *marked = g_strdup_printf ("%s", words);
      g_autofree char *edited_words = edit (rand, words, 14);
      g_autofree char *edited = g_strdup_printf ("<p>%s %s %s</p>", before, edited_words + strlen ("<p>"), after);
      g_autoptr(GazetteDocument) document = read_html (html);
      g_auto(GazetteQuote) quote = { 0 };
      g_autofree char *found = NULL;
      glong off;

      mark (document, marked, NULL, 0, &quote);
      found = find (edited, &quote);
      if (found == NULL)
        continue;
      n_found++;
      off = (glong) strlen (found) - (glong) strlen (edited_words + strlen ("<p>"));
      n_good += ABS (off) <= 24;
    }

  g_assert_cmpuint (n_found, >=, 290);
  g_assert_cmpuint (n_good, >=, 280);
}

/* What was marked in one text is not found in another. */
static void
test_strange (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (99);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *words = make_words (rand, (guint) g_rand_int_range (rand, 3, 60));
      g_autofree char *text = make_words (rand, 400);
      g_autofree char *html = g_strdup_printf ("<p>%s</p>", text);
      g_auto(GazetteQuote) quote = { g_strdup (words), make_words (rand, 5), make_words (rand, 5),
                                     (guint) g_rand_int_range (rand, 0, 1000) };
      g_autofree char *found = find (html, &quote);

      g_assert_null (found);
    }
}

/* Texts as long as any, made to have the same everywhere: what all takes is bounded. */
static void
test_hostile (void)
{
  g_autofree char *same = g_strnfill (1500000, 'a');
  g_autofree char *html = g_strdup_printf ("<p>%s</p>", same);
  g_autoptr(GazetteDocument) document = read_html (html);
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (document);
  g_autofree char *longest = g_strnfill (GAZETTE_QUOTE_MAX_LENGTH, 'a');
  g_autofree char *longer = g_strnfill (GAZETTE_QUOTE_MAX_LENGTH + 1, 'a');
  g_autofree char *other = g_strnfill (GAZETTE_QUOTE_MAX_LENGTH, 'b');
  GazetteExcerpt excerpt;
  GazetteQuote quote;

  quote = (GazetteQuote) { longest, (char *) "aaaaaaaa", (char *) "aaaaaaaa", 700000 };
  g_assert_true (gazette_anchoring_find (anchoring, &quote, &excerpt));
  g_assert_cmpuint (excerpt.start, ==, 700000);
  quote = (GazetteQuote) { longest, (char *) "bbbbbbbb", (char *) "bbbbbbbb", G_MAXUINT };
  g_assert_true (gazette_anchoring_find (anchoring, &quote, &excerpt));
  quote.exact = longer;
  g_assert_false (gazette_anchoring_find (anchoring, &quote, &excerpt));
  quote.exact = (char *) "";
  g_assert_false (gazette_anchoring_find (anchoring, &quote, &excerpt));
  quote.exact = (char *) " \t\n";
  g_assert_false (gazette_anchoring_find (anchoring, &quote, &excerpt));

  for (guint i = 0; i < 50; i++)
    {
      quote = (GazetteQuote) { other, (char *) "", (char *) "", i };
      g_assert_false (gazette_anchoring_find (anchoring, &quote, &excerpt));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/anchoring/cases", test_cases);
  g_test_add_func ("/document/anchoring/which", test_which);
  g_test_add_func ("/document/anchoring/take", test_take);
  g_test_add_func ("/document/anchoring/likeness", test_likeness);
  g_test_add_func ("/document/anchoring/elsewhere", test_elsewhere);
  g_test_add_func ("/document/anchoring/within", test_within);
  g_test_add_func ("/document/anchoring/strange", test_strange);
  g_test_add_func ("/document/anchoring/hostile", test_hostile);

  return g_test_run ();
}
