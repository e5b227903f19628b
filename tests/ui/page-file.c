/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <json-glib/json-glib.h>

#include "page-fixture.h"

static char *
dup_member (JsonObject *object,
            const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static GStrv
dup_tags (JsonObject *item)
{
  JsonArray *tags = json_object_has_member (item, "tags") ? json_object_get_array_member (item, "tags") : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    g_strv_builder_add (builder, json_array_get_string_element (tags, i));

  return g_strv_builder_end (builder);
}

static GPtrArray *
dup_attachments (JsonObject *item)
{
  JsonArray *files = json_object_has_member (item, "attachments") ? json_object_get_array_member (item, "attachments") : NULL;
  GPtrArray *attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);

  for (guint i = 0; files != NULL && i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      GazetteAttachment *attachment = gazette_attachment_new (json_object_get_string_member (file, "url"));

      attachment->type = dup_member (file, "mime_type");
      attachment->title = dup_member (file, "title");
      attachment->size = json_object_get_int_member_with_default (file, "size_in_bytes", -1);
      attachment->duration = json_object_get_int_member_with_default (file, "duration_in_seconds", -1);
      g_ptr_array_add (attachments, attachment);
    }

  return attachments;
}

static GazetteArticle *
read_item (JsonObject *item,
           guint       number)
{
  g_autofree char *id = g_strdup_printf ("%u", number);
  GazetteArticle *article = gazette_article_new (id);
  g_autofree char *date = dup_member (item, "date_published");
  g_autoptr(GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, NULL) : NULL;
  g_autofree char *title = dup_member (item, "title");
  g_autofree char *summary = dup_member (item, "summary");

  if (title != NULL)
    g_set_str (&article->title, title);
  if (summary != NULL)
    g_set_str (&article->summary, summary);
  article->url = dup_member (item, "url");
  article->html = dup_member (item, "content_html");
  article->image = dup_member (item, "image");
  article->image_caption = dup_member (item, "_caption");
  article->published = time != NULL ? g_date_time_to_unix (time) : 0;
  article->tags = dup_tags (item);
  article->attachments = dup_attachments (item);
  if (json_object_has_member (item, "authors"))
    {
      JsonObject *author = json_array_get_object_element (json_object_get_array_member (item, "authors"), 0);

      article->authors = g_new0 (char *, 2);
      article->authors[0] = dup_member (author, "name");
    }

  return article;
}

/* Adds a source with the articles of a file: a JSON Feed, or {"title": …, "items": […]}
 * with the same members. Returns how many they are. */
guint
page_fixture_add_file (PageFixture *fixture,
                       const char  *path)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  JsonObject *feed;
  JsonArray *items;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  feed = json_node_get_object (json_parser_get_root (parser));
  items = json_object_get_array_member (feed, "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    g_ptr_array_add (articles, read_item (json_array_get_object_element (items, i), i));
  page_fixture_add (fixture, json_object_get_string_member_with_default (feed, "title", "Source"), articles);

  return articles->len;
}
