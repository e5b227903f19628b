/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-application.h"
#include "gazette-newsroom.h"
#include "gazette-rescue.h"
#include "gazette-style.h"
#include "gazette-ticket.h"
#include "gazette-window.h"

#define RESOURCES "/io/github/gazette_reader/Gazette"

/* How often to look whether opening is repairing by now. */
#define REPAIR_LOOK_MS 250

struct _GazetteApplication
{
  AdwApplication     parent_instance;

  GazetteNewsroom   *newsroom;
  GazetteBackground *background;
  guint              opening_source;
  guint              is_opening : 1;
  guint              is_closing : 1;
  guint              is_ending : 1;
};

G_DEFINE_FINAL_TYPE (GazetteApplication, gazette_application, ADW_TYPE_APPLICATION)

static void open_newsroom  (GazetteApplication *self);
static void close_newsroom (GazetteApplication *self);

static GazetteWindow *
get_window (GazetteApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (GAZETTE_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

/* The starter edition in the language of the person, as far as there is one. */
static GBytes *
load_starter (void)
{
  const char *const *languages = g_get_language_names ();
  GBytes *edition = NULL;

  for (guint i = 0; languages[i] != NULL && edition == NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (RESOURCES "/starter/starter.%s.json", languages[i]);

      if (g_str_equal (languages[i], "C") || g_str_equal (languages[i], "en") || g_str_has_prefix (languages[i], "en_"))
        break;
      edition = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    }

  return edition != NULL ? edition
                         : g_resources_lookup_data (RESOURCES "/starter/starter.json", G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                    NULL);
}

static DexFuture *
starter_added_cb (DexFuture *future,
                  gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  /* The news are there, even if the starter edition is not. */
  if (dex_future_get_value (future, &error) == NULL)
    g_warning ("The starter edition could not be added: %s", error->message);

  return dex_future_new_true ();
}

static DexFuture *
add_starter (GazetteApplication *self)
{
  g_autoptr(GBytes) starter = load_starter ();

  return dex_future_finally (gazette_newsroom_add_starter (self->newsroom, starter), starter_added_cb, NULL, NULL);
}

/* A new library has nothing else to show. */
static gboolean
waits_for_starter (GazetteApplication *self)
{
  return gazette_library_get_is_new (gazette_newsroom_get_library (self->newsroom));
}

static DexFuture *
newsroom_opened_cb (DexFuture *future,
                    gpointer   user_data)
{
  GazetteApplication *self = user_data;

  g_set_object (&self->newsroom, g_value_get_object (dex_future_get_value (future, NULL)));

  return waits_for_starter (self) ? add_starter (self) : NULL;
}

static DexFuture *
ready_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteApplication *self = user_data;
  GazetteWindow *window = get_window (self);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  self->is_opening = FALSE;
  g_clear_handle_id (&self->opening_source, g_source_remove);

  if (self->newsroom == NULL)
    {
      if (window != NULL)
        gazette_window_show_failure (window, error->message);
      g_application_release (G_APPLICATION (self));
      return NULL;
    }

  if (window != NULL)
    gazette_window_set_newsroom (window, self->newsroom);
  /* Added long ago, unless the program ended before it was. */
  if (!waits_for_starter (self))
    dex_future_disown (add_starter (self));
  gazette_background_set_newsroom (self->background, self->newsroom);
  if (self->is_ending)
    close_newsroom (self);

  return NULL;
}

/* What is damaged is often known only when it is opened. */
static gboolean
look_for_repair_cb (gpointer user_data)
{
  GazetteApplication *self = user_data;
  g_autofree char *data_folder = g_build_filename (g_get_user_data_dir (), FOLDER, NULL);
  GazetteWindow *window = get_window (self);

  if (window != NULL && gazette_rescue_is_wanted (data_folder))
    gazette_window_show_repair (window);

  return G_SOURCE_CONTINUE;
}

/* The application runs on until the newsroom is closed again. */
static void
open_newsroom (GazetteApplication *self)
{
  g_autofree char *data_folder = NULL;
  g_autofree char *cache_folder = NULL;
  DexFuture *future;

  if (self->is_opening || self->newsroom != NULL)
    return;

  self->is_opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  self->opening_source = g_timeout_add (REPAIR_LOOK_MS, look_for_repair_cb, self);
  data_folder = g_build_filename (g_get_user_data_dir (), FOLDER, NULL);
  cache_folder = g_build_filename (g_get_user_cache_dir (), FOLDER, NULL);
  future = gazette_newsroom_open (data_folder, cache_folder);
  future = dex_future_then (future, newsroom_opened_cb, self, NULL);
  dex_future_disown (dex_future_finally (future, ready_cb, self, NULL));
}

static DexFuture *
newsroom_closed_cb (DexFuture *future,
                    gpointer   user_data)
{
  GazetteApplication *self = user_data;
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (error != NULL)
    g_warning ("The newsroom did not close well: %s", error->message);

  g_clear_object (&self->newsroom);
  self->is_closing = FALSE;
  /* A window was asked for meanwhile. */
  if (get_window (self) != NULL)
    open_newsroom (self);
  g_application_release (G_APPLICATION (self));

  return NULL;
}

static void
close_newsroom (GazetteApplication *self)
{
  if (self->newsroom == NULL || self->is_closing)
    return;

  self->is_closing = TRUE;
  gazette_background_set_newsroom (self->background, NULL);
  dex_future_disown (dex_future_finally (gazette_newsroom_close (self->newsroom), newsroom_closed_cb, self, NULL));
}

static void
gazette_application_window_removed (GtkApplication *application,
                                    GtkWindow      *window)
{
  GazetteApplication *self = GAZETTE_APPLICATION (application);

  GTK_APPLICATION_CLASS (gazette_application_parent_class)->window_removed (application, window);

  if (get_window (self) == NULL && (self->is_ending || !gazette_background_stay (self->background)))
    close_newsroom (self);
}

static GazetteWindow *
show_window (GazetteApplication *self)
{
  GazetteWindow *window = get_window (self);

  self->is_ending = FALSE;
  if (window == NULL)
    {
      window = GAZETTE_WINDOW (gazette_window_new (self));
      gazette_background_follow (self->background, GTK_WINDOW (window));
      gazette_window_present_filled (window);
      if (self->newsroom != NULL && !self->is_closing)
        gazette_window_set_newsroom (window, self->newsroom);
      else
        open_newsroom (self);
    }
  else
    {
      gtk_window_present (GTK_WINDOW (window));
    }

  return window;
}

/* As a session starts it. Whoever does so by hand gets that, too, until the window
 * was shown and closed. */
static void
start_without_window (GazetteApplication *self)
{
  if (get_window (self) != NULL)
    return;

  gazette_background_stay (self->background);
  open_newsroom (self);
}

static void
gazette_application_activate (GApplication *application)
{
  show_window (GAZETTE_APPLICATION (application));
}

/* "Open with" of the desktop: pages, and files with pages in them. */
static void
gazette_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  GazetteWindow *window = show_window (GAZETTE_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    gazette_window_open_file (window, files[i]);
}

/* What is given is an address, unless a file is called so. What begins with
 * "feed:" is news, as sites say that link to them. */
static void
open_word (GazetteWindow           *window,
           GApplicationCommandLine *command_line,
           const char              *word,
           GPtrArray               *addresses)
{
  g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, word);

  if (g_file_is_native (file) && g_file_query_exists (file, NULL))
    gazette_window_open_file (window, file);
  else if (g_ascii_strncasecmp (word, "feed:", 5) == 0)
    gazette_window_add_source (window, word);
  else
    g_ptr_array_add (addresses, g_strdup (word));
}

static int
gazette_application_command_line (GApplication            *application,
                                  GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  g_auto(GStrv) words = NULL;
  g_autofree char *source = NULL;
  GazetteWindow *window;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^as", &words);
  g_variant_dict_lookup (options, "add", "s", &source);

  if (words == NULL && source == NULL && g_variant_dict_contains (options, "background"))
    {
      start_without_window (GAZETTE_APPLICATION (application));
      return 0;
    }

  window = show_window (GAZETTE_APPLICATION (application));
  if (source != NULL)
    gazette_window_add_source (window, source);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    open_word (window, command_line, words[i], addresses);
  if (addresses->len > 0)
    gazette_window_clip (window, (const char *const *) addresses->pdata);

  return 0;
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GazetteApplication *self = user_data;
  GazetteWindow *window = get_window (self);

  self->is_ending = TRUE;
  /* It remembers its size, and the newsroom closes after it. */
  if (window != NULL)
    gazette_window_end (window);
  else
    close_newsroom (self);
}

static void
background_ended_cb (GazetteApplication *self)
{
  if (get_window (self) == NULL)
    close_newsroom (self);
}

/* What a notification leads to. */
static void
show_view_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GazetteApplication *self = user_data;
  GazetteWindow *window = get_window (self);
  g_autoptr(GSettings) settings = NULL;

  /* A window that waits for the newsroom begins with what it showed last. */
  if (window != NULL && g_action_group_get_action_enabled (G_ACTION_GROUP (window), "view"))
    {
      g_action_group_change_action_state (G_ACTION_GROUP (window), "view", parameter);
    }
  else
    {
      settings = g_settings_new (APP_ID);
      g_settings_set_string (settings, "last-view", g_variant_get_string (parameter, NULL));
    }
  show_window (self);
}

/* A library that is damaged is repaired as it is opened. */
static void
repair_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteApplication *self = user_data;
  GazetteWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  close_newsroom (self);
  show_window (self);
}

static void
open_newsroom_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_newsroom (user_data);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = GTK_WINDOW (get_window (user_data));

  if (window == NULL)
    return;

  adw_show_about_dialog (GTK_WIDGET (window),
                         "application-name", _("Gazette"),
                         "application-icon", APP_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The Gazette contributors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Read the news from the sites you choose, and keep articles for later"),
                         /* TRANSLATORS: put your names here, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
gazette_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "quit", quit_cb },
    { "about", about_cb },
    { "open-newsroom", open_newsroom_cb },
    { "show-view", show_view_cb, "s" },
    { "repair", repair_cb },
  };
  GazetteApplication *self = GAZETTE_APPLICATION (application);
  static const struct
  {
    const char *action;
    const char *accels[4];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.add-source", { "<Control>n" } },
    { "win.save-page", { "<Control><Shift>n" } },
    { "win.refresh", { "<Control>r", "F5" } },
    { "win.shown-properties", { "<Alt>Return" } },
    { "win.find", { "<Control>f" } },
    { "win.print", { "<Control>p" } },
    { "win.read-aloud", { "<Control><Shift>a" } },
    { "win.previous-sentence", { "<Control><Shift>comma" } },
    { "win.next-sentence", { "<Control><Shift>period" } },
    { "win.stop-reading", { "<Control><Shift>s" } },
    { "win.search", { "<Control><Shift>f" } },
    { "win.choose", { "F9" } },
    { "win.text-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
    { "win.text-smaller", { "<Control>minus", "<Control>KP_Subtract" } },
    { "win.text-normal", { "<Control>0", "<Control>KP_0" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.shortcuts", { "<Control>question" } },
  };

  gazette_style_hold_back ();
  /* Threads read the library while GTK starts. */
  open_newsroom (self);
  gazette_style_start ();

  G_APPLICATION_CLASS (gazette_application_parent_class)->startup (application);

  self->background = gazette_background_new (application);
  g_signal_connect_object (self->background, "ended", G_CALLBACK (background_ended_cb), self, G_CONNECT_SWAPPED);
  /* The window gets its icon when it is there. */
  gtk_window_set_default_icon_name (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action, accels[i].accels);
}

static void
gazette_application_finalize (GObject *object)
{
  g_clear_object (&GAZETTE_APPLICATION (object)->background);
  g_clear_object (&GAZETTE_APPLICATION (object)->newsroom);

  G_OBJECT_CLASS (gazette_application_parent_class)->finalize (object);
}

static void
gazette_application_class_init (GazetteApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = gazette_application_startup;
  G_APPLICATION_CLASS (klass)->activate = gazette_application_activate;
  G_APPLICATION_CLASS (klass)->open = gazette_application_open;
  G_APPLICATION_CLASS (klass)->command_line = gazette_application_command_line;
  GTK_APPLICATION_CLASS (klass)->window_removed = gazette_application_window_removed;
}

static void
gazette_application_init (GazetteApplication *self)
{
  static const GOptionEntry entries[] = {
    { "add", 'a', 0, G_OPTION_ARG_STRING, NULL, N_("Add a source of news"), N_("ADDRESS") },
    { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start without a window"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[ADDRESS…]") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Reads the news. With addresses of pages, saves these for later."));
}

/**
 * gazette_application_new:
 *
 * Returns: (transfer full): the application
 */
GazetteApplication *
gazette_application_new (void)
{
  return g_object_new (GAZETTE_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCES,
                       "version", PACKAGE_VERSION,
                       NULL);
}

/**
 * gazette_application_get_background:
 * @self: the application, once it has started
 *
 * Returns: (transfer none): what goes on by itself
 */
GazetteBackground *
gazette_application_get_background (GazetteApplication *self)
{
  g_return_val_if_fail (GAZETTE_IS_APPLICATION (self), NULL);

  return self->background;
}
