/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text with addresses in it: one a line, or among words, also as Markdown. */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-import-private.h"
#include "gazette-url.h"

/* Longer lines are no list. */
#define MAX_LINE (64 * 1024)

static const char *
find_address (const char *text)
{
  for (const char *p = strchr (text, ':'); p != NULL; p = strchr (p + 1, ':'))
    {
      if (p - text >= 5 && g_ascii_strncasecmp (p - 5, "https://", 8) == 0)
        return p - 5;
      if (p - text >= 4 && g_ascii_strncasecmp (p - 4, "http://", 7) == 0)
        return p - 4;
    }

  return NULL;
}

/* Where an address ends in a text: not with a sign that ends a sentence, nor
 * with a bracket that was not opened in it. */
static gsize
address_length (const char *text)
{
  gsize length = strcspn (text, " \t\r\n\"<>`|\\^{}");
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      depth += (text[i] == '(') - (text[i] == ')');
      if (depth < 0)
        length = i;
    }
  while (length > 0 && strchr (".,;:!?']*", text[length - 1]) != NULL)
    length--;

  return length;
}

/* "[words](" before an address is Markdown. */
static char *
dup_words_before (const char *line,
                  const char *address)
{
  const char *end = address - 2;
  const char *start = end;

  if (address - line < 3 || end[0] != ']' || end[1] != '(')
    return NULL;
  while (start > line && start[-1] != '[')
    start--;

  return start > line ? g_strndup (start, end - start) : NULL;
}

static void
read_line (GazetteImportWriter *self,
           const char          *line)
{
  const char *address = find_address (line);

  /* A whole line may do without the scheme. */
  if (address == NULL && *line != '\0' && strpbrk (line, " \t") == NULL && strchr (line, '.') != NULL)
    {
      g_autofree char *url = gazette_url_from_typed (line, NULL);

      if (url != NULL)
        gazette_import_add (self, url);
    }

  while (address != NULL)
    {
      gsize length = address_length (address);
      g_autofree char *url = g_strndup (address, length);
      g_autofree char *title = dup_words_before (line, address);
      GazetteClipping *clipping = gazette_import_add (self, url);

      if (clipping != NULL)
        gazette_import_set_title (clipping, title);
      address = find_address (address + MAX (length, 4));
    }
}

/*
 * gazette_import_read_text:
 * @self: where to add
 * @text: a text
 *
 * Returns: whether there are addresses in it
 */
gboolean
gazette_import_read_text (GazetteImportWriter *self,
                          const char          *text)
{
  const char *end;

  self->import->format = GAZETTE_IMPORT_ADDRESSES;
  for (; *text != '\0'; text = *end != '\0' ? end + 1 : end)
    {
      end = text + strcspn (text, "\r\n");
      if (end - text <= MAX_LINE)
        {
          g_autofree char *line = g_strstrip (g_strndup (text, end - text));

          read_line (self, line);
        }
    }

  return self->import->clippings->len > 0;
}
