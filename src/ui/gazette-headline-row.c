/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ago.h"
#include "gazette-headline-row.h"
#include "gazette-headline-words.h"
#include "gazette-line-height.h"
#include "gazette-save-words.h"
#include "gazette-ticket.h"

/* A row that only flies by asks for no picture. */
#define PICTURE_DELAY 60

#define PICTURE_SIZE 64
#define MARK_SIZE    12

/* Room for a picture, a mark, a date and some letters. */
#define MIN_WIDTH 200

/* Between the lines of a row. */
#define SPACING 2

/* Title and summary, together. */
#define N_LINES 4

struct _GazetteHeadlineRow
{
  GtkWidget          parent_instance;

  GtkWidget         *content;
  GtkLabel          *source;
  GtkLabel          *time;
  GtkWidget         *line;
  GtkLabel          *title;
  GtkInscription    *summary;
  /* Most rows have no mark, and many no picture. */
  GtkWidget         *mark;
  GazetteSavedState  marked_state;
  gboolean           is_marked_copied;
  GtkLabel          *progress;
  GazetteNewsroom   *saver;
  GtkPicture        *picture;

  GazetteHeadline   *headline;
  GazetteThumbnails *thumbnails;
  DexFuture         *picture_load;
  guint              picture_source;
  guint              picture_serial;
};

/* Every row that is on the screen: once a minute they say anew how old they are. */
static GPtrArray *rows_on_screen;
static guint minute_source;

/* How high all rows are, and with what font that is so. */
static struct
{
  PangoFontDescription *font;
  PangoLanguage        *language;
  double                resolution;
  int                   height;
} measured;

G_DEFINE_FINAL_TYPE (GazetteHeadlineRow, gazette_headline_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
make_line (GazetteHeadlineRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->source = GTK_LABEL (make_label ("caption"));
  gtk_label_set_ellipsize (self->source, PANGO_ELLIPSIZE_END);
  self->time = GTK_LABEL (make_label ("caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->time), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->source));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->time));

  return line;
}

static GtkWidget *
make_text (GazetteHeadlineRow *self)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->line = make_line (self);
  self->title = GTK_LABEL (make_label ("headline-title"));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (self->title, 2);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_yalign (self->title, 0);
  self->summary = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->summary, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (self->summary, 0);
  gtk_inscription_set_yalign (self->summary, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "headline-summary");
  gtk_widget_set_vexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), self->line);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->summary));

  return text;
}

/* By hand: a template takes as long to read as all of these to make. */
static void
make_content (GazetteHeadlineRow *self)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_widget_add_css_class (dot, "dot");
  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->content), dot);
  gtk_box_append (GTK_BOX (self->content), make_text (self));
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
}

/* From the fonts alone, not from the words. */
static int
measure_lines (GazetteHeadlineRow *self)
{
  return gazette_line_height_get (GTK_WIDGET (self->source)) + 2 * SPACING +
         N_LINES * MAX (gazette_line_height_get (GTK_WIDGET (self->title)),
                        gazette_line_height_get (GTK_WIDGET (self->summary)));
}

static int
get_height (GazetteHeadlineRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoLanguage *language = pango_context_get_language (context);
  double resolution = pango_cairo_context_get_resolution (context);

  if (measured.font != NULL && measured.language == language && measured.resolution == resolution &&
      pango_font_description_equal (measured.font, font))
    return measured.height;

  measured.height = measure_lines (self);
  g_clear_pointer (&measured.font, pango_font_description_free);
  measured.font = pango_font_description_copy (font);
  measured.language = language;
  measured.resolution = resolution;

  return measured.height;
}

static void
gazette_headline_row_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  GazetteHeadlineRow *self = GAZETTE_HEADLINE_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* Of no concern to the words, too: they take what there is. */
      *minimum = MIN_WIDTH;
      *natural = MIN_WIDTH;
      return;
    }

  *minimum = get_height (self);
  *natural = *minimum;
}

static void
gazette_headline_row_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  GazetteHeadlineRow *self = GAZETTE_HEADLINE_ROW (widget);
  int minimum;

  /* Letters of another script may be taller; what is too much is cut off. */
  gtk_widget_measure (self->content, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (self->content, width, MAX (height, minimum), -1, NULL);
}

static GtkSizeRequestMode
gazette_headline_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
drop_picture_load (GazetteHeadlineRow *self)
{
  g_clear_handle_id (&self->picture_source, g_source_remove);
  dex_clear (&self->picture_load);
  self->picture_serial++;
}

static void
measure_picture (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  *minimum = *natural = PICTURE_SIZE;
}

static void
allocate_picture (GtkWidget *widget,
                  int        width,
                  int        height,
                  int        baseline)
{
}

static GtkPicture *
make_picture (void)
{
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                     "content-fit", GTK_CONTENT_FIT_COVER,
                                     "halign", GTK_ALIGN_CENTER,
                                     "valign", GTK_ALIGN_CENTER,
                                     "overflow", GTK_OVERFLOW_HIDDEN,
                                     NULL);

  /* By itself it would ask for more room once a picture is in it that is no square. */
  gtk_widget_set_layout_manager (picture, gtk_custom_layout_new (NULL, measure_picture, allocate_picture));
  gtk_widget_add_css_class (picture, "thumbnail");

  return GTK_PICTURE (picture);
}

static void
show_picture (GazetteHeadlineRow *self,
              GdkTexture         *texture,
              gboolean            is_visible)
{
  if (self->picture == NULL && !is_visible)
    return;

  if (self->picture == NULL)
    {
      self->picture = make_picture ();
      gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->picture));
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), is_visible);
}

static guint
get_picture_size (GazetteHeadlineRow *self)
{
  return PICTURE_SIZE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static DexFuture *
picture_loaded_cb (DexFuture *future,
                   gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteHeadlineRow) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  /* Else the row shows something else by now. */
  if (self != NULL && ticket->id == self->picture_serial)
    show_picture (self, value != NULL ? g_value_get_object (value) : NULL, value != NULL);

  return NULL;
}

/* The article, when its picture comes from the library alone; else 0. */
static gint64
get_saved_id (GazetteHeadlineRow *self)
{
  GazetteSavedState saved = gazette_headline_get_saved (self->headline);

  return saved == GAZETTE_SAVED_COMPLETE || saved == GAZETTE_SAVED_INCOMPLETE ? gazette_headline_get_id (self->headline)
                                                                              : 0;
}

static gboolean
load_picture_cb (gpointer user_data)
{
  GazetteHeadlineRow *self = user_data;
  DexFuture *future = gazette_thumbnails_load (self->thumbnails, gazette_headline_get_image (self->headline),
                                               get_picture_size (self), get_saved_id (self));

  self->picture_source = 0;
  self->picture_load = dex_future_finally (future, picture_loaded_cb,
                                           gazette_ticket_new (self, self->picture_serial), gazette_ticket_free);

  return G_SOURCE_REMOVE;
}

static void
update_picture (GazetteHeadlineRow *self)
{
  const char *image = gazette_headline_get_image (self->headline);
  GdkTexture *texture = NULL;

  drop_picture_load (self);

  if (image == NULL || gazette_thumbnails_peek (self->thumbnails, image, get_picture_size (self), &texture))
    {
      show_picture (self, texture, texture != NULL);
      return;
    }

  /* Its place is kept free, so that the text does not move when it is there. */
  show_picture (self, NULL, TRUE);
  self->picture_source = g_timeout_add (PICTURE_DELAY, load_picture_cb, self);
}

static void
update_time (GazetteHeadlineRow *self)
{
  g_autofree char *ago = NULL;
  g_autofree char *text = NULL;

  if (self->headline == NULL)
    return;

  ago = gazette_ago_format (gazette_headline_get_published (self->headline), g_get_real_time () / G_USEC_PER_SEC);
  if (*ago != '\0')
    text = g_strconcat ("· ", ago, NULL);
  gtk_label_set_text (self->time, text != NULL ? text : "");
}

/* Notes often have no title: then they begin with what they say. */
static const char *
get_title (GazetteHeadlineRow *self)
{
  const char *title = gazette_headline_get_title (self->headline);

  return *title != '\0' ? title : gazette_headline_get_summary (self->headline);
}

static void
update_text (GazetteHeadlineRow *self)
{
  const char *excerpt = gazette_headline_get_excerpt (self->headline);
  const char *title = get_title (self);
  const char *summary = gazette_headline_get_summary (self->headline);

  if (title == summary)
    summary = "";

  gtk_label_set_text (self->title, title);
  if (excerpt != NULL && *excerpt != '\0')
    {
      gazette_headline_words_show_excerpt (self->summary, excerpt);
    }
  else
    {
      gtk_inscription_set_text (self->summary, summary);
      gtk_inscription_set_attributes (self->summary, NULL);
    }
  gtk_label_set_text (self->source, gazette_headline_get_source_title (self->headline));
  update_time (self);
}

static GtkWidget *
make_icon (const char *name,
           const char *style,
           const char *tooltip)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), MARK_SIZE);
  gtk_widget_add_css_class (icon, style);
  gtk_widget_set_tooltip_text (icon, tooltip);

  return icon;
}

static void
show_progress (GazetteHeadlineRow *self,
               guint               n_done,
               guint               n_all)
{
  g_autofree char *text = n_all > 0 ? gazette_save_words_dup_progress (n_done, n_all) : NULL;
  g_autofree char *tooltip = gazette_save_words_dup_tooltip (n_done, n_all);

  gtk_label_set_label (self->progress, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), text != NULL);
  gtk_widget_set_tooltip_text (self->mark, tooltip);
}

static void
save_progress_cb (GazetteHeadlineRow *self,
                  gint64              article_id,
                  guint               n_done,
                  guint               n_all)
{
  if (self->headline != NULL && gazette_headline_get_id (self->headline) == article_id && self->progress != NULL)
    show_progress (self, n_done, n_all);
}

/* Only a row whose article is being saved listens. */
static void
follow_saving (GazetteHeadlineRow *self,
               GazetteNewsroom    *newsroom)
{
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_func (self->saver, save_progress_cb, self);
  g_set_object (&self->saver, newsroom);
  if (newsroom != NULL)
    g_signal_connect_swapped (newsroom, "save-progress", G_CALLBACK (save_progress_cb), self);
}

static GtkWidget *
make_saving_mark (GazetteHeadlineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *spinner = adw_spinner_new ();

  gtk_widget_set_size_request (spinner, MARK_SIZE, MARK_SIZE);
  self->progress = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "dimmed");
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));

  return box;
}

static GtkWidget *
make_mark (GazetteHeadlineRow *self,
           GazetteSavedState   state,
           gboolean            copied)
{
  switch (state)
    {
    case GAZETTE_SAVED_COMPLETE:
      return make_icon ("user-bookmarks-symbolic", "accent", _("Saved"));

    case GAZETTE_SAVED_INCOMPLETE:
      return make_icon ("dialog-warning-symbolic", "warning", _("Saved, but some of its pictures could not be had"));

    case GAZETTE_SAVED_SAVING:
      return make_saving_mark (self);

    case GAZETTE_SAVED_NONE:
    default:
      return copied ? make_icon ("folder-download-symbolic", "dimmed", _("On this device")) : NULL;
    }
}

static void
update_state (GazetteHeadlineRow *self)
{
  GazetteSavedState saved = gazette_headline_get_saved (self->headline);
  gboolean copied = gazette_headline_get_copied (self->headline);
  gboolean unread = gazette_headline_get_loaded (self->headline) && !gazette_headline_get_read (self->headline);

  if (unread)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");

  if (self->marked_state == saved && self->is_marked_copied == copied)
    return;

  if (self->mark != NULL)
    gtk_box_remove (GTK_BOX (self->line), self->mark);
  self->progress = NULL;
  self->mark = make_mark (self, saved, copied);
  self->marked_state = saved;
  self->is_marked_copied = copied;
  if (self->mark != NULL)
    gtk_box_append (GTK_BOX (self->line), self->mark);
}

/* A row may be bound again while its article is being saved. */
static void
update_saving (GazetteHeadlineRow *self)
{
  GazetteNewsroom *newsroom = NULL;
  guint n_done;
  guint n_all;

  if (self->headline != NULL && gazette_headline_get_saved (self->headline) == GAZETTE_SAVED_SAVING)
    newsroom = gazette_thumbnails_get_newsroom (self->thumbnails);
  if (newsroom != self->saver)
    follow_saving (self, newsroom);
  if (newsroom == NULL)
    return;

  gazette_newsroom_get_save_progress (newsroom, gazette_headline_get_id (self->headline), &n_done, &n_all);
  show_progress (self, n_done, n_all);
}

static void
update (GazetteHeadlineRow *self)
{
  update_text (self);
  update_state (self);
  update_saving (self);
  update_picture (self);
}

static void
headline_notify_cb (GazetteHeadlineRow *self,
                    GParamSpec         *pspec)
{
  const char *name = g_param_spec_get_name (pspec);

  if (g_str_equal (name, "image"))
    {
      update_picture (self);
    }
  else if (g_str_equal (name, "read") || g_str_equal (name, "saved") || g_str_equal (name, "loaded"))
    {
      update_state (self);
      update_saving (self);
    }
  else
    {
      update_text (self);
    }
}

static gboolean
minute_cb (gpointer user_data)
{
  for (guint i = 0; i < rows_on_screen->len; i++)
    update_time (rows_on_screen->pdata[i]);

  return G_SOURCE_CONTINUE;
}

static void
gazette_headline_row_map (GtkWidget *widget)
{
  GazetteHeadlineRow *self = GAZETTE_HEADLINE_ROW (widget);

  GTK_WIDGET_CLASS (gazette_headline_row_parent_class)->map (widget);

  if (self->headline != NULL)
    {
      update_time (self);
      if (self->picture == NULL || gtk_picture_get_paintable (self->picture) == NULL)
        update_picture (self);
    }
  if (rows_on_screen == NULL)
    rows_on_screen = g_ptr_array_new ();
  g_ptr_array_add (rows_on_screen, widget);
  if (minute_source == 0)
    minute_source = g_timeout_add_seconds (60, minute_cb, NULL);
}

static void
gazette_headline_row_unmap (GtkWidget *widget)
{
  drop_picture_load (GAZETTE_HEADLINE_ROW (widget));
  g_ptr_array_remove_fast (rows_on_screen, widget);
  if (rows_on_screen->len == 0)
    {
      g_clear_handle_id (&minute_source, g_source_remove);
      g_clear_pointer (&rows_on_screen, g_ptr_array_unref);
    }

  GTK_WIDGET_CLASS (gazette_headline_row_parent_class)->unmap (widget);
}

static void
scale_factor_changed_cb (GazetteHeadlineRow *self)
{
  if (self->headline != NULL)
    update_picture (self);
}

static void
gazette_headline_row_dispose (GObject *object)
{
  GazetteHeadlineRow *self = GAZETTE_HEADLINE_ROW (object);

  drop_picture_load (self);
  follow_saving (self, NULL);
  /* GtkInscription of GTK 4.18 does not free those it has in the end. */
  if (self->summary != NULL)
    gtk_inscription_set_attributes (self->summary, NULL);
  if (self->headline != NULL)
    g_signal_handlers_disconnect_by_data (self->headline, self);
  g_clear_object (&self->headline);
  g_clear_object (&self->thumbnails);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (gazette_headline_row_parent_class)->dispose (object);
}

static void
gazette_headline_row_class_init (GazetteHeadlineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gazette_headline_row_dispose;
  widget_class->map = gazette_headline_row_map;
  widget_class->unmap = gazette_headline_row_unmap;
  widget_class->measure = gazette_headline_row_measure;
  widget_class->size_allocate = gazette_headline_row_size_allocate;
  widget_class->get_request_mode = gazette_headline_row_get_request_mode;
}

static void
gazette_headline_row_init (GazetteHeadlineRow *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "headline");
  make_content (self);

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
}

/**
 * gazette_headline_row_new:
 *
 * Returns: (transfer full): an empty row
 */
GtkWidget *
gazette_headline_row_new (void)
{
  return g_object_new (GAZETTE_TYPE_HEADLINE_ROW, NULL);
}

/**
 * gazette_headline_row_bind:
 * @self: a row
 * @headline: what to show
 * @thumbnails: where its picture comes from
 *
 * Shows a headline, and follows it.
 */
void
gazette_headline_row_bind (GazetteHeadlineRow *self,
                           GazetteHeadline    *headline,
                           GazetteThumbnails  *thumbnails)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_ROW (self));
  g_return_if_fail (GAZETTE_IS_HEADLINE (headline));
  g_return_if_fail (GAZETTE_IS_THUMBNAILS (thumbnails));

  gazette_headline_row_unbind (self);

  self->headline = g_object_ref (headline);
  self->thumbnails = g_object_ref (thumbnails);
  g_signal_connect_swapped (headline, "notify", G_CALLBACK (headline_notify_cb), self);
  update (self);
}

/**
 * gazette_headline_row_unbind:
 * @self: a row
 *
 * Lets its headline and its picture go.
 */
void
gazette_headline_row_unbind (GazetteHeadlineRow *self)
{
  g_return_if_fail (GAZETTE_IS_HEADLINE_ROW (self));

  drop_picture_load (self);
  follow_saving (self, NULL);
  if (self->headline != NULL)
    g_signal_handlers_disconnect_by_data (self->headline, self);
  g_clear_object (&self->headline);
  g_clear_object (&self->thumbnails);
  if (self->picture != NULL)
    gtk_picture_set_paintable (self->picture, NULL);
}

/**
 * gazette_headline_row_get_headline:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GazetteHeadline *
gazette_headline_row_get_headline (GazetteHeadlineRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_ROW (self), NULL);

  return self->headline;
}

/**
 * gazette_headline_row_dup_name:
 * @self: a row
 *
 * Returns: (transfer full): what assistive technology calls it: its title
 */
char *
gazette_headline_row_dup_name (GazetteHeadlineRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_ROW (self), NULL);

  return g_strdup (self->headline != NULL ? get_title (self) : "");
}

/**
 * gazette_headline_row_dup_remark:
 * @self: a row
 *
 * Returns: (transfer full): what else assistive technology says of it
 */
char *
gazette_headline_row_dup_remark (GazetteHeadlineRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE_ROW (self), NULL);

  return self->headline != NULL ? gazette_headline_words_dup_remark (self->headline) : g_strdup ("");
}
