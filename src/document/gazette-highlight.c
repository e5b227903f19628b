/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-highlight-private.h"

/* A longer word is no keyword. */
#define MAX_KEYWORD 24

typedef struct
{
  const GazetteSyntax *syntax;
  const char          *code;
  const char          *at;
  GArray              *tokens;
  GHashTable          *keywords;
} Lexer;

static void
add_token (Lexer           *self,
           GazetteTokenKind kind,
           const char      *end)
{
  GazetteToken token = { (guint) (self->at - self->code), (guint) (end - self->code), kind };

  if (end > self->at)
    g_array_append_val (self->tokens, token);
  self->at = end;
}

static const char *
find_line_end (const char *p)
{
  return p + strcspn (p, "\n");
}

static gboolean
is_word (Lexer *self,
         char   c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 0x80 ||
         (c == '-' && (self->syntax->flags & GAZETTE_SYNTAX_HYPHENS) != 0);
}

static const char *
find_word_end (Lexer      *self,
               const char *p)
{
  while (is_word (self, *p))
    p++;

  return p;
}

static GHashTable *
make_keywords (const GazetteSyntax *syntax)
{
  GHashTable *keywords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto(GStrv) words = g_strsplit (syntax->keywords != NULL ? syntax->keywords : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (keywords, g_steal_pointer (&words[i]));

  return keywords;
}

static gboolean
is_keyword (Lexer      *self,
            const char *end)
{
  char word[MAX_KEYWORD + 1];
  gsize length = (gsize) (end - self->at);

  if (length > MAX_KEYWORD)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    word[i] = (self->syntax->flags & GAZETTE_SYNTAX_ANY_CASE) != 0 ? g_ascii_tolower (self->at[i]) : self->at[i];
  word[length] = 0;

  return g_hash_table_contains (self->keywords, word);
}

/* Whether what ends at @p is the name of a value. */
static gboolean
is_key (Lexer      *self,
        const char *p)
{
  if ((self->syntax->flags & GAZETTE_SYNTAX_KEYS) == 0)
    return FALSE;

  p += strspn (p, " \t");

  return *p == ':' || *p == '=';
}

static gboolean
begins_line (Lexer *self)
{
  const char *p = self->at;

  while (p > self->code && (p[-1] == ' ' || p[-1] == '\t'))
    p--;

  return p == self->code || p[-1] == '\n';
}

/* A number sign within a word, as in "$#", begins no comment. */
static gboolean
is_line_comment (Lexer *self)
{
  const char *marks = self->syntax->line_comments;

  while (marks != NULL && *marks != 0)
    {
      gsize length = strcspn (marks, " ");

      if (strncmp (self->at, marks, length) == 0)
        return *marks != '#' || self->at == self->code || strchr (" \t\n;([{", self->at[-1]) != NULL;
      marks += length + strspn (marks + length, " ");
    }

  return FALSE;
}

static gboolean
read_comment (Lexer *self)
{
  const char *start = self->syntax->block_start;

  if (start != NULL && g_str_has_prefix (self->at, start))
    {
      const char *end = strstr (self->at + strlen (start), self->syntax->block_end);

      add_token (self, GAZETTE_TOKEN_COMMENT,
                 end != NULL ? end + strlen (self->syntax->block_end) : self->at + strlen (self->at));
      return TRUE;
    }
  if (!is_line_comment (self))
    return FALSE;

  add_token (self, GAZETTE_TOKEN_COMMENT, find_line_end (self->at));

  return TRUE;
}

static const char *
find_string_end (Lexer   *self,
                 char     quote,
                 gboolean is_long)
{
  gboolean raw = quote == '\'' && (self->syntax->flags & GAZETTE_SYNTAX_RAW_SINGLE) != 0;
  const char *p = self->at + 1;

  for (; *p != 0 && *p != quote; p++)
    {
      if (*p == '\n' && !is_long)
        return p;
      if (*p == '\\' && !raw && p[1] != 0)
        p++;
    }

  return *p == 0 ? p : p + 1;
}

/* A quote that ends after one character, and is none of a lifetime or of a name. */
static const char *
find_character_end (Lexer *self)
{
  const char *p = self->at + 1;

  if (*p == '\\')
    {
      p = p[1] != 0 ? p + 2 : p + 1;
      p += strspn (p, "0123456789abcdefABCDEFux{}");
    }
  else if (*p != 0 && *p != '\n')
    {
      p = g_utf8_next_char (p);
    }

  return *p == '\'' ? p + 1 : NULL;
}

static void
read_string (Lexer *self)
{
  char quote = *self->at;
  const char triple[] = { quote, quote, quote, 0 };
  const char *end;

  if ((self->syntax->flags & GAZETTE_SYNTAX_TRIPLE) != 0 && g_str_has_prefix (self->at, triple))
    {
      end = strstr (self->at + 3, triple);
      add_token (self, GAZETTE_TOKEN_STRING, end != NULL ? end + 3 : self->at + strlen (self->at));
      return;
    }

  if (quote == '\'' && (self->syntax->flags & GAZETTE_SYNTAX_CHARACTERS) != 0)
    end = find_character_end (self);
  else
    end = find_string_end (self, quote, quote == '`' || (self->syntax->flags & GAZETTE_SYNTAX_LONG_STRINGS) != 0);

  if (end != NULL)
    add_token (self, is_key (self, end) ? GAZETTE_TOKEN_NAME : GAZETTE_TOKEN_STRING, end);
  else
    self->at++;
}

static void
read_word (Lexer *self)
{
  const char *end = find_word_end (self, self->at);

  if (is_keyword (self, end))
    add_token (self, GAZETTE_TOKEN_KEYWORD, end);
  else if (is_key (self, end))
    add_token (self, GAZETTE_TOKEN_NAME, end);
  else
    self->at = end;
}

static void
read_number (Lexer *self)
{
  const char *p = self->at;

  while (g_ascii_isalnum (*p) || *p == '_' || (*p == '.' && g_ascii_isalnum (p[1])))
    p++;
  add_token (self, GAZETTE_TOKEN_NUMBER, p);
}

/* A variable, what stands before a declaration, or what is for the preprocessor. */
static gboolean
read_special (Lexer *self)
{
  GazetteSyntaxFlags flags = self->syntax->flags;
  const char *p = self->at + 1;

  if (*self->at == '#' && (flags & GAZETTE_SYNTAX_DIRECTIVES) != 0 && begins_line (self))
    {
      add_token (self, GAZETTE_TOKEN_NAME, find_word_end (self, p + strspn (p, " \t")));
      return TRUE;
    }
  if ((*self->at != '$' || (flags & GAZETTE_SYNTAX_VARIABLES) == 0) && (*self->at != '@' || (flags & GAZETTE_SYNTAX_AT) == 0))
    return FALSE;

  if (*p == '{')
    p++;
  p = find_word_end (self, p);
  if (*p == '}')
    p++;
  add_token (self, GAZETTE_TOKEN_NAME, p);

  return TRUE;
}

static void
read_code (Lexer *self)
{
  while (*self->at != 0)
    {
      if (read_comment (self) || (strchr ("#$@", *self->at) != NULL && read_special (self)))
        continue;
      if (strchr (self->syntax->quotes, *self->at) != NULL)
        read_string (self);
      else if (g_ascii_isdigit (*self->at))
        read_number (self);
      else if (is_word (self, *self->at) && *self->at != '-')
        read_word (self);
      else
        self->at++;
    }
}

/* From the name of an element to the end of its tag. */
static void
read_tag (Lexer *self)
{
  self->at += 1 + strspn (self->at + 1, "/?!");
  add_token (self, GAZETTE_TOKEN_KEYWORD, self->at + strcspn (self->at, " \t\n/>\"'"));

  while (*self->at != 0 && *self->at != '>')
    {
      char c = *self->at;

      if (c == '"' || c == '\'')
        add_token (self, GAZETTE_TOKEN_STRING, find_string_end (self, c, TRUE));
      else if (g_ascii_isalpha (c) || strchr (":@_", c) != NULL)
        add_token (self, GAZETTE_TOKEN_NAME, self->at + strcspn (self->at, " \t\n=/>\"'"));
      else
        self->at++;
    }
}

static void
read_markup (Lexer *self)
{
  while (*self->at != 0)
    {
      const char *end;

      self->at += strcspn (self->at, "<&");
      if (g_str_has_prefix (self->at, "<!--"))
        {
          end = strstr (self->at, "-->");
          add_token (self, GAZETTE_TOKEN_COMMENT, end != NULL ? end + 3 : self->at + strlen (self->at));
        }
      else if (*self->at == '<' && (g_ascii_isalpha (self->at[1]) || (self->at[1] != 0 && strchr ("/?!", self->at[1]) != NULL)))
        {
          read_tag (self);
        }
      else if (*self->at == '&')
        {
          end = self->at + 1 + strspn (self->at + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
          if (*end == ';')
            add_token (self, GAZETTE_TOKEN_NUMBER, end + 1);
          else
            self->at++;
        }
      else if (*self->at != 0)
        {
          self->at++;
        }
    }
}

static void
read_diff (Lexer *self)
{
  static const char *const heads[] = { "diff ", "index ", "+++ ", "--- ", "\\ " };

  while (*self->at != 0)
    {
      const char *end = find_line_end (self->at);
      gboolean is_head = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
        is_head |= g_str_has_prefix (self->at, heads[i]);
      if (is_head)
        add_token (self, GAZETTE_TOKEN_COMMENT, end);
      else if (*self->at == '+')
        add_token (self, GAZETTE_TOKEN_ADDED, end);
      else if (*self->at == '-')
        add_token (self, GAZETTE_TOKEN_REMOVED, end);
      else if (*self->at == '@')
        add_token (self, GAZETTE_TOKEN_KEYWORD, end);
      self->at = *end != 0 ? end + 1 : end;
    }
}

/**
 * gazette_highlight_knows:
 * @language: (nullable): what a page calls a language, in lower case
 *
 * Returns: whether code in it can have colours
 */
gboolean
gazette_highlight_knows (const char *language)
{
  return language != NULL && gazette_syntax_find (language) != NULL;
}

/**
 * gazette_highlight_code:
 * @language: (nullable): what a page calls the language, in lower case
 * @code: any text
 *
 * Finds what in code is a comment, a keyword and so on: as well as can be done in
 * one pass over it, without knowing all of a language. Takes time in proportion
 * to the code, of which there is %GAZETTE_HIGHLIGHT_MAX bytes at most.
 *
 * Returns: (transfer full) (element-type GazetteToken) (nullable): tokens that do
 *   not overlap, in order; %NULL when the language is not known, or the code too long
 */
GArray *
gazette_highlight_code (const char *language,
                        const char *code)
{
  Lexer lexer = { .code = code, .at = code };

  g_return_val_if_fail (code != NULL, NULL);

  lexer.syntax = language != NULL ? gazette_syntax_find (language) : NULL;
  if (lexer.syntax == NULL || strnlen (code, GAZETTE_HIGHLIGHT_MAX + 1) > GAZETTE_HIGHLIGHT_MAX)
    return NULL;

  lexer.tokens = g_array_new (FALSE, FALSE, sizeof (GazetteToken));
  switch (lexer.syntax->family)
    {
    case GAZETTE_SYNTAX_MARKUP:
      read_markup (&lexer);
      break;

    case GAZETTE_SYNTAX_DIFF:
      read_diff (&lexer);
      break;

    case GAZETTE_SYNTAX_CODE:
    default:
      lexer.keywords = make_keywords (lexer.syntax);
      read_code (&lexer);
      g_hash_table_unref (lexer.keywords);
      break;
    }

  return lexer.tokens;
}
