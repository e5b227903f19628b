/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-highlight.h"

static const char marks[] = "csnkv+-";

/* Says what was found: "k|int n|1", "c" for a comment and so on. */
static char *
describe (const char *language,
          const char *code)
{
  g_autoptr (GArray) tokens = gazette_highlight_code (language, code);
  GString *description = g_string_new (NULL);
  guint at = 0;

  g_assert_nonnull (tokens);
  for (guint i = 0; i < tokens->len; i++)
    {
      const GazetteToken *token = &g_array_index (tokens, GazetteToken, i);

      g_assert_cmpuint (token->start, >=, at);
      g_assert_cmpuint (token->end, >, token->start);
      g_assert_cmpuint (token->end, <=, strlen (code));
      g_assert_true (g_utf8_validate (code + token->start, token->end - token->start, NULL));
      at = token->end;
      g_string_append_printf (description, "%s%c|%.*s", i > 0 ? " " : "", marks[token->kind], (int) (token->end - token->start),
                              code + token->start);
    }

  return g_string_free_and_steal (description);
}

static const struct
{
  const char *language;
  const char *code;
  const char *expected;
} cases[] = {
  { "c", "#include <a.h>\nint x = 0x1f; // é\n/* a\nb */ char *s = \"a\\\"b\";",
    "v|#include k|int n|0x1f c|// é c|/* a\nb */ k|char s|\"a\\\"b\"" },
  { "c", "char *s = \"never ends\nint a;", "k|char s|\"never ends k|int" },
  { "python", "@a\ndef f(x):\n  '''a\n  b'''\n  return 1.5e3 # c", "v|@a k|def s|'''a\n  b''' k|return n|1.5e3 c|# c" },
  { "rust", "fn f<'a>(x: &'a str) { let c = 'x'; let d = '\\n'; }", "k|fn k|str k|let s|'x' k|let s|'\\n'" },
  { "bash", "echo $# \"$x\" # c\nif [ -f ${a} ]; then", "k|echo v|$ s|\"$x\" c|# c k|if v|${a} k|then" },
  { "sql", "SELECT a FROM b WHERE c = 'it' -- d", "k|SELECT k|FROM k|WHERE s|'it' c|-- d" },
  { "json", "{ \"a\": [1, true, \"b\"] }", "v|\"a\" n|1 k|true s|\"b\"" },
  { "yaml", "a-b: 'c' # d\ne: true", "v|a-b s|'c' c|# d v|e k|true" },
  { "css", "a { color: #fff; } /* b */", "v|color c|/* b */" },
  { "html", "<!-- a --><a href=\"b\" c>d &amp; e</a>", "c|<!-- a --> k|a v|href s|\"b\" v|c n|&amp; k|a" },
  { "diff", "--- a\n+++ b\n@@ 1 @@\n-c\n+d\n e", "c|--- a c|+++ b k|@@ 1 @@ -|-c +|+d" },
  { "js", "const a = `b\n${c}`; // d", "k|const s|`b\n${c}` c|// d" },
  { "lua", "--[[ a\nb ]] local c = nil", "c|--[[ a\nb ]] k|local k|nil" },
  { "c", "", "" },
};

static void
test_tokens (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = describe (cases[i].language, cases[i].code);

      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

static void
test_languages (void)
{
  g_assert_true (gazette_highlight_knows ("c++"));
  g_assert_true (gazette_highlight_knows ("typescript"));
  g_assert_false (gazette_highlight_knows ("cobol-85"));
  g_assert_false (gazette_highlight_knows (""));
  g_assert_false (gazette_highlight_knows (NULL));
  g_assert_null (gazette_highlight_code (NULL, "a"));
  g_assert_null (gazette_highlight_code ("cobol-85", "a"));
}

/* Whatever is in it, it ends, and tokens are within the text. */
static void
test_anything (void)
{
  static const char *const languages[] = { "c", "python", "rust", "bash", "html", "json", "css", "lua", "haskell", "diff" };
  static const char alphabet[] = "\"'`#/*-<>&;=:$@{}\\\n ab1[]!(\xc3\xa9";
  guint32 noise = 1;

  for (guint i = 0; i < 3000; i++)
    {
      char code[64];
      gsize n = 0;

      while (n < sizeof code - 3)
        {
          gsize at = (noise = noise * 1664525 + 1013904223) >> 16;

          at %= sizeof alphabet - 2;
          code[n++] = alphabet[at];
          if ((guchar) alphabet[at] == 0xc3)
            code[n++] = '\xa9';
        }
      code[n] = 0;
      g_free (describe (languages[i % G_N_ELEMENTS (languages)], code));
    }
}

static void
test_long_code_has_no_colours (void)
{
  g_autofree char *code = g_strnfill (GAZETTE_HIGHLIGHT_MAX + 1, 'a');
  g_autofree char *description = NULL;

  g_assert_null (gazette_highlight_code ("c", code));
  code[GAZETTE_HIGHLIGHT_MAX] = 0;
  description = describe ("c", code);
  g_assert_cmpstr (description, ==, "");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/highlight/tokens", test_tokens);
  g_test_add_func ("/highlight/languages", test_languages);
  g_test_add_func ("/highlight/anything", test_anything);
  g_test_add_func ("/highlight/long-code-has-no-colours", test_long_code_has_no_colours);

  return g_test_run ();
}
