/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of JSON of whatever type, read as what a field wants. Sources mix up
 * types, so nothing here takes one for granted: what cannot be used counts as
 * not there, and the next way to the field is tried.
 */

#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gazette-blocks.h"
#include "gazette-html.h"
#include "gazette-markdown.h"
#include "gazette-text.h"
#include "gazette-time.h"
#include "gazette-url.h"
#include "gazette-value.h"

/* More of them is no by-line and no list of topics any more. */
#define MAX_NAMES 64

/* A text for one line is not longer than this, in bytes. */
#define MAX_TEXT_LENGTH (8 * 1024)

/* The longest name of an element is that of "blockquote". */
#define MAX_TAG_LENGTH 10

/* The longest name of a person or a topic, in characters. */
#define MAX_NAME_LENGTH 200

#define MAX_DATA_IMAGE_LENGTH (512 * 1024)

/* How far into an article its first picture is looked for, in bytes. */
#define MAX_IMAGE_OFFSET 4096

/* In CSS pixels. */
#define MIN_IMAGE_SIZE 48

/* An article that comes in more of them is cut. */
#define MAX_PIECES 1000

/* How many places of one way are looked at until one can be used. */
#define MAX_TRIES 16

typedef char *(*DupFunc) (GazetteValueReader *self,
                          JsonNode           *node,
                          GazetteAs           as);

/* The first element of a list, for the many that send one where one value is
 * expected. */
static JsonNode *
unpack (JsonNode *node)
{
  while (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);

  return node;
}

/* As gazette_value_dup_string(), but of a long one only the beginning, in bytes. */
static char *
dup_start (JsonNode *node,
           gsize     max_length)
{
  GType type;
  double number;

  node = unpack (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);
      gsize length = strnlen (text, max_length);

      /* Not in the midst of a character. */
      if (length == max_length)
        length = g_utf8_find_prev_char (text, text + length + 1) - text;

      return g_utf8_validate_len (text, length, NULL) ? g_strndup (text, length)
                                                      : g_utf8_make_valid (text, (gssize) length);
    }
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type != G_TYPE_DOUBLE)
    return NULL;

  number = json_node_get_double (node);
  if (number == trunc (number) && fabs (number) < 1e18)
    return g_strdup_printf ("%.0f", number);

  return g_ascii_dtostr (g_malloc (G_ASCII_DTOSTR_BUF_SIZE), G_ASCII_DTOSTR_BUF_SIZE, number);
}

/* A string, or a number written as one, in valid UTF-8. */
char *
gazette_value_dup_string (JsonNode *node)
{
  return dup_start (node, G_MAXSIZE);
}

static char *
take_blank_as_nothing (char *text)
{
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static char *
dup_key (GazetteValueReader *self,
         JsonNode           *node,
         GazetteAs           as)
{
  char *text = gazette_value_dup_string (node);

  return take_blank_as_nothing (text != NULL ? g_strstrip (text) : NULL);
}

/* Whether what should be plain text has an element in it that is opened and
 * closed: "All about <em>Emma</em>" is HTML, "All about <em>" is about HTML. */
static gboolean
has_element (const char *text)
{
  const char *p = strchr (text, '<');

  for (guint n = 0; p != NULL && n < MAX_TRIES; p = strchr (p + 1, '<'), n++)
    {
      g_autofree char *end_tag = NULL;
      gsize length = 0;

      while (g_ascii_isalnum (p[1 + length]))
        length++;
      if (length == 0 || length > MAX_TAG_LENGTH)
        continue;

      end_tag = g_strdup_printf ("</%.*s>", (int) length, p + 1);
      if (strstr (p, end_tag) != NULL)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_text (GazetteValueReader *self,
          JsonNode           *node,
          GazetteAs           as)
{
  g_autofree char *text = dup_start (node, MAX_TEXT_LENGTH);

  if (text == NULL)
    return NULL;

  if (as == GAZETTE_AS_HTML_TEXT ? strpbrk (text, "<&") != NULL : has_element (text))
    return take_blank_as_nothing (self->enough > 0 ? gazette_text_from_html_start (text, self->enough)
                                                   : gazette_text_from_html (text, -1));

  return take_blank_as_nothing (gazette_text_decode_plain (text));
}

static char *
dup_html (GazetteValueReader *self,
          JsonNode           *node,
          GazetteAs           as)
{
  g_autofree char *text = NULL;

  if (as == GAZETTE_AS_BLOCKS)
    return gazette_blocks_to_html (node);

  text = gazette_value_dup_string (node);
  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0')
    return NULL;

  if (as == GAZETTE_AS_MARKDOWN)
    return gazette_markdown_to_html (text, -1);

  return as == GAZETTE_AS_TEXT ? gazette_text_to_html (text) : g_steal_pointer (&text);
}

static char *
dup_url (GazetteValueReader *self,
         JsonNode           *node,
         GazetteAs           as)
{
  g_autofree char *text = NULL;

  node = unpack (node);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  text = dup_key (self, node, as);

  return text != NULL ? gazette_url_resolve (as == GAZETTE_AS_ABSOLUTE_URL ? NULL : self->base, text) : NULL;
}

static gboolean
is_data_image (const char *url)
{
  return g_ascii_strncasecmp (url, "data:image/", strlen ("data:image/")) == 0 &&
         strnlen (url, MAX_DATA_IMAGE_LENGTH + 1) <= MAX_DATA_IMAGE_LENGTH;
}

/* A small one is a counter or a smiley. */
static gboolean
is_small (const GumboNode *img)
{
  const char *width = gazette_html_get_attribute (img, "width");
  const char *height = gazette_html_get_attribute (img, "height");

  return (width != NULL && g_ascii_isdigit (*width) && atoi (width) < MIN_IMAGE_SIZE) ||
         (height != NULL && g_ascii_isdigit (*height) && atoi (height) < MIN_IMAGE_SIZE);
}

/* Pages that load pictures late have a place-holder in "src". */
static const char *
get_image_source (const GumboNode *img)
{
  static const char *const names[] = { "data-src", "data-lazy-src", "data-original", "src" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *source = gazette_html_get_attribute (img, names[i]);

      if (source != NULL && !g_str_has_prefix (source, "data:"))
        return source;
    }

  return NULL;
}

/* @tag: one "<img …>" or "<base …>", of which a later @base comes */
static char *
dup_image_of_tag (const char  *tag,
                  gsize        length,
                  char       **base)
{
  g_autoptr(GazetteHtml) html = gazette_html_parse (tag, (gssize) length);
  const GumboNode *root = gazette_html_get_root (html);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      GumboTag its_tag = node->type == GUMBO_NODE_ELEMENT ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
      const char *source = its_tag == GUMBO_TAG_IMG && !is_small (node) ? get_image_source (node) : NULL;
      const char *href = its_tag == GUMBO_TAG_BASE ? gazette_html_get_attribute (node, "href") : NULL;

      if (source != NULL)
        return gazette_url_resolve (*base, source);
      if (href != NULL)
        {
          g_autofree char *outer = g_steal_pointer (base);

          *base = gazette_url_resolve (outer, href);
        }
    }

  return NULL;
}

/* The picture that an article begins with, with nothing but tags before it: a
 * later one belongs to the place where it stands. */
static char *
dup_first_image (GazetteValueReader *self,
                 const char         *html)
{
  const char *end = html + strnlen (html, MAX_IMAGE_OFFSET);
  g_autofree char *base = g_strdup (self->base);

  for (const char *p = html + strspn (html, " \t\r\n"); p < end && *p == '<'; p += strspn (p, " \t\r\n"))
    {
      const char *tag = p;
      char *url;

      p = memchr (tag, '>', end - tag);
      if (p == NULL)
        return NULL;
      p++;
      if (g_ascii_strncasecmp (tag, "<img", strlen ("<img")) != 0 &&
          g_ascii_strncasecmp (tag, "<base", strlen ("<base")) != 0)
        continue;
      url = dup_image_of_tag (tag, p - tag, &base);
      if (url != NULL)
        return url;
    }

  return NULL;
}

static char *
dup_image (GazetteValueReader *self,
           JsonNode           *node,
           GazetteAs           as)
{
  g_autofree char *text = dup_start (node, as == GAZETTE_AS_HTML_IMAGE ? MAX_IMAGE_OFFSET : MAX_DATA_IMAGE_LENGTH + 1);

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;
  if (as == GAZETTE_AS_HTML_IMAGE)
    return dup_first_image (self, text);
  if (is_data_image (text))
    return gazette_url_encode (text);

  return dup_url (self, node, as);
}

/* The first usable value of all ways. */
static char *
read_first (GazetteValueReader *self,
            GazetteWays        *ways,
            JsonNode           *root,
            DupFunc             dup)
{
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const GazetteWay *way = ways->pdata[i];

      gazette_value_reader_match (self, way, root, MAX_TRIES);
      for (guint j = 0; j < self->matches->len; j++)
        {
          char *value = dup (self, self->matches->pdata[j], way->as);

          if (value != NULL)
            return value;
        }
    }

  return NULL;
}

/*
 * gazette_value_read_key:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: (transfer full) (nullable): a string for comparing, as it is written
 */
char *
gazette_value_read_key (GazetteValueReader *self,
                        GazetteWays        *ways,
                        JsonNode           *root)
{
  return read_first (self, ways, root, dup_key);
}

/*
 * gazette_value_read_text:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: (transfer full) (nullable): plain text on one line, not ""
 */
char *
gazette_value_read_text (GazetteValueReader *self,
                         GazetteWays        *ways,
                         JsonNode           *root)
{
  return read_first (self, ways, root, dup_text);
}

/*
 * gazette_value_read_html:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Takes the first that can be used of what the first fruitful way leads to, or
 * all in a row if the way says so: an article may come in pieces.
 *
 * Returns: (transfer full) (nullable): untrusted HTML, not blank
 */
char *
gazette_value_read_html (GazetteValueReader *self,
                         GazetteWays        *ways,
                         JsonNode           *root)
{
  g_autoptr(GString) html = g_string_new (NULL);

  for (guint i = 0; ways != NULL && i < ways->len && html->len == 0; i++)
    {
      const GazetteWay *way = ways->pdata[i];

      gazette_value_reader_match (self, way, root, MAX_PIECES);
      for (guint j = 0; j < self->matches->len; j++)
        {
          g_autofree char *piece = dup_html (self, self->matches->pdata[j], way->as);

          if (piece != NULL && !way->takes_all)
            return g_steal_pointer (&piece);
          if (piece != NULL)
            g_string_append (html, piece);
        }
    }

  return html->len > 0 ? g_string_free (g_steal_pointer (&html), FALSE) : NULL;
}

/*
 * gazette_value_read_url:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: (transfer full) (nullable): an absolute http or https address
 */
char *
gazette_value_read_url (GazetteValueReader *self,
                        GazetteWays        *ways,
                        JsonNode           *root)
{
  return read_first (self, ways, root, dup_url);
}

/*
 * gazette_value_read_image:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: (transfer full) (nullable): the address of a picture: http, https or
 *   "data:image/…"
 */
char *
gazette_value_read_image (GazetteValueReader *self,
                          GazetteWays        *ways,
                          JsonNode           *root)
{
  return read_first (self, ways, root, dup_image);
}

static gboolean
has_name (GPtrArray  *names,
          const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      if (g_str_equal (names->pdata[i], name))
        return TRUE;
    }

  return FALSE;
}

static void
take_name (GPtrArray *names,
           char      *name)
{
  g_autofree char *owned = take_blank_as_nothing (name);

  if (owned != NULL && names->len < MAX_NAMES && !has_name (names, owned))
    g_ptr_array_add (names, gazette_text_ellipsize (owned, MAX_NAME_LENGTH));
}

/* "By Ada Lovelace and Charles Babbage" as names parted by commas. */
static char *
take_byline (char *text)
{
  static const char *const joints[] = { " and ", " & " };
  g_autofree char *names = text;
  gsize n_skip = g_ascii_strncasecmp (names, "by ", strlen ("by ")) == 0 ? strlen ("by ") : 0;

  memmove (names, names + n_skip, strlen (names + n_skip) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      g_auto(GStrv) parts = g_strsplit (names, joints[i], MAX_NAMES);

      g_free (names);
      names = g_strjoinv (",", parts);
    }

  return g_steal_pointer (&names);
}

static void
add_names (GazetteValueReader *self,
           GPtrArray          *names,
           JsonNode           *node,
           GazetteAs           as)
{
  g_autofree char *text = dup_text (self, node, as);
  g_auto(GStrv) parts = NULL;

  if (text == NULL)
    return;
  if (as != GAZETTE_AS_LIST && as != GAZETTE_AS_BYLINE)
    {
      take_name (names, g_steal_pointer (&text));
      return;
    }

  if (as == GAZETTE_AS_BYLINE)
    text = take_byline (text);
  parts = g_strsplit_set (text, ",;", MAX_NAMES);
  for (guint i = 0; parts[i] != NULL; i++)
    take_name (names, gazette_text_fold (parts[i]));
}

/*
 * gazette_value_read_names:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Takes all values that the first fruitful way leads to; lists among them are
 * opened, the same name is taken once.
 *
 * Returns: (transfer full) (nullable): plain texts, at least one
 */
GStrv
gazette_value_read_names (GazetteValueReader *self,
                          GazetteWays        *ways,
                          JsonNode           *root)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; ways != NULL && i < ways->len && names->len == 0; i++)
    {
      const GazetteWay *way = ways->pdata[i];

      gazette_value_reader_match (self, way, root, MAX_NAMES);
      for (guint j = 0; j < self->matches->len; j++)
        {
          JsonNode *node = self->matches->pdata[j];
          JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
          guint length = list != NULL ? MIN (json_array_get_length (list), MAX_NAMES) : 1;

          for (guint k = 0; k < length; k++)
            add_names (self, names, list != NULL ? json_array_get_element (list, k) : node, way->as);
        }
    }

  return names->len > 0 ? (GStrv) g_ptr_array_steal (names, NULL) : NULL;
}

static JsonNode *
find_first (GazetteValueReader *self,
            const GazetteWay   *way,
            JsonNode           *root)
{
  gazette_value_reader_match (self, way, root, 1);

  return self->matches->len > 0 ? self->matches->pdata[0] : NULL;
}

static gint64
get_date (JsonNode *node)
{
  GType type;

  node = unpack (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return 0;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return gazette_time_parse (json_node_get_string (node));
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return gazette_time_from_number (json_node_get_double (node));

  return 0;
}

/* "2 hours ago" means: before the answer was given, which is now. */
static gint64
get_rough_date (JsonNode *node)
{
  node = unpack (node);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return 0;

  return gazette_time_parse_relative (json_node_get_string (node), g_get_real_time () / G_USEC_PER_SEC);
}

/*
 * gazette_value_read_date:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 * @is_rough: (out) (optional): whether it was said relative to now, so that
 *   reading the same once more gives another date; %NULL where that will not do
 *
 * Returns: seconds since 1970 UTC, 0 when there is no date
 */
gint64
gazette_value_read_date (GazetteValueReader *self,
                         GazetteWays        *ways,
                         JsonNode           *root,
                         gboolean           *is_rough)
{
  if (is_rough != NULL)
    *is_rough = FALSE;

  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const GazetteWay *way = ways->pdata[i];
      JsonNode *node = find_first (self, way, root);
      gint64 date = node != NULL ? get_date (node) : 0;

      if (date == 0 && node != NULL && is_rough != NULL)
        *is_rough = (date = get_rough_date (node)) != 0;
      if (date != 0)
        return date;
    }

  return 0;
}

/*
 * gazette_value_read_number:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: a whole number, also one written as a text; -1 when there is none or
 *   it is negative
 */
gint64
gazette_value_read_number (GazetteValueReader *self,
                           GazetteWays        *ways,
                           JsonNode           *root)
{
  g_autofree char *text = read_first (self, ways, root, dup_key);
  double number;
  char *end;

  if (text == NULL || !g_ascii_isdigit (*text))
    return -1;
  number = g_ascii_strtod (text, &end);

  return *end == '\0' && number < 9e15 ? (gint64) number : -1;
}

/*
 * gazette_value_read_flag:
 * @self: a reader
 * @ways: (nullable): where to look
 * @root: where "$" is
 *
 * Returns: whether there is a true, a number but 0, or the text "true" or "1"
 */
gboolean
gazette_value_read_flag (GazetteValueReader *self,
                         GazetteWays        *ways,
                         JsonNode           *root)
{
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const GazetteWay *way = ways->pdata[i];
      JsonNode *node = find_first (self, way, root);
      g_autofree char *text = NULL;

      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
        continue;
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return json_node_get_boolean (node);

      text = gazette_value_dup_string (node);
      if (text != NULL)
        return g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1");
    }

  return FALSE;
}
