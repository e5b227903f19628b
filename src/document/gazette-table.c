/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-element.h"
#include "gazette-table.h"

#define MAX_ROW_SPAN 1000

/* With so many rows and columns there is no doubt, whatever the cells hold. */
#define MIN_CLEAR_SIZE 3

/* More bytes in a cell are a text of its own. */
#define MAX_CELL_TEXT 400

/* What is found in a table before it is known what it is for. */
typedef struct
{
  guint    n_rows;
  guint    n_cells;
  guint    n_labels;
  gsize    n_bytes;
  gboolean has_headers;
  gboolean has_pictures;
  /* Of what is being read: whether a row began, in its first cell, with a label so far. */
  gboolean is_row;
  gboolean is_first_cell;
  gboolean is_label;
} Survey;

/* What no cell of a table of data holds. */
static gboolean
is_layout (const GumboNode *node)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
      return TRUE;

    default:
      return FALSE;
    }
}

/* A first cell that ends with a colon names what stands beside it. */
static void
survey_text (Survey     *self,
             const char *text)
{
  gsize length = strlen (text);

  self->n_bytes += length;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length > 0)
    self->is_label = self->is_first_cell && text[length - 1] == ':';
}

static void
survey_cell (Survey *self)
{
  self->n_cells++;
  self->n_labels += self->is_label;
  self->is_first_cell = self->is_row;
  self->is_row = FALSE;
  self->is_label = FALSE;
}

static void
survey (Survey          *self,
        const GumboNode *node)
{
  switch ((guint) node->v.element.tag)
    {
    case GUMBO_TAG_TR:
      self->n_rows++;
      self->is_row = TRUE;
      self->is_label = FALSE;
      break;

    case GUMBO_TAG_TH:
      self->has_headers = TRUE;
      survey_cell (self);
      break;

    case GUMBO_TAG_TD:
      survey_cell (self);
      break;

    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_CAPTION:
      self->has_headers = TRUE;
      break;

    case GUMBO_TAG_IMG:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      self->has_pictures = TRUE;
      break;

    default:
      break;
    }
}

/*
 * gazette_table_is_data:
 * @node: a `table` element
 *
 * Many tables only put things beside each other, above all in mail that became
 * an article. Those have one column, or hold what no cell would: they are read
 * as if they were no tables. It looks no further than to the next table within,
 * so that all tables of a page together cost one walk.
 *
 * Returns: whether it has rows and columns of data
 */
gboolean
gazette_table_is_data (const GumboNode *node)
{
  const char *role = gazette_html_get_attribute (node, "role");
  Survey found = { 0 };

  if (role != NULL && (strcmp (role, "presentation") == 0 || strcmp (role, "none") == 0))
    return FALSE;

  for (const GumboNode *below = gazette_html_next (node, node); below != NULL; below = gazette_html_next (node, below))
    {
      if (below->type == GUMBO_NODE_TEXT)
        survey_text (&found, below->v.text.text);
      if (below->type != GUMBO_NODE_ELEMENT)
        continue;
      if (is_layout (below))
        return FALSE;
      survey (&found, below);
    }

  if (found.n_cells <= found.n_rows || found.n_cells < 2)
    return FALSE;

  if (found.n_bytes / found.n_cells > MAX_CELL_TEXT && !found.has_headers)
    return FALSE;

  return found.has_headers || !found.has_pictures || found.n_labels >= MIN_CLEAR_SIZE ||
         (found.n_rows >= MIN_CLEAR_SIZE && found.n_cells >= MIN_CLEAR_SIZE * found.n_rows);
}

/*
 * gazette_table_begin:
 * @self: (out caller-allocates): a table
 */
void
gazette_table_begin (GazetteTable *self)
{
  memset (self, 0, sizeof *self);
  for (guint i = 0; i < GAZETTE_TABLE_MAX_COLUMNS; i++)
    self->owners[i] = -1;
}

static gboolean
is_header_row (const GumboNode *row)
{
  const GumboVector *children = &row->v.element.children;
  guint n_headers = 0;

  if (gazette_element_is (row->parent, GUMBO_TAG_THEAD))
    return TRUE;

  for (guint i = 0; i < children->length; i++)
    {
      if (gazette_element_is (children->data[i], GUMBO_TAG_TD))
        return FALSE;
      n_headers += gazette_element_is (children->data[i], GUMBO_TAG_TH);
    }

  return n_headers > 0;
}

/* Leaves empty what the cell before and those from above reach into. */
static void
skip_spanned (GazetteTable  *self,
              GazetteWriter *writer)
{
  for (; self->n_empty > 0; self->n_empty--)
    gazette_writer_begin_cell (writer, NULL);

  while (self->column < GAZETTE_TABLE_MAX_COLUMNS && self->spans[self->column] > 0)
    {
      self->spans[self->column++]--;
      gazette_writer_begin_cell (writer, NULL);
    }
}

static GazetteAlign
parse_align (const char *value)
{
  static const char *const names[] = {
    [GAZETTE_ALIGN_LEFT] = "left",
    [GAZETTE_ALIGN_CENTER] = "center",
    [GAZETTE_ALIGN_RIGHT] = "right",
  };

  for (guint i = GAZETTE_ALIGN_LEFT; i <= GAZETTE_ALIGN_RIGHT; i++)
    {
      if (g_ascii_strncasecmp (value, names[i], strlen (names[i])) == 0)
        return i;
    }

  return GAZETTE_ALIGN_NONE;
}

/* That of the element alone: a property of style, or an attribute as of old. */
static GazetteAlign
read_align (const GumboNode *node)
{
  const char *attribute = gazette_html_get_attribute (node, "align");
  g_autofree char *property = gazette_element_dup_property (node, "text-align");
  GazetteAlign align = property != NULL ? parse_align (property) : GAZETTE_ALIGN_NONE;

  return align == GAZETTE_ALIGN_NONE && attribute != NULL ? parse_align (attribute) : align;
}

/* A cell from above does not reach into the row before, which is gone. */
static void
shorten_spanning (GazetteTable  *self,
                  GazetteWriter *writer)
{
  gint last = -1;

  for (guint i = 0; i < GAZETTE_TABLE_MAX_COLUMNS; i++)
    {
      gint owner = self->owners[i];

      /* Its own cells are gone with it. */
      if (owner != last && !gazette_writer_shorten_cell (writer, owner))
        self->owners[i] = -1;
      last = owner;
    }
}

/*
 * gazette_table_begin_row:
 * @self: a table
 * @writer: where it is written
 * @context: what holds for the table
 * @row: a `tr` element
 */
void
gazette_table_begin_row (GazetteTable         *self,
                         GazetteWriter        *writer,
                         const GazetteContext *context,
                         const GumboNode      *row)
{
  /* What the row before did not reach. */
  for (guint i = self->column; i < GAZETTE_TABLE_MAX_COLUMNS; i++)
    self->spans[i] -= self->spans[i] > 0;

  if (!gazette_writer_begin_row (writer, context))
    shorten_spanning (self, writer);
  for (guint i = 0; i < GAZETTE_TABLE_MAX_COLUMNS; i++)
    {
      if (self->spans[i] == 0)
        self->owners[i] = -1;
    }

  self->column = 0;
  self->n_empty = 0;
  self->in_header = is_header_row (row);
  self->align = read_align (row);
}

/* How many columns from this one on are not taken by cells from above. */
static guint
count_free (GazetteTable *self,
            guint         max)
{
  guint n = 1;

  while (n < max && self->column + n < GAZETTE_TABLE_MAX_COLUMNS && self->spans[self->column + n] == 0)
    n++;

  return n;
}

static guint
read_span (const GumboNode *cell,
           const char      *name,
           guint            max)
{
  const char *value = gazette_html_get_attribute (cell, name);
  guint64 span = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;

  return CLAMP (span, 1, max);
}

/*
 * gazette_table_begin_cell:
 * @self: a table, in a row
 * @writer: where it is written
 * @node: a `td` or `th` element
 *
 * Begins a cell. What it takes of further columns and rows is left empty.
 */
void
gazette_table_begin_cell (GazetteTable    *self,
                          GazetteWriter   *writer,
                          const GumboNode *node)
{
  GazetteCell cell = { .n_columns = 1, .n_rows = 1 };
  gint position;

  skip_spanned (self, writer);

  cell.column = self->column;
  cell.is_header = self->in_header || node->v.element.tag == GUMBO_TAG_TH;
  cell.align = read_align (node);
  if (cell.align == GAZETTE_ALIGN_NONE)
    cell.align = self->align;
  /* Further to the right, nothing reaches anywhere. */
  if (self->column < GAZETTE_TABLE_MAX_COLUMNS)
    {
      cell.n_columns = count_free (self, read_span (node, "colspan", GAZETTE_TABLE_MAX_COLUMNS));
      cell.n_rows = read_span (node, "rowspan", MAX_ROW_SPAN);
    }
  position = gazette_writer_begin_cell (writer, &cell);

  self->n_empty = cell.n_columns - 1;
  for (guint i = 0; i < cell.n_columns; i++, self->column++)
    {
      if (self->column >= GAZETTE_TABLE_MAX_COLUMNS)
        continue;
      self->spans[self->column] = cell.n_rows - 1;
      self->owners[self->column] = position;
    }
}
