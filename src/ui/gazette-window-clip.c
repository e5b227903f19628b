/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that a person saves: pasted, dropped, typed, given on the command line;
 * and those that are taken over from elsewhere. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-backup.h"
#include "gazette-clip-dialog.h"
#include "gazette-clip.h"
#include "gazette-error.h"
#include "gazette-file.h"
#include "gazette-import-dialog.h"
#include "gazette-ticket.h"
#include "gazette-url.h"
#include "gazette-window-private.h"

/* A text with more addresses is a list, which is to be imported. */
#define MAX_PASTED 50

/* A page in a file, until it turns out to be one. */
typedef struct
{
  GazetteTicket *ticket;
  GBytes        *bytes;
  char          *name;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  gazette_ticket_free (opened->ticket);
  g_bytes_unref (opened->bytes);
  g_free (opened->name);
  g_free (opened);
}

static void
show_known (GazetteWindow *self,
            gint64         article_id)
{
  AdwToast *toast = adw_toast_new (_("This page is saved already"));

  adw_toast_set_button_label (toast, _("_Show"));
  adw_toast_set_action_name (toast, "win.show-article");
  adw_toast_set_action_target (toast, "x", article_id);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static DexFuture *
clipped_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  const GazetteClipped *clipped;

  if (self == NULL || self->toast_overlay == NULL)
    return NULL;
  if (value == NULL)
    {
      if (error->domain == GAZETTE_ERROR)
        gazette_window_tell (self, error->message);
      return NULL;
    }

  clipped = g_value_get_boxed (value);
  if (clipped->n_new == 0)
    show_known (self, clipped->article_id);
  else if (clipped->n_new == 1 && clipped->n_known == 0)
    gazette_window_offer_undo (self, _("The page is being saved"), "win.forget-page", clipped->article_id);
  else
    {
      g_autofree char *message = g_strdup_printf (ngettext ("%'u page is being saved", "%'u pages are being saved",
                                                            clipped->n_new),
                                                  clipped->n_new);

      gazette_window_tell (self, message);
    }

  return NULL;
}

static void
follow_clipped (GazetteWindow *self,
                DexFuture     *future)
{
  dex_future_disown (dex_future_finally (future, clipped_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

/**
 * gazette_window_clip:
 * @self: a window
 * @addresses: (array zero-terminated=1): addresses of pages, as they were typed or found
 *
 * Saves pages, as soon as there is a newsroom, and says so.
 */
void
gazette_window_clip (GazetteWindow      *self,
                     const char *const  *addresses)
{
  g_return_if_fail (GAZETTE_IS_WINDOW (self));
  g_return_if_fail (addresses != NULL && addresses[0] != NULL);

  if (self->newsroom != NULL)
    {
      follow_clipped (self, gazette_newsroom_clip (self->newsroom, addresses));
      return;
    }

  if (self->wanted_pages == NULL)
    self->wanted_pages = g_ptr_array_new_null_terminated (1, g_free, TRUE);
  for (guint i = 0; addresses[i] != NULL; i++)
    g_ptr_array_add (self->wanted_pages, g_strdup (addresses[i]));
}

static void
article_activated_cb (GazetteWindow *self,
                      gint64         article_id)
{
  gazette_window_open_article (self, article_id, TRUE);
}

static GazetteImportDialog *
present_import (GazetteWindow *self)
{
  AdwDialog *visible = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  GazetteImportDialog *dialog;

  if (GAZETTE_IS_IMPORT_DIALOG (visible))
    return GAZETTE_IMPORT_DIALOG (visible);

  dialog = gazette_import_dialog_new (self->newsroom);
  g_signal_connect_object (dialog, "article-activated", G_CALLBACK (article_activated_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));

  return dialog;
}

/* It is no list of another program: then it is the page itself. */
static DexFuture *
not_a_list_cb (DexFuture *future,
               gpointer   user_data)
{
  Opened *opened = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (opened->ticket);

  if (self != NULL && self->newsroom != NULL)
    follow_clipped (self, gazette_newsroom_clip_file (self->newsroom, opened->bytes, opened->name));

  return NULL;
}

static DexFuture *
is_a_list_cb (DexFuture *future,
              gpointer   user_data)
{
  Opened *opened = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (opened->ticket);

  if (self != NULL && self->newsroom != NULL)
    gazette_import_dialog_read (present_import (self), opened->bytes, opened->name);

  return NULL;
}

static gboolean
is_html (GBytes     *bytes,
         const char *name)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *type = g_content_type_guess (name, data, MIN (size, 4096), NULL);

  return g_content_type_is_a (type, "text/html") || g_content_type_is_a (type, "application/xhtml+xml");
}

static void
file_loaded_cb (GBytes     *bytes,
                const char *name,
                const char *reason,
                gpointer    user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  Opened *opened;
  DexFuture *future;

  if (self == NULL || self->newsroom == NULL)
    return;
  if (bytes == NULL)
    {
      gazette_window_tell (self, reason);
      return;
    }
  if (!is_html (bytes, name))
    {
      gazette_import_dialog_read (present_import (self), bytes, name);
      return;
    }

  opened = g_new0 (Opened, 1);
  opened->ticket = gazette_ticket_new (self, 0);
  opened->bytes = g_bytes_ref (bytes);
  opened->name = g_strdup (name);
  future = dex_future_then (gazette_newsroom_read_import (self->newsroom, bytes), is_a_list_cb, opened, NULL);
  dex_future_disown (dex_future_catch (future, not_a_list_cb, opened, opened_free));
}

static DexFuture *
is_backup_cb (DexFuture *future,
              gpointer   user_data)
{
  Opened *opened = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (opened->ticket);
  g_autoptr(GFile) file = g_file_new_for_path (opened->name);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->newsroom == NULL)
    return NULL;

  if (value != NULL && g_value_get_boolean (value))
    gazette_window_restore (self, file);
  else
    gazette_file_load (file, file_loaded_cb, gazette_ticket_new (self, 0));

  return NULL;
}

static void
open_local_file (GazetteWindow *self,
                 const char    *path)
{
  Opened *opened = g_new0 (Opened, 1);

  opened->ticket = gazette_ticket_new (self, 0);
  opened->name = g_strdup (path);
  dex_future_disown (dex_future_finally (gazette_newsroom_is_backup (self->newsroom, path), is_backup_cb, opened,
                                         opened_free));
}

/**
 * gazette_window_open_file:
 * @self: a window
 * @file: a page of the web, what another program exported, or a backup; or an address
 *
 * Saves the page, shows what would be imported, or asks whether to restore the backup;
 * as soon as there is a newsroom.
 */
void
gazette_window_open_file (GazetteWindow *self,
                          GFile         *file)
{
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GAZETTE_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  path = g_file_get_path (file);
  if (gazette_url_is_web (uri))
    {
      const char *addresses[] = { uri, NULL };

      gazette_window_clip (self, addresses);
    }
  else if (self->newsroom == NULL)
    g_set_object (&self->wanted_file, file);
  else if (path != NULL)
    open_local_file (self, path);
  else
    gazette_file_load (file, file_loaded_cb, gazette_ticket_new (self, 0));
}

/**
 * gazette_window_clip_wanted:
 * @self: a window that has a newsroom now
 *
 * Saves what was given before.
 */
void
gazette_window_clip_wanted (GazetteWindow *self)
{
  g_autoptr(GPtrArray) pages = g_steal_pointer (&self->wanted_pages);
  g_autoptr(GFile) file = g_steal_pointer (&self->wanted_file);

  if (pages != NULL)
    gazette_window_clip (self, (const char *const *) pages->pdata);
  if (file != NULL)
    gazette_window_open_file (self, file);
}

/* A text that is nothing but addresses, one a line. */
static GStrv
dup_addresses (const char *text)
{
  g_auto(GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *url = NULL;

      /* Comments of a text/uri-list. */
      if (*g_strstrip (lines[i]) == '\0' || *lines[i] == '#')
        continue;
      url = gazette_url_from_typed (lines[i], NULL);
      if (url == NULL || ++n > MAX_PASTED)
        return NULL;
      g_strv_builder_add (builder, url);
    }

  return n > 0 ? g_strv_builder_end (builder) : NULL;
}

static void
clip_text (GazetteWindow *self,
           const char    *text)
{
  g_auto(GStrv) addresses = dup_addresses (text);

  if (addresses != NULL)
    gazette_window_clip (self, (const char *const *) addresses);
  else
    gazette_window_tell (self, _("This is no web address. To save a page, copy its address from the browser."));
}

static void
open_files (GazetteWindow *self,
            const GValue  *value)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_null_terminated (1, g_free, TRUE);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      if (gazette_url_is_web (uri))
        g_ptr_array_add (addresses, g_steal_pointer (&uri));
      else
        gazette_window_open_file (self, l->data);
    }
  if (addresses->len > 0)
    gazette_window_clip (self, (const char *const *) addresses->pdata);
}

static void
text_pasted_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self != NULL && self->toast_overlay != NULL && text != NULL)
    clip_text (self, text);
}

static void
files_pasted_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, NULL);

  if (self != NULL && self->toast_overlay != NULL && value != NULL)
    open_files (self, value);
}

static void
paste_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (user_data);
  g_autoptr(GdkContentFormats) formats =
    gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));

  /* A file is there as a text, too: its path. */
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_pasted_cb,
                                    gazette_ticket_new (user_data, 0));
  else if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    gdk_clipboard_read_text_async (clipboard, NULL, text_pasted_cb, gazette_ticket_new (user_data, 0));
}

/* Where one writes, pasting is writing; a dialog has the keys for itself. The
 * text of a page takes the keys of pasting as well, though nobody writes there. */
static gboolean
paste_key_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (focus != NULL && (GTK_IS_EDITABLE (focus) ||
                        (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))))
    return FALSE;
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) != NULL)
    return FALSE;

  gtk_widget_activate_action (widget, "win.paste-page", NULL);

  return TRUE;
}

static gboolean
accept_cb (GtkDropTarget *target,
           GdkDrop       *drop,
           gpointer       user_data)
{
  /* What is dragged in the window itself, such as selected text, stays there. */
  return gdk_drop_get_drag (drop) == NULL &&
         gdk_content_formats_match (gtk_drop_target_get_formats (target), gdk_drop_get_formats (drop));
}

static gboolean
drop_cb (GazetteWindow *self,
         const GValue  *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    open_files (self, value);
  else
    clip_text (self, g_value_get_string (value));

  return TRUE;
}

static void
clip_entered_cb (GazetteWindow *self,
                 const char    *address)
{
  const char *addresses[] = { address, NULL };

  gazette_window_clip (self, addresses);
}

static void
save_page_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  AdwDialog *dialog;

  if (adw_application_window_get_visible_dialog (user_data) != NULL)
    return;

  dialog = gazette_clip_dialog_new ();
  g_signal_connect_object (dialog, "entered", G_CALLBACK (clip_entered_cb), user_data, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, user_data);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  if (adw_application_window_get_visible_dialog (user_data) == NULL)
    present_import (user_data);
}

static void
forget_page_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_newsroom_forget_clipping (self->newsroom,
                                                                       g_variant_get_int64 (parameter)));
}

static void
show_article_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gazette_window_open_article (user_data, g_variant_get_int64 (parameter), TRUE);
}

/**
 * gazette_window_add_clip_actions:
 * @self: a window
 *
 * Adds what can be done with pages that are saved by their addresses.
 */
void
gazette_window_add_clip_actions (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "save-page", save_page_cb },
    { "paste-page", paste_cb },
    { "import", import_cb },
    { "forget-page", forget_page_cb, "x" },
    { "show-article", show_article_cb, "x" },
  };
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_LINK);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                                                          gtk_callback_action_new (paste_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "accept", G_CALLBACK (accept_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->toast_overlay), GTK_EVENT_CONTROLLER (target));
}
