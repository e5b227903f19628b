/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-path.h"
#include "gazette-template.h"
#include "gazette-value.h"

/* Longer than any address; what is longer is not an address that could be used. */
#define MAX_LENGTH (16 * 1024)

/* One of the three. */
typedef struct
{
  char        *text;
  GazettePath *path;
  char        *name;
} Piece;

struct _GazetteTemplate
{
  GPtrArray *pieces;
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->text);
  g_clear_pointer (&piece->path, gazette_path_free);
  g_free (piece->name);
  g_free (piece);
}

/* What is between the braces. */
static gboolean
add_place (GazetteTemplate *self,
           const char      *text,
           gsize            length)
{
  g_autofree char *place = g_strndup (text, length);
  Piece *piece = g_new0 (Piece, 1);

  g_ptr_array_add (self->pieces, piece);
  if (*place == '$')
    piece->path = gazette_path_new (place);
  else if (*place != '\0' && strspn (place, "abcdefghijklmnopqrstuvwxyz_") == length)
    piece->name = g_steal_pointer (&place);

  return piece->path != NULL || piece->name != NULL;
}

static void
add_text (GazetteTemplate *self,
          const char      *text,
          gsize            length)
{
  Piece *piece;

  if (length == 0)
    return;
  piece = g_new0 (Piece, 1);
  piece->text = g_strndup (text, length);
  g_ptr_array_add (self->pieces, piece);
}

/*
 * gazette_template_new:
 * @text: as it stands in a dialect file
 *
 * Returns: (transfer full) (nullable): the template, %NULL when what is in
 *   braces is neither a path nor a name
 */
GazetteTemplate *
gazette_template_new (const char *text)
{
  g_autoptr(GazetteTemplate) self = g_new0 (GazetteTemplate, 1);

  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  for (;;)
    {
      gsize length = strcspn (text, "{}");
      const char *end;

      add_text (self, text, length);
      text += length;
      if (*text == '\0')
        return g_steal_pointer (&self);

      end = *text == '{' ? strchr (text, '}') : NULL;
      if (end == NULL || !add_place (self, text + 1, end - text - 1))
        return NULL;
      text = end + 1;
    }
}

/*
 * gazette_template_free:
 * @self: (transfer full): a template
 */
void
gazette_template_free (GazetteTemplate *self)
{
  g_ptr_array_unref (self->pieces);
  g_free (self);
}

/* All but what may stand in a path as it is. An escape that is there already
 * stays one. */
static void
append_escaped (GString    *result,
                const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      gboolean is_escape = *p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);

      if (g_ascii_isalnum (*p) || strchr ("-._~/:@", *p) != NULL || is_escape)
        g_string_append_c (result, *p);
      else
        g_string_append_printf (result, "%%%02X", (guchar) *p);
    }
}

static char *
dup_value (const Piece *piece,
           JsonNode    *root,
           GHashTable  *names)
{
  JsonNode *node;

  if (piece->name != NULL)
    return names != NULL ? g_strdup (g_hash_table_lookup (names, piece->name)) : NULL;

  node = root != NULL ? gazette_path_find (piece->path, root) : NULL;

  return node != NULL ? gazette_value_dup_string (node) : NULL;
}

/*
 * gazette_template_expand:
 * @self: a template
 * @root: (nullable): where "$" is
 * @names: (nullable): values by name
 * @in_address: whether values are put into an address, and escaped for it
 *
 * Returns: (transfer full) (nullable): the text, %NULL when a value is missing
 *   or blank
 */
char *
gazette_template_expand (GazetteTemplate *self,
                         JsonNode        *root,
                         GHashTable      *names,
                         gboolean         in_address)
{
  g_autoptr(GString) result = g_string_new (NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = self->pieces->pdata[i];
      g_autofree char *value = NULL;

      if (piece->text != NULL)
        {
          g_string_append (result, piece->text);
          continue;
        }

      value = dup_value (piece, root, names);
      if (value == NULL || *g_strstrip (value) == '\0' || result->len + strlen (value) > MAX_LENGTH)
        return NULL;
      if (in_address)
        append_escaped (result, value);
      else
        g_string_append (result, value);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}
