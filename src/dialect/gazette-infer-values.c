/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be seen of a value without its name: whether it reads like a
 * headline, is a date, an address, a picture, a text, and how it is written.
 */

#include "config.h"

#include <string.h>

#include "gazette-infer-private.h"
#include "gazette-time.h"

/* How much of a value is looked at, in bytes; the rest is counted only. */
#define MAX_HEAD 4096

/* Years in which articles on the web are dated. */
#define FIRST_MOMENT G_GINT64_CONSTANT (631152000)
#define LAST_MOMENT G_GINT64_CONSTANT (4102444800)

/* What a walk over a text finds. */
typedef struct
{
  guint chars;
  guint words;
  guint wide;
  guint spaces;
  guint digits;
  guint letters;
  guint lines;
  guint marks;
  guint tags;
  guint block_tags;
  guint upper;
} Walk;

static gboolean
has_prefix (const char *text,
            const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* Scripts that are written without spaces. */
static gboolean
is_wide (gunichar c)
{
  return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0x0e00 && c <= 0x0eff) ||
         (c >= 0x20000 && c <= 0x2ffff) || (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff);
}

/* The length of the tag at @p, 0 when there is none. */
static gsize
measure_tag (const char *p)
{
  const char *name = p + 1 + (p[1] == '/');
  const char *end;

  if (p[1] == '!')
    return strncmp (p, "<!--", 4) == 0 ? 4 : 0;
  if (!g_ascii_isalpha (*name))
    return 0;
  end = strpbrk (name, "<>");

  return end != NULL && *end == '>' ? (gsize) (end - p + 1) : 0;
}

static gboolean
is_block_tag (const char *p)
{
  static const char *const names[] = { "p", "br", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote",
                                       "figure", "table", "img", "pre", "section", "article", "iframe" };
  gsize length = 0;

  while (g_ascii_isalnum (p[1 + length]))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strlen (names[i]) == length && g_ascii_strncasecmp (p + 1, names[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
count_char (Walk     *walk,
            gunichar  c,
            gboolean *in_word)
{
  if (g_unichar_isspace (c))
    {
      walk->spaces++;
      walk->lines += c == '\n';
      *in_word = FALSE;
      return;
    }

  walk->chars++;
  walk->digits += g_unichar_isdigit (c);
  walk->upper += g_unichar_isupper (c);
  walk->marks += c < 0x80 && g_ascii_ispunct (c);
  if (is_wide (c))
    {
      walk->wide++;
      walk->letters++;
      *in_word = FALSE;
    }
  else if (g_unichar_isalpha (c))
    {
      walk->letters++;
      walk->words += !*in_word;
      *in_word = TRUE;
    }
  else if (g_unichar_isdigit (c))
    {
      walk->words += !*in_word;
      *in_word = TRUE;
    }
}

static void
walk_text (Walk       *walk,
           const char *text,
           gsize       length)
{
  const char *end = text + length;
  gboolean in_word = FALSE;

  for (const char *p = text; p < end;)
    {
      gsize tag = *p == '<' ? measure_tag (p) : 0;

      if (tag > 0)
        {
          walk->tags++;
          walk->block_tags += is_block_tag (p);
          in_word = FALSE;
          p += tag;
          continue;
        }
      count_char (walk, g_utf8_get_char (p), &in_word);
      p = g_utf8_next_char (p);
    }
}

/* A table of scores by the number of words. */
static double
score_headline (const Walk *walk,
                const char *text)
{
  double words = walk->words + walk->wide / 2.0;
  double score;

  if (walk->letters == 0 || walk->letters * 2 < walk->chars)
    return 0;
  if (words <= 1)
    score = walk->upper > 0 || walk->letters > walk->wide ? 0.3 : 0.2;
  else if (words <= 2)
    score = 0.5;
  else if (words <= 3)
    score = 0.75;
  else if (words <= 20)
    score = 1;
  else if (words <= 28)
    score = 0.6;
  else if (words <= 45)
    score = 0.25;
  else
    score = 0.05;

  /* A name for a machine, such as "some-thing" or "node--article". */
  if (walk->spaces == 0 && walk->wide == 0 && strpbrk (text, "-_/:") != NULL)
    score *= 0.2;
  if (walk->lines > 0 || walk->block_tags > 0)
    score *= 0.5;
  if (walk->chars > 300)
    score *= 0.2;
  if (walk->upper == 0 && walk->spaces == 0 && walk->wide == 0)
    score *= 0.7;

  return score;
}

static double
score_prose (const Walk *walk)
{
  double words = walk->words + walk->wide / 2.0;

  if (walk->letters * 2 < walk->chars)
    return 0;

  return words < 4 ? 0.1 : words < 8 ? 0.4
                       : words < 12  ? 0.7
                                     : 1;
}

/* Marks that nobody writes but in Markdown. */
static gboolean
is_markdown (const char *text,
             gsize       length,
             const Walk *walk)
{
  guint n = 0;
  gboolean at_start = TRUE;

  if (walk->block_tags > 1)
    return FALSE;

  for (const char *p = text; p < text + length; p++)
    {
      if (at_start && *p == '#')
        n += p[strspn (p, "#")] == ' ' ? 2 : 0;
      else if (at_start && (strncmp (p, "```", 3) == 0 || strncmp (p, "> ", 2) == 0))
        n += 2;
      else if (at_start && (strncmp (p, "- ", 2) == 0 || strncmp (p, "* ", 2) == 0))
        n++;
      else if (strncmp (p, "](", 2) == 0 && (g_ascii_isalpha (p[2]) || p[2] == '/' || p[2] == '#'))
        n += 2;
      else if (strncmp (p, "**", 2) == 0 && p[2] != ' ' && p[2] != '*')
        n++, p++;
      at_start = *p == '\n';
    }

  return n >= 2;
}

static gboolean
has_extension (const char        *address,
               const char *const *extensions)
{
  gsize length = strcspn (address, "?#");
  const char *dot = g_strrstr_len (address, (gssize) length, ".");

  for (guint i = 0; dot != NULL && extensions[i] != NULL; i++)
    {
      gsize n = strlen (extensions[i]);

      if (g_ascii_strncasecmp (dot + 1, extensions[i], n) == 0 && !g_ascii_isalnum (dot[1 + n]))
        return TRUE;
    }

  return FALSE;
}

static const char *const picture_extensions[] = { "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "jfif", "bmp", "heic", NULL };

static gboolean
looks_like_picture (const char *address)
{
  static const char *const hints[] = { "/image", "/img", "images.", "img.", "/photo", "photos.", "/thumb", "/picture",
                                       "/media/", "static.", "cdn.", "/uploads/", "format=jpg", "format=webp", ".jpg/", ".png/",
                                       ".jpg?", ".png?", "/assets/", ".jpg&", "imgix", "image.", "fit=crop", "width=", "w=", "picsum", "/pic" };
  g_autofree char *lower = NULL;
  guint n = 0;

  if (has_prefix (address, "data:image/") || has_extension (address, picture_extensions))
    return TRUE;
  lower = g_ascii_strdown (address, (gssize) strnlen (address, 512));
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    n += strstr (lower, hints[i]) != NULL;

  return n >= 2 || strstr (lower, "/images/") != NULL || strstr (lower, "/img/") != NULL;
}

static gboolean
looks_like_sound (const char *address)
{
  static const char *const extensions[] = { "mp3", "m4a", "ogg", "oga", "opus", "mp4", "m4v", "webm", "aac", "wav", "flac", "m3u8", "mov", NULL };

  return has_extension (address, extensions);
}

static void
judge_address (const char    *text,
               gsize          length,
               GazetteTraits *traits)
{
  gboolean is_absolute = has_prefix (text, "http://") || has_prefix (text, "https://") || has_prefix (text, "//") ||
                         has_prefix (text, "data:image/");
  gboolean is_relative = (*text == '/' || has_prefix (text, "./") || has_prefix (text, "../")) && length > 1;

  if (strcspn (text, " \t\r\n<>\"{}") < length)
    return;
  if (!is_absolute && !is_relative)
    {
      /* "pictures/1.jpg" can be nothing else. */
      if (!has_extension (text, picture_extensions))
        return;
      is_relative = TRUE;
    }

  traits->address = is_absolute;
  traits->relative = is_relative;
  traits->image = looks_like_picture (text);
  traits->media = looks_like_sound (text);
}

static gboolean
is_slug (const char *text,
         gsize       length,
         const Walk *walk)
{
  if (walk->spaces > 0 || walk->wide > 0 || length < 3 || length > 200 || walk->letters < 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && (guchar) text[i] < 0x80 && strchr ("-_/.~%,", text[i]) == NULL)
        return FALSE;
    }

  return walk->upper == 0 || strpbrk (text, "-_/") != NULL;
}

static gboolean
is_language (const char *text,
             gsize       length)
{
  if (length < 2 || length > 10 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return FALSE;

  return length == 2 || text[2] == '-' || text[2] == '_' || (length == 3 && g_ascii_isalpha (text[2]));
}

static gboolean
is_moment (gint64 time)
{
  return time >= FIRST_MOMENT && time <= LAST_MOMENT;
}

/* "&amp;" and the like, which plain text has no need of. */
static gboolean
has_reference (const char *text)
{
  for (const char *p = strchr (text, '&'); p != NULL; p = strchr (p + 1, '&'))
    {
      gsize length = strspn (p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#");

      if (length >= 2 && length < 10 && p[1 + length] == ';')
        return TRUE;
    }

  return FALSE;
}

static void
judge_text (const char    *text,
            GazetteTraits *traits)
{
  gsize whole = strlen (text);
  gsize length = MIN (whole, MAX_HEAD);
  g_autofree char *head = NULL;
  Walk walk = { 0 };

  traits->string = 1;
  while (length > 0 && length < whole && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  head = g_strstrip (g_strndup (text, length));
  if (!g_utf8_validate (head, -1, NULL))
    return;
  length = strlen (head);
  if (length == 0)
    return;

  judge_address (head, length, traits);
  walk_text (&walk, head, length);
  traits->chars = walk.chars + walk.spaces;
  traits->words = walk.words + walk.wide / 2.0;
  if (whole > MAX_HEAD)
    {
      traits->chars *= (double) whole / MAX_HEAD;
      traits->words *= (double) whole / MAX_HEAD;
    }
  if (traits->address > 0 || traits->relative > 0)
    {
      traits->slug = traits->relative;
      return;
    }

  traits->number = strspn (head, "0123456789.+-") == length;
  if (length >= 6 && length < 80 && walk.digits > 0)
    traits->date = traits->number > 0 ? is_moment (gazette_time_parse (head)) : gazette_time_parse (head) > 0;
  if (traits->date == 0 && traits->number == 0)
    traits->date = gazette_time_parse_relative (head, G_MAXINT32) > 0;
  traits->language = is_language (head, length);
  traits->slug = traits->date == 0 && traits->number == 0 && is_slug (head, length, &walk);
  if (traits->date > 0 || traits->number > 0 || (*head == '{' && walk.marks * 6 > walk.chars))
    return;
  traits->html = walk.block_tags > 0 || walk.tags > 1 || has_reference (head);
  traits->headline = score_headline (&walk, head);
  traits->prose = score_prose (&walk);
  traits->markdown = is_markdown (head, length, &walk);
}

/*
 * gazette_infer_judge:
 * @value: a value of a document
 * @traits: (out): what can be seen of it
 *
 * Looks at one value; at a long one, at its beginning.
 */
void
gazette_infer_judge (JsonNode      *value,
                     GazetteTraits *traits)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  memset (traits, 0, sizeof *traits);
  if (type == G_TYPE_STRING)
    {
      judge_text (json_node_get_string (value), traits);
    }
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      traits->number = 1;
      traits->date = is_moment (gazette_time_from_number (json_node_get_double (value)));
    }
}

/*
 * gazette_infer_judge_all:
 * @values: (element-type JsonNode): values, at least one
 * @traits: (out): what can be seen of them, on average
 */
void
gazette_infer_judge_all (GPtrArray     *values,
                         GazetteTraits *traits)
{
  double *sums = (double *) traits;

  memset (traits, 0, sizeof *traits);
  for (guint i = 0; i < values->len; i++)
    {
      GazetteTraits one;

      gazette_infer_judge (values->pdata[i], &one);
      for (guint j = 0; j < sizeof one / sizeof (double); j++)
        sums[j] += ((double *) &one)[j] / values->len;
    }
}
