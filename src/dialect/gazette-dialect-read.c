/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a JSON tree to an edition, by what a dialect says. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-error.h"
#include "gazette-text.h"
#include "gazette-value.h"

/* An edition with more is cut: the first ones are the newest. */
#define MAX_ARTICLES 5000

#define MAX_ATTACHMENTS 64

/* In characters. */
#define MAX_TITLE_LENGTH 500

/* In bytes; a longer id is replaced by its hash. */
#define MAX_ID_LENGTH 2048

/* So many characters of an article, and its summary can be made of them. */
#define ENOUGH_FOR_SUMMARY (GAZETTE_SUMMARY_LENGTH * 3 / 2)

/* A text of an answer that is longer, in bytes, is let go as soon as the article
 * has its own. */
#define MAX_KEPT_LENGTH 1024

/* What is being read. */
typedef struct
{
  GazetteDialect     *dialect;
  GazetteValueReader  reader;
  GazetteEdition     *edition;
  GStrv               authors;
  gboolean            forgets;
  /* Of the articles that were read; borrowed from them. */
  GHashTable         *ids;
  GHashTable         *urls;
  JsonNode           *last_item;
  guint               n_items;
  guint               n_skipped;
} Reading;

static char *
shorten (char  *text,
         guint  max_chars)
{
  g_autofree char *whole = text;

  return whole != NULL ? gazette_text_ellipsize (whole, max_chars) : NULL;
}

/* "en_US", as some write it, is "en-US". */
static char *
read_language (GazetteValueReader *reader,
               GazetteWays        *ways,
               JsonNode           *root)
{
  g_autofree char *language = gazette_value_read_key (reader, ways, root);

  if (language == NULL || strlen (language) > 35)
    return NULL;

  g_strdelimit (language, "_", '-');
  for (const char *p = language; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return NULL;
    }

  return g_ascii_isalpha (*language) ? g_steal_pointer (&language) : NULL;
}

/* The end of a text from which its source has cut something away says so in
 * many ways; only what is one character is kept. */
static char *
tidy_end (char *text)
{
  static const char *const marks[] = { "[…]", "[...]", "[ … ]", "(…)", "..." };
  g_autofree char *whole = text;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_suffix (whole, marks[i]))
        {
          whole[strlen (whole) - strlen (marks[i])] = '\0';
          return g_strconcat (g_strchomp (whole), "…", NULL);
        }
    }

  return g_steal_pointer (&whole);
}

static char *
read_summary (Reading        *reading,
              GazetteArticle *article,
              JsonNode       *item)
{
  GazetteWays *ways = reading->dialect->article[GAZETTE_ARTICLE_SUMMARY];
  g_autofree char *summary = NULL;

  reading->reader.enough = ENOUGH_FOR_SUMMARY;
  summary = gazette_value_read_text (&reading->reader, ways, item);
  reading->reader.enough = 0;
  if (summary == NULL && article->html != NULL)
    summary = gazette_text_from_html_start (article->html, ENOUGH_FOR_SUMMARY);
  if (summary == NULL)
    return g_strdup ("");

  return shorten (tidy_end (g_steal_pointer (&summary)), GAZETTE_SUMMARY_LENGTH);
}

static GazetteAttachment *
read_attachment (Reading  *reading,
                 JsonNode *node)
{
  GazetteValueReader *reader = &reading->reader;
  GazetteWays **ways = reading->dialect->attachment;
  g_autofree char *url = gazette_value_read_url (reader, ways[GAZETTE_ATTACHMENT_URL], node);
  GazetteAttachment *attachment;

  if (url == NULL)
    return NULL;

  attachment = gazette_attachment_new (url);
  attachment->type = gazette_value_read_text (reader, ways[GAZETTE_ATTACHMENT_TYPE], node);
  attachment->title = shorten (gazette_value_read_text (reader, ways[GAZETTE_ATTACHMENT_TITLE], node),
                               MAX_TITLE_LENGTH);
  attachment->size = gazette_value_read_number (reader, ways[GAZETTE_ATTACHMENT_SIZE], node);
  attachment->duration = gazette_value_read_number (reader, ways[GAZETTE_ATTACHMENT_DURATION], node);

  return attachment;
}

static GPtrArray *
read_attachments (Reading  *reading,
                  JsonNode *item)
{
  g_autoptr(GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);
  g_autoptr(GPtrArray) nodes = g_ptr_array_new ();
  GPtrArray *lists = reading->dialect->attachment_lists;

  for (guint i = 0; lists != NULL && i < lists->len && attachments->len == 0; i++)
    {
      gazette_path_match (lists->pdata[i], item, nodes, MAX_ATTACHMENTS);
      for (guint j = 0; j < nodes->len; j++)
        {
          GazetteAttachment *attachment = read_attachment (reading, nodes->pdata[j]);

          if (attachment != NULL)
            g_ptr_array_add (attachments, attachment);
        }
    }

  return attachments->len > 0 ? g_steal_pointer (&attachments) : NULL;
}

static char *
hash_texts (const char *first,
            const char *second)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) first, strlen (first) + 1);
  if (second != NULL)
    g_checksum_update (checksum, (const guchar *) second, strlen (second));

  return g_strconcat ("sha256:", g_checksum_get_string (checksum), NULL);
}

/* Its own id, else its address, else a hash of what it says; the first of them
 * that no article before has. %NULL when all are taken: it is one of those again. */
static char *
dup_id (Reading        *reading,
        GazetteArticle *article,
        const char     *own)
{
  g_autofree char *short_id = own != NULL && strlen (own) > MAX_ID_LENGTH ? hash_texts (own, NULL) : g_strdup (own);
  g_autofree char *hash = NULL;

  if (short_id != NULL && !g_hash_table_contains (reading->ids, short_id))
    return g_steal_pointer (&short_id);
  if (article->url != NULL && !g_hash_table_contains (reading->ids, article->url) &&
      (own == NULL || !g_hash_table_contains (reading->urls, article->url)))
    return g_strdup (article->url);
  if (own != NULL && article->url != NULL)
    return NULL;

  hash = hash_texts (article->title, *article->title == '\0' || own != NULL ? article->html : NULL);

  return g_hash_table_contains (reading->ids, hash) ? NULL : g_steal_pointer (&hash);
}

static gboolean
has_content (const GazetteArticle *article)
{
  return article->url != NULL || article->html != NULL || *article->title != '\0' || *article->summary != '\0';
}

/* Of a large answer, texts are the largest part. */
static void
forget_long_texts (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *child;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &child))
        forget_long_texts (child);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        forget_long_texts (json_array_get_element (array, i));
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING &&
           strnlen (json_node_get_string (node), MAX_KEPT_LENGTH + 1) > MAX_KEPT_LENGTH)
    {
      json_node_set_string (node, "");
    }
}

static void
read_article (Reading  *reading,
              JsonNode *item)
{
  GazetteValueReader *reader = &reading->reader;
  GazetteWays **ways = reading->dialect->article;
  g_autoptr(GazetteArticle) article = gazette_article_new ("");
  g_autofree char *own_id = gazette_value_read_key (reader, ways[GAZETTE_ARTICLE_ID], item);
  char *id;

  article->url = gazette_value_read_url (reader, ways[GAZETTE_ARTICLE_URL], item);
  article->html = gazette_value_read_html (reader, ways[GAZETTE_ARTICLE_HTML], item);
  g_free (article->title);
  article->title = shorten (gazette_value_read_text (reader, ways[GAZETTE_ARTICLE_TITLE], item), MAX_TITLE_LENGTH);
  if (article->title == NULL)
    article->title = g_strdup ("");
  g_free (article->summary);
  article->summary = read_summary (reading, article, item);
  /* With an id it is an article, be it empty. */
  if (own_id == NULL && !has_content (article))
    return;

  id = dup_id (reading, article, own_id);
  if (id == NULL)
    return;
  g_free (article->id);
  article->id = id;

  article->authors = gazette_value_read_names (reader, ways[GAZETTE_ARTICLE_AUTHORS], item);
  if (article->authors == NULL && reading->authors != NULL)
    article->authors = g_strdupv (reading->authors);
  article->published = gazette_value_read_date (reader, ways[GAZETTE_ARTICLE_PUBLISHED], item, &article->is_published_roughly);
  article->modified = gazette_value_read_date (reader, ways[GAZETTE_ARTICLE_MODIFIED], item, NULL);
  article->image = gazette_value_read_image (reader, ways[GAZETTE_ARTICLE_IMAGE], item);
  article->image_caption = gazette_value_read_text (reader, ways[GAZETTE_ARTICLE_IMAGE_CAPTION], item);
  article->tags = gazette_value_read_names (reader, ways[GAZETTE_ARTICLE_TAGS], item);
  article->attachments = read_attachments (reading, item);
  article->language = read_language (reader, ways[GAZETTE_ARTICLE_LANGUAGE], item);
  if (article->language == NULL)
    article->language = g_strdup (reading->edition->language);

  g_hash_table_add (reading->ids, article->id);
  if (article->url != NULL)
    g_hash_table_add (reading->urls, article->url);
  g_ptr_array_add (reading->edition->articles, g_steal_pointer (&article));
  if (reading->forgets)
    forget_long_texts (item);
}

static void
read_source (Reading  *reading,
             JsonNode *root)
{
  GazetteValueReader *reader = &reading->reader;
  GazetteWays **ways = reading->dialect->source;
  GazetteEdition *edition = reading->edition;

  edition->home_url = gazette_value_read_url (reader, ways[GAZETTE_SOURCE_HOME_URL], root);
  /* What came from no server still has a place on the web. */
  if (reader->base == NULL)
    reader->base = edition->home_url;
  edition->title = shorten (gazette_value_read_text (reader, ways[GAZETTE_SOURCE_TITLE], root), MAX_TITLE_LENGTH);
  edition->icon = gazette_value_read_image (reader, ways[GAZETTE_SOURCE_ICON], root);
  edition->language = read_language (reader, ways[GAZETTE_SOURCE_LANGUAGE], root);
  edition->ended = gazette_value_read_flag (reader, ways[GAZETTE_SOURCE_ENDED], root);
  reading->authors = gazette_value_read_names (reader, ways[GAZETTE_SOURCE_AUTHORS], root);
}

/* One article of a table: a list of plain values. */
static gboolean
is_row (JsonNode *node)
{
  JsonArray *cells = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return cells != NULL && json_array_get_length (cells) > 0 &&
         JSON_NODE_HOLDS_VALUE (json_array_get_element (cells, 0));
}

static void
read_item (Reading  *reading,
           JsonNode *item)
{
  if ((!JSON_NODE_HOLDS_OBJECT (item) && !is_row (item)) || reading->edition->articles->len == MAX_ARTICLES)
    return;

  reading->last_item = item;
  if (gazette_signs_show (reading->dialect->skip, item))
    reading->n_skipped++;
  else
    read_article (reading, item);
}

/* A list of articles, or one that stands alone. */
static guint
read_items (Reading  *reading,
            JsonNode *node)
{
  JsonArray *items = JSON_NODE_HOLDS_ARRAY (node) && !is_row (node) ? json_node_get_array (node) : NULL;
  guint length = items != NULL ? json_array_get_length (items) : 1;

  if (items == NULL)
    read_item (reading, node);
  for (guint i = 0; items != NULL && i < length; i++)
    read_item (reading, json_array_get_element (items, i));

  return length;
}

/* Returns: whether there is a list, and articles in it unless it is empty or has
 * only what is none */
static gboolean
read_lists (Reading  *reading,
            JsonNode *root)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new ();
  GPtrArray *paths = reading->dialect->lists;
  gboolean found = FALSE;

  for (guint i = 0; i < paths->len; i++)
    {
      reading->n_items = 0;
      reading->n_skipped = 0;
      gazette_path_match (paths->pdata[i], root, lists, MAX_ARTICLES);
      for (guint j = 0; j < lists->len; j++)
        reading->n_items += read_items (reading, lists->pdata[j]);

      if (reading->edition->articles->len > 0)
        return TRUE;
      found = found || (lists->len > 0 && reading->n_items == reading->n_skipped);
    }

  return found;
}

static GazetteEdition *
read_answer (GazetteDialect       *self,
             JsonNode             *root,
             const GazetteAnswer  *answer,
             gboolean              forgets,
             GError              **error)
{
  g_autoptr(GazetteEdition) edition = NULL;
  g_autoptr(GHashTable) ids = NULL;
  g_autoptr(GHashTable) urls = NULL;
  Reading reading = { .dialect = self, .forgets = forgets };
  GazettePage page;
  gboolean has_articles;

  edition = gazette_edition_new (self->id);
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  urls = g_hash_table_new (g_str_hash, g_str_equal);
  reading.edition = edition;
  reading.ids = ids;
  reading.urls = urls;

  gazette_value_reader_init (&reading.reader, self, root, answer->url);
  read_source (&reading, root);
  has_articles = read_lists (&reading, root);
  g_strfreev (reading.authors);
  gazette_value_reader_clear (&reading.reader);

  if (!has_articles)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                           _("The site answered, but with no articles that can be read. "
                             "Try another address of the same site."));
      return NULL;
    }

  page = (GazettePage) { root, answer, reading.n_items, reading.last_item };
  edition->next_url = gazette_dialect_dup_next_url (self, &page);
  edition->n_total = gazette_dialect_count_articles (self, &page);

  return g_steal_pointer (&edition);
}

/**
 * gazette_dialect_read:
 * @self: a dialect
 * @root: an answer in it
 * @answer: what the server said
 * @error: return location for a %GAZETTE_ERROR_NO_ARTICLES
 *
 * Reads the articles. What is missing or of a wrong type is left out, item by
 * item and field by field; only an answer without any list of articles, or with
 * nothing in it that is one, is an error. An empty list is none.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): the articles and what is known of their source
 */
GazetteEdition *
gazette_dialect_read (GazetteDialect       *self,
                      JsonNode             *root,
                      const GazetteAnswer  *answer,
                      GError              **error)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (answer != NULL, NULL);

  return read_answer (self, root, answer, FALSE, error);
}

/*
 * gazette_dialect_read_up:
 * @self: a dialect
 * @root: an answer in it, which may be changed
 * @answer: what the server said
 * @error: return location for a %GAZETTE_ERROR_NO_ARTICLES
 *
 * As gazette_dialect_read(), but when there are articles, their long texts are
 * gone from @root, so that they are not in memory twice.
 *
 * Returns: (transfer full): the articles and what is known of their source
 */
GazetteEdition *
gazette_dialect_read_up (GazetteDialect       *self,
                         JsonNode             *root,
                         const GazetteAnswer  *answer,
                         GError              **error)
{
  return read_answer (self, root, answer, TRUE, error);
}
