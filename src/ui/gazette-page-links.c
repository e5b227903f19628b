/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-code-text.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-folds.h"
#include "gazette-page-links.h"
#include "gazette-page-table.h"
#include "gazette-page-view.h"
#include "gazette-picture.h"

struct _GazettePageLinks
{
  GObject            parent_instance;

  GtkTextView       *view;
  GazettePageBuffer *page;
  char              *current;
  GazettePageMenu   *menu;

  /* Which of the page's links has the focus, -1 for none. */
  int                focused;
};

G_DEFINE_FINAL_TYPE (GazettePageLinks, gazette_page_links, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CURRENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const GazettePageLink *
get_link (GazettePageLinks *self,
          int               position)
{
  return &g_array_index (self->page->links, GazettePageLink, position);
}

/* Returns: the character at a place in the view, -1 when there is none */
static int
get_offset_at (GazettePageLinks *self,
               double            x,
               double            y)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  if (self->page == NULL)
    return -1;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_position (self->view, &iter, NULL, buffer_x, buffer_y))
    return -1;

  return gtk_text_iter_get_offset (&iter);
}

static const char *
get_link_at (GazettePageLinks *self,
             double            x,
             double            y)
{
  int offset = get_offset_at (self, x, y);

  return offset >= 0 ? gazette_page_buffer_get_link (self->page, offset, NULL, NULL) : NULL;
}

/* Returns: the fold whose summary is at a place in the view, -1 when there is none */
static int
get_fold_at (GazettePageLinks *self,
             double            x,
             double            y)
{
  int offset = get_offset_at (self, x, y);

  return offset >= 0 ? gazette_page_folds_get_at (self->page, offset) : -1;
}

static void
set_current (GazettePageLinks *self,
             const char       *link)
{
  if (g_set_str (&self->current, link))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static void
set_pointed (GazettePageLinks *self,
             const char       *link,
             int               fold)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), link != NULL || fold >= 0 ? "pointer" : "text");
  set_current (self, link);
}

static void
motion_cb (GazettePageLinks *self,
           double            x,
           double            y)
{
  set_pointed (self, get_link_at (self, x, y), get_fold_at (self, x, y));
}

static void
leave_cb (GazettePageLinks *self)
{
  set_pointed (self, NULL, -1);
}

static void
open_link (GazettePageLinks *self,
           const char       *link)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "page.open-link", "s", link);
}

static void
toggle_fold (GazettePageLinks *self,
             int               fold)
{
  gazette_page_view_toggle_fold (GAZETTE_PAGE_VIEW (self->view), fold);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view),
                           gazette_page_folds_is_open (self->page, fold) ? C_("details", "Expanded") : C_("details", "Collapsed"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
released_cb (GazettePageLinks *self,
             int               n_press,
             double            x,
             double            y)
{
  const char *link = get_link_at (self, x, y);
  int fold = get_fold_at (self, x, y);

  /* Who drags over a link wants its words. */
  if (n_press != 1 || self->page == NULL || gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->page)))
    return;

  if (link != NULL)
    open_link (self, link);
  else if (fold >= 0)
    toggle_fold (self, fold);
}

static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          const char *link)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, link != NULL ? "s" : NULL, link);
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu,
             GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenuModel *
make_menu (const char *link,
           const char *text)
{
  GMenu *menu = g_menu_new ();
  GMenu *section;

  if (link != NULL)
    {
      section = g_menu_new ();
      add_item (section, _("_Open Link"), "page.open-link", link);
      add_item (section, _("Copy Link _Address"), "page.copy-address", link);
      if (text != NULL)
        add_item (section, _("Copy Link _Text"), "page.copy-text", text);
      add_section (menu, section);
    }

  section = g_menu_new ();
  add_item (section, _("_Copy"), "clipboard.copy", NULL);
  add_item (section, _("Select _All"), "selection.select-all", NULL);
  add_section (menu, section);

  section = g_menu_new ();
  add_item (section, _("_Highlight"), "win.highlight", NULL);
  add_item (section, _("Add a _Note…"), "win.add-note", NULL);
  add_section (menu, section);

  section = g_menu_new ();
  add_item (section, _("_Find…"), "page.find", NULL);
  add_section (menu, section);

  return G_MENU_MODEL (menu);
}

/* Opens the menu of the text for what is at a character; -1 for no link. */
static void
open_menu (GazettePageLinks *self,
           int               offset,
           double            x,
           double            y)
{
  g_autoptr(GMenuModel) model = NULL;
  g_autofree char *text = NULL;
  const char *link = NULL;
  int start;
  int end;

  if (offset >= 0)
    link = gazette_page_buffer_get_link (self->page, offset, &start, &end);
  if (link != NULL)
    text = gazette_page_buffer_dup_text (self->page, start, end);
  model = make_menu (link, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self->view), "clipboard.copy",
                                 gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view)));
  gazette_page_menu_open (self->menu, GTK_WIDGET (self->view), model, NULL, 0, x, y);
}

/**
 * gazette_page_links_popup_focused:
 * @self: links
 *
 * Opens the menu of the text, by the keyboard: at the link that has the focus, or
 * in the middle of the view.
 */
void
gazette_page_links_popup_focused (GazettePageLinks *self)
{
  GdkRectangle place;
  GtkTextIter iter;
  int x;
  int y;

  g_return_if_fail (GAZETTE_IS_PAGE_LINKS (self));

  if (self->focused < 0)
    {
      open_menu (self, -1, gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0,
                 gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0);
      return;
    }

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, get_link (self, self->focused)->start);
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y + place.height, &x, &y);
  open_menu (self, gtk_text_iter_get_offset (&iter), x, y);
}

/* Text in a widget of the page: that of code, or of a cell. */
static gboolean
is_of_card (GtkWidget *widget)
{
  return GAZETTE_IS_CODE_TEXT (widget) ||
         (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GAZETTE_TYPE_PAGE_TABLE) != NULL);
}

static void
open_card_menu (GazettePageLinks *self,
                GtkWidget        *widget,
                double            x,
                double            y)
{
  g_autoptr(GMenuModel) model = NULL;
  GazettePageMenuAction actions[] = { { "clipboard.copy", FALSE }, { "selection.select-all", TRUE } };
  const char *link;
  guint start;
  guint end;

  if (GAZETTE_IS_CODE_TEXT (widget))
    {
      link = gazette_code_text_get_link (GAZETTE_CODE_TEXT (widget), x, y);
      actions[0].enabled = gazette_code_text_get_selected (GAZETTE_CODE_TEXT (widget), &start, &end);
    }
  else
    {
      link = gtk_label_get_current_uri (GTK_LABEL (widget));
      actions[0].enabled = gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL);
      actions[1].enabled = gtk_label_get_selectable (GTK_LABEL (widget));
    }
  model = make_menu (link, NULL);
  gazette_page_menu_open (self->menu, widget, model, actions, G_N_ELEMENTS (actions), x, y);
}

/* By the keyboard: of what has the focus. */
static gboolean
open_focused_card_menu (GazettePageLinks *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->view)));
  GdkRectangle place;

  if (focus == NULL || !is_of_card (focus))
    return FALSE;

  if (GAZETTE_IS_CODE_TEXT (focus))
    gazette_code_text_get_caret (GAZETTE_CODE_TEXT (focus), &place);
  else
    place = (GdkRectangle) { 0, 0, gtk_widget_get_width (focus), gtk_widget_get_height (focus) };
  open_card_menu (self, focus, place.x + place.width / 2.0, place.y + place.height / 2.0);

  return TRUE;
}

/* In place of the view's own menu, half of which is for those who write, and of those
 * that labels have. */
static void
secondary_pressed_cb (GazettePageLinks *self,
                      int               n_press,
                      double            x,
                      double            y,
                      GtkGesture       *gesture)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  graphene_point_t point;

  if (picked == NULL || gtk_widget_get_ancestor (picked, GAZETTE_TYPE_PICTURE) != NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (is_of_card (picked) && gtk_widget_compute_point (view, picked, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    open_card_menu (self, picked, point.x, point.y);
  else
    open_menu (self, picked == view ? get_offset_at (self, x, y) : -1, x, y);
}

static void
colour_focused (GazettePageLinks *self,
                gboolean          focused)
{
  const GazettePageLink *link = get_link (self, self->focused);
  GtkTextTag *tag = gazette_page_tags_get (self->page->tags, GAZETTE_TAG_FOCUS);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &start, link->start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &end, link->end);
  if (focused)
    gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self->page), tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self->page), tag, &start, &end);
}

static void
set_focused (GazettePageLinks *self,
             int               position)
{
  const GazettePageLink *link;
  g_autofree char *text = NULL;
  GtkTextIter iter;

  if (self->focused >= 0)
    colour_focused (self, FALSE);
  self->focused = position;
  if (position < 0)
    {
      set_current (self, NULL);
      return;
    }

  link = get_link (self, position);
  colour_focused (self, TRUE);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->page), &iter, link->start);
  gtk_text_view_scroll_to_iter (self->view, &iter, 0.1, FALSE, 0, 0);
  set_current (self, link->href);

  text = gazette_page_buffer_dup_text (self->page, link->start, link->end);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The first link on the screen or below it, or the last one above its end. */
static int
find_on_screen (GazettePageLinks *self,
                gboolean          forward)
{
  int n = (int) self->page->links->len;
  GdkRectangle visible;
  GtkTextIter iter;
  int offset;
  int position = 0;

  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter, forward ? visible.y : visible.y + visible.height, NULL);
  offset = gtk_text_iter_get_offset (&iter);
  while (position < n && get_link (self, position)->start < offset)
    position++;

  return forward ? position : position - 1;
}

static gboolean
key_pressed_cb (GazettePageLinks *self,
                guint             key,
                guint             code,
                GdkModifierType   state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
  gboolean menu = key == GDK_KEY_Menu ||
                  (key == GDK_KEY_F10 && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_SHIFT_MASK);
  const GazettePageLink *link;

  if (menu && open_focused_card_menu (self))
    return GDK_EVENT_STOP;
  if (self->focused < 0 || (!enter && key != GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;

  link = get_link (self, self->focused);
  if (link->href == NULL)
    toggle_fold (self, gazette_page_folds_get_at (self->page, link->start));
  else if (enter)
    open_link (self, link->href);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
focus_left_cb (GazettePageLinks *self)
{
  if (self->focused >= 0)
    set_focused (self, -1);
}

static void
gazette_page_links_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CURRENT:
      g_value_set_string (value, GAZETTE_PAGE_LINKS (object)->current);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_page_links_finalize (GObject *object)
{
  GazettePageLinks *self = GAZETTE_PAGE_LINKS (object);

  g_clear_object (&self->page);
  g_free (self->current);

  G_OBJECT_CLASS (gazette_page_links_parent_class)->finalize (object);
}

static void
gazette_page_links_class_init (GazettePageLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = gazette_page_links_get_property;
  G_OBJECT_CLASS (klass)->finalize = gazette_page_links_finalize;

  properties[PROP_CURRENT] = g_param_spec_string ("current", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
gazette_page_links_init (GazettePageLinks *self)
{
  self->focused = -1;
}

static void
watch (GazettePageLinks   *self,
       GtkEventController *controller,
       const char         *signal,
       GCallback           callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * gazette_page_links_new:
 * @view: the view, which keeps the links as long as it lives
 * @menu: its menu, which it keeps as long
 *
 * Returns: (transfer full): the links of a view without a page
 */
GazettePageLinks *
gazette_page_links_new (GtkTextView     *view,
                        GazettePageMenu *menu)
{
  GazettePageLinks *self = g_object_new (GAZETTE_TYPE_PAGE_LINKS, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *click = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  GtkEventController *secondary = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = view;
  self->menu = menu;

  watch (self, motion, "motion", G_CALLBACK (motion_cb));
  watch (self, motion, "leave", G_CALLBACK (leave_cb));
  watch (self, click, "released", G_CALLBACK (released_cb));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (secondary, GTK_PHASE_CAPTURE);
  watch (self, secondary, "pressed", G_CALLBACK (secondary_pressed_cb));
  /* Before the view, which keeps the key to itself. */
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  watch (self, key, "key-pressed", G_CALLBACK (key_pressed_cb));
  watch (self, focus, "leave", G_CALLBACK (focus_left_cb));

  gtk_widget_add_controller (GTK_WIDGET (view), motion);
  gtk_widget_add_controller (GTK_WIDGET (view), click);
  gtk_widget_add_controller (GTK_WIDGET (view), secondary);
  gtk_widget_add_controller (GTK_WIDGET (view), key);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);

  return self;
}

/**
 * gazette_page_links_set_page:
 * @self: links
 * @page: the page that the view shows from now on
 */
void
gazette_page_links_set_page (GazettePageLinks  *self,
                             GazettePageBuffer *page)
{
  g_return_if_fail (GAZETTE_IS_PAGE_LINKS (self));

  self->focused = -1;
  set_current (self, NULL);
  g_set_object (&self->page, page);
}

/* Whether it is not folded away, and a summary of something. */
static gboolean
is_there (GazettePageLinks *self,
          int               position)
{
  const GazettePageLink *link = get_link (self, position);
  guint piece = gazette_page_buffer_find_piece (self->page, link->start);

  return !gazette_page_buffer_get_piece (self->page, piece)->is_hidden &&
         (link->href != NULL || gazette_page_folds_get_at (self->page, link->start) >= 0);
}

/**
 * gazette_page_links_move:
 * @self: links
 * @direction: %GTK_DIR_TAB_FORWARD or %GTK_DIR_TAB_BACKWARD
 *
 * Gives the focus to the next link; at first to one on the screen.
 *
 * Returns: %FALSE when there is none in this direction, and no link has the
 *   focus any more
 */
gboolean
gazette_page_links_move (GazettePageLinks *self,
                         GtkDirectionType  direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  int next;

  g_return_val_if_fail (GAZETTE_IS_PAGE_LINKS (self), FALSE);

  if (self->page == NULL)
    return FALSE;

  if (self->focused >= 0)
    next = self->focused + (forward ? 1 : -1);
  else
    next = find_on_screen (self, forward);
  while (next >= 0 && next < (int) self->page->links->len && !is_there (self, next))
    next += forward ? 1 : -1;
  if (next < 0 || next >= (int) self->page->links->len)
    next = -1;
  set_focused (self, next);

  return next >= 0;
}
