/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables as RFC 4180 has them, and as they are found: Pocket, Instapaper,
 * Raindrop.io, and others that name a column of addresses in their first row. */

#include "config.h"

#include <string.h>

#include "gazette-import-private.h"

/* Columns beyond are passed over. */
#define MAX_COLUMNS 64

typedef enum
{
  COLUMN_URL,
  COLUMN_TITLE,
  COLUMN_TAGS,
  COLUMN_ADDED,
  COLUMN_STATUS,
  COLUMN_FOLDER,
  COLUMN_FAVOURITE,
  COLUMN_SUMMARY,
  N_COLUMNS
} Column;

static const char *const column_names[N_COLUMNS] = {
  [COLUMN_URL] = " url href link address uri web_address ",
  [COLUMN_TITLE] = " title name ",
  [COLUMN_TAGS] = " tags labels ",
  [COLUMN_ADDED] = " time_added timestamp created created_at added added_at saved_at savedat date ",
  [COLUMN_STATUS] = " status state ",
  [COLUMN_FOLDER] = " folder collection ",
  [COLUMN_FAVOURITE] = " favorite favourite starred is_starred ",
  [COLUMN_SUMMARY] = " selection excerpt description summary ",
};

typedef struct
{
  const char *place;
  /* No quotation that begins after this one is ever closed. */
  const char *last_quote;
  char        delimiter;
} Scanner;

/* Up to the delimiter or the end of the line, quoted or not. */
static char *
read_field (Scanner  *scanner,
            gboolean *ends_row)
{
  g_autoptr(GString) field = g_string_new (NULL);
  const char ends[] = { scanner->delimiter, '\r', '\n', '\0' };
  gsize length;

  if (*scanner->place == '"' && scanner->place < scanner->last_quote)
    {
      scanner->place++;
      while (*scanner->place != '\0')
        {
          length = strcspn (scanner->place, "\"");
          g_string_append_len (field, scanner->place, length);
          scanner->place += length;
          if (scanner->place[0] != '"' || scanner->place[1] != '"')
            break;
          g_string_append_c (field, '"');
          scanner->place += 2;
        }
      if (*scanner->place == '"')
        scanner->place++;
    }

  length = strcspn (scanner->place, ends);
  g_string_append_len (field, scanner->place, length);
  scanner->place += length;

  *ends_row = *scanner->place != scanner->delimiter || *scanner->place == '\0';
  if (scanner->place[0] == '\r' && scanner->place[1] == '\n')
    scanner->place++;
  if (*scanner->place != '\0')
    scanner->place++;

  return g_string_free_and_steal (g_steal_pointer (&field));
}

static GPtrArray *
read_row (Scanner *scanner)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  gboolean ends_row = FALSE;

  while (!ends_row)
    {
      char *field = read_field (scanner, &ends_row);

      if (row->len < MAX_COLUMNS)
        g_ptr_array_add (row, field);
      else
        g_free (field);
    }

  return row;
}

static char
guess_delimiter (const char *text)
{
  gsize length = strcspn (text, "\r\n");
  char best = ',';
  guint most = 0;

  for (const char *candidate = ",;\t"; *candidate != '\0'; candidate++)
    {
      guint n = 0;

      for (gsize i = 0; i < length; i++)
        n += text[i] == *candidate;
      if (n > most)
        {
          most = n;
          best = *candidate;
        }
    }

  return best;
}

/* Fills @columns: for each meaning, the number of its column, or -1. */
static void
find_columns (GPtrArray *head,
              int       *columns)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = -1;

  for (guint i = 0; i < head->len; i++)
    {
      g_autofree char *lower = g_ascii_strdown (head->pdata[i], -1);
      g_autofree char *name = g_strdup_printf (" %s ", g_strdelimit (g_strstrip (lower), " ", '_'));

      for (guint j = 0; *lower != '\0' && j < N_COLUMNS; j++)
        {
          if (columns[j] == -1 && strstr (column_names[j], name) != NULL)
            columns[j] = i;
        }
    }
}

static gboolean
has_column (GPtrArray  *head,
            const char *name)
{
  for (guint i = 0; i < head->len; i++)
    {
      if (g_ascii_strcasecmp (head->pdata[i], name) == 0)
        return TRUE;
    }

  return FALSE;
}

static GazetteImportFormat
find_format (GPtrArray *head)
{
  if (has_column (head, "time_added") && has_column (head, "status"))
    return GAZETTE_IMPORT_POCKET;
  if (has_column (head, "Selection") && has_column (head, "Folder"))
    return GAZETTE_IMPORT_INSTAPAPER;
  if (has_column (head, "cover") && has_column (head, "folder"))
    return GAZETTE_IMPORT_RAINDROP;

  return GAZETTE_IMPORT_TABLE;
}

static const char *
get_field (GPtrArray *row,
           const int *columns,
           Column     column)
{
  int i = columns[column];
  const char *field = i >= 0 && (guint) i < row->len ? row->pdata[i] : NULL;

  return field != NULL && *field != '\0' ? field : NULL;
}

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (text, words[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Instapaper has folders of its own beside those that a person made. */
static void
take_folder (GazetteClipping *clipping,
             const char      *folder)
{
  static const char *const inboxes[] = { "Unread", "Unsorted", NULL };

  if (folder == NULL || is_one_of (folder, inboxes))
    return;

  if (g_ascii_strcasecmp (folder, "Archive") == 0)
    clipping->read = TRUE;
  else if (g_ascii_strcasecmp (folder, "Starred") == 0)
    gazette_import_set_favourite (clipping);
  else
    gazette_import_add_tag (clipping, folder);
}

/* They are parted by what the program likes; Instapaper writes a list of JSON. */
static void
take_tags (GazetteClipping     *clipping,
           GazetteImportFormat  format,
           const char          *tags)
{
  if (format == GAZETTE_IMPORT_INSTAPAPER)
    gazette_import_add_tags (clipping, tags, "[],\"");
  else
    gazette_import_add_tags (clipping, tags, format == GAZETTE_IMPORT_POCKET ? "|" : ",;|");
}

static void
take_row (GazetteImportWriter *self,
          GPtrArray           *row,
          const int           *columns)
{
  static const char *const read[] = { "archive", "archived", "read", NULL };
  static const char *const yes[] = { "true", "1", "yes", NULL };
  GazetteClipping *clipping;

  /* An empty line. */
  if (row->len == 1 && *(char *) row->pdata[0] == '\0')
    return;

  clipping = gazette_import_add (self, get_field (row, columns, COLUMN_URL));
  if (clipping == NULL)
    return;

  gazette_import_set_title (clipping, get_field (row, columns, COLUMN_TITLE));
  gazette_import_set_summary (clipping, get_field (row, columns, COLUMN_SUMMARY));
  gazette_import_set_added (clipping, get_field (row, columns, COLUMN_ADDED));
  take_tags (clipping, self->import->format, get_field (row, columns, COLUMN_TAGS));
  take_folder (clipping, get_field (row, columns, COLUMN_FOLDER));
  if (is_one_of (get_field (row, columns, COLUMN_STATUS), read))
    clipping->read = TRUE;
  if (is_one_of (get_field (row, columns, COLUMN_FAVOURITE), yes))
    gazette_import_set_favourite (clipping);
}

/*
 * gazette_import_read_table:
 * @self: where to add
 * @text: a text
 *
 * Returns: whether it is a table with a column of addresses
 */
gboolean
gazette_import_read_table (GazetteImportWriter *self,
                           const char          *text)
{
  Scanner scanner = { text, strrchr (text, '"'), guess_delimiter (text) };
  g_autoptr(GPtrArray) head = NULL;
  int columns[N_COLUMNS];

  /* What has no other line has no rows. */
  if (text[strcspn (text, "\r\n")] == '\0')
    return FALSE;

  head = read_row (&scanner);
  find_columns (head, columns);
  if (columns[COLUMN_URL] == -1)
    return FALSE;

  self->import->format = find_format (head);
  while (*scanner.place != '\0')
    {
      g_autoptr(GPtrArray) row = read_row (&scanner);

      take_row (self, row, columns);
    }

  return TRUE;
}
