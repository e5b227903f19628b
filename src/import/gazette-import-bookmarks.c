/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bookmarks as Netscape wrote them, and browsers, Pinboard and Raindrop.io since;
 * and the lists of links of Pocket and Instapaper. They are read as the flat row
 * of tags that they are: a parser of HTML would refuse their size, which is that
 * of the icons in them. */

#include "config.h"

#include <string.h>

#include "gazette-import-private.h"
#include "gazette-text.h"

/* In how many bytes a file says what it is. */
#define MAX_PROLOGUE 4096

#define MAX_DEPTH 256

/* Titles of folders and links; more is not one. */
#define MAX_WORDS (16 * 1024)

typedef struct
{
  GazetteImportWriter *writer;
  /* The names of the folders around; "" for one that is no tag. */
  GPtrArray           *folders;
  /* The name of the folder that is to begin. */
  char                *next_folder;
  gboolean             is_read;
  gboolean             is_broken;
} Reader;

static char *
dup_words (const char *start)
{
  const char *end = start;
  g_autofree char *words = NULL;

  /* Up to the end of its element, with what is marked in it. */
  while ((end = strchr (end, '<')) != NULL && end[1] != '/' && end - start < MAX_WORDS)
    end++;
  words = g_strndup (start, end != NULL ? MIN (end - start, MAX_WORDS) : (gssize) strnlen (start, MAX_WORDS));

  return gazette_text_from_html (words, -1);
}

static char *
dup_value (const char *start,
           gsize       length)
{
  g_autofree char *value = g_strndup (start, length);

  return strchr (value, '&') != NULL ? gazette_text_from_html (value, -1) : g_steal_pointer (&value);
}

/* Goes over one attribute; @value is what it says, if it is that name. */
static const char *
step_attribute (const char  *p,
                const char  *end,
                const char  *name,
                char       **value)
{
  const char *start;
  gsize name_length;
  gboolean is_it;
  char quote = '\0';

  p += strspn (p, " \t\r\n/");
  if (p >= end)
    return end;

  name_length = strcspn (p, " \t\r\n=>/");
  is_it = name_length == strlen (name) && g_ascii_strncasecmp (p, name, name_length) == 0;
  p += MAX (name_length, 1);
  if (*p != '=' || p >= end)
    return p;

  p++;
  if (*p == '"' || *p == '\'')
    quote = *p++;
  start = p;
  while (p < end && (quote != '\0' ? *p != quote : strchr (" \t\r\n>", *p) == NULL))
    p++;
  if (is_it && *value == NULL)
    *value = dup_value (start, p - start);

  return p < end && quote != '\0' ? p + 1 : p;
}

static char *
dup_attribute (const char *tag,
               const char *end,
               const char *name)
{
  const char *p = tag + strcspn (tag, " \t\r\n>");
  char *value = NULL;

  while (p < end && value == NULL)
    p = step_attribute (p, end, name, &value);

  return value;
}

/* Where a tag ends, whatever is quoted in it. Where a quotation never ends, it is
 * taken for none, from then on: else each would be sought to the end of the file. */
static const char *
find_tag_end (Reader     *reader,
              const char *tag)
{
  char quote = '\0';

  for (const char *p = tag; !reader->is_broken && *p != '\0'; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
      else if (*p == '>')
        return p;
    }
  reader->is_broken = TRUE;

  return strchr (tag, '>');
}

static gboolean
is_tag (const char *tag,
        const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

static gboolean
has_attribute (const char *tag,
               const char *end,
               const char *name)
{
  g_autofree char *value = dup_attribute (tag, end, name);

  return value != NULL;
}

static void
read_link (Reader     *reader,
           const char *tag,
           const char *end)
{
  g_autofree char *href = dup_attribute (tag, end, "href");
  g_autofree char *tags = dup_attribute (tag, end, "tags");
  g_autofree char *added = dup_attribute (tag, end, "add_date");
  g_autofree char *to_read = dup_attribute (tag, end, "toread");
  g_autofree char *title = dup_words (end + 1);
  GazetteClipping *clipping = gazette_import_add (reader->writer, href);

  if (clipping == NULL)
    return;

  if (added == NULL)
    added = dup_attribute (tag, end, "time_added");
  gazette_import_set_title (clipping, title);
  gazette_import_set_added (clipping, added);
  gazette_import_add_tags (clipping, tags, ",");
  for (guint i = 0; i < reader->folders->len; i++)
    gazette_import_add_tag (clipping, reader->folders->pdata[i]);
  if (reader->is_read || g_strcmp0 (to_read, "0") == 0)
    clipping->read = TRUE;
}

/* A folder of the browser itself, such as its toolbar, is no word for a page. */
static void
read_folder (Reader     *reader,
             const char *tag,
             const char *end)
{
  gboolean is_own = has_attribute (tag, end, "personal_toolbar_folder") ||
                    has_attribute (tag, end, "unfiled_bookmarks_folder");

  g_free (reader->next_folder);
  reader->next_folder = is_own ? g_strdup ("") : dup_words (end + 1);
}

/* The lists of Pocket and Instapaper stand under headings. */
static void
read_heading (Reader     *reader,
              const char *end)
{
  g_autofree char *heading = dup_words (end + 1);

  reader->is_read = reader->writer->import->format != GAZETTE_IMPORT_BOOKMARKS &&
                    (g_str_equal (heading, "Read Archive") || g_str_equal (heading, "Archive"));
}

static void
read_tag (Reader     *reader,
          const char *tag,
          const char *end)
{
  if (is_tag (tag, "a"))
    read_link (reader, tag, end);
  else if (is_tag (tag, "h3"))
    read_folder (reader, tag, end);
  else if (is_tag (tag, "h1"))
    read_heading (reader, end);
  else if (is_tag (tag, "dl") && reader->folders->len < MAX_DEPTH)
    g_ptr_array_add (reader->folders, reader->next_folder != NULL ? g_steal_pointer (&reader->next_folder)
                                                                  : g_strdup (""));
  else if (is_tag (tag, "/dl") && reader->folders->len > 0)
    g_ptr_array_remove_index (reader->folders, reader->folders->len - 1);
}

static gboolean
find_format (const char          *text,
             GazetteImportFormat *format)
{
  g_autofree char *prologue = g_strndup (text, MAX_PROLOGUE);

  if (strstr (prologue, "NETSCAPE-Bookmark-file") != NULL)
    *format = GAZETTE_IMPORT_BOOKMARKS;
  else if (strstr (prologue, "<title>Pocket Export") != NULL)
    *format = GAZETTE_IMPORT_POCKET;
  else if (strstr (prologue, "<title>Instapaper: Export") != NULL)
    *format = GAZETTE_IMPORT_INSTAPAPER;
  else
    return FALSE;

  return TRUE;
}

/*
 * gazette_import_read_bookmarks:
 * @self: where to add
 * @text: a text
 *
 * Returns: whether it is such a file
 */
gboolean
gazette_import_read_bookmarks (GazetteImportWriter *self,
                               const char          *text)
{
  g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .writer = self, .folders = folders };
  const char *end;

  if (!find_format (text, &self->import->format))
    return FALSE;

  for (const char *tag = strchr (text, '<'); tag != NULL; tag = strchr (end, '<'))
    {
      if ((end = find_tag_end (&reader, tag + 1)) == NULL)
        break;
      read_tag (&reader, tag + 1, end);
    }
  g_free (reader.next_folder);

  return TRUE;
}
