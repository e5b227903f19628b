/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-headline-list-private.h"
#include "row-model.h"
#include "shell-fixture.h"

/* The list in a window */

typedef struct
{
  ShellFixture         shell;

  RowModel            *model;
  GazetteHeadlineList *list;
  GtkAdjustment       *adjustment;
  GtkWidget           *window;
  guint                n_activated;
  guint                activated;
} Fixture;

static void
activate_cb (Fixture *fixture,
             guint    position)
{
  fixture->n_activated++;
  fixture->activated = position;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GazetteThumbnails) thumbnails = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  shell_fixture_set_up (&fixture->shell, NULL);
  thumbnails = gazette_thumbnails_new (fixture->shell.newsroom);
  fixture->model = g_object_new (TYPE_ROW_MODEL, NULL);
  fixture->list = g_object_new (GAZETTE_TYPE_HEADLINE_LIST, NULL);
  gazette_headline_list_set_model (fixture->list, GTK_SELECTION_MODEL (fixture->model), thumbnails);
  g_signal_connect_swapped (fixture->list, "activate", G_CALLBACK (activate_cb), fixture);

  fixture->window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->list));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 320, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  WAIT_FOR (fixture->list->height > 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->model);
  shell_fixture_tear_down (&fixture->shell, NULL);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *n_ticks = user_data;

  return ++*n_ticks < 2 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Between two ticks, what has changed is laid out. */
static void
settle (Fixture *fixture)
{
  guint n_ticks = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->list), tick_cb, &n_ticks, NULL);
  WAIT_FOR (n_ticks == 2);
}

static double
get_value (Fixture *fixture)
{
  return gtk_adjustment_get_value (fixture->adjustment);
}

static int
get_y (Fixture   *fixture,
       GtkWidget *widget)
{
  graphene_point_t point;

  g_assert_true (gtk_widget_compute_point (gtk_widget_get_first_child (widget), GTK_WIDGET (fixture->list),
                                           &GRAPHENE_POINT_INIT (0, 0), &point));

  return (int) point.y;
}

/* Row by row, as the list does not do it. */
static gint64
reckon (Fixture *fixture,
        guint    position)
{
  GazettePlaces *places = &fixture->list->places;
  gint64 y = GAZETTE_PLACES_TOP;

  for (guint i = 0; i <= position && i < fixture->model->rows->len; i++)
    {
      if (gazette_headline_list_has_titles (fixture->list) &&
          (i == 0 || row_model_get_row (fixture->model, i - 1)->section != row_model_get_row (fixture->model, i)->section))
        y += places->title_height;
      if (i < position)
        y += places->row_height;
    }

  return y;
}

static guint
count_children (Fixture *fixture)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* Every row that is in sight is where it belongs, and shows what it should. */
static void
check (Fixture *fixture)
{
  guint n_rows = fixture->model->rows->len;
  int height = fixture->list->height;
  int row_height = fixture->list->places.row_height;
  gint64 value = (gint64) get_value (fixture);
  guint last = 0;
  int inset = -1;

  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==,
                     MAX (reckon (fixture, n_rows) + GAZETTE_PLACES_BOTTOM, height));
  g_assert_cmpfloat (gtk_adjustment_get_page_size (fixture->adjustment), ==, height);

  for (guint i = 0; i < n_rows; i++)
    {
      gint64 y = reckon (fixture, i) - value;
      GtkWidget *widget = gazette_headline_list_get_widget (fixture->list, i);
      g_autoptr(GazetteHeadline) headline = NULL;

      if (y + row_height <= 0 || y >= height)
        continue;

      headline = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);
      g_assert_nonnull (widget);
      g_assert_true (gtk_widget_get_mapped (widget));
      g_assert_true (gazette_headline_item_get_headline (GAZETTE_HEADLINE_ITEM (widget)) == headline);
      g_assert_cmpint (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_SELECTED, ==,
                       gtk_bitset_contains (fixture->model->selected, i) ? GTK_STATE_FLAG_SELECTED : 0);
      /* Its padding is the same for all. */
      if (inset < 0)
        inset = get_y (fixture, widget) - (int) y;
      g_assert_cmpint (inset, >=, 0);
      g_assert_cmpint (get_y (fixture, widget), ==, y + inset);
    }

  for (guint i = 0; i < fixture->list->items->len; i++)
    {
      guint position = gazette_headline_item_get_position (fixture->list->items->pdata[i]);

      g_assert_true (i == 0 || position == GTK_INVALID_LIST_POSITION || position > last);
      last = position;
    }
  g_assert_cmpuint (fixture->list->items->len, <=, (guint) height / row_height + 6);
}

static void
fill (Fixture *fixture,
      guint    n_rows,
      guint    rows_per_section)
{
  gazette_headline_list_set_titles (fixture->list, rows_per_section > 0 ? row_model_dup_title : NULL);
  row_model_splice (fixture->model, 0, fixture->model->rows->len, n_rows, MAX (rows_per_section, 1));
  settle (fixture);
}

static void
scroll (Fixture *fixture,
        double   value)
{
  gtk_adjustment_set_value (fixture->adjustment, value);
  settle (fixture);
}

static void
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->list));
  gboolean is_found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (!GTK_IS_KEYVAL_TRIGGER (trigger) ||
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) != key ||
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) != state)
            continue;

          is_found = TRUE;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
                                        GTK_WIDGET (fixture->list), gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_true (is_found);
  settle (fixture);
}

static GtkEventController *
find_gesture (Fixture *fixture)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->list));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        return controller;
    }

  return NULL;
}

static void
click (Fixture *fixture,
       guint    position,
       int      n_press)
{
  GtkEventController *gesture = find_gesture (fixture);
  double y = get_y (fixture, gazette_headline_list_get_widget (fixture->list, position)) + 5;

  g_signal_emit_by_name (gesture, "pressed", n_press, 20.0, y);
  g_signal_emit_by_name (gesture, "released", n_press, 20.0, y);
}

static gboolean
is_selected (Fixture *fixture,
             guint    position)
{
  return gtk_bitset_contains (fixture->model->selected, position);
}

static guint
count_selected (Fixture *fixture)
{
  return (guint) gtk_bitset_get_size (fixture->model->selected);
}

static guint
get_focus (Fixture *fixture)
{
  return gazette_headline_list_get_focus_row (fixture->list);
}

static void
test_a_million_rows_have_few_widgets (Fixture       *fixture,
                                      gconstpointer  data)
{
  const guint n_rows = 1000000;
  gint64 row_height;

  fill (fixture, n_rows, 1000);
  row_height = fixture->list->places.row_height;
  g_assert_cmpuint (count_children (fixture), <, 20);
  g_assert_cmpuint (fixture->list->places.starts->len, ==, 1001);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), ==,
                     GAZETTE_PLACES_TOP + n_rows * row_height + 1001 * fixture->list->places.title_height +
                       GAZETTE_PLACES_BOTTOM);

  /* Wherever it goes. */
  for (guint i = 1; i <= 10; i++)
    scroll (fixture, gtk_adjustment_get_upper (fixture->adjustment) / 10 * i);
  g_assert_nonnull (gazette_headline_list_get_widget (fixture->list, n_rows - 1));
  gazette_headline_list_scroll_to (fixture->list, 777777, GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, 777777);
  g_assert_true (is_selected (fixture, 777777));
  g_assert_cmpuint (count_children (fixture), <, 20);
  press (fixture, GDK_KEY_Home, 0);
  g_assert_cmpfloat (get_value (fixture), ==, 0);
  press (fixture, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (count_selected (fixture), ==, n_rows);
}

static void
test_rows_are_where_they_belong (Fixture       *fixture,
                                 gconstpointer  data)
{
  fill (fixture, 40, 7);

  for (guint i = 0; i < 120; i++)
    {
      guint n_rows = fixture->model->rows->len;
      guint position = (guint) g_test_rand_int_range (0, (int) n_rows + 1);
      guint n_removed = n_rows > 60 || g_test_rand_bit () ? (guint) g_test_rand_int_range (0, (int) MIN (n_rows - position, 9) + 1) : 0;
      guint top;
      int offset = 0;
      gint64 id = 0;

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          scroll (fixture, g_test_rand_double_range (0, gtk_adjustment_get_upper (fixture->adjustment)));
          break;

        case 1:
          if (n_rows > 0)
            gazette_headline_list_scroll_to (fixture->list, (guint) g_test_rand_int_range (0, (int) n_rows),
                                             g_test_rand_bit () ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_SELECT);
          break;

        case 2:
          gazette_headline_list_set_titles (fixture->list, g_test_rand_bit () ? row_model_dup_title : NULL);
          break;

        case 3:
          /* Another view, which may have nothing. */
          row_model_splice (fixture->model, 0, n_rows, g_test_rand_bit () ? 30 : (guint) g_test_rand_int_range (0, 3), 5);
          break;

        default:
          top = gazette_headline_list_get_top (fixture->list, &offset);
          if (top != GTK_INVALID_LIST_POSITION && !(top >= position && top < position + n_removed))
            id = row_model_get_row (fixture->model, top)->id;
          row_model_splice (fixture->model, position, n_removed, (guint) g_test_rand_int_range (0, 9),
                            (guint) g_test_rand_int_range (1, 9));
          break;
        }
      settle (fixture);
      check (fixture);

      /* The row at the top has not moved, unless the list has become too short for that. */
      top = gazette_headline_list_get_top (fixture->list, NULL);
      if (id != 0 && get_value (fixture) + fixture->list->height < gtk_adjustment_get_upper (fixture->adjustment))
        {
          guint now = 0;

          while (row_model_get_row (fixture->model, now)->id != id)
            now++;
          g_assert_cmpint (get_value (fixture) - reckon (fixture, now), ==, offset);
        }
    }
}

typedef struct
{
  gint64 frame;
  guint  n_again;
} Layouts;

static void
layout_cb (GdkSurface *surface,
           int         width,
           int         height,
           Layouts    *layouts)
{
  gint64 frame = gdk_frame_clock_get_frame_counter (gdk_surface_get_frame_clock (surface));

  layouts->n_again += frame == layouts->frame;
  layouts->frame = frame;
}

/* The scrollbar has the whole window laid out again if it is told meanwhile. */
static void
test_each_frame_is_laid_out_once (Fixture       *fixture,
                                  gconstpointer  data)
{
  Layouts layouts = { -1, 0 };

  fill (fixture, 50, 0);
  g_signal_connect (gtk_native_get_surface (GTK_NATIVE (fixture->window)), "layout", G_CALLBACK (layout_cb), &layouts);
  row_model_splice (fixture->model, 50, 0, 200, 1);
  settle (fixture);
  gazette_headline_list_set_cursor (fixture->list, 200);
  settle (fixture);
  g_assert_cmpint (layouts.frame, >=, 0);
  g_assert_cmpuint (layouts.n_again, ==, 0);
}

static void
test_what_comes_at_the_start_is_seen (Fixture       *fixture,
                                      gconstpointer  data)
{
  fill (fixture, 50, 0);
  row_model_splice (fixture->model, 0, 0, 3, 1);
  settle (fixture);
  g_assert_cmpfloat (get_value (fixture), ==, 0);
  check (fixture);
}

static void
test_the_focus_stays_alive (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *row;

  fill (fixture, 300, 0);
  gazette_headline_list_scroll_to (fixture->list, 5, GTK_LIST_SCROLL_FOCUS);
  row = gazette_headline_list_get_widget (fixture->list, 5);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);

  scroll (fixture, 15000);
  check (fixture);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);
  g_assert_cmpuint (get_focus (fixture), ==, 5);

  /* Keys go on from there. */
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 6);
  g_assert_cmpfloat (get_value (fixture), <, 1000);
  check (fixture);

  /* It goes to what takes the place of its row. */
  row_model_splice (fixture->model, 6, 2, 0, 1);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, 6);
  row_model_splice (fixture->model, 0, 0, 4, 1);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, 10);
  row_model_splice (fixture->model, 0, fixture->model->rows->len, 20, 1);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  row_model_splice (fixture->model, 0, 20, 0, 1);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, GTK_INVALID_LIST_POSITION);
  g_assert_false (gtk_widget_grab_focus (GTK_WIDGET (fixture->list)));
}

static void
test_keys_move_and_select (Fixture       *fixture,
                           gconstpointer  data)
{
  guint page;

  fill (fixture, 100, 10);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (fixture->list)));
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  press (fixture, GDK_KEY_Up, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  press (fixture, GDK_KEY_Down, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 1);
  g_assert_true (is_selected (fixture, 1) && count_selected (fixture) == 1);

  /* With Ctrl the focus alone, with Shift a range. */
  press (fixture, GDK_KEY_Down, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_KP_Down, GDK_CONTROL_MASK);
  g_assert_cmpuint (get_focus (fixture), ==, 3);
  g_assert_true (is_selected (fixture, 1) && count_selected (fixture) == 1);
  press (fixture, GDK_KEY_space, GDK_CONTROL_MASK);
  g_assert_true (is_selected (fixture, 3) && count_selected (fixture) == 2);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  g_assert_true (is_selected (fixture, 3) && is_selected (fixture, 5));
  press (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
  g_assert_cmpuint (count_selected (fixture), ==, 2);

  press (fixture, GDK_KEY_Home, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  press (fixture, GDK_KEY_Page_Down, 0);
  page = get_focus (fixture);
  g_assert_cmpuint (page, >, 2);
  g_assert_cmpuint (page, <, 8);
  press (fixture, GDK_KEY_Page_Up, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  press (fixture, GDK_KEY_End, GDK_SHIFT_MASK);
  g_assert_cmpuint (get_focus (fixture), ==, 99);
  g_assert_cmpuint (count_selected (fixture), ==, 100);
  press (fixture, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_cmpuint (get_focus (fixture), ==, 0);
  g_assert_cmpuint (count_selected (fixture), ==, 100);
  check (fixture);

  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->n_activated, ==, 1);
  g_assert_cmpuint (fixture->activated, ==, 0);

  /* Tab leaves the rows. */
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (fixture->list), GTK_DIR_TAB_FORWARD));
}

static void
test_clicks_select_and_open (Fixture       *fixture,
                             gconstpointer  data)
{
  fill (fixture, 30, 4);
  click (fixture, 2, 1);
  g_assert_true (is_selected (fixture, 2) && count_selected (fixture) == 1);
  g_assert_cmpuint (get_focus (fixture), ==, 2);
  g_assert_cmpuint (fixture->n_activated, ==, 0);
  click (fixture, 2, 2);
  g_assert_cmpuint (fixture->n_activated, ==, 1);

  gazette_headline_list_set_single_click_activate (fixture->list, TRUE);
  click (fixture, 1, 1);
  g_assert_cmpuint (fixture->n_activated, ==, 2);
  g_assert_cmpuint (fixture->activated, ==, 1);

  /* A press is none on another row, and a title is no row. */
  g_signal_emit_by_name (find_gesture (fixture), "pressed", 1, 20.0,
                         get_y (fixture, gazette_headline_list_get_widget (fixture->list, 0)) + 5.0);
  g_signal_emit_by_name (find_gesture (fixture), "released", 1, 20.0,
                         get_y (fixture, gazette_headline_list_get_widget (fixture->list, 2)) + 5.0);
  g_assert_cmpuint (fixture->n_activated, ==, 2);
  g_assert_cmpuint (gazette_headline_list_get_row_at (fixture->list, GAZETTE_PLACES_TOP + 3), ==,
                    GTK_INVALID_LIST_POSITION);
  scroll (fixture, 150);
  g_assert_cmpuint (gazette_headline_list_get_row_at (fixture->list, 3), ==, GTK_INVALID_LIST_POSITION);
}

static void
test_titles_stay_and_are_pushed_away (Fixture       *fixture,
                                      gconstpointer  data)
{
  GtkWidget *title;
  int height;
  gint64 next;

  fill (fixture, 40, 5);
  title = fixture->list->titles->pdata[0];
  height = fixture->list->places.title_height;
  g_assert_cmpint (height, >, 10);
  g_assert_false (gtk_widget_has_css_class (title, "sticky"));
  next = gazette_places_get_title (&fixture->list->places, 1);

  scroll (fixture, 100);
  g_assert_true (gtk_widget_has_css_class (title, "sticky"));
  g_assert_cmpint (get_y (fixture, title), >=, 0);
  g_assert_cmpint (get_y (fixture, title), <, height);
  g_assert_true (shell_fixture_sees (title, "Section 0"));

  scroll (fixture, (double) next - height / 2);
  g_assert_true (gtk_widget_has_css_class (title, "sticky"));
  g_assert_true (shell_fixture_sees (title, "Section 0"));
  g_assert_true (shell_fixture_sees (fixture->list->titles->pdata[1], "Section 1"));
  g_assert_cmpint (get_y (fixture, fixture->list->titles->pdata[1]) - get_y (fixture, title), ==, height);
  g_assert_cmpint (get_y (fixture, title), <, height / 2);

  scroll (fixture, (double) next);
  g_assert_true (shell_fixture_sees (title, "Section 1"));

  /* What is gone to does not hide below it. */
  scroll (fixture, 1500);
  gazette_headline_list_scroll_to (fixture->list, 8, GTK_LIST_SCROLL_NONE);
  settle (fixture);
  g_assert_cmpint (reckon (fixture, 8) - (gint64) get_value (fixture), ==, height);
}

/* How much of the list is in sight above a row, and below it. */
static int
get_above (Fixture *fixture,
           guint    position)
{
  return (int) (reckon (fixture, position) - (gint64) get_value (fixture));
}

static int
get_below (Fixture *fixture,
           guint    position)
{
  return fixture->list->height - get_above (fixture, position) - fixture->list->places.row_height;
}

static void
set_cursor (Fixture *fixture,
            guint    position)
{
  gazette_headline_list_set_cursor (fixture->list, position);
  settle (fixture);
}

static void
test_what_comes_next_is_in_sight (Fixture       *fixture,
                                  gconstpointer  data)
{
  guint last;
  double value;

  fill (fixture, 400, 20);
  last = (guint) gazette_places_find (&fixture->list->places, fixture->list->height, NULL) - 1;

  /* Downwards: the list rests for a few rows after it has moved. */
  gazette_headline_list_focus_row (fixture->list, last - 1);
  settle (fixture);
  g_assert_cmpfloat (get_value (fixture), ==, 0);
  set_cursor (fixture, last + 1);
  g_assert_cmpint (get_above (fixture, last + 1), >=, fixture->list->places.title_height);
  g_assert_cmpint (get_below (fixture, last + 1), >, fixture->list->height / 2);
  value = get_value (fixture);
  set_cursor (fixture, last + 2);
  set_cursor (fixture, last + 3);
  g_assert_cmpfloat (get_value (fixture), ==, value);

  /* Upwards, too. */
  set_cursor (fixture, last);
  set_cursor (fixture, last - 1);
  set_cursor (fixture, last - 2);
  g_assert_cmpint (get_below (fixture, last - 2), >=, 0);
  g_assert_cmpint (get_above (fixture, last - 2), >=, fixture->list->places.title_height);
  set_cursor (fixture, 300);
  set_cursor (fixture, 200);
  g_assert_cmpint (get_above (fixture, 200), >, fixture->list->height / 2);
  g_assert_cmpint (get_below (fixture, 200), >=, 0);
  set_cursor (fixture, 0);
  g_assert_cmpfloat (get_value (fixture), ==, 0);

  /* But what was pointed at, or gone to by the arrows, stays near where it was. */
  gazette_headline_list_focus_row (fixture->list, last + 1);
  settle (fixture);
  value = get_value (fixture);
  g_assert_cmpint (get_below (fixture, last + 1), ==, 0);
  set_cursor (fixture, last + 1);
  g_assert_cmpfloat (get_value (fixture), ==, value);
}

static void
test_what_ends_the_list_has_a_row (Fixture       *fixture,
                                   gconstpointer  data)
{
  GtkWidget *button = gtk_button_new_with_label ("More");

  fill (fixture, 20, 0);
  gazette_headline_list_set_end (fixture->list, button);
  settle (fixture);
  g_assert_false (gtk_widget_get_mapped (button));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list));
  press (fixture, GDK_KEY_End, 0);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == button);
  g_assert_cmpuint (get_focus (fixture), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpfloat (get_value (fixture) + fixture->list->height, ==, gtk_adjustment_get_upper (fixture->adjustment));
  press (fixture, GDK_KEY_Up, 0);
  g_assert_cmpuint (get_focus (fixture), ==, 19);
  press (fixture, GDK_KEY_Down, 0);
  gazette_headline_list_set_end (fixture->list, NULL);
  settle (fixture);
  g_assert_cmpuint (get_focus (fixture), ==, 19);
  check (fixture);
}

static void
test_rows_run_from_right_to_left (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *row;
  graphene_rect_t row_bounds;
  graphene_rect_t dot_bounds;

  gtk_widget_set_direction (GTK_WIDGET (fixture->list), GTK_TEXT_DIR_RTL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  fill (fixture, 20, 5);
  check (fixture);
  row = gtk_widget_get_first_child (gazette_headline_list_get_widget (fixture->list, 1));
  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->list), &row_bounds));
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_first_child (row),
                                            GTK_WIDGET (fixture->list), &dot_bounds));
  g_assert_cmpfloat (dot_bounds.origin.x, >, row_bounds.origin.x + row_bounds.size.width / 2);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/list/million", test_a_million_rows_have_few_widgets);
  ADD ("/list/places", test_rows_are_where_they_belong);
  ADD ("/list/layout", test_each_frame_is_laid_out_once);
  ADD ("/list/start", test_what_comes_at_the_start_is_seen);
  ADD ("/list/focus", test_the_focus_stays_alive);
  ADD ("/list/keys", test_keys_move_and_select);
  ADD ("/list/clicks", test_clicks_select_and_open);
  ADD ("/list/titles", test_titles_stay_and_are_pushed_away);
  ADD ("/list/next", test_what_comes_next_is_in_sight);
  ADD ("/list/end", test_what_ends_the_list_has_a_row);
  ADD ("/list/right-to-left", test_rows_run_from_right_to_left);

  return g_test_run ();
}
