/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-clipboard.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GtkEditable) entry = gazette_ticket_dup_owner (ticket);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (entry == NULL || text == NULL || *gtk_editable_get_text (entry) != '\0')
    return;

  g_strstrip (text);
  if (!gazette_url_is_web (text))
    return;

  gtk_editable_set_text (entry, text);
  gtk_editable_select_region (entry, 0, -1);
}

/**
 * gazette_clipboard_offer_address:
 * @entry: a widget that asks for an address
 *
 * Fills in the address that is on the clipboard, if there is one and nothing was
 * typed by the time that it is read, and selects it.
 */
void
gazette_clipboard_offer_address (GtkEditable *entry)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (entry));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  /* Asked for a text that is not there, GTK forgets to free what it asks with. */
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
      gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"))
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, gazette_ticket_new (entry, 0));
}
