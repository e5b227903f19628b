/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what was chosen as a dialect file. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-infer-private.h"
#include "gazette-url.h"

static const struct
{
  const char  *name;
  GazetteRole  role;
} fields[] = {
  { "id", GAZETTE_ROLE_ID },
  { "url", GAZETTE_ROLE_URL },
  { "title", GAZETTE_ROLE_TITLE },
  { "authors", GAZETTE_ROLE_AUTHOR },
  { "published", GAZETTE_ROLE_PUBLISHED },
  { "modified", GAZETTE_ROLE_MODIFIED },
  { "summary", GAZETTE_ROLE_SUMMARY },
  { "html", GAZETTE_ROLE_BODY },
  { "image", GAZETTE_ROLE_IMAGE },
  { "image_caption", GAZETTE_ROLE_CAPTION },
  { "tags", GAZETTE_ROLE_TAGS },
  { "language", GAZETTE_ROLE_LANGUAGE },
};

static void
note_field (GazetteInference *inference,
            const char       *name,
            double            confidence)
{
  GazetteInferredField field = { name, MIN (confidence, 1) };

  g_array_append_val (inference->fields, field);
}

/*
 * gazette_infer_write_way:
 * @builder: a builder in a list of ways
 * @path: a path
 * @as: how it is written there
 *
 * Writes one place where a field is.
 */
void
gazette_infer_write_way (JsonBuilder *builder,
                         const char  *path,
                         const char  *as)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, path);
  json_builder_set_member_name (builder, "as");
  json_builder_add_string_value (builder, as);
  json_builder_end_object (builder);
}

/* A name that is translated reads as "title.en"; any other language will do. */
static char *
dup_any_language (GazetteColumn *column)
{
  const char *dot = strrchr (column->path, '.');
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (!column->is_translated || length < 2)
    return NULL;

  return g_strdup_printf ("%.*s.*", (int) (dot - column->path), column->path);
}

static void
write_choices (JsonBuilder          *builder,
               const GazetteChoices *choices)
{
  for (guint i = 0; i < choices->n; i++)
    {
      g_autofree char *any = dup_any_language (choices->choices[i].column);

      gazette_infer_write_way (builder, choices->choices[i].column->path, choices->choices[i].as);
      if (any != NULL)
        gazette_infer_write_way (builder, any, choices->choices[i].as);
    }
}

/* The picture that a body begins with, where there is no other. */
static void
write_image_of_body (JsonBuilder           *builder,
                     const GazetteProposal *best)
{
  const GazetteChoices *body = &best->fields[GAZETTE_ROLE_BODY];

  for (guint i = 0; i < body->n; i++)
    {
      if (g_str_equal (body->choices[i].as, "html"))
        gazette_infer_write_way (builder, body->choices[i].column->path, "html-image");
    }
}

static void
write_field (JsonBuilder           *builder,
             const GazetteProposal *best,
             GazetteRole            role,
             const char            *name)
{
  const GazetteChoices *choices = &best->fields[role];
  const GazetteChoices *body = &best->fields[GAZETTE_ROLE_BODY];
  gboolean has_html = FALSE;

  for (guint i = 0; i < body->n && role == GAZETTE_ROLE_IMAGE; i++)
    has_html = has_html || g_str_equal (body->choices[i].as, "html");
  if (role == GAZETTE_ROLE_URL && choices->n == 0)
    choices = &best->fields[GAZETTE_ROLE_SLUG];
  if (choices->n == 0 && !has_html)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  write_choices (builder, choices);
  if (has_html)
    write_image_of_body (builder, best);
  json_builder_end_array (builder);
}

static const GazetteColumn *
find_beside (GazetteCandidateList *list,
             const GazetteColumn  *media,
             const char *const    *names)
{
  for (guint i = 0; i < list->columns->len; i++)
    {
      const GazetteColumn *column = list->columns->pdata[i];
      g_autofree char *leaf = NULL;

      if (column == media || !g_str_equal (column->holder, media->holder))
        continue;
      leaf = gazette_infer_fold_name (column->leaf);
      for (guint j = 0; names[j] != NULL; j++)
        {
          if (g_str_has_suffix (leaf, names[j]))
            return column;
        }
    }

  return NULL;
}

static gboolean
is_typed_as_media (const GazetteColumn *type)
{
  for (guint i = 0; type != NULL && i < type->values->len; i++)
    {
      const char *text = json_node_get_string (type->values->pdata[i]);

      if (text != NULL && (g_str_has_prefix (text, "audio") || g_str_has_prefix (text, "video")))
        return TRUE;
    }

  return FALSE;
}

/* The address of a sound or a film, and what stands beside it. */
static const GazetteColumn *
find_media (const GazetteProposal *best)
{
  static const char *const types[] = { "type", "mime", "mimetype", NULL };
  const GazetteColumn *found = NULL;
  double most = 0;

  for (guint i = 0; i < best->list->columns->len; i++)
    {
      const GazetteColumn *column = best->list->columns->pdata[i];
      double score;

      if (column->is_blocks || column->traits.address + column->traits.relative < 0.6 || strstr (column->path, "?@") != NULL)
        continue;
      score = column->traits.media;
      if (!g_str_equal (column->holder, "$") && is_typed_as_media (find_beside (best->list, column, types)))
        score += 1;
      if (score >= 0.5 && score > most)
        {
          most = score;
          found = column;
        }
    }

  return found;
}

static void
write_beside (JsonBuilder           *builder,
              const GazetteProposal *best,
              const GazetteColumn   *media,
              const char            *name,
              const char *const     *names,
              const char            *as)
{
  const GazetteColumn *column = find_beside (best->list, media, names);

  if (column == NULL || (g_str_equal (as, "number") && column->traits.number < 0.8) ||
      (g_str_equal (as, "text") && column->traits.string < 0.8))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  gazette_infer_write_way (builder, column->leaf, as);
  json_builder_end_array (builder);
}

static void
write_attachments (JsonBuilder           *builder,
                   GazetteInference      *inference,
                   const GazetteProposal *best)
{
  static const char *const types[] = { "type", "mime", NULL };
  static const char *const sizes[] = { "length", "size", "bytes", "filesize", "sizeinbytes", NULL };
  static const char *const durations[] = { "duration", "seconds", "durationinseconds", NULL };
  const GazetteColumn *media = find_media (best);
  gboolean is_own = media != NULL && !g_str_equal (media->holder, "$");

  if (media == NULL)
    return;

  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "each");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, media->holder);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "url");
  json_builder_begin_array (builder);
  gazette_infer_write_way (builder, media->leaf, "url");
  json_builder_end_array (builder);
  if (is_own)
    {
      write_beside (builder, best, media, "type", types, "text");
      write_beside (builder, best, media, "size", sizes, "number");
      write_beside (builder, best, media, "duration", durations, "number");
    }
  json_builder_end_object (builder);
  note_field (inference, "attachments", 0.8);
}

static void
write_article (JsonBuilder           *builder,
               GazetteInference      *inference,
               const GazetteProposal *best)
{
  json_builder_set_member_name (builder, "article");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const GazetteChoices *choices = &best->fields[fields[i].role];

      if (fields[i].role == GAZETTE_ROLE_URL && choices->n == 0)
        choices = &best->fields[GAZETTE_ROLE_SLUG];
      write_field (builder, best, fields[i].role, fields[i].name);
      if (choices->n > 0)
        note_field (inference, fields[i].name, choices->choices[0].confidence);
    }
  write_attachments (builder, inference, best);
  json_builder_end_object (builder);
}

/* What one of must be there for an item to be an article, as a test: "@.title || @.text". */
static char *
dup_test (const GazetteProposal *best)
{
  static const GazetteRole roles[] = { GAZETTE_ROLE_TITLE, GAZETTE_ROLE_BODY, GAZETTE_ROLE_SUMMARY, GAZETTE_ROLE_URL };
  /* What has no headline in one of several lists is something else, such as a comment. */
  guint n = best->list->n_lists > 1 && !best->is_micro ? 1 : G_N_ELEMENTS (roles);
  guint64 all = (G_GUINT64_CONSTANT (1) << best->list->items->len) - 1;
  guint64 covered = 0;
  g_autoptr (GString) test = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const GazetteChoices *choices = &best->fields[roles[i]];

      /* An advertisement has a target, too. */
      if (roles[i] == GAZETTE_ROLE_URL && !best->is_micro)
        continue;
      for (guint j = 0; j < choices->n; j++)
        {
          const GazetteColumn *column = choices->choices[j].column;

          if ((column->mask & ~covered) == 0 || strpbrk (column->path, "*?") != NULL)
            continue;
          covered |= column->mask;
          g_string_append_printf (test, "%s@%s", test->len > 0 ? " || " : "", column->path + 1);
        }
    }

  return covered != all && test->len > 0 ? g_strdup (test->str) : NULL;
}

/* Lists of the same kind beside the one that was chosen, such as one for each
 * section; none where the chosen one is called what a list of all is called. */
static gboolean
has_sisters (const GazetteProposal *best,
             GPtrArray             *lists,
             gsize                 *parent)
{
  const char *path = best->list->path;
  const char *dot = strrchr (path, '.');
  const GazetteColumn *title = best->fields[GAZETTE_ROLE_TITLE].n > 0 ? best->fields[GAZETTE_ROLE_TITLE].choices[0].column : NULL;
  guint n = 0;

  if (dot == NULL || title == NULL || strpbrk (dot, "*?[]'") != NULL || best->list->is_single || best->list->is_rows ||
      strpbrk (title->path, "*?") != NULL || gazette_infer_name (GAZETTE_ROLE_LIST, dot + 1) > 0.5)
    return FALSE;
  *parent = dot - path;

  for (guint i = 0; i < lists->len; i++)
    {
      GazetteCandidateList *list = lists->pdata[i];
      GazetteProposal other;

      if (list == best->list || list->is_single || list->is_map || strncmp (list->path, path, *parent + 1) != 0 ||
          strpbrk (list->path + *parent + 1, ".[]") != NULL || gazette_infer_name (GAZETTE_ROLE_LIST, list->path + *parent + 1) < 0)
        continue;
      gazette_infer_propose (&other, list);
      n += other.fields[GAZETTE_ROLE_TITLE].n > 0 &&
           g_str_equal (other.fields[GAZETTE_ROLE_TITLE].choices[0].column->path, title->path);
    }

  return n > 0;
}

/* Where the articles are: the best path, then what is left of it in an answer
 * without any. */
static void
write_articles (JsonBuilder           *builder,
                GazetteInference      *inference,
                const GazetteProposal *best,
                GPtrArray             *lists)
{
  const char *path = best->list->path;
  g_autofree char *test = best->list->is_single ? NULL : dup_test (best);
  g_autofree char *filtered = NULL;
  gsize parent;

  if (best->list->has_header)
    {
      filtered = g_strdup_printf ("%s[?@[0] != '%s']", path, (char *) best->list->header->pdata[0]);
    }
  else if (has_sisters (best, lists, &parent))
    {
      const GazetteColumn *title = best->fields[GAZETTE_ROLE_TITLE].choices[0].column;

      filtered = g_strdup_printf ("%.*s.*[?%s%s]", (int) parent, path, test != NULL ? "" : "@",
                                  test != NULL ? test : title->path + 1);
    }
  else if (test != NULL)
    {
      gsize length = strlen (path) - (best->list->is_map ? strlen (".*") : 0);

      filtered = g_strdup_printf ("%.*s[?%s]", (int) length, path, test);
    }

  json_builder_set_member_name (builder, "articles");
  json_builder_begin_array (builder);
  if (filtered != NULL)
    json_builder_add_string_value (builder, filtered);
  if (!best->list->has_header)
    json_builder_add_string_value (builder, path);
  json_builder_end_array (builder);
  inference->path = g_strdup (filtered != NULL ? filtered : path);
}

/*
 * gazette_infer_write_mapping:
 * @inference: what to fill in
 * @best: the list of articles
 * @lists: (element-type GazetteCandidateList): all candidates
 * @answer: what the server said
 * @id: of the dialect
 *
 * Writes the dialect file, and notes how sure each field is.
 */
void
gazette_infer_write_mapping (GazetteInference      *inference,
                             const GazetteProposal *best,
                             GPtrArray             *lists,
                             const GazetteAnswer   *answer,
                             const char            *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *host = answer->url != NULL ? gazette_url_dup_host (answer->url) : NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, host != NULL ? host : _ ("Unknown API"));
  gazette_infer_write_frame (builder, best->list, lists, answer);
  write_articles (builder, inference, best, lists);
  write_article (builder, inference, best);
  json_builder_end_object (builder);
  inference->mapping = json_builder_get_root (builder);
}
