/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ago.h"
#include "gazette-archive-watch.h"
#include "gazette-error.h"
#include "gazette-source-dialog.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

struct _GazetteSourceDialog
{
  AdwDialog            parent_instance;

  AdwToastOverlay     *toast_overlay;
  GtkEditable         *name;
  GtkWidget           *own_name_button;
  AdwActionRow        *address;
  AdwActionRow        *kind;
  GtkWidget           *full_text_group;
  AdwComboRow         *full_text;
  GtkWidget           *rules_group;
  AdwSwitchRow        *muted_row;
  AdwComboRow         *notify_row;
  AdwComboRow         *keep_row;
  AdwSpinRow          *keep_number_row;
  AdwComboRow         *retention_row;
  AdwActionRow        *articles;
  AdwActionRow        *updated;
  GtkStack            *refresh_stack;
  AdwActionRow        *trouble;
  GtkWidget           *archive_group;
  AdwActionRow        *archive;
  GtkWidget           *archive_spinner;
  GtkButton           *archive_button;
  GtkWidget           *progress_row;
  GtkProgressBar      *progress;

  GazetteNewsroom     *newsroom;
  GazetteArchiveWatch *watch;
  gint64               source_id;
  GazetteSource       *source;
  guint                serial;
  guint                is_refreshing : 1;
};

G_DEFINE_FINAL_TYPE (GazetteSourceDialog, gazette_source_dialog, ADW_TYPE_DIALOG)

static void load (GazetteSourceDialog *self);

static void
tell (GazetteSourceDialog *self,
      const char          *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static DexFuture *
failed_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazetteSourceDialog) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self != NULL && self->toast_overlay != NULL && error != NULL && error->domain == GAZETTE_ERROR)
    tell (self, error->message);

  return NULL;
}

static void
tell_failure (GazetteSourceDialog *self,
              DexFuture           *future)
{
  dex_future_disown (dex_future_catch (future, failed_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

/* How many articles, and what else is counted. */
static char *
dup_counts (guint       n_articles,
            const char *other)
{
  g_autofree char *articles = g_strdup_printf (ngettext ("%'u article", "%'u articles", n_articles), n_articles);

  return g_strconcat (articles, " · ", other, NULL);
}

static void
update_name (GazetteSourceDialog *self)
{
  g_autofree char *tooltip = NULL;

  gtk_editable_set_text (self->name, self->source->title);
  gtk_widget_set_visible (self->own_name_button, self->source->own_title != NULL);
  if (self->source->own_title == NULL)
    return;

  /* TRANSLATORS: %s is what a news source calls itself */
  tooltip = g_strdup_printf (_("Use Its Own Name, “%s”"), self->source->own_title);
  gtk_widget_set_tooltip_text (self->own_name_button, tooltip);
}

static void
update_source (GazetteSourceDialog *self)
{
  const GazetteSource *source = self->source;
  g_autofree char *kind = gazette_newsroom_dup_dialect_name (self->newsroom, source->dialect);
  g_autofree char *unread = g_strdup_printf (ngettext ("%'u unread", "%'u unread", source->n_unread), source->n_unread);
  g_autofree char *articles = dup_counts (source->n_articles, unread);
  g_autofree char *updated = gazette_ago_say (source->fetched, g_get_real_time () / G_USEC_PER_SEC);
  gboolean is_web = gazette_url_is_web (source->url);

  adw_action_row_set_subtitle (self->address, source->url);
  gtk_widget_set_visible (GTK_WIDGET (self->address), is_web);
  adw_action_row_set_subtitle (self->kind, kind != NULL ? kind : "");
  gtk_widget_set_visible (GTK_WIDGET (self->kind), kind != NULL && is_web);
  adw_action_row_set_subtitle (self->articles, articles);
  /* TRANSLATORS: when a source was last asked with success */
  adw_action_row_set_subtitle (self->updated, *updated != '\0' ? updated : C_("source", "Never"));
  gtk_widget_set_visible (GTK_WIDGET (self->updated), is_web);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble), source->error != NULL ? source->error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), source->error != NULL);
  /* Its choices stand in the order of the values. */
  adw_combo_row_set_selected (self->full_text, source->full_text);
  adw_switch_row_set_active (self->muted_row, source->muted);
  adw_combo_row_set_selected (self->notify_row, source->notify);
  adw_combo_row_set_selected (self->keep_row, source->keep);
  adw_combo_row_set_selected (self->retention_row, source->retention);
  adw_spin_row_set_value (self->keep_number_row, source->keep_number);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_number_row), source->keep == GAZETTE_KEEP_NEWEST);
  gtk_widget_set_visible (self->full_text_group, is_web);
  gtk_widget_set_visible (self->rules_group, is_web);
  gtk_widget_set_visible (self->archive_group, is_web);
}

static void
update_refreshing (GazetteSourceDialog *self)
{
  gtk_stack_set_visible_child_name (self->refresh_stack, self->is_refreshing ? "spinner" : "icon");
}

static const char *
get_archive_title (const GazetteArchive *archive)
{
  if (archive->downloading)
    return _("Downloading…");
  if (archive->ended)
    return archive->n_pages > 0 ? _("All articles are here") : _("There is nothing older");
  if (archive->n_pages > 0)
    return _("Loaded in part");

  return _("Not loaded yet");
}

static char *
dup_archive_subtitle (const GazetteArchive *archive)
{
  g_autofree char *pages = NULL;
  g_autofree char *counts = NULL;

  if (archive->n_pages == 0)
    return g_strdup (archive->note != NULL ? archive->note : "");

  /* TRANSLATORS: pages of the answers of a server, of some articles each */
  pages = g_strdup_printf (ngettext ("%'u page", "%'u pages", archive->n_pages), archive->n_pages);
  counts = dup_counts (archive->n_articles, pages);
  if (archive->note == NULL)
    return g_steal_pointer (&counts);

  return g_strconcat (counts, "\n", archive->note, NULL);
}

static const char *
get_archive_label (const GazetteArchive *archive)
{
  if (archive->downloading)
    return _("_Stop");
  if (archive->ended)
    return _("_Download Again");

  return archive->n_pages > 0 ? _("_Download the Rest") : _("_Download");
}

static void
update_progress (GazetteSourceDialog  *self,
                 const GazetteArchive *archive)
{
  guint n_articles = self->source != NULL ? self->source->n_articles : 0;
  gboolean is_known = archive->downloading && archive->n_total > 0;

  gtk_widget_set_visible (self->progress_row, is_known);
  if (is_known)
    gtk_progress_bar_set_fraction (self->progress, MIN (1.0, (double) n_articles / archive->n_total));
}

static void
update_archive (GazetteSourceDialog *self)
{
  const GazetteArchive *archive = gazette_archive_watch_get_archive (self->watch);
  g_autofree char *subtitle = NULL;

  if (archive == NULL)
    return;

  subtitle = dup_archive_subtitle (archive);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->archive), get_archive_title (archive));
  adw_action_row_set_subtitle (self->archive, subtitle);
  gtk_widget_set_visible (self->archive_spinner,
                          archive->downloading || gazette_archive_watch_get_loading (self->watch));
  gtk_button_set_label (self->archive_button, get_archive_label (archive));
  gtk_widget_set_visible (GTK_WIDGET (self->archive_button), !archive->ended || archive->n_pages > 0);
  update_progress (self, archive);
}

static void
take_source (GazetteSourceDialog *self,
             GazetteSource       *source)
{
  g_autoptr(GazetteSource) old = g_steal_pointer (&self->source);

  self->source = gazette_source_ref (source);
  /* What a person types stays. */
  if (old == NULL || g_strcmp0 (old->title, source->title) != 0 || g_strcmp0 (old->own_title, source->own_title) != 0)
    update_name (self);
  update_source (self);
  update_archive (self);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteSourceDialog) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->newsroom == NULL || ticket->id != self->serial)
    return NULL;

  if (value != NULL)
    take_source (self, g_value_get_boxed (value));
  else if (g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND))
    adw_dialog_close (ADW_DIALOG (self));

  return NULL;
}

static void
load (GazetteSourceDialog *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  self->serial++;
  dex_future_disown (dex_future_finally (gazette_library_load_source (library, self->source_id), loaded_cb,
                                         gazette_ticket_new (self, self->serial), gazette_ticket_free));
}

static void
rename_source (GazetteSourceDialog *self,
               const char          *name)
{
  tell_failure (self, gazette_library_rename_source (gazette_newsroom_get_library (self->newsroom), self->source_id, name));
}

static void
full_text_cb (GazetteSourceDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->full_text);

  if (self->source == NULL || chosen > GAZETTE_FULL_TEXT_NEVER || chosen == self->source->full_text)
    return;

  tell_failure (self, gazette_library_set_full_text (gazette_newsroom_get_library (self->newsroom), self->source_id,
                                                     chosen));
}

static void
set_rule (GazetteSourceDialog *self,
          GazetteSourceRule    rule,
          guint                old_value,
          guint                value)
{
  if (value != old_value && value != GTK_INVALID_LIST_POSITION)
    tell_failure (self, gazette_library_set_rule (gazette_newsroom_get_library (self->newsroom), self->source_id, rule,
                                                  value));
}

static void
muted_cb (GazetteSourceDialog *self)
{
  if (self->source != NULL)
    set_rule (self, GAZETTE_SOURCE_RULE_MUTED, self->source->muted, adw_switch_row_get_active (self->muted_row));
}

static void
notify_cb (GazetteSourceDialog *self)
{
  if (self->source != NULL)
    set_rule (self, GAZETTE_SOURCE_RULE_NOTIFY, self->source->notify, adw_combo_row_get_selected (self->notify_row));
}

static void
keep_cb (GazetteSourceDialog *self)
{
  if (self->source != NULL)
    set_rule (self, GAZETTE_SOURCE_RULE_KEEP, self->source->keep, adw_combo_row_get_selected (self->keep_row));
}

static void
retention_cb (GazetteSourceDialog *self)
{
  if (self->source != NULL)
    set_rule (self, GAZETTE_SOURCE_RULE_RETENTION, self->source->retention,
              adw_combo_row_get_selected (self->retention_row));
}

static void
keep_number_cb (GazetteSourceDialog *self)
{
  if (self->source != NULL)
    set_rule (self, GAZETTE_SOURCE_RULE_KEEP_NUMBER, self->source->keep_number,
              (guint) adw_spin_row_get_value (self->keep_number_row));
}

static void
name_applied_cb (GazetteSourceDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name != '\0')
    rename_source (self, name);
  else if (self->source != NULL && self->source->own_title != NULL)
    rename_source (self, NULL);
  else if (self->source != NULL)
    update_name (self);
}

static void
own_name_cb (GazetteSourceDialog *self)
{
  rename_source (self, NULL);
}

static void
copy_cb (GazetteSourceDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), adw_action_row_get_subtitle (self->address));
  tell (self, _("Address copied"));
}

static DexFuture *
refreshed_cb (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(GazetteSourceDialog) self = gazette_ticket_dup_owner (user_data);

  if (self == NULL || self->newsroom == NULL)
    return dex_ref (future);

  self->is_refreshing = FALSE;
  update_refreshing (self);
  /* When that was is told by nobody else. */
  load (self);

  return dex_ref (future);
}

/* Why it fails is told by the row of troubles, but for who is asked too soon. */
static void
refresh_cb (GazetteSourceDialog *self)
{
  DexFuture *future;

  if (self->is_refreshing)
    return;

  self->is_refreshing = TRUE;
  update_refreshing (self);
  future = dex_future_finally (gazette_newsroom_refresh_source (self->newsroom, self->source_id), refreshed_cb,
                               gazette_ticket_new (self, 0), gazette_ticket_free);
  tell_failure (self, future);
}

static void
archive_cb (GazetteSourceDialog *self)
{
  const GazetteArchive *archive = gazette_archive_watch_get_archive (self->watch);

  if (archive == NULL)
    return;

  tell_failure (self, archive->downloading ? gazette_newsroom_stop_download (self->newsroom, self->source_id)
                                           : gazette_newsroom_download_archive (self->newsroom, self->source_id));
}

static void
remove_cb (GazetteSourceDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-source", "x", self->source_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gazette_source_dialog_dispose (GObject *object)
{
  GazetteSourceDialog *self = GAZETTE_SOURCE_DIALOG (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->newsroom);
  g_clear_pointer (&self->source, gazette_source_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_SOURCE_DIALOG);

  G_OBJECT_CLASS (gazette_source_dialog_parent_class)->dispose (object);
}

static void
gazette_source_dialog_class_init (GazetteSourceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_source_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-source-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, own_name_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, address);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, articles);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, updated);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, archive_group);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, archive);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, archive_spinner);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, archive_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, progress_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, full_text_group);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, full_text);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, rules_group);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, muted_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, notify_row);
  gtk_widget_class_bind_template_callback (widget_class, full_text_cb);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, keep_number_row);
  gtk_widget_class_bind_template_callback (widget_class, muted_cb);
  gtk_widget_class_bind_template_callback (widget_class, notify_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_child (widget_class, GazetteSourceDialog, retention_row);
  gtk_widget_class_bind_template_callback (widget_class, keep_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, retention_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, archive_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
gazette_source_dialog_init (GazetteSourceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_source_dialog_new:
 * @newsroom: where the source is
 * @source_id: the source
 *
 * Returns: (transfer full): a dialog, to be presented
 */
GazetteSourceDialog *
gazette_source_dialog_new (GazetteNewsroom *newsroom,
                           gint64           source_id)
{
  GazetteSourceDialog *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_SOURCE_DIALOG, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->source_id = source_id;
  self->watch = gazette_archive_watch_new (newsroom);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (update_archive), self, G_CONNECT_SWAPPED);
  gazette_archive_watch_set_source_id (self->watch, source_id);
  g_signal_connect_object (gazette_newsroom_get_library (newsroom), "sources-changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return self;
}
