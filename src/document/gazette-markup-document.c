/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-markup-private.h"
#include "gazette-url.h"

static void
add_all (GazetteMarkup   *markup,
         GazetteDocument *document)
{
  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      gazette_markup_add (markup, block, 0, strlen (block->text));
    }
}

/**
 * gazette_document_to_html:
 * @document: a document
 * @url: (nullable): its address, for links to places within it
 *
 * Writes a document as HTML: what the document holds, and nothing else of what it
 * was made from. Reading it again gives the same blocks. May be called on any
 * thread; takes time in proportion to the document.
 *
 * Returns: (transfer full): a fragment of HTML
 */
char *
gazette_document_to_html (GazetteDocument *document,
                          const char      *url)
{
  g_autoptr(GazetteMarkup) markup = NULL;

  g_return_val_if_fail (document != NULL, NULL);

  markup = gazette_markup_new (url);
  add_all (markup, document);

  return gazette_markup_finish (markup);
}

static const char *
find_anchor (GazetteMarkup *self,
             const char    *href)
{
  g_autofree char *id = NULL;

  if (self->anchors == NULL || *href != '#')
    return NULL;

  id = g_uri_unescape_string (href + 1, NULL);

  return g_hash_table_lookup (self->anchors, id != NULL ? id : href + 1);
}

/* An address that every reader takes for one (RFC 3986), or NULL. */
static char *
dup_strict (const char *href)
{
  g_autofree char *encoded = gazette_url_encode (href);
  g_autoptr(GString) strict = g_string_new (NULL);
  const char *path = strstr (encoded, "://");
  gboolean in_fragment = FALSE;

  path = path != NULL ? path + 3 + strcspn (path + 3, "/?#") : encoded;
  g_string_append_len (strict, encoded, path - encoded);
  for (const char *p = path; *p != '\0'; p++)
    {
      if (*p == '[' || *p == ']' || (*p == '#' && in_fragment))
        g_string_append_printf (strict, "%%%02X", *p);
      else
        g_string_append_c (strict, *p);
      in_fragment = in_fragment || *p == '#';
    }

  return g_uri_is_valid (strict->str, G_URI_FLAGS_NONE, NULL) ? g_strdup (strict->str) : NULL;
}

/*
 * gazette_markup_dup_file_link:
 * @self: markup for a file
 * @href: where a link leads
 *
 * Returns: (transfer full) (nullable): where it leads from the file, %NULL for nowhere
 */
char *
gazette_markup_dup_file_link (GazetteMarkup *self,
                              const char    *href)
{
  const char *anchor = find_anchor (self, href);
  g_autofree char *whole = NULL;

  if (anchor != NULL)
    return g_strconcat ("#", anchor, NULL);
  if (*href == '#' && self->url == NULL)
    return NULL;

  whole = *href == '#' ? g_strconcat (self->url, href, NULL) : g_strdup (href);

  return dup_strict (whole);
}

static void
name_anchor (GazetteMarkup *self,
             GHashTable    *wanted,
             const char    *id,
             const char    *prefix)
{
  if (g_hash_table_contains (wanted, id) && !g_hash_table_contains (self->anchors, id))
    g_hash_table_insert (self->anchors, (gpointer) id,
                         g_strdup_printf ("%s-%u", prefix, g_hash_table_size (self->anchors) + 1));
}

static void
want_anchor (GHashTable *wanted,
             const char *href)
{
  char *id;

  if (href == NULL || *href != '#')
    return;

  id = g_uri_unescape_string (href + 1, NULL);
  g_hash_table_add (wanted, id != NULL ? id : g_strdup (href + 1));
}

/* Only what a link leads to has a name. */
static void
name_anchors (GazetteMarkup   *self,
              GazetteDocument *document,
              const char      *prefix)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_blocks = gazette_document_get_n_blocks (document);

  for (guint i = 0; i < n_blocks; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      want_anchor (wanted, block->href);
      for (guint j = 0; j < block->runs->len; j++)
        want_anchor (wanted, g_array_index (block->runs, GazetteRun, j).href);
    }
  for (guint i = 0; i < n_blocks && g_hash_table_size (wanted) > 0; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      for (guint j = 0; block->anchors != NULL && j < block->anchors->len; j++)
        name_anchor (self, wanted, g_array_index (block->anchors, GazetteAnchor, j).id, prefix);
    }
}

/**
 * gazette_document_to_file_markup:
 * @document: a document
 * @url: (nullable): its address, for links to places that it does not have
 * @prefix: what the names of places in it begin with: letters and digits
 * @picture: (scope call): says where its pictures are
 * @data: for @picture
 *
 * Writes a document as a part of a file that is HTML and XML both, valid in each
 * (HTML 5, “polyglot”): all elements closed, none that is obsolete, no characters that
 * XML does not have, addresses that every reader takes for some. Links within the
 * document stay within the file. May be called on any thread.
 *
 * Returns: (transfer full): what belongs in an element `body`
 */
char *
gazette_document_to_file_markup (GazetteDocument          *document,
                                 const char               *url,
                                 const char               *prefix,
                                 GazetteMarkupPictureFunc  picture,
                                 gpointer                  data)
{
  g_autoptr(GazetteMarkup) markup = NULL;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (prefix != NULL && picture != NULL, NULL);

  markup = gazette_markup_new (url);
  markup->picture = picture;
  markup->data = data;
  markup->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  markup->written = g_hash_table_new (g_str_hash, g_str_equal);
  name_anchors (markup, document, prefix);
  add_all (markup, document);

  return gazette_markup_finish (markup);
}
