/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-hyphens.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-hyphens.h"
#include "gazette-ticket.h"
#include "gazette-typography.h"
#include "gazette-worker.h"

/* How long the main thread marks at a time, in microseconds. */
#define SLICE 4000

/* How long a page waits for its hyphens, in milliseconds. The patterns of German take
 * libhyphen seconds to load, the first time. */
#define PATIENCE 120

struct _GazettePageHyphens
{
  GObject            parent_instance;

  GazettePageView   *view;
  GazetteTypography *typography;
  GazetteWorker     *worker;

  /* The page that is under way, its syllables by block, and how far that is. */
  GazettePageBuffer *page;
  DexFuture         *finding;
  GPtrArray         *syllables;
  guint              next_piece;
  guint              next_syllable;
  guint              mark_source;
  guint              late_source;
  gint64             serial;
};

G_DEFINE_FINAL_TYPE (GazettePageHyphens, gazette_page_hyphens, G_TYPE_OBJECT)

typedef struct
{
  GazetteDocument *document;
  char            *language;
} Task;

static void
free_task (gpointer data)
{
  Task *task = data;

  gazette_document_unref (task->document);
  g_free (task->language);
  g_free (task);
}

/* Of a block that has any. */
static void
free_syllables (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static gboolean
is_running_text (const GazetteBlock *block)
{
  return block->kind == GAZETTE_BLOCK_PARAGRAPH && block->direction != GAZETTE_DIRECTION_RTL &&
         (block->role == GAZETTE_ROLE_NONE || block->role == GAZETTE_ROLE_SUMMARY);
}

/* Leaves syllables alone that have two looks, which the layout would take for two,
 * and what is to be typed as it is. */
static void
drop_styled (GArray             *syllables,
             const GazetteBlock *block)
{
  guint offset = 0;
  guint byte = 0;
  guint i = 0;

  for (guint j = 0; block->runs != NULL && j < block->runs->len; j++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, j);
      gboolean is_literal = (run->style & (GAZETTE_STYLE_CODE | GAZETTE_STYLE_KEY)) != 0;
      guint start = offset + (guint) g_utf8_pointer_to_offset (block->text + byte, block->text + run->start);
      guint end = start + (guint) g_utf8_pointer_to_offset (block->text + run->start, block->text + run->end);

      while (i < syllables->len && g_array_index (syllables, GazetteSyllable, i).end <= start)
        i++;
      for (guint k = i; k < syllables->len && g_array_index (syllables, GazetteSyllable, k).start < end; k++)
        {
          GazetteSyllable *syllable = &g_array_index (syllables, GazetteSyllable, k);

          if (is_literal || syllable->start < start || syllable->end > end)
            syllable->end = syllable->start;
        }
      offset = end;
      byte = run->end;
    }
}

static gboolean
find_cb (gpointer   data,
         GValue    *result,
         GError   **error)
{
  Task *task = data;
  guint n_blocks = gazette_document_get_n_blocks (task->document);
  GPtrArray *syllables = g_ptr_array_new_full (n_blocks, free_syllables);

  g_ptr_array_set_size (syllables, (int) n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (task->document, i);
      GArray *found;

      if (!is_running_text (block))
        continue;
      found = gazette_hyphens_find (block->text, task->language);
      if (found == NULL)
        break;
      drop_styled (found, block);
      g_ptr_array_index (syllables, i) = found;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, syllables);

  return TRUE;
}

static void
stop (GazettePageHyphens *self)
{
  self->serial++;
  g_clear_handle_id (&self->mark_source, g_source_remove);
  g_clear_handle_id (&self->late_source, g_source_remove);
  dex_clear (&self->finding);
  g_clear_pointer (&self->syllables, g_ptr_array_unref);
  g_clear_object (&self->page);
}

static void
mark (GazettePageHyphens    *self,
      const GazettePiece    *piece,
      const GazetteSyllable *syllable)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->page);
  GtkTextIter start;
  GtkTextIter end;

  if (syllable->start >= syllable->end || piece->text_start + (int) syllable->end > piece->end)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, piece->text_start + (int) syllable->start);
  end = start;
  gtk_text_iter_forward_chars (&end, (int) (syllable->end - syllable->start));
  gtk_text_buffer_apply_tag (buffer, gazette_page_tags_get (self->page->tags, GAZETTE_TAG_SYLLABLE), &start, &end);
}

/* Pieces have the blocks of the document in their order. */
static GArray *
get_syllables (GazettePageHyphens *self,
               const GazettePiece *piece,
               guint              *block)
{
  if (piece->block == NULL || piece->kind != GAZETTE_PIECE_BLOCK || piece->indent.rtl)
    return NULL;

  while (*block < self->syllables->len && gazette_document_get_block (self->page->document, *block) != piece->block)
    ++*block;

  return *block < self->syllables->len ? g_ptr_array_index (self->syllables, *block) : NULL;
}

/* Goes on until that time. Returns: whether there is more to mark */
static gboolean
mark_until (GazettePageHyphens *self,
            gint64              until)
{
  guint block = 0;

  for (; self->next_piece < self->page->pieces->len; self->next_piece++, self->next_syllable = 0)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, self->next_piece);
      GArray *syllables = get_syllables (self, piece, &block);

      while (syllables != NULL && self->next_syllable < syllables->len)
        {
          mark (self, piece, &g_array_index (syllables, GazetteSyllable, self->next_syllable++));
          if (self->next_syllable % 64 == 0 && g_get_monotonic_time () >= until)
            return TRUE;
        }
      if (g_get_monotonic_time () >= until)
        {
          self->next_piece++;
          self->next_syllable = 0;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
mark_cb (gpointer user_data)
{
  GazettePageHyphens *self = user_data;
  g_autoptr(GazettePageBuffer) page = NULL;

  if (self->page == gazette_page_view_get_page (self->view))
    g_signal_emit_by_name (self->view, "relayout");
  if (mark_until (self, g_get_monotonic_time () + SLICE))
    return G_SOURCE_CONTINUE;

  self->mark_source = 0;
  page = g_object_ref (self->page);
  page->is_hyphenated = TRUE;
  stop (self);
  g_signal_emit_by_name (self, "ready", page);

  return G_SOURCE_REMOVE;
}

static DexFuture *
found_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePageHyphens) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->serial != ticket->id)
    return dex_future_new_true ();

  self->syllables = g_value_dup_boxed (value);
  self->next_piece = 0;
  self->next_syllable = 0;
  self->mark_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, mark_cb, self, NULL);

  return dex_future_new_true ();
}

/* Without them for now: they are marked when it is on the screen. */
static gboolean
late_cb (gpointer user_data)
{
  GazettePageHyphens *self = user_data;

  self->late_source = 0;
  g_signal_emit_by_name (self, "ready", self->page);

  return G_SOURCE_REMOVE;
}

/* A page that is on the screen. */
static void
changed_cb (GazettePageHyphens *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);

  if (self->page == NULL && page != NULL)
    gazette_page_hyphens_begin (self, page);
}

static void
gazette_page_hyphens_dispose (GObject *object)
{
  GazettePageHyphens *self = GAZETTE_PAGE_HYPHENS (object);

  stop (self);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->typography);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (gazette_page_hyphens_parent_class)->dispose (object);
}

static void
gazette_page_hyphens_class_init (GazettePageHyphensClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_page_hyphens_dispose;

  g_signal_new ("ready", GAZETTE_TYPE_PAGE_HYPHENS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GAZETTE_TYPE_PAGE_BUFFER);
}

static void
gazette_page_hyphens_init (GazettePageHyphens *self)
{
  self->typography = gazette_typography_dup ();
  g_signal_connect_object (self->typography, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_page_hyphens_new:
 * @view: shows the pages
 *
 * Returns: (transfer full): the hyphens of pages
 */
GazettePageHyphens *
gazette_page_hyphens_new (GazettePageView *view)
{
  GazettePageHyphens *self = g_object_new (GAZETTE_TYPE_PAGE_HYPHENS, NULL);

  g_set_weak_pointer (&self->view, view);

  return self;
}

/**
 * gazette_page_hyphens_begin:
 * @self: the hyphens of pages
 * @page: a page that is written
 *
 * Begins with a page; whichever was under way is forgotten.
 *
 * Returns: whether there is something to do, after which GazettePageHyphens::ready
 *   comes
 */
gboolean
gazette_page_hyphens_begin (GazettePageHyphens *self,
                            GazettePageBuffer  *page)
{
  Task *task;

  g_return_val_if_fail (GAZETTE_IS_PAGE_HYPHENS (self), FALSE);
  g_return_val_if_fail (GAZETTE_IS_PAGE_BUFFER (page), FALSE);

  stop (self);
  if (page->is_hyphenated || page->stored->article->language == NULL ||
      !gazette_typography_is_justified (self->typography))
    return FALSE;

  self->page = g_object_ref (page);
  task = g_new0 (Task, 1);
  task->document = gazette_document_ref (page->document);
  task->language = g_strdup (page->stored->article->language);
  /* Nothing else is to wait for patterns that are loaded. */
  if (self->worker == NULL)
    self->worker = gazette_worker_new ("hyphens", 1);
  self->late_source = g_timeout_add (PATIENCE, late_cb, self);
  self->finding = dex_future_finally (gazette_worker_run (self->worker, find_cb, task, free_task),
                                      found_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);

  return TRUE;
}
