/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What RSS, RDF and Atom mean beyond what they write: which elements hold text
 * and of what kind, and what holds where nothing is said. Their dialect file,
 * data/dialects/feed.json, can then be one like any other.
 */

#include "config.h"

#include <string.h>

#include "gazette-text.h"
#include "gazette-url.h"
#include "gazette-xml-private.h"

typedef struct
{
  const char *uri;
  const char *prefix;
} Namespace;

/* By which prefix a name is known here, whatever the document calls it. The
 * addresses are without their beginning, "http://", and without "/" and "#" at
 * the end, about which feeds do not agree. */
static const Namespace namespaces[] = {
  { "www.w3.org/2005/atom", "atom" },
  { "purl.org/atom/ns", "atom" },
  { "www.w3.org/1999/02/22-rdf-syntax-ns", "rdf" },
  { "purl.org/rss/1.0/modules/content", "content" },
  { "purl.org/dc/elements/1.1", "dc" },
  { "purl.org/dc/elements/1.0", "dc" },
  { "purl.org/dc/terms", "dcterms" },
  { "search.yahoo.com/mrss", "media" },
  { "tools.search.yahoo.com/mrss", "media" },
  { "www.rssboard.org/media-rss", "media" },
  { "www.itunes.com/dtds/podcast-1.0.dtd", "itunes" },
  { "www.w3.org/1999/xhtml", "xhtml" },
  { "www.w3.org/xml/1998/namespace", "xml" },
  { "purl.org/syndication/history/1.0", "fh" },
  { "rssnamespace.org/feedburner/ext/1.0", "feedburner" },
  /* RSS itself, in the places that it has had. */
  { "purl.org/rss/1.0", "" },
  { "purl.org/net/rss1.1", "" },
  { "my.netscape.com/rdf/simple/0.9", "" },
  { "channel.netscape.com/rdf/simple/0.9", "" },
  { "my.netscape.com/publish/formats/rss-0.91.dtd", "" },
  { "backend.userland.com/rss", "" },
  { "backend.userland.com/rss2", "" },
  { "backend.userland.com/rss091", "" },
  { "backend.userland.com/rss092", "" },
  { "blogs.law.harvard.edu/tech/rss", "" },
  { "cyber.law.harvard.edu/rss/rss.html", "" },
};

static const char *const roots[] = { "rss", "rdf", "feed", "entry", "channel", NULL };

/* Elements whose content is one text, be there HTML in it. */
static const char *const contents[] = {
  "title", "subtitle", "tagline", "summary", "description", "content", "info", "rights", "copyright", "abstract",
  "fullitem", "body", "xhtml:body", "xhtml:div", "content:encoded", "atom:title", "atom:subtitle", "atom:summary",
  "atom:content", "dc:title", "dc:description", "media:title", "media:description", "itunes:summary", "itunes:title",
  NULL,
};

/* Elements of HTML that have no end. */
static const char *const voids[] = {
  "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", NULL,
};

/* Elements whose text is an address. */
static const char *const addresses[] = { "link", "url", "uri", "icon", "logo", "comments", NULL };

typedef struct
{
  const char *ending;
  const char *medium;
} Ending;

static const Ending endings[] = {
  { "jpg", "image" },
  { "jpeg", "image" },
  { "png", "image" },
  { "gif", "image" },
  { "webp", "image" },
  { "avif", "image" },
  { "svg", "image" },
  { "mp3", "audio" },
  { "m4a", "audio" },
  { "ogg", "audio" },
  { "oga", "audio" },
  { "opus", "audio" },
  { "flac", "audio" },
  { "wav", "audio" },
  { "aac", "audio" },
  { "mp4", "video" },
  { "m4v", "video" },
  { "webm", "video" },
  { "mov", "video" },
  { "ogv", "video" },
};

/* "http://Purl.org/rss/1.0/" as it stands in the table above. */
static char *
dup_plain_uri (const char *uri)
{
  char *plain = g_ascii_strdown (uri, -1);
  gsize length;

  if (g_str_has_prefix (plain, "https://") || g_str_has_prefix (plain, "http://"))
    memmove (plain, strstr (plain, "//") + 2, strlen (strstr (plain, "//") + 2) + 1);

  length = strlen (plain);
  while (length > 0 && (plain[length - 1] == '/' || plain[length - 1] == '#'))
    plain[--length] = '\0';

  return plain;
}

/*
 * gazette_feed_dup_name:
 * @uri: (nullable): the namespace of an element or attribute
 * @prefix: (nullable): the prefix that the document has for it
 * @name: its name
 *
 * Returns: (transfer full): by what it is known here: in small letters, with the
 *   usual prefix, or the document's own for a namespace that is not known
 */
char *
gazette_feed_dup_name (const char *uri,
                       const char *prefix,
                       const char *name)
{
  g_autofree char *plain = uri != NULL ? dup_plain_uri (uri) : NULL;
  g_autofree char *full = NULL;

  for (guint i = 0; plain != NULL && i < G_N_ELEMENTS (namespaces); i++)
    {
      if (g_str_equal (plain, namespaces[i].uri))
        {
          prefix = *namespaces[i].prefix != '\0' ? namespaces[i].prefix : NULL;
          break;
        }
    }

  full = prefix != NULL ? g_strconcat (prefix, ":", name, NULL) : g_strdup (name);

  return g_ascii_strdown (full, -1);
}

/*
 * gazette_feed_is_root:
 * @name: the first element
 *
 * Returns: whether a feed begins with it
 */
gboolean
gazette_feed_is_root (const char *name)
{
  return g_strv_contains (roots, name);
}

/*
 * gazette_feed_is_content:
 * @name: an element of a feed
 *
 * Returns: whether all that is in it is one text, be there elements in it
 */
gboolean
gazette_feed_is_content (const char *name)
{
  return g_strv_contains (contents, name);
}

/*
 * gazette_feed_is_void:
 * @name: an element of HTML
 *
 * Returns: whether it has no content and no end
 */
gboolean
gazette_feed_is_void (const char *name)
{
  return g_strv_contains (voids, name);
}

static const char *
get (JsonObject *element,
     const char *name)
{
  JsonNode *node = json_object_get_member (element, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonArray *
get_list (JsonObject *element,
          const char *name)
{
  JsonNode *node = json_object_get_member (element, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* With the base that is said for it, for whoever reads the HTML. */
static void
set_html (JsonObject *element,
          const char *html,
          const char *base)
{
  g_autofree char *escaped = NULL;
  g_autofree char *whole = NULL;

  if (base == NULL)
    {
      json_object_set_string_member (element, "html", html);
      return;
    }

  escaped = g_markup_escape_text (base, -1);
  whole = g_strdup_printf ("<base href=\"%s\">%s", escaped, html);
  json_object_set_string_member (element, "html", whole);
}

/* Text that was wrapped up as if it were a file. */
static char *
unwrap (const char *text)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (text, &length);

  return g_utf8_make_valid (length > 0 ? (const char *) bytes : "", (gssize) length);
}

/* Whether Atom's rules say that the content is in base 64: Atom 0.3 by its mode,
 * Atom 1.0 by a type that is neither text nor XML (RFC 4287, 4.1.3.3). */
static gboolean
is_wrapped (JsonObject *element,
            const char *type)
{
  const char *mode = get (element, "mode");

  if (mode != NULL)
    return g_str_equal (mode, "base64");

  return strchr (type, '/') != NULL && !g_str_has_prefix (type, "text/") && !g_str_has_suffix (type, "xml") &&
         json_object_has_member (element, "src") == FALSE;
}

/*
 * gazette_feed_set_content:
 * @element: one that gazette_feed_is_content(), with its attributes
 * @text: the text in it
 * @markup: (nullable): the same with the elements around it, where there are some
 * @is_atom: whether it is one of Atom's, which say by a type what they are
 * @base: (nullable): what addresses in it are relative to, where that is said
 *
 * Sets "text" to what there is of text, or "html" where that is HTML.
 */
void
gazette_feed_set_content (JsonObject *element,
                          const char *text,
                          const char *markup,
                          gboolean    is_atom,
                          const char *base)
{
  const char *declared = get (element, "type");
  g_autofree char *type = declared != NULL ? g_ascii_strdown (declared, -1) : g_strdup ("text");
  g_autofree char *unwrapped = NULL;

  if (markup != NULL)
    {
      set_html (element, markup, base);
      return;
    }

  if (is_atom && is_wrapped (element, type))
    {
      text = unwrapped = unwrap (text);
      /* What else would be written so. */
      g_set_str (&type, g_str_has_prefix (type, "text/plain") ? "text" : "html");
    }
  if (text[strspn (text, " \t\r\n")] == '\0')
    return;

  if (strstr (type, "html") != NULL)
    set_html (element, text, base);
  else if (base != NULL && !is_atom)
    set_html (element, text, base);
  else if (is_atom)
    {
      g_autofree char *html = gazette_text_to_html (text);

      json_object_set_string_member (element, "html", html);
    }
  json_object_set_string_member (element, "text", text);
}

static void
resolve_member (JsonObject *element,
                const char *name,
                const char *base)
{
  const char *reference = get (element, name);
  g_autofree char *url = reference != NULL && *reference != '\0' ? gazette_url_resolve (base, reference) : NULL;

  if (url != NULL)
    json_object_set_string_member (element, name, url);
}

/*
 * gazette_feed_resolve:
 * @element: an element of a feed
 * @name: its name
 * @base: what addresses in it are relative to
 *
 * Makes absolute addresses of relative ones.
 */
void
gazette_feed_resolve (JsonObject *element,
                      const char *name,
                      const char *base)
{
  resolve_member (element, "href", base);
  resolve_member (element, "src", base);
  resolve_member (element, "url", base);
  if (g_strv_contains (addresses, name))
    resolve_member (element, "text", base);
}

/* "ada@example.org (Ada Lovelace)", as RSS wants it, names a person. */
static void
take_name_of_address (JsonObject *element)
{
  const char *text = get (element, "text");
  const char *open = text != NULL ? strchr (text, '(') : NULL;
  const char *close = open != NULL ? strchr (open, ')') : NULL;
  const char *at = text != NULL ? strchr (text, '@') : NULL;

  if (close != NULL && close > open + 1 && at != NULL && at < open)
    {
      g_autofree char *name = g_strndup (open + 1, close - open - 1);

      json_object_set_string_member (element, "text", name);
    }
}

/* The relation in small letters; without one, a link leads to the article itself
 * (RFC 4287, 4.2.7.2). */
static void
fill_in_link (JsonObject *element)
{
  static const char registry[] = "http://www.iana.org/assignments/relation/";
  const char *rel = get (element, "rel");
  g_autofree char *lower = g_ascii_strdown (rel != NULL ? rel : "alternate", -1);
  gsize n_skip = g_str_has_prefix (lower, registry) ? strlen (registry) : 0;

  if (json_object_has_member (element, "href"))
    json_object_set_string_member (element, "rel", lower + n_skip);
}

static void
fill_in_guid (JsonObject *element)
{
  const char *flag = get (element, "ispermalink");

  json_object_set_string_member (element, "ispermalink",
                                 flag != NULL && g_ascii_strcasecmp (flag, "false") == 0 ? "false" : "true");
}

/* What kind of file it is, by its type or else by the end of its address. */
static const char *
find_medium (JsonObject *element)
{
  const char *type = get (element, "type");
  const char *url = get (element, "url");
  g_autofree char *path = NULL;

  if (url == NULL)
    url = get (element, "href");
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (endings[i].medium);

      if (g_ascii_strncasecmp (type, endings[i].medium, length) == 0 && type[length] == '/')
        return endings[i].medium;
    }
  if (type != NULL || url == NULL)
    return NULL;

  path = g_ascii_strdown (url, (gssize) strcspn (url, "?#"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      const char *dot = strrchr (path, '.');

      if (dot != NULL && g_str_equal (dot + 1, endings[i].ending))
        return endings[i].medium;
    }

  return NULL;
}

static void
fill_in_medium (JsonObject *element)
{
  const char *medium = get (element, "medium") == NULL ? find_medium (element) : NULL;

  if (medium != NULL)
    json_object_set_string_member (element, "medium", medium);
}

/* "1:02:03", "62:03" or "3723", in seconds. -1 when it is none of them. */
static gint64
parse_duration (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 4);
  gint64 seconds = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (i == 3 || strlen (part) > 6 || *part == '\0' || strspn (part, G_CSET_DIGITS) < strlen (part))
        return -1;
      seconds = seconds * 60 + g_ascii_strtoll (part, NULL, 10);
    }

  return seconds;
}

/* How long a podcast is stands beside the file that it is about. */
static void
fill_in_duration (JsonObject *item)
{
  JsonArray *durations = get_list (item, "itunes:duration");
  JsonArray *enclosures = get_list (item, "enclosure");
  const char *text = durations != NULL ? get (json_array_get_object_element (durations, 0), "text") : NULL;
  gint64 seconds = text != NULL ? parse_duration (text) : -1;

  if (seconds > 0 && enclosures != NULL)
    json_object_set_int_member (json_array_get_object_element (enclosures, 0), "duration", seconds);
}

/* One that has no articles at the moment is a feed all the same. */
static void
fill_in_articles (JsonObject *element,
                  const char *name)
{
  if (!json_object_has_member (element, name))
    json_object_set_array_member (element, name, json_array_new ());
}

/*
 * gazette_feed_fill_in:
 * @element: an element of a feed, with all that is in it
 * @name: its name
 *
 * Adds what holds where nothing is said.
 */
void
gazette_feed_fill_in (JsonObject *element,
                      const char *name)
{
  if (g_str_equal (name, "link") || g_str_equal (name, "atom:link"))
    fill_in_link (element);
  else if (g_str_equal (name, "guid"))
    fill_in_guid (element);
  else if (g_str_equal (name, "author") || g_str_equal (name, "managingeditor") || g_str_equal (name, "dc:creator"))
    take_name_of_address (element);
  else if (g_str_equal (name, "item") || g_str_equal (name, "entry"))
    fill_in_duration (element);
  else if (g_str_equal (name, "feed"))
    fill_in_articles (element, "entry");
  else if (g_str_equal (name, "channel"))
    fill_in_articles (element, "item");

  if (g_str_equal (name, "link") || g_str_equal (name, "enclosure") || g_str_equal (name, "media:content"))
    fill_in_medium (element);
}
