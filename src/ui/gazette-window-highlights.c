/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with highlights. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-file-name.h"
#include "gazette-highlights.h"
#include "gazette-page-highlights.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

static GazettePageHighlights *
get_highlights (GazetteWindow *self)
{
  return gazette_page_get_highlights (gazette_pane_get_page (self->pane));
}

static GazetteLibrary *
get_library (GazetteWindow *self)
{
  return gazette_newsroom_get_library (self->newsroom);
}

/* What is highlighted is to stay as it is, with its pictures: so it is saved, as long
 * as a person does not object. */
static DexFuture *
added_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  AdwToast *toast;

  if (self == NULL || self->pane == NULL || ticket->id == 0 ||
      g_value_get_int64 (dex_future_get_value (future, NULL)) == 0)
    return NULL;

  gazette_window_tell_failure (self, gazette_newsroom_save (self->newsroom, ticket->id));
  toast = adw_toast_new (_("Highlighted, and saved with the article"));
  adw_toast_set_button_label (toast, _("Do _Not Save"));
  adw_toast_set_action_name (toast, "win.unsave-article");
  adw_toast_set_action_target (toast, "x", ticket->id);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);

  return NULL;
}

static void
highlight (GazetteWindow *self,
           gboolean       with_note)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);
  gint64 to_save = stored != NULL && stored->saved == GAZETTE_SAVED_NONE ? stored->id : 0;

  gazette_window_tell_failure (self, dex_future_then (gazette_page_highlights_add (get_highlights (self), with_note),
                                                      added_cb, gazette_ticket_new (self, to_save),
                                                      gazette_ticket_free));
}

static void
highlight_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  highlight (user_data, FALSE);
}

static void
add_note_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  highlight (user_data, TRUE);
}

static void
unsave_article_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_newsroom_unsave (self->newsroom, g_variant_get_int64 (parameter)));
}

static void
move (GazetteWindow *self,
      int            direction)
{
  if (!gazette_page_highlights_move (get_highlights (self), direction))
    gazette_window_tell (self, direction > 0 ? _("No further highlight in this article")
                                             : _("No highlight before this one in this article"));
}

static void
next_highlight_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  move (user_data, 1);
}

static void
previous_highlight_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  move (user_data, -1);
}

static void
show_highlight_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 article_id;
  gint64 id;

  g_variant_get (parameter, "(xx)", &article_id, &id);
  gazette_window_open_article (self, article_id, TRUE);
  gazette_page_highlights_go_to (get_highlights (self), article_id, id);
}

static void
remove_highlight_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GazetteWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  gazette_window_tell_failure (self, gazette_library_remove_highlight (get_library (self), id));
  gazette_window_offer_undo (self, _("Highlight removed"), "win.restore-highlight", id);
}

static void
restore_highlight_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GazetteWindow *self = user_data;

  gazette_window_tell_failure (self, gazette_library_restore_highlight (get_library (self),
                                                                        g_variant_get_int64 (parameter)));
}

static DexFuture *
exported_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);

  if (self != NULL && self->pane != NULL)
    gazette_window_tell (self, _("Highlights exported"));

  return NULL;
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (ticket);
  g_autofree char *path = gazette_window_finish_target (self, GTK_FILE_DIALOG (object), result);

  if (path != NULL)
    gazette_window_tell_failure (self, dex_future_then (gazette_newsroom_export_highlights (self->newsroom, path),
                                                        exported_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
export_highlights_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  g_autofree char *name = gazette_file_name_new (_("Highlights"), ".md");

  gazette_window_choose_target (user_data, _("Export Highlights"), _("_Export"), name, file_chosen_cb,
                                gazette_ticket_new (user_data, 0));
}

/**
 * gazette_window_add_highlights:
 * @self: a window
 *
 * Adds what can be done with highlights.
 */
void
gazette_window_add_highlights (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "highlight", highlight_cb },
    { "add-note", add_note_cb },
    { "unsave-article", unsave_article_cb, "x" },
    { "next-highlight", next_highlight_cb },
    { "previous-highlight", previous_highlight_cb },
    { "show-highlight", show_highlight_cb, "(xx)" },
    { "remove-highlight", remove_highlight_cb, "x" },
    { "restore-highlight", restore_highlight_cb, "x" },
    { "export-highlights", export_highlights_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
