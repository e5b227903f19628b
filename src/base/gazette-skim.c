/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-skim.h"

/* Longer than any name of a tag or a character that is known here. */
#define MAX_NAME 12

/* Elements within a word, as in "H<sub>2</sub>O"; all others part words. */
static const char *const inline_names[] = {
  "a",
  "abbr",
  "b",
  "bdi",
  "bdo",
  "big",
  "cite",
  "code",
  "del",
  "dfn",
  "em",
  "font",
  "i",
  "ins",
  "kbd",
  "mark",
  "nobr",
  "q",
  "ruby",
  "s",
  "samp",
  "small",
  "span",
  "strike",
  "strong",
  "sub",
  "sup",
  "tt",
  "u",
  "var",
  "wbr",
};

/* Elements whose text is not read. */
static const char *const unread_names[] = {
  "audio",
  "canvas",
  "iframe",
  "noembed",
  "noframes",
  "noscript",
  "object",
  "rp",
  "rt",
  "script",
  "select",
  "style",
  "svg",
  "template",
  "textarea",
  "title",
  "video",
};

/* The characters that texts have by name; what is not here is taken for a space. */
static const struct
{
  const char *name;
  const char *text;
} names[] = {
  { "AElig", "Æ" },
  { "Aacute", "Á" },
  { "Acirc", "Â" },
  { "Agrave", "À" },
  { "Aring", "Å" },
  { "Atilde", "Ã" },
  { "Auml", "Ä" },
  { "Ccedil", "Ç" },
  { "Eacute", "É" },
  { "Ecirc", "Ê" },
  { "Egrave", "È" },
  { "Euml", "Ë" },
  { "Iacute", "Í" },
  { "Icirc", "Î" },
  { "Igrave", "Ì" },
  { "Iuml", "Ï" },
  { "Ntilde", "Ñ" },
  { "OElig", "Œ" },
  { "Oacute", "Ó" },
  { "Ocirc", "Ô" },
  { "Ograve", "Ò" },
  { "Oslash", "Ø" },
  { "Otilde", "Õ" },
  { "Ouml", "Ö" },
  { "Scaron", "Š" },
  { "Uacute", "Ú" },
  { "Ucirc", "Û" },
  { "Ugrave", "Ù" },
  { "Uuml", "Ü" },
  { "Yacute", "Ý" },
  { "aacute", "á" },
  { "acirc", "â" },
  { "aelig", "æ" },
  { "agrave", "à" },
  { "amp", "&" },
  { "apos", "'" },
  { "aring", "å" },
  { "atilde", "ã" },
  { "auml", "ä" },
  { "bdquo", "„" },
  { "bull", "•" },
  { "ccedil", "ç" },
  { "copy", "©" },
  { "deg", "°" },
  { "eacute", "é" },
  { "ecirc", "ê" },
  { "egrave", "è" },
  { "euml", "ë" },
  { "euro", "€" },
  { "gt", ">" },
  { "hellip", "…" },
  { "iacute", "í" },
  { "icirc", "î" },
  { "igrave", "ì" },
  { "iuml", "ï" },
  { "laquo", "«" },
  { "ldquo", "“" },
  { "lsquo", "‘" },
  { "lt", "<" },
  { "mdash", "—" },
  { "middot", "·" },
  { "nbsp", " " },
  { "ndash", "–" },
  { "ntilde", "ñ" },
  { "oacute", "ó" },
  { "ocirc", "ô" },
  { "oelig", "œ" },
  { "ograve", "ò" },
  { "oslash", "ø" },
  { "otilde", "õ" },
  { "ouml", "ö" },
  { "quot", "\"" },
  { "raquo", "»" },
  { "rdquo", "”" },
  { "reg", "®" },
  { "rsquo", "’" },
  { "sbquo", "‚" },
  { "scaron", "š" },
  { "shy", "" },
  { "szlig", "ß" },
  { "trade", "™" },
  { "uacute", "ú" },
  { "ucirc", "û" },
  { "ugrave", "ù" },
  { "uuml", "ü" },
  { "yacute", "ý" },
  { "yuml", "ÿ" },
  { "zwj", "" },
  { "zwnj", "\u200c" },
};

static gboolean
is_among (const char *const *list,
          gsize n,
          const char *name)
{
  for (gsize i = 0; i < n; i++)
    {
      if (g_str_equal (list[i], name))
        return TRUE;
    }

  return FALSE;
}

/* Reads the name at @p, in lower case. */
static const char *
read_tag_name (const char *p,
               char name[MAX_NAME])
{
  gsize n = 0;

  for (; g_ascii_isalnum (*p); p++)
    {
      if (n < MAX_NAME - 1)
        name[n++] = g_ascii_tolower (*p);
    }
  name[n] = '\0';

  return p;
}

/* A ">" within quotation marks does not end a tag. */
static const char *
skip_tag (const char *p)
{
  char quote = 0;

  for (; *p != '\0'; p++)
    {
      if (quote != 0)
        quote = *p == quote ? 0 : quote;
      else if (*p == '>')
        return p + 1;
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
    }

  return p;
}

static const char *
skip_element (const char *p,
              const char *name)
{
  gsize length = strlen (name);

  while ((p = strstr (p, "</")) != NULL)
    {
      p += 2;
      if (g_ascii_strncasecmp (p, name, length) == 0 && !g_ascii_isalnum (p[length]))
        return skip_tag (p);
    }

  return NULL;
}

/* Returns: where it goes on after what begins with "<" at @p */
static const char *
skim_tag (const char *p,
          GString *text)
{
  char name[MAX_NAME];
  gboolean closes = p[1] == '/';
  const char *after;

  if (g_str_has_prefix (p, "<!--"))
    {
      const char *end = strstr (p + 4, "-->");

      return end != NULL ? end + 3 : p + strlen (p);
    }

  if (!g_ascii_isalpha (p[1 + closes]) && p[1] != '!' && p[1] != '?')
    {
      g_string_append_c (text, '<');
      return p + 1;
    }

  after = skip_tag (read_tag_name (p + 1 + closes, name));
  if (!is_among (inline_names, G_N_ELEMENTS (inline_names), name))
    g_string_append_c (text, ' ');
  if (!closes && after[-2] != '/' && is_among (unread_names, G_N_ELEMENTS (unread_names), name))
    {
      const char *end = skip_element (after, name);

      return end != NULL ? end : after;
    }

  return after;
}

static const char *
skim_number (const char *p,
             GString *text)
{
  gboolean is_hex = p[2] == 'x' || p[2] == 'X';
  char *end;
  guint64 c = g_ascii_strtoull (p + 2 + is_hex, &end, is_hex ? 16 : 10);

  if (end == p + 2 + is_hex)
    {
      g_string_append_c (text, '&');
      return p + 1;
    }

  if (c >= 0x20 && c <= 0x10ffff && g_unichar_validate (c))
    g_string_append_unichar (text, c);
  else
    g_string_append_c (text, ' ');

  return *end == ';' ? end + 1 : end;
}

/* Returns: where it goes on after the "&" at @p */
static const char *
skim_reference (const char *p,
                GString *text)
{
  gsize n = 0;

  if (p[1] == '#')
    return skim_number (p, text);

  while (n < MAX_NAME && g_ascii_isalnum (p[1 + n]))
    n++;
  if (n == 0 || p[1 + n] != ';')
    {
      g_string_append_c (text, '&');
      return p + 1;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strncmp (names[i].name, p + 1, n) == 0 && names[i].name[n] == '\0')
        {
          g_string_append (text, names[i].text);
          return p + n + 2;
        }
    }
  g_string_append_c (text, ' ');

  return p + n + 2;
}

/**
 * gazette_skim_html:
 * @html: HTML of any origin
 * @text: where to append its text
 *
 * Takes the words out of HTML without parsing it, some fifty times faster than
 * gazette_text_from_html() and in one pass over its bytes: good enough for
 * finding an article, not for showing it. Tags part words where a browser parts
 * them; scripts and other things that are not read are left out.
 */
void
gazette_skim_html (const char *html,
                   GString *text)
{
  const char *p = html;

  g_return_if_fail (html != NULL);
  g_return_if_fail (text != NULL);

  while (*p != '\0')
    {
      gsize n = strcspn (p, "<&");

      g_string_append_len (text, p, n);
      p += n;
      if (*p == '<')
        p = skim_tag (p, text);
      else if (*p == '&')
        p = skim_reference (p, text);
    }
}
