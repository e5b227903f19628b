/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-page-aloud.h"
#include "gazette-page-buffer-private.h"
#include "gazette-sentences.h"
#include "gazette-speaker.h"
#include "gazette-ticket.h"

/* Where on the screen the sentence comes to stand, from the top. */
#define WHERE 0.3

struct _GazettePageAloud
{
  GObject            parent_instance;

  GazettePageView   *view;
  GazetteSpeaker    *speaker;
  GazettePageBuffer *page;
  gboolean           active;
  gboolean           paused;
  gboolean           available;

  /* The piece that is read, its sentences, and which of them. */
  guint              piece;
  GArray            *sentences;
  guint              sentence;
};

G_DEFINE_FINAL_TYPE (GazettePageAloud, gazette_page_aloud, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_PAUSED,
  PROP_AVAILABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint failed_signal;

static void
set_flag (GazettePageAloud *self,
          gboolean         *flag,
          gboolean          value,
          guint             property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
gazette_page_aloud_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GazettePageAloud *self = GAZETTE_PAGE_ALOUD (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;

    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
unmark (GazettePageAloud *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->page == NULL)
    return;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->page), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->page), gazette_page_tags_get (self->page->tags, GAZETTE_TAG_SPOKEN),
                              &start, &end);
}

static void
end (GazettePageAloud *self)
{
  unmark (self);
  g_clear_object (&self->page);
  g_clear_pointer (&self->sentences, g_array_unref);
  set_flag (self, &self->paused, FALSE, PROP_PAUSED);
  set_flag (self, &self->active, FALSE, PROP_ACTIVE);
}

static void
gazette_page_aloud_dispose (GObject *object)
{
  GazettePageAloud *self = GAZETTE_PAGE_ALOUD (object);

  if (self->speaker != NULL)
    g_signal_handlers_disconnect_by_data (self->speaker, self);
  g_clear_object (&self->speaker);
  g_clear_object (&self->page);
  g_clear_pointer (&self->sentences, g_array_unref);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (gazette_page_aloud_parent_class)->dispose (object);
}

static void
gazette_page_aloud_class_init (GazettePageAloudClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = gazette_page_aloud_get_property;
  G_OBJECT_CLASS (klass)->dispose = gazette_page_aloud_dispose;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  failed_signal = g_signal_new ("failed", GAZETTE_TYPE_PAGE_ALOUD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gazette_page_aloud_init (GazettePageAloud *self)
{
}

/* What only a screen has is not read: where the article is from, code, films. */
static gboolean
is_read (const GazettePiece *piece)
{
  switch (piece->kind)
    {
    case GAZETTE_PIECE_TITLE:
    case GAZETTE_PIECE_STANDFIRST:
    case GAZETTE_PIECE_CAPTION:
      return TRUE;

    case GAZETTE_PIECE_BLOCK:
      return piece->block->kind == GAZETTE_BLOCK_PARAGRAPH || piece->block->kind == GAZETTE_BLOCK_HEADING ||
             (piece->block->kind == GAZETTE_BLOCK_TABLE && piece->anchor != NULL);

    case GAZETTE_PIECE_KICKER:
    case GAZETTE_PIECE_BYLINE:
    case GAZETTE_PIECE_LEAD_PICTURE:
    case GAZETTE_PIECE_NOTE:
    case GAZETTE_PIECE_FOOT:
    default:
      return FALSE;
    }
}

static char *
dup_text (GazettePageAloud *self,
          int               start,
          int               stop)
{
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &from, start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &to, stop);

  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->page), &from, &to, FALSE);
}

/* Of a table each row is said, and all of it is marked. */
static GArray *
find_sentences (GazettePageAloud   *self,
                const GazettePiece *piece)
{
  const char *language = gazette_page_buffer_get_stored (self->page)->article->language;
  int start = piece->kind == GAZETTE_PIECE_BLOCK ? piece->text_start : piece->start;
  g_autofree char *text = NULL;

  if (piece->anchor != NULL)
    {
      GazetteSentence whole = { piece->start, piece->end };
      GArray *one = g_array_new (FALSE, FALSE, sizeof (GazetteSentence));

      return g_array_append_val (one, whole);
    }

  text = dup_text (self, start, piece->end);

  return gazette_sentences_find (text, start, language);
}

/* Goes to a piece that is read and has a sentence, from @piece on. */
static gboolean
enter_piece (GazettePageAloud *self,
             guint             piece,
             int               direction)
{
  guint n_pieces = gazette_page_buffer_get_n_pieces (self->page);

  for (; piece < n_pieces; piece = direction > 0 ? piece + 1 : piece - 1)
    {
      const GazettePiece *candidate = gazette_page_buffer_get_piece (self->page, piece);
      g_autoptr(GArray) sentences = is_read (candidate) ? find_sentences (self, candidate) : NULL;

      if (sentences == NULL || sentences->len == 0)
        continue;
      g_clear_pointer (&self->sentences, g_array_unref);
      self->sentences = g_steal_pointer (&sentences);
      self->piece = piece;
      self->sentence = direction > 0 ? 0 : self->sentences->len - 1;

      return TRUE;
    }

  return FALSE;
}

static gboolean
step (GazettePageAloud *self,
      int               direction)
{
  if (direction > 0 && self->sentence + 1 < self->sentences->len)
    self->sentence++;
  else if (direction < 0 && self->sentence > 0)
    self->sentence--;
  else
    return enter_piece (self, self->piece + (guint) direction, direction);

  return TRUE;
}

static const GazetteSentence *
get_sentence (GazettePageAloud *self)
{
  return &g_array_index (self->sentences, GazetteSentence, self->sentence);
}

static gboolean
is_seen (GazettePageAloud      *self,
         const GazetteSentence *sentence)
{
  GdkRectangle visible;
  GdkRectangle first;
  GdkRectangle last;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, sentence->start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &iter, &first);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, sentence->end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &iter, &last);

  return last.y + last.height > visible.y && first.y < visible.y + visible.height;
}

static gboolean
is_seen_whole (GazettePageAloud      *self,
               const GazetteSentence *sentence)
{
  GdkRectangle visible;
  GdkRectangle last;
  GtkTextIter iter;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, sentence->end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), &iter, &last);

  return is_seen (self, sentence) && last.y + last.height <= visible.y + visible.height;
}

static char *
dup_words (GazettePageAloud      *self,
           const GazetteSentence *sentence)
{
  const GazettePiece *piece = gazette_page_buffer_get_piece (self->page, self->piece);
  char *words;

  if (piece->anchor == NULL)
    return dup_text (self, sentence->start, sentence->end);

  words = gazette_block_dup_text (piece->block);
  for (char *p = words; *p != '\0'; p++)
    {
      if (*p == '\t')
        *p = ',';
    }

  return words;
}

static void
speak (GazettePageAloud *self,
       gboolean          follow)
{
  const GazetteSentence *sentence = get_sentence (self);
  g_autofree char *words = dup_words (self, sentence);
  GtkTextIter start;
  GtkTextIter stop;

  unmark (self);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &start, sentence->start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &stop, sentence->end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->page), gazette_page_tags_get (self->page->tags, GAZETTE_TAG_SPOKEN),
                             &start, &stop);
  if (follow && !is_seen_whole (self, sentence))
    gazette_page_view_scroll_to (self->view, sentence->start, WHERE);

  if (!self->paused)
    gazette_speaker_speak (self->speaker, words, gazette_page_buffer_get_stored (self->page)->article->language);
}

static void
spoken_cb (GazettePageAloud *self)
{
  gboolean follow;

  if (!self->active || self->paused)
    return;

  /* Who has scrolled away wants to see something else. */
  follow = is_seen (self, get_sentence (self));
  if (step (self, 1))
    speak (self, follow);
  else
    end (self);
}

static void
failed_cb (GazettePageAloud *self,
           const char       *message)
{
  if (!self->active)
    return;

  end (self);
  g_signal_emit (self, failed_signal, 0, message);
}

/* Of what is selected the beginning, else what is at the top of the screen. */
static int
find_beginning (GazettePageAloud *self)
{
  GdkRectangle visible;
  GtkTextIter start;
  GtkTextIter stop;

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->page), &start, &stop))
    return gtk_text_iter_get_offset (&start);

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &start, visible.x, visible.y);

  return visible.y <= 0 ? 0 : gtk_text_iter_get_offset (&start);
}

static void
begin (GazettePageAloud *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  int offset;

  if (page == NULL)
    return;

  if (self->speaker == NULL)
    {
      self->speaker = gazette_speaker_new ();
      g_signal_connect_swapped (self->speaker, "spoken", G_CALLBACK (spoken_cb), self);
      g_signal_connect_swapped (self->speaker, "failed", G_CALLBACK (failed_cb), self);
    }

  self->page = g_object_ref (page);
  offset = find_beginning (self);
  if (!enter_piece (self, gazette_page_buffer_find_piece (page, offset), 1))
    {
      end (self);
      return;
    }
  while (self->sentence + 1 < self->sentences->len && get_sentence (self)->end <= offset)
    self->sentence++;
  set_flag (self, &self->active, TRUE, PROP_ACTIVE);
  speak (self, TRUE);
}

/**
 * gazette_page_aloud_new:
 * @view: the view; it is not kept alive
 *
 * Returns: (transfer full): a reader of its pages
 */
GazettePageAloud *
gazette_page_aloud_new (GazettePageView *view)
{
  GazettePageAloud *self = g_object_new (GAZETTE_TYPE_PAGE_ALOUD, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (gazette_page_aloud_stop), self, G_CONNECT_SWAPPED);

  return self;
}

static DexFuture *
looked_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazettePageAloud) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL)
    set_flag (self, &self->available, value != NULL && g_value_get_boolean (value), PROP_AVAILABLE);

  return dex_future_new_true ();
}

/**
 * gazette_page_aloud_look:
 * @self: a reader
 *
 * Looks whether there is something that speaks, and says so by and by.
 */
void
gazette_page_aloud_look (GazettePageAloud *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_ALOUD (self));

  dex_future_disown (dex_future_finally (gazette_speaker_look (), looked_cb, gazette_ticket_new (self, 0),
                                         gazette_ticket_free));
}

/**
 * gazette_page_aloud_toggle:
 * @self: a reader
 *
 * Begins to read, or pauses, or goes on with the sentence at which it did.
 */
void
gazette_page_aloud_toggle (GazettePageAloud *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_ALOUD (self));

  if (!self->active)
    {
      begin (self);
      return;
    }

  set_flag (self, &self->paused, !self->paused, PROP_PAUSED);
  if (self->paused)
    gazette_speaker_stop (self->speaker);
  else
    speak (self, TRUE);
}

/**
 * gazette_page_aloud_stop:
 * @self: a reader
 *
 * Ends.
 */
void
gazette_page_aloud_stop (GazettePageAloud *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE_ALOUD (self));

  if (!self->active)
    return;

  gazette_speaker_stop (self->speaker);
  end (self);
}

/**
 * gazette_page_aloud_skip:
 * @self: a reader
 * @direction: 1 for the next sentence, -1 for the one before
 */
void
gazette_page_aloud_skip (GazettePageAloud *self,
                         int               direction)
{
  g_return_if_fail (GAZETTE_IS_PAGE_ALOUD (self));

  if (!self->active)
    return;

  if (step (self, direction))
    speak (self, TRUE);
  else if (direction > 0)
    gazette_page_aloud_stop (self);
  else
    speak (self, TRUE);
}
