/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-background.h"
#include "gazette-choice.h"
#include "gazette-portal.h"
#include "gazette-ticket.h"

/* There is one notification: what is new takes its place. */
#define NEWS "news"

struct _GazetteBackground
{
  GObject          parent_instance;

  GApplication    *application;
  GSettings       *settings;
  GazetteNewsroom *newsroom;
  GtkWindow       *window;
  char            *refusal;
  guint            serial;
  guint            news_serial;
  guint            was_asked : 1;
};

G_DEFINE_FINAL_TYPE (GazetteBackground, gazette_background, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_REFUSAL,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_refusal (GazetteBackground *self,
             const char        *refusal)
{
  if (g_set_str (&self->refusal, refusal))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSAL]);
}

static gboolean
wants_autostart (GazetteBackground *self)
{
  return g_settings_get_boolean (self->settings, "background") && g_settings_get_boolean (self->settings, "autostart");
}

static DexFuture *
counted_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(GazetteBackground) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  const GazetteCounts *counts;
  g_autofree char *status = NULL;

  if (self == NULL || self->window != NULL || value == NULL)
    return NULL;

  counts = g_value_get_boxed (value);
  status = g_strdup_printf (ngettext ("%'u unread article", "%'u unread articles", counts->n_unread), counts->n_unread);
  gazette_portal_set_status (status);

  return NULL;
}

static void
update_status (GazetteBackground *self)
{
  DexFuture *counts;

  if (self->window != NULL || self->newsroom == NULL || gazette_newsroom_get_refreshing (self->newsroom))
    return;

  counts = gazette_library_load_counts (gazette_newsroom_get_library (self->newsroom));
  dex_future_disown (dex_future_finally (counts, counted_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
take_grant (GazetteBackground *self,
            guint              grant)
{
  gboolean autostart = wants_autostart (self);

  /* Without a portal nobody ends a program that has no window. */
  if ((grant & GAZETTE_PORTAL_ASKED) != 0 && (grant & GAZETTE_PORTAL_BACKGROUND) == 0)
    {
      set_refusal (self, _("The desktop does not let Gazette go on when its window is closed. Allow it in the settings of the desktop, then try again."));
      g_settings_set_boolean (self->settings, "background", FALSE);
    }
  else if (autostart && (grant & GAZETTE_PORTAL_ASKED) == 0)
    {
      set_refusal (self, _("Nothing on this desktop lets Gazette start with the session. Add “gazette --background” to what your desktop starts."));
      g_settings_set_boolean (self->settings, "autostart", FALSE);
    }
  else if (autostart && (grant & GAZETTE_PORTAL_AUTOSTART) == 0)
    {
      set_refusal (self, _("The desktop does not let Gazette start with the session. Allow it in the settings of the desktop, then try again."));
      g_settings_set_boolean (self->settings, "autostart", FALSE);
    }
}

static DexFuture *
granted_cb (DexFuture *future,
            gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteBackground) self = gazette_ticket_dup_owner (ticket);

  if (self == NULL || ticket->id != self->serial)
    return NULL;

  if (g_settings_get_boolean (self->settings, "background"))
    take_grant (self, g_value_get_uint (dex_future_get_value (future, NULL)));

  return NULL;
}

static void
ask_portal (GazetteBackground *self)
{
  DexFuture *grant = gazette_portal_request_background (_("Gazette looks for new articles while its window is closed."),
                                                        wants_autostart (self));

  self->serial++;
  self->was_asked = TRUE;
  dex_future_disown (dex_future_finally (grant, granted_cb, gazette_ticket_new (self, self->serial),
                                         gazette_ticket_free));
}

static void
background_changed_cb (GazetteBackground *self)
{
  gboolean background = g_settings_get_boolean (self->settings, "background");

  if (background)
    set_refusal (self, NULL);
  /* Whoever takes it back is not started with the session either. */
  if (background || g_settings_get_boolean (self->settings, "autostart"))
    ask_portal (self);
  if (!background && self->window == NULL)
    g_signal_emit (self, signals[ENDED], 0);
}

static void
autostart_changed_cb (GazetteBackground *self)
{
  if (!g_settings_get_boolean (self->settings, "background"))
    return;

  if (g_settings_get_boolean (self->settings, "autostart"))
    set_refusal (self, NULL);
  ask_portal (self);
}

static void
update_schedule (GazetteBackground *self)
{
  GazetteSchedule schedule = {
    .interval = 60 * (guint) g_settings_get_enum (self->settings, "refresh-interval"),
    .at_start = g_settings_get_boolean (self->settings, "refresh-at-start"),
    .on_metered = g_settings_get_boolean (self->settings, "refresh-on-metered"),
  };

  if (self->newsroom != NULL)
    gazette_newsroom_set_schedule (self->newsroom, &schedule);
}

static void
update_ahead (GazetteBackground *self)
{
  GazetteAhead ahead = {
    .n_days = (guint) g_settings_get_enum (self->settings, "copy-days"),
    .budget = (gint64) g_settings_get_int (self->settings, "copy-budget") << 20,
    .on_metered = g_settings_get_boolean (self->settings, "copy-on-metered"),
    .on_battery = g_settings_get_boolean (self->settings, "copy-on-battery"),
  };

  if (self->newsroom != NULL)
    gazette_newsroom_set_ahead (self->newsroom, &ahead);
}

static void
update_retention (GazetteBackground *self)
{
  if (self->newsroom != NULL)
    gazette_newsroom_set_retention (self->newsroom, (GazetteRetention) g_settings_get_enum (self->settings, "retention"));
}

static void
settings_changed_cb (GazetteBackground *self,
                     const char        *key)
{
  if (g_str_has_prefix (key, "copy-"))
    update_ahead (self);
  else if (g_str_equal (key, "retention"))
    update_retention (self);
}

static void
update_tells (GazetteBackground *self)
{
  if (self->newsroom != NULL)
    gazette_newsroom_set_tells (self->newsroom, g_settings_get_boolean (self->settings, "notifications"));
}

static void
send (GazetteBackground *self,
      guint              n_articles,
      const char        *where,
      const char        *view)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%'u new article", "%'u new articles", n_articles), n_articles);
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, where);
  g_notification_set_default_action_and_target (notification, "app.show-view", "s", view);
  g_application_send_notification (self->application, NEWS, notification);
}

typedef struct
{
  GazetteTicket *ticket;
  guint          n_articles;
} OneSource;

static void
one_source_free (gpointer data)
{
  OneSource *one = data;

  gazette_ticket_free (one->ticket);
  g_free (one);
}

static DexFuture *
source_loaded_cb (DexFuture *future,
                  gpointer   user_data)
{
  OneSource *one = user_data;
  g_autoptr(GazetteBackground) self = gazette_ticket_dup_owner (one->ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  GazetteSource *source;
  g_autofree char *view = NULL;

  /* It may have been removed, or seen, meanwhile. */
  if (self == NULL || value == NULL || one->ticket->id != self->news_serial)
    return NULL;

  source = g_value_get_boxed (value);
  view = gazette_view_to_string (GAZETTE_VIEW_SOURCE, source->id);
  send (self, one->n_articles, source->title, view);

  return NULL;
}

static void
news_cb (GazetteBackground *self,
         guint              n_articles,
         guint              n_sources,
         gint64             source_id,
         GazetteNewsroom   *newsroom)
{
  g_autofree char *where = NULL;
  OneSource *one;

  /* Whoever looks sees it. */
  if (self->window != NULL && gtk_window_is_active (self->window))
    return;

  self->news_serial++;
  if (source_id == 0)
    {
      /* TRANSLATORS: below "3 new articles" */
      where = g_strdup_printf (ngettext ("From %'u source", "From %'u sources", n_sources), n_sources);
      send (self, n_articles, where, "unread");
      return;
    }

  one = g_new0 (OneSource, 1);
  one->ticket = gazette_ticket_new (self, self->news_serial);
  one->n_articles = n_articles;
  dex_future_disown (dex_future_finally (gazette_library_load_source (gazette_newsroom_get_library (newsroom), source_id),
                                         source_loaded_cb, one, one_source_free));
}

static void
active_cb (GazetteBackground *self)
{
  if (self->window == NULL || !gtk_window_is_active (self->window))
    return;

  self->news_serial++;
  g_application_withdraw_notification (self->application, NEWS);
}

static void
gazette_background_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_REFUSAL)
    g_value_set_string (value, GAZETTE_BACKGROUND (object)->refusal);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
gazette_background_dispose (GObject *object)
{
  GazetteBackground *self = GAZETTE_BACKGROUND (object);

  g_clear_object (&self->newsroom);
  g_clear_object (&self->settings);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (gazette_background_parent_class)->dispose (object);
}

static void
gazette_background_finalize (GObject *object)
{
  g_free (GAZETTE_BACKGROUND (object)->refusal);

  G_OBJECT_CLASS (gazette_background_parent_class)->finalize (object);
}

static void
gazette_background_class_init (GazetteBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gazette_background_get_property;
  object_class->dispose = gazette_background_dispose;
  object_class->finalize = gazette_background_finalize;

  properties[PROP_REFUSAL] =
    g_param_spec_string ("refusal", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] =
    g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gazette_background_init (GazetteBackground *self)
{
  self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (settings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::background", G_CALLBACK (background_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::autostart", G_CALLBACK (autostart_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::refresh-interval", G_CALLBACK (update_schedule), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::refresh-on-metered", G_CALLBACK (update_schedule), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::notifications", G_CALLBACK (update_tells), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gazette_background_new:
 * @application: the application, which outlives it
 *
 * Returns: (transfer full): what goes on by itself, once there is a newsroom
 */
GazetteBackground *
gazette_background_new (GApplication *application)
{
  GazetteBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (GAZETTE_TYPE_BACKGROUND, NULL);
  self->application = application;

  return self;
}

/**
 * gazette_background_set_newsroom:
 * @self: what goes on by itself
 * @newsroom: (nullable): who does it, %NULL when it closes
 */
void
gazette_background_set_newsroom (GazetteBackground *self,
                                 GazetteNewsroom   *newsroom)
{
  g_return_if_fail (GAZETTE_IS_BACKGROUND (self));

  if (self->newsroom != NULL)
    g_signal_handlers_disconnect_by_data (self->newsroom, self);
  if (!g_set_object (&self->newsroom, newsroom) || newsroom == NULL)
    return;

  g_signal_connect_object (newsroom, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (newsroom, "notify::refreshing", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  update_tells (self);
  update_schedule (self);
  update_ahead (self);
  update_retention (self);
  update_status (self);
}

/**
 * gazette_background_stay:
 * @self: what goes on by itself
 *
 * Called when there is no window any more, or none yet.
 *
 * Returns: whether the program goes on all the same. Should the desktop not allow
 *   it, #GazetteBackground::ended follows
 */
gboolean
gazette_background_stay (GazetteBackground *self)
{
  g_return_val_if_fail (GAZETTE_IS_BACKGROUND (self), FALSE);

  g_clear_weak_pointer (&self->window);
  if (!g_settings_get_boolean (self->settings, "background"))
    return FALSE;

  /* What was allowed may have been taken back since the last run. */
  if (!self->was_asked)
    ask_portal (self);
  update_status (self);

  return TRUE;
}

/**
 * gazette_background_follow:
 * @self: what goes on by itself
 * @window: the window, until it is gone
 *
 * Tells nothing while a person looks at the window, and takes back what was told
 * when one does.
 */
void
gazette_background_follow (GazetteBackground *self,
                           GtkWindow         *window)
{
  g_return_if_fail (GAZETTE_IS_BACKGROUND (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_background_get_refusal:
 * @self: what goes on by itself
 *
 * Returns: (nullable): why a setting could not be followed, in plain words
 */
const char *
gazette_background_get_refusal (GazetteBackground *self)
{
  g_return_val_if_fail (GAZETTE_IS_BACKGROUND (self), NULL);

  return self->refusal;
}
