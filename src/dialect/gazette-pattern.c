/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-pattern.h"

/* One part between slashes: text, a name in braces, text. With @takes_rest the
 * name stands for all that follows. */
typedef struct
{
  char    *before;
  char    *name;
  char    *after;
  gboolean takes_rest;
} Part;

/* The first part is the host. */
struct _GazettePattern
{
  GPtrArray *parts;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->before);
  g_free (part->name);
  g_free (part->after);
  g_free (part);
}

static gboolean
read_part (Part       *part,
           const char *text)
{
  const char *start = strchr (text, '{');
  const char *end = start != NULL ? strchr (start, '}') : NULL;

  if (start == NULL)
    {
      part->before = g_strdup (text);
      return strchr (text, '}') == NULL;
    }
  if (end == NULL || strpbrk (end + 1, "{}") != NULL)
    return FALSE;

  part->before = g_strndup (text, start - text);
  part->after = g_strdup (end + 1);
  part->takes_rest = end[-1] == '*';
  part->name = g_strndup (start + 1, end - start - 1 - part->takes_rest);

  return *part->name != '\0' && strspn (part->name, "abcdefghijklmnopqrstuvwxyz_") == strlen (part->name);
}

/*
 * gazette_pattern_new:
 * @text: host and path, without scheme, each part of which may have one `{name}`;
 *   the last part may be `{name*}`
 *
 * Returns: (transfer full) (nullable): the pattern, %NULL when it is none
 */
GazettePattern *
gazette_pattern_new (const char *text)
{
  g_auto(GStrv) texts = g_strsplit (text, "/", -1);
  g_autoptr(GazettePattern) self = g_new0 (GazettePattern, 1);

  self->parts = g_ptr_array_new_with_free_func (part_free);
  if (*text == '\0' || *text == '/' || strpbrk (text, "?# ") != NULL)
    return NULL;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      Part *part = g_new0 (Part, 1);

      g_ptr_array_add (self->parts, part);
      if (*texts[i] == '\0' || !read_part (part, texts[i]) || (part->takes_rest && (i == 0 || texts[i + 1] != NULL)))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/*
 * gazette_pattern_free:
 * @self: (transfer full): a pattern
 */
void
gazette_pattern_free (GazettePattern *self)
{
  g_ptr_array_unref (self->parts);
  g_free (self);
}

/*
 * gazette_pattern_knows_site:
 * @self: a pattern
 *
 * Returns: whether it is about addresses of a certain host, not of any
 */
gboolean
gazette_pattern_knows_site (GazettePattern *self)
{
  const Part *host = self->parts->pdata[0];

  return host->name == NULL || *host->before != '\0' || *host->after != '\0';
}

static gboolean
match_part (const Part *part,
            const char *text,
            GHashTable *names)
{
  gsize length = strlen (text);

  if (part->name == NULL)
    return g_str_equal (part->before, text);
  if (length <= strlen (part->before) + strlen (part->after) || !g_str_has_prefix (text, part->before) ||
      !g_str_has_suffix (text, part->after))
    return FALSE;

  g_hash_table_insert (names, g_strdup (part->name),
                       g_strndup (text + strlen (part->before),
                                  length - strlen (part->before) - strlen (part->after)));

  return TRUE;
}

/* Host and path of an address, in parts; without "www.", slash at the end,
 * query and fragment. */
static GStrv
split_url (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GString) text = NULL;
  const char *host;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  host = g_uri_get_host (uri);
  text = g_string_new (g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host);
  g_string_ascii_down (text);
  if (g_uri_get_port (uri) >= 0)
    g_string_append_printf (text, ":%d", g_uri_get_port (uri));
  g_string_append (text, g_uri_get_path (uri));
  while (g_str_has_suffix (text->str, "/"))
    g_string_truncate (text, text->len - 1);

  return g_strsplit (text->str, "/", -1);
}

/*
 * gazette_pattern_match:
 * @self: a pattern
 * @url: an address
 *
 * Returns: (transfer full) (nullable): the names of the pattern with what stands
 *   in their place, %NULL when the address does not look like this
 */
GHashTable *
gazette_pattern_match (GazettePattern *self,
                       const char     *url)
{
  g_auto(GStrv) texts = split_url (url);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = texts != NULL ? g_strv_length (texts) : 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = self->parts->pdata[i];
      g_autofree char *rest = i < n && part->takes_rest ? g_strjoinv ("/", texts + i) : NULL;

      if (i >= n || !match_part (part, rest != NULL ? rest : texts[i], names))
        return NULL;
      if (rest != NULL)
        return g_steal_pointer (&names);
    }

  return n == self->parts->len ? g_steal_pointer (&names) : NULL;
}
