/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes well-formed XML of what is sent as XML. Half of what is wrong in feeds
 * is in here: a bare "&", names that only HTML knows, control characters, tags
 * that are not closed or close what was not opened, junk around it all. The
 * parser would give up at the first of these or, told to go on, take the end of
 * one element for that of another.
 *
 * Nothing of it can be costly: declarations of entities are left out, so there
 * is nothing to expand or to load, and depth, attributes and amounts are bounded.
 */

#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "gazette-xml-private.h"

/* The parser takes 256. */
#define MAX_DEPTH 200

#define MAX_ATTRIBUTES 256

/* Elements and attributes of an answer, together. What comes after is left out. */
#define MAX_PARTS 1000000

/* In bytes. A picture within an address may be large. */
#define MAX_VALUE_LENGTH (1024 * 1024)
#define MAX_NAME_LENGTH 256

/* The longest name of HTML 4 has eight letters, and no number has more digits. */
#define MAX_REFERENCE_LENGTH 12

/* U+FFFD */
#define REPLACEMENT 0xfffd

/* A name, where it stands in the text. */
typedef struct
{
  const char *start;
  gsize length;
} Name;

typedef struct
{
  const char *p;
  const char *end;
  GString *xml;
  GArray *open;
  guint n_too_deep;
  guint n_parts;
  gboolean is_feed;
} Guard;

/* What Windows-1252 has at 0x80 to 0x9f: references to these are meant so (WHATWG
 * HTML, 13.2.5.80). */
static const guint16 windows[] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d,
  0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x009d, 0x017e, 0x0178,
};

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What XML 1.0, 2.2 allows in a text. */
static gboolean
is_char (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

/* Length in bytes of the character of a name at @p, 0 when it is none. The
 * letters beyond ASCII are those that XML knows, but for a few that are rare. */
static gsize
name_char_length (const char *p,
                  gboolean    is_first)
{
  gunichar c;

  if (g_ascii_isalpha (*p) || *p == '_' || *p == ':')
    return 1;
  if ((guchar) *p < 0x80)
    return !is_first && (g_ascii_isdigit (*p) || *p == '-' || *p == '.') ? 1 : 0;

  c = g_utf8_get_char (p);

  return c >= 0xc0 && g_unichar_isalpha (c) ? g_utf8_skip[(guchar) *p] : 0;
}

static gboolean
starts_with (const Guard *self,
             const char  *what)
{
  gsize length = strlen (what);

  return (gsize) (self->end - self->p) >= length && g_ascii_strncasecmp (self->p, what, length) == 0;
}

/* After the next @what, or at the end. */
static const char *
find_end_of (const Guard *self,
             const char  *what)
{
  const char *found = g_strstr_len (self->p, self->end - self->p, what);

  return found != NULL ? found + strlen (what) : self->end;
}

static void
append_char (GString  *xml,
             gunichar  c)
{
  if (c == '<')
    g_string_append (xml, "&lt;");
  else if (c == '>')
    g_string_append (xml, "&gt;");
  else if (c == '&')
    g_string_append (xml, "&amp;");
  else if (c == '"')
    g_string_append (xml, "&quot;");
  else if (is_char (c))
    g_string_append_unichar (xml, c);
}

/* The character at @p, in which nothing but references has a meaning. */
static gunichar
read_char (const char **p)
{
  gunichar c = g_utf8_get_char (*p);

  *p = g_utf8_next_char (*p);

  return c;
}

static gunichar
read_number (const char *digits)
{
  gboolean is_hex = *digits == 'x' || *digits == 'X';
  char *end;
  guint64 number;

  digits += is_hex;
  if (!(is_hex ? g_ascii_isxdigit (*digits) : g_ascii_isdigit (*digits)))
    return 0;
  number = g_ascii_strtoull (digits, &end, is_hex ? 16 : 10);
  if (*end != '\0')
    return 0;
  if (number >= 0x80 && number < 0xa0)
    return windows[number - 0x80];

  return number <= 0x10ffff && is_char ((gunichar) number) ? (gunichar) number : REPLACEMENT;
}

static gunichar
find_reference (const char *start,
                gsize       length)
{
  static const struct { const char *name; gunichar c; } own[] = {
    { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' },
  };
  char name[MAX_REFERENCE_LENGTH + 1];
  const htmlEntityDesc *entity;

  memcpy (name, start, length);
  name[length] = '\0';
  if (*name == '#')
    return read_number (name + 1);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (strcmp (name, own[i].name) == 0)
        return own[i].c;
    }
  entity = htmlEntityLookup ((const xmlChar *) name);

  return entity != NULL ? entity->value : 0;
}

/* "&#8217;", "&amp;" or "&eacute;", to which the "&" at *@p may belong; else the
 * "&" stands for itself. */
static gunichar
read_reference (const char **p,
                const char  *end)
{
  const char *start = *p + 1;
  gsize room = MIN ((gsize) (end - start), MAX_REFERENCE_LENGTH);
  const char *semicolon = memchr (start, ';', room);
  gunichar c = 0;

  if (semicolon != NULL)
    c = find_reference (start, semicolon - start);

  *p = c != 0 ? semicolon + 1 : start;

  return c != 0 ? c : '&';
}

/* Appends what can stand as it is. Returns where that ends. */
static const char *
append_plain (GString    *xml,
              const char *p,
              const char *end)
{
  const char *start = p;

  /* 0xef begins the two characters beyond ASCII that are not allowed. */
  while (p < end && (guchar) *p >= 0x20 && (guchar) *p != 0xef && *p != '<' && *p != '>' && *p != '&' && *p != '"')
    p++;
  g_string_append_len (xml, start, p - start);

  return p;
}

/* Appends text in which references have their meaning. */
static void
append_text (GString    *xml,
             const char *p,
             const char *end)
{
  while ((p = append_plain (xml, p, end)) < end)
    append_char (xml, *p == '&' ? read_reference (&p, end) : read_char (&p));
}

/* Appends text that means what it is: the content of CDATA. */
static void
append_literal (GString    *xml,
                const char *p,
                const char *end)
{
  while ((p = append_plain (xml, p, end)) < end)
    append_char (xml, read_char (&p));
}

static Name
read_name (Guard *self)
{
  Name name = { self->p, 0 };

  gsize length;

  while (self->p < self->end && (length = name_char_length (self->p, self->p == name.start)) > 0)
    self->p += length;
  name.length = self->p - name.start;

  return name;
}

static gboolean
is_same_name (const Name *a,
              const Name *b)
{
  return a->length == b->length && g_ascii_strncasecmp (a->start, b->start, a->length) == 0;
}

static gboolean
is_called (const Name *name,
           const char *what)
{
  return name->length == strlen (what) && g_ascii_strncasecmp (name->start, what, name->length) == 0;
}

/* How many of the open elements are around the innermost one of this name; the
 * number of them all when there is none. */
static guint
find_open (const Guard *self,
           const Name  *name)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      if (is_same_name (&g_array_index (self->open, Name, i - 1), name))
        return i - 1;
    }

  return self->open->len;
}

static void
close_down_to (Guard *self,
               guint  n_left)
{
  while (self->open->len > n_left)
    {
      const Name *name = &g_array_index (self->open, Name, self->open->len - 1);

      g_string_append_printf (self->xml, "</%.*s>", (int) name->length, name->start);
      g_array_set_size (self->open, self->open->len - 1);
      self->n_too_deep = 0;
    }
}

static void
skip_spaces (Guard *self)
{
  while (self->p < self->end && is_space (*self->p))
    self->p++;
}

/* What is between quotation marks, or, where they were forgotten, a word. */
static Name
read_value (Guard *self)
{
  Name value = { self->p, 0 };
  char quote = self->p < self->end ? *self->p : '\0';
  const char *end;

  if (quote == '"' || quote == '\'')
    {
      value.start++;
      end = memchr (value.start, quote, self->end - value.start);
      self->p = end != NULL ? end + 1 : value.start;
      if (end == NULL)
        end = value.start;
    }
  else
    {
      for (end = self->p; end < self->end && !is_space (*end) && *end != '>' && *end != '<'; end++)
        ;
      self->p = end;
    }

  value.length = end - value.start;

  return value;
}

static gboolean
has_name (const GArray *names,
          const Name   *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      const Name *other = &g_array_index (names, Name, i);

      if (other->length == name->length && memcmp (other->start, name->start, name->length) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
read_attribute (Guard    *self,
                GArray   *names,
                gboolean  is_written)
{
  Name name = read_name (self);
  Name value = { "", 0 };

  skip_spaces (self);
  if (self->p < self->end && *self->p == '=')
    {
      self->p++;
      skip_spaces (self);
      value = read_value (self);
    }

  if (!is_written || names->len >= MAX_ATTRIBUTES || name.length > MAX_NAME_LENGTH ||
      value.length > MAX_VALUE_LENGTH || has_name (names, &name))
    return;

  self->n_parts++;
  g_array_append_val (names, name);
  g_string_append_printf (self->xml, " %.*s=\"", (int) name.length, name.start);
  append_text (self->xml, value.start, value.start + value.length);
  g_string_append_c (self->xml, '"');
}

/* Reads up to the end of a tag. Returns whether the element is closed in it. */
static gboolean
read_attributes (Guard    *self,
                 gboolean  is_written)
{
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  gboolean is_closed = FALSE;

  while (self->p < self->end && *self->p != '<')
    {
      char c = *self->p;

      if (c == '>')
        {
          self->p++;
          break;
        }
      is_closed = c == '/';
      if (name_char_length (self->p, TRUE) > 0)
        read_attribute (self, names, is_written);
      else
        self->p = g_utf8_next_char (self->p);
    }

  return is_closed;
}

static gboolean
is_root_of_feed (const Name *name)
{
  return is_called (name, "rss") || is_called (name, "rdf:RDF") || is_called (name, "feed");
}

/* An article within an article is one that follows it, whose end was forgotten. */
static void
end_former_article (Guard      *self,
                    const Name *name)
{
  if (self->is_feed && (is_called (name, "item") || is_called (name, "entry")))
    close_down_to (self, find_open (self, name));
}

/* Those of HTML that are closed by nobody, and are nothing else in a feed. */
static gboolean
is_empty (const Name *name)
{
  return is_called (name, "br") || is_called (name, "hr") || is_called (name, "img");
}

static void
read_start_tag (Guard *self)
{
  gboolean is_written;
  Name name;

  self->p++;
  name = read_name (self);
  if (self->open->len == 0)
    self->is_feed = is_root_of_feed (&name);
  end_former_article (self, &name);
  is_written = self->open->len < MAX_DEPTH && name.length <= MAX_NAME_LENGTH;

  self->n_parts++;
  if (is_written)
    g_string_append_printf (self->xml, "<%.*s", (int) name.length, name.start);
  if (read_attributes (self, is_written) || is_empty (&name))
    {
      if (is_written)
        g_string_append_printf (self->xml, "></%.*s>", (int) name.length, name.start);
    }
  else if (is_written)
    {
      g_string_append_c (self->xml, '>');
      g_array_append_val (self->open, name);
    }
  else
    {
      self->n_too_deep++;
    }
}

static void
read_end_tag (Guard *self)
{
  const char *end = memchr (self->p, '>', self->end - self->p);
  Name name;
  guint n_left;

  self->p += strlen ("</");
  name = read_name (self);
  self->p = end != NULL ? end + 1 : self->end;

  if (self->n_too_deep > 0)
    {
      self->n_too_deep--;
      return;
    }

  /* The first element stays open to the end: there may be more in spite of it. */
  n_left = find_open (self, &name);
  if (n_left < self->open->len)
    close_down_to (self, MAX (n_left, 1));
}

/* <!DOCTYPE …> with what it declares, which is not wanted. */
static void
skip_declaration (Guard *self)
{
  const char *end = memchr (self->p, '>', self->end - self->p);
  const char *bracket = memchr (self->p, '[', self->end - self->p);

  if (bracket != NULL && (end == NULL || bracket < end))
    {
      for (end = memchr (bracket, ']', self->end - bracket); end != NULL; end = memchr (end, ']', self->end - end))
        {
          end++;
          while (end < self->end && is_space (*end))
            end++;
          if (end < self->end && *end == '>')
            break;
        }
    }

  self->p = end != NULL ? end + 1 : self->end;
}

static void
read_cdata (Guard *self)
{
  const char *start = self->p + strlen ("<![CDATA[");
  const char *found = g_strstr_len (start, self->end - start, "]]>");
  const char *end = found != NULL ? found : self->end;

  self->p = found != NULL ? found + strlen ("]]>") : self->end;
  if (self->open->len > 0)
    append_literal (self->xml, start, end);
}

static void
read_markup (Guard *self)
{
  char c = self->p + 1 < self->end ? self->p[1] : '\0';

  if (starts_with (self, "<!--"))
    self->p = find_end_of (self, "-->");
  else if (starts_with (self, "<![CDATA["))
    read_cdata (self);
  else if (c == '!')
    skip_declaration (self);
  else if (c == '?')
    self->p = find_end_of (self, ">");
  else if (c == '/')
    read_end_tag (self);
  else if (c != '\0' && name_char_length (self->p + 1, TRUE) > 0)
    read_start_tag (self);
  else
    {
      if (self->open->len > 0)
        append_char (self->xml, '<');
      self->p++;
    }
}

static void
read_text (Guard *self)
{
  const char *end = memchr (self->p, '<', self->end - self->p);

  if (end == NULL)
    end = self->end;
  /* Around the first element there is nothing to read. */
  if (self->open->len > 0)
    append_text (self->xml, self->p, end);
  self->p = end;
}

/*
 * gazette_xml_guard:
 * @text: what should be XML, valid UTF-8
 * @length: of @text, in bytes
 *
 * Returns: (transfer full): well-formed XML in UTF-8, without declarations,
 *   comments, CDATA and references that are not XML's own; "" when there is no
 *   element
 */
GString *
gazette_xml_guard (const char *text,
                   gsize       length)
{
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (Name));
  Guard self = {
    .p = text,
    .end = text + length,
    .xml = g_string_sized_new (length + length / 8 + 64),
    .open = open,
  };

  while (self.p < self.end && self.n_parts < MAX_PARTS)
    {
      if (*self.p == '<')
        read_markup (&self);
      else
        read_text (&self);
    }
  close_down_to (&self, 0);

  return self.xml;
}
