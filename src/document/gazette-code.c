/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-code.h"
#include "gazette-element.h"

/* How far up a class may stand that names the language of code. */
#define LANGUAGE_ANCESTORS 3

static gboolean
is_language (const char *name)
{
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789+#.-_");

  return length > 0 && length <= 32 && name[length] == '\0' && strcmp (name, "none") != 0 &&
         strcmp (name, "text") != 0 && strcmp (name, "plaintext") != 0 && strcmp (name, "default") != 0;
}

/* From "language-c", "lang-c", "highlight-source-c" and "brush: c". */
static char *
find_language_in_classes (const char *names)
{
  static const char *const prefixes[] = { "language-", "lang-", "highlight-source-", "brush:" };
  g_autofree char *lower = g_ascii_strdown (names, strnlen (names, 1024));
  g_auto(GStrv) tokens = g_strsplit_set (lower, " \t\n\f\r;", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
        {
          const char *name = tokens[i] + strlen (prefixes[j]);

          if (!g_str_has_prefix (tokens[i], prefixes[j]))
            continue;
          if (*name == '\0' && tokens[i + 1] != NULL)
            name = tokens[i + 1];
          if (is_language (name))
            return g_strdup (name);
        }
    }

  return NULL;
}

static char *
find_language_of (const GumboNode *node)
{
  static const char *const names[] = { "data-lang", "data-language", "data-enlighter-language" };
  const char *classes = gazette_html_get_attribute (node, "class");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gazette_html_get_attribute (node, names[i]);
      g_autofree char *lower = value != NULL ? g_ascii_strdown (value, strnlen (value, 64)) : NULL;

      if (lower != NULL && is_language (lower))
        return g_steal_pointer (&lower);
    }

  return classes != NULL ? find_language_in_classes (classes) : NULL;
}

/*
 * gazette_code_dup_language:
 * @pre: a `pre` element
 *
 * Finds which language its code is in. What writes pages for others names it on
 * the element, on the code in it, or on what is around it.
 *
 * Returns: (transfer full) (nullable): its name in lower case
 */
char *
gazette_code_dup_language (const GumboNode *pre)
{
  const GumboVector *children = &pre->v.element.children;
  const GumboNode *above = pre->parent;
  char *language = find_language_of (pre);

  if (language == NULL && children->length > 0 && gazette_element_is (children->data[0], GUMBO_TAG_CODE))
    language = find_language_of (children->data[0]);

  for (guint i = 0; language == NULL && i < LANGUAGE_ANCESTORS && above != NULL; i++)
    {
      if (above->type != GUMBO_NODE_ELEMENT || above->v.element.tag == GUMBO_TAG_BODY)
        break;
      language = find_language_of (above);
      above = above->parent;
    }

  return language;
}
