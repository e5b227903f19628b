/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-import-private.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-time.h"
#include "gazette-url.h"

/* In characters; and in bytes, before anything is done with it. */
#define MAX_TITLE 500
#define MAX_TAG 100
#define MAX_FIELD (64 * 1024)

#define MAX_NAMES 64

/* In bytes: the text of one page, and of all of them. What is more is fetched. */
#define MAX_HTML (5 * 1024 * 1024)
#define MAX_HTMLS (256 * 1024 * 1024)

/* What a person has marked is a tag as well, one that needs no translation. */
#define FAVOURITE "★"

G_DEFINE_BOXED_TYPE (GazetteImport, gazette_import, gazette_import_ref, gazette_import_unref)

/*
 * gazette_import_add:
 * @self: where to add it
 * @address: what should be a web address
 *
 * Returns: (transfer none) (nullable): a clipping to fill in, the one that is
 *   there if there is one; %NULL where there is no web address, or no more room
 */
GazetteClipping *
gazette_import_add (GazetteImportWriter *self,
                    const char          *address)
{
  g_autofree char *url = address != NULL ? gazette_url_resolve (NULL, address) : NULL;
  g_autoptr(GazetteClipping) clipping = NULL;
  GazetteClipping *known;

  if (url == NULL)
    {
      self->import->n_passed_over++;
      return NULL;
    }

  clipping = gazette_clipping_new (url);
  known = g_hash_table_lookup (self->known, clipping->article->id);
  if (known != NULL)
    {
      self->import->n_twice++;
      return known;
    }
  if (self->import->clippings->len == GAZETTE_IMPORT_MAX_CLIPPINGS)
    {
      self->import->is_cut = TRUE;
      return NULL;
    }

  g_hash_table_insert (self->known, clipping->article->id, clipping);
  g_ptr_array_add (self->import->clippings, gazette_clipping_ref (clipping));

  return clipping;
}

static char *
dup_line (const char *text,
          guint       max_chars)
{
  g_autofree char *start = g_strndup (text, MAX_FIELD);
  g_autofree char *line = strchr (start, '&') != NULL ? gazette_text_decode_plain (start) : gazette_text_fold (start);

  return gazette_text_ellipsize (line, max_chars);
}

/*
 * gazette_import_set_title:
 * @clipping: a clipping
 * @title: (nullable): what it is called; an address is no title
 */
void
gazette_import_set_title (GazetteClipping *clipping,
                          const char      *title)
{
  GazetteArticle *article = clipping->article;

  if (title == NULL || *article->title != '\0' || gazette_url_is_web (title))
    return;

  g_free (article->title);
  article->title = dup_line (title, MAX_TITLE);
}

/*
 * gazette_import_set_summary:
 * @clipping: a clipping
 * @summary: (nullable): plain text
 */
void
gazette_import_set_summary (GazetteClipping *clipping,
                            const char      *summary)
{
  GazetteArticle *article = clipping->article;

  if (summary == NULL || *article->summary != '\0')
    return;

  g_free (article->summary);
  article->summary = dup_line (summary, GAZETTE_SUMMARY_LENGTH);
}

static void
add_name (GStrv      *names,
          const char *text)
{
  g_autofree char *name = text != NULL ? dup_line (text, MAX_TAG) : NULL;
  guint n = *names != NULL ? g_strv_length (*names) : 0;

  if (name == NULL || *name == '\0' || n == MAX_NAMES ||
      (n > 0 && g_strv_contains ((const char *const *) *names, name)))
    return;

  *names = g_renew (char *, *names, n + 2);
  (*names)[n] = g_steal_pointer (&name);
  (*names)[n + 1] = NULL;
}

/*
 * gazette_import_add_author:
 * @clipping: a clipping
 * @author: (nullable): a name
 */
void
gazette_import_add_author (GazetteClipping *clipping,
                           const char      *author)
{
  add_name (&clipping->article->authors, author);
}

/*
 * gazette_import_add_tag:
 * @clipping: a clipping
 * @tag: (nullable): a tag
 */
void
gazette_import_add_tag (GazetteClipping *clipping,
                        const char      *tag)
{
  add_name (&clipping->article->tags, tag);
}

/*
 * gazette_import_add_tags:
 * @clipping: a clipping
 * @tags: (nullable): tags in a row
 * @separators: characters that part them
 */
void
gazette_import_add_tags (GazetteClipping *clipping,
                         const char      *tags,
                         const char      *separators)
{
  g_auto(GStrv) parts = tags != NULL ? g_strsplit_set (tags, separators, MAX_NAMES + 1) : NULL;

  for (guint i = 0; parts != NULL && parts[i] != NULL && i < MAX_NAMES; i++)
    gazette_import_add_tag (clipping, parts[i]);
}

/*
 * gazette_import_set_favourite:
 * @clipping: a clipping that a person has marked
 */
void
gazette_import_set_favourite (GazetteClipping *clipping)
{
  gazette_import_add_tag (clipping, FAVOURITE);
}

/*
 * gazette_import_set_added:
 * @clipping: a clipping
 * @moment: (nullable): when it was added: a date, or a number since 1970
 */
void
gazette_import_set_added (GazetteClipping *clipping,
                          const char      *moment)
{
  g_autofree char *text = moment != NULL ? g_strstrip (g_strndup (moment, MAX_TAG)) : NULL;

  if (text == NULL || clipping->added != 0)
    return;

  if (*text != '\0' && strspn (text, "0123456789.") == strlen (text))
    clipping->added = gazette_time_from_number (g_ascii_strtod (text, NULL));
  else
    clipping->added = gazette_time_parse (text);
}

/*
 * gazette_import_set_html:
 * @self: where the clipping is
 * @clipping: a clipping
 * @html: (nullable): its text
 */
void
gazette_import_set_html (GazetteImportWriter *self,
                         GazetteClipping     *clipping,
                         const char          *html)
{
  GazetteArticle *article = clipping->article;
  gsize length = html != NULL ? strlen (html) : 0;
  g_autofree char *start = NULL;

  if (article->html != NULL || length == 0 || length > MAX_HTML || self->n_bytes + length > MAX_HTMLS)
    return;

  /* What has no words may have them on the web. */
  start = gazette_text_from_html_start (html, GAZETTE_SUMMARY_LENGTH);
  if (*start == '\0')
    return;

  article->html = g_strdup (html);
  gazette_import_set_summary (clipping, start);
  self->n_bytes += length;
  self->import->n_with_text++;
}

/*
 * gazette_import_decode:
 * @bytes: a text in whatever encoding
 *
 * Returns: (transfer full): UTF-8, up to the first zero
 */
char *
gazette_import_decode (GBytes *bytes)
{
  GazetteAnswer answer = { .body = bytes };
  gsize length;

  return gazette_payload_decode (&answer, G_MAXSIZE, &length);
}

static void
set_not_readable (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("There are no web addresses in this file, or not in a form that can be read. "
                         "Choose the file that another program exported."));
}

static gboolean
read_any (GazetteImportWriter *writer,
          GBytes              *bytes)
{
  g_autofree char *text = NULL;

  if (gazette_import_read_zip (writer, bytes) || gazette_import_read_json (writer, bytes))
    return TRUE;

  text = gazette_import_decode (bytes);

  if (gazette_import_read_bookmarks (writer, text))
    return TRUE;

  /* Else it is a page, whose links nobody has kept. */
  return text[strspn (text, " \t\r\n")] != '<' &&
         (gazette_import_read_table (writer, text) || gazette_import_read_text (writer, text));
}

/**
 * gazette_import_read:
 * @bytes: what is in a file
 * @error: return location for a %GAZETTE_ERROR_NOT_READABLE or %GAZETTE_ERROR_TOO_LARGE
 *
 * Reads what another program exported. What it is, it shows itself: names of
 * files count for nothing. docs/saving.md says what is read of each format.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): what is in it, one page at least
 */
GazetteImport *
gazette_import_read (GBytes  *bytes,
                     GError **error)
{
  g_autoptr(GazetteImport) self = NULL;
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GazetteImportWriter writer = { .known = known };

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > GAZETTE_IMPORT_MAX_SIZE)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
                           _("The file is too large to be read. Part it into smaller ones."));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GazetteImport);
  self->clippings = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_clipping_unref);
  writer.import = self;
  if (!read_any (&writer, bytes) || self->clippings->len == 0)
    {
      set_not_readable (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gazette_import_ref:
 * @self: an import
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteImport *
gazette_import_ref (GazetteImport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_import (gpointer data)
{
  GazetteImport *self = data;

  g_ptr_array_unref (self->clippings);
}

/**
 * gazette_import_unref:
 * @self: (transfer full): an import
 *
 * Drops a reference, on any thread.
 */
void
gazette_import_unref (GazetteImport *self)
{
  g_atomic_rc_box_release_full (self, clear_import);
}
