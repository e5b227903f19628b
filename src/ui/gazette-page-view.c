/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-page-bars.h"
#include "gazette-page-chips.h"
#include "gazette-page-folds.h"
#include "gazette-page-foot.h"
#include "gazette-page-links.h"
#include "gazette-page-look.h"
#include "gazette-page-node.h"
#include "gazette-page-remains.h"
#include "gazette-page-view.h"

#define MARGIN 32
#define NARROW_MARGIN 16
#define NARROW_WIDTH 600

/* How much larger the title is than the body, and in a column that is narrow. */
#define TITLE 2.0
#define NARROW_TITLE 1.6
#define NARROW_COLUMN 420

/* A widget in the text, which of its characters it is, and by how much it is narrower
 * than the column. */
typedef struct
{
  GtkWidget *widget;
  int        offset;
  int        margin;
} Slot;

struct _GazettePageView
{
  GtkTextView         parent_instance;

  GazettePageBuffer  *page;
  GArray             *slots;
  GazetteTypography  *typography;
  GazettePageLook     look;
  int                 column;
  int                 column_width;
  GazettePageMenu    *menu;
  GazettePageLinks   *links;
  GazettePageRemains *remains;

  /* How many widgets the page has, and whether somebody wants to know what it holds. */
  guint               n_slots;
  gboolean            wants_nodes;
  GazettePageNodes   *nodes;
};

static void gazette_page_view_init_accessible (GtkAccessibleInterface *iface);

static GtkAccessibleInterface *parent_accessible;

G_DEFINE_FINAL_TYPE_WITH_CODE (GazettePageView, gazette_page_view, GTK_TYPE_TEXT_VIEW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, gazette_page_view_init_accessible))

enum
{
  PROP_0,
  PROP_COLUMN_WIDTH,
  PROP_HOVERED_LINK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Once all widgets are there, which are among the nodes. */
static void
add_nodes (GazettePageView *self)
{
  if (self->wants_nodes && self->nodes == NULL && self->page != NULL && self->slots->len >= self->n_slots)
    self->nodes = gazette_page_nodes_new (self);
}

/* While that is told of, those of the same page are asked for once more. */
static void
drop_nodes (GazettePageView *self)
{
  if (self->nodes != NULL)
    gazette_page_nodes_free (self->nodes, self->remains);
  self->nodes = NULL;
}

/* Only what tells others about the page asks for this; GTK itself does where something is
 * told of a widget on it. */
static GtkAccessible *
gazette_page_view_get_first_accessible_child (GtkAccessible *accessible)
{
  GAZETTE_PAGE_VIEW (accessible)->wants_nodes = TRUE;
  add_nodes (GAZETTE_PAGE_VIEW (accessible));

  return parent_accessible->get_first_accessible_child (accessible);
}

static void
gazette_page_view_init_accessible (GtkAccessibleInterface *iface)
{
  parent_accessible = g_type_interface_peek_parent (iface);
  iface->get_first_accessible_child = gazette_page_view_get_first_accessible_child;
}

static const GazettePiece *
find_title (GazettePageBuffer *page)
{
  for (guint i = 0; i < MIN (3, gazette_page_buffer_get_n_pieces (page)); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);

      if (piece->kind == GAZETTE_PIECE_TITLE)
        return piece;
    }

  return NULL;
}

static void
balance_title (GazettePageView *self)
{
  const GazettePiece *piece = self->page != NULL ? find_title (self->page) : NULL;
  GazetteStored *stored;

  self->look.title_scale = self->column < NARROW_COLUMN ? NARROW_TITLE : TITLE;
  self->look.title_margin = 0;
  if (piece == NULL || self->column <= 0)
    return;

  stored = gazette_page_buffer_get_stored (self->page);
  self->look.title_rtl = piece->indent.rtl;
  self->look.title_margin = gazette_page_look_balance (&self->look, GTK_WIDGET (self),
                                                       stored->article->title, self->column);
}

static void
apply_look (GazettePageView *self)
{
  balance_title (self);
  if (self->page != NULL)
    gazette_page_buffer_set_look (self->page, &self->look);
}

static void
resize_slots (GazettePageView *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      gtk_widget_set_size_request (slot->widget, MAX (1, self->column - slot->margin), -1);
    }
}

static void
read_look (GazettePageView *self,
           GazettePageLook *look)
{
  const char *title = self->page != NULL ? gazette_page_buffer_get_stored (self->page)->article->title : NULL;

  gazette_page_look_read (look, GTK_WIDGET (self), self->typography, title);
}

static void
update_look (GazettePageView *self)
{
  GazettePageLook look = { .language = self->look.language };
  int width = gazette_page_look_measure_column (GTK_WIDGET (self), self->typography) + 2 * MARGIN;

  read_look (self, &look);
  look.title_scale = self->look.title_scale;
  look.title_margin = self->look.title_margin;
  look.title_rtl = self->look.title_rtl;
  if (!gazette_page_look_equal (&look, &self->look))
    {
      g_signal_emit_by_name (self, "relayout");
      self->look = look;
      apply_look (self);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }

  if (width != self->column_width)
    {
      self->column_width = width;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMN_WIDTH]);
    }
}

/* A language may have fonts of its own, whose lines are higher. GTK 4.18 tells others of
 * the language that a tag has, but does not lay out text by it. */
static void
take_language (GazettePageView *self)
{
  const char *name = gazette_page_buffer_get_stored (self->page)->article->language;
  PangoLanguage *language = name != NULL && name[0] != 0 ? pango_language_from_string (name) : NULL;

  self->look.language = language;
  if (language == NULL)
    language = gtk_get_default_language ();
  pango_context_set_language (gtk_text_view_get_ltr_context (GTK_TEXT_VIEW (self)), language);
  pango_context_set_language (gtk_text_view_get_rtl_context (GTK_TEXT_VIEW (self)), language);
  read_look (self, &self->look);
}

static void
gazette_page_view_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gazette_page_view_parent_class)->css_changed (widget, change);

  update_look (GAZETTE_PAGE_VIEW (widget));
}

/* The widgets in the text are as wide as the column is now, but follow it when
 * it becomes narrower: they set no minimum. */
static void
gazette_page_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (gazette_page_view_parent_class);

  parent_class->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 2 * NARROW_MARGIN + 1);
}

static void
gazette_page_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int margin = width < NARROW_WIDTH ? NARROW_MARGIN : MARGIN;

  if (gtk_text_view_get_left_margin (view) != margin)
    {
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, margin);
    }
  if (width - 2 * margin != self->column)
    {
      g_signal_emit_by_name (self, "relayout");
      self->column = width - 2 * margin;
      apply_look (self);
      resize_slots (self);
    }

  GTK_WIDGET_CLASS (gazette_page_view_parent_class)->size_allocate (widget, width, height, baseline);

  /* Its menu, and what is told of a highlight. */
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child))
        gtk_popover_present (GTK_POPOVER (child));
    }
}

static void
gazette_page_view_snapshot_layer (GtkTextView      *view,
                                  GtkTextViewLayer  layer,
                                  GtkSnapshot      *snapshot)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || self->page == NULL)
    return;

  gazette_page_bars_draw (view, self->page, &self->look, self->column, snapshot);
  gazette_page_chips_draw (view, self->page, &self->look, snapshot);
}

static void
gazette_page_view_copy_clipboard (GtkTextView *view)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (view);

  if (self->page != NULL)
    gazette_page_buffer_copy (self->page, gtk_widget_get_clipboard (GTK_WIDGET (self)));
}

static gboolean
gazette_page_view_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (widget);
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && gtk_widget_is_focus (widget) && gazette_page_links_move (self->links, direction))
    return TRUE;

  return GTK_WIDGET_CLASS (gazette_page_view_parent_class)->focus (widget, direction);
}

/* By the keyboard: at the link that has the focus, or in the middle. */
static void
popup_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gazette_page_links_popup_focused (GAZETTE_PAGE_VIEW (widget)->links);
}

static GtkWidget *
get_last_slot (GazettePageView *self)
{
  const Slot *last = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (last == NULL || slot->offset > last->offset)
        last = slot;
    }

  return last != NULL ? last->widget : NULL;
}

/* What becomes longer by that has not become higher yet: its end is gone to by its text. */
static void
go_to_end (GazettePageView *self,
           GtkAdjustment   *adjustment)
{
  GtkWidget *last = get_last_slot (self);

  if (GAZETTE_IS_PAGE_FOOT (last) && gazette_page_foot_show_more (GAZETTE_PAGE_FOOT (last), G_MAXINT))
    gazette_page_view_scroll_to (self, gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->page)), 1);
  else
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* Where there is no cursor to be moved along a line, the keys go to the ends of
 * the page, as they do in any program for reading. */
static gboolean
key_pressed_cb (GazettePageView *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      gtk_adjustment_set_value (adjustment, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go_to_end (self, adjustment);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* A text view does not scroll to what has the focus in it. */
static void
focus_moved_cb (GazettePageView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  graphene_rect_t bounds;
  double top;

  /* A menu that is open is over the page, not in it. */
  if (focus == NULL || focus == GTK_WIDGET (self) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
      gtk_widget_get_native (focus) != gtk_widget_get_native (GTK_WIDGET (self)) ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;

  /* What is as high as the window stays where it is, if some of it is to be seen. */
  if (bounds.size.height > gtk_adjustment_get_page_size (adjustment) && bounds.origin.y < gtk_adjustment_get_page_size (adjustment) &&
      bounds.origin.y + bounds.size.height > 0)
    return;

  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top - MARGIN, top + bounds.size.height + MARGIN);
}

static void
gazette_page_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gazette_page_view_parent_class)->root (widget);

  g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::focus-widget", G_CALLBACK (focus_moved_cb), widget);
}

static void
gazette_page_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (gazette_page_view_parent_class)->unroot (widget);
}

static void
current_link_cb (GazettePageView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED_LINK]);
}

static void
gazette_page_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column_width);
      break;

    case PROP_HOVERED_LINK:
      g_object_get_property (G_OBJECT (self->links), "current", value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_page_view_dispose (GObject *object)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (object);

  gazette_page_menu_dispose (self->menu);
  drop_nodes (self);
  gazette_page_remains_clear (self->remains);
  /* No more of them, whoever asks. */
  self->n_slots = G_MAXUINT;

  G_OBJECT_CLASS (gazette_page_view_parent_class)->dispose (object);
}

static void
gazette_page_view_finalize (GObject *object)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (object);

  g_clear_object (&self->page);
  g_clear_object (&self->typography);
  g_array_unref (self->slots);
  g_object_unref (self->links);
  g_object_unref (self->menu);
  gazette_page_remains_free (self->remains);

  G_OBJECT_CLASS (gazette_page_view_parent_class)->finalize (object);
}

/* Says what the abbreviation under the pointer stands for. */
static gboolean
gazette_page_view_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    by_keyboard,
                                 GtkTooltip *tooltip)
{
  GazettePageView *self = GAZETTE_PAGE_VIEW (widget);
  const char *title = NULL;
  GtkTextIter iter;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  if (self->page != NULL && !by_keyboard &&
      gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (self), &iter, NULL, x, y))
    title = gazette_page_buffer_get_title (self->page, gtk_text_iter_get_offset (&iter));
  gtk_tooltip_set_text (tooltip, title);

  return title != NULL;
}

static void
gazette_page_view_class_init (GazettePageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->get_property = gazette_page_view_get_property;
  object_class->dispose = gazette_page_view_dispose;
  object_class->finalize = gazette_page_view_finalize;
  widget_class->css_changed = gazette_page_view_css_changed;
  widget_class->measure = gazette_page_view_measure;
  widget_class->size_allocate = gazette_page_view_size_allocate;
  widget_class->focus = gazette_page_view_focus;
  widget_class->query_tooltip = gazette_page_view_query_tooltip;
  widget_class->root = gazette_page_view_root;
  widget_class->unroot = gazette_page_view_unroot;
  view_class->snapshot_layer = gazette_page_view_snapshot_layer;
  view_class->copy_clipboard = gazette_page_view_copy_clipboard;

  g_signal_new ("relayout", GAZETTE_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("going", GAZETTE_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);

  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_cb);

  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 0, G_MAXINT, 0,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HOVERED_LINK] = g_param_spec_string ("hovered-link", NULL, NULL, NULL,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* A text view takes what is dropped on it even if nobody can write in it, and loses
 * it: an address is for the window. */
static void
refuse_drops (GtkWidget *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (self);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        gtk_drop_target_set_gtypes (GTK_DROP_TARGET (controller), NULL, 0);
    }
}

static void
gazette_page_view_init (GazettePageView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->remains = gazette_page_remains_new ();
  refuse_drops (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "page-text");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, MARGIN);
  gtk_text_view_set_bottom_margin (view, MARGIN);

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  self->menu = gazette_page_menu_new (GTK_WIDGET (view));
  self->links = gazette_page_links_new (view, self->menu);
  g_signal_connect_object (self->links, "notify::current", G_CALLBACK (current_link_cb), self, G_CONNECT_SWAPPED);

  self->typography = gazette_typography_dup ();
  g_signal_connect_object (self->typography, "changed", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::accent-color", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_page_view_new:
 *
 * Returns: (transfer floating): a view of no page
 */
GtkWidget *
gazette_page_view_new (void)
{
  return g_object_new (GAZETTE_TYPE_PAGE_VIEW, NULL);
}

static void
leave_page (GazettePageView *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      GtkWidget *widget = g_array_index (self->slots, Slot, i).widget;

      /* That one is the foot of the next page. */
      if (!GAZETTE_IS_PAGE_FOOT (widget))
        gazette_page_remains_add (self->remains, g_object_ref (widget));
    }
  g_array_set_size (self->slots, 0);
  if (self->page != NULL)
    gazette_page_remains_add (self->remains, g_steal_pointer (&self->page));
}

/**
 * gazette_page_view_set_page:
 * @self: a view
 * @page: a page that is written
 *
 * Shows a page. The widgets of the former one are gone; those of this one are
 * to be added.
 */
void
gazette_page_view_set_page (GazettePageView   *self,
                            GazettePageBuffer *page)
{
  g_return_if_fail (GAZETTE_IS_PAGE_VIEW (self));
  g_return_if_fail (GAZETTE_IS_PAGE_BUFFER (page));

  self->n_slots = 0;
  for (guint i = 0; i < gazette_page_buffer_get_n_pieces (page); i++)
    self->n_slots += gazette_page_buffer_get_piece (page, i)->anchor != NULL;
  gazette_page_links_set_page (self->links, page);
  drop_nodes (self);
  leave_page (self);
  self->page = g_object_ref (page);
  take_language (self);
  apply_look (self);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), GTK_TEXT_BUFFER (page));
  add_nodes (self);
}

/**
 * gazette_page_view_get_page:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the page that is shown
 */
GazettePageBuffer *
gazette_page_view_get_page (GazettePageView *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_VIEW (self), NULL);

  return self->page;
}

/**
 * gazette_page_view_add_slot:
 * @self: a view
 * @piece: a piece of its page that has an anchor
 * @widget: (transfer floating): what stands there
 *
 * Puts a widget into the text, as wide as the column.
 */
void
gazette_page_view_add_slot (GazettePageView    *self,
                            const GazettePiece *piece,
                            GtkWidget          *widget)
{
  Slot slot = { widget, piece->start, gazette_page_buffer_get_margin (self->page, piece) };

  g_array_append_val (self->slots, slot);
  gtk_widget_set_size_request (widget, MAX (1, self->column - slot.margin), -1);
  gtk_widget_set_visible (widget, !piece->is_hidden);
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), widget, piece->anchor);
  add_nodes (self);
}

/**
 * gazette_page_view_get_menu:
 * @self: a view
 *
 * Returns: (transfer none): the menu of what it shows
 */
GazettePageMenu *
gazette_page_view_get_menu (GazettePageView *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_VIEW (self), NULL);

  return self->menu;
}

/**
 * gazette_page_view_get_column:
 * @self: a view
 *
 * Returns: how wide the column is now, in pixels, without margins
 */
int
gazette_page_view_get_column (GazettePageView *self)
{
  g_return_val_if_fail (GAZETTE_IS_PAGE_VIEW (self), 0);

  return self->column;
}

/* What stands in the text goes with the text around it. */
static void
show_slots (GazettePageView *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);
      guint position = gazette_page_buffer_find_piece (self->page, slot->offset);

      gtk_widget_set_visible (slot->widget, !gazette_page_buffer_get_piece (self->page, position)->is_hidden);
    }
  gazette_page_nodes_update (self);
}

/**
 * gazette_page_view_toggle_fold:
 * @self: a view
 * @fold: a fold of its page
 *
 * Folds away what belongs to a summary, or shows it. What is above stays where it is.
 */
void
gazette_page_view_toggle_fold (GazettePageView *self,
                               int              fold)
{
  g_return_if_fail (GAZETTE_IS_PAGE_VIEW (self));

  gazette_page_folds_toggle (self->page, fold);
  show_slots (self);
}

/**
 * gazette_page_view_scroll_once:
 * @self: a view
 * @offset: a character
 * @where: where it comes to stand, from 0.0 for the top to 1.0 for the bottom
 *
 * Scrolls as far as is known by now where the character is, and unfolds what it is in.
 */
void
gazette_page_view_scroll_once (GazettePageView *self,
                               int              offset,
                               double           where)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->page);
  GtkTextMark *mark;
  GtkTextIter iter;

  if (gazette_page_folds_reveal (self->page, offset))
    show_slots (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
  /* By mark: it waits until the lines above are laid out. */
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, where);
  gtk_text_buffer_delete_mark (buffer, mark);
}

/**
 * gazette_page_view_scroll_to:
 * @self: a view
 * @offset: a character
 * @where: where it comes to stand, from 0.0 for the top to 1.0 for the bottom
 *
 * Goes there, and unfolds what the character is in. Of a page that is not laid out
 * yet, whoever keeps the place sees to it that the character stays there.
 */
void
gazette_page_view_scroll_to (GazettePageView *self,
                             int              offset,
                             double           where)
{
  g_return_if_fail (GAZETTE_IS_PAGE_VIEW (self));

  gazette_page_view_scroll_once (self, offset, where);
  g_signal_emit_by_name (self, "going", offset, where);
}

/**
 * gazette_page_view_is_at:
 * @self: a view
 * @offset: a character
 * @where: from 0.0 for the top to 1.0 for the bottom
 *
 * Returns: whether the line of the character stands there
 */
gboolean
gazette_page_view_is_at (GazettePageView *self,
                         int              offset,
                         double           where)
{
  GdkRectangle visible;
  GdkRectangle place;
  GtkTextIter iter;

  g_return_val_if_fail (GAZETTE_IS_PAGE_VIEW (self), FALSE);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &place);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);

  return ABS (place.y - visible.y - where * (visible.height - place.height)) <= MAX (2, place.height / 2.0);
}
