/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-notice.h"
#include "gazette-page-private.h"
#include "gazette-ticket.h"

/* How long the main thread writes at a time, in microseconds. */
#define SLICE 4000

/* How long a page that is written waits for its lead picture, in milliseconds. */
#define LEAD_PATIENCE 120

/* Lines of the former screen that stay when paging. */
#define KEPT_LINES 2

G_DEFINE_FINAL_TYPE (GazettePage, gazette_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NEWSROOM,
  PROP_ARTICLE_ID,
  PROP_TITLE_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkAdjustment *
get_adjustment (GazettePage *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static void
set_title_visible (GazettePage *self,
                   gboolean     visible)
{
  if (self->title_visible == visible)
    return;

  self->title_visible = visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE_VISIBLE]);
}

static void
update_title_visible (GazettePage *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  guint n_pieces = page != NULL ? gazette_page_buffer_get_n_pieces (page) : 0;

  for (guint i = 0; i < MIN (3, n_pieces); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);
      GtkTextIter iter;
      int y;
      int height;

      if (piece->kind != GAZETTE_PIECE_TITLE)
        continue;
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &iter, piece->start);
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self->view), &iter, &y, &height);
      gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, 0, y + height, NULL, &y);
      set_title_visible (self, y > 0);
      return;
    }

  set_title_visible (self, TRUE);
}

static void
scrolled_cb (GazettePage *self)
{
  update_title_visible (self);
  gazette_page_pictures_update (self->pictures);
  gazette_page_slots_update (self->slots);
}

/* A page that fits on the screen has no line. */
static void
progress_cb (GazettePage *self)
{
  double progress;

  g_object_get (self->place, "progress", &progress, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), progress > 0);
  gtk_progress_bar_set_fraction (self->progress, MAX (progress, 0));
}

static void
hovered_link_cb (GazettePage *self)
{
  g_autofree char *link = NULL;

  g_object_get (self->view, "hovered-link", &link, NULL);
  gtk_label_set_label (self->link_status, link != NULL ? link : "");
  gtk_widget_set_visible (GTK_WIDGET (self->link_status), link != NULL);
}

static void
enlarge_cb (GazettePage    *self,
            GazettePicture *picture)
{
  g_autoptr(GPtrArray) pictures = gazette_page_pictures_dup_all (self->pictures);
  guint position;

  if (g_ptr_array_find (pictures, picture, &position))
    g_signal_emit_by_name (self, "enlarge", pictures, position);
}

/* The article, when its pictures come from the library alone; else 0. */
static gint64
get_saved_id (GazetteStored *stored)
{
  return stored->saved == GAZETTE_SAVED_COMPLETE || stored->saved == GAZETTE_SAVED_INCOMPLETE ? stored->id : 0;
}

static void lead_state_cb (GazettePage *self);

static void
forget_lead (GazettePage *self)
{
  g_clear_handle_id (&self->lead_source, g_source_remove);
  if (self->lead != NULL)
    g_signal_handlers_disconnect_by_func (self->lead, lead_state_cb, self);
  g_clear_object (&self->lead);
}

/* Takes the place of the former page, at once and whole. */
static void
present (GazettePage *self)
{
  g_autoptr(GazettePageBuffer) page = g_steal_pointer (&self->written);
  GazettePageBuffer *former = gazette_page_view_get_page (self->view);
  gboolean same = former != NULL && gazette_page_buffer_get_stored (former)->id == self->stored->id;

  gazette_page_place_keep (self->place);
  gazette_page_close_find_bar (self);
  if (self->scrolling != NULL)
    adw_animation_skip (self->scrolling);

  gazette_page_pictures_reset (self->pictures, self->newsroom);
  /* Some pictures of what is new are not kept yet. */
  gazette_page_pictures_set_saved (self->pictures, self->wants_changes ? 0 : get_saved_id (self->stored));
  gazette_page_view_set_page (self->view, page);
  /* Where one is among the changes is no place in the text. */
  if (self->wants_changes)
    gazette_page_place_begin (self->place, NULL);
  else if (same && !self->shows_changes)
    gazette_page_place_go_on (self->place);
  else
    gazette_page_place_begin (self->place, gazette_newsroom_get_library (self->newsroom));
  self->shows_changes = self->wants_changes;
  gazette_page_slots_begin (self->slots, self->newsroom, self->lead, gazette_page_place_get_top (self->place));
  gazette_page_show_marks (self);
  gazette_page_highlights_begin (self->highlights, self->newsroom, self->wants_changes ? NULL : page);
  forget_lead (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->stored->article->title,
                                  -1);
  gtk_stack_set_visible_child_name (self->stack, "article");
  scrolled_cb (self);
}

static gboolean
lead_late_cb (gpointer user_data)
{
  GazettePage *self = user_data;

  self->lead_source = 0;
  present (self);

  return G_SOURCE_REMOVE;
}

/* A lead picture that is at hand comes with the page, so that the text does not
 * move under the reader's eyes; one that is not is not waited for. */
static void
written (GazettePage *self)
{
  if (self->lead != NULL && gazette_picture_get_state (self->lead) == GAZETTE_PICTURE_LOADING)
    self->lead_source = g_timeout_add (LEAD_PATIENCE, lead_late_cb, self);
  else
    present (self);
}

static void
lead_state_cb (GazettePage *self)
{
  if (self->lead_source == 0)
    return;

  g_clear_handle_id (&self->lead_source, g_source_remove);
  present (self);
}

static void
hyphenated_cb (GazettePage       *self,
               GazettePageBuffer *page)
{
  /* Else it is on the screen, or not wanted any more. */
  if (page == self->written)
    written (self);
}

static void
hyphenate (GazettePage *self)
{
  if (!gazette_page_hyphens_begin (self->hyphens, self->written))
    written (self);
}

static gboolean
write_cb (gpointer user_data)
{
  GazettePage *self = user_data;

  if (gazette_page_buffer_write (self->written, g_get_monotonic_time () + SLICE))
    return G_SOURCE_CONTINUE;

  self->write_source = 0;
  hyphenate (self);

  return G_SOURCE_REMOVE;
}

static void
begin_writing (GazettePage     *self,
               GazetteDocument *document)
{
  self->written = gazette_page_buffer_new (self->stored, document);

  /* Most articles are written at once. */
  if (gazette_page_buffer_write (self->written, g_get_monotonic_time () + SLICE))
    self->write_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, write_cb, self, NULL);
  else
    hyphenate (self);
}

static void
show_failure (GazettePage *self,
              const char  *reason)
{
  g_autofree char *markup = g_markup_escape_text (reason, -1);
  const GazetteNotice notice = {
    "dialog-warning-symbolic", _("The Article Could Not Be Shown"), markup, _("Open in Browser"), "page.open-in-browser",
  };

  gazette_notice_put (self->stack, "error", &notice);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static DexFuture *
document_cb (DexFuture *future,
             gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePage) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Another article is wanted by now. */
  if (self == NULL || self->serial != ticket->id)
    return dex_future_new_true ();

  if (value != NULL)
    begin_writing (self, g_value_get_boxed (value));
  else
    show_failure (self, error->message);

  return dex_future_new_true ();
}

static void
begin_lead (GazettePage *self)
{
  const GazetteArticle *article = self->stored->article;

  self->lead = g_object_ref_sink (GAZETTE_PICTURE (gazette_picture_new (article->image, article->image_caption, 0, 0)));
  gazette_picture_set_saved (self->lead, get_saved_id (self->stored));
  g_signal_connect_swapped (self->lead, "notify::state", G_CALLBACK (lead_state_cb), self);
  gazette_page_pictures_load (self->pictures, self->lead, self->newsroom);
}

static void
stop_loading (GazettePage *self)
{
  self->serial++;
  g_clear_handle_id (&self->write_source, g_source_remove);
  g_clear_object (&self->written);
  dex_clear (&self->loading);
  forget_lead (self);
}

static void
begin_loading (GazettePage     *self,
               GazetteDocument *document)
{
  stop_loading (self);
  if (self->stored == NULL || self->newsroom == NULL)
    return;

  if (self->stored->article->image != NULL)
    begin_lead (self);
  gazette_page_highlights_leave (self->highlights);
  if (document != NULL)
    {
      begin_writing (self, document);
      return;
    }

  self->loading = dex_future_finally (self->wants_changes
                                        ? gazette_newsroom_load_changes (self->newsroom, self->stored->id)
                                        : gazette_newsroom_load_document (self->newsroom, self->stored),
                                      document_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static gboolean
gazette_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GAZETTE_PAGE (widget)->view));
}

static void
gazette_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GazettePage *self = GAZETTE_PAGE (object);

  switch (prop_id)
    {
    case PROP_NEWSROOM:
      g_value_set_object (value, self->newsroom);
      break;

    case PROP_ARTICLE_ID:
      g_value_set_int64 (value, gazette_page_get_article_id (self));
      break;

    case PROP_TITLE_VISIBLE:
      g_value_set_boolean (value, self->title_visible);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NEWSROOM:
      gazette_page_set_newsroom (GAZETTE_PAGE (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_page_dispose (GObject *object)
{
  GazettePage *self = GAZETTE_PAGE (object);

  stop_loading (self);
  g_clear_object (&self->scrolling);
  g_clear_object (&self->slots);
  g_clear_object (&self->pictures);
  g_clear_object (&self->place);
  g_clear_object (&self->hyphens);
  g_clear_object (&self->aloud);
  if (self->highlights != NULL)
    gazette_page_highlights_end (self->highlights);
  g_clear_object (&self->highlights);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_PAGE);
  g_clear_pointer (&self->stored, gazette_stored_unref);
  g_clear_pointer (&self->marks, g_strfreev);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  properties[PROP_NEWSROOM] = g_param_spec_object ("newsroom", NULL, NULL, GAZETTE_TYPE_NEWSROOM,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ARTICLE_ID] = g_param_spec_int64 ("article-id", NULL, NULL, 0, G_MAXINT64, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE_VISIBLE] = g_param_spec_boolean ("title-visible", NULL, NULL, TRUE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
gazette_page_class_init (GazettePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gazette_page_get_property;
  object_class->set_property = gazette_page_set_property;
  object_class->dispose = gazette_page_dispose;
  widget_class->grab_focus = gazette_page_grab_focus;
  install_properties (object_class);
  gazette_page_install_actions (widget_class);

  g_signal_new ("enlarge", GAZETTE_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_UINT);
  g_signal_new ("article-activated", GAZETTE_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/gazette_reader/Gazette/ui/gazette-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePage, box);
  gtk_widget_class_bind_template_child (widget_class, GazettePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GazettePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GazettePage, link_status);
  gtk_widget_class_bind_template_child (widget_class, GazettePage, progress);
}

/* The margins to the right and left of the column scroll, too. */
static void
add_view (GazettePage *self)
{
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  self->view = GAZETTE_PAGE_VIEW (gazette_page_view_new ());
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->view));
  adw_clamp_scrollable_set_unit (ADW_CLAMP_SCROLLABLE (clamp), ADW_LENGTH_UNIT_PX);
  g_object_bind_property (self->view, "column-width", clamp, "maximum-size", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->view, "column-width", clamp, "tightening-threshold", G_BINDING_SYNC_CREATE);
  gtk_scrolled_window_set_child (self->scroller, clamp);
}

static void
gazette_page_init (GazettePage *self)
{
  self->title_visible = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_view (self);
  self->pictures = gazette_page_pictures_new (self->view);
  self->slots = gazette_page_slots_new (self->view, self->pictures);
  self->place = gazette_page_place_new (self->view, get_adjustment (self));
  self->hyphens = gazette_page_hyphens_new (self->view);
  g_signal_connect_object (self->pictures, "enlarge", G_CALLBACK (enlarge_cb), self, G_CONNECT_SWAPPED);
  self->aloud = gazette_page_aloud_new (self->view);
  self->highlights = gazette_page_highlights_new (self->view, GTK_WIDGET (self));
  g_signal_connect_object (self->slots, "added", G_CALLBACK (gazette_page_highlights_show_in), self->highlights,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hyphens, "ready", G_CALLBACK (hyphenated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->place, "notify::progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::hovered-link", G_CALLBACK (hovered_link_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_page_new:
 *
 * Returns: (transfer floating): a page without an article
 */
GtkWidget *
gazette_page_new (void)
{
  return g_object_new (GAZETTE_TYPE_PAGE, NULL);
}

/**
 * gazette_page_set_newsroom:
 * @self: a page
 * @newsroom: (nullable): who gets documents and pictures
 */
void
gazette_page_set_newsroom (GazettePage     *self,
                           GazetteNewsroom *newsroom)
{
  g_return_if_fail (GAZETTE_IS_PAGE (self));

  if (!g_set_object (&self->newsroom, newsroom))
    return;

  begin_loading (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEWSROOM]);
}

/**
 * gazette_page_show_article:
 * @self: a page
 * @stored: (nullable): an article with its body
 * @document: (nullable): what gazette_newsroom_load_document() made of it; without it
 *   that is made first
 *
 * Shows an article from its beginning; the same article again, such as after
 * its text has changed, where it was. What is on the screen stays until then.
 */
void
gazette_page_show_article (GazettePage     *self,
                           GazetteStored   *stored,
                           GazetteDocument *document)
{
  g_autoptr(GazetteStored) former = NULL;

  g_return_if_fail (GAZETTE_IS_PAGE (self));

  self->wants_changes = FALSE;
  former = g_steal_pointer (&self->stored);
  self->stored = stored != NULL ? gazette_stored_ref (stored) : NULL;
  if (stored == NULL)
    {
      gazette_page_place_keep (self->place);
      gazette_page_close_find_bar (self);
      gazette_page_pictures_reset (self->pictures, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  begin_loading (self, document);

  if ((former != NULL ? former->id : 0) != gazette_page_get_article_id (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARTICLE_ID]);
}

/**
 * gazette_page_show_changes:
 * @self: a page with an article that was saved
 * @changes: whether what its source changed since is shown in its text
 */
void
gazette_page_show_changes (GazettePage *self,
                           gboolean     changes)
{
  g_return_if_fail (GAZETTE_IS_PAGE (self));

  changes = !!changes;
  if (self->wants_changes == changes)
    return;

  self->wants_changes = changes;
  begin_loading (self, NULL);
}

/**
 * gazette_page_note_state:
 * @self: a page
 * @stored: the article, as it is now
 *
 * Takes over whether it is saved, for the pictures that are not there yet. What is
 * shown stays.
 */
void
gazette_page_note_state (GazettePage   *self,
                         GazetteStored *stored)
{
  GazettePageBuffer *page;

  g_return_if_fail (GAZETTE_IS_PAGE (self));
  g_return_if_fail (stored != NULL);

  page = gazette_page_view_get_page (self->view);
  if (page != NULL && gazette_page_buffer_get_stored (page)->id == stored->id && !self->shows_changes)
    gazette_page_pictures_set_saved (self->pictures, get_saved_id (stored));
}

/**
 * gazette_page_get_article_id:
 * @self: a page
 *
 * Returns: the article that is shown, or about to be; 0 for none
 */
gint64
gazette_page_get_article_id (GazettePage *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE (self), 0);

  return self->stored != NULL ? self->stored->id : 0;
}

/**
 * gazette_page_is_complete:
 * @self: a page
 *
 * Returns: whether all pictures, tables and the like have their places in the text;
 *   those far from what is on the screen get them a little later than the others
 */
gboolean
gazette_page_is_complete (GazettePage *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE (self), FALSE);

  return gazette_page_slots_is_done (self->slots);
}

/**
 * gazette_page_reveal_picture:
 * @self: a page
 * @picture: one of its pictures
 *
 * Gives the focus to a picture, and scrolls to it; to the page, if it is of a
 * former one.
 */
void
gazette_page_reveal_picture (GazettePage    *self,
                             GazettePicture *picture)
{
  g_return_if_fail (GAZETTE_IS_PAGE (self));

  if (!gazette_page_pictures_reveal (self->pictures, picture))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * gazette_page_get_aloud:
 * @self: a page
 *
 * Returns: (transfer none): what reads it aloud
 */
GazettePageAloud *
gazette_page_get_aloud (GazettePage *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE (self), NULL);

  return self->aloud;
}

/**
 * gazette_page_get_highlights:
 * @self: a page
 *
 * Returns: (transfer none): what is highlighted on it
 */
GazettePageHighlights *
gazette_page_get_highlights (GazettePage *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE (self), NULL);

  return self->highlights;
}

/**
 * gazette_page_is_scrolled:
 * @self: a page
 *
 * Returns: whether it does not show its beginning any more
 */
gboolean
gazette_page_is_scrolled (GazettePage *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE (self), FALSE);

  return self->stored != NULL && gtk_adjustment_get_value (get_adjustment (self)) >= 1;
}

/**
 * gazette_page_keep_place:
 * @self: a page
 *
 * Keeps in the library how far its article was read, which happens by itself once
 * scrolling rests. For when there is no time to wait for that.
 */
void
gazette_page_keep_place (GazettePage *self)
{
  g_return_if_fail (GAZETTE_IS_PAGE (self));

  gazette_page_place_keep (self->place);
}

static void
scroll_to (GazettePage *self,
           double       value)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (self->scrolling == NULL)
    self->scrolling = adw_timed_animation_new (GTK_WIDGET (self), 0, 0, 200,
                                               adw_property_animation_target_new (G_OBJECT (adjustment), "value"));

  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->scrolling), gtk_adjustment_get_value (adjustment));
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->scrolling), value);
  adw_animation_play (self->scrolling);
}

/**
 * gazette_page_scroll_by_page:
 * @self: a page
 * @direction: 1 for down, -1 for up
 *
 * Scrolls by what fits on the screen, less a few lines to find one's way.
 *
 * Returns: %FALSE when there is nothing more in this direction
 */
gboolean
gazette_page_scroll_by_page (GazettePage *self,
                             int          direction)
{
  GtkAdjustment *adjustment;
  double last;
  double from;
  double to;

  g_return_val_if_fail (GAZETTE_IS_PAGE (self), FALSE);

  if (self->stored == NULL)
    return FALSE;

  /* From where the running animation will end. */
  adjustment = get_adjustment (self);
  from = self->scrolling != NULL && adw_animation_get_state (self->scrolling) == ADW_ANIMATION_PLAYING
           ? adw_timed_animation_get_value_to (ADW_TIMED_ANIMATION (self->scrolling))
           : gtk_adjustment_get_value (adjustment);
  last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  to = from + direction * (gtk_adjustment_get_page_size (adjustment) - KEPT_LINES * 28);
  to = CLAMP (to, 0, MAX (0, last));
  if (ABS (to - from) < 1)
    return FALSE;

  scroll_to (self, to);

  return TRUE;
}
