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

/* Between the lines of a row, beside the dot and the picture, and in the first line. */
#define SPACING        2
#define COLUMN_SPACING 8
#define LINE_SPACING   4

/* Title and summary, together. */
#define N_LINES 4

struct _GazetteHeadlineRow
{
  GtkWidget          parent_instance;

  GtkWidget         *dot;
  GtkLabel          *source;
  GtkLabel          *time;
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

static void
make_labels (GazetteHeadlineRow *self)
{
  self->source = GTK_LABEL (make_label ("caption"));
  gtk_label_set_ellipsize (self->source, PANGO_ELLIPSIZE_END);
  self->time = GTK_LABEL (make_label ("caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
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
}

/* By hand: a template takes as long to read as all of these to make. And without boxes:
 * they would lay out the title to find out how wide it would like to be. */
static void
make_content (GazetteHeadlineRow *self)
{
  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->dot, "dot");
  make_labels (self);
  gtk_widget_set_parent (self->dot, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->source), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->time), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->title), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->summary), GTK_WIDGET (self));
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

static int
measure (gpointer       widget,
         GtkOrientation orientation,
         int            for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);

  return natural;
}

/* Where it is from left to right. */
static void
place (GazetteHeadlineRow *self,
       gpointer            widget,
       int                 x,
       int                 y,
       int                 width,
       int                 height)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

/* Of the source as much as there is room for beside the time and the mark.
 *
 * Returns: how high the line is
 */
static int
place_line (GazetteHeadlineRow *self,
            int                 x,
            int                 width)
{
  int time_width = measure (self->time, GTK_ORIENTATION_HORIZONTAL, -1);
  int height = MAX (measure (self->source, GTK_ORIENTATION_VERTICAL, -1), measure (self->time, GTK_ORIENTATION_VERTICAL, -1));
  int room = width - time_width - LINE_SPACING;
  int source_width;
  int minimum;

  if (self->mark != NULL)
    {
      int mark_width = measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1);

      room -= mark_width + LINE_SPACING;
      height = MAX (height, measure (self->mark, GTK_ORIENTATION_VERTICAL, -1));
      place (self, self->mark, x + width - mark_width, 0, mark_width, height);
    }
  gtk_widget_measure (GTK_WIDGET (self->source), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &source_width, NULL, NULL);
  source_width = MAX (minimum, MIN (source_width, room));
  place (self, self->source, x, 0, source_width, height);
  place (self, self->time, x + source_width + LINE_SPACING, 0, time_width, height);

  return height;
}

static void
gazette_headline_row_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  GazetteHeadlineRow *self = GAZETTE_HEADLINE_ROW (widget);
  gboolean has_picture = self->picture != NULL && gtk_widget_get_visible (GTK_WIDGET (self->picture));
  int x = measure (self->dot, GTK_ORIENTATION_HORIZONTAL, -1);
  int text_width;
  int title_height;
  int y;

  place (self, self->dot, 0, 0, x, measure (self->dot, GTK_ORIENTATION_VERTICAL, -1));
  x += COLUMN_SPACING;
  text_width = MAX (0, width - x - (has_picture ? PICTURE_SIZE + COLUMN_SPACING : 0));
  y = place_line (self, x, text_width) + SPACING;
  title_height = measure (self->title, GTK_ORIENTATION_VERTICAL, text_width);
  place (self, self->title, x, y, text_width, title_height);
  y += title_height + SPACING;
  /* Letters of another script may be taller; what is too much is cut off. */
  height = MAX (height, y + measure (self->summary, GTK_ORIENTATION_VERTICAL, text_width));
  place (self, self->summary, x, y, text_width, height - y);
  if (has_picture)
    place (self, self->picture, width - PICTURE_SIZE, 0, PICTURE_SIZE, height);
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
      gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));
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

  g_clear_pointer (&self->mark, gtk_widget_unparent);
  self->progress = NULL;
  self->mark = make_mark (self, saved, copied);
  self->marked_state = saved;
  self->is_marked_copied = copied;
  if (self->mark != NULL)
    gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
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
  GtkWidget *child;

  drop_picture_load (self);
  follow_saving (self, NULL);
  /* GtkInscription of GTK 4.18 does not free those it has in the end. */
  if (self->summary != NULL)
    gtk_inscription_set_attributes (self->summary, NULL);
  if (self->headline != NULL)
    g_signal_handlers_disconnect_by_data (self->headline, self);
  g_clear_object (&self->headline);
  g_clear_object (&self->thumbnails);
  self->summary = NULL;
  self->mark = NULL;
  self->picture = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

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
