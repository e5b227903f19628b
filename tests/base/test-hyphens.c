/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-hyphens.h"

/* Patterns of a language that nobody speaks: a word is broken before "na" and "ló",
 * and before "ka", which is spelt otherwise then. */
#define PATTERNS "LEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n1na\n1l%s\nk1ka/kk=k,1,2\n"

static void
add_patterns (const char *name,
              const char *encoding,
              const char *accented)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "hyphen", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *patterns = g_strdup_printf ("%s\n" PATTERNS, encoding, accented);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, patterns, -1, &error);
  g_assert_no_error (error);
}

static void
add_all_patterns (void)
{
  add_patterns ("hyph_qaa.dic", "UTF-8", "ó");
  add_patterns ("hyph_qab.dic", "ISO8859-1", "\xf3");
  add_patterns ("hyph_qac_AT.dic", "UTF-8", "ó");
  add_patterns ("hyph_qad_QAD.dic", "UTF-8", "ó");
}

/* Where a break is, with a hyphen there. */
static void
assert_breaks (const char *text,
               const char *language,
               const char *expected)
{
  g_autoptr(GArray) syllables = gazette_hyphens_find (text, language);
  g_autoptr(GString) broken = g_string_new (NULL);
  const char *p = text;

  g_assert_nonnull (syllables);
  for (guint i = 0; *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      for (guint j = 0; j < syllables->len; j++)
        {
          const GazetteSyllable *syllable = &g_array_index (syllables, GazetteSyllable, j);

          g_assert_cmpuint (syllable->start, <, syllable->end);
          if (syllable->start == i || (syllable->end == i && g_unichar_isalpha (g_utf8_get_char (p))))
            g_string_append_c (broken, '-');
        }
      g_string_append_unichar (broken, g_utf8_get_char (p));
    }
  g_assert_cmpstr (broken->str, ==, expected);
}

static void
test_words_are_broken (void)
{
  add_all_patterns ();
  assert_breaks ("banana", "qaa", "ba-na-na");
  assert_breaks ("Bananana, bananananan!", "qaa", "Ba-na-na-na, ba-na-na-na-nan!");
  assert_breaks ("(„Banana“) – banana’s Ba\u00adnana", "qaa", "(„Ba-na-na“) – ba-na-na’s Ba\u00adnana");
  assert_breaks ("Ölbanana-Bananen", "qaa", "Ölba-na-na-Ba-nanen");
  assert_breaks ("nana baló balólóna", "qaa", "nana baló ba-ló-ló-na");
}

static void
test_what_is_no_word_is_whole (void)
{
  add_all_patterns ();
  assert_breaks ("BANANA baNana banana.org banana@x.org https://banana.org/banana banana2 b_banana", "qaa",
                 "BANANA baNana banana.org banana@x.org https://banana.org/banana banana2 b_banana");
  assert_breaks ("bakka banakka", "qaa", "bakka ba-nakka");
  assert_breaks ("", "qaa", "");
}

/* Of old dictionaries, each character is a byte; what they cannot say is left whole. */
static void
test_old_encodings (void)
{
  add_all_patterns ();
  assert_breaks ("banana balóna banana\u0142o", "qab", "ba-na-na ba-ló-na banana\u0142o");
}

static void
test_languages (void)
{
  add_all_patterns ();
  assert_breaks ("banana", "QAA-Latn-XX", "ba-na-na");
  assert_breaks ("banana", "qac_AT", "ba-na-na");
  assert_breaks ("banana", "qad", "ba-na-na");
  g_assert_null (gazette_hyphens_find ("banana", "qac-DE"));
  g_assert_null (gazette_hyphens_find ("banana", "qae"));
  g_assert_null (gazette_hyphens_find ("banana", "../qaa"));
  g_assert_null (gazette_hyphens_find ("banana", ""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#ifndef HAVE_HYPHEN
  g_print ("1..0 # SKIP built without libhyphen\n");
  return 0;
#endif

  g_test_add_func ("/hyphens/words", test_words_are_broken);
  g_test_add_func ("/hyphens/no-words", test_what_is_no_word_is_whole);
  g_test_add_func ("/hyphens/old-encodings", test_old_encodings);
  g_test_add_func ("/hyphens/languages", test_languages);

  return g_test_run ();
}
