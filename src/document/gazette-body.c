/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-address.h"
#include "gazette-markdown.h"
#include "gazette-text.h"

/* A name of a file that is so long is no other picture's on the same site. */
#define MIN_UNIQUE_NAME 16

/* What parts the title of an article from the name of its site. */
static const char *const separators[] = { " | ", " – ", " — ", " - ", " :: ", " · " };

/*
 * gazette_document_dup_words:
 * @text: a title
 *
 * Punctuation and case differ between a title and a text that repeats it.
 *
 * Returns: (transfer full): its letters and digits alone, case folded
 */
char *
gazette_document_dup_words (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : text, -1);
  GString *words = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (words, c);
    }

  return g_string_free (words, FALSE);
}

/* The title without what comes after the last separator, such as the site's name. */
static char *
dup_without_site (const char *title)
{
  const char *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = g_strrstr (title, separators[i]);

      if (found != NULL && (last == NULL || found > last))
        last = found;
    }

  return g_strndup (title, last != NULL ? (gsize) (last - title) : strlen (title));
}

static gboolean
says (const GazetteBlock *block,
      const char         *title)
{
  g_autofree char *words = gazette_document_dup_words (title);
  g_autofree char *own = gazette_document_dup_words (block->text);

  return *words != '\0' && strcmp (words, own) == 0;
}

/* Whether the block is the title once more. A paragraph may say the same when it
 * is all that there is. */
static gboolean
is_title (GazetteDocument *self,
          guint            position,
          const char      *title)
{
  const GazetteBlock *block = g_ptr_array_index (self->blocks, position);
  g_autofree char *short_title = NULL;

  if (block->kind == GAZETTE_BLOCK_PARAGRAPH)
    return position + 1 < self->blocks->len && block->list_depth == 0 && block->quote_depth == 0 && says (block, title);
  if (block->kind != GAZETTE_BLOCK_HEADING)
    return FALSE;

  short_title = dup_without_site (title);

  return says (block, title) || says (block, short_title);
}

/* The first text of the article, if it says the same as @title. */
static void
drop_title (GazetteDocument *self,
            const char      *title)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == GAZETTE_BLOCK_PICTURE || block->kind == GAZETTE_BLOCK_RULE)
        continue;

      if (is_title (self, i, title))
        g_ptr_array_remove_index (self->blocks, i);
      return;
    }
}

static void
take_lead (GazetteDocument *self,
           const char      *lead_picture)
{
  for (guint i = 0; i < self->blocks->len && self->lead == NULL; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == GAZETTE_BLOCK_PICTURE && gazette_picture_is_same (block->src, lead_picture))
        self->lead = g_ptr_array_steal_index (self->blocks, i);
    }

  /* The size is that of the copy in the text, such as the thumbnail of a gallery. */
  if (self->lead != NULL && strcmp (self->lead->src, lead_picture) != 0)
    self->lead->width = self->lead->height = 0;
}

/* "-1024x576" and the like before the end of a name, and "-scaled", which
 * WordPress adds to the same picture in another size. */
static gsize
without_size (const char *name,
              gsize       length)
{
  gsize n = length;

  if (n > 7 && strncmp (name + n - 7, "-scaled", 7) == 0)
    return n - 7;
  if (n > 3 && name[n - 3] == '@' && g_ascii_isdigit (name[n - 2]) && name[n - 1] == 'x')
    return n - 3;

  while (n > 0 && g_ascii_isdigit (name[n - 1]))
    n--;
  if (n == 0 || n == length || name[n - 1] != 'x')
    return length;
  length = n--;
  while (n > 0 && g_ascii_isdigit (name[n - 1]))
    n--;

  return n > 0 && name[n - 1] == '-' && n + 1 < length ? n - 1 : length;
}

/*
 * gazette_picture_measure_stem:
 * @path: a path, without what may come after it in an address
 *
 * Returns: where the ending of the name of a picture's file begins; 0 when it is
 *   none
 */
gsize
gazette_picture_measure_stem (const char *path)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg" };
  gsize length = strlen (path);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize ending = strlen (endings[i]);

      if (length > ending && g_ascii_strcasecmp (path + length - ending, endings[i]) == 0)
        return length - ending;
    }

  return 0;
}

/* What of an address names the picture, whatever its size: host and path
 * without what only says how it is sent. */
static char *
dup_identity (const char *url)
{
  g_autofree char *decoded = NULL;
  g_autofree char *path = NULL;
  const char *start = strstr (url, "://");
  gsize stem;

  start = start != NULL ? start + 3 : url;
  if (g_str_has_prefix (start, "www."))
    start += 4;
  /* The cache of WordPress, which names the true host in the path. */
  if (start[0] == 'i' && g_ascii_isdigit (start[1]) && g_str_has_prefix (start + 2, ".wp.com/"))
    start += strlen ("i0.wp.com/");

  decoded = g_uri_unescape_segment (start, start + strcspn (start, "?#"), NULL);
  path = decoded != NULL ? g_steal_pointer (&decoded) : g_strndup (start, strcspn (start, "?#"));
  stem = gazette_picture_measure_stem (path);

  /* Without a name of a file, all of it counts. */
  if (stem == 0)
    return g_strndup (start, strcspn (start, "#"));
  path[without_size (path, stem)] = '\0';

  return g_steal_pointer (&path);
}

static gboolean
is_data (const char *url)
{
  return g_str_has_prefix (url, "data:");
}

/* A picture within its address may be escaped more in one place than in the
 * other, where a byte becomes three. They can be huge: lengths tell most of them
 * apart, and no more of @b is read than can be @a. */
static gboolean
is_same_data (const char *a,
              const char *b)
{
  gsize length = strlen (a);
  gsize other_length = strnlen (b, 3 * length + 1);
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;

  if (other_length > 3 * length || length > 3 * other_length)
    return FALSE;

  own = g_uri_unescape_string (a, NULL);
  other = g_uri_unescape_string (b, NULL);

  return own != NULL && g_strcmp0 (own, other) == 0;
}

/*
 * gazette_picture_is_same:
 * @a: an address of a picture
 * @b: another one
 *
 * Compares what they name, not how large or in which format it is sent: many
 * sites offer each picture in several sizes.
 *
 * Returns: whether they show the same
 */
gboolean
gazette_picture_is_same (const char *a,
                         const char *b)
{
  g_autofree char *own = NULL;
  g_autofree char *other = NULL;
  const char *name;
  const char *other_name;

  if (strcmp (a, b) == 0)
    return TRUE;
  if (is_data (a) || is_data (b))
    return is_data (a) && is_data (b) && is_same_data (a, b);

  own = dup_identity (a);
  other = dup_identity (b);
  if (strcmp (own, other) == 0)
    return TRUE;

  name = strrchr (own, '/');
  other_name = strrchr (other, '/');

  return name != NULL && other_name != NULL && strcmp (name, other_name) == 0 && strlen (name) > MIN_UNIQUE_NAME &&
         strcspn (own, "/") == strcspn (other, "/") && strncmp (own, other, strcspn (own, "/")) == 0;
}

/**
 * gazette_document_new_for_body:
 * @html: the body of an article
 * @base_url: (nullable): address of the article, to which those in it are relative
 * @title: (nullable): of the article
 * @lead_picture: (nullable): address of the picture above the body
 *
 * As gazette_document_new_from_html(), without what a page shows above the body
 * anyway: a first heading that repeats @title, and the first picture that is
 * @lead_picture, in whatever size. What the body says about the latter, such as
 * its caption, is in gazette_document_get_lead(). Nor is there what leads from the
 * end of the body to the article itself, such as "Read more".
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): a document, maybe without blocks
 */
GazetteDocument *
gazette_document_new_for_body (const char *html,
                               const char *base_url,
                               const char *title,
                               const char *lead_picture)
{
  return gazette_document_new_for_kept_body (html, base_url, title, lead_picture, NULL);
}

/**
 * gazette_document_new_for_kept_body:
 * @html: the body of an article
 * @base_url: (nullable): address of the article
 * @title: (nullable): of the article
 * @lead_picture: (nullable): address of the picture above the body
 * @kept: (nullable) (array zero-terminated=1): the addresses of pictures that are
 *   kept of the article
 *
 * As gazette_document_new_for_body(). Where the body offers a picture in several
 * sizes or formats, the one that is kept is shown.
 *
 * Returns: (transfer full): a document, maybe without blocks
 */
GazetteDocument *
gazette_document_new_for_kept_body (const char        *html,
                                    const char        *base_url,
                                    const char        *title,
                                    const char        *lead_picture,
                                    const char *const *kept)
{
  g_autoptr(GHashTable) set = NULL;
  GazetteDocument *self;

  g_return_val_if_fail (html != NULL, NULL);

  if (kept != NULL && kept[0] != NULL)
    {
      set = g_hash_table_new (g_str_hash, g_str_equal);
      for (gsize i = 0; kept[i] != NULL; i++)
        g_hash_table_add (set, (gpointer) kept[i]);
    }

  self = gazette_document_read (html, -1, base_url, set);
  if (title != NULL)
    drop_title (self, title);
  if (lead_picture != NULL)
    take_lead (self, lead_picture);
  if (base_url != NULL)
    gazette_document_drop_tail (self, base_url, title);

  return self;
}

/**
 * gazette_document_new_for_type:
 * @text: a text, from anywhere
 * @length: of @text in bytes, or -1 when it is nul-terminated
 * @type: (nullable): its media type, as "text/markdown"; what that says beyond is
 *   not looked at. %NULL, or one that is not known, for HTML
 * @base_url: (nullable): what relative addresses in it are relative to
 *
 * As gazette_document_new_from_html(), for Markdown (RFC 7763) and plain text, too.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): a document, maybe without blocks
 */
GazetteDocument *
gazette_document_new_for_type (const char *text,
                               gssize      length,
                               const char *type,
                               const char *base_url)
{
  g_autofree char *html = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  name = type != NULL ? g_ascii_strdown (type, (gssize) strcspn (type, "; \t")) : g_strdup ("");
  if (strcmp (name, "text/markdown") == 0 || strcmp (name, "text/x-markdown") == 0)
    {
      html = gazette_markdown_to_html (text, length);
    }
  else if (strcmp (name, "text/plain") == 0)
    {
      g_autofree char *plain = g_utf8_make_valid (text, length);

      html = gazette_text_to_html (plain);
    }
  else
    {
      return gazette_document_new_from_html (text, length, base_url);
    }

  return gazette_document_new_from_html (html, -1, base_url);
}
