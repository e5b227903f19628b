/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-find-bar.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-cards.h"
#include "gazette-page-code.h"
#include "gazette-page-search.h"
#include "gazette-page-table.h"

/* Of more matches than these only the ones near the current one are coloured. */
#define MAX_COLOURED 1000

/* Where on the screen the current match comes to stand, from the top. */
#define WHERE 0.3

struct _GazetteFindBar
{
  AdwBin             parent_instance;

  GtkSearchBar      *bar;
  GtkEditable       *entry;
  GtkLabel          *count;
  GtkWidget         *previous;
  GtkWidget         *next;

  GazettePageView   *view;
  GazettePageBuffer *page;
  GazettePageSearch *search;
  GArray            *tables;
  GArray            *matches;
  guint              current;
};

/* A table or code on the page, which the page has one character for. */
typedef struct
{
  int                offset;
  GtkWidget         *widget;
  GazettePageSearch *search;
} Table;

/* Where a match is: in the page, or from @start on in the table or code at @offset. */
typedef struct
{
  int        offset;
  GtkWidget *table;
  int        start;
  guint      length;
} Match;

G_DEFINE_FINAL_TYPE (GazetteFindBar, gazette_find_bar, ADW_TYPE_BIN)

static void
clear_table (gpointer data)
{
  Table *table = data;

  g_object_unref (table->widget);
  gazette_page_search_free (table->search);
}

static guint
get_n_matches (GazetteFindBar *self)
{
  return self->matches != NULL ? self->matches->len : 0;
}

static void
remove_colours (GazetteFindBar *self)
{
  static const GazetteTag tags[] = { GAZETTE_TAG_MATCH, GAZETTE_TAG_CURRENT_MATCH };
  GtkTextIter start;
  GtkTextIter end;

  if (self->page == NULL)
    return;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->page), &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->page), gazette_page_tags_get (self->page->tags, tags[i]),
                                &start, &end);
  for (guint i = 0; i < self->tables->len; i++)
    {
      GtkWidget *widget = g_array_index (self->tables, Table, i).widget;

      if (GAZETTE_IS_PAGE_TABLE (widget))
        gazette_page_table_unmark (GAZETTE_PAGE_TABLE (widget));
      else
        gazette_code_text_unmark (gazette_page_code_get_text (GAZETTE_PAGE_CODE (widget)));
    }
}

/* Returns: the cell of the match, if it is in a table, or the code */
static GtkWidget *
colour_cell (GazetteFindBar *self,
             const Match    *match,
             GazetteTag      tag)
{
  g_autoptr(GdkRGBA) rgba = NULL;

  g_object_get (gazette_page_tags_get (self->page->tags, tag), "background-rgba", &rgba, NULL);
  if (GAZETTE_IS_PAGE_CODE (match->table))
    {
      GazetteCodeText *text = gazette_page_code_get_text (GAZETTE_PAGE_CODE (match->table));

      gazette_code_text_mark (text, (guint) match->start, match->length, rgba);

      return GTK_WIDGET (text);
    }

  return gazette_page_table_mark (GAZETTE_PAGE_TABLE (match->table), (guint) match->start, match->length, rgba);
}

static GtkWidget *
colour (GazetteFindBar *self,
        guint           position,
        GazetteTag      tag)
{
  const Match *match = &g_array_index (self->matches, Match, position);
  GtkTextIter start;
  GtkTextIter end;

  if (match->table != NULL)
    return colour_cell (self, match, tag);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &start, match->offset);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &end, match->offset + (int) match->length);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->page), gazette_page_tags_get (self->page->tags, tag), &start, &end);

  return NULL;
}

static void
update_count (GazetteFindBar *self)
{
  g_autofree char *text = NULL;
  guint n = get_n_matches (self);
  gboolean empty = gtk_editable_get_text (self->entry)[0] == 0;

  if (n > 0)
    /* TRANSLATORS: which of the matches this is: "3 of 12" */
    text = g_strdup_printf (_("%u of %u"), self->current + 1, n);
  else if (!empty)
    text = g_strdup (C_("matches", "None"));
  gtk_label_set_label (self->count, text != NULL ? text : "");

  gtk_widget_set_sensitive (self->previous, n > 1);
  gtk_widget_set_sensitive (self->next, n > 1);
  if (n == 0 && !empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_match (GazetteFindBar *self)
{
  guint first = self->current > MAX_COLOURED / 2 ? self->current - MAX_COLOURED / 2 : 0;
  GtkWidget *cell = NULL;

  remove_colours (self);
  for (guint i = first; i < MIN (get_n_matches (self), first + MAX_COLOURED); i++)
    {
      if (i == self->current)
        cell = colour (self, i, GAZETTE_TAG_CURRENT_MATCH);
      else
        colour (self, i, GAZETTE_TAG_MATCH);
    }
  if (cell != NULL && gtk_widget_get_mapped (cell))
    gazette_page_cards_scroll_to (GTK_TEXT_VIEW (self->view), cell,
                                  (guint) g_array_index (self->matches, Match, self->current).start, WHERE);
  else if (get_n_matches (self) > 0)
    gazette_page_view_scroll_to (self->view, g_array_index (self->matches, Match, self->current).offset, WHERE);
  update_count (self);
}

/* The first match that is not above what is on the screen. */
static guint
find_near (GazetteFindBar *self)
{
  GdkRectangle visible;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->view), &iter, visible.y, NULL);
  for (guint i = 0; i < get_n_matches (self); i++)
    {
      if (g_array_index (self->matches, Match, i).offset >= gtk_text_iter_get_offset (&iter))
        return i;
    }

  return 0;
}

static void
forget (GazetteFindBar *self)
{
  remove_colours (self);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->search, gazette_page_search_free);
  g_array_set_size (self->tables, 0);
  g_clear_object (&self->page);
}

static void
find_tables (GazetteFindBar *self)
{
  for (guint i = 0; i < gazette_page_buffer_get_n_pieces (self->page); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, i);
      g_autofree GtkWidget **widgets = NULL;
      Table table;
      guint n = 0;

      if (piece->anchor != NULL)
        widgets = gtk_text_child_anchor_get_widgets (piece->anchor, &n);
      if (n == 0 || (!GAZETTE_IS_PAGE_TABLE (widgets[0]) && !GAZETTE_IS_PAGE_CODE (widgets[0])))
        continue;

      table.offset = piece->start;
      table.widget = g_object_ref (widgets[0]);
      table.search = gazette_page_search_new (piece->block->text);
      g_array_append_val (self->tables, table);
    }
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  return one->offset != other->offset ? one->offset - other->offset : one->start - other->start;
}

static void
add_matches (GazetteFindBar    *self,
             GazettePageSearch *search,
             const Table       *table)
{
  g_autoptr(GArray) found = gazette_page_search_find (search, gtk_editable_get_text (self->entry));

  for (guint i = 0; i < found->len; i++)
    {
      const GazettePageMatch *it = &g_array_index (found, GazettePageMatch, i);
      Match match = { (int) it->start, NULL, 0, it->length };

      if (table != NULL)
        match = (Match) { table->offset, table->widget, (int) it->start, it->length };
      g_array_append_val (self->matches, match);
    }
}

static void
search_changed_cb (GazetteFindBar *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);

  if (!gtk_search_bar_get_search_mode (self->bar) || page == NULL)
    return;

  if (self->page != page)
    {
      GtkTextIter start;
      GtkTextIter end;
      g_autofree char *text = NULL;

      forget (self);
      g_set_object (&self->page, page);
      gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (page), &start, &end);
      /* A slice has a character for a widget, so that offsets are right. */
      text = gtk_text_buffer_get_slice (GTK_TEXT_BUFFER (page), &start, &end, TRUE);
      self->search = gazette_page_search_new (text);
      find_tables (self);
    }

  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  add_matches (self, self->search, NULL);
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table *table = &g_array_index (self->tables, Table, i);

      add_matches (self, table->search, table);
    }
  if (self->tables->len > 0)
    g_array_sort (self->matches, compare_matches);
  self->current = find_near (self);
  show_match (self);
}

static void
step (GazetteFindBar *self,
      guint           by)
{
  guint n = get_n_matches (self);

  if (n == 0)
    return;

  self->current = (self->current + by) % n;
  show_match (self);
}

static void
next_cb (GazetteFindBar *self)
{
  step (self, 1);
}

static void
previous_cb (GazetteFindBar *self)
{
  step (self, MAX (get_n_matches (self), 1) - 1);
}

static gboolean
key_pressed_cb (GazetteFindBar  *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  previous_cb (self);

  return GDK_EVENT_STOP;
}

static void
mode_changed_cb (GazetteFindBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    return;

  forget (self);
  update_count (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
gazette_find_bar_dispose (GObject *object)
{
  GazetteFindBar *self = GAZETTE_FIND_BAR (object);

  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->search, gazette_page_search_free);
  g_array_set_size (self->tables, 0);
  g_clear_object (&self->page);
  g_clear_weak_pointer (&self->view);
  /* Or the template would take it away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_FIND_BAR);

  G_OBJECT_CLASS (gazette_find_bar_parent_class)->dispose (object);
}

static void
gazette_find_bar_finalize (GObject *object)
{
  g_array_unref (GAZETTE_FIND_BAR (object)->tables);

  G_OBJECT_CLASS (gazette_find_bar_parent_class)->finalize (object);
}

static void
gazette_find_bar_class_init (GazetteFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_find_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, GazetteFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GazetteFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GazetteFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, GazetteFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
gazette_find_bar_init (GazetteFindBar *self)
{
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (self->tables, clear_table);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, self->entry);
}

/**
 * gazette_find_bar_set_view:
 * @self: a find bar
 * @view: whose page it searches; it outlives the bar's use
 */
void
gazette_find_bar_set_view (GazetteFindBar  *self,
                           GazettePageView *view)
{
  g_return_if_fail (GAZETTE_IS_FIND_BAR (self));

  g_set_weak_pointer (&self->view, view);
}

/**
 * gazette_find_bar_suggest:
 * @self: a find bar that is closed
 * @words: what it is to look for when it is opened
 */
void
gazette_find_bar_suggest (GazetteFindBar *self,
                          const char     *words)
{
  gtk_editable_set_text (self->entry, words);
}

/**
 * gazette_find_bar_open:
 * @self: a find bar
 *
 * Opens it, with what is selected in the page to be found, and takes the focus.
 */
void
gazette_find_bar_open (GazetteFindBar *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end) &&
      gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

      gtk_editable_set_text (self->entry, text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  search_changed_cb (self);
}

/**
 * gazette_find_bar_close:
 * @self: a find bar
 *
 * Closes it and takes the colours from the page.
 *
 * Returns: whether it was open
 */
gboolean
gazette_find_bar_close (GazetteFindBar *self)
{
  if (!gtk_search_bar_get_search_mode (self->bar))
    return FALSE;

  gtk_search_bar_set_search_mode (self->bar, FALSE);

  return TRUE;
}
