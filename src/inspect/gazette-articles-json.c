/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-articles-json.h"
#include "gazette-time.h"

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (builder, name);
  /* That of NULL is null. */
  json_builder_add_string_value (builder, value);
}

static void
build_strings (JsonBuilder        *builder,
               const char         *name,
               const char * const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
build_time (JsonBuilder *builder,
            const char  *name,
            gint64       time)
{
  g_autofree char *text = time != 0 ? gazette_time_format_rfc3339 (time) : NULL;

  build_string (builder, name, text);
}

static void
build_attachments (JsonBuilder *builder,
                   GPtrArray   *attachments)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const GazetteAttachment *attachment = attachments->pdata[i];

      json_builder_begin_object (builder);
      build_string (builder, "url", attachment->url);
      build_string (builder, "type", attachment->type);
      json_builder_set_member_name (builder, "size");
      if (attachment->size >= 0)
        json_builder_add_int_value (builder, attachment->size);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_article (JsonBuilder          *builder,
               const GazetteArticle *article)
{
  json_builder_begin_object (builder);
  build_string (builder, "id", article->id);
  build_string (builder, "url", article->url);
  build_string (builder, "title", article->title);
  build_strings (builder, "authors", (const char * const *) article->authors);
  build_time (builder, "published", article->published);
  build_time (builder, "modified", article->modified);
  build_string (builder, "summary", article->summary);
  build_string (builder, "html", article->html);
  build_string (builder, "image", article->image);
  build_strings (builder, "tags", (const char * const *) article->tags);
  build_attachments (builder, article->attachments);
  build_string (builder, "language", article->language);
  json_builder_end_object (builder);
}

/*
 * gazette_articles_to_json:
 * @articles: (element-type GazetteArticle): some articles
 *
 * An array with an object for each article. Every field is there: what is not
 * known is null, a list without elements is empty. Moments are as in RFC 3339,
 * in UTC; sizes are in bytes.
 *
 * Returns: (transfer full): the array
 */
JsonNode *
gazette_articles_to_json (GPtrArray *articles)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < articles->len; i++)
    build_article (builder, articles->pdata[i]);
  json_builder_end_array (builder);

  return json_builder_get_root (builder);
}
