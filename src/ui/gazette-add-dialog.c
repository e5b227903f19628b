/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-add-dialog.h"
#include "gazette-catalogue.h"
#include "gazette-clipboard.h"
#include "gazette-finding-page.h"
#include "gazette-mapping-page.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

/* Milliseconds without a key until an address counts as written. */
#define PAUSE 800

struct _GazetteAddDialog
{
  AdwDialog          parent_instance;

  AdwNavigationView *view;
  GtkWidget         *look_button;
  GtkStack          *look_stack;
  GtkEditable       *entry;
  GtkStack          *message_stack;
  GtkLabel          *progress;
  GtkLabel          *error;

  GazetteNewsroom   *newsroom;
  GazetteThumbnails *thumbnails;
  DexFuture         *looking;
  guint              serial;
  guint              pause_source;
  /* Nobody has asked for it: what was pasted is looked at by itself. */
  gboolean           is_unasked;
};

G_DEFINE_FINAL_TYPE (GazetteAddDialog, gazette_add_dialog, ADW_TYPE_DIALOG)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_address (GazetteAddDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
update (GazetteAddDialog *self)
{
  g_autofree char *address = dup_address (self);

  gtk_widget_set_sensitive (self->look_button, self->looking == NULL && *address != '\0');
  gtk_stack_set_visible_child_name (self->look_stack, self->looking != NULL ? "spinner" : "label");
}

static void
show_error (GazetteAddDialog *self,
            const char       *message)
{
  gtk_label_set_text (self->error, message);
  gtk_stack_set_visible_child_name (self->message_stack, "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
stop (GazetteAddDialog *self)
{
  self->serial++;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  dex_clear (&self->looking);
}

static void
added_cb (GazetteAddDialog *self,
          gint64            source_id,
          const char       *name)
{
  g_signal_emit (self, signals[ADDED], 0, source_id, name);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
edited_cb (GazetteAddDialog *self,
           GazetteFinding   *finding)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->view, "finding");

  if (page != NULL)
    gazette_finding_page_show (GAZETTE_FINDING_PAGE (page), finding);
}

static void
edit_cb (GazetteAddDialog *self,
         GazetteFinding   *finding)
{
  AdwNavigationPage *page = gazette_mapping_page_new (self->newsroom, self->thumbnails, finding);

  g_signal_connect_object (page, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->view, page);
}

static void
show_findings (GazetteAddDialog *self,
               GPtrArray        *findings)
{
  AdwNavigationPage *page = gazette_finding_page_new (self->newsroom, self->thumbnails, findings);

  g_signal_connect_object (page, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->view, page);
}

static DexFuture *
looked_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteAddDialog) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Given up, or tried anew with another address. */
  if (self == NULL || ticket->id != self->serial)
    return NULL;

  stop (self);
  update (self);
  gtk_stack_set_visible_child_name (self->message_stack, "hint");
  if (value != NULL)
    {
      show_findings (self, g_value_get_boxed (value));
    }
  else if (!self->is_unasked)
    {
      show_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }

  return NULL;
}

static void
look (GazetteAddDialog *self)
{
  g_autofree char *address = dup_address (self);
  g_autofree char *url = NULL;
  g_autofree char *host = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  stop (self);
  url = gazette_url_from_typed (address, &error);
  if (url == NULL)
    {
      update (self);
      show_error (self, error->message);
      return;
    }

  host = gazette_url_dup_host (url);
  /* TRANSLATORS: %s is the name of a server, such as example.org */
  text = g_strdup_printf (_("Asking %s for its articles…"), host != NULL ? host : address);
  gtk_label_set_text (self->progress, text);
  gtk_stack_set_visible_child_name (self->message_stack, "progress");

  self->looking = dex_future_finally (gazette_newsroom_look (self->newsroom, address), looked_cb,
                                      gazette_ticket_new (self, self->serial), gazette_ticket_free);
  update (self);
}

static void
look_cb (GazetteAddDialog *self)
{
  /* What began by itself is asked for now. */
  self->is_unasked = FALSE;
  if (self->looking == NULL)
    look (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  GazetteAddDialog *self = user_data;

  self->pause_source = 0;
  self->is_unasked = TRUE;
  look (self);

  return G_SOURCE_REMOVE;
}

/* Another address: what is under way is not wanted any more. A whole one, as it
 * is pasted, is looked at without being asked for. */
static void
changed_cb (GazetteAddDialog *self)
{
  g_autofree char *address = dup_address (self);

  stop (self);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_stack_set_visible_child_name (self->message_stack, "hint");
  if (gazette_url_is_web (address) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->pause_source = g_timeout_add (PAUSE, pause_cb, self);
  update (self);
}

static void
chosen_cb (GazetteAddDialog *self,
           const char       *address)
{
  gazette_add_dialog_add (self, address);
}

/* What Return does on each page. */
static void
page_changed_cb (GazetteAddDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->view);
  GtkWidget *button = NULL;

  if (GAZETTE_IS_FINDING_PAGE (page))
    button = gazette_finding_page_get_add_button (GAZETTE_FINDING_PAGE (page));
  else if (!GAZETTE_IS_MAPPING_PAGE (page))
    button = self->look_button;
  adw_dialog_set_default_widget (ADW_DIALOG (self), button);
}

static void
popped_cb (GazetteAddDialog *self)
{
  if (!GAZETTE_IS_FINDING_PAGE (adw_navigation_view_get_visible_page (self->view)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cancel_cb (GazetteAddDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
focus_entry_cb (gpointer user_data)
{
  g_autoptr(GazetteAddDialog) self = gazette_ticket_dup_owner (user_data);

  if (self != NULL && self->entry != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return G_SOURCE_REMOVE;
}

/* As a sheet at the bottom of a narrow window, the dialog gives the focus to the
 * button that comes first. */
static void
entry_mapped_cb (GazetteAddDialog *self)
{
  g_idle_add_full (G_PRIORITY_LOW, focus_entry_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

static void
gazette_add_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gazette_add_dialog_parent_class)->map (widget);

  gazette_clipboard_offer_address (GAZETTE_ADD_DIALOG (widget)->entry);
}

static void
gazette_add_dialog_closed (AdwDialog *dialog)
{
  stop (GAZETTE_ADD_DIALOG (dialog));
}

static void
gazette_add_dialog_dispose (GObject *object)
{
  GazetteAddDialog *self = GAZETTE_ADD_DIALOG (object);

  stop (self);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->newsroom);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_ADD_DIALOG);

  G_OBJECT_CLASS (gazette_add_dialog_parent_class)->dispose (object);
}

static void
gazette_add_dialog_class_init (GazetteAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_add_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gazette_add_dialog_closed;
  widget_class->map = gazette_add_dialog_map;

  signals[ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, view);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, look_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, look_stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, message_stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteAddDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_mapped_cb);
}

static void
gazette_add_dialog_init (GazetteAddDialog *self)
{
  g_type_ensure (GAZETTE_TYPE_CATALOGUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  page_changed_cb (self);
}

/**
 * gazette_add_dialog_new:
 * @newsroom: where to add a source
 *
 * Returns: (transfer full): a dialog, to be presented
 */
GazetteAddDialog *
gazette_add_dialog_new (GazetteNewsroom *newsroom)
{
  GazetteAddDialog *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_ADD_DIALOG, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->thumbnails = gazette_thumbnails_new (newsroom);

  return self;
}

/**
 * gazette_add_dialog_add:
 * @self: a dialog
 * @address: what a person typed elsewhere
 *
 * Fills the address in and begins.
 */
void
gazette_add_dialog_add (GazetteAddDialog *self,
                        const char       *address)
{
  g_return_if_fail (GAZETTE_IS_ADD_DIALOG (self));
  g_return_if_fail (address != NULL);

  gtk_editable_set_text (self->entry, address);
  self->is_unasked = FALSE;
  look (self);
}
