/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-page-private.h"
#include "gazette-toast.h"

static void
tell (GazettePage *self,
      const char  *text)
{
  gazette_toast_tell (GTK_WIDGET (self), text);
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GazettePage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    tell (self, _("No program could be opened for this address."));
}

static void
launch (GazettePage *self,
        const char  *uri)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                           launched_cb, g_object_ref (self));
}

/* Whether the address is of a place on this page, which is gone to. */
static gboolean
go_to_fragment (GazettePage *self,
                const char  *href)
{
  const char *url = self->stored->article->url;
  const char *fragment = strchr (href, '#');
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  int offset;

  if (fragment == NULL || page == NULL)
    return FALSE;
  if (fragment > href && (url == NULL || strncmp (url, href, (gsize) (fragment - href)) != 0 ||
                          strlen (url) != (gsize) (fragment - href)))
    return FALSE;

  offset = gazette_page_buffer_find_fragment (page, fragment + 1);
  if (offset >= 0)
    gazette_page_view_scroll_to (self->view, offset, 0.05);

  return offset >= 0;
}

static void
open_link_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GazettePage *self = GAZETTE_PAGE (widget);
  const char *href = g_variant_get_string (parameter, NULL);
  g_autofree char *whole = NULL;

  if (self->stored == NULL || go_to_fragment (self, href))
    return;

  if (href[0] == '#')
    {
      if (self->stored->article->url == NULL)
        return;
      whole = g_strconcat (self->stored->article->url, href, NULL);
    }
  launch (self, whole != NULL ? whole : href);
}

static void
open_in_browser_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  GazettePage *self = GAZETTE_PAGE (widget);

  if (self->stored != NULL && self->stored->article->url != NULL)
    launch (self, self->stored->article->url);
}

static void
copy_link_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GazettePage *self = GAZETTE_PAGE (widget);

  if (self->stored == NULL || self->stored->article->url == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->stored->article->url);
  tell (self, _("Link copied"));
}

static void
copy_address_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GazettePage *self = GAZETTE_PAGE (widget);
  const char *href = g_variant_get_string (parameter, NULL);
  const char *url = self->stored != NULL ? self->stored->article->url : NULL;
  g_autofree char *whole = g_strconcat (href[0] == '#' && url != NULL ? url : "", href, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), whole);
  tell (self, _("Link copied"));
}

static void
copy_text_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (parameter, NULL));
}

static void
show_article_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit_by_name (widget, "article-activated", g_variant_get_int64 (parameter));
}

static void
find_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GazettePage *self = GAZETTE_PAGE (widget);

  if (gazette_page_view_get_page (self->view) == NULL)
    return;

  /* Words are sought in tables and code, too. */
  gazette_page_slots_finish (self->slots);
  gazette_find_bar_open (gazette_page_need_find_bar (self));
}

static void
page_down_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gazette_page_scroll_by_page (GAZETTE_PAGE (widget), 1);
}

static void
page_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gazette_page_scroll_by_page (GAZETTE_PAGE (widget), -1);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  return gazette_page_close_find_bar (GAZETTE_PAGE (widget));
}

/*
 * gazette_page_need_find_bar:
 * @self: a page
 *
 * Returns: (transfer none): the bar to find something with, made when it is needed
 */
GazetteFindBar *
gazette_page_need_find_bar (GazettePage *self)
{
  if (self->find_bar == NULL)
    {
      self->find_bar = g_object_new (GAZETTE_TYPE_FIND_BAR, "visible", FALSE, NULL);
      gazette_find_bar_set_view (self->find_bar, self->view);
      gtk_box_prepend (self->box, GTK_WIDGET (self->find_bar));
    }

  return self->find_bar;
}

/*
 * gazette_page_close_find_bar:
 * @self: a page
 *
 * Returns: whether it was open
 */
gboolean
gazette_page_close_find_bar (GazettePage *self)
{
  return self->find_bar != NULL && gazette_find_bar_close (self->find_bar);
}

/**
 * gazette_page_install_actions:
 * @klass: the class of #GazettePage
 *
 * Installs what can be done on a page by keys, menus and the widgets in it.
 */
void
gazette_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.find", NULL, find_cb);
  gtk_widget_class_install_action (klass, "page.copy-link", NULL, copy_link_cb);
  gtk_widget_class_install_action (klass, "page.page-down", NULL, page_down_cb);
  gtk_widget_class_install_action (klass, "page.page-up", NULL, page_up_cb);
  gtk_widget_class_install_action (klass, "page.open-link", "s", open_link_cb);
  gtk_widget_class_install_action (klass, "page.copy-address", "s", copy_address_cb);
  gtk_widget_class_install_action (klass, "page.copy-text", "s", copy_text_cb);
  gtk_widget_class_install_action (klass, "page.open-in-browser", NULL, open_in_browser_cb);
  gtk_widget_class_install_action (klass, "page.show-article", "x", show_article_cb);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
}
